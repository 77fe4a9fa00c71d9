"""What lies in a folder of hand-ins: every file, in zips and mails too, one at a time, never unpacked to disk."""

import io
import logging
import struct
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from geo_lesson.handin.decoding import is_mail, mail_parts, split_mailbox

RESULTS = ("overview.html", "answers.csv", "troubles.csv")  # what `collect` itself writes
LARGEST = 20_000_000  # bytes of one file; the longest hand-in has a few hundred thousand
DEEPEST = 4  # zips and mails within each other
# Bytes, files and signs "<": of all that is unpacked for a folder; of one zip in it; of one zip or mail within that.
SHARES = ((1_000_000_000, 40_000, 20_000_000), (400_000_000, 20_000, 10_000_000), (200_000_000, 5_000, 2_000_000))
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_DEFLATE64 = 9
_PASSED_BY = {"__macosx", "thumbs.db", "desktop.ini", ".ds_store"}
_OFFICE = {"[Content_Types].xml", "mimetype"}
_READ = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error)


class Budget:
    """What may still be unpacked and looked through; that of a zip is a share of what its folder has."""

    def __init__(self, share=0, of=None):
        self._left, self._of = list(SHARES[min(share, 2)]), of

    def spend(self, size=0, files=0, signs=0):
        """Take from it and from what it is a share of; False, and nothing is taken, where too little is left."""
        taken, purse = (size, files, signs), self
        purses = [purse]
        while purse := purse._of:
            purses.append(purse)
        if any(left < wanted for purse in purses for left, wanted in zip(purse._left, taken, strict=True)):
            return False
        for purse in purses:
            purse._left = [left - wanted for left, wanted in zip(purse._left, taken, strict=True)]
        return True


@dataclass(frozen=True)
class Parcel:
    """A file as it lies there. name: from the folder on, through zips, fit to be shown and printed, and no name twice.

    content: bytes; where `trouble` is, none or the beginning.   trouble: why it could not be read, in the words of
    `diagnosis`.   note: what is odd about it, though it could be read.   budget: what looking through it is taken from.
    """

    name: str
    content: bytes | None = None
    trouble: str = ""
    note: str = ""
    budget: Budget | None = None


def parcels(folder, leave=None):
    """Every parcel of a folder and the folders in it, by name; leave: a folder whose results are passed by."""
    whole, names = Budget(), Counter()
    for path, trouble in _entries(Path(folder), leave):
        name = readable(path.relative_to(folder).as_posix())
        for parcel in [Parcel(name, trouble=trouble)] if trouble else _whatever_happens(_file(path, name, whole), name):
            named = parcel.name
            while names[named]:
                names[parcel.name] += 1
                named = _numbered(parcel.name, names[parcel.name])
            names[named] = 1
            yield replace(parcel, name=named)


def _numbered(name, n):
    """A name with a number before its ending, by which the kind of a file is known.

    >>> _numbered("a.zip/b.html", 2), _numbered("a.zip/b", 2)
    ('a.zip/b (2).html', 'a.zip/b (2)')
    """
    path = PurePosixPath(name)
    return f"{name.removesuffix(path.suffix)} ({n}){path.suffix}"


def _whatever_happens(found, name):
    """What is found in one file; where something is wrong that nobody has thought of, the others are read."""
    try:
        yield from found
    except Exception:
        logging.getLogger(__name__).exception("file %s", name)
        yield Parcel(name, trouble="unreachable")


def count(folder, leave=None):
    """How many files lie in a folder, without opening any: for a progress bar."""
    return sum(1 for _ in _entries(Path(folder), leave))


