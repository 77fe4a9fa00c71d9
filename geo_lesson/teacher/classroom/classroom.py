"""Read a class: a folder of submissions as tables, as a report, and as a list of what to ask for."""

from __future__ import annotations

import csv
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import HtmlOutput
from geo_lesson.common.language import LANGUAGES, Text, system_language
from geo_lesson.content.folder import LessonFolder, find_lesson
from geo_lesson.exercises.base import Exercise
from geo_lesson.handin.sheet import parts
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.diagnosis import Finding
from geo_lesson.teacher.classroom.files import RESULTS, readable
from geo_lesson.teacher.classroom.report import StudentProgress, report_end, report_section, report_start
from geo_lesson.teacher.classroom.results import COLUMNS, NOTE_COLUMNS, AnswerRow, FileNote, all_or_none, defused
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
) -> Classroom:
    """Read a folder of submissions, also in zips and folders, as a Classroom.

    lesson: its name in data/; left out, the one that most submissions belong to.   results: a folder whose results
    are no submissions.   on_read: called after each file. A folder that does not exist is an empty class.
    Raises LessonError if the lesson is not here, and ValueError for another language.
    """
    language = language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    submissions = Submissions(folder, results, on_read)
    try:
        content = LessonFolder(find_lesson(lesson or submissions.lesson() or "troops", Path.cwd().resolve()))
    except LessonError as error:
        raise error.translated(language) from None
    return Classroom(submissions, content, language, readable(Path(folder).name))


class Classroom:
    """The submissions of a class in one lesson, one for each student: the fullest."""

    def __init__(self, submissions: Submissions, content: LessonFolder, language: str, name: str = "") -> None:
        self.content, self.language, self.name = content, language, name
        self._parts: dict[str, tuple[Text, Exercise]] = {}
        unread: dict[str, LessonError] = {}
        for chapter in content.config.chapters:
            self._parts |= {key: (title, part) for key, title, part in parts(content, chapter, unread=unread)}
        exercises = {id: content.exercise(id) for id in {key.partition(".")[0] for key in self._parts}}
        self._optional = {
            key for key, (_, part) in self._parts.items() if part.optional or exercises[key.partition(".")[0]].optional
        }
        listed = {id for chapter in content.config.chapters for id in chapter.exercises}
        unlisted = {path.stem for path in content.folder.glob("exercises/*.yaml")} - listed
        config = content.config
        unknown = submissions.select(config.id, config.version, set(self._parts), unread.keys() | unlisted)
        problems = [problem for error in unread.values() for problem in error.problems]
        problems += [_not_listed(content.folder, id) for id in sorted(unknown & unlisted)]
        self._lesson_problems = list(dict.fromkeys(problems))
        self._students, self.findings = submissions.students, submissions.findings

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
        return self._table([{key: _cell(v) for key, v in vars(one).items()} for one in self.progress_by_student()])

    @property
    def troubles(self) -> Table:
        """What is wrong with files, and what to ask for: a DataFrame with file, student, counted, what and ask."""
        notes = [{**note._asdict(), "counted": str(note.counted)} for note in self.file_notes]
        return self._table(notes, NOTE_COLUMNS)

    @property
    def file_notes(self) -> list[FileNote]:
        """What is wrong with files, in words; first what is wrong in the lesson's own, which is no student's fault."""
        language, titles = self.language, self.titles
        problems = LessonError(self._lesson_problems, language).translated(language, Path.cwd().resolve()).problems
        return [
            *(
                FileNote(str(p.place), "", False, p.message[language], p.fix[language] if p.fix else "")
                for p in problems
            ),
            *(
                FileNote(f.file, f.pseudonym, f.counted, f.message(language, titles), f.request(language))
                for f in self.findings
            ),
        ]

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

    def save(self, folder: Path | str) -> list[Path]:
        """Write overview.html, answers.csv and troubles.csv into a folder, over those there; return their paths.

        For an empty class, nothing is written.
        """
        folder = Path(folder)
        if not self._students and not self.findings:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder) as (page, answers, notes):
            self._write_answers(answers, page)
            writer = csv.writer(notes)
            writer.writerow(NOTE_COLUMNS)
            writer.writerows(map(defused, row) for row in self.file_notes)
        return [folder / name for name in RESULTS]

    def _write_answers(self, answers: IO[str], page: IO[str]) -> None:
        """Write the table and the report; some of what the report begins with is found only on the way."""
        writer = csv.writer(answers)
        writer.writerow(COLUMNS)
        sections = []
        for key in self._parts:
            statistics = self._empty(key)
            for row in self._rows(statistics):
                writer.writerow(map(defused, row))
            try:
                sections.append(report_section(statistics))
            except Exception:  # one exercise never stops the rest
                logging.getLogger(__name__).exception("overview of %s", key)
                self._note(Finding(f"exercises/{key.partition('.')[0]}.yaml", "not shown", (key,)))
        page.write(report_start(self))
        page.writelines(sections)
        page.write(report_end(self, self.progress_by_student()))

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

    def progress_by_student(self) -> Iterator[StudentProgress]:
        """Yield how far each student has come; optional exercises are never among those that are open."""
        for student in self._students:
            titles = defaultdict(list)
            for key, (title, _) in self._parts.items():
                state = student.answers.get(key, _OPEN).state
                if state != "open" or key not in self._optional:
                    titles[state].append(title[self.language])
            yield StudentProgress(
                student.student, len(titles["answered"]), titles["begun"], titles["doubt"], titles["open"]
            )

    def _table(self, rows: object, columns: Sequence[str] | None = None) -> Table:
        from geo_lesson.dataframes import Table

        table = Table(rows, columns=columns)
        table.language = self.language
        return table


def _not_listed(folder: Path, id: str) -> Problem:
    return Problem(Place(folder / "lesson.yaml"), messages.NOT_LISTED.fill(id=id), messages.LIST_IT.fill(id=id))


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
