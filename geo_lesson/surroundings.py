"""What a number is, by the words and signs around it: a count, or a date, a time of day, a price, a part of a name."""

import re

from geo_lesson.lexicon import any_of, pattern, phrases, words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_YEARS = range(1000, 2100)


def kind_of(text, number, language):
    """What a number of a sentence is, by the words around it; see `numerals.Number`."""
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
