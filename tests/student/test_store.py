import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from examples import examples
from filelock import FileLock, Timeout
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.student import messages as student_messages
from geo_lesson.student import store as module
from geo_lesson.student.store import Answers, NotSaved, Record, pseudonym


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path / "answers" / "troops" / "me")


def write(answers, **changes):
    return answers.change("rally", lambda record: replace(record, **changes))[0]


def test_what_was_written_is_read_again(answers):
    """Another day, another kernel: the record is there as it was left."""
    kept = write(answers, draft={"value": "b", "after": "Schön „gesagt“ 한국"}, hints=2)
    assert Answers(answers.folder).read("rally") == (kept, None)


def test_in_a_browser_it_is_written_without_a_lock(answers, monkeypatch):
    """Python there has no locks for files; a file for a lock would outlive a closed tab and lock the student out."""
    monkeypatch.setattr(sys, "platform", "emscripten")
    kept = write(answers, draft={"value": "b"})
    answers.probe()
    assert answers.read("rally") == (kept, None)
    assert [path.name for path in answers.folder.iterdir()] == ["rally.json"]


def test_an_exercise_never_touched_is_empty(answers):
    """Reading creates nothing."""
    assert answers.read("rally") == (Record("rally"), None)
    assert not answers.folder.exists()


def test_a_change_that_changes_nothing_writes_nothing(answers):
    """The same draft again costs no write."""
    first = write(answers, draft={"value": "a"})
    before = answers.path("rally").stat().st_mtime_ns
    assert write(answers, draft={"value": "a"}) == first
    assert answers.path("rally").stat().st_mtime_ns == before


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.dictionaries(st.sampled_from(["value", "reason", "after"]), st.one_of(texts, st.dictionaries(texts, texts)))


@examples(30)
@given(values, st.lists(values, max_size=4))
def test_any_text_survives(tmp_path_factory, draft, attempts):
    """Whatever can be typed is read back as it was, the first attempt first."""
    answers = Answers(tmp_path_factory.mktemp("answers"))
    attempts = tuple({"at": str(i), "step": "answer", "answer": answer} for i, answer in enumerate(attempts))
    answers.change("rally", lambda record: replace(record, draft=draft, attempts=attempts))
    record, _ = answers.read("rally")
    assert (record.draft, record.attempts) == (draft, attempts)


GOOD = {"exercise": "rally", "version": 1, "revision": 1, "hints": 0, "draft": {}, "attempts": [], "kept": []}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(GOOD | {"attempts": 3}).encode(),
        json.dumps(GOOD | {"attempts": ["x"]}).encode(),
        json.dumps(GOOD | {"attempts": [{"at": "now", "answer": "x"}]}).encode(),
        json.dumps(GOOD | {"draft": "x"}).encode(),
        json.dumps(GOOD | {"revision": -1}).encode(),
        json.dumps(GOOD | {"exercise": "another"}).encode(),
    ],
    ids=[
        "empty",
        "cut off",
        "list",
        "null",
        "binary",
        "deep",
        "number",
        "word",
        "no map",
        "text draft",
        "negative",
        "other",
    ],
)
def test_an_unreadable_file_is_set_aside_and_said(answers, content):
    """Nothing of it is lost, nothing is overwritten, and the student can go on."""
    answers.folder.mkdir(parents=True)
    answers.path("rally").write_bytes(content)
    record, notice = answers.read("rally")
    assert record == Record("rally")
    (aside,) = answers.folder.glob("rally unreadable *.json")
    assert aside.name in notice.de
    assert aside.name in notice.en
    assert aside.read_bytes() == content
    write(answers, draft={"value": "a"})
    assert aside.read_bytes() == content


