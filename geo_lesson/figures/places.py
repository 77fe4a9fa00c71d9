"""Where is that? Statements on the rungs of a ladder of places, and the distances between some of them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.common.fields import WordId
from geo_lesson.common.language import Text, format_number
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, choices, chosen, named
from geo_lesson.figures.svg import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    PAPER,
    SMALL,
    VERMILION,
    WIDTH,
    Canvas,
    Scale,
    text_width,
    wrapped,
)


@dataclass(frozen=True)
class Standing:
    """A statement on a rung: put there by the student (chosen), defensible there, or both."""

    text: str
    kind: Literal["both", "chosen", "defensible"]


class Ladder(Figure):
    """The values of a classification as rungs, in the order of `rungs` {value id: place id}, then a map and bars.

    Each statement stands where the student has put it, and where it may be put; nothing does before she has. `points`
    are places on the map; of each pair in `distances` the great-circle distance is a bar, to scale.
    """

    kind: Literal["ladder"]
    rungs: Annotated[dict[WordId, WordId], Field(min_length=2)]
    points: tuple[WordId, ...] = ()
    distances: tuple[tuple[WordId, WordId], ...] = ()

    def draw(self, context):
        """The ladder with the map below; a place without coordinates is left out of the map and of the bars."""
        language, words = context.language, choices(context)
        names = {
            value: words.get(value) or named(context.places[place], language) for value, place in self.rungs.items()
        }
        standing = {value: _standing(value, context) for value in names}
        points = {id: context.places[id] for id in (*self.points, *(id for pair in self.distances for id in pair))}
        points = {id: place for id, place in points.items() if place.latitude is not None}
        pairs = [pair for pair in self.distances if set(pair) <= points.keys()]
        bars = [(*(points[id] for id in pair), _kilometres(*(points[id] for id in pair))) for pair in pairs]
        canvas = Canvas()
        y = _draw_ladder(canvas, names, standing, language)
        if points:
            y = _draw_map(canvas, points, y + 8, language)
        if bars:
            y = _draw_bars(canvas, bars, y, language)
        notes = wrapped(messages.MAP_NOTE[language], WIDTH - 2 * MARGIN, SMALL) if points else []
        canvas.lines(MARGIN, y + 8, notes, size=SMALL)
        svg = canvas.svg(y + 8 + 12.2 * len(notes))
        rows = [
            (names[v], each.text, messages.CHOICE_LABELS[each.kind][language])
            for v, found in standing.items()
            for each in found
        ]
        crow = messages.AS_THE_CROW_FLIES[language]
        rows += [(_between(a, b, language), messages.ABOUT_KM.fill(n=km)[language], crow) for a, b, km in bars]
        return self.picture(context, svg, _alt(standing, bars, language), messages.LADDER_HEADS, rows)


def _standing(value, context):
    """The statements that stand on a rung; none before the student has put any anywhere."""
    given = chosen(context)
    found = []
    for row in context.exercise.rows if given else ():
        kind = (given.get(row.id) == value, value in row.accept)
        found += [Standing(row.text[context.language], _KIND[kind])] if kind in _KIND else []
    return found


def _kilometres(here, there):
    """The distance of two places, rounded to ten kilometres, as their points are hardly more exact."""
    return 10 * round(distance_km((here.latitude, here.longitude), (there.latitude, there.longitude)) / 10)


def _between(here, there, language):
    return f"{named(here, language)} – {named(there, language)}"


def _draw_ladder(canvas, names, standing, language):
    """The rungs from the top down; returns where they end."""
    y = MARGIN
    for value, name in names.items():
        label = wrapped(name, _LABEL - MARGIN - 14, SMALL, bold=True)
        texts = [(each, wrapped(each.text, WIDTH - MARGIN - _LABEL - 20, SMALL)) for each in standing[value]]
        high = max(len(label) * 12.2, sum(len(lines) * 12.2 + 3 for _, lines in texts)) + 8
        canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=2, colour=GREY, gid=f"rung-{value}")
        canvas.lines(MARGIN + 6, y + 11, label, size=SMALL, bold=True)
        at = y + 11
        for each, lines in texts:
            shape, look = _LOOKS[each.kind]
            canvas.mark(_LABEL + 4, at, shape, size=8, **look)
            canvas.lines(_LABEL + 14, at, lines, size=SMALL)
            at += len(lines) * 12.2 + 3
        y += high
    canvas.line((MARGIN, y), (WIDTH - MARGIN, y), width=2, colour=GREY)
    for rail in (MARGIN, WIDTH - MARGIN):
        canvas.line((rail, MARGIN - 1), (rail, y + 1), width=2, colour=GREY)
    return _draw_legend(canvas, y + 14, standing, language)


def _draw_legend(canvas, y, standing, language):
    """What the marks mean, if there are any; returns the middle of the next line."""
    x, found = MARGIN, {each.kind for rung in standing.values() for each in rung}
    for kind in (kind for kind in messages.CHOICE_LABELS if kind in found):
        words = messages.CHOICE_LABELS[kind][language]
        shape, look = _LOOKS[kind]
        canvas.mark(x + 4, y, shape, size=8, **look)
        canvas.text(x + 13, y, words, size=SMALL)
        x += 13 + text_width(words, SMALL) + 14
    return y + 10 if found else y - 6


def _draw_map(canvas, points, y, language):
    """Land without borders, and the points with their names; returns where the map ends."""
    chart = Map(MARGIN, y, WIDTH - 2 * MARGIN)
    for i, (kind, ring) in enumerate(chart.rings()):
        canvas.area(*ring, fill=PALE if kind == "land" else PAPER, gid=f"{kind}-{i}")
    canvas.box(chart.left, chart.top, chart.right, chart.bottom, fill=None, edge=GREY, width=0.75)
    spots = {id: chart.at(place.latitude, place.longitude) for id, place in points.items()}
    taken = [(x - 4, at - 4, x + 4, at + 4) for x, at in spots.values()]
    for id, place in points.items():
        canvas.mark(*spots[id], size=7, colour=BLUE, gid=f"point-{id}")
        name = named(place, language)
        left, middle = beside(spots[id], text_width(name, SMALL), SMALL, taken, (chart.left, chart.right))
        canvas.text(left, middle, name, size=SMALL)
    return chart.bottom


def _draw_bars(canvas, bars, y, language):
    """The distances as bars over one another, from 0; returns where they end."""
    scale = Scale(max(km for *_, km in bars), MARGIN, WIDTH - MARGIN)
    canvas.text(MARGIN, y + 14, messages.AS_THE_CROW_FLIES[language], size=SMALL, bold=True)
    y += 26
    for i, (here, there, km) in enumerate(bars):
        words = f"{_between(here, there, language)}: {messages.ABOUT_KM.fill(n=km)[language]}"
        canvas.text(MARGIN, y + 2, words, size=SMALL)
        canvas.box(scale.at(0), y + 9, scale.at(km), y + 16, fill=BLUE, gid=f"distance-{i}")
        y += 30
    return y - 8


def _alt(standing, bars, language):
    found = {each.text for rung in standing.values() for each in rung if each.kind != "defensible"}
    right = {each.text for rung in standing.values() for each in rung if each.kind == "both"}
    told = "; ".join(f"{_between(a, b, language)}: {format_number(km, language)} km" for a, b, km in bars)
    alt = (
        messages.LADDER_WITH_CHOICES.fill(n=len(standing), set=len(found), right=len(right))
        if found
        else messages.EMPTY_LADDER.fill(n=len(standing))
    )
    return Text(*(alt[of] + (messages.MAP_BELOW_LADDER.fill(told=told)[of] if bars else "") for of in ("de", "en")))


_LABEL = 142
_KIND = {(True, True): "both", (True, False): "chosen", (False, True): "defensible"}
_LOOKS = {
    "both": ("dot", {"colour": INK}),
    "chosen": ("cross", {"colour": VERMILION}),
    "defensible": ("square", {"colour": GREY, "hollow": True}),
}


RADIUS_KM = 6371


def distance_km(here, there):
    """The great-circle distance of two points, each (degrees north, degrees east), on a sphere of 6,371 km.

    >>> round(distance_km((0, 0), (0, 90)))
    10008
    """
    (north, east), (other_north, other_east) = ([radians(degrees) for degrees in point] for point in (here, there))
    half = sin((other_north - north) / 2) ** 2
    half += cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(half))


class Map:
    """An equidistant conic projection of northern Asia and eastern Europe into a box on the sheet.

    left, top, width: where the box stands, in points; its height follows from the piece of the earth that it shows.
    """

    def __init__(self, left, top, width):
        corners = [_projected(*corner) for corner in ((_WEST, 46), (_EAST, 46), (_MIDDLE, _SOUTH), (_MIDDLE, _NORTH))]
        self._from, to = min(x for x, _ in corners), max(x for x, _ in corners)
        self._upper = max(y for _, y in corners)
        self._scale = width / (to - self._from)
        self.left, self.top, self.right = left, top, left + width
        self.bottom = top + (self._upper - min(y for _, y in corners)) * self._scale

    def at(self, north, east):
        """Where a point of the earth stands on the sheet."""
        x, y = _projected(east, north)
        right, down = (x - self._from) * self._scale, (self._upper - y) * self._scale
        return round(self.left + right, 1), round(self.top + down, 1)

    def rings(self):
        """The land and then the inland water in the box, as (kind, points on the sheet)."""
        for kind, ring in _rings():
            points = self._cut([self.at(north, east) for east, north in ring])
            if len(points) > 2:
                yield kind, points

    def _cut(self, points):
        """The part of a ring inside the box. Source: Sutherland & Hodgman (1974)."""
        for axis, limit, side in ((0, self.left, 1), (0, self.right, -1), (1, self.top, 1), (1, self.bottom, -1)):
            kept = []
            for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
                was_in, is_in = ((p[axis] - limit) * side >= 0 for p in (before, point))
                if was_in != is_in:
                    share = (limit - before[axis]) / (point[axis] - before[axis])
                    kept.append(tuple(round(b + share * (p - b), 1) for b, p in zip(before, point, strict=True)))
                kept += [point] if is_in else []
            points = kept
        return points


@cache
def _rings():
    """The rings of land.txt: (kind, ((degrees east, degrees north), …))."""
    lines = files("geo_lesson.figures").joinpath("land.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split() for line in lines if not line.startswith("#")]
    return tuple((kind, tuple(tuple(map(float, p.split(","))) for p in points)) for kind, *points in split)


def _projected(east, north):
    from_pole = _CONE - radians(north)
    turn = _SHARE * radians(east - _MIDDLE)
    return from_pole * sin(turn), -from_pole * cos(turn)


def beside(point, width, size, taken, ends):
    """Where a name is written beside its point so that it covers none of the boxes taken: (left, middle).

    taken: (left, top, right, bottom) of names and points.   ends: the x that the name stays between. The last place is
    used where none is free.
    """
    x, y = point
    spots = [(x + 7, y), (x - 7 - width, y), (x - width / 2, y - size - 2), (x - width / 2, y + size + 2)]
    spots += [(x + 5, y - size), (x + 5, y + size), (x - 5 - width, y - size), (x - 5 - width, y + size)]
    for left, middle in spots:
        box = (left - 1, middle - size * 0.6, left + width + 1, middle + size * 0.6)
        if ends[0] < box[0] and box[2] < ends[1] and not any(_meet(box, other) for other in taken):
            break
    taken.append(box)
    return left, middle


def _meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


_WEST, _EAST, _SOUTH, _NORTH, _MIDDLE = 10, 162, 36, 76, 88
_PARALLELS = radians(40), radians(60)
_SHARE = (cos(_PARALLELS[0]) - cos(_PARALLELS[1])) / (_PARALLELS[1] - _PARALLELS[0])
_CONE = cos(_PARALLELS[0]) / _SHARE + _PARALLELS[0]
