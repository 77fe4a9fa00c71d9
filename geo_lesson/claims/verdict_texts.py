"""Write the sentence that gives the reason for a verdict, in both languages."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from geo_lesson.claims import messages
from geo_lesson.claims.models import Bound, Claim
from geo_lesson.claims.taxonomy import Taxonomy
from geo_lesson.claims.terms import DIMENSIONS, SCOPE, Dimension, Interpretation, Relation, Verdict
from geo_lesson.common.language import Text


def reason(
    a: Claim,
    b: Claim,
    dimensions: Mapping[Dimension, tuple[Relation, ...]],
    judged: Mapping[Interpretation, Verdict],
    verdict: Verdict,
    taxonomy: Taxonomy,
) -> tuple[Text, tuple[Dimension, ...]]:
    """Return the sentence that gives the reason, and the dimensions in which one claim is a part of the other.

    judged: every interpretation of the two claims, with its verdict; both claims state a figure.
    """
    unequal = [dimension for dimension in SCOPE if "same" not in dimensions[dimension]]
    deciding = _deciding(judged) or [dimension for dimension in SCOPE if len(dimensions[dimension]) > 1]
    values = {"a": figure(a), "b": figure(b)}
    if values["a"] == values["b"]:  # 74,000 and 74,000: only the ids tell them apart
        values = {key: messages.FIGURE_WITH_ID.fill(n=values[key], id=id) for key, id in (("a", a.id), ("b", b.id))}
    assumed = _assumptions(a, b, judged, taxonomy)
    part: tuple[Dimension, ...] = ()
    named: Sequence[Dimension] = SCOPE
    if verdict == "not comparable":
        named = [dimension for dimension in unequal if dimensions[dimension] == ("different",)] or unequal
        sentence = messages.DIFFERENT_QUESTIONS
    elif deciding:
        named = deciding
        sentence = messages.DEPENDS_ON_READING_AND_ASSUMPTION if assumed else messages.DEPENDS_ON_READING[verdict]
    elif unequal:
        named = part = tuple(unequal)
        sentence = messages.ONE_PART_OF_OTHER[verdict]
        inner, outer = ("a", "b") if dimensions[unequal[0]] == ("within",) else ("b", "a")
        values |= {"part": values[inner], "whole": values[outer]}
    else:
        sentence = messages.SAME_QUESTION[verdict]
    quoted = _joined(tuple(messages.QUOTED_DIMENSIONS[dimension] for dimension in named))
    return sentence.fill(dimensions=quoted, assumed=assumed, **values), part


def _deciding(judged: Mapping[Interpretation, Verdict]) -> list[Dimension]:
    """Return the dimensions in which another choice changes the verdict while all others stay."""
    deciding = []
    for position, dimension in enumerate(DIMENSIONS):
        verdicts_by_others: dict[tuple[object, ...], set[Verdict]] = {}
        for interpretation, verdict in judged.items():
            others = interpretation[:position] + interpretation[position + 1 :]
            verdicts_by_others.setdefault(others, set()).add(verdict)
        if any(len(verdicts) > 1 for verdicts in verdicts_by_others.values()):
            deciding.append(dimension)
    return deciding


def _assumptions(a: Claim, b: Claim, judged: Mapping[Interpretation, Verdict], taxonomy: Taxonomy) -> Text | None:
    """Return what a contradiction would rest on, as the end of a sentence; None if on nothing."""
    undetermined = [interpretation for interpretation, verdict in judged.items() if verdict == "undetermined"]
    assumptions = []
    if any(interpretation.as_of != "same" for interpretation in undetermined):
        stay, revised = taxonomy.stay(a) or taxonomy.stay(b), bool(a.source) and a.source == b.source
        if not stay:
            assumptions.append(messages.NOBODY_LEFT)
        if revised:
            assumptions.append(messages.NOT_REPLACED)
        elif stay:
            assumptions.append(messages.NOT_CORRECTED)
    if any(interpretation.status.plan_against_fact for interpretation in undetermined):
        assumptions.append(messages.PLAN_KEPT)
    return _joined(tuple(assumptions)) if assumptions else None


@lru_cache(maxsize=1024)
def _joined(texts: tuple[Text, ...]) -> Text:
    joined = {}
    for language, word in (("de", "und"), ("en", "and")):
        *first, last = (text[language] for text in texts)
        joined[language] = f"{', '.join(first)} {word} {last}" if first else last
    return Text(**joined)


def figure(claim: Claim) -> Text:
    """Write the figure of a claim, with the word for its bound if it allows only one. Raises ValueError without one.

    >>> figure(Claim(id="a", value=3000, bound="at_least")).de, figure(Claim(id="b", value=3000)).en
    ('mindestens 3.000', '3,000')
    """
    if claim.ends is None:
        raise ValueError(f"{claim.id} states no figure")
    return bounded(claim.ends, claim.bound[0] if len(claim.bound) == 1 else "exact")


@lru_cache(maxsize=1024)
def bounded(ends: tuple[int, int], bound: Bound) -> Text:
    """Write a figure, or a range from low to high, with the word for its bound.

    >>> bounded((3000, 3000), "at_least").de, bounded((2000, 12000), "about").en
    ('mindestens 3.000', 'about 2,000 to 12,000')
    """
    low, high = ends
    return messages.BOUNDED_FIGURE[bound].fill(n=low if low == high else messages.RANGE.fill(low=low, high=high))
