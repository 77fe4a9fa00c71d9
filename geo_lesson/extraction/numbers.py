"""Find the numbers in a sentence, in digits or in words, and tell counts from dates, prices and the like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from geo_lesson.common.language import read_number
from geo_lesson.extraction.wordlists import any_of, any_phrase, groups_of, pattern, phrases_of, values_of

_DIGITS = re.compile(
    r"(?<![\w.,'’:/+-])\d{1,3}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?![\w])|(?<!\w)\d+(?:[.,]\d+)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TOO_LARGE = 10**12
_YEARS = range(1000, 2100)


@dataclass(frozen=True)
class Number:
    """A number in a sentence, from `start` to `end`, with its lowest and highest value.

    kind: count, vague (no value), or what else it is: date, year, ordinal, time, price, percent, phone, share, measure,
    label. `fraction`: its value where that is no whole number, and `low` and `high` are None.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    kind: str = "count"
    fraction: float | None = None


def word_value(word: str, language: str) -> int | None:
    """Return the number that a word says, written in one word or with hyphens; None if it says none.

    >>> word_value("zweihundertfünfzig", "de"), word_value("twenty-five", "en"), word_value("Haus", "de")
    (250, 25, None)
    """
    word, units, tens = word.lower(), values_of(language, "units"), values_of(language, "tens")
    small = units | tens
    if word in small:
        return int(small[word])
    for scale, value in (("tausend", 1000), ("hundert", 100)) if language == "de" else ():
        if scale in word:
            before, _, after = word.partition(scale)
            times = word_value(before, language) if before else 1
            rest = word_value(after.removeprefix("und"), language) if after else 0
            return None if times is None or rest is None or rest >= value else times * value + rest
    ten = next((ten for ten in tens if word.endswith(ten)), None)
    if language == "de" and ten and word.removesuffix(ten).endswith("und"):
        unit = units.get(word.removesuffix(ten).removesuffix("und"))
        return int(tens[ten] + unit) if unit and unit < 10 else None
    before, _, after = word.partition("-")
    return int(tens[before] + units[after]) if before in tens and 0 < units.get(after, 0) < 10 else None


def numbers_in(text: str, language: str) -> list[Number]:
    """Return every number of a sentence, in order; the two ends of a range are one number.

    >>> [(n.low, n.high, n.kind) for n in numbers_in("On May 3 there were 40 to 50 guests.", "en")]
    [(3, 3, 'date'), (40, 50, 'count')]
    """
    numbers: list[Number] = []
    at = 0
    while number := _next_number(text, at, language):
        numbers.append(replace(number, kind=kind_of(text, number, language)))
        at = max(number.end, at + 1)
    return _join_ranges(text, _with_kinds_of_neighbours(text, numbers, language), language)


def _next_number(text: str, at: int, language: str) -> Number | None:
    """Return the next number from a position on, written in digits, in words or in both."""
    for match in re.compile(rf"{_DIGITS.pattern}|{_WORD.pattern}").finditer(text, at):
        if number := _vague(text, match.start(), language) or _counted(text, match, language):
            return number
    return None


def _vague(text: str, start: int, language: str) -> Number | None:
    """Return a number without a value that begins there: some thousands, dozens."""
    scales, more = any_of(language, "scales"), any_of(language, "vague")
    some, whole = any_of(language, "some"), any_of(language, "whole_words")
    match = pattern(rf"(?:{some}\s+(?:{scales}|{more}|{whole})|{more})(?!\w)").match(text, start)
    if not match or (start and text[start - 1].isalnum()):
        return None
    return Number(start, match.end(), None, None, "vague")


