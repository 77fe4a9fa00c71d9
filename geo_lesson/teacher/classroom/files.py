"""Find the files in a folder of submissions, in zips and mails too, one at a time and never unpacked to disk."""

from __future__ import annotations

import io
import logging
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from geo_lesson.handin.decoding import is_mail, mail_parts, split_mailbox

RESULTS = ("overview.html", "answers.csv", "troubles.csv", "students.csv")  # what `collect` itself writes
LARGEST = 20_000_000  # bytes of one file; the longest hand-in has a few hundred thousand
DEEPEST = 4  # zips and mails within each other
# Bytes, files and signs "<": of all that is unpacked for a folder; of one zip in it; of one zip or mail within that.
SHARES = ((1_000_000_000, 40_000, 20_000_000), (400_000_000, 20_000, 10_000_000), (200_000_000, 5_000, 2_000_000))
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_DEFLATE64 = 9
_SYSTEM_FILES = {"__macosx", "thumbs.db", "desktop.ini", ".ds_store"}
_OFFICE = {"[Content_Types].xml", "mimetype"}
_READ = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error)


class Budget:
    """How much may still be unpacked and looked through; a zip within another one spends from the outer one, too."""

    def __init__(self, depth: int = 0, outer: Budget | None = None) -> None:
        self._left, self._outer = SHARES[min(depth, 2)], outer

    def spend(self, size: int = 0, files: int = 0, signs: int = 0) -> bool:
        """Spend bytes, files and signs; return False, and spend nothing, if too little is left."""
        has, had, looked = self._left
        left = has - size, had - files, looked - signs
        if min(left) < 0 or (self._outer and not self._outer.spend(size, files, signs)):
            return False
        self._left = left
        return True


@dataclass(frozen=True)
class SubmittedFile:
    """A file as it was handed in. name: its path from the folder on, through zips, printable and unique.

    content: None if it could not be read, only the beginning of one that is too large.   error_code: why it could not
    be read, a key of `messages.FILE_REPORTS`.   note: the same for what is odd about a file that could be read.
    budget: what looking through it is taken from.
    """

    name: str
    content: bytes | None = None
    error_code: str = ""
    note: str = ""
    budget: Budget | None = None


def submitted_files(folder: Path | str, results: Path | None = None) -> Iterator[SubmittedFile]:
    """Yield every file of a folder and the folders in it, by name; results: a folder whose results are left out."""
    whole, names = Budget(), Counter[str]()
    for path, error_code in _entries(Path(folder), results):
        name = readable(path.relative_to(folder).as_posix())
        found = iter([SubmittedFile(name, error_code=error_code)]) if error_code else _opened(path, name, whole)
        for file in found:
            unique = file.name
            while names[unique]:
                names[file.name] += 1
                unique = _numbered(file.name, names[file.name])
            names[unique] = 1
            yield replace(file, name=unique)


def _numbered(name: str, n: int) -> str:
    """Put a number before a name's extension, which shows the kind of the file.

    >>> _numbered("a.zip/b.html", 2), _numbered("a.zip/b", 2)
    ('a.zip/b (2).html', 'a.zip/b (2)')
    """
    extension = PurePosixPath(name).suffix
    return f"{name.removesuffix(extension)} ({n}){extension}"


def count_files(folder: Path | str, results: Path | None = None) -> int:
    """Count the files in a folder without opening any, for a progress bar."""
    return sum(1 for _ in _entries(Path(folder), results))


def readable(name: str) -> str:
    """Replace bytes that are no letters, and what a terminal would obey, in a name."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _entries(folder: Path, results: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield all files in a folder and the folders in it, however deep, by name, with "" or why it cannot be read."""
    waiting = [folder]
    while waiting:
        path, error_code = waiting.pop(), ""
        try:
            if path.is_symlink() and path != folder:
                error_code = "link"
            elif path.is_dir():
                ours = results is not None and results.is_dir() and path.samefile(results)
                inside = [p for p in path.iterdir() if not (_is_system_file(p) or (ours and _is_result(p.name)))]
                waiting += sorted(inside, reverse=True)
                if inside or ours or path == folder:
                    continue
                error_code = "empty folder"
        except OSError as error:
            error_code = _code_of(error)
        yield path, error_code


