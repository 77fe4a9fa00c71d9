"""A class: a folder of hand-ins as tables, as an overview to read, and as a list of what to ask for."""

import csv
import logging
import shutil
import tempfile
from pathlib import Path

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.html import HtmlOutput, render
from geo_lesson.common.language import LANGUAGES, system_language
from geo_lesson.content.folder import LessonFolder, find_lesson
from geo_lesson.handin.sheet import parts
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.diagnosis import TROUBLES, Finding
from geo_lesson.teacher.classroom.files import RESULTS, readable
from geo_lesson.teacher.classroom.report import overview_end, overview_start, section
from geo_lesson.teacher.classroom.results import all_or_none, defused
from geo_lesson.teacher.classroom.statistics import COLUMNS, Tally
from geo_lesson.teacher.classroom.submissions import Shelf


def open_class(folder, language=None, lesson=None, leave=None, seen=lambda: None):
    """Read a folder of hand-ins, also in zips and folders, as a Classroom.

    lesson: its name in data/; left out, the one that most hand-ins belong to.   leave: a folder of results to pass by.
    seen: called after each file. A folder that is not there is an empty class, and says so.
    Raises LessonError where the lesson is not here; ValueError for another language.
    """
    language = language or system_language()
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    shelf = Shelf(folder, leave, seen)
    try:
        content = LessonFolder(find_lesson(lesson or shelf.lesson() or "troops", Path.cwd().resolve()))
    except LessonError as error:
        raise error.translated(language) from None
    return Classroom(shelf, content, language, readable(Path(folder).name))


