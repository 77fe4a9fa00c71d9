"""What all kinds of exercises share: the fields of their files, and the methods that a kind must have.

Nothing here draws or saves. Source of the terms: IMS QTI 3, H5P.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import CardId, Data, LocalText, SentenceId, Whole, WordId
from geo_lesson.common.language import Text
from geo_lesson.exercises.results import (
    AnswerSpace,
    Feedback,
    Location,
    OptionFeedback,
    Outcome,
    QuotedLine,
    Remark,
    Response,
)

LEVELS = (25, 50, 65, 80, 95)
Missing = tuple[tuple[str, Text], ...]  # (field, what to do there) each

# What a confidence or a reason can be asked for: the exercise as a whole, or each of the entries that a kind has.
Per = Literal["exercise", "row", "item", "field"]


class Entry(Protocol):
    """An option, row, item, field or part: anything with an id."""

    @property
    def id(self) -> str:
        """The id within the exercise."""
        ...


class Confidence(Data):
    """Ask how sure the student is, in percent, before the feedback. `counts`: a point of the confidence overview."""

    levels: Annotated[tuple[Whole, ...], Field(min_length=2)] = LEVELS
    per: Per = "exercise"
    counts: bool = False

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if list(self.levels) != sorted(set(self.levels)) or not 1 <= self.levels[0] <= self.levels[-1] <= 100:
            raise PydanticCustomError("levels", "levels must rise", {"at": ("levels",)})
        return self


class Reason(Data):
    """Ask for a short text of the student's own, beside the answer (`before`) or once it is given (`after`).

    It is never judged; `model` is shown for comparison after the student has written hers.
    """

    prompt: LocalText
    when: Literal["before", "after"]
    per: Per = "exercise"
    model: LocalText | None = None

    @model_validator(mode="after")
    def _one_afterwards(self) -> Self:
        if self.when == "after" and self.per != "exercise":
            raise PydanticCustomError("one_reason_after", "one reason afterwards", {"at": ("per",)})
        return self


class RubricLine(Data):
    """One thing that a good answer has: ticked by the student in a free text, read by the teacher in the guide.

    `levels` says how full, half and little of it look, for the sheet that a teacher fills in.
    """

    id: WordId
    text: LocalText
    points: Whole = 1
    levels: Annotated[tuple[LocalText, ...], Field(max_length=3)] = ()


class Basis(Data):
    """What level 1 adds: more support on the way to the same goal."""

    starters: tuple[LocalText, ...] = ()


class ReferenceTable(Data):
    """A table to look things up in, beside the task; the first cell of a row names it."""

    title: LocalText
    heads: Annotated[tuple[LocalText, ...], Field(min_length=2)]
    rows: Annotated[tuple[tuple[LocalText, ...], ...], Field(min_length=1)]
    note: LocalText | None = None

    @model_validator(mode="after")
    def _as_many_cells_as_heads(self) -> Self:
        for i, row in enumerate(self.rows):
            if len(row) != len(self.heads):
                context = {"cells": len(row), "heads": len(self.heads), "at": ("rows", i)}
                raise PydanticCustomError("other_width", "as many cells as heads", context)
        return self


def _expand_confidence(value: object) -> object:
    """Read `confidence: true` as the usual levels and `false` as none."""
    usual: dict[str | bool, object] = {"true": {}, "false": None, True: {}, False: None}
    if not isinstance(value, str | bool):
        return value
    if value not in usual:
        raise PydanticCustomError("confidence", "neither true nor false nor levels")
    return usual[value]


@dataclass(frozen=True)
class Setting:
    """How one lesson opens an exercise.

    level: 1 with more support, 2 as designed, 3 with a further task.   article: {language: {line id: text}}, for kinds
    that need it.   left_out: the ids of entries that are not asked about; earlier answers to them are kept.
    """

    level: int = 2
    article: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


class Exercise(Data, ABC):
    """What every kind of exercise has. Blank lines in the prompt make paragraphs; nothing else is markup.

    `figure` is kept as it was written; `figures.catalogue` reads it when it is to be drawn. `optional`: it need not be
    done. A kind is complete when it has all abstract methods; `any_kind.register` refuses it otherwise.
    """

    ENTRIES: ClassVar[str] = ""  # the field with the entries of a kind
    ENTRY: ClassVar[str] = "exercise"  # what a file calls one that can have a confidence or a reason of its own
    ENTRY_NAME: ClassVar[str] = "text"  # the field with what students read of an entry
    COUNTED_AS: ClassVar[Literal["responses", "ranges", "texts"]] = "responses"  # how a class's answers are shown
    NEEDS_ARTICLE: ClassVar[bool] = False

    if TYPE_CHECKING:
        kind: str  # each kind has a field of this name with its own word

    id: WordId
    title: LocalText
    minutes: Annotated[Whole, Field(ge=1)]
    optional: bool = False
    demand: tuple[Annotated[int, Field(ge=1, le=3)], ...] = ()
    operator: LocalText | None = None
    prompt: LocalText
    sentences: tuple[SentenceId, ...] = ()
    cards: tuple[CardId, ...] = ()
    table: ReferenceTable | None = None
    confidence: Annotated[
        Confidence | None, BeforeValidator(_expand_confidence, json_schema_input_type=bool | Confidence)
    ] = None
    reason: Reason | None = None
    hints: tuple[LocalText, ...] = ()
    takeaway: LocalText | None = None
    afterword: LocalText | None = None
    cards_after: tuple[CardId, ...] = ()
    look_back: WordId | None = None
    figure: dict[str, Any] | None = None
    rubric: tuple[RubricLine, ...] = ()
    basis: Basis | None = None
    extension: LocalText | None = None
    _setting: Setting = PrivateAttr(default=Setting())

    @model_validator(mode="after")
    def _entries_it_has(self) -> Self:
        require_unique_ids(self.rubric, "rubric")
        for name, option in (("confidence", self.confidence), ("reason", self.reason)):
            if option and option.per not in ("exercise", self.ENTRY):
                allowed = " or ".join(f"'{word}'" for word in dict.fromkeys(("exercise", self.ENTRY)))
                context = {"expected": allowed, "written": option.per, "at": (name, "per")}
                raise PydanticCustomError("not_a_word", "not an entry of this kind", context)
        if self.basis and self.basis.starters and not self.reason and not self.checklist():
            raise PydanticCustomError("no_text_to_start", "no text is asked for", {"at": ("basis", "starters")})
        return self

    # What a kind must have.

    @abstractmethod
    def missing_fields(self, answer: object) -> Missing:
        """Return what is still missing or unclear in an answer, as (field, sentence) pairs; looks at the form only."""

    @abstractmethod
    def outcome(self, answer: object) -> Outcome:
        """Return whether a complete answer is right, without sentences."""

    @abstractmethod
    def judge(self, answer: object) -> Feedback:
        """Return the feedback on a complete answer."""

    @abstractmethod
    def describe(self, answer: object, language: str) -> str:
        """Return any answer in words; "–" where there is none."""

    @abstractmethod
    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return the parts of a complete answer that are counted over a class; none where it is shown whole."""

    @abstractmethod
    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return all responses in their order where they are few, so that those nobody gave appear with 0."""

    @abstractmethod
    def task_data(self, language: str) -> dict[str, Any]:
        """Return what the page needs to ask for an answer, as JSON. It holds no key."""

    @abstractmethod
    def answer_space(self, language: str) -> AnswerSpace:
        """Return the room for an answer on paper."""

    @abstractmethod
    def expected(self) -> tuple[Remark, ...]:
        """Return the key, for guide and paper: remarks, `correct` True for what is right or defensible."""

    @abstractmethod
    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return the feedback on each answer that is judged by itself, for `check`."""

    # What a kind may have.

    def checklist(self) -> tuple[RubricLine, ...]:
        """Return what the student ticks off once the answer is given."""
        return ()

    @property
    def example(self) -> Text | None:
        """What the student compares her own text with after the answer."""
        return self.reason.model if self.reason and self.reason.when == "after" else None

    def answered_entries(self, answer: object) -> list[str]:
        """Return the ids of the entries that a confidence or a reason of their own is asked for."""
        return [entry.id for entry in self.entries]

    def is_describable(self, answer: object) -> bool:
        """Return whether `describe` has words for all of the answer, also if an earlier version asked for it."""
        return self.is_answered(answer)

    def limits(self, answer: object) -> tuple[int, int] | None:
        """Return the lower and the upper number of an answer that is a range."""
        return None

    def quoted_lines(self) -> Iterable[QuotedLine]:
        """Return what the file quotes from the article, for `check`."""
        return ()

    def marked_words(self, answer: object) -> str:
        """Return the words that an answer points at in the article, to be kept beside it."""
        return ""

    def text_change(self, attempt: Mapping[str, Any]) -> Text | None:
        """Return what to say of an attempt that points at words of the article which are others by now."""
        return None

    def describe_attempt(self, attempt: Mapping[str, Any], language: str) -> str:
        """Return an attempt in words, as it was when it was made."""
        return self.describe(attempt["answer"].get("value"), language)

    # What all kinds have.

    @property
    def parts(self) -> tuple["Exercise", ...]:
        """The parts it is answered in: itself."""
        return (self,)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The options, rows, items or fields."""
        return tuple(getattr(self, self.ENTRIES)) if self.ENTRIES else ()

    @property
    def entry_names(self) -> dict[str, Text]:
        """What students read of each entry, by its id."""
        return {entry.id: getattr(entry, self.ENTRY_NAME) for entry in self.entries}

    @property
    def selectable(self) -> tuple[Entry, ...]:
        """What `only` may take of it: its entries."""
        return self.entries

    def prepared(
        self, level: int = 2, article: Mapping[str, Mapping[str, str]] | None = None, key: str | None = None
    ) -> Self:
        """Return the exercise as a lesson opens it. key: what its answers are kept under, where that is not its id."""
        copy = self.model_copy(update={"id": key} if key else None)
        copy._setting = replace(self._setting, level=level, article=article or self._setting.article)
        return copy

    def only(self, ids: Collection[str]) -> Self:
        """Return the part of the exercise with these entries, which it has, and with their share of its minutes."""
        kept = tuple(entry for entry in self.entries if entry.id in ids)
        minutes = ceil(self.minutes * len(kept) / len(self.entries))
        copy = self.model_copy(update={self.ENTRIES: kept, "minutes": minutes})
        left_out = frozenset(entry.id for entry in self.entries if entry.id not in ids)
        copy._setting = replace(self._setting, left_out=left_out)
        return copy

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the entries that are not asked about here; earlier answers to them are kept."""
        return self._setting.left_out

    @property
    def is_eased(self) -> bool:
        """Whether the lesson is at level 1."""
        return self._setting.level == 1

    @property
    def support(self) -> Basis | None:
        """What level 1 adds, at that level; None at the others."""
        return self.basis if self.is_eased else None

    @property
    def further_task(self) -> Text | None:
        """The extension, at level 3; None at the others."""
        return self.extension if self._setting.level == 3 else None

    def is_answered(self, answer: object) -> bool:
        """Return whether the answer is complete enough to be handed over; says nothing about its content."""
        return not self.missing_fields(answer)

    def split_values(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Split the values of all fields into those of entries asked about here and those of entries left out."""
        here: dict[str, Any] = {}
        rest: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, dict):
                out = {key: text for key, text in value.items() if key.split(" ")[0] in self.left_out}
                asked = {key: text for key, text in value.items() if key not in out}
                here |= {name: asked} if asked else {}
                rest |= {name: out} if out else {}
            elif value:
                is_out = name == "value" and isinstance(value, str) and value in self.left_out
                (rest if is_out else here)[name] = value
        return here, rest

    def merge_values(self, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """Join values for the entries asked about here with the earlier ones of those left out."""
        _, rest = self.split_values(before)
        both = {name for name in rest if isinstance(rest[name], dict) and isinstance(values.get(name), dict)}
        return rest | dict(values) | {name: rest[name] | values[name] for name in both}


def answer_fields(answer: object) -> dict[str, Any]:
    """Return the fields of an answer that is a map; none where it is of another shape."""
    return answer if isinstance(answer, dict) else {}


def typed_numbers(answer: object, fields: Iterable[str]) -> dict[str, str]:
    """Return what stands in number fields, without the spaces around it; nothing where an answer is of another shape.

    >>> typed_numbers({"low": " 3.000 ", "other": "x"}, ("low", "high")), typed_numbers(None, ("low",))
    ({'low': '3.000', 'high': ''}, {'low': ''})
    """
    return {name: str(answer_fields(answer).get(name, "")).strip() for name in fields}


def require_unique_ids(entries: Iterable[Entry], key: str) -> None:
    """Refuse two entries of one id; key: what they stand under in the file."""
    ids = [entry.id for entry in entries]
    for i, id in enumerate(ids):
        if id in ids[:i]:
            raise PydanticCustomError("option_twice", "two entries of one id", {"id": id, "at": (key, i, "id")})


def require_known_id(id: str, known: Collection[str], at: Location) -> None:
    """Refuse an id that is not among those known; `at`: where it stands, ending in "[key]" where it is a key."""
    if id not in known:
        raise PydanticCustomError("no_such_value", "not known here", {"value": id, "known": list(known), "at": at})
