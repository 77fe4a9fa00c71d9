"""The sheet that all figures are drawn on: white paper of one width, measured words, the same bytes each time.

Lengths are points, as in the SVG itself, from the top left corner: the sheet is 480 pt wide, which a page shows as
640 px. matplotlib is imported where it is used, and never pyplot: pictures are drawn in the thread that judges answers.
"""

import re
import threading
import unicodedata
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import count

from geo_lesson.language import format_number

WIDTH = 480
MARGIN = 8
SIZE, SMALL = 10, 9
LINE = 1.35  # from one line of text to the next, as a share of its size

# Okabe & Ito (2008): told apart by people who see colours differently. Never the only difference between two marks.
BLACK, WHITE, GREY, PALE = "#000000", "#ffffff", "#595959", "#d9d9d9"
ORANGE, SKY, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILION, PURPLE = "#0072b2", "#d55e00", "#cc79a7"

MARKS = {"dot": "o", "square": "s", "diamond": "D", "triangle": "^", "wedge": "v", "cross": "X", "tick": "|"}

_FAMILY = "DejaVu Sans"
_FAMILIES = "'DejaVu Sans', Verdana, Arial, sans-serif"
# What an SVG does without, about half of it: fonts named again, turning by no angle, groups that nobody has named.
_IDLE = re.compile(rf"""font-family: '{_FAMILY}'; |; text-anchor: start| transform="rotate\(-0 [^"]*\)\"""")
_UNNAMED = re.compile(r' *<g id="(?:text|line2d|patch)_\d+">\n((?:(?! *</?g).*\n)+) *</g>\n')
_DROPPED = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_SETTINGS = ("figure.", "font.", "lines.", "markers.", "patch.", "path.", "svg.", "text.")
# matplotlib's settings belong to the whole process: two drawings at once would put back each other's.
_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def sheet():
    """A Canvas to draw on, with matplotlib's own settings whatever the notebook has set, which it keeps.

    >>> with sheet() as canvas:
    ...     canvas.text(MARGIN, 10, "12.000")
    ...     svg = canvas.svg(height=20)
    >>> svg.count("12.000"), 'viewBox="0 0 480 20"' in svg
    (1, True)
    """
    import matplotlib

    usual = {name: value for name, value in matplotlib.rcParamsDefault.items() if name.startswith(_SETTINGS)}
    ours = {"svg.fonttype": "none", "svg.hashsalt": "geo_lesson", "font.family": [_FAMILY], "text.parse_math": False}
    with _ONE_AT_A_TIME, matplotlib.rc_context(usual | ours), warnings.catch_warnings():
        # The page has other fonts for what DejaVu Sans lacks, such as Korean names.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        yield Canvas()


class Canvas:
    """What is drawn: words over marks over lines over areas over `under`, and among these the later over the earlier.

    `gid` becomes the id of the group <g> in the SVG that holds what was drawn; it has no spaces and is given once.
    """

    def __init__(self):
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self._figure = Figure(facecolor=WHITE)
        self._down = Affine2D()
        self._transform = self._down + self._figure.dpi_scale_trans
        self._attributes = []

    def text(self, x, y, words, *, size=SIZE, bold=False, colour=BLACK, align="left", struck=False, gid=None):
        """One line of words, its middle at height y; align: which end of it x is, left, center or right."""
        from matplotlib.text import Text

        words = one_line(words)
        if not words:  # matplotlib leaves it out, and the lengths below are told in order
            return
        font = {"family": _FAMILY, "size": size, "weight": "bold" if bold else "normal"}
        place = {"ha": align, "va": "baseline", "transform": self._transform}
        self._add(Text(x, y + 0.36 * size, words, color=colour, parse_math=False, **font, **place), gid, 4)
        # Where DejaVu Sans is missing, another font is set to the width that was measured.
        across = f'textLength="{text_width(words, size, bold):.1f}"'
        self._attributes.append(across + ' text-decoration="line-through"' * struck)

    def lines(self, x, y, lines, **style):
        """Several lines, the first with its middle at height y; only that one has the gid."""
        step = LINE * style.get("size", SIZE)
        for i, words in enumerate(lines):
            self.text(x, y + i * step, words, **style | ({"gid": None} if i else {}))

    def line(self, *points, width=1.0, colour=BLACK, dashed=False, under=False, gid=None):
        """A line through (x, y) points; under: beneath all that is drawn, as guides are."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        style = {"linewidth": width, "color": colour, "linestyle": (0, (3, 2)) if dashed else "-"}
        style |= {"solid_capstyle": "butt", "solid_joinstyle": "round"}
        self._add(Line2D(xs, ys, transform=self._transform, **style), gid, 0 if under else 2)

    def area(self, *points, fill=PALE, edge=None, width=1.0, dashed=False, gid=None):
        """A filled polygon; fill or edge may be None."""
        from matplotlib.patches import Polygon

        style = {"facecolor": fill or "none", "edgecolor": edge or "none", "linewidth": width}
        style["linestyle"] = (0, (3, 2)) if dashed else "-"
        self._add(Polygon(points, closed=True, transform=self._transform, **style), gid, 1)

    def box(self, left, top, right, bottom, **style):
        """A rectangle; the style as in `area`."""
        self.area((left, top), (right, top), (right, bottom), (left, bottom), **style)

    def mark(self, x, y, shape="dot", *, size=8, colour=BLACK, hollow=False, gid=None):
        """A mark of one of MARKS around a point; hollow: an outline with paper inside, for what is only planned."""
        from matplotlib.lines import Line2D

        style = {"marker": MARKS[shape], "markersize": size - 1.5 * hollow, "markeredgewidth": 1.5 * hollow}
        inside = {"markerfacecolor": WHITE if hollow else colour, "markeredgecolor": colour}
        self._add(Line2D([x], [y], linestyle="none", transform=self._transform, **style, **inside), gid, 3)

    def arrow(self, start, end, *, width=1.25, head=5, colour=BLACK, dashed=False, gid=None):
        """A line from start to end with a filled head at its end; both are (x, y)."""
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
        """The whole file as text, cut off at that height."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        self._figure.set_size_inches(WIDTH / 72, height / 72)
        self._down.clear().translate(0, -height).scale(1 / 72, -1 / 72)
        written = StringIO()
        FigureCanvasSVG(self._figure).print_svg(written, metadata=_DROPPED)
        attributes = iter(self._attributes)
        found = re.sub("<text ", lambda _: f"<text {next(attributes)} ", written.getvalue())
        found = found.replace("<svg ", f'<svg font-family="{_FAMILIES}" ', 1)
        return _UNNAMED.sub(r"\1", _IDLE.sub("", found))

    def _add(self, artist, gid, layer):
        artist.set_gid(gid)
        artist.set_zorder(layer)
        self._figure.add_artist(artist)


def one_line(words):
    """Words as they stand in one line, with one space between them; a no-break space holds.

    >>> one_line("von   Montag\\nbis  Freitag ")
    'von Montag bis Freitag'
    """
    return re.sub(r"[ \t\r\n]+", " ", words).strip(" ")


def text_width(words, size=SIZE, bold=False):
    """How wide a line of words is, in points; what DejaVu Sans lacks and is written wide counts as a full square."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=_FAMILY, size=size, weight="bold" if bold else "normal")
    squares = "".join("—" if unicodedata.east_asian_width(letter) in "WF" else letter for letter in words)
    return text_to_path.get_text_width_height_descent(squares, font, ismath=False)[0]


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
