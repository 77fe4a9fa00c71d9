"""Figures that are tables: the comparability matrix, the layers of the text, and what was lost in retelling.

They are HTML, so that they can be selected, enlarged and read aloud, and flow on a narrow page. Signs say what a
colour would say.
"""

import re
from itertools import combinations
from string import ascii_uppercase
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import compare
from geo_lesson.claims.verdict_texts import figure
from geo_lesson.common import messages as common_messages
from geo_lesson.common.fields import Id, LocalText, SentenceId, WordId
from geo_lesson.common.language import Text, format_day
from geo_lesson.exercises.mark_text import MarkText
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, Run
from geo_lesson.figures.svg import one_line

_MOST = 3  # claims, which make three pairs: more columns would be too narrow to read


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

    def draw(self, context):
        """The matrix; where no two claims state a figure, the Picture says so instead. ValueError without a grid."""
        if self.claims:
            return self._compared(context)
        if not hasattr(context.exercise, "columns"):
            raise ValueError("a matrix needs claims or the exercise whose grid it shows")
        return self._filled(context)

    def _compared(self, context):
        if not 2 <= len(self.claims) <= _MOST:
            return self.instead(context, messages.TWO_OR_THREE_CLAIMS)
        reading = context.config.readings[self.reading] if self.reading else None
        pairs = list(combinations([context.claims[id] for id in self.claims], 2))
        comparisons = [compare(a, b, context.taxonomy, reading) for a, b in pairs]
        complete = [_have_figures(pair) for pair in pairs]
        if not any(complete):
            return self.instead(context, comparisons[0].reason)
        language = context.language
        heads = (messages.ASPECT_HEAD, *(_as_text(f"{_named(a, context)} ↔ {_named(b, context)}") for a, b in pairs))
        rows = []
        for name, head in claims_messages.DIMENSIONS.items():
            signs = [
                claims_messages.AGREEMENTS[comparison.agreements[name]][language] if has_figures else "–"
                for comparison, has_figures in zip(comparisons, complete, strict=True)
            ]
            rows.append([_head(head[language]), *((Run(sign[0], "sign"), Run(sign[1:])) for sign in signs)])
        rows.append(
            [
                _head(messages.VERDICT_HEAD[language]),
                *((Run(claims_messages.VERDICTS[c.verdict][language], "strong"),) for c in comparisons),
            ]
        )
        rows.append([_head(messages.REASON_HEAD[language]), *(_plain(c.reason[language]) for c in comparisons)])
        return self.table(
            context, messages.COLUMN_FOR_EACH_PAIR if all(complete) else messages.DASH_LEGEND, heads, rows
        )

    def _filled(self, context):
        exercise = context.exercise
        rows = [
            [_head(row.text[context.language]), *(self._entry(context, row, column) for column in exercise.columns)]
            for row in exercise.rows
        ]
        heads = (messages.ASPECT_HEAD, *(column.text for column in exercise.columns))
        return self.table(context, messages.ENTRY_LEGEND, heads, rows)

    def _entry(self, context, row, column):
        """A cell: the student's entry as a sign, framed where it is not defensible, and below it what is."""
        language, accepted = context.language, row.accept.get(column.id, ())
        if not accepted:
            return ()
        signs = {value.id: self.symbols.get(value.id, value.text[language]) for value in column.values}
        given = context.answer if isinstance(context.answer, dict) else {}
        own = given.get(f"{row.id} {column.id}")
        off = own in signs and own not in accepted
        frame = (
            (Run(signs[own], "off"), Run(messages.NOT_DEFENSIBLE[language], "hidden"))
            if off
            else (Run(signs.get(own, "–"), "sign"),)
        )
        return (*frame, Run(common_messages.OR[language].join(signs[value] for value in accepted), "small"))


def _have_figures(pair):
    return all(claim.ends for claim in pair)


def _named(claim, context):
    """A claim in the head of a column: its figure, and who says so; the day too, where it has one."""
    words = figure(claim) if claim.ends else messages.NO_FIGURE
    stated_on = getattr(claim, "stated_on", "")
    speaker = context.speaker(claim).split(" (")[0].split(",")[0]
    about = [speaker, format_day(stated_on, context.language)] if stated_on else [speaker]
    return f"{words[context.language]} ({', '.join(about)})"


