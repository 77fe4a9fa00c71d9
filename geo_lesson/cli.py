"""The commands. They end with 0 if all is well, 1 if something has to be mended, 2 if they were not called rightly."""

import argparse
import sys
from pathlib import Path

from geo_lesson.language import LANGUAGES, Text, system_language
from geo_lesson.server import lay_workspace, run_lab, workspace_at


def main(arguments=None):
    """Run one command; returns its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(_language(arguments)).parse_args(arguments)
    return options.run(options)


def _language(arguments):
    """The language of the messages has to be known before the parser that explains itself in it."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--language")
    try:
        language = first.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        language = None
    return language if language in LANGUAGES else system_language()


def _parser(language):
    parser = argparse.ArgumentParser(prog="geo-lesson", description=_ABOUT[language])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    start = commands.add_parser("start", help=_START[language], description=_START[language])
    start.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=_FOLDER[language])
    start.add_argument("--no-browser", action="store_true", help=_NO_BROWSER[language])
    start.set_defaults(run=_start)
    for command in commands.choices.values():
        command.add_argument("--language", choices=LANGUAGES, default=language, help=_LANGUAGE[language])
    return parser


def _start(options):
    folder = options.folder.resolve() if options.folder else workspace_at(Path.cwd()) or Path.cwd()
    if folder.exists() and not folder.is_dir():
        print(_NO_FOLDER.fill(folder=str(folder))[options.language], file=sys.stderr)
        return 2
    try:
        laid = lay_workspace(folder)
    except OSError as error:
        print(
            _NOT_LAID.fill(folder=str(folder), reason=error.strerror or str(error))[options.language], file=sys.stderr
        )
        return 1
    if laid:
        print(_LAID.fill(n=len(laid), folder=str(folder))[options.language])
    run_lab(folder, options.language, open_browser=not options.no_browser)
    return 0


_ABOUT = Text(
    de="Eine Unterrichtseinheit zur Quellenkritik: drei Zahlen, eine Meldung.",
    en="A lesson in source criticism: three numbers, one report.",
)
_START = Text(
    de="öffnet JupyterLab mit dem ersten Notebook; legt vorher an, was im Ordner fehlt",
    en="opens JupyterLab on the first notebook; lays what the folder lacks first",
)
_FOLDER = Text(
    de="Arbeitsordner; ohne Angabe der, in dem Sie sich befinden", en="the workspace; where you are, if left out"
)
_NO_BROWSER = Text(de="nur die Adresse nennen", en="only say the address")
_LANGUAGE = Text(de="Sprache; ohne Angabe die Ihres Rechners", en="language; that of your machine, if left out")
_NO_FOLDER = Text(de="{folder} ist kein Ordner.", en="{folder} is not a folder.")
_NOT_LAID = Text(
    de="In {folder} lässt sich nichts anlegen ({reason}). Bitte wählen Sie einen anderen Ordner.",
    en="Nothing can be laid in {folder} ({reason}). Please choose another folder.",
)
_LAID = Text(de="{n} Dateien angelegt in {folder}", en="{n} files laid in {folder}")
