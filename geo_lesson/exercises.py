"""Any exercise, of whichever kind its file names."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from geo_lesson.kinds.choice import MultipleChoice, SingleChoice
from geo_lesson.kinds.grid import Classify, Grid
from geo_lesson.kinds.mark import MarkText
from geo_lesson.kinds.number import Numbers
from geo_lesson.kinds.order import Order
from geo_lesson.kinds.range import Range

AnyExercise = Annotated[
    SingleChoice | MultipleChoice | Classify | Grid | Order | MarkText | Numbers | Range,
    Field(discriminator="kind"),
]
EXERCISE = TypeAdapter(AnyExercise)
