"""What all figures share: what they are drawn from, and the picture that comes out.

A figure is data, as an exercise's file has it, and one verb: `draw`. It draws nothing that may not be drawn: asked for
what cannot be compared, it says so instead.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Data, LocalText, period
from geo_lesson.common.html import render
from geo_lesson.common.language import format_day, format_number


@dataclass(frozen=True)
class Run:
    """A run of words in a cell, and how it looks.

    kind: plain, strong, small, sign (a large sign), off (a sign in a dashed frame), lost (struck through), or hidden
    (for screen readers only).
    """

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Picture:
    """A drawing with its caption, its alternative text and the same data as a table; or a table in its place.

    svg: the whole SVG file as text, the same to the byte each time; empty where nothing may be drawn, and `alt` is then
    the sentence that says why.   heads, rows: the same data as a table, all str, one head for each column; the first
    column names its row.   table: rows of cells of runs, where the figure is itself a table; `alt` then says how to
    read it, and `rows` are empty.   note: a sentence to stand below, or nothing.   All of it is in one language.
    """

    svg: str
    caption: str
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    language: str
    note: str = ""
    table: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def source(self):
        """The drawing as the address of an image; there, no script in it would run. Empty where nothing is drawn."""
        return self.svg and f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"

    @property
    def summary(self):
        """What opens the table."""
        return common_messages.SAME_DATA_AS_TABLE[self.language]

    def _repr_mimebundle_(self, **_):
        return {"text/html": render("picture.html", picture=self), "text/plain": str(self)}

    def __str__(self):
        return f"{self.caption}\n{self.alt}"


@dataclass(frozen=True)
class FigureContext:
    """What a figure is drawn from.

    claims: the article's claims and those of the record, by id.   sources, places, drift: rows by id.   origins: rows.
    article: the working text.   config: the lesson's words.   exercise, answer: the exercise it belongs to, and the
    student's latest answer to it; None where a notebook asks for the figure itself.
    """

    language: str
    config: object
    claims: Mapping = field(default_factory=dict)
    sources: Mapping = field(default_factory=dict)
    places: Mapping = field(default_factory=dict)
    drift: Mapping = field(default_factory=dict)
    origins: tuple = ()
    article: object = None
    exercise: object = None
    answer: object = None

    @cached_property
    def taxonomy(self):
        """What claims are compared by. Raises pydantic's error where something lies within itself."""
        return self.config.with_places(self.places)

    def speaker(self, claim):
        """Who makes a claim, by the name that sources.csv has."""
        source = self.sources.get(claim.source)
        return (source and getattr(source, f"name_{self.language}")) or claim.source

    def status(self, claim):
        """In which state those counted are, in the lesson's words: every one that the claim allows."""
        return self.either(self.config.statuses[status].label for status in claim.status)

    def place(self, claim):
        """Where those counted are, without what only explains the name: every place that the claim allows."""
        names = [getattr(self.places[id], f"name_{self.language}") or id for id in claim.place]
        return common_messages.OR[self.language].join(name.split(" (")[0] for name in names)

    def is_planned(self, claim):
        """Whether a claim speaks of what is still to come, in every state that it allows."""
        return bool(claim.status) and all(self.config.statuses[status].plan for status in claim.status)

    def either(self, texts):
        """Texts as alternatives: expected in total or planned on top."""
        return common_messages.OR[self.language].join(text[self.language] for text in texts)


def told_by_place(claims):
    """Whether it is the place that tells claims from one another, and not the state of those counted."""
    return len({claim.status for claim in claims}) == 1 and len({claim.place for claim in claims}) > 1


class Figure(Data):
    """What an exercise's file says of its figure. `title` is the question that the figure answers."""

    title: LocalText
    note: LocalText | None = None

    def named(self):
        """The claims, readings and steps that it names: (what, where in its file, id) each."""
        for key, what in _NAMED.items():
            ids = getattr(self, key, ())
            for at, id in ids.items() if isinstance(ids, dict) else enumerate(ids):
                several = enumerate(id) if isinstance(id, tuple) else ()
                yield from ((what, (key, at, i), one) for i, one in several)
                if isinstance(id, str):
                    yield what, (key, at), id

    def draw(self, context):
        """The Picture of this figure in the language of the context."""
        raise NotImplementedError

    def picture(self, context, svg, alt, heads, rows):
        """The Picture with this figure's title and note; alt: a Text, heads: Texts, rows: of str."""
        told = {"caption": self.title[context.language], "note": self.note[context.language] if self.note else ""}
        named = tuple(head[context.language] for head in heads)
        return Picture(svg, alt=alt[context.language], heads=named, rows=tuple(rows), language=context.language, **told)

    def table(self, context, alt, heads, rows):
        """The Picture that is a table; alt: a Text that says how to read it, heads: Texts, rows: of cells of runs."""
        picture = self.picture(context, "", alt, heads, ())
        return replace(picture, table=tuple(tuple(row) for row in rows))

    def instead(self, context, why):
        """A Picture that draws nothing and says why, a Text."""
        return self.picture(context, "", why, (), ())


_NAMED = {"claims": "claim", "choices": "claim", "steps": "step", "readings": "reading"}


def number(claim, language):
    """The figure of a claim with the sign of its bound, where the claim allows one bound only; a dash without figure.

    >>> from geo_lesson.claims.models import Claim
    >>> number(Claim(id="a", value=3000, bound="at_least"), "de"), number(Claim(id="b", low=11000, high=12000), "en")
    ('≥\xa03.000', '11,000–12,000')
    """
    if claim.ends is None:
        return "–"
    low, high = (format_number(end, language) for end in claim.ends)
    sign = _SIGNS[claim.bound[0]] if len(claim.bound) == 1 else ""
    return sign + (low if low == high else f"{low}–{high}")


def day(written, language):
    """A day without its year, or a month with it.

    >>> [day("2024-10-28", language) for language in ("de", "en")], day("2024-12", "de")
    (['28.10.', '28 Oct'], '12/2024')
    """
    first, last = period(written)
    whole = format_day(written, language)
    return whole.removesuffix(f"{first.year}").strip() if first == last else whole


def when(written, language):
    """A date with its year; one of the lesson's undated times as it is.

    >>> when("2024-10-28", "en"), when("soon", "en")
    ('28 Oct 2024', 'soon')
    """
    return format_day(written, language) if written[:1].isdigit() else written


def short(name):
    """A name without what only explains it.

    >>> short("Pentagon (US-Verteidigungsministerium)"), short("Wolodymyr Selenskyj, Präsident der Ukraine")
    ('Pentagon', 'Wolodymyr Selenskyj')
    """
    return name.split(" (")[0].split(", ")[0]


def named(row, language):
    """The name of a source or a place; its id where it has none."""
    return getattr(row, f"name_{language}") or row.id


def chosen(context):
    """What the student put into the rows of a classification: {row id: value id}; empty without an answer."""
    answer = context.answer if isinstance(context.answer, dict) else {}
    known = choices(context)
    given = {row.id: answer.get(f"{row.id} value") for row in getattr(context.exercise, "rows", ())}
    return {row: value for row, value in given.items() if value in known}


def choices(context):
    """What could be chosen in a classification: {value id: its words up to the first dash}."""
    found = getattr(context.exercise, "values", ())
    return {value.id: value.text[context.language].split(" – ")[0] for value in found}


_SIGNS = {"exact": "", "about": "≈\u00a0", "at_least": "≥\u00a0", "at_most": "≤\u00a0", "unclear": ""}
