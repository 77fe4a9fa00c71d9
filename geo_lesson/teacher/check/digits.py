"""The digits in a text: each number well written for its language, and the same ones in both languages of a text."""

import re
from decimal import Decimal

from geo_lesson.common.language import LANGUAGES
from geo_lesson.extraction.article import language_of
from geo_lesson.extraction.numbers import numbers_in
from geo_lesson.extraction.wordlists import any_phrase, pattern, values_of

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


def badly_written(text, language, *others):
    """The numbers of a text that are not as its language writes them, or that can be no count.

    others: the same text in other languages, the words of which it may quote as they are, if the number is well written
    there. A whole phrase that is quoted in another language may have the numbers of that language.

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
    elsewhere = {
        start for of in LANGUAGES if found and of != language for _, start, value in _numbers(text, of) if value
    }
    spans = list(_foreign(text, language)) if found else []
    return [
        written
        for (written, start), quote in zip(found, quoted, strict=True)
        if not (start in elsewhere and any(quote in other for other in others))
        and not any(low <= start < high and written not in badly_written(text[low:high], of) for low, high, of in spans)
    ]


def _foreign(text, language):
    """Where a text quotes a phrase in another language, and in which."""
    for found in _QUOTATION.finditer(text):
        of = language_of(found[0])
        if of and of != language:
            yield *found.span(), of


def differing(texts):
    """The numbers of a text that the other language does not have, each with the largest it says, by language.

    Those in words count only where both languages have numbers that the other lacks.

    >>> differing({"de": "12.000 von 20.000, zwei um 20 Uhr", "en": "12,000 of 2,000, 2 at 8 p.m."})
    {'de': {'20.000': 20000}, 'en': {'2,000': 2000}}
    >>> differing({"de": "zwölftausend am 28.10.2024", "en": "ten thousand on 28.11.2024"})
    {'de': {'28.10.2024': 2024, 'zwölftausend': 12000}, 'en': {'28.11.2024': 2024, 'ten thousand': 10000}}
    """
    digits = {of: [number for number in _numbers(text, of) if number[2]] for of, text in texts.items()}
    counts = {of: [n for n in numbers_in(text[:_LONGEST], of) if n.low is not None] for of, text in texts.items()}
    more, in_words = {}, {}
    for of, other in zip(texts, reversed(texts), strict=True):
        known = {end for n in counts[other] for end in (n.low, n.high)}.union(*(said for _, _, said in digits[other]))
        here = {n.start: {n.low, n.high} for n in counts[of]}
        unknown = [
            (written, said)
            for written, start, said in digits[of]
            if not _in(said, known) and (any(map(_is_day, said)) or not here.get(start, {None}) <= known)
        ]
        more[of] = {written: max(map(_whole, said)) for written, said in unknown}
        # "One" is nearly the same word as "a", and so is a number in German only.
        spelled = [n for n in counts[of] if n.kind == "count" and n.high > 1 and not texts[of][n.start].isdigit()]
        in_words[of] = {texts[of][n.start : n.end]: n.high for n in spelled if not {n.low, n.high} <= known}
    if all(more[of] or in_words[of] for of in texts):
        more = {of: more[of] | in_words[of] for of in texts}
    return {of: found for of, found in more.items() if found}


def _in(values, known):
    """Whether all of it is known; a month in digits is another only beside the same day of the same year."""
    return all(
        value in known or (_is_day(value) and not any(_is_day(other) and other[::2] == value[::2] for other in known))
        for value in values
    )


def _is_day(value):
    return isinstance(value, tuple) and len(value) == 3


def _whole(value):
    return value if isinstance(value, int) else 0 if _is_day(value) else value[0]


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
    if len(found[0]) > _MOST_SIGNS or any(letter.isdigit() and not letter.isascii() for letter in found[0]):
        return None
    parts = [int(part) for part in re.findall(r"\d+", found[0])]
    if found["date"] and len(parts) < 3 and (language == "en" or _LABEL.search(before)):
        return _plain(found["date"].rstrip("."), before, after, language)  # the full stop ends the sentence
    if found["iso"] or found["month"]:
        year, month, day = (*(parts if found["iso"] else reversed(parts)), None)[:3]
    elif found["date"]:
        day, month, year = (*parts, None)[:3]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        year = year + 2000 if year is not None and year < 100 else year
    else:
        return _plain(found["run"], before, after, language)
    return {(day, month, year)} | ({day, year} - {None})


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


def _scale(after, language):
    """What the word behind a number makes of it: a million, a thousand; 1 without such a word."""
    scales = {word.lower(): int(value) for word, value in values_of(language, "scales").items() if len(word) > 1}
    found = pattern(rf"{_END}({any_phrase(tuple(scales))})(?!\w)").match(after)
    return scales[found[1].lower()] if found else 1


def _hour(number, after):
    """The hour as clocks of 24 hours have it, where "a.m." or "p.m." stands behind a number."""
    half = _HALF_OF_DAY.match(after)
    return number % 12 + 12 * (half[1] == "p") if half and number <= 12 else number
