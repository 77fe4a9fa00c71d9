"""The comparability matrix: in which respects two claims are the same, differ, or leave it open; in signs, not colours.

Each column is a pair, each row a respect. In an exercise the cells show the student's entry and what is defensible;
asked about claims, they show what `compare` finds, with its verdict below.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from pydantic import Field

from geo_lesson.comparison import compare
from geo_lesson.figures.base import Figure
from geo_lesson.figures.canvas import (
    BLACK,
    GREY,
    LINE,
    MARGIN,
    SIZE,
    SMALL,
    WIDTH,
    sheet,
    text_height,
    text_width,
    wrapped,
)
from geo_lesson.language import Text, format_day
from geo_lesson.model import Id, LocalText, WordId
from geo_lesson.reasons import AGREEMENTS, DIMENSIONS, VERDICTS, figure

_LABELS, _PAD, _SIGN = 132, 6, 15
_MOST = 3  # claims, which make three pairs: more columns would be too narrow to read


@dataclass(frozen=True)
class _Cell:
    """A sign, in the middle of its cell, and words below it; dashed: the sign is not among what is defensible."""

    sign: str
    below: str = ""
    dashed: bool = False


class Matrix(Figure):
    """Without claims the grid of the exercise; with two or three claims every pair of them, in a reading or none.

    `symbols` says which sign stands for which value of the grid; other values are written out.
    """

    kind: Literal["matrix"]
    title: LocalText = Text(
        de="In welchen Gesichtspunkten lassen sich die Zahlen vergleichen?",
        en="In which respects can the figures be compared?",
    )
    claims: tuple[Id, ...] = ()
    reading: Id | None = None
    symbols: dict[WordId, Literal["=", "⊂", "≠", "?"]] = Field(
        default={"same": "=", "part": "⊂", "different": "≠", "unclear": "?"}
    )

    def draw(self, scene):
        """The matrix; where no two claims state a figure, the Picture says so instead. ValueError without a grid."""
        if self.claims:
            return self._compared(scene)
        if not hasattr(scene.exercise, "columns"):
            raise ValueError("a matrix needs claims or the exercise whose grid it shows")
        return self._filled(scene)

    def _compared(self, scene):
        if not 2 <= len(self.claims) <= _MOST:
            return self.instead(scene, _TWO_OR_THREE)
        reading = scene.outline.readings[self.reading] if self.reading else None
        pairs = list(combinations([scene.claims[id] for id in self.claims], 2))
        found = [compare(a, b, scene.vocabulary, reading) for a, b in pairs]
        if not any(_have_figures(pair) for pair in pairs):
            return self.instead(scene, found[0].reason)
        language = scene.language
        heads = [f"{_named(a, scene)} ↔ {_named(b, scene)}" for a, b in pairs]
        signs = {
            name: [c.agreements[name] if _have_figures(p) else None for c, p in zip(found, pairs, strict=True)]
            for name in DIMENSIONS
        }
        cells = {DIMENSIONS[name][language]: [_Cell(_SIGNS.get(of, "–")) for of in row] for name, row in signs.items()}
        verdicts = [VERDICTS[comparison.verdict][language] for comparison in found]
        used = [text for of, text in AGREEMENTS.items() if of != "part" or any(of in row for row in signs.values())]
        key = (*used, *([] if all(map(_have_figures, pairs)) else [_NO_SIGN]))
        svg = _svg(heads, cells, {_VERDICT[language]: verdicts}, "; ".join(text[language] for text in key))
        rows = [
            (DIMENSIONS[name][language], *(AGREEMENTS[of][language] if of else "–" for of in row))
            for name, row in signs.items()
        ]
        rows += [(_VERDICT[language], *verdicts), (_REASON[language], *(c.reason[language] for c in found))]
        alt = _alt_compared(pairs, found, scene)
        return self.picture(scene, svg, alt, (_DIMENSION, *(Text(head, head) for head in heads)), rows)

    def _filled(self, scene):
        language, exercise = scene.language, scene.exercise
        given = scene.answer if isinstance(scene.answer, dict) else {}
        cells, rows, right, asked = {}, [], 0, 0
        for row in exercise.rows:
            made, said = [], []
            for column in exercise.columns:
                texts = {value.id: value.text[language] for value in column.values}
                signs = {id: self.symbols.get(id, text) for id, text in texts.items()}
                accepted, own = row.accept.get(column.id, ()), given.get(f"{row.id} {column.id}")
                fits = own in accepted
                right, asked = right + fits, asked + bool(accepted)
                either = _OR[language].join(signs[value] for value in accepted)
                made.append(
                    _Cell(signs.get(own, "–") if accepted else "", either, own in texts and bool(accepted) and not fits)
                )
                said.append(_SAID[language].format(own=texts.get(own, "–"), accepted=either) if accepted else "")
            cells[row.text[language]] = made
            rows.append((row.text[language], *said))
        heads = [column.text[language] for column in exercise.columns]
        empty = any(cell.sign == "–" for made in cells.values() for cell in made)
        svg = _svg(heads, cells, {}, _ENTRY[language] + (_NO_ENTRY[language] if empty else ""))
        alt = _ALT_FILLED.fill(rows=len(rows), columns=len(heads), right=right, asked=asked)
        return self.picture(scene, svg, alt, (_DIMENSION, *(Text(head, head) for head in heads)), rows)


def _have_figures(pair):
    return all(claim.ends for claim in pair)


def _named(claim, scene):
    """A claim in the head of a column: its figure, and who says so; the day too, where it has one."""
    said = figure(claim) if claim.ends else _NO_FIGURE
    stated = getattr(claim, "stated_on", "")
    told = [
        scene.speaker(claim).split(" (")[0].split(",")[0],
        *([format_day(stated, scene.language)] if stated else []),
    ]
    return f"{said[scene.language]} ({', '.join(told)})"


def _svg(heads, cells, closing, key):
    """heads: of the columns; cells: by row, in the order of the heads; closing: rows of words; key: what signs mean."""
    across = (WIDTH - 2 * MARGIN - _LABELS) / len(heads)
    with sheet() as canvas:
        y = MARGIN + LINE * SMALL / 2
        canvas.lines(MARGIN, y, lines := wrapped(key, WIDTH - 2 * MARGIN, SMALL), size=SMALL, colour=GREY)
        y = MARGIN + text_height(len(lines), SMALL) + _PAD
        y = _words_row(canvas, y, "", heads, across, "head", bold=True)
        for i, (label, row) in enumerate(cells.items()):
            y = _cells_row(canvas, y, label, row, across, f"cell-{i + 1}")
        for label, words in closing.items():
            y = _words_row(canvas, y, label, words, across, "verdict", bold=True)
        return canvas.svg(y + MARGIN)


def _words_row(canvas, y, label, words, across, gid, **style):
    """A row of words; returns where it ends."""
    lines = [wrapped(each, across - 2 * _PAD, SMALL, **style) for each in words]
    height = text_height(max(map(len, lines)), SMALL) + 2 * _PAD
    first = y + _PAD + LINE * SMALL / 2
    canvas.text(MARGIN, first, label, bold=True)
    for i, each in enumerate(lines):
        x = MARGIN + _LABELS + (i + 0.5) * across
        canvas.lines(x, first, each, size=SMALL, align="center", gid=f"{gid}-{i + 1}", **style)
    canvas.line((MARGIN, y + height), (WIDTH - MARGIN, y + height), width=1)
    return y + height


def _cells_row(canvas, y, label, cells, across, gid):
    """A row of signs; returns where it ends."""
    lines = wrapped(label, _LABELS - _PAD)
    below = [wrapped(cell.below, across - 2 * _PAD, SMALL) if cell.below else [] for cell in cells]
    height = max(text_height(len(lines)), 24 + text_height(max(map(len, below)), SMALL)) + 2 * _PAD
    canvas.lines(MARGIN, y + height / 2 - text_height(len(lines) - 1) / 2, lines)
    for i, (cell, words) in enumerate(zip(cells, below, strict=True)):
        middle = MARGIN + _LABELS + (i + 0.5) * across
        top = y + (height - 24 - text_height(len(words), SMALL)) / 2
        _sign(canvas, middle, top + 11, cell, across, f"{gid}-{i + 1}")
        first = top + 24 + LINE * SMALL / 2
        canvas.lines(middle, first, words, size=SMALL, colour=GREY, align="center", gid=f"accepted-{gid[5:]}-{i + 1}")
    canvas.line((MARGIN, y + height), (WIDTH - MARGIN, y + height), width=0.5, colour=GREY, under=True)
    return y + height


def _sign(canvas, x, y, cell, across, gid):
    size, bold = (_SIGN, True) if len(cell.sign) == 1 else (SIZE, False)
    words = wrapped(cell.sign, across - 2 * _PAD, size, bold)[0]
    canvas.text(x, y, words, size=size, bold=bold, align="center", gid=gid)
    if cell.dashed:
        half = max(11, text_width(words, size, bold) / 2 + 4)
        canvas.box(x - half, y - 11, x + half, y + 11, fill=None, edge=BLACK, width=1.25, dashed=True, gid=f"off-{gid}")


def _alt_compared(pairs, found, scene):
    said = {}
    for language in ("de", "en"):
        each = [
            f"{_named(a, scene)} ↔ {_named(b, scene)}: {VERDICTS[comparison.verdict][language]}"
            for (a, b), comparison in zip(pairs, found, strict=True)
        ]
        counted = _ALT_COMPARED.fill(rows=len(DIMENSIONS), columns=len(pairs))
        said[language] = f"{counted[language]} {'; '.join(each)}."
    return Text(**said)


_SIGNS = {name: text.en[0] for name, text in AGREEMENTS.items()}
_DIMENSION = Text(de="Gesichtspunkt", en="Aspect")
_VERDICT = Text(de="Ergebnis", en="Verdict")
_REASON = Text(de="Begründung", en="Reason")
_OR = Text(de=" oder ", en=" or ")
_NO_FIGURE = Text(de="keine Zahl", en="no figure")
_SAID = Text(de="Ihr Eintrag: {own}; vertretbar: {accepted}", en="your entry: {own}; defensible: {accepted}")
_NO_SIGN = Text(de="– keine Zahl, also kein Vergleich", en="– no figure, so no comparison")
_ENTRY = Text(
    de="Groß: Ihr Eintrag. Darunter: was vertretbar ist. Gestrichelt umrahmt: Ihr Eintrag gehört nicht dazu.",
    en="Large: your entry. Below: what is defensible. In a dashed frame: your entry is not among them.",
)
_NO_ENTRY = Text(de=" –: noch kein Eintrag.", en=" –: no entry yet.")
_TWO_OR_THREE = Text(
    de="Hier lassen sich zwei oder drei Angaben vergleichen.", en="Two or three claims can be compared here."
)
_ALT_COMPARED = Text(
    de="Tabelle mit {rows} Gesichtspunkten und {columns:einem Paar|# Paaren}.",
    en="Table of {rows} aspects and {columns:one pair|# pairs}.",
)
_ALT_FILLED = Text(
    de="Tabelle mit {rows:einem Gesichtspunkt|# Gesichtspunkten} und {columns:einem Paar|# Paaren}: Ihr Eintrag und "
    "darunter, was vertretbar ist. In {right} von {asked:# Feld|# Feldern} ist Ihr Eintrag vertretbar.",
    en="Table of {rows:one aspect|# aspects} and {columns:one pair|# pairs}: your entry and, below it, what is "
    "defensible. In {right} of {asked:# cell|# cells} your entry is defensible.",
)
