"""Disks that are full, not to be written, slow, or in use."""

import errno
import os
import stat
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from filelock import FileLock
from kernel import Kernel

from geo_lesson import open_lesson
from geo_lesson.common import disk as files
from geo_lesson.student import store as answers

RALLY = {"value": "all-can-be-true", "confidence": "80"}


def test_a_full_disk(disk, opened, send):
    """The exercise says that the disk is full. The earlier answer stays; when there is room again, saving works."""
    controller = opened()
    send(controller, "submit", **RALLY)
    filler = disk.folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            pass
    reply = send(controller, "draft", **RALLY, after="x" * 8000)
    assert reply["problem"].startswith("Not saved. The disk is full.")
    again = opened()
    assert again.session.record.draft == RALLY
    assert len(again.session.record.attempts) == 1
    assert not list(disk.folder.rglob("*.new"))
    filler.unlink()
    assert send(again, "draft", **RALLY, after="x" * 8000)["problem"] is None


def test_a_home_that_cannot_be_written(disk, opened, send):
    """The exercise says so as it opens. Everything can be read, the earlier answer too; nothing claims to be saved."""
    send(opened(), "submit", **RALLY)
    assert disk.read_only() == 0
    controller = opened()
    assert controller.session.feedback_view()["notices"] == [
        "Your answers cannot be saved here at the moment. Nothing may be written in this folder. "
        "Please tell your teacher."
    ]
    assert controller.session.feedback_view()["feedback"]["correct"] is True
    assert send(controller, "submit", value="mean", confidence="80")["problem"].startswith("Not saved.")
    assert len(controller.session.record.attempts) == 1


def test_a_slow_disk(workspace):
    """Saving takes as long as it takes, and nothing is called saved before it is; then all of it is there, in order."""
    kernel = Kernel(workspace / "notebooks" / "en")
    try:
        widget = kernel.exercise("three-numbers-one-rally")
        kernel.run("import os, time; flush = os.fsync; os.fsync = lambda file: (time.sleep(0.3), flush(file))")
        steps = [("draft", {"value": "mean"}), ("submit", RALLY), ("draft", RALLY | {"after": "and"})]
        for number, (act, values) in enumerate(steps, start=1):
            message = {"type": act, "view": "v", "number": number, "values": values, "step": "answer"}
            last = kernel.post(widget, message)
        kernel.wait(last)
        assert [(m["number"], m["problem"]) for m in kernel.custom if m["type"] == "ack"] == [
            (1, None),
            (2, None),
            (3, None),
        ]
        assert kernel.errors == []
    finally:
        kernel.close()
    record, _ = answers.Answers(workspace / "answers/troops/me").read("three-numbers-one-rally")
    assert (record.draft, len(record.attempts)) == (RALLY | {"after": "and"}, 1)


# Lets every save fail, as it does while a virus scanner holds the file.
FAULT = """
import pathlib
replace = pathlib.Path.replace
def held(*_):
    error = PermissionError(13, "Permission denied")
    error.winerror = 32
    raise error
pathlib.Path.replace = held
"""
WRONG = {"value": "mean", "confidence": "95"}
OWN = RALLY | {"after": "First 8,000."}


@pytest.mark.parametrize(
    ("before", "act", "values", "step", "kept"),
    [
        ([], "submit", RALLY, "answer", {"attempts": 1, "hints": 0}),
        ([WRONG], "submit", RALLY, "answer", {"attempts": 2, "hints": 0}),
        ([RALLY], "submit", OWN, "reason", {"attempts": 2, "hints": 0}),
        ([RALLY], "hint", {}, "", {"attempts": 1, "hints": 1}),
    ],
    ids=["submit", "submit again", "reason", "hint"],
)
def test_what_was_asked_for_in_vain_is_sent_again(workspace, before, act, values, step, kept):
    """Each is done once, however often it is sent again: an answer, another one, what is noted afterwards, a hint."""
    kernel = Kernel(workspace / "notebooks" / "en")
    folder = answers.Answers(workspace / "answers/troops/me")
    try:
        widget = kernel.exercise("three-numbers-one-rally")
        for answer in before:
            kernel.tell(widget, "submit", view="earlier", values=answer, step="answer")
        kernel.run(FAULT)
        message = {"type": act, "view": "v", "number": 1, "values": values, "step": step, "revision": 9}
        for _ in range(2):
            kernel.send(widget, message)
            assert kernel.custom[-1]["problem"].startswith("Not saved. Another program is using the file")
        assert len(folder.peek("three-numbers-one-rally").attempts) == len(before)
        kernel.run("pathlib.Path.replace = replace")
        for _ in range(2):
            kernel.send(widget, message)
        assert [m["problem"] for m in kernel.custom if m["type"] == "ack" and m["view"] == "v"][2:] == [None, None]
        record = folder.peek("three-numbers-one-rally")
        assert {"attempts": len(record.attempts), "hints": record.hints} == kept
        view = kernel.feedback_view(widget)
        assert view["feedback"]["correct"] is True
        assert (len(view["hints"]), bool(view["after"]["model"])) == (kept["hints"], step == "reason")
        assert kernel.errors == []
    finally:
        kernel.close()


