"""What all kinds of exercises share: what is asked for beside the answer, and what comes back.

Nothing here draws or saves. A kind has five verbs: `missing_fields` looks at the form only, `judge` at the content,
`describe` puts an answer into words, and `asked` is what the page may know: prompt and options, never the key;
`expected` is the key, for guide and paper. A kind that has no right answer says so with `correct=None`. Source of the
terms: IMS QTI 3, H5P.
"""

from dataclasses import dataclass
from math import ceil
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import CardId, Data, LocalText, SentenceId, Whole, WordId
from geo_lesson.common.language import Text

LEVELS = (25, 50, 65, 80, 95)


# What a confidence or a reason can be asked for: the exercise as a whole, or each of the entries that a kind has.
Per = Literal["exercise", "row", "item", "field"]


class Confidence(Data):
    """How sure, in percent, asked before the feedback. `counts`: a point of the confidence overview."""

    levels: Annotated[tuple[Whole, ...], Field(min_length=2)] = LEVELS
    per: Per = "exercise"
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
    per: Per = "exercise"
    model: LocalText | None = None

    @model_validator(mode="after")
    def _one_afterwards(self):
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
    def _as_many_cells_as_heads(self):
        for i, row in enumerate(self.rows):
            if len(row) != len(self.heads):
                told = {"cells": len(row), "heads": len(self.heads), "at": ("rows", i)}
                raise PydanticCustomError("other_width", "as many cells as heads", told)
        return self


def confidence_written(value):
    """`confidence: true` asks with the usual levels, `false` not at all."""
    usual = {"true": {}, "false": None, True: {}, False: None}
    if not isinstance(value, str | bool):
        return value
    if value not in usual:
        raise PydanticCustomError("confidence", "neither true nor false nor levels")
    return usual[value]


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


class Exercise(Data):
    """What every kind of exercise has. Blank lines in the prompt make paragraphs; nothing else is markup.

    `figure` is kept as it was written; `figures.catalogue` reads it when it is to be drawn. `optional`: it need not be
    done. ENTRIES: the field with the entries of a kind, ENTRY: what a file calls one of them, where each can be given a
    confidence or a reason of its own.
    """

    ENTRIES: ClassVar[str] = ""
    ENTRY: ClassVar[str] = "exercise"

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
        Confidence | None, BeforeValidator(confidence_written, json_schema_input_type=bool | Confidence)
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
    _level: int = PrivateAttr(default=2)
    _left_out: frozenset = PrivateAttr(default=frozenset())

    @model_validator(mode="after")
    def _entries_it_has(self):
        no_twins(self.rubric, "rubric")
        for name in ("confidence", "reason"):
            asked = getattr(self, name)
            if asked and asked.per not in ("exercise", self.ENTRY):
                allowed = " or ".join(f"'{word}'" for word in dict.fromkeys(("exercise", self.ENTRY)))
                told = {"expected": allowed, "written": asked.per, "at": (name, "per")}
                raise PydanticCustomError("not_a_word", "not an entry of this kind", told)
        if self.basis and self.basis.starters and not self.reason and not self.checklist():
            raise PydanticCustomError("no_text_to_start", "no text is asked for", {"at": ("basis", "starters")})
        return self

    @property
    def parts(self):
        """The parts it is answered in: itself."""
        return (self,)

    @property
    def entries(self):
        """What it is made of: options, rows, items or fields."""
        return getattr(self, self.ENTRIES) if self.ENTRIES else ()

    @property
    def within(self):
        """What `only` may take of it: its entries."""
        return self.entries

    def at(self, level):
        """The same exercise at another level: 1 with more support, 2 as designed, 3 with its extension."""
        copy = self.model_copy()
        copy._level = level
        return copy

    def only(self, ids):
        """The part of the exercise with these entries, which it has, and with their share of its minutes."""
        kept = tuple(entry for entry in self.entries if entry.id in ids)
        minutes = ceil(self.minutes * len(kept) / len(self.entries))
        copy = self.model_copy(update={self.ENTRIES: kept, "minutes": minutes})
        copy._left_out = frozenset(entry.id for entry in self.entries) - frozenset(ids)
        return copy

    @property
    def left_out(self):
        """The ids of the entries that nobody is asked about here, though what was said of them before still holds."""
        return self._left_out

    def apart(self, values):
        """What fields say of the entries that are asked about here, and what they say of those left out."""
        here, rest = {}, {}
        for field, said in values.items():
            if isinstance(said, dict):
                out = {key: value for key, value in said.items() if key.split(" ")[0] in self.left_out}
                asked = {key: value for key, value in said.items() if key not in out}
            else:
                is_out = field == "value" and isinstance(said, str) and said in self.left_out
                asked, out = (None, said) if is_out else (said, None)
            here |= {field: asked} if asked else {}
            rest |= {field: out} if out else {}
        return here, rest

    def together(self, values, before):
        """Values for the entries that are asked about here, with what was said before of those left out."""
        _, rest = self.apart(before)
        both = {field for field in rest if isinstance(rest[field], dict) and isinstance(values.get(field), dict)}
        return rest | values | {field: rest[field] | values[field] for field in both}

    @property
    def support(self):
        """What level 1 adds, at that level; None at the others."""
        return self.basis if self._level == 1 else None

    @property
    def beyond(self):
        """The further task of level 3, at that level; None at the others."""
        return self.extension if self._level == 3 else None

    def is_answered(self, answer):
        """Whether the answer is complete enough to be handed over; says nothing about its content."""
        return not self.missing_fields(answer)

    def can_be_told(self, answer):
        """Whether `describe` has words for all of the answer, though an earlier version may have asked for it."""
        return self.is_answered(answer)

    def words(self, answer):
        """The words that an answer points at in the article, to be kept beside it; empty where it points at none."""
        return ""

    def changed(self, attempt):
        """What there is to say of an attempt whose words in the article are other ones by now; None if nothing."""

    def told(self, attempt, language):
        """An attempt in words, as it was when it was made."""
        return self.describe(attempt["answer"].get("value"), language)

    def answered_entries(self, answer):
        """The ids of the entries that have to say something of their own, such as how sure one is of them."""
        return [entry.id for entry in self.entries]

    def asked(self, language):
        """What the page may know of this kind beyond what all have, as plain data."""
        raise NotImplementedError

    def expected(self):
        """What there is to expect, for teachers: remarks, `correct` True for what is right or defensible."""
        raise NotImplementedError

    def checklist(self):
        """What the student ticks off once the answer is given; empty for all kinds but the free text."""
        return ()


def typed(answer, fields):
    """What stands in number fields, without the spaces around it; nothing where an answer is of another shape.

    >>> typed({"low": " 3.000 ", "other": "x"}, ("low", "high")), typed(None, ("low",))
    ({'low': '3.000', 'high': ''}, {'low': ''})
    """
    answer = answer if isinstance(answer, dict) else {}
    return {field: str(answer.get(field, "")).strip() for field in fields}


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
