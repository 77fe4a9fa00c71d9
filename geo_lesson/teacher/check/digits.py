"""Check the digits in a text: each number is written as its language does, and both languages have the same ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from geo_lesson.common.language import LANGUAGES
from geo_lesson.extraction.article import language_of
from geo_lesson.extraction.numbers import numbers_in
from geo_lesson.extraction.wordlists import any_phrase, pattern, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_SIGNS = 100  # of a number; Python makes none of some thousand digits
_SPACE = "\u00a0\u2009\u202f"
# What reads as one number, or as a date with the month in digits. Digits after a letter, as in W6, are a name.
_NUMBER = re.compile(
    r"(?<![\d_#])(?<!\d[.,:'’])(?P<sign>(?<![^\s(„‚‘“'\"])[-−])?(?:"
    r"(?P<iso>\d{4}(?:-\d\d(?:-\d\d)?|/\d\d/\d\d))(?![\d-])|(?P<month>\d\d?/\d{4})(?!\d)"
    r"|(?P<date>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?|\d{1,2}\. \d{1,2}\. \d{4})(?!\d)"
    rf"|(?P<run>\d+(?:[.,:'’]\d+|[{_SPACE}]\d{{3}}(?!\d))*))"
)
_LETTER = re.compile(r"[^\W\d_][-_]?$")
# Code, addresses and names of files hold digits that are no numbers of the text.
_CODE = re.compile(r"`[^`]*`")
_ADDRESS = re.compile(r"://|\w\.[a-z]{2,6}/|\.(?:org|com|net|de|eu|int|ru|kr|news|yaml|csv|md|ipynb)\b")
# Versions, chapters, paragraphs and telephone numbers are written as they please.
_LABEL = re.compile(
    r"(?:(?:Version|Python|Kapitel|Abschnitt|Aufgabe|Bild|Abbildung|Tabelle|chapter|section|exercise|figure|table)n?\s"
    r"|(?:§|(?:Art|Nr|No|Kap|Ch|Abb|Tab|Fig|Tel)\.|Telefon:?|phone:?|Fax:?)\s?)$",
    re.I,
)
_SHARE = re.compile(r"\s?(?:%|°|Prozent|per ?cent|percent|Grad|degrees)")
# Two ends of a range share what follows the second: "2–4 p.m.", "4 to 5 million".
_END = rf"(?:[\s{_SPACE}]?(?:–|-|bis|und|oder|to|and|or)[\s{_SPACE}]?\d[\d.,:]*)?[\s{_SPACE}]?"
_CLOCK = re.compile(rf"{_END}(?:Uhr|[ap]\.?m\b)")
_HALF_OF_DAY = re.compile(rf"{_END}([ap])\.?m\b")
_QUOTATION = re.compile(r"„[^„“”]{1,500}[“”]|“[^“”]{1,500}”|(?<!\w)'[^\n]{1,500}?'(?!\w)|\"[^\"]{1,500}\"")
_SEPARATORS = {"de": (r"\.", ","), "en": (",", r"\.")}
_MOST_DIGITS = 15
_MOST = 20
_LONGEST = 5000  # characters that are read for numbers in words


@dataclass(frozen=True)
class _Date:
    """A date with its month in digits; day or year may be missing."""

    day: int | None
    month: int
    year: int | None


# A whole number, a pair of digits before and after a point (4.2, 10:42), or a date.
_Value = int | tuple[int, str] | _Date


@dataclass(frozen=True)
class _Number:
    """A number in digits as it is written, where it begins, and all that it says; None where it is badly written."""

    written: str
    start: int
    values: set[_Value] | None


def badly_written(text: str, language: str, *others: str) -> list[str]:
    """Return the numbers of a text that are not as its language writes them, or that can be no count.

    others: the same text in other languages, the words of which it may quote as they are, if the number is well written
    there. A whole phrase that is quoted in another language may have the numbers of that language.

    >>> badly_written("10,000 came, then 10,0000, 01,000, -5 and 1.2.3; at 10.42 on 3-5 May 2024: 4.2 million", "en")
    ['10,0000', '01,000', '-5', '1.2.3']
    >>> badly_written("12,000 statt 12.000, am 28.10.2024 um 10.42 Uhr, 4,2 Mio. und 10.9", "de")
    ['12,000', '10.9']
    >>> badly_written("Er zitiert „more than 12,000 of them have been sent“, also „12,000 Soldaten“.", "de")
    ['12,000']
    """
    bad = [number for number in _numbers(text, language) if number.values is None]
    bad = bad[:_MOST]  # nobody reads more of them, and long texts would take long
    if not bad:
        return []
    well_written = {n.start for of in LANGUAGES if of != language for n in _numbers(text, of) if n.values}
    quotations = list(_foreign_quotations(text, language))

    def is_quoted(number: _Number) -> bool:
        words = text[max(0, number.start - 8) : number.start] + number.written
        return (number.start in well_written and any(words in other for other in others)) or any(
            low <= number.start < high and number.written not in badly_written(text[low:high], of)
            for low, high, of in quotations
        )

    return [number.written for number in bad if not is_quoted(number)]


def _foreign_quotations(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text quotes a phrase in another language, and in which: (start, end, language)."""
    for quotation in _QUOTATION.finditer(text):
        other = language_of(quotation[0])
        if other and other != language:
            yield *quotation.span(), other


