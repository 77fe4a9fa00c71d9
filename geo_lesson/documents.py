"""Files as people wrote them: text, YAML and tables, with the line of every value. What cannot be read is a problem."""

import csv
import difflib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from geo_lesson.language import LANGUAGES, Text
from geo_lesson.problems import LessonError, Place, Problem, shortened

LARGEST = 1_000_000
DEEPEST = 20
_MOST = 12
# Without these nobody would know what is asked about.
_NAMING = ("id", "claim", "sentence")
# Control characters and odd line ends, that no editor shows and YAML refuses or takes for the end of a line.
_INVISIBLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
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
        if path.stat().st_size > largest:
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
        line = _one_line_end(raw[: error.start].decode("latin-1")).count("\n") + 1
        raise LessonError([Problem(Place(path, line), _NOT_UTF8, _SAVE_UTF8)]) from None
    return _one_line_end(text)


def read_typed(path):
    """The text of a file that people type, in which nothing is invisible. Raises LessonError."""
    text = read_text(path)
    if found := _INVISIBLE.search(text):
        line = text[: found.start()].count("\n") + 1
        name = "NUL" if found.group() == "\0" else f"U+{ord(found.group()):04X}"
        raise LessonError([Problem(Place(path, line), _UNSEEN.fill(name=name), _RETYPE)])
    return text


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
        raise LessonError([Problem(Place(path), _EMPTY, _FILL_FILE)])
    document, problems = Document(path), []
    document.value = _plain(node, (), document, problems)
    if problems:
        raise LessonError(problems)
    return document


def quoted(words, more=False):
    """Words one after the other, each in the quotation marks of the language; more: there are others.

    >>> quoted(["a", "b"], more=True).en
    '"a", "b", …'
    """
    marked = {"de": [f"„{word}“" for word in words], "en": [f'"{word}"' for word in words]}
    return Text(*(", ".join([*marked[of], *["…"][:more]]) for of in LANGUAGES))


