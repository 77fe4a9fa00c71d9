"""The commands. They end with 0 if all is well, 1 if something has to be mended, 2 if they were not called rightly."""

import argparse
import io
import json
import sys
from pathlib import Path

from geo_lesson import messages
from geo_lesson.common.errors import LessonError
from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.server import lay_workspace, run_lab, shipped_workspace, workspace_at


def main(arguments=None):
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console lacks some of what our sentences hold
    arguments = sys.argv[1:] if arguments is None else arguments
    asked = _language(arguments)
    options = _parser(asked or system_language()).parse_args(arguments)
    options.asked = asked
    return options.run(options)


def _language(arguments):
    """The language asked for, or None; it has to be known before the parser that explains itself in it."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--language")
    try:
        language = first.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        language = None
    return language if language in LANGUAGES else None


def _parser(language):
    parser = argparse.ArgumentParser(prog="geo-lesson", description=messages.PROGRAM_DESCRIPTION[language])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, about):
        added = commands.add_parser(name, help=about[language], description=about[language])
        added.add_argument("--language", choices=LANGUAGES, default=language, help=messages.OUTPUT_LANGUAGE[language])
        added.set_defaults(run=run)
        return added

    start = command("start", _start, messages.START_COMMAND)
    start.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=messages.WORKSPACE_FOLDER[language])
    start.add_argument("--no-browser", action="store_true", help=messages.NO_BROWSER[language])
    start.add_argument("--no-server", action="store_true", help=messages.NO_SERVER[language])
    check = command("check", _check, messages.CHECK_COMMAND)
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=messages.PATHS_TO_CHECK[language])
    check.add_argument("--json", action="store_true", help=messages.JSON_OUTPUT[language])
    _makers(command, language)
    collect = command("collect", _collect, messages.COLLECT_COMMAND)
    collect.add_argument("folder", type=Path, metavar="FOLDER", help=messages.HAND_INS_FOLDER[language])
    collect.add_argument("--to", type=Path, metavar="OUT", required=True, help=messages.RESULTS_FOLDER[language])
    collect.add_argument("--lesson", metavar="NAME", help=messages.LESSON_OF_HAND_INS[language])
    schema = command("schema", _schema, messages.SCHEMA_COMMAND)
    schema.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=messages.SCHEMA_FOLDER[language])
    return parser


def _makers(command, language):
    """The commands that make something of a lesson."""
    guided = command("guide", guide, messages.GUIDE_COMMAND)
    on_paper = command("paper", paper, messages.PAPER_COMMAND)
    on_paper.add_argument("--plan", metavar="PLAN", help=messages.PLAN_ON_PAPER[language])
    on_paper.add_argument("--no-key", action="store_true", help=messages.NO_ANSWER_KEY[language])
    planned = command("plan", plan, messages.PLAN_COMMAND)
    planned.add_argument("plan", metavar="PLAN", help=messages.PLAN_ID[language])
    planned.add_argument("--replace", action="store_true", help=messages.REPLACE_NOTEBOOK[language])
    begun = command("new", new, messages.NEW_COMMAND)
    begun.add_argument("folder", type=Path, metavar="FOLDER", help=messages.NEW_LESSON_FOLDER[language])
    origin = begun.add_mutually_exclusive_group(required=True)
    origin.add_argument("--article", type=Path, metavar="FILE", help=messages.ARTICLE_FILE[language])
    origin.add_argument("--from", dest="origin", metavar="LESSON", help=messages.LESSON_TO_COPY[language])
    for made in (planned, on_paper, guided):
        made.add_argument("lesson", nargs="?", metavar="LESSON", help=messages.LESSON_NAME_OR_FOLDER[language])
        made.add_argument("--to", type=Path, metavar="FILE", help=messages.OUTPUT_FILE[language])


def _start(options):
    folder = options.folder or Path.cwd()
    try:
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            return complain(messages.NOT_A_FOLDER.fill(folder=str(folder)), options, 2)
        folder = _place(folder, named=options.folder is not None)
        laid = [] if workspace_at(folder) == folder else lay_workspace(folder)
    except (OSError, RuntimeError) as error:  # the latter of links that lead in a circle
        reason = getattr(error, "strerror", None) or str(error)
        return complain(messages.CANNOT_CREATE.fill(folder=str(folder), reason=reason), options, 1)
    if laid or options.no_server:
        message = messages.FILES_CREATED if laid else messages.WORKSPACE_COMPLETE
        print(message.fill(n=len(laid), folder=str(folder))[options.language])
    if options.no_server:
        return 0
    try:
        run_lab(folder, options.language, open_browser=not options.no_browser)
    except KeyboardInterrupt:  # Ctrl-C before the server has begun to listen for it
        print()
    return 0


def _place(folder, named):
    """Where to work: the workspace that a folder belongs to, or a new one there.

    Where other files lie and nothing was named, a folder of our own is made: no home is strewn.
    """
    workspace = workspace_at(folder)
    if workspace and (not named or folder == workspace or folder.relative_to(workspace).parts[0] in _INSIDE):
        return workspace
    return folder if named or not any(folder.iterdir()) else folder / "geo_lesson"


def _check(options):
    from geo_lesson.teacher.check.notebooks import notebook_problems  # start needs no models
    from geo_lesson.teacher.check.references import lesson_problems

    paths = options.paths or [workspace_at(Path.cwd()) or Path.cwd()]
    if gone := [path for path in paths if not path.exists()]:
        return complain(messages.PATH_MISSING.fill(path=str(gone[0])), options, 2)
    problems = []
    for path in dict.fromkeys(part for named in paths for part in _parts(named.resolve())):
        data = (workspace_at(path.parent) or path.parent) / "data"
        problems += notebook_problems(path, data) if path.suffix == ".ipynb" else lesson_problems(path, hints=True)
    told = LessonError(problems).told(options.language, Path.cwd().resolve())
    if options.json:
        print(json.dumps([_plain(problem) for problem in told.problems], indent=1))
    else:
        where = ", ".join(str(path) for path in options.paths) or "."
        print(told.report(options.language, where))
    return 0 if all(problem.hint for problem in problems) else 1


def _parts(path):
    """What there is to check at a path: a notebook, the lesson it is or lies in, or all there is in a workspace."""
    if path.suffix == ".ipynb" and path.is_file():
        return [path]
    if lesson := next((up for up in (path, *path.parents) if (up / "lesson.yaml").exists()), None):
        return [lesson]
    lessons = [found.parent for found in (*path.glob("data/*/lesson.yaml"), *path.glob("*/lesson.yaml"))]
    notebooks = [*path.glob("notebooks/**/*.ipynb")] or [*path.glob("*.ipynb"), *path.glob("*/*.ipynb")]
    notebooks = [found for found in notebooks if ".ipynb_checkpoints" not in found.parts]
    return sorted([*lessons, *notebooks]) or [path]


def _plain(problem):
    texts = {"message": problem.message, "fix": problem.fix}
    said = {name: text and {of: text[of] for of in LANGUAGES} for name, text in texts.items()}
    kind = {"question": problem.question, "hint": problem.hint}
    return {"file": problem.place.file.as_posix(), "line": problem.place.line, **kind, **said}


def _collect(options):
    from tqdm import tqdm  # start needs neither this nor tables

    from geo_lesson.teacher.classroom.classroom import open_class
    from geo_lesson.teacher.classroom.files import count_files

    if not options.folder.is_dir():
        return complain(messages.NOT_A_FOLDER.fill(folder=str(options.folder)), options, 2)
    if options.to.exists() and not options.to.is_dir():
        return complain(messages.NOT_A_FOLDER.fill(folder=str(options.to)), options, 2)
    if options.to.resolve() == options.folder.resolve():
        return complain(messages.RESULTS_AMONG_HAND_INS, options, 2)
    total, label = count_files(options.folder, options.to), messages.HAND_INS_READ[options.language]
    try:
        with tqdm(total=total, desc=label, unit="", disable=None) as bar:  # None: only on a terminal
            group = open_class(options.folder, options.language, options.lesson, options.to, bar.update)
        written = group.save(options.to)
    except LessonError as error:
        print(error.told(options.language).report(options.language), file=sys.stderr)
        return 1
    except OSError as error:
        said = getattr(error, "text", None)  # of a file that is open elsewhere
        said = said or messages.CANNOT_CREATE.fill(folder=str(options.to), reason=error.strerror or str(error))
        return complain(said, options, 1)
    for note in group.file_notes:
        print(f"{note.file}: {note.what}\n    {note.ask}")
    print(repr(group))
    print("\n".join(str(path) for path in written))
    return 0 if group.students and not group.file_notes else 1


def _schema(options):
    from geo_lesson.teacher.schemas import write_schemas

    folder = options.folder or (workspace_at(Path.cwd()) or Path.cwd()) / "data" / "schemas"
    try:
        written = write_schemas(folder)
    except OSError as error:
        return complain(
            messages.CANNOT_CREATE.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1
        )
    print("\n".join(str(path) for path in written))
    return 0


_INSIDE = {"notebooks", "data", "answers", "hand-in"}


def new(options):
    """Begin a lesson of one's own: a draft from an article, or a copy."""
    return _drafted(options) if options.article else _copied(options)


