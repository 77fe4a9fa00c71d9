"""Drawings as a reader sees them, and one of each figure as an exercise would ask for it."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from answering import EXERCISE
from drawn import ROOT, TITLE, Drawn, Words, overlapping
from drawn import figure_context as troops

from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.base import Exercise
from geo_lesson.figures.as_tables import Drift, Matrix
from geo_lesson.figures.base import Figure
from geo_lesson.figures.catalogue import figure_of
from geo_lesson.figures.confidence import Confidence
from geo_lesson.figures.origins import Origins
from geo_lesson.figures.places import Ladder
from geo_lesson.figures.ranges import Ranges
from geo_lesson.figures.sets import Sets
from geo_lesson.figures.timeline import Timeline

TROOPS = ROOT / "data" / "troops"
CONTENT = LessonFolder(TROOPS)
HILL = ROOT / "data" / "hill"
ON_THE_HILL = [claim.id for claim in LessonFolder(HILL).table("claims.csv") if claim.ends]


@cache
def _bare(language):
    return troops(language)


def figure_context(language="de", exercise=None, answer=None, config=None):
    """The context of the lesson "troops", its tables read once."""
    bare = _bare(language)
    return replace(bare, exercise=exercise, answer=answer, config=config or bare.config)


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


class Line(Words):
    """A line of words with the sides of its box."""

    left, top, right, bottom = (property(lambda self, i=i: self.box[i]) for i in range(4))


class Seen(Drawn):
    """An SVG of the canvas with what is to be seen in it."""

    def __init__(self, svg):
        super().__init__(svg)
        self.texts = [Line(**vars(text)) for text in self.texts]
        self.width, self.height = (float(n) for n in self.root.get("viewBox").split()[2:])

    @property
    def said(self):
        """All words, one line each."""
        return "\n".join(text.words for text in self.texts)

    def find(self, words):
        """The lines that read exactly so."""
        return [text for text in self.texts if text.words.replace("\xa0", " ") == words]

    def starting(self, start):
        """The ids that begin so, in the order of the file."""
        return [id for id in self.elements if id.startswith(start)]

    def shape(self, id):
        """The outline that a mark is drawn by: its corners from its middle; none where it is round."""
        x, y, _, is_round = self.mark(id)
        return () if is_round else tuple((round(a - x), round(b - y)) for a, b in self.points(id))

    def paths(self):
        """All lines and outlines, not areas: their points."""
        found = [element for element in self.root.iter() if element.get("points") and element.get("fill") == "none"]
        return [[tuple(map(float, point.split(","))) for point in each.get("points").split()] for each in found]

    def overlaps(self):
        """Pairs of lines of words that cover each other."""
        return overlapping(self.texts)

    def outside(self):
        """Words that leave the sheet."""
        edges = [(t.left >= 0, t.top >= 0, t.right <= self.width, t.bottom <= self.height) for t in self.texts]
        return [text.words for text, inside in zip(self.texts, edges, strict=True) if not all(inside)]


EDGES = {
    "service-to-zelensky": ("ua-intelligence", "zelensky", "solid"),
    "zelensky-to-agencies": ("zelensky", "agencies", "solid"),
    "pentagon-to-agencies": ("pentagon", "agencies", "solid"),
    "agencies-to-original": ("agencies", "original", "dashed"),
    "us-to-kyiv": ("us-government", "ua-government", "dashed"),
    "nis-to-zelensky": ("kr-intelligence", "zelensky", "none"),
    "zelensky-to-pentagon": ("zelensky", "pentagon", "none"),
    "zelensky-to-seoul": ("zelensky", "kr-office", "dashed"),
    "hur-to-zelensky-12000": ("ua-intelligence", "zelensky", "solid"),
}
NODES = {
    "ua-intelligence": both("ukrainischer Geheimdienst", "Ukrainian intelligence"),
    "zelensky": both("Selenskyj", "Zelensky"),
    "pentagon": both("Pentagon"),
    "agencies": both("Nachrichtenagenturen", "news agencies"),
    "original": both("Meldung hinter dem Arbeitstext", "report behind the working text"),
    "us-government": both("US-Regierung", "US government"),
    "ua-government": both("ukrainische Regierung", "Ukrainian government"),
    "kr-intelligence": both("Südkoreas Geheimdienst", "South Korea's intelligence"),
    "kr-office": both("Südkoreas Präsidialamt", "South Korea's Presidential Office"),
}
LINES = {"stated": "solid", "implied": "dashed", "unknown": "dashed", "none": "none"}
SUPPORT = {
    "stated": both("gesagt – die Herkunft wird genannt", "stated – the origin is named"),
    "implied": both("erschlossen – nicht gesagt", "implied – not said"),
    "unknown": both("unbekannt – Kontakt belegt", "unknown – contact on record"),
    "none": both("kein Anhalt – nichts spricht dafür", "none – nothing points to it"),
}
ARROWS = classification(SUPPORT, {row: (both(row), ["stated"]) for row in EDGES})
ORIGINS = Origins(kind="origins", title=TITLE, nodes=NODES, edges=EDGES, lines=LINES)
LINE_VALUES = {"solid": "stated", "dashed": "unknown", "none": "none"}
OWN_ARROWS = {f"{row} value": LINE_VALUES[line] for row, (_, _, line) in EDGES.items()}

FIGURES = ("c12000", "c3000", "c10000")
SETS = Sets(kind="sets", title=TITLE, readings=["R2", "R3", "R5", "R7"], claims=FIGURES)
ALL_SETS = Sets(kind="sets", title=TITLE, readings=list(CONTENT.config.readings), claims=FIGURES)

CARDS = {
    "M3": ["C010"],
    "M2": ["C008", "C009"],
    "M4": ["C017"],
    "M5": ["C020"],
    "M6": ["C018", "C019"],
    "M17": ["C021", "C022", "C023"],
    "M9": ["C031"],
    "M13": ["C051", "C052"],
}
CARD_KINDS = {
    "plan": both("Plan / Erwartung", "plan / expectation"),
    "inflow": both("Zuwachs in einem Zeitraum", "arrivals in a period"),
    "stock": both("Gesamtbestand oder insgesamt Entsandte", "total present or total sent"),
    "part": both("Teil an einem bestimmten Ort", "part at a particular place"),
}
SORTED_CARDS = classification(CARD_KINDS, {card.lower(): (both(card), ["stock"]) for card in CARDS})
OWN_CARDS = {"m3 value": "inflow", "m4 value": "plan", "m9 value": "stock"}
TIMELINE = Timeline(
    kind="timeline",
    title=TITLE,
    claims=[id for ids in CARDS.values() for id in ids],
    choices={card.lower(): ids for card, ids in CARDS.items()},
    periods={"C010": ("2024-10-08", "2024-10-13")},
)
AUTUMN = [claim.id for claim in CONTENT.table("record.csv") if claim.stated_on < "2025" and claim.ends]
IN_AUTUMN = [c.id for c in CONTENT.table("record.csv") if "2024-10" <= c.stated_on[:7] <= "2024-12" and c.ends]
CROWD = Timeline(kind="timeline", title=TITLE, claims=AUTUMN)

PLACES = {
    "far-east": both("östliches Russland (Ferner Osten)", "eastern Russia (Far East)"),
    "kursk": both("Westrussland nahe der Front (z. B. Kursk)", "western Russia near the front (e.g. Kursk)"),
    "ukraine": both("Gebiet der Ukraine", "territory of Ukraine"),
    "russia": both("„Russland“ ohne genauere Angabe", "'Russia' without further detail"),
}
STATEMENTS = {
    "m5": (both("M5: Transport nach Wladiwostok", "M5: transport to Vladivostok"), ["far-east"]),
    "w7": (both("W7: 3.000 auf dem Gebiet Russlands", "W7: 3,000 on the territory of Russia"), ["russia"]),
    "m12": (
        both(
            "M12: Vorhut mit einem General auf dem Weg an die Front in Russland nahe der Ukraine, noch ungeprüft",
            "M12: advance team with a general on its way to the front in Russia near Ukraine, not yet verified",
        ),
        ["kursk", "russia"],
    ),
    "w11": (both("W11: Front in der Ukraine", "W11: front in Ukraine"), ["ukraine"]),
}
RUNGS = classification(PLACES, STATEMENTS)
OWN_RUNGS = {"m5 value": "far-east", "w7 value": "kursk", "m12 value": "kursk", "w11 value": "ukraine"}
LADDER = Ladder(
    kind="ladder",
    title=TITLE,
    rungs={"far-east": "eastern_russia", "russia": "russia", "kursk": "western_russia", "ukraine": "ukraine"},
    points=["vladivostok", "kursk", "pyongyang", "khabarovsk", "ulan_ude"],
    distances=[("vladivostok", "kursk"), ("pyongyang", "vladivostok")],
)

RATINGS = tuple((80, right) for right in (True, True, False, True, False))
RATINGS += ((50, True), (50, False), (65, True), (95, True))
CONFIDENCE = Confidence(ratings=(*RATINGS, (25, False)))

_SIGNS = {"=": "same", "≠": "different", "?": "unclear"}
_KEY = {
    "unit": ("Wer oder was wird gezählt?", "=? =? =?"),
    "status": ("Status (angekündigt / da / in Ausbildung)", "≠ ≠ ?≠"),
    "place": ("Ort", "=? =? =?"),
    "time": ("Zeitbezug", "≠ ≠ ?="),
    "kind": ("Art der Zahl", "? ? ?="),
    "origin": ("Herkunft der Angabe", "? ≠ ≠"),
}
PAIRS = {"b": "12.000 ↔ 3.000", "c": "12.000 ↔ 10.000", "d": "3.000 ↔ 10.000"}


def grid():
    """The exercise with the matrix: rows are respects, columns are pairs."""
    values = [{"id": id, "text": both(sign)} for sign, id in _SIGNS.items()]
    columns = [{"id": id, "text": both(pair, pair.replace(".", ",")), "values": values} for id, pair in PAIRS.items()]
    rows = [
        {
            "id": id,
            "text": both(text),
            "feedback": both("x"),
            "accept": {of: [_SIGNS[s] for s in signs] for of, signs in zip(PAIRS, key.split(), strict=True)},
        }
        for id, (text, key) in _KEY.items()
    ]
    told = {"id": "matrix", "kind": "grid", "title": both("t"), "minutes": 10, "prompt": both("p")}
    return EXERCISE.validate_python(told | {"columns": columns, "rows": rows})


def entries():
    """All "the same", but for one cell that is right otherwise and one that is empty."""
    every = {f"{row} {column}": "same" for row in _KEY for column in PAIRS}
    return {**every, "status b": "different", "kind c": None}


ROWS = {"w8": "c10000", "w7": "c3000", "w6": "c12000", "m5": "C020", "m13": "C052", "m9": "C031", "m2": "C008"}
BOUNDS = {"none": "exact", "min": "at_least", "max": "at_most", "about": "about", "open": "unclear"}
CHOSEN = {"w8 value": "none", "w7 value": "min", "w6 value": "open", "m13 value": "max", "m9 value": "about"}
GUESSED = ["C020", "C021", "C031", "C033", "C034", "C006", "C060", "C037", "C001"]
OWN_RANGE = {"low": "3.000", "best": "10000", "high": "12.000"}
MANY_STEPS = ["T01", "T03", "T02", "T05", "T08", "T20"]


def _figure(figure, **spec):
    return figure.model_validate({"kind": figure.__name__.lower(), "title": TITLE, **spec})


@dataclass(frozen=True)
class Sample:
    """A figure with the exercise and the answer that it is drawn for, in the lesson "troops" or another."""

    figure: Figure
    exercise: Exercise | None = None
    answer: object = None
    lesson: Path = TROOPS

    def draw(self, language):
        if self.lesson != TROOPS:
            return self.figure.draw(troops(language, self.lesson))
        return self.figure.draw(figure_context(language, self.exercise, self.answer))


SAMPLES = {
    "kind-of-number": Sample(_figure(Ranges, claims=ROWS, bounds=BOUNDS), answer=CHOSEN),
    "own-range": Sample(_figure(Ranges, claims=GUESSED, own=True), answer=OWN_RANGE),
    "whole-autumn": Sample(_figure(Ranges, claims=IN_AUTUMN)),
    "filled-matrix": Sample(_figure(Matrix), grid(), entries()),
    "compared": Sample(_figure(Matrix, claims=FIGURES)),
    "compared-record": Sample(_figure(Matrix, claims=["C021", "C006", "C001"])),
    "one-drift": Sample(_figure(Drift, steps=["w8"])),
    "six-drifts": Sample(_figure(Drift, steps=MANY_STEPS)),
    "layers": Sample(
        figure_of(CONTENT, "kind-of-sentence"), CONTENT.exercise("kind-of-sentence"), {"c10000 value": "conjecture"}
    ),
    "origins": Sample(ORIGINS, ARROWS, OWN_ARROWS),
    "origins-of-claims": Sample(_figure(Origins, claims=FIGURES)),
    "origins-on-the-hill": Sample(_figure(Origins, claims=ON_THE_HILL), lesson=HILL),
    "sets": Sample(SETS),
    "all-sets": Sample(ALL_SETS),
    "timeline": Sample(TIMELINE, SORTED_CARDS, OWN_CARDS),
    "autumn": Sample(CROWD),
    "ladder": Sample(LADDER, RUNGS, OWN_RUNGS),
    "confidence": Sample(CONFIDENCE),
}
