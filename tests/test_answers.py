import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import Timeout
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_lesson import answers as module
from geo_lesson.answers import Answers, NotSaved, Record, pseudonym


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


@settings(max_examples=30)
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
    ("number", "said"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "Nothing may be written"), (errno.EIO, "Saving failed")],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_disk_that_fails_is_said_and_loses_nothing(answers, monkeypatch, number, said, step):
    """Full, read-only or broken: the reason is named, and the earlier answer is still there."""
    earlier = write(answers, draft={"value": "a"})

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if step == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(Path, step, fail)
        with pytest.raises(NotSaved, match=said):
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
            "import os, sys; from pathlib import Path; from geo_lesson.answers import Answers, NotSaved\n"
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


def test_a_lock_that_cannot_be_had_is_said_at_once(answers, monkeypatch):
    """Some network drives have no locks: the probe finds out before anyone has typed."""

    def none(*_, **__):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("filelock.FileLock.acquire", none)
    with pytest.raises(NotSaved, match="Saving failed"):
        answers.probe()


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
from geo_lesson import answers as module
from geo_lesson.answers import Answers

folder, = sys.argv[1:]

def work(point, pipe):
    """Write drafts 1, 2, 3 …; say each number once it is kept; die at the given line of code."""
    left = [point]
    def trace(frame, event, arg):
        if frame.f_code.co_filename != module.__file__:
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

for point in range(1, 151, 3):
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
        broken.setattr(Path, "write_bytes", refused)
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
    assert caught.value.text == module._LOCKED
