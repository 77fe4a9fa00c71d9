"""What a class thinks at one exercise: its rows for the table, and counted, answers before and after, for people."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from geo_lesson.exercises.results import Outcome, Response
from geo_lesson.handin.sheet import described

COLUMNS = (
    "lesson",
    "lesson_version",
    "student",
    "language",
    "exercise",
    "kind",
    "state",
    "attempts",
    "first_at",
    "last_at",
    "first",
    "last",
    "first_correct",
    "last_correct",
    "first_confidence",
    "last_confidence",
    "first_reason",
    "last_reason",
    "noted_after",
    "ticked",
    "hints",
    "first_value",
    "last_value",
)
_REMEMBERED = 2000  # answers of one exercise; in a class, many are the same


@dataclass(frozen=True)
class Look:
    """An answer in words and as it is counted. fits: whether the exercise, as it is now, asks for it."""

    said: str
    fits: bool
    outcome: Outcome
    responses: tuple[Response, ...]


class Tally:
    """One exercise or part over a class. key, part: the exercise; language: the teacher's.

    slots: {where: {what: [first, last, correct]}}, how many chose it first and last.   sure: {percent: [n, right]}.
    voices: a map for each student with her answers and reasons.   ranges: (student, (low, high) first, last) each.
    """

    def __init__(self, content, key, title, part, language):
        self.content, self.key, self.title, self.part, self.language = content, key, title, part, language
        self.states, self.right = Counter(), {"first": Counter(), "last": Counter()}
        self.slots, self.sure = defaultdict(dict), defaultdict(lambda: [0, 0])
        self.voices, self.ranges, self.ticks = [], [], Counter()
        self.whole = {"first": Counter(), "last": Counter()}
        self.look = lru_cache(_REMEMBERED)(self._look)
        self._levels = {str(level) for level in part.confidence.levels} if part.confidence else set()
        self._parts = {level: content.prepare(part, level, key) for level in (1, 2, 3)}
        for response in part.possible_responses(language):
            self.slots[response.where][response.what] = [0, 0, response.correct]

    def _look(self, level, written):
        part, value = self._parts[level], json.loads(written)
        said = described(part, value, self.language)
        if not part.is_answered(value):
            return Look(said, False, Outcome(None), ())
        return Look(said, True, part.outcome(value), tuple(part.responses(value, self.language)))

    def row(self, student, state, record):
        """One student's row of the table, a value for each of COLUMNS; with it, the answer is counted.

        student: (number, name, language, level, version, made); record: what the shelf holds, or None.
        """
        _, name, language, level, version, _ = student
        head = [self.content.config.id, version, name, language, self.key, self.part.kind, state]
        attempts = record["attempts"] if record else []
        given = [attempt for attempt in attempts if attempt.get("step") == "answer"]
        after = [attempt["answer"].get("after") for attempt in attempts if attempt.get("step") != "answer"]
        if not given or state != "answered":
            self.states[state] += 1
            hints = record["hints"] if record and state != "doubt" else ""
            return [*head, *[""] * (len(COLUMNS) - len(head) - 3), hints, "", ""]
        first, last = given[0], given[-1]
        values = [_written(first), _written(last)] if first is not last else [_written(first)] * 2
        looks = [self.look(level, value) for value in values]
        told = [attempt.get("words") or look.said for attempt, look in zip((first, last), looks, strict=True)]
        noted = next((text for text in reversed(after) if isinstance(text, str)), "")
        ticked = next((ticks for ticks in reversed(after) if isinstance(ticks, dict)), None)
        self._count(name, (first, last), looks, noted, ticked)
        self.states[state] += 1
        return [
            *head,
            len(given),
            *(first["at"], last["at"], *map(str, told)),
            *("" if (right := look.outcome.correct) is None else str(right).lower() for look in looks),
            *(_flat(attempt["answer"].get("confidence")) for attempt in (first, last)),
            *(_flat(attempt["answer"].get("reason")) for attempt in (first, last)),
            noted,
            "" if ticked is None else " ".join(id for id, said in ticked.items() if said == "yes"),
            record["hints"],
            *values,
        ]

    def _count(self, name, attempts, looks, noted, ticked):
        for turn, (when, look) in enumerate(zip(("first", "last"), looks, strict=True)):
            for response in look.responses:
                self.slots[response.where].setdefault(response.what, [0, 0, response.correct])[turn] += 1
            self.right[when][look.outcome.correct if look.fits else "other"] += 1
            self.whole[when][look.said] += 1
        if looks[0].fits:
            self._confidence(attempts[0]["answer"].get("confidence"), looks[0])
        if self.part.COUNTED_AS == "ranges":
            self.ranges.append((name, *(self.part.limits(attempt["answer"].get("value")) for attempt in attempts)))
        self.ticks.update(id for id, said in (ticked or {}).items() if said == "yes")
        reasons = [self._named(attempt["answer"].get("reason")) for attempt in attempts]
        self.voices.append(
            {
                "student": name,
                "first": looks[0].said,
                "last": looks[1].said,
                "reasons": reasons[0],
                "then": reasons[1] if reasons[1] != reasons[0] else [],
                "noted": noted,
            }
        )

    def _confidence(self, sure, look):
        """Count how sure the student was of what was right, for the whole or for each entry."""
        if isinstance(sure, dict):
            judged = [(level, look.outcome.entries.get(id)) for id, level in sure.items()]
        else:
            judged = [(sure, look.outcome.correct)]
        for level, right in judged:
            if level in self._levels and right is not None:
                self.sure[int(level)][0] += 1
                self.sure[int(level)][1] += right

    def _named(self, reason):
        """A reason, or one for each entry, as (name of the entry, text)."""
        if not isinstance(reason, dict):
            return [("", reason)] if reason else []
        names = {id: name[self.language] for id, name in self.part.entry_names.items()}
        return [(names.get(id, id), text) for id, text in reason.items() if text]

    @property
    def is_judged(self):
        """Whether any answer here is right or wrong."""
        return any(correct is not None for when in self.right.values() for correct in when if correct != "other")

    def wrong_turns(self, most=5):
        """What was chosen wrongly most often in the first answers: (where, what, first, last) each."""
        wrong = [(w, a, f, n) for w, slot in self.slots.items() for a, (f, n, right) in slot.items() if right is False]
        return sorted((one for one in wrong if one[2]), key=lambda one: -one[2])[:most]

    def disagreement(self):
        """Where no answer is right: how many different last answers, and how many share the most frequent one."""
        said = self.whole["last"]
        if self.is_judged or self.part.COUNTED_AS != "responses" or not said:
            return None
        return len(said), max(said.values()), said.total()


def _written(attempt):
    return _encode(attempt["answer"].get("value"))


def _flat(said):
    """A text as it is; one for each entry in one line."""
    return "; ".join(f"{id}: {text}" for id, text in said.items()) if isinstance(said, dict) else said or ""


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
