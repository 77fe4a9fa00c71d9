"""Two times of each number: the day it was said, upwards, and the day it refers to, across."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims.models import RecordedClaim
from geo_lesson.common.fields import Day, Id, LocalText, WordId, period
from geo_lesson.common.language import Text
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, choices, chosen, day, number, short, told_by_place, when
from geo_lesson.figures.svg import (
    BLUE,
    GREEN,
    GREY,
    MARGIN,
    ORANGE,
    PALE,
    PURPLE,
    SMALL,
    VERMILION,
    WIDTH,
    Canvas,
    text_width,
    wrapped,
)


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

    def draw(self, context):
        """Rows from the latest day said downwards; where a claim has no such day, the Picture says so instead."""
        given, words = chosen(context), choices(context)
        own = {id: words[given[row]] for row, ids in self.choices.items() if row in given for id in ids}
        kinds = _kinds(context.taxonomy.statuses)
        claims = [context.claims[id] for id in self.claims]
        if undated := [claim.id for claim in claims if not getattr(claim, "stated_on", "")]:
            return self.instead(context, messages.STATEMENTS_WITHOUT_DAY.fill(ids=", ".join(undated)))
        entries = sorted((self._entry(claim, kinds) for claim in claims), key=lambda entry: entry.said)
        canvas = Canvas()
        svg = _Drawing(canvas, context, entries, own).draw()
        rows = [_row(entry, context, own) for entry in entries]
        return self.picture(
            context,
            svg,
            _alt(entries, context.language),
            [*messages.TIMELINE_HEADS, *[messages.OWN_CHOICE_HEAD] * bool(own)],
            rows,
        )

    def _entry(self, claim, kinds):
        dated = [period(time) for time in self.periods.get(claim.id, claim.as_of) if time[:1].isdigit()]
        first, last = (min(d[0] for d in dated), max(d[1] for d in dated)) if dated else (None, None)
        kind = kinds[claim.status[0]] if claim.status else _ASIDE
        return _Entry(claim, period(claim.stated_on)[0], first, last, kind)


@dataclass(frozen=True)
class _Kind:
    """What a mark stands for: its shape and colour, and the status by whose label it is known; None: plans."""

    shape: str
    colour: str
    status: str | None
    plan: bool = False


@dataclass(frozen=True)
class _Entry:
    """A claim with the day it was said, and the first and the last day it refers to; None: no day stated."""

    claim: RecordedClaim
    said: date
    first: date | None
    last: date | None
    kind: _Kind


class _Drawing:
    """Columns from left to right: the day said, who says it, the days referred to, and what is later or has no day."""

    def __init__(self, canvas, context, entries, own):
        self.canvas, self.context, self.entries = canvas, context, entries
        self.end = entries[-1].said + timedelta(days=_AHEAD)
        self.later = {e.claim.id: self._later(e) for e in entries if e.last is None or e.last > self.end}
        aside = max((text_width(words, SMALL) for words in self.later.values()), default=0)
        self.left, self.right = _PLOT, WIDTH - MARGIN - aside - 22
        days = [d for e in entries for d in (e.said, e.first if e.claim.id not in self.later else e.said) if d]
        self.start = min(days) - timedelta(days=1)
        self.marks_own, self.placed = bool(own), told_by_place([entry.claim for entry in entries])
        self.lines = {e.claim.id: self._who(e, own) for e in entries}

    def draw(self):
        """Draw rows, steps and legend from the top down; returns the SVG."""
        y, steps, canvas = _TOP, [], self.canvas
        for said, group in groupby(reversed(self.entries), key=lambda entry: entry.said):
            top, x = y, self._at(said)
            canvas.text(MARGIN, y + 9, day(f"{said}", self.context.language), size=SMALL, bold=True)
            for entry in group:
                high = len(self.lines[entry.claim.id]) * 12 + 6
                canvas.lines(_WHO, y + 9, self.lines[entry.claim.id], size=SMALL)
                self._mark(entry, y + 9, x)
                y += high
            canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=0.5, colour=PALE)
            steps += [(x, top), (x, y)]
        canvas.line(*steps, width=1, colour=GREY, gid="today")
        canvas.text(steps[0][0], _TOP - 7, messages.TODAY[self.context.language], size=SMALL, align="center")
        self._heads()
        return canvas.svg(self._legend(self._axis(_TOP, y)))

    def _at(self, when):
        return self.left + (self.right - self.left) * (when - self.start).days / (self.end - self.start).days

    def _who(self, entry, own):
        """The lines that say who speaks, of whom if not of all, and what the student chose."""
        claim = entry.claim
        who = short(self.context.speaker(claim))
        units = [self.context.config.units[unit] for unit in claim.counted]
        if units and all(unit.within and unit.label for unit in units):
            who += f": {self.context.either(unit.label for unit in units)}"
        if self.placed and claim.place:
            who += f": {self.context.place(claim)}"
        lines = wrapped(who, self.left - _WHO - 6, SMALL)
        if claim.id in own:
            lines += wrapped(f"→ {own[claim.id]}", self.left - _WHO - 6, SMALL)
        return lines

    def _figure(self, entry):
        words = number(entry.claim, self.context.language)
        return f"{words} {self.context.status(entry.claim)}" if entry.kind == _ASIDE else words

    def _later(self, entry):
        """What stands beside a mark that is later than the days drawn, or has no day."""
        times = [day(time, self.context.language) for time in entry.claim.as_of if time[:1].isdigit()]
        return ", ".join([self._figure(entry), *times])

    def _mark(self, entry, y, today):
        """The mark of a claim with its number, on the side where the steps do not cross it."""
        style = {"size": 8, "colour": entry.kind.colour, "hollow": entry.kind.plan, "gid": f"mark-{entry.claim.id}"}
        if entry.claim.id in self.later:
            x = self.right + 14
            self.canvas.mark(x, y, entry.kind.shape, **style)
            self.canvas.text(x + 8, y, self.later[entry.claim.id], size=SMALL)
            return
        start, x = self._at(entry.first), self._at(entry.last)
        if start != x:
            line = {"width": 1.25, "dashed": True} if entry.kind.plan else {"width": 3}
            self.canvas.line((start, y), (x, y), colour=entry.kind.colour, gid=f"period-{entry.claim.id}", **line)
        self.canvas.mark(x, y, entry.kind.shape, **style)
        words = self._figure(entry)
        width = text_width(words, SMALL)
        spots = [x + 7, start - 7 - width, today + 5, today - 5 - width]
        free = [at for at in spots if self._is_free(at, at + width, today, (start, x))]
        self.canvas.text((free or spots)[0], y, words, size=SMALL)

    def _is_free(self, left, right, today, mark):
        inside = self.left <= left and right <= self.right + 4
        return inside and not left - 2 < today < right + 2 and (left > mark[1] + 5 or right < mark[0] - 5)

    def _heads(self):
        """What the columns are."""
        language = self.context.language
        self.canvas.text(MARGIN, MARGIN + 6, messages.SAID_ON[language], size=SMALL, bold=True)
        refers = wrapped(messages.DAY_REFERRED_TO[language], self.right - self.left, SMALL, bold=True)
        self.canvas.lines(self.left, MARGIN + 6, refers, size=SMALL, bold=True)
        if self.later:
            aside = wrapped(messages.LATER_OR_NO_DAY[language], WIDTH - MARGIN - self.right - 8, SMALL, bold=True)
            self.canvas.lines(self.right + 8, MARGIN + 6, aside, size=SMALL, bold=True)

    def _axis(self, top, y):
        """The days across, with their names below; returns where they end."""
        whole = (self.end - self.start).days
        step = next(n for n in (1, 2, 4, 7, 14, 28, 56, 112, 224) if n * (self.right - self.left) / whole >= 40)
        for i in range(0, whole + 1, step):
            at = self.start + timedelta(days=i)
            self.canvas.line((self._at(at), top), (self._at(at), y + 4), width=0.5, colour=PALE, under=True)
            self.canvas.text(self._at(at), y + 11, day(f"{at}", self.context.language), size=SMALL, align="center")
        if self.later:
            self.canvas.line((self.right + 5, top), (self.right + 5, y + 4), width=1, colour=GREY, dashed=True)
        return y + 28

    def _legend(self, y):
        """What the marks and the steps mean; returns the height of the sheet."""
        language, statuses, x = self.context.language, self.context.config.statuses, MARGIN
        for kind in dict.fromkeys(entry.kind for entry in self.entries):
            words = (
                messages.PLAN_OR_EXPECTATION
                if kind.plan
                else messages.OTHER_STATUS
                if kind == _ASIDE
                else statuses[kind.status].label
            )
            if x + 14 + text_width(words[language], SMALL) > WIDTH - MARGIN:
                x, y = MARGIN, y + 14
            self.canvas.mark(x + 4, y, kind.shape, size=8, colour=kind.colour, hollow=kind.plan)
            self.canvas.text(x + 13, y, words[language], size=SMALL)
            x += 13 + text_width(words[language], SMALL) + 14
        lines = wrapped(messages.STEPS_LEGEND[language], WIDTH - 2 * MARGIN, SMALL)
        lines.append(f"{messages.BOUND_SIGNS[language]}.{messages.ARROW_TO_CHOICE[language] * self.marks_own}")
        self.canvas.lines(MARGIN, y + 16, lines, size=SMALL)
        return y + 16 + len(lines) * 12.2


def _kinds(statuses):
    """The mark of each status: hollow for plans, grey where nobody says that it is so; within present, as present."""
    found, shapes = {}, iter(_SHAPES)
    for id, status in statuses.items():
        chain = [id]
        while (above := statuses[chain[-1]].within) and not statuses[above].plan:
            chain.append(above)
        head = chain[-2] if len(chain) > 1 else id
        if status.plan:
            found[id] = _PLANNED
        elif head in found:
            found[id] = found[head]
        elif status.affirmed:
            found[id] = _Kind(*next(shapes, _OTHER_SHAPE), head)
            found[head] = found[id]
        else:
            found[id] = _ASIDE
    return found


def _row(entry, context, own):
    claim, language = entry.claim, context.language
    chose = [own.get(claim.id, "–")] if own else []
    refers = " / ".join(when(time, language) for time in claim.as_of) or messages.NO_DAY_STATED[language]
    if entry.first and entry.first != entry.last and len(claim.as_of) == 1 and entry.claim.as_of[0][7:]:
        refers = messages.DAYS.fill(a=when(f"{entry.first}", language), b=when(f"{entry.last}", language))[language]
    said = when(claim.stated_on, language)
    return said, context.speaker(claim), number(claim, language), context.status(claim), refers, *chose


def _alt(entries, language):
    plans = [entry for entry in entries if entry.kind.plan]
    ahead = sum(entry.last is None or entry.last > entry.said for entry in plans)
    kinds = {}
    for entry in entries:
        if entry.claim.ends:
            kinds.setdefault(number(entry.claim, language).lstrip("≈≥≤\u00a0"), set()).add(entry.kind)
    several = ", ".join(written for written, found in kinds.items() if len(found) > 1)
    days = {"first": when(f"{entries[0].said}", language), "last": when(f"{entries[-1].said}", language)}
    parts = [
        (messages.CLAIMS_OF_ONE_DAY if entries[0].said == entries[-1].said else messages.CLAIMS_OF_SEVERAL_DAYS).fill(
            n=len(entries), **days
        )
    ]
    parts += [messages.PLANS_AMONG_CLAIMS.fill(plans=len(plans), ahead=ahead)] if plans else []
    parts += [messages.SEVERAL_STATUSES.fill(several=several)] if several else []
    return Text(*(" ".join(part[of] for part in parts) for of in ("de", "en")))


_AHEAD = 7  # days drawn after the last statement; what refers to later days stands aside
_WHO, _PLOT, _TOP = 52, 186, MARGIN + 44
_PLANNED = _Kind("dot", VERMILION, None, plan=True)
_OTHER_SHAPE = ("diamond", GREY)
_ASIDE = _Kind(*_OTHER_SHAPE, None)
_SHAPES = (("square", BLUE), ("triangle", ORANGE), ("wedge", PURPLE), ("dot", GREEN))
