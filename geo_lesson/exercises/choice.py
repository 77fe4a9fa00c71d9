"""Choose one of several options, or all that fit."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Missing, answer_fields, require_unique_ids
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response


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
    def _whole_key(self) -> Self:
        require_unique_ids(self.options, "options")
        right = [i for i, option in enumerate(self.options) if option.correct]
        if self.judged and not right:
            raise PydanticCustomError("no_right_option", "no option is right", {"at": ("options",)})
        if right and not self.judged:
            context = {"id": self.options[right[0]].id, "at": ("options", right[0], "correct")}
            raise PydanticCustomError("right_but_not_judged", "not judged, yet an option is right", context)
        return self

    def task_data(self, language: str) -> dict[str, Any]:
        """Return the options, without what is right and why."""
        return {"options": [{"id": option.id, "text": option.text[language]} for option in self.options]}

    def expected(self) -> tuple[Remark, ...]:
        """Return every option, what is right first."""
        return tuple(self._remark(option) for option in sorted(self.options, key=lambda option: not option.correct))

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return every option of a judged choice."""
        for i, option in enumerate(self.options if self.judged else ()):
            yield OptionFeedback(("options", i, "feedback"), option.correct, option.feedback)

    def _remark(self, option: Option) -> Remark:
        return Remark(option.feedback, option.text, option.correct if self.judged else None)

    def _texts(self, language: str) -> tuple[tuple[str, str], ...]:
        return tuple(("", option.text[language]) for option in self.options)


class SingleChoice(_Choice):
    """Choose one option. An answer is the id of an option."""

    kind: Literal["single-choice"]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        right = [i for i, option in enumerate(self.options) if option.correct]
        if len(right) > 1:
            context = {"at": ("options", right[1], "correct")}
            raise PydanticCustomError("several_right", "several options are right", context)
        return self

    def missing_fields(self, answer: object) -> Missing:
        """Ask for an option."""
        return () if answer in [option.id for option in self.options] else (("value", messages.CHOOSE_AN_ANSWER),)

    def outcome(self, answer: object) -> Outcome:
        """Return whether the right option was chosen."""
        correct = next(option.correct for option in self.options if option.id == answer) if self.judged else None
        return Outcome(correct, {str(answer): correct})

    def judge(self, answer: object) -> Feedback:
        """Return the chosen option first, the others beside it."""
        remarks = {option.id: self._remark(option) for option in self.options}
        chosen = remarks.pop(str(answer))
        return Feedback(self.outcome(answer), (chosen,), tuple(remarks.values()))

    def describe(self, answer: object, language: str) -> str:
        """Return the text of the option."""
        return next((option.text[language] for option in self.options if option.id == answer), "–")

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return the option chosen."""
        return [self._response(option, language) for option in self.options if option.id == answer]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return every option."""
        return [self._response(option, language) for option in self.options]

    def _response(self, option: Option, language: str) -> Response:
        return Response("", option.text[language], option.correct if self.judged else None)

    def answer_space(self, language: str) -> AnswerSpace:
        """Return a circle for each option."""
        return AnswerSpace("circles", self._texts(language))


class MultipleChoice(_Choice):
    """Choose all options that fit. An answer maps the ids of the chosen options to "yes"."""

    kind: Literal["multiple-choice"]

    def _chosen(self, answer: object) -> list[Option]:
        return [option for option in self.options if answer_fields(answer).get(option.id) == "yes"]

    def missing_fields(self, answer: object) -> Missing:
        """Ask for an option."""
        return () if self._chosen(answer) else (("value", messages.CHOOSE_SOME_ANSWERS),)

    def outcome(self, answer: object) -> Outcome:
        """Return whether the options that fit were chosen, and no others; one rightly left out is right, too."""
        chosen = self._chosen(answer)
        entries = {option.id: (option in chosen) == option.correct if self.judged else None for option in self.options}
        return Outcome(all(entries.values()) if self.judged else None, entries)

    def judge(self, answer: object) -> Feedback:
        """Return the chosen options first, those left out beside them."""
        chosen = self._chosen(answer)
        remarks = tuple(self._remark(option) for option in chosen)
        others = tuple(self._remark(option) for option in self.options if option not in chosen)
        if not self.judged:
            return Feedback(self.outcome(answer), remarks, others)
        found, right = sum(o.correct for o in chosen), sum(o.correct for o in self.options)
        summary = (messages.OPTIONS_FOUND if found == len(chosen) else messages.OPTIONS_FOUND_AND_TOO_MANY).fill(
            n=found, all=right, more=len(chosen) - found
        )
        return Feedback(self.outcome(answer), remarks, others, summary)

    def describe(self, answer: object, language: str) -> str:
        """Return a line for each option chosen."""
        return "\n".join(option.text[language] for option in self._chosen(answer)) or "–"

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return every option as chosen or not."""
        chosen = self._chosen(answer)
        return [self._response(option, option in chosen, language) for option in self.options]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return every option, chosen and not chosen."""
        return [self._response(option, chosen, language) for option in self.options for chosen in (True, False)]

    def _response(self, option: Option, chosen: bool, language: str) -> Response:
        text = messages.OPTION_CHOSEN if chosen else messages.OPTION_NOT_CHOSEN
        return Response(option.text[language], text[language], option.correct == chosen if self.judged else None)

    def answer_space(self, language: str) -> AnswerSpace:
        """Return a box for each option."""
        return AnswerSpace("boxes", self._texts(language))
