"""Any exercise, of whichever kind its file names, or several of them as the parts of one."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises.base import no_twins
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.exercises.grid import Classify, Grid
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.exercises.order import Order
from geo_lesson.exercises.value_range import Range

_KINDS = SingleChoice | MultipleChoice | Classify | Grid | Order | MarkText | Numbers | Range | FreeText


class Parts(Data):
    """An exercise of several parts, each of a kind of its own and whole in itself, revealed in turn.

    Answers to a part are kept under "exercise.part".
    """

    id: WordId
    kind: Literal["parts"]
    title: LocalText
    optional: bool = False
    demand: tuple[Annotated[int, Field(ge=1, le=3)], ...] = ()
    operator: LocalText | None = None
    parts: Annotated[tuple[Annotated[_KINDS, Field(discriminator="kind")], ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _own_ids(self):
        no_twins(self.parts, "parts")
        return self

    @property
    def minutes(self):
        """How long its parts take together, in minutes."""
        return sum(part.minutes for part in self.parts)

    @property
    def within(self):
        """What `only` may take of it: its parts."""
        return self.parts

    def only(self, ids):
        """The exercise with these parts, which it has."""
        return self.model_copy(update={"parts": tuple(part for part in self.parts if part.id in ids)})


def keyed(exercise):
    """Each part of an exercise with the key that its answers are kept under."""
    if exercise.parts == (exercise,):
        return [(exercise.id, exercise)]
    return [(f"{exercise.id}.{part.id}", part) for part in exercise.parts]


AnyExercise = Annotated[_KINDS | Parts, Field(discriminator="kind")]
_BY_KIND = {
    kind: model for model in (*get_args(_KINDS), Parts) for kind in get_args(model.model_fields["kind"].annotation)
}


def model_of(data):
    """The model of the kind that data names, for to build those of all kinds takes long; of any where it names none."""
    kind = data.get("kind") if isinstance(data, dict) else None
    return _BY_KIND.get(kind, AnyExercise) if isinstance(kind, str) else AnyExercise
