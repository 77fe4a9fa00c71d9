"""The commands. They end with 0 if all is well, 1 if something has to be mended, 2 if they were not called rightly."""

import argparse
import io
import json
import sys
from pathlib import Path

from geo_lesson.bar import Bar
from geo_lesson.language import LANGUAGES, Text, system_language
from geo_lesson.problems import LessonError
from geo_lesson.server import lay_workspace, run_lab, workspace_at
from geo_lesson.workshop import NOT_LAID, complain, guide, new, paper, plan


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
    parser = argparse.ArgumentParser(prog="geo-lesson", description=_ABOUT[language])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, about):
        added = commands.add_parser(name, help=about[language], description=about[language])
        added.add_argument("--language", choices=LANGUAGES, default=language, help=_LANGUAGE[language])
        added.set_defaults(run=run)
        return added

    start = command("start", _start, _START)
    start.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=_FOLDER[language])
    start.add_argument("--no-browser", action="store_true", help=_NO_BROWSER[language])
    start.add_argument("--no-server", action="store_true", help=_NO_SERVER[language])
    check = command("check", _check, _CHECK)
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_PATHS[language])
    check.add_argument("--json", action="store_true", help=_JSON[language])
    _makers(command, language)
    collect = command("collect", _collect, _COLLECT)
    collect.add_argument("folder", type=Path, metavar="FOLDER", help=_HAND_INS[language])
    collect.add_argument("--to", type=Path, metavar="OUT", required=True, help=_OUT[language])
    collect.add_argument("--lesson", metavar="NAME", help=_LESSON[language])
    schema = command("schema", _schema, _SCHEMA)
    schema.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=_SCHEMA_FOLDER[language])
    return parser


def _makers(command, language):
    """The commands that make something of a lesson."""
    guided = command("guide", guide, _GUIDE)
    on_paper = command("paper", paper, _PAPER)
    on_paper.add_argument("--plan", metavar="PLAN", help=_PAPER_PLAN[language])
    on_paper.add_argument("--no-key", action="store_true", help=_NO_KEY[language])
    planned = command("plan", plan, _PLAN)
    planned.add_argument("plan", metavar="PLAN", help=_PLAN_ID[language])
    planned.add_argument("--replace", action="store_true", help=_REPLACE[language])
    begun = command("new", new, _NEW)
    begun.add_argument("folder", type=Path, metavar="FOLDER", help=_NEW_FOLDER[language])
    origin = begun.add_mutually_exclusive_group(required=True)
    origin.add_argument("--article", type=Path, metavar="FILE", help=_ARTICLE[language])
    origin.add_argument("--from", dest="origin", metavar="LESSON", help=_FROM[language])
    for made in (planned, on_paper, guided):
        made.add_argument("lesson", nargs="?", metavar="LESSON", help=_WHICH[language])
        made.add_argument("--to", type=Path, metavar="FILE", help=_TO[language])


def _start(options):
    folder = options.folder or Path.cwd()
    try:
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            return complain(_NO_FOLDER.fill(folder=str(folder)), options, 2)
        folder = _place(folder, named=options.folder is not None)
        laid = [] if workspace_at(folder) == folder else lay_workspace(folder)
    except (OSError, RuntimeError) as error:  # the latter of links that lead in a circle
        reason = getattr(error, "strerror", None) or str(error)
        return complain(NOT_LAID.fill(folder=str(folder), reason=reason), options, 1)
    if laid or options.no_server:
        print((_LAID if laid else _LAID_BEFORE).fill(n=len(laid), folder=str(folder))[options.language])
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
    from geo_lesson.notebooks import notebook_problems  # start needs no models
    from geo_lesson.references import lesson_problems

    paths = options.paths or [workspace_at(Path.cwd()) or Path.cwd()]
    if gone := [path for path in paths if not path.exists()]:
        return complain(_NOT_THERE.fill(path=str(gone[0])), options, 2)
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
    from geo_lesson.classroom import open_class  # start needs no tables
    from geo_lesson.parcels import count

    if not options.folder.is_dir():
        return complain(_NO_FOLDER.fill(folder=str(options.folder)), options, 2)
    if options.to.exists() and not options.to.is_dir():
        return complain(_NO_FOLDER.fill(folder=str(options.to)), options, 2)
    if options.to.resolve() == options.folder.resolve():
        return complain(_SAME_FOLDER, options, 2)
    bar = Bar(count(options.folder, options.to), _READING[options.language])
    try:
        found = open_class(options.folder, options.language, options.lesson, options.to, bar.step)
        bar.end()
        written = found.save(options.to)
    except LessonError as error:
        print(error.told(options.language).report(options.language), file=sys.stderr)
        return 1
    except OSError as error:
        said = getattr(error, "text", None)  # of a file that is open elsewhere
        said = said or NOT_LAID.fill(folder=str(options.to), reason=error.strerror or str(error))
        return complain(said, options, 1)
    for file, _, _, said, ask in found.told:
        print(f"{file}: {said}\n    {ask}")
    print(repr(found))
    print("\n".join(str(path) for path in written))
    return 0 if found.students and not found.told else 1


def _schema(options):
    from geo_lesson.schemas import write_schemas

    folder = options.folder or (workspace_at(Path.cwd()) or Path.cwd()) / "data" / "schemas"
    try:
        written = write_schemas(folder)
    except OSError as error:
        return complain(NOT_LAID.fill(folder=str(folder), reason=error.strerror or str(error)), options, 1)
    print("\n".join(str(path) for path in written))
    return 0


