"""What a student wrote, kept safely on disk: one JSON file per exercise, never half written, never overwritten blindly.

Every change reads the file, changes it and replaces it under one lock, so two kernels add to each other's work. An
answer is acknowledged only after its bytes are on the disk. Source of the way of writing: open, write, flush, fsync,
replace (Pillai et al. 2014, "All file systems are not created equal").
"""

import errno
import json
import os
import re
import sys
import unicodedata
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path

from geo_lesson.language import Text

VERSION = 1
LARGEST = 64_000_000  # bytes of a file: a few very long texts, every attempt of them
LONGEST = 2_000_000  # characters of one answer
PSEUDONYM_LENGTH = 40


class NotSaved(Exception):
    """Something could not be kept on disk; `text` says why and what to do, for the student."""

    def __init__(self, text):
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Record:
    """All that is kept of one exercise.

    draft: what stands in the fields, not handed over yet.   attempts: what was handed over, the first one first.
    hints: how many are opened.   writer: the kernel that wrote last.   revision: grows by one with every change.
    drafted: the revision with which the draft last changed.   drafted_by: the view that changed it then.
    kept: drafts that another window would have overwritten.
    """

    exercise: str
    lesson: str = ""
    lesson_version: str = ""
    language: str = ""
    version: int = VERSION
    revision: int = 0
    drafted: int = 0
    drafted_by: str = ""
    writer: str = ""
    draft: dict = field(default_factory=dict)
    attempts: tuple = ()
    hints: int = 0
    kept: tuple = ()


class Answers:
    """The answers of one student in one lesson, in `folder`, which is made when it is first needed."""

    def __init__(self, folder: Path):
        self.folder = folder

    def peek(self, exercise):
        """The record as it is, without setting anything aside. Raises NotSaved where it cannot be read."""
        try:
            return self._read(exercise)
        except FileNotFoundError:
            return Record(exercise)
        except (ValueError, TypeError, RecursionError):
            raise NotSaved(_UNREADABLE) from None
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def read(self, exercise):
        """Return (record, notice). An unreadable file is set aside under a new name, and the notice says so.

        Raises NotSaved where the file is there but may not be read, or was written by a newer release.
        """
        try:
            return self._read(exercise), None
        except FileNotFoundError:
            return Record(exercise), None
        except (ValueError, TypeError, RecursionError):
            return Record(exercise), self._set_aside(exercise)
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def change(self, exercise, change):
        """Apply `change` (record -> record) to what is on disk now; returns (record, notice) once it is kept.

        Raises NotSaved, with everything on disk as it was.
        """
        try:
            with self._lock():
                before, notice = self.read(exercise)
                after = change(before)
                if after != before:
                    after = replace(after, version=VERSION, revision=before.revision + 1)
                    self._write(exercise, after)
                return after, notice
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def probe(self):
        """Try whether answers can be kept here at all; raises NotSaved if not, and leaves nothing behind."""
        try:
            with self._lock():
                probe = self.folder / ".probe"
                probe.write_bytes(b"")
                probe.unlink(missing_ok=True)
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def archive(self):
        """Move everything aside, to begin afresh; returns the new folder, or None where there was nothing."""
        if not self.folder.exists():
            return None
        target = _free(self.folder.with_name(f"{self.folder.name} {datetime.now():%Y-%m-%d %H.%M.%S}"))
        try:
            return self.folder.rename(target)
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def _lock(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "emscripten":  # in a browser there are no locks: two tabs may overtake each other
            return nullcontext()
        from filelock import FileLock

        return FileLock(self.folder / ".lock", timeout=10)

    def path(self, exercise):
        """Where the answers to an exercise lie."""
        return self.folder / f"{exercise}.json"

    def _read(self, exercise):
        path = self.path(exercise)
        if path.stat().st_size > LARGEST:
            raise ValueError("larger than any answer")
        record = as_record(json.loads(path.read_text(encoding="utf-8")), exercise)
        if record.version > VERSION:
            raise NotSaved(_NEWER)
        return record

    def _write(self, exercise, record):
        content = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode("utf-8", "replace")
        if len(content) > LARGEST:
            raise NotSaved(TOO_LONG)
        temporary = self.folder / f".{exercise}.json.new"
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path(exercise))
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _flush_folder(self.folder)

    def _set_aside(self, exercise):
        path = self.path(exercise)
        aside = _free(path.with_name(f"{exercise} unreadable {datetime.now():%Y-%m-%d %H.%M.%S}.json"))
        try:
            path.rename(aside)
        except OSError as error:
            raise NotSaved(_because(error)) from error
        return _SET_ASIDE.fill(name=aside.name)


