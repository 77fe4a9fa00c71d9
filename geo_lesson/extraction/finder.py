"""Extract what words tell of a text: its counts with bound and speaker, hedges, judging words, suspected defects.

The finder knows some lists of words: it overlooks things and it errs. What it cannot know it does not guess.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo_lesson.extraction.article import Line, count_occurrences, lines_of
from geo_lesson.extraction.attribution import Attribution
from geo_lesson.extraction.defects import defects, stray_before
from geo_lesson.extraction.hedges import hedges
from geo_lesson.extraction.names import canonical_names
from geo_lesson.extraction.numbers import Number, numbers_in, unit_of
from geo_lesson.extraction.speakers import attributions, nearest_attribution
from geo_lesson.extraction.wordlists import any_of, groups_of, pattern


@dataclass(frozen=True)
class Count:
    """A count in a line (W6, H1): lowest and highest value (None: vague), bound, and who is said to say it.

    Money and percentages on request, with their `unit` as it is written; 38.5 per cent are from 38 to 39.
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
    unit: str = ""


@dataclass(frozen=True)
class Phrase:
    """Anything else that was found in a line: its kind (one of KINDS) and the words."""

    line: str
    kind: str
    quote: str


@dataclass(frozen=True)
class Findings:
    """All that was found in a text; `speakers`: each body once, by the name that the counts have."""

    language: str
    lines: tuple[Line, ...]
    counts: tuple[Count, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    speakers: tuple[str, ...] = ()


NOT_COUNTS = ("date", "year", "ordinal", "time", "price", "percent", "phone", "share", "measure", "label")
AMOUNTS = ("price", "percent")  # found as figures only on request
DEFECTS = ("repeated", "run_together", "stray", "auxiliary", "misread")
KINDS = ("speaker", "hedge", "judging", *NOT_COUNTS, *DEFECTS)

LONGEST = 1500  # characters; a longer line is no sentence, and is skipped


def extract(text: str, language: str, amounts: Collection[str] = ()) -> Findings:
    """Extract everything from a plain text in German ("de") or English ("en"); see `extract_from`.

    >>> findings = extract("At least 300 guests came, police said.", "en")
    >>> [(count.quote, count.low, count.bound, count.speaker) for count in findings.counts]
    [('At least 300 guests', 300, 'at_least', 'police')]
    """
    return extract_from(lines_of(text, language), language, amounts)


def extract_lines(lines: Mapping[str, str], language: str) -> Findings:
    """Extract everything from a lesson's article; lines: their texts by their id."""
    return extract_from([Line(id, text) for id, text in lines.items()], language)


def extract_from(lines: Iterable[Line], language: str, amounts: Collection[str] = ()) -> Findings:
    """Extract everything from lines; amounts: which of AMOUNTS are figures, too."""
    lines = tuple(lines)
    counts: list[Count] = []
    phrases: list[Phrase] = []
    speakers = _Speakers(language)
    for line in (line for line in lines if len(line.text) <= LONGEST):
        spoken = attributions(line.text, language)
        numbers = numbers_in(line.text, language)
        speakers.enter(line, spoken)
        for number in numbers:
            if number.kind in ("count", "vague", *amounts):
                counts.append(_count(line, number, spoken, speakers, numbers))
            else:
                phrases.append(Phrase(line.id, number.kind, line.text[number.start : number.end]))
        named = [attribution for attribution in spoken if attribution.name and not attribution.pronoun]
        if named and named[0].claims and not numbers and pattern(_LOOKS_BACK).match(line.text):
            counts = [_with_speaker(count, named[0].name, speakers.line_before, line.id) for count in counts]
        speakers.leave(line, spoken)
        phrases += [Phrase(line.id, "speaker", name) for name in dict.fromkeys(a.name for a in named)]
        phrases += _hedges_and_judgements(line, language)
        phrases += [Phrase(line.id, kind, quote) for kind, quote in defects(line.text, numbers, language)]
    names = canonical_names([phrase.quote for phrase in phrases if phrase.kind == "speaker"], language)
    called = tuple(replace(count, speaker=names.get(count.speaker, count.speaker)) for count in counts)
    return Findings(language, lines, called, tuple(phrases), tuple(dict.fromkeys(names.values())))


class _Speakers:
    """Who spoke last, from line to line: for pronouns, and for sentences that go on with what was said."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.line_before = ""
        self._last = ("", "")  # name, line
        self._goes_on = ("", "")
        self._line = Line("", "")
        self._spoken: list[Attribution] = []

    def enter(self, line: Line, spoken: list[Attribution]) -> None:
        """Go to the next line, in which these speak."""
        self._line, self._spoken = line, spoken

    def leave(self, line: Line, spoken: list[Attribution]) -> None:
        """Leave the line: the last one who claims something in it may be spoken of in the next."""
        named = [a for a in spoken if a.name and not a.pronoun]
        if named:
            self._last = (named[-1].name, line.id)
            self._goes_on = self._last if named[-1].claims else ("", "")
        elif not self.reported(line.text):
            self._goes_on = ("", "")
        self.line_before = line.id

    def of(self, attribution: Attribution) -> tuple[str, str]:
        """Return the name of who speaks, and the line it is in; a pronoun stands for the last name before it."""
        if not attribution.pronoun:
            return attribution.name, self._line.id
        here = [a.name for a in self._spoken if a.name and not a.pronoun and a.start < attribution.start]
        return (here[-1], self._line.id) if here else self._last

    def reported(self, text: str) -> bool:
        """Tell whether a sentence without a speaker goes on with what was said: "Im Saal seien 900 Gäste gewesen"."""
        return bool(pattern(rf"(?<!\w)(?<!ich ){any_of(self.language, 'reported_speech')}(?!\w)").search(text))

    def before(self) -> tuple[str, str]:
        """Return whose words the line goes on with, and the line of the name; ("", "") if it does not."""
        return self._goes_on if not self._spoken and self.reported(self._line.text) else ("", "")


# "Das teilte die Polizei mit": said of the sentence before.
_LOOKS_BACK = r"(?:das|dies)\s+\w+\s|(?:this|that)\s+(?:was\s+)?according\s"
_ARTICLE = r"(?:(?:a|an)\s+)?"


def _with_speaker(count: Count, name: str, line: str, said_in: str) -> Count:
    """Return a count with a speaker named afterwards, if it is in that line and has none yet."""
    is_free = count.line == line and not (count.speaker or count.denied)
    return replace(count, speaker=name, said_in=said_in) if is_free else count


def _count(
    line: Line, number: Number, spoken: list[Attribution], speakers: _Speakers, numbers: Sequence[Number]
) -> Count:
    """Return the count of a number of a line; numbers: all of the line."""
    text, before, language = line.text, line.text[: number.start], speakers.language
    attribution = nearest_attribution(spoken, text, number, language)
    not_so_many = rf"(?<!\w){any_of(language, 'not_so_many')}\s+(?:{any_of(language, 'determiners')}\s+)?$"
    is_denied = bool((attribution and not attribution.claims) or pattern(not_so_many).search(before))
    speaker, said_in = "", ""
    if not is_denied:
        speaker, said_in = speakers.of(attribution) if attribution else speakers.before()
        said_in = said_in if speaker else ""
    if stray_before(text, number, language):
        bound, start = "unclear", len(before) - len(" ".join(before.split()[-2:])) - 1
    else:
        bound, start = _bound_before(before, language)
        bound = bound or _bound_after(text[number.end :], language)
    quote = _quote(text, start, number, language)
    low, high = number.low, number.high
    if number.fraction is not None:
        low, high = math.floor(number.fraction), math.ceil(number.fraction)
    unit = unit_of(text, number, numbers, language) if number.kind in AMOUNTS else ""
    return Count(line.id, quote, low, high, bound, speaker, said_in, is_denied, unit)


def _bound_before(before: str, language: str) -> tuple[str, int]:
    """Return the bound that the words right before a number set, and where they begin.

    The longest phrase decides: "nicht mehr als" is no "mehr als".
    """
    if pattern(rf"(?<!\w){any_of(language, 'no_bounds')}\s+$").search(before):
        return "", len(before)
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
    for hedge in hedges(line.text, language):
        yield Phrase(line.id, "hedge", hedge)
    for match in pattern(rf"(?<!\w){any_of(language, 'judging')}\w*").finditer(line.text):
        yield Phrase(line.id, "judging", match.group())
