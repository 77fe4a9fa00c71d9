"""Choose one of several options, or all that fit."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Feedback, Remark, no_twins


class Option(Data):
    """One answer to choose, with the feedback it gets."""

    id: WordId
    text: LocalText
    feedback: LocalText
    correct: bool = False


class _Choice(Exercise):
    """What both kinds of choice share. `judged: false`: no option is right or wrong."""

    ENTRIES = "options"

    judged: bool = True
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _whole_key(self):
        no_twins(self.options, "options")
        right = [i for i, option in enumerate(self.options) if option.correct]
        if self.judged and not right:
            raise PydanticCustomError("no_right_option", "no option is right", {"at": ("options",)})
        if right and not self.judged:
            told = {"id": self.options[right[0]].id, "at": ("options", right[0], "correct")}
            raise PydanticCustomError("right_but_not_judged", "not judged, yet an option is right", told)
        return self

    def asked(self, language):
        """The options, without what is right and why."""
        return {"options": [{"id": option.id, "text": option.text[language]} for option in self.options]}

    def expected(self):
        """Every option, what is right first."""
        options = sorted(self.options, key=lambda option: not option.correct)
        return tuple(self._remark(option, option.correct) for option in options)

    def _remark(self, option, correct):
        return Remark(option.feedback, option.text, correct if self.judged else None)


class SingleChoice(_Choice):
    """Choose one option. An answer is the id of an option."""

    kind: Literal["single-choice"]

    @model_validator(mode="after")
    def _one_right(self):
        right = [i for i, option in enumerate(self.options) if option.correct]
        if len(right) > 1:
            told = {"at": ("options", right[1], "correct")}
            raise PydanticCustomError("several_right", "several options are right", told)
        return self

    def missing_fields(self, answer):
        """What is still missing, as (field, sentence) pairs."""
        return () if answer in [option.id for option in self.options] else (("value", messages.CHOOSE_AN_ANSWER),)

    def judge(self, answer):
        """Feedback on an answered exercise: the chosen option first, the others beside it."""
        remarks = {option.id: self._remark(option, option.correct) for option in self.options}
        chosen = remarks.pop(answer)
        return Feedback(chosen.correct, (chosen,), tuple(remarks.values()))

    def describe(self, answer, language):
        """The answer in words."""
        return next((o.text[language] for o in self.options if o.id == answer), "–")


class MultipleChoice(_Choice):
    """Choose all options that fit. An answer maps the ids of the chosen options to "yes"."""

    kind: Literal["multiple-choice"]

    def _chosen(self, answer):
        answer = answer if isinstance(answer, dict) else {}
        return [option for option in self.options if answer.get(option.id) == "yes"]

    def missing_fields(self, answer):
        """What is still missing, as (field, sentence) pairs."""
        return () if self._chosen(answer) else (("value", messages.CHOOSE_SOME_ANSWERS),)

    def judge(self, answer):
        """Feedback on the chosen options first; what there is to say of the others stands beside it.

        Where it is judged, a chosen option is right if it fits, another one if it was rightly left out.
        """
        chosen = self._chosen(answer)
        left = [option for option in self.options if option not in chosen]
        remarks = tuple(self._remark(option, option.correct) for option in chosen)
        others = tuple(self._remark(option, option.correct) for option in left)
        if not self.judged:
            return Feedback(None, remarks, others)
        found, right = sum(o.correct for o in chosen), sum(o.correct for o in self.options)
        summary = (messages.OPTIONS_FOUND if found == len(chosen) else messages.OPTIONS_FOUND_AND_TOO_MANY).fill(
            n=found, all=right, more=len(chosen) - found
        )
        return Feedback(found == right == len(chosen), remarks, others, summary)

    def describe(self, answer, language):
        """The answer in words, a line for each option chosen."""
        return "\n".join(option.text[language] for option in self._chosen(answer)) or "–"
