"""Read a class: a folder of submissions as tables, as a report, and as a list of what to ask for."""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.content.folder import LessonFolder, find_lesson, workspace_of
from geo_lesson.content.lesson_config import Plan
from geo_lesson.exercises.base import Exercise
from geo_lesson.handin.sheet import parts
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.diagnosis import Finding
from geo_lesson.teacher.classroom.files import RESULTS, readable
from geo_lesson.teacher.classroom.overview import ClassResults
from geo_lesson.teacher.classroom.report import first_page, report_end, report_section, report_start
from geo_lesson.teacher.classroom.results import COLUMNS, NOTE_COLUMNS, AnswerRow, FileNote, all_or_none, defused
from geo_lesson.teacher.classroom.roster import Roster, attendance, read_roster, student_table
from geo_lesson.teacher.classroom.statistics import ExerciseStatistics
from geo_lesson.teacher.classroom.submissions import StoredAnswer, Submissions

if TYPE_CHECKING:
    from geo_lesson.dataframes import Table

_OPEN, _IN_DOUBT = StoredAnswer("open"), StoredAnswer("doubt")


def open_class(
    folder: Path | str,
    language: str | None = None,
    lesson: str | None = None,
    results: Path | None = None,
    on_read: Callable[[], object] = lambda: None,
    plan: str | None = None,
    roster: Path | str | None = None,
) -> Classroom:
    """Read a folder of submissions, also in zips and folders, as a Classroom.

    lesson: its name in data/; left out, the one that most submissions belong to.   results: a folder whose results
    are no submissions.   on_read: called after each file.   plan: the id of one, to look at its exercises only.
    roster: a class list, as CSV. A folder that does not exist is an empty class.
    Raises LessonError if the lesson or the plan is not here, and ValueError for another language.
    """
    language = language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    try:
        people = read_roster(Path(roster)) if roster else None
        submissions = Submissions(folder, results, on_read)
        content = LessonFolder(find_lesson(lesson or submissions.lesson() or "troops", Path.cwd().resolve()))
        chosen = content.plan(plan) if plan else None
    except LessonError as error:
        raise error.translated(language, Path.cwd().resolve()) from None
    return Classroom(submissions, content, language, readable(Path(folder).name), chosen, people)


