"""The sentence that gives the reason for a verdict, in both languages."""

from functools import lru_cache

from geo_lesson.claims import messages
from geo_lesson.common.language import Text


def reason(a, b, dimensions, fillings, verdict, vocabulary):
    """The sentence that says why two claims come to a verdict, and the dimensions that make one a part of the other.

    fillings: each way to read the claims, with its verdict.
    """
    apart = [dimension for dimension in _SCOPING if "same" not in dimensions[dimension]]
    decide = _deciding(fillings) or [dimension for dimension in _SCOPING if len(dimensions[dimension]) > 1]
    words = {"a": figure(a), "b": figure(b), "assumed": _assumed(a, b, fillings, vocabulary)}
    if words["a"] == words["b"]:  # 74,000 and 74,000: only the ids tell them apart
        words |= {name: messages.FIGURE_WITH_ID.fill(n=words[name], id=id) for name, id in (("a", a.id), ("b", b.id))}
    if verdict == "not comparable":
        decide = [dimension for dimension in apart if dimensions[dimension] == ("different",)] or apart
        sentence = messages.DIFFERENT_QUESTIONS
    elif decide:
        sentence = (
            messages.DEPENDS_ON_READING_AND_ASSUMPTION if words["assumed"] else messages.DEPENDS_ON_READING[verdict]
        )
    elif apart:
        decide, sentence = apart, messages.ONE_PART_OF_OTHER[verdict]
        part, whole = ("a", "b") if dimensions[apart[0]] == ("within",) else ("b", "a")
        words |= {"part": words[part], "whole": words[whole]}
    else:
        decide, sentence = _SCOPING, messages.SAME_QUESTION[verdict]
    quoted = tuple(messages.QUOTED_DIMENSIONS[dimension] for dimension in decide)
    said = sentence.fill(dimensions=_joined(quoted), **words)
    return said, tuple(decide) if "part" in words else ()


def _deciding(fillings):
    """The dimensions in which another choice changes the verdict while all others stay."""
    decide = []
    for position, dimension in enumerate(messages.DIMENSIONS):
        by_others = {}
        for filling, verdict in fillings.items():
            by_others.setdefault(filling[:position] + filling[position + 1 :], set()).add(verdict)
        if any(len(verdicts) > 1 for verdicts in by_others.values()):
            decide.append(dimension)
    return decide


def _assumed(a, b, fillings, vocabulary):
    """What a contradiction would rest on, as the end of a sentence; None if on nothing."""
    resting = [filling for filling, verdict in fillings.items() if verdict == "undetermined"]
    assumed = []
    if any(as_of != "same" for _, _, _, as_of, _ in resting):
        stay, revised = vocabulary.stay(a) or vocabulary.stay(b), bool(a.source) and a.source == b.source
        assumed += [] if stay else [messages.NOBODY_LEFT]
        assumed += [messages.NOT_REPLACED] if revised else [messages.NOT_CORRECTED] if stay else []
    if any(against_fact for _, (_, against_fact), *_ in resting):
        assumed.append(messages.PLAN_KEPT)
    return _joined(tuple(assumed)) if assumed else None


@lru_cache(maxsize=1024)
def _joined(texts):
    joined = {}
    for language, word in (("de", "und"), ("en", "and")):
        *first, last = (text[language] for text in texts)
        joined[language] = f"{', '.join(first)} {word} {last}" if first else last
    return Text(**joined)


def figure(claim):
    """The figure of a claim, with the word for its bound where the claim allows one only; the claim must have one.

    >>> from geo_lesson.claims.models import Claim
    >>> figure(Claim(id="a", value=3000, bound="at_least")).de, figure(Claim(id="b", value=3000)).en
    ('mindestens 3.000', '3,000')
    """
    return bounded(claim.ends, claim.bound[0] if len(claim.bound) == 1 else "exact")


@lru_cache(maxsize=1024)
def bounded(ends, bound):
    """A figure, or a range from low to high, with the word for its bound.

    >>> bounded((3000, 3000), "at_least").de, bounded((2000, 12000), "about").en
    ('mindestens 3.000', 'about 2,000 to 12,000')
    """
    low, high = ends
    return messages.BOUNDED_FIGURE[bound].fill(n=low if low == high else messages.RANGE.fill(low=low, high=high))


_SCOPING = tuple(messages.DIMENSIONS)[:-1]
