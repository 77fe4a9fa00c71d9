"""The commands that make something of a lesson: a lesson of one's own, a plan's notebook, paper, the teacher guide."""

import sys
from pathlib import Path

from geo_lesson.language import LANGUAGES, Text
from geo_lesson.problems import LessonError
from geo_lesson.server import shipped_workspace, workspace_at


def new(options):
    """Begin a lesson of one's own: a draft from an article, or a copy."""
    return _drafted(options) if options.article else _copied(options)


def _drafted(options):
    from geo_lesson.drafting import new_lesson, told

    folder = options.folder
    if len(folder.parts) == 1 and folder.name:  # a name alone: in the workspace one is in
        folder = (workspace_at(Path.cwd()) or Path.cwd()) / "data" / folder
    try:
        findings, files = new_lesson(folder.absolute(), options.article, options.asked, options.language)
    except LessonError as error:
        print(
            "\n".join(p.report(options.language) for p in error.told(options.language, Path.cwd()).problems),
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        return complain(NOT_LAID.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1)
    print(told(findings, files, options.language))
    return 0


def _copied(options):
    from geo_lesson.copies import copy_lesson, is_name

    folder = options.folder.resolve()
    if not is_name(folder.name) or folder.parent.name == "data":
        return complain(_NO_NAME.fill(name=folder.name), options, 2)
    here = workspace_at(Path.cwd())
    source = here if here and (here / "data" / options.origin).is_dir() else shipped_workspace()
    if not is_name(options.origin) or not (source / "data" / options.origin / "lesson.yaml").is_file():
        known = sorted(path.parent.name for path in source.glob("data/*/lesson.yaml"))
        return complain(_NO_ORIGIN.fill(name=options.origin, known=", ".join(known)), options, 1)
    try:
        made = copy_lesson(source, options.origin, folder)
    except FileExistsError:
        return complain(_NOT_EMPTY.fill(folder=str(options.folder)), options, 1)
    except OSError as error:
        return complain(NOT_LAID.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1)
    print(_MADE.fill(lesson=str(made), folder=str(options.folder))[options.language])
    return 0


def plan(options):
    """Write the notebook of a plan."""
    from geo_lesson.plans import plan_notebook

    def written(content, language):
        return plan_notebook(content, content.plan(options.plan), language)

    return _make(options, written, ".ipynb", lambda language, of: f"notebooks/{language}/plan{of}-{options.plan}.ipynb")


def paper(options):
    """Write the lesson on paper."""
    from geo_lesson.paper import paper

    def written(content, language):
        plan = content.plan(options.plan) if options.plan else None
        return paper(content, language, plan, key=not options.no_key)

    plan = f"-{options.plan}" if options.plan else ""
    return _make(options, written, ".html", lambda language, of: f"paper{of}{plan}.{language}.html")


def guide(options):
    """Write the teacher guide."""
    from geo_lesson.guide import guide

    return _make(options, guide, ".html", lambda language, of: f"guide{of}.{language}.html")


def _make(options, written, suffix, usual):
    """Write what is made of a lesson into the file asked for, or the usual one; a notebook is not lightly replaced.

    The usual name has the lesson's own in it, unless it is the one that is meant where none is named.
    """
    from geo_lesson.folder import Content

    try:
        content = Content(_lesson_folder(options))
        own = content.outline.languages
        language = options.language if options.language in own else own[0]
        base = (workspace_at(Path.cwd()) or Path()) if suffix == ".ipynb" else Path()
        of = "" if content.folder.name == _first_lesson() else f"-{content.folder.name}"
        path = options.to or base / usual(language, of)
        if path.suffix != suffix:
            return complain(_OTHER_SUFFIX.fill(path=str(path), suffix=suffix), options, 2)
        text = written(content, language)
        if suffix == ".ipynb" and path.exists() and not options.replace and path.read_text("utf-8") != text:
            return complain(_IS_THERE.fill(path=str(path)), options, 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except LessonError as error:
        told = error.told(options.language, Path.cwd().resolve())
        return complain(Text(*(told.report(of) for of in LANGUAGES)), options, 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return complain(NOT_LAID.fill(folder=str(path.parent), reason=reason), options, 1)
    print(path)
    return 0


def _lesson_folder(options):
    """The folder of the lesson that is named, by its name or path; without a name, the one that the workspace has."""
    from geo_lesson.folder import find

    if options.lesson and (Path(options.lesson) / "lesson.yaml").is_file():
        return Path(options.lesson).resolve()
    return find(options.lesson or _first_lesson(), workspace_at(Path.cwd()) or shipped_workspace())


def _first_lesson():
    """The name of the lesson that is meant where none is named: the only one there is, or the one about the troops."""
    base = workspace_at(Path.cwd()) or shipped_workspace()
    lessons = [path.parent.name for path in base.glob("data/*/lesson.yaml")]
    return lessons[0] if len(lessons) == 1 else "troops"


def complain(text, options, code):
    """Say what is wrong, in the language of the command; returns the exit code."""

    print(text[options.language], file=sys.stderr)
    return code


_IS_THERE = Text(
    de="{path} ist schon da und sieht anders aus. Mit --replace wird es ersetzt; oder nennen Sie mit --to einen "
    "anderen Namen.",
    en="{path} is there already and is different. Replace it with --replace, or give another name with --to.",
)
_MADE = Text(
    de="Ihre Lektion liegt in {lesson}\nÖffnen:  geo-lesson start {folder}",
    en="Your lesson is in {lesson}\nTo open it:  geo-lesson start {folder}",
)
_NOT_EMPTY = Text(
    de="In {folder} liegt schon etwas; es bleibt, wie es ist. Nehmen Sie einen neuen Ordner.",
    en="There is something in {folder} already; it stays as it is. Take a new folder.",
)
_NO_NAME = Text(
    de="„{name}“: Nehmen Sie einen neuen Ordner außerhalb von data/, mit Kleinbuchstaben, Ziffern und Bindestrichen, "
    "zum Beispiel meine-lektion.",
    en='"{name}": take a new folder outside data/, with lower-case letters, digits and hyphens, for example my-lesson.',
)
_NO_ORIGIN = Text(
    de="Es gibt keine Lektion „{name}“. Es gibt: {known}", en='There is no lesson "{name}". Available: {known}'
)
_OTHER_SUFFIX = Text(
    de="{path}: Der Name der Zieldatei muss auf {suffix} enden.",
    en="{path}: the name of the file must end in {suffix}.",
)
NOT_LAID = Text(
    de="In {folder} lässt sich nichts anlegen ({reason}). Bitte wählen Sie einen anderen Ordner.",
    en="Cannot create anything in {folder} ({reason}). Please choose another folder.",
)
