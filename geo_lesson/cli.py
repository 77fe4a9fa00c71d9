"""Run the commands. They end with 0 if all is well, 1 if something has to be mended, 2 if they were called wrongly."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_lesson import messages
from geo_lesson.common.errors import LessonError, Problem
from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.common.program import program, quoted_path
from geo_lesson.server import run_lab
from geo_lesson.teacher.workspace import set_up_workspace, shipped_workspace, workspace_at

if TYPE_CHECKING:
    from geo_lesson.content.folder import LessonFolder

Options = argparse.Namespace
_INSIDE = {"notebooks", "data", "answers", "hand-in", "class"}


class CommandError(Exception):
    """A command cannot do what was asked: why, and the exit code."""

    def __init__(self, message: Text, code: int = 1) -> None:
        super().__init__(message.en)
        self.message, self.code = message, code


class Argument:
    """An argument of a command; `alternative`: exactly one of the alternatives must be given."""

    def __init__(self, about: Text, *names: str, alternative: bool = False, **options: Any) -> None:
        self.about, self.names, self.alternative, self.options = about, names, alternative, options


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console lacks some characters of our texts
    arguments = sys.argv[1:] if arguments is None else arguments
    language = _requested_language(arguments)
    options = _parser(language or system_language()).parse_args(arguments)
    options.requested_language = language
    try:
        code: int = options.run(options)
    except CommandError as error:
        print(error.message[options.language], file=sys.stderr)
        return error.code
    return code


def _requested_language(arguments: list[str]) -> str | None:
    """Return the language asked for; needed before the argument parser, whose help is in that language."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--language")
    try:
        language: str | None = parser.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        return None
    return language if language in LANGUAGES else None


def _parser(language: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program(), description=messages.PROGRAM_DESCRIPTION[language])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about, arguments in COMMANDS:
        added = commands.add_parser(name, help=about[language], description=about[language])
        added.add_argument("--language", choices=LANGUAGES, default=language, help=messages.OUTPUT_LANGUAGE[language])
        added.set_defaults(run=run)
        alternatives = None
        for argument in arguments:
            target: Any = added
            if argument.alternative:
                alternatives = target = alternatives or added.add_mutually_exclusive_group(required=True)
            target.add_argument(*argument.names, help=argument.about[language], **argument.options)
    return parser


@contextmanager
def _writing_into(folder: Path, *further: type[Exception]) -> Iterator[None]:
    """Turn an OSError, or an error of `further` types, into the message that nothing can be created in a folder."""
    errors: tuple[type[Exception], ...] = (OSError, *further)
    try:
        yield
    except errors as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = getattr(error, "text", None)  # of a file that another program has open
        raise CommandError(message or messages.CANNOT_CREATE.fill(folder=str(folder), reason=reason)) from error


def _start(options: Options) -> int:
    folder, notebook = options.folder or Path.cwd(), None
    with _writing_into(folder, RuntimeError):  # of links that lead in a cycle
        folder = folder.resolve()
    if folder.suffix == ".ipynb" and folder.is_file():
        notebook, workspace = folder, workspace_at(folder.parent)
        if not workspace or not notebook.is_relative_to(workspace / "notebooks"):
            raise CommandError(messages.NOTEBOOK_OUTSIDE.fill(path=str(options.folder)), 2)
        folder = workspace
    with _writing_into(folder):
        if folder.exists() and not folder.is_dir():
            raise CommandError(messages.NOT_A_FOLDER.fill(folder=str(folder)), 2)
        folder = _choose_workspace(folder, named=options.folder is not None)
        created = [] if workspace_at(folder) == folder else set_up_workspace(folder)
    if created or options.no_server:
        message = messages.FILES_CREATED if created else messages.WORKSPACE_COMPLETE
        print(message.fill(n=len(created), folder=str(folder))[options.language])
    if options.no_server:
        return 0
    try:
        run_lab(folder, options.language, open_browser=not options.no_browser, notebook=notebook)
    except KeyboardInterrupt:  # Ctrl-C before the server has begun to listen for it
        print()
    return 0


def _choose_workspace(folder: Path, named: bool) -> Path:
    """Return the workspace that a folder belongs to, or where to make one.

    If no folder was named and this one is not empty, use ./geo_lesson.
    """
    workspace = workspace_at(folder)
    if workspace and (not named or folder == workspace or folder.relative_to(workspace).parts[0] in _INSIDE):
        return workspace
    return folder if named or not any(folder.iterdir()) else folder / "geo_lesson"