def readable(name):
    """A name as it may be shown: bytes that are no letters, and what a terminal would obey, become a sign."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _entries(folder, leave=None):
    """All in a folder and the folders in it, by name: (path, "" or why it cannot be read). However deep they are."""
    waiting = [folder]
    while waiting:
        path, trouble = waiting.pop(), ""
        try:
            if path.is_symlink() and path != folder:
                trouble = "link"
            elif path.is_dir():
                ours = leave is not None and Path(leave).is_dir() and path.samefile(leave)
                inside = [p for p in path.iterdir() if not (_is_idle(p) or (ours and _is_result(p.name)))]
                waiting += sorted(inside, reverse=True)
                if inside or ours or path == folder:
                    continue
                trouble = "empty folder"
        except OSError as error:
            trouble = _trouble(error)
        yield path, trouble


def _is_idle(path):
    """Whether a file is named as those that systems make by themselves, and holds no hand-in; or a folder of such."""
    if not _is_passed_by(path.name):
        return False
    with suppress(OSError):
        for inside in path.rglob("*") if path.is_dir() else [path]:
            if inside.is_file() and not inside.is_symlink():
                with inside.open("rb") as file:
                    if _may_hold(file.read(LARGEST)):
                        return False
    return True


def _may_hold(content):
    """Whether bytes may be a hand-in, in whatever encoding, or hold one."""
    return content[:4] == _ZIP or is_mail(content) or b"geo-answers" in content.replace(b"\0", b"")


def _trouble(error):
    return "no permission" if isinstance(error, PermissionError) else "unreachable"


def _file(path, name, budget):
    try:
        if not path.is_file():
            yield Parcel(name, trouble="no file")
            return
        with path.open("rb") as file:
            content = file.read(600)
            if content[:4] in (_ZIP, _EMPTY_ZIP):
                yield from _in_zip(file, name, 1, Budget(1, budget))
                return
            content += file.read(LARGEST + 1 - len(content))
    except OSError as error:
        yield Parcel(name, trouble=_trouble(error))
        return
    yield from _content(content, name, 0, budget)


def _content(content, name, depth, budget, note=""):
    """The parcels in one file, which may be a zip, a mail or a box of mails."""
    mails = split_mailbox(content) if len(content) <= LARGEST else ()
    if len(mails) > 1 and depth < DEEPEST:
        purse = Budget(depth + 1, budget)
        for n, mail in enumerate(mails, 1):
            if not purse.spend(len(mail), 1):
                yield Parcel(name, trouble="left out")
                break
            yield from _content(mail, f"{name}/{n}", depth + 1, purse)
    elif content[:4] in (_ZIP, _EMPTY_ZIP) or (is_mail(content) and len(content) <= LARGEST):
        if depth >= DEEPEST:
            yield Parcel(name, trouble="bomb")
        elif content.startswith(b"PK"):
            yield from _in_zip(io.BytesIO(content), name, depth + 1, Budget(depth + 1, budget))
        else:
            yield from _in_mail(content, name, depth + 1, Budget(depth + 1, budget))
    elif len(content) > LARGEST:
        yield Parcel(name, content[:600], "large")
    else:
        yield Parcel(name, content, "", note, budget)


def _in_mail(content, name, depth, budget):
    """A mail with one hand-in is read as it is; of any other, what is attached."""
    try:
        parts = mail_parts(content) or []
    except Exception:  # Python's reader of mails stumbles over some that nobody has written by hand
        logging.getLogger(__name__).exception("mail %s", name)
        parts = []
    wanted = [(of, inside) for of, inside in parts if of or b"geo-answers" in inside or inside[:4] == _ZIP]
    if not wanted:
        yield Parcel(name, trouble="mail")
    elif len(wanted) == 1 and b"geo-answers" in wanted[0][1] and wanted[0][1][:4] != _ZIP:
        yield Parcel(name, content, budget=budget)
    else:
        for n, (of, inside) in enumerate(wanted, 1):
            yield from _content(inside, f"{name}/{_safe(of) or n}", depth, budget)


def _in_zip(file, name, depth, budget):
    """The parcels in a zip; nothing is unpacked to disk, so a path in it leads nowhere."""
    try:
        zipped = zipfile.ZipFile(file)
    except _READ:
        yield from _rescued(file, name, depth, budget)
        return
    inside = [i for i in zipped.infolist() if not i.is_dir()]
    office, found = any(i.filename in _OFFICE for i in inside), False
    if not Budget(depth).spend(sum(i.file_size for i in inside), len(inside)):
        yield Parcel(name, trouble="office" if office else "bomb")
        return
    for info in sorted(inside, key=lambda i: i.filename):
        if not budget.spend(min(info.file_size, LARGEST), 1):
            yield Parcel(name, trouble="left out")
            return
        idle = office or _is_passed_by(info.filename)
        for parcel in _member(zipped, info, f"{name}/{_safe(info.filename)}", depth, budget, idle):
            found = True
            yield parcel
    if not found:
        yield Parcel(name, trouble="office" if office else "empty zip")


def _member(zipped, info, name, depth, budget, idle):
    """The parcels in one entry of a zip. idle: whether it is named only if there may be a hand-in in it."""
    trouble = "locked zip" if info.flag_bits & 1 else "packing" if info.compress_type == _DEFLATE64 else ""
    content = None
    if not trouble and info.file_size <= LARGEST:
        try:
            with zipped.open(info) as file:
                content = file.read(LARGEST + 1)  # what the zip says of its size may be a lie
        except _READ:
            trouble = "broken zip"
    if idle and not _may_hold(content or b""):
        return
    if content is None or len(content) > LARGEST:
        yield Parcel(name, trouble=trouble or ("large" if content is None else "bomb"))
        return
    path = info.filename.replace("\\", "/")
    note = "path" if path.startswith("/") or ".." in path.split("/") else ""
    yield from _content(content, name, depth, budget, note)


def _rescued(file, name, depth, budget):
    """What can still be read of a zip without its table of contents: cut off, or with something behind its end."""
    file.seek(0)
    packed, at, found = file.read(5 * LARGEST), 0, 0
    while at >= 0 and len(packed) - at >= 30:
        flags, method, size, letters, more = struct.unpack("<6xHH8xI4xHH", packed[at : at + 30])
        begin = at + 30 + letters + more
        label = packed[at + 30 : at + 30 + letters].decode("utf-8", "replace")
        content, end = _inflated(packed, begin, method, size)
        at = packed.find(_ZIP, max(end, at + 4))
        if not budget.spend(len(content) + max(end - begin, 0), 1):
            break
        if content and not flags & 1 and (not _is_passed_by(label) or _may_hold(content)):
            found += 1
            yield from _content(content, f"{name}/{_safe(label)}", depth, budget)
    yield Parcel(name, trouble="part of zip" if found else "broken zip")


def _inflated(packed, begin, method, size):
    """The bytes of one entry of a zip, and where it ends; of one that breaks off, what there is of it."""
    if method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return b"", begin
    if method == zipfile.ZIP_STORED:
        end = begin + size if size else packed.find(b"PK", begin) % (len(packed) + 1)
        return packed[begin : min(end, begin + LARGEST)], end
    unpacking, pieces, room, at = zlib.decompressobj(-15), [], LARGEST, begin
    while at < len(packed) and room > 0 and not unpacking.eof:
        some = packed[at : at + 65536]
        try:
            pieces.append(unpacking.decompress(some, room))
        except zlib.error:
            break
        at += len(some) - len(unpacking.unused_data or unpacking.unconsumed_tail)
        room -= len(pieces[-1])
    return b"".join(pieces), at


def _safe(name):
    """A name in a zip as it may be shown, without ways up."""
    return readable("/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")))


def _is_passed_by(name):
    parts = name.replace("\\", "/").lower().split("/")
    return bool(_PASSED_BY & set(parts)) or parts[-1].startswith((".~", "~$", "._"))


def _is_result(name):
    return name in RESULTS or (name.startswith(".") and name.endswith((".new", ".old")))
