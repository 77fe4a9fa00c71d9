"""Read CSV, written by hand or with a spreadsheet, keeping the line of every cell."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages
from geo_lesson.content.files import Document, read_typed
from geo_lesson.content.remedies import names_of

NumberedRow = tuple[int, list[str]]  # the line in the file, counted from 1, and the cells
_MOST = 12
# Columns that name a row; an open question ("?") there would not say what it is about.
_NAMING = ("id", "claim", "sentence")


def read_table(path: Path, columns: Sequence[str], required: Sequence[str]) -> Document:
    """Read a table with a header, its cells separated by commas or semicolons.

    columns: those allowed; required: those needed. Empty columns without a name, as spreadsheets leave them, are
    ignored. Raises LessonError with every problem of the header and of the form of the rows.
    """
    rows, problems = _read_rows(path)
    if not rows:
        raise LessonError(problems or [Problem(Place(path), messages.FILE_EMPTY, messages.FILL_FILE)])
    (first, header), *rows = rows
    width = max(_filled_width(cells) for cells in (header, *(cells for _, cells in rows)))
    if width < len(header):
        header, rows = header[:width], [(line, cells[:width]) for line, cells in rows]
    if header_problems := _header_problems(Place(path, first), header, rows, columns, required):
        raise LessonError(problems + header_problems)  # the rows cannot be read without a header
    document = Document(path, [])
    for line, cells in rows:
        if cells == header:
            problems.append(Problem(Place(path, line), messages.HEADER_REPEATED, messages.DELETE_ROW))
        elif len(cells) != len(header):
            problems.append(_length_problem(Place(path, line), header, cells))
        else:
            _add_row(document, line, {name: cell for name, cell in zip(header, cells, strict=True) if name})
    if problems:
        raise LessonError(problems)
    return document


def _filled_width(cells: list[str]) -> int:
    """Return the number of cells up to the last that is not empty."""
    return next(n for n in range(len(cells), -1, -1) if not n or cells[n - 1])


def _read_rows(path: Path) -> tuple[list[NumberedRow], list[Problem]]:
    """Return the rows that are not empty, and the problem of quotation marks that do not match."""
    text = read_typed(path)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    rows: list[NumberedRow] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            cells = [cell.strip() for cell in cells]
            if any(cells) and (rows or not cells[0].lower().startswith("sep=")):
                rows.append((line, cells))
    except csv.Error:
        return rows, [Problem(Place(path, start), messages.TABLE_QUOTES_UNMATCHED, messages.DOUBLE_QUOTES)]
    return rows, []


def _add_row(document: Document, line: int, cells: dict[str, str]) -> None:
    """Add a row to the table; cells that hold nothing but "?" are open questions."""
    row = len(document.value)
    questions = [column for column, cell in cells.items() if cell == "?" and column not in _NAMING]
    document.questions += [(row, column) for column in questions]
    document.value.append(cells | dict.fromkeys(questions, ""))
    document.lines[(row,)] = line
    document.lines.update({(row, name): line for name in cells})


def _delimiter(text: str) -> str:
    """Excel writes semicolons where the decimal sign is a comma."""
    first = text.lstrip().split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(
    place: Place, header: list[str], rows: Sequence[NumberedRow], columns: Sequence[str], required: Sequence[str]
) -> list[Problem]:
    if len(header) == 1 and "\t" in header[0]:
        return [Problem(place, messages.TAB_SEPARATED, messages.SAVE_AS_CSV)]
    if len(header) == 1 and set(re.split("[,;]", header[0])) & set(columns):
        return [Problem(place, messages.ROWS_IN_ONE_CELL, messages.IMPORT_IN_EXCEL)]
    if not set(header) & set(columns):
        return [Problem(place, messages.HEADER_MISSING, messages.ADD_HEADER.fill(columns=", ".join(required)))]
    twice = [name for name, n in Counter(header).items() if name and n > 1]
    problems = [
        Problem(place, messages.COLUMN_TWICE.fill(key=shortened(name)), messages.DELETE_OR_RENAME_COLUMN)
        for name in twice
    ]
    unknown = [name for name in dict.fromkeys(header) if name and name not in columns]
    missing = [name for name in required if name not in header]
    names = [(name, column) for name, column in names_of(messages.NAMES_OF_COLUMNS) if column in columns]
    for name in unknown[:_MOST]:
        written = re.sub(r"[\s-]+", "_", name).lower()
        near = difflib.get_close_matches(written, columns, n=1) or [c for n, c in names if n == name.lower()]
        missing = [column for column in missing if column not in near]
        fix = nearest(name if written not in columns else written, columns, names)
        problems.append(Problem(place, messages.UNKNOWN_COLUMN.fill(key=shortened(name)), fix))
    unnamed = [i for i, name in enumerate(header) if not name]
    if any(cells[i] for _, cells in rows for i in unnamed if i < len(cells)):
        problems.append(Problem(place, messages.COLUMN_NAMELESS, messages.NAME_COLUMN))
    return problems + [
        Problem(place, messages.COLUMN_MISSING.fill(key=name), messages.ADD_COLUMN.fill(key=name)) for name in missing
    ]


def _length_problem(place: Place, header: list[str], cells: list[str]) -> Problem:
    """Report a row with more or fewer cells than the table has columns, named by its id or its claim."""
    if len(cells) > len(header):
        message, fix = messages.ROW_TOO_LONG, messages.QUOTE_CELLS
    else:
        message, fix = messages.ROW_TOO_SHORT, messages.ADD_SEPARATORS
    message = message.fill(n=len(cells), all=len(header))
    row = dict(zip(header, cells, strict=False))
    if id := row.get("id") or row.get("claim"):
        message = Text(*(f'"{shortened(id)}": {message[of]}' for of in LANGUAGES))
    return Problem(place, message, fix)
