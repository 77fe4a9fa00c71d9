"""Files as people wrote them: text and YAML, with the line of every value. What cannot be read is a problem."""

import re
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import Text

LARGEST = 1_000_000
DEEPEST = 20
# Where true and false are no text either, unless they are quoted.
_WORDY = (("de",), ("en",), ("id",))
# Control characters, odd line ends, signs of no width, soft hyphens, and what turns the direction of a text: no editor
# shows them, and a word that holds one is found by nobody.
INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\uffff\\U000e0000-\\U000e007f]"
)
# Spaces that look like one and are none.
_ODD_SPACE = re.compile("[\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]")
# Plain words that YAML takes for nothing or for no number; nobody means them as a text.
_NOTHING = re.compile(r"null|Null|NULL|~|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?\d+(?:\.\d*)?[eE][-+]?\d+")
# The loader in C where PyYAML has it; both leave every scalar the text it is.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class Document:
    """A file as plain data, all scalars as text; a table is a list of rows, each a map from column to cell.

    lines maps a path of keys and positions, such as ("options", 0, "id"), to its line, counted from 1.
    questions: the cells of a table that hold nothing but "?", as (row, column); in `value` they are empty.
    """

    path: Path
    value: object = None
    lines: dict = field(default_factory=dict)
    questions: list = field(default_factory=list)

    def line(self, location):
        """The line of `location`, or of the nearest place on the way to it."""
        location = tuple(location)
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_text(path, largest=LARGEST):
    """The text of a file in UTF-8, with or without a byte order mark, its lines ended by "\\n". Raises LessonError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a folder, a device or a pipe, which might never end
            raise LessonError([Problem(Place(path), _NO_ORDINARY, _ORDINARY)])
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise LessonError([Problem(Place(path), _NO_FILE, _WRITE_FILE)]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise LessonError([Problem(Place(path), _NOT_READABLE.fill(reason=reason), _ALLOW)]) from None
    if len(raw) > largest:
        raise LessonError([Problem(Place(path), _TOO_LARGE, _SHORTEN)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _one_line_end(raw[: error.start].decode("latin-1")).count("\n") + 1
        fix = _SAVE_UTF8_TABLE if path.suffix == ".csv" else _SAVE_UTF8
        raise LessonError([Problem(Place(path, line), _NOT_UTF8, fix)]) from None
    return _one_line_end(text)


def read_typed(path):
    """The text of a file that people type, in which nothing is invisible. Raises LessonError."""
    text = read_text(path)
    if found := INVISIBLE.search(text):
        line = text[: found.start()].count("\n") + 1
        raise LessonError([Problem(Place(path, line), UNSEEN.fill(name=sign_name(found.group())), RETYPE)])
    return text


def sign_name(sign):
    """The name of an invisible sign: "U+200B zero width space"."""
    return "NUL" if sign == "\0" else f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".rstrip()


def _one_line_end(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path):
    """A YAML file as a Document. Raises LessonError with every duplicate key, or the first place that is no YAML."""
    text = read_typed(path)
    try:
        _forbid_what_unfolds(path, text)
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise LessonError([_no_yaml(path, text, error)]) from None
    if node is None:
        raise LessonError([Problem(Place(path), EMPTY, FILL_FILE)])
    document, problems = Document(path), []
    document.value = _plain(node, (), document, problems)
    if problems:
        raise LessonError(problems)
    return document


def _no_yaml(path, text, error):
    """Where a text is no YAML, and why, as far as its signs tell."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    # The parser in C may have a limit of its own, and meet it before we count: it reads ahead.
    if isinstance(error, RecursionError) or "nesting" in (getattr(error, "problem", None) or ""):
        return Problem(Place(path, line if mark else 0), _ALIAS, _WRITE_OUT)
    written = (text.splitlines() or [""])[min(line, len(text.splitlines())) - 1]
    if opened := _opened(text, line):
        return Problem(Place(path, opened), _NOT_CLOSED, _CLOSE)
    if "\t" in written[:20]:
        return Problem(Place(path, line), _TAB, _USE_SPACES)
    if found := _ODD_SPACE.search(written[: len(written) - len(written.lstrip())] or written):
        return Problem(Place(path, line), UNSEEN.fill(name=sign_name(found.group())), RETYPE)
    if found := re.search(r"(?:^\s*|[:\[{,-] +)([“”„‘’‚«»])", written):
        return Problem(Place(path, line), _CURLY.fill(sign=found[1]), _STRAIGHT)
    if re.match(r"\s*-[^\s-]", written) or re.match(r"\s*(?:- )?[a-z_]+:[^\s]", written):
        return Problem(Place(path, line), _NO_SPACE, _ADD_SPACE)
    return Problem(Place(path, line), _NO_YAML, _LOOK)


