"""Read a class list, and find out who on it handed in which file."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import Text
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.diagnosis import Finding
from geo_lesson.teacher.classroom.overview import StudentResult
from geo_lesson.teacher.classroom.results import STUDENT_COLUMNS

_LARGEST = 5_000_000  # bytes of a class list
# Columns by which a person is known, as Moodle and schools name them; others are passed on as they are.
_NAMES = ("name", "vollständiger name", "full name", "vor- und nachname", "schüler", "schülerin", "student")
_FIRST, _LAST = ("vorname", "first name", "firstname"), ("nachname", "last name", "lastname", "surname", "familienname")
_IDS = (
    *("e-mail-adresse", "e-mail", "email", "email address", "anmeldename", "nutzername", "benutzername", "username"),
    *("id-nummer", "id number", "idnumber", "matrikelnummer"),
)
_PSEUDONYMS = ("pseudonym",)
_UNKNOWN, _NOTHING = "?", "-"  # Moodle stops at an unknown person, and takes a dash for no grade


@dataclass
class Person:
    """One line of a class list: its cells, and in what words a file may name that person."""

    cells: Sequence[str]
    names: list[str] = field(default_factory=list)
    pseudonym: str = ""

    def longest_name_in(self, words: str) -> int:
        """Return the length of the longest of the names that stand among some words; 0 if none does."""
        return max((len(name) for name in self.names if f" {name} " in f" {words} "), default=0)


@dataclass(frozen=True)
class Roster:
    """A class list: its heads and its people."""

    heads: Sequence[str]
    people: Sequence[Person]


@dataclass(frozen=True)
class Attendance:
    """Who handed in what. students: the person of each; missing: each other person, and a file that does not count."""

    students: Mapping[str, Person]
    missing: Sequence[tuple[Person, str]]
    findings: Sequence[Finding]


def read_roster(path: Path) -> Roster:
    """Read a class list, a table as Moodle, a school's program or a spreadsheet writes it. Raises LessonError."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, messages.ROSTER_MISSING.fill(reason=error.strerror or str(error))) from error
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if len(content) > _LARGEST or content.startswith((b"PK", b"\xd0\xcf")) or (b"\0" in content and not is_utf16):
        raise _unreadable(path, messages.ROSTER_NOT_CSV)
    lines = [line for line in _decoded(content).splitlines() if line.strip()]
    divider = max(";,\t", key=lambda sign: lines[0].count(sign)) if lines else ","
    rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(lines, delimiter=divider)]
    rows = [list(row) for row in dict.fromkeys(tuple(row) for row in rows if any(row))]
    if not rows:
        raise _unreadable(path, messages.ROSTER_EMPTY)
    known = {*_NAMES, *_FIRST, *_LAST, *_IDS, *_PSEUDONYMS}
    has_heads = any(cell.casefold() in known for cell in rows[0])
    heads = rows.pop(0) if has_heads else ["name", *(f"column {n}" for n in range(2, len(rows[0]) + 1))]
    heads = [head or f"column {n}" for n, head in enumerate(heads, 1)]
    return Roster(heads, [_person(heads, row) for row in rows])


def _unreadable(path: Path, message: Text) -> LessonError:
    return LessonError([Problem(Place(path), message, messages.SAVE_ROSTER_AS_CSV)])


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _person(heads: Sequence[str], row: Sequence[str]) -> Person:
    cells = [*row, *[""] * len(heads)][: len(heads)]
    by_head = {head.casefold(): cell for head, cell in zip(heads, cells, strict=True)}

    def cell(heads: Iterable[str]) -> str:
        return next((by_head[head] for head in heads if by_head.get(head)), "")

    names = [*(by_head.get(head, "") for head in _NAMES), f"{cell(_FIRST)} {cell(_LAST)}".strip()]
    turned = [turn for name in names for turn in _turned(_words(name))]
    ids = [_words(by_head.get(head, "")) for head in _IDS]
    return Person(cells, [name for name in (*turned, *ids) if name], _words(cell(_PSEUDONYMS)))


def _turned(name: str) -> list[str]:
    """Return a name with its parts in their order and turned: last name first.

    >>> _turned("anna lena roth")
    ['anna lena roth', 'lena roth anna', 'roth anna lena']
    """
    words = name.split()
    return [" ".join(words[n:] + words[:n]) for n in range(len(words))]


def _words(text: str) -> str:
    """Return the words of a name or a path without accents, signs and capitals.

    >>> _words("Müller,  Ana-María_900/x.html")
    'muller ana maria 900 x html'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


def attendance(roster: Roster, students: Iterable[StudentResult], others: Iterable[str]) -> Attendance:
    """Find the person of each hand-in, by pseudonym or by what the file is called; others: files that do not count."""
    found: dict[str, Person] = {}
    files: dict[int, str] = {}
    findings = []
    for one in students:
        person = _match(roster, one.file, one.student)
        if not person:
            findings.append(Finding(one.file, "not on the list", (), one.student))
        elif id(person) in files:
            findings.append(Finding(one.file, "twice on the list", (files[id(person)],), one.student))
        else:
            found[one.student], files[id(person)] = person, one.file
    uncounted = {id(person): file for file in others if (person := _match(roster, file))}
    missing = [(person, uncounted.get(id(person), "")) for person in roster.people if id(person) not in files]
    return Attendance(found, missing, findings)


def _match(roster: Roster, file: str, student: str = "") -> Person | None:
    """Return the one person whom a pseudonym or a file's name means; None if it is nobody or might be two."""
    name, words = _words(student), _words(file)
    own = [person for person in roster.people if name and person.pseudonym == name]
    by_length = {id(person): person.longest_name_in(words) for person in roster.people}
    longest = max(by_length.values(), default=0)
    named = own or [person for person in roster.people if longest and by_length[id(person)] == longest]
    return named[0] if len(named) == 1 else None


def student_table(
    students: Iterable[StudentResult], asked: int, roster: Roster | None, attended: Attendance | None
) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Return the head and the rows of students.csv; asked: how many exercises there are.

    With a class list, its own columns follow, and a row for each who has not handed in.
    """
    heads = [head if head not in STUDENT_COLUMNS else f"{head} (list)" for head in roster.heads] if roster else []
    rows: list[Sequence[object]] = []
    for one in students:
        person = attended.students.get(one.student) if attended else None
        cells = person.cells if person else [_UNKNOWN] * len(heads)
        counts = one.answered, asked, one.right, one.hints, len(one.begun), len(one.open)
        rows.append((one.file, one.student, "yes", *counts, *cells))
    for person, file in attended.missing if attended else ():
        rows.append((file, "", "not counted" if file else "no", *[_NOTHING] * 6, *person.cells))
    return (*STUDENT_COLUMNS, *heads), rows
