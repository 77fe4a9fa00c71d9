"""Give a lower and an upper limit: nothing is preset, and the shape of the range gets feedback."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.errors import shortened
from geo_lesson.common.fields import Data, LocalText, Whole
from geo_lesson.common.language import format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Feedback, Remark, typed

_CONDITIONS = {
    "span_below": lambda low, high, bound: high - low < bound,
    "span_above": lambda low, high, bound: high - low > bound,
    "contains_all": lambda low, high, bound: all(low <= number <= high for number in bound),
    "low_below": lambda low, high, bound: low < bound,
    "high_above": lambda low, high, bound: high > bound,
    "otherwise": lambda low, high, bound: True,
}
_LATER = ConfigDict(defer_build=True)
_NUMBER = TypeAdapter(dict[str, Whole], config=_LATER)
_NUMBERS = TypeAdapter(dict[str, Annotated[tuple[Whole, ...], Field(min_length=1)]], config=_LATER)
_WRITTEN = Literal["otherwise"] | dict[Literal[*_CONDITIONS], Whole | tuple[Whole, ...]]


def _condition(value):
    """The one condition of a pattern, as its name and its number, numbers, or nothing."""
    if value == "otherwise":
        return "otherwise", None
    if not isinstance(value, dict) or len(value) != 1:
        raise PydanticCustomError("one_condition", "one condition per pattern")
    ((name, bound),) = value.items()
    if name not in _CONDITIONS or name == "otherwise":
        words = " or ".join(f"'{word}'" for word in _CONDITIONS if word != "otherwise")
        told = {"expected": words, "written": shortened(str(name)), "at": (name, "[key]")}
        raise PydanticCustomError("not_a_word", "no such condition", told)
    # Read with its name, so that what is wrong with it is said of its place in the file.
    return name, (_NUMBERS if name == "contains_all" else _NUMBER).validate_python({name: bound})[name]


class Pattern(Data):
    """Feedback on the shape of an answer, from a closed vocabulary; the first pattern that fits is the one shown.

    `span_below: 1000`  high minus low is less than 1000        `span_above: 1000`  more than 1000
    `contains_all: [3000, 10000]`  all lie between low and high, ends included
    `low_below: 500`  the lower limit is less than 500          `high_above: 9000`  the upper limit is more than 9000
    `otherwise`  whatever came this far
    """

    when: Annotated[tuple[str, object], BeforeValidator(_condition, json_schema_input_type=_WRITTEN)]
    feedback: LocalText

    def fits(self, low, high):
        """Whether the range from low to high has this shape.

        >>> from geo_lesson.common.language import Text
        >>> Pattern(when={"span_below": "1000"}, feedback=Text("eng", "narrow")).fits(2500, 3000)
        True
        """
        name, bound = self.when
        return _CONDITIONS[name](low, high, bound)


class Range(Exercise):
    """Give a lower and an upper limit, and with `best: true` the likeliest number between them; nothing is preset.

    An answer maps `low`, `high` and perhaps `best` to what was typed, for instance {"low": "3.000", "high": "12.000"}.
    """

    ENTRY = "field"

    kind: Literal["range"]
    unit: LocalText
    best: bool = False
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _last_pattern(self):
        last = len(self.patterns) - 1
        found = next((i for i, pattern in enumerate(self.patterns) if pattern.when[0] == "otherwise"), None)
        if found != last:
            told = {"at": ("patterns", last if found is None else found)}
            raise PydanticCustomError("no_otherwise", "the last pattern, and only that, must be otherwise", told)
        return self

    @property
    def fields(self):
        """The number fields in their order."""
        return ("low", "best", "high") if self.best else ("low", "high")

    def answered_entries(self, answer):
        """The ids of the number fields."""
        return list(self.fields)

    def _numbers(self, answer):
        return {field: read_number(written) for field, written in typed(answer, self.fields).items()}

    def missing_fields(self, answer):
        """What is still missing or unclear, as (field, sentence) pairs."""
        numbers = self._numbers(answer)
        points = []
        for field, written in typed(answer, self.fields).items():
            number = numbers[field]
            if not written:
                points.append((field, messages.LIMIT_MISSING[field]))
            elif number is None:
                points.append((field, messages.NOT_A_NUMBER.fill(written=written[:20])))
            elif number > _TOO_LARGE:
                points.append((field, messages.NUMBER_TOO_LARGE))
        if not points and numbers["low"] > numbers["high"]:
            points.append(("high", messages.LOW_ABOVE_HIGH))
        if not points and self.best and not numbers["low"] <= numbers["best"] <= numbers["high"]:
            points.append(("best", messages.BEST_OUTSIDE_LIMITS))
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

    def expected(self):
        """What is said to each shape of a range, in the order in which they are looked for."""
        return tuple(Remark(pattern.feedback) for pattern in self.patterns)

    def asked(self, language):
        """The number fields, each with its label and what is counted."""
        return {
            "fields": [
                {"id": f, "label": f"{messages.LIMIT_LABELS[f][language]} ({self.unit[language]})"} for f in self.fields
            ]
        }


_TOO_LARGE = 10**12
