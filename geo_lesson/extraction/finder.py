"""What stands in a text, as far as words tell: its figures with bound and speaker, hedges, judging words, defects.

A machine that knows some lists of words: it overlooks things and it errs. What it cannot know it does not guess.
"""

import re
from dataclasses import dataclass, replace

from geo_lesson.extraction.article import Line, lines_of, times_in
from geo_lesson.extraction.defects import defects, stray_before
from geo_lesson.extraction.numbers import numbers_in
from geo_lesson.extraction.speakers import attributions, nearest
from geo_lesson.extraction.wordlists import any_of, pattern, words


@dataclass(frozen=True)
class Figure:
    """A count in a line (W6, H1): lowest and highest value (None: vague), bound, and who is said to say it.

    `bound`: exact, about, at_least, at_most; unclear where the words before it are damaged; empty without a word.
    `quote` stands in the line once; `speaker` is empty where the text itself says it, and is named in line `said_in`.
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
class Mark:
    """Anything else that was found in a line: its kind, the words, and for a defect what is suspected."""

    line: str
    kind: str
    quote: str


@dataclass(frozen=True)
class Findings:
    """All that was found in a text: its lines, its figures, and marks of the kinds that MARKS names."""

    language: str
    lines: tuple
    figures: tuple = ()
    marks: tuple = ()


BESIDES = ("date", "year", "ordinal", "time", "price", "phone", "share", "measure", "label")
DEFECTS = ("repeated", "run_together", "stray", "auxiliary")
MARKS = ("speaker", "hedge", "judging", *BESIDES, *DEFECTS)


# Characters; a longer line is no sentence, and nothing is looked for in it.
LONGEST = 1500


def find(text, language):
    """Everything that can be found in a plain text in German ("de") or English ("en").

    >>> [(f.quote, f.low, f.bound, f.speaker) for f in find("At least 300 guests came, police said.", "en").figures]
    [('At least 300 guests', 300, 'at_least', 'police')]
    """
    return find_in(lines_of(text, language), language)


def find_lines(lines, language):
    """The same in a lesson's article: its lines by their id."""
    return find_in([Line(id, text) for id, text in lines.items()], language)


def find_in(lines, language):
    """Everything that can be found in some Lines."""
    figures, marks, last, before = [], [], ("", ""), ""
    for line in (line for line in lines if len(line.text) <= LONGEST):
        spoken = attributions(line.text, language)
        numbers = numbers_in(line.text, language)
        for number in numbers:
            if number.kind in ("count", "vague"):
                by = nearest(spoken, line.text, number)
                none = pattern(
                    rf"(?<!\w){any_of(language, 'not_so_many')}\s+(?:{any_of(language, 'determiners')}\s+)?$"
                )
                denied = bool((by and not by.claims) or none.search(line.text[: number.start]))
                said = ("", "") if by is None or denied else last if by.pronoun else (by.name, line.id)
                figures.append(_figure(line, number, said, denied, language))
            else:
                marks.append(Mark(line.id, number.kind, line.text[number.start : number.end]))
        named = [attribution for attribution in spoken if attribution.name and not attribution.pronoun]
        names = [attribution.name for attribution in named]
        if named and named[0].claims and not numbers and pattern(_LOOKS_BACK).match(line.text):
            figures = [_said_by(names[0], figure, before, line.id) for figure in figures]
        before = line.id
        last = (names[-1], line.id) if names else last
        marks += [Mark(line.id, "speaker", name) for name in dict.fromkeys(names)]
        marks += _by_words(line, language)
        marks += [Mark(line.id, kind, quote) for kind, quote in defects(line.text, numbers, language)]
    return Findings(language, tuple(lines), tuple(figures), tuple(marks))


# "Das teilte die Polizei mit": said of the sentence before.
_LOOKS_BACK = r"(?:das|dies)\s+\w+\s|(?:this|that)\s+(?:was\s+)?according\s"


def _said_by(name, figure, line, here):
    """The figure with a speaker named afterwards, if it stands in that line and has none yet."""
    free = figure.line == line and not (figure.speaker or figure.denied)
    return replace(figure, speaker=name, said_in=here) if free else figure


def _figure(line, number, said, denied, language):
    before, after = line.text[: number.start], line.text[number.end :]
    if stray_before(line.text, number, language):
        bound, start = "unclear", len(before) - len(" ".join(before.split()[-2:])) - 1
    else:
        bound, start = _bound(before, language)
        bound = bound or _bound_after(after, language)
    quote = _quote(line.text, start, number.end, number.kind, language)
    return Figure(line.id, quote, number.low, number.high, bound, *said, denied)


def _bound(before, language):
    """The bound that the words right before a number set, and where they begin."""
    for bound in words(language)["bounds"]:
        said = pattern(rf"(?<!\w){any_of(language, 'bounds', bound)}\s+(?:(?:die|den|the|a|an)\s+)?$").search(before)
        if said and (best := _longest(before, said, language)):
            return best, said.start()
    return "", len(before)


def _longest(before, said, language):
    """The bound of the longest phrase that ends here: "nicht mehr als" is no "mehr als"."""
    ending = [
        (len(found.group()), bound)
        for bound in words(language)["bounds"]
        if (
            found := pattern(rf"(?<!\w){any_of(language, 'bounds', bound)}\s+(?:(?:die|den|the|a|an)\s+)?$").search(
                before
            )
        )
    ]
    longest, bound = max(ending)
    return bound if longest == len(said.group()) else None


def _bound_after(after, language):
    """The bound that words after a number set: "300 or more"."""
    for bound in words(language)["bounds_after"]:
        if pattern(rf"\s+(?:\w+\s+)?{any_of(language, 'bounds_after', bound)}(?!\w)").match(after):
            return bound
    return ""


def _quote(text, start, end, kind, language):
    """The words of a figure with what is counted, as far as words tell, and as many more as it takes to be unique."""
    usual = 0 if kind == "vague" else 1 if language == "en" else 2
    for more in (usual, 2, 3, 5, 8, 99):
        words_after = re.match(rf"(?:[ \u00a0][^\s.,;:!?]+){{0,{more}}}", text[end:]).group()
        # German writes nouns with capitals: what follows the last of them is no longer what is counted.
        noun = re.match(r".*\s[A-ZÄÖÜ]\S*", words_after) if language == "de" and more == usual else None
        quote = (text[start:end] + (noun.group() if noun else words_after)).strip()
        if times_in(quote, text) == 1:
            return quote
    for begin in range(start, -1, -1):
        quote = text[begin:end].strip()
        if times_in(quote, text) == 1 and (begin == 0 or text[begin - 1].isspace()):
            return quote
    return text


def _by_words(line, language):
    """Hedges and words that judge."""
    for said in pattern(rf"(?<!\w){any_of(language, 'hedges')}(?!\w)").finditer(line.text):
        yield Mark(line.id, "hedge", said.group())
    for said in pattern(rf"(?<!\w){any_of(language, 'judging')}\w*").finditer(line.text):
        yield Mark(line.id, "judging", said.group())
