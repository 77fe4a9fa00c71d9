"""How a figure is drawn with its bound and its status: the marks of the range plot, and their legend.

A dot stands at the figure stated. A bar shows how far rounding or "about" reaches, an arrow that there is no end, and
brackets with a question mark that the words leave the bound open. What is planned is hollow.
"""

from dataclasses import dataclass

from geo_lesson.figures.svg import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    ORANGE,
    PALE,
    PAPER,
    SMALL,
    VERMILION,
    WIDTH,
    text_width,
)
from geo_lesson.language import Text

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
    looks = [look for look in _LOOK_WORDS if any(mark.look == look for mark in marks)]
    bounds = [bound for bound in _BOUND_WORDS if any(mark.bound == bound and mark.look != "own" for mark in marks)]
    entries = [(look, "exact" if look == "own" else None, _LOOK_WORDS[look]) for look in looks]
    entries += [(looks[0], bound, _BOUND_WORDS[bound]) for bound in bounds]
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


_LOOK_WORDS = {
    "fact": Text(de="als Tatsache genannt", en="stated as a fact"),
    "plan": Text(de="hohl: geplant", en="hollow: planned"),
    "aside": Text(de="möglich oder bestritten", en="possible or denied"),
    "own": Text(de="Ihr Bereich", en="your range"),
}
_BOUND_WORDS = {
    "exact": Text(de="ohne Zusatz, mit Rundung", en="no qualifier, with rounding"),
    "about": Text(de="ungefähr", en="about"),
    "at_least": Text(de="mindestens", en="at least"),
    "at_most": Text(de="höchstens", en="at most"),
    "unclear": Text(de="Art der Zahl offen", en="kind of number open"),
}
