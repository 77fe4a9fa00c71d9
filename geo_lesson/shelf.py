"""Hand-ins on a shelf: a folder of them read one by one into a temporary database, so that thousands fit, too.

What is wrong with a file is kept as findings; of several hand-ins of one student, the newest stays.
"""

import hashlib
import json
import sqlite3
import weakref
from collections import Counter
from datetime import datetime
from pathlib import Path

from geo_lesson.doctor import Finding, examine
from geo_lesson.parcels import parcels

_TABLES = """
CREATE TABLE hand_ins (n INTEGER PRIMARY KEY, file TEXT, lesson TEXT, version TEXT, language TEXT, level INTEGER,
  pseudonym TEXT, id TEXT, made TEXT, stamp REAL, student TEXT, doubts INTEGER, digest TEXT);
CREATE TABLE answers (n INTEGER, key TEXT, state TEXT, record TEXT);
"""


class Shelf:
    """The hand-ins of a folder. findings: what there is to say of its files, in the order of their names."""

    def __init__(self, folder, leave=None, seen=lambda: None):
        """Read all files; leave: a folder to pass by; seen: called after each file."""
        # Without a name, SQLite keeps the database in memory while it is small, and on disk when it grows.
        self._base = sqlite3.connect("", check_same_thread=False)
        weakref.finalize(self, self._base.close)  # Python 3.13 warns of a database that nobody closes
        self._base.executescript(_TABLES)
        self.findings, self._dropped = [], set()
        for n, parcel in enumerate(parcels(folder, leave) if Path(folder).is_dir() else ()):
            reading, found = examine(parcel)
            self.findings += found
            if reading:
                self._add(n, parcel.name, reading)
            seen()
        self._base.execute("CREATE INDEX by_key ON answers (key, n)")
        self._base.execute("CREATE INDEX by_hand_in ON answers (n)")

    def _add(self, n, file, reading):
        one = reading.handin
        head = (n, file, one.lesson, one.lesson_version, one.language, one.level, one.pseudonym, one.id, one.made)
        stamp = datetime.fromisoformat(one.made).timestamp()
        rows = [(n, k, "doubt" if k in reading.edited else _state(r), _plain(r)) for k, r in one.records.items()]
        digest = hashlib.sha256("\n".join(f"{key} {plain}" for _, key, _, plain in rows).encode()).hexdigest()
        more = (stamp, one.pseudonym, len(reading.edited), digest)
        self._base.execute("INSERT INTO hand_ins VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (*head, *more))
        self._base.executemany("INSERT INTO answers VALUES (?,?,?,?)", rows)

    def lesson(self):
        """The lesson that most hand-ins belong to; None where there are none."""
        lessons = Counter(dict(self._base.execute("SELECT lesson, count(*) FROM hand_ins GROUP BY lesson")))
        return max(sorted(lessons), key=lessons.get, default=None)

    def keep(self, lesson, version, known):
        """Keep the newest hand-in of each student in a lesson, and say of all others why not.

        version: that of the lesson here; known: the keys of its exercises.
        """
        for n, file, name, pseudonym in self._all("n, file, lesson, pseudonym", "lesson <> ?", lesson):
            self._drop(n, Finding(file, "other lesson", (name,), pseudonym))
        self._newest_only()
        first, numbers = {}, Counter()
        for n, file, pseudonym, has in self._all("n, file, pseudonym, version", "1 ORDER BY file"):
            numbers[pseudonym] += 1
            if numbers[pseudonym] > 1:
                self.findings.append(Finding(file, "same pseudonym", (first[pseudonym],), pseudonym))
                named = f"{pseudonym} ({numbers[pseudonym]})"
                self._base.execute("UPDATE hand_ins SET student = ? WHERE n = ?", (named, n))
            first.setdefault(pseudonym, file)
            if has != version:
                self.findings.append(Finding(file, "older lesson", (has,), pseudonym))
        self._strangers(known)
        # Of a file that was put aside, only this is said, and not also that its answers count.
        self.findings = [f for f in self.findings if f.file not in self._dropped or not f.counted]
        self.findings.sort(key=lambda finding: (finding.counted, finding.file))

    def _newest_only(self):
        """Of each student, keep the newest hand-in; of those made at one time, the one that nobody edited."""
        newest = {}
        order = "1 ORDER BY stamp DESC, doubts, file"
        for n, file, pseudonym, id, made, digest in self._all("n, file, pseudonym, id, made, digest", order):
            kept = newest.setdefault((pseudonym, id), (file, made, digest))
            if kept[0] == file:
                continue
            code = "older of two" if kept[1] != made else "same twice" if kept[2] == digest else "other of two"
            self._drop(n, Finding(file, code, (kept[0],), pseudonym))

    def _strangers(self, known):
        """Say which hand-ins hold exercises that the lesson does not have."""
        keys = {key for (key,) in self._base.execute("SELECT DISTINCT key FROM answers")} - known
        for n, file, pseudonym in self._all("n, file, pseudonym", "1") if keys else ():
            if has := sorted(self.states(n).keys() - known):
                self.findings.append(Finding(file, "unknown exercise", tuple(has[:10]), pseudonym))

    def _all(self, columns, where, *values):
        return self._base.execute(f"SELECT {columns} FROM hand_ins WHERE {where}", values).fetchall()  # noqa: S608

    def _drop(self, n, finding):
        self.findings.append(finding)
        self._dropped.add(finding.file)
        self._base.execute("DELETE FROM hand_ins WHERE n = ?", (n,))
        self._base.execute("DELETE FROM answers WHERE n = ?", (n,))

    def students(self):
        """Those who handed in, by name: (number, student, language, level, version, made) each."""
        return self._all("n, student, language, level, version, made", "1 ORDER BY student, n")

    def answers(self, key):
        """The answers to an exercise or part: (number, state, record as a map) each, by the name of the student."""
        asked = "SELECT n, state, record FROM answers JOIN hand_ins USING (n) WHERE key = ? ORDER BY student, n"
        for n, state, record in self._base.execute(asked, (key,)):
            yield n, state, json.loads(record)

    def states(self, n):
        """How far a student has come: {key: "answered", "begun" or "doubt"}; what is not named is open."""
        return dict(self._base.execute("SELECT key, state FROM answers WHERE n = ?", (n,)))


def _state(record):
    return "answered" if any(attempt.get("step") == "answer" for attempt in record.attempts) else "begun"


def _plain(record):
    return json.dumps({"attempts": record.attempts, "hints": record.hints})
