"""What all figures share: the context that they are drawn from, and the picture that comes out.

A figure is data, as an exercise's file has it, and one verb: `draw`. Where its claims cannot be compared, the picture
says so instead.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from geo_lesson.claims.models import ArticleClaim, Claim, DriftStep, Origin, RecordedClaim, Source
from geo_lesson.claims.taxonomy import Location, Taxonomy
from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Article, Data, LocalText
from geo_lesson.common.html import render
from geo_lesson.common.language import Text
from geo_lesson.content.lesson_config import LessonConfig
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.grid import Classify
from geo_lesson.figures import labels

AnyClaim = ArticleClaim | RecordedClaim
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

    def as_data(self) -> dict[str, Any]:
        """Return the picture as JSON for the browser and the hand-in; `svg`: whether there is a drawing at all."""
        return asdict(self) | {"svg": bool(self.svg), "source": self.source}

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
    claims: Mapping[str, AnyClaim] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)
    drift: Mapping[str, DriftStep] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    article: Article | None = None
    exercise: Exercise | None = None
    answer: object = None

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """What claims are compared by. Raises pydantic's error where something lies within itself."""
        taxonomy: Taxonomy = self.config.with_places(self.places)
        return taxonomy

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
        return labels.name_of(source, self.language) if source else claim.source

    def status(self, claim: Claim) -> str:
        """In which state those counted are, in the lesson's words: every one that the claim allows."""
        return self.alternatives(self.config.statuses[status].label for status in claim.status)

    def place(self, claim: Claim) -> str:
        """Where those counted are, without what only explains the name: every place that the claim allows."""
        names = [labels.name_of(self.places[id], self.language).split(" (")[0] for id in claim.place]
        return self.words(common_messages.OR).join(names)

    def is_planned(self, claim: Claim) -> bool:
        """Whether a claim speaks of what is still to come, in every state that it allows."""
        return bool(claim.status) and all(self.config.statuses[status].plan for status in claim.status)


class FigureReference(NamedTuple):
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
            ids = getattr(self, key, None) or ()
            if isinstance(ids, str):
                yield FigureReference(kind, (key,), ids)
                continue
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
    "reading": "reading",
}
