"""Load the word lists of a language from words/, and make patterns of them."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"


@cache
def _lists(language: str) -> Any:
    """Return the content of words/<language>.yaml: every value is a text, as "no" and "null" are words here."""
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only


@cache
def phrases_of(language: str, name: str, group: str | None = None) -> tuple[str, ...]:
    """Return the phrases of a list, or of a group in it."""
    phrases = _lists(language)[name]
    return tuple(phrases if group is None else phrases[group])


@cache
def groups_of(language: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists in a list, by the name of their group."""
    return {group: tuple(phrases) for group, phrases in _lists(language)[name].items()}


@cache
def values_of(language: str, name: str) -> dict[str, float]:
    """Return words that say a number, with that number."""
    return {word: float(value) for word, value in _lists(language)[name].items()}


def ending_of(language: str, name: str) -> str:
    """Return a regular expression for the ending of words."""
    return str(_lists(language)[name])


@cache
def any_of(language: str, name: str, group: str | None = None) -> str:
    """Return a regular expression for any phrase of a list, or of a group in it; see `any_phrase`."""
    return any_phrase(phrases_of(language, name, group))


@cache
def any_phrase(phrases: tuple[str, ...]) -> str:
    """Return a regular expression for any of some phrases, the longest first; without phrases, it matches nowhere.

    >>> any_phrase(("or so", "or"))
    '(?:or\\\\s+so|or)'
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    written = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return f"(?:{'|'.join(written)})" if phrases else "(?!)"


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Compile a regular expression that ignores case."""
    return re.compile(text, re.I)
