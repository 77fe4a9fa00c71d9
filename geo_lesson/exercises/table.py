"""Tables of choices: each row gets a value in one column or in several; a cell may accept more than one."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from pydantic import Field, model_validator

from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Data, LocalText, Whole, WordId
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Basis, Exercise, Missing, answer_fields, require_known_id, require_unique_ids
from geo_lesson.exercises.results import AnswerSpace, Feedback, Location, OptionFeedback, Outcome, Remark, Response

_SHORT, _MOST_BOXES = 14, 4  # characters of a value, and values of a column, for boxes to tick on paper


class Value(Data):
    """One of the values that a cell can be given."""

    id: WordId
    text: LocalText


class Column(Data):
    """A column of a grid, with its heading and the values to choose from."""

    id: WordId
    text: LocalText
    values: Annotated[tuple[Value, ...], Field(min_length=2)]


class OnlyColumn(NamedTuple):
    """The one column of a classification; it needs no heading."""

    values: tuple[Value, ...]
    id: str = "value"
    text: None = None


class Row(Data):
    """A row.

    `nudge`: a sentence after a wrong first try that makes one look again and does not name what is accepted.
    `remarks`: a further remark on a value chosen in a column, by column and value.
    """

    id: WordId
    text: LocalText
    feedback: LocalText
    nudge: LocalText | None = None
    remarks: dict[WordId, dict[WordId, LocalText]] = Field(default={})

    def accepted(self) -> Mapping[str, tuple[str, ...]]:
        """Return the values that are defensible, by the columns that are asked in this row."""
        raise NotImplementedError

    def accept_at(self, column: str) -> Location:
        """Return where those of a column stand in the row's part of the file."""
        raise NotImplementedError


class CellBasis(Basis):
    """What level 1 adds: also rows that are filled in beforehand."""

    given: tuple[WordId, ...] = ()


Filled = dict[tuple[str, str], str | None]  # the value in each cell that is asked, by row and column


