"""The drift steps: what was said, how another report has it, and what changed on the way; lost words struck through.

The other report need not be later, nor hang on the first: that is for origins.csv to say.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from geo_lesson.figures.base import Figure
from geo_lesson.figures.canvas import (
    GREY,
    LINE,
    MARGIN,
    SIZE,
    SMALL,
    WIDTH,
    one_line,
    sheet,
    text_height,
    text_width,
    wrapped,
)
from geo_lesson.language import Text, format_day
from geo_lesson.model import Id, LocalText

_LEFTS, _ACROSS, _PAD = (MARGIN, 202, 384), (170, 166, WIDTH - MARGIN - 384), 8


@dataclass(frozen=True)
class _Step:
    """A step in one language: who said it and where it was retold, both wordings, the lost words, what changed."""

    id: str
    said_by: str
    said: str
    lost: tuple
    retold_by: str
    retold: str
    changed: tuple

    def cells(self, lost):
        """The row of the table; `lost` introduces the lost words."""
        changed = ", ".join(self.changed) + (f"; {lost}: {', '.join(self.lost)}" if self.lost else "")
        return f"{self.said_by}: {self.said}", f"{self.retold_by}: {self.retold}", changed


class Drift(Figure):
    """The rows of drift.csv in their order."""

    kind: Literal["drift"]
    title: LocalText = Text(de="Was ist unterwegs weggefallen?", en="What was lost on the way?")
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]

    def draw(self, scene):
        """Three columns; where a step has no wording in the language of the scene, the Picture says so instead."""
        rows = [scene.drift[id] for id in self.steps]
        if missing := [row.id for row in rows if _in_german(row, scene) and not (row.original_de and row.as_retold_de)]:
            return self.instead(scene, _NOT_TRANSLATED.fill(ids=", ".join(missing)))
        steps = [_step(row, scene) for row in rows]
        table = [step.cells(_LOST[scene.language]) for step in steps]
        return self.picture(scene, _svg(steps, scene.language), _alt(rows), _HEADS, table)


def _in_german(row, scene):
    """Whether the wordings for this reader stand in the columns ending in _de; a lesson in German only needs none."""
    return scene.language == "de" and ("en" in scene.outline.languages or bool(row.original_de))


def _step(row, scene):
    german = _in_german(row, scene)
    claims = [scene.claims[id] for id in row.claim]
    said_by = dict.fromkeys(
        ", ".join([scene.speaker(claim), *([format_day(day, scene.language)] if day else [])])
        for claim in claims
        for day in [getattr(claim, "stated_on", "")]
    )
    return _Step(
        row.id,
        "; ".join(said_by),
        one_line(row.original_de if german else row.original),
        tuple(one_line(gone) for gone in (row.lost_de if german else row.lost_en)),
        (row.where_de if german else row.where) or row.where,
        one_line(row.as_retold_de if german else row.as_retold),
        tuple(_changed(kind)[scene.language] for kind in row.kind),
    )


def _changed(kind):
    """What changed, in words; a lesson's own kinds stand as they are written."""
    return _KINDS.get(kind, Text(de=kind, en=kind))


def _svg(steps, language):
    with sheet() as canvas:
        y = MARGIN
        heads = [wrapped(head[language], across, bold=True) for head, across in zip(_HEADS, _ACROSS, strict=True)]
        for left, lines in zip(_LEFTS, heads, strict=True):
            canvas.lines(left, y + LINE * SIZE / 2, lines, bold=True)
        y += text_height(max(map(len, heads))) + 4
        canvas.line((MARGIN, y), (WIDTH - MARGIN, y))
        for step in steps:
            y = _draw_step(canvas, step, y)
        return canvas.svg(y + MARGIN)


