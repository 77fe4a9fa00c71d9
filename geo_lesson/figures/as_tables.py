"""Figures that are tables: the comparability matrix, the layers of the text, and what was lost in retelling.

They are HTML, so that they can be selected, enlarged and read aloud, and flow on a narrow page. Signs say what a
colour would say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims import models
from geo_lesson.claims.comparison import compare
from geo_lesson.claims.models import Claim
from geo_lesson.claims.verdict_texts import figure
from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Id, LocalText, SentenceId, WordId
from geo_lesson.common.language import format_day
from geo_lesson.exercises.grid import Classify, Grid, GridRow
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.exercises.table import Column
from geo_lesson.figures import labels, messages
from geo_lesson.figures.base import Cell, Figure, FigureContext, Picture, Run, RunKind
from geo_lesson.figures.svg import one_line

_MOST_CLAIMS = 3  # which make three pairs: more columns would be too narrow to read


class Matrix(Figure):
    """In which respects claims are the same, differ, or leave it open: a column for each pair, a row for each respect.

    Without claims it is the grid of the exercise, with the student's entry and what is defensible; with two or three
    claims it is what `compare` finds of every pair of them, in a reading or none. `symbols` says which sign stands for
    which value of the grid; other values are written out.
    """

    kind: Literal["matrix"]
    title: LocalText = messages.MATRIX_TITLE
    claims: tuple[Id, ...] = ()
    reading: Id | None = None
    symbols: dict[WordId, Literal["=", "⊂", "≠", "?"]] = Field(
        default={"same": "=", "part": "⊂", "different": "≠", "unclear": "?"}
    )

    def draw(self, context: FigureContext) -> Picture:
        """Draw the matrix; say so instead if no two claims state a figure. Raise ValueError without a grid."""
        if self.claims:
            return self._compared(context)
        if not isinstance(context.exercise, Grid):
            raise ValueError("a matrix needs claims or the exercise whose grid it shows")
        return self._filled(context, context.exercise)

    def _compared(self, context: FigureContext) -> Picture:
        if not 2 <= len(self.claims) <= _MOST_CLAIMS:
            return self.instead(context, messages.TWO_OR_THREE_CLAIMS)
        reading = context.config.readings[self.reading] if self.reading else None
        pairs = list(combinations([context.claims[id] for id in self.claims], 2))
        comparisons = [compare(a, b, context.taxonomy, reading) for a, b in pairs]
        have_figures = [bool(a.ends and b.ends) for a, b in pairs]
        if not any(have_figures):
            return self.instead(context, comparisons[0].reason)
        rows = []
        for dimension, head in claims_messages.DIMENSIONS.items():
            agreements = [
                context.words(claims_messages.AGREEMENTS[comparison.agreements[dimension]]) if has_figures else "–"
                for comparison, has_figures in zip(comparisons, have_figures, strict=True)
            ]
            signs = [(Run(words[0], "sign"), Run(words[1:])) for words in agreements]
            rows.append([_cell(context.words(head), "strong"), *signs])
        verdicts = [context.words(claims_messages.VERDICTS[comparison.verdict]) for comparison in comparisons]
        rows.append([_cell(context.words(messages.VERDICT_HEAD), "strong"), *(_cell(v, "strong") for v in verdicts)])
        reasons = [_cell(context.words(comparison.reason)) for comparison in comparisons]
        rows.append([_cell(context.words(messages.REASON_HEAD), "strong"), *reasons])
        heads = [f"{_claim_head(a, context)} ↔ {_claim_head(b, context)}" for a, b in pairs]
        how_to_read = messages.COLUMN_FOR_EACH_PAIR if all(have_figures) else messages.DASH_LEGEND
        return self.table(context, how_to_read, [context.words(messages.ASPECT_HEAD), *heads], rows)

    def _filled(self, context: FigureContext, grid: Grid) -> Picture:
        rows = [
            [_cell(context.words(row.text), "strong"), *(self._entry(context, row, column) for column in grid.columns)]
            for row in grid.rows
        ]
        heads = [context.words(head) for head in (messages.ASPECT_HEAD, *(column.text for column in grid.columns))]
        return self.table(context, messages.ENTRY_LEGEND, heads, rows)

    def _entry(self, context: FigureContext, row: GridRow, column: Column) -> Cell:
        """A cell: the student's entry as a sign, framed where it is not defensible, and below it what is."""
        accepted = row.accept.get(column.id, ())
        if not accepted:
            return ()
        signs: dict[str, str] = {
            value.id: self.symbols.get(value.id, context.words(value.text)) for value in column.values
        }
        entry = context.entry(f"{row.id} {column.id}")
        defensible = Run(context.words(common_messages.OR).join(signs[value] for value in accepted), "small")
        if entry in signs and entry not in accepted:
            return (Run(signs[entry], "off"), Run(context.words(messages.NOT_DEFENSIBLE), "hidden"), defensible)
        return (Run(signs.get(entry or "", "–"), "sign"), defensible)


