"""Extract what words tell of a text: its counts with bound and speaker, hedges, judging words, suspected defects.

The finder knows some lists of words: it overlooks things and it errs. What it cannot know it does not guess.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from geo_lesson.extraction.article import Line, count_occurrences, lines_of
from geo_lesson.extraction.defects import defects, stray_before
from geo_lesson.extraction.numbers import Number, numbers_in
from geo_lesson.extraction.speakers import Attribution, attributions, nearest_attribution
from geo_lesson.extraction.wordlists import any_of, groups_of, pattern


@dataclass(frozen=True)
class Count:
    """A count in a line (W6, H1): lowest and highest value (None: vague), bound, and who is said to say it.

    `bound`: exact, about, at_least, at_most; unclear where the words before it are damaged; empty without a word.
    `quote` occurs in the line once; `speaker` is empty where the text itself says it, and is named in line `said_in`.
    `denied`: whoever is named with it denies it, doubts it or only passes it on, so there is no `speaker` either.
    """

    line: str
    quote: str
    low: int | None
    high: int | None
    bound: str = ""
    speaker: str = ""
    said_in: str = ""
    denied: bool = False


@dataclass(frozen=True)
class Phrase:
    """Anything else that was found in a line: its kind (one of KINDS) and the words."""

    line: str
    kind: str
    quote: str


@dataclass(frozen=True)
class Findings:
    """All that was found in a text."""

    language: str
    lines: tuple[Line, ...]
    counts: tuple[Count, ...] = ()
    phrases: tuple[Phrase, ...] = ()


NOT_COUNTS = ("date", "year", "ordinal", "time", "price", "phone", "share", "measure", "label")
DEFECTS = ("repeated", "run_together", "stray", "auxiliary")
KINDS = ("speaker", "hedge", "judging", *NOT_COUNTS, *DEFECTS)

LONGEST = 1500  # characters; a longer line is no sentence, and is skipped


def extract(text: str, language: str) -> Findings:
    """Extract everything from a plain text in German ("de") or English ("en").

    >>> findings = extract("At least 300 guests came, police said.", "en")
    >>> [(count.quote, count.low, count.bound, count.speaker) for count in findings.counts]
    [('At least 300 guests', 300, 'at_least', 'police')]
    """
    return extract_from(lines_of(text, language), language)


def extract_lines(lines: Mapping[str, str], language: str) -> Findings:
    """Extract everything from a lesson's article; lines: their texts by their id."""
    return extract_from([Line(id, text) for id, text in lines.items()], language)


def extract_from(lines: Iterable[Line], language: str) -> Findings:
    """Extract everything from lines."""
    lines = tuple(lines)
    counts: list[Count] = []
    phrases: list[Phrase] = []
    last_speaker, line_before = ("", ""), ""
    for line in (line for line in lines if len(line.text) <= LONGEST):
        spoken = attributions(line.text, language)
        numbers = numbers_in(line.text, language)
        for number in numbers:
            if number.kind in ("count", "vague"):
                counts.append(_count(line, number, spoken, last_speaker, language))
            else:
                phrases.append(Phrase(line.id, number.kind, line.text[number.start : number.end]))
        named = [attribution for attribution in spoken if attribution.name and not attribution.pronoun]
        if named and named[0].claims and not numbers and pattern(_LOOKS_BACK).match(line.text):
            counts = [_with_speaker(count, named[0].name, line_before, line.id) for count in counts]
        line_before = line.id
        names = [attribution.name for attribution in named]
        last_speaker = (names[-1], line.id) if names else last_speaker
        phrases += [Phrase(line.id, "speaker", name) for name in dict.fromkeys(names)]
        phrases += _hedges_and_judgements(line, language)
        phrases += [Phrase(line.id, kind, quote) for kind, quote in defects(line.text, numbers, language)]
    return Findings(language, lines, tuple(counts), tuple(phrases))


