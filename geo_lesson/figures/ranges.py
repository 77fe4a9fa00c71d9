"""The range plot: each claim on a row of its own, over one axis from 0, with the bound that its words allow.

Nothing is drawn across rows: no mean, no median, no trend. Source: Cleveland (1984), dot plots.
"""

from dataclasses import dataclass
from math import inf
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import interval
from geo_lesson.claims.models import Bound
from geo_lesson.claims.verdict_texts import bounded
from geo_lesson.common.fields import Id, LocalText, WordId
from geo_lesson.common.language import Text, format_day, format_number, read_number
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, told_by_place
from geo_lesson.figures.svg import (
    BLUE,
    GREY,
    INK,
    LINE,
    MARGIN,
    ORANGE,
    PALE,
    PAPER,
    SIZE,
    SMALL,
    VERMILION,
    WIDTH,
    Canvas,
    Scale,
    text_height,
    text_width,
    wrapped,
)

_LABELS, _LEFT, _RIGHT = 182, 206, 452  # the labels are so wide; the axis runs from left to right
_PAD = 6


@dataclass(frozen=True)
class _Row:
    """One row: ends and bound as drawn, either None where there is none; best: the likeliest number of one's own."""

    key: str
    name: str
    about: str
    cells: tuple
    ends: tuple | None
    bound: str | None
    look: str
    best: int | None = None

    @property
    def mark(self):
        """How the row is drawn."""
        return Mark(self.key, self.look, self.bound)


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

    def draw(self, context):
        """One row for each claim; where they do not count the same kind of thing, the Picture says so instead."""
        pairs = self.claims.items() if isinstance(self.claims, dict) else zip(self.claims, self.claims, strict=True)
        claims = {key: context.claims[id] for key, id in pairs}
        if len(counted := _counted(claims.values(), context.taxonomy.units)) > 1:
            return self.instead(context, messages.NO_COMMON_AXIS.fill(counted=_listed(counted, context)))
        placed = told_by_place(claims.values())
        rows = [
            _row(key, claim, self._bound(key, claim, context.answer), context, placed) for key, claim in claims.items()
        ]
        rows += _own(context) if self.own else []
        scale = Scale(_highest(rows, context.config), _LEFT, _RIGHT)
        svg, alt = _svg(rows, scale, context), _alt(rows, placed)
        return self.picture(context, svg, alt, _heads(placed), [row.cells for row in rows])

    def _bound(self, key, claim, answer):
        """The bound to draw: what she chose, or what the words allow; None where nothing has been chosen."""
        if isinstance(self.claims, dict):
            chosen = answer.get(f"{key} value") if isinstance(answer, dict) else None
            return self.bounds.get(chosen)
        return claim.bound[0] if len(claim.bound) == 1 else "unclear"


def _counted(claims, units):
    """The widest units that the claims count; figures of more than one cannot stand on one axis."""
    widest = set()
    for unit in (unit for claim in claims for unit in claim.counted):
        while units[unit].within:
            unit = units[unit].within
        widest.add(unit)
    return sorted(widest)


def _listed(counted, context):
    labels = [context.config.units[unit].label or Text(de=unit, en=unit) for unit in counted]
    return Text(de=", ".join(label.de for label in labels), en=", ".join(label.en for label in labels))


def _heads(placed):
    return [messages.PLACE_HEAD if placed and head is messages.STATUS_HEAD else head for head in messages.CLAIM_HEADS]


def _place_and_time(claim, context):
    """Where a claim counts, and on which day where it has one, in words."""
    days = [format_day(time, context.language).replace(" ", "\u00a0") for time in claim.as_of if time[:1].isdigit()]
    return ", ".join(words for words in (context.place(claim), " / ".join(days)) if words)


def _row(key, claim, bound, context, placed):
    units, statuses, language = context.config.units, context.config.statuses, context.language
    figure = _figure(claim.ends, bound)[language]
    part = [units[unit].label for unit in claim.counted if units[unit].within and units[unit].label]
    stated = getattr(claim, "stated_on", "")
    said = format_day(stated, language) if stated else getattr(claim, "sentence", "")
    name, counted = context.speaker(claim), context.either(part)
    status = _place_and_time(claim, context) if placed else context.status(claim)
    look = "plan" if context.is_planned(claim) else "fact"
    if claim.status and not any(statuses[status].affirmed for status in claim.status):
        look = "aside"
    kind = context.either(_kinds(claim, bound)) if claim.ends else "–"
    number = _figure(claim.ends, None)[language]
    cells = (name, f"{number} ({counted})" if counted else number, kind, status or "–", said or "–")
    shown = "" if placed and stated else said.replace(" ", "\u00a0")  # beside the day counted, it would mislead
    about = ", ".join(part for part in (figure, counted, status, shown) if part)
    return _Row(key, name, about, cells, claim.ends, bound, look)


