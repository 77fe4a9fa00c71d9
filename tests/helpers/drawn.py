"""What the tests of the figures share: a context from a real lesson, and what stands in an SVG or in a table."""

from dataclasses import dataclass, replace
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from paths import ROOT

from geo_lesson.content.folder import LessonFolder
from geo_lesson.figures import catalogue as gallery

_SVG = "{http://www.w3.org/2000/svg}"
TITLE = {"de": "Was sieht man hier?", "en": "What is to be seen here?"}


def figure_context(language, folder=ROOT / "data" / "troops", **more):
    """The context of a lesson, as a notebook or an exercise would make it."""
    return replace(gallery.figure_context(LessonFolder(folder), language), **more)


def cells(picture):
    """The words of a figure that is a table, row by row, without what only screen readers meet."""
    return [["".join(run.text for run in cell if run.kind != "hidden") for cell in row] for row in picture.table]


def kinds(picture, kind):
    """The words of all runs of one kind in a figure that is a table."""
    return [run.text for row in picture.table for cell in row for run in cell if run.kind == kind]


@dataclass(frozen=True)
class Words:
    """A <text>: its words, size, the width it asks for, and the box it fills."""

    words: str
    size: float
    asked: float
    box: tuple
    gid: str | None


class Drawn:
    """An SVG as the tests read it; lengths in points."""

    def __init__(self, svg):
        self.svg, self.root = svg, ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        self.elements = {element.get("id"): element for element in self.root.iter() if element.get("id")}
        self.texts = [_words(text) for text in self.root.iter(f"{_SVG}text")]

    @property
    def ids(self):
        """All ids, as often as they are given."""
        return [element.get("id") for element in self.root.iter() if element.get("id")]

    def mark(self, id):
        """Where a mark stands, its colours, and whether it is round."""
        element = self.elements[id]
        if element.tag == f"{_SVG}circle":
            return float(element.get("cx")), float(element.get("cy")), self.style(id), True
        corners = self.corners(element)
        across, down = zip(*corners, strict=True)
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2, self.style(id), False

    def points(self, id):
        """The points of a line or an area."""
        return self.corners(self.elements[id])

    @staticmethod
    def corners(element):
        """The points of an element that is a line or an area."""
        return [tuple(map(float, point.split(","))) for point in element.get("points").split()]

    def style(self, id):
        """Fill, stroke and the like of an element, as one line."""
        said = self.elements[id].attrib
        return "; ".join(f"{name}: {said[name]}" for name in sorted(said) if name.startswith(("fill", "stroke")))

    def upright(self, at_least=15):
        """The x of every upright line that is longer than a mark, whatever it is for."""
        lines = [self.corners(line) for line in self.root.iter(f"{_SVG}polyline")]
        return {p[0][0] for p in lines if len(p) == 2 and p[0][0] == p[1][0] and abs(p[0][1] - p[1][1]) > at_least}

    def word(self, id):
        """The words of one id."""
        return next(text.words for text in self.texts if text.gid == id)


def _words(element):
    size, words = float(element.get("font-size")), element.text
    font = FontProperties(family="DejaVu Sans", size=size, weight=element.get("font-weight", "normal"))
    across, high, below = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    left = float(element.get("x")) - across * {"middle": 0.5, "end": 1}.get(element.get("text-anchor"), 0)
    base = float(element.get("y"))
    box = (left, base - (high - below), left + across, base + below)
    return Words(words, size, float(element.get("textLength")), box, element.get("id"))


def overlapping(texts):
    """Pairs of texts whose boxes meet."""
    found = []
    for i, a in enumerate(texts):
        for b in texts[i + 1 :]:
            (left, top, right, bottom), (x, y, to_x, to_y) = a.box, b.box
            if min(right, to_x) - max(left, x) > 0.5 and min(bottom, to_y) - max(top, y) > 0.5:
                found.append((a.words, b.words))
    return found
