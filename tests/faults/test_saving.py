"""Killed in the middle of saving: what is on disk afterwards."""

import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

# Opens the exercise, saves a first text, and dies at the given step of saving the second.
WORK = """
import contextlib, os, signal, sys
from pathlib import Path
from geo_lesson import open_lesson

controller = open_lesson("troops", "en").exercise("three-numbers-one-rally").controller

def say(text, number):
    values = {"value": "mean", "after": text}
    message = {"type": "draft", "view": "v", "number": number, "values": values, "revision": number - 1}
    return controller.session.handle(message)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(file):
    class HalfWritten:
        def write(self, content):
            file.write(content[: len(content) // 2])
            file.flush()
            die()
    return contextlib.nullcontext(HalfWritten())

def after(real):
    return lambda *arguments: (real(*arguments), die())

def of_new_file(opening):
    real = Path.open
    return lambda path, *how, **more: (opening if path.suffix == ".new" else real)(path, *how, **more)

assert say("first", 1)["problem"] is None
real = Path.open
Path.open, Path.replace, os.fsync = {
    "before opening": (of_new_file(die), Path.replace, os.fsync),
    "after opening": (of_new_file(after(real)), Path.replace, os.fsync),
    "half written": (of_new_file(lambda *how: half(real(*how))), Path.replace, os.fsync),
    "before flushing": (real, Path.replace, die),
    "before replacing": (real, die, os.fsync),
    "after replacing": (real, after(Path.replace), os.fsync),
}[sys.argv[1]]
say("second " * 1000, 2)
"""


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ("before opening", "first"),
        ("after opening", "first"),
        ("half written", "first"),
        ("before flushing", "first"),
        ("before replacing", "first"),
        ("after replacing", "second " * 1000),
    ],
)
def test_killed_at_a_step_of_a_save(workspace, opened, send, step, kept):
    """The answer on disk is whole: the earlier one, or after the last step the new one. The next save works at once."""
    run = subprocess.run([sys.executable, "-c", WORK, step], cwd=workspace, check=False)
    assert run.returncode == -signal.SIGKILL
    controller = opened()
    assert (controller.session.record.draft, controller.session.feedback_view()["notices"]) == (
        {"value": "mean", "after": kept},
        [],
    )
    assert send(controller, "draft", value="mean", after="third")["problem"] is None
    assert opened().session.record.draft == {"value": "mean", "after": "third"}