def _kinds(claim, bound):
    """The kind of number that is drawn, in words; where the words of the claim leave several open, all of them."""
    if bound == "unclear" and len(claim.bound) > 1:
        return [messages.BOUND_LABELS[each] for each in claim.bound]
    return [messages.BOUND_LABELS[bound] if bound else messages.NOTHING_CHOSEN]


def _own(context):
    """The row of the student's own range; none before she has given one."""
    written = context.answer if isinstance(context.answer, dict) else {}
    low, best, high = (read_number(str(written.get(field, ""))) for field in ("low", "best", "high"))
    if low is None or high is None or low > high:
        return []
    message = claims_messages.RANGE if best is None else messages.RANGE_WITH_BEST
    said = message.fill(low=low, best=best or 0, high=high)[context.language]
    name = messages.OWN_RANGE[context.language]
    return [_Row("own", name, said, (name, said, "–", "–", "–"), (low, high), "exact", "own", best)]


def _figure(ends, bound):
    """A figure in words: mindestens 3.000; None as bound: the bare figure."""
    if ends is None:
        return messages.NO_FIGURE
    said = bounded(ends, bound or "exact")
    return Text(de=f"{said.de} (?)", en=f"{said.en} (?)") if bound == "unclear" else said


def _highest(rows, measures):
    """Where the axis ends: a little beyond the largest number that is drawn."""
    reached = [1]
    for row in rows:
        if row.ends:
            reached += [end for end in (*row.ends, *_interval(row, measures)) if end < inf]
    return int(max(reached) * 1.06)


def _interval(row, measures):
    """The lowest and highest number that a row's bar spans, which for an open bound is the figure alone."""
    return row.ends if row.bound in ("unclear", None) or row.look == "own" else interval(row.ends, row.bound, measures)


def _svg(rows, scale, context):
    canvas = Canvas()
    y = top = legend(canvas, [row.mark for row in rows if row.ends and row.bound], context.language) + 4
    if len(rows) > _FEW:
        y = top = top + 14
        scale.numbers(canvas, top - 8, context.language)
    for row in rows:
        name = wrapped(row.name, _LABELS, bold=row.look == "own")
        about = wrapped(row.about, _LABELS, SMALL)
        below = y + _PAD + text_height(len(name))
        bottom = below + text_height(len(about), SMALL) + _PAD
        first = y + _PAD + LINE * SIZE / 2
        canvas.lines(MARGIN, first, name, bold=row.look == "own", gid=f"label-{row.key}")
        canvas.lines(MARGIN, below + LINE * SMALL / 2, about, size=SMALL, colour=GREY, gid=f"about-{row.key}")
        canvas.line((MARGIN, bottom), (WIDTH - MARGIN, bottom), width=0.5, colour=PALE, under=True)
        _draw_row(canvas, row, scale, (y + bottom) / 2, context)
        y = bottom
    scale.axis(canvas, top, y, context.language)
    for edge in (top, y):
        canvas.line((_LEFT, edge), (WIDTH - MARGIN, edge), width=0.75, colour=GREY, under=True)
    return canvas.svg(y + 20)


def _draw_row(canvas, row, scale, y, context):
    if row.ends is None or row.bound is None:
        said = (messages.NO_FIGURE if row.ends is None else messages.NOTHING_CHOSEN)[context.language]
        canvas.text(_LEFT + 6, y, said, size=SMALL, colour=GREY, gid=f"claim-{row.key}")
        return
    low, high = (None if end == inf else scale.at(end) for end in _interval(row, context.config))
    if row.bound == "at_most":
        low = None
    ends = tuple(scale.at(end) for end in row.ends)
    row.mark.draw(canvas, ends, (low, high), y, (_LEFT, WIDTH - MARGIN))
    if row.best is not None:
        canvas.mark(scale.at(row.best), y, "square", size=7, colour=INK, gid="best-own")


