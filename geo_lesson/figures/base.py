"""What all figures share: the context that they are drawn from, and the picture that comes out.

A figure is data, as an exercise's file has it, and one verb: `draw`. Where its claims cannot be compared, the picture
says so instead.
"""

from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Literal, TypedDict

from geo_lesson.claims.models import ArticleClaim, Claim, Drift, Origin, RecordedClaim, Source
from geo_lesson.claims.taxonomy import Location, Taxonomy
from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Article, Data, LocalText, period
from geo_lesson.common.html import render
from geo_lesson.common.language import Text, format_day, format_number
from geo_lesson.content.lesson_config import LessonConfig
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.grid import Classify

RunKind = Literal["plain", "strong", "small", "sign", "off", "lost", "hidden"]


@dataclass(frozen=True)
class Run:
    """A run of words in a cell, and how it looks.

    kind: plain, strong, small, sign (a large sign), off (a sign in a dashed frame), lost (struck through), or hidden
    (for screen readers only).
    """

    text: str
    kind: RunKind = "plain"


Cell = tuple[Run, ...]
Row = tuple[str, ...]


class PictureData(TypedDict):
    """A picture as the browser and the hand-in take it; `svg` says whether there is a drawing at all."""

    svg: bool
    caption: str
    alt: str
    heads: Row
    rows: tuple[Row, ...]
    language: str
    note: str
    table: tuple[tuple[tuple[dict[str, str], ...], ...], ...]
    source: str


@dataclass(frozen=True)
class Picture:
    """A drawing with its caption, its alternative text and the same data as a table; or a table in its place.

    svg: the whole SVG file as text, the same to the byte each time; empty where nothing may be drawn, and `alt` is then
    the sentence that says why.   heads, rows: the same data as a table, one head for each column; the first column
    names its row.   table: where the figure is itself a table; `alt` then says how to read it, and `rows` are empty.
    note: a sentence to stand below, or nothing.   All of it is in one language.
    """

    svg: str
    caption: str
    alt: str
    heads: Row
    rows: tuple[Row, ...]
    language: str
    note: str = ""
    table: tuple[tuple[Cell, ...], ...] = ()

    @property
    def source(self) -> str:
        """The drawing as the address of an image; there, no script in it would run. Empty where nothing is drawn."""
        return self.svg and f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"

    @property
    def summary(self) -> str:
        """The words that open the table."""
        summary: str = common_messages.SAME_DATA_AS_TABLE[self.language]
        return summary

    def as_data(self) -> PictureData:
        """Return the picture as plain data."""
        return PictureData(
            svg=bool(self.svg),
            caption=self.caption,
            alt=self.alt,
            heads=self.heads,
            rows=self.rows,
            language=self.language,
            note=self.note,
            table=asdict(self)["table"],
            source=self.source,
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": render("picture.html", picture=self), "text/plain": str(self)}

    def __str__(self) -> str:
        return f"{self.caption}\n{self.alt}"


@dataclass(frozen=True)
class FigureContext:
    """What a figure is drawn from.

    claims: the article's claims and those of the record, by id.   sources, places, drift: rows by id.
    exercise, answer: the exercise it belongs to, and the student's latest answer to it, in whatever shape that is on
    disk; None where a notebook asks for the figure itself.
    """

    language: str
    config: LessonConfig
    claims: Mapping[str, ArticleClaim | RecordedClaim] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)
    drift: Mapping[str, Drift] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    article: Article | None = None
    exercise: Exercise | None = None
    answer: object = None

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """What claims are compared by. Raises pydantic's error where something lies within itself."""
        return self.config.with_places(self.places)

    def words(self, text: Text, **values: object) -> str:
        """Return a text in the language of the figure, with values in its places."""
        words: str = (text.fill(**values) if values else text)[self.language]
        return words

    def alternatives(self, texts: Iterable[Text]) -> str:
        """Join texts as alternatives: expected in total or planned on top."""
        return self.words(common_messages.OR).join(self.words(text) for text in texts)

    def entry(self, key: str) -> str | None:
        """What the student's answer has under a key; None where it is no map, or has no words there."""
        entry = self.answer.get(key) if isinstance(self.answer, dict) else None
        return str(entry) if isinstance(entry, str | int) else None

    @cached_property
    def value_labels(self) -> dict[str, str]:
        """The values of a classification, {value id: its words up to the first dash}; else empty."""
        values = self.exercise.values if isinstance(self.exercise, Classify) else ()
        return {value.id: self.words(value.text).split(" – ")[0] for value in values}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What the student put into the rows of a classification: {row id: value id}; empty without an answer."""
        rows = self.exercise.rows if isinstance(self.exercise, Classify) else ()
        entries = {row.id: self.entry(f"{row.id} value") for row in rows}
        return {row: value for row, value in entries.items() if value and value in self.value_labels}

    def speaker(self, claim: Claim) -> str:
        """Who makes a claim, by the name that sources.csv has."""
        source = self.sources.get(claim.source)
        return name_of(source, self.language) if source else claim.source

    def status(self, claim: Claim) -> str:
        """In which state those counted are, in the lesson's words: every one that the claim allows."""
        return self.alternatives(self.config.statuses[status].label for status in claim.status)

    def place(self, claim: Claim) -> str:
        """Where those counted are, without what only explains the name: every place that the claim allows."""
        names = [name_of(self.places[id], self.language).split(" (")[0] for id in claim.place]
        return self.words(common_messages.OR).join(names)

    def is_planned(self, claim: Claim) -> bool:
        """Whether a claim speaks of what is still to come, in every state that it allows."""
        return bool(claim.status) and all(self.config.statuses[status].plan for status in claim.status)


