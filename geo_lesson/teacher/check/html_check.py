"""Find HTML in a lesson's texts: they are shown as they stand, so that markup would be read aloud and printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import Text
from geo_lesson.content.files import Document, read_typed
from geo_lesson.content.validation import where
from geo_lesson.teacher.check import messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_lesson.teacher.check.lesson import KeyPath

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


def without_html(text: str) -> str:
    """Remove the tags from a text, so that a mistake named here is not named again as a wrong quote.

    >>> without_html("about <em>500</em> guests")
    'about 500 guests'
    """
    return _TAG.sub("", text)


def html_in_document(document: Document) -> Iterator[Problem]:
    """Find every text of a YAML file or a table that holds HTML."""
    for keys, text in _texts(document.value):
        if tag := _TAG.search(text):
            place, message = where(document.value, keys), messages.HTML_FOUND.fill(tag=shortened(tag[0]))
            message = Text(de=f"{place}{message.de}", en=f"{place}{message.en}")
            yield Problem(Place(document.path, document.line(keys)), message, messages.WRITE_WITHOUT_MARKUP)


def html_in_markdown(path: Path) -> Iterator[Problem]:
    """Find every line of an article or a guide that holds HTML."""
    for number, line in numbered_lines(path):
        if tag := _TAG.search(line):
            message = messages.HTML_FOUND.fill(tag=shortened(tag[0]))
            yield Problem(Place(path, number), message, messages.WRITE_WITHOUT_MARKUP)


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """Read the lines of a file that are not empty, with their numbers."""
    return [(n, line) for n, line in enumerate(read_typed(path).splitlines(), start=1) if line.strip()]


def _texts(value: object, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in plain data, with its place."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*keys, key))
