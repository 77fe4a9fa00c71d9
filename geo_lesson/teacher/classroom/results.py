"""The results of a class as files: all replaced or none, and in no cell a formula."""

import re
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache

from geo_lesson.common.disk import FileInUse, retry_while_in_use
from geo_lesson.teacher.classroom import messages
from geo_lesson.teacher.classroom.files import RESULTS, readable


def defused(cell):
    """A cell as every spreadsheet takes it for text, whatever it begins with, and wherever else it is divided.

    A file with commas may be read as one with semicolons, tabs or spaces; then a cell begins after each of these, too.

    >>> defused("=1+1"), defused("3.000"), defused(7), defused("a;@b =c, 3 - 2")
    ("'=1+1", '3.000', 7, "a;'@b '=c, 3 - 2")
    """
    return _defused(cell) if isinstance(cell, str) else cell


@lru_cache(5000)  # most cells of a table are the same as others
def _defused(cell):
    seen = cell if cell.isprintable() else cell.translate(_UNSEEN)
    return _FORMULA.sub(r"\1'", seen) if _FORMULA.search(seen) else seen


class NotReplaced(FileInUse):
    """A file of results could not be replaced, so none was; `text` says which and what to do."""

    def __init__(self, error, path):
        super().__init__(error, path)
        self.text = messages.RESULT_IN_USE.fill(file=readable(str(path)), reason=error.strerror or str(error))


@contextmanager
def all_or_none(folder):
    """The files to write, in the order of RESULTS: once complete, all of them take their places, or none."""
    new = [folder / f".{name}.new" for name in RESULTS]
    try:
        with ExitStack() as stack:
            encodings = ["utf-8-sig" if name.endswith(".csv") else "utf-8" for name in RESULTS]
            how = {"errors": "replace", "newline": ""}
            yield [stack.enter_context(p.open("w", encoding=e, **how)) for p, e in zip(new, encodings, strict=True)]
        _put_in_place(new, [folder / name for name in RESULTS])
    finally:
        for path in new:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _put_in_place(new, paths):
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


def _replace(path, target):
    retry_while_in_use(lambda: path.replace(target), target, writable=True)


# After a divider: quotes, white space and what is not seen, then the sign with which a formula begins. A space divides
# before what is more than a dash between words.
_LED = r"[\s\"'\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*+"
_SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]"
_FORMULA = re.compile(rf"((?:^|[;,|:；，\t\n]){_LED}(?={_SIGN})|\s{_LED}(?={_SIGN}[^ ]))")
_UNSEEN = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)]) | {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
