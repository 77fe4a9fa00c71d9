"""Sum a class up for one page: what to discuss first, who is sure and wrong, who needs help, who has handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

from geo_lesson.exercises.base import Exercise
from geo_lesson.teacher.classroom.misconceptions import Misconception
from geo_lesson.teacher.classroom.results import AnswerRow
from geo_lesson.teacher.classroom.statistics import ExerciseStatistics
from geo_lesson.teacher.classroom.submissions import Submission

T = TypeVar("T")
_MOST_TOPICS, _MOST_SURE, _MOST_PEOPLE, _MOST_STUCK = 3, 4, 8, 5
_LONGEST_NAMES = 500  # characters of all pseudonyms on the page: some thirty
_MANY_WRONG = 3  # exercises wrong at the end, from which a student needs help
_MANY_ATTEMPTS = 3  # after so many, a student who is still wrong is stuck
_FEW = 3  # an exercise that less than one in so many answered, of those at the busiest one, is no topic for the class


@dataclass
class StudentResult:
    """How one student has fared; titles of exercises by their state, and of those the student is stuck at.

    right, wrong: last answers to what is judged.   expected: how many would be wrong if the student were as the class.
    sure: titles of what is wrong although the student was sure.
    """

    student: str
    file: str
    answered: int = 0
    right: int = 0
    wrong: int = 0
    expected: float = 0
    hints: int = 0
    begun: list[str] = field(default_factory=list)
    in_doubt: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    sure: list[str] = field(default_factory=list)

    @property
    def judged(self) -> int:
        """How many last answers are right or wrong."""
        return self.right + self.wrong


@dataclass(frozen=True)
class ExerciseLine:
    """One exercise in one line. first, last: right answers; of_first, of_last: answers that are right or wrong."""

    key: str
    title: str
    answered: int
    first: int
    of_first: int
    last: int
    of_last: int

    @property
    def wrong(self) -> int:
        """How many last answers are wrong."""
        return self.of_last - self.last

    @property
    def bars(self) -> tuple[int, int]:
        """The share of right answers, first and last, in percent, as lengths of bars."""
        pairs = (self.first, self.of_first), (self.last, self.of_last)
        first, last = (round(100 * right / of) if of else 0 for right, of in pairs)
        return first, last


@dataclass(frozen=True)
class Topic:
    """An exercise to discuss, with its commonest misconception after the last try and how many students hold it."""

    line: ExerciseLine
    misconception: Misconception | None
    number: int


@dataclass(frozen=True)
class SureExercise:
    """An exercise in which students were sure and wrong: how many, and what most of them answered."""

    title: str
    number: int
    of: int
    answer: str


@dataclass(frozen=True)
class Shortened(Generic[T]):
    """The first of a list, and how many more there are."""

    shown: Sequence[T]
    more: int

    @classmethod
    def of(cls, items: Sequence[T], most: int) -> Shortened[T]:
        """Cut a list after `most` items."""
        return cls(items[:most], max(len(items) - most, 0))


class ClassResults:
    """What is known of a class by exercise and by student, as it is counted. lines: in the order of the lesson."""

    def __init__(self, students: Iterable[Submission]) -> None:
        self.students = {one.student: StudentResult(one.student, one.file) for one in students}
        self.lines: list[ExerciseLine] = []
        self._topics: list[Topic] = []
        self._sure: list[SureExercise] = []
        self._judged: list[StudentResult] = []  # whose last answer to the exercise being counted is right or wrong

    def add_row(self, row: AnswerRow, title: str, part: Exercise, optional: bool) -> None:
        """Add one student's answer to one exercise."""
        one = self.students[row.student]
        hints, attempts = (int(n) if n else 0 for n in (row.hints, row.attempts))
        one.hints += hints
        if row.state == "answered":
            one.answered += 1
            one.right += row.last_correct == "true"
            one.wrong += row.last_correct == "false"
            self._judged += [one] if row.last_correct else []
        elif row.state != "open" or not optional:
            {"begun": one.begun, "doubt": one.in_doubt, "open": one.open}[row.state].append(title)
        in_vain = row.state == "begun" and 0 < len(part.hints) <= hints
        if in_vain or (row.last_correct == "false" and attempts >= _MANY_ATTEMPTS):
            one.stuck.append(title)

    def add_exercise(self, statistics: ExerciseStatistics) -> None:
        """Add what a class answered to one exercise, once all its answers are counted."""
        title, counted = statistics.title, statistics.correct
        right = [(counts[True], counts[True] + counts[False]) for counts in (counted["first"], counted["last"])]
        line = ExerciseLine(statistics.key, title, statistics.answered, *right[0], *right[1])
        self.lines.append(line)
        for one in self._judged:
            one.expected += line.wrong / len(self._judged)
        self._judged = []
        if line.wrong:
            commonest = statistics.misconceptions.most_common(1)
            self._topics.append(Topic(line, *(commonest[0] if commonest else (None, 0))))
        for student, _ in statistics.sure_and_wrong:
            self.students[student].sure.append(title)
        if sure := statistics.sure_and_wrong:
            answers = [answer for _, answer in sure]
            self._sure.append(SureExercise(title, len(sure), line.of_last, max(answers, key=answers.count)))

    @property
    def topics(self) -> Sequence[Topic]:
        """The exercises to discuss first: those with the largest share of wrong last answers among many answers."""
        enough = max((line.of_last for line in self.lines), default=0) / _FEW
        topics = [topic for topic in self._topics if topic.line.of_last >= enough]
        return sorted(topics, key=lambda t: (-t.line.wrong / t.line.of_last, -t.line.wrong))[:_MOST_TOPICS]

    @property
    def sure_exercises(self) -> Shortened[SureExercise]:
        """The exercises in which most students were sure and wrong."""
        return Shortened.of(sorted(self._sure, key=lambda sure: -sure.number), _MOST_SURE)

    @property
    def sure_students(self) -> Shortened[StudentResult]:
        """The students who were sure and wrong, the most often first."""
        sure = [one for one in self.students.values() if one.sure]
        return Shortened.of(sorted(sure, key=lambda one: -len(one.sure)), _MOST_PEOPLE)

    @property
    def needing_help(self) -> Shortened[StudentResult]:
        """The students with many exercises wrong at the end; first those who differ most from the class.

        What most are wrong at is for the whole class to discuss.
        """
        wrong = [one for one in self.students.values() if one.wrong >= _MANY_WRONG]
        return Shortened.of(sorted(wrong, key=lambda one: one.expected - one.wrong), _MOST_PEOPLE)

    @property
    def stuck(self) -> Shortened[StudentResult]:
        """The students who are stuck, at the most exercises first."""
        stuck = [one for one in self.students.values() if one.stuck]
        return Shortened.of(sorted(stuck, key=lambda one: -len(one.stuck)), _MOST_STUCK)

    @property
    def names(self) -> Shortened[str]:
        """The pseudonyms of those who handed in."""
        names = list(self.students)
        ends = accumulate(len(name) + 2 for name in names)
        return Shortened.of(names, sum(end <= _LONGEST_NAMES for end in ends))

    @property
    def has_judged(self) -> bool:
        """Whether any last answer is right or wrong."""
        return any(line.of_last for line in self.lines)

    def answered_lines(self) -> Iterator[ExerciseLine]:
        """Yield the lines of the exercises that somebody answered."""
        return (line for line in self.lines if line.answered)

    @property
    def unanswered(self) -> Sequence[str]:
        """The titles of the exercises that nobody answered."""
        return [line.title for line in self.lines if not line.answered]
