"""An SVG pen: one sheet of one width, measured words, both themes, the same bytes each time.

Lengths are points from the top left corner. The sheet is 480 pt wide, which a page shows as 640 px. The elements have
the colours of a light page; on a dark one, whose `color-scheme` an image follows, those of the style apply.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Literal, TypedDict, Unpack

Point = tuple[float, float]
Colour = Literal["ink", "paper", "grey", "pale", "orange", "sky", "green", "yellow", "blue", "vermilion", "purple"]
Shape = Literal["dot", "square", "diamond", "triangle", "wedge", "cross"]
Align = Literal["left", "center", "right"]

WIDTH = 480
MARGIN = 8
SIZE, LARGE = 9, 10
LINE = 1.35  # from one line of text to the next, as a share of its size
LINE_HEIGHT = 12.2  # of a line of the usual size

# On light and on dark paper. Okabe & Ito (2008): told apart by people who see colours differently. Never the only
# difference between two marks. What words or marks stand on (pale, sky, yellow, orange) is darker in the dark.
_COLOURS: dict[Colour, tuple[str, str]] = {
    "ink": ("#000000", "#f0f0f0"),
    "paper": ("#ffffff", "#1c1c1c"),
    "grey": ("#595959", "#b3b3b3"),
    "pale": ("#d9d9d9", "#4a4a4a"),
    "orange": ("#e69f00", "#b57d00"),
    "sky": ("#56b4e9", "#1f5f85"),
    "green": ("#009e73", "#2bbd92"),
    "yellow": ("#f0e442", "#5f5a00"),
    "blue": ("#0072b2", "#56b4e9"),
    "vermilion": ("#d55e00", "#ff8b3d"),
    "purple": ("#cc79a7", "#e0a0c4"),
}
# Corners of each mark, from its middle, in halves of its size; a dot has none.
_MARKS: dict[Shape, tuple[Point, ...]] = {
    "dot": (),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.41), (1.41, 0), (0, 1.41), (-1.41, 0)),
    "triangle": ((0, -1), (1, 1), (-1, 1)),
    "wedge": ((0, 1), (1, -1), (-1, -1)),
    "cross": (
        *((-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0)),
        *((1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5), (-0.5, 0)),
    ),
}
_FONTS = "'DejaVu Sans', Verdana, Arial, sans-serif"
_ANCHORS: dict[Align, str | None] = {"left": None, "center": "middle", "right": "end"}
_UNDER, _AREA, _LINE, _MARK, _TEXT = range(5)
_Attributes = dict[str, str | float | None]


class TextStyle(TypedDict, total=False):
    """How words look; align: which end of them x is."""

    size: int
    bold: bool
    colour: Colour
    align: Align


class StrokeStyle(TypedDict, total=False):
    """How a line or an edge looks, and its id."""

    width: float
    dashed: bool
    gid: str | None


class AreaStyle(StrokeStyle, total=False):
    """How an area looks; nothing is filled, or has an edge, unless it is said."""

    fill: Colour | None
    edge: Colour


class MarkStyle(TypedDict, total=False):
    """How a mark looks."""

    shape: Shape
    size: float
    colour: Colour
    hollow: bool


class Canvas:
    """Collect what is drawn: words over marks over lines over areas over `under`, the later over the earlier.

    `gid` becomes the id of the element; it has no spaces and is given once.

    >>> canvas = Canvas()
    >>> canvas.text(MARGIN, 10, "12.000")
    >>> svg = canvas.svg(height=20)
    >>> svg.count("12.000"), 'viewBox="0 0 480 20"' in svg
    (1, True)
    """

    def __init__(self) -> None:
        self._layers: list[list[str]] = [[] for _ in range(5)]
        self._painted: set[tuple[Colour, str]] = {("paper", "fill")}

    def text(self, x: float, y: float, words: str, *, gid: str | None = None, **style: Unpack[TextStyle]) -> None:
        """Write one line of words, its middle at height y; align: which end of it x is."""
        words = one_line(words)
        if not words:
            return
        size, bold = style.get("size", SIZE), style.get("bold", False)
        attributes: _Attributes = {
            "x": _short(x),
            "y": _short(y + 0.36 * size),
            "font_size": size,
            "font_weight": "bold" if bold else None,
            "text_anchor": _ANCHORS[style.get("align", "left")],
            # Where DejaVu Sans is missing, another font is set to the width that was measured.
            "textLength": f"{text_width(words, size, bold):.1f}",
        }
        self._add(_TEXT, "text", gid, attributes, fill=style.get("colour", "ink"), content=words)

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, gid: str | None = None, **style: Unpack[TextStyle]
    ) -> None:
        """Write several lines, the first with its middle at height y; only that one has the gid."""
        step = LINE * style.get("size", SIZE)
        for i, words in enumerate(lines):
            self.text(x, y + i * step, words, gid=None if i else gid, **style)

    def paragraph(
        self, x: float, y: float, words: str, width: float = WIDTH - 2 * MARGIN, **style: Unpack[TextStyle]
    ) -> int:
        """Write words in lines no wider than `width`, the first with its middle at height y; return their number."""
        lines = wrapped(words, width, style.get("size", SIZE), style.get("bold", False))
        self.lines(x, y, lines, **style)
        return len(lines)

    def line(self, *points: Point, colour: Colour = "ink", under: bool = False, **style: Unpack[StrokeStyle]) -> None:
        """Draw a line through points; under: beneath all that is drawn, as guides are."""
        attributes = {"points": _points(points)} | _stroke(style)
        self._add(_UNDER if under else _LINE, "polyline", style.get("gid"), attributes, stroke=colour)

    def area(
        self, *points: Point, fill: Colour | None = None, edge: Colour | None = None, **style: Unpack[StrokeStyle]
    ) -> None:
        """Draw a polygon, filled, or with an edge, or both."""
        attributes = {"points": _points(points)} | (_stroke(style) if edge else {})
        self._add(_AREA, "polygon", style.get("gid"), attributes, fill=fill, stroke=edge)

    def box(self, left: float, top: float, right: float, bottom: float, **style: Unpack[AreaStyle]) -> None:
        """Draw a rectangle, in the style of `area`."""
        self.area((left, top), (right, top), (right, bottom), (left, bottom), **style)

    def mark(self, x: float, y: float, *, gid: str | None = None, **style: Unpack[MarkStyle]) -> None:
        """Draw a mark around a point; hollow: an outline with paper inside, for what is only planned."""
        colour, hollow = style.get("colour", "ink"), style.get("hollow", False)
        half, corners = (style.get("size", 8) - 1.5 * hollow) / 2, _MARKS[style.get("shape", "dot")]
        attributes: _Attributes = {"cx": _short(x), "cy": _short(y), "r": _short(half)}
        if corners:
            attributes = {"points": _points((x + half * across, y + half * down) for across, down in corners)}
        attributes["stroke_width"] = 1.5 if hollow else None
        tag, stroke = "polygon" if corners else "circle", colour if hollow else None
        self._add(_MARK, tag, gid, attributes, fill="paper" if hollow else colour, stroke=stroke)

    def arrow(self, start: Point, end: Point, *, gid: str, dashed: bool = False) -> None:
        """Draw a line from start to end with a filled head at its end; nothing where they are one point."""
        (x, y), (to_x, to_y) = start, end
        length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        if length == 0:
            return
        along, across = ((to_x - x) / length, (to_y - y) / length), ((y - to_y) / length, (to_x - x) / length)
        neck = (to_x - _HEAD * along[0], to_y - _HEAD * along[1])
        wings = [(neck[0] + side * _HEAD / 2 * across[0], neck[1] + side * _HEAD / 2 * across[1]) for side in (1, -1)]
        self.line(start, neck, width=1.25, dashed=dashed, gid=gid)
        self.area(end, *wings, fill="ink")

    def svg(self, height: float) -> str:
        """Return the whole file as text, cut off at that height."""
        high = _short(height)
        size = f'viewBox="0 0 {WIDTH} {high}" width="{WIDTH}pt" height="{high}pt"'
        dark = "".join(f".{name}-{paint}{{{paint}:{_COLOURS[name][1]}}}" for name, paint in sorted(self._painted))
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}">',
                f"<style>@media (prefers-color-scheme: dark) {{{dark}}}</style>",
                f'<rect width="100%" height="100%" class="paper-fill" fill="{_COLOURS["paper"][0]}"/>',
                *(element for layer in self._layers for element in layer),
                "</svg>\n",
            ]
        )

    def _add(
        self,
        layer: int,
        tag: str,
        gid: str | None,
        attributes: _Attributes,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        content: str = "",
    ) -> None:
        """Append an element; a colour stands as the attribute of a light page, and as a class for a dark one."""
        painted: dict[str, Colour] = {paint: name for paint, name in (("fill", fill), ("stroke", stroke)) if name}
        self._painted |= {(name, paint) for paint, name in painted.items()}
        classes = " ".join(sorted(f"{name}-{paint}" for paint, name in painted.items()))
        paints = {"fill": "none"} | {paint: _COLOURS[name][0] for paint, name in painted.items()}
        written = {"id": gid, "class": classes or None} | attributes | paints
        markup = "".join(
            f' {name.replace("_", "-")}="{escape(str(value))}"' for name, value in written.items() if value is not None
        )
        self._layers[layer].append(f"<{tag}{markup}>{escape(content)}</{tag}>" if content else f"<{tag}{markup}/>")


def _stroke(style: StrokeStyle) -> _Attributes:
    dashes = "3 2" if style.get("dashed") else None
    return {"stroke_width": _short(style.get("width", 1)), "stroke_dasharray": dashes, "stroke_linejoin": "round"}


def _short(number: float) -> str:
    """Write a length in as few digits as are seen.

    >>> _short(12.0), _short(0.123)
    ('12', '0.12')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def one_line(words: str) -> str:
    """Return words with one space between them; a no-break space holds.

    >>> one_line("von   Montag\\nbis  Freitag ")
    'von Montag bis Freitag'
    """
    return re.sub(r"[ \t\r\n]+", " ", words).strip(" ")


@cache
def _widths(bold: bool) -> dict[int, int]:
    """Read how wide each letter is, in parts of 2,048 of the size: advance widths of DejaVu Sans, without kerning."""
    tables = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="utf-8"))
    table = tables["bold" if bold else "regular"]
    return {ord(letter): int(width) for width, letters in table.items() for letter in letters}


def text_width(words: str, size: int = SIZE, bold: bool = False) -> float:
    """Measure a line of words, in points; a letter that the table lacks counts as a full square.

    >>> text_width("12.000", LARGE), text_width("부대", LARGE)
    (34.990234375, 20.0)
    """
    widths = _widths(bold)
    return size * sum(widths.get(ord(letter), 0 if unicodedata.combining(letter) else 2048) for letter in words) / 2048


def wrapped(words: str, width: float, size: int = SIZE, bold: bool = False) -> list[str]:
    """Break words into lines no wider than `width` points; a single longer word is cut, a no-break space holds.

    >>> wrapped("mindestens dreitausend Soldaten", 90)
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


_HEAD = 5  # the length and width of an arrow's head
