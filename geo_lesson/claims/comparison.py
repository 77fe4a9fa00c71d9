"""Do two claims conflict? Dimension by dimension, in every way they can be read, with the reason."""

from dataclasses import dataclass
from itertools import combinations, product

from geo_lesson.claims import messages
from geo_lesson.claims.models import BOUNDS, COUNTED
from geo_lesson.claims.taxonomy import RELATIONS
from geo_lesson.claims.verdict_texts import reason
from geo_lesson.common.language import Text

_SCOPING = tuple(messages.DIMENSIONS)[:-1]


@dataclass(frozen=True)
class Comparison:
    """How two claims relate in each dimension, the verdict, and the reason for it in one sentence.

    `dimensions` holds, for each key of DIMENSIONS, every relation that the claims allow, in the order of RELATIONS.
    `part`: the dimensions in which one claim is a part of the other, where that is the reason.
    """

    dimensions: dict
    verdict: str
    reason: Text
    part: tuple = ()

    @property
    def agreements(self):
        """What a table shows for each dimension, as the reason has it: same, part, different or unclear."""
        return {name: "part" if name in self.part else agreement(found) for name, found in self.dimensions.items()}


def compare(a, b, vocabulary, reading=None):
    """Say whether two claims can both be true, however the text can be read, or in one reading.

    The verdict is what all fillings come to. Where they differ it is compatible if the rest is not comparable, else
    undetermined. It is undetermined, too, where a contradiction rests on an assumption; a plan is never refuted by a
    stock. Returns a Comparison. Raises ValueError for words that the vocabulary lacks. Source: didactics 1.7.

    >>> from geo_lesson.claims.models import Claim
    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> there = {"there": {"label": {"de": "da", "en": "there"}}}
    >>> lesson = Taxonomy(units={"people": {}}, statuses=there, places={"square": {"id": "square"}}, times=["noon"])
    >>> stated = {"counted": "people", "status": "there", "place": "square", "as_of": "noon"}
    >>> police = Claim(id="police", value=2000, bound="exact|at_least", **stated)
    >>> compare(police, Claim(id="paper", value=5000, bound="exact", **stated), lesson).reason.en
    "Undetermined: whether 2,000 and 5,000 contradict each other depends on how one reads 'Kind of number'."
    """
    if reading:
        a, b = reading.read(a), reading.read(b)
    dimensions = {dimension: relations(dimension, a, b, vocabulary) for dimension in messages.DIMENSIONS}
    if a.ends is None or b.ends is None:
        return Comparison(dimensions, "not comparable", messages.NO_FIGURE)
    fillings = _judged(a, b, dimensions, vocabulary)
    verdicts = set(fillings.values())
    verdict = "compatible" if verdicts == {"compatible", "not comparable"} else "undetermined"
    if len(verdicts) == 1:
        (verdict,) = verdicts
    return Comparison(dimensions, verdict, *reason(a, b, dimensions, fillings, verdict, vocabulary))


def conflicts(claims, vocabulary, reading=None, record=()):
    """List all pairs of ids whose claims contradict each other, in the order of the ids.

    The claims of the record that a reading takes in are compared too. Raises ValueError if one is not in the record.

    >>> from geo_lesson.claims.models import Claim
    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> there = {"there": {"label": {"de": "da", "en": "there"}}}
    >>> lesson = Taxonomy(units={"people": {}}, statuses=there, places={"square": {"id": "square"}}, times=["noon"])
    >>> stated = {"bound": "exact", "counted": "people", "status": "there", "place": "square", "as_of": "noon"}
    >>> said = [("police", 2000), ("paper", 5000), ("visitor", 2100)]
    >>> conflicts([Claim(id=who, value=number, **stated) for who, number in said], lesson)
    [('paper', 'police'), ('paper', 'visitor')]
    """
    taken = {claim.id: claim for claim in claims}
    if reading:
        known = {claim.id: claim for claim in record} | taken
        if missing := [of for of in reading.record if of not in known]:
            raise ValueError(f"not in the record: {', '.join(missing)}")
        taken = {of: reading.read(known[of]) for of in [*taken, *reading.record]}
    with_figure = [taken[of] for of in sorted(taken) if taken[of].ends is not None]
    # Where the figures meet in some bound there is no contradiction: that spares most pairs the full comparison.
    apart = [(a, b) for a, b in combinations(with_figure, 2) if (True, True) not in _fits(a, b, vocabulary)]
    return [(a.id, b.id) for a, b in apart if compare(a, b, vocabulary).verdict == "contradictory"]