def pseudonym(written):
    """Turn what was typed into the name of a folder, or raise NotSaved with what to type instead.

    >>> pseudonym("  Blauer Fuchs 7 ")
    'blauer fuchs 7'
    """
    # Windows and macOS take Anna and anna for one folder, and COM¹ for a device.
    name = " ".join(unicodedata.normalize("NFKC", str(written)).casefold().split())
    if not re.fullmatch(r"[^\W_](?:[\w -]*\w)?", name) or len(name) > PSEUDONYM_LENGTH or name.upper() in _RESERVED:
        raise NotSaved(_PSEUDONYM)
    return name


def as_record(data, exercise):
    """A record from JSON data; raises ValueError or TypeError where its shape is not that of a record."""
    if not isinstance(data, dict):
        raise TypeError("not a record")
    lists = {key: tuple(data.get(key, ())) for key in ("attempts", "kept")}
    record = Record(**{key: value for key, value in data.items() if key in _FIELDS} | lists)
    numbers = (record.version, record.revision, record.drafted, record.hints)
    sound = record.exercise == exercise and isinstance(record.draft, dict)
    for n in numbers:
        sound = sound and isinstance(n, int) and n >= 0
    for entry in (*record.attempts, *record.kept):
        sound = sound and isinstance(entry, dict) and isinstance(entry.get("answer"), dict)
        sound = sound and isinstance(entry.get("at"), str)
    if not sound:
        raise ValueError("not a record of this exercise")
    return record


def _flush_folder(folder):
    """Bring the new name itself to the disk; Windows does it by itself and has no such call."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _free(path):
    """`path`, or the first numbered name beside it that nothing has yet."""
    candidate, number = path, 2
    while candidate.exists():
        candidate, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
    return candidate


def _because(error):
    if isinstance(error, TimeoutError) and error.errno is None:  # of the lock, not of a network drive
        return _LOCKED
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _READ_ONLY
    return _OTHER.fill(reason=error.strerror or str(error))


_FIELDS = frozenset(f.name for f in fields(Record))
# Names of devices on Windows; and "me" works on an account of her own.
_RESERVED = {"ME", "CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_FULL = Text(
    de="Die Festplatte ist voll. Bitte schaffen Sie Platz oder sagen Sie Ihrer Lehrkraft Bescheid.",
    en="The disk is full. Please free some space or tell your teacher.",
)
_READ_ONLY = Text(
    de="In diesem Ordner darf nicht geschrieben werden. Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Nothing may be written in this folder. Please tell your teacher.",
)
_LOCKED = Text(
    de="Ein anderes Programm greift gerade auf den Ordner mit den Antworten zu. Bitte versuchen Sie es noch einmal.",
    en="Another program is using the answers folder. Please try again in a moment.",
)
TOO_LONG = Text(
    de="Der Text ist zu lang zum Speichern. Bitte kürzen Sie ihn.",
    en="The text is too long to be saved. Please shorten it.",
)
_OTHER = Text(
    de="Das Speichern ist nicht gelungen ({reason}). Bitte sagen Sie Ihrer Lehrkraft Bescheid.",
    en="Saving failed ({reason}). Please tell your teacher.",
)
_NEWER = Text(
    de="Diese Antworten stammen aus einer neueren Version von geo_lesson. Bitte aktualisieren Sie geo_lesson.",
    en="These answers come from a newer version of geo_lesson. Please update geo_lesson.",
)
_UNREADABLE = Text(de="Die gespeicherte Antwort ist nicht lesbar.", en="The saved answer cannot be read.")
_SET_ASIDE = Text(
    de="Die gespeicherte Antwort war nicht lesbar. Die Datei ist aufgehoben: „{name}“. Sie können hier neu beginnen.",
    en="The saved answer could not be read. The file has been kept: '{name}'. You can start afresh here.",
)
_PSEUDONYM = Text(
    de="Bitte wählen Sie ein Pseudonym aus Buchstaben, Ziffern, Leerzeichen oder Bindestrichen (höchstens 40 Zeichen).",
    en="Please choose a pseudonym of letters, digits, spaces or hyphens (40 characters at most).",
)