def _counted(text: str, match: re.Match[str], language: str) -> Number | None:
    """Return a number with its value: digits or words, and a million or a dozen after them."""
    start, end, word = match.start(), match.end(), match.group().lower()
    value: float | None
    if half := _half(text, start, language):
        value, end = half
    elif word[0].isdigit():
        value, end = _digits(text, match, language)
    elif word in phrases_of(language, "one"):
        scale = pattern(rf"\s+({any_of(language, 'scales')})(?!\w)").match(text, end)
        one = pattern(rf"\s+(?:[a-zäöüß]+\s+)?{any_of(language, 'one_counted')}(?!\w)").match(text, end)
        alone = pattern(rf"(?<!\w){any_of(language, 'only')}\s+$").search(text[:start]) and text[end : end + 1] in ".,;"
        if not scale and not ((one or alone) and (language == "de" or word == "one")):
            return None
        value = 1
    else:
        value = word_value(word, language)
        if value is None:
            bare = {"tausend": 1000, "hundert": 100}.get(word)
            return Number(start, end, bare, bare) if bare else None
    value, end = _scaled(text, value, end, language)
    whole = round(value)
    # A fraction that no "million" makes whole counts nothing.
    if abs(value - whole) > 1e-6 or whole >= _TOO_LARGE:
        return Number(start, end, None, None, "measure", value if value < _TOO_LARGE else None)
    return Number(start, end, whole, whole)


def _half(text: str, start: int, language: str) -> tuple[float, int] | None:
    """Return half a million, two and a half million, as (value, end); None otherwise."""
    scales = any_of(language, "scales")
    one = rf"(?:{any_of(language, 'one')}\s+)?" if language == "de" else ""
    half = pattern(rf"{one}(?P<n>{any_of(language, 'half')})\s+(?P<scale>{scales})(?!\w)").match(text, start)
    if half:
        return values_of(language, "half")[_plain(half["n"])] * _scale(half["scale"], language), half.end()
    more = pattern(rf"(?P<n>{any_of(language, 'half_more')})\s+(?P<scale>{scales})(?!\w)").match(text, start)
    if more:
        return values_of(language, "half_more")[_plain(more["n"])] * _scale(more["scale"], language), more.end()
    return None


def _digits(text: str, match: re.Match[str], language: str) -> tuple[float, int]:
    """Return the value of digits, and their end: 2.000 is two thousand, but 1,5 before "million" is one and a half."""
    written, end = match.group(), match.end()
    decimal = re.fullmatch(r"(\d+)[.,](\d+)", written)
    scaled = pattern(rf"[\s-]?{any_of(language, 'scales')}(?!\w)").match(text, end)
    if decimal and (scaled or read_number(written) is None):
        return float(f"{decimal[1]}.{decimal[2]}"), end
    value = read_number(written)
    return (float(value) if value is not None and value < 10**15 else 0.5), end


def _scaled(text: str, value: float, end: int, language: str) -> tuple[float, int]:
    """Return the value and end of a number with the million or dozen after it, and with what is added to that."""
    scale = pattern(rf"(?:[\s\u00a0]+|-)(?P<scale>{any_of(language, 'scales')})(?![\w])").match(text, end) or (
        re.compile(r"(?P<scale>[kKmM]|mn|bn|tn|mln)(?!\w)").match(text, end)
        if language == "en" and text[end - 1].isdigit()
        else None
    )
    if not scale or (len(scale["scale"]) == 1 and not scale.group()[:1].isalpha()):
        return value, end
    value, end = value * _scale(scale["scale"], language), scale.end()
    while more := pattern(rf"\s+(?:{any_of(language, 'and')}\s+)?({_WORD.pattern})").match(text, end):
        added = word_value(more[1], language)
        if added is None or added >= _scale(scale["scale"], language) or language == "de":
            break
        rest, after = _scaled(text, added, more.end(), language)
        if rest >= value:
            break
        value, end = value + rest, after
    following = pattern(rf"\s+(?P<scale>{any_of(language, 'scales')})(?!\w)").match(text, end)
    if following and _scale(following["scale"], language) > _scale(scale["scale"], language):
        return value * _scale(following["scale"], language), following.end()
    return value, end


def _scale(word: str, language: str) -> float:
    return next(value for scale, value in values_of(language, "scales").items() if scale.lower() == _plain(word))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).lower()