def _check(options: Options) -> int:
    from geo_lesson.teacher.check.lesson import lesson_problems
    from geo_lesson.teacher.check.notebooks import notebook_problems  # start needs no models

    paths = options.paths or [_here()]
    if missing := [path for path in paths if not path.exists()]:
        raise CommandError(messages.PATH_MISSING.fill(path=str(missing[0])), 2)
    problems = []
    for path in dict.fromkeys(part for named in paths for part in _lessons_and_notebooks(named.resolve())):
        data = (workspace_at(path.parent) or path.parent) / "data"
        problems += notebook_problems(path, data) if path.suffix == ".ipynb" else lesson_problems(path, hints=True)
    error = LessonError(problems).translated(options.language, Path.cwd().resolve())
    if options.json:
        print(json.dumps([_as_json(problem) for problem in error.problems], indent=1))
    else:
        print(error.report(options.language, ", ".join(str(path) for path in options.paths) or "."))
    return 0 if all(problem.hint for problem in problems) else 1


def _lessons_and_notebooks(path: Path) -> list[Path]:
    """Return what to check at a path: a notebook, the lesson it is or lies in, or everything in a workspace."""
    if path.suffix == ".ipynb" and path.is_file():
        return [path]
    if lesson := next((folder for folder in (path, *path.parents) if (folder / "lesson.yaml").exists()), None):
        return [lesson]
    lessons = [config.parent for config in (*path.glob("data/*/lesson.yaml"), *path.glob("*/lesson.yaml"))]
    notebooks = [*path.glob("notebooks/**/*.ipynb")] or [*path.glob("*.ipynb"), *path.glob("*/*.ipynb")]
    notebooks = [notebook for notebook in notebooks if ".ipynb_checkpoints" not in notebook.parts]
    return sorted([*lessons, *notebooks]) or [path]


def _as_json(problem: Problem) -> dict[str, Any]:
    place = {"file": problem.place.file.as_posix(), "line": problem.place.line}
    texts = {"message": problem.message, "fix": problem.fix}
    in_languages = {name: text and {of: text[of] for of in LANGUAGES} for name, text in texts.items()}
    return {**place, "question": problem.question, "hint": problem.hint, **in_languages}


def _collect(options: Options) -> int:
    from tqdm import tqdm  # start needs neither this nor tables

    from geo_lesson.teacher.classroom.classroom import open_class
    from geo_lesson.teacher.classroom.files import count_files

    for folder, is_required in ((options.folder, True), (options.to, False)):
        if not folder.is_dir() and (is_required or folder.exists()):
            raise CommandError(messages.NOT_A_FOLDER.fill(folder=str(folder)), 2)
    if options.to.resolve() == options.folder.resolve():
        raise CommandError(messages.RESULTS_AMONG_HAND_INS, 2)
    total, label = count_files(options.folder, options.to), messages.HAND_INS_READ[options.language]
    with _writing_into(options.to):
        try:
            with tqdm(total=total, desc=label, unit="", disable=None) as bar:  # None: only on a terminal
                group = open_class(
                    options.folder,
                    options.language,
                    options.lesson,
                    options.to,
                    bar.update,
                    options.plan,
                    options.roster,
                )
            written = group.save(options.to, options.all)
        except LessonError as error:
            print(error.report(options.language), file=sys.stderr)
            return 1
    for file, _, message, request in group.file_notes:
        print(f"{file}: {message}\n    {request}")
    print(repr(group))
    print("\n".join(str(path) for path in written))
    return 0 if group.students and not group.file_notes else 1


def _schema(options: Options) -> int:
    from geo_lesson.teacher.schemas import write_schemas

    folder = options.folder or _here() / "data" / "schemas"
    with _writing_into(folder):
        written = write_schemas(folder)
    print("\n".join(str(path) for path in written))
    return 0


def _new(options: Options) -> int:
    return _draft(options) if options.article else _copy(options)


