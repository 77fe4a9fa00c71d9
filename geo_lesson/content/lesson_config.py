"""What lesson.yaml says: the lesson as a whole, its chapters, and what its claims are compared and read by."""

from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims.models import Reading
from geo_lesson.claims.taxonomy import ComparisonSettings
from geo_lesson.common.fields import Data, Id, LocalText, Whole, WordId
from geo_lesson.common.language import LANGUAGES


class Chapter(Data):
    """One notebook: its goals and, in order, the exercises it asks for.

    `stops` says after which exercises all stop and talk, and about what.
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
    """A stretch of a plan: an exercise or a part of it, or talk where none is named.

    `phase` begins a new section; `text` is what students read before the exercise, `teacher` what only the guide says.
    `optional`: only if there is time; its minutes are not among those of the plan.
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
    """A way through the lesson in so many minutes, with what is done at home before and after; level: as in a notebook.

    `spare`: the minutes that no step takes, for logging in and for talk. Its notebook is made by `geo-lesson plan`.
    """

    id: WordId
    title: LocalText
    minutes: Annotated[Whole, Field(ge=1)]
    spare: Whole = 0
    level: Annotated[Whole, Field(ge=1, le=3)] = 2
    summary: LocalText | None = None
    before: tuple[Task, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    homework: tuple[Task, ...] = ()

    @property
    def tasks(self):
        """All that students do, in its order: at home before, in class, at home after."""
        steps = tuple(step for step in self.steps if step.exercise)
        return (*self.before, *steps, *self.homework)


class LessonConfig(ComparisonSettings):
    """The lesson's name, its label, its leading question and chapters; then what its claims are compared by.

    `claims_table` names the exercises (classify or grid, their rows the claims) whose answers make each student's own
    claims table.
    """

    id: WordId
    version: Annotated[str, Field(min_length=1, max_length=20)]
    languages: Annotated[tuple[Literal["de", "en"], ...], Field(min_length=1)] = LANGUAGES
    shared_account: bool = False
    title: LocalText
    question: LocalText
    label: LocalText
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    plans: tuple[Plan, ...] = ()
    readings: dict[Id, Reading] = Field(default={})
    claims_table: tuple[WordId, ...] = ()


class Term(Data):
    """A term as students meet it, and what it means here."""

    id: WordId
    term: LocalText
    meaning: LocalText