def _drafted(options):
    from geo_lesson.teacher.drafting import new_lesson, told

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
        return complain(
            messages.CANNOT_CREATE.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1
        )
    print(told(findings, files, options.language))
    return 0


def _copied(options):
    from geo_lesson.teacher.workspace import copy_lesson, is_name

    folder = options.folder.resolve()
    if not is_name(folder.name) or folder.parent.name == "data":
        return complain(messages.BAD_LESSON_NAME.fill(name=folder.name), options, 2)
    here = workspace_at(Path.cwd())
    source = here if here and (here / "data" / options.origin).is_dir() else shipped_workspace()
    if not is_name(options.origin) or not (source / "data" / options.origin / "lesson.yaml").is_file():
        known = sorted(path.parent.name for path in source.glob("data/*/lesson.yaml"))
        return complain(messages.UNKNOWN_LESSON.fill(name=options.origin, known=", ".join(known)), options, 1)
    try:
        made = copy_lesson(source, options.origin, folder)
    except FileExistsError:
        return complain(messages.FOLDER_NOT_EMPTY.fill(folder=str(options.folder)), options, 1)
    except OSError as error:
        return complain(
            messages.CANNOT_CREATE.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1
        )
    print(messages.LESSON_CREATED.fill(lesson=str(made), folder=str(options.folder))[options.language])
    return 0