class Classroom:
    """The hand-ins of a class in one lesson, one for each student: the fullest."""

    def __init__(self, shelf, content, language, name=""):
        self.content, self.language, self._shelf, self.name = content, language, shelf, name
        config, unread = content.config, {}
        self._parts = {
            key: (title, part) for c in config.chapters for key, title, part in parts(content, c, unread=unread)
        }
        ids = {key: key.partition(".")[0] for key in self._parts}
        optional = {id: content.exercise(id).optional for id in set(ids.values())}
        self._optional = {key for key, (_, part) in self._parts.items() if part.optional or optional[ids[key]]}
        self._mistakes = dict.fromkeys(problem for error in unread.values() for problem in error.problems)
        listed = {id for chapter in config.chapters for id in chapter.exercises}
        unlisted = {path.stem for path in content.folder.glob("exercises/*.yaml")} - listed
        strange = shelf.keep(config.id, config.version, set(self._parts), unread.keys() | unlisted)
        self._mistakes |= dict.fromkeys(_not_listed(content.folder, id) for id in sorted(strange & unlisted))
        self._students = shelf.students()
        self.findings = shelf.findings

    def __repr__(self):
        if not self._students and not self.findings:
            return messages.NO_HAND_INS.fill(folder=self.name)[self.language]
        return messages.CLASS_SUMMARY.fill(n=len(self._students), troubles=len(self.told))[self.language]

    @property
    def students(self):
        """The pseudonyms of those who handed in, in their order."""
        return [name for _, name, *_ in self._students]

    @property
    def titles(self):
        """The titles of all exercises and parts by their key."""
        return {key: title[self.language] for key, (title, _) in self._parts.items()}

    @property
    def answers(self):
        """All answers as a DataFrame, a row for each student and exercise, also those still open.

        Columns: `statistics.COLUMNS`, as docs/answers.md describes them; attempts and hints are numbers, or missing.
        """
        import pandas as pd

        from geo_lesson.dataframes import Table

        table = Table([row for key in self._parts for row in self._rows(self._tally(key))], columns=COLUMNS)
        table.language, table.most = self.language, 5
        for column in ("attempts", "hints"):
            table[column] = pd.to_numeric(table[column]).astype("Int64")
        return table

    @property
    def missing(self):
        """What each student has still to do: a DataFrame with student, answered, begun, in_doubt and open, titles."""
        from geo_lesson.dataframes import Table

        return Table([{key: _cell(v) for key, v in row.items()} for row in self._standings()]).in_language(
            self.language
        )

    @property
    def troubles(self):
        """What is wrong with files, and what to ask for: a DataFrame with file, student, counted, what and ask."""
        from geo_lesson.dataframes import Table

        return Table(self.told, columns=TROUBLES).astype({"counted": str}).in_language(self.language)

    @property
    def told(self):
        """The findings in words: (file, pseudonym, whether its answers count, what is the matter, what to ask for).

        First what is wrong in the lesson's own files, which is nobody's fault who handed in.
        """
        language, titles = self.language, self.titles
        mistakes = LessonError(self._mistakes, language).translated(language, Path.cwd().resolve()).problems
        return [
            *((str(p.place), "", False, p.message[language], p.fix[language] if p.fix else "") for p in mistakes),
            *((f.file, f.pseudonym, f.counted, f.said(language, titles), f.ask(language)) for f in self.findings),
        ]

    def exercise(self, id):
        """What the class thinks at an exercise, or at each of its parts. Raises KeyError."""
        keys = [key for key in self._parts if key == id or key.startswith(f"{id}.")]
        if not keys:
            raise KeyError(id)
        shown = [section(self._told(key)) for key in keys]
        plain = "\n".join(f"{told['title']}: {told['answered']}/{len(self._students)}" for told in shown)
        return HtmlOutput("sections.html", plain, sections=shown, language=self.language)

    def student(self, name=None):
        """All that one student answered, a row for each exercise: a DataFrame; without a name, the first student.

        Raises KeyError for an unknown name.
        """
        name = name or next(iter(self.students), None)
        if name and name not in self.students:
            raise KeyError(name)
        from geo_lesson.dataframes import Table

        rows = self.answers
        shown = ["exercise", "state", "first", "last", "first_correct", "last_correct", "first_reason", "noted_after"]
        own = Table(rows[(rows.student == name) & (rows.state != "open")][shown]).fillna("").reset_index(drop=True)
        return own.in_language(self.language)

    def compare(self, other, id):
        """How often each answer to an exercise was given first and last, here and in another class: a DataFrame."""
        from geo_lesson.dataframes import Table

        rows = []
        for key in (key for key in self._parts if key == id or key.startswith(f"{id}.")):
            for where, told in ((self.name, section(self._told(key))), (other.name, section(other._told(key)))):
                rows += [
                    {
                        messages.CLASS_HEAD[self.language]: where,
                        messages.SUBJECT_HEAD[self.language]: slot["where"] or told["title"],
                    }
                    | {messages.ANSWER_HEAD[self.language]: f"{choice['mark']} {choice['what']}".strip()}
                    | {
                        messages.FIRST_HEAD[self.language]: str(choice["first"]),
                        messages.LAST_HEAD[self.language]: str(choice["last"]),
                    }
                    for slot in told["slots"]
                    for choice in slot["choices"]
                ]
        return Table(rows).in_language(self.language)

    def save(self, folder):
        """Write overview.html, answers.csv and troubles.csv into a folder, over those there; returns their paths.

        Of an empty class, nothing is written.
        """
        folder = Path(folder)
        if not self._students and not self.findings:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        with all_or_none(folder) as (page, table, troubles):
            self._write(csv.writer(table), page)
            listed = csv.writer(troubles)
            listed.writerow(TROUBLES)
            listed.writerows(map(defused, row) for row in self.told)
        return [folder / name for name in RESULTS]

    def _write(self, table, page):
        """The table and the overview, exercise by exercise, so that no class is too large.

        The page begins with what was found, and some of that is found on the way.
        """
        table.writerow(COLUMNS)
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace", newline="") as sections:
            for key in self._parts:
                tally = self._tally(key)
                for row in self._rows(tally):
                    table.writerow(map(defused, row))
                try:
                    sections.write(render("section.html", told=section(tally)))
                except Exception:  # one exercise never stops the rest
                    logging.getLogger(__name__).exception("overview of %s", key)
                    self._note(Finding(f"exercises/{key.partition('.')[0]}.yaml", "not shown", (key,)))
            page.write(overview_start(self))
            sections.seek(0)
            shutil.copyfileobj(sections, page)
        page.write(overview_end(self, self._standings()))

    def _note(self, finding):
        if finding not in self.findings:
            self.findings.append(finding)

    def _tally(self, key):
        title, part = self._parts[key]
        return Tally(self.content, key, title[self.language], part, self.language)

    def _told(self, key):
        tally = self._tally(key)
        for _ in self._rows(tally):
            pass
        return tally

    def _rows(self, tally):
        """The rows of all students at one exercise; with each, the answer is counted."""
        found = self._shelf.answers(tally.key)
        answer = next(found, None)
        for student in self._students:
            state, record = "open", None
            if answer and answer[0] == student[0]:
                _, state, record = answer
                answer = next(found, None)
            try:
                yield tally.row(student, state, record)
            except Exception:  # one answer never stops the rest
                logging.getLogger(__name__).exception("answer to %s", tally.key)
                self._note(Finding(self._shelf.file(student[0]), "odd answer", (tally.key,), student[1]))
                yield tally.row(student, "doubt", None)

    def _standings(self):
        """How far each student has come, optional exercises left out of what is open."""
        for n, name, *_ in self._students:
            states = self._shelf.states(n)
            lists = {"student": name, "answered": 0, "begun": [], "in_doubt": [], "open": []}
            for key, (title, _) in self._parts.items():
                state = states.get(key, "open")
                if state == "answered":
                    lists["answered"] += 1
                elif state != "open" or key not in self._optional:
                    lists["in_doubt" if state == "doubt" else state].append(title[self.language])
            yield lists


def _not_listed(folder, id):
    return Problem(Place(folder / "lesson.yaml"), messages.NOT_LISTED.fill(id=id), messages.LIST_IT.fill(id=id))


def _cell(value):
    return ", ".join(value) if isinstance(value, list) else str(value)
