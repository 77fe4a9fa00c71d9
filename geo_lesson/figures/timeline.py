"""Two times of each number: the day it was said, upwards, and the day it refers to, across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims.models import RecordedClaim
from geo_lesson.claims.taxonomy import Status
from geo_lesson.common.fields import Day, Id, LocalText, WordId, period
from geo_lesson.common.language import Text
from geo_lesson.figures import labels, messages
from geo_lesson.figures.axes import LegendEntry, draw_legend
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LINE_HEIGHT, MARGIN, WIDTH, Canvas, Colour, Point, Shape, text_width, wrapped


class Timeline(Figure):
    """Claims of the record, one row each, the latest said at the top; right of the steps "today" lies the future.

    Days without a statement take no height, so the diagonal "today" has steps. No line joins one claim to another.
    `choices` names the claims that each row of the exercise is about, so that the student's own choice can stand beside
    them. `periods`: the first and the last day of an inflow, where the record has only the last.
    """

    kind: Literal["timeline"]
    title: LocalText = messages.TIMELINE_TITLE
    claims: Annotated[tuple[Id, ...], Field(min_length=1)]
    choices: dict[WordId, tuple[Id, ...]] = Field(default={})
    periods: dict[Id, tuple[Day, Day]] = Field(default={})

    def draw(self, context: FigureContext) -> Picture:
        """Draw rows from the latest day said downwards; say so instead if a claim has no such day."""
        own = {
            id: context.value_labels[context.chosen[row]]
            for row, ids in self.choices.items()
            if row in context.chosen
            for id in ids
        }
        kinds = _kinds(context.taxonomy.statuses)
        claims = [context.claims[id] for id in self.claims]
        recorded = [claim for claim in claims if isinstance(claim, RecordedClaim) and claim.stated_on]
        if len(recorded) < len(claims):
            undated = ", ".join(claim.id for claim in claims if claim not in recorded)
            return self.instead(context, messages.STATEMENTS_WITHOUT_DAY.fill(ids=undated))
        entries = sorted((self._entry(claim, kinds) for claim in recorded), key=lambda entry: entry.stated)
        rows = [_row(entry, context, own) for entry in entries]
        heads = [*messages.TIMELINE_HEADS, *([messages.OWN_CHOICE_HEAD] if own else [])]
        return self.picture(context, _Drawing(context, entries, own).svg(), _alt(entries, context), heads, rows)

    def _entry(self, claim: RecordedClaim, kinds: Mapping[str, "_Kind"]) -> "_Entry":
        dates = [period(time) for time in self.periods.get(claim.id, claim.as_of) if labels.is_dated(time)]
        first, last = min((first for first, _ in dates), default=None), max((last for _, last in dates), default=None)
        kind = kinds[claim.status[0]] if claim.status else _OTHER
        return _Entry(claim, period(claim.stated_on)[0], first, last, kind)


@dataclass(frozen=True)
class _Kind:
    """What a mark stands for: its shape and colour, and the status whose label it has; None: a plan, or other."""

    shape: Shape
    colour: Colour
    status: str | None
    plan: bool = False

    def draw(self, canvas: Canvas, x: float, y: float, gid: str | None = None) -> None:
        """Draw a mark from x on, its middle at height y."""
        canvas.mark(x + 4, y, shape=self.shape, colour=self.colour, hollow=self.plan, gid=gid)

    def label(self, context: FigureContext) -> str:
        """What the legend says of it."""
        if self.status:
            return context.words(context.config.statuses[self.status].label)
        return context.words(messages.PLAN_OR_EXPECTATION if self.plan else messages.OTHER_STATUS)


@dataclass(frozen=True)
class _Entry:
    """A claim with the day it was made, and the first and the last day it refers to; None: no day stated."""

    claim: RecordedClaim
    stated: date
    first: date | None
    last: date | None
    kind: _Kind


class _Drawing:
    """Columns from left to right: the day said, who says it, the days referred to, and what is later or has no day.

    own: the student's choice for each claim, in words.
    """

    def __init__(self, context: FigureContext, entries: Sequence[_Entry], own: Mapping[str, str]) -> None:
        self.canvas, self.context, self.entries, self.own = Canvas(), context, entries, own
        self.end = entries[-1].stated + timedelta(days=_AHEAD)
        self.later = {e.claim.id: self._later(e) for e in entries if e.last is None or e.last > self.end}
        beside = max((text_width(words) for words in self.later.values()), default=0)
        self.left, self.right = _PLOT, WIDTH - MARGIN - beside - 22
        firsts = [e.first for e in entries if e.first and e.claim.id not in self.later]
        self.start = min([*firsts, *(e.stated for e in entries)]) - timedelta(days=1)
        self.by_place = labels.differ_by_place([entry.claim for entry in entries])

    def svg(self) -> str:
        """Draw rows, steps and legend from the top down."""
        canvas, y = self.canvas, float(_TOP)
        steps: list[Point] = []
        for stated, group in groupby(reversed(self.entries), key=lambda entry: entry.stated):
            top, today = y, self._x(stated)
            canvas.text(MARGIN, y + 9, self._day(stated), bold=True)
            for entry in group:
                lines = self._label(entry)
                canvas.lines(_WHO, y + 9, lines)
                self._mark(entry, y + 9, today)
                y += len(lines) * 12 + 6
            canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=0.5, colour="pale")
            steps += [(today, top), (today, y)]
        canvas.line(*steps, width=1, colour="grey", gid="today")
        canvas.text(steps[0][0], _TOP - 7, self.context.words(messages.TODAY), align="center")
        self._heads()
        self._axis(y)
        return canvas.svg(self._legend(y + 28))

    def _x(self, day: date) -> float:
        return self.left + (self.right - self.left) * (day - self.start).days / (self.end - self.start).days

    def _day(self, day: date) -> str:
        return labels.short_day(f"{day}", self.context.language)

    def _label(self, entry: _Entry) -> list[str]:
        """The lines that say who speaks, of whom if not of all, and what the student chose."""
        context, claim = self.context, entry.claim
        label = labels.short_name(context.speaker(claim))
        units = [context.config.units[unit] for unit in claim.counted]
        parts = [unit.label for unit in units if unit.within and unit.label]
        if parts and len(parts) == len(units):
            label += f": {context.alternatives(parts)}"
        if self.by_place and claim.place:
            label += f": {context.place(claim)}"
        choice = [f"→ {self.own[entry.claim.id]}"] if entry.claim.id in self.own else []
        return [line for words in [label, *choice] for line in wrapped(words, self.left - _WHO - 6)]

    def _figure(self, entry: _Entry) -> str:
        number = labels.number_with_sign(entry.claim, self.context.language)
        return f"{number} {self.context.status(entry.claim)}" if entry.kind == _OTHER else number

    def _later(self, entry: _Entry) -> str:
        """What stands beside a mark that is later than the days drawn, or has no day."""
        times = [labels.short_day(time, self.context.language) for time in entry.claim.as_of if labels.is_dated(time)]
        return ", ".join([self._figure(entry), *times])

    def _mark(self, entry: _Entry, y: float, today: float) -> None:
        """Draw the mark of a claim with its number, on the side where the steps do not cross it."""
        kind, mark = entry.kind, f"mark-{entry.claim.id}"
        if entry.first is None or entry.last is None or entry.claim.id in self.later:
            x = self.right + 14
            kind.draw(self.canvas, x - 4, y, gid=mark)
            self.canvas.text(x + 8, y, self.later[entry.claim.id])
            return
        start, x = self._x(entry.first), self._x(entry.last)
        if start != x:
            width = 1.25 if kind.plan else 3
            period = f"period-{entry.claim.id}"
            self.canvas.line((start, y), (x, y), width=width, colour=kind.colour, dashed=kind.plan, gid=period)
        kind.draw(self.canvas, x - 4, y, gid=mark)
        words = self._figure(entry)
        width = text_width(words)
        places = [x + 7, start - 7 - width, today + 5, today - 5 - width]
        free = [at for at in places if self._is_free(at, at + width, today, start, x)]
        self.canvas.text((free or places)[0], y, words)

    def _is_free(self, left: float, right: float, today: float, start: float, end: float) -> bool:
        """Whether words on the plot meet neither the steps nor the mark from start to end."""
        inside = self.left <= left and right <= self.right + 4
        return inside and not left - 2 < today < right + 2 and (left > end + 5 or right < start - 5)

    def _heads(self) -> None:
        """Write what the columns are."""
        self._head(messages.SAID_ON, MARGIN, self.left)
        self._head(messages.DAY_REFERRED_TO, self.left, self.right)
        if self.later:
            self._head(messages.LATER_OR_NO_DAY, self.right + 8, WIDTH - MARGIN)

    def _head(self, head: Text, left: float, right: float) -> None:
        self.canvas.paragraph(left, MARGIN + 6, self.context.words(head), right - left, bold=True)

    def _axis(self, bottom: float) -> None:
        """Draw the days across, with their names below."""
        days = (self.end - self.start).days
        step = next(n for n in (1, 2, 4, 7, 14, 28, 56, 112, 224) if n * (self.right - self.left) / days >= 40)
        for day in (self.start + timedelta(days=n) for n in range(0, days + 1, step)):
            x = self._x(day)
            self.canvas.line((x, _TOP), (x, bottom + 4), width=0.5, colour="pale", under=True)
            self.canvas.text(x, bottom + 11, self._day(day), align="center")
        if self.later:
            x = self.right + 5
            self.canvas.line((x, _TOP), (x, bottom + 4), width=1, colour="grey", dashed=True)

    def _legend(self, y: float) -> float:
        """Say what the marks and the steps mean; return the height of the sheet."""
        kinds = dict.fromkeys(entry.kind for entry in self.entries)
        entries = [LegendEntry(kind.label(self.context), kind.draw) for kind in kinds]
        y = draw_legend(self.canvas, y, entries) + 16
        words = self.context.words
        lines = wrapped(words(messages.STEPS_LEGEND), WIDTH - 2 * MARGIN)
        lines.append(f"{words(messages.BOUND_SIGNS)}.{words(messages.ARROW_TO_CHOICE) if self.own else ''}")
        self.canvas.lines(MARGIN, y, lines)
        return y + len(lines) * LINE_HEIGHT


def _kinds(statuses: Mapping[str, Status]) -> dict[str, _Kind]:
    """The mark of each status: hollow for plans, grey where nobody says that it is so; within present, as present."""
    kinds: dict[str, _Kind] = {}
    shapes = iter(_SHAPES)
    for id, status in statuses.items():
        head = _head(id, statuses)
        if status.plan:
            kinds[id] = _PLANNED
        elif head in kinds:
            kinds[id] = kinds[head]
        elif status.affirmed:
            shape, colour = next(shapes, ("diamond", "grey"))
            kinds[id] = kinds[head] = _Kind(shape, colour, head)
        else:
            kinds[id] = _OTHER
    return kinds


def _head(id: str, statuses: Mapping[str, Status]) -> str:
    """The status whose mark a status has: the widest around it but one; plans apart."""
    chain = [id]
    while (above := statuses[chain[-1]].within) and not statuses[above].plan:
        chain.append(above)
    return chain[-2] if len(chain) > 1 else id


def _row(entry: _Entry, context: FigureContext, own: Mapping[str, str]) -> tuple[str, ...]:
    claim, language = entry.claim, context.language
    refers_to = " / ".join(labels.date_or_time(time, language) for time in claim.as_of)
    if entry.first != entry.last and len(claim.as_of) == 1 and claim.as_of[0][7:]:
        first, last = (labels.date_or_time(f"{day}", language) for day in (entry.first, entry.last))
        refers_to = context.words(messages.DAYS, a=first, b=last)
    return (
        labels.date_or_time(claim.stated_on, language),
        context.speaker(claim),
        labels.number_with_sign(claim, language),
        context.status(claim),
        refers_to or context.words(messages.NO_DAY_STATED),
        *([own.get(claim.id, "–")] if own else []),
    )


def _alt(entries: Sequence[_Entry], context: FigureContext) -> str:
    language = context.language
    plans = [entry for entry in entries if entry.kind.plan]
    ahead = sum(entry.last is None or entry.last > entry.stated for entry in plans)
    kinds: dict[str, set[_Kind]] = {}
    for entry in entries:
        if entry.claim.ends:
            number = labels.number_with_sign(entry.claim, language).lstrip("≈≥≤\u00a0")
            kinds.setdefault(number, set()).add(entry.kind)
    several = ", ".join(number for number, marks in kinds.items() if len(marks) > 1)
    first, last = (labels.date_or_time(f"{entry.stated}", language) for entry in (entries[0], entries[-1]))
    days = messages.CLAIMS_OF_ONE_DAY if first == last else messages.CLAIMS_OF_SEVERAL_DAYS
    sentences = [context.words(days, n=len(entries), first=first, last=last)]
    sentences += [context.words(messages.PLANS_AMONG_CLAIMS, plans=len(plans), ahead=ahead)] if plans else []
    sentences += [context.words(messages.SEVERAL_STATUSES, several=several)] if several else []
    return " ".join(sentences)


_AHEAD = 7  # days drawn after the last statement; what refers to later days stands in a column of its own
_WHO, _PLOT, _TOP = 52, 186, MARGIN + 44
_PLANNED = _Kind("dot", "vermilion", None, plan=True)
_OTHER = _Kind("diamond", "grey", None)
_SHAPES: tuple[tuple[Shape, Colour], ...] = (
    ("square", "blue"),
    ("triangle", "orange"),
    ("wedge", "purple"),
    ("dot", "green"),
)
