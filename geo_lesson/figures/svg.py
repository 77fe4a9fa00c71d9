"""An SVG pen: one sheet of one width, measured words, both themes, the same bytes each time.

Lengths are points from the top left corner. The sheet is 480 pt wide, which a page shows as 640 px. The elements have
the colours of a light page; on a dark one, whose `color-scheme` an image follows, those of the style apply.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count
from pathlib import Path

from geo_lesson.common.language import format_number

WIDTH = 480
MARGIN = 8
SIZE, SMALL = 10, 9
LINE = 1.35  # from one line of text to the next, as a share of its size

INK, PAPER, GREY, PALE = "ink", "paper", "grey", "pale"
ORANGE, SKY, GREEN, YELLOW = "orange", "sky", "green", "yellow"
BLUE, VERMILION, PURPLE = "blue", "vermilion", "purple"
# On light and on dark paper. Okabe & Ito (2008): told apart by people who see colours differently. Never the only
# difference between two marks. What words stand on (pale, sky, yellow) is dark in the dark.
_COLOURS = {
    INK: ("#000000", "#f0f0f0"),
    PAPER: ("#ffffff", "#1c1c1c"),
    GREY: ("#595959", "#b3b3b3"),
    PALE: ("#d9d9d9", "#4a4a4a"),
    ORANGE: ("#e69f00", "#e69f00"),
    SKY: ("#56b4e9", "#1f5f85"),
    GREEN: ("#009e73", "#2bbd92"),
    YELLOW: ("#f0e442", "#5f5a00"),
    BLUE: ("#0072b2", "#56b4e9"),
    VERMILION: ("#d55e00", "#ff8b3d"),
    PURPLE: ("#cc79a7", "#e0a0c4"),
}
# Corners of each mark, from its middle, in halves of its size; a dot has none.
_MARKS = {
    "dot": (),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.41), (1.41, 0), (0, 1.41), (-1.41, 0)),
    "triangle": ((0, -1), (1, 1), (-1, 1)),
    "wedge": ((0, 1), (1, -1), (-1, -1)),
    "cross": (
        *((-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0)),
        *((1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5), (-0.5, 0)),
    ),
    "tick": ((0, -1), (0, 1)),
}
_FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif"
_UNDER, _AREA, _LINE, _MARK, _TEXT = range(5)


class Canvas:
    """Collect what is drawn: words over marks over lines over areas over `under`, the later over the earlier.

    `gid` becomes the id of the element; it has no spaces and is given once.

    >>> canvas = Canvas()
    >>> canvas.text(MARGIN, 10, "12.000")
    >>> svg = canvas.svg(height=20)
    >>> svg.count("12.000"), 'viewBox="0 0 480 20"' in svg
    (1, True)
    """

    def __init__(self):
        self._layers = [[] for _ in range(5)]
        self._used = {(PAPER, "fill")}

    def text(self, x, y, words, *, size=SIZE, bold=False, colour=INK, align="left", gid=None):
        """Write one line of words, its middle at height y; align: which end of it x is, left, center or right."""
        words = one_line(words)
        if not words:
            return
        style = {"font_size": size, "font_weight": "bold" if bold else None}
        style["text_anchor"] = {"left": None, "center": "middle", "right": "end"}[align]
        # Where DejaVu Sans is missing, another font is set to the width that was measured.
        style["textLength"] = f"{text_width(words, size, bold):.1f}"
        place = {"x": _short(x), "y": _short(y + 0.36 * size)}
        self._add(_TEXT, "text", gid, place | style, fill=colour, content=words)

    def lines(self, x, y, lines, **style):
        """Write several lines, the first with its middle at height y; only that one has the gid."""
        step = LINE * style.get("size", SIZE)
        for i, words in enumerate(lines):
            self.text(x, y + i * step, words, **style | ({"gid": None} if i else {}))

    def line(self, *points, width=1.0, colour=INK, dashed=False, under=False, gid=None):
        """Draw a line through (x, y) points; under: beneath all that is drawn, as guides are."""
        style = _stroke(width, dashed)
        layer = _UNDER if under else _LINE
        self._add(layer, "polyline", gid, {"points": _points(points)} | style, fill=None, stroke=colour)

    def area(self, *points, fill=PALE, edge=None, width=1.0, dashed=False, gid=None):
        """Draw a filled polygon; fill or edge may be None."""
        style = _stroke(width, dashed) if edge else {}
        self._add(_AREA, "polygon", gid, {"points": _points(points)} | style, fill=fill, stroke=edge)

    def box(self, left, top, right, bottom, **style):
        """Draw a rectangle; the style as in `area`."""
        self.area((left, top), (right, top), (right, bottom), (left, bottom), **style)

    def mark(self, x, y, shape="dot", *, size=8, colour=INK, hollow=False, gid=None):
        """Draw one of _MARKS around a point; hollow: an config with paper inside, for what is only planned."""
        half = (size - 1.5 * hollow) / 2
        style = {"stroke_width": 1.5 if hollow or shape == "tick" else None}
        colours = {"fill": PAPER if hollow else colour, "stroke": colour if style["stroke_width"] else None}
        if shape == "dot":
            at = {"cx": _short(x), "cy": _short(y), "r": _short(half)}
            self._add(_MARK, "circle", gid, at | style, **colours)
        else:
            corners = _points((x + half * across, y + half * down) for across, down in _MARKS[shape])
            self._add(_MARK, "polygon", gid, {"points": corners} | style, **colours)

    def arrow(self, start, end, *, width=1.25, head=5, colour=INK, dashed=False, gid=None):
        """Draw a line from start to end, both (x, y), with a filled head at its end."""
        (x, y), (to_x, to_y) = start, end
        length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        if length == 0:
            return
        along, aside = ((to_x - x) / length, (to_y - y) / length), ((y - to_y) / length, (to_x - x) / length)
        neck = (to_x - head * along[0], to_y - head * along[1])
        wings = [(neck[0] + side * head / 2 * aside[0], neck[1] + side * head / 2 * aside[1]) for side in (1, -1)]
        self.line(start, neck, width=width, colour=colour, dashed=dashed, gid=gid)
        self.area(end, *wings, fill=colour)

    def svg(self, height):
        """Return the whole file as text, cut off at that height."""
        high = _short(height)
        size = f'viewBox="0 0 {WIDTH} {high}" width="{WIDTH}pt" height="{high}pt"'
        dark = "".join(f".{name}-{of}{{{of}:{_COLOURS[name][1]}}}" for name, of in sorted(self._used))
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}">',
                f"<style>@media (prefers-color-scheme: dark) {{{dark}}}</style>",
                f'<rect width="100%" height="100%" class="paper-fill" fill="{_COLOURS[PAPER][0]}"/>',
                *(element for layer in self._layers for element in layer),
                "</svg>\n",
            ]
        )

    def _add(self, layer, tag, gid, attributes, content="", **colours):
        used = {(name, of) for of, name in colours.items() if name}
        self._used |= used
        classes = " ".join(f"{name}-{of}" for name, of in sorted(used))
        paint = {of: _COLOURS[name][0] if name else "none" for of, name in colours.items() if name or of == "fill"}
        written = {"id": gid, "class": classes or None} | attributes | paint
        told = "".join(
            f' {name.replace("_", "-")}="{escape(str(value))}"' for name, value in written.items() if value is not None
        )
        self._layers[layer].append(f"<{tag}{told}>{escape(content)}</{tag}>" if content else f"<{tag}{told}/>")


def _stroke(width, dashed):
    return {"stroke_width": _short(width), "stroke_dasharray": "3 2" if dashed else None, "stroke_linejoin": "round"}


def _short(number):
    """A length in as few digits as are seen.

    >>> _short(12.0), _short(0.123)
    ('12', '0.12')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _points(points):
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def one_line(words):
    """Words as they stand in one line, with one space between them; a no-break space holds.

    >>> one_line("von   Montag\\nbis  Freitag ")
    'von Montag bis Freitag'
    """
    return re.sub(r"[ \t\r\n]+", " ", words).strip(" ")


