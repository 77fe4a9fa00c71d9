"""Load a folder of submissions, say what is wrong with its files, and keep each student's fullest one."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sys
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict

from geo_lesson.handin.file import HandIn, Reading, record_data
from geo_lesson.student.store import Attempt, Record
from geo_lesson.teacher.classroom.diagnosis import Finding, diagnose
from geo_lesson.teacher.classroom.files import submitted_files

State: TypeAlias = Literal["answered", "begun", "doubt", "open"]
FieldValue: TypeAlias = str | dict[str, str]  # one text, or one for each entry of the exercise
Place: TypeAlias = tuple[str, ...]  # (exercise,) field and entry in which a text stands

_FEW = 3  # attempts; as many, given in the same second, are no coincidence
_MOST_COMPARED = 20  # submissions that share an attempt; beyond that each counts, and the teacher is told


class StoredRecord(TypedDict):
    """What is kept of one exercise; draft: None if it is the same as what was submitted."""

    attempts: list[Attempt]
    hints: int
    draft: dict[str, FieldValue] | None
    kept: list[Attempt]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A student's answer to one exercise; as JSON it needs a fifth of the memory."""

    state: State
    json: str = ""

    def record(self) -> StoredRecord:
        """Decode what was stored."""
        record: StoredRecord = json.loads(self.json)
        return record


@dataclass(frozen=True, eq=False)
class Submission:
    """One student's hand-in as it was read.

    number: its position in the folder.   handin: without records.   made: POSIX time by the clock of its machine.
    student: the pseudonym, numbered if two share it.
    attempts: a digest of each, and an empty one.   last: the digest of the latest attempt, empty if there is none.
    words: length of all texts in characters.   edited: how many answers were changed in the file.
    """

    number: int
    file: str
    handin: HandIn
    made: float
    student: str
    answers: Mapping[str, StoredAnswer]
    attempts: frozenset[bytes]
    last: bytes
    words: int
    edited: int
    digest: bytes

    @property
    def pseudonym(self) -> str:
        """The pseudonym as the student chose it."""
        return self.handin.pseudonym

    def fullest_first(self) -> tuple[int, int, int, float, str]:
        """Sort key: most attempts, most text, fewest edits, newest."""
        return -len(self.attempts), -self.words, self.edited, -self.made, self.file

    def is_copy_of(self, other: Submission) -> bool:
        """Return whether both hold the same answers and were made in the same second."""
        return (self.digest, self.handin.made) == (other.digest, other.handin.made)

    def texts(self) -> Mapping[Place, set[str]]:
        """Return all texts that are not in doubt, by the place in which they stand."""
        texts = defaultdict(set)
        for key, answer in self.answers.items():
            if answer.state != "doubt":
                for place, text in _texts(answer.record()):
                    texts[key, *place].add(text)
        return texts


def as_submission(number: int, file: str, reading: Reading) -> Submission:
    """Make a Submission of a hand-in that was read."""
    records = {key: _stored(record) for key, record in reading.handin.records.items()}
    answers = {
        sys.intern(key): StoredAnswer("doubt" if key in reading.edited else _state(record), json.dumps(record))
        for key, record in records.items()
    }
    sound = {key: record for key, record in records.items() if key not in reading.edited}
    given = sorted((a["at"], _digest([key, a])) for key, record in sound.items() for a in record["attempts"])
    return Submission(
        number,
        file,
        replace(reading.handin, records={}),
        made=datetime.fromisoformat(reading.handin.made).timestamp(),
        student=reading.handin.pseudonym,
        answers=answers,
        attempts=frozenset([b"", *(attempt for _, attempt in given)]),
        last=given[-1][1] if given else b"",
        words=sum(len(text) for record in sound.values() for _, text in _texts(record)),
        edited=len(reading.edited),
        digest=_digest([(key, answer.json) for key, answer in answers.items()]),
    )


