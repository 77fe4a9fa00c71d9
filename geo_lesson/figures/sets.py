"""What lies within what, by reading: bars within bars, to scale in their lengths."""

from dataclasses import dataclass
from itertools import combinations, product
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import compare, scope
from geo_lesson.claims.verdict_texts import figure
from geo_lesson.common.fields import Id, LocalText, WordId
from geo_lesson.common.language import Text
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, told_by_place
from geo_lesson.figures.svg import (
    INK,
    MARGIN,
    PALE,
    PAPER,
    SKY,
    SMALL,
    WIDTH,
    YELLOW,
    Canvas,
    Scale,
    text_width,
    wrapped,
)


class Sets(Figure):
    """The claims in each of some readings: one bar within the other only where the comparison says that they fit.

    Claims that exclude each other, or that no common question connects, stand in bars of their own with a word on why.
    `adds` is the status whose figure comes on top of those there; only there is anything added up.
    """

    kind: Literal["sets"]
    title: LocalText = messages.SETS_TITLE
    readings: Annotated[tuple[Id, ...], Field(min_length=1)]
    claims: Annotated[tuple[Id, ...], Field(min_length=2)]
    adds: WordId = "additional"

    def draw(self, context):
        """One block for each reading, with its bars, what they say in words, and the total where there is one."""
        claims = [claim for claim in (context.claims[id] for id in self.claims) if claim.ends]
        if len(claims) > _MOST:
            return self.instead(context, messages.TOO_MANY_FIGURES.fill(n=len(claims), most=_MOST))
        views = [_View(context.config.readings[id], claims, context.taxonomy, self.adds) for id in self.readings]
        canvas = Canvas()
        scale = Scale(max(view.longest for view in views), MARGIN, WIDTH - 24)
        beside = (context.place, ", ") if told_by_place(claims) else (context.status, " ")
        drawing, y = _Drawing(canvas, context, scale, self.claims, beside), MARGIN
        for view in views:
            y = drawing.block(view, y) + 8
        scale.axis(canvas, y - 4, y, context.language)
        dashed = any(context.is_planned(claim) or claim.bound == ("at_least",) for v in views for claim in v.read)
        note = messages.LENGTHS_TO_SCALE[context.language] + (messages.DASHED_BARS[context.language] if dashed else "")
        notes = wrapped(note, WIDTH - 2 * MARGIN, SMALL)
        canvas.lines(MARGIN, y + 26, notes, size=SMALL)
        svg = canvas.svg(y + 26 + len(notes) * 12.2)
        ahead = any(view.ahead for view in views)
        rows = [_row(view, context.language)[: None if ahead else -1] for view in views]
        return self.picture(context, svg, _alt(views, ahead), messages.READING_HEADS[: None if ahead else -1], rows)


@dataclass(frozen=True)
class _Stack:
    """Claims that lie within one another, the longest first, and the claim that comes on top of them, if any."""

    claims: tuple
    on_top: object = None

    @property
    def length(self):
        return self.claims[0].ends[1] + (self.on_top.ends[1] if self.on_top else 0)


class _View:
    """The claims as one reading has them: which lie within which, and which do not.

    `ahead`: by the text some may speak of what is still to come, so that one may ask what there will be in the end.
    """

    def __init__(self, reading, claims, taxonomy, adds):
        self.label = reading.label
        self.read = read = sorted((reading.read(claim) for claim in claims), key=lambda claim: -claim.ends[1])
        pairs = {(a.id, b.id): compare(a, b, taxonomy, reading) for a, b in combinations(read, 2)}
        self.scopes = {pair: _scopes(compared) for pair, compared in pairs.items()}
        apart = [(a, b) for a, b in combinations(read, 2) if not self._fit(pairs, a, b)]
        on_top = [claim for claim in read if claim.status == (adds,)]
        self.stacks = [_Stack(stack) for stack in _stacks(read, apart, on_top)]
        if on_top:
            self.stacks = [_Stack(stack.claims, on_top[0]) for stack in self.stacks]
        self.apart = [(a, b, pairs[(a.id, b.id)]) for a, b in apart if a not in on_top and b not in on_top]
        whole = read[0]
        planned = all(taxonomy.statuses[status].plan for status in whole.status)
        self.ahead = any(taxonomy.statuses[status].plan for claim in claims for status in claim.status)
        self.totals = [stack.length for stack in self.stacks if stack.on_top]
        if planned and not on_top and not any(whole in pair for pair in apart):
            self.totals = [whole.ends[1]]

    @property
    def longest(self):
        return max(stack.length for stack in self.stacks)

    def _fit(self, pairs, a, b):
        return pairs[(a.id, b.id)].verdict == "compatible" and "different" not in self.scopes[(a.id, b.id)]

    def in_words(self, stack):
        """What a bar says: the shortest within the next, and so on; or the sum that this reading asks for."""
        if stack.on_top:
            there, more = (figure(claim) for claim in (stack.claims[0], stack.on_top))
            return [messages.ONE_ON_TOP_OF_OTHER.fill(a=there, b=more, n=stack.length)]
        if len(stack.claims) == 1:
            return [messages.ONE_ALONE.fill(a=figure(stack.claims[0]))]
        steps = zip(reversed(stack.claims), reversed(stack.claims[:-1]), strict=False)
        return [self._step(part, whole) for part, whole in steps]

    def _step(self, part, whole):
        found = self.scopes[(whole.id, part.id)]
        return (messages.ONE_WITHIN_OTHER if found <= {"contains", "same"} else messages.ONE_ALLOWS_OTHER).fill(
            a=figure(part), b=figure(whole)
        )


