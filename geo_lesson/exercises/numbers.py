"""Work out numbers: each field has answers that get their own feedback, and one sentence for all others."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, Whole, WordId
from geo_lesson.common.language import format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Missing, require_unique_ids, typed_numbers
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response


class NumberAnswer(Data):
    """A number that somebody may come to, with its feedback."""

    value: Whole
    correct: bool = False
    feedback: LocalText


class NumberField(Data):
    """One number to work out; `otherwise` is the feedback on a number that none of the answers names.

    `at_most`: the largest number that makes sense here, such as 100 for a percentage.
    """

    id: WordId
    label: LocalText
    answers: tuple[NumberAnswer, ...] = ()
    otherwise: LocalText
    at_most: Whole | None = None

    def answer_for(self, number: int | None) -> NumberAnswer | None:
        """Return the answer that names this number."""
        return next((answer for answer in self.answers if answer.value == number), None)


class Numbers(Exercise):
    """Fill number fields. An answer maps each field to what was typed, for instance {"a": "2.000"}.

    `judged: false`: no number is right or wrong, and each field has one feedback for all.
    """

    ENTRIES, ENTRY, ENTRY_NAME = "fields", "field", "label"

    kind: Literal["numbers"]
    judged: bool = True
    fields: Annotated[tuple[NumberField, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole_key(self) -> Self:
        require_unique_ids(self.fields, "fields")
        for i, field in enumerate(self.fields):
            right = [j for j, answer in enumerate(field.answers) if answer.correct]
            if self.judged and not right:
                raise PydanticCustomError("no_right_number", "no number is right", {"at": ("fields", i)})
            if right and not self.judged:
                context = {"id": field.id, "at": ("fields", i, "answers", right[0], "correct")}
                raise PydanticCustomError("right_but_not_judged", "not judged, yet a number is right", context)
        return self

    def _typed(self, answer: object) -> list[tuple[NumberField, str, int | None]]:
        """Return each field with what was typed there, and with the number if it is one."""
        typed = typed_numbers(answer, [field.id for field in self.fields])
        return [(field, typed[field.id], read_number(typed[field.id])) for field in self.fields]

    def missing_fields(self, answer: object) -> Missing:
        """Name fields that are empty, unclear or too large."""
        points = []
        for field, typed, number in self._typed(answer):
            if not typed:
                points.append((field.id, messages.TYPE_A_NUMBER))
            elif number is None:
                points.append((field.id, messages.NOT_A_NUMBER.fill(written=typed[:20])))
            elif field.at_most is not None and number > field.at_most:
                points.append((field.id, messages.NUMBER_AT_MOST.fill(n=field.at_most)))
        return tuple(points)

    def _is_right(self, field: NumberField, number: int | None) -> bool | None:
        answer = field.answer_for(number)
        return bool(answer and answer.correct) if self.judged else None

    def outcome(self, answer: object) -> Outcome:
        """Return whether every number is right."""
        entries = {field.id: self._is_right(field, number) for field, _, number in self._typed(answer)}
        return Outcome(all(entries.values()) if self.judged else None, entries)

    def judge(self, answer: object) -> Feedback:
        """Return feedback on each number, in the order of the fields."""
        remarks = tuple(self._remark(field, number) for field, _, number in self._typed(answer))
        outcome, summary = self.outcome(answer), None
        if self.judged and len(remarks) > 1:
            right = sum(correct is True for correct in outcome.entries.values())
            summary = messages.NUMBERS_RIGHT.fill(n=right, all=len(remarks))
        return Feedback(outcome, remarks, summary=summary)

    def _remark(self, field: NumberField, number: int | None) -> Remark:
        answer = field.answer_for(number)
        about = messages.LABELLED_NUMBER.fill(label=field.label, n=number)
        return Remark(answer.feedback if answer else field.otherwise, about, self._is_right(field, number))

    def describe(self, answer: object, language: str) -> str:
        """Return a line for each field, numbers as the language writes them."""
        return "\n".join(
            f"{field.label[language]}: {_number_or_text(typed, number, language)}"
            for field, typed, number in self._typed(answer)
        )

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return the number in each field."""
        return [
            Response(field.label[language], _number_or_text(typed, number, language), self._is_right(field, number))
            for field, typed, number in self._typed(answer)
        ]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return none: any number is possible."""
        return ()

    def expected(self) -> tuple[Remark, ...]:
        """Return each field with its numbers, the right ones first; where none is right, the feedback on any."""
        remarks = []
        for field in self.fields:
            for answer in sorted(field.answers, key=lambda answer: not answer.correct):
                about = messages.LABELLED_NUMBER.fill(label=field.label, n=answer.value)
                remarks.append(Remark(answer.feedback, about, answer.correct if self.judged else None))
            if not self.judged:
                remarks.append(Remark(field.otherwise, field.label))
        return tuple(remarks)

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return every number that has feedback of its own."""
        for i, field in enumerate(self.fields if self.judged else ()):
            for j, answer in enumerate(field.answers):
                yield OptionFeedback(("fields", i, "answers", j, "feedback"), answer.correct, answer.feedback)

    def task_data(self, language: str) -> dict[str, Any]:
        """Return the fields and their labels."""
        return {"fields": [{"id": field.id, "label": field.label[language]} for field in self.fields]}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return a blank for each field."""
        return AnswerSpace("blanks", tuple(("", field.label[language]) for field in self.fields))


def _number_or_text(typed: str, number: int | None, language: str) -> str:
    return typed if number is None else format_number(number, language)
