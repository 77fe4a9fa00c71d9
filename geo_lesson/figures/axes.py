"""What several figures draw around their marks: a common axis from 0, and a legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from geo_lesson.common.language import format_number
from geo_lesson.figures.svg import MARGIN, WIDTH, Canvas, text_width


@dataclass(frozen=True)
class Scale:
    """A common axis from 0: where a number stands between `left` and `right`, both in points.

    >>> scale = Scale(12000, left=100, right=400)
    >>> scale.at(0), scale.at(6000), scale.ticks
    (100.0, 250.0, (0, 2000, 4000, 6000, 8000, 10000, 12000))
    >>> len(Scale(10**30, left=100, right=400).ticks)
    6
    """

    highest: int
    left: float
    right: float

    def at(self, number: float) -> float:
        """Return the x of a number."""
        return round(self.left + (self.right - self.left) * number / self.highest, 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round numbers from 0 up to the highest, no more of them than can be labelled side by side."""
        most = max(2, int((self.right - self.left) / 42))
        steps = (base * 10**power for power in count() for base in (1, 2, 5))
        step = next(step for step in steps if self.highest // step <= most)
        return tuple(range(0, self.highest + 1, step))

    def draw(self, canvas: Canvas, top: float, bottom: float, language: str) -> None:
        """Draw faint lines at the ticks from top to bottom, with their numbers below, 14 pt high; and the line of 0."""
        for tick in self.ticks:
            x = self.at(tick)
            canvas.line((x, top), (x, bottom), width=0.75, colour="pale" if tick else "grey", under=True)
        self.draw_numbers(canvas, bottom + 8, language)

    def draw_numbers(self, canvas: Canvas, y: float, language: str) -> None:
        """Write the numbers of the ticks at height y."""
        for tick in self.ticks:
            canvas.text(self.at(tick), y, format_number(tick, language), align="center")


@dataclass(frozen=True)
class LegendEntry:
    """What something drawn means; draw: draws a sample of it from x on, its middle at height y."""

    words: str
    draw: Callable[[Canvas, float, float], None]


def draw_legend(
    canvas: Canvas, y: float, entries: Sequence[LegendEntry], *, sample: float = 13, gap: float = 14, row: float = 14
) -> float:
    """Draw entries side by side, the first row with its middle at height y; return the height of the last row.

    sample: the width of a sample.   gap: between two entries.   row: from one row to the next.
    """
    x: float = MARGIN
    for entry in entries:
        across = sample + text_width(entry.words)
        if x > MARGIN and x + across > WIDTH - MARGIN:
            x, y = MARGIN, y + row
        entry.draw(canvas, x, y)
        canvas.text(x + sample, y, entry.words)
        x += across + gap
    return y
