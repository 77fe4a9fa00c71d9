"""Hand-ins on a shelf: a folder of them read one by one into a temporary database, so that thousands fit, too.

What is wrong with a file is kept as findings; of several hand-ins of one student, the fullest stays.
"""

import hashlib
import json
import logging
import sqlite3
import weakref
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

from geo_lesson.handin.file import record_data
from geo_lesson.teacher.classroom.diagnosis import Finding, examine
from geo_lesson.teacher.classroom.files import parcels

_TABLES = """
CREATE TABLE hand_ins (n INTEGER PRIMARY KEY, file TEXT, lesson TEXT, version TEXT, language TEXT, level INTEGER,
  pseudonym TEXT, id TEXT, made TEXT, stamp REAL, student TEXT, doubts INTEGER, digest TEXT, size INTEGER, last TEXT,
  words INTEGER);
CREATE TABLE answers (n INTEGER, key TEXT, state TEXT, record TEXT);
CREATE TABLE marks (n INTEGER, mark TEXT, PRIMARY KEY (n, mark)) WITHOUT ROWID;
CREATE TABLE kept (mark TEXT, pseudonym TEXT, n INTEGER, PRIMARY KEY (mark, pseudonym, n)) WITHOUT ROWID;
"""
_COUNTED = ("attempts", "hints", "draft", "kept")  # of a record
_FEW = 3  # attempts; as many, given in the same second, are no coincidence
_MOST_COMPARED = 20  # hand-ins that share an attempt; beyond that each counts, and this is said


