"""The numbers in a sentence, in digits or in words, and what each of them is: a count, or a date, a price and so on."""

import re
from dataclasses import dataclass, replace

from geo_lesson.common.language import read_number
from geo_lesson.extraction.wordlists import any_of, pattern, phrases, words

_DIGITS = re.compile(
    r"(?<![\w.,'’:/+-])\d{1,3}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?![\w])|(?<!\w)\d+(?:[.,]\d+)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TOO_LARGE = 10**12


@dataclass(frozen=True)
class Number:
    """A number as it stands in a sentence, from `start` to `end`, with its lowest and highest value.

    kind: count, vague (no value), or what else it is: date, year, ordinal, time, price, phone, share, measure, label.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    kind: str = "count"


def word_value(word, language):
    """What a word says as a number, or None; written in one word or with hyphens.

    >>> word_value("zweihundertfünfzig", "de"), word_value("twenty-five", "en"), word_value("Haus", "de")
    (250, 25, None)
    """
    word, table = word.lower(), words(language)
    small = table["units"] | table["tens"]
    if word in small:
        return int(small[word])
    for scale, value in (("tausend", 1000), ("hundert", 100)) if language == "de" else ():
        if scale in word:
            before, _, after = word.partition(scale)
            times = word_value(before, language) if before else 1
            rest = word_value(after.removeprefix("und"), language) if after else 0
            return None if times is None or rest is None or rest >= value else times * value + rest
    ten = next((ten for ten in table["tens"] if word.endswith(ten)), None)
    if language == "de" and ten and word.removesuffix(ten).endswith("und"):
        unit = table["units"].get(word.removesuffix(ten).removesuffix("und"))
        return int(table["tens"][ten] + unit) if unit and unit < 10 else None
    tens, _, unit = word.partition("-")
    if tens in table["tens"] and 0 < table["units"].get(unit, 0) < 10:
        return int(table["tens"][tens] + table["units"][unit])
    return None


def numbers_in(text, language):
    """Every number of a sentence, in order; two ends of a range are one.

    >>> [(n.low, n.high, n.kind) for n in numbers_in("On May 3 there were 40 to 50 guests.", "en")]
    [(3, 3, 'date'), (40, 50, 'count')]
    """
    found = []
    at = 0
    while at < len(text):
        number = _number_at(text, at, language)
        if number is None:
            break
        found.append(replace(number, kind=kind_of(text, number, language)))
        at = max(number.end, at + 1)
    return _ranges(text, found, language)


def _number_at(text, at, language):
    """The next number from a place on, written in digits, in words or in both."""
    for match in re.compile(rf"{_DIGITS.pattern}|{_WORD.pattern}").finditer(text, at):
        if number := _vague(text, match.start(), language) or _counted(text, match, language):
            return number
    return None


def _vague(text, start, language):
    """Some thousands, dozens: a number without a value."""
    scales, more = any_of(language, "scales"), any_of(language, "vague")
    some = any_of(language, "some")
    said = pattern(rf"(?:{some}\s+(?:{scales}|{more})|{more})(?!\w)").match(text, start)
    if not said or (start and text[start - 1].isalnum()):
        return None
    return Number(start, said.end(), None, None, "vague")


def _counted(text, match, language):
    """A number with its value: digits or words, and a million or a dozen after them."""
    table, start, end = words(language), match.start(), match.end()
    value = _half(text, start, language)
    if value:
        value, end = value
    elif match.group()[0].isdigit():
        value, end = _digits(text, match, language)
    elif match.group().lower() in table["one"]:
        scale = pattern(rf"\s+({any_of(language, 'scales')})(?!\w)").match(text, end)
        one = pattern(rf"\s+(?:[a-zäöüß]+\s+)?{any_of(language, 'one_counted')}(?!\w)").match(text, end)
        if not scale and not (one and (language == "de" or match.group().lower() == "one")):
            return None
        value = 1
    else:
        value = word_value(match.group(), language)
        if value is None:
            bare = match.group().lower() in ("tausend", "hundert")
            return Number(start, end, *[{"tausend": 1000, "hundert": 100}[match.group().lower()]] * 2) if bare else None
    value, end = _scaled(text, value, end, language)
    whole = round(value)
    # A fraction that no "million" makes whole counts nothing.
    if abs(value - whole) > 1e-6 or whole >= _TOO_LARGE:
        return Number(start, end, None, None, "measure")
    return Number(start, end, whole, whole)


def _half(text, start, language):
    """Half a million, two and a half million, as (value, end); None otherwise."""
    scales, table = any_of(language, "scales"), words(language)
    one = rf"(?:{any_of(language, 'one')}\s+)?" if language == "de" else ""
    half = pattern(rf"{one}{any_of(language, 'half')}\s+(?P<scale>{scales})(?!\w)").match(text, start)
    if half:
        return 0.5 * _scale(half["scale"], language), half.end()
    more = pattern(rf"(?P<n>{any_of(language, 'half_more')})\s+(?P<scale>{scales})(?!\w)").match(text, start)
    if more:
        return table["half_more"][more["n"].lower()] * _scale(more["scale"], language), more.end()
    return None


def _digits(text, match, language):
    """The value of digits: 2.000 is two thousand, but 1,5 before "million" is one and a half."""
    written, end = match.group(), match.end()
    decimal = re.fullmatch(r"(\d+)[.,](\d+)", written)
    scaled = pattern(rf"[\s-]?{any_of(language, 'scales')}(?!\w)").match(text, end)
    if decimal and (scaled or read_number(written) is None):
        return float(f"{decimal[1]}.{decimal[2]}"), end
    value = read_number(written)
    return (float(value) if value is not None and value < 10**15 else 0.5), end


def _scaled(text, value, end, language):
    """A number with the million, thousand or dozen that follows, and with what is added: two hundred and fifty."""
    scale = pattern(rf"[\s\u00a0]+(?P<scale>{any_of(language, 'scales')})(?![\w])").match(text, end) or (
        re.compile(r"(?P<scale>k|m|bn|mln)(?!\w)").match(text, end)
        if language == "en" and text[end - 1].isdigit()
        else None
    )
    if not scale or (len(scale["scale"]) == 1 and scale.group()[:1].isspace()):
        return value, end
    value, end = value * _scale(scale["scale"], language), scale.end()
    while more := pattern(rf"\s+(?:{any_of(language, 'and')}\s+)?({_WORD.pattern})").match(text, end):
        rest = word_value(more[1], language)
        if rest is None or rest >= _scale(scale["scale"], language) or language == "de":
            break
        rest, after = _scaled(text, rest, more.end(), language)
        if rest >= value:
            break
        value, end = value + rest, after
    following = pattern(rf"\s+(?P<scale>{any_of(language, 'scales')})(?!\w)").match(text, end)
    if following and _scale(following["scale"], language) > _scale(scale["scale"], language):
        return value * _scale(following["scale"], language), following.end()
    return value, end


def _scale(word, language):
    return next(
        v for scale, v in words(language)["scales"].items() if scale.lower() == re.sub(r"\s+", " ", word).lower()
    )


def _ranges(text, numbers, language):
    """Two counts with a word or a dash between them are the ends of one."""
    found = []
    for number in numbers:
        last = found[-1] if found else None
        between = text[last.end : number.start] if last else ""
        before = text[: last.start] if last else ""
        spanned = pattern(rf"\s*(?:[–—-]|{any_of(language, 'to')})\s*").fullmatch(between)
        opened = pattern(rf"(?<!\w){any_of(language, 'between')}\s+$").search(before)
        if opened and not spanned:
            spanned = pattern(rf"\s+{any_of(language, 'and')}\s+").fullmatch(between)
        rising = pattern(r"(?<!\w)(?:von|from)\s+(?:\w+\s+)?$").search(before) and language == "en"
        both = last and number.kind == last.kind == "count"
        if both and spanned and not rising and last.low <= number.high and last.low == last.high:
            found[-1] = replace(last, end=number.end, high=number.high)
        else:
            found.append(number)
    return found


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_YEARS = range(1000, 2100)


def kind_of(text, number, language):
    """What a number of a sentence is, by the words around it; see `Number`."""
    before, after, written = text[: number.start], text[number.end :], text[number.start : number.end]
    if number.kind == "vague":
        return _unit(after, language) or "vague"
    if found := _as_written(before, after, written, language):
        return found
    if unit := _unit(after, language):
        return unit
    if number.kind != "count":
        return number.kind
    for kind in ("label", "price", "phone"):
        if pattern(rf"(?<!\w){any_of(language, 'before', kind)}[\s\u00a0.:]*$").search(before):
            return kind
    if written.isdigit() and len(written) == 4 and int(written) in _YEARS and _is_year(before, after, language):
        return "year"
    return "count"


def _unit(after, language):
    """What follows makes it a time, a price, a share or a measure; None otherwise."""
    # Two ends of a range share what follows the second: "20 bis 30 Kilometer".
    rest = pattern(rf"(?:\s*(?:{any_of(language, 'to')}|–|-)\s*(?:{_WORD.pattern}|[\d.,]+))?[\s\u00a0]*").match(after)
    for start in (re.match(r"[\s\u00a0-]*", after).end(), rest.end() if rest else 0):
        for kind in words(language)["after"]:
            # A unit of one letter or sign is written as such; others with any capitals.
            if pattern(rf"{any_of(language, 'after', kind)}(?![\w])").match(after, start):
                return kind
    return None


def _as_written(before, after, written, language):
    """What the signs around a number tell: part of a word, a date, a time of day, an ordinal, a telephone number."""
    months = any_of(language, "months")
    if _in_phone_number(before, after, written):
        return "phone"
    if re.search(r"\d{1,2}\.\s?(?:\d{1,2}\.)?$", before) or re.match(r"\.\s?\d{1,2}\.", after):
        return "date"
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", written) and re.match(r"\.(?:\d|[,;)]|\s+[^A-ZÄÖÜ])", after):
        return "date"
    if re.match(r"[:.]\d\d(?!\d)", after) or re.search(r"\d[:.]$", before):
        return "time"
    if pattern(rf"\.?(?:st|nd|rd|th)?\s+(?:of\s+)?{months}(?!\w)").match(after):
        return "date"
    if pattern(rf"(?<!\w){months}\s+(?:the\s+)?(?:\d{{1,2}},?\s+)?$").search(before) and len(written) in (1, 2, 4):
        return "year" if len(written) == 4 else "date"
    if re.match(r"(?:st|nd|rd|th)\b", after) or (re.match(r"\.\s+\w|\.$", after) and _ordinal(written, after)):
        return "ordinal"
    if re.search(r"[^\W\d_][-–]?$|[A-Z]\s?[-–]$", before) or re.match(r"[-–]?[^\W\d_]", after):
        return "label"
    return None


def _in_phone_number(before, after, written):
    """Whether a number is one of several groups of digits that begin with + or 0, as telephone numbers do."""
    earlier = re.search(r"(?<![\d.,'’])[\d/+() -]*$", before[-30:])
    run = (
        (earlier.group() if earlier else "") + re.sub(r"\D", "", written) + re.match(r"[\d/() -]*", after[:30]).group()
    )
    groups = re.findall(r"\d+", run)
    return "+" in run or any(len(group) > 1 and group.startswith("0") for group in groups)


def _ordinal(written, after):
    """A full stop after one or two digits, where the sentence goes on: "der 3. Stock"."""
    return len(written) <= 2 and written.isdigit() and bool(re.match(r"\.\s+\w", after))


def _is_year(before, after, language):
    """Whether four digits are a year: a word before says so, or nothing that can be counted follows."""
    if pattern(rf"(?<!\w){any_of(language, 'before', 'year')}\s+$").search(before):
        return True
    bound = "|".join(any_of(language, "bounds", kind) for kind in words(language)["bounds"])
    if pattern(rf"(?<!\w)(?:{bound})\s+$").search(before):
        return False
    if language == "de":
        return not re.match(r"(?:\s+[a-zäöüß]+(?:e|en|er|es))?\s+[A-ZÄÖÜ]", after)
    if re.search(r"\b(?:in|by|of|from|until|before|after|during|the|to|and)\s+$", before, re.I):
        return True
    stop = phrases((*words("en")["common"], *words("en")["before_names"]))
    return not pattern(rf"\s+(?!{stop}\b)[a-z]").match(after)
