"""Read drawings as a reader sees them: words with their places, marks, lines and areas by the id of their group."""

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from geo_lesson.exercises import EXERCISE
from geo_lesson.figures.base import Scene
from geo_lesson.folder import Content

_SVG = "{http://www.w3.org/2000/svg}"
CONTENT = Content(Path(__file__).parent.parent / "data" / "troops")


def scene(language="de", exercise=None, answer=None, outline=None):
    """What the figures of the lesson "troops" are drawn from."""
    rows = {name: {row.id: row for row in CONTENT.table(f"{name}.csv")} for name in ("claims", "record", "sources")}
    places = {place.id: place for place in CONTENT.table("places.csv")}
    told = {"claims": rows["claims"] | rows["record"], "sources": rows["sources"], "places": places}
    outline = outline or CONTENT.outline
    return Scene(language, outline, **told, origins=CONTENT.table("origins.csv"), exercise=exercise, answer=answer)


def both(de, en=None):
    """A text of a lesson file in both languages."""
    return {"de": de, "en": en or de}


def classification(values, rows):
    """An exercise of the kind classify; values: {id: text}, rows: {id: (text, accepted value ids)}."""
    given = {"id": "sorted", "kind": "classify", "title": both("Zuordnen"), "minutes": "1", "prompt": both("Was?")}
    given["values"] = [{"id": id, "text": text} for id, text in values.items()]
    feedback = both("Das begründet ein Satz, der hier stehen würde.")
    given["rows"] = [
        {"id": id, "text": text, "accept": list(accept), "feedback": feedback} for id, (text, accept) in rows.items()
    ]
    return EXERCISE.validate_python(given)


@dataclass(frozen=True)
class Words:
    """A line of words and the box that it takes."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool


class Drawn:
    """An SVG of the canvas, read."""

    def __init__(self, svg):
        self.svg = svg
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        self.width, self.height = (float(n) for n in self.root.get("viewBox").split()[2:])
        self.texts = [_words(element) for element in self.root.iter(f"{_SVG}text")]
        self.groups = {g.get("id"): g for g in self.root.iter(f"{_SVG}g") if g.get("id")}

    @property
    def said(self):
        """All words, one line each."""
        return "\n".join(text.words for text in self.texts)

    def find(self, words):
        """The lines that read exactly so."""
        return [text for text in self.texts if text.words.replace("\xa0", " ") == words]

    def ids(self, start):
        """The ids of groups that begin so, in the order of the file."""
        return [id for id in self.groups if id.startswith(start)]

    def points(self, id):
        """The corners of what the group draws."""
        return path_points(self.groups[id].find(f".//{_SVG}path[@style]").get("d"))

    def style(self, id):
        """The style of what the group draws."""
        group = self.groups[id]
        use = next(group.iter(f"{_SVG}use"), None)
        return (group.find(f".//{_SVG}path[@style]") if use is None else use).get("style")

    def mark(self, id):
        """Where the mark of that group stands, and its shape (the path it is drawn by)."""
        use = next(self.groups[id].iter(f"{_SVG}use"))
        shape = use.get("{http://www.w3.org/1999/xlink}href")[1:]
        path = next(p for p in self.root.iter(f"{_SVG}path") if p.get("id") == shape)
        return float(use.get("x")), float(use.get("y")), path.get("d")

    def lines(self):
        """All lines, not areas: their points."""
        paths = [p for p in self.root.iter(f"{_SVG}path") if "fill: none" in (p.get("style") or "")]
        return [path_points(path.get("d")) for path in paths]

    def overlaps(self):
        """Pairs of lines of words that cover each other."""
        return [(a.words, b.words) for a, b in combinations(self.texts, 2) if _meet(a, b)]

    def outside(self):
        """Words that leave the sheet."""
        edges = [(t.left >= 0, t.top >= 0, t.right <= self.width, t.bottom <= self.height) for t in self.texts]
        return [text.words for text, inside in zip(self.texts, edges, strict=True) if not all(inside)]


def path_points(d):
    """The points of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML] (\S+) (\S+)", d)]


def _words(element):
    style = dict(part.split(": ") for part in element.get("style").split("; "))
    size, width = float(style["font-size"].removesuffix("px")), float(element.get("textLength"))
    x, y = float(element.get("x")), float(element.get("y"))
    left = x - width * {"middle": 0.5, "end": 1}.get(style.get("text-anchor"), 0)
    bold = style.get("font-weight") == "700"
    return Words(element.text, left, y - 0.75 * size, left + width, y + 0.22 * size, size, bold)


def _meet(a, b):
    return a.left + 0.5 < b.right and b.left + 0.5 < a.right and a.top + 0.5 < b.bottom and b.top + 0.5 < a.bottom
