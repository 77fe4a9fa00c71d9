"""The range plot: each claim on a row of its own, over one axis from 0, with the bound that its words allow.

Nothing is drawn across rows: no mean, no median, no trend. Source: Cleveland (1984), dot plots.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import interval
from geo_lesson.claims.models import BOUNDS, ArticleClaim, Bound, Claim
from geo_lesson.claims.verdict_texts import bounded
from geo_lesson.common.fields import Id, LocalText, WordId
from geo_lesson.common.language import Text, format_day, format_number, read_number
from geo_lesson.figures import labels, messages
from geo_lesson.figures.axes import LegendEntry, Scale, draw_legend
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LARGE, LINE, MARGIN, SIZE, WIDTH, Canvas, Colour, MarkStyle, wrapped

Kind = Literal["fact", "plan", "other", "own"]


@dataclass(frozen=True)
class _Row:
    """One row: its label, its cells in the table, and the figure with the bound as drawn, None without one.

    kind: whether the claim says that its figure is so (fact), is planned, or neither: denied, not confirmed, possible
    (other); or the student's own range.   best: the likeliest number of her range.
    """

    key: str
    name: str
    about: str
    cells: tuple[str, ...]
    ends: tuple[int, int] | None
    bound: Bound | None
    kind: Kind
    best: int | None = None

    def span(self, context: FigureContext) -> tuple[float, float]:
        """Return the lowest and highest number for which the claim holds; else the stated number."""
        if self.ends is None or self.bound in ("unclear", None) or self.kind == "own":
            return self.ends or (0, 0)
        low, high = interval(self.ends, self.bound, context.taxonomy)
        return low, high


class Ranges(Figure):
    """The claims in their order. A list draws them as the text has them; with `own` the student's range is beside them.

    A map has the exercise's rows, each with the claim it is about; what she chose there is looked up in `bounds` and
    redraws the mark.
    """

    kind: Literal["ranges"]
    title: LocalText = messages.RANGES_TITLE
    claims: Annotated[tuple[Id, ...] | dict[WordId, Id], Field(min_length=1)]
    bounds: dict[WordId, Bound] = Field(default={})
    own: bool = False

    def draw(self, context: FigureContext) -> Picture:
        """Draw one row for each claim; say so instead if they do not count the same kind of thing."""
        ids = self.claims if isinstance(self.claims, dict) else dict(zip(self.claims, self.claims, strict=True))
        claims = {key: context.claims[id] for key, id in ids.items()}
        units = _widest_units(claims.values(), context)
        if len(units) > 1:
            return self.instead(context, messages.NO_COMMON_AXIS.fill(counted=", ".join(units)))
        by_place = labels.differ_by_place(claims.values())
        rows = [_row(key, claim, self._bound(key, claim, context), context, by_place) for key, claim in claims.items()]
        rows += _own_range(context) if self.own else []
        heads = messages.CLAIM_HEADS_WITH_PLACE if by_place else messages.CLAIM_HEADS
        return self.picture(context, _svg(rows, context), _alt(rows, context, by_place), heads, [r.cells for r in rows])

    def _bound(self, key: str, claim: Claim, context: FigureContext) -> Bound | None:
        """The bound to draw: what she chose, or what the words allow; None where nothing has been chosen."""
        if isinstance(self.claims, dict):
            return self.bounds.get(context.entry(f"{key} value") or "")
        return claim.bound[0] if len(claim.bound) == 1 else "unclear"


def _widest_units(claims: Iterable[Claim], context: FigureContext) -> list[str]:
    """The labels of the widest units that the claims count; figures of more than one cannot stand on one axis."""
    widest = set()
    for unit in (unit for claim in claims for unit in claim.counted):
        while within := context.taxonomy.units[unit].within:
            unit = within
        widest.add(unit)
    units = [(unit, context.config.units[unit].label) for unit in sorted(widest)]
    return [context.words(label) if label else unit for unit, label in units]


def _row(key: str, claim: Claim, bound: Bound | None, context: FigureContext, by_place: bool) -> _Row:
    units, language = context.config.units, context.language
    part = context.alternatives(label for unit in claim.counted if units[unit].within and (label := units[unit].label))
    day = labels.stated_on(claim)
    sentence_or_day = format_day(day, language) if day else claim.sentence if isinstance(claim, ArticleClaim) else ""
    name, number = context.speaker(claim), _figure(claim.ends, None, context)
    status = _place_and_time(claim, context) if by_place else context.status(claim)
    cells = (
        name,
        f"{number} ({part})" if part else number,
        _bound_in_words(claim, bound, context) if claim.ends else "–",
        status or "–",
        sentence_or_day or "–",
    )
    # Beside the day counted, the day it was stated would mislead.
    stated = "" if by_place and day else sentence_or_day.replace(" ", "\u00a0")
    about = ", ".join(words for words in (_figure(claim.ends, bound, context), part, status, stated) if words)
    return _Row(key, name, about, cells, claim.ends, bound, _kind(claim, context))


def _place_and_time(claim: Claim, context: FigureContext) -> str:
    """Where a claim counts, and on which day where it has one, in words."""
    days = [format_day(time, context.language).replace(" ", "\u00a0") for time in claim.as_of if labels.is_dated(time)]
    return ", ".join(words for words in (context.place(claim), " / ".join(days)) if words)


def _kind(claim: Claim, context: FigureContext) -> Kind:
    if claim.status and not any(context.config.statuses[status].affirmed for status in claim.status):
        return "other"
    return "plan" if context.is_planned(claim) else "fact"


def _bound_in_words(claim: Claim, bound: Bound | None, context: FigureContext) -> str:
    """The bound that is drawn; where the words of the claim leave several open, all of them."""
    if bound is None:
        return context.words(messages.NOTHING_CHOSEN)
    bounds = claim.bound if bound == "unclear" and len(claim.bound) > 1 else (bound,)
    return context.alternatives(messages.BOUND_LABELS[each] for each in bounds)


def _own_range(context: FigureContext) -> list[_Row]:
    """The row of the student's own range; none before she has given one."""
    low, best, high = (read_number(context.entry(field) or "") for field in ("low", "best", "high"))
    if low is None or high is None or low > high:
        return []
    message = claims_messages.RANGE if best is None else messages.RANGE_WITH_BEST
    words = context.words(message, low=low, best=best or 0, high=high)
    name = context.words(messages.OWN_RANGE)
    return [_Row("own", name, words, (name, words, "–", "–", "–"), (low, high), "exact", "own", best)]


