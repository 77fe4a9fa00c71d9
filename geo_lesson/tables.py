"""DataFrames that read well in a notebook: each column with its header, texts whole and on the left."""

import pandas

from geo_lesson.pages import render


class Table(pandas.DataFrame):
    """A DataFrame whose HTML has a header for every column and no index column; in all else it is a DataFrame.

    pandas leaves the header of the index empty, which a screen reader reads as nothing, and cuts long texts.
    """

    _LONGEST = 200

    @property
    def _constructor(self):
        return Table

    def _repr_html_(self):
        shown = self.head(self._LONGEST)
        rows = [["" if pandas.isna(cell) else str(cell) for cell in row] for row in shown.itertuples(index=False)]
        return render("table.html", columns=[str(column) for column in self.columns], rows=rows)
