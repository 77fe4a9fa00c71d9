"""Keep a student's answers on disk: one JSON file per exercise, replaced as a whole.

Every change reads the file, changes it and replaces it under one lock, so two kernels add to each other's work. An
answer is acknowledged only after its bytes are on the disk.
"""

import errno
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

from geo_lesson.common.disk import FileInUse, atomic_write, make_private_folder, retry_while_in_use
from geo_lesson.common.language import Text
from geo_lesson.student import messages

VERSION = 1
LARGEST = 64_000_000  # bytes of a file: a few very long texts, every attempt of them
LONGEST = 2_000_000  # characters of one answer
PSEUDONYM_LENGTH = 40
WAIT = 5.0  # seconds for a lock: longer than any save takes

# The fields of an exercise by name: texts, or texts by row, item, cell or option. Files may hold anything.
Values = dict[str, Any]


class KeptText(TypedDict):
    """A draft that another window would have overwritten, and when it was kept (ISO 8601)."""

    at: str
    answer: Values


class Attempt(KeptText, total=False):
    """What was submitted at one step ("answer" or "reason"); words: those of the article that it points at."""

    step: str
    language: str
    words: str


class NotSaved(Exception):
    """Raised if something could not be saved; `text` tells the student why and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Record:
    """Everything saved for one exercise.

    draft: the fields as they stand, not submitted yet.   attempts: what was submitted, the first one first.
    hints: how many are open.   writer: the kernel that wrote last.   revision: grows by one with every change.
    drafted: the revision with which the draft last changed.   drafted_by: the browser view that changed it then.
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
    draft: Values = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    hints: int = 0
    kept: tuple[KeptText, ...] = ()


class Answers:
    """Read and change the answers of one student in one lesson; `folder` is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._wait, self._has_locks, self._refused = WAIT, True, False
        self._notice: Text | None = None

    def peek(self, exercise: str) -> Record:
        """Return the record without setting anything aside. Raises NotSaved if it cannot be read."""
        try:
            return self._read(exercise)
        except FileNotFoundError:
            return Record(exercise)
        except (ValueError, TypeError, RecursionError):
            raise NotSaved(messages.ANSWER_UNREADABLE) from None
        except OSError as error:
            raise NotSaved(_reason(error, messages.READING_FORBIDDEN)) from error

    def read(self, exercise: str) -> tuple[Record, Text | None]:
        """Return (record, notice). The notice names a file that was set aside, or copies beside the answer's file.

        Raises NotSaved if the file exists but may not be read, or was written by a newer release.
        """
        record, notice = self._read_or_set_aside(exercise)
        copies = ", ".join(self.copies(exercise))
        return record, notice or (messages.COPY_BESIDE_ANSWER.fill(names=copies) if copies else None)

    def _read_or_set_aside(self, exercise: str) -> tuple[Record, Text | None]:
        """Return (record, notice). An unreadable file is renamed, and the notice says so."""
        try:
            return self._read(exercise), None
        except FileNotFoundError:
            return Record(exercise), None
        except (ValueError, TypeError, RecursionError):
            return Record(exercise), self._set_aside(exercise)
        except OSError as error:
            raise NotSaved(_reason(error, messages.READING_FORBIDDEN)) from error

    def change(self, exercise: str, change: Callable[[Record], Record]) -> tuple[Record, Text | None]:
        """Apply `change` to the record on disk; return (record, notice) once it is saved.

        Raises NotSaved and leaves the file as it was.
        """
        try:
            with self._lock():
                before, notice = self._read_or_set_aside(exercise)
                after = change(before)
                if after != before:
                    after = replace(after, version=VERSION, revision=before.revision + 1)
                    self._write(exercise, after)
                if not notice:
                    notice, self._notice = self._notice, None
                return after, notice
        except OSError as error:
            raise NotSaved(_reason(error)) from error

    def probe(self) -> None:
        """Test whether answers can be saved here, leaving nothing behind. Raises NotSaved if not."""
        try:
            with self._lock():
                probe = self.folder / ".probe"
                self._touch(probe)
                with suppress(FileInUse):  # a virus scanner may hold it; the next probe removes it
                    retry_while_in_use(lambda: probe.unlink(missing_ok=True), probe, writable=True)
        except OSError as error:
            raise NotSaved(_reason(error)) from error

    def _touch(self, probe: Path) -> None:
        """Create a file; after one refusal without waiting, because every exercise would wait again."""
        try:
            probe.touch(0o600) if self._refused else retry_while_in_use(lambda: probe.touch(0o600), probe)
            self._refused = False
        except (PermissionError, FileInUse):
            self._refused = True
            raise

    def copies(self, exercise: str) -> list[str]:
        """Return the names of copies that a file-sync service made because two machines changed the same file."""
        return sorted(path.name for path in self.folder.glob(f"{exercise}?*") if self._is_copy(path, exercise))

    def _is_copy(self, path: Path, exercise: str) -> bool:
        """Tell whether another file holds answers to an exercise, whatever the service named it."""
        try:
            as_record(_load_json(path), exercise)
        except (OSError, ValueError, TypeError, RecursionError):
            return False
        return path != self.path(exercise)

    def archive(self) -> Path | None:
        """Move all answers aside to begin afresh; return the new folder, or None if there were none."""
        if not self.folder.exists():
            return None
        target = _unused(self.folder.with_name(f"{self.folder.name} {datetime.now():%Y-%m-%d %H.%M.%S}"))
        return self._rename(self.folder, target)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the folder's lock; on drives without locks none, and two windows may overwrite each other."""
        make_private_folder(self.folder)
        if sys.platform == "emscripten" or not self._has_locks:
            yield
            return
        from filelock import FileLock

        lock = FileLock(self.folder / ".lock", timeout=self._wait)
        try:
            lock.acquire()
            self._wait = WAIT
        except TimeoutError:  # the next change need not wait as long again
            self._wait = WAIT / 20
            raise
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            self._has_locks, self._notice = False, messages.DRIVE_WITHOUT_LOCKS
        try:
            yield
        finally:
            lock.release()

    def path(self, exercise: str) -> Path:
        """Return the file with the answers to an exercise."""
        return self.folder / f"{exercise}.json"

    def _read(self, exercise: str) -> Record:
        record = as_record(_load_json(self.path(exercise)), exercise)
        if record.version > VERSION:
            raise NotSaved(messages.WRITTEN_BY_NEWER_VERSION)
        return record

    def _write(self, exercise: str, record: Record) -> None:
        content = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode("utf-8", "replace")
        if len(content) > LARGEST:
            raise NotSaved(messages.TEXT_TOO_LONG)
        atomic_write(self.path(exercise), content)

    def _set_aside(self, exercise: str) -> Text:
        path = self.path(exercise)
        aside = _unused(path.with_name(f"{exercise} unreadable {datetime.now():%Y-%m-%d %H.%M.%S}.json"))
        return messages.ANSWER_SET_ASIDE.fill(name=self._rename(path, aside).name)

    def _rename(self, path: Path, target: Path) -> Path:
        try:
            return retry_while_in_use(lambda: path.rename(target), path)
        except OSError as error:
            raise NotSaved(_reason(error)) from error


