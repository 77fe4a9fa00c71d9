"""How sure, and how often right: the student's own ratings, level by level, for nobody else's eyes."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.common.fields import LocalText, Whole
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.figures import messages
from geo_lesson.figures.axes import LegendEntry, draw_legend
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LARGE, LINE, LINE_HEIGHT, MARGIN, SIZE, WIDTH, Canvas, text_width, wrapped

Rating = tuple[Annotated[Whole, Field(ge=1, le=100)], bool]


@dataclass(frozen=True)
class _Level:
    """A level of confidence: in percent, the number of answers and of right ones, and both in a sentence."""

    percent: int
    answers: int
    hits: int
    sentence: str


class Confidence(Figure):
    """Each level that was chosen, with the share of these answers that were right; drawn from ten ratings on.

    ratings: (level in percent, whether the answer was right), one for each answer. Nothing is joined, averaged over
    the levels or scored: a handful of answers carries no more than that.
    """

    kind: Literal["confidence"] = "confidence"
    title: LocalText = messages.CONFIDENCE_TITLE
    ratings: tuple[Rating, ...] = ()

    def draw(self, context: FigureContext) -> Picture:
        """Draw a row for each level; with fewer than ten ratings, say how many are missing."""
        missing = _ENOUGH - len(self.ratings)
        if missing > 0:
            return self.instead(context, messages.RATINGS_MISSING.fill(n=missing))
        levels = [self._level(percent, context) for percent in sorted({percent for percent, _ in self.ratings})]
        rows = [
            (_percent(level.percent, context.language), str(level.answers), str(level.hits), level.sentence)
            for level in levels
        ]
        alt = " ".join(level.sentence for level in levels)
        return self.picture(context, _svg(levels, context), alt, messages.CONFIDENCE_HEADS, rows)

    def _level(self, percent: int, context: FigureContext) -> _Level:
        hits = [right for level, right in self.ratings if level == percent]
        label = Text(**{language: _percent(percent, language) for language in LANGUAGES})
        sentence = context.words(messages.HITS_AT_LEVEL, level=label, n=len(hits), hits=sum(hits))
        return _Level(percent, len(hits), sum(hits), sentence)


def _x(percent: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * percent / 100


def _svg(levels: list[_Level], context: FigureContext) -> str:
    """Draw a row for each level: the level as a tick, the share of hits as a dot, and both in words."""
    canvas, y = Canvas(), MARGIN + 10
    bottom = y + len(levels) * _ROW
    for percent in range(0, 101, 25):
        canvas.line((_x(percent), y), (_x(percent), bottom), width=0.75, colour="pale", under=True)
        canvas.text(_x(percent), bottom + 9, _percent(percent, context.language), align="center")
    for i, level in enumerate(levels):
        _draw_level(canvas, y + i * _ROW + _ROW / 2, level, context.language)
    y = bottom + 28
    entries = [
        LegendEntry(context.words(messages.HOW_SURE), lambda canvas, x, y: _draw_tick(canvas, x + 4, y - 6, y + 6)),
        LegendEntry(context.words(messages.HOW_OFTEN_RIGHT), lambda canvas, x, y: _draw_dot(canvas, x + 4, y)),
    ]
    draw_legend(canvas, y, entries)
    lines = canvas.paragraph(MARGIN, y + 17, context.words(messages.FEW_ANSWERS), colour="grey")
    return canvas.svg(y + 17 + lines * LINE_HEIGHT)


def _draw_level(canvas: Canvas, y: float, level: _Level, language: str) -> None:
    tick, share = _x(level.percent), _x(100 * level.hits / level.answers)
    canvas.text(MARGIN, y, _percent(level.percent, language), size=LARGE, bold=True)
    _draw_tick(canvas, tick, y - 9, y + 9, gid=f"level-{level.percent}")
    _draw_dot(canvas, share, y, gid=f"hits-{level.percent}")
    lines = wrapped(level.sentence, WIDTH - MARGIN - _WORDS)
    canvas.lines(_WORDS, y - (len(lines) - 1) * SIZE * LINE / 2, lines)
    count = f"n = {level.answers}"
    crossed = share < tick + 2 and tick - 2 < share + 8 + text_width(count)
    canvas.text(share + (-8 if crossed else 8), y, count, align="right" if crossed else "left")


def _draw_tick(canvas: Canvas, x: float, top: float, bottom: float, gid: str | None = None) -> None:
    canvas.line((x, top), (x, bottom), width=2.5, colour="vermilion", gid=gid)


def _draw_dot(canvas: Canvas, x: float, y: float, gid: str | None = None) -> None:
    canvas.mark(x, y, size=9, colour="blue", gid=gid)


def _percent(number: int, language: str) -> str:
    return f"{number}\u00a0%" if language == "de" else f"{number}%"


_ENOUGH = 10
_LEFT, _RIGHT, _WORDS, _ROW = 90, 258, 304, 34