class Shelf:
    """The hand-ins of a folder. findings: what there is to say of its files, in the order of their names."""

    def __init__(self, folder, leave=None, seen=lambda: None):
        """Read all files; leave: a folder whose results are passed by; seen: called after each file."""
        # Without a name, SQLite keeps the database in memory while it is small, and on disk when it grows.
        self._base = sqlite3.connect("", check_same_thread=False)
        weakref.finalize(self, self._base.close)  # Python 3.13 warns of a database that nobody closes
        self._base.executescript(_TABLES)
        self.findings, self._dropped = [], set()
        for n, parcel in enumerate(parcels(folder, leave) if Path(folder).is_dir() else ()):
            reading, found = examine(parcel)
            try:
                if reading:
                    self._add(n, parcel.name, reading)
            except Exception:  # whatever a file holds, the others are read
                logging.getLogger(__name__).exception("hand-in %s", parcel.name)
                self._drop(n, Finding(parcel.name, "data"))
                found = []
            self.findings += found
            seen()
        self._base.execute("CREATE INDEX by_key ON answers (key, n)")
        self._base.execute("CREATE INDEX by_hand_in ON answers (n)")

    def _add(self, n, file, reading):
        one = reading.handin
        head = (n, file, one.lesson, one.lesson_version, one.language, one.level, one.pseudonym, one.id, one.made)
        stamp = datetime.fromisoformat(one.made).timestamp()
        rows = [(n, k, "doubt" if k in reading.edited else _state(r), _plain(r)) for k, r in one.records.items()]
        digest = _digest([(key, plain) for _, key, _, plain in rows])
        sound = [(key, record) for key, record in one.records.items() if key not in reading.edited]
        given = sorted((a["at"], _digest([key, a])) for key, record in sound for a in record.attempts)
        marks = dict.fromkeys(["", *(mark for _, mark in given)])  # "" is the one that those have who have begun only
        words = sum(len(text) for _, record in sound for _, text in _texts(record_data(record)))
        more = (stamp, one.pseudonym, len(reading.edited), digest, len(marks) - 1, given[-1][1] if given else "", words)
        self._base.execute("INSERT INTO hand_ins VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (*head, *more))
        self._base.executemany("INSERT INTO answers VALUES (?,?,?,?)", rows)
        self._base.executemany("INSERT INTO marks VALUES (?,?)", [(n, mark) for mark in marks])

    def lesson(self):
        """The lesson that most hand-ins belong to; None where there are none."""
        lessons = Counter(dict(self._base.execute("SELECT lesson, count(*) FROM hand_ins GROUP BY lesson")))
        return max(sorted(lessons), key=lessons.get, default=None)

    def keep(self, lesson, version, known, unread=()):
        """Keep each student's fullest hand-in in a lesson, and say of all others why not.

        version: that of the lesson here; known: the keys of its exercises; unread: ids of those that cannot be read
        here or are not part of it, of which nobody is blamed. Returns the ids in hand-ins that are not known.
        """
        for n, file, name, pseudonym in self._all("n, file, lesson, pseudonym", "lesson <> ?", lesson):
            self._drop(n, Finding(file, "other lesson", (name,), pseudonym))
        self._one_for_each()
        first, ids, numbers = {}, {}, Counter()
        for n, file, pseudonym, id, has in self._all("n, file, pseudonym, id, version", "1 ORDER BY file"):
            numbers[pseudonym] += 1
            if numbers[pseudonym] > 1:
                same = (pseudonym, id) in ids
                other = ids[pseudonym, id] if same else first[pseudonym]
                self.findings.append(Finding(file, "two people" if same else "same pseudonym", (other,), pseudonym))
                named = f"{pseudonym} ({numbers[pseudonym]})"
                self._base.execute("UPDATE hand_ins SET student = ? WHERE n = ?", (named, n))
            first.setdefault(pseudonym, file)
            ids.setdefault((pseudonym, id), file)
            if has != version:
                self.findings.append(Finding(file, "older lesson", (has,), pseudonym))
        strange = self._strangers(known, unread)
        # Of a file that was put aside, only this is said, and not also that its answers count.
        self.findings = [f for f in self.findings if f.file not in self._dropped or not f.counted]
        self.findings.sort(key=lambda finding: (finding.counted, finding.file))
        return strange

    def _one_for_each(self):
        """Drop hand-ins that another one goes on from: of the same pseudonym, with all attempts and texts of both.

        Neither the id nor a clock decides: folders are copied with the id in them, answers move to another machine
        without it, and clocks are wrong.
        """
        columns = "n, file, pseudonym, doubts, digest || made, size, last"
        for n, file, pseudonym, doubts, digest, size, last in self._all(
            columns, "1 ORDER BY size DESC, words DESC, doubts, stamp DESC, file"
        ):
            if whole := self._holding(n, last, "pseudonym = ?", pseudonym, texts=True):
                other, same = whole
                code = "other of two" if doubts else "same twice" if same == digest else "older of two"
                self._drop(n, Finding(file, code, (other,), pseudonym))
                continue
            if size >= _FEW and (twin := self._holding(n, last, "pseudonym <> ?", pseudonym)):
                self.findings.append(Finding(file, "two names", (twin[0],), pseudonym))
            self._base.execute("INSERT INTO kept SELECT mark, ?, n FROM marks WHERE n = ?", (pseudonym, n))

    def _holding(self, n, last, where, pseudonym, texts=False):
        """(file, digest) of a kept hand-in with all the attempts of another one; None where there is none.

        texts: whether it must hold all texts, too.
        """
        some = f"SELECT n FROM kept WHERE mark = ? AND {where} LIMIT {_MOST_COMPARED}"  # noqa: S608
        for (other,) in self._base.execute(some, (last, pseudonym)).fetchall():
            lacks = "SELECT 1 FROM marks WHERE n = ? AND mark NOT IN (SELECT mark FROM marks WHERE n = ?) LIMIT 1"
            if not self._base.execute(lacks, (n, other)).fetchone() and not (
                texts and self._loses(n, other, bool(last))
            ):
                return self._all("file, digest || made", "n = ?", other)[0]
        return None

    def _loses(self, n, other, written):
        """Whether a hand-in has a text that another one neither has nor goes on from.

        written: whether only what was written counts, and not what was chosen without being submitted.
        """
        theirs = self._by_place(other)
        own = ((place, text) for place, texts in self._by_place(n).items() for text in texts)
        own = ((place, text) for place, text in own if " " in text or not written)
        return any(not any(text in held for held in theirs[place]) for place, text in own)

    def _by_place(self, n):
        """All texts of a hand-in, but for those in doubt, as a map from where they stand."""
        found = defaultdict(set)
        asked = "SELECT key, record FROM answers WHERE n = ? AND state <> 'doubt'"
        for key, record in self._base.execute(asked, (n,)):
            for place, text in _texts(json.loads(record)):
                found[key, *place].add(text)
        return found

    def _strangers(self, known, unread):
        """Say which hand-ins hold exercises that the lesson does not have; returns the ids of all not known."""
        strange = {key for (key,) in self._base.execute("SELECT DISTINCT key FROM answers")} - known
        keys = {key for key in strange if key.partition(".")[0] not in unread}
        for n, file, pseudonym in self._all("n, file, pseudonym", "1") if keys else ():
            if has := sorted(self.states(n).keys() & keys):
                self.findings.append(Finding(file, "unknown exercise", tuple(has), pseudonym))
        return {key.partition(".")[0] for key in strange}

    def _all(self, columns, where, *values):
        return self._base.execute(f"SELECT {columns} FROM hand_ins WHERE {where}", values).fetchall()  # noqa: S608

    def _drop(self, n, finding):
        self.findings.append(finding)
        self._dropped.add(finding.file)
        self._base.execute("DELETE FROM hand_ins WHERE n = ?", (n,))
        self._base.execute("DELETE FROM answers WHERE n = ?", (n,))
        self._base.execute("DELETE FROM marks WHERE n = ?", (n,))

    def students(self):
        """Those who handed in, by name: (number, student, language, level, version, made) each."""
        return self._all("n, student, language, level, version, made", "1 ORDER BY student, n")

    def answers(self, key):
        """The answers to an exercise or part: (number, state, record as a map) each, by the name of the student."""
        asked = "SELECT n, state, record FROM answers JOIN hand_ins USING (n) WHERE key = ? ORDER BY student, n"
        for n, state, record in self._base.execute(asked, (key,)):
            yield n, state, json.loads(record)

    def file(self, n):
        """The name of a student's file."""
        return self._all("file", "n = ?", n)[0][0]

    def states(self, n):
        """How far a student has come: {key: "answered", "begun" or "doubt"}; what is not named is open."""
        return dict(self._base.execute("SELECT key, state FROM answers WHERE n = ?", (n,)))


def _state(record):
    return "answered" if any(attempt.get("step") == "answer" for attempt in record.attempts) else "begun"


def _digest(data):
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]


def _plain(record):
    return json.dumps({name: value for name, value in record_data(record).items() if name in _COUNTED})


def _texts(record):
    """All that was written or chosen in an exercise, as (where, text): what was submitted, what stands there, kept."""
    for answer in (record["draft"] or {}, *(entry["answer"] for entry in (*record["attempts"], *record["kept"]))):
        for field, value in answer.items():
            for part, text in value.items() if isinstance(value, dict) else [("", value)]:
                if text:
                    yield (field, part), " ".join(text.split())
