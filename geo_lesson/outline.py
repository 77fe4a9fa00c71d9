"""What lesson.yaml says: the lesson as a whole, its chapters, and what its claims are compared and read by."""

from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import Reading
from geo_lesson.language import LANGUAGES
from geo_lesson.model import Data, Id, LocalText, Whole, WordId
from geo_lesson.vocabulary import Measures


class Chapter(Data):
    """One notebook: its goals and, in order, the exercises it asks for."""

    id: WordId
    title: LocalText
    minutes: Whole
    goals: tuple[LocalText, ...] = ()
    exercises: tuple[WordId, ...]


class Outline(Measures):
    """The lesson's name, its label, its leading question and chapters; then what its claims are compared by.

    `claims_table` names the exercises (classify or grid, their rows the claims) whose answers make each student's own
    table of claims.
    """

    id: WordId
    version: Annotated[str, Field(min_length=1, max_length=20)]
    languages: Annotated[tuple[Literal["de", "en"], ...], Field(min_length=1)] = LANGUAGES
    shared_account: bool = False
    title: LocalText
    question: LocalText
    label: LocalText
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    readings: dict[Id, Reading] = Field(default={})
    claims_table: tuple[WordId, ...] = ()
