"""The kinds of exercises by the word in their files, and exercises of several parts. A new kind is registered here."""

from collections.abc import Collection
from inspect import isabstract
from typing import Annotated, Any, Literal, Self, Union, get_args

from pydantic import Field, create_model, model_validator

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.common.language import Text
from geo_lesson.exercises.base import Exercise, require_unique_ids
from geo_lesson.exercises.choice import MultipleChoice, SingleChoice
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.exercises.grid import Classify, Grid
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.numbers import Numbers
from geo_lesson.exercises.order import Order
from geo_lesson.exercises.value_range import Range


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
    parts: tuple[Exercise, ...]  # `register` narrows it to the kinds there are

    @model_validator(mode="after")
    def _own_ids(self) -> Self:
        require_unique_ids(self.parts, "parts")
        return self

    @property
    def minutes(self) -> int:
        """How long its parts take together, in minutes."""
        return sum(part.minutes for part in self.parts)

    @property
    def entry_names(self) -> dict[str, Text]:
        """The title of each part, by its id."""
        return {part.id: part.title for part in self.parts}

    @property
    def selectable(self) -> tuple[Exercise, ...]:
        """What `only` may take of it: its parts."""
        return self.parts

    def only(self, ids: Collection[str]) -> Self:
        """Return the exercise with these parts, which it has."""
        return self.model_copy(update={"parts": tuple(part for part in self.parts if part.id in ids)})


AnyExercise = Exercise | Parts  # for annotations; for pydantic, `any_exercise`

_kinds: dict[str, type[Exercise]] = {}
_models: dict[str, type[Exercise] | type[Parts]] = {}


def register(*models: type[Exercise]) -> None:
    """Let files name these kinds, alone and as parts. Raises TypeError where a kind lacks a method."""
    for model in models:
        if isabstract(model):
            raise TypeError(f"{model.__name__} lacks {', '.join(sorted(model.__abstractmethods__))}")
        _kinds.update(dict.fromkeys(get_args(model.model_fields["kind"].annotation), model))
    several: Any = tuple[_one_of(_kinds.values()), ...]  # type: ignore[misc]  # known at run time only
    parts = create_model("Parts", __base__=Parts, __doc__=Parts.__doc__, parts=(several, Field(min_length=2)))
    _models.update({**_kinds, "parts": parts})


def any_exercise() -> Any:
    """Return the union of all kinds, for pydantic."""
    return _one_of(_models.values())


def _one_of(models: Any) -> Any:
    return Annotated[Union[tuple(models)], Field(discriminator="kind")]  # noqa: UP007 - made at run time


def model_of(data: object) -> Any:
    """Return the model for `data["kind"]`, or the (slow) union of all kinds if it is missing."""
    kind = data.get("kind") if isinstance(data, dict) else None
    return _models.get(kind) or any_exercise() if isinstance(kind, str) else any_exercise()


def keyed(exercise: AnyExercise) -> list[tuple[str, Exercise]]:
    """Return each part of an exercise with the key that its answers are kept under."""
    if isinstance(exercise, Exercise):
        return [(exercise.id, exercise)]
    return [(f"{exercise.id}.{part.id}", part) for part in exercise.parts]


register(SingleChoice, MultipleChoice, Classify, Grid, Order, MarkText, Numbers, Range, FreeText)
