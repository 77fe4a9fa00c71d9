"""What classify and grid are made of: values to choose from, columns, rows, and shapes of a whole answer."""

from typing import Annotated

from pydantic import Field

from geo_lesson.kinds.besides import Basis
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
