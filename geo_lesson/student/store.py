"""What a student wrote, kept safely on disk: one JSON file per exercise, never half written, never overwritten blindly.

Every change reads the file, changes it and replaces it under one lock, so two kernels add to each other's work. An
answer is acknowledged only after its bytes are on the disk.
"""

import errno
import json
import re
import sys
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path

from geo_lesson.common.disk import FileInUse, atomic_write, make_private_folder, retry_while_in_use
from geo_lesson.student import messages

VERSION = 1
LARGEST = 64_000_000  # bytes of a file: a few very long texts, every attempt of them
LONGEST = 2_000_000  # characters of one answer
PSEUDONYM_LENGTH = 40
WAIT = 5  # seconds for a lock: longer than any save takes


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
        self._wait, self._locks, self._notice, self._refused = WAIT, True, None, False

    def peek(self, exercise):
        """The record as it is, without setting anything aside. Raises NotSaved where it cannot be read."""
        try:
            return self._read(exercise)
        except FileNotFoundError:
            return Record(exercise)
        except (ValueError, TypeError, RecursionError):
            raise NotSaved(messages.ANSWER_UNREADABLE) from None
        except OSError as error:
            raise NotSaved(_because(error, messages.READING_FORBIDDEN)) from error

    def read(self, exercise):
        """Return (record, notice). The notice names a file that was set aside, or copies that lie beside the answer.

        Raises NotSaved where the file is there but may not be read, or was written by a newer release.
        """
        record, notice = self._sound(exercise)
        copies = ", ".join(self.copies(exercise))
        return record, notice or (messages.COPY_BESIDE_ANSWER.fill(names=copies) if copies else None)

    def _sound(self, exercise):
        """Return (record, notice). An unreadable file is set aside under a new name, and the notice says so."""
        try:
            return self._read(exercise), None
        except FileNotFoundError:
            return Record(exercise), None
        except (ValueError, TypeError, RecursionError):
            return Record(exercise), self._set_aside(exercise)
        except OSError as error:
            raise NotSaved(_because(error, messages.READING_FORBIDDEN)) from error

    def change(self, exercise, change):
        """Apply `change` (record -> record) to what is on disk now; returns (record, notice) once it is kept.

        Raises NotSaved, with everything on disk as it was.
        """
        try:
            with self._lock():
                before, notice = self._sound(exercise)
                after = change(before)
                if after != before:
                    after = replace(after, version=VERSION, revision=before.revision + 1)
                    self._write(exercise, after)
                if not notice:
                    notice, self._notice = self._notice, None
                return after, notice
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def probe(self):
        """Try whether answers can be kept here at all; raises NotSaved if not, and leaves nothing behind."""
        try:
            with self._lock():
                probe = self.folder / ".probe"
                self._touch(probe)
                with suppress(FileInUse):  # a scanner looks at it; the next time it goes
                    retry_while_in_use(lambda: probe.unlink(missing_ok=True), probe, writable=True)
        except OSError as error:
            raise NotSaved(_because(error)) from error

    def _touch(self, probe):
        """Make a file; where that was refused before, without the wait, which every exercise would take anew."""
        try:
            probe.touch(0o600) if self._refused else retry_while_in_use(lambda: probe.touch(0o600), probe)
            self._refused = False
        except (PermissionError, FileInUse):
            self._refused = True
            raise

    def copies(self, exercise):
        """The names of copies beside the answers to an exercise.

        Services that carry files from one machine to another write them where both have changed.
        """
        return sorted(path.name for path in self.folder.glob(f"{exercise}?*") if self._is_copy(path, exercise))

    def _is_copy(self, path, exercise):
        """Whether another file holds answers to an exercise, whatever name a service gave it."""
        try:
            return path != self.path(exercise) and as_record(_json(path), exercise) is not None
        except (OSError, ValueError, TypeError, RecursionError):
            return False

    def archive(self):
        """Move everything aside, to begin afresh; returns the new folder, or None where there was nothing."""
        if not self.folder.exists():
            return None
        target = _free(self.folder.with_name(f"{self.folder.name} {datetime.now():%Y-%m-%d %H.%M.%S}"))
        return self._rename(self.folder, target)

    @contextmanager
    def _lock(self):
        """Hold the lock of the folder, or none where there are none: then two windows may overtake each other."""
        make_private_folder(self.folder)
        if sys.platform == "emscripten" or not self._locks:
            yield
            return
        from filelock import FileLock

        lock = FileLock(self.folder / ".lock", timeout=self._wait)
        try:
            lock.acquire()
            self._wait = WAIT
        except TimeoutError:  # the next one need not wait as long again
            self._wait = WAIT / 20
            raise
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            self._locks, self._notice = False, messages.DRIVE_WITHOUT_LOCKS
        try:
            yield
        finally:
            lock.release()

    def path(self, exercise):
        """Where the answers to an exercise lie."""
        return self.folder / f"{exercise}.json"

    def _read(self, exercise):
        record = as_record(_json(self.path(exercise)), exercise)
        if record.version > VERSION:
            raise NotSaved(messages.WRITTEN_BY_NEWER_VERSION)
        return record

    def _write(self, exercise, record):
        content = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode("utf-8", "replace")
        if len(content) > LARGEST:
            raise NotSaved(messages.TEXT_TOO_LONG)
        atomic_write(self.path(exercise), content)

    def _set_aside(self, exercise):
        path = self.path(exercise)
        aside = _free(path.with_name(f"{exercise} unreadable {datetime.now():%Y-%m-%d %H.%M.%S}.json"))
        return messages.ANSWER_SET_ASIDE.fill(name=self._rename(path, aside).name)

    def _rename(self, path, target):
        try:
            return retry_while_in_use(lambda: path.rename(target), path)
        except OSError as error:
            raise NotSaved(_because(error)) from error


