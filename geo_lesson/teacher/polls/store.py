"""Keep what a class showed by hands in `class/<lesson>/polls.json`, with the same care as answers, under no student.

The file is a record as that of an exercise: `draft` holds {exercise: {turn: {option: hands}}}, `kept` earlier polls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from geo_lesson.content.folder import LessonFolder, workspace_of
from geo_lesson.student.store import Answers, Record

TURNS = ("before", "after")
MOST_HANDS = 999
_FILE = "polls"
Counts = dict[str, dict[str, int]]  # {turn: {id of an option: hands}}


class Polls:
    """The polls of one lesson. All methods raise NotSaved, which says why."""

    def __init__(self, content: LessonFolder) -> None:
        self._kept = Answers(workspace_of(content.folder) / "class" / content.config.id)

    def read(self, exercise: str) -> Counts:
        """Return what was counted at an exercise; a file that cannot be understood is set aside."""
        return _counts(self._kept.read(_FILE)[0], exercise)

    def count(self, exercise: str, turn: str, option: str, hands: int | None) -> Counts:
        """Save the hands for one option, None for none counted; return all that is counted at the exercise."""

        def change(record: Record) -> Record:
            counts = _counts(record, exercise)
            of_turn = {**counts[turn], option: hands}
            counts[turn] = {id: n for id, n in of_turn.items() if n is not None}
            return replace(record, draft={**record.draft, exercise: counts})

        return _counts(self._kept.change(_FILE, change)[0], exercise)

    def clear(self, exercise: str) -> Counts:
        """Begin a poll anew; what was counted is kept, with the time."""

        def change(record: Record) -> Record:
            counts = _counts(record, exercise)
            if not any(counts.values()):
                return record
            old = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), "answer": {exercise: counts}}
            rest = {id: poll for id, poll in record.draft.items() if id != exercise}
            return replace(record, draft=rest, kept=(*record.kept, old))  # type: ignore[arg-type]

        return _counts(self._kept.change(_FILE, change)[0], exercise)


def _counts(record: Record, exercise: str) -> Counts:
    """Return the counts in a record, whatever else somebody has written into the file."""
    poll = record.draft.get(exercise)
    return {turn: _of_turn(poll.get(turn) if isinstance(poll, Mapping) else None) for turn in TURNS}


def _of_turn(hands: Any) -> dict[str, int]:
    counted = hands.items() if isinstance(hands, Mapping) else ()
    return {str(id): n for id, n in counted if is_number_of_hands(n)}


def is_number_of_hands(value: object) -> bool:
    """Return whether a value is a number that hands can have."""
    return type(value) is int and 0 <= value <= MOST_HANDS
