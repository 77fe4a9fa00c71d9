"""Check the tables: open questions, misspelt words in columns without a list of words, columns that readers need."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from geo_lesson.claims.models import BOUNDS
from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.fields import Data
from geo_lesson.common.language import Text
from geo_lesson.common.suggestions import quoted
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import TABLES, misnamed_files
from geo_lesson.content.validation import where
from geo_lesson.teacher.check import messages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geo_lesson.content.files import Document
    from geo_lesson.content.lesson_config import LessonConfig
    from geo_lesson.teacher.check.lesson import LessonCheck

# The usual words of a column; a lesson may have others, too.
_USUAL = {
    ("drift.csv", "kind"): ("number", "status", "qualifier", "place", "source", "basis", "time", "unit"),
    ("sources.csv", "kind"): ("person", "police", "government", "agency", "media", "organisation", "association"),
    ("claims.csv", "basis"): (),
    ("record.csv", "basis"): (),
    ("places.csv", "precision"): (),
}
_CODES = {("sources.csv", "country"): r"[A-Z]{2}", ("record.csv", "wording_language"): r"[a-z]{2,3}"}
_SIMILAR = 0.8  # the share of letters that two words have in common
_SHORTEST = 4
_MOST_WORDS = 200  # different ones; a column with more holds no such words
# Columns that readers need: in every language of the lesson, and those without a language.
_NEEDED_IN_LANGUAGES = {"claims.csv": "label", "sources.csv": "name", "places.csv": "name"}
_NEEDED = {"record.csv": ("url", "wording_language")}


def rows_written(document: Document) -> list[dict[str, str]]:
    """Return the rows of a table, or the entries of a YAML list, as they were written; none where it is no list."""
    return document.value if isinstance(document.value, list) else []


def open_questions(documents: Mapping[str, Document], config: LessonConfig) -> Iterator[Problem]:
    """Find every cell with nothing but a "?": a question that only a teacher can answer, and how to answer it."""
    allowed: dict[str, Sequence[str]] = {
        "bound": BOUNDS,
        "counted": list(config.units),
        "status": list(config.statuses),
        "place": _ids(documents, "places.csv"),
        "as_of": config.times,
        "source": _ids(documents, "sources.csv"),
    }
    for document in documents.values():
        for row, column in document.questions:
            cells, place = rows_written(document)[row], where(document.value, (row, column))
            quote = next((cells[key] for key in ("quote_de", "quote_en") if cells.get(key)), cells.get("id") or "")
            question = messages.QUESTIONS.get(column, messages.WHAT_BELONGS_HERE).fill(quote=shortened(quote))
            message = Text(de=f"{place}{question.de}", en=f"{place}{question.en}")
            words = quoted(allowed[column]) if allowed.get(column) else messages.NO_VALUES_YET
            fix = messages.HOW_TO_ANSWER.get(column, messages.REPLACE_QUESTION_MARK).fill(allowed=words)
            yield Problem(Place(document.path, document.line((row, column))), message, fix, question=True)


def _ids(documents: Mapping[str, Document], name: str) -> list[str]:
    return [row["id"] for row in rows_written(documents[name])] if name in documents else []


def check_words(check: LessonCheck) -> None:
    """Report words of open columns that stand there once and are nearly a usual or a commoner one, and wrong codes."""
    for (table, column), usual in _USUAL.items():
        words = [(i, word) for i, row in check.rows(table, Data) for word in _words_in(row, column)]
        counts = Counter(word for _, word in words) | Counter(dict.fromkeys(usual, 2))
        for i, word in words if len(counts) <= _MOST_WORDS else ():
            if counts[word] == 1 and (meant := _similar(word, counts)):
                message = messages.SPELLED_DIFFERENTLY.fill(word=shortened(word), meant=meant)
                check.report(table, (i, column), message, messages.WRITE_WORD.fill(meant=meant))
    for (table, column), pattern in _CODES.items():
        for i, row in check.rows(table, Data):
            code = getattr(row, column)
            if code and not re.fullmatch(pattern, code):
                message = messages.NOT_A_CODE.fill(code=shortened(code))
                check.report(table, (i, column), message, messages.WRITE_CODE[column])


def _words_in(row: Data, column: str) -> Sequence[str]:
    cell: str | Sequence[str] = getattr(row, column)
    return (cell,) if isinstance(cell, str) else cell


def _similar(word: str, counts: Mapping[str, int]) -> str | None:
    """Return a commoner word of nearly the same letters; words with digits or spaces may differ by a letter."""
    if len(word) < _SHORTEST or not re.fullmatch(r"[^\W\d]+", word):
        return None
    commoner = (other for other, n in counts.items() if n > 1 and other != word)
    return next((other for other in commoner if SequenceMatcher(None, word, other).ratio() >= _SIMILAR), None)


def hint_at_tables(check: LessonCheck) -> Iterator[Problem]:
    """Give a hint for each column that readers need, and for each table of another program or copy beside one."""
    for name in TABLES:
        document = check.documents.get(name)
        if not document:
            continue
        for row in rows_written(document)[:1]:
            for column in _missing_columns(name, row, check.config.languages):
                message, fix = messages.COLUMN_NEEDED.fill(key=column), content_messages.ADD_COLUMN.fill(key=column)
                yield Problem(Place(document.path, 1), message, fix, hint=True)
        if other := next(misnamed_files(document.path), None):
            message = messages.FILE_BESIDE_TABLE.fill(other=other.name, name=name)
            yield Problem(Place(other), message, messages.SAVE_AS_TABLE_AND_DELETE.fill(name=name), hint=True)


def _missing_columns(name: str, columns: Collection[str], languages: Sequence[str]) -> Iterator[str]:
    """Yield the columns that readers need, and those that are there in the other language only."""
    yield from (column for column in _NEEDED.get(name, ()) if column not in columns)
    for column in TABLES[name].model_fields:
        stem, _, language = column.rpartition("_")
        if language in languages and column not in columns:
            others = [f"{stem}_{other}" for other in languages if other != language]
            if stem == _NEEDED_IN_LANGUAGES.get(name) or any(other in columns for other in others):
                yield column