# "Das teilte die Polizei mit": said of the sentence before.
_LOOKS_BACK = r"(?:das|dies)\s+\w+\s|(?:this|that)\s+(?:was\s+)?according\s"
_ARTICLE = r"(?:(?:die|den|the|a|an)\s+)?"


def _with_speaker(count: Count, name: str, line: str, said_in: str) -> Count:
    """Return a count with a speaker named afterwards, if it is in that line and has none yet."""
    is_free = count.line == line and not (count.speaker or count.denied)
    return replace(count, speaker=name, said_in=said_in) if is_free else count


def _count(
    line: Line, number: Number, spoken: list[Attribution], last_speaker: tuple[str, str], language: str
) -> Count:
    """Return the count of a number; last_speaker: the name that a pronoun stands for, and the line it is in."""
    text, before = line.text, line.text[: number.start]
    attribution = nearest_attribution(spoken, text, number)
    not_so_many = rf"(?<!\w){any_of(language, 'not_so_many')}\s+(?:{any_of(language, 'determiners')}\s+)?$"
    is_denied = bool((attribution and not attribution.claims) or pattern(not_so_many).search(before))
    speaker, said_in = "", ""
    if attribution and not is_denied:
        speaker, said_in = last_speaker if attribution.pronoun else (attribution.name, line.id)
    if stray_before(text, number, language):
        bound, start = "unclear", len(before) - len(" ".join(before.split()[-2:])) - 1
    else:
        bound, start = _bound_before(before, language)
        bound = bound or _bound_after(text[number.end :], language)
    quote = _quote(text, start, number, language)
    return Count(line.id, quote, number.low, number.high, bound, speaker, said_in, is_denied)


def _bound_before(before: str, language: str) -> tuple[str, int]:
    """Return the bound that the words right before a number set, and where they begin.

    The longest phrase decides: "nicht mehr als" is no "mehr als".
    """
    matches = [
        (len(match.group()), bound)
        for bound in groups_of(language, "bounds")
        if (match := pattern(rf"(?<!\w){any_of(language, 'bounds', bound)}\s+{_ARTICLE}$").search(before))
    ]
    length, bound = max(matches, default=(0, ""))
    return bound, len(before) - length


def _bound_after(after: str, language: str) -> str:
    """Return the bound that words after a number set: "300 or more"."""
    for bound in groups_of(language, "bounds_after"):
        if pattern(rf"\s+(?:\w+\s+)?{any_of(language, 'bounds_after', bound)}(?!\w)").match(after):
            return bound
    return ""


def _quote(text: str, start: int, number: Number, language: str) -> str:
    """Return a count with what is counted, as far as words tell, and as many more words as it takes to be unique."""
    usual = 0 if number.kind == "vague" else 1 if language == "en" else 2
    after = text[number.end :]
    for more in (usual, 2, 3, 5, 8, 99):
        following = re.match(rf"(?:[ \u00a0][^\s.,;:!?]+){{0,{more}}}", after)
        words_after = following.group() if following else ""
        # German writes nouns with capitals: what follows the last of them is no longer what is counted.
        noun = re.match(r".*\s[A-ZÄÖÜ]\S*", words_after) if language == "de" and more == usual else None
        quote = (text[start : number.end] + (noun.group() if noun else words_after)).strip()
        if count_occurrences(quote, text) == 1:
            return quote
    for begin in range(start, -1, -1):
        quote = text[begin : number.end].strip()
        if count_occurrences(quote, text) == 1 and (begin == 0 or text[begin - 1].isspace()):
            return quote
    return text


def _hedges_and_judgements(line: Line, language: str) -> Iterator[Phrase]:
    for match in pattern(rf"(?<!\w){any_of(language, 'hedges')}(?!\w)").finditer(line.text):
        yield Phrase(line.id, "hedge", match.group())
    for match in pattern(rf"(?<!\w){any_of(language, 'judging')}\w*").finditer(line.text):
        yield Phrase(line.id, "judging", match.group())