def differing(texts: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return the numbers of a text that the other language does not have, each with the largest it says, by language.

    Those in words count only where both languages have numbers that the other lacks.

    >>> differing({"de": "12.000 von 20.000, zwei um 20 Uhr", "en": "12,000 of 2,000, 2 at 8 p.m."})
    {'de': {'20.000': 20000}, 'en': {'2,000': 2000}}
    >>> differing({"de": "zwölftausend am 28.10.2024", "en": "ten thousand on 28.11.2024"})
    {'de': {'28.10.2024': 2024, 'zwölftausend': 12000}, 'en': {'28.11.2024': 2024, 'ten thousand': 10000}}
    """
    digits = {of: [(n, n.values) for n in _numbers(text, of) if n.values] for of, text in texts.items()}
    counts = {of: [n for n in numbers_in(text[:_LONGEST], of) if n.low is not None] for of, text in texts.items()}
    more, in_words = {}, {}
    for of, other in zip(texts, reversed(list(texts)), strict=True):
        there: set[_Value] = {end for n in counts[other] for end in (n.low, n.high) if end is not None}
        there = there.union(*(values for _, values in digits[other]))
        here = {n.start: {n.low, n.high} for n in counts[of]}
        more[of] = {
            number.written: max(map(_whole, values))
            for number, values in digits[of]
            if not _all_in(values, there)
            and (any(isinstance(value, _Date) for value in values) or not here.get(number.start, {None}) <= there)
        }
        # "One" is nearly the same word as "a", and so is a number in German only.
        in_words[of] = {
            texts[of][n.start : n.end]: n.high
            for n in counts[of]
            if n.kind == "count" and n.high is not None and n.high > 1 and not texts[of][n.start].isdigit()
            if not {n.low, n.high} <= there
        }
    if all(more[of] or in_words[of] for of in texts):
        more = {of: more[of] | in_words[of] for of in texts}
    return {of: numbers for of, numbers in more.items() if numbers}


def _all_in(values: set[_Value], there: set[_Value]) -> bool:
    """Whether all values are there; a date is another one only beside a date of the same day and year."""
    dates = {(value.day, value.year) for value in there if isinstance(value, _Date)}
    return all(
        value in there or (isinstance(value, _Date) and (value.day, value.year) not in dates) for value in values
    )


def _whole(value: _Value) -> int:
    if isinstance(value, int):
        return value
    return 0 if isinstance(value, _Date) else value[0]


def _numbers(text: str, language: str) -> Iterator[_Number]:
    """Find each number in digits."""
    if not re.search(r"\d", text):
        return
    text = _CODE.sub(lambda found: " " * len(found[0]), text)
    text = re.sub(r"\S+", lambda found: " " * len(found[0]) if _ADDRESS.search(found[0]) else found[0], text)
    for match in _NUMBER.finditer(text):
        before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 40]
        if not _LETTER.search(before):
            bare = not match["sign"] or _SHARE.match(after)
            yield _Number(match[0], match.start(), _values(match, before, after, language) if bare else None)


def _values(match: re.Match[str], before: str, after: str, language: str) -> set[_Value] | None:
    """Return what a number says: its value, or a date and its day and year; None where it is badly written."""
    if len(match[0]) > _MOST_SIGNS or any(letter.isdigit() and not letter.isascii() for letter in match[0]):
        return None
    parts = [int(part) for part in re.findall(r"\d+", match[0])]
    day: int | None
    year: int | None
    if match["date"] and len(parts) < 3 and (language == "en" or _LABEL.search(before)):
        return _plain(match["date"].rstrip("."), before, after, language)  # the full stop ends the sentence
    if match["iso"] or match["month"]:
        year, month, *days = parts if match["iso"] else reversed(parts)
        day = days[0] if days else None
    elif match["date"]:
        day, month, *years = parts
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        year = (years[0] + 2000 if years[0] < 100 else years[0]) if years else None
    else:
        return _plain(match["run"], before, after, language)
    return {_Date(day, month, year), *(part for part in (day, year) if part is not None)}


def _plain(written: str, before: str, after: str, language: str) -> set[_Value] | None:
    """Return the value of a number that is no date; None where it is badly written."""
    group, decimal = _SEPARATORS[language]
    first = re.split(r"\D", written, maxsplit=1)[0]
    rest = written.removeprefix(first)
    if sum(letter.isdigit() for letter in written) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"(?::\d+)+", rest) or (re.fullmatch(r"\.\d\d", rest) and _CLOCK.match(after)):
        return {(_hour(int(first), after), rest[1:])}
    exact = re.fullmatch(rf"(\d{{1,3}}(?:{group}\d{{3}})+|\d+){decimal}(\d+)", written)
    if len(first) > 1 and first[0] == "0":
        exact = None
    elif re.fullmatch(rf"\d+|\d{{1,3}}(?:([{_SPACE}'’]|{group})\d{{3}})(?:\1\d{{3}})*", written):
        return {_hour(int(re.sub(r"\D", "", written)) * _scale(after, language), after)}
    # 12,5000 was 125,000 once.
    if exact and (len(exact[2]) != 3 or exact[1] == "0") and not re.search(r"^\d{2,}00$", exact[2]):
        whole = int(re.sub(r"\D", "", exact[1]))
        scaled = Decimal(f"{whole}.{exact[2]}") * _scale(after, language)
        return {int(scaled)} if _scale(after, language) > 1 else {(whole, exact[2])}
    # A version, a chapter, a telephone number, a postcode.
    coded = re.fullmatch(r"0\d{4}", written) or (
        re.fullmatch(r"0[1-9]\d{1,3}", written) and re.match(r"[ /-]{1,3}\d\d", after)
    )
    return {(int(first), rest[1:])} if coded or _LABEL.search(before) else None


def _scale(after: str, language: str) -> int:
    """Return what the word behind a number multiplies it by: a million, a thousand; 1 without such a word."""
    scales = {word.lower(): int(value) for word, value in values_of(language, "scales").items() if len(word) > 1}
    word = pattern(rf"{_END}({any_phrase(tuple(scales))})(?!\w)").match(after)
    return scales[word[1].lower()] if word else 1


def _hour(number: int, after: str) -> int:
    """Return the hour of a 24-hour clock where "a.m." or "p.m." stands behind a number."""
    half = _HALF_OF_DAY.match(after)
    return number % 12 + 12 * (half[1] == "p") if half and number <= 12 else number