def _alt(rows, placed):
    """What is to be seen, in words; of many rows only how many there are of each sort."""
    drawn = [row for row in rows if row.look != "own"]
    planned = sum(row.look == "plan" for row in drawn)
    said = {}
    for language in ("de", "en"):
        told = [row.about if placed else _figure(row.ends, row.bound)[language] for row in drawn]
        listed = "; ".join(f"{row.name}: {words}" for row, words in zip(drawn, told, strict=True))
        counts = [(word, sum(row.bound == bound for row in drawn)) for bound, word in messages.BOUND_LABELS.items()]
        sorts = ", ".join(f"{format_number(n, language)} {word[language]}" for word, n in counts if n)
        words = {"n": len(drawn), "planned": planned}
        parts = [messages.NUMBER_LINE.fill(**words)[language], f"{listed if len(drawn) <= _FEW else sorts}."]
        parts += [f"{row.name}: {row.about}." for row in rows if row.look == "own"]
        parts += [messages.HOLLOW_IF_PLANNED.fill(**words)[language]] if planned else []
        said[language] = " ".join(parts)
    return Text(**said)


_FEW = 8


# What a claim says of its number: that it is so, that it is planned, or neither (denied, not confirmed, possible).
_LOOKS = {
    "fact": {"colour": BLUE},
    "plan": {"colour": VERMILION, "hollow": True},
    "aside": {"shape": "diamond", "colour": GREY},
}
_SAMPLE = 38  # how wide a mark of the legend is


@dataclass(frozen=True)
class Mark:
    """What one row draws.

    key: what the ids of all its parts end in.   look: fact, plan, aside, or own, for the student's own range.   bound:
    as a claim has it, or None.
    """

    key: str
    look: str
    bound: str | None

    def draw(self, canvas, ends, span, y, edges):
        """Draw it at height y; all else are pairs of x.

        ends: the lowest and highest figure stated.   span: where its bar begins and ends, None where that is open, and
        an arrow then runs to the edge of the plot on that side.
        """
        (first, last), (low, high), (left, right) = ends, span, edges
        if first == last and None not in span and self.bound in ("exact", "about"):
            canvas.box(low, y - 3, high, y + 3, fill=PALE, edge=GREY, width=0.5, gid=f"bar-{self.key}")
        if high is None:
            canvas.arrow((last, y), (right, y), gid=f"arrow-{self.key}")
        if low is None:
            canvas.arrow((first, y), (left, y), gid=f"arrow-{self.key}")
        self._figure(canvas, first, last, y)
        if self.bound == "about":
            before = min(first, low) - 7
            x = before if before > left else max(last, high) + 7
            canvas.text(x, y, "~", bold=True, align="center", gid=f"sign-{self.key}")
        if self.bound == "unclear":
            for x, inwards in ((first - 8, 3), (last + 8, -3)):
                canvas.line((x + inwards, y - 6), (x, y - 6), (x, y + 6), (x + inwards, y + 6), width=1.25)
            canvas.text(last + 15, y, "?", bold=True, align="center", gid=f"sign-{self.key}")

    def _figure(self, canvas, first, last, y):
        gid, look = f"claim-{self.key}", _LOOKS.get(self.look, {})
        if self.look == "own":
            canvas.box(first, y - 4.5, last, y + 4.5, fill=ORANGE, edge=INK, width=0.75, gid=gid)
        elif first != last:
            inside = PAPER if look.get("hollow") else look["colour"]
            canvas.box(first, y - 4, last, y + 4, fill=inside, edge=look["colour"], width=1.5, gid=gid)
        else:
            canvas.mark(first, y, gid=gid, **look)


def legend(canvas, marks, language):
    """Say at the top of the sheet what these marks mean, each sort once; returns the y below it."""
    looks = [look for look in messages.LOOK_LEGEND if any(mark.look == look for mark in marks)]
    bounds = [
        bound for bound in messages.BOUND_LEGEND if any(mark.bound == bound and mark.look != "own" for mark in marks)
    ]
    entries = [(look, "exact" if look == "own" else None, messages.LOOK_LEGEND[look]) for look in looks]
    entries += [(looks[0], bound, messages.BOUND_LEGEND[bound]) for bound in bounds]
    x, y = MARGIN, MARGIN + 6
    for i, (look, bound, words) in enumerate(entries):
        across = _SAMPLE + text_width(words[language], SMALL)
        if x > MARGIN and x + across > WIDTH - MARGIN:
            x, y = MARGIN, y + 16
        middle = x + _SAMPLE / 2 - 3
        ends = (middle - 12, middle + 12) if look == "own" else (middle, middle)
        reach = {"about": 8, "exact": 6}.get(bound, 0)
        span = (None if bound == "at_most" else middle - reach, None if bound == "at_least" else middle + reach)
        Mark(f"legend-{i}", look, bound).draw(canvas, ends, span, y, (x - 2, x + _SAMPLE - 4))
        canvas.text(x + _SAMPLE, y, words[language], size=SMALL)
        x += across + 16
    return y + 12
