"""Model claims: who made them, where they come from, how they changed, and how they can be read.

The fields are the columns of a lesson's tables. Models take a cell as it was written: `exact|at_least`, `12000`, or
empty. They are frozen and refuse a column that does not exist.
"""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.claims.terms import DIMENSIONS, Dimension
from geo_lesson.common.fields import Address, Data, Day, Id, LocalText, SentenceId, Whole, as_date, or_none

Bound = Literal["exact", "about", "at_least", "at_most", "unclear"]
BOUNDS: tuple[Bound, ...] = get_args(Bound)
# The kinds of origins that count as relying on something.
RELIANCE = ("stated", "revision")


def _alternatives(written: Any) -> Any:
    return tuple(a.strip() for a in written.split("|") if a.strip()) if isinstance(written, str) else written


def _times(written: Any) -> Any:
    return tuple(map(as_date, _alternatives(written)))


_Written = str | tuple[str, ...]
Alternatives = Annotated[tuple[str, ...], BeforeValidator(_alternatives, json_schema_input_type=_Written)]
Times = Annotated[tuple[str, ...], BeforeValidator(_times, json_schema_input_type=_Written)]
Bounds = Annotated[tuple[Bound, ...], BeforeValidator(_alternatives, json_schema_input_type=_Written)]
Count = Annotated[Whole | None, BeforeValidator(or_none)]


class Claim(Data):
    """A stated quantity: how many of whom, in which state, where and when, and according to whom.

    A single figure is in `value`, a range in `low` and `high`; a claim without a figure has none of the three.
    `bound`, `counted`, `status`, `place` and `as_of` hold every alternative that the text allows; empty: not stated.
    `as_of` holds dates (2024-10-28, 2024-10 or 2024) and the lesson's undated times.
    """

    id: Id
    value: Count = None
    low: Count = None
    high: Count = None
    bound: Bounds = ()
    counted: Alternatives = ()
    status: Alternatives = ()
    place: Alternatives = ()
    as_of: Times = ()
    source: str = ""
    basis: str = ""

    @property
    def ends(self) -> tuple[int, int] | None:
        """Return the lowest and the highest figure stated (equal for a single figure), or None without a figure."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        return None if self.value is None else (self.value, self.value)

    @model_validator(mode="after")
    def _one_figure_or_a_range(self) -> Self:
        if self.low is None and self.high is None:
            return self
        if self.low is None or self.high is None:
            raise PydanticCustomError("one_end", "low and high stand together", {"at": ("low",)})
        if self.value is not None:
            raise PydanticCustomError("value_and_range", "beside low and high, value stays empty", {"at": ("value",)})
        if self.low > self.high:
            context = {"low": self.low, "high": self.high, "at": ("low",)}
            raise PydanticCustomError("low_above_high", "low above high", context)
        return self


class ArticleClaim(Claim):
    """A claim of the article; the sentence holds the quote word for word."""

    sentence: SentenceId
    quote_de: str = ""
    quote_en: str = ""
    label_de: str = ""
    label_en: str = ""


class RecordedClaim(Claim):
    """A claim from elsewhere: what was said, when, by whom and where it can be read.

    The `*_wording` columns keep the words of the record beside the ids that stand for them.
    """

    stated_on: Day = ""
    person: str = ""
    card: str = ""
    wording: str = ""
    wording_language: str = ""
    counted_wording: str = ""
    status_wording: str = ""
    place_wording: str = ""
    title: str = ""
    producer: str = ""
    url: Address = ""
    published: Day = ""
    accessed: Day = ""
    remark: str = ""


class Source(Data):
    """A person or a body that makes claims, and what is at stake for them."""

    id: Id
    kind: str
    country: str = ""
    name_de: str = ""
    name_en: str = ""
    stake_de: str = ""
    stake_en: str = ""


class Origin(Data):
    """An edge of the origin graph: a claim relies on another claim, or on a source at the root."""

    claim: Id
    relies_on: Id
    kind: Literal["stated", "implied", "revision", "negative"]
    evidence: str = ""


class DriftStep(Data):
    """A claim that changed on its way: as it was made, and as it was retold; `kind` says what changed.

    In a lesson of two languages the texts are English, and German in the columns ending in `_de`, which are empty where
    there is no translation. `lost_de` and `lost_en`: the words of the original that are missing in the retelling.
    """

    id: Id
    claim: Alternatives
    original: str
    as_retold: str
    kind: Alternatives
    where: str = ""
    original_de: str = ""
    as_retold_de: str = ""
    where_de: str = ""
    lost_de: Alternatives = ()
    lost_en: Alternatives = ()
    url: Address = ""
    remark: str = ""

    @model_validator(mode="after")
    def _lost_words_were_there(self) -> Self:
        for column, original in (("lost_en", self.original), ("lost_de", self.original_de or self.original)):
            for words in getattr(self, column):
                if original.count(words) != 1:
                    context = {"words": words, "at": (column,)}
                    raise PydanticCustomError("lost_words", "these words are not there once", context)
        return self


class ClaimUpdate(Data):
    """What a reading writes into the fields of one claim; fields left out stay as the text has them."""

    bound: Annotated[Bounds | None, Field(min_length=1)] = None
    counted: Annotated[Alternatives | None, Field(min_length=1)] = None
    status: Annotated[Alternatives | None, Field(min_length=1)] = None
    place: Annotated[Alternatives | None, Field(min_length=1)] = None
    as_of: Annotated[Times | None, Field(min_length=1)] = None

    @property
    def fields(self) -> dict[Dimension, tuple[str, ...]]:
        """Return the fields that are written, with their values."""
        return {name: value for name in DIMENSIONS if (value := getattr(self, name)) is not None}


class Reading(Data):
    """A named way of deciding what the text leaves open.

    `set` writes fields, claim by claim; `record` names claims of the record that the reading includes; `origins` names
    pairs of a claim and what it is assumed to rely on.
    """

    label: LocalText
    set: dict[Id, ClaimUpdate] = Field(default={})
    record: tuple[Id, ...] = ()
    origins: tuple[tuple[Id, Id], ...] = ()

    def read(self, claim: Claim) -> Claim:
        """Return the claim with the fields that this reading writes."""
        update = self.set.get(claim.id)
        return claim.model_copy(update=dict(update.fields.items())) if update else claim
