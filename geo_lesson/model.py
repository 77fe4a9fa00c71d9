"""What a lesson consists of: claims and who made them, the words that make claims comparable, readings, origins.

The fields are the columns of the lesson's tables. A cell may be handed over as it was written: `exact|at_least`,
`12.000`, or empty. Nothing here can be changed, and a field that does not exist is refused.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.language import Text, read_number

Bound = Literal["exact", "about", "at_least", "at_most", "unclear"]
BOUNDS = get_args(Bound)
RELATIONS = ("same", "within", "contains", "different")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _alternatives(written):
    return tuple(a.strip() for a in written.split("|") if a.strip()) if isinstance(written, str) else written


def _count(written):
    if not isinstance(written, str):
        return written
    number = read_number(written)
    if number is None and written.strip():
        raise PydanticCustomError("count", 'not clear which whole number is meant: "{written}"', {"written": written})
    return number


def _or_none(written):
    return None if written == "" else written


Alternatives = Annotated[tuple[str, ...], BeforeValidator(_alternatives)]
Bounds = Annotated[tuple[Bound, ...], BeforeValidator(_alternatives)]
Count = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_count)]
Degrees = Annotated[float | None, BeforeValidator(_or_none)]
Id = Annotated[str, Field(min_length=1)]
ParentId = Annotated[Id | None, BeforeValidator(_or_none)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Claim(_Model):
    """One stated quantity: how many of whom, in which state, where and when, and who says so.

    A single figure stands in `value`, a range in `low` and `high`, and a claim without a figure has none of the three.
    `bound`, `counted`, `status`, `place` and `as_of` hold every alternative that the text allows; empty: not stated.
    `as_of` is a date (2024-10-28, 2024-10 or 2024) or one of the lesson's undated times.
    """

    id: Id
    value: Count = None
    low: Count = None
    high: Count = None
    bound: Bounds = ()
    counted: Alternatives = ()
    status: Alternatives = ()
    place: Alternatives = ()
    as_of: Alternatives = ()
    source: str = ""
    basis: str = ""

    @property
    def ends(self):
        """The lowest and the highest figure stated, twice the same for a single one; None without a figure."""
        if self.low is not None:
            return self.low, self.high
        return None if self.value is None else (self.value, self.value)

    @model_validator(mode="after")
    def _one_figure_or_two_ends(self):
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("one_end", "low and high stand together; a single figure stands in value")
        if self.low is not None and (self.value is not None or self.low > self.high):
            raise PydanticCustomError("ends", "with low and high, value is empty and low is not above high")
        return self


class ArticleClaim(Claim):
    """A claim of the article; its quote stands in the sentence word for word."""

    sentence: str
    quote_de: str = ""
    quote_en: str = ""
    label_de: str = ""
    label_en: str = ""


class RecordedClaim(Claim):
    """A claim that somebody else made: what was said, when, by whom and where it can be read.

    The `*_wording` columns keep the words of the record beside the ids that stand for them.
    """

    stated_on: str = ""
    person: str = ""
    card: str = ""
    wording: str = ""
    wording_language: str = ""
    counted_wording: str = ""
    status_wording: str = ""
    place_wording: str = ""
    title: str = ""
    producer: str = ""
    url: str = ""
    published: str = ""
    accessed: str = ""
    remark: str = ""


class Source(_Model):
    """Who speaks, a person or a body, and what is at stake for them."""

    id: Id
    kind: str
    country: str = ""
    name_de: str = ""
    name_en: str = ""
    stake_de: str = ""
    stake_en: str = ""


class Origin(_Model):
    """An edge of the origin graph: a claim relies on another claim, or on a source at the root."""

    claim: Id
    relies_on: Id
    kind: Literal["stated", "implied", "revision", "negative"]
    evidence: str = ""


class Drift(_Model):
    """A claim that changed on its way: as it was made, and as it was retold."""

    id: Id
    claim: str
    original: str
    as_retold: str
    kind: str
    where: str = ""
    url: str = ""
    remark: str = ""


class Unit(_Model):
    """Who or what is counted; combat troops lie within soldiers."""

    within: ParentId = None
    label: Text | None = None


class Status(_Model):
    """The state in which they are counted; in training lies within present. A plan says what is still to come."""

    label: Text
    within: ParentId = None
    plan: bool = False


class Location(_Model):
    """A place on the map, within a larger one; in degrees north and east, empty where no point can be given."""

    id: Id
    within: ParentId = None
    name_de: str = ""
    name_en: str = ""
    latitude: Degrees = None
    longitude: Degrees = None
    precision: str = ""
    remark: str = ""
    coordinate_source: str = ""


class Vocabulary(_Model):
    """The words and measures by which a lesson compares claims.

    `units`, `statuses` and `places` are looked up by id and nest by `within`. `times` are the article's undated times,
    the earliest first. `rounding` is the coarsest step to which round figures are taken to be rounded; `about` is the
    share by which a figure with that bound may be off.
    """

    rounding: Annotated[int, Field(ge=1)] = 1000
    about: Annotated[float, Field(ge=0, lt=1)] = 0.10
    times: tuple[str, ...] = ()
    units: dict[Id, Unit] = {}
    statuses: dict[Id, Status] = {}
    places: dict[Id, Location] = {}

    def relations(self, dimension, x, y):
        """Every relation that x can have to y: ids nest, and an earlier time lies within a later one.

        dimension: counted, status, place or as_of. An undated time may be the same as a date, earlier or later, and a
        date without its day is any day of it. Raises ValueError for an id or a time that has no meaning here.

        >>> sorted(Vocabulary(times=["now", "soon"]).relations("as_of", "now", "2024-10-28"))
        ['contains', 'same', 'within']
        """
        if dimension == "as_of":
            return self._time_relations(x, y)
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

        >>> Vocabulary().refines("as_of", "2024-10-28", "2024-10")
        True
        """
        if finer == stated:
            return True
        if dimension == "bound":
            return stated == "unclear"
        if dimension == "as_of":
            if finer in self.times or stated in self.times:
                return finer not in self.times
            (start, end), (first, last) = _period(stated), _period(finer)
            return start <= first and last <= end
        turned = dimension == "status" and self.statuses[finer].plan != self.statuses[stated].plan
        return not turned and self.relations(dimension, finer, stated) == {"within"}

    def _nodes(self, dimension):
        return {"counted": self.units, "status": self.statuses, "place": self.places}[dimension]

    def _time_relations(self, x, y):
        undated = [time in self.times for time in (x, y)]
        periods = [_period(time) for time in (x, y) if time not in self.times]
        if x == y:
            return {"same"}
        if all(undated):
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