def _claim_head(claim: Claim, context: FigureContext) -> str:
    """A claim in the head of a column: its figure, and who says so; the day too, where it has one."""
    number = context.words(figure(claim) if claim.ends else messages.NO_FIGURE)
    day = labels.stated_on(claim)
    speaker = labels.short_name(context.speaker(claim))
    return f"{number} ({speaker}, {format_day(day, context.language)})" if day else f"{number} ({speaker})"


@dataclass(frozen=True)
class _Layers:
    """What the layers of a text are: a letter and a label each, and where they stand, as (sentence, letter)."""

    labels: Sequence[tuple[str, str]]
    own: set[tuple[str, str]]
    accepted: set[tuple[str, str]]

    def cell(self, context: FigureContext, sentence: str, letter: str) -> Cell:
        """The cell of a sentence and a layer: the student's, would have been possible, or nothing."""
        if (sentence, letter) in self.own:
            return (Run("●", "sign"), Run(context.words(messages.OWN_MARK), "hidden"))
        if (sentence, letter) in self.accepted:
            return (Run("○", "sign"), Run(context.words(messages.POSSIBLE_MARK), "hidden"))
        return ()


class Layers(Figure):
    """The layers that were marked in the text (mark-text), or the values that its sentences were given (classify).

    A row for each sentence, a column for each layer. `sentences`: which sentence a row of a classification is about.
    """

    kind: Literal["layers"]
    sentences: dict[WordId, SentenceId] = Field(default={})

    def draw(self, context: FigureContext) -> Picture:
        """Draw one row for each sentence. Raise ValueError for an exercise that has no layers."""
        if context.article is None or not isinstance(context.exercise, MarkText | Classify):
            raise ValueError("layers need an exercise that marks or sorts sentences")
        if isinstance(context.exercise, MarkText):
            layers = _marked(context, context.exercise)
        else:
            layers = self._sorted(context, context.exercise)
        rows: list[list[Cell]] = []
        for paragraph in context.article.paragraphs:
            ids = {sentence.id for sentence in paragraph.sentences}
            counts = [sum(id in ids and sign == letter for id, sign in layers.own) for letter, _ in layers.labels]
            rows.append([_cell(paragraph.heading, "strong"), *(_cell(f"{n}", "strong") for n in counts)])
            for sentence in paragraph.sentences:
                cells = [layers.cell(context, sentence.id, letter) for letter, _ in layers.labels]
                rows.append([(Run(f"{sentence.id} ", "strong"), Run(sentence.text, "small")), *cells])
        heads = [context.words(messages.SENTENCE_HEAD), *(f"{letter} = {label}" for letter, label in layers.labels)]
        return self.table(context, messages.MARKS_LEGEND, heads, rows)

    def _sorted(self, context: FigureContext, exercise: Classify) -> _Layers:
        """The values of a classification as layers, with letters in their order."""
        letters = {value.id: letter for value, letter in zip(exercise.values, ascii_uppercase, strict=False)}
        own, accepted = set(), set()
        for row in exercise.rows:
            if sentence := self.sentences.get(row.id):
                value = context.entry(f"{row.id} value")
                own |= {(sentence, letters[value])} if value in letters else set()
                accepted |= {(sentence, letters[value]) for value in row.accept}
        return _Layers([(letters[value.id], context.words(value.text)) for value in exercise.values], own, accepted)


