"""Find who is said to say something in a sentence, and who of them is nearest to a number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo_lesson.extraction.attribution import Attribution
from geo_lesson.extraction.english import english_attributions
from geo_lesson.extraction.german import german_attributions
from geo_lesson.extraction.numbers import Number, word_value
from geo_lesson.extraction.wordlists import any_of, pattern

_CONTRAST = "while|whereas|but|although|though|während|aber|wohingegen|obwohl"
_AND = "and|but|und|aber"
_SPLIT = r"[;,:]\s+(?:und |aber |and |but |while |während |whereas )?|\s+(?:während|while|whereas|aber|but)\s+"


def attributions(text: str, language: str) -> list[Attribution]:
    """Return every attribution of a sentence, in order.

    >>> [a.name for a in attributions("Police spoke of 300, organisers said 500.", "en")]
    ['Police', 'organisers']
    """
    named = (german_attributions if language == "de" else english_attributions)(text)
    every = [a for a in named if not (a.claims and _is_counted(a, text, language))]
    nameless = list(_nameless(text, language))
    untrue = [a for a in nameless if pattern(rf"{any_of(language, 'untrue')}").fullmatch(text[a.start : a.end])]
    # "… is false, the court ruled": the court claims nothing of it.
    every = [replace(a, claims=False) if _calls_untrue(a, untrue, text) else a for a in every] + nameless
    if untrue and pattern(rf"(?<!\w){any_of(language, 'claim_words')}(?!\w)").search(text[: untrue[0].start]):
        every = [replace(a, claims=False) for a in every]
    if pattern(rf"(?<!\w){any_of(language, 'passes_on')}(?!\w)").search(text):
        every = [replace(a, claims=False) for a in every]  # that of which of them is not told by words alone
    denied = [a for a in every if not a.claims]
    claims: list[Attribution] = []
    for attribution in sorted((_after_denial(a, denied) for a in every if a.claims), key=lambda a: (a.start, -a.end)):
        if not claims or attribution.start >= claims[-1].end:
            claims.append(attribution)
    return sorted([*claims, *denied], key=lambda a: a.start)


def _calls_untrue(attribution: Attribution, untrue: list[Attribution], text: str) -> bool:
    """Tell whether a speaker stands beside words that call something untrue, with no number between."""
    apart = [a for a in untrue if not attribution.start < a.start < attribution.end]
    gaps = (text[min(a.end, attribution.end) : max(a.start, attribution.start)] for a in apart)
    return any(not pattern(rf"\d|[;:]|\s(?:{_AND})\s").search(gap) and gap.count(",") < 2 for gap in gaps)


def _is_counted(attribution: Attribution, text: str, language: str) -> bool:
    """Tell whether a name is what a number counts: "900 bestätigte Fälle"."""
    at = text.find(attribution.name, attribution.start) if attribution.name else -1
    before = (
        pattern(rf"(?P<number>\S+)\s+(?:(?!{any_of(language, 'determiners')}\s)[a-zäöüß]+\s+)?$").search(text[:at])
        if at > 0
        else None
    )
    directly = re.search(r"(\S+)\s+$", text[:at]) if at > 0 else None
    words = [match[1] for match in (before, directly) if match]
    return any(
        re.fullmatch(r"\d(?:[\d.,]*\d)?", word) or word_value(word, language)
        for word in words
        if word.lower() not in ("ein", "eine", "one")
    )


def _after_denial(attribution: Attribution, denied: Iterable[Attribution]) -> Attribution:
    """Return the attribution; if a denial is between name and verb, the part after it: "denied it and spoke of 300"."""
    between = [a for a in denied if attribution.start < a.start < attribution.end]
    name = between[-1].name if between else ""
    return replace(attribution, start=attribution.end, name=name or attribution.name) if between else attribution


def nearest_attribution(attributed: list[Attribution], text: str, number: Number, language: str) -> Attribution | None:
    """Return the attribution that a number belongs to: in its own part of the sentence, else the nearest one."""
    # What is beyond a semicolon is another sentence.
    left, right = text.rfind(";", 0, number.start), text.find(";", number.end)
    attributed = [a for a in attributed if left < a.start < (right if right >= 0 else len(text))]
    borders = [0, *(border.end() for border in re.finditer(_SPLIT, text)), len(text)]
    start = max(at for at in borders if at <= number.start)
    end = min(at for at in borders if at >= number.end)
    own = [a for a in attributed if start <= a.start < end]
    # "The figure of 400 is false", "… die Zahl von 400 nicht": no matter who is named before.
    denied = next((a for a in own if a.start >= number.end), None)
    if denied and not denied.claims and not re.search(rf"\s(?:{_AND})\s+$", text[number.end : denied.start]):
        return denied
    if not own and pattern(rf"{any_of(language, 'compares')}(?!\w)").match(text, start):
        return None
    before = [a for a in (own or attributed) if a.start < number.start]
    # Who speaks after a colon speaks of the numbers there.
    colon = re.search(r":\s[^:]*\d", text[number.end :])
    limit = number.end + colon.start() if colon else len(text)
    after = [a for a in (own or attributed) if number.start <= a.start < limit]
    if not own:
        # Who gives a number in a later clause need not have given those of earlier ones.
        later = min((at for at in borders if after and at > after[0].end), default=len(text))
        after = [] if after and re.search(r"\d", text[after[0].end : later]) else after
    if before and after and not own:
        # A clause that ends with its speaker ("…, police said, and …") keeps what stands before it.
        return after[0] if _closes(text, before[-1], after[0], number) else before[-1]
    if before and not own and pattern(rf",\s+(?:{_CONTRAST})\s").search(text[before[-1].end : number.start]):
        return None
    return before[-1] if before else after[0] if after else None


def _closes(text: str, before: Attribution, after: Attribution, number: Number) -> bool:
    """Tell whether the attribution after a number ends its clause, and the one before had ended its own."""
    between = text[before.end : number.start]
    return bool(re.search(r"[:.]|,\s+(?:and|but|while|und|aber)\s", between))


def _nameless(text: str, language: str) -> Iterator[Attribution]:
    """Yield words by which nobody claims what stands with them: it is called false, or comes from somebody else."""
    for name in ("untrue", "passes_on"):
        for match in pattern(rf"(?<!\w){any_of(language, name)}(?!\w)").finditer(text):
            yield Attribution(match.start(), match.end(), "", claims=False)
