"""Write the class report, a page for teachers: what the class thinks and why, by exercise; no points, no ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_lesson.common.html import render
from geo_lesson.common.language import format_number
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.statistics import ExerciseStatistics, Limits, StudentRange

if TYPE_CHECKING:
    from geo_lesson.teacher.classroom.classroom import Classroom

_WIDTH = 720  # of the axis of ranges, in its own units


@dataclass(frozen=True)
class RangeLine:
    """One student's range in the chart; low, high, y, later: in its units. later: None if nothing was changed."""

    student: str
    low: float
    high: float
    y: int
    later: tuple[float, float] | None
    text: str


@dataclass(frozen=True)
class RangeChart:
    """The ranges of a class as lines over one axis; ticks: (x, label) each."""

    lines: list[RangeLine]
    ticks: list[tuple[float, str]]
    height: int
    width: int


@dataclass(frozen=True)
class StudentProgress:
    """How far one student has come: the number of answered exercises, and the titles of all others."""

    student: str
    answered: int
    begun: list[str]
    in_doubt: list[str]
    open: list[str]


def report_start(classroom: Classroom) -> str:
    """Render the page up to the first exercise: who handed in, what is wrong with files, links to the exercises."""
    html: str = render(
        "overview_start.html",
        config=classroom.content.config,
        language=classroom.language,
        words=_labels(classroom.language),
        number=len(classroom.students),
        lost=sum(not finding.counted for finding in classroom.findings),
        notes=classroom.file_notes,
        titles=classroom.titles,
    )
    return html


def report_section(statistics: ExerciseStatistics) -> str:
    """Render what a class thinks at one exercise or part."""
    language, texts = statistics.language, statistics.texts
    disagreement = messages.ANSWERS_ALIKE if len(texts) == 1 else messages.ANSWERS_DIFFER
    if statistics.is_open:
        disagreement = disagreement.fill(n=len(texts), most=max(texts.values()), all=texts.total())
    html: str = render(
        "section.html",
        exercise=statistics,
        prompt=[line for line in statistics.part.prompt[language].split("\n") if line.strip()],
        disagreement=disagreement[language] if statistics.is_open else None,
        chart=range_chart(statistics.ranges, language),
        checklist=[(line.text[language], statistics.ticks[line.id]) for line in statistics.part.checklist()],
        words=_labels(language),
    )
    return html


def report_end(classroom: Classroom, progress: Iterable[StudentProgress]) -> str:
    """Render the rest of the page: for each student, what is missing."""
    words = _labels(classroom.language)
    html: str = render("overview_end.html", words=words, progress=progress, titles=classroom.titles)
    return html


def _labels(language: str) -> dict[str, str]:
    return {name: text[language] for name, text in messages.REPORT_LABELS.items()}


def range_chart(ranges: Iterable[StudentRange], language: str) -> RangeChart | None:
    """Draw the ranges of a class, the lowest first; None if there are none. An average would mean nothing."""
    given = [(r.student, r.first, r.last) for r in ranges if r.first]
    given.sort(key=lambda one: one[1])
    if not given:
        return None
    top = _round_up(max(high for _, first, last in given for _, high in (first, last or first)))
    step = 14 if len(given) <= 60 else 3
    lines = []
    for i, (student, first, last) in enumerate(given):
        later = last if last != first else None
        text = " → ".join(_range_text(limits, language) for limits in (first, later) if limits)
        placed, then = _placed(first, top), _placed(later, top) if later else None
        lines.append(RangeLine(student, *placed, 24 + i * step, then, text))
    ticks = [(_at(top * n // 4, top), format_number(top * n // 4, language)) for n in range(5)]
    return RangeChart(lines, ticks, height=30 + len(given) * step, width=_WIDTH + 40)


def _range_text(limits: Limits, language: str) -> str:
    return " – ".join(format_number(end, language) for end in limits)


def _placed(limits: Limits, top: int) -> tuple[float, float]:
    low, high = limits
    return _at(low, top), _at(high, top)


def _at(number: int, top: int) -> float:
    return round(20 + _WIDTH * min(number, top) / top, 1)


def _round_up(number: int) -> int:
    """Return the next round number that four steps divide.

    >>> [_round_up(n) for n in (12000, 15001, 7, 0)]
    [12000, 16000, 8, 4]
    """
    step: int = 4 * 10 ** max(len(str(number)) - 2, 0)
    return max(-(-number // step) * step, 4)
