"""Count what a class answered to one exercise, first and last, and make its rows of answers.csv."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from geo_lesson.common.language import Text, read_number
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.exercises.pieces import Piece, is_right, pieces, possible, right_entries
from geo_lesson.exercises.value_range import Range
from geo_lesson.handin.sheet import described
from geo_lesson.teacher.classroom.results import AnswerRow
from geo_lesson.teacher.classroom.submissions import Attempt, FieldValue, State, StoredAnswer, Submission

_REMEMBERED = 2000  # answers to one exercise; in a class, many are the same

Limits = tuple[int, int]


@dataclass(frozen=True)
class EvaluatedAnswer:
    """An answer in words, in counted parts, right or not. fits: whether the exercise, as it is now, asks for it."""

    text: str
    fits: bool
    correct: bool | None = None
    counts: tuple[Piece, ...] = ()
    correct_entries: Mapping[str, bool] = field(default_factory=dict)


@dataclass
class Frequency:
    """How many students gave an answer first and last; correct: None where nothing is right or wrong."""

    correct: bool | None
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Comment:
    """What one student answered and wrote beside it; reasons: (name of the entry or "", text) each.

    later_reasons: those of the last answer, if they differ.   noted: what was written afterwards.
    """

    student: str
    first: str
    last: str
    reasons: list[tuple[str, str]]
    later_reasons: list[tuple[str, str]]
    noted: str


@dataclass(frozen=True)
class StudentRange:
    """The range that one student gave first and last; None if it is none any more."""

    student: str
    first: Limits | None
    last: Limits | None


@dataclass(frozen=True)
class CommonError:
    """A wrong answer; heading: the row or field it was given in, if any."""

    heading: str
    answer: str
    first: int
    last: int


class ExerciseStatistics:
    """What a class answered to one exercise or part.

    states: how far the students have come.   correct: first and last answers by whether they are right; "other" if
    they answer an earlier version.   frequencies: {row, field or "": {answer: Frequency}}.   texts: whole last answers.
    confidence: {percent: first answers by whether they are right}.   ticks: by the id of a line of the checklist.
    """

    def __init__(self, content: LessonFolder, key: str, title: str, part: Exercise, language: str) -> None:
        self.lesson: str = content.config.id
        self.key, self.title, self.part, self.language = key, title, part, language
        self.states: Counter[State] = Counter()
        self.correct: dict[str, Counter[bool | Literal["other"] | None]] = {"first": Counter(), "last": Counter()}
        self.frequencies: dict[str, dict[str, Frequency]] = defaultdict(dict)
        self.texts: Counter[str] = Counter()
        self.confidence: dict[int, Counter[bool]] = defaultdict(Counter)
        self.comments: list[Comment] = []
        self.ranges: list[StudentRange] = []
        self.ticks: Counter[str] = Counter()
        self.evaluate = lru_cache(_REMEMBERED)(self._evaluate)
        self._levels = {str(level) for level in part.confidence.levels} if part.confidence else set()
        self._parts = {level: content.ready(part, level).model_copy(update={"id": key}) for level in (1, 2, 3)}
        for count in possible(part, language):
            self.frequencies[count.where][count.what] = Frequency(count.correct)

    def _evaluate(self, level: int, written: str) -> EvaluatedAnswer:
        part, value = self._parts[level], json.loads(written)
        text = described(part, value, self.language)
        if not part.is_answered(value):
            return EvaluatedAnswer(text, fits=False)
        entries = right_entries(part, value) if part.confidence else {}
        return EvaluatedAnswer(text, True, is_right(part, value), tuple(pieces(part, value, self.language)), entries)

    def add(self, student: Submission, answer: StoredAnswer) -> AnswerRow:
        """Count one student's answer and return its row."""
        handin = student.handin
        head = (self.lesson, handin.lesson_version, student.student, handin.language, self.key, self.part.kind)
        row = AnswerRow(*head, answer.state)
        record = answer.record() if answer.state in ("answered", "begun") else None
        if answer.state == "answered" and record:
            row = self._answered(row, handin.level, record["attempts"])
        self.states[answer.state] += 1
        return row._replace(hints=record["hints"]) if record else row

    def _answered(self, row: AnswerRow, level: int, all_attempts: list[Attempt]) -> AnswerRow:
        attempts = [attempt for attempt in all_attempts if attempt.get("step") == "answer"]
        first, last = attempts[0], attempts[-1]
        values = [_encode(attempt["answer"].get("value")) for attempt in (first, last)]
        evaluated = [self.evaluate(level, value) for value in values]
        after = [attempt["answer"].get("after") for attempt in all_attempts if attempt.get("step") != "answer"]
        noted = next((text for text in reversed(after) if isinstance(text, str)), "")
        list_ticked = next((ticks for ticks in reversed(after) if isinstance(ticks, dict)), {})
        ticked = [id for id, tick in list_ticked.items() if tick == "yes"]
        self._count(row.student, (first, last), evaluated, noted)
        self.ticks.update(ticked)
        turns: dict[str, str] = {}
        for turn, attempt, one, value in zip(("first", "last"), (first, last), evaluated, values, strict=True):
            turns |= {
                f"{turn}_at": attempt["at"],
                turn: attempt.get("words") or one.text,
                f"{turn}_correct": "" if one.correct is None else str(one.correct).lower(),
                f"{turn}_confidence": _one_line(attempt["answer"].get("confidence")),
                f"{turn}_reason": _one_line(attempt["answer"].get("reason")),
                f"{turn}_value": value,
            }
        return row._replace(attempts=len(attempts), noted_after=noted, ticked=" ".join(ticked), **turns)

    def _count(
        self, student: str, attempts: tuple[Attempt, Attempt], evaluated: list[EvaluatedAnswer], noted: str
    ) -> None:
        first, last = evaluated
        for count in first.counts:
            self._frequency(count).first += 1
        for count in last.counts:
            self._frequency(count).last += 1
        self.correct["first"][first.correct if first.fits else "other"] += 1
        self.correct["last"][last.correct if last.fits else "other"] += 1
        self.texts[last.text] += 1
        if first.fits:
            self._count_confidence(attempts[0]["answer"].get("confidence"), first)
        if isinstance(self.part, Range):
            limits = [_limits(attempt["answer"].get("value")) for attempt in attempts]
            self.ranges.append(StudentRange(student, *limits))
        reasons, later = (self._by_entry(attempt["answer"].get("reason")) for attempt in attempts)
        later = later if later != reasons else []
        self.comments.append(Comment(student, first.text, last.text, reasons, later, noted))

    def _frequency(self, count: Piece) -> Frequency:
        return self.frequencies[count.where].setdefault(count.what, Frequency(count.correct))

    def _count_confidence(self, stated: FieldValue | None, answer: EvaluatedAnswer) -> None:
        """Count how confident the student was of what was right, for the whole or for each entry."""
        if isinstance(stated, dict):
            entries = answer.correct_entries
            judged = [(level, entries[id]) for id, level in stated.items() if id in entries]
        else:
            judged = [(stated, answer.correct)] if stated and answer.correct is not None else []
        for level, correct in judged:
            if level in self._levels:
                self.confidence[int(level)][correct] += 1

    def _by_entry(self, reason: FieldValue | None) -> list[tuple[str, str]]:
        """Return a reason, or one for each entry, as (name of the entry, text)."""
        if not isinstance(reason, dict):
            return [("", reason)] if reason else []
        names = {entry.id: _name(entry, self.language) for entry in self.part.entries}
        return [(names.get(id, id), text) for id, text in reason.items() if text]

    @property
    def is_judged(self) -> bool:
        """Whether any answer here is right or wrong."""
        return any(key in (True, False) for counts in self.correct.values() for key in counts)

    def common_errors(self, most: int = 5) -> list[CommonError]:
        """Return the wrong answers that were given most often first."""
        wrong = [
            CommonError(heading, answer, count.first, count.last)
            for heading, answers in self.frequencies.items()
            for answer, count in answers.items()
            if count.correct is False and count.first
        ]
        return sorted(wrong, key=lambda error: -error.first)[:most]

    @property
    def is_open(self) -> bool:
        """Whether an answer is chosen here of which none is right, so that it matters how far the class disagrees."""
        return bool(self.texts) and not self.is_judged and self.part.kind not in ("range", "free-text")

    @property
    def is_text(self) -> bool:
        """Whether the answers are texts, to be read whole."""
        return isinstance(self.part, FreeText)

    @property
    def answered(self) -> int:
        """How many students have answered."""
        return self.states["answered"]

    def answer_tables(self) -> list[tuple[str, list[tuple[str, Frequency]]]]:
        """Return (row, field or "", [(answer, Frequency)]), without wrong answers in rows that nobody gave."""
        return [
            (heading, [(text, f) for text, f in answers.items() if f.first or f.last or f.correct or not heading])
            for heading, answers in self.frequencies.items()
            if self.answered
        ]

    def written_comments(self) -> list[Comment]:
        """Return the comments in which there is something to read."""
        return [c for c in self.comments if self.is_text or c.reasons or c.later_reasons or c.noted]


def _name(entry: object, language: str) -> str:
    """Return what students read of an option, row, item or field."""
    name: Text = next(getattr(entry, field) for field in ("text", "label") if hasattr(entry, field))
    return name[language]


def _limits(value: FieldValue | None) -> Limits | None:
    """Return the limits of a range as numbers; None if they are none any more."""
    value = value if isinstance(value, dict) else {}
    low, high = (read_number(value.get(end, "")) for end in ("low", "high"))
    return None if low is None or high is None else (low, high)


def _one_line(value: FieldValue | None) -> str:
    """Return a text as it is; texts by entry in one line."""
    return "; ".join(f"{id}: {text}" for id, text in value.items()) if isinstance(value, dict) else value or ""


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
