"""Model lesson.yaml: the lesson as a whole, its chapters and plans, and how its claims are compared and read."""

from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims.models import Reading
from geo_lesson.claims.taxonomy import ComparisonSettings
from geo_lesson.common.fields import Data, Id, LocalText, Whole, WordId


class Chapter(Data):
    """One notebook: its goals and, in order, its exercises.

    `stops` says after which exercises the class stops to talk, and about what.
    """

    id: WordId
    title: LocalText
    minutes: Whole
    goals: tuple[LocalText, ...] = ()
    exercises: tuple[WordId, ...]
    stops: dict[WordId, LocalText] = Field(default={})


class Task(Data):
    """An exercise, or a part of it: `only` names entries (options, rows, items, fields) or parts."""

    exercise: WordId
    only: tuple[WordId, ...] = ()


class Step(Data):
    """A step of a plan: an exercise or a part of it, or talk if no exercise is named.

    `phase` begins a new section; `text` is for students, before the exercise; `teacher` appears in the guide only.
    `optional`: only if there is time; its minutes do not count.
    """

    minutes: Annotated[Whole, Field(ge=1)]
    phase: LocalText | None = None
    exercise: WordId | None = None
    only: tuple[WordId, ...] = ()
    work: Literal["alone", "pairs", "class"] = "alone"
    optional: bool = False
    text: LocalText | None = None
    teacher: LocalText | None = None


class Plan(Data):
    """A way through the lesson in so many minutes, with homework before and after; `level` as in a notebook.

    `spare`: minutes that no step takes, for logging in and for talk; `if_late`: what to leave out if time runs short.
    `geo-lesson plan` writes the notebook, `geo-lesson guide --plan` what the teacher needs for it.
    """

    id: WordId
    title: LocalText
    minutes: Annotated[Whole, Field(ge=1)]
    spare: Whole = 0
    level: Annotated[Whole, Field(ge=1, le=3)] = 2
    summary: LocalText | None = None
    if_late: LocalText | None = None
    before: tuple[Task, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    homework: tuple[Task, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Return all that students do, in order: at home before, in class, at home after."""
        in_class = (Task(exercise=step.exercise, only=step.only) for step in self.steps if step.exercise)
        return (*self.before, *in_class, *self.homework)


class Misconception(Data):
    """What students may say, what is behind it, what to ask or answer, and the exercises in which it comes up."""

    text: LocalText
    behind: LocalText
    ask: LocalText
    exercises: Annotated[tuple[WordId, ...], Field(min_length=1)]


class LessonConfig(ComparisonSettings):
    """The lesson's name, label, leading question and chapters; with how its claims are compared.

    `claims_table` names the exercises (classify or grid, with the claims as rows) whose answers make up each student's
    own claims table.
    """

    id: WordId
    version: Annotated[str, Field(min_length=1, max_length=20)]
    languages: Annotated[tuple[Literal["de", "en"], ...], Field(min_length=1)] = ("de", "en")
    shared_account: bool = False
    title: LocalText
    question: LocalText
    label: LocalText
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    plans: tuple[Plan, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    readings: dict[Id, Reading] = Field(default={})
    claims_table: tuple[WordId, ...] = ()


class Term(Data):
    """A term of the glossary, and what it means here."""

    id: WordId
    term: LocalText
    meaning: LocalText