def _figure(ends: tuple[int, int] | None, bound: Bound | None, context: FigureContext) -> str:
    """A figure in words: mindestens 3.000; None as bound: the bare figure."""
    if ends is None:
        return context.words(messages.NO_FIGURE)
    words = context.words(bounded(ends, bound or "exact"))
    return f"{words} (?)" if bound == "unclear" else words


def _svg(rows: Sequence[_Row], context: FigureContext) -> str:
    numbers = [end for row in rows if row.ends for end in (*row.ends, *row.span(context)) if end < inf]
    canvas, scale = Canvas(), Scale(int(max([1, *numbers]) * 1.06), _LEFT, _RIGHT)
    y = top = _legend(canvas, rows, context) + 4
    if len(rows) > _FEW:
        y = top = top + 14
        scale.draw_numbers(canvas, top - 8, context.language)
    for row in rows:
        own = row.kind == "own"
        name, about = wrapped(row.name, _LABELS, LARGE, bold=own), wrapped(row.about, _LABELS)
        below = y + _PAD + len(name) * LINE * LARGE
        bottom = below + len(about) * LINE * SIZE + _PAD
        first = y + _PAD + LINE * LARGE / 2
        canvas.lines(MARGIN, first, name, size=LARGE, bold=own, gid=f"label-{row.key}")
        canvas.lines(MARGIN, below + LINE * SIZE / 2, about, colour="grey", gid=f"about-{row.key}")
        canvas.line((MARGIN, bottom), (WIDTH - MARGIN, bottom), width=0.5, colour="pale", under=True)
        _draw_row(canvas, row, scale, (y + bottom) / 2, context)
        y = bottom
    scale.draw(canvas, top, y, context.language)
    for edge in (top, y):
        canvas.line((_LEFT, edge), (WIDTH - MARGIN, edge), width=0.75, colour="grey", under=True)
    return canvas.svg(y + 20)


def _draw_row(canvas: Canvas, row: _Row, scale: Scale, y: float, context: FigureContext) -> None:
    if row.ends is None or row.bound is None:
        words = context.words(messages.NO_FIGURE if row.ends is None else messages.NOTHING_CHOSEN)
        canvas.text(_LEFT + 6, y, words, colour="grey", gid=f"claim-{row.key}")
        return
    low, high = row.span(context)
    mark = _Mark(
        key=row.key,
        kind=row.kind,
        bound=row.bound,
        first=scale.at(row.ends[0]),
        last=scale.at(row.ends[1]),
        low=None if row.bound == "at_most" else scale.at(low),
        high=None if high == inf else scale.at(high),
    )
    mark.draw(canvas, y, _LEFT, WIDTH - MARGIN)
    if row.best is not None:
        canvas.mark(scale.at(row.best), y, shape="square", size=7, gid="best-own")


def _alt(rows: Sequence[_Row], context: FigureContext, by_place: bool) -> str:
    """What is to be seen, in words; of many rows only how many there are of each sort."""
    claims = [row for row in rows if row.kind != "own"]
    planned = sum(row.kind == "plan" for row in claims)
    if len(claims) <= _FEW:
        numbers = [row.about if by_place else _figure(row.ends, row.bound, context) for row in claims]
        listed = "; ".join(f"{row.name}: {number}" for row, number in zip(claims, numbers, strict=True))
    else:
        counts = [(label, sum(row.bound == bound for row in claims)) for bound, label in messages.BOUND_LABELS.items()]
        listed = ", ".join(f"{format_number(n, context.language)} {context.words(label)}" for label, n in counts if n)
    sentences = [context.words(messages.NUMBER_LINE, n=len(claims)), f"{listed}."]
    sentences += [f"{row.name}: {row.about}." for row in rows if row.kind == "own"]
    sentences += [context.words(messages.HOLLOW_IF_PLANNED, n=len(claims), planned=planned)] if planned else []
    return " ".join(sentences)


