"""Give each row a value, in one column (classify) or in several (grid); a cell may accept more than one."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Data, LocalText, Whole, WordId
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.exercises import messages
from geo_lesson.exercises.base import Basis, Exercise, Feedback, Remark, no_stranger, no_twins


class Value(Data):
    """One of the values that a cell can be given."""

    id: WordId
    text: LocalText


class Column(Data):
    """A column of a grid, with its heading and the values to choose from."""

    id: WordId
    text: LocalText
    values: Annotated[tuple[Value, ...], Field(min_length=2)]


class OnlyColumn(Data):
    """The one column of a classification; it needs no heading."""

    id: str = "value"
    text: None = None
    values: tuple[Value, ...]


class _Row(Data):
    """A row.

    `nudge`: a sentence after a wrong first try that makes one look again and does not name what is accepted.
    `remarks`: what is said besides of a value chosen in a column, by column and value.
    """

    id: WordId
    text: LocalText
    feedback: LocalText
    nudge: LocalText | None = None
    remarks: dict[WordId, dict[WordId, LocalText]] = Field(default={})


class GridRow(_Row):
    """A row of a grid. `accept` maps columns to the values that are defensible; a column left out is not asked."""

    accept: Annotated[dict[WordId, Annotated[tuple[WordId, ...], Field(min_length=1)]], Field(min_length=1)]


class ClassifyRow(_Row):
    """A row to classify, with the values that are defensible."""

    accept: Annotated[tuple[WordId, ...], Field(min_length=1)]


class Diagonal(Data):
    """Each of these rows holds one of these pairs of values, in the first and the second column."""

    rows: Annotated[tuple[WordId, ...], Field(min_length=2)]
    pairs: Annotated[tuple[tuple[WordId, WordId], ...], Field(min_length=1)]


class Shape(Data):
    """A shape that the whole answer may have."""

    diagonal: Diagonal


class CellPattern(Data):
    """Feedback on the shape of the whole answer, said beside that on the rows."""

    when: Shape
    feedback: LocalText


class CellBasis(Basis):
    """What level 1 adds: also rows that are filled in beforehand."""

    given: tuple[WordId, ...] = ()


class _Cells(Exercise):
    """What classify and grid share. An answer maps cells, "row column", to the id of a value.

    `judged: false`: nothing is right or wrong, and what a row accepts is a zone to compare with. `reveal_after`: the
    answer may be handed over once so many cells are filled. `former`: the words of values that an earlier version had,
    by their ids. Who chose one then sees it in these words, and is asked again.
    """

    ENTRIES, ENTRY = "rows", "row"

    judged: bool = True
    reveal_after: Annotated[Whole, Field(ge=1)] | None = None
    former: dict[WordId, LocalText] = Field(default={})
    basis: CellBasis | None = None

    def _rows_given(self):
        return self.support.given if self.support else ()

    @property
    def left_out(self):
        """Rows that are given are not asked about either."""
        return super().left_out | set(self._rows_given())

    def _key(self):
        """The accepted values of every cell that is asked, row by row."""
        asked = [row for row in self.rows if row.id not in self._rows_given()]
        return {(row.id, column): values for row in asked for column, values in self._accepted(row).items()}

    @model_validator(mode="after")
    def _known_values(self):
        no_twins(self.rows, "rows")
        known = {column.id: [value.id for value in column.values] for column in self._columns()}
        for i, row in enumerate(self.rows):
            for column, values in self._accepted(row).items():
                at = ("rows", i, "accept", *[column][: isinstance(row.accept, dict)])
                no_stranger(column, known, (*at, "[key]"))
                for j, value in enumerate(values):
                    no_stranger(value, known[column], (*at, j))
            for column, remarks in row.remarks.items():
                no_stranger(column, known, ("rows", i, "remarks", column, "[key]"))
                for value in remarks:
                    no_stranger(value, known[column], ("rows", i, "remarks", column, value, "[key]"))
        for i, id in enumerate(self.basis.given if self.basis else ()):
            no_stranger(id, [row.id for row in self.rows], ("basis", "given", i))
        return self

    def _filled(self, answer, former=()):
        """What an answer puts into the cells that are asked; a value that is neither here nor in `former` is none."""
        answer = answer if isinstance(answer, dict) else {}
        known = {column.id: [*former, *(value.id for value in column.values)] for column in self._columns()}
        filled = {cell: answer.get(" ".join(cell)) for cell in self._key()}
        return {cell: value if value in known[cell[1]] else None for cell, value in filled.items()}

    def _texts(self, column, language):
        """The words of the values of a column, and of those that an earlier version had."""
        now = [(value.id, value.text) for value in column.values]
        return {id: text[language] for id, text in (*self.former.items(), *now)}

    def missing_fields(self, answer):
        """How many cells are still empty, as one (field, sentence) pair."""
        left, all_cells = self._left(self._filled(answer))
        if left <= 0:
            return ()
        return (("value", (messages.FIELDS_EMPTY if all_cells else messages.FILL_MORE_FIELDS).fill(n=left)),)

    def _left(self, filled):
        """How many cells have still to be filled, and whether that is all of them in the end."""
        enough = min(self.reveal_after or len(filled), len(filled))
        return enough - sum(value is not None for value in filled.values()), enough == len(filled)

    def can_be_told(self, answer):
        """The same, where values that an earlier version had count, too."""
        return self._left(self._filled(answer, self.former))[0] <= 0

    def right_entries(self, answer):
        """Whether all that was chosen in a row is defensible, by the id of the row; rows left empty are not named."""
        key, filled = self._key(), self._filled(answer)
        rows = {}
        for cell, value in filled.items():
            if value is not None:
                rows[cell[0]] = rows.get(cell[0], True) and value in key[cell]
        return rows

    def answered_entries(self, answer):
        """The ids of the rows in which something was chosen."""
        return list(self.right_entries(answer))

    def judge(self, answer):
        """Each row with its feedback, right where every cell of it is defensible."""
        key, filled = self._key(), self._filled(answer)
        rows = self.right_entries(answer)
        remarks = []
        for row in self.rows:
            remarks.append(self._remark(row, filled, rows.get(row.id) if self.judged else None))
            remarks += self._besides(row, filled)
        remarks += [Remark(pattern.feedback) for pattern in self._patterns() if self._fits(pattern, filled)]
        if not self.judged:
            return Feedback(None, tuple(remarks))
        right = sum(value in key[cell] for cell, value in filled.items())
        empty = sum(value is None for value in filled.values())
        chosen = len(key) - empty
        summary = (messages.CHOICES_DEFENSIBLE if not empty else messages.CHOICES_DEFENSIBLE_SO_FAR).fill(
            n=right, all=chosen, empty=empty
        )
        return Feedback(right == chosen, tuple(remarks), summary=summary)

    def _besides(self, row, filled):
        """What is said besides of values chosen in a row."""
        for column, remarks in row.remarks.items():
            if said := remarks.get(filled.get((row.id, column))):
                yield Remark(said, row.text)

    def _patterns(self):
        return ()

    def _fits(self, pattern, filled):
        shape = pattern.when.diagonal
        first, second = (column.id for column in self.columns[:2])
        return all((filled.get((row, first)), filled.get((row, second))) in shape.pairs for row in shape.rows)

    def expected(self):
        """Each row with the values that are defensible, in a grid each column by its name; then shapes of the whole."""
        about = [Text(**{of: self._defensible(row, of) for of in LANGUAGES}) for row in self.rows]
        rows = [Remark(row.feedback, said, self.judged or None) for row, said in zip(self.rows, about, strict=True)]
        return (*rows, *(Remark(pattern.feedback) for pattern in self._patterns()))

    def _defensible(self, row, language):
        said = []
        for column in (column for column in self._columns() if column.id in self._accepted(row)):
            texts = {value.id: _quoted(value.text[language], language) for value in column.values}
            head = f"{_head(column.text[language])} " if column.text else ""
            values = [texts[value] for value in self._accepted(row)[column.id]]
            said.append(head + common_messages.OR[language].join(values))
        return f"{_head(row.text[language])} {'; '.join(said)}"

    def _remark(self, row, filled, correct):
        """What was chosen in a row, and where several values are defensible, which; with the row's feedback."""
        about = {of: f"{_head(row.text[of])} {self._said(row, filled, of, others=True)}" for of in LANGUAGES}
        return Remark(row.feedback, Text(**about), correct)

    def _said(self, row, filled, language, others=False):
        """What stands in a row, in words: chosen by the student, or given beforehand; others: what else would do."""
        given = row.id in self._rows_given()
        said = []
        for column in self._columns():
            accepted = self._accepted(row).get(column.id)
            if accepted is None:
                continue
            texts = {id: _quoted(text, language) for id, text in self._texts(column, language).items()}
            chosen = accepted[0] if given else filled.get((row.id, column.id))
            more = [texts[value] for value in accepted if value != chosen] if others and len(accepted) > 1 else []
            head = f"{_head(column.text[language])} " if column.text else ""
            also = ""
            if more and not given:
                values = common_messages.OR[language].join(more)
                also = messages.DEFENSIBLE_VALUES[chosen in accepted].fill(values=values)[language]
            said.append(f"{head}{texts.get(chosen, '–')}{also}")
        return ", ".join(said) + (messages.ROW_GIVEN[language] if given else "")

    def cells(self, answer, language):
        """What was chosen, in words: {row id: {heading of the column: value}}; empty where nothing was chosen."""
        filled = self._filled(answer, self.former)
        found = {row.id: {} for row in self.rows}
        for column in self._columns():
            texts = self._texts(column, language)
            heading = (column.text or self.title)[language]
            for row in self.rows:
                if column.id in self._accepted(row):
                    given = self._accepted(row)[column.id][0] if row.id in self._rows_given() else None
                    found[row.id][heading] = texts.get(filled.get((row.id, column.id), given), "")
        return found

    def describe(self, answer, language):
        """The answer in words, a line for each row."""
        filled = self._filled(answer, self.former)
        return "\n".join(f"{_head(row.text[language])} {self._said(row, filled, language)}" for row in self.rows)

    def asked(self, language):
        """Columns with their values, and rows with the columns that are asked there, or what is given there."""
        columns = [
            {
                "id": column.id,
                "text": column.text[language] if column.text else "",
                "values": [{"id": value.id, "text": value.text[language]} for value in column.values],
            }
            for column in self._columns()
        ]
        rows = [{"id": r.id, "text": r.text[language], **self._asked_in(r, language)} for r in self.rows]
        return {"columns": columns, "rows": rows}

    def _asked_in(self, row, language):
        if row.id in self._rows_given():
            return {"asked": [], "given": self._said(row, {}, language)}
        return {"asked": list(self._accepted(row)), "given": ""}