class Layers(Figure):
    """The layers that were marked in the text (mark-text), or the values that its sentences were given (classify).

    A row for each sentence, a column for each layer. `sentences`: which sentence a row of a classification is about.
    """

    kind: Literal["layers"]
    sentences: dict[WordId, SentenceId] = Field(default={})

    def draw(self, context):
        """One row for each sentence of the article. Raises ValueError for an exercise that has no layers."""
        if isinstance(context.exercise, MarkText):
            columns, own, others = _marked(context)
        elif hasattr(context.exercise, "values"):
            columns, own, others = self._sorted(context)
        else:
            raise ValueError("layers need an exercise that marks or sorts sentences")
        rows = []
        for paragraph in context.article.paragraphs:
            ids = {sentence.id for sentence in paragraph.sentences}
            counts = [sum(line in ids and layer == letter for line, layer in own) for letter, _ in columns]
            rows.append([(Run(paragraph.heading, "strong"),), *((Run(f"{n}", "strong"),) for n in counts)])
            for sentence in paragraph.sentences:
                cells = [_badge((sentence.id, letter), own, others, context.language) for letter, _ in columns]
                rows.append([(Run(f"{sentence.id} ", "strong"), Run(sentence.text, "small")), *cells])
        heads = (messages.SENTENCE_HEAD, *(_as_text(f"{letter} = {label}") for letter, label in columns))
        return self.table(context, messages.MARKS_LEGEND, heads, rows)

    def _sorted(self, context):
        """The values as columns, with letters; what she chose and what else is defensible, for each sentence."""
        exercise, answer = context.exercise, context.answer if isinstance(context.answer, dict) else {}
        letters = {value.id: letter for value, letter in zip(exercise.values, ascii_uppercase, strict=False)}
        columns = [(letters[value.id], value.text[context.language]) for value in exercise.values]
        own, others = set(), set()
        for row in exercise.rows:
            if sentence := self.sentences.get(row.id):
                chosen = answer.get(f"{row.id} value")
                own |= {(sentence, letters[chosen])} if chosen in letters else set()
                others |= {(sentence, letters[value]) for value in row.accept}
        return columns, own, others - own


def _marked(context):
    """The layers as columns; the sentences that she marked in each, and those where she could have."""
    signs = {layer.id: layer.sign(context.language) for layer in context.exercise.layers}
    columns = [(signs[layer.id], layer.text[context.language]) for layer in context.exercise.layers]
    marks, _ = context.exercise.marks(context.answer)
    own = {(line, signs[layer]) for line, _, _, layer in marks}
    others = {(target.line, signs[layer]) for target in context.exercise.targets for layer in target.layers[:1]}
    return columns, own, others - own


def _badge(place, own, others, language):
    """The cell of a sentence and a layer: hers, would have been possible, or nothing."""
    if place in own:
        return (Run("●", "sign"), Run(messages.OWN_MARK[language], "hidden"))
    return (Run("○", "sign"), Run(messages.POSSIBLE_MARK[language], "hidden")) if place in others else ()


class Drift(Figure):
    """What was said, how another report has it, and what changed on the way, for rows of drift.csv; lost words struck.

    The other report need not be later, nor hang on the first: that is for origins.csv to say.
    """

    kind: Literal["drift"]
    title: LocalText = messages.DRIFT_TITLE
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]

    def draw(self, context):
        """Three columns; where a step has no wording in the language of the context, the Picture says so instead."""
        rows = [context.drift[id] for id in self.steps]
        if missing := [
            row.id for row in rows if _in_german(row, context) and not (row.original_de and row.as_retold_de)
        ]:
            return self.instead(context, messages.DRIFT_NOT_TRANSLATED.fill(ids=", ".join(missing)))
        return self.table(context, messages.DRIFT_LEGEND, messages.DRIFT_HEADS, [_step(row, context) for row in rows])


def _in_german(row, context):
    """Whether the wordings for this reader stand in the columns ending in _de; a lesson in German only needs none."""
    return context.language == "de" and ("en" in context.config.languages or bool(row.original_de))


def _step(row, context):
    """A row of the table: who said it and where it was retold, both wordings, what changed."""
    german = _in_german(row, context)
    claims = [context.claims[id] for id in row.claim]
    said_by = dict.fromkeys(
        ", ".join([context.speaker(claim), *([format_day(day, context.language)] if day else [])])
        for claim in claims
        for day in [getattr(claim, "stated_on", "")]
    )
    original, retold = (row.original_de, row.as_retold_de) if german else (row.original, row.as_retold)
    where = (row.where_de if german else row.where) or row.where
    lost = [one_line(words) for words in (row.lost_de if german else row.lost_en)]
    changes = ", ".join(messages.CHANGE_LABELS.get(kind, _as_text(kind))[context.language] for kind in row.kind)
    return (
        (Run(f"{'; '.join(said_by)}: ", "small"), *_struck(one_line(original), lost)),
        (Run(f"{where}: ", "small"), Run(one_line(retold))),
        _plain(changes),
    )


def _struck(words, lost):
    """Words with the lost ones among them struck through.

    >>> [(run.text, run.kind) for run in _struck("rund 10.000 Soldaten", ["rund"])]
    [('rund', 'lost'), (' 10.000 Soldaten', 'plain')]
    """
    if not lost:
        return (Run(words),)
    pieces = re.split(f"({'|'.join(re.escape(part) for part in sorted(lost, key=len, reverse=True))})", words)
    return tuple(Run(piece, "lost" if piece in lost else "plain") for piece in pieces if piece)


def _plain(words):
    return (Run(words),)


def _head(words):
    return (Run(words, "strong"),)


def _as_text(words):
    return Text(words, words)
