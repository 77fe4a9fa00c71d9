"""Say how to mend a value that shows what was meant: a number with its unit, a date in words, words in a row."""

import re
from collections.abc import Collection, Iterator, Mapping

from geo_lesson.common.fields import SENTENCE, period
from geo_lesson.common.language import LANGUAGES, Text, read_number
from geo_lesson.content import messages

_FIGURE = r"\d+(?:[.,'’ \u00a0]\d{3})*"
_RANGE = re.compile(rf"({_FIGURE})\s*(?:-|–|bis|to)\s*({_FIGURE})")
_ROUGHLY = re.compile(rf"(?:[~≈<>≥≤]|[^\W\d]+\.?\s)\s*({_FIGURE})\D*")
_WITH_UNIT = re.compile(rf"({_FIGURE})(?:\.0)?(?:\s+[^\d]+|\.)?")
_TWO_DECIMALS = re.compile(r"-?\d+\.\d+\s*[,;/ ]\s*-?\d+\.\d+")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_IN_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([^\W\d]+)\.? (?:(\d{1,2}),? )?(\d{4})")
_SERIES = re.compile(r"\s*[,;/]\s*")


def remedy(kind: str, column: str | None, written: str, allowed: Collection[str] = ()) -> Text | None:
    """Return how to mend a value, by pydantic's name for the error; None where nothing shows what was meant.

    column: that of a table, where the value stands in one; allowed: the words that may stand here.

    >>> remedy("whole_number", None, "4 Minuten").en, remedy("day", None, "10. Juni 2024").en
    ('write  4', 'write  2024-06-10')
    >>> remedy("literal_error", "bound", "exact, about", ["about", "exact"]).en
    'several words in one cell are set apart by a vertical bar:  exact|about'
    """
    if kind == "whole_number":
        return _number(column, written)
    if kind == "day":
        return messages.WRITE_THIS.fill(meant=day) if (day := _day(written)) else None
    if kind in ("float_parsing", "finite_number") and _TWO_DECIMALS.fullmatch(written):
        return messages.ONE_NUMBER_EACH
    if kind in ("bool_parsing", "bool_type"):
        meant = dict(names_of({word: messages.NAMES_OF_WORDS[word] for word in ("true", "false")})).get(written.lower())
        return messages.WRITE_THIS.fill(meant=meant) if meant else None
    return series(column, written, allowed) or _sentence(kind, written)


def series(column: str | None, written: str, allowed: Collection[str]) -> Text | None:
    """Return how several allowed words are written in one cell or list, if a value holds nothing but some."""
    words = [word for word in _SERIES.split(written) if word]
    if len(words) < 2 or not all(word in allowed for word in words):
        return None
    if column:
        return messages.SEPARATE_BY_BAR.fill(meant="|".join(words))
    return messages.SEPARATE_BY_COMMA.fill(meant=", ".join(words))


def names_of(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that people use for a word, with the word."""
    for word, listed in names.items():
        for name in listed.split(", "):
            yield name.lower(), word


def _number(column: str | None, written: str) -> Text | None:
    written = written.strip()
    if column == "value" and (match := _RANGE.fullmatch(written)):
        low, high = (read_number(end) for end in match.groups())
        return messages.WRITE_LOW_AND_HIGH.fill(low=str(low), high=str(high)) if low and high else None
    if column in ("value", "low", "high") and (match := _ROUGHLY.fullmatch(written)):
        fix = messages.WRITE_AND_SAY_BOUND
    elif match := _WITH_UNIT.fullmatch(written):
        fix = messages.WRITE_THIS
    else:
        return None
    number = read_number(match[1])
    return fix.fill(meant=str(number)) if number is not None else None


def _day(written: str) -> str | None:
    """Return a date that is written clearly, but not as here: 2024-6-10, 10. Juni 2024, June 10, 2024."""
    if match := _DAY.fullmatch(written):
        year, month, day = (int(part) for part in match.groups())
    elif (match := _DAY_IN_WORDS.fullmatch(written)) and (match[1] is None or match[3] is None):
        year, month, day = int(match[4]), _month(match[2]), int(match[1] or match[3] or 0)
    else:
        return None
    meant = f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    try:
        period(meant)
    except ValueError:  # 31 June
        return None
    return meant


def _month(name: str) -> int:
    """Return the number of a month from its name in one of our languages, whole or abbreviated; 0 for another word."""
    from babel.dates import get_month_names  # loads the data of a locale

    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, month in get_month_names(width, locale=language).items():
                if name.lower() == month.lower().rstrip("."):
                    return int(number)
    return 0


def _sentence(kind: str, written: str) -> Text | None:
    """Return how sentences are named where their numbers were written: "1", "w1", "Satz 1", "W1; W2"."""
    if kind != "string_pattern_mismatch":
        return None
    numbers = re.findall(r"(?:^|[;/]\s*)(?:w|W|Satz |sentence )?(\d{1,3})(?=\s*(?:[;/]|$))", written)
    names = [f"W{number}" for number in numbers]
    if not names or not all(re.fullmatch(SENTENCE, name) for name in names):
        return None
    if len(names) > 1:
        return messages.SEPARATE_BY_COMMA.fill(meant=", ".join(names))
    return messages.WRITE_THIS.fill(meant=names[0])
