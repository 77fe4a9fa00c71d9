"""DataFrames that read well in a notebook: every column has a header, texts are whole, links can be followed."""

from numbers import Integral

import pandas

from geo_lesson import messages
from geo_lesson.claims.models import RecordedClaim
from geo_lesson.common.html import render
from geo_lesson.common.language import format_number
from geo_lesson.extraction import messages as extraction_messages


class Table(pandas.DataFrame):
    """A DataFrame whose HTML has a header for every column and no index column; in all else it is a DataFrame.

    pandas leaves the header of the index empty, which a screen reader reads as nothing, and cuts long texts. `shown`
    names the columns to show, in their order (None: all); of these, columns without any value are left out. Whole
    numbers are written as `language` does, and it is read out in that language. `most` rows are shown.
    """

    _metadata = ["shown", "language", "most"]  # noqa: RUF012 - pandas reads it like this
    shown, language, most = None, "en", 200

    @property
    def _constructor(self):
        return Table

    def _repr_html_(self):
        wanted = [column for column in self.shown or self.columns if column in self.columns]
        columns = [column for column in wanted if not self[column].isna().all()] or wanted
        few = self.head(self.most)
        rows = [[self._cell(cell) for cell in row] for row in few[columns].itertuples(index=False)]
        spoken = few["wording_language"] if "wording_language" in self else [""] * len(few)
        more = f"… ({format_number(len(self), self.language)})" if len(self) > self.most else ""
        return render(
            "table.html",
            columns=[str(column) for column in columns],
            rows=list(zip(rows, spoken, strict=True)),
            more=more,
            language=self.language,
            name=messages.TABLE_LABEL[self.language],
        )

    def in_language(self, language):
        """The same table, read out in a language."""
        self.language = language
        return self

    def _cell(self, value):
        """What stands in a cell: nothing for a missing value, a day without its hour, everything else as text."""
        if pandas.isna(value):
            return ""
        if isinstance(value, Integral) and not isinstance(value, bool):
            return format_number(int(value), self.language)
        return f"{value:%Y-%m-%d}" if isinstance(value, pandas.Timestamp) else str(value)


def claims_table(claims, language):
    """The claims of the article, one row each.

    id, sentence, quote, label: str.   value, low, high: Int64, missing where no figure is stated.
    bound, counted, status, place, as_of: str, what the text allows, set apart by |.   source, basis: str.
    """
    rows = [claim.model_dump() for claim in claims]
    for row in rows:
        row |= {name: row[f"{name}_{language}"] for name in ("quote", "label")}
    return _table(rows, ["id", "sentence", "quote", "label", *_CLAIM[1:]], language)


def record_table(claims, language):
    """The claims that others made, one row each; a notebook shows the main columns.

    As in `claims_table`, and stated_on: datetime64, missing where the day is not known.   card: str, the number of the
    source card.   *_wording: str, the record's own words for the ids.   person, wording, title, producer, url,
    published, accessed, remark: str.
    """
    rows = [claim.model_dump() for claim in claims]
    further = [column for column in RecordedClaim.model_fields if column not in ("stated_on", *_CLAIM)]
    shown = ["id", "stated_on", *_CLAIM[1:-2], "source", "wording", "producer", "url"]
    table = _table(rows, ["id", "stated_on", *_CLAIM[1:], *further], language, shown)
    table["stated_on"] = [day if len(day) == len("2024-10-28") else None for day in table["stated_on"]]
    table["stated_on"] = table["stated_on"].astype("datetime64[s]")
    return table


def findings_table(findings):
    """What a machine found in a text, one row each, in the order of the lines.

    sentence, kind, words: str.   low, high: Int64, missing but for figures with a value.   bound, speaker: str.
    """

    language, rows = findings.language, []
    for f in findings.counts:
        rows.append(
            (
                f.line,
                extraction_messages.FIGURE_LABEL[language],
                f.quote,
                f.low,
                f.high,
                extraction_messages.BOUND_LABELS[f.bound][language],
                f.speaker,
            )
        )
    rows += [
        (mark.line, extraction_messages.KIND_LABELS[mark.kind][language], mark.quote, None, None, "", "")
        for mark in findings.phrases
    ]
    place = {line.id: n for n, line in enumerate(findings.lines)}
    rows.sort(key=lambda row: place[row[0]])
    table = Table(rows, columns=["sentence", "kind", "words", "low", "high", "bound", "speaker"])
    table = table.astype(dict.fromkeys(("low", "high"), "Int64"))
    table.language = language
    return table


def _table(rows, columns, language, shown=None):
    cells = [[" | ".join(row[c]) if isinstance(row[c], tuple) else row[c] for c in columns] for row in rows]
    table = Table(cells, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Int64"))
    table.shown, table.language = shown, language
    return table


_CLAIM = ("id", "value", "low", "high", "bound", "counted", "status", "place", "as_of", "source", "basis")