def _draft(options: Options) -> int:
    from geo_lesson.teacher.drafting import describe_draft, new_lesson

    folder = options.folder
    if len(folder.parts) == 1 and folder.name:  # only a name: in this workspace
        folder = _here() / "data" / folder
    with _writing_into(folder):
        try:
            language = options.requested_language
            amounts = [kind for kind in ("price", "percent") if getattr(options, kind)]
            findings, files = new_lesson(folder.absolute(), options.article, language, options.language, amounts)
        except LessonError as error:
            problems = error.translated(options.language, Path.cwd()).problems
            print("\n".join(problem.report(options.language) for problem in problems), file=sys.stderr)
            return 1
    print(describe_draft(findings, files, options.language))
    return 0


def _copy(options: Options) -> int:
    from geo_lesson.teacher.workspace import copy_lesson, is_lesson_name

    folder = options.folder.resolve()
    if not is_lesson_name(folder.name) or folder.parent.name == "data":
        raise CommandError(messages.BAD_LESSON_NAME.fill(name=folder.name), 2)
    here = workspace_at(Path.cwd())
    source = here if here and (here / "data" / options.origin).is_dir() else shipped_workspace()
    if not is_lesson_name(options.origin) or not (source / "data" / options.origin / "lesson.yaml").is_file():
        lessons = sorted(path.parent.name for path in source.glob("data/*/lesson.yaml"))
        raise CommandError(messages.UNKNOWN_LESSON.fill(name=options.origin, known=", ".join(lessons)))
    with _writing_into(folder):
        try:
            lesson = copy_lesson(source, options.origin, folder)
        except FileExistsError:
            raise CommandError(messages.FOLDER_NOT_EMPTY.fill(folder=str(options.folder))) from None
    created = messages.LESSON_CREATED.fill(lesson=str(lesson), folder=quoted_path(options.folder), command=program())
    print(created[options.language])
    return 0


def _plan(options: Options) -> int:
    from geo_lesson.teacher.printing.plan_notebook import plan_notebook

    def write(lesson: "LessonFolder", language: str) -> str:
        text: str = plan_notebook(lesson, lesson.plan(options.plan), language)
        return text

    return _write_from_lesson(options, write, f"notebooks/{{language}}/plan{{lesson}}-{options.plan}.ipynb")


def _paper(options: Options) -> int:
    from geo_lesson.teacher.printing.paper import paper

    def write(lesson: "LessonFolder", language: str) -> str:
        plan = lesson.plan(options.plan) if options.plan else None
        text: str = paper(lesson, language, plan, key=not options.no_key)
        return text

    plan = f"-{options.plan}" if options.plan else ""
    return _write_from_lesson(options, write, f"paper{{lesson}}{plan}.{{language}}.html")


def _guide(options: Options) -> int:
    from geo_lesson.teacher.printing.guide import guide

    def write(lesson: "LessonFolder", language: str) -> str:
        text: str = guide(lesson, language, lesson.plan(options.plan) if options.plan else None)
        return text

    plan = f"-{options.plan}" if options.plan else ""
    return _write_from_lesson(options, write, f"guide{{lesson}}{plan}.{{language}}.html")


def _write_from_lesson(options: Options, write: Callable[["LessonFolder", str], str], usual_name: str) -> int:
    """Write what is made of a lesson into the file asked for, or the usual one; replace a notebook only if asked to.

    {lesson} in the usual name is empty for the lesson that is meant where none is named.
    """
    from geo_lesson.content.folder import LessonFolder

    suffix = Path(usual_name).suffix
    try:
        lesson = LessonFolder(_lesson_folder(options))
        languages = lesson.config.languages
        language = options.language if options.language in languages else languages[0]
        base = _here(otherwise=Path()) if suffix == ".ipynb" else Path()
        name = "" if lesson.folder.name == _default_lesson() else f"-{lesson.folder.name}"
        path = options.to or base / usual_name.replace("{language}", language).replace("{lesson}", name)
        if path.suffix != suffix:
            raise CommandError(messages.WRONG_SUFFIX.fill(path=str(path), suffix=suffix), 2)
        text = write(lesson, language)
    except LessonError as error:
        error = error.translated(options.language, Path.cwd().resolve())
        raise CommandError(Text(*(error.report(of) for of in LANGUAGES))) from None
    with _writing_into(path.parent):
        if suffix == ".ipynb" and path.exists() and not options.replace and path.read_text("utf-8") != text:
            raise CommandError(messages.FILE_IS_DIFFERENT.fill(path=str(path)))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(path)
    return 0


