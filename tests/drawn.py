"""What the tests of the figures share: a scene from a real lesson, and what stands in an SVG."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from geo_lesson import gallery
from geo_lesson.folder import Content

ROOT = Path(__file__).parent.parent
_SVG = "{http://www.w3.org/2000/svg}"
TITLE = {"de": "Was sieht man hier?", "en": "What is to be seen here?"}


def scene(language, folder=ROOT / "data" / "troops", **more):
    """The scene of a lesson, as a notebook or an exercise would make it."""
    return replace(gallery.scene(Content(folder), language), **more)


@dataclass(frozen=True)
class Words:
    """A <text>: its words, size, whether it is struck through, the width it asks for, and the box it fills."""

    words: str
    size: float
    struck: bool
    asked: float
    box: tuple
    gid: str | None


class Drawn:
    """An SVG as the tests read it; lengths in points."""

    def __init__(self, svg):
        self.svg, self.root = svg, ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        self.groups = {group.get("id"): group for group in self.root.iter(f"{_SVG}g") if group.get("id")}
        named = {
            text: id for id, group in self.groups.items() if id != "figure_1" for text in group.iter(f"{_SVG}text")
        }
        self.texts = [_words(text, named.get(text)) for text in self.root.iter(f"{_SVG}text")]

    @property
    def ids(self):
        """The ids of all groups, as often as they are given."""
        return [group.get("id") for group in self.root.iter(f"{_SVG}g") if group.get("id")]

    def mark(self, id):
        """Where a mark stands, its style, and whether it is round."""
        (use,) = self.groups[id].iter(f"{_SVG}use")
        (shape,) = [value for key, value in use.attrib.items() if key.endswith("href")]
        outline = next(path for path in self.root.iter(f"{_SVG}path") if f"#{path.get('id')}" == shape)
        return float(use.get("x")), float(use.get("y")), use.get("style"), "C" in outline.get("d")

    def points(self, id):
        """The points of a line or an area."""
        (path,) = self.groups[id].iter(f"{_SVG}path")
        return _points(path)

    def style(self, id):
        """The style of a line or an area."""
        (path,) = self.groups[id].iter(f"{_SVG}path")
        return path.get("style")

    def upright(self, at_least=15):
        """The x of every upright line that is longer than a mark, whatever it is for."""
        lines = [_points(path) for path in self.root.iter(f"{_SVG}path") if "fill: none" in path.get("style", "")]
        return {p[0][0] for p in lines if len(p) == 2 and p[0][0] == p[1][0] and abs(p[0][1] - p[1][1]) > at_least}

    def word(self, id):
        """The words of one id."""
        return next(text.words for text in self.texts if text.gid == id)


def _points(path):
    numbers = re.findall(r"[ML] ([-\d.]+) ([-\d.]+)", path.get("d"))
    return [(float(x), float(y)) for x, y in numbers]


def _words(element, gid):
    style = dict(part.split(": ", 1) for part in element.get("style").split("; "))
    size, words = float(style["font-size"].removesuffix("px")), element.text
    font = FontProperties(family="DejaVu Sans", size=size, weight=int(style.get("font-weight", 400)))
    across, high, below = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    left = float(element.get("x")) - across * {"middle": 0.5, "end": 1}.get(style.get("text-anchor"), 0)
    base = float(element.get("y"))
    box = (left, base - (high - below), left + across, base + below)
    return Words(words, size, "line-through" in str(element.attrib), float(element.get("textLength")), box, gid)


def overlapping(texts):
    """Pairs of texts whose boxes meet."""
    found = []
    for i, a in enumerate(texts):
        for b in texts[i + 1 :]:
            (left, top, right, bottom), (x, y, to_x, to_y) = a.box, b.box
            if min(right, to_x) - max(left, x) > 0.5 and min(bottom, to_y) - max(top, y) > 0.5:
                found.append((a.words, b.words))
    return found