def pseudonym(typed: str) -> str:
    """Turn what was typed into the name of a folder. Raises NotSaved, which says what to type instead.

    >>> pseudonym("  Blauer Fuchs 7 ")
    'blauer fuchs 7'
    """
    # Windows and macOS take Anna and anna for one folder, and COM¹ for a device.
    name = " ".join(unicodedata.normalize("NFKC", str(typed)).casefold().split())
    if not re.fullmatch(r"[^\W_](?:[\w -]*\w)?", name) or len(name) > PSEUDONYM_LENGTH or name.upper() in _RESERVED:
        raise NotSaved(messages.CHOOSE_PSEUDONYM)
    return name


def as_record(data: Any, exercise: str) -> Record:
    """Make a record from JSON data. Raises ValueError or TypeError if its shape is not that of a record."""
    if not isinstance(data, dict):
        raise TypeError("not a record")
    lists = {key: tuple(data.get(key, ())) for key in ("attempts", "kept")}
    record = Record(**{key: value for key, value in data.items() if key in _FIELDS} | lists)
    numbers = (record.version, record.revision, record.drafted, record.hints)
    is_valid = (
        record.exercise == exercise
        and isinstance(record.draft, dict)
        and all(type(n) is int and n >= 0 for n in numbers)  # True is an int, too
        and all(_is_entry(entry) for entry in (*lists["attempts"], *lists["kept"]))
    )
    if not is_valid:
        raise ValueError("not a record of this exercise")
    return record


def _is_entry(entry: Any) -> bool:
    """Tell whether JSON data have the shape of an Attempt or a KeptText."""
    return isinstance(entry, dict) and isinstance(entry.get("answer"), dict) and isinstance(entry.get("at"), str)


def _load_json(path: Path) -> Any:
    """Load a file of answers. Raises OSError; ValueError or RecursionError if it is damaged."""
    if path.stat().st_size > LARGEST:
        raise ValueError("larger than any answer")
    return json.loads(retry_while_in_use(lambda: path.read_text(encoding="utf-8"), path))


def _unused(path: Path) -> Path:
    """Return `path`, or the first numbered name beside it that nothing has yet."""
    candidate, number = path, 2
    while candidate.exists():
        candidate, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
    return candidate


def _reason(error: OSError, forbidden: Text = messages.FOLDER_READ_ONLY) -> Text:
    """Return the student's explanation of an error; forbidden: the one for a missing permission."""
    if isinstance(error, FileInUse):
        return error.text
    if isinstance(error, TimeoutError) and error.errno is None:  # of the lock, not of a network drive
        return messages.FOLDER_LOCKED
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return messages.DISK_FULL
    if isinstance(error, PermissionError):
        return forbidden
    if error.errno == errno.EROFS:
        return messages.FOLDER_READ_ONLY
    return messages.SAVING_FAILED.fill(reason=error.strerror or str(error))


_FIELDS = frozenset(f.name for f in fields(Record))
# Names of devices on Windows, and "me": the folder of a student on an account of her own.
_RESERVED = {"ME", "CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_NO_LOCKS = {errno.ENOLCK, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