def _head(words):
    """Words as the head of what follows: with a colon, unless they are a question."""
    return words if words.endswith("?") else f"{words.removesuffix('.')}:"


def _quoted(words, language):
    """Words in the quotation marks of the language; quotation marks within them become those of the inner kind."""
    if language == "de":
        return f"„{words.replace('„', '‚').replace('“', '‘')}“"
    return f"'{words}'" if "'" not in words else words


class Classify(_Cells):
    """Give each row one of the values."""

    kind: Literal["classify"]
    values: Annotated[tuple[Value, ...], Field(min_length=2)]
    rows: Annotated[tuple[ClassifyRow, ...], Field(min_length=1)]

    def _columns(self):
        return (OnlyColumn(values=self.values),)

    def _accepted(self, row):
        return {"value": row.accept}


class Grid(_Cells):
    """Give each row a value in several columns."""

    kind: Literal["grid"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: Annotated[tuple[GridRow, ...], Field(min_length=1)]
    patterns: tuple[CellPattern, ...] = ()

    @model_validator(mode="after")
    def _known_in_patterns(self):
        known = [[value.id for value in column.values] for column in self.columns]
        for i, pattern in enumerate(self.patterns):
            at, shape = ("patterns", i, "when", "diagonal"), pattern.when.diagonal
            for j, id in enumerate(shape.rows):
                no_stranger(id, [row.id for row in self.rows], (*at, "rows", j))
            if len(self.columns) < 2:
                raise PydanticCustomError("two_columns", "needs two columns", {"at": at})
            for j, pair in enumerate(shape.pairs):
                for k, id in enumerate(pair):
                    no_stranger(id, known[k], (*at, "pairs", j, k))
        return self

    def only(self, ids):
        """The part of the exercise with these rows; shapes of the whole are not looked at."""
        return super().only(ids).model_copy(update={"patterns": ()})

    def _patterns(self):
        return self.patterns

    def _columns(self):
        return self.columns

    def _accepted(self, row):
        return row.accept