def faithful(reading, claims, vocabulary):
    """Whether a reading only picks from what the claims allow or refines it, and overrides nothing.

    Raises ValueError if the reading fills a claim that is not among them.

    >>> from geo_lesson.claims.models import Claim, Reading
    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> complete = Reading(label={"de": "vollständig", "en": "complete"}, set={"police": {"bound": "exact"}})
    >>> [faithful(complete, [Claim(id="police", bound=b)], Taxonomy()) for b in ("exact|at_least", "at_least")]
    [True, False]
    """
    known = {claim.id: claim for claim in claims}
    if missing := sorted(reading.set.keys() - known.keys()):
        raise ValueError(f"the reading fills claims that are not there: {', '.join(missing)}")
    return all(
        any(vocabulary.refines(dimension, value, allowed) for allowed in stated) or not stated
        for of, filling in reading.set.items()
        for dimension, values in filling.fields.items()
        for stated in [getattr(known[of], dimension)]
        for value in values
    )


def roots(claim_id, origins, reading=None):
    """Where the chains end that a claim hangs on; empty if nothing is known about its origin.

    Only what is stated, and an institution's own revision, counts as relying on something; a reading may add edges.

    >>> from geo_lesson.claims.models import Origin
    >>> edges = [("retold", "speech", "stated"), ("speech", "service", "stated"), ("speech", "rumour", "implied")]
    >>> roots("retold", [Origin(claim=c, relies_on=r, kind=k) for c, r, k in edges])
    frozenset({'service'})
    """
    edges = [(origin.claim, origin.relies_on) for origin in origins if origin.kind in COUNTED]
    behind = {}
    for claim, relies_on in [*edges, *(reading.origins if reading else ())]:
        behind.setdefault(claim, []).append(relies_on)
    seen, waiting = set(), list(behind.get(claim_id, ()))
    while waiting:
        if (at := waiting.pop()) not in seen:
            seen.add(at)
            waiting.extend(behind.get(at, ()))
    return frozenset(seen - behind.keys())


def corroborates(a, b, vocabulary, origins, reading=None):
    """Whether two claims support each other: compatible, comparable in every filling, and from separate roots.

    Where the origin of one is unknown they do not: being compatible is not yet a confirmation. Nor does a plan confirm
    what is said to be there already, or the other way round.

    >>> from geo_lesson.claims.models import Claim
    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> corroborates(Claim(id="police", value=2000), Claim(id="paper", value=2000), Taxonomy(), origins=())
    False
    """
    compared = compare(a, b, vocabulary, reading)
    found = [compared.dimensions[dimension] for dimension in _SCOPING]
    ours, theirs = (roots(claim.id, origins, reading) for claim in (a, b))
    comparable = all(scope(filling) != "different" for filling in product(*found))
    if reading:
        a, b = reading.read(a), reading.read(b)
    if any(apart for _, apart in _statuses(a, b, compared.dimensions["status"], vocabulary)):
        return False
    return compared.verdict == "compatible" and comparable and bool(ours and theirs) and not ours & theirs


