"""Work out numbers: each field has answers that get their own feedback, and one sentence for all others."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.kinds.base import NOT_A_NUMBER, Exercise, Feedback, Remark, no_twins, typed
from geo_lesson.language import Text, format_number, read_number
from geo_lesson.model import Data, LocalText, Whole, WordId


class NumberAnswer(Data):
    """A number that somebody may come to, and what there is to say about it."""

    value: Whole
    correct: bool = False
    feedback: LocalText


class NumberField(Data):
    """One number to work out; `otherwise` is said of a number that none of the answers names."""

    id: WordId
    label: LocalText
    answers: Annotated[tuple[NumberAnswer, ...], Field(min_length=1)]
    otherwise: LocalText


class Numbers(Exercise):
    """Fill number fields. An answer maps each field to what was typed, for instance {"a": "2.000"}."""

    kind: Literal["numbers"]
    fields: Annotated[tuple[NumberField, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole_key(self):
        no_twins(self.fields, "fields")
        for i, field in enumerate(self.fields):
            if not any(answer.correct for answer in field.answers):
                raise PydanticCustomError("no_right_number", "no number is right", {"at": ("fields", i)})
        return self

    def _typed(self, answer):
        return typed(answer, [field.id for field in self.fields])

    def open_points(self, answer):
        """What is still missing or unclear, as (field, sentence) pairs."""
        points = []
        for id, written in self._typed(answer).items():
            if not written:
                points.append((id, _FILL_IN))
            elif read_number(written) is None:
                points.append((id, NOT_A_NUMBER.fill(written=written[:20])))
        return tuple(points)

    def judge(self, answer):
        """Feedback on each number, in the order of the fields."""
        written = self._typed(answer)
        remarks = tuple(self._remark(field, read_number(written[field.id])) for field in self.fields)
        right = sum(remark.correct for remark in remarks)
        summary = _RIGHT.fill(n=right, all=len(remarks)) if len(remarks) > 1 else None
        return Feedback(right == len(remarks), remarks, summary=summary)

    def _remark(self, field, number):
        said = next((a for a in field.answers if a.value == number), None)
        about = _ABOUT.fill(label=field.label, n=number)
        return Remark(said.feedback if said else field.otherwise, about, bool(said and said.correct))

    def describe(self, answer, language):
        """The answer in words, numbers as the language writes them."""
        said = []
        for field in self.fields:
            written = self._typed(answer)[field.id]
            number = read_number(written)
            said.append(f"{field.label[language]}: {written if number is None else format_number(number, language)}")
        return "; ".join(said)

    def asked(self, language):
        """The fields and their labels."""
        return {"fields": [{"id": field.id, "label": field.label[language]} for field in self.fields]}


_FILL_IN = Text(de="Bitte geben Sie hier eine Zahl ein.", en="Please type a number here.")
_ABOUT = Text(de="{label}: {n}", en="{label}: {n}")
_RIGHT = Text(de="{n} von {all} Zahlen stimmen.", en="{n} of {all} numbers are right.")