def pseudonym(written):
    """Turn what was typed into the name of a folder, or raise NotSaved with what to type instead.

    >>> pseudonym("  Blauer Fuchs 7 ")
    'blauer fuchs 7'
    """
    # Windows and macOS take Anna and anna for one folder, and COM¹ for a device.
    name = " ".join(unicodedata.normalize("NFKC", str(written)).casefold().split())
    if not re.fullmatch(r"[^\W_](?:[\w -]*\w)?", name) or len(name) > PSEUDONYM_LENGTH or name.upper() in _RESERVED:
        raise NotSaved(messages.CHOOSE_PSEUDONYM)
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
        sound = sound and type(n) is int and n >= 0  # which True is not
    for entry in (*record.attempts, *record.kept):
        sound = sound and isinstance(entry, dict) and isinstance(entry.get("answer"), dict)
        sound = sound and isinstance(entry.get("at"), str)
    if not sound:
        raise ValueError("not a record of this exercise")
    return record


def _json(path):
    """What a file of answers holds. Raises OSError; ValueError or RecursionError where it is damaged."""
    if path.stat().st_size > LARGEST:
        raise ValueError("larger than any answer")
    return json.loads(retry_while_in_use(lambda: path.read_text(encoding="utf-8"), path))


def _free(path):
    """`path`, or the first numbered name beside it that nothing has yet."""
    candidate, number = path, 2
    while candidate.exists():
        candidate, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
    return candidate


def _because(error, forbidden=None):
    """What the student is told of an error; forbidden: where permission is missing, instead of that for writing."""
    if isinstance(error, FileInUse):
        return error.text
    if isinstance(error, TimeoutError) and error.errno is None:  # of the lock, not of a network drive
        return messages.FOLDER_LOCKED
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return messages.DISK_FULL
    if isinstance(error, PermissionError):
        return forbidden or messages.FOLDER_READ_ONLY
    if error.errno == errno.EROFS:
        return messages.FOLDER_READ_ONLY
    return messages.SAVING_FAILED.fill(reason=error.strerror or str(error))


_FIELDS = frozenset(f.name for f in fields(Record))
# Names of devices on Windows; and "me" works on an account of her own.
_RESERVED = {"ME", "CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_NO_LOCKS = {errno.ENOLCK, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
