"""Texts are shown as they stand, so markup in them would be read aloud and printed: it is a problem."""

import re
from itertools import chain

from geo_lesson.documents import read_text
from geo_lesson.explanations import where
from geo_lesson.language import Text
from geo_lesson.problems import Place, Problem

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


def markup_problems(documents, articles, folder):
    """Every text with markup in these documents, and in the articles of the folder that could be read."""
    problems = []
    for document in documents:
        for location, text in _texts(document.value):
            if found := _TAG.search(text):
                place = where(document.value, location)
                message = _MARKUP.fill(tag=found.group()[:30])
                message = Text(de=f"{place}{message.de}", en=f"{place}{message.en}")
                problems.append(Problem(Place(document.path, document.line(location)), message, _PLAIN))
    for path in [folder / f"article.{language}.md" for language, article in articles.items() if article]:
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if found := _TAG.search(line):
                problems.append(Problem(Place(path, number), _MARKUP.fill(tag=found.group()[:30]), _PLAIN))
    return problems


def _texts(value, location=()):
    """Every text in plain data, with its place."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_texts(inner, (*location, key)) for key, inner in value.items())
    elif isinstance(value, list):
        yield from chain.from_iterable(_texts(inner, (*location, i)) for i, inner in enumerate(value))


_MARKUP = Text(de="Hier steht HTML: {tag}", en="HTML stands here: {tag}")
_PLAIN = Text(
    de="Texte werden gezeigt, wie sie dastehen. Schreiben Sie sie ohne Auszeichnung.",
    en="texts are shown as they stand; write them without markup",
)
