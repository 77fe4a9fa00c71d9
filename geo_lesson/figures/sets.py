"""What lies within what, by reading: bars within bars, to scale in their lengths."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, count, cycle, pairwise, product
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import Comparison, compare, scope
from geo_lesson.claims.models import Claim, Reading
from geo_lesson.claims.taxonomy import Taxonomy
from geo_lesson.claims.verdict_texts import figure
from geo_lesson.common.fields import Id, LocalText, WordId
from geo_lesson.common.language import Text, format_number
from geo_lesson.figures import labels, messages
from geo_lesson.figures.axes import Scale
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LINE, LINE_HEIGHT, MARGIN, SIZE, WIDTH, Canvas, Colour, text_width


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

    def draw(self, context: FigureContext) -> Picture:
        """Draw one block for each reading: its bars, what they say in words, and the total where there is one."""
        claims = [claim for claim in (context.claims[id] for id in self.claims) if claim.ends]
        if len(claims) > _MOST_CLAIMS:
            return self.instead(context, messages.TOO_MANY_FIGURES.fill(n=len(claims), most=_MOST_CLAIMS))
        views = [_View(context.config.readings[id], claims, context.taxonomy, self.adds) for id in self.readings]
        fills: dict[str, Colour] = dict(zip(self.claims, cycle(("pale", "sky", "yellow")), strict=False))
        svg = _Drawing(context, views, fills, labels.differ_by_place(claims)).svg()
        columns = None if any(view.ahead for view in views) else -1  # without the last one, the totals
        rows = [_row(view, context)[:columns] for view in views]
        return self.picture(context, svg, _alt(views, context), messages.READING_HEADS[:columns], rows)


@dataclass(frozen=True)
class _Stack:
    """Claims that lie within one another, the longest first, and the claim that comes on top of them, if any."""

    claims: tuple[Claim, ...]
    on_top: Claim | None = None

    @property
    def length(self) -> int:
        """The number at which its bar ends."""
        return _highest(self.claims[0]) + (_highest(self.on_top) if self.on_top else 0)


@dataclass(frozen=True)
class _Separate:
    """Two claims that do not lie within one another, the larger first, and how they compare."""

    a: Claim
    b: Claim
    comparison: Comparison

    @property
    def note(self) -> Text:
        """A sentence that says so."""
        verdict = self.comparison.verdict
        key = "not nested" if verdict == "compatible" else verdict
        note: Text = messages.VERDICT_NOTES[key].fill(a=figure(self.a), b=figure(self.b))
        return note


class _View:
    """The claims as one reading has them: which lie within which, and which do not.

    `ahead`: by the text some may speak of what is still to come, so that one may ask what there will be in the end.
    """

    def __init__(self, reading: Reading, claims: Sequence[Claim], taxonomy: Taxonomy, adds: str) -> None:
        self.label = reading.label
        self.ahead = any(taxonomy.statuses[status].plan for claim in claims for status in claim.status)
        self.claims = claims = sorted((reading.read(claim) for claim in claims), key=lambda claim: -_highest(claim))
        pairs = [_Separate(a, b, compare(a, b, taxonomy, reading)) for a, b in combinations(claims, 2)]
        self._scopes = {(pair.a.id, pair.b.id): _scopes(pair.comparison) for pair in pairs}
        separate = [pair for pair in pairs if not self._nest(pair)]
        added = [claim for claim in claims if claim.status == (adds,)]
        groups = _stacks(claims, [(pair.a, pair.b) for pair in separate], added)
        self.stacks = [_Stack(group, added[0] if added else None) for group in groups]
        self.separate = [pair for pair in separate if pair.a not in added and pair.b not in added]
        self.totals = sorted(stack.length for stack in self.stacks if stack.on_top)
        whole = claims[0]
        planned = all(taxonomy.statuses[status].plan for status in whole.status)
        if planned and not added and not any(whole in (pair.a, pair.b) for pair in separate):
            self.totals = [_highest(whole)]

    def _nest(self, pair: _Separate) -> bool:
        return pair.comparison.verdict == "compatible" and "different" not in self._scopes[pair.a.id, pair.b.id]

    def in_words(self, stack: _Stack, context: FigureContext) -> str:
        """What a bar says: the shortest within the next, and so on; or the sum that this reading asks for."""
        first = figure(stack.claims[0])
        if stack.on_top:
            return context.words(messages.ONE_ON_TOP_OF_OTHER, a=first, b=figure(stack.on_top), n=stack.length)
        if len(stack.claims) == 1:
            return context.words(messages.ONE_ALONE, a=first)
        steps = []
        for whole, part in reversed(list(pairwise(stack.claims))):
            within = self._scopes[whole.id, part.id] <= {"contains", "same"}
            message = messages.ONE_WITHIN_OTHER if within else messages.ONE_ALLOWS_OTHER
            steps.append(context.words(message, a=figure(part), b=figure(whole)))
        return "; ".join(steps)


class _Drawing:
    """The blocks of the readings, one below the other; fills: so that each claim, by id, keeps its colour."""

    def __init__(
        self, context: FigureContext, views: Sequence[_View], fills: dict[str, Colour], by_place: bool
    ) -> None:
        self.context, self.views, self.fills, self.by_place = context, views, fills, by_place
        self.canvas, self.numbers = Canvas(), count(1)
        self.scale = Scale(max(stack.length for view in views for stack in view.stacks), MARGIN, WIDTH - 24)

    def svg(self) -> str:
        """Draw all blocks, the axis, and a note on what is to scale."""
        y: float = MARGIN
        for view in self.views:
            y = self._block(view, y) + 8
        self.scale.draw(self.canvas, y - 4, y, self.context.language)
        claims = [claim for view in self.views for claim in view.claims]
        dashed = any(self.context.is_planned(claim) or claim.bound == ("at_least",) for claim in claims)
        note = self.context.words(messages.LENGTHS_TO_SCALE)
        note += self.context.words(messages.DASHED_BARS) if dashed else ""
        lines = self.canvas.paragraph(MARGIN, y + 26, note)
        return self.canvas.svg(y + 26 + lines * LINE_HEIGHT)

    def _block(self, view: _View, y: float) -> float:
        """Draw one reading from height y on; return where it ends."""
        words = self.context.words
        y = self._words(words(view.label), y + 6, bold=True)
        for i, stack in enumerate(view.stacks):
            y = self._bar(stack, y - 2)
            y = self._words(f"{view.in_words(stack, self.context)}.", y + 9)
            if i == 0:
                for pair in view.separate:
                    y = self._words(words(pair.note), y, bold=True)
        if len(view.totals) > 1:
            first, last = _list(view.totals[:-1], self.context), view.totals[-1]
            return self._words(words(messages.SEVERAL_TOTALS, first=first, last=last), y, bold=True)
        if view.totals:
            return self._words(words(messages.ONE_TOTAL, n=view.totals[0]), y, bold=True)
        return self._words(words(messages.NO_COMMON_TOTAL), y) if view.ahead else y

    def _words(self, words: str, y: float, bold: bool = False) -> float:
        lines = self.canvas.paragraph(MARGIN, y, words, bold=bold)
        return y + lines * LINE * SIZE + 1

    def _bar(self, stack: _Stack, y: float) -> float:
        """Draw a bar with the bars within it, each one lane further down; return its lower end."""
        lanes = len(stack.claims)
        bottom = y + lanes * _LANE + 3 * (lanes - 1)
        for i, claim in enumerate(stack.claims):
            outer = self.scale.at(_highest(stack.claims[i - 1] if i else claim))
            self._one(claim, 0, y + i * _LANE, bottom - 3 * i, outer, stack.on_top)
        if stack.on_top:
            self._one(stack.on_top, _highest(stack.claims[0]), y, bottom, WIDTH, None)
        return bottom

    def _one(self, claim: Claim, start: int, top: float, bottom: float, outer: float, on_top: Claim | None) -> None:
        """Draw one bar with its words in or beside it; start: its number; outer: the x where the bar around it ends."""
        left, right = self.scale.at(start), self.scale.at(start + _highest(claim))
        planned = self.context.is_planned(claim)
        fill: Colour = "paper" if planned else self.fills[claim.id]
        gid = f"bar-{next(self.numbers)}-{claim.id}"
        self.canvas.box(left, top, right, bottom, fill=fill, edge="ink", dashed=planned, gid=gid)
        open_end = claim.bound == ("at_least",) and not on_top
        if open_end:
            self.canvas.box(right, top, max(outer, right + 14), bottom, edge="ink", dashed=True, width=0.75)
        number = self.context.words(figure(claim))
        beside, between = (self.context.place, ", ") if self.by_place else (self.context.status, " ")
        words = between.join(part for part in (number, beside(claim)) if part)
        inside = text_width(words) + 8 <= right - left and not open_end
        if on_top and not inside:
            words, inside = number, True
        self.canvas.text(left + 4 if inside else right + 5, top + _LANE / 2, words)


def _highest(claim: Claim) -> int:
    """The highest figure of a claim, which states one."""
    _, high = claim.ends or (0, 0)
    return high


def _scopes(comparison: Comparison) -> set[str]:
    relations = [comparison.dimensions[dimension] for dimension in tuple(claims_messages.DIMENSIONS)[:-1]]
    return {scope(filling) for filling in product(*relations)}


def _stacks(
    claims: Sequence[Claim], separate: Iterable[tuple[Claim, Claim]], added: Collection[Claim]
) -> list[tuple[Claim, ...]]:
    """The largest groups of claims of which no two are separate, the longest bars first; those added are left out."""
    torn = {frozenset((a.id, b.id)) for a, b in separate}
    groups: list[tuple[Claim, ...]] = [()]
    for claim in [claim for claim in claims if claim not in added] or claims:
        grown = []
        for group in groups:  # every group takes the claim in; where some are separate from it, they stay behind
            fits = tuple(other for other in group if frozenset((other.id, claim.id)) not in torn)
            grown += [(*fits, claim)] if fits == group else [group, (*fits, claim)]
        groups = _widest(grown)
    return sorted(groups, key=lambda group: [-_highest(claim) for claim in group])


def _widest(groups: Iterable[tuple[Claim, ...]]) -> list[tuple[Claim, ...]]:
    """The groups that lie in no other."""
    by_ids = {frozenset(claim.id for claim in group): group for group in groups}
    return [group for ids, group in by_ids.items() if not any(ids < other for other in by_ids)]


def _list(numbers: Iterable[int], context: FigureContext) -> str:
    return ", ".join(format_number(number, context.language) for number in numbers)


def _row(view: _View, context: FigureContext) -> tuple[str, ...]:
    words = "; ".join(view.in_words(stack, context) for stack in view.stacks)
    reasons = " ".join(context.words(pair.comparison.reason) for pair in view.separate)
    return context.words(view.label), words, reasons or "–", _list(view.totals, context) or "–"


def _alt(views: Sequence[_View], context: FigureContext) -> str:
    nested = sum(len(view.stacks) == 1 for view in views)
    torn = sum(any(pair.comparison.verdict == "contradictory" for pair in view.separate) for view in views)
    alt = context.words(messages.READINGS_AS_BARS, n=len(views), nested=nested, torn=torn)
    if any(view.ahead for view in views):
        totals = sorted({total for view in views for total in view.totals})
        alt += context.words(messages.POSSIBLE_TOTALS, ends=_list(totals, context) or "–")
    return alt


_LANE, _MOST_CLAIMS = 17, 12
