"""Make DataFrames that read well in a notebook: a header for every column, whole texts, links to follow."""

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any, Self

import pandas

from geo_lesson import messages
from geo_lesson.claims.models import ArticleClaim, RecordedClaim
from geo_lesson.common.html import render
from geo_lesson.common.language import format_number
from geo_lesson.extraction import messages as extraction_messages
from geo_lesson.extraction.finder import Findings

_CLAIM = ("id", "value", "low", "high", "bound", "counted", "status", "place", "as_of", "source", "basis")


class Table(pandas.DataFrame):  # type: ignore[misc]  # pandas ships no types
    """A DataFrame whose HTML has a header for every column and no index column.

    pandas leaves the header of the index empty, which a screen reader does not read, and cuts long texts. `visible`
    names the columns of the HTML, in order (None: all); of these, columns without any value are left out. Whole numbers
    are written as in `language`, in which screen readers read the table. The HTML has at most `most` rows.
    """

    _metadata = ["visible", "language", "most"]  # noqa: RUF012 - pandas reads it like this
    visible: Sequence[str] | None = None
    language: str = "en"
    most: int = 200

    @property
    def _constructor(self) -> type["Table"]:
        return Table

    def _repr_html_(self) -> str:
        wanted = [column for column in self.visible or self.columns if column in self.columns]
        columns = [column for column in wanted if not self[column].isna().all()] or wanted
        first = self.head(self.most)
        rows = [[self._cell(cell) for cell in row] for row in first[columns].itertuples(index=False)]
        languages = first["wording_language"] if "wording_language" in self else [""] * len(first)
        more = f"… ({format_number(len(self), self.language)})" if len(self) > self.most else ""
        return render(
            "table.html",
            columns=[str(column) for column in columns],
            rows=list(zip(rows, languages, strict=True)),
            more=more,
            language=self.language,
            name=messages.TABLE_LABEL[self.language],
        )

    def in_language(self, language: str) -> Self:
        """Set the language of numbers and of screen readers; return the table."""
        self.language = language
        return self

    def _cell(self, value: Any) -> str:
        """Write a cell: a missing value as nothing, a day without its hour, everything else as text."""
        if pandas.isna(value):
            return ""
        if isinstance(value, Integral) and not isinstance(value, bool):
            return format_number(int(value), self.language)
        return f"{value:%Y-%m-%d}" if isinstance(value, pandas.Timestamp) else str(value)


def claims_table(claims: Iterable[ArticleClaim], language: str) -> Table:
    """Return the claims of the article, one row each.

    id, sentence, quote, label: str.   value, low, high: Int64, missing where no figure is stated.
    bound, counted, status, place, as_of: str, what the text allows, separated by |.   source, basis: str.
    """
    rows = [claim.model_dump() for claim in claims]
    for row in rows:
        row |= {name: row[f"{name}_{language}"] for name in ("quote", "label")}
    return _table(rows, ["id", "sentence", "quote", "label", *_CLAIM[1:]], language)


def record_table(claims: Iterable[RecordedClaim], language: str) -> Table:
    """Return the claims that others made, one row each; a notebook displays the main columns.

    As in `claims_table`, and stated_on: datetime64, missing where the day is not known.   card: str, the number of the
    source card.   *_wording: str, the record's own words for the ids.   person, wording, title, producer, url,
    published, accessed, remark: str.
    """
    rows = [claim.model_dump() for claim in claims]
    further = [column for column in RecordedClaim.model_fields if column not in ("stated_on", *_CLAIM)]
    visible = ["id", "stated_on", *_CLAIM[1:-2], "source", "wording", "producer", "url"]
    table = _table(rows, ["id", "stated_on", *_CLAIM[1:], *further], language, visible)
    table["stated_on"] = [day if len(day) == len("2024-10-28") else None for day in table["stated_on"]]
    table["stated_on"] = table["stated_on"].astype("datetime64[s]")
    return table


def findings_table(findings: Findings) -> Table:
    """Return what a machine found in a text, one row each, in the order of the lines.

    sentence, kind, words: str.   low, high: Int64, missing except for figures with a value.   bound, speaker: str.
    """
    language = findings.language
    label, bounds = extraction_messages.FIGURE_LABEL[language], extraction_messages.BOUND_LABELS
    rows: list[tuple[Any, ...]] = [
        (f.line, label, f.quote, f.low, f.high, bounds[f.bound][language], f.speaker) for f in findings.counts
    ]
    rows += [
        (mark.line, extraction_messages.KIND_LABELS[mark.kind][language], mark.quote, None, None, "", "")
        for mark in findings.phrases
    ]
    position = {line.id: n for n, line in enumerate(findings.lines)}
    rows.sort(key=lambda row: position[row[0]])
    table: Table = Table(rows, columns=["sentence", "kind", "words", "low", "high", "bound", "speaker"])
    table = table.astype(dict.fromkeys(("low", "high"), "Int64"))
    return table.in_language(language)


def _table(
    rows: Iterable[dict[str, Any]], columns: Sequence[str], language: str, visible: Sequence[str] | None = None
) -> Table:
    cells = [[" | ".join(row[c]) if isinstance(row[c], tuple) else row[c] for c in columns] for row in rows]
    table: Table = Table(cells, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Int64"))
    table.visible, table.language = visible, language
    return table
