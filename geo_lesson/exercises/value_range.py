"""Give a lower and an upper limit: nothing is preset, and the shape of the range gets feedback."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.errors import shortened
from geo_lesson.common.fields import Data, LocalText, Whole
from geo_lesson.common.language import format_number, read_number
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Exercise, Missing, answer_fields, typed_numbers
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response

_TOO_LARGE = 10**12
_CONDITIONS: dict[str, Callable[[int, int, Any], bool]] = {
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
# For the schema only; a literal of the names that are keys above.
_WRITTEN: Any = Literal["otherwise"] | dict[Literal[*_CONDITIONS], Whole | tuple[Whole, ...]]  # type: ignore[valid-type]


def _condition(value: object) -> tuple[str, object]:
    """Return the one condition of a pattern, as its name and its number, numbers, or nothing."""
    if value == "otherwise":
        return "otherwise", None
    if not isinstance(value, dict) or len(value) != 1:
        raise PydanticCustomError("one_condition", "one condition per pattern")
    ((name, bound),) = value.items()
    if name not in _CONDITIONS or name == "otherwise":
        words = " or ".join(f"'{word}'" for word in _CONDITIONS if word != "otherwise")
        context = {"expected": words, "written": shortened(str(name)), "at": (name, "[key]")}
        raise PydanticCustomError("not_a_word", "no such condition", context)
    # Read with its name, so that an error names the place in the file.
    numbers: dict[str, Any] = (_NUMBERS if name == "contains_all" else _NUMBER).validate_python({name: bound})
    return name, numbers[name]


class Pattern(Data):
    """Feedback on the shape of an answer, from a closed vocabulary; the first pattern that fits is used.

    `span_below: 1000`  high minus low is less than 1000        `span_above: 1000`  more than 1000
    `contains_all: [3000, 10000]`  all lie between low and high, ends included
    `low_below: 500`  the lower limit is less than 500          `high_above: 9000`  the upper limit is more than 9000
    `otherwise`  whatever came this far
    """

    when: Annotated[tuple[str, object], BeforeValidator(_condition, json_schema_input_type=_WRITTEN)]
    feedback: LocalText

    def fits(self, low: int, high: int) -> bool:
        """Return whether the range from low to high has this shape.

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

    ENTRY, COUNTED_AS = "field", "ranges"

    kind: Literal["range"]
    unit: LocalText
    best: bool = False
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _last_pattern(self) -> Self:
        last = len(self.patterns) - 1
        first = next((i for i, pattern in enumerate(self.patterns) if pattern.when[0] == "otherwise"), None)
        if first != last:
            context = {"at": ("patterns", last if first is None else first)}
            raise PydanticCustomError("no_otherwise", "the last pattern, and only that, must be otherwise", context)
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The number fields in their order."""
        return ("low", "best", "high") if self.best else ("low", "high")

    def answered_entries(self, answer: object) -> list[str]:
        """Return the ids of the number fields."""
        return list(self.fields)

    def _numbers(self, answer: object) -> dict[str, int | None]:
        return {field: read_number(typed) for field, typed in typed_numbers(answer, self.fields).items()}

    def limits(self, answer: object) -> tuple[int, int] | None:
        """Return the lower and the upper limit; None where they are no numbers."""
        low, high = (read_number(str(answer_fields(answer).get(end, ""))) for end in ("low", "high"))
        return None if low is None or high is None else (low, high)

    def missing_fields(self, answer: object) -> Missing:
        """Name fields that are empty, unclear or too large; then limits that contradict each other."""
        points, numbers = [], {}
        for field, typed in typed_numbers(answer, self.fields).items():
            number = read_number(typed)
            if not typed:
                points.append((field, messages.LIMIT_MISSING[field]))
            elif number is None:
                points.append((field, messages.NOT_A_NUMBER.fill(written=typed[:20])))
            elif number > _TOO_LARGE:
                points.append((field, messages.NUMBER_TOO_LARGE))
            else:
                numbers[field] = number
        if not points and numbers["low"] > numbers["high"]:
            points.append(("high", messages.LOW_ABOVE_HIGH))
        elif not points and self.best and not numbers["low"] <= numbers["best"] <= numbers["high"]:
            points.append(("best", messages.BEST_OUTSIDE_LIMITS))
        return tuple(points)

    def outcome(self, answer: object) -> Outcome:
        """Return no judgement: no range is right or wrong."""
        return Outcome(None)

    def judge(self, answer: object) -> Feedback:
        """Return feedback on the shape of the range."""
        limits = self.limits(answer)
        pattern = next(pattern for pattern in self.patterns if limits and pattern.fits(*limits))
        return Feedback(self.outcome(answer), (Remark(pattern.feedback),))

    def describe(self, answer: object, language: str) -> str:
        """Return the numbers from the lowest to the highest field."""
        numbers = [number for number in self._numbers(answer).values() if number is not None]
        return " – ".join(format_number(number, language) for number in numbers) or "–"

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return none: ranges are drawn over each other."""
        return ()

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return none: any range is possible."""
        return ()

    def expected(self) -> tuple[Remark, ...]:
        """Return the feedback on each shape of a range, in the order in which they are looked for."""
        return tuple(Remark(pattern.feedback) for pattern in self.patterns)

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return none: no range is right or wrong."""
        return ()

    def _labels(self, language: str) -> dict[str, str]:
        return {field: f"{messages.LIMIT_LABELS[field][language]} ({self.unit[language]})" for field in self.fields}

    def task_data(self, language: str) -> dict[str, Any]:
        """Return the number fields, each with its label and the unit."""
        return {"fields": [{"id": field, "label": label} for field, label in self._labels(language).items()]}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return a blank for each limit."""
        return AnswerSpace("blanks", tuple(("", label) for label in self._labels(language).values()))
