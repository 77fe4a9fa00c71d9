"""Count what a class answered to one exercise, first and last, and make its rows of answers.csv."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.base import Exercise, answer_fields
from geo_lesson.exercises.results import Outcome, Response
from geo_lesson.handin.sheet import described
from geo_lesson.student.store import Attempt
from geo_lesson.teacher.classroom.misconceptions import Misconception, misconceptions
from geo_lesson.teacher.classroom.results import AnswerRow
from geo_lesson.teacher.classroom.submissions import FieldValue, State, StoredAnswer, Submission
from geo_lesson.teacher.letters import lettered

SURE = 80  # percent of confidence from which a wrong answer is called sure and wrong
_REMEMBERED = 2000  # answers to one exercise; in a class, many are the same

Limits = tuple[int, int]


@dataclass(frozen=True)
class EvaluatedAnswer:
    """An answer in words and as it is counted. fits: whether the exercise, as it is now, asks for it."""

    text: str
    fits: bool
    outcome: Outcome
    responses: Sequence[Response] = ()
    misconceptions: tuple[Misconception, ...] = ()


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
    misconceptions: what is wrong in last answers.   sure_and_wrong: (student, what) of last answers given with great
    confidence.
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
        self.misconceptions: Counter[Misconception] = Counter()
        self.sure_and_wrong: list[tuple[str, str]] = []
        self.evaluate = lru_cache(_REMEMBERED)(self._evaluate)
        self._levels = {str(level) for level in part.confidence.levels} if part.confidence else set()
        self._parts = {level: content.prepare(part, level, key) for level in (1, 2, 3)}
        for response in part.possible_responses(language):
            self._frequency(response)

    def _evaluate(self, level: int, written: str) -> EvaluatedAnswer:
        value = json.loads(written)
        part = _asked_part(self._parts[level], value)
        text = described(part, value, self.language)
        if not part.is_answered(value):
            return EvaluatedAnswer(text, False, Outcome(None))
        outcome = part.outcome(value)
        wrong = misconceptions(part, value, self.language) if outcome.correct is False else ()
        return EvaluatedAnswer(text, True, outcome, part.responses(value, self.language), wrong)

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
                f"{turn}_correct": "" if (right := one.outcome.correct) is None else str(right).lower(),
                f"{turn}_confidence": _one_line(attempt["answer"].get("confidence")),
                f"{turn}_reason": _one_line(attempt["answer"].get("reason")),
                f"{turn}_value": value,
            }
        return row._replace(attempts=len(attempts), noted_after=noted, ticked=" ".join(ticked), **turns)

    def _count(
        self, student: str, attempts: tuple[Attempt, Attempt], evaluated: list[EvaluatedAnswer], noted: str
    ) -> None:
        first, last = evaluated
        for response in first.responses:
            self._frequency(response).first += 1
        for response in last.responses:
            self._frequency(response).last += 1
        self.correct["first"][first.outcome.correct if first.fits else "other"] += 1
        self.correct["last"][last.outcome.correct if last.fits else "other"] += 1
        self.texts[last.text] += 1
        self.misconceptions.update(last.misconceptions)
        if last.fits:
            self._note_sure_and_wrong(student, attempts[1]["answer"].get("confidence"), last)
        if first.fits:
            self._count_confidence(attempts[0]["answer"].get("confidence"), first.outcome)
        if self.part.COUNTED_AS == "ranges":
            limits = [self.part.limits(attempt["answer"].get("value")) for attempt in attempts]
            self.ranges.append(StudentRange(student, *limits))
        reasons, later = (self._by_entry(attempt["answer"].get("reason")) for attempt in attempts)
        later = later if later != reasons else []
        self.comments.append(Comment(student, first.text, last.text, reasons, later, noted))

    def _frequency(self, response: Response) -> Frequency:
        return self.frequencies[response.where].setdefault(response.what, Frequency(response.correct))

    def _count_confidence(self, stated: FieldValue | None, outcome: Outcome) -> None:
        """Count how confident the student was of what was right, for the whole or for each entry."""
        for _, level, correct in self._stated(stated, outcome):
            self.confidence[level][correct] += 1

    def _stated(self, stated: FieldValue | None, outcome: Outcome) -> Iterator[tuple[str, int, bool]]:
        """Yield (id of an entry or "", percent, whether right) of what was stated and is judged."""
        levels = stated if isinstance(stated, dict) else {"": stated or ""}
        for id, level in levels.items():
            correct = outcome.entries.get(id) if isinstance(stated, dict) else outcome.correct
            if level in self._levels and correct is not None:
                yield id, int(level), correct

    def _note_sure_and_wrong(self, student: str, stated: FieldValue | None, last: EvaluatedAnswer) -> None:
        sure = [id for id, level, correct in self._stated(stated, last.outcome) if level >= SURE and not correct]
        if sure:
            names = [self.part.entry_names[id][self.language] for id in sure if id]
            self.sure_and_wrong.append((student, "; ".join(names) or lettered(self.part, last.text, self.language)))

    def _by_entry(self, reason: FieldValue | None) -> list[tuple[str, str]]:
        """Return a reason, or one for each entry, as (name of the entry, text)."""
        if not isinstance(reason, dict):
            return [("", reason)] if reason else []
        names = {id: name[self.language] for id, name in self.part.entry_names.items()}
        return [(names.get(id, id), text) for id, text in reason.items() if text]

    @property
    def is_judged(self) -> bool:
        """Whether any answer here is right or wrong."""
        return any(key in (True, False) for counts in self.correct.values() for key in counts)

    def common_errors(self, most: int = 5) -> list[CommonError]:
        """Return the wrong answers that were given most often first."""
        wrong = [
            CommonError(self._lettered(heading), self._lettered(answer), count.first, count.last)
            for heading, answers in self.frequencies.items()
            for answer, count in answers.items()
            if count.correct is False and count.first
        ]
        return sorted(wrong, key=lambda error: -error.first)[:most]

    @property
    def is_open(self) -> bool:
        """Whether an answer is chosen here of which none is right, so that it matters how far the class disagrees."""
        return bool(self.texts) and not self.is_judged and self.part.COUNTED_AS == "responses"

    @property
    def is_text(self) -> bool:
        """Whether the answers are texts, to be read whole."""
        return self.part.COUNTED_AS == "texts"

    @property
    def answered(self) -> int:
        """How many students have answered."""
        return self.states["answered"]

    def answer_tables(self) -> list[tuple[str, list[tuple[str, Frequency]]]]:
        """Return (row, field or "", [(answer, Frequency)]), without wrong answers in rows that nobody gave."""
        return [
            (
                self._lettered(heading),
                [
                    (self._lettered(text), f)
                    for text, f in answers.items()
                    if f.first or f.last or f.correct or not heading
                ],
            )
            for heading, answers in self.frequencies.items()
            if self.answered
        ]

    def _lettered(self, text: str) -> str:
        return lettered(self.part, text, self.language)

    def written_comments(self) -> list[Comment]:
        """Return the comments in which there is something to read."""
        return [c for c in self.comments if self.is_text or c.reasons or c.later_reasons or c.noted]


def _asked_part(part: Exercise, value: object) -> Exercise:
    """Return the exercise as it was asked: with `only` some of its entries, those that the answer names."""
    if part.is_answered(value):
        return part
    named = {key.split(" ")[0] for key in answer_fields(value)} & {entry.id for entry in part.entries}
    shorter = part.only(named) if named else part
    return shorter if shorter.is_answered(value) else part


def _one_line(value: FieldValue | None) -> str:
    """Return a text as it is; texts by entry in one line."""
    return "; ".join(f"{id}: {text}" for id, text in value.items()) if isinstance(value, dict) else value or ""


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