_ABOUT = Text(
    de="Eine Unterrichtseinheit zur Quellenkritik: drei Zahlen, eine Meldung.",
    en="A lesson in source criticism: three numbers, one report.",
)
_START = Text(
    de="öffnet JupyterLab mit dem ersten Notebook; richtet vorher einen Arbeitsordner ein, falls es noch keinen gibt",
    en="opens JupyterLab on the first notebook; sets up a workspace first if there is none yet",
)
_CHECK = Text(
    de="nennt alles, was in Lektionen und Notebooks nicht stimmt, mit Datei, Zeile und Abhilfe",
    en="names everything that is wrong in lessons and notebooks, with file, line and what to do",
)
_ARTICLE = Text(
    de="Textdatei mit dem Artikel, deutsch oder englisch", en="text file with the article, in German or English"
)
_SCHEMA = Text(
    de="schreibt die JSON-Schemata, mit denen Editoren beim Schreiben helfen",
    en="writes the JSON Schemas that let editors help you while you type",
)
_PLAN = Text(
    de="schreibt das Notebook eines Plans aus lesson.yaml",
    en="writes the notebook of a plan from lesson.yaml",
)
_NEW = Text(
    de="beginnt eine eigene Lektion: als Kopie einer anderen oder als Entwurf aus dem Text eines Artikels",
    en="begins a lesson of your own: a copy of another one, or a draft from the text of an article",
)
_NEW_FOLDER = Text(
    de="wie die Lektion heißen soll, zum Beispiel meine-lektion; mit --from ein neuer Ordner, mit --article liegt sie "
    "in data/",
    en="what the lesson is to be called, for example my-lesson; with --from a new folder, with --article it lies in "
    "data/",
)
_FROM = Text(de="die Lektion, die kopiert wird, zum Beispiel troops", en="the lesson to copy, for example troops")
_GUIDE = Text(
    de="schreibt die Handreichung für Lehrkräfte: Pläne, erwartete Antworten, Bewertungsbögen; zum Drucken im Browser",
    en="writes the teacher guide: plans, expected answers, assessment sheets; to print in a browser",
)
_PAPER = Text(
    de="schreibt die Lektion auf Papier: Text, Aufgaben, Karten, Lösungen; zum Drucken im Browser",
    en="writes the lesson on paper: text, exercises, cards, answer key; to print in a browser",
)
_PAPER_PLAN = Text(
    de="nur die Aufgaben dieses Plans, zum Beispiel 45", en="only the exercises of this plan, for example 45"
)
_NO_KEY = Text(de="ohne Lösungen", en="without the answer key")
_PLAN_ID = Text(de="Kennung des Plans, zum Beispiel 45", en="the id of the plan, for example 45")
_REPLACE = Text(de="ein Notebook, das schon da ist, ersetzen", en="replace a notebook that is there already")
_WHICH = Text(
    de="Name oder Ordner der Lektion; ohne Angabe die einzige des Arbeitsordners, sonst troops",
    en="name or folder of the lesson; if left out, the only one in the workspace, otherwise troops",
)
_TO = Text(de="Zieldatei", en="the file to write")
_COLLECT = Text(
    de="liest die Abgaben einer Klasse und schreibt Übersicht, Tabelle und eine Liste der fehlerhaften Dateien",
    en="reads the hand-ins of a class and writes an overview, a table and a list of faulty files",
)
_HAND_INS = Text(
    de="Ordner mit den Abgaben; auch Zips und Unterordner darin werden gelesen",
    en="the folder of hand-ins; zips and folders in it are read, too",
)
_OUT = Text(
    de="Ordner, in den Übersicht und Tabellen geschrieben werden",
    en="the folder to write the overview and the tables to",
)
_LESSON = Text(
    de="Name der Lektion; ohne Angabe die der meisten Abgaben",
    en="name of the lesson; if left out, that of most hand-ins",
)
_SAME_FOLDER = Text(
    de="Bitte nennen Sie mit --to einen anderen Ordner als den der Abgaben.",
    en="With --to, please name a folder other than that of the hand-ins.",
)
_READING = Text(de="Abgaben gelesen", en="hand-ins read")
_FOLDER = Text(
    de="Arbeitsordner; ohne Angabe der, in dem Sie sich befinden", en="the workspace; if left out, the one you are in"
)
_NO_BROWSER = Text(de="nur die Adresse nennen", en="only print the address")
_NO_SERVER = Text(
    de="nur den Arbeitsordner einrichten, etwa dort, wo JupyterHub die Server startet",
    en="only set up the workspace, for instance where JupyterHub starts the servers",
)
_PATHS = Text(
    de="Ordner einer Lektion, Arbeitsordner oder Notebook; ohne Angabe der Arbeitsordner, in dem Sie sich befinden",
    en="the folder of a lesson, a workspace or a notebook; if left out, the workspace you are in",
)
_JSON = Text(de="als JSON ausgeben, für Programme", en="print JSON, for programs")
_SCHEMA_FOLDER = Text(de="Zielordner; ohne Angabe data/schemas", en="the folder to write to; if left out, data/schemas")
_LANGUAGE = Text(de="Sprache; ohne Angabe die Ihres Rechners", en="language; if left out, that of your machine")
_NO_FOLDER = Text(
    de="{folder} ist kein Ordner. Bitte prüfen Sie den Namen.",
    en="{folder} is not a folder. Please check the name.",
)
_NOT_THERE = Text(
    de="{path} gibt es nicht. Bitte prüfen Sie den Namen.", en="There is no {path}. Please check the name."
)
_INSIDE = {"notebooks", "data", "answers", "hand-in"}
_LAID_BEFORE = Text(de="In {folder} ist alles schon eingerichtet.", en="Everything is set up in {folder} already.")
_LAID = Text(de="{n:# Datei|# Dateien} angelegt in {folder}", en="{n:# file|# files} created in {folder}")