def _with_kinds_of_neighbours(text: str, numbers: list[Number], language: str) -> list[Number]:
    """Return the numbers, those that are no counts because of the number beside them with its kind.

    These are "3 to 5 million euros", "lines 3 and 8", "three out of five", and sums in brackets after a sum of money.
    """
    numbers = list(numbers)
    for i, (a, b) in enumerate(pairwise(numbers)):
        between, after = text[a.end : b.start], text[b.end :]
        signs, joins = any_of(language, "before", "price"), any_of(language, "joins")
        joined = pattern(rf"-?\s*(?:[–—-]|,|{joins})\s*(?:{signs}\s*)?").fullmatch(between)
        if _is_share(a, b, between, language):
            numbers[i], numbers[i + 1] = replace(a, kind="share"), replace(b, kind="share")
        elif joined and a.kind == "count" and b.kind in ("price", "percent", "share", "measure") and between[0] != ",":
            numbers[i] = _scaled_like(text, a, b, language, b.kind)
        elif joined and numbers[i].kind in ("price", "label") and b.kind == "count" and counts_nothing(after, language):
            numbers[i + 1] = replace(b, kind=numbers[i].kind)
        elif joined and between.strip() and a.kind == b.kind == "count":
            numbers[i] = _scaled_like(text, a, b, language, "count")
    first_price = next((n.start for n in numbers if n.kind == "price"), len(text))
    return [
        replace(n, kind="price") if n.kind == "count" and n.start > first_price and _is_bracketed(text, n) else n
        for n in numbers
    ]


def _is_bracketed(text: str, number: Number) -> bool:
    return text[: number.start].endswith("(") and text[number.end :].startswith(")")


def _is_share(a: Number, b: Number, between: str, language: str) -> bool:
    """Tell whether two numbers are one share: "three out of five", "drei von fünf"."""
    if a.kind != "count" or b.kind not in ("count", "share") or a.low is None or b.low is None or a.low >= b.low:
        return False
    of = pattern(rf"\s+{any_of(language, 'out_of')}\s+").fullmatch(between)
    return bool(of) and str(b.low) in phrases_of(language, "wholes")


def _scaled_like(text: str, lower: Number, upper: Number, language: str, kind: str) -> Number:
    """Return the lower of two numbers with the kind of the upper one, and in its millions: "3 to 5 million"."""
    scale = rf"[\s\u00a0-]*(?P<scale>{any_of(language, 'scales')})$"
    scaled = pattern(scale).search(text[upper.start : upper.end])
    if scaled and lower.low and upper.low and not pattern(scale).search(text[lower.start : lower.end]):
        times = round(_scale(scaled["scale"], language))
        if lower.low < upper.low / times:
            return replace(lower, low=lower.low * times, high=lower.low * times, kind=kind)
    return replace(lower, kind=kind)


def _join_ranges(text: str, numbers: list[Number], language: str) -> list[Number]:
    """Join two counts with a word or a dash between them, as the ends of one."""
    joined = numbers[:1]
    for number in numbers[1:]:
        last = joined[-1]
        between, before = text[last.end : number.start], text[: last.start]
        spanned = pattern(rf"\s*(?:[–—-]|{any_of(language, 'to')})\s*").fullmatch(between)
        opened = pattern(rf"(?<!\w){any_of(language, 'between')}\s+$").search(before)
        if opened and not spanned:
            spanned = pattern(rf"-?\s+{any_of(language, 'and')}\s+").fullmatch(between)
        rising = pattern(r"(?<!\w)(?:from|by)\s+(?:\w+\s+)?$").search(before) and language == "en"
        if spanned and not rising and _are_ends(last, number):
            joined[-1] = replace(last, end=number.end, high=number.high)
        else:
            joined.append(number)
    return joined


def _are_ends(lower: Number, upper: Number) -> bool:
    if lower.kind != upper.kind or lower.kind not in ("count", "price", "percent"):
        return False
    if lower.low is None or upper.high is None:
        return False
    return lower.low <= upper.high and lower.low == lower.high


