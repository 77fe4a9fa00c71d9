"""Decide whether two claims conflict: dimension by dimension, in every way they can be read, with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from geo_lesson.claims import messages
from geo_lesson.claims.models import BOUNDS, Bound, Claim, Reading
from geo_lesson.claims.taxonomy import Taxonomy
from geo_lesson.claims.terms import (
    DIMENSIONS,
    RELATIONS,
    Agreement,
    BoundFit,
    Dimension,
    Interpretation,
    Relation,
    StatusRelation,
    Verdict,
)
from geo_lesson.claims.verdict_texts import reason
from geo_lesson.common.language import Text


@dataclass(frozen=True)
class Comparison:
    """How claim a relates to claim b in each dimension, the verdict, and its reason in one sentence.

    `dimensions` holds every relation that the claims allow, in the order of RELATIONS. `part`: the dimensions in which
    one claim is a part of the other, where that is the reason.
    """

    dimensions: Mapping[Dimension, tuple[Relation, ...]]
    verdict: Verdict
    reason: Text
    part: tuple[Dimension, ...] = ()

    @property
    def agreements(self) -> dict[Dimension, Agreement]:
        """Return what a table shows for each dimension; "part" where the reason speaks of one."""
        return {
            name: "part" if name in self.part else agreement(possible) for name, possible in self.dimensions.items()
        }


def compare(a: Claim, b: Claim, taxonomy: Taxonomy, reading: Reading | None = None) -> Comparison:
    """Compare two claims, in every way the text can be read, or in one reading.

    The verdict is the one that all interpretations share. Where they differ it is compatible if the others are not
    comparable, else undetermined. It is also undetermined where a contradiction needs an assumption: the number
    present never refutes a plan. Raises ValueError for ids that the taxonomy lacks.

    >>> there = {"there": {"label": {"de": "da", "en": "there"}}}
    >>> lesson = Taxonomy(units={"people": {}}, statuses=there, places={"square": {"id": "square"}}, times=["noon"])
    >>> stated = {"counted": "people", "status": "there", "place": "square", "as_of": "noon"}
    >>> police = Claim(id="police", value=2000, bound="exact|at_least", **stated)
    >>> compare(police, Claim(id="paper", value=5000, bound="exact", **stated), lesson).reason.en
    "Undetermined: whether 2,000 and 5,000 contradict each other depends on how one reads 'Kind of number'."
    """
    if reading:
        a, b = reading.read(a), reading.read(b)
    dimensions = {dimension: relations(dimension, a, b, taxonomy) for dimension in DIMENSIONS}
    if a.ends is None or b.ends is None:
        return Comparison(dimensions, "not comparable", messages.NO_FIGURE)
    judged = _judge_interpretations(a, b, dimensions, taxonomy)
    verdicts = set(judged.values())
    verdict: Verdict = "compatible" if verdicts == {"compatible", "not comparable"} else "undetermined"
    if len(verdicts) == 1:
        (verdict,) = verdicts
    return Comparison(dimensions, verdict, *reason(a, b, dimensions, judged, verdict, taxonomy))


def conflicts(
    claims: Iterable[Claim], taxonomy: Taxonomy, reading: Reading | None = None, record: Iterable[Claim] = ()
) -> list[tuple[str, str]]:
    """List all pairs of ids whose claims contradict each other, in the order of the ids.

    Claims of the record that the reading includes are compared too. Raises ValueError if one is not in the record.

    >>> there = {"there": {"label": {"de": "da", "en": "there"}}}
    >>> lesson = Taxonomy(units={"people": {}}, statuses=there, places={"square": {"id": "square"}}, times=["noon"])
    >>> stated = {"bound": "exact", "counted": "people", "status": "there", "place": "square", "as_of": "noon"}
    >>> figures = [("police", 2000), ("paper", 5000), ("visitor", 2100)]
    >>> conflicts([Claim(id=who, value=number, **stated) for who, number in figures], lesson)
    [('paper', 'police'), ('paper', 'visitor')]
    """
    included = {claim.id: claim for claim in claims}
    if reading:
        by_id = {claim.id: claim for claim in record} | included
        if missing := [id for id in reading.record if id not in by_id]:
            raise ValueError(f"not in the record: {', '.join(missing)}")
        included = {id: reading.read(by_id[id]) for id in [*included, *reading.record]}
    with_figure = [included[id] for id in sorted(included) if included[id].ends is not None]
    # Claims whose figures meet in some bound do not contradict each other: this spares most pairs the full comparison.
    disjoint = [(a, b) for a, b in combinations(with_figure, 2) if (True, True) not in _bound_fits(a, b, taxonomy)]
    return [(a.id, b.id) for a, b in disjoint if compare(a, b, taxonomy).verdict == "contradictory"]


def faithful(reading: Reading, claims: Iterable[Claim], taxonomy: Taxonomy) -> bool:
    """Say whether a reading only picks from what the claims allow or refines it, and overrides nothing.

    Raises ValueError if the reading writes into a claim that is not among them.

    >>> complete = Reading(label={"de": "vollständig", "en": "complete"}, set={"police": {"bound": "exact"}})
    >>> [faithful(complete, [Claim(id="police", bound=b)], Taxonomy()) for b in ("exact|at_least", "at_least")]
    [True, False]
    """
    by_id = {claim.id: claim for claim in claims}
    if missing := sorted(reading.set.keys() - by_id.keys()):
        raise ValueError(f"the reading fills claims that are not there: {', '.join(missing)}")
    return all(
        not stated or any(taxonomy.refines(dimension, value, allowed) for allowed in stated)
        for id, update in reading.set.items()
        for dimension, values in update.fields.items()
        for stated in [getattr(by_id[id], dimension)]
        for value in values
    )


def relations(dimension: Dimension, a: Claim, b: Claim, taxonomy: Taxonomy) -> tuple[Relation, ...]:
    """Return every relation of a to b that the two claims allow in a dimension; a value not stated allows every one.

    >>> a, b = Claim(id="a", as_of="2024-10-28"), Claim(id="b", as_of="2024-12-31|2024-10-28")
    >>> relations("as_of", a, b, Taxonomy())
    ('same', 'within')
    """
    possible: set[Relation]
    if dimension == "bound":
        possible = {"same" if x == y else "different" for x in _bounds(a) for y in _bounds(b)}
    else:
        of_a, of_b = getattr(a, dimension), getattr(b, dimension)
        if not of_a or not of_b:
            return RELATIONS if taxonomy.accumulates or dimension != "as_of" else ("same", "different")
        possible = {relation for x in of_a for y in of_b for relation in taxonomy.relations(dimension, x, y)}
    return tuple(relation for relation in RELATIONS if relation in possible)


def agreement(possible: Sequence[Relation]) -> Agreement:
    """Return what a student would enter for these relations: same, different, or unclear where both are possible.

    >>> agreement(("within", "contains")), agreement(("same", "within"))
    ('different', 'unclear')
    """
    if "same" not in possible:
        return "different"
    return "same" if len(possible) == 1 else "unclear"


def scope(by_dimension: Iterable[Relation]) -> Relation:
    """Return how the sets that two claims count relate as a whole, given one relation for each dimension.

    Different if the claims differ in a dimension, or if each reaches further than the other in one.

    >>> scope(["same", "within", "same"]), scope(["within", "contains"])
    ('within', 'different')
    """
    others = set(by_dimension) - {"same"}
    if len(others) > 1:
        return "different"
    return others.pop() if others else "same"


def interval(ends: tuple[int, int], bound: Bound, taxonomy: Taxonomy) -> tuple[float, float]:
    """Return the lowest and the highest number for which a claim holds; ends: the lowest and highest figure stated.

    A figure may be off by half the largest power of ten that divides it, at most by half of the lesson's `rounding`.
    A range says itself how far "about" reaches.

    >>> interval((12000, 12000), "exact", Taxonomy()), interval((10900, 10900), "at_least", Taxonomy())
    ((11500.0, 12500.0), (10850.0, inf))
    """
    low, high = ends
    below, above = _rounding_error(low, taxonomy), _rounding_error(high, taxonomy)
    if bound == "about" and low == high:
        below = above = max(above, high * taxonomy.about)
    lowest = 0.0 if bound == "at_most" else max(0.0, low - below)
    return lowest, float("inf") if bound == "at_least" else high + above


def _rounding_error(value: int, taxonomy: Taxonomy) -> float:
    step = 1
    while value and value % (step * 10) == 0 and step < taxonomy.rounding:
        step *= 10
    return min(step, taxonomy.rounding) / 2


def _bounds(claim: Claim) -> tuple[Bound, ...]:
    return BOUNDS[:-1] if not claim.bound or "unclear" in claim.bound else claim.bound


def _bound_fits(a: Claim, b: Claim, taxonomy: Taxonomy) -> set[BoundFit]:
    """Say for each choice of bounds whether the numbers of two claims with figures can meet."""
    if a.ends is None or b.ends is None:
        return set()
    of_a = [interval(a.ends, bound, taxonomy) for bound in _bounds(a)]
    of_b = [interval(b.ends, bound, taxonomy) for bound in _bounds(b)]
    return {BoundFit(low <= b_high, b_low <= high) for low, high in of_a for b_low, b_high in of_b}


def _status_relations(a: Claim, b: Claim, possible: Sequence[Relation], taxonomy: Taxonomy) -> Iterable[StatusRelation]:
    if not a.status or not b.status:
        return [StatusRelation(relation, False) for relation in possible]
    plan = {status: taxonomy.statuses[status].plan for status in a.status + b.status}
    return {
        StatusRelation(relation, plan[x] != plan[y])
        for x, y in product(a.status, b.status)
        for relation in taxonomy.relations("status", x, y)
    }


def _judge_interpretations(
    a: Claim, b: Claim, dimensions: Mapping[Dimension, tuple[Relation, ...]], taxonomy: Taxonomy
) -> dict[Interpretation, Verdict]:
    options = product(
        dimensions["counted"],
        _status_relations(a, b, dimensions["status"], taxonomy),
        dimensions["place"],
        dimensions["as_of"],
        _bound_fits(a, b, taxonomy),
    )
    interpretations = (Interpretation(*option) for option in options)
    return {interpretation: _judge(interpretation) for interpretation in interpretations}


def _judge(read: Interpretation) -> Verdict:
    relation = scope((read.counted, read.status.relation, read.place, read.as_of))
    if relation == "different":
        return "not comparable"
    fits = {"same": read.bound.a_in_b and read.bound.b_in_a, "within": read.bound.a_in_b, "contains": read.bound.b_in_a}
    if fits[relation]:
        return "compatible"
    return "undetermined" if read.as_of != "same" or read.status.plan_against_fact else "contradictory"