class _Cell(NamedTuple):
    """A cell that is asked, and the values that are defensible in it."""

    row: Row
    column: Column | OnlyColumn
    accepted: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The ids of row and column; in an answer, a space stands between them."""
        return self.row.id, self.column.id

    def response(self, value: Value, judged: bool, language: str) -> Response:
        """Return a value in this cell, to be counted."""
        heading = f" · {self.column.text[language]}" if self.column.text else ""
        where = f"{self.row.text[language]}{heading}"
        return Response(where, value.text[language], value.id in self.accepted if judged else None)


class TableExercise(Exercise):
    """What classify and grid share. An answer maps cells, "row column", to the id of a value.

    `judged: false`: nothing is right or wrong, and the accepted values of a row are a zone to compare with.
    `reveal_after`: the answer may be handed over once so many cells are filled. `former`: the words of values that an
    earlier version had, by their ids. Who chose one then sees it in these words, and is asked again.
    """

    ENTRIES, ENTRY = "rows", "row"

    if TYPE_CHECKING:
        rows: tuple[Row, ...]

    judged: bool = True
    reveal_after: Annotated[Whole, Field(ge=1)] | None = None
    former: dict[WordId, LocalText] = Field(default={})
    basis: CellBasis | None = None

    @abstractmethod
    def _columns(self) -> Sequence[Column | OnlyColumn]: ...

    def _pattern_remarks(self, filled: Filled) -> list[Remark]:
        """Return remarks on the shape of the whole answer."""
        return []

    @model_validator(mode="after")
    def _known_values(self) -> Self:
        require_unique_ids(self.rows, "rows")
        known = {column.id: [value.id for value in column.values] for column in self._columns()}
        for i, row in enumerate(self.rows):
            for column, values in row.accepted().items():
                at = ("rows", i, *row.accept_at(column))
                require_known_id(column, known, (*at, "[key]"))
                for j, value in enumerate(values):
                    require_known_id(value, known[column], (*at, j))
            for column, remarks in row.remarks.items():
                require_known_id(column, known, ("rows", i, "remarks", column, "[key]"))
                for value in remarks:
                    require_known_id(value, known[column], ("rows", i, "remarks", column, value, "[key]"))
        for i, id in enumerate(self.basis.given if self.basis else ()):
            require_known_id(id, [row.id for row in self.rows], ("basis", "given", i))
        return self

    def _rows_given(self) -> tuple[str, ...]:
        return self.basis.given if self.is_eased and self.basis else ()

    @property
    def left_out(self) -> frozenset[str]:
        """Rows that are given are not asked about either."""
        return super().left_out | set(self._rows_given())

    def _cells(self) -> Iterator[_Cell]:
        """Return every cell that is asked, row by row."""
        for row in (row for row in self.rows if row.id not in self._rows_given()):
            yield from (_Cell(row, column, values) for column, values in self._asked_columns(row))

    def _asked_columns(self, row: Row) -> Iterator[tuple[Column | OnlyColumn, tuple[str, ...]]]:
        accepted = row.accepted()
        return ((column, accepted[column.id]) for column in self._columns() if column.id in accepted)

    def _filled(self, answer: object, former: Iterable[str] = ()) -> Filled:
        """Return the values in the cells that are asked; one that is neither here nor in `former` is none."""
        given = answer_fields(answer)
        filled: Filled = {}
        for cell in self._cells():
            value = given.get(" ".join(cell.key))
            filled[cell.key] = value if value in [*former, *(v.id for v in cell.column.values)] else None
        return filled

    def _texts(self, column: Column | OnlyColumn, language: str) -> dict[str, str]:
        """Return the words of the values of a column, and of those that an earlier version had."""
        texts = self.former | {value.id: value.text for value in column.values}
        return {id: text[language] for id, text in texts.items()}

    def _cells_to_fill(self, filled: Filled) -> int:
        """Return how many cells have still to be filled before the answer may be handed over."""
        return min(self.reveal_after or len(filled), len(filled)) - sum(v is not None for v in filled.values())

    def missing_fields(self, answer: object) -> Missing:
        """Return how many cells are still empty, as one (field, sentence) pair."""
        filled = self._filled(answer)
        if (n := self._cells_to_fill(filled)) <= 0:
            return ()
        all_cells = self.reveal_after is None or self.reveal_after >= len(filled)
        return (("value", (messages.FIELDS_EMPTY if all_cells else messages.FILL_MORE_FIELDS).fill(n=n)),)

    def is_describable(self, answer: object) -> bool:
        """Return whether it is complete, where values that an earlier version had count, too."""
        return self._cells_to_fill(self._filled(answer, self.former)) <= 0

    def outcome(self, answer: object) -> Outcome:
        """Return a row is right where all that was chosen in it is defensible; rows left empty are not named."""
        filled = self._filled(answer)
        rows: dict[str, bool] = {}
        for cell in self._cells():
            value = filled[cell.key]
            if value is not None:
                rows[cell.row.id] = rows.get(cell.row.id, True) and value in cell.accepted
        if not self.judged:
            return Outcome(None, dict.fromkeys(rows))
        return Outcome(all(rows.values()), rows)

    def answered_entries(self, answer: object) -> list[str]:
        """Return the ids of the rows in which something was chosen."""
        return list(self.outcome(answer).entries)

    def judge(self, answer: object) -> Feedback:
        """Return each row with its feedback, right where every cell of it is defensible."""
        filled, outcome = self._filled(answer), self.outcome(answer)
        remarks = []
        for row in self.rows:
            remarks.append(self._remark(row, filled, outcome.entries.get(row.id)))
            for column, by_value in row.remarks.items():
                if further := by_value.get(filled.get((row.id, column)) or ""):
                    remarks.append(Remark(further, row.text))
        remarks += self._pattern_remarks(filled)
        if not self.judged:
            return Feedback(outcome, tuple(remarks))
        right = sum(filled[cell.key] in cell.accepted for cell in self._cells())
        empty = sum(value is None for value in filled.values())
        summary = (messages.CHOICES_DEFENSIBLE if not empty else messages.CHOICES_DEFENSIBLE_SO_FAR).fill(
            n=right, all=len(filled) - empty, empty=empty
        )
        return Feedback(outcome, tuple(remarks), summary=summary)

    def expected(self) -> tuple[Remark, ...]:
        """Return each row with the values that are defensible, in a grid each column by its name."""
        about = [Text(**{of: self._defensible(row, of) for of in LANGUAGES}) for row in self.rows]
        return tuple(Remark(row.feedback, t, self.judged or None) for row, t in zip(self.rows, about, strict=True))

    def _defensible(self, row: Row, language: str) -> str:
        columns = []
        for column, accepted in self._asked_columns(row):
            texts = {value.id: _quoted(value.text[language], language) for value in column.values}
            values = common_messages.OR[language].join(texts[value] for value in accepted)
            columns.append(_heading(column, language) + values)
        return f"{_head(row.text[language])} {'; '.join(columns)}"

    def _remark(self, row: Row, filled: Filled, correct: bool | None) -> Remark:
        """Return the values chosen in a row, and where several are defensible, which; with the row's feedback."""
        about = {of: f"{_head(row.text[of])} {self._row_in_words(row, filled, of, others=True)}" for of in LANGUAGES}
        return Remark(row.feedback, Text(**about), correct)

    def _row_in_words(self, row: Row, filled: Filled, language: str, others: bool = False) -> str:
        """Return the values in a row, chosen or given beforehand; others: also name further defensible ones."""
        given = row.id in self._rows_given()
        columns = []
        for column, accepted in self._asked_columns(row):
            texts = {id: _quoted(text, language) for id, text in self._texts(column, language).items()}
            chosen = accepted[0] if given else filled.get((row.id, column.id))
            also = ""
            if others and not given and (more := [texts[id] for id in accepted if id != chosen and len(accepted) > 1]):
                values = common_messages.OR[language].join(more)
                also = messages.DEFENSIBLE_VALUES[chosen in accepted].fill(values=values)[language]
            columns.append(f"{_heading(column, language)}{texts.get(chosen or '', '–')}{also}")
        return ", ".join(columns) + (messages.ROW_GIVEN[language] if given else "")

    def cells(self, answer: object, language: str) -> dict[str, dict[str, str]]:
        """Return the values in words: {row id: {heading of the column: value}}; empty where nothing was chosen."""
        filled = self._filled(answer, self.former)
        rows: dict[str, dict[str, str]] = {row.id: {} for row in self.rows}
        for row in self.rows:
            for column, accepted in self._asked_columns(row):
                value = accepted[0] if row.id in self._rows_given() else filled.get((row.id, column.id))
                heading = (column.text or self.title)[language]
                rows[row.id][heading] = self._texts(column, language).get(value or "", "")
        return rows

    def describe(self, answer: object, language: str) -> str:
        """Return a line for each row."""
        filled = self._filled(answer, self.former)
        return "\n".join(
            f"{_head(row.text[language])} {self._row_in_words(row, filled, language)}" for row in self.rows
        )

    def responses(self, answer: object, language: str) -> Sequence[Response]:
        """Return the value in each cell that was filled."""
        filled = self._filled(answer)
        return [
            cell.response(value, self.judged, language)
            for cell in self._cells()
            for value in cell.column.values
            if value.id == filled[cell.key]
        ]

    def possible_responses(self, language: str) -> Sequence[Response]:
        """Return every value in every cell."""
        return [cell.response(value, self.judged, language) for cell in self._cells() for value in cell.column.values]

    def option_feedback(self) -> Iterable[OptionFeedback]:
        """Return none: a row's feedback is the same whatever was chosen."""
        return ()

    def task_data(self, language: str) -> dict[str, Any]:
        """Return columns with their values, and rows with the columns that are asked there, or what is given there."""
        columns = [
            {
                "id": column.id,
                "text": column.text[language] if column.text else "",
                "values": [{"id": value.id, "text": value.text[language]} for value in column.values],
            }
            for column in self._columns()
        ]
        rows = []
        for row in self.rows:
            given = row.id in self._rows_given()
            in_words = self._row_in_words(row, {}, language) if given else ""
            asked = [] if given else list(row.accepted())
            rows.append({"id": row.id, "text": row.text[language], "asked": asked, "given": in_words})
        return {"columns": columns, "rows": rows}

    def answer_space(self, language: str) -> AnswerSpace:
        """Return the table, with boxes to tick or with letters to write from a legend."""
        return AnswerSpace("table", legend=self._legend(language))

    def _legend(self, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the values to choose from: (heading, values) once for columns that share their values.

        Values have a letter to write, unless they are short or begin with a sign of their own. Where one column has few
        and short values there is nothing to look up: each is a column to tick.
        """
        columns_by_values: dict[tuple[str, ...], list[str]] = {}
        columns = self._columns()
        for column in columns:
            texts = [value.text[language] for value in column.values]
            short = all(len(text) <= _SHORT or re.match(r"\S{1,2}(?!\S)", text) for text in texts)
            if len(columns) == 1 and short and len(texts) <= _MOST_BOXES:
                return ()
            letters = [""] * len(texts) if short else [f"{letter} = " for letter in ascii_lowercase]
            values = tuple(f"{letter}{text}" for letter, text in zip(letters, texts, strict=False))
            columns_by_values.setdefault(values, []).append(column.text[language] if column.text else "")
        shared = len(columns_by_values) == 1
        return tuple(
            (messages.TASK_LABELS["choose"][language] if shared else ", ".join(headings), values)
            for values, headings in columns_by_values.items()
        )


def _head(words: str) -> str:
    """Return words as the head of what follows: with a colon, unless they are a question."""
    return words if words.endswith("?") else f"{words.removesuffix('.')}:"


def _heading(column: Column | OnlyColumn, language: str) -> str:
    return f"{_head(column.text[language])} " if column.text else ""


def _quoted(words: str, language: str) -> str:
    """Quote words as the language does; quotation marks within them become those of the inner kind."""
    if language == "de":
        return f"„{words.replace('„', '‚').replace('“', '‘')}“"
    return f"'{words}'" if "'" not in words else words