def kind_of(text: str, number: Number, language: str) -> str:
    """Return what a number of a sentence is, by the words around it; see `Number`."""
    before, after, written = text[: number.start], text[number.end :], text[number.start : number.end]
    bare = counts_nothing(after, language)
    if number.kind == "vague":
        return _unit(after, language) or "vague"
    if kind := _kind_by_signs(before, after, written, language):
        return kind
    if unit := _unit(after, language):
        return unit
    if number.kind != "count":
        return number.kind
    if kind := _kind_by_word_before(before, language, bare, number.low or 0):
        return kind
    if _is_age(before, after, written):
        return "label"
    if written.isdigit() and len(written) == 4 and int(written) in _YEARS and _is_year(before, after, language):
        return "year"
    return "count"


def _kind_by_word_before(before: str, language: str, bare: bool, value: int) -> str | None:
    """Return what the word before a number makes of it; bare: no noun follows that it could count."""

    def is_after(group: str, start: str = r"(?<!\w)") -> bool:
        return bool(pattern(rf"{start}{any_of(language, 'before', group)}[\s\u00a0.:]*$").search(before))

    for kind in ("label", "price", "phone"):
        if is_after(kind):
            return kind
    if is_after("share") and str(value) in phrases_of(language, "wholes"):
        return "share"
    if bare and value <= 24 and (is_after("time") or is_after("time_first", "^")):
        return "time"
    return "label" if bare and is_after("age") else None


def _unit(after: str, language: str) -> str | None:
    """Return what the words after a number make of it: a time, a price, a share or a measure; None otherwise."""
    # Two ends of a range share what follows the second: "20 bis 30 Kilometer".
    rest = pattern(rf"(?:\s*(?:{any_of(language, 'to')}|–|-)\s*(?:{_WORD.pattern}|[\d.,]+))?[\s\u00a0]*").match(after)
    adjective = pattern(rf"[\s\u00a0]+{any_of(language, 'unit_adjectives')}[\s\u00a0]+").match(after)
    space = re.match(r"[\s\u00a0-]*", after)
    for start in [match.end() for match in (space, rest, adjective) if match]:
        for kind in groups_of(language, "after"):
            # A unit of one letter or sign is written as such; others with any capitals.
            if pattern(rf"{any_of(language, 'after', kind)}(?![\w])").match(after, start):
                return kind
    return None


def unit_of(text: str, number: Number, numbers: Iterable[Number], language: str) -> str:
    """Return the unit of a sum of money or a percentage as it is written; that of the nearest one if it has none."""
    adjective, unit = any_of(language, "unit_adjectives"), any_of(language, "after", number.kind)
    behind = rf"[\s\u00a0-]*(?:{adjective}\s+)?(?P<unit>{unit})(?!\w)"
    for other in sorted((n for n in numbers if n.kind == number.kind), key=lambda n: abs(n.start - number.start)):
        if match := pattern(behind).match(text, other.end):
            return match["unit"]
        if number.kind == "price":
            sign = pattern(rf"(?P<unit>{any_of(language, 'before', 'price')})\s*$").search(text[: other.start])
            if sign:
                return sign["unit"]
    return ""


def _kind_by_signs(before: str, after: str, written: str, language: str) -> str | None:
    """Return what the signs around a number tell: label, date, year, time, ordinal or phone; None otherwise."""
    months = any_of(language, "months")
    if _in_phone_number(before, after, written):
        return "phone"
    if re.search(r"\d{1,2}\.\s?(?:\d{1,2}\.)?$", before) or re.match(r"\.\s?\d{1,2}\.", after):
        return "date"
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", written) and re.match(r"\.(?:\d|[,;)]|\s+[^A-ZÄÖÜ])", after):
        return "date"
    if _is_score(before, after, written, language):
        return "label"
    if re.match(r"[:.]\d\d(?!\d)", after) or re.search(r"\d[:.]$", before):
        return "time"
    if pattern(rf"\.?(?:st|nd|rd|th)?\s+(?:of\s+)?{months}(?!\w)").match(after):
        return "date"
    # "On May 3" and "in May 2024" are dates, "in May 40 cows" is none, and German has the day before the month.
    month = pattern(rf"(?<!\w)(?P<in>in\s+)?{months}\s+(?:the\s+)?(?P<day>\d{{1,2}},?\s+)?$").search(before)
    if month and len(written) == 4:
        return "year"
    if month and len(written) < 3 and language == "en" and not month["in"] and not month["day"]:
        return "date"
    if re.match(r"(?:st|nd|rd|th)\b", after) or (re.match(r"\.\s+\w|\.$", after) and _is_ordinal(written, after)):
        return "ordinal"
    sized = pattern(rf"-?{any_of(language, 'of_size')}(?!\w)").match(after)
    if re.search(r"[^\W\d_][-–]?$|[A-Z]\s?[-–]$", before) or (re.match(r"[-–]?[^\W\d_]", after) and not sized):
        return "label"
    return None


