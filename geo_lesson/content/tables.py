"""Tables as people wrote them, by hand or with a spreadsheet: CSV with the line of every cell."""

import csv
import difflib
import io
from collections import Counter

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages
from geo_lesson.content.files import Document, read_typed

_MOST = 12
# Without these nobody would know what is asked about.
_NAMING = ("id", "claim", "sentence")


def read_table(path, columns, required):
    """A table with a header, its cells set apart by comma or semicolon, as a Document.

    columns: those there may be; required: those there must be. Columns without a name in which nothing stands, as
    spreadsheets leave them, are passed over. Raises LessonError with every problem of the header and of the form of
    the rows.
    """
    rows, problems = _rows(path)
    if not rows:
        raise LessonError(problems or [Problem(Place(path), messages.FILE_EMPTY, messages.FILL_FILE)])
    (first, header), *rows = rows
    width = max(_width(cells) for cells in (header, *(cells for _, cells in rows)))
    if width < len(header):
        header, rows = header[:width], [(line, cells[:width]) for line, cells in rows]
    if wrong := _header_problems(Place(path, first), header, rows, columns, required):
        raise LessonError(problems + wrong)  # What the rows hold is not known then.
    document = Document(path, [])
    for line, cells in rows:
        if cells == header:
            problems.append(Problem(Place(path, line), messages.HEADER_REPEATED, messages.DELETE_ROW))
        elif len(cells) != len(header):
            problems.append(_other_length(Place(path, line), header, cells))
        else:
            _add_row(document, line, {name: cell for name, cell in zip(header, cells, strict=True) if name})
    if problems:
        raise LessonError(problems)
    return document


def _width(cells):
    """Up to which cell of a row something stands in it."""
    return next(n for n in range(len(cells), -1, -1) if not n or cells[n - 1])


def _rows(path):
    """The rows that are not empty, each with its line; and the place from which on the quotation marks are wrong."""
    text = read_typed(path)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    rows, start = [], 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            cells = [cell.strip() for cell in cells]
            if any(cells) and (rows or not cells[0].lower().startswith("sep=")):
                rows.append((line, cells))
    except csv.Error:
        return rows, [Problem(Place(path, start), messages.TABLE_QUOTES_UNMATCHED, messages.DOUBLE_QUOTES)]
    return rows, []


def _add_row(document, line, cells):
    """A row of the table; of cells that hold nothing but "?" it is noted that they are open."""
    row = len(document.value)
    asked = [column for column, cell in cells.items() if cell == "?" and column not in _NAMING]
    document.questions += [(row, column) for column in asked]
    document.value.append(cells | dict.fromkeys(asked, ""))
    document.lines |= {(row,): line, **{(row, name): line for name in cells}}


def _delimiter(text):
    """Excel writes semicolons where the decimal sign is a comma."""
    first = text.lstrip().split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(place, header, rows, columns, required):
    if len(header) == 1 and "\t" in header[0]:
        return [Problem(place, messages.TAB_SEPARATED, messages.SAVE_AS_CSV)]
    if not set(header) & set(columns):
        return [Problem(place, messages.HEADER_MISSING, messages.ADD_HEADER.fill(columns=", ".join(required)))]
    twice = [name for name, n in Counter(header).items() if name and n > 1]
    problems = [
        Problem(place, messages.COLUMN_TWICE.fill(key=shortened(name)), messages.DELETE_OR_RENAME_COLUMN)
        for name in twice
    ]
    unknown = [name for name in dict.fromkeys(header) if name and name not in columns]
    missing = [name for name in required if name not in header]
    for name in unknown[:_MOST]:
        near = difflib.get_close_matches(name, columns, n=1)
        missing = [column for column in missing if column not in near]
        problems.append(Problem(place, messages.UNKNOWN_COLUMN.fill(key=shortened(name)), nearest(name, columns)))
    nameless = [i for i, name in enumerate(header) if not name]
    if any(cells[i] for _, cells in rows for i in nameless if i < len(cells)):
        problems.append(Problem(place, messages.COLUMN_NAMELESS, messages.NAME_COLUMN))
    return problems + [
        Problem(place, messages.COLUMN_MISSING.fill(key=name), messages.ADD_COLUMN.fill(key=name)) for name in missing
    ]


def _other_length(place, header, cells):
    """A row with more or fewer fields than the table has columns, named by its id, or by the claim it is about."""
    row = dict(zip(header, cells, strict=False))
    id = row.get("id") or row.get("claim")
    message = (messages.ROW_TOO_LONG if len(cells) > len(header) else messages.ROW_TOO_SHORT).fill(
        n=len(cells), all=len(header)
    )
    if id:
        message = Text(*(f'"{shortened(id)}": {message[of]}' for of in LANGUAGES))
    return Problem(place, message, messages.QUOTE_CELLS if len(cells) > len(header) else messages.ADD_SEPARATORS)
