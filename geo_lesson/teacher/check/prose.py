"""Check what people read: numbers well written and the same in both languages, praise for right answers only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.validation import where
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.digits import badly_written, differing
from geo_lesson.teacher.check.tables import rows_written

if TYPE_CHECKING:
    from pathlib import Path

    from geo_lesson.content.files import Document
    from geo_lesson.teacher.check.lesson import KeyPath, LessonCheck

# The same sentence may take it back: "Right, the word is there; but no".
_PRAISE = re.compile(
    r"(?:Ja|Genau|Richtig|Stimmt|Korrekt|Treffer|Gut|Sehr gut"
    r"|Yes|Right|Exactly|Correct|That's right|That is right|Well done|Good)"
    r"\b(?=\W|$)"
    r"(?!,? (?:nur|only)\b|[^.!?]*?\b(?:aber|doch|jedoch|dennoch|trotzdem|but|though|however)\b)(?=[^\w\s]| [–—-]|$)"
)
_BARE_NUMBER = re.compile(r"[\d.,'’\s]*\d")
_NOTES = ("title", "remark", "evidence", "precision", "counted_wording", "place_wording", "basis")
_LARGE = 100
_PERCENT = re.compile(r"%|\bProzent|\bper ?cent")
_BLAME = re.compile(r"(?:Nein|Falsch|Leider nein|No|Wrong|Not quite|Incorrect)\b(?=[.:;!–—]| [–—-]|$)")
# A chapter and an exercise, or a place in a curriculum, as teacher guides name them.
_SECTION = re.compile(r"(?<![\d.,])\d\.\d(?![\d.,]*\d)")

# A line and the text that begins there.
Block = tuple[int, str]
# A text by its languages; "" is a language that nobody has named.
Texts = Mapping[str, str]


def numbers_in_document(document: Document, languages: Sequence[str]) -> Iterator[Problem]:
    """Find every text of a YAML file or a table with a badly written number, or other ones in one language."""
    table = document.path.suffix == ".csv"
    texts_found = _cells(rows_written(document), languages) if table else _texts(document.value, languages)
    for keys, texts in texts_found:
        place = where(document.value, keys[:-1] if table else keys)
        # A table has one line for all languages of a text; a YAML file has one for each.
        lines = {of: document.line(keys if table else (*keys, of)) for of in texts}
        for problem in _numbers(dict.fromkeys(texts, document.path), lines, texts, place):
            if table and all(_BARE_NUMBER.fullmatch(text) for text in texts.values()):
                # In a cell with nothing but a number, a spreadsheet takes 10.900 for 10.9, or for 10900.
                yield replace(problem, fix=messages.NUMBER_WITH_UNIT, hint=False)
            else:
                yield problem


def numbers_in_files(paths: Mapping[str, Path], blocks: Mapping[str, Sequence[Block]]) -> Iterator[Problem]:
    """Find the same in files of one language each, block by block.

    Where the languages are divided differently, each is checked on its own.
    """
    if len({len(numbered) for numbered in blocks.values()}) == 1:
        for same in zip(*blocks.values(), strict=True):
            of_block = dict(zip(blocks, same, strict=True))
            lines = {of: line for of, (line, _) in of_block.items()}
            yield from _numbers(paths, lines, {of: text for of, (_, text) in of_block.items()})
    else:
        for of, numbered in blocks.items():
            for line, text in numbered:
                yield from _numbers(paths, {of: line}, {of: text})


def numbers_in_guides(paths: Mapping[str, Path], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Find the same in teacher guides, section by section; chapters and exercises such as 3.6 are no numbers."""
    sections = {of: _sections(text) for of, text in texts.items()}
    if len({len(divided) for divided in sections.values()}) == 1:
        for same in zip(*sections.values(), strict=True):
            yield from numbers_in_files(paths, dict(zip(sections, same, strict=True)))
    else:
        for of, divided in sections.items():
            yield from numbers_in_files(paths, {of: [block for section in divided for block in section]})


def _sections(text: str) -> list[list[Block]]:
    """Divide a guide at its headings, and each section into paragraphs, rows and items."""
    sections: list[list[Block]] = []
    line = 1
    for part in re.split(r"(\n\s*\n|\n(?=[-|*\d]))", _SECTION.sub("", text)):
        if part.startswith("#") or not sections:
            sections.append([])
        if part.strip():
            sections[-1].append((line, part))
        line += part.count("\n")
    return sections


