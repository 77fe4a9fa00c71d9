"""Define the terms of a comparison: its dimensions, how claims relate in each, and what follows."""

from typing import Literal, NamedTuple, get_args

ScopeDimension = Literal["counted", "status", "place", "as_of"]
Dimension = Literal["counted", "status", "place", "as_of", "bound"]
Relation = Literal["same", "within", "contains", "different"]
Agreement = Literal["same", "part", "different", "unclear"]
Verdict = Literal["compatible", "contradictory", "not comparable", "undetermined"]

SCOPE: tuple[ScopeDimension, ...] = get_args(ScopeDimension)
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
RELATIONS: tuple[Relation, ...] = get_args(Relation)


class StatusRelation(NamedTuple):
    """How two statuses relate, and whether one is a plan and the other a fact."""

    relation: Relation
    plan_against_fact: bool


class BoundFit(NamedTuple):
    """Whether the lowest number of a, and of b, is at most the highest number of the other."""

    a_in_b: bool
    b_in_a: bool


class Interpretation(NamedTuple):
    """One way to read two claims: how a relates to b in each dimension."""

    counted: Relation
    status: StatusRelation
    place: Relation
    as_of: Relation
    bound: BoundFit