def _is_system_file(path: Path) -> bool:
    """Return whether a file or folder is named as those that systems make by themselves, and holds no hand-in."""
    if not _has_system_name(path.name):
        return False
    with suppress(OSError):
        for inside in path.rglob("*") if path.is_dir() else [path]:
            if inside.is_file() and not inside.is_symlink():
                with inside.open("rb") as file:
                    if _may_be_handin(file.read(LARGEST)):
                        return False
    return True


def _may_be_handin(content: bytes) -> bool:
    """Return whether bytes may be a hand-in, in whatever encoding, or hold one."""
    return content[:4] == _ZIP or is_mail(content) or b"geo-answers" in content.replace(b"\0", b"")


def _code_of(error: OSError) -> str:
    return "no permission" if isinstance(error, PermissionError) else "unreachable"


def _opened(path: Path, name: str, budget: Budget) -> Iterator[SubmittedFile]:
    """Yield the files at a path; one that fails in an unforeseen way does not stop the others."""
    try:
        if not path.is_file():
            yield SubmittedFile(name, error_code="no file")
            return
        with path.open("rb") as file:
            content = file.read(600)
            if content[:4] in (_ZIP, _EMPTY_ZIP):
                yield from _in_zip(file, name, 1, Budget(1, budget))
                return
            content += file.read(LARGEST + 1 - len(content))
        yield from _in_content(content, name, 0, budget)
    except OSError as error:
        yield SubmittedFile(name, error_code=_code_of(error))
    except Exception:
        logging.getLogger(__name__).exception("file %s", name)
        yield SubmittedFile(name, error_code="unreachable")


def _in_content(content: bytes, name: str, depth: int, budget: Budget, note: str = "") -> Iterator[SubmittedFile]:
    """Yield the files in one file, which may be a zip, a mail or a mailbox."""
    is_large = len(content) > LARGEST
    mails = [] if is_large else split_mailbox(content)
    if len(mails) > 1 and depth < DEEPEST:
        inner = Budget(depth + 1, budget)
        for n, mail in enumerate(mails, 1):
            if not inner.spend(len(mail), 1):
                yield SubmittedFile(name, error_code="left out")
                break
            yield from _in_content(mail, f"{name}/{n}", depth + 1, inner)
    elif content[:4] in (_ZIP, _EMPTY_ZIP) or (not is_large and is_mail(content)):
        if depth >= DEEPEST:
            yield SubmittedFile(name, error_code="bomb")
        elif content.startswith(b"PK"):
            yield from _in_zip(io.BytesIO(content), name, depth + 1, Budget(depth + 1, budget))
        else:
            yield from _in_mail(content, name, depth + 1, Budget(depth + 1, budget))
    elif is_large:
        yield SubmittedFile(name, content[:600], "large")
    else:
        yield SubmittedFile(name, content, "", note, budget)


def _in_mail(content: bytes, name: str, depth: int, budget: Budget) -> Iterator[SubmittedFile]:
    """Yield a mail that holds one hand-in as it is, and of any other mail what is attached."""
    try:
        parts = mail_parts(content) or []
    except Exception:  # Python's mail parser fails on some malformed mails
        logging.getLogger(__name__).exception("mail %s", name)
        parts = []
    wanted = [(label, part) for label, part in parts if label or b"geo-answers" in part or part[:4] == _ZIP]
    if not wanted:
        yield SubmittedFile(name, error_code="mail")
    elif len(wanted) == 1 and b"geo-answers" in wanted[0][1] and wanted[0][1][:4] != _ZIP:
        yield SubmittedFile(name, content, budget=budget)
    else:
        for n, (label, part) in enumerate(wanted, 1):
            yield from _in_content(part, f"{name}/{_safe(label) or n}", depth, budget)


