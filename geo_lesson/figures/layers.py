"""The layers of the text: which sentence carries which mark, one row for each sentence and one column for each layer.

A filled badge is the student's own, an empty one stands where there would have been something to mark. Beside each
paragraph stands how many sentences carry each layer.
"""

from itertools import cycle
from string import ascii_uppercase
from typing import Literal

from pydantic import Field

from geo_lesson.figures.base import Figure
from geo_lesson.figures.canvas import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    MARGIN,
    PALE,
    SIZE,
    SMALL,
    VERMILION,
    WHITE,
    WIDTH,
    sheet,
    text_height,
    text_width,
    wrapped,
)
from geo_lesson.kinds.mark import MarkText
from geo_lesson.language import Text
from geo_lesson.model import SentenceId, WordId

_NUMBER, _COLUMN, _ROW = 30, 58, 17
# The colour of a layer, and what can be read on it.
_LOOKS = ((BLUE, WHITE), (VERMILION, BLACK), (GREEN, BLACK), (GREY, WHITE))


class Layers(Figure):
    """The layers that were marked (mark-text), or the values that sentences were given (classify).

    `sentences` says which sentence a row of a classification is about.
    """

    kind: Literal["layers"]
    sentences: dict[WordId, SentenceId] = Field(default={})

    def draw(self, scene):
        """One row for each sentence of the article. Raises ValueError for an exercise that has no layers."""
        if isinstance(scene.exercise, MarkText):
            columns, own, others = _marked(scene)
        elif hasattr(scene.exercise, "values"):
            columns, own, others = self._sorted(scene)
        else:
            raise ValueError("layers need an exercise that marks or sorts sentences")
        svg = _svg(columns, own, others, scene)
        heads = (_SENTENCE, *(Text(label, label) for _, label in columns))
        rows = [
            (sentence.id, *(_said((sentence.id, letter), own, others, scene) for letter, _ in columns))
            for sentence in scene.article.sentences
            if any((sentence.id, letter) in own | others for letter, _ in columns)
        ]
        counts = "; ".join(f"{label}: {sum(letter == of for _, letter in own)}" for of, label in columns)
        alt = _ALT.fill(n=len(scene.article.sentences), counts=counts)
        return self.picture(scene, svg, alt, heads, rows)

    def _sorted(self, scene):
        """The values as columns, with letters; what she chose and what else is defensible, for each sentence."""
        exercise, answer = scene.exercise, scene.answer if isinstance(scene.answer, dict) else {}
        letters = {value.id: letter for value, letter in zip(exercise.values, ascii_uppercase, strict=False)}
        columns = [(letters[value.id], value.text[scene.language]) for value in exercise.values]
        own, others = set(), set()
        for row in exercise.rows:
            if sentence := self.sentences.get(row.id):
                chosen = answer.get(f"{row.id} value")
                own |= {(sentence, letters[chosen])} if chosen in letters else set()
                others |= {(sentence, letters[value]) for value in row.accept}
        return columns, own, others - own


def _marked(scene):
    """The layers as columns; the sentences that she marked in each, and those where she could have."""
    signs = {layer.id: layer.sign(scene.language) for layer in scene.exercise.layers}
    columns = [(signs[layer.id], layer.text[scene.language]) for layer in scene.exercise.layers]
    marks, _ = scene.exercise.marks(scene.answer)
    own = {(line, signs[layer]) for line, _, _, layer in marks}
    others = {(target.line, signs[layer]) for target in scene.exercise.targets for layer in target.layers[:1]}
    return columns, own, others - own


def _said(place, own, others, scene):
    if place in own:
        return _OWN[scene.language]
    return _OTHER[scene.language] if place in others else "–"


