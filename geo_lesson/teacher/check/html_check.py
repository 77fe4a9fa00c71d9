"""HTML in a lesson's texts: they are shown as they stand, so markup would be read aloud and printed."""

import re
from itertools import chain

from geo_lesson.common.errors import Place, Problem, shortened
from geo_lesson.common.language import Text
from geo_lesson.content.files import read_typed
from geo_lesson.content.validation import where
from geo_lesson.teacher.check import messages

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


def without_markup(text):
    """The text without tags, so that a mistake named here is not named again as a wrong quote.

    >>> without_markup("about <em>500</em> guests")
    'about 500 guests'
    """
    return _TAG.sub("", text)


def markup_in_document(document):
    """A problem for every text of a YAML file or a table that holds HTML."""
    for location, text in _texts(document.value):
        if found := _TAG.search(text):
            place, said = where(document.value, location), messages.HTML_FOUND.fill(tag=shortened(found.group()))
            said = Text(de=f"{place}{said.de}", en=f"{place}{said.en}")
            yield Problem(Place(document.path, document.line(location)), said, messages.WRITE_WITHOUT_MARKUP)


def markup_in_article(path):
    """A problem for every line of an article that holds HTML."""
    for number, line in lines(path):
        if found := _TAG.search(line):
            message = messages.HTML_FOUND.fill(tag=shortened(found.group()))
            yield Problem(Place(path, number), message, messages.WRITE_WITHOUT_MARKUP)


def lines(path):
    """The lines of a file in which something stands, with their numbers."""
    return [(n, line) for n, line in enumerate(read_typed(path).splitlines(), start=1) if line.strip()]


def _texts(value, location=()):
    """Every text in plain data, with its place."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_texts(inner, (*location, key)) for key, inner in value.items())
    elif isinstance(value, list):
        yield from chain.from_iterable(_texts(inner, (*location, i)) for i, inner in enumerate(value))