def _in_zip(file: IO[bytes], name: str, depth: int, budget: Budget) -> Iterator[SubmittedFile]:
    """Yield the files in a zip; nothing is unpacked to disk, so a path in it leads nowhere."""
    try:
        zipped = zipfile.ZipFile(file)
    except _READ:
        yield from _in_damaged_zip(file, name, depth, budget)
        return
    members = [info for info in zipped.infolist() if not info.is_dir()]
    is_office, is_empty = any(info.filename in _OFFICE for info in members), True
    if not Budget(depth).spend(sum(info.file_size for info in members), len(members)):
        yield SubmittedFile(name, error_code="office" if is_office else "bomb")
        return
    for info in sorted(members, key=lambda info: info.filename):
        if not budget.spend(min(info.file_size, LARGEST), 1):
            yield SubmittedFile(name, error_code="left out")
            return
        is_idle = is_office or _has_system_name(info.filename)
        for member in _in_member(zipped, info, f"{name}/{_safe(info.filename)}", depth, budget, is_idle):
            is_empty = False
            yield member
    if is_empty:
        yield SubmittedFile(name, error_code="office" if is_office else "empty zip")


def _in_member(
    zipped: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int, budget: Budget, is_idle: bool
) -> Iterator[SubmittedFile]:
    """Yield the files in one member of a zip; is_idle: only if it may hold a hand-in."""
    error_code = "locked zip" if info.flag_bits & 1 else "packing" if info.compress_type == _DEFLATE64 else ""
    content = None
    if not error_code and info.file_size <= LARGEST:
        try:
            with zipped.open(info) as file:
                content = file.read(LARGEST + 1)  # the zip may state a smaller size than it has
        except _READ:
            error_code = "broken zip"
    if is_idle and not _may_be_handin(content or b""):
        return
    if content is None or len(content) > LARGEST:
        yield SubmittedFile(name, error_code=error_code or ("large" if content is None else "bomb"))
        return
    path = info.filename.replace("\\", "/")
    note = "path" if path.startswith("/") or ".." in path.split("/") else ""
    yield from _in_content(content, name, depth, budget, note)


def _in_damaged_zip(file: IO[bytes], name: str, depth: int, budget: Budget) -> Iterator[SubmittedFile]:
    """Yield what can still be read of a zip without its table of contents: cut off, or with bytes behind its end."""
    file.seek(0)
    packed, at, is_readable = file.read(5 * LARGEST), 0, False
    while at >= 0 and len(packed) - at >= 30:
        flags, method, size, name_length, extra_length = struct.unpack("<6xHH8xI4xHH", packed[at : at + 30])
        begin = at + 30 + name_length + extra_length
        label = packed[at + 30 : at + 30 + name_length].decode("utf-8", "replace")
        content, end = _inflated(packed, begin, method, size)
        at = packed.find(_ZIP, max(end, at + 4))
        if not budget.spend(len(content) + max(end - begin, 0), 1):
            break
        if content and not flags & 1 and (not _has_system_name(label) or _may_be_handin(content)):
            is_readable = True
            yield from _in_content(content, f"{name}/{_safe(label)}", depth, budget)
    yield SubmittedFile(name, error_code="part of zip" if is_readable else "broken zip")


def _inflated(packed: bytes, begin: int, method: int, size: int) -> tuple[bytes, int]:
    """Return the bytes of one member of a zip, as many as can be read, and the position of its end."""
    if method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return b"", begin
    if method == zipfile.ZIP_STORED:
        end = begin + size if size else packed.find(b"PK", begin) % (len(packed) + 1)
        return packed[begin : min(end, begin + LARGEST)], end
    unpacker, content, at = zlib.decompressobj(-15), bytearray(), begin
    with suppress(zlib.error):  # in steps, so that what comes before the damage is kept
        while at < len(packed) and len(content) < LARGEST and not unpacker.eof:
            step = packed[at : at + 65536]
            content += unpacker.decompress(step, LARGEST - len(content))
            at += len(step) - len(unpacker.unused_data or unpacker.unconsumed_tail)
    return bytes(content), at


def _safe(name: str) -> str:
    """Return a name in a zip as it may be shown, without ways up."""
    return readable("/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")))


def _has_system_name(name: str) -> bool:
    parts = name.replace("\\", "/").lower().split("/")
    return bool(_SYSTEM_FILES & set(parts)) or parts[-1].startswith((".~", "~$", "._"))


def _is_result(name: str) -> bool:
    return name in RESULTS or (name.startswith(".") and name.endswith((".new", ".old")))
