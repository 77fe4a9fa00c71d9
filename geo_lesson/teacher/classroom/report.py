"""Write the class report, a page for teachers: what the class thinks and why, by exercise; no points, no ranks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_lesson.common.html import render
from geo_lesson.common.language import format_number
from geo_lesson.exercises.free_text import FreeText
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.statistics import (
    Comment,
    CommonError,
    ConfidenceCount,
    ExerciseStatistics,
    Frequency,
    Limits,
    StudentRange,
)

if TYPE_CHECKING:
    from geo_lesson.teacher.classroom.classroom import Classroom

_WIDTH = 720  # of the axis of ranges, in its own units


@dataclass(frozen=True)
class AnswerLine:
    """An answer with how often it was given first and last, and in percent of those who answered.

    correct: None where nothing is right or wrong.   mark: a tick beside what is right or defensible, else empty.
    """

    text: str
    first: int
    last: int
    first_share: int
    last_share: int
    correct: bool | None
    mark: str


@dataclass(frozen=True)
class AnswerTable:
    """The answers in one row or field; heading: its name, empty if there is but one."""

    heading: str
    lines: list[AnswerLine]


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
class ExerciseReport:
    """What a class thinks at one exercise or part, in the words of section.html.

    right: how many first and last answers are; None if nothing is judged.   ticks: (line of the checklist, number).
    """

    key: str
    title: str
    prompt: list[str]
    answered: int
    students: int
    in_doubt: int
    other_version: int
    right: Mapping[str, int] | None
    disagreement: str | None
    tables: list[AnswerTable]
    common_errors: list[CommonError]
    confidence: list[tuple[int, ConfidenceCount]]
    range_chart: RangeChart | None
    ticks: list[tuple[str, int]]
    comments: list[Comment]
    is_text: bool


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
    notes = classroom.file_notes
    return render(
        "overview_start.html",
        config=classroom.content.config,
        language=classroom.language,
        words=report_labels(classroom.language),
        number=len(classroom.students),
        lost=sum(not finding.counted for finding in classroom.findings),
        notes=notes,
        titles=classroom.titles,
    )


def report_section(report: ExerciseReport, language: str) -> str:
    """Render one exercise."""
    return render("section.html", exercise=report, words=report_labels(language))


def report_end(classroom: Classroom, progress: Iterable[StudentProgress]) -> str:
    """Render the rest of the page: for each student, what is missing."""
    words = report_labels(classroom.language)
    return render("overview_end.html", words=words, progress=progress, titles=classroom.titles)


def report_labels(language: str) -> dict[str, str]:
    """Return the labels of the class report in one language."""
    return {name: text[language] for name, text in messages.REPORT_LABELS.items()}


def exercise_report(statistics: ExerciseStatistics) -> ExerciseReport:
    """Put the statistics of one exercise into the words of the report."""
    language, part, answered = statistics.language, statistics.part, statistics.states["answered"]
    is_text = isinstance(part, FreeText)
    right = {turn: counts[True] for turn, counts in statistics.correct.items()} if statistics.is_judged else None
    return ExerciseReport(
        key=statistics.key,
        title=statistics.title,
        prompt=[line for line in part.prompt[language].split("\n") if line.strip()],
        answered=answered,
        students=statistics.states.total(),
        in_doubt=statistics.states["doubt"],
        other_version=statistics.correct["last"]["other"],
        right=right,
        disagreement=_disagreement(statistics),
        tables=[_answer_table(*item, answered) for item in statistics.frequencies.items()] if answered else [],
        common_errors=statistics.common_errors(),
        confidence=sorted(statistics.confidence.items()),
        range_chart=range_chart(statistics.ranges, language),
        ticks=[(line.text[language], statistics.ticks[line.id]) for line in part.checklist()] if answered else [],
        comments=[c for c in statistics.comments if is_text or c.reasons or c.later_reasons or c.noted],
        is_text=is_text,
    )


def _answer_table(heading: str, frequencies: Mapping[str, Frequency], answered: int) -> AnswerTable:
    lines = [
        AnswerLine(
            *(text, f.first, f.last, round(100 * f.first / answered), round(100 * f.last / answered)),
            *(f.correct, "✓" if f.correct else ""),
        )
        for text, f in frequencies.items()
        if f.first or f.last or f.correct or not heading
    ]
    return AnswerTable(heading, lines)


def _disagreement(statistics: ExerciseStatistics) -> str | None:
    found = statistics.disagreement()
    if found is None:
        return None
    text = messages.ANSWERS_ALIKE if found.different == 1 else messages.ANSWERS_DIFFER
    filled: str = text.fill(n=found.different, most=found.most, all=found.total)[statistics.language]
    return filled


def range_chart(ranges: Iterable[StudentRange], language: str) -> RangeChart | None:
    """Draw the ranges of a class, the lowest first; None if there are none. An average would mean nothing."""
    known = [(r.student, r.first, r.last) for r in ranges if r.first]
    known.sort(key=lambda one: one[1])
    if not known:
        return None
    top = _round_up(max(high for _, first, last in known for _, high in (first, last or first)))
    step = 14 if len(known) <= 60 else 3
    lines = []
    for i, (student, first, last) in enumerate(known):
        later = last if last != first else None
        text = " → ".join(_range_text(limits, language) for limits in (first, later) if limits)
        placed, then = _placed(first, top), _placed(later, top) if later else None
        lines.append(RangeLine(student, *placed, 24 + i * step, then, text))
    ticks = [(_at(top * n // 4, top), format_number(top * n // 4, language)) for n in range(5)]
    return RangeChart(lines, ticks, height=30 + len(known) * step, width=_WIDTH + 40)


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