def _marked(context: FigureContext, exercise: MarkText) -> _Layers:
    """The layers of an exercise that marks words, with the sentences that hold a mark or a target."""
    letters = {layer.id: layer.sign(context.language) for layer in exercise.layers}
    marks, _ = exercise.marks(context.answer)
    own = {(line, letters[layer]) for line, _, _, layer in marks}
    accepted = {(target.line, letters[layer]) for target in exercise.targets for layer in target.layers[:1]}
    return _Layers([(letters[layer.id], context.words(layer.text)) for layer in exercise.layers], own, accepted)


class Drift(Figure):
    """What was said, how another report has it, and what changed on the way, for rows of drift.csv; lost words struck.

    The other report need not be later, nor hang on the first: that is for origins.csv to say.
    """

    kind: Literal["drift"]
    title: LocalText = messages.DRIFT_TITLE
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]

    def draw(self, context: FigureContext) -> Picture:
        """Draw three columns; say so instead if a step has no wording in the language of the context."""
        steps = [context.drift[id] for id in self.steps]
        if untranslated := [
            step.id for step in steps if _in_german(step, context) and not (step.original_de and step.as_retold_de)
        ]:
            return self.instead(context, messages.DRIFT_NOT_TRANSLATED.fill(ids=", ".join(untranslated)))
        heads = [context.words(head) for head in messages.DRIFT_HEADS]
        return self.table(context, messages.DRIFT_LEGEND, heads, [_drift_row(step, context) for step in steps])


def _in_german(step: models.DriftStep, context: FigureContext) -> bool:
    """Whether the wordings for this reader stand in the columns ending in _de; a lesson in German only needs none."""
    return context.language == "de" and ("en" in context.config.languages or bool(step.original_de))


def _drift_row(step: models.DriftStep, context: FigureContext) -> tuple[Cell, Cell, Cell]:
    """A row of the table: who said it and where it was retold, both wordings, what changed."""
    speakers = []
    for claim in (context.claims[id] for id in step.claim):
        day = labels.stated_on(claim)
        speakers.append(", ".join([context.speaker(claim), *([format_day(day, context.language)] if day else [])]))
    original, retold, where, lost = step.original, step.as_retold, step.where, step.lost_en
    if _in_german(step, context):
        original, retold, where, lost = step.original_de, step.as_retold_de, step.where_de or where, step.lost_de
    changes = [
        context.words(messages.CHANGE_LABELS[kind]) if kind in messages.CHANGE_LABELS else kind for kind in step.kind
    ]
    return (
        (
            Run(f"{'; '.join(dict.fromkeys(speakers))}: ", "small"),
            *_struck(one_line(original), [one_line(words) for words in lost]),
        ),
        (Run(f"{where}: ", "small"), Run(one_line(retold))),
        _cell(", ".join(changes)),
    )


def _struck(words: str, lost: Sequence[str]) -> Cell:
    """Return words with the lost ones among them struck through.

    >>> [(run.text, run.kind) for run in _struck("rund 10.000 Soldaten", ["rund"])]
    [('rund', 'lost'), (' 10.000 Soldaten', 'plain')]
    """
    if not lost:
        return (Run(words),)
    passages = re.split(f"({'|'.join(re.escape(part) for part in sorted(lost, key=len, reverse=True))})", words)
    return tuple(Run(passage, "lost" if passage in lost else "plain") for passage in passages if passage)


def _cell(words: str, kind: RunKind = "plain") -> Cell:
    return (Run(words, kind),)