class Submissions:
    """The submissions in a folder. findings: what there is to say about its files, in the order of their names."""

    def __init__(self, folder: Path | str, results: Path | None = None, on_read: Callable[[], object] = lambda: None):
        """Read all files; results: a folder whose results are no submissions; on_read: called after each file."""
        self.findings: list[Finding] = []
        self._dropped: set[str] = set()
        self._kept: list[Submission] = []
        for number, file in enumerate(submitted_files(folder, results) if Path(folder).is_dir() else ()):
            reading, findings = diagnose(file)
            try:
                if reading:
                    self._kept.append(as_submission(number, file.name, reading))
            except Exception:  # whatever a file holds, the others are read
                logging.getLogger(__name__).exception("hand-in %s", file.name)
                findings = []
                self._drop(Finding(file.name, "data"))
            self.findings += findings
            on_read()

    @property
    def students(self) -> list[Submission]:
        """Those who count, by their names."""
        return sorted(self._kept, key=lambda submission: (_natural(submission.student), submission.number))

    def lesson(self) -> str | None:
        """Return the lesson that most submissions belong to; None if there are none."""
        lessons = Counter(submission.handin.lesson for submission in self._kept)
        return max(sorted(lessons), key=lambda lesson: lessons[lesson], default=None)

    def select(self, lesson: str, version: str, keys: Collection[str], unread: Collection[str] = ()) -> set[str]:
        """Keep each student's fullest submission in a lesson, and say of all others why they do not count.

        version: that of the lesson here.   keys: those of its exercises.   unread: ids of exercises that cannot
        be read here or are in no chapter, which is nobody's fault who handed in.
        Returns the ids of exercises in submissions that are not known.
        """
        others = [submission for submission in self._kept if submission.handin.lesson != lesson]
        for other in others:
            self._drop(Finding(other.file, "other lesson", (other.handin.lesson,), other.pseudonym))
        self._kept = self._one_for_each([one for one in self._kept if one.handin.lesson == lesson])
        self._kept = [*self._numbered(version)]
        unknown = self._unknown_exercises(set(keys), unread)
        # Of a file that was put aside, only this is said, and not also that its answers count.
        findings = [finding for finding in self.findings if finding.file not in self._dropped or not finding.counted]
        self.findings = sorted(findings, key=lambda finding: (finding.counted, finding.file))
        return unknown

    def _one_for_each(self, submissions: list[Submission]) -> list[Submission]:
        """Drop a submission if another one of the same pseudonym contains all its attempts and texts.

        Neither the id nor a clock decides: folders are copied with the id in them, answers move to another machine
        without it, and clocks are wrong.
        """
        wanted = {submission.last for submission in submissions}
        own: dict[tuple[bytes, str], list[Submission]] = defaultdict(list)
        everybody: dict[bytes, list[Submission]] = defaultdict(list)
        kept = []
        for one in sorted(submissions, key=Submission.fullest_first):
            same_name = own[one.last, one.pseudonym][:_MOST_COMPARED]
            if whole := next((o for o in same_name if one.attempts <= o.attempts and not _loses_text(one, o)), None):
                code = "other of two" if one.edited else "same twice" if one.is_copy_of(whole) else "older of two"
                self._drop(Finding(one.file, code, (whole.file,), one.pseudonym))
                continue
            if len(one.attempts) > _FEW:
                other_names = (other for other in everybody[one.last] if other.pseudonym != one.pseudonym)
                twins = (o for o in islice(other_names, _MOST_COMPARED) if one.attempts <= o.attempts)
                self.findings += [Finding(one.file, "two names", (o.file,), one.pseudonym) for o in islice(twins, 1)]
            kept.append(one)
            for attempt in one.attempts & wanted:
                insort(own[attempt, one.pseudonym], one, key=lambda o: o.number)
                insort(everybody[attempt], one, key=lambda o: (o.pseudonym, o.number))
        return kept

    def _numbered(self, version: str) -> Iterator[Submission]:
        """Number those who share a pseudonym, and say who may be two people and who worked with another version."""
        first: dict[str, str] = {}
        ids: dict[tuple[str, str], str] = {}
        numbers: Counter[str] = Counter()
        for one in sorted(self._kept, key=lambda submission: submission.file):
            name, identity = one.pseudonym, (one.pseudonym, one.handin.id)
            numbers[name] += 1
            if numbers[name] > 1:
                code = "two people" if identity in ids else "same pseudonym"
                self.findings.append(Finding(one.file, code, (ids.get(identity, first[name]),), name))
                one = replace(one, student=f"{name} ({numbers[name]})")
            first.setdefault(name, one.file)
            ids.setdefault(identity, one.file)
            if one.handin.lesson_version != version:
                self.findings.append(Finding(one.file, "older lesson", (one.handin.lesson_version,), name))
            yield one

    def _unknown_exercises(self, keys: set[str], unread: Collection[str]) -> set[str]:
        """Say which submissions hold exercises that the lesson does not have; return the ids of all not known."""
        unknown = {key for one in self._kept for key in one.answers} - keys
        blamed = {key for key in unknown if _exercise_id(key) not in unread}
        for one in sorted(self._kept, key=lambda submission: submission.number):
            if names := sorted(one.answers.keys() & blamed):
                self.findings.append(Finding(one.file, "unknown exercise", tuple(names), one.pseudonym))
        return {_exercise_id(key) for key in unknown}

    def _drop(self, finding: Finding) -> None:
        self.findings.append(finding)
        self._dropped.add(finding.file)


def _natural(name: str) -> str:
    """Return a sort key by which 2 comes before 10."""
    return re.sub("[0-9]+", lambda digits: digits[0].zfill(40), name)


def _loses_text(one: Submission, other: Submission) -> bool:
    """Return whether dropping `one` for `other` would lose a text.

    If something was submitted, only what was written counts, and not what was chosen without being submitted.
    """
    theirs = other.texts()
    own = ((place, text) for place, texts in one.texts().items() for text in texts)
    own = ((place, text) for place, text in own if " " in text or not one.last)
    return any(not any(text in held for held in theirs.get(place, ())) for place, text in own)


def _exercise_id(key: str) -> str:
    return key.partition(".")[0]


def _state(record: StoredRecord) -> State:
    return "answered" if any(attempt.get("step") == "answer" for attempt in record["attempts"]) else "begun"


def _digest(data: Any) -> bytes:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).digest()[:16]


def _stored(record: Record) -> StoredRecord:
    data = record_data(record)
    return {"attempts": data["attempts"], "hints": data["hints"], "draft": data["draft"], "kept": data["kept"]}


def _texts(record: StoredRecord) -> Iterator[tuple[Place, str]]:
    """Yield all that was written or chosen in an exercise, and where: submitted, in the fields, or kept."""
    for answer in (record["draft"] or {}, *(entry["answer"] for entry in (*record["attempts"], *record["kept"]))):
        for field, value in answer.items():
            for part, text in value.items() if isinstance(value, dict) else [("", value)]:
                if text:
                    yield (field, part), " ".join(text.split())
