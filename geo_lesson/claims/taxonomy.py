"""Say how the words of claims nest: who is counted, in which state, where and when."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.claims.models import Claim
from geo_lesson.claims.origins import find_cycle
from geo_lesson.claims.terms import Dimension, Relation, ScopeDimension
from geo_lesson.common.fields import Data, LocalText, Whole, WordId, or_none, period

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
    """The state in which they are counted; in training lies within present. `plan`: it is still to come.

    `stays`: as for a unit; who came in total so far has come, and cannot leave that total.
    `affirmed: false`: whoever states the figure does not say that it is so, or will be; denied, for instance.
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
    def _a_point_or_none(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("half_a_point", "latitude and longitude belong together")
        return self


Node = Unit | Status | Location


class ComparisonSettings(Data):
    """How a lesson compares claims, as in lesson.yaml.

    `units` and `statuses` are keyed by id and nest by `within`. `times` are the article's undated times, the earliest
    first. `rounding` is the coarsest step to which round figures are taken to be rounded; `about` is the share by which
    a figure with that bound may be off. `accumulates`: who was counted earlier is among those counted later, as with
    people sent; false where each day counts people of its own, as with crowds.
    """

    rounding: Annotated[Whole, Field(ge=1)] = 1000
    about: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.10
    times: tuple[WordId, ...] = ()
    accumulates: bool = True
    units: dict[WordId, Unit] = Field(default={})
    statuses: dict[WordId, Status] = Field(default={})

    def with_places(self, places: Mapping[str, Location]) -> "Taxonomy":
        """Return the taxonomy of these settings and the places, keyed by id. Raises ValidationError for bad nesting."""
        return Taxonomy(**{name: getattr(self, name) for name in ComparisonSettings.model_fields}, places=places)


class Taxonomy(ComparisonSettings):
    """The settings and the places, which nest by `within` too."""

    places: dict[WordId, Location] = Field(default={})

    def relations(self, dimension: ScopeDimension, x: str, y: str) -> set[Relation]:
        """Return every relation that x can have to y: ids nest; an earlier time is within a later one if counts add up.

        An undated time may be the same as a date, earlier or later, and a date without its day is any day of it.
        Raises ValueError for an unknown id or time.

        >>> sorted(Taxonomy(times=["now", "soon"]).relations("as_of", "now", "2024-10-28"))
        ['contains', 'same', 'within']
        >>> Taxonomy(accumulates=False).relations("as_of", "2024-07-27", "2024-07-28")
        {'different'}
        >>> sorted(Taxonomy(accumulates=False).relations("as_of", "2024-07", "2024-07"))
        ['different', 'same']
        """
        if dimension == "as_of":
            possible = self._time_relations(x, y)
            if self.accumulates:
                return possible
            return {"same" if relation == "same" else "different" for relation in possible}
        nodes = self._nodes(dimension)
        for id in (x, y):
            if id not in nodes:
                raise ValueError(f'unknown {dimension} "{id}"')
        if x == y:
            return {"same"}
        return {"within" if _nests(x, y, nodes) else "contains" if _nests(y, x, nodes) else "different"}

    def refines(self, dimension: Dimension, finer: str, stated: str) -> bool:
        """Say whether `finer` only says more precisely what is stated: it lies within it, and makes no plan a fact.

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
        if dimension == "status" and self.statuses[finer].plan != self.statuses[stated].plan:
            return False
        return self.relations(dimension, finer, stated) == {"within"}

    def stay(self, claim: Claim) -> bool:
        """Say whether those whom a claim counts stay counted, in each of its readings.

        >>> lesson = Taxonomy(units={"dead": {"stays": True}, "missing": {}})
        >>> [lesson.stay(Claim(id="a", counted=who)) for who in ("dead", "dead|missing", "")]
        [True, False, False]
        """
        stated: tuple[list[Unit | Status | None], ...] = (
            [self.units.get(id) for id in claim.counted],
            [self.statuses.get(id) for id in claim.status],
        )
        return any(nodes and all(node is not None and node.stays for node in nodes) for nodes in stated)

    def _nodes(self, dimension: ScopeDimension) -> Mapping[str, Node]:
        nodes: dict[str, Mapping[str, Node]]
        nodes = {"counted": self.units, "status": self.statuses, "place": self.places}
        return nodes[dimension]

    def _time_relations(self, x: str, y: str) -> set[Relation]:
        if x in self.times and y in self.times:
            if x == y:
                return {"same"}
            return {"within" if self.times.index(x) < self.times.index(y) else "contains"}
        periods = [period(time) for time in (x, y) if time not in self.times]
        if len(periods) == 1:
            return {"same", "within", "contains"}
        (start, end), (other_start, other_end) = periods
        possible: dict[Relation, bool] = {
            "same": start <= other_end and other_start <= end,
            "within": start < other_end,
            "contains": other_start < end,
        }
        return {relation for relation, holds in possible.items() if holds}

    @model_validator(mode="after")
    def _nesting_ends(self) -> Self:
        all_nodes: tuple[Mapping[str, Node], ...] = (self.units, self.statuses, self.places)
        for nodes in all_nodes:
            parents = {id: [node.within] for id, node in nodes.items() if node.within is not None}
            for id, (parent,) in parents.items():
                if parent not in nodes:
                    context = {"id": id, "parent": parent}
                    raise PydanticCustomError("within", '"{id}" lies within something unknown: "{parent}"', context)
            if cycle := find_cycle(parents):
                raise PydanticCustomError("within", '"{id}" lies within itself', {"id": cycle[0]})
        return self


def _nests(inner: str, outer: str, nodes: Mapping[str, Node]) -> bool:
    parent = nodes[inner].within
    while parent is not None and parent != outer:
        parent = nodes[parent].within
    return parent is not None