def relations(dimension, a, b, vocabulary):
    """Every relation of a to b that the two claims allow in a dimension; what is not stated allows every one.

    >>> from geo_lesson.claims.models import Claim
    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> a, b = Claim(id="a", as_of="2024-10-28"), Claim(id="b", as_of="2024-12-31|2024-10-28")
    >>> relations("as_of", a, b, Taxonomy())
    ('same', 'within')
    """
    ours, theirs = getattr(a, dimension), getattr(b, dimension)
    if dimension == "bound":
        found = {"same" if x == y else "different" for x in _bounds(a) for y in _bounds(b)}
    elif not ours or not theirs:
        return RELATIONS if vocabulary.accumulates or dimension != "as_of" else ("same", "different")
    else:
        found = {relation for x in ours for y in theirs for relation in vocabulary.relations(dimension, x, y)}
    return tuple(relation for relation in RELATIONS if relation in found)


def agreement(found):
    """What a student would enter for these relations: same, different, or unclear where both are possible.

    >>> agreement(("within", "contains")), agreement(("same", "within"))
    ('different', 'unclear')
    """
    if "same" not in found:
        return "different"
    return "same" if len(found) == 1 else "unclear"


def scope(found):
    """How the sets that two claims count relate as a whole, given one relation for each dimension.

    Different if the claims differ in a dimension, or if each reaches further than the other in one.

    >>> scope(["same", "within", "same"]), scope(["within", "contains"])
    ('within', 'different')
    """
    apart = set(found) - {"same"}
    if len(apart) > 1:
        return "different"
    return apart.pop() if apart else "same"


def interval(ends, bound, vocabulary):
    """The lowest and the highest number for which a claim holds; ends: the lowest and the highest figure stated.

    A figure may be off by half the largest power of ten that divides it, at most by half of the lesson's `rounding`.
    A range says itself how far "about" reaches. Source: didactics 1.7.

    >>> from geo_lesson.claims.taxonomy import Taxonomy
    >>> interval((12000, 12000), "exact", Taxonomy()), interval((10900, 10900), "at_least", Taxonomy())
    ((11500.0, 12500.0), (10850.0, inf))
    """
    low, high = ends
    below, above = _rounding(low, vocabulary), _rounding(high, vocabulary)
    if bound == "about" and low == high:
        below = above = max(above, high * vocabulary.about)
    lowest = 0.0 if bound == "at_most" else max(0.0, low - below)
    return lowest, float("inf") if bound == "at_least" else high + above


def _rounding(value, vocabulary):
    step = 1
    while value and value % (step * 10) == 0 and step < vocabulary.rounding:
        step *= 10
    return min(step, vocabulary.rounding) / 2


def _bounds(claim):
    return BOUNDS[:-1] if not claim.bound or "unclear" in claim.bound else claim.bound


def _fits(a, b, vocabulary):
    """For each choice of bounds: is a's lowest number at most b's highest, and b's lowest at most a's highest?"""
    ours = [interval(a.ends, bound, vocabulary) for bound in _bounds(a)]
    theirs = [interval(b.ends, bound, vocabulary) for bound in _bounds(b)]
    return {(low <= other_high, other_low <= high) for low, high in ours for other_low, other_high in theirs}


def _statuses(a, b, found, vocabulary):
    """Each relation of the statuses, and whether a plan stands against a fact there."""
    if not a.status or not b.status:
        return [(relation, False) for relation in found]
    plan = {status: vocabulary.statuses[status].plan for status in a.status + b.status}
    pairs = product(a.status, b.status)
    return {(*vocabulary.relations("status", x, y), plan[x] != plan[y]) for x, y in pairs}


def _judged(a, b, dimensions, vocabulary):
    """The verdict of every filling; a filling is a tuple with one option for each dimension."""
    statuses = _statuses(a, b, dimensions["status"], vocabulary)
    options = dimensions | {"status": statuses, "bound": _fits(a, b, vocabulary)}
    return {filling: _verdict(filling) for filling in product(*options.values())}


def _verdict(filling):
    counted, (status, plan_against_fact), place, as_of, (a_fits, b_fits) = filling
    whole = scope((counted, status, place, as_of))
    if whole == "different":
        return "not comparable"
    if {"same": a_fits and b_fits, "within": a_fits, "contains": b_fits}[whole]:
        return "compatible"
    return "undetermined" if as_of != "same" or plan_against_fact else "contradictory"