class _Drawing:
    """Where the blocks are drawn; claims: their ids, so that each keeps its colour; beside: what tells them apart."""

    def __init__(self, canvas, context, scale, claims, beside):
        self.canvas, self.context, self.scale = canvas, context, scale
        self.beside, self.between = beside
        self.fills = {id: (PALE, SKY, YELLOW)[i % 3] for i, id in enumerate(claims)}
        self.drawn = 0

    def block(self, view, y):
        """Draw one reading from height y on; returns where it ends."""
        language = self.context.language
        y = self._words(view.label[language], y + 6, bold=True)
        for i, stack in enumerate(view.stacks):
            y = self._bar(stack, y - 2)
            y = self._words("; ".join(words[language] for words in view.in_words(stack)) + ".", y + 9)
            if i == 0:
                for a, b, compared in view.apart:
                    y = self._words(_note(a, b, compared)[language], y, bold=True)
        if view.totals:
            total = messages.ONE_TOTAL.fill(n=view.totals[0]) if len(view.totals) == 1 else _joined(view.totals)
            return self._words(total[language], y, bold=True)
        return self._words(messages.NO_COMMON_TOTAL[language], y) if view.ahead else y

    def _words(self, words, y, bold=False):
        lines = wrapped(words, WIDTH - 2 * MARGIN, SMALL, bold)
        self.canvas.lines(MARGIN, y, lines, size=SMALL, bold=bold)
        return y + len(lines) * SMALL * 1.35 + 1

    def _bar(self, stack, y):
        """Draw a bar with the bars within it, each one lane further down; returns its lower end."""
        lanes = len(stack.claims)
        bottom = y + lanes * _LANE + 3 * (lanes - 1)
        for i, claim in enumerate(stack.claims):
            outer = self.scale.at((stack.claims[i - 1] if i else claim).ends[1])
            self._one(claim, (0, claim.ends[1]), (y + i * _LANE, bottom - 3 * i), outer, stack.on_top)
        if stack.on_top:
            self._one(stack.on_top, (stack.claims[0].ends[1], stack.length), (y, bottom), WIDTH, None)
        return bottom

    def _one(self, claim, ends, heights, outer, on_top):
        """One bar with its words in or beside it; outer: the x where the bar around it ends."""
        (left, right), (top, bottom) = (self.scale.at(end) for end in ends), heights
        planned = self.context.is_planned(claim)
        fill = PAPER if planned else self.fills[claim.id]
        self.canvas.box(left, top, right, bottom, fill=fill, edge=INK, dashed=planned, gid=self._gid(claim))
        open_end = claim.bound == ("at_least",) and not on_top
        if open_end:
            self.canvas.box(right, top, max(outer, right + 14), bottom, fill=None, edge=INK, dashed=True, width=0.75)
        said = figure(claim)[self.context.language]
        words = self.between.join(part for part in (said, self.beside(claim)) if part)
        inside = text_width(words, SMALL) + 8 <= right - left and not open_end
        if on_top and not inside:
            words, inside = said, True
        self.canvas.text(left + 4 if inside else right + 5, top + _LANE / 2, words, size=SMALL)

    def _gid(self, claim):
        self.drawn += 1
        return f"bar-{self.drawn}-{claim.id}"


def _scopes(compared):
    found = [compared.dimensions[dimension] for dimension in tuple(claims_messages.DIMENSIONS)[:-1]]
    return {scope(filling) for filling in product(*found)}


def _stacks(read, apart, on_top):
    """The largest groups of claims of which no two stand apart, the longest bars first."""
    there = [claim for claim in read if claim not in on_top] or read
    torn = {frozenset((a.id, b.id)) for a, b in apart}
    groups = [()]
    for claim in there:  # every group so far takes it in; where some stand apart from it, they stay behind
        grown = []
        for group in groups:
            fits = tuple(one for one in group if frozenset((one.id, claim.id)) not in torn)
            grown += [(*fits, claim)] if fits == group else [group, (*fits, claim)]
        groups = _widest(grown)
    return sorted(groups, key=lambda group: [-claim.ends[1] for claim in group])


def _widest(groups):
    """The groups that lie in no other."""
    found = {frozenset(claim.id for claim in group): group for group in groups}
    return [group for ids, group in found.items() if not any(ids < other for other in found)]


def _note(a, b, compared):
    verdict = "not nested" if compared.verdict == "compatible" else compared.verdict
    return messages.VERDICT_NOTES[verdict].fill(a=figure(a), b=figure(b))


def _joined(totals):
    shown = sorted(totals)
    return Text(*(messages.SEVERAL_TOTALS.fill(first=_list(shown[:-1], of), last=shown[-1])[of] for of in ("de", "en")))


def _list(numbers, language):
    return ", ".join(messages.NUMBER.fill(n=number)[language] for number in numbers)


def _row(view, language):
    words = "; ".join(words[language] for stack in view.stacks for words in view.in_words(stack))
    apart = " ".join(compared.reason[language] for _, _, compared in view.apart) or "–"
    return view.label[language], words, apart, _list(sorted(view.totals), language) or "–"


def _alt(views, ahead):
    nested = sum(len(view.stacks) == 1 for view in views)
    torn = sum(any(compared.verdict == "contradictory" for *_, compared in view.apart) for view in views)
    totals = sorted({total for view in views for total in view.totals})
    ends = Text(*(_list(totals, of) or "–" for of in ("de", "en")))
    alt, end = (
        messages.READINGS_AS_BARS.fill(n=len(views), nested=nested, torn=torn),
        messages.POSSIBLE_TOTALS.fill(ends=ends),
    )
    return Text(*(alt[of] + end[of] * ahead for of in ("de", "en")))


_LANE, _MOST = 17, 12