def test_answers_of_a_newer_release_are_left_alone(answers):
    """An older release says so, and touches nothing."""
    answers.folder.mkdir(parents=True)
    content = json.dumps(GOOD | {"version": 2})
    answers.path("rally").write_text(content)
    with pytest.raises(NotSaved, match="newer version"):
        answers.read("rally")
    with pytest.raises(NotSaved):
        write(answers, draft={"value": "a"})
    assert answers.path("rally").read_text() == content


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "Nothing may be written"), (errno.EIO, "Saving failed")],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_disk_that_fails_is_said_and_loses_nothing(answers, monkeypatch, number, message, step):
    """Full, read-only or broken: the reason is named, and the earlier answer is still there."""
    earlier = write(answers, draft={"value": "a"})

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if step == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(Path, step, fail)
        with pytest.raises(NotSaved, match=message):
            write(answers, draft={"value": "b"})
    assert answers.read("rally")[0] == earlier
    assert not list(answers.folder.glob("*.new"))


def test_a_disk_that_is_really_full_is_said(tmp_path):
    """/dev/full takes no byte; the message names the full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    answers = Answers(tmp_path)
    (tmp_path / ".rally.json.new").symlink_to("/dev/full")
    with pytest.raises(NotSaved, match="disk is full"):
        write(answers, draft={"value": "a"})
    assert answers.read("rally") == (Record("rally"), None)


def test_a_folder_that_cannot_be_made_is_said_at_once(tmp_path):
    """A file stands where the folder should be: the probe says so before anyone has typed."""
    (tmp_path / "answers").write_text("not a folder")
    with pytest.raises(NotSaved):
        Answers(tmp_path / "answers" / "troops").probe()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_read_only_folder_is_said_at_once():
    """Without the right to write, the probe names the reason; tried as nobody where the tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        source = (
            "import os, sys; from pathlib import Path; from geo_lesson.student.store import Answers, NotSaved\n"
            "os.geteuid() or os.setuid(65534)\n"
            "try: Answers(Path(sys.argv[1]) / 'troops').probe()\n"
            "except NotSaved as error: print(error.text.en)"
        )
        run = subprocess.run([sys.executable, "-c", source, folder], capture_output=True, text=True, check=True)
        Path(folder).chmod(0o755)
    assert run.stdout.startswith("Nothing may be written in this folder.")


def test_an_answer_of_one_megabyte_is_kept_whole(answers):
    """Nobody's text is cut off."""
    text = "ä" * 1_000_000
    write(answers, draft={"after": text})
    assert answers.read("rally")[0].draft["after"] == text


def test_a_file_that_would_grow_beyond_all_measure_is_refused_and_said(answers, monkeypatch):
    """Above the limit nothing is written, and what was there stays."""
    earlier = write(answers, draft={"after": "short"})
    monkeypatch.setattr(module, "LARGEST", 9_000)
    with pytest.raises(NotSaved, match="too long"):
        write(answers, draft={"after": "x" * 9_000})
    assert answers.read("rally")[0] == earlier


def test_looking_at_an_answer_sets_nothing_aside(answers):
    """Whoever only wants to know how far one has come leaves a broken file where it is."""
    assert answers.peek("rally") == Record("rally")
    answers.folder.mkdir(parents=True)
    answers.path("rally").write_bytes(b"{")
    with pytest.raises(NotSaved, match="cannot be read"):
        answers.peek("rally")
    assert answers.path("rally").read_bytes() == b"{"
    kept = answers.read("rally")[1]
    assert "has been kept" in kept.en


def failing(number, times=None, winerror=None):
    """What a call does on an unkind disk: it fails, so many times, and then does what it should."""

    def wrapped(real):
        def call(*arguments, **more):
            call.left -= 1
            if call.left < 0:
                return real(*arguments, **more)
            error = OSError(number, os.strerror(number))
            if winerror:
                error.winerror = winerror
            raise error

        call.left = 10**9 if times is None else times
        return call

    return wrapped


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL])
def test_a_drive_without_locks_keeps_answers_all_the_same(answers, monkeypatch, number):
    """Some network drives have none: nothing waits, and the student is told once to use one window only."""
    monkeypatch.setattr("fcntl.flock", failing(number)(None))
    begun = time.monotonic()
    answers.probe()
    record, notice = answers.change("rally", lambda record: replace(record, draft={"value": "a"}))
    assert "two windows can overwrite each other" in notice.en
    assert answers.read("rally") == (record, None)
    assert answers.change("rally", lambda record: replace(record, draft={"value": "b"}))[1] is None
    assert answers.read("rally")[0].draft == {"value": "b"}
    assert time.monotonic() - begun < 2