class Classroom:
    """The submissions of a class in one lesson, one for each student: the fullest.

    plan: only its exercises, and of these only what it asks.   roster: the class list.
    """

    def __init__(
        self,
        submissions: Submissions,
        content: LessonFolder,
        language: str,
        name: str = "",
        plan: Plan | None = None,
        roster: Roster | None = None,
    ) -> None:
        self.content, self.language, self.name, self.plan = content, language, name, plan
        everything: dict[str, tuple[Text, Exercise]] = {}
        unread: dict[str, LessonError] = {}
        for chapter in content.config.chapters:
            everything |= {key: (title, part) for key, title, part in parts(content, chapter, unread=unread)}
        exercises = {id: content.exercise(id) for id in {key.partition(".")[0] for key in everything}}
        self._optional = {
            key for key, (_, part) in everything.items() if part.optional or exercises[key.partition(".")[0]].optional
        }
        if plan:
            optional = {step.exercise for step in plan.steps if step.optional}
            self._optional |= {key for key in everything if key.partition(".")[0] in optional}
        self._parts = {
            key: (title, asked)
            for key, (title, part) in everything.items()
            if (asked := asked_by_plan(plan, key, part) if plan else part)
        }
        listed = {id for chapter in content.config.chapters for id in chapter.exercises}
        unlisted = {path.stem for path in content.folder.glob("exercises/*.yaml")} - listed
        config = content.config
        unknown = submissions.select(config.id, config.version, set(everything), unread.keys() | unlisted)
        problems = [problem for error in unread.values() for problem in error.problems]
        problems += [_not_listed(content.folder, id) for id in sorted(unknown & unlisted)]
        self._lesson_problems = list(dict.fromkeys(problems))
        self._students, self.findings = submissions.students, submissions.findings
        self.roster, self.attendance = roster, None
        if roster:
            uncounted = [finding.file for finding in self.findings if not finding.counted]
            self.attendance = attendance(roster, ClassResults(self._students).students.values(), uncounted)
            self.findings = [*self.findings, *self.attendance.findings]

    def __repr__(self) -> str:
        if not self._students and not self.findings:
            return messages.NO_HAND_INS.fill(folder=self.name)[self.language]
        return messages.CLASS_SUMMARY.fill(n=len(self._students), troubles=len(self.file_notes))[self.language]

    @property
    def students(self) -> list[str]:
        """The pseudonyms of those who handed in, in their order."""
        return [student.student for student in self._students]

    @property
    def titles(self) -> dict[str, str]:
        """The titles of all exercises and parts by their key."""
        return {key: title[self.language] for key, (title, _) in self._parts.items()}

    @property
    def answers(self) -> Table:
        """All answers as a DataFrame, a row for each student and exercise, also those still open.

        Columns: those of `results.AnswerRow`, as docs/answers.md describes them; attempts and hints are numbers, or
        missing.
        """
        import pandas as pd

        from geo_lesson.dataframes import Table

        table = Table([row for key in self._parts for row in self._rows(self._empty(key))], columns=COLUMNS)
        table.language, table.most = self.language, 5
        for column in ("attempts", "hints"):
            table[column] = pd.to_numeric(table[column]).astype("Int64")
        return table

    @property
    def missing(self) -> Table:
        """What each student has still to do: a DataFrame with student, answered, begun, in_doubt and open, titles."""
        columns = ("student", "answered", "begun", "in_doubt", "open")
        students = self.results.students.values()
        return self._table([[_cell(getattr(one, column)) for column in columns] for one in students], columns)

    @property
    def troubles(self) -> Table:
        """What is wrong with files, and what to ask for: a DataFrame with file, counted, what and ask."""
        return self._table([map(str, note) for note in self.file_notes], NOTE_COLUMNS)

    @property
    def file_notes(self) -> list[FileNote]:
        """What is wrong with files, in words; first what is wrong in the lesson's own, which is no student's fault."""
        language, titles = self.language, self.titles
        findings = sorted(self.findings, key=lambda finding: finding.code != "not shown")
        notes = [FileNote(f.file, f.counted, f.message(language, titles), f.request(language)) for f in findings]
        return [*self._notes_on_lesson(), *notes]

    def _notes_on_lesson(self) -> list[FileNote]:
        language = self.language
        problems = LessonError(self._lesson_problems, language).problems
        bases = (Path.cwd().resolve(), workspace_of(self.content.folder))
        here = [reduce(Problem.relative_to, bases, problem) for problem in problems]
        return [FileNote(str(p.place), False, p.message[language], p.fix[language] if p.fix else "") for p in here]

    @property
    def lesson_notes(self) -> list[FileNote]:
        """What is wrong in the lesson's own files."""
        return self.file_notes[: len(self._notes_on_lesson()) + sum(f.code == "not shown" for f in self.findings)]

    @property
    def results(self) -> ClassResults:
        """What is known of the class by exercise and by student, counted anew."""
        results = ClassResults(self._students)
        for _ in self._counted_rows(results):
            pass
        return results

    def overview(self) -> HtmlOutput:
        """What to know before the lesson, on one page: what to discuss first, who needs help, who has handed in."""
        page = first_page(self, self.results)
        return HtmlOutput("page_one_notebook.html", repr(self), page=page, language=self.language)

    def exercise(self, id: str) -> HtmlOutput:
        """What the class thinks at an exercise, or at each of its parts. Raises KeyError for an unknown id."""
        parts = self.statistics(id)
        if not parts:
            raise KeyError(id)
        plain = "\n".join(f"{part.title}: {part.answered}/{len(self._students)}" for part in parts)
        return HtmlOutput("sections.html", plain, sections=map(report_section, parts), language=self.language)

    def student(self, name: str | None = None) -> Table:
        """All that one student answered, a row for each exercise: a DataFrame; without a name, the first student.

        Raises KeyError for an unknown name.
        """
        name = name or next(iter(self.students), None)
        if name and name not in self.students:
            raise KeyError(name)
        rows = self.answers
        columns = ["exercise", "state", "first", "last", "first_correct", "last_correct", "first_reason", "noted_after"]
        own = rows[(rows.student == name) & (rows.state != "open")][columns]
        return self._table(own.fillna("").reset_index(drop=True))

    def compare(self, other: Classroom, id: str) -> Table:
        """How often each answer to an exercise was given first and last, here and in another class: a DataFrame."""
        heads = (messages.CLASS_HEAD, messages.SUBJECT_HEAD, messages.ANSWER_HEAD)
        columns = [head[self.language] for head in (*heads, messages.FIRST_HEAD, messages.LAST_HEAD)]
        rows = []
        for key in self._keys(id):
            for group in (self, other):
                statistics = group._counted(key)
                for heading, answers in statistics.answer_tables():
                    for text, count in answers:
                        answer = f"✓ {text}" if count.correct else text.strip()
                        rows.append(
                            (group.name, heading or statistics.title, answer, str(count.first), str(count.last))
                        )
        return self._table([dict(zip(columns, row, strict=True)) for row in rows])

    def save(self, folder: Path | str, everything: bool = False) -> list[Path]:
        """Write overview.html, answers.csv, troubles.csv and students.csv, over those there; return their paths.

        everything: the page also shows, and prints, what nobody answered. For an empty class, nothing is written.
        """
        folder = Path(folder)
        if not self._students and not self.findings:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder) as (page, answers, notes, students):
            results = self._write_answers(answers, page, everything)
            writer = csv.writer(notes)
            writer.writerow(NOTE_COLUMNS)
            writer.writerows(map(defused, row) for row in self.file_notes)
            heads, rows = student_table(results.students.values(), len(self._parts), self.roster, self.attendance)
            writer = csv.writer(students)
            writer.writerow(map(defused, heads))
            writer.writerows(map(defused, row) for row in rows)
        return [folder / name for name in RESULTS]

    def _write_answers(self, answers: IO[str], page: IO[str], everything: bool) -> ClassResults:
        """Write the table and the report; what the report begins with is known only at the end."""
        writer = csv.writer(answers)
        writer.writerow(COLUMNS)
        sections: list[str] = []

        def show(statistics: ExerciseStatistics) -> None:
            if everything or statistics.answered:
                sections.append(report_section(statistics))

        results = ClassResults(self._students)
        for row in self._counted_rows(results, show):
            writer.writerow(map(defused, row))
        page.write(report_start(self, results, everything))
        page.writelines(sections)
        page.write(report_end(self, results))
        return results

    def _counted_rows(
        self, results: ClassResults, show: Callable[[ExerciseStatistics], None] = lambda _: None
    ) -> Iterator[AnswerRow]:
        """Yield all rows of answers.csv, adding them to the results; show: called with each exercise once counted."""
        for key, (title, part) in self._parts.items():
            statistics = self._empty(key)
            for row in self._rows(statistics):
                results.add_row(row, title[self.language], part, key in self._optional)
                yield row
            try:
                results.add_exercise(statistics)
                show(statistics)
            except Exception:  # one exercise never stops the rest
                logging.getLogger(__name__).exception("overview of %s", key)
                self._note(Finding(f"exercises/{key.partition('.')[0]}.yaml", "not shown", (key,)))

    def _note(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)

    def statistics(self, id: str) -> list[ExerciseStatistics]:
        """Count the answers to an exercise, or to each of its parts; empty for an unknown id."""
        return [self._counted(key) for key in self._keys(id)]

    def _keys(self, id: str) -> list[str]:
        return [key for key in self._parts if key == id or key.startswith(f"{id}.")]

    def _counted(self, key: str) -> ExerciseStatistics:
        statistics = self._empty(key)
        for _ in self._rows(statistics):
            pass
        return statistics

    def _empty(self, key: str) -> ExerciseStatistics:
        title, part = self._parts[key]
        return ExerciseStatistics(self.content, key, title[self.language], part, self.language)

    def _rows(self, statistics: ExerciseStatistics) -> Iterator[AnswerRow]:
        """Count the answers of all students to one exercise, and yield their rows."""
        for student in self._students:
            try:
                yield statistics.add(student, student.answers.get(statistics.key, _OPEN))
            except Exception:  # one answer never stops the rest
                logging.getLogger(__name__).exception("answer to %s", statistics.key)
                self._note(Finding(student.file, "odd answer", (statistics.key,), student.student))
                yield statistics.add(student, _IN_DOUBT)

    def _table(self, rows: object, columns: Sequence[str] | None = None) -> Table:
        from geo_lesson.dataframes import Table

        table = Table(rows, columns=columns)
        table.language = self.language
        return table


def _not_listed(folder: Path, id: str) -> Problem:
    return Problem(Place(folder / "lesson.yaml"), messages.NOT_LISTED.fill(id=id), messages.LIST_IT.fill(id=id))


def asked_by_plan(plan: Plan, key: str, part: Exercise) -> Exercise | None:
    """Return the part with what a plan asks of it; None if it asks nothing."""
    id, _, name = key.partition(".")
    tasks = [task for task in plan.tasks if task.exercise == id]
    only = {entry for task in tasks for entry in task.only} if all(task.only for task in tasks) else set()
    if not tasks or (name and only and name not in only):
        return None
    return part.only(only) if only and not name else part


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
