"""The words by which a text gives itself away, and patterns made of them; the lists themselves stand in words/."""

import re
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def words(language):
    """The lists of a language, by name; see words/de.yaml."""
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only: "no" and "null" are words here
    for name in ("units", "tens", "scales", "half_more"):
        listed[name] = {word: float(value) for word, value in listed[name].items()}
    return listed


@cache
def any_of(language, *names):
    """A pattern for any phrase of a list, the longest first, capital or not; names: the way to the list."""
    listed = words(language)
    for name in names:
        listed = listed[name]
    return phrases(tuple(str(phrase) for phrase in listed))


@cache
def phrases(listed):
    """A pattern for any of some phrases, the longest first; no phrase at all matches nowhere.

    >>> phrases(("or so", "or"))
    '(?:or\\\\s+so|or)'
    """
    longest_first = sorted(listed, key=len, reverse=True)
    written = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return f"(?:{'|'.join(written)})" if listed else "(?!)"


@cache
def pattern(text):
    """A compiled pattern, capital or not."""
    return re.compile(text, re.I)