@pytest.mark.filterwarnings("ignore:flock not supported")
def test_a_system_without_locks_keeps_answers_all_the_same(answers, monkeypatch):
    """There filelock makes do with a file; nothing of it is left."""
    monkeypatch.setattr("fcntl.flock", failing(errno.ENOSYS)(None))
    answers.probe()
    assert write(answers, draft={"value": "a"}) == answers.read("rally")[0]


def test_a_lock_held_for_ever_costs_its_time_once(answers, monkeypatch):
    """Eleven exercises and saves do not take eleven times as long; once the lock is free, saving works."""
    monkeypatch.setattr(module, "WAIT", 1)
    answers = Answers(answers.folder)
    answers.folder.mkdir(parents=True)
    with FileLock(answers.folder / ".lock"):
        begun = time.monotonic()
        for _ in range(11):
            with pytest.raises(NotSaved, match="Another program is using the answers folder"):
                answers.probe()
        assert time.monotonic() - begun < 4
    assert write(answers, draft={"value": "a"}) == answers.read("rally")[0]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF])
def test_a_folder_that_cannot_be_flushed_keeps_answers_all_the_same(answers, monkeypatch, number):
    """By then the file itself is on the disk, whole."""
    flush = os.fsync

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        flush(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert write(answers, draft={"value": "a"}) == answers.read("rally")[0]


def test_a_folder_that_is_broken_is_said(answers, monkeypatch):
    """Any other failure is one."""
    flush = os.fsync

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flush(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NotSaved, match="Saving failed"):
        write(answers, draft={"value": "a"})


HELD = [(errno.EACCES, 5), (errno.EACCES, 32), (errno.EACCES, 33), (errno.EACCES, None), (errno.EBUSY, None)]


@pytest.mark.parametrize(("number", "winerror"), HELD)
@pytest.mark.parametrize("step", ["open", "replace", "unlink", "read_text", "touch"])
def test_a_file_that_a_scanner_holds_for_a_moment_is_tried_again(answers, monkeypatch, number, winerror, step):
    """Windows refuses to read, write, replace or delete a file meanwhile; the student notices nothing."""
    monkeypatch.setattr("geo_lesson.common.disk.WINDOWS", winerror != 32)  # that is known without it
    write(answers, draft={"value": "a"})
    monkeypatch.setattr(Path, step, failing(number, 3, winerror)(getattr(Path, step)))
    answers.probe()
    assert answers.read("rally")[1] is None
    assert write(answers, draft={"value": "b"}) == answers.read("rally")[0]
    assert {path.name for path in answers.folder.iterdir()} - {".lock"} == {"rally.json"}


@pytest.mark.parametrize(("number", "winerror"), HELD)
def test_a_file_that_another_program_keeps_is_named(answers, monkeypatch, number, winerror):
    """After a second it is said which file it is; the earlier answer stays."""
    earlier = write(answers, draft={"value": "a"})
    monkeypatch.setattr("geo_lesson.common.disk.PATIENCE", 0.1)
    monkeypatch.setattr("geo_lesson.common.disk.WINDOWS", winerror != 32)
    with monkeypatch.context() as held:
        held.setattr(Path, "replace", failing(number, None, winerror)(None))
        with pytest.raises(NotSaved, match="Another program is using the file 'rally"):
            write(answers, draft={"value": "b"})
    assert answers.read("rally") == (earlier, None)
    assert {path.name for path in answers.folder.iterdir()} - {".lock"} == {"rally.json"}


def test_an_answer_that_may_not_be_read_is_not_called_unwritable(answers, monkeypatch):
    """What is missing is the right to read it."""
    write(answers, draft={"value": "a"})
    monkeypatch.setattr("geo_lesson.common.disk.PATIENCE", 0.1)
    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(NotSaved, match="may not be read"):
        answers.read("rally")


@pytest.mark.parametrize(
    "name",
    [
        "rally (conflicted copy 2024-10-10 091500).json",
        "rally (In Konflikt stehende Kopie von Raum 5 2024-10-10).json",
        "rally-RAUM-5.json",
        "rally.sync-conflict-20241010-091500-ABCDEFG.json",
        "rally (1).json",
        "rally 2.json",
        "rally_conflict-20241010-091500.json",
        "rally.json.conflict1",
    ],
)
def test_a_copy_made_by_a_service_is_named(answers, name):
    """Where two machines changed one file, the other's words lie beside it, and the student learns of it."""
    kept = write(answers, draft={"value": "a"})
    (answers.folder / name).write_bytes(answers.path("rally").read_bytes())
    record, notice = answers.read("rally")
    assert record == kept
    assert name in notice.de
    assert name in notice.en
    assert answers.change("rally", lambda record: replace(record, hints=1))[1] is None  # it is said when it opens


def test_no_other_file_is_taken_for_a_copy(answers):
    """Other exercises of a longer name, a file that was set aside, and what is no answer are not."""
    for exercise in ("rally", "rally-2", "rally.part"):
        answers.change(exercise, lambda record: replace(record, hints=1))
    (answers.folder / "rally unreadable 2024-10-10 09.15.00.json").write_bytes(b"{")
    (answers.folder / "rally notes.json").mkdir()
    assert answers.read("rally")[1] is None


@pytest.mark.skipif(os.name != "posix", reason="this system has no such rights")
def test_answers_are_their_owners_alone(tmp_path):
    """Folders and files that we make can be opened by nobody else, whatever the umask, and later saves leave it so."""
    answers = Answers(tmp_path / "answers" / "troops" / "me")
    before = os.umask(0o022)
    try:
        for value in "ab":
            write(answers, draft={"value": value})
    finally:
        os.umask(before)
    made = [tmp_path / "answers", *(tmp_path / "answers").rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in made if path.name != ".lock"} == {0}


@pytest.mark.skipif(os.name != "posix", reason="this system has no such rights")
def test_a_folder_made_for_a_group_stays_the_groups(tmp_path):
    """A school that gives teachers a folder of their group keeps it: setgid, and writable for the group."""
    folder = tmp_path / "answers"
    folder.mkdir()
    folder.chmod(0o2770)
    before = os.umask(0o027)
    try:
        write(Answers(folder / "troops" / "me"), draft={"value": "a"})
    finally:
        os.umask(before)
    assert [folder.joinpath(*parts).stat().st_mode & 0o077 for parts in (("troops",), ("troops", "me"))] == [0o70, 0o70]
    assert (folder / "troops/me/rally.json").stat().st_mode & 0o077 == 0o40


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_of_the_machine_cannot_read_answers():
    """Tried as nobody, in a home that everybody may enter."""
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        answers = Answers(Path(home) / "answers" / "troops" / "me")
        write(answers, draft={"value": "my words"})
        source = "import os, sys; os.setuid(65534); print(open(sys.argv[1]).read())"
        for path in (answers.path("rally"), Path(home) / "answers"):
            run = subprocess.run([sys.executable, "-c", source, path], capture_output=True, text=True, check=False)
            assert "PermissionError" in run.stderr
            assert run.stdout == ""


def test_threads_and_kernels_add_to_each_others_work(answers):
    """Forty attempts written from four sides at once are all there."""

    def work(side):
        own = Answers(answers.folder)
        for i in range(10):
            entry = {"at": "now", "step": "answer", "answer": {"value": f"{side}-{i}"}}
            own.change("rally", lambda record, entry=entry: replace(record, attempts=(*record.attempts, entry)))

    threads = [threading.Thread(target=work, args=(side,)) for side in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({entry["answer"]["value"] for entry in answers.read("rally")[0].attempts}) == 40


KILLED = '''
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from geo_lesson.student import store as module
from geo_lesson.common import disk as files
from geo_lesson.student.store import Answers

folder, = sys.argv[1:]

def work(point, pipe):
    """Write drafts 1, 2, 3 …; say each number once it is kept; die at the given line of code."""
    left = [point]
    def trace(frame, event, arg):
        if frame.f_code.co_filename not in (module.__file__, files.__file__):
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    mine = Answers(Path(folder) / str(point))
    sys.settrace(trace)
    for n in range(1, 100):
        mine.change("rally", lambda record: replace(record, draft={"value": str(n) * 1000}))
        os.write(pipe, f"{n}\\n".encode())

for point in range(1, 251, 5):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        work(point, writing)
        os._exit(3)
    os.close(writing)
    acknowledged = os.fdopen(reading).read().split()
    status = os.waitpid(child, 0)[1]
    print(point, os.WTERMSIG(status), acknowledged[-1] if acknowledged else 0)
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_fifty_points_nothing_acknowledged_is_lost(tmp_path):
    """Killed at any line of reading, writing, flushing and replacing, the last acknowledged draft is on disk, whole."""
    run = subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True, text=True, check=True)
    lines = [[int(word) for word in line.split()] for line in run.stdout.splitlines()]
    assert len(lines) == 50
    assert {signal for _, signal, _ in lines} == {9}
    assert len({acknowledged for *_, acknowledged in lines}) > 2, (
        "the points should lie before, between and after writes"
    )
    for point, _, acknowledged in lines:
        record, notice = Answers(tmp_path / str(point)).read("rally")
        assert notice is None
        assert record.revision in (acknowledged, acknowledged + 1)
        if record.revision:
            assert record.draft == {"value": str(record.revision) * 1000}


def test_starting_over_keeps_the_old_answers(answers):
    """The archive holds what was there, twice in a row too."""
    for word in ("first", "second"):
        write(answers, draft={"value": word})
        archive = answers.archive()
        assert json.loads((archive / "rally.json").read_text())["draft"] == {"value": word}
        assert answers.read("rally") == (Record("rally"), None)
    assert answers.archive() is None


@pytest.mark.parametrize(
    "written", ["", ".", "..", "a/b", "a\\b", "CON", "com1", "-x", "x.json", "x\0", "a" * 41, "~", "COM¹", "é\u0301/.."]
)
def test_a_pseudonym_is_never_a_path(written):
    """Nothing that could leave the folder, or that Windows refuses, is taken for a name."""
    with pytest.raises(NotSaved, match="pseudonym"):
        pseudonym(written)


@given(st.text(max_size=50))
def test_whatever_passes_as_a_pseudonym_is_one_folder(written):
    """A pseudonym that is accepted names a folder directly inside the lesson's answers."""
    try:
        name = pseudonym(written)
    except NotSaved:
        return
    assert Path("x", name).parent == Path("x")
    assert name not in (".", "..")
    assert pseudonym(name) == name


def refused(*_, **__):
    raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def test_what_the_disk_refuses_is_said(answers, monkeypatch):
    """Reading, trying, setting aside and beginning afresh each end in a sentence, and what is there stays."""
    write(answers, draft={"value": "a"})
    monkeypatch.setattr("geo_lesson.common.disk.PATIENCE", 0.1)
    path = answers.path("rally")
    kept = path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refused)
        with pytest.raises(NotSaved):
            answers.archive()
        path.write_bytes(b"{")
        with pytest.raises(NotSaved):
            answers.read("rally")
        path.write_bytes(kept)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_text", refused)
        with pytest.raises(NotSaved):
            answers.peek("rally")
    with monkeypatch.context() as broken:
        broken.setattr(Path, "touch", refused)
        with pytest.raises(NotSaved):
            answers.probe()
    assert answers.read("rally")[0].draft == {"value": "a"}


def test_a_file_larger_than_any_answer_is_set_aside(answers):
    """It is not read at all."""
    write(answers, draft={"value": "a"})
    answers.path("rally").write_bytes(b" " * (module.LARGEST + 1))
    record, notice = answers.read("rally")
    assert record.draft == {}
    assert "unreadable" in notice.en


def test_a_folder_that_another_program_holds_is_said(answers, monkeypatch):
    """Whoever tries it out is told so at once."""

    def held(_):
        raise Timeout("held")

    monkeypatch.setattr(Answers, "_lock", held)
    with pytest.raises(NotSaved) as caught:
        answers.probe()
    assert caught.value.text == student_messages.FOLDER_LOCKED