@dataclass(frozen=True)
class _Mark:
    """The mark of one row, all lengths as x.

    key: what the ids of all its parts end in.   first, last: the lowest and highest figure stated.   low, high: where
    its bar begins and ends; None where that is open, and an arrow runs to the edge of the plot on that side.
    """

    key: str
    kind: Kind
    bound: Bound | None
    first: float
    last: float
    low: float | None
    high: float | None

    def draw(self, canvas: Canvas, y: float, left: float, right: float) -> None:
        """Draw it at height y, between the edges of the plot."""
        first, last, low, high = self.first, self.last, self.low, self.high
        if high is None:
            canvas.arrow((last, y), (right, y), gid=f"arrow-{self.key}")
        if low is None:
            canvas.arrow((first, y), (left, y), gid=f"arrow-{self.key}")
        if low is not None and high is not None and first == last and self.bound in ("exact", "about"):
            canvas.box(low, y - 3, high, y + 3, fill="pale", edge="grey", width=0.5, gid=f"bar-{self.key}")
        self._draw_figure(canvas, y)
        if self.bound == "about" and low is not None and high is not None:
            before = min(first, low) - 7
            x = before if before > left else max(last, high) + 7
            canvas.text(x, y, "~", size=LARGE, bold=True, align="center", gid=f"sign-{self.key}")
        if self.bound == "unclear":
            for x, inwards in ((first - 8, 3), (last + 8, -3)):
                canvas.line((x + inwards, y - 6), (x, y - 6), (x, y + 6), (x + inwards, y + 6), width=1.25)
            canvas.text(last + 15, y, "?", size=LARGE, bold=True, align="center", gid=f"sign-{self.key}")

    def _draw_figure(self, canvas: Canvas, y: float) -> None:
        gid = f"claim-{self.key}"
        if self.kind == "own":
            canvas.box(self.first, y - 4.5, self.last, y + 4.5, fill="orange", edge="ink", width=0.75, gid=gid)
            return
        style = _MARKS[self.kind]
        if self.first != self.last:
            fill: Colour = "paper" if style.get("hollow") else style["colour"]
            canvas.box(self.first, y - 4, self.last, y + 4, fill=fill, edge=style["colour"], width=1.5, gid=gid)
        else:
            canvas.mark(self.first, y, gid=gid, **style)


def _legend(canvas: Canvas, rows: Sequence[_Row], context: FigureContext) -> float:
    """Say at the top of the sheet what the marks of these rows mean, each sort once; return the y below it."""
    drawn = [row for row in rows if row.ends and row.bound]
    kinds = [kind for kind in _KINDS if any(row.kind == kind for row in drawn)]
    bounds = [bound for bound in BOUNDS if any(row.bound == bound and row.kind != "own" for row in drawn)]
    samples: list[tuple[Kind, Bound | None, Text]] = [
        (kind, "exact" if kind == "own" else None, messages.KIND_LEGEND[kind]) for kind in kinds
    ]
    samples += [(kinds[0], bound, messages.BOUND_LEGEND[bound]) for bound in bounds]
    entries = [
        LegendEntry(context.words(label), partial(_draw_sample, key=f"legend-{i}", kind=kind, bound=bound))
        for i, (kind, bound, label) in enumerate(samples)
    ]
    return draw_legend(canvas, MARGIN + 6, entries, sample=_SAMPLE, gap=16, row=16) + 12


def _draw_sample(canvas: Canvas, x: float, y: float, key: str, kind: Kind, bound: Bound | None) -> None:
    middle = x + _SAMPLE / 2 - 3
    half = 12 if kind == "own" else 0
    reach = {"about": 8, "exact": 6}.get(bound or "", 0)
    low, high = None if bound == "at_most" else middle - reach, None if bound == "at_least" else middle + reach
    _Mark(key, kind, bound, middle - half, middle + half, low, high).draw(canvas, y, x - 2, x + _SAMPLE - 4)


_LABELS, _LEFT, _RIGHT = 182, 206, 452  # the labels are so wide; the axis runs from left to right
_PAD, _FEW = 6, 8
_SAMPLE = 38  # how wide a mark of the legend is
_KINDS: tuple[Kind, ...] = ("fact", "plan", "other", "own")
# What a claim says of its number: that it is so, that it is planned, or neither.
_MARKS: dict[Kind, MarkStyle] = {
    "fact": {"colour": "blue"},
    "plan": {"colour": "vermilion", "hollow": True},
    "other": {"shape": "diamond", "colour": "grey"},
}
