"""The digits in a text: each number well written for its language, and the same ones in both languages of a text."""

import re

from geo_lesson.extraction.article import language_of
from geo_lesson.extraction.numbers import numbers_in

_SPACE = "\u00a0\u2009\u202f"
# What reads as one number, or as a date with the month in digits. Digits after a letter, as in W6, are a name.
_NUMBER = re.compile(
    r"(?<![\d_#])(?<!\d[.,:'’])(?P<sign>(?<![^\s(„‚‘“'\"])[-−])?(?:"
    r"(?P<iso>\d{4}(?:-\d\d(?:-\d\d)?|/\d\d/\d\d))(?![\d-])|(?P<date>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?)(?!\d)|(?P<month>\d\d?/\d{4})(?!\d)"
    rf"|(?P<run>\d+(?:[.,:'’]\d+|[{_SPACE}]\d{{3}}(?!\d))*))"
)
_LETTER = re.compile(r"[^\W\d_][-_]?$")
# Code, addresses and names of files hold digits that are no numbers of the text.
_CODE = re.compile(r"`[^`]*`")
_ADDRESS = re.compile(r"://|\w\.[a-z]{2,6}/|\.(?:org|com|net|de|eu|int|ru|kr|news|yaml|csv|md|ipynb)\b")
# Versions, chapters, paragraphs and telephone numbers are written as they please.
_LABEL = re.compile(
    r"(?:(?:Version|Python|Kapitel|Abschnitt|Aufgabe|Bild|Abbildung|Tabelle|chapter|section|exercise|figure|table)n?\s"
    r"|(?:§|Art\.|Tel\.|Telefon:?|phone:?|Fax:?)\s?)$",
    re.I,
)
_SHARE = re.compile(r"\s?(?:%|°|Prozent|per ?cent|percent|Grad|degrees)")
_CLOCK = re.compile(
    rf"(?:[\s{_SPACE}]?(?:–|-|bis|und|to|and)?[\s{_SPACE}]?\d{{1,2}}[.:]\d\d)?[\s{_SPACE}]?(?:Uhr|[ap]\.?m\b)"
)
_QUOTATION = re.compile(r"„[^„“”]{1,500}[“”]|“[^“”]{1,500}”|(?<!\w)'[^\n]{1,500}?'(?!\w)|\"[^\"]{1,500}\"")
_AFTERNOON = re.compile(rf"[\s{_SPACE}]?p\.?m\b")
_SEPARATORS = {"de": (r"\.", ","), "en": (",", r"\.")}
_MOST_DIGITS = 15
_MOST = 20
_LONGEST = 5000  # characters that are read for numbers in words


def badly_written(text, language, *others):
    """The numbers of a text that are not as its language writes them, or that can be no count.

    others: the same text in other languages, the words of which it may quote as they are. A whole phrase that is quoted
    in another language may have the numbers of that language.

    >>> badly_written("10,000 came, then 10,0000, 01,000, -5 and 1.2.3; at 10.42 on 3-5 May 2024: 4.2 million", "en")
    ['10,0000', '01,000', '-5', '1.2.3']
    >>> badly_written("12,000 statt 12.000, am 28.10.2024 um 10.42 Uhr, 4,2 Mio. und 10.9", "de")
    ['12,000', '10.9']
    >>> badly_written("Er zitiert „more than 12,000 of them have been sent“, also „12,000 Soldaten“.", "de")
    ['12,000']
    """
    found = [(written, start) for written, start, value in _numbers(text, language) if value is None]
    found = found[:_MOST]  # nobody reads more of them, and long texts would take long
    quoted = [text[max(0, start - 8) : start] + written for written, start in found]
    spans = list(_foreign(text, language)) if found else []
    return [
        written
        for (written, start), words in zip(found, quoted, strict=True)
        if not any(words in other for other in others)
        and not any(low <= start < high and written not in badly_written(text[low:high], of) for low, high, of in spans)
    ]


