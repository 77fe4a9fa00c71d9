"""Write a text of one's own; the page looks at its form only, the student ticks a list and then sees an example."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, Whole, WordId
from geo_lesson.common.language import LANGUAGES, Text, format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Basis, Exercise, Missing, RubricLine
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+|\d+)(?!\d)")
# A full stop ends a sentence unless it stands after a short number ("28. Oktober") or a single letter ("z. B.").
_END = re.compile(r"(?<![.!?…])(?<!\b\d)(?<!\b\d\d)(?<!\b[A-Za-z])[.!?…]+[\"'“”’)]*(?=\s|$)|[.!?…][\"'“”’)]*$")
_ABBREVIATED = re.compile(r"\b(?:ca|bzw|usw|vgl|evtl|etc|approx|nr|mr|mrs|dr|o[ck]t|nov|de[zc]|apr|sept?)\.", re.I)


class Form(Data):
    """What the page looks at in a text: nothing here says whether it is good.

    `words`: from how many to how many; `figures`: numbers that should stand in it; `flag_words`: words that judge, by
    language, which are pointed out.
    """

    sentences_at_most: Annotated[Whole, Field(ge=1)] | None = None
    words: tuple[Whole, Whole] | None = None
    figures: tuple[Whole, ...] = ()
    flag_words: dict[Literal["de", "en"], tuple[str, ...]] = Field(default={})

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.words and self.words[0] > self.words[1]:
            context = {"low": self.words[0], "high": self.words[1], "at": ("words",)}
            raise PydanticCustomError("low_above_high", "low above high", context)
        return self


class TextBasis(Basis):
    """What level 1 adds: also another form, such as a shorter one."""

    form: Form | None = None


class FreeText(Exercise):
    """Write a text. An answer is that text; the rubric is the list that the student ticks before `model` appears.

    `former`: where this was a choice in an earlier version, the words of its options by their ids. Who chose one then
    sees it in these words, and is asked again.
    """

    COUNTED_AS = "texts"

    kind: Literal["free-text"]
    lines: Annotated[Whole, Field(ge=1, le=40)] = 6
    form: Form = Form()
    rubric: Annotated[tuple[RubricLine, ...], Field(min_length=1)]
    model: LocalText | None = None
    former: dict[WordId, LocalText] = Field(default={})
    basis: TextBasis | None = None

    @model_validator(mode="after")
    def _list_afterwards(self) -> Self:
        if self.reason and self.reason.when == "after":
            raise PydanticCustomError("list_instead", "a list, not a reason", {"at": ("reason", "when")})
        return self

    @property
    def _form(self) -> Form:
        return self.basis.form if self.is_eased and self.basis and self.basis.form else self.form

    def missing_fields(self, answer: object) -> Missing:
        """Ask for a text."""
        written = isinstance(answer, str) and answer.strip() and answer not in self.former
        return () if written else (("value", messages.WRITE_YOUR_TEXT),)

    def is_describable(self, answer: object) -> bool:
        """Return whether it is a text, or the option of an earlier version."""
        return self.is_answered(answer) or answer in [*self.former]

    @property
    def left_out(self) -> frozenset[str]:
        """An option of an earlier version is no text that stands in the field."""
        return super().left_out | set(self.former)

    def outcome(self, answer: object) -> Outcome:
        """Return no judgement: no text is right or wrong."""
        return Outcome(None)

    def judge(self, answer: object) -> Feedback:
        """Return remarks on the form."""
        form, text, remarks = self._form, str(answer), []
        if form.sentences_at_most:
            n = count_sentences(text)
            remarks.append(messages.SENTENCE_COUNT.fill(n=n, most=form.sentences_at_most))
        if form.words:
            low, high = form.words
            remarks.append(messages.WORD_COUNT.fill(n=len(_WORD.findall(text)), low=low, high=high))
        if form.figures:
            remarks.append(self._numbers_missing(text))
        if form.flag_words:
            remarks.append(self._evaluative_words(text))
        return Feedback(self.outcome(answer), (*map(Remark, remarks), Remark(messages.ONLY_FORM_CHECKED)))

    def _numbers_missing(self, text: str) -> Text:
        written = {read_number(number) for number in _NUMBER.findall(text)}
        missing = [number for number in self._form.figures if number not in written]
        lists = {of: ", ".join(format_number(n, of) for n in missing) for of in LANGUAGES}
        return messages.NUMBERS_MISSING.fill(missing=Text(**lists)) if missing else messages.ALL_NUMBERS_OCCUR

    def _evaluative_words(self, text: str) -> Text:
        """Return the words that judge, whichever language they are in, each once."""
        flagged = {word.casefold() for words in self._form.flag_words.values() for word in words}
        words = list(dict.fromkeys(word for word in _WORD.findall(text) if word.casefold() in flagged))
        lists = {"de": ", ".join(f"„{word}“" for word in words), "en": ", ".join(f"'{word}'" for word in words)}
        return messages.EVALUATIVE_WORDS_FOUND.fill(found=Text(**lists)) if words else messages.NO_EVALUATIVE_WORDS

    def checklist(self) -> tuple[RubricLine, ...]:
        """Return the lines of the rubric, to tick."""
        return self.rubric

    @property
    def example(self) -> Text | None:
        """The model answer."""
        return self.model

    def describe(self, answer: object, language: str) -> str:
        """Return the text itself, or that of the option which it was in an earlier version."""
        if not isinstance(answer, str):
            return "–"
        return self.former[answer][language] if answer in self.former else answer.strip() or "–"

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return none: texts are shown whole."""
        return ()

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return none: any text is possible."""
        return ()

    def expected(self) -> tuple[Remark, ...]:
        """Return the model answer, if there is one."""
        return (Remark(self.model),) if self.model else ()

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return none: no text is right or wrong."""
        return ()

    def task_data(self, language: str) -> dict[str, Any]:
        """Return how many lines the field has."""
        return {"lines": self.lines}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return lines; handwriting takes two more."""
        return AnswerSpace("lines", lines=self.lines + 2)


def count_sentences(text: str) -> int:
    """Return how many sentences a text has, as far as its full stops tell.

    >>> count_sentences("Am 28. Oktober waren es ca. 3.000. Mehr weiß man nicht")
    2
    """
    plain = _ABBREVIATED.sub("", text.strip())
    ends = list(_END.finditer(plain))
    rest = plain[ends[-1].end() :] if ends else plain
    return len(ends) + bool(rest.strip())
