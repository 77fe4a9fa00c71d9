"""How sure, and how often right: the student's own ratings, level by level, for nobody else's eyes."""

from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.common.fields import LocalText, Whole
from geo_lesson.common.language import Text
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure
from geo_lesson.figures.svg import BLUE, GREY, MARGIN, PALE, SMALL, VERMILION, WIDTH, Canvas, text_width, wrapped

Rating = tuple[Annotated[Whole, Field(ge=1, le=100)], bool]


class Confidence(Figure):
    """Each level that was chosen, with the share of these answers that were right; drawn from ten ratings on.

    ratings: (level in percent, whether the answer was right), one for each answer. Nothing is joined, averaged over
    the levels or scored: a handful of answers carries no more than that.
    """

    kind: Literal["confidence"] = "confidence"
    title: LocalText = messages.CONFIDENCE_TITLE
    ratings: tuple[Rating, ...] = ()

    def draw(self, context):
        """Fewer than ten ratings are not drawn: the Picture says how many are missing."""
        missing = _ENOUGH - len(self.ratings)
        if missing > 0:
            return self.instead(context, messages.RATINGS_MISSING.fill(n=missing))
        language, counts = context.language, {}
        for level, right in sorted(self.ratings):
            n, hits = counts.get(level, (0, 0))
            counts[level] = n + 1, hits + right
        said = {level: _said(level, n, hits)[language] for level, (n, hits) in counts.items()}
        canvas = Canvas()
        svg = canvas.svg(_draw(canvas, counts, said, language))
        rows = [(_percent(level, language), str(n), str(hits), said[level]) for level, (n, hits) in counts.items()]
        alt = Text(*(" ".join(_said(level, *found)[of] for level, found in counts.items()) for of in ("de", "en")))
        return self.picture(context, svg, alt, messages.CONFIDENCE_HEADS, rows)


def _draw(canvas, counts, said, language):
    """A row for each level: the level as a tick, the share as a dot, and both in words; returns the height."""
    y, at = MARGIN + 10, lambda percent: _LEFT + (_RIGHT - _LEFT) * percent / 100
    bottom = y + len(counts) * _ROW
    for percent in range(0, 101, 25):
        canvas.line((at(percent), y), (at(percent), bottom), width=0.75, colour=PALE, under=True)
        canvas.text(at(percent), bottom + 9, _percent(percent, language), size=SMALL, align="center")
    for level, (n, hits) in counts.items():
        middle, share = y + _ROW / 2, at(100 * hits / n)
        canvas.text(MARGIN, middle, _percent(level, language), bold=True)
        canvas.line((at(level), middle - 9), (at(level), middle + 9), width=2.5, colour=VERMILION, gid=f"level-{level}")
        canvas.mark(share, middle, size=9, colour=BLUE, gid=f"hits-{level}")
        lines = wrapped(said[level], WIDTH - MARGIN - _WORDS, SMALL)
        canvas.lines(_WORDS, middle - (len(lines) - 1) * SMALL * 0.675, lines, size=SMALL)
        words = f"n = {n}"
        crossed = share < at(level) + 2 and at(level) - 2 < share + 8 + text_width(words, SMALL)
        canvas.text(share + (-8 if crossed else 8), middle, words, size=SMALL, align="right" if crossed else "left")
        y += _ROW
    return _legend(canvas, bottom + 28, language)


def _legend(canvas, y, language):
    canvas.line((MARGIN + 4, y - 6), (MARGIN + 4, y + 6), width=2.5, colour=VERMILION)
    canvas.text(MARGIN + 13, y, messages.HOW_SURE[language], size=SMALL)
    x = MARGIN + 13 + text_width(messages.HOW_SURE[language], SMALL) + 18
    canvas.mark(x, y, size=9, colour=BLUE)
    canvas.text(x + 9, y, messages.HOW_OFTEN_RIGHT[language], size=SMALL)
    lines = wrapped(messages.FEW_ANSWERS[language], WIDTH - 2 * MARGIN, SMALL)
    canvas.lines(MARGIN, y + 17, lines, size=SMALL, colour=GREY)
    return y + 17 + len(lines) * 12.2


def _said(level, n, hits):
    return messages.HITS_AT_LEVEL.fill(level=Text(*(_percent(level, of) for of in ("de", "en"))), n=n, hits=hits)


def _percent(number, language):
    return f"{number}\u00a0%" if language == "de" else f"{number}%"


_ENOUGH = 10
_LEFT, _RIGHT, _WORDS, _ROW = 90, 258, 304, 34