@cache
def _widths(bold):
    """How wide each letter is, in parts of 2,048 of the size: the advance widths of DejaVu Sans, without kerning."""
    tables = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="utf-8"))
    table = tables["bold" if bold else "regular"]
    return {ord(letter): int(width) for width, letters in table.items() for letter in letters}


def text_width(words, size=SIZE, bold=False):
    """How wide a line of words is, in points; a letter that the table lacks counts as a full square.

    >>> text_width("12.000"), text_width("부대")
    (34.990234375, 20.0)
    """
    widths = _widths(bold)
    return size * sum(widths.get(ord(letter), 0 if unicodedata.combining(letter) else 2048) for letter in words) / 2048


def wrapped(words, width, size=SIZE, bold=False):
    """The words in lines that are no wider than `width` points; a single longer word is cut, a no-break space holds.

    >>> wrapped("mindestens dreitausend Soldaten", 100)
    ['mindestens', 'dreitausend', 'Soldaten']
    """
    lines = [""]
    for word in one_line(words).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, bold) <= width:
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while text_width(lines[-1], size, bold) > width and len(lines[-1]) > 1:
            fits = max(n for n in range(1, len(word)) if n == 1 or text_width(lines[-1][:n], size, bold) <= width)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


def text_height(lines, size=SIZE):
    """How high so many lines of text are, in points.

    >>> text_height(2, size=10)
    27.0
    """
    return lines * LINE * size


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

    def at(self, number):
        """The x of a number."""
        return round(self.left + (self.right - self.left) * number / self.highest, 1)

    @property
    def ticks(self):
        """Round numbers from 0 up to the highest, no more of them than can be labelled side by side."""
        most = max(2, int((self.right - self.left) / 42))
        steps = (base * 10**power for power in count() for base in (1, 2, 5))
        step = next(step for step in steps if self.highest // step <= most)
        return tuple(range(0, self.highest + 1, step))

    def axis(self, canvas, top, bottom, language):
        """Draw faint lines at the ticks from top to bottom, with their numbers below, 14 pt high; and the line of 0."""
        for tick in self.ticks:
            x = self.at(tick)
            canvas.line((x, top), (x, bottom), width=0.75, colour=PALE if tick else GREY, under=True)
        self.numbers(canvas, bottom + 8, language)

    def numbers(self, canvas, y, language):
        """Write the numbers of the ticks at height y."""
        for tick in self.ticks:
            canvas.text(self.at(tick), y, format_number(tick, language), size=SMALL, align="center")
