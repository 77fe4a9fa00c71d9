"""Where is that? Statements on the rungs of a ladder of places, and the distances between some of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims.taxonomy import Location
from geo_lesson.common.fields import WordId
from geo_lesson.common.language import format_number
from geo_lesson.exercises.grid import Classify
from geo_lesson.figures import labels, messages
from geo_lesson.figures.axes import LegendEntry, Scale, draw_legend
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LINE_HEIGHT, MARGIN, SIZE, WIDTH, Canvas, MarkStyle, Point, text_width, wrapped

Choice = Literal["both", "chosen", "defensible"]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class _Statement:
    """A statement on a rung: put there by the student (chosen), defensible there, or both."""

    text: str
    choice: Choice


@dataclass(frozen=True)
class _Rung:
    """A value of the classification, with the statements that stand there; none before the student has put any."""

    value: str
    name: str
    statements: Sequence[_Statement]


@dataclass(frozen=True)
class _Point:
    """A place on the map, in degrees north and east."""

    name: str
    north: float
    east: float


@dataclass(frozen=True)
class _Distance:
    """How far it is from one place to another, rounded to ten kilometres, as their points are hardly more exact."""

    places: str
    kilometres: int


class Ladder(Figure):
    """The values of a classification as rungs, in the order of `rungs` {value id: place id}, then a map and bars.

    Each statement stands where the student has put it, and where it may be put; nothing does before she has. `points`
    are places on the map; of each pair in `distances` the great-circle distance is a bar, to scale.
    """

    kind: Literal["ladder"]
    rungs: Annotated[dict[WordId, WordId], Field(min_length=2)]
    points: tuple[WordId, ...] = ()
    distances: tuple[tuple[WordId, WordId], ...] = ()

    def draw(self, context: FigureContext) -> Picture:
        """Draw the ladder with the map below; leave a place without coordinates out of the map and of the bars."""
        rungs = [_rung(value, context.places[place], context) for value, place in self.rungs.items()]
        places = [context.places[id] for id in (*self.points, *(id for pair in self.distances for id in pair))]
        points = {place.id: point for place in places if (point := _point(place, context.language))}
        distances = [_distance(points[a], points[b]) for a, b in self.distances if {a, b} <= points.keys()]
        rows = [
            (rung.name, statement.text, context.words(messages.CHOICE_LABELS[statement.choice]))
            for rung in rungs
            for statement in rung.statements
        ]
        as_the_crow_flies = context.words(messages.AS_THE_CROW_FLIES)
        rows += [(d.places, context.words(messages.ABOUT_KM, n=d.kilometres), as_the_crow_flies) for d in distances]
        svg = _svg(rungs, points, distances, context)
        return self.picture(context, svg, _alt(rungs, distances, context), messages.LADDER_HEADS, rows)


def _rung(value: str, place: Location, context: FigureContext) -> _Rung:
    statements = []
    for row in context.exercise.rows if isinstance(context.exercise, Classify) and context.chosen else ():
        choice = _CHOICES.get((context.chosen.get(row.id) == value, value in row.accept))
        if choice:
            statements.append(_Statement(context.words(row.text), choice))
    return _Rung(value, context.value_labels.get(value) or labels.name_of(place, context.language), statements)


def _point(place: Location, language: str) -> _Point | None:
    """A place as a point; None where it has no coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return _Point(labels.name_of(place, language), place.latitude, place.longitude)


def _distance(a: _Point, b: _Point) -> _Distance:
    kilometres = 10 * round(distance_km((a.north, a.east), (b.north, b.east)) / 10)
    return _Distance(f"{a.name} – {b.name}", kilometres)


def _svg(
    rungs: Sequence[_Rung], points: dict[str, _Point], distances: Sequence[_Distance], context: FigureContext
) -> str:
    canvas = Canvas()
    y = _draw_ladder(canvas, rungs, context)
    if points:
        y = _draw_map(canvas, points, y + 8)
    if distances:
        y = _draw_distances(canvas, distances, y, context)
    lines = canvas.paragraph(MARGIN, y + 8, context.words(messages.MAP_NOTE)) if points else 0
    return canvas.svg(y + 8 + LINE_HEIGHT * lines)


