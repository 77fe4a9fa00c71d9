"""What an exercise of any kind may ask or show beside its task: confidence, a reason, a rubric, support, a table."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.model import Data, LocalText, Whole, WordId

LEVELS = (25, 50, 65, 80, 95)
# What a confidence or a reason can be asked for: the exercise as a whole, or each of the entries that a kind has.
Per = Literal["exercise", "row", "item", "field"]


class Confidence(Data):
    """How sure, in percent, asked before the feedback. `counts`: a point of the confidence overview."""

    levels: Annotated[tuple[Whole, ...], Field(min_length=2)] = LEVELS
    per: Per = "exercise"
    counts: bool = False

    @model_validator(mode="after")
    def _rising(self):
        if list(self.levels) != sorted(set(self.levels)) or not 1 <= self.levels[0] <= self.levels[-1] <= 100:
            raise PydanticCustomError("levels", "levels must rise", {"at": ("levels",)})
        return self


class Reason(Data):
    """A short text of the student's own, beside the answer (`before`) or once it is given (`after`).

    It is never judged; `model` is shown for comparison after the student has written hers.
    """

    prompt: LocalText
    when: Literal["before", "after"]
    per: Per = "exercise"
    model: LocalText | None = None

    @model_validator(mode="after")
    def _one_afterwards(self):
        if self.when == "after" and self.per != "exercise":
            raise PydanticCustomError("one_reason_after", "one reason afterwards", {"at": ("per",)})
        return self


class RubricLine(Data):
    """One thing that a good answer has: ticked by the student in a free text, read by the teacher in the guide.

    `levels` says how full, half and little of it look, for the sheet that a teacher fills in.
    """

    id: WordId
    text: LocalText
    points: Whole = 1
    levels: Annotated[tuple[LocalText, ...], Field(max_length=3)] = ()


class Basis(Data):
    """What level 1 adds: more support on the way to the same goal."""

    starters: tuple[LocalText, ...] = ()


class ReferenceTable(Data):
    """A table to look things up in, beside the task; the first cell of a row names it."""

    title: LocalText
    heads: Annotated[tuple[LocalText, ...], Field(min_length=2)]
    rows: Annotated[tuple[tuple[LocalText, ...], ...], Field(min_length=1)]
    note: LocalText | None = None

    @model_validator(mode="after")
    def _as_many_cells_as_heads(self):
        for i, row in enumerate(self.rows):
            if len(row) != len(self.heads):
                told = {"cells": len(row), "heads": len(self.heads), "at": ("rows", i)}
                raise PydanticCustomError("other_width", "as many cells as heads", told)
        return self


def confidence_written(value):
    """`confidence: true` asks with the usual levels, `false` not at all."""
    usual = {"true": {}, "false": None, True: {}, False: None}
    if not isinstance(value, str | bool):
        return value
    if value not in usual:
        raise PydanticCustomError("confidence", "neither true nor false nor levels")
    return usual[value]
