"""What a kind of exercise makes of an answer, and of itself on paper: small frozen objects without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from geo_lesson.common.language import Text

Location = tuple[str | int, ...]  # keys and positions on the way to a place in an exercise's file


@dataclass(frozen=True)
class Remark:
    """What there is to say about one option, row or pattern. `correct` is None where nothing is judged."""

    text: Text
    about: Text | None = None
    correct: bool | None = None


@dataclass(frozen=True)
class Outcome:
    """Whether an answer is right as a whole, and entry by entry (option, row, item or field), by id.

    None where nothing is judged. `entries` holds only those that were answered.
    """

    correct: bool | None
    entries: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Feedback:
    """The judgement of one answer: its outcome, remarks on what was answered, and remarks on the other options.

    `summary` says how far the student has come.
    """

    outcome: Outcome
    remarks: tuple[Remark, ...]
    others: tuple[Remark, ...] = ()
    summary: Text | None = None

    @property
    def correct(self) -> bool | None:
        """Whether the whole answer is right; None where the exercise has no right answer."""
        return self.outcome.correct


@dataclass(frozen=True)
class Response:
    """One part of an answer that can be counted over a class, in words of one language.

    where: the row, field or passage; empty where there is only one.   correct: None where nothing is judged.
    """

    where: str
    what: str
    correct: bool | None = None


@dataclass(frozen=True)
class AnswerSpace:
    """The room for an answer on paper, in words of one language, as task.html draws it.

    form: `circles` (tick one), `boxes` (tick several, or number them), `letters` (signs to write into the text),
    `table` (of `task_data`'s columns and rows), `blanks` (one for each entry), `lines` (to write a text on).
    entries: (sign, text) each.   instruction: how to fill it in by hand.   lines: how many of them.
    legend: (heading, values) for each group of columns of a table; empty where its values are columns to tick.
    """

    form: Literal["circles", "boxes", "letters", "table", "blanks", "lines"]
    entries: tuple[tuple[str, str], ...] = ()
    instruction: str = ""
    lines: int = 0
    legend: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Quotation:
    """Words that an exercise's file quotes from one line of the article, in one language."""

    at: Location
    text: str
    language: str


@dataclass(frozen=True)
class QuotedLine:
    """A line of the article that an exercise's file names, and what it quotes from it."""

    at: Location
    line: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class OptionFeedback:
    """The feedback that one possible answer gets, where it stands in the file, and whether that answer is right."""

    at: Location
    correct: bool
    feedback: Text
