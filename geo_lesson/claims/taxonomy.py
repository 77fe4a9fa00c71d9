"""The words that make claims comparable: who is counted, in which state, where and when, and how these nest."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, Whole, WordId, or_none, period

RELATIONS = ("same", "within", "contains", "different")


ParentId = Annotated[WordId | None, BeforeValidator(or_none)]
Latitude = Annotated[Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None, BeforeValidator(or_none)]
Longitude = Annotated[Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None, BeforeValidator(or_none)]


class Unit(Data):
    """Who or what is counted; combat troops lie within soldiers.

    `stays`: who is counted once stays counted, as the dead do; others may have left by the next count.
    """

    within: ParentId = None
    label: LocalText | None = None
    stays: bool = False


class Status(Data):
    """The state in which they are counted; in training lies within present. A plan says what is still to come.

    `stays`: as for a unit; who came in total so far has come, and cannot leave that total.
    `affirmed: false`: who names the figure does not say that it is so, or will be; denied, for instance.
    """

    label: LocalText
    within: ParentId = None
    plan: bool = False
    affirmed: bool = True
    stays: bool = False


class Location(Data):
    """A place on the map, within a larger one; in degrees north and east, empty where no point can be given."""

    id: WordId
    within: ParentId = None
    name_de: str = ""
    name_en: str = ""
    latitude: Latitude = None
    longitude: Longitude = None
    precision: str = ""
    remark: str = ""
    coordinate_source: str = ""

    @model_validator(mode="after")
    def _a_point_or_none(self):
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("half_a_point", "latitude and longitude belong together")
        return self


class ComparisonSettings(Data):
    """By what a lesson compares claims, as lesson.yaml has it.

    `units` and `statuses` are looked up by id and nest by `within`. `times` are the article's undated times, the
    earliest first. `rounding` is the coarsest step to which round figures are taken to be rounded; `about` is the share
    by which a figure with that bound may be off. `accumulates`: who was counted earlier is among those counted later,
    as with people sent; false where each day counts people of its own, as with crowds.
    """

    rounding: Annotated[Whole, Field(ge=1)] = 1000
    about: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.10
    times: tuple[WordId, ...] = ()
    accumulates: bool = True
    units: dict[WordId, Unit] = Field(default={})
    statuses: dict[WordId, Status] = Field(default={})

    def with_places(self, places):
        """The Taxonomy of these measures; places: by id. Raises pydantic's error where nesting does not end."""
        return Taxonomy(**{name: getattr(self, name) for name in ComparisonSettings.model_fields}, places=places)


class Taxonomy(ComparisonSettings):
    """The measures together with the places, which nest by `within` too."""

    places: dict[WordId, Location] = Field(default={})

    def relations(self, dimension, x, y):
        """Every relation that x can have to y: ids nest; an earlier time lies within a later one if counts accumulate.

        dimension: counted, status, place or as_of. An undated time may be the same as a date, earlier or later, and a
        date without its day is any day of it. Raises ValueError for an id or a time that has no meaning here.

        >>> sorted(Taxonomy(times=["now", "soon"]).relations("as_of", "now", "2024-10-28"))
        ['contains', 'same', 'within']
        >>> Taxonomy(accumulates=False).relations("as_of", "2024-07-27", "2024-07-28")
        {'different'}
        >>> sorted(Taxonomy(accumulates=False).relations("as_of", "2024-07", "2024-07"))
        ['different', 'same']
        """
        if dimension == "as_of":
            found = self._time_relations(x, y)
            return found if self.accumulates else {"same" if relation == "same" else "different" for relation in found}
        nodes = self._nodes(dimension)
        for known in (x, y):
            if known not in nodes:
                raise ValueError(f'unknown {dimension} "{known}"')
        if x == y:
            return {"same"}
        return {"within" if _nests(x, y, nodes) else "contains" if _nests(y, x, nodes) else "different"}

    def refines(self, dimension, finer, stated):
        """Whether `finer` only says more precisely what is stated: it lies within it, and turns no plan into a fact.

        An undated time is refined by a date, a month by one of its days, the bound `unclear` by any other.

        >>> Taxonomy().refines("as_of", "2024-10-28", "2024-10")
        True
        """
        if finer == stated:
            return True
        if dimension == "bound":
            return stated == "unclear"
        if dimension == "as_of":
            if finer in self.times or stated in self.times:
                return finer not in self.times
            (start, end), (first, last) = period(stated), period(finer)
            return start <= first and last <= end
        turned = dimension == "status" and self.statuses[finer].plan != self.statuses[stated].plan
        return not turned and self.relations(dimension, finer, stated) == {"within"}

    def stay(self, claim):
        """Whether those whom a claim counts stay counted, however it is read.

        >>> from geo_lesson.claims.models import Claim
        >>> lesson = Taxonomy(units={"dead": {"stays": True}, "missing": {}})
        >>> [lesson.stay(Claim(id="a", counted=who)) for who in ("dead", "dead|missing", "")]
        [True, False, False]
        """
        stated = [(self._nodes(of), getattr(claim, of)) for of in ("counted", "status")]
        return any(ids and all(id in nodes and nodes[id].stays for id in ids) for nodes, ids in stated)

    def _nodes(self, dimension):
        return {"counted": self.units, "status": self.statuses, "place": self.places}[dimension]

    def _time_relations(self, x, y):
        undated = [time in self.times for time in (x, y)]
        periods = [period(time) for time in (x, y) if time not in self.times]
        if all(undated):
            if x == y:
                return {"same"}
            return {"within" if self.times.index(x) < self.times.index(y) else "contains"}
        if any(undated):
            return {"same", "within", "contains"}
        (start, end), (other_start, other_end) = periods
        possible = {"same": start <= other_end and other_start <= end, "within": start < other_end}
        possible["contains"] = other_start < end
        return {relation for relation in possible if possible[relation]}

    @model_validator(mode="after")
    def _nesting_ends(self):
        for nodes in (self.units, self.statuses, self.places):
            for start in nodes:
                seen, at = {start}, nodes[start].within
                while at is not None:
                    if at not in nodes or at in seen:
                        what = "itself" if at in seen else "something unknown"
                        told = {"id": start, "at": at, "what": what}
                        raise PydanticCustomError("within", '"{id}" lies within {what}: "{at}"', told)
                    seen.add(at)
                    at = nodes[at].within
        return self


def _nests(inner, outer, nodes):
    at = nodes[inner].within
    while at is not None and at != outer:
        at = nodes[at].within
    return at is not None
