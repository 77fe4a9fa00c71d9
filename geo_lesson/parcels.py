"""What lies in a folder of hand-ins: every file, also inside of zips, one at a time, none of it written anywhere."""

import io
import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

LARGEST = 20_000_000  # bytes of one file; the longest hand-in has a few hundred thousand
MOST_IN_ZIP = 400_000_000  # bytes that one zip may hold in all
MOST_FILES = 20_000  # in one zip
DEEPEST = 4  # zips within zips
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_PASSED_BY = {"__macosx", "thumbs.db", "desktop.ini", ".ds_store"}
_OFFICE = ("word/", "xl/", "ppt/", "mimetype")
_READ = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)


@dataclass(frozen=True)
class Parcel:
    """A file as it lies there. name: from the folder on, through zips.   content: bytes, or None where `trouble` is.

    trouble: why it could not be read, in the words of `doctor`.   note: what is odd about it, though it could be read.
    """

    name: str
    content: bytes | None = None
    trouble: str = ""
    note: str = ""


def parcels(folder, leave=None):
    """Every parcel of a folder and the folders in it, by name; leave: a folder to pass by, such as that of results."""
    yield from _in_folder(Path(folder), Path(folder), leave and Path(leave).resolve())


def count(folder, leave=None):
    """How many files lie in a folder, without opening any: for a progress bar."""
    leave = leave and Path(leave).resolve()
    walked = (names for at, _, names in os.walk(folder) if Path(at).resolve() != leave or Path(at) == Path(folder))
    return sum(not _is_passed_by(name) for names in walked for name in names)


def _in_folder(folder, base, leave):
    name = folder.relative_to(base).as_posix()
    try:
        inside = sorted(path for path in folder.iterdir() if not _is_passed_by(path.name))
    except OSError:
        yield Parcel(name, trouble="no permission")
        return
    if not inside and folder != base:
        yield Parcel(name, trouble="empty folder")
    for path in inside:
        if path.is_symlink():
            yield Parcel(path.relative_to(base).as_posix(), trouble="link")
        elif path.is_dir():
            if path.resolve() != leave:
                yield from _in_folder(path, base, leave)
        else:
            yield from _file(path, path.relative_to(base).as_posix())


def _file(path, name):
    try:
        if not path.is_file():
            yield Parcel(name, trouble="no file")
        elif _is_zip(path):
            with path.open("rb") as file:
                yield from _in_zip(file, name)
        elif path.stat().st_size > LARGEST:
            yield Parcel(name, trouble="large")
        else:
            yield Parcel(name, path.read_bytes())
    except OSError:
        yield Parcel(name, trouble="no permission")


def _is_zip(path):
    with path.open("rb") as file:
        return file.read(4) in (_ZIP, _EMPTY_ZIP)


def _in_zip(file, name, depth=1):
    """The parcels in a zip; nothing is unpacked to disk, so a path in it leads nowhere."""
    try:
        with zipfile.ZipFile(file) as zipped:
            inside = [i for i in zipped.infolist() if not i.is_dir() and not _is_passed_by(i.filename)]
            if any(i.filename.startswith(_OFFICE) for i in inside):
                yield Parcel(name, trouble="office")
            elif not inside:
                yield Parcel(name, trouble="empty zip")
            elif len(inside) > MOST_FILES or sum(i.file_size for i in inside) > MOST_IN_ZIP:
                yield Parcel(name, trouble="bomb")
            else:
                for info in sorted(inside, key=lambda i: i.filename):
                    yield from _member(zipped, info, f"{name}/{_safe(info.filename)}", depth)
    except _READ:
        yield Parcel(name, trouble="broken zip")


def _member(zipped, info, name, depth):
    if info.flag_bits & 1:
        yield Parcel(name, trouble="locked zip")
        return
    if info.file_size > LARGEST:
        yield Parcel(name, trouble="large")
        return
    try:
        with zipped.open(info) as file:
            content = file.read(LARGEST + 1)  # what the zip says of its size may be a lie
    except _READ:
        yield Parcel(name, trouble="broken zip")
        return
    if len(content) > LARGEST:
        yield Parcel(name, trouble="bomb")
    elif content[:4] in (_ZIP, _EMPTY_ZIP):
        yield from [Parcel(name, trouble="bomb")] if depth >= DEEPEST else _in_zip(io.BytesIO(content), name, depth + 1)
    else:
        path = info.filename.replace("\\", "/")
        yield Parcel(name, content, note="path" if path.startswith("/") or ".." in path.split("/") else "")


def _safe(name):
    """A name in a zip as it may be shown: without ways up, and without what a terminal would obey."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(c if c.isprintable() else "\ufffd" for c in "/".join(parts))


def _is_passed_by(name):
    parts = name.replace("\\", "/").lower().split("/")
    return bool(_PASSED_BY & set(parts)) or parts[-1].startswith((".~", "~$", "._"))
