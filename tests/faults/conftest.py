"""What the fault suite needs: an exercise as a notebook opens it, small disks, and disks that cannot be written."""

import itertools
import subprocess
from contextlib import suppress

import pytest

from geo_lesson import lesson as module
from geo_lesson import open_lesson

NUMBERS = itertools.count(1)


@pytest.fixture
def opened(workspace, monkeypatch):
    """Call it with an exercise to open it as the first notebook of a new kernel does; it gives its controller."""

    def open_exercise(id="three-numbers-one-rally", lesson="troops"):
        monkeypatch.chdir(workspace)
        monkeypatch.setattr(module, "_OPEN", {})
        widget = open_lesson(lesson, "en").exercise(id)
        return widget[0].controller if isinstance(widget, tuple) else widget.controller

    return open_exercise


@pytest.fixture
def send():
    """Call it to send values as a widget that knows the latest draft does; returns the reply."""

    def send(controller, act, view="v", **values):
        message = {"type": act, "view": view, "number": next(NUMBERS), "values": values, "step": "answer"}
        return controller.session.handle({**message, "revision": controller.session.record.drafted})

    return send


@pytest.fixture
def disk(workspace):
    """The answers of the workspace lie on a disk of their own, of 64 KB; its folder, and `disk.read_only()`."""
    folder = workspace / "answers"
    folder.mkdir()

    def mount(*options):
        return subprocess.run(["mount", *options, folder], capture_output=True, check=False).returncode  # noqa: S607

    if mount("-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        pytest.skip("disks can be mounted by root alone")
    folder_and_mount = type(
        "Disk", (), {"folder": folder, "read_only": staticmethod(lambda: mount("-o", "remount,ro"))}
    )
    yield folder_and_mount
    with suppress(OSError):
        subprocess.run(["umount", folder], check=True)  # noqa: S607