def _here(otherwise: Path | None = None) -> Path:
    """Return the workspace one is in; without one, `otherwise` or the current folder."""
    return workspace_at(Path.cwd()) or otherwise or Path.cwd()


def _lesson_folder(options: Options) -> Path:
    """Return the folder of the lesson that is named, by name or path, or of the default lesson."""
    from geo_lesson.content.folder import find_lesson

    if options.lesson and (Path(options.lesson) / "lesson.yaml").is_file():
        return Path(options.lesson).resolve()
    return find_lesson(options.lesson or _default_lesson(), _here(otherwise=shipped_workspace()))


def _default_lesson() -> str:
    """Return the name of the lesson that is meant where none is named: the only one there is, or troops."""
    lessons = [path.parent.name for path in _here(otherwise=shipped_workspace()).glob("data/*/lesson.yaml")]
    return lessons[0] if len(lessons) == 1 else "troops"


_START = (
    Argument(messages.WORKSPACE_FOLDER, "folder", nargs="?", type=Path, metavar="FOLDER"),
    Argument(messages.NO_BROWSER, "--no-browser", action="store_true"),
    Argument(messages.NO_SERVER, "--no-server", action="store_true"),
)
_CHECK = (
    Argument(messages.PATHS_TO_CHECK, "paths", nargs="*", type=Path, metavar="PATH"),
    Argument(messages.JSON_OUTPUT, "--json", action="store_true"),
)
_LESSON = (
    Argument(messages.LESSON_NAME_OR_FOLDER, "lesson", nargs="?", metavar="LESSON"),
    Argument(messages.OUTPUT_FILE, "--to", type=Path, metavar="FILE"),
)
_GUIDE = (Argument(messages.GUIDE_TO_PLAN, "--plan", metavar="PLAN"), *_LESSON)
_PAPER = (
    Argument(messages.PLAN_EXERCISES, "--plan", metavar="PLAN"),
    Argument(messages.NO_ANSWER_KEY, "--no-key", action="store_true"),
    *_LESSON,
)
_PLAN = (
    Argument(messages.PLAN_ID, "plan", metavar="PLAN"),
    Argument(messages.REPLACE_NOTEBOOK, "--replace", action="store_true"),
    *_LESSON,
)
_NEW = (
    Argument(messages.NEW_LESSON_FOLDER, "folder", type=Path, metavar="FOLDER"),
    Argument(messages.ARTICLE_FILE, "--article", alternative=True, type=Path, metavar="FILE"),
    Argument(messages.MONEY_TOO, "--money", dest="price", action="store_true"),
    Argument(messages.PERCENTAGES_TOO, "--percent", action="store_true"),
    Argument(messages.LESSON_TO_COPY, "--from", alternative=True, dest="origin", metavar="LESSON"),
)
_COLLECT = (
    Argument(messages.HAND_INS_FOLDER, "folder", type=Path, metavar="FOLDER"),
    Argument(messages.RESULTS_FOLDER, "--to", type=Path, metavar="OUT", required=True),
    Argument(messages.LESSON_OF_HAND_INS, "--lesson", metavar="NAME"),
    Argument(messages.PLAN_EXERCISES, "--plan", metavar="PLAN"),
    Argument(messages.CLASS_LIST, "--roster", type=Path, metavar="FILE"),
    Argument(messages.ALL_EXERCISES, "--all", action="store_true"),
)
_SCHEMA = (Argument(messages.SCHEMA_FOLDER, "folder", nargs="?", type=Path, metavar="FOLDER"),)
COMMANDS: tuple[tuple[str, Callable[[Options], int], Text, tuple[Argument, ...]], ...] = (
    ("start", _start, messages.START_COMMAND, _START),
    ("check", _check, messages.CHECK_COMMAND, _CHECK),
    ("guide", _guide, messages.GUIDE_COMMAND, _GUIDE),
    ("paper", _paper, messages.PAPER_COMMAND, _PAPER),
    ("plan", _plan, messages.PLAN_COMMAND, _PLAN),
    ("new", _new, messages.NEW_COMMAND, _NEW),
    ("collect", _collect, messages.COLLECT_COMMAND, _COLLECT),
    ("schema", _schema, messages.SCHEMA_COMMAND, _SCHEMA),
)
