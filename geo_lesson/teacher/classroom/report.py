"""Write the class report, a page for teachers: what the class thinks and why, by exercise; no points, no ranks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo_lesson.common.html import render
from geo_lesson.common.language import Text, format_number
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.overview import ClassResults
from geo_lesson.teacher.classroom.results import FileNote
from geo_lesson.teacher.classroom.statistics import ExerciseStatistics, Limits, StudentRange

if TYPE_CHECKING:
    from geo_lesson.teacher.classroom.classroom import Classroom

_FEW_TITLES = 8  # exercises that nobody answered: as many are named
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
class FirstPage:
    """What page_one.html shows: the results of the class, its sentences about files and people, and all labels."""

    results: ClassResults
    plan: str
    lesson_notes: Sequence[FileNote]
    unanswered: str
    who: Sequence[str]
    sentences: Sentences
    words: Mapping[str, str]
    heading: Literal["h2", "h3"]


@dataclass(frozen=True)
class Sentences:
    """The sentences of page_one.html that hold numbers, in one language."""

    language: str

    def __call__(self, name: str, **values: object) -> str:
        """Return one of them, filled."""
        text: Text = {
            "wrong": messages.TOPIC_WRONG,
            "commonest": messages.TOPIC_COMMONEST,
            "sure": messages.SURE_NUMBER,
            "more": messages.AND_MORE,
        }[name]
        return text.fill(**values)[self.language]


def first_page(classroom: Classroom, results: ClassResults, heading: Literal["h2", "h3"] = "h3") -> FirstPage:
    """Return what to know before the lesson."""
    language, titles = classroom.language, results.unanswered
    unanswered = messages.UNANSWERED if len(titles) <= _FEW_TITLES else messages.UNANSWERED_MANY
    return FirstPage(
        results,
        classroom.plan.title[language] if classroom.plan else "",
        classroom.lesson_notes,
        unanswered.fill(n=len(titles), titles=", ".join(titles))[language] if titles else "",
        _who(classroom),
        Sentences(language),
        _labels(language, messages.OVERVIEW_LABELS),
        heading,
    )


def _who(classroom: Classroom) -> list[str]:
    """Say how many handed in, and what there is to say about files, without naming one."""
    findings, attended = classroom.findings, classroom.attendance
    lost = {finding.file for finding in findings if not finding.counted}
    noted = {finding.file for finding in findings if finding.counted and finding.code != "not shown"} - lost
    said = [messages.WHO_COUNTS.fill(n=len(classroom.students))]
    if attended and classroom.roster:
        missing, people = len(attended.missing), len(classroom.roster.people)
        said.append(messages.WHO_ON_LIST.fill(all=people, n=people - missing, missing=missing))
    said += [messages.FILES_LOST.fill(n=len(lost))] if lost else []
    said += [messages.FILES_NOTED.fill(n=len(noted))] if noted else []
    return [text[classroom.language] for text in said]


def report_start(classroom: Classroom, results: ClassResults, everything: bool = False) -> str:
    """Render the page up to the first exercise; everything: the exercises are printed, too."""
    html: str = render(
        "overview_start.html",
        config=classroom.content.config,
        language=classroom.language,
        words=_labels(classroom.language, messages.REPORT_LABELS),
        number=len(classroom.students),
        lost=sum(not finding.counted for finding in classroom.findings),
        page=first_page(classroom, results, "h2"),
        everything=everything,
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
        words=_labels(language, messages.REPORT_LABELS),
    )
    return html


def report_end(classroom: Classroom, results: ClassResults) -> str:
    """Render the rest of the page: for each student, what is missing."""
    words = _labels(classroom.language, messages.REPORT_LABELS)
    html: str = render(
        "overview_end.html", words=words, students=results.students.values(), asked=len(classroom.titles)
    )
    return html


def _labels(language: str, labels: Mapping[str, Text]) -> dict[str, str]:
    return {name: text[language] for name, text in labels.items()}


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
