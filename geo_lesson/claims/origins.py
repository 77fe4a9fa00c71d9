"""Follow what claims rely on: to their roots, or round in a cycle."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from geo_lesson.claims.models import RELIANCE, Origin, Reading


def roots(claim_id: str, origins: Iterable[Origin], reading: Reading | None = None) -> frozenset[str]:
    """Return the ends of the chains that a claim relies on; empty if nothing is known about its origin.

    Only what is stated, and an institution's own revision, counts as relying on something; a reading may add edges.

    >>> edges = [("retold", "speech", "stated"), ("speech", "service", "stated"), ("speech", "rumour", "implied")]
    >>> roots("retold", [Origin(claim=c, relies_on=r, kind=k) for c, r, k in edges])
    frozenset({'service'})
    """
    edges = [(origin.claim, origin.relies_on) for origin in origins if origin.kind in RELIANCE]
    parents: dict[str, list[str]] = {}
    for claim, relies_on in [*edges, *(reading.origins if reading else ())]:
        parents.setdefault(claim, []).append(relies_on)
    ancestors: set[str] = set()
    waiting = list(parents.get(claim_id, ()))
    while waiting:
        if (ancestor := waiting.pop()) not in ancestors:
            ancestors.add(ancestor)
            waiting.extend(parents.get(ancestor, ()))
    return frozenset(ancestors - parents.keys())


def find_cycle(parents: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a cycle in a map from each node to its parents, its first node again at the end; [] if there is none.

    >>> find_cycle({"a": ["b"], "b": ["c"], "c": ["b"], "d": []})
    ['b', 'c', 'b']
    """
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