@lru_cache
def _period(written):
    """The first and the last day of a date that may lack its day, or day and month."""
    match = _DATE.fullmatch(written)
    if match is None:
        raise ValueError(f'neither a date nor a time of the lesson: "{written}"')
    year, month, day = (part and int(part) for part in match.groups())
    last = month or 12
    return date(year, month or 1, day or 1), date(year, last, day or calendar.monthrange(year, last)[1])


class Filling(_Model):
    """What a reading writes into the fields of one claim; fields left out stay as the text has them."""

    bound: Annotated[Bounds | None, Field(min_length=1)] = None
    counted: Annotated[Alternatives | None, Field(min_length=1)] = None
    status: Annotated[Alternatives | None, Field(min_length=1)] = None
    place: Annotated[Alternatives | None, Field(min_length=1)] = None
    as_of: Annotated[Alternatives | None, Field(min_length=1)] = None

    @property
    def fields(self):
        """The fields that are written, with their values."""
        return {name: value for name, value in self if value is not None}


class Reading(_Model):
    """A named way of filling what the text leaves open.

    `set` fills fields, claim by claim; `record` names claims of the record that the reading takes in; `origins` names
    pairs of a claim and what it is taken to rely on.
    """

    label: Text
    set: dict[Id, Filling] = {}
    record: tuple[Id, ...] = ()
    origins: tuple[tuple[Id, Id], ...] = ()

    def read(self, claim):
        """The claim with the fields that this reading fills for it."""
        filling = self.set.get(claim.id)
        return claim.model_copy(update=filling.fields) if filling else claim