def _no_yaml(path, text, error):
    """What stopped a parser, as a problem with its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1 if mark else 0)
    # The parser in C may have a limit of its own, and meet it before we count: it reads ahead.
    if isinstance(error, RecursionError) or "nesting" in (getattr(error, "problem", None) or ""):
        return Problem(place, _ALIAS, _WRITE_OUT)
    tab = any("\t" in line[:20] for line in text.splitlines()[: place.line][-1:])
    return Problem(place, _TAB if tab else _NO_YAML, _USE_SPACES if tab else _LOOK)


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
    text = read_typed(path)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    document, problems, header, start = Document(path, []), [], None, 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            cells = [cell.strip() for cell in cells]
            if not any(cells) or (header is None and cells[0].lower().startswith("sep=")):
                continue
            if header is None:
                header = cells
                problems += _header_problems(Place(path, line), header, columns, required)
                if problems:
                    break  # What the rows hold is not known then.
            elif cells == header:
                problems.append(Problem(Place(path, line), _HEADER_AGAIN, _DELETE_LINE))
            elif len(cells) != len(header):
                problems.append(_other_length(Place(path, line), header, cells))
            else:
                row = len(document.value)
                cells = dict(zip(header, cells, strict=True))
                asked = [column for column, cell in cells.items() if cell == "?" and column not in _NAMING]
                document.questions += [(row, column) for column in asked]
                document.value.append(cells | dict.fromkeys(asked, ""))
                document.lines |= {(row,): line, **{(row, name): line for name in header}}
    except csv.Error:
        problems.append(Problem(Place(path, start), _NO_TABLE, _DOUBLE_QUOTES))
    if header is None and not problems:
        problems.append(Problem(Place(path), _EMPTY, _FILL_FILE))
    if problems:
        raise LessonError(problems)
    return document


def _delimiter(text):
    """Excel writes semicolons where the decimal sign is a comma."""
    first = text.lstrip().split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(place, header, columns, required):
    if len(header) == 1 and "\t" in header[0]:
        return [Problem(place, _TABS, _SAVE_CSV)]
    if not set(header) & set(columns):
        return [Problem(place, _NO_HEADER, _ADD_HEADER.fill(columns=", ".join(required)))]
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    problems = [Problem(place, _COLUMN_TWICE.fill(key=shortened(name)), _REMOVE_COLUMN) for name in twice]
    unknown = [name for name in dict.fromkeys(header) if name and name not in columns]
    missing = [name for name in required if name not in header]
    for name in unknown[:_MOST]:
        near = difflib.get_close_matches(name, columns, n=1)
        missing = [column for column in missing if column not in near]
        problems.append(Problem(place, _NO_COLUMN.fill(key=shortened(name)), nearest(name, columns)))
    if "" in header:
        problems.append(Problem(place, _COLUMN_NAMELESS, _NAME_COLUMN))
    return problems + [Problem(place, _COLUMN_MISSING.fill(key=name), _ADD_COLUMN.fill(key=name)) for name in missing]


def _other_length(place, header, cells):
    """A row with more or fewer fields than the table has columns, named by its id, or by the claim it is about."""
    row = dict(zip(header, cells, strict=False))
    id = row.get("id") or row.get("claim")
    message = (_TOO_MANY if len(cells) > len(header) else _TOO_FEW).fill(n=len(cells), all=len(header))
    if id:
        message = Text(*(f'"{shortened(id)}": {message[of]}' for of in LANGUAGES))
    return Problem(place, message, _QUOTE_CELL if len(cells) > len(header) else _ADD_SEPARATORS)


def nearest(written, allowed):
    """The mend for a word that is not allowed: the nearest one that is, and all of them, or the first dozen.

    >>> nearest("corect", ["correct", "text"]).en
    'did you mean "correct"? allowed: "correct", "text"'
    """
    if not allowed:
        return _NONE_YET
    near = difflib.get_close_matches(shortened(str(written)), allowed, n=1)
    words = quoted(sorted(allowed)[:_MOST], more=len(allowed) > _MOST)
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
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(Place(document.path, line), _NO_KEY, _QUOTE_BRACES))
            continue
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
_FILL_FILE = Text(
    de="Füllen Sie sie aus; dieselbe Datei einer anderen Lektion zeigt, was hineingehört.",
    en="fill it in; the same file of another lesson shows what belongs in it",
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
_UNSEEN = Text(de="Hier steht ein unsichtbares Zeichen ({name}).", en="there is an invisible character here ({name})")
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
_TOO_MANY = Text(
    de="Diese Zeile hat {n} Felder, die Tabelle aber nur {all:# Spalte|# Spalten}.",
    en="this row has {n} fields, but the table has only {all:# column|# columns}",
)
_TOO_FEW = Text(
    de="Diese Zeile hat nur {n:# Feld|# Felder}, die Tabelle aber {all} Spalten.",
    en="this row has only {n:# field|# fields}, but the table has {all} columns",
)
_QUOTE_CELL = Text(
    de='Setzen Sie Zellen, in denen das Trennzeichen oder ein " vorkommt, in Anführungszeichen: "so, zum Beispiel".',
    en='put cells that hold the separator or a " into quotation marks: "like, this"',
)
_ADD_SEPARATORS = Text(
    de="Ergänzen Sie die fehlenden Trennzeichen; auch leere Zellen brauchen eines.",
    en="add the missing separators; empty cells need them too",
)
_NO_TABLE = Text(
    de="Ab hier stimmen die Anführungszeichen der Tabelle nicht.",
    en="from here on the quotation marks of the table do not match",
)
_DOUBLE_QUOTES = Text(
    de='Eine Zelle in Anführungszeichen endet mit ", und ein " in ihrem Text wird verdoppelt: "so ""etwa"" hier".',
    en='a cell in quotation marks ends with a ", and a " in its text is doubled: "like ""this"" one"',
)
_TABS = Text(de="Die Spalten sind durch Tabulatoren getrennt.", en="the columns are set apart by tabs")
_SAVE_CSV = Text(
    de="Speichern Sie die Tabelle als CSV, mit Komma oder Semikolon als Trennzeichen.",
    en="save the table as CSV, with comma or semicolon as the separator",
)
_NO_HEADER = Text(
    de="Die erste Zeile der Tabelle nennt keine ihrer Spalten.",
    en="the first row of the table names none of its columns",
)
_ADD_HEADER = Text(
    de="Schreiben Sie eine Zeile mit den Namen der Spalten darüber, mindestens: {columns}",
    en="write a row with the names of the columns above it, at least: {columns}",
)
_HEADER_AGAIN = Text(
    de="Die Namen der Spalten stehen hier noch einmal.", en="the names of the columns are repeated here"
)
_DELETE_LINE = Text(de="Löschen Sie diese Zeile.", en="delete this row")
_COLUMN_NAMELESS = Text(de="Eine Spalte hat keinen Namen.", en="a column has no name")
_NAME_COLUMN = Text(
    de="Löschen Sie die Spalte, oder schreiben Sie ihren Namen in die erste Zeile.",
    en="delete the column, or write its name into the first row",
)
_REMOVE_COLUMN = Text(
    de="Löschen Sie eine davon, oder geben Sie ihr den richtigen Namen.",
    en="delete one of them, or give it its right name",
)
_NO_COLUMN = Text(de="„{key}“ ist keine Spalte dieser Tabelle.", en='unknown column "{key}"')
_COLUMN_TWICE = Text(de="Die Spalte „{key}“ steht mehrmals da.", en='there is more than one column "{key}"')
_COLUMN_MISSING = Text(de="Es fehlt die Spalte „{key}“.", en='the column "{key}" is missing')
_ADD_COLUMN = Text(de="Ergänzen Sie die Spalte {key}.", en="add the column {key}")
UNKNOWN = Text(de="{what} unbekannt: „{id}“", en='unknown {what} "{id}"')
_NEAR = Text(de="Meinten Sie „{near}“? Erlaubt sind: {allowed}", en='did you mean "{near}"? allowed: {allowed}')
_NONE_YET = Text(de="Bisher gibt es hier keine; legen Sie eine an.", en="there are none here yet; add one")
_ALLOWED = Text(de="Erlaubt sind: {allowed}", en="allowed: {allowed}")
