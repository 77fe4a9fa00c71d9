"""Files as people wrote them: text, YAML and tables, with the line of every value. What cannot be read is a problem."""

import csv
import difflib
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from geo_lesson.language import Text
from geo_lesson.problems import LessonError, Place, Problem

LARGEST = 1_000_000
DEEPEST = 20
_MOST = 12
# The loader in C where PyYAML has it; both leave every scalar the text it is.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class Document:
    """A file as plain data, all scalars as text; a table is a list of rows, each a map from column to cell.

    lines maps a path of keys and positions, such as ("options", 0, "id"), to its line, counted from 1.
    """

    path: Path
    value: object = None
    lines: dict = field(default_factory=dict)

    def line(self, location):
        """The line of `location`, or of the nearest place on the way to it."""
        location = tuple(location)
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_text(path):
    """The text of a file in UTF-8, with or without a byte order mark. Raises LessonError."""
    try:
        if path.stat().st_size > LARGEST:
            raise LessonError([Problem(Place(path), _TOO_LARGE, _SHORTEN)])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise LessonError([Problem(Place(path), _NO_FILE, _WRITE_FILE)]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise LessonError([Problem(Place(path), _NOT_READABLE.fill(reason=reason), _ALLOW)]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise LessonError([Problem(Place(path, line), _NOT_UTF8, _SAVE_UTF8)]) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise LessonError([Problem(Place(path, line), _NUL, _RETYPE)])
    return text


def read_yaml(path):
    """A YAML file as a Document. Raises LessonError with every duplicate key, or the first place that is no YAML."""
    text = read_text(path)
    try:
        _forbid_what_unfolds(path, text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        tab = "\t" in (text.splitlines() or [""])[min(line, len(text.splitlines())) - 1][:20]
        raise LessonError(
            [Problem(Place(path, line), _TAB if tab else _NO_YAML, _USE_SPACES if tab else _LOOK)]
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise LessonError([Problem(Place(path), _NO_YAML, _LOOK)]) from None
    if node is None:
        raise LessonError([Problem(Place(path), _EMPTY, _WRITE_FILE)])
    document, problems = Document(path), []
    document.value = _plain(node, (), document, problems)
    if problems:
        raise LessonError(problems)
    return document


def quoted(words):
    """Words one after the other, each in the quotation marks of the language."""
    return Text(de=", ".join(f"„{word}“" for word in words), en=", ".join(f'"{word}"' for word in words))


def _forbid_what_unfolds(path, text):
    """Aliases (*name), which can unfold to gigabytes, and nesting so deep that composing it would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            raise LessonError([Problem(Place(path, event.start_mark.line + 1), _ALIAS, _WRITE_OUT)])


def read_table(path, columns, required):
    """A table with a header, its cells set apart by comma or semicolon, as a Document.

    columns: those there may be; required: those there must be. Raises LessonError with every problem of the header and
    of the form of the rows.
    """
    text = read_text(path)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    document, problems = Document(path, []), []
    try:
        header = [name.strip() for name in next(reader, [])]
        problems += _header_problems(path, header, columns, required)
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                message = (_TOO_MANY if len(cells) > len(header) else _TOO_FEW).fill(n=len(cells), all=len(header))
                problems.append(Problem(Place(path, line), message, _QUOTE_CELL))
                continue
            row = len(document.value)
            document.value.append({name: cell.strip() for name, cell in zip(header, cells, strict=True)})
            document.lines |= {(row,): line, **{(row, name): line for name in header}}
    except csv.Error:
        problems.append(Problem(Place(path, reader.line_num), _NO_TABLE, _QUOTE_CELL))
    if problems:
        raise LessonError(problems)
    return document


def _delimiter(text):
    """Excel writes semicolons where the decimal sign is a comma."""
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(path, header, columns, required):
    place = Place(path, 1)
    if not any(header):
        return [Problem(Place(path), _EMPTY, _WRITE_FILE)]
    problems = [Problem(place, _COLUMN_TWICE.fill(key=name), _REMOVE_ONE) for name in header if header.count(name) > 1]
    for name in header:
        if name not in columns:
            problems.append(Problem(place, _NO_COLUMN.fill(key=name), nearest(name, columns)))
    missing = [name for name in required if name not in header]
    return problems[:20] + [
        Problem(place, _COLUMN_MISSING.fill(key=name), _ADD_COLUMN.fill(key=name)) for name in missing
    ]


def nearest(written, allowed):
    """The mend for a word that is not allowed: the nearest one that is, and all of them, or the first dozen."""
    near = difflib.get_close_matches(str(written), allowed, n=1)
    words = quoted([*sorted(allowed)[:_MOST], *["…"][: len(allowed) > _MOST]])
    return _NEAR.fill(near=near[0], allowed=words) if near else _ALLOWED.fill(allowed=words)


def _plain(node, location, document, problems):
    """Turn a node into plain data, noting lines and problems on the way."""
    line = node.start_mark.line + 1
    document.lines.setdefault(location, line)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*location, i), document, problems) for i, item in enumerate(node.value)]
    value = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(Place(document.path, line), _NO_YAML, _LOOK))
            continue
        key = key_node.value
        if key in value:
            message = _TWICE.fill(key=key, first=str(document.lines[(*location, key)]))
            problems.append(Problem(Place(document.path, line), message, _REMOVE_ONE))
            continue
        document.lines[(*location, key)] = line
        value[key] = _plain(value_node, (*location, key), document, problems)
    return value


_NO_FILE = Text(de="Die Datei fehlt.", en="the file is missing")
_WRITE_FILE = Text(
    de="Legen Sie sie an; eine Datei einer anderen Lektion zeigt, was hineingehört.",
    en="write it; a file of another lesson shows what belongs in it",
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
_NUL = Text(de="Hier steht ein unsichtbares NUL-Zeichen.", en="there is an invisible NUL character here")
_RETYPE = Text(de="Löschen Sie die Zeile und schreiben Sie sie neu.", en="delete the line and type it again")
_NO_YAML = Text(de="Hier stimmt die Schreibweise (YAML) nicht.", en="this is not valid YAML here")
_LOOK = Text(
    de="Sehen Sie in dieser und der vorigen Zeile nach Doppelpunkt, Einrückung und Anführungszeichen. "
    "Ein Text mit einem Doppelpunkt darin gehört in Anführungszeichen.",
    en="look at this line and the one before: colon, indentation, quotation marks; "
    "a text with a colon in it belongs in quotation marks",
)
_TAB = Text(de="Hier steht ein Tabulator.", en="there is a tab here")
_USE_SPACES = Text(de="Rücken Sie mit Leerzeichen ein.", en="indent with spaces")
_EMPTY = Text(de="Die Datei ist leer.", en="the file is empty")
_ALIAS = Text(
    de="Verweise (*name) und sehr tiefe Schachtelung sind hier nicht erlaubt.",
    en="aliases (*name) and very deep nesting are not allowed here",
)
_WRITE_OUT = Text(de="Schreiben Sie den Inhalt aus.", en="write the content out")
_TWICE = Text(
    de="„{key}“ steht schon in Zeile {first}, ein zweites Mal geht es nicht.",
    en='"{key}" is in line {first} already; it may appear only once',
)
_REMOVE_ONE = Text(de="Löschen Sie eines von beiden.", en="delete one of the two")
_TOO_MANY = Text(
    de="Diese Zeile hat {n} Felder, die Tabelle aber nur {all} Spalten.",
    en="this row has {n} fields, but the table has only {all} columns",
)
_TOO_FEW = Text(
    de="Diese Zeile hat nur {n} Felder, die Tabelle aber {all} Spalten.",
    en="this row has only {n} fields, but the table has {all} columns",
)
_QUOTE_CELL = Text(
    de='Setzen Sie Zellen, in denen das Trennzeichen oder ein " vorkommt, in Anführungszeichen: "so, zum Beispiel".',
    en='put cells that hold the separator or a " into quotation marks: "like, this"',
)
_NO_TABLE = Text(
    de="Ab hier stimmen die Anführungszeichen der Tabelle nicht.",
    en="from here on the quotation marks of the table do not match",
)
_NO_COLUMN = Text(de="Die Spalte „{key}“ gibt es hier nicht.", en='unknown column "{key}"')
_COLUMN_TWICE = Text(de="Die Spalte „{key}“ steht mehrmals da.", en='the column "{key}" stands there more than once')
_COLUMN_MISSING = Text(de="Es fehlt die Spalte „{key}“.", en='the column "{key}" is missing')
_ADD_COLUMN = Text(de="Ergänzen Sie die Spalte {key}.", en="add the column {key}")
UNKNOWN = Text(de="{what} unbekannt: „{id}“", en='unknown {what} "{id}"')
_NEAR = Text(de="Meinten Sie „{near}“? Erlaubt sind: {allowed}", en='did you mean "{near}"? allowed are: {allowed}')
_ALLOWED = Text(de="Erlaubt sind: {allowed}", en="allowed are: {allowed}")