@dataclass(frozen=True)
class FigureReference:
    """An id that a figure names; place: the keys that lead to it in what a file says of the figure."""

    kind: Literal["claim", "step", "reading"]
    place: tuple[str | int, ...]
    id: str


class Figure(Data):
    """What an exercise's file says of its figure. `title` is the question that the figure answers."""

    title: LocalText
    note: LocalText | None = None

    def references(self) -> Iterator[FigureReference]:
        """Yield the claims, readings and steps that it names."""
        for key, kind in _REFERENCES.items():
            ids = getattr(self, key, ())
            for at, id in ids.items() if isinstance(ids, dict) else enumerate(ids):
                if isinstance(id, tuple):
                    yield from (FigureReference(kind, (key, at, i), one) for i, one in enumerate(id))
                else:
                    yield FigureReference(kind, (key, at), id)

    def draw(self, context: FigureContext) -> Picture:
        """Draw this figure in the language of the context."""
        raise NotImplementedError

    def picture(
        self, context: FigureContext, svg: str, alt: str, heads: Iterable[Text] = (), rows: Iterable[Sequence[str]] = ()
    ) -> Picture:
        """Return the Picture with this figure's title and note."""
        words = [context.words(head) for head in heads]
        note = context.words(self.note) if self.note else ""
        title, cells = context.words(self.title), tuple(tuple(row) for row in rows)
        return Picture(svg, title, alt, tuple(words), cells, context.language, note)

    def table(self, context: FigureContext, alt: Text, heads: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Picture:
        """Return the Picture that is a table; alt: how to read it."""
        picture = self.picture(context, "", context.words(alt))
        return replace(picture, heads=tuple(heads), table=tuple(tuple(row) for row in rows))

    def instead(self, context: FigureContext, why: Text) -> Picture:
        """Return a Picture that draws nothing and says why."""
        return self.picture(context, "", context.words(why))


_REFERENCES: dict[str, Literal["claim", "step", "reading"]] = {
    "claims": "claim",
    "choices": "claim",
    "steps": "step",
    "readings": "reading",
}


def differ_by_place(claims: Collection[Claim]) -> bool:
    """Whether it is the place that tells claims from one another, and not the state of those counted."""
    return len({claim.status for claim in claims}) == 1 and len({claim.place for claim in claims}) > 1


def stated_on(claim: Claim) -> str:
    """The day a claim was made, as the record has it; empty where it does not say, or for a claim of the article."""
    return claim.stated_on if isinstance(claim, RecordedClaim) else ""


def number_with_sign(claim: Claim, language: str) -> str:
    """The figure of a claim with the sign of its bound, where the claim allows one bound only; a dash without figure.

    >>> from geo_lesson.claims.models import Claim
    >>> one, other = Claim(id="a", value=3000, bound="at_least"), Claim(id="b", low=11000, high=12000)
    >>> number_with_sign(one, "de"), number_with_sign(other, "en")
    ('≥\xa03.000', '11,000–12,000')
    """
    if claim.ends is None:
        return "–"
    low, high = (format_number(end, language) for end in claim.ends)
    sign = _SIGNS[claim.bound[0]] if len(claim.bound) == 1 else ""
    return sign + (low if low == high else f"{low}–{high}")


def short_day(written: str, language: str) -> str:
    """Write a day without its year, or a month with it.

    >>> [short_day("2024-10-28", language) for language in ("de", "en")], short_day("2024-12", "de")
    (['28.10.', '28 Oct'], '12/2024')
    """
    first, last = period(written)
    whole: str = format_day(written, language)
    return whole.removesuffix(f"{first.year}").strip() if first == last else whole


def is_dated(time: str) -> bool:
    """Whether a time is a date, and not one of the lesson's undated times."""
    return time[:1].isdigit()


def date_or_time(time: str, language: str) -> str:
    """Write a date with its year; one of the lesson's undated times as it is.

    >>> date_or_time("2024-10-28", "en"), date_or_time("soon", "en")
    ('28 Oct 2024', 'soon')
    """
    return format_day(time, language) if is_dated(time) else time


def short_name(name: str) -> str:
    """Return a name without what only explains it.

    >>> short_name("Pentagon (US-Verteidigungsministerium)"), short_name("Wolodymyr Selenskyj, Präsident der Ukraine")
    ('Pentagon', 'Wolodymyr Selenskyj')
    """
    return name.split(" (")[0].split(", ")[0]


def name_of(row: Source | Location, language: str) -> str:
    """The name of a source or a place; its id where it has none."""
    return (row.name_de if language == "de" else row.name_en) or row.id


_SIGNS = {"exact": "", "about": "≈\u00a0", "at_least": "≥\u00a0", "at_most": "≤\u00a0", "unclear": ""}
