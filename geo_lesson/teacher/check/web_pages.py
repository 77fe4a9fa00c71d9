"""Check the pages of the research room: each in every language, told from rows of the record, by an honest name.

Every number on a page, and every word that binds one (about, at least, up to), must stand in a row that the page names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo_lesson.claims.origins import find_cycle
from geo_lesson.common.errors import LessonError, Place, Problem, shortened
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import messages as content_messages
from geo_lesson.content.files import read_typed
from geo_lesson.content.web_pages import PAGE_NAME
from geo_lesson.extraction.article import Line, sentences
from geo_lesson.extraction.finder import NOT_COUNTS, Findings, extract_from
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.html_check import html_in_markdown
from geo_lesson.teacher.check.prose import numbers_in_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo_lesson.claims.models import RecordedClaim
    from geo_lesson.content.folder import LessonFolder
    from geo_lesson.content.web_pages import WebPage

    Pages = Mapping[str, WebPage]
    Rows = Mapping[str, RecordedClaim]

# What a page is, in whatever language: all but its title and the name of an invented publisher.
_SAME = ("invented", "kind", "day", "relies_on", "rows", "url")
_TEXTS = ("wording", "counted_wording", "status_wording", "place_wording", "title", "basis", "remark")
_DATES = ("stated_on", "as_of", "published")
_VAGUE = -1


def web_page_problems(content: LessonFolder) -> Iterator[Problem]:
    """Find every problem of the pages in web/; a lesson without that folder has none."""
    yield from _unread_files(content)
    try:
        _ = content.spellings
    except LessonError as error:
        yield from error.problems
    pages: dict[str, Pages] = {}  # by language
    for language in content.config.languages:
        try:
            pages[language] = content.web_pages(language)
        except LessonError as error:
            yield from error.problems
    try:
        rows: Rows | None = {row.id: row for row in content.table("record.csv")}
    except LessonError:  # which is reported with the table
        rows = None
    for by_id in pages.values():
        yield from _reference_problems(content, by_id)
        for page in by_id.values():
            yield from html_in_markdown(_place(content, page).file)
            if rows is not None:
                yield from _row_problems(content, page, rows)
    if len(pages) == len(content.config.languages):
        yield from _language_problems(content, pages)


def _name(page: WebPage) -> str:
    return f"web/{page.id}.{page.language}.md"


def _place(content: LessonFolder, page: WebPage, *keys: str | int) -> Place:
    """Return the line of an entry of a page's front matter."""
    document = content.documents[_name(page)]
    return Place(document.path, document.line(keys))


def _unread_files(content: LessonFolder) -> Iterator[Problem]:
    """Find files in web/ that nobody reads."""
    for path in sorted((content.folder / "web").glob("*")):
        name = PAGE_NAME.fullmatch(path.name)
        is_page = name is not None and name["language"] in LANGUAGES  # of a language that the lesson may do without
        if not is_page and path.name != "spellings.yaml" and not path.name.startswith("."):
            languages = " / ".join(f"<id>.{of}.md" for of in content.config.languages)
            yield Problem(Place(path), messages.NO_WEB_PAGE, messages.RENAME_WEB_PAGE.fill(names=languages))


def _reference_problems(content: LessonFolder, pages: Pages) -> Iterator[Problem]:
    """Check that pages rely on pages that are there, and not in a circle."""
    for page in pages.values():
        for i, id in enumerate(page.relies_on):
            if id not in pages:
                message = content_messages.UNKNOWN_ID.fill(what=messages.WEB_PAGE_LABEL, id=shortened(id))
                yield Problem(_place(content, page, "relies_on", i), message, nearest(id, list(pages)))
    if cycle := find_cycle({page.id: page.relies_on for page in pages.values()}):
        message = messages.CIRCLE.fill(ids=" → ".join(cycle))
        yield Problem(_place(content, pages[cycle[0]], "relies_on"), message, messages.BREAK_CIRCLE)


def _language_problems(content: LessonFolder, pages: Mapping[str, Pages]) -> Iterator[Problem]:
    """Check that every page is there in every language, and is the same page with the same numbers in each."""
    for id in sorted({id for by_id in pages.values() for id in by_id}):
        there = [pages[of][id] for of in content.config.languages if id in pages[of]]
        for of in content.config.languages:
            if id not in pages[of]:
                fix = messages.WRITE_OTHER_LANGUAGE.fill(name=f"web/{id}.{of}.md")
                yield Problem(_place(content, there[0]), messages.PAGE_IN_ONE_LANGUAGE.fill(language=of), fix)
        for page in there[1:]:
            for field in _SAME:
                if getattr(page, field) != getattr(there[0], field):
                    message = messages.PAGE_DIFFERS.fill(key=field, other=f"{id}.{there[0].language}.md")
                    yield Problem(_place(content, page, field), message, messages.WRITE_THE_SAME)
        paths = {page.language: _place(content, page).file for page in there}
        yield from numbers_in_files(paths, {page.language: _blocks(content, page) for page in there})


