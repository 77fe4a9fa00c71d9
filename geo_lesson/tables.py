"""DataFrames that read well in a notebook: every column has a header, texts are whole, links can be followed."""

import pandas

from geo_lesson.pages import render


class Table(pandas.DataFrame):
    """A DataFrame whose HTML has a header for every column and no index column; in all else it is a DataFrame.

    pandas leaves the header of the index empty, which a screen reader reads as nothing, and cuts long texts. `shown`
    names the columns to show, in their order; None shows all. At most 200 rows are shown.
    """

    _metadata = ["shown"]  # noqa: RUF012 - pandas reads it like this
    _LONGEST = 200

    @property
    def _constructor(self):
        return Table

    def _repr_html_(self):
        wanted = getattr(self, "shown", None) or self.columns
        shown = self[[column for column in wanted if column in self.columns]].head(self._LONGEST)
        rows = [[_cell(cell) for cell in row] for row in shown.itertuples(index=False)]
        more = f"… ({len(self)})" if len(self) > self._LONGEST else ""
        return render("table.html", columns=[str(column) for column in shown.columns], rows=rows, more=more)


def _cell(value):
    """What stands in a cell: nothing for a missing value, a day without its hour, everything else as text."""
    if pandas.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pandas.Timestamp) else str(value)