def _svg(columns, own, others, scene):
    left = WIDTH - MARGIN - _COLUMN * len(columns)
    middles = [left + _COLUMN * (i + 0.5) for i in range(len(columns))]
    with sheet() as canvas:
        y = _legend(canvas, columns, scene.language)
        for paragraph in scene.article.paragraphs:
            y = _paragraph(canvas, y + 8, paragraph, zip(columns, middles, strict=True), (own, left - 12))
            for sentence in paragraph.sentences:
                _sentence(canvas, y, sentence, left)
                for (letter, _), look, x in zip(columns, cycle(_LOOKS), middles, strict=False):
                    _badge(canvas, x, y, letter, look, (sentence.id, letter), own, others)
                y += _ROW
        return canvas.svg(y + 4)


def _legend(canvas, columns, language):
    """What the letters mean, and what filled and empty badges are; returns where it ends."""
    y = MARGIN + 6
    for letter, label in columns:
        for i, line in enumerate(wrapped(f"{letter} = {label}", WIDTH - 2 * MARGIN, SMALL)):
            canvas.text(MARGIN, y, line, size=SMALL, gid=None if i else f"key-{letter}")
            y += text_height(1, SMALL)
    canvas.text(MARGIN, y, _KEY[language], size=SMALL, colour=GREY)
    return y + text_height(1, SMALL)


def _paragraph(canvas, y, paragraph, columns, marked):
    """The heading, and how many of its sentences carry each layer; returns the height of the first sentence."""
    own, width = marked
    ids = {sentence.id for sentence in paragraph.sentences}
    lines = wrapped(paragraph.heading, width, SIZE, bold=True)
    canvas.lines(MARGIN, y, lines, bold=True)
    for (letter, _), x in columns:
        n = sum(line in ids and layer == letter for line, layer in own)
        canvas.text(x, y, f"{letter} {n}", size=SMALL, align="center", gid=f"count-{min(ids)}-{letter}")
    bottom = y + text_height(len(lines) - 0.5)
    canvas.line((MARGIN, bottom), (WIDTH - MARGIN, bottom), width=0.75, colour=GREY, under=True)
    return bottom + _ROW / 2 + 2


def _sentence(canvas, y, sentence, left):
    """The number of a sentence and as much of its beginning as there is room for."""
    canvas.text(MARGIN, y, sentence.id, size=SMALL, bold=True, gid=f"sentence-{sentence.id}")
    words, room = sentence.text.split(), left - _NUMBER - MARGIN - 12
    said = len(words)
    while said > 1 and text_width(" ".join(words[:said]) + " …", SMALL) > room:
        said -= 1
    canvas.text(MARGIN + _NUMBER, y, " ".join(words[:said]) + " …" * (said < len(words)), size=SMALL)
    canvas.line((MARGIN, y + _ROW / 2), (WIDTH - MARGIN, y + _ROW / 2), width=0.5, colour=PALE, under=True)


def _badge(canvas, x, y, letter, look, place, own, others):
    """The letter of a layer: on its colour where it is her own, in a dashed box where it would have been one."""
    gid = f"badge-{place[0]}-{letter}"
    if place in own:
        canvas.box(x - 9, y - 6.5, x + 9, y + 6.5, fill=look[0], gid=gid)
        canvas.text(x, y, letter, size=SMALL, bold=True, colour=look[1], align="center")
    elif place in others:
        canvas.box(x - 9, y - 6.5, x + 9, y + 6.5, fill=None, edge=GREY, dashed=True, gid=gid)
        canvas.text(x, y, letter, size=SMALL, colour=GREY, align="center")


_SENTENCE = Text(de="Satz", en="Sentence")
_OWN = Text(de="von Ihnen", en="yours")
_OTHER = Text(de="wäre möglich gewesen", en="would have been possible")
_KEY = Text(
    de="gefüllt: von Ihnen; gestrichelt: wäre auch vertretbar; daneben: Ihre Zahl je Absatz",
    en="filled: yours; dashed: would be defensible too; beside the headings: how many of yours",
)
_ALT = Text(
    de="{n:Der eine Satz|Die # Sätze} des Textes untereinander, mit einem Zeichen für jede Schicht, die Sie gesetzt "
    "haben. {counts}.",
    en="The {n:one sentence|# sentences} of the text one below the other, with a badge for each layer that you set. "
    "{counts}.",
)