def _foreign(text, language):
    """Where a text quotes a phrase in another language, and in which."""
    for found in _QUOTATION.finditer(text):
        of = language_of(found[0])
        if of and of != language:
            yield *found.span(), of


def differing(texts):
    """The numbers of a text that the other language does not have, neither in digits nor in words, by language.

    >>> differing({"de": "12.000 von 20.000, zwei um 20 Uhr", "en": "12,000 of 2,000, 2 at 8 p.m."})
    {'de': ['20.000'], 'en': ['2,000']}
    """
    found = {}
    for of, other in zip(texts, reversed(texts), strict=True):
        known = {value for _, _, values in _numbers(texts[other], other) for value in values or ()}
        more = [number for number in _numbers(texts[of], of) if number[2] and not number[2] <= known]
        if more:
            here, there = ({n.start: {n.low, n.high} for n in numbers_in(texts[x][:_LONGEST], x)} for x in (of, other))
            known = known.union(*there.values())
            kept = [
                w for w, start, values in more if not (values <= known or here.get(start, {None}) <= known - {None})
            ]
            found[of] = list(dict.fromkeys(kept))
    return {of: more for of, more in found.items() if more}


def _numbers(text, language):
    """Each number in digits as it is written, its place, and the set of what it says, None where badly written."""
    if not re.search(r"\d", text):
        return
    text = _CODE.sub(lambda found: " " * len(found[0]), text)
    text = re.sub(r"\S+", lambda found: " " * len(found[0]) if _ADDRESS.search(found[0]) else found[0], text)
    for found in _NUMBER.finditer(text):
        before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 40]
        if not _LETTER.search(before):
            bare = not found["sign"] or _SHARE.match(after)
            yield found[0], found.start(), _value(found, before, after, language) if bare else None


def _value(found, before, after, language):
    """What a number says: whole numbers, and decimals, times and the like as pairs; of a date its day and year."""
    if any(letter.isdigit() and not letter.isascii() for letter in found[0]):
        return None
    if found["iso"] or found["date"] or found["month"]:
        parts = re.findall(r"\d+", found[0])
        if found["date"] and not (1 <= int(parts[0]) <= 31 and 1 <= int(parts[1]) <= 12):
            return None
        day_and_year = {"iso": (0, 2), "date": (0, 2), "month": (1, 1)}[found.lastgroup]
        said = {int(parts[i]) for i in day_and_year if i < len(parts)}
        return {n + 2000 if n < 100 and len(parts) == 3 and n == int(parts[2]) and found["date"] else n for n in said}
    return _plain(found["run"], before, after, language)


def _plain(written, before, after, language):
    """The value of a number that is no date."""
    group, decimal = _SEPARATORS[language]
    first, rest = re.fullmatch(r"(\d+)(.*)", written).groups()
    if sum(letter.isdigit() for letter in written) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"(?::\d+)+", rest) or (re.fullmatch(r"\.\d\d", rest) and _CLOCK.match(after)):
        return {(_hour(int(first), after), rest[1:])}
    exact = re.fullmatch(rf"(\d{{1,3}}(?:{group}\d{{3}})+|\d+){decimal}(\d+)", written)
    if len(first) > 1 and first[0] == "0":
        exact = None
    elif re.fullmatch(rf"\d+|\d{{1,3}}(?:([{_SPACE}'’]|{group})\d{{3}})(?:\1\d{{3}})*", written):
        return {_hour(int(re.sub(r"\D", "", written)), after)}
    if exact and (len(exact[2]) != 3 or exact[1] == "0"):
        return {(int(re.sub(r"\D", "", exact[1])), exact[2])}
    # A version, a chapter, a telephone number, a postcode.
    return {(first, rest)} if _LABEL.search(before) or re.fullmatch(r"0\d{4}", written) else None


def _hour(number, after):
    """The hour as clocks of 24 hours have it, where "p.m." stands behind a number."""
    return number + 12 if _AFTERNOON.match(after) and number < 12 else number