def _is_score(before: str, after: str, written: str, language: str) -> bool:
    """Tell whether a number is half of a match score: 3:1, or 3-1, where a range would have its lower end first."""
    if not (written.isdigit() and len(written) <= 3):
        return False
    if re.match(r":\d(?!\d)", after) or (re.search(r"(?<!\d)\d{1,3}:$", before) and not re.match(r"\d", after)):
        return len(written) < 2 or bool(re.match(r":\d(?!\d)", after))
    ahead, behind = re.match(r"[-–](\d{1,3})(?!\d)", after), re.search(r"(?<![\d.,])(\d{1,3})[-–]$", before)
    first, second = (written, ahead[1]) if ahead else (behind[1], written) if behind else ("", "")
    rest = after[ahead.end() :] if ahead else after
    if not first or not counts_nothing(rest, language):
        return False
    return int(first) > int(second) or max(int(first), int(second)) < 10


def _is_age(before: str, after: str, written: str) -> bool:
    """Tell whether a number stands between commas after a word, as ages do: "A guest, 47, said"."""
    is_small = written.isdigit() and 0 < int(written) <= 110
    return is_small and bool(re.search(r"[^\W\d_],\s+$", before) and re.match(r",\s+[^\W\d_]", after))


def _in_phone_number(before: str, after: str, written: str) -> bool:
    """Tell whether a number is one of several groups of digits that begin with + or 0, as telephone numbers do."""
    earlier = re.search(r"(?<![\d.,'’])[\d/+() -]*$", before[-30:])
    later = re.match(r"[\d/() -]*", after[:30])
    run = (earlier.group() if earlier else "") + re.sub(r"\D", "", written) + (later.group() if later else "")
    groups = re.findall(r"\d+", run)
    return "+" in run or any(len(group) > 1 and group.startswith("0") for group in groups)


def _is_ordinal(written: str, after: str) -> bool:
    """Tell whether a full stop follows one or two digits, and the sentence goes on: "der 3. Stock"."""
    return len(written) <= 2 and written.isdigit() and bool(re.match(r"\.\s+\w", after))


def _is_year(before: str, after: str, language: str) -> bool:
    """Tell whether four digits are a year: a word before says so, or nothing that can be counted follows."""
    if pattern(rf"(?<!\w){any_of(language, 'before', 'year')}\s+$").search(before):
        return True
    bound = "|".join(any_of(language, "bounds", kind) for kind in groups_of(language, "bounds"))
    if pattern(rf"(?<!\w)(?:{bound})\s+$").search(before):
        return False
    if language == "en" and re.search(r"\b(?:in|by|of|from|until|before|after|during|the|to|and)\s+$", before, re.I):
        return True
    return counts_nothing(after, language)


def counts_nothing(after: str, language: str) -> bool:
    """Tell whether no noun follows that a number could count; German ones begin with a capital letter."""
    if language == "de":
        return not re.match(r"(?:\s+[a-zäöüß]+(?:e|en|er|es))?\s+[A-ZÄÖÜ]", after)
    stop = any_phrase((*phrases_of("en", "common"), *phrases_of("en", "before_names"), *phrases_of("en", "no_nouns")))
    return not pattern(rf"\s+(?!{stop}\b)[a-z]").match(after)
