"""The kinds of exercises as data: has it been answered at all, and what is there to say about the answer.

Nothing here draws or saves. `open_points` looks at the form only, `judge` at the content; a kind that has no right
answer says so with `correct=None`. Source of the terms: IMS QTI 3 (single choice), H5P.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.language import Text, format_number, read_number
from geo_lesson.model import Data, LocalText, SentenceId, Whole, WordId

LEVELS = (25, 50, 65, 80, 95)


@dataclass(frozen=True)
class Remark:
    """What is to be said about one option or one pattern. `correct` is None where nothing is judged."""

    text: Text
    about: Text | None = None
    correct: bool | None = None


@dataclass(frozen=True)
class Feedback:
    """The judgement of one answer: what concerns the answer given, and what concerns the others.

    `correct` is True, False, or None where the exercise has no right answer.
    """

    correct: bool | None
    remarks: tuple[Remark, ...]
    others: tuple[Remark, ...] = ()


class Confidence(Data):
    """How sure, in percent, asked before the feedback. `counts`: a point of the confidence overview."""

    levels: Annotated[tuple[Whole, ...], Field(min_length=2)] = LEVELS
    counts: bool = False


class Reason(Data):
    """A short text of the student's own, beside the answer (`before`) or once it is given (`after`).

    It is never judged; `model` is shown for comparison after the student has written hers.
    """

    prompt: LocalText
    when: Literal["before", "after"]
    model: LocalText | None = None


Condition = Literal["span_below", "span_above", "contains_all", "low_below", "high_above", "otherwise"]
_WRITTEN = Literal["otherwise"] | dict[Condition, Whole | tuple[Whole, ...]]


def _condition(value):
    """`when: otherwise` needs no number; any other word alone is no condition."""
    if isinstance(value, str) and value != "otherwise":
        raise PydanticCustomError("one_condition", "one condition per pattern")
    return {"otherwise": ()} if value == "otherwise" else value


class Pattern(Data):
    """Feedback on the shape of an answer, from a closed vocabulary; the first pattern that fits is the one shown.

    `span_below: 1000`  high minus low is less than 1000        `span_above: 1000`  more than 1000
    `contains_all: [3000, 10000]`  all lie between low and high, ends included
    `low_below: 500`  the lower limit is less than 500          `high_above: 9000`  the upper limit is more than 9000
    `otherwise`  whatever came this far
    """

    when: Annotated[dict[Condition, object], BeforeValidator(_condition, json_schema_input_type=_WRITTEN)]
    feedback: LocalText

    @model_validator(mode="after")
    def _numbers(self):
        if len(self.when) != 1:
            raise PydanticCustomError("one_condition", "one condition per pattern")
        for name, bound in self.when.items():
            try:
                _BOUND[name == "contains_all" or name == "otherwise"].validate_python(bound)
            except ValidationError as caught:
                wrong = caught.errors()[0]
                told = {**wrong.get("ctx", {}), "at": ("when", name, *wrong["loc"])}
                raise PydanticCustomError(wrong["type"], "not what this condition needs", told) from None
        return self

    def fits(self, low, high):
        """Whether the range from low to high has this shape.

        >>> Pattern(when={"span_below": "1000"}, feedback=Text("eng", "narrow")).fits(2500, 3000)
        True
        """
        ((name, bound),) = self.when.items()
        bound = [int(b) for b in bound] if isinstance(bound, list | tuple) else int(bound)
        return {
            "span_below": lambda: high - low < bound,
            "span_above": lambda: high - low > bound,
            "contains_all": lambda: all(low <= b <= high for b in bound),
            "low_below": lambda: low < bound,
            "high_above": lambda: high > bound,
            "otherwise": lambda: True,
        }[name]()


_BOUND = {False: TypeAdapter(Whole), True: TypeAdapter(tuple[Whole, ...])}


def _confidence(value):
    """`confidence: true` asks with the usual levels, `false` not at all."""
    usual = {"true": {}, "false": None, True: {}, False: None}
    if not isinstance(value, str | bool):
        return value
    if value not in usual:
        raise PydanticCustomError("confidence", "neither true nor false nor levels")
    return usual[value]


class Exercise(Data):
    """What every kind of exercise has. Blank lines in the prompt make paragraphs; nothing else is markup."""

    id: WordId
    title: LocalText
    minutes: Whole
    demand: tuple[Annotated[int, Field(ge=1, le=3)], ...] = ()
    operator: LocalText | None = None
    prompt: LocalText
    sentences: tuple[SentenceId, ...] = ()
    confidence: Annotated[Confidence | None, BeforeValidator(_confidence, json_schema_input_type=bool | Confidence)] = (
        None
    )
    reason: Reason | None = None
    hints: tuple[LocalText, ...] = ()
    takeaway: LocalText | None = None
    afterword: LocalText | None = None

    def is_answered(self, answer):
        """Whether the answer is complete enough to be handed over; says nothing about its content."""
        return not self.open_points(answer)


class Option(Data):
    """One answer to choose, with the feedback it gets."""

    id: WordId
    text: LocalText
    feedback: LocalText
    correct: bool = False


class SingleChoice(Exercise):
    """Choose one option. An answer is the id of an option. `judged: false`: no option is right or wrong."""

    kind: Literal["single-choice"]
    judged: bool = True
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _whole_key(self):
        ids = [option.id for option in self.options]
        if (twice := next((i for i, id in enumerate(ids) if id in ids[:i]), None)) is not None:
            told = {"id": ids[twice], "at": ("options", twice, "id")}
            raise PydanticCustomError("option_twice", "two options of one id", told)
        right = [i for i, option in enumerate(self.options) if option.correct]
        if self.judged and not right:
            raise PydanticCustomError("no_right_option", "no option is right", {"at": ("options",)})
        if right and not self.judged:
            told = {"id": ids[right[0]], "at": ("options", right[0], "correct")}
            raise PydanticCustomError("right_but_not_judged", "nothing is judged, yet an option is right", told)
        return self

    def open_points(self, answer):
        """What is still missing, as (field, sentence) pairs."""
        if answer in [option.id for option in self.options]:
            return ()
        return (("value", _CHOOSE),)

    def judge(self, answer):
        """Feedback on an answered exercise: the chosen option first, the others beside it."""
        remarks = {o.id: Remark(o.feedback, o.text, o.correct if self.judged else None) for o in self.options}
        chosen = remarks.pop(answer)
        return Feedback(chosen.correct, (chosen,), tuple(remarks.values()))

    def describe(self, answer, language):
        """The answer in words."""
        return next((o.text[language] for o in self.options if o.id == answer), "–")


class Range(Exercise):
    """Give a lower and an upper limit, and with `best: true` the likeliest number between them; nothing is preset.

    An answer maps `low`, `high` and perhaps `best` to what was typed, for instance {"low": "3.000", "high": "12.000"}.
    """

    kind: Literal["range"]
    unit: LocalText
    best: bool = False
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _last_pattern(self):
        if "otherwise" not in self.patterns[-1].when:
            told = {"at": ("patterns", len(self.patterns) - 1)}
            raise PydanticCustomError("no_otherwise", "the last pattern must be otherwise", told)
        return self

    @property
    def fields(self):
        """The number fields in their order."""
        return ("low", "best", "high") if self.best else ("low", "high")

    def _numbers(self, answer):
        answer = answer if isinstance(answer, dict) else {}
        return {field: read_number(str(answer.get(field, ""))) for field in self.fields}

    def open_points(self, answer):
        """What is still missing or unclear, as (field, sentence) pairs."""
        numbers = self._numbers(answer)
        points = []
        for field, number in numbers.items():
            written = str((answer or {}).get(field, "")).strip() if isinstance(answer, dict) else ""
            if not written:
                points.append((field, _FILL_IN[field]))
            elif number is None:
                points.append((field, _NOT_A_NUMBER.fill(written=written[:20])))
            elif number > _TOO_LARGE:
                points.append((field, _LARGE))
        if not points and numbers["low"] > numbers["high"]:
            points.append(("high", _LOW_ABOVE_HIGH))
        if not points and self.best and not numbers["low"] <= numbers["best"] <= numbers["high"]:
            points.append(("best", _BEST_OUTSIDE))
        return tuple(points)

    def judge(self, answer):
        """Feedback on the shape of the range; there is no right or wrong one."""
        numbers = self._numbers(answer)
        pattern = next(p for p in self.patterns if p.fits(numbers["low"], numbers["high"]))
        return Feedback(None, (Remark(pattern.feedback),))

    def describe(self, answer, language):
        """The answer in words."""
        numbers = [n for n in self._numbers(answer).values() if n is not None]
        return " – ".join(format_number(n, language) for n in numbers) or "–"


AnyExercise = Annotated[SingleChoice | Range, Field(discriminator="kind")]
EXERCISE = TypeAdapter(AnyExercise)

_TOO_LARGE = 10**12
_CHOOSE = Text(de="Bitte wählen Sie eine Antwort aus.", en="Please choose an answer.")
_FILL_IN = {
    "low": Text(de="Bitte geben Sie eine untere Grenze an.", en="Please give a lower limit."),
    "best": Text(de="Bitte geben Sie an, was am ehesten zutrifft.", en="Please give the likeliest number."),
    "high": Text(de="Bitte geben Sie eine obere Grenze an.", en="Please give an upper limit."),
}
_NOT_A_NUMBER = Text(
    de="„{written}“ lässt sich nicht eindeutig lesen. Bitte schreiben Sie eine ganze Zahl, zum Beispiel 2.000.",
    en="'{written}' can be read in more than one way. Please write a whole number, for example 2,000.",
)
_LARGE = Text(de="Diese Zahl ist größer, als es hier sinnvoll ist.", en="This number is larger than makes sense here.")
_LOW_ABOVE_HIGH = Text(
    de="Die obere Grenze liegt unter der unteren. Sind die beiden vertauscht?",
    en="The upper limit lies below the lower one. Have the two been swapped?",
)
_BEST_OUTSIDE = Text(
    de="Die wahrscheinlichste Zahl soll zwischen den beiden Grenzen liegen.",
    en="The likeliest number should lie between the two limits.",
)
