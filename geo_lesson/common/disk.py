"""Write files whole or not at all, for their owner only, also on slow or unreliable disks; read them up to a limit.

Source of the way of writing (open, write, flush, fsync, replace): Pillai et al. 2014, "All file systems are not created
equal".
"""

import errno
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from geo_lesson.common import messages

T = TypeVar("T")
PATIENCE = 1.0  # seconds: longer than a virus scanner holds a file
WINDOWS = os.name == "nt"
_IN_USE = {32, 33}  # Windows' error codes for a file, or a part of it, that another program has locked


class FileInUse(OSError):
    """Another program holds a file and does not let it go; `text` names the file and says what to do."""

    def __init__(self, error: OSError, path: Path) -> None:
        super().__init__(error.errno, error.strerror, str(path))
        self.text = messages.FILE_IN_USE.fill(name=path.name)


class NotAFile(OSError):
    """The path is a folder, a device or a pipe, which might never end."""


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file in a folder that exists: whatever happens, the earlier file or the new one is there, whole.

    Once this returns, the bytes are on the disk. Raises OSError, or FileInUse, and then the earlier file is unchanged.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        retry_while_in_use(lambda: new.touch(_mode_inside(path.parent) & 0o666), path)
        with retry_while_in_use(lambda: new.open("wb"), path) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        retry_while_in_use(lambda: new.replace(path), path, writable=True)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def read_file(path: Path, largest: int) -> bytes:
    """Read a regular file, at most `largest` bytes and one more, which shows that it is larger. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAFile
    with path.open("rb") as file:
        return file.read(largest + 1)


def retry_while_in_use(act: Callable[[], T], path: Path, writable: bool = False) -> T:
    """Try something with a file again for a second while another program holds it; then raise FileInUse.

    On Windows such a file also looks like a missing permission; elsewhere, waiting does not bring a permission.
    writable: the folder has just been written to, so that only another program can be the reason for a refusal.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except OSError as error:
            in_use = error.errno == errno.EBUSY or getattr(error, "winerror", None) in _IN_USE
            if not in_use and not (WINDOWS and isinstance(error, PermissionError)):
                raise
            if time.monotonic() > until:
                if in_use or writable:
                    raise FileInUse(error, path) from error
                raise
        time.sleep(PATIENCE / 20)


def make_private_folder(folder: Path) -> None:
    """Make a folder and its missing parents for their owner only; existing folders stay as they are."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)
        if (mode := _mode_inside(folder.parent)) != 0o700:
            folder.chmod(mode)  # whatever the umask is


def _mode_inside(folder: Path) -> int:
    """Return the mode of what is made in a folder: for the owner only, unless a group is meant to work there.

    A folder shows that by being writable for a group to which all its files belong (setgid).
    """
    mode = folder.stat().st_mode
    shared = mode & stat.S_ISGID and mode & stat.S_IWGRP
    return mode & 0o2770 if shared else 0o700


def _flush_folder(folder: Path) -> None:
    """Bring the new name itself to the disk; Windows does so unasked.

    The file is in its place by now, so a drive on which folders cannot be opened or flushed has not failed to save it.
    """
    if os.name == "posix":
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            if error.errno in (errno.EIO, errno.ENOSPC):
                raise
