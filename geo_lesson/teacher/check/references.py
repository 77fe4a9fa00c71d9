"""Check what the files of a lesson say of each other: each id that is named is there, none twice, none in a circle."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo_lesson.claims.models import Claim, DriftStep, Origin
from geo_lesson.claims.origins import find_cycle
from geo_lesson.claims.taxonomy import Location
from geo_lesson.common.errors import shortened
from geo_lesson.common.fields import period
from geo_lesson.common.suggestions import quoted
from geo_lesson.teacher.check import messages
from geo_lesson.teacher.check.tables import rows_written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo_lesson.teacher.check.lesson import KeyPath, LessonCheck


def check_references(check: LessonCheck) -> None:
    """Report every id that is not there, stands twice, or leads back to itself."""
    _check_exercises(check)
    _check_figures(check)
    _check_cards(check)
    _check_unique_ids(check)
    _check_nesting(check)
    _check_claims(check)
    _check_origins(check)
    _check_readings(check)


def _check_exercises(check: LessonCheck) -> None:
    """Check the cards that exercises show, and the exercises that they look back on."""
    cards = None if check.cards is None else list(check.cards)
    for name, keys, part in check.parts():
        for field, shown_cards in (("cards", part.cards), ("cards_after", part.cards_after)):
            for i, card in enumerate(shown_cards):
                check.require_id(name, (*keys, field, i), "card", card, cards)
        if part.look_back:
            look_back = (*keys, "look_back")
            check.require_id(name, look_back, "exercise", part.look_back, check.exercise_ids)
            earlier = check.exercises.get(part.look_back)
            if earlier and (earlier is part or earlier.parts != (earlier,)):
                message = messages.CANNOT_LOOK_BACK.fill(id=part.look_back)
                check.report(name, look_back, message, messages.NAME_OTHER_EXERCISE)


def _check_figures(check: LessonCheck) -> None:
    """Check the claims, steps and readings that figures name."""
    ids = {
        "claim": check.ids_in("claims.csv", "record.csv"),
        "step": check.ids_in("drift.csv"),
        "reading": list(check.config.readings),
    }
    for (exercise, keys), figure in check.figures.items():
        for kind, place, id in figure.references() if figure else ():
            check.require_id(f"exercises/{exercise}.yaml", (*keys, "figure", *place), kind, id, ids[kind])


def _check_cards(check: LessonCheck) -> None:
    """Check that no card stands twice, and the claims of the record that they rest on."""
    if not check.cards:
        return
    record = check.ids_in("record.csv")
    ids = [card["id"] for card in rows_written(check.documents["cards.yaml"])]
    _check_unique(check, {("cards.yaml", i, "id"): id for i, id in enumerate(ids)})
    for id, card in check.cards.items():
        for j, claim in enumerate(card.record):
            check.require_id("cards.yaml", (ids.index(id), "record", j), "recorded", claim, record)


def _check_unique_ids(check: LessonCheck) -> None:
    """Check that no id stands twice: in a file, or among claims, record and sources, which name each other."""
    for group in (("claims.csv", "record.csv", "sources.csv"), ("drift.csv",), ("places.csv",)):
        tables = {name: rows_written(check.documents[name]) for name in group if name in check.documents}
        _check_unique(check, {(name, i, "id"): row["id"] for name in tables for i, row in enumerate(tables[name])})
    _check_unique(check, {("glossary.yaml", i, "id"): term.id for i, term in enumerate(check.glossary)})
    _check_unique(check, {("lesson.yaml", "chapters", i, "id"): c.id for i, c in enumerate(check.config.chapters)})
    _check_unique(check, {("lesson.yaml", "plans", i, "id"): plan.id for i, plan in enumerate(check.config.plans)})


def _check_unique(check: LessonCheck, ids: Mapping[tuple[str, *KeyPath], str]) -> None:
    """Report ids that stand twice; ids: by the name of their document and their place in it."""
    first: dict[str, str] = {}
    for (name, *keys), id in ids.items():
        if id and id in first:
            message = messages.ID_TWICE.fill(id=shortened(id), place=first[id])
            check.report(name, tuple(keys), message, messages.GIVE_OTHER_ID)
        first.setdefault(id, f"{name}:{check.documents[name].line(tuple(keys))}")


def _check_nesting(check: LessonCheck) -> None:
    """Check that what lies within something lies within an entry that is there, and never within itself."""
    for key, nodes in (("units", check.config.units), ("statuses", check.config.statuses)):
        parents = {id: (node.within, (key, id, "within")) for id, node in nodes.items()}
        _check_parents(check, "lesson.yaml", parents, list(nodes))
    places = {row.id: (row.within, (i, "within")) for i, row in check.rows("places.csv", Location)}
    _check_parents(check, "places.csv", places, check.ids_in("places.csv"))


def _check_parents(
    check: LessonCheck, name: str, parents: Mapping[str, tuple[str | None, KeyPath]], ids: Sequence[str] | None
) -> None:
    """Check the parent of each id, which is given with the place where the file names it."""
    for parent, keys in parents.values():
        if parent is not None:
            check.require_id(name, keys, "entry", parent, ids)
    if cycle := find_cycle({id: [parent] for id, (parent, _) in parents.items() if parent is not None}):
        _report_cycle(check, name, parents[cycle[0]][1], cycle)


def _report_cycle(check: LessonCheck, name: str, keys: KeyPath, ids: Sequence[str]) -> None:
    check.report(name, keys, messages.CIRCLE.fill(ids=" → ".join(ids)), messages.BREAK_CIRCLE)


def _check_claims(check: LessonCheck) -> None:
    """Check the words that claims use, and the sources that they name."""
    sources, taxonomy = check.ids_in("sources.csv"), _taxonomy(check)
    for name in ("claims.csv", "record.csv"):
        for i, row in check.rows(name, Claim):
            fields = {"counted": row.counted, "status": row.status, "place": row.place, "as_of": row.as_of}
            _check_words(check, name, (i,), fields, taxonomy)
            if row.source:
                check.require_id(name, (i, "source"), "source", row.source, sources)


def _taxonomy(check: LessonCheck) -> dict[str, list[str] | None]:
    """Return the ids by which claims are compared, by the field of a claim that holds them."""
    units, statuses = list(check.config.units), list(check.config.statuses)
    return {"counted": units, "status": statuses, "place": check.ids_in("places.csv")}


def _check_words(
    check: LessonCheck,
    name: str,
    keys: KeyPath,
    fields: Mapping[str, Sequence[str]],
    taxonomy: Mapping[str, list[str] | None],
) -> None:
    """Check the words in the fields of a claim, or of what a reading writes into it."""
    for field, words in fields.items():
        for word in words if field in taxonomy else ():
            check.require_id(name, (*keys, field), field, word, taxonomy[field])
    times = check.config.times
    for time in fields.get("as_of", ()):
        if time not in times and not _is_date(time):
            fix = messages.WRITE_DATE_OR_TIME.fill(times=quoted(times)) if times else messages.WRITE_DATE
            check.report(name, (*keys, "as_of"), messages.UNKNOWN_TIME.fill(written=shortened(time)), fix)


def _is_date(written: str) -> bool:
    try:
        return bool(period(written))
    except ValueError:
        return False


def _check_origins(check: LessonCheck) -> None:
    """Check the ids in the tables of origins and of drift, and that no claim relies on itself."""
    claims = check.ids_in("claims.csv", "record.csv")
    roots = check.ids_in("claims.csv", "record.csv", "sources.csv")
    parents: dict[str, list[str]] = {}
    rows: dict[tuple[str, str], int] = {}
    for i, row in check.rows("origins.csv", Origin):
        check.require_id("origins.csv", (i, "claim"), "claim", row.claim, claims)
        check.require_id("origins.csv", (i, "relies_on"), "root", row.relies_on, roots)
        if row.kind != "negative":  # to deny a claim is not to rely on it
            parents.setdefault(row.claim, []).append(row.relies_on)
            rows[row.claim, row.relies_on] = i
    while cycle := find_cycle(parents):  # reported at its last row, which is then left out
        i, (claim, parent) = max((rows[step], step) for step in pairwise(cycle))
        start = cycle.index(claim)
        _report_cycle(check, "origins.csv", (i, "relies_on"), [*cycle[start:], *cycle[1 : start + 1]])
        parents[claim] = [other for other in parents[claim] if other != parent]
    for i, drift in check.rows("drift.csv", DriftStep):
        for claim in drift.claim:
            check.require_id("drift.csv", (i, "claim"), "claim", claim, claims)


def _check_readings(check: LessonCheck) -> None:
    """Check the claims and sources that readings name, and the words that they fill in."""
    claims, record = check.ids_in("claims.csv", "record.csv"), check.ids_in("record.csv")
    roots, taxonomy = check.ids_in("claims.csv", "record.csv", "sources.csv"), _taxonomy(check)
    for id, reading in check.config.readings.items():
        keys = ("readings", id)
        for claim, filling in reading.set.items():
            check.require_id("lesson.yaml", (*keys, "set", claim), "claim", claim, claims)
            fields: dict[str, Sequence[str]] = dict(filling.fields.items())
            _check_words(check, "lesson.yaml", (*keys, "set", claim), fields, taxonomy)
        for i, claim in enumerate(reading.record):
            check.require_id("lesson.yaml", (*keys, "record", i), "recorded", claim, record)
        for i, (claim, root) in enumerate(reading.origins):
            check.require_id("lesson.yaml", (*keys, "origins", i, 0), "claim", claim, claims)
            check.require_id("lesson.yaml", (*keys, "origins", i, 1), "root", root, roots)
