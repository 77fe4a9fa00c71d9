"""Give each row a value, in one column (classify) or in several (grid); a cell may accept more than one."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from geo_lesson.kinds.base import Exercise, Feedback, Remark, no_stranger, no_twins
from geo_lesson.language import LANGUAGES, Text
from geo_lesson.model import Data, LocalText, WordId


class Value(Data):
    """One of the values that a cell can be given."""

    id: WordId
    text: LocalText


class Column(Data):
    """A column of a grid, with its heading and the values to choose from."""

    id: WordId
    text: LocalText
    values: Annotated[tuple[Value, ...], Field(min_length=2)]


class GridRow(Data):
    """A row of a grid. `accept` maps columns to the values that are defensible; a column left out is not asked."""

    id: WordId
    text: LocalText
    feedback: LocalText
    accept: Annotated[dict[WordId, Annotated[tuple[WordId, ...], Field(min_length=1)]], Field(min_length=1)]


class ClassifyRow(Data):
    """A row to classify, with the values that are defensible."""

    id: WordId
    text: LocalText
    feedback: LocalText
    accept: Annotated[tuple[WordId, ...], Field(min_length=1)]


class _Cells(Exercise):
    """What classify and grid share. An answer maps cells, "row column", to the id of a value."""

    def _key(self):
        """The accepted values of every cell that is asked, row by row."""
        return {(row.id, column): values for row in self.rows for column, values in self._accepted(row).items()}

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
        return self

    def _given(self, answer):
        """What an answer puts into the cells that are asked; a value that does not exist counts as none."""
        answer = answer if isinstance(answer, dict) else {}
        known = {column.id: [value.id for value in column.values] for column in self._columns()}
        given = {cell: answer.get(" ".join(cell)) for cell in self._key()}
        return {cell: value if value in known[cell[1]] else None for cell, value in given.items()}

    def open_points(self, answer):
        """How many cells are still empty, as one (field, sentence) pair."""
        left = sum(value is None for value in self._given(answer).values())
        if not left:
            return ()
        return (("value", _ONE_LEFT if left == 1 else _LEFT.fill(n=left)),)

    def judge(self, answer):
        """Each row with its feedback, right where every cell of it is defensible."""
        key, given = self._key(), self._given(answer)
        right = {cell: given[cell] in key[cell] for cell in key}
        remarks = [self._remark(row, given, all(right[cell] for cell in key if cell[0] == row.id)) for row in self.rows]
        summary = _DEFENSIBLE.fill(n=sum(right.values()), all=len(right))
        return Feedback(all(right.values()), tuple(remarks), summary=summary)

    def _remark(self, row, given, correct):
        """What was chosen in a row, and where several values are defensible, which; with the row's feedback."""
        several = {column: values for column, values in self._accepted(row).items() if len(values) > 1}
        about = {}
        for language in LANGUAGES:
            both = [_OR[language].join(self._values(column, values, language)) for column, values in several.items()]
            accepted = _ACCEPTED.fill(values="; ".join(both))[language] if both else ""
            about[language] = f"{row.text[language]}: {self._said(row, given, language)}{accepted}"
        return Remark(row.feedback, Text(**about), correct)

    def _values(self, column, values, language):
        texts = next({v.id: v.text[language] for v in c.values} for c in self._columns() if c.id == column)
        return [f"„{texts.get(v, '–')}“" if language == "de" else f"'{texts.get(v, '–')}'" for v in values]

    def _said(self, row, given, language):
        chosen = [(column, given[(row.id, column)]) for column in self._accepted(row)]
        return ", ".join(self._values(column, [value], language)[0] if value else "–" for column, value in chosen)

    def cells(self, answer, language):
        """What was chosen, in words: {row id: {heading of the column: value}}; empty where nothing was chosen."""
        given = self._given(answer)
        found = {row.id: {} for row in self.rows}
        for column in self._columns():
            texts = {value.id: value.text[language] for value in column.values}
            heading = (column.text or self.title)[language]
            for row in self.rows:
                if column.id in self._accepted(row):
                    found[row.id][heading] = texts.get(given[(row.id, column.id)], "")
        return found

    def describe(self, answer, language):
        """The answer in words, row by row."""
        given = self._given(answer)
        return "; ".join(f"{row.text[language]}: {self._said(row, given, language)}" for row in self.rows)

    def asked(self, language):
        """Columns with their values, and rows with the columns that are asked there."""
        columns = [
            {
                "id": column.id,
                "text": column.text[language] if column.text else "",
                "values": [{"id": value.id, "text": value.text[language]} for value in column.values],
            }
            for column in self._columns()
        ]
        rows = [{"id": r.id, "text": r.text[language], "asked": list(self._accepted(r))} for r in self.rows]
        return {"columns": columns, "rows": rows}


class _Only(Data):
    """The one column of a classification; it needs no heading."""

    id: str = "value"
    text: None = None
    values: tuple[Value, ...]


class Classify(_Cells):
    """Give each row one of the values."""

    kind: Literal["classify"]
    values: Annotated[tuple[Value, ...], Field(min_length=2)]
    rows: Annotated[tuple[ClassifyRow, ...], Field(min_length=1)]

    def _columns(self):
        return (_Only(values=self.values),)

    def _accepted(self, row):
        return {"value": row.accept}


class Grid(_Cells):
    """Give each row a value in several columns."""

    kind: Literal["grid"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: Annotated[tuple[GridRow, ...], Field(min_length=1)]

    def _columns(self):
        return self.columns

    def _accepted(self, row):
        return row.accept


_OR = Text(de=" oder ", en=" or ")
_ACCEPTED = Text(de=" – vertretbar: {values}", en=" – defensible: {values}")
_ONE_LEFT = Text(de="Ein Feld ist noch leer.", en="One field is still empty.")
_LEFT = Text(de="{n} Felder sind noch leer.", en="{n} fields are still empty.")
_DEFENSIBLE = Text(de="{n} von {all} Zuordnungen sind vertretbar.", en="{n} of {all} choices are defensible.")
