"""Write the results of a class: all files are replaced or none, and no cell of a table is a formula."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple

from geo_lesson.common.disk import FileInUse, retry_while_in_use
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.files import RESULTS, readable


class AnswerRow(NamedTuple):
    """A row of answers.csv: one student's answer to one exercise, as docs/answers.md describes it."""

    lesson: str
    lesson_version: str
    student: str
    language: str
    exercise: str
    kind: str
    state: str
    attempts: int | str = ""
    first_at: str = ""
    last_at: str = ""
    first: str = ""
    last: str = ""
    first_correct: str = ""
    last_correct: str = ""
    first_confidence: str = ""
    last_confidence: str = ""
    first_reason: str = ""
    last_reason: str = ""
    noted_after: str = ""
    ticked: str = ""
    hints: int | str = ""
    first_value: str = ""
    last_value: str = ""


class FileNote(NamedTuple):
    """A row of troubles.csv: what is wrong with a file, and what to ask for."""

    file: str
    counted: bool
    what: str
    ask: str


COLUMNS = AnswerRow._fields
NOTE_COLUMNS = FileNote._fields
# The only place where files, which are often called after people, stand beside pseudonyms.
STUDENT_COLUMNS = ("file", "pseudonym", "handed_in", "answered", "exercises", "right", "hints", "begun", "open")


def defused(cell: object) -> object:
    """Return a cell that every spreadsheet takes for text, however it begins and wherever else it is divided.

    A file with commas may be read as one with semicolons, tabs or spaces; then a cell begins after each of these, too.

    >>> defused("=1+1"), defused("3.000"), defused(7), defused("a;@b =c, 3 - 2")
    ("'=1+1", '3.000', 7, "a;'@b '=c, 3 - 2")
    """
    return _defused(cell) if isinstance(cell, str) else cell


@lru_cache(5000)  # most cells of a table are the same as others
def _defused(cell: str) -> str:
    visible = cell if cell.isprintable() else cell.translate(_INVISIBLE)
    return _FORMULA.sub(r"\1'", visible)


class NotReplaced(FileInUse):
    """A file of results could not be replaced, so none was; `text` says which and what to do."""

    def __init__(self, error: OSError, path: Path) -> None:
        super().__init__(error, path)
        self.text = messages.RESULT_IN_USE.fill(file=readable(str(path)), reason=error.strerror or str(error))


@contextmanager
def all_or_none(folder: Path) -> Iterator[list[IO[str]]]:
    """Open the files to write, in the order of RESULTS; once complete, all of them take their places, or none."""
    new = [folder / f".{name}.new" for name in RESULTS]
    try:
        with ExitStack() as stack:
            encodings = ["utf-8-sig" if name.endswith(".csv") else "utf-8" for name in RESULTS]
            yield [
                stack.enter_context(path.open("w", encoding=encoding, errors="replace", newline=""))
                for path, encoding in zip(new, encodings, strict=True)
            ]
        _put_in_place(new, [folder / name for name in RESULTS])
    finally:
        for path in new:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _put_in_place(new: list[Path], paths: list[Path]) -> None:
    """Replace all files, or put those replaced already back; raises NotReplaced."""
    aside = {path: path.with_name(f".{path.name}.old") for path in paths}
    done = []
    try:
        for path, old in aside.items():
            if path.is_dir():
                raise IsADirectoryError(None, "a folder")
            if old.exists() and not path.exists():  # an earlier run was ended in between
                _replace(old, path)
        for fresh, path in zip(new, paths, strict=True):
            if path.exists():
                _replace(path, aside[path])
            done.append(path)
            _replace(fresh, path)
    except OSError as error:
        for before in reversed(done):
            with suppress(OSError):  # the next run brings it back
                _replace(aside[before], before) if aside[before].exists() else before.unlink(missing_ok=True)
        raise NotReplaced(error, path) from error
    for old in aside.values():
        with suppress(OSError):
            old.unlink(missing_ok=True)


def _replace(path: Path, target: Path) -> None:
    retry_while_in_use(lambda: path.replace(target), target, writable=True)


# After a divider: quotes, white space and what is invisible, then the sign with which a formula begins. A space divides
# before what is more than a dash between words.
_BEFORE_SIGN = r"[\s\"'\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*+"
_SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]"
_FORMULA = re.compile(rf"((?:^|[;,|:；，\t\n]){_BEFORE_SIGN}(?={_SIGN})|\s{_BEFORE_SIGN}(?={_SIGN}[^ ]))")
_INVISIBLE = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)]) | {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