def _draw_ladder(canvas: Canvas, rungs: Sequence[_Rung], context: FigureContext) -> float:
    """Draw the rungs from the top down, then what the marks mean; return where they end."""
    y: float = MARGIN
    for rung in rungs:
        label = wrapped(rung.name, _LABEL - MARGIN - 14, bold=True)
        canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=2, colour="grey", gid=f"rung-{rung.value}")
        canvas.lines(MARGIN + 6, y + 11, label, bold=True)
        at = y + 11
        for statement in rung.statements:
            _draw_choice(canvas, _LABEL, at, statement.choice)
            lines = canvas.paragraph(_LABEL + 14, at, statement.text, WIDTH - MARGIN - _LABEL - 20)
            at += lines * LINE_HEIGHT + 3
        y += max(len(label) * LINE_HEIGHT, at - y - 11) + 8
    canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=2, colour="grey")
    for rail in (MARGIN, WIDTH - MARGIN):
        canvas.line((rail, MARGIN - 1), (rail, y + 1), width=2, colour="grey")
    choices = {statement.choice for rung in rungs for statement in rung.statements}
    entries = [
        LegendEntry(context.words(messages.CHOICE_LABELS[choice]), partial(_draw_choice, choice=choice))
        for choice in _CHOICES.values()
        if choice in choices
    ]
    return draw_legend(canvas, y + 14, entries) + 10 if entries else y + 8


def _draw_choice(canvas: Canvas, x: float, y: float, choice: Choice) -> None:
    canvas.mark(x + 4, y, **_MARKS[choice])


def _draw_map(canvas: Canvas, points: dict[str, _Point], y: float) -> float:
    """Draw land without borders, and the points with their names; return where the map ends."""
    chart = Map(MARGIN, y, WIDTH - 2 * MARGIN)
    for i, (kind, ring) in enumerate(chart.rings()):
        canvas.area(*ring, fill="pale" if kind == "land" else "paper", gid=f"{kind}-{i}")
    canvas.box(chart.left, chart.top, chart.right, chart.bottom, edge="grey", width=0.75)
    spots = {id: chart.at(point.north, point.east) for id, point in points.items()}
    taken: list[Box] = [(x - 4, at - 4, x + 4, at + 4) for x, at in spots.values()]
    for id, point in points.items():
        canvas.mark(*spots[id], size=7, colour="blue", gid=f"point-{id}")
        left, middle = beside(spots[id], text_width(point.name), SIZE, taken, (chart.left, chart.right))
        canvas.text(left, middle, point.name)
    return chart.bottom


def _draw_distances(canvas: Canvas, distances: Sequence[_Distance], y: float, context: FigureContext) -> float:
    """Draw the distances as bars over one another, from 0; return where they end."""
    scale = Scale(max(distance.kilometres for distance in distances), MARGIN, WIDTH - MARGIN)
    canvas.text(MARGIN, y + 14, context.words(messages.AS_THE_CROW_FLIES), bold=True)
    y += 26
    for i, distance in enumerate(distances):
        label = f"{distance.places}: {context.words(messages.ABOUT_KM, n=distance.kilometres)}"
        canvas.text(MARGIN, y + 2, label)
        canvas.box(scale.at(0), y + 9, scale.at(distance.kilometres), y + 16, fill="blue", gid=f"distance-{i}")
        y += 30
    return y - 8


def _alt(rungs: Sequence[_Rung], distances: Sequence[_Distance], context: FigureContext) -> str:
    statements = [statement for rung in rungs for statement in rung.statements]
    placed = {statement.text for statement in statements if statement.choice != "defensible"}
    right = {statement.text for statement in statements if statement.choice == "both"}
    alt = context.words(messages.EMPTY_LADDER, n=len(rungs))
    if placed:
        alt = context.words(messages.LADDER_WITH_CHOICES, n=len(rungs), set=len(placed), right=len(right))
    if distances:
        lengths = [f"{d.places}: {format_number(d.kilometres, context.language)} km" for d in distances]
        alt += context.words(messages.MAP_BELOW_LADDER, distances="; ".join(lengths))
    return alt


_LABEL = 142
# What a statement on a rung is, by whether the student has put it there and whether it may stand there.
_CHOICES: dict[tuple[bool, bool], Choice] = {
    (True, True): "both",
    (True, False): "chosen",
    (False, True): "defensible",
}
_MARKS: dict[Choice, MarkStyle] = {
    "both": {},
    "chosen": {"shape": "cross", "colour": "vermilion"},
    "defensible": {"shape": "square", "colour": "grey", "hollow": True},
}


