"""Work out numbers: each field has answers that get their own feedback, and one sentence for all others."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, Whole, WordId
from geo_lesson.common.language import format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Feedback, Remark, no_twins, typed


class NumberAnswer(Data):
    """A number that somebody may come to, and what there is to say about it."""

    value: Whole
    correct: bool = False
    feedback: LocalText


class NumberField(Data):
    """One number to work out; `otherwise` is said of a number that none of the answers names.

    `at_most`: the largest number that makes sense here, such as 100 for a percentage.
    """

    id: WordId
    label: LocalText
    answers: tuple[NumberAnswer, ...] = ()
    otherwise: LocalText
    at_most: Whole | None = None


class Numbers(Exercise):
    """Fill number fields. An answer maps each field to what was typed, for instance {"a": "2.000"}.

    `judged: false`: no number is right or wrong, and each field says what it has to say to any.
    """

    ENTRIES, ENTRY = "fields", "field"

    kind: Literal["numbers"]
    judged: bool = True
    fields: Annotated[tuple[NumberField, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole_key(self):
        no_twins(self.fields, "fields")
        for i, field in enumerate(self.fields):
            right = [j for j, answer in enumerate(field.answers) if answer.correct]
            if self.judged and not right:
                raise PydanticCustomError("no_right_number", "no number is right", {"at": ("fields", i)})
            if right and not self.judged:
                told = {"id": field.id, "at": ("fields", i, "answers", right[0], "correct")}
                raise PydanticCustomError("right_but_not_judged", "not judged, yet a number is right", told)
        return self

    def _typed(self, answer):
        return typed(answer, [field.id for field in self.fields])

    def missing_fields(self, answer):
        """What is still missing or unclear, as (field, sentence) pairs."""
        points = []
        for field in self.fields:
            written = self._typed(answer)[field.id]
            number = read_number(written)
            if not written:
                points.append((field.id, messages.TYPE_A_NUMBER))
            elif number is None:
                points.append((field.id, messages.NOT_A_NUMBER.fill(written=written[:20])))
            elif field.at_most is not None and number > field.at_most:
                points.append((field.id, messages.NUMBER_AT_MOST.fill(n=field.at_most)))
        return tuple(points)

    def judge(self, answer):
        """Feedback on each number, in the order of the fields."""
        written = self._typed(answer)
        remarks = tuple(self._remark(field, read_number(written[field.id])) for field in self.fields)
        if not self.judged:
            return Feedback(None, remarks)
        right = sum(remark.correct for remark in remarks)
        summary = messages.NUMBERS_RIGHT.fill(n=right, all=len(remarks)) if len(remarks) > 1 else None
        return Feedback(right == len(remarks), remarks, summary=summary)

    def _remark(self, field, number):
        said = next((a for a in field.answers if a.value == number), None)
        about = messages.LABELLED_NUMBER.fill(label=field.label, n=number)
        correct = bool(said and said.correct) if self.judged else None
        return Remark(said.feedback if said else field.otherwise, about, correct)

    def describe(self, answer, language):
        """The answer in words, a line for each field, numbers as the language writes them."""
        said = []
        for field in self.fields:
            written = self._typed(answer)[field.id]
            number = read_number(written)
            said.append(f"{field.label[language]}: {written if number is None else format_number(number, language)}")
        return "\n".join(said)

    def expected(self):
        """Each field with its numbers, the right ones first; where none is right, what is said to any."""
        remarks = []
        for field in self.fields:
            for answer in sorted(field.answers, key=lambda answer: not answer.correct):
                about = messages.LABELLED_NUMBER.fill(label=field.label, n=answer.value)
                remarks.append(Remark(answer.feedback, about, answer.correct if self.judged else None))
            if not self.judged:
                remarks.append(Remark(field.otherwise, field.label))
        return tuple(remarks)

    def asked(self, language):
        """The fields and their labels."""
        return {"fields": [{"id": field.id, "label": field.label[language]} for field in self.fields]}