def _draw_step(canvas, step, y):
    """One row of three columns; returns where it ends."""
    first, bottom = y + _PAD, y + _PAD
    for i, (by, words, lost) in enumerate(((step.said_by, step.said, step.lost), (step.retold_by, step.retold, ()))):
        told = wrapped(by, _ACROSS[i], SMALL)
        canvas.lines(_LEFTS[i], first + LINE * SMALL / 2, told, size=SMALL, colour=GREY)
        at = first + text_height(len(told), SMALL) + LINE * SIZE / 2
        lines = wrapped(words, _ACROSS[i])
        _with_lost(canvas, _LEFTS[i], at, lines, words, lost, f"{('said', 'retold')[i]}-{step.id}")
        bottom = max(bottom, at + text_height(len(lines) - 0.5))
    changed = [line for words in step.changed for line in wrapped(words, _ACROSS[2])]
    canvas.lines(_LEFTS[2], first + LINE * SIZE / 2, changed, bold=True, gid=f"changed-{step.id}")
    bottom = max(bottom, first + text_height(len(changed))) + _PAD
    middle = (y + bottom) / 2
    canvas.arrow((_LEFTS[1] - 20, middle), (_LEFTS[1] - 6, middle), gid=f"step-{step.id}")
    canvas.line((MARGIN, bottom), (WIDTH - MARGIN, bottom), width=0.5, colour=GREY, under=True)
    return bottom


def _with_lost(canvas, x, y, lines, words, lost, gid):
    """Lines of words, the lost ones struck through; words: the text that has been wrapped into the lines."""
    struck = [range(words.index(gone), words.index(gone) + len(gone)) for gone in lost]
    position = 0
    for i, line in enumerate(lines):
        position = words.index(line, position)
        gone = "".join("-" if any(position + at in part for part in struck) else " " for at in range(len(line)))
        for n, run in enumerate(re.finditer(r"-+| +", gone)):
            part = line[run.start() : run.end()]
            start = run.start() + len(part) - len(part.lstrip())
            at = x + text_width(line[:start])
            name = gid if not i and not n else None
            canvas.text(at, y + i * LINE * SIZE, part.strip(), struck=run.group().startswith("-"), gid=name)
        position += len(line)


def _alt(rows):
    """How many steps there are, what is struck through, and how often each thing changed."""
    counts = {kind: sum(kind in row.kind for row in rows) for row in rows for kind in row.kind}
    said = {}
    for language in ("de", "en"):
        changed = ", ".join(
            _changed(kind)[language] + (f" ({n})" if len(rows) > 1 else "") for kind, n in counts.items()
        )
        lost = _ALT_LOST[language] if any(row.lost_de or row.lost_en for row in rows) else ""
        said[language] = f"{_ALT.fill(n=len(rows), changed=changed)[language]}{lost}"
    return Text(**said)


_HEADS = (
    Text(de="So gesagt", en="As said"),
    Text(de="In einer anderen Meldung", en="In another report"),
    Text(de="Verändert", en="Changed"),
)
_KINDS = {
    "number": Text(de="Zahl", en="number"),
    "status": Text(de="Status", en="status"),
    "qualifier": Text(de="Zusatz", en="qualifier"),
    "source": Text(de="Person oder Stelle", en="person or institution"),
    "place": Text(de="Ort", en="place"),
    "basis": Text(de="Grundlage", en="basis"),
}
_LOST = Text(de="weggefallen", en="lost")
_NOT_TRANSLATED = Text(
    de="Zu {ids} gibt es in drift.csv noch keinen deutschen Wortlaut.",
    en="In drift.csv there is no German wording for {ids} yet.",
)
_ALT = Text(
    de="{n:Eine Angabe, wie sie gesagt wurde und wie sie in einer anderen Meldung steht|# Angaben, je eine Zeile: wie "
    "sie gesagt wurden und wie sie in einer anderen Meldung stehen}. Verändert: {changed}.",
    en="{n:One claim, as it was said and as it stands in another report|# claims, one on each row: as they "
    "were said and as they stand in another report}. Changed: {changed}.",
)
_ALT_LOST = Text(de=" Weggefallene Wörter sind durchgestrichen.", en=" Lost words are struck through.")
