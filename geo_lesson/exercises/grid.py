"""Give each row of a table a value, in one column (classify) or in several (grid)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.common.fields import Data, LocalText, WordId
from geo_lesson.exercises.base import require_known_id
from geo_lesson.exercises.results import Location, Remark
from geo_lesson.exercises.table import Column, Filled, OnlyColumn, Row, TableExercise, Value


class GridRow(Row):
    """A row of a grid. `accept` maps columns to the values that are defensible; a column left out is not asked."""

    accept: Annotated[dict[WordId, Annotated[tuple[WordId, ...], Field(min_length=1)]], Field(min_length=1)]

    def accepted(self) -> Mapping[str, tuple[str, ...]]:
        """Return the values that are defensible, by column."""
        return self.accept

    def accept_at(self, column: str) -> Location:
        """Return a list for each column."""
        return ("accept", column)


class ClassifyRow(Row):
    """A row to classify, with the values that are defensible."""

    accept: Annotated[tuple[WordId, ...], Field(min_length=1)]

    def accepted(self) -> Mapping[str, tuple[str, ...]]:
        """Return the values that are defensible in the only column."""
        return {OnlyColumn(()).id: self.accept}

    def accept_at(self, column: str) -> Location:
        """Return the only list."""
        return ("accept",)


class Diagonal(Data):
    """Each of these rows holds one of these pairs of values, in the first and the second column."""

    rows: Annotated[tuple[WordId, ...], Field(min_length=2)]
    pairs: Annotated[tuple[tuple[WordId, WordId], ...], Field(min_length=1)]


class Shape(Data):
    """A shape that the whole answer may have."""

    diagonal: Diagonal


class CellPattern(Data):
    """Feedback on the shape of the whole answer, beside that on the rows."""

    when: Shape
    feedback: LocalText


class Classify(TableExercise):
    """Give each row one of the values."""

    kind: Literal["classify"]
    values: Annotated[tuple[Value, ...], Field(min_length=2)]
    rows: Annotated[tuple[ClassifyRow, ...], Field(min_length=1)]

    def _columns(self) -> Sequence[OnlyColumn]:
        return (OnlyColumn(self.values),)


class Grid(TableExercise):
    """Give each row a value in several columns."""

    kind: Literal["grid"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    rows: Annotated[tuple[GridRow, ...], Field(min_length=1)]
    patterns: tuple[CellPattern, ...] = ()

    @model_validator(mode="after")
    def _known_in_patterns(self) -> Self:
        known = [[value.id for value in column.values] for column in self.columns]
        for i, pattern in enumerate(self.patterns):
            at, shape = ("patterns", i, "when", "diagonal"), pattern.when.diagonal
            for j, id in enumerate(shape.rows):
                require_known_id(id, [row.id for row in self.rows], (*at, "rows", j))
            if len(self.columns) < 2:
                raise PydanticCustomError("two_columns", "needs two columns", {"at": at})
            for j, pair in enumerate(shape.pairs):
                for k, id in enumerate(pair):
                    require_known_id(id, known[k], (*at, "pairs", j, k))
        return self

    def only(self, ids: Collection[str]) -> Self:
        """Return the part of the exercise with these rows; shapes of the whole are not looked at."""
        return super().only(ids).model_copy(update={"patterns": ()})

    def _pattern_remarks(self, filled: Filled) -> list[Remark]:
        return [Remark(pattern.feedback) for pattern in self.patterns if self._fits(pattern, filled)]

    def _fits(self, pattern: CellPattern, filled: Filled) -> bool:
        shape = pattern.when.diagonal
        first, second = (column.id for column in self.columns[:2])
        return all((filled.get((row, first)), filled.get((row, second))) in shape.pairs for row in shape.rows)

    def expected(self) -> tuple[Remark, ...]:
        """Return each row with the values that are defensible, each column by its name; then shapes of the whole."""
        return (*super().expected(), *(Remark(pattern.feedback) for pattern in self.patterns))

    def _columns(self) -> Sequence[Column]:
        return self.columns