def test_another_program_holds_the_answers(workspace, opened, send, monkeypatch):
    """The exercise says so and keeps the text; when the other program is done, saving works."""
    controller = opened()
    monkeypatch.setattr("filelock.FileLock", lambda path, timeout: FileLock(path, timeout=0.2))
    lock = workspace / "answers/troops/me/.lock"
    hold = "import filelock, sys\nwith filelock.FileLock(sys.argv[1]): print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        assert "Another program is using the answers folder." in send(controller, "submit", **RALLY)["problem"]
        other.communicate("done\n")
    assert send(controller, "submit", **RALLY)["problem"] is None
    assert opened().session.record.draft == RALLY


def test_a_file_that_a_scanner_holds_for_a_moment(opened, send, monkeypatch):
    """Saving waits for up to a second, and nobody notices. Later the exercise names the file, and keeps the text."""
    controller, real, refusals = opened(), Path.replace, [5]

    def held(path, target):
        refusals[0] -= 1
        if refusals[0] < 0:
            return real(path, target)
        error = PermissionError(errno.EACCES, "Permission denied")
        error.winerror = 32
        raise error

    monkeypatch.setattr(Path, "replace", held)
    assert send(controller, "submit", **RALLY)["problem"] is None
    assert len(opened().session.record.attempts) == 1
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    refusals[0] = 1000
    problem = send(controller, "draft", **RALLY, after="and")["problem"]
    assert "Another program is using the file 'three-numbers-one-rally.json'" in problem
    refusals[0] = 0
    assert send(controller, "draft", **RALLY, after="and")["problem"] is None


def test_a_permission_that_is_missing_is_said_at_once(opened, send, monkeypatch):
    """The exercise says so at once: only Windows refuses for a moment what another program holds."""
    controller = opened()

    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        patch.setattr("time.sleep", lambda _: pytest.fail("waited"))
        assert "Nothing may be written" in send(controller, "submit", **RALLY)["problem"]
    assert send(controller, "submit", **RALLY)["problem"] is None


@pytest.mark.parametrize(
    ("call", "number", "saved"),
    [
        *(("fsync", number, True) for number in (errno.EINVAL, errno.ENOSYS, errno.EACCES, errno.EROFS)),
        *(("open", number, True) for number in (errno.EACCES, errno.EISDIR, errno.EPERM)),
        *(("fsync", number, False) for number in (errno.EIO, errno.ENOSPC)),
    ],
)
def test_a_drive_whose_folders_cannot_be_flushed(tmp_path, monkeypatch, call, number, saved):
    """Answers are saved, and said to be; only where the disk is full or faulty is an answer called not saved."""
    real, path = getattr(os, call), tmp_path / "x.json"

    def refused(what, *more):
        if Path(what).is_dir() if call == "open" else stat.S_ISDIR(os.fstat(what).st_mode):
            raise OSError(number, os.strerror(number))
        return real(what, *more)

    monkeypatch.setattr(os, call, refused)
    with nullcontext() if saved else pytest.raises(OSError, match=os.strerror(number)):
        files.atomic_write(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_folder_that_never_lets_a_file_be_made_is_waited_for_once(tmp_path, monkeypatch):
    """Only the first exercise waits for a second before it says so. Once answers can be saved again, they are."""
    kept, real, tries = answers.Answers(tmp_path / "me"), Path.touch, []

    def refused(path, *more):
        tries.append(path)
        held = PermissionError(errno.EACCES, "Permission denied")
        held.winerror = 32
        raise held

    monkeypatch.setattr(files, "PATIENCE", 0.1)
    with monkeypatch.context() as closed:
        closed.setattr(Path, "touch", refused)
        counted = []
        for _ in range(3):
            with pytest.raises(answers.NotSaved, match=r"Another program|Nothing may be written"):
                kept.probe()
            counted.append(len(tries))
    assert counted[0] > 1
    assert [n - counted[0] for n in counted[1:]] == [1, 2]
    monkeypatch.setattr(Path, "touch", real)
    kept.probe()


def test_a_drive_without_locks(opened, send, monkeypatch):
    """Answers are saved. The exercise says once that two windows may overwrite each other."""

    def none(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", none)
    controller = opened()
    assert controller.session.feedback_view()["notices"] == []
    assert send(controller, "submit", **RALLY)["problem"] is None
    (notice,) = controller.session.feedback_view()["notices"]
    assert notice.startswith("On this drive two windows can overwrite each other. Answers are saved")
    assert send(controller, "draft", **RALLY, after="and")["problem"] is None
    assert controller.session.feedback_view()["notices"] == [notice]
    assert opened().session.record.draft == RALLY | {"after": "and"}


def test_a_copy_made_where_two_machines_changed_a_file(workspace, opened, send):
    """The exercise and the hand-in name the copy that a service such as Nextcloud made; nothing of it is changed."""
    controller = opened()
    send(controller, "submit", **RALLY)
    folder = workspace / "answers/troops/me"
    copy = folder / "three-numbers-one-rally (conflicted copy 2024-10-10 091500).json"
    copy.write_bytes((folder / "three-numbers-one-rally.json").read_bytes())
    kept = copy.read_bytes()
    controller = opened()
    (notice,) = controller.session.feedback_view()["notices"]
    assert copy.name in notice
    send(controller, "draft", **RALLY, after="and")
    assert controller.session.feedback_view()["notices"] == [notice]
    assert copy.name in repr(open_lesson("troops", "en").hand_in())
    assert copy.read_bytes() == kept