def _opened(text, line):
    """The line of a quotation mark that was never closed, or only by the next one, lines below; None otherwise."""
    last = None
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if token.start_mark.line >= line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token if token.start_mark.line < token.end_mark.line else None
    except yaml.MarkedYAMLError as error:
        if "quoted scalar" in str(error.context) and error.context_mark:
            return error.context_mark.line + 1
    return last.start_mark.line + 1 if last and last.end_mark.line == line - 1 else None


def _forbid_what_unfolds(path, text):
    """Aliases (*name), which can unfold to gigabytes, and nesting so deep that composing it would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            raise LessonError([Problem(Place(path, event.start_mark.line + 1), _ALIAS, _WRITE_OUT)])


def _plain(node, location, document, problems):
    """Turn a node into plain data, noting lines and problems on the way."""
    line = node.start_mark.line + 1
    document.lines.setdefault(location, line)
    if isinstance(node, yaml.ScalarNode):
        nothing = _NOTHING.fullmatch(node.value) or (location[-1:] in _WORDY and node.value in ("true", "false"))
        if nothing and node.style in (None, ""):
            problems.append(Problem(Place(document.path, line), _NO_TEXT.fill(written=shortened(node.value)), _IF_TEXT))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*location, i), document, problems) for i, item in enumerate(node.value)]
    value = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(Place(document.path, line), _NO_KEY, _QUOTE_BRACES))
            continue
        if found := _ODD_SPACE.search(key):
            problems.append(Problem(Place(document.path, line), UNSEEN.fill(name=sign_name(found.group())), RETYPE))
        if key in value:
            first = document.lines[(*location, key)]
            message = _TWICE.fill(key=shortened(key), first=str(first))
            problems.append(Problem(Place(document.path, line), message, _REMOVE_ONE))
            continue
        document.lines[(*location, key)] = line
        value[key] = _plain(value_node, (*location, key), document, problems)
    return value


_NO_FILE = Text(de="Die Datei fehlt.", en="the file is missing")
_WRITE_FILE = Text(
    de="Legen Sie sie an; dieselbe Datei einer anderen Lektion zeigt, was hineingehört.",
    en="create it; the same file of another lesson shows what belongs in it",
)
FILL_FILE = Text(
    de="Füllen Sie sie aus; dieselbe Datei einer anderen Lektion zeigt, was hineingehört.",
    en="fill it in; the same file of another lesson shows what belongs in it",
)
_NO_ORDINARY = Text(
    de="Die Datei lässt sich nicht lesen: Das ist keine gewöhnliche Datei.",
    en="the file cannot be read: this is no ordinary file",
)
_ORDINARY = Text(
    de="Löschen Sie, was unter diesem Namen liegt (ein Ordner, ein Gerät oder ein Verweis darauf), und legen Sie die "
    "Datei neu an.",
    en="delete what lies under this name (a folder, a device or a link to one), and create the file anew",
)
_NOT_READABLE = Text(de="Die Datei lässt sich nicht lesen ({reason}).", en="the file cannot be read ({reason})")
_ALLOW = Text(de="Prüfen Sie, ob Sie die Datei öffnen dürfen.", en="check that you may open the file")
_TOO_LARGE = Text(de="Die Datei ist größer als 1 MB.", en="the file is larger than 1 MB")
_SHORTEN = Text(de="Teilen oder kürzen Sie sie.", en="split or shorten it")
_NOT_UTF8 = Text(
    de="Hier steht ein Zeichen, das nicht in UTF-8 gespeichert ist.", en="a character here is not saved as UTF-8"
)
_SAVE_UTF8 = Text(
    de="Speichern Sie die Datei im Editor noch einmal mit der Kodierung UTF-8.",
    en="save the file again in your editor, with the encoding UTF-8",
)
_SAVE_UTF8_TABLE = Text(
    de="In Excel: Speichern unter, Dateityp „CSV UTF-8 (durch Trennzeichen getrennt)“; in einem Editor: mit der "
    "Kodierung UTF-8 speichern.",
    en='in Excel: Save As, file type "CSV UTF-8 (Comma delimited)"; in an editor: encoding UTF-8',
)
UNSEEN = Text(de="Hier steht ein unsichtbares Zeichen ({name}).", en="there is an invisible character here ({name})")
RETYPE = Text(de="Löschen Sie die Zeile und schreiben Sie sie neu.", en="delete the line and type it again")
_NO_YAML = Text(de="Hier stimmt die Schreibweise (YAML) nicht.", en="this is not valid YAML here")
_LOOK = Text(
    de="Sehen Sie in dieser und der vorigen Zeile nach Doppelpunkt, Einrückung und Anführungszeichen. "
    "Ein Text mit einem Doppelpunkt darin gehört in Anführungszeichen.",
    en="look at this line and the one before: colon, indentation, quotation marks; "
    "a text with a colon in it belongs in quotation marks",
)
_NOT_CLOSED = Text(
    de="Ein Anführungszeichen, das hier beginnt, wird nicht geschlossen.",
    en="a quotation mark that is opened here is not closed",
)
_CLOSE = Text(
    de="Setzen Sie dasselbe Zeichen ans Ende des Textes. Kommt es im Text selbst vor, nehmen Sie außen das andere "
    "(\" oder ').",
    en="put the same mark at the end of the text; if it occurs in the text itself, use the other one (\" or ') outside",
)
_CURLY = Text(
    de="Hier beginnt ein Text mit dem typografischen Zeichen {sign}; das ist für YAML kein Anführungszeichen.",
    en="a text begins with the typographic mark {sign} here, which is no quotation mark to YAML",
)
_STRAIGHT = Text(
    de='Setzen Sie den ganzen Text in gerade Anführungszeichen: "…"',
    en='put the whole text into straight quotation marks: "…"',
)
_NO_SPACE = Text(
    de="Hier fehlt ein Leerzeichen nach dem Strich oder nach dem Doppelpunkt.",
    en="a space is missing after the dash or the colon here",
)
_ADD_SPACE = Text(de="Schreiben Sie  - id: …  oder  de: …", en="write  - id: …  or  de: …")
_NO_TEXT = Text(de="„{written}“ ist kein Text und keine Kennung.", en='"{written}" is neither a text nor an id')
_IF_TEXT = Text(
    de="Schreiben Sie, was dort stehen soll. Ist genau dieses Wort gemeint, gehört es in Anführungszeichen.",
    en="write what belongs there; if you mean this very word, put it in quotation marks",
)
_TAB = Text(de="Hier steht ein Tabulator.", en="there is a tab here")
_USE_SPACES = Text(de="Rücken Sie mit Leerzeichen ein.", en="indent with spaces")
EMPTY = Text(de="Die Datei ist leer.", en="the file is empty")
_ALIAS = Text(
    de="Verweise (*name) und sehr tiefe Schachtelung sind hier nicht erlaubt.",
    en="aliases (*name) and very deep nesting are not allowed here",
)
_WRITE_OUT = Text(
    de="Schreiben Sie den Inhalt aus. Ein Text, der mit * beginnt, gehört in Anführungszeichen.",
    en="write the content out; a text that begins with * belongs in quotation marks",
)
_TWICE = Text(
    de="„{key}“ steht schon in Zeile {first}, ein zweites Mal geht es nicht.",
    en='"{key}" is in line {first} already; it may appear only once',
)
_REMOVE_ONE = Text(de="Löschen Sie eines von beiden.", en="delete one of the two")
_NO_KEY = Text(
    de="Links vom Doppelpunkt steht hier kein einfaches Wort.", en="what stands before the colon here is not a word"
)
_QUOTE_BRACES = Text(
    de="Setzen Sie einen Text, der mit { oder [ beginnt, in Anführungszeichen.",
    en="put a text that begins with { or [ into quotation marks",
)
UNKNOWN = Text(de="{what} unbekannt: „{id}“", en='unknown {what} "{id}"')
