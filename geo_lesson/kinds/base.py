"""What all kinds of exercises share: what is asked for beside the answer, and what comes back.

Nothing here draws or saves. A kind has four verbs: `open_points` looks at the form only, `judge` at the content,
`describe` puts an answer into words, and `asked` is what the page may know: prompt and options, never the key. A kind
that has no right answer says so with `correct=None`. Source of the terms: IMS QTI 3, H5P.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.language import Text
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

    `correct` is True, False, or None where the exercise has no right answer. `summary` says how far one has come.
    """

    correct: bool | None
    remarks: tuple[Remark, ...]
    others: tuple[Remark, ...] = ()
    summary: Text | None = None


class Confidence(Data):
    """How sure, in percent, asked before the feedback. `counts`: a point of the confidence overview."""

    levels: Annotated[tuple[Whole, ...], Field(min_length=2)] = LEVELS
    counts: bool = False

    @model_validator(mode="after")
    def _rising(self):
        if list(self.levels) != sorted(set(self.levels)) or not 1 <= self.levels[0] <= self.levels[-1] <= 100:
            raise PydanticCustomError("levels", "levels must rise", {"at": ("levels",)})
        return self


class Reason(Data):
    """A short text of the student's own, beside the answer (`before`) or once it is given (`after`).

    It is never judged; `model` is shown for comparison after the student has written hers.
    """

    prompt: LocalText
    when: Literal["before", "after"]
    model: LocalText | None = None


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
    minutes: Annotated[Whole, Field(ge=1)]
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

    def asked(self, language):
        """What the page may know of this kind beyond what all have, as plain data."""
        raise NotImplementedError


def typed(answer, fields):
    """What stands in number fields, without the spaces around it; nothing where an answer is of another shape."""
    answer = answer if isinstance(answer, dict) else {}
    return {field: str(answer.get(field, "")).strip() for field in fields}


NOT_A_NUMBER = Text(
    de="„{written}“ lässt sich nicht als ganze Zahl lesen. Bitte schreiben Sie zum Beispiel 2.000.",
    en="'{written}' could not be read as a whole number. Please write it like this: 2,000.",
)


def no_twins(entries, what):
    """Refuse two entries of one id; `what` is the key that they stand under."""
    ids = [entry.id for entry in entries]
    for i, id in enumerate(ids):
        if id in ids[:i]:
            raise PydanticCustomError("option_twice", "two entries of one id", {"id": id, "at": (what, i, "id")})


def no_stranger(id, known, at):
    """Refuse an id that is not among those known; `at`: where it stands, ending in "[key]" where it is a key."""
    if id not in known:
        raise PydanticCustomError("no_such_value", "not known here", {"value": id, "known": list(known), "at": at})
