"""Files that are written whole or not at all, for their owner, on slow and unkind disks, too; and read up to a limit.

Source of the way of writing: open, write, flush, fsync, replace (Pillai et al. 2014, "All file systems are not created
equal").
"""

import errno
import os
import stat
import time
from contextlib import suppress

from geo_lesson.common import messages

PATIENCE = 1.0  # seconds: longer than a virus scanner holds a file
WINDOWS = os.name == "nt"
_IN_USE = {32, 33}  # what Windows says where a file is open elsewhere, or a part of it is locked
_NO_FLUSH = {errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EOPNOTSUPP}


class InUse(OSError):
    """Another program holds a file, and does not let it go; `text` names it, and says what to do."""

    def __init__(self, error, path):
        super().__init__(error.errno, error.strerror, str(path))
        self.text = messages.FILE_IN_USE.fill(name=path.name)


def write_whole(path, content):
    """Write bytes to a file, in a folder that is there: whatever happens, it is the earlier file or the new one, whole.

    Once this returns, the bytes are on the disk. Raises OSError, or InUse, with the earlier file as it was.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        patiently(lambda: new.touch(_rights(path.parent) & 0o666), path)
        with patiently(lambda: new.open("wb"), path) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        patiently(lambda: new.replace(path), path, writable=True)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    _flush(path.parent)


class NotOrdinary(OSError):
    """A folder, a device or a pipe, whose end might never come."""


def read_ordinary(path, largest):
    """The bytes of an ordinary file; of one with more than `largest`, so many and one more. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotOrdinary
    with path.open("rb") as file:
        return file.read(largest + 1)


def patiently(act, path, writable=False):
    """Do something with a file, again and again for a second while another program holds it; then raise InUse.

    Windows also calls that a missing permission; elsewhere, waiting would not bring one.   writable: the folder has
    just been written in, so a refusal can only come from another program.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except OSError as error:
            held = error.errno == errno.EBUSY or getattr(error, "winerror", None) in _IN_USE
            if not held and not (WINDOWS and isinstance(error, PermissionError)):
                raise
            if time.monotonic() > until:
                if held or writable:
                    raise InUse(error, path) from error
                raise
        time.sleep(PATIENCE / 20)


def own_folder(folder):
    """Make a folder, and those above it that are missing, for their owner only; one that is there stays as it is."""
    if not folder.is_dir():
        own_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)
        if (rights := _rights(folder.parent)) != 0o700:
            folder.chmod(rights)  # whatever the umask says


def _rights(folder):
    """The rights of what is made in a folder: the owner's alone, unless a group is meant to work in it.

    That is said by a folder in which a group may write and whose files all belong to that group (setgid).
    """
    rights = folder.stat().st_mode
    shared = rights & stat.S_ISGID and rights & stat.S_IWGRP
    return rights & 0o2770 if shared else 0o700


def _flush(folder):
    """Bring the new name itself to the disk; Windows does it by itself, and some drives have no such call."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FLUSH:
                raise
        finally:
            os.close(handle)