def plan(options):
    """Write the notebook of a plan."""
    from geo_lesson.teacher.printing.plan_notebook import plan_notebook

    def written(content, language):
        return plan_notebook(content, content.plan(options.plan), language)

    return _make(options, written, ".ipynb", lambda language, of: f"notebooks/{language}/plan{of}-{options.plan}.ipynb")


def paper(options):
    """Write the lesson on paper."""
    from geo_lesson.teacher.printing.paper import paper

    def written(content, language):
        plan = content.plan(options.plan) if options.plan else None
        return paper(content, language, plan, key=not options.no_key)

    plan = f"-{options.plan}" if options.plan else ""
    return _make(options, written, ".html", lambda language, of: f"paper{of}{plan}.{language}.html")


def guide(options):
    """Write the teacher guide."""
    from geo_lesson.teacher.printing.guide import guide

    return _make(options, guide, ".html", lambda language, of: f"guide{of}.{language}.html")


def _make(options, written, suffix, usual):
    """Write what is made of a lesson into the file asked for, or the usual one; a notebook is not lightly replaced.

    The usual name has the lesson's own in it, unless it is the one that is meant where none is named.
    """
    from geo_lesson.content.folder import LessonFolder

    try:
        content = LessonFolder(_lesson_folder(options))
        own = content.config.languages
        language = options.language if options.language in own else own[0]
        base = (workspace_at(Path.cwd()) or Path()) if suffix == ".ipynb" else Path()
        of = "" if content.folder.name == _first_lesson() else f"-{content.folder.name}"
        path = options.to or base / usual(language, of)
        if path.suffix != suffix:
            return complain(messages.WRONG_SUFFIX.fill(path=str(path), suffix=suffix), options, 2)
        text = written(content, language)
        if suffix == ".ipynb" and path.exists() and not options.replace and path.read_text("utf-8") != text:
            return complain(messages.FILE_IS_DIFFERENT.fill(path=str(path)), options, 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except LessonError as error:
        told = error.told(options.language, Path.cwd().resolve())
        return complain(Text(*(told.report(of) for of in LANGUAGES)), options, 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return complain(messages.CANNOT_CREATE.fill(folder=str(path.parent), reason=reason), options, 1)
    print(path)
    return 0


def _lesson_folder(options):
    """The folder of the lesson that is named, by its name or path; without a name, the one that the workspace has."""
    from geo_lesson.content.folder import find

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