def _row_problems(content: LessonFolder, page: WebPage, rows: Rows) -> Iterator[Problem]:
    """Check that a page names rows that are there, and holds nothing but what is in them."""
    unknown = [i for i, id in enumerate(page.rows) if id not in rows]
    for i in unknown:
        message = content_messages.UNKNOWN_ID.fill(what=messages.CLAIM_LABEL, id=shortened(page.rows[i]))
        fix = nearest(page.rows[i], list(rows)) if rows else messages.ADD_ALL_NAMED.fill(home="record.csv")
        yield Problem(_place(content, page, "rows", i), message, fix)
    if not unknown:
        named = [rows[id] for id in page.rows]
        yield from _publisher_problems(content, page, named, rows)
        yield from _fact_problems(content, page, named)


def _publisher_problems(
    content: LessonFolder, page: WebPage, named: list[RecordedClaim], rows: Rows
) -> Iterator[Problem]:
    """Check that a real publisher has the statement at that address, and that an invented one is not real."""
    if page.invented:
        if any(page.publisher.casefold() in row.producer.casefold() for row in rows.values()):
            message = messages.PUBLISHER_NOT_INVENTED.fill(name=page.publisher)
            yield Problem(_place(content, page, "publisher"), message, messages.INVENT_PUBLISHER)
        return
    same_address = [row for row in named if row.url == page.url]
    if not same_address:
        listed = ", ".join(row.url for row in named if row.url) or "–"
        fix = messages.COPY_ADDRESS.fill(addresses=shortened(listed, 400))
        yield Problem(_place(content, page, "url"), messages.ADDRESS_IN_NO_ROW, fix)
    elif not any(page.publisher in row.producer for row in same_address):
        message = messages.PUBLISHER_IN_NO_ROW.fill(name=page.publisher)
        fix = messages.COPY_PUBLISHER.fill(producer=same_address[0].producer)
        yield Problem(_place(content, page, "publisher"), message, fix)


def _fact_problems(content: LessonFolder, page: WebPage, named: list[RecordedClaim]) -> Iterator[Problem]:
    """Find the numbers on a page, and the words that bind them, that stand in none of its rows."""
    known, digits = set[tuple[int, str]](), set[str]()
    for row in named:
        known |= _counts_in(row)
        digits |= _digits_in(row)
    rows = ", ".join(page.rows)
    for text in (page.title, *page.paragraphs):
        findings = _findings(text, page.language)
        for count in findings.counts:
            ends = (_VAGUE,) if count.low is None else (count.low, count.high or 0)
            bound = "" if count.bound in ("exact", "unclear") else count.bound
            if any((end, "") not in known for end in ends):
                message = messages.NUMBER_IN_NO_ROW.fill(number=count.quote, rows=rows)
                yield Problem(_line_of(content, page, count.quote), message, messages.NAME_ROW_OF_NUMBER)
            elif any((end, bound) not in known for end in ends):
                message = messages.QUALIFIER_IN_NO_ROW.fill(number=count.quote, rows=rows)
                yield Problem(_line_of(content, page, count.quote), message, messages.WRITE_QUALIFIER_OF_ROW)
        for phrase in findings.phrases:
            if phrase.kind in NOT_COUNTS and (more := set(re.findall(r"\d+", phrase.quote)) - digits):
                message = messages.NUMBER_IN_NO_ROW.fill(number=", ".join(sorted(more)), rows=rows)
                yield Problem(_line_of(content, page, phrase.quote), message, messages.NAME_ROW_OF_NUMBER)


@cache
def _counts_in(row: RecordedClaim) -> frozenset[tuple[int, str]]:
    """Collect the numbers in a row, each with the bounds that it has there, and with none."""
    found = {(n, bound) for n in (row.value, row.low, row.high) if n is not None for bound in ("", *row.bound)}
    for field in _TEXTS:
        for language in LANGUAGES:
            for count in _findings(getattr(row, field), language).counts:
                ends = (_VAGUE,) if count.low is None else (count.low, count.high or 0)
                found |= {(end, bound) for end in ends for bound in ("", count.bound)}
    return frozenset(found)


@cache
def _digits_in(row: RecordedClaim) -> frozenset[str]:
    """Collect the numbers in digits in the days and the texts of a row, without leading zeros."""
    days = " ".join((*row.as_of, row.stated_on, row.published))
    texts = " ".join(getattr(row, field) for field in _TEXTS)
    return frozenset(digits.lstrip("0") for digits in re.findall(r"\d+", f"{days} {texts}"))


@cache
def _findings(text: str, language: str) -> Findings:
    """Extract the numbers of a text and their bounds, sentence by sentence."""
    lines = [Line(f"W{n}", sentence) for n, sentence in enumerate(sentences(text, language), start=1)]
    return extract_from(lines, language)


def _blocks(content: LessonFolder, page: WebPage) -> list[tuple[int, str]]:
    """Return the title and the paragraphs of a page, with the line that each begins on."""
    lines = read_typed(_place(content, page).file).splitlines()
    starts = [(n, " ".join(line.split())) for n, line in enumerate(lines, start=1) if line.strip()]
    found = [(_place(content, page, "title").line, page.title)]
    return found + [(next(n for n, line in starts if text.startswith(line)), text) for text in page.paragraphs]


def _line_of(content: LessonFolder, page: WebPage, quote: str) -> Place:
    """Return the line on which some words of a page begin, or else its first line."""
    path = _place(content, page).file
    lines = read_typed(path).splitlines()
    first = quote.split()[0]
    line = next((n for n, line in enumerate(lines, start=1) if quote in line), 0)
    return Place(path, line or next((n for n, line in enumerate(lines, start=1) if first in line), 1))