RADIUS_KM = 6371


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance of two points, each (degrees north, east), on a sphere of 6,371 km.

    >>> round(distance_km((0, 0), (0, 90)))
    10008
    """
    (north, east), (other_north, other_east) = ([radians(degrees) for degrees in point] for point in (a, b))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(half))


class Map:
    """An equidistant conic projection of northern Asia and eastern Europe into a box on the sheet.

    left, top, width: where the box stands, in points; its height follows from the part of the earth that it shows.
    """

    def __init__(self, left: float, top: float, width: float) -> None:
        corners = [_projected(*corner) for corner in ((_WEST, 46), (_EAST, 46), (_MIDDLE, _SOUTH), (_MIDDLE, _NORTH))]
        self._from, to = min(x for x, _ in corners), max(x for x, _ in corners)
        self._upper = max(y for _, y in corners)
        self._scale = width / (to - self._from)
        self.left, self.top, self.right = left, top, left + width
        self.bottom = top + (self._upper - min(y for _, y in corners)) * self._scale

    def at(self, north: float, east: float) -> Point:
        """Return where a point of the earth stands on the sheet."""
        x, y = _projected(east, north)
        right, down = (x - self._from) * self._scale, (self._upper - y) * self._scale
        return round(self.left + right, 1), round(self.top + down, 1)

    def rings(self) -> Iterator[tuple[str, list[Point]]]:
        """Yield the land and then the inland water in the box, as (kind, points on the sheet)."""
        for kind, ring in _rings():
            points = self._cut([self.at(north, east) for east, north in ring])
            if len(points) > 2:
                yield kind, points

    def _cut(self, points: list[Point]) -> list[Point]:
        """The part of a ring inside the box. Source: Sutherland & Hodgman (1974)."""
        for axis, limit, side in ((0, self.left, 1), (0, self.right, -1), (1, self.top, 1), (1, self.bottom, -1)):
            kept: list[Point] = []
            for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
                was_in, is_in = ((p[axis] - limit) * side >= 0 for p in (before, point))
                if was_in != is_in:
                    share = (limit - before[axis]) / (point[axis] - before[axis])
                    x, y = (round(b + share * (p - b), 1) for b, p in zip(before, point, strict=True))
                    kept.append((x, y))
                kept += [point] if is_in else []
            points = kept
        return points


@cache
def _rings() -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Read the rings of land.txt: (kind, ((degrees east, degrees north), …))."""
    lines = files("geo_lesson.figures").joinpath("land.txt").read_text(encoding="utf-8").splitlines()
    rings = [line.split() for line in lines if not line.startswith("#")]
    return tuple((kind, tuple(_degrees(point) for point in points)) for kind, *points in rings)


def _degrees(written: str) -> Point:
    east, north = written.split(",")
    return float(east), float(north)


def _projected(east: float, north: float) -> Point:
    from_pole = _CONE - radians(north)
    turn = _SHARE * radians(east - _MIDDLE)
    return from_pole * sin(turn), -from_pole * cos(turn)


def beside(point: Point, width: float, size: float, taken: list[Box], ends: tuple[float, float]) -> Point:
    """Return where a name is written beside its point so that it covers none of the boxes taken: (left, middle).

    taken: of names and points; the name's own box is added.   ends: the x that the name stays between. The last place
    is used where none is free.
    """
    x, y = point
    places = [(x + 7, y), (x - 7 - width, y), (x - width / 2, y - size - 2), (x - width / 2, y + size + 2)]
    places += [(x + 5, y - size), (x + 5, y + size), (x - 5 - width, y - size), (x - 5 - width, y + size)]
    for left, middle in places:
        box = (left - 1, middle - size * 0.6, left + width + 1, middle + size * 0.6)
        if ends[0] < box[0] and box[2] < ends[1] and not any(_meet(box, other) for other in taken):
            break
    taken.append(box)
    return left, middle


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


_WEST, _EAST, _SOUTH, _NORTH, _MIDDLE = 10, 162, 36, 76, 88
_PARALLELS = radians(40), radians(60)
_SHARE = (cos(_PARALLELS[0]) - cos(_PARALLELS[1])) / (_PARALLELS[1] - _PARALLELS[0])
_CONE = cos(_PARALLELS[0]) / _SHARE + _PARALLELS[0]