def check_feedback(check: LessonCheck) -> None:
    """Report feedback that calls a wrong answer right, or a right one wrong, and percentages without a limit."""
    for name, at, part in check.parts():
        if isinstance(part, Numbers):
            for i, field in enumerate(part.fields):
                percent = _PERCENT.search(field.label.de + field.label.en)
                if percent and (field.at_most is None or field.at_most > 100):
                    keys = (*at, "fields", i)
                    check.report(name, keys, messages.PERCENTAGE_WITHOUT_LIMIT, messages.ADD_AT_MOST)
        for answer in part.option_feedback():
            opening = _BLAME if answer.correct else _PRAISE
            if match := next((match for of in LANGUAGES if (match := opening.match(answer.feedback[of]))), None):
                message = messages.RIGHT_ANSWER_BLAMED if answer.correct else messages.WRONG_ANSWER_PRAISED
                fix = messages.DELETE_CORRECT if answer.correct else messages.ADD_CORRECT
                check.report(name, (*at, *answer.at), message.fill(words=match[0]), fix)


def _texts(value: object, languages: Sequence[str], keys: KeyPath = ()) -> Iterator[tuple[KeyPath, Texts]]:
    """Yield every text in plain data by its languages, with its place; in a lesson of one language, of any key."""
    if isinstance(value, dict) and value.keys() <= set(LANGUAGES) and all(isinstance(t, str) for t in value.values()):
        yield keys, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, languages, (*keys, key))
    elif len(languages) == 1 and isinstance(value, str) and " " in value.strip():
        yield keys, {languages[0]: value}


def _cells(rows: Sequence[Mapping[str, str]], languages: Sequence[str]) -> Iterator[tuple[KeyPath, Texts]]:
    """Yield the texts of a table by their languages, with row and column; a column without `_en` may be English."""
    for i, row in enumerate(rows):
        for column in row:
            name, _, language = column.rpartition("_")
            if name == "quote":
                continue  # which is compared with its sentence
            if language == "de" and len(languages) > 1:
                other = f"{name}_en" if f"{name}_en" in row else name
                texts: Texts = {"de": row[column], "en": row.get(other, "")}
                yield (i, column), {of: text for of, text in texts.items() if text}
            elif name and language in languages and f"{name}_de" not in row:
                yield (i, column), {language: row[column]}
        if row.get("wording") and row.get("wording_language") in LANGUAGES:
            yield (i, "wording"), {row["wording_language"]: row["wording"]}
        for column in (name for name in _NOTES if row.get(name)):
            yield (i, column), {"": row[column]}


def _numbers(paths: Mapping[str, Path], lines: Mapping[str, int], texts: Texts, place: str = "") -> Iterator[Problem]:
    """Find what is wrong with the numbers of one text; paths and lines: where each language stands."""
    some_bad = False
    for of, text in texts.items():
        others = [other for language, other in texts.items() if language != of]
        bad = badly_written(text, of or "de", *others)
        if not of:  # as no language writes it; digits alone may be the number of a page
            bad = [n for n in bad if not n.isdigit() and n in badly_written(text, "en")]
        for number in dict.fromkeys(bad):
            some_bad = True
            message = messages.BAD_NUMBER.fill(number=shortened(number), place=place)
            yield Problem(Place(paths[of], lines[of]), message, messages.WRITE_NUMBER_PROPERLY)
    if not some_bad and len(texts) > 1 and (more := differing(texts)):
        listed = {of: shortened(", ".join(more[of]) if of in more else "–") for of in LANGUAGES}
        last = next(reversed(more))
        # People say the same with other small numbers, and with numbers that the other language needs not name.
        sure = all(max(more.get(of, {"": 0}).values()) >= _LARGE for of in LANGUAGES)
        message = messages.NUMBERS_DIFFER.fill(place=place, in_de=listed["de"], in_en=listed["en"])
        yield Problem(Place(paths[last], lines[last]), message, messages.WRITE_SAME_NUMBERS, hint=not sure)
