"""A piece of the earth on flat paper: land without borders, places as points, and distances as the crow flies."""

from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

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
