"""The hand-in: it shows what it carries, it can be read back, and nothing in it tells who or where."""

import errno
import getpass
import hashlib
import json
import os
import platform
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from page_text import sections
from paths import HANDINS
from studying import answered_before, every_part, student, troops

from geo_lesson import open_lesson
from geo_lesson.figures.catalogue import picture_of
from geo_lesson.handin import page_scan
from geo_lesson.handin.file import Unreadable, can_be_read_again, carries, read, write
from geo_lesson.handin.page_scan import PageScan
from geo_lesson.handin.sheet import claims_rows, described
from geo_lesson.student.store import Record

CONTENT = troops()
PARTS = every_part(CONTENT)
# What a page cannot show is shown as a sign for it; and white space is made one.
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ud800-\udfff]")


def made(handin, draw=None):
    drafts = {key: record.draft.get("value") for key, record in handin.records.items()}
    return write(handin, CONTENT, claims_rows(CONTENT, handin.level, drafts.get, handin.language), draw)


def drawing(language):
    return lambda key, value: picture_of(CONTENT, language, PARTS[key], value) if PARTS[key].figure else None


def as_shown(text):
    return " ".join(UNSHOWN.sub("\ufffd", text).split())


def texts(values):
    for value in values:
        yield from texts(value.values()) if isinstance(value, dict) else [value]


@pytest.fixture(scope="module", params=["de", "en"])
def whole(request):
    """A hand-in of all exercises, with pictures."""
    handin = student(CONTENT, 5, request.param)
    return handin, made(handin, drawing(request.param))


def test_all_exercises_fit_into_a_mail(whole):
    """All of them answered, with every picture."""
    handin, written = whole
    assert len(handin.records) == len(PARTS)
    assert len(written) < 250_000
    assert written.count(b"<figure>") == sum(part.figure is not None for part in PARTS.values())


def test_a_file_stands_alone(whole):
    """A language, a policy that forbids everything, no script, no address to ask, a sheet for printing."""
    handin, written = whole
    page = written.decode()
    assert f'<html lang="{handin.language}">' in page
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert "@media print" in page
    assert not re.search(r"<script|<link|<iframe|<form|@import|url\(|\son\w+=", page)
    assert not re.search(r'(?:src|href)="(?!data:image/svg\+xml;base64,)', page)


def test_a_hand_in_is_read_back(whole):
    """Every answer, as it was given."""
    handin, written = whole
    reading = read(written)
    kept = {key: replace(record, lesson="") for key, record in handin.records.items()}
    assert reading.handin == replace(handin, records=kept)
    assert (reading.edited, reading.notes) == ((), ())


def test_what_it_shows_is_what_it_carries(whole):
    """The data in the file, read by themselves, stand word for word on the page: answers, reasons, sureness, ticks."""
    _, written = whole
    carried = read(written)
    language, shown = carried.handin.language, sections(written.decode())
    assert set(shown) == {*carried.handin.records, ""}
    assert carried.handin.pseudonym in shown[""]
    for key, record in carried.handin.records.items():
        for attempt in record.attempts:
            answer = dict(attempt["answer"])
            if value := answer.pop("value", None):
                assert as_shown(described(PARTS[key], value, language)) in shown[key]
            ticks = answer.pop("after", None)
            if isinstance(ticks, dict):
                assert len(re.findall(r"(?<!nicht )angehakt:|(?<!not )\bticked:", shown[key])) == len(ticks)
            for text in texts([answer, ticks if isinstance(ticks, str) else ""]):
                assert as_shown(text) in shown[key]
        assert not record.hints or f": {record.hints}" in shown[key]


def test_the_page_shows_nothing_that_the_data_do_not_carry(whole):
    """Written anew from the data alone, the page says the same."""
    _, written = whole
    language = read(written).handin.language
    assert made(read(written).handin, drawing(language)) == written


ANY = st.text(st.characters(codec=None), max_size=80)


@examples(20)
@example(text="zwei\nZeilen", reason="noch\n\nzwei", draft="\x0c\nund mehr")
@given(text=ANY, reason=ANY, draft=ANY)
def test_any_text_comes_back_and_is_shown(text, reason, draft):
    """Whatever a student types: markup, quotes, control characters, half characters, other scripts."""
    handin = replace(TWO, records={})
    record = replace(
        Record("fits-together", "", "1", "de"),
        attempts=({"at": "x", "step": "answer", "language": "de", "answer": {"value": text, "reason": reason}},),
        draft={"value": draft},
        lesson="",
    )
    handin = replace(handin, records={"fits-together": record})
    written = made(handin)
    again = read(written)
    assert again.handin.records["fits-together"] == record
    assert read(written.replace(b"\n", b"\r\n")).edited == ()
    shown = sections(written.decode())["fits-together"]
    for one in (text.strip(), reason, draft.strip()):
        assert as_shown(one) in shown


TWO = student(CONTENT, 5)
TWO = replace(TWO, records={key: TWO.records[key] for key in ("critical-pair", "low-best-high")})
TWO_WRITTEN = made(TWO)


@examples(100)
@given(st.data())
def test_whatever_is_changed_is_never_read_as_something_else_unsaid(data):
    """A byte changed anywhere: unreadable, or said, or the same answers as before."""
    handin, written = TWO, TWO_WRITTEN
    at = data.draw(st.integers(0, len(written) - 1))
    changed = written[:at] + bytes([data.draw(st.integers(0, 255))]) + written[at + 1 :]
    try:
        reading = read(changed)
    except Unreadable:
        return
    assert reading.edited or reading.notes or changed == written
    sound = {key: record for key, record in reading.handin.records.items() if key not in reading.edited}
    assert all(replace(handin.records[key], lesson="") == record for key, record in sound.items())


@examples(100)
@given(st.binary(max_size=300))
def test_no_bytes_bring_reading_down(junk):
    """Junk ends in a code that the doctor knows."""
    with pytest.raises(Unreadable):
        read(junk)


@pytest.fixture
def lesson(workspace, monkeypatch):
    monkeypatch.chdir(workspace / "notebooks" / "de")
    return open_lesson("troops", "de")


def answer(lesson, text="weil es dasteht"):
    controller = lesson.exercise("low-best-high").controller.session
    values = {"value": {"low": "3000", "best": "8000", "high": "12000"}, "confidence": "80", "reason": text}
    message = {"type": "submit", "view": text, "number": 1, "values": values, "step": "answer"}
    assert not controller.handle(message)["asks"]


def test_nothing_is_written_before_there_is_an_answer(lesson, workspace):
    """Running all cells of an empty lesson leaves no file behind."""
    assert "noch nichts beantwortet" in repr(lesson.hand_in())
    assert not (workspace / "hand-in").exists()


def test_handing_in_says_where_the_file_lies_and_keeps_the_pseudonym(lesson, workspace):
    """The path is said from the workspace; the second hand-in replaces the first; another pseudonym may be chosen."""
    answer(lesson)
    said = repr(lesson.hand_in())
    (path,) = (workspace / "hand-in").iterdir()
    assert f"hand-in/{path.name}" in said
    assert repr(lesson.hand_in()) == said
    assert len(list((workspace / "hand-in").iterdir())) == 1
    assert "roter fuchs" in repr(lesson.hand_in("Roter Fuchs"))
    assert "roter fuchs" in repr(lesson.hand_in())
    assert "Buchstaben" in repr(lesson.hand_in("../etwas"))


@pytest.mark.parametrize("id", ["", None, "../../x", ["a"], "0123456789abcdeF"])
def test_a_damaged_identity_becomes_a_new_one(lesson, workspace, id):
    """The pseudonym stays, the hand-in can be read, and nobody's file is taken for one's own."""
    answer(lesson)
    kept = lesson.answers.folder.with_suffix(".json")
    kept.write_text(json.dumps({"pseudonym": "rabe 5", "id": id}))
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    assert path.name == "troops rabe 5.html"
    assert read(path.read_bytes()).handin.pseudonym == "rabe 5"


def test_the_identity_is_written_once_and_whole(lesson, workspace, monkeypatch):
    """Handing in again leaves its file alone; where the disk is full, the one kept before stays as it was."""
    answer(lesson)
    lesson.hand_in("Roter Fuchs")
    kept = lesson.answers.folder.with_suffix(".json")
    before = kept.stat().st_ino, kept.stat().st_mtime_ns, kept.read_bytes()
    lesson.hand_in()
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns, kept.read_bytes()) == before
    pseudonym = json.loads(before[2])["pseudonym"]
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from geo_lesson.student.identity import Identity, save_identity\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "save_identity(Path(sys.argv[1]), Identity('blauer wal 27', '0' * 16))"
    )
    run = subprocess.run([sys.executable, "-c", code, kept], capture_output=True, text=True, check=False)
    assert "File too large" in run.stderr
    assert kept.read_bytes() == before[2]
    assert [path.name for path in kept.parent.iterdir() if path.name.endswith(".new")] == []
    assert pseudonym == "roter fuchs"


@pytest.mark.parametrize("damage", [b"[" * 100_000, b'{"pseudonym": "red g', b"\xff"])
def test_an_identity_that_cannot_be_read_ends_nothing(lesson, workspace, damage):
    """A new one is made up; the hand-in is there."""
    answer(lesson)
    lesson.answers.folder.with_suffix(".json").write_bytes(damage)
    assert "hand-in/troops " in repr(lesson.hand_in())


def test_an_identity_that_another_program_holds_is_not_made_anew(lesson, workspace, monkeypatch):
    """A new one would be another student, and the pseudonym she wrote down would be void."""
    answer(lesson)
    lesson.hand_in("Roter Fuchs")
    kept = lesson.answers.folder.with_suffix(".json")
    before, real = kept.read_bytes(), Path.read_text

    def held(path, **how):
        if path == kept:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, **how)

    monkeypatch.setattr("geo_lesson.common.disk.PATIENCE", 0.1)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_text", held)
        assert "nicht gelungen" in repr(lesson.hand_in())
    assert kept.read_bytes() == before
    assert "roter fuchs" in repr(lesson.hand_in())


def test_a_hand_in_is_on_the_disk_before_it_is_said(lesson, workspace, monkeypatch):
    """Flushed, and for its owner only."""
    flushed, flush = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(os.fstat(handle).st_ino), flush(handle)))
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    assert path.stat().st_ino in flushed
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_hand_in_that_another_program_shows_is_named(lesson, workspace, monkeypatch):
    """Some programs keep a file from being replaced as long as they show it."""
    answer(lesson)
    lesson.hand_in("Roter Fuchs")
    answer(lesson, "zweite Antwort")
    real = Path.replace

    def held(path, target):
        if target.suffix == ".html":
            error = PermissionError(errno.EACCES, "Permission denied")
            error.winerror = 32
            raise error
        return real(path, target)

    monkeypatch.setattr("geo_lesson.common.disk.PATIENCE", 0.1)
    monkeypatch.setattr(Path, "replace", held)
    assert "benutzt die Datei „troops roter fuchs.html“" in repr(lesson.hand_in())
    assert [path.name for path in (workspace / "hand-in").iterdir()] == ["troops roter fuchs.html"]


def test_an_identity_that_cannot_be_read_stops_no_hand_in(lesson):
    """Not even where it is nested deeper than Python reads."""
    answer(lesson)
    for odd in ("[" * 100_000, "", '{"pseudonym": {}}', "\0"):
        lesson.answers.folder.with_suffix(".json").write_text(odd)
        assert "Ihre Abgabe liegt in" in repr(lesson.hand_in())


def test_a_sealed_file_that_is_not_ours_is_no_hand_in(lesson, workspace):
    """Neither to take up nor to leave in place: a sentence, no traceback."""
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    for inside in (b"", b'<template id="geo-answers">\xff</template>'):
        whole = b"<html>" + read(path.read_bytes()).handin.id.encode() + inside
        path.write_bytes(whole + b"<!-- seal " + hashlib.sha256(whole).hexdigest().encode() + b" -->\n")
        assert "keine Antworten lesen" in repr(lesson.take_up(path))
        lesson.hand_in()
        assert read(path.read_bytes()).handin.records


def test_where_a_hand_in_cannot_be_written_nothing_is_left_behind(lesson, workspace):
    """A folder has its name: that is said, and no half-made file stays."""
    answer(lesson)
    kept = lesson.answers.folder.with_suffix(".json")
    kept.write_text(json.dumps({"pseudonym": "rabe 5", "id": "0" * 16}))
    (workspace / "hand-in" / "troops rabe 5.html").mkdir(parents=True)
    assert "nicht gelungen" in repr(lesson.hand_in())
    assert [path.name for path in (workspace / "hand-in").iterdir()] == ["troops rabe 5.html"]


def test_the_same_answers_are_not_written_twice(lesson, workspace):
    """Running the cell again leaves the file alone; a new answer, or a file that was touched, is written anew."""
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    first = path.stat().st_mtime_ns, path.read_bytes()
    lesson.hand_in()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == first
    path.write_bytes(first[1].replace(b"</html>", b"</html> "))
    lesson.hand_in()
    assert carries(path.read_bytes(), read(first[1]).handin)
    answer(lesson, "zweite Antwort")
    lesson.hand_in()
    assert not carries(path.read_bytes(), read(first[1]).handin)


def test_no_name_path_or_machine_is_in_the_file(lesson, workspace, monkeypatch):
    """Neither who is logged in, nor where it was written, nor on what."""
    monkeypatch.setenv("LOGNAME", "somebody-at-home")
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    page = path.read_text(encoding="utf-8")
    shown = " ".join(sections(page).values())
    for private in (str(workspace), workspace.name, platform.release()):
        assert private not in shown + PageScan(page).data
    unstyled = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    for word in {getpass.getuser(), "root", platform.system(), platform.node(), socket.gethostname()} - {""}:
        assert not re.search(rf"\b{re.escape(word)}\b", unstyled)
    assert "/home/" not in page
    assert "/tmp/" not in page  # noqa: S108 - a path that must not occur
    records = json.loads(PageScan(page).data)["records"]
    assert {name for record in records.values() for name in record} == {
        *("lesson_version", "language", "draft", "attempts", "hints", "kept")
    }


def test_answers_are_taken_up_on_another_machine(lesson, workspace, tmp_path_factory, monkeypatch):
    """Another workspace, the same answers, the same pseudonym; taken up twice, nothing is doubled."""
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    before = lesson.answers.peek("low-best-high")
    lesson.start_over()
    for _ in range(2):
        assert "Eine Aufgabe oder ein Teil übernommen" in repr(lesson.take_up(path))
    after = lesson.answers.peek("low-best-high")
    assert (after.attempts, after.draft, after.hints) == (before.attempts, before.draft, before.hints)


def test_what_is_here_already_stays(lesson, workspace):
    """Both attempts are kept in the order of their time, and a draft that differs is kept beside."""
    answer(lesson, "erst")
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    lesson.start_over()
    answer(lesson, "dann")
    lesson.take_up(path)
    record = lesson.answers.peek("low-best-high")
    assert sorted(attempt["answer"]["reason"] for attempt in record.attempts) == ["dann", "erst"]
    assert record.draft["reason"] == "dann"
    assert [text["answer"]["reason"] for text in record.kept] == ["erst"]


def test_nobody_s_hand_in_is_written_over_another_s(lesson, workspace):
    """Whoever hands in under a pseudonym that somebody else has used in this workspace gets a file of her own."""
    other = open_lesson("troops", "de", student="fuchs 7")
    answer(other, "der erste")
    answer(lesson, "der zweite")
    assert "hand-in/troops fuchs 7.html" in repr(other.hand_in())
    assert repr(lesson.hand_in("fuchs 7")) == repr(lesson.hand_in())
    first, second = sorted((workspace / "hand-in").iterdir(), key=lambda path: len(path.name))
    reasons = [read(path.read_bytes()).handin.records["low-best-high"].draft["reason"] for path in (first, second)]
    assert reasons == ["der erste", "der zweite"]


def test_what_was_done_under_a_mistyped_pseudonym_is_brought_home(lesson, workspace):
    """Taken up by the right one, the answers are handed in under the right one."""
    wrong, right = (open_lesson("troops", "de", student=name) for name in ("fusch 7", "fuchs 7"))
    answer(wrong)
    wrong.hand_in()
    right.take_up(workspace / "hand-in/troops fusch 7.html")
    assert "hand-in/troops fuchs 7.html" in repr(right.hand_in())


@pytest.mark.parametrize("key", ["do-the-figures-tally", "plan-inflow-stock-part"])
def test_an_answer_to_an_earlier_version_is_shown_in_its_words(key):
    """On the page of the hand-in as in the exercise, not by the id that the file keeps."""
    handin, words = answered_before(CONTENT, key)
    page = sections(made(handin).decode())[key]
    assert words in page
    assert not re.search(r"always-the-same|\bm2 value\b|: stock\b", page)


def test_a_file_that_cannot_be_taken_up_is_said(lesson, tmp_path):
    """Not there, not a hand-in, of another lesson."""
    assert "nicht da" in repr(lesson.take_up("nirgends.html"))
    (tmp_path / "x.html").write_text("<p>x</p>")
    assert "keine Antworten lesen" in repr(lesson.take_up(tmp_path / "x.html"))
    handin = replace(student(CONTENT, 1), lesson="hill")
    (tmp_path / "y.html").write_bytes(made(handin))
    assert "anderen Lektion" in repr(lesson.take_up(tmp_path / "y.html"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"level": 2', '"level": 7'),
        ("+01:00", ""),
        ('"pseudonym": "blauer', '"pseudonym": "Blauer'),
    ],
)
def test_what_no_notebook_writes_is_refused(old, new):
    """Whatever was edited into the head, nothing of it reaches a path or a page unchecked."""
    written = made(student(CONTENT, 1)).decode()
    assert old in written
    with pytest.raises(Unreadable):
        read(written.replace(old, new).encode())


def sealed(written, old, new):
    """A hand-in with something changed in it, and a seal that fits."""
    whole, _, _ = written.replace(old, new, 1).rpartition(b"<!-- seal ")
    assert whole
    assert whole not in written
    return whole + b"<!-- seal " + hashlib.sha256(whole).hexdigest().encode() + b" -->\n"


ODD_DATA = [
    ('"value": "open"', '"value": 1'),
    ('"value": "open"', '"value": null'),
    ('"value": "open"', '"value": ["open"]'),
    ('"value": "open"', '"value": {"a": {"b": "c"}}'),
    ('"value": "open"', '"value": "open", "reason": 5'),
    ('"step": "answer"', '"step": null'),
    ('"step": "answer"', '"step": ["answer"]'),
    ('"step": "answer"', '"step": {"answer": "answer"}'),
    ('"confidence": "80"', '"confidence": 80'),
    ('"hints": 1', f'"hints": {10**30}'),
    ('"hints": 1', f'"hints": {"9" * 5000}'),
    ('"hints": 1', '"hints": -1'),
    ('"hints": 1', '"hints": true'),
    ('"attempts": [', '"attempts": [7, '),
    ('"averaging": {', '"../averaging": {'),
    ('"averaging": {', '"averaging": 3, "x": {'),
]
OPEN = {"value": "open", "confidence": "80"}
OPEN = Record(
    "averaging",
    lesson_version="1",
    language="de",
    attempts=({"at": "2026-03-02T09:00:00+01:00", "step": "answer", "language": "de", "answer": OPEN},),
    draft=OPEN,
    hints=1,
)


@pytest.mark.parametrize(("old", "new"), ODD_DATA)
def test_an_odd_record_is_set_aside_and_the_others_count(old, new):
    """Sealed or not: nothing of it reaches a path or a page, and it is named by its exercise."""
    written = made(replace(TWO, records={"averaging": OPEN, **TWO.records}))
    assert old.encode() in written
    for changed in (sealed(written, old.encode(), new.encode()), written.replace(old.encode(), new.encode(), 1)):
        reading = read(changed)
        assert set(reading.edited) in ({"averaging"}, {"../averaging"}, {"averaging", "x"})
        sound = {key: record for key, record in reading.handin.records.items() if key not in ("averaging", "x")}
        assert sound == {key: replace(record, lesson="") for key, record in TWO.records.items()}
        assert not [r for key, r in reading.handin.records.items() if key == "averaging" and r.attempts]


@pytest.mark.parametrize(
    ("odd", "there"),
    [
        *((f'"answer": {{"value": {value}}}', True) for value in ("5", '["mean"]', "null", '{"a": {"b": "c"}}')),
        ('"step": null, "answer": {}', True),
        ('"step": [], "answer": {}', True),
        ('"answer": {"value": "x", "confidence": 80}', True),
        ('"answer": {"after": 5}', True),
        ("[" * 100_000, False),
    ],
)
def test_an_answer_file_edited_by_hand_is_named_and_the_rest_is_handed_in(lesson, workspace, odd, there):
    """What is said to lie in hand-in/ can be read again, by the teacher and by `take_up`."""
    answer(lesson)
    written = f'{{"exercise": "averaging", "attempts": [{{"at": "", {odd}}}]}}' if there else odd
    lesson.answers.path("averaging").write_text(written)
    said = repr(lesson.hand_in())
    assert "Ihre Abgabe liegt in" in said
    assert f"nicht dabei: {CONTENT.exercise('averaging').title.de}" in said
    (path,) = (workspace / "hand-in").iterdir()
    assert set(read(path.read_bytes()).handin.records) == {"low-best-high"}
    lesson.answers.path("low-best-high").unlink()
    assert "nicht dabei" in repr(lesson.hand_in())
    assert "Ihre Abgabe" not in repr(lesson.hand_in())


def test_a_hand_in_that_cannot_be_read_again_is_not_said_to_be_in(lesson, workspace, monkeypatch):
    """A disk that keeps something else than it was given, or a mistake of ours."""
    answer(lesson)
    with monkeypatch.context() as ours:
        ours.setattr("geo_lesson.handin.actions.write", lambda *arguments: made(TWO))
        assert "daher wurde nichts geschrieben" in repr(lesson.hand_in())
    assert not (workspace / "hand-in").exists()
    monkeypatch.setattr("geo_lesson.handin.actions.atomic_write", lambda path, _: path.write_bytes(made(TWO)))
    assert "lässt sich aber nicht wieder lesen" in repr(lesson.hand_in())


def test_an_earlier_hand_in_stays_where_a_new_one_cannot_be_read(lesson, workspace, monkeypatch):
    """What could not be read again takes nobody's place."""
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    before = path.read_bytes()
    answer(lesson, "zweite Antwort")
    monkeypatch.setattr("geo_lesson.handin.actions.write", lambda *arguments: b"")
    lesson.hand_in()
    assert path.read_bytes() == before


def test_who_hands_in_is_known_before_anything_is_written(lesson, workspace, monkeypatch):
    """A full disk leaves nothing behind, and pressing again makes nobody two."""
    answer(lesson)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("geo_lesson.handin.actions.save_identity", full)
        for _ in range(2):
            assert "nicht gelungen" in repr(lesson.hand_in())
    assert not (workspace / "hand-in").exists()
    with monkeypatch.context() as broken:
        broken.setattr("geo_lesson.handin.actions.atomic_write", full)
        lesson.hand_in()
    pseudonym = json.loads(lesson.answers.folder.with_suffix(".json").read_bytes())["pseudonym"]
    lesson.hand_in()
    assert [path.name for path in (workspace / "hand-in").iterdir()] == [f"troops {pseudonym}.html"]


@pytest.mark.parametrize(
    "damage", ["", "[]", "null", '{"pseudonym": "red g', '{"pseudonym": null, "id": null}', "\x00"]
)
def test_whose_pseudonym_is_lost_is_told(lesson, damage):
    """The file is set aside, and the way to the pseudonym she wrote down is named; once, and not to who gives it."""
    answer(lesson)
    kept = lesson.answers.folder.with_suffix(".json")
    kept.write_text(damage)
    said = repr(lesson.hand_in())
    assert 'Sie hatten ein anderes Pseudonym? Dann geben Sie unter ihm ab: lesson.hand_in("…")' in said
    assert "Ihr Pseudonym: none" not in said
    (aside,) = kept.parent.glob("me unreadable *.json")
    assert (aside.read_text(), aside.name in said) == (damage, True)
    assert "anderes Pseudonym" not in repr(lesson.hand_in())
    kept.write_text(damage)
    assert "anderes Pseudonym" not in repr(lesson.hand_in("Roter Fuchs"))


def test_an_identity_with_a_mark_of_its_encoding_is_kept(lesson):
    """As Windows editors save it."""
    answer(lesson)
    kept = lesson.answers.folder.with_suffix(".json")
    kept.write_text('{"pseudonym": "rabe 5", "id": "0123456789abcdef"}', encoding="utf-8-sig")
    assert "Ihr Pseudonym: rabe 5" in repr(lesson.hand_in())
    assert json.loads(kept.read_text())["id"] == "0123456789abcdef"


@pytest.mark.parametrize("odd", [{"z": 10**30}, {"q": [{"z": -(10**30)}]}])
def test_a_record_that_would_not_come_back_is_not_sound(odd):
    """A number longer than any that is read."""
    assert can_be_read_again(OPEN)
    assert not can_be_read_again(replace(OPEN, attempts=({**OPEN.attempts[0], **odd},)))


def test_hints_are_a_number(lesson):
    """True is none, although Python counts with it."""
    answer(lesson)
    path = lesson.answers.path("low-best-high")
    path.write_text(path.read_text(encoding="utf-8").replace('"hints": 0', '"hints": true'), encoding="utf-8")
    assert "Nicht lesbar" in repr(lesson.hand_in())


def test_answers_to_an_exercise_whose_file_is_broken_are_handed_in_all_the_same(lesson, workspace):
    """A teacher's slip loses no answer, nor the hand-in as a whole: not even where the claims table is made from it."""
    answer(lesson)
    for id in ("low-best-high", *CONTENT.config.claims_table):
        (workspace / f"data/troops/exercises/{id}.yaml").write_text("kind: [", encoding="utf-8")
    assert "Ihre Abgabe liegt in" in repr(lesson.hand_in())
    (path,) = (workspace / "hand-in").iterdir()
    assert len(read(path.read_bytes()).handin.records["low-best-high"].attempts) == 1


@pytest.mark.parametrize("sign", ["<a ", "<a '", "</a ", "<?", "<!--x", "<!--x>", "<!", "<style></sty", "<a x=\"'"])
def test_what_is_never_closed_takes_no_more_steps_than_the_page_has_signs(sign, monkeypatch):
    """Once the end of something has been looked for in vain, nothing is looked for again."""
    steps, real = [], page_scan._next
    monkeypatch.setattr(page_scan, "_next", lambda *arguments: steps.append(1) or real(*arguments))
    PageScan(sign * 1000)
    assert len(steps) <= (1001 if sign == "<!--x>" else 2)


def test_a_page_of_too_many_signs_is_not_looked_through(monkeypatch):
    """Sealed or not, and whatever would have been found in it; and a folder as a whole has its bounds, too."""
    monkeypatch.setattr("geo_lesson.handin.file.PageScan", None)
    for page in (b"<b>" * (page_scan.MOST_TAGS + 1), sealed(TWO_WRITTEN, b"</main>", b"<form>" * 200_000)):
        with pytest.raises(Unreadable, match="large"):
            read(page)
    with pytest.raises(Unreadable, match="left out"):
        read(b"<b>" * 10, lambda signs: signs < 10)


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        "<meta http-equiv=refresh content='0;url=http://example.org'>",
        "<meta" + " " * 200 + "HTTP-EQUIV = 'Refresh' content='0;url=x'>",
        "<img src='https://example.org/pixel'>",
        "<img alt='>' src=//example.org/pixel>",
        "<p style='background:url(https://example.org)'>",
        "<style>@import 'https://example.org';</style>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<p onclick=alert(1)>x</p>",
        "<svg onload=alert(1)>",
        "<p/onmouseover = alert(1)>",
        "<p style=\"background-image:image-set('https://example.org/x' 1x)\">",
        "<p style='background:u\\72l(https://example.org)'>",
        "<p style='background:u&#114;l(https://example.org)'>",
        "<p style='background:src(\"https://example.org\")'>",
        "<style>p { background: -webkit-image-set('https://example.org/x' 1x) }</style>",
        "<style>@\\69mport 'https://example.org';</style>",
        '<b a"><script>x</script>"></b>',
        '<b a"><img src=//example.org/x>"></b>',
        '<b a=\u00a0"><img src=//example.org/x>">',
        '<b a=b"><img src=//example.org/x>">',
        '</ <b a="><img src=//example.org/x>">',
        "<!--><script>x</script>-->",
        "<!---><img src=//example.org/x>-->",
        "<!--x--!><img src=//example.org/x>-->",
        "<style></style\u00a0><!-- </style><img src=//example.org/x> -->",
        "<meta http-equiv='refresh' http-equiv='content-type' content='0;url=http://example.org'>",
        "<meta http-equiv='content-type'>" * 2,
        "<img src='http://example.org/x' src='data:image/png;base64,'>",
        "<img srcset='data:image/gif;base64,R0lGODlhAQABAAAAACw= 1x, http://example.org/x 2x'>",
        "<select><xmp></select><img src=//example.org/x></xmp>",
    ],
)
def test_what_is_foreign_is_noticed_although_the_seal_fits(foreign):
    """The seal is no signature; anybody can make it anew."""
    changed = sealed(TWO_WRITTEN, b"<header>", foreign.encode() + b"<header>")
    assert read(changed).notes == ("foreign",)
    assert "foreign" in read(changed + b" ").notes


def test_a_sealed_file_with_another_beginning_is_looked_through(monkeypatch):
    """What stands before the page decides how a browser reads it; ours alone is read without a look."""
    script = "<html><script>x</script>"
    with pytest.raises(Unreadable, match="other page"):  # UTF-16, as a browser reads it
        read(sealed(TWO_WRITTEN, b"<!DOCTYPE", b"\xff\xfe" + script.encode("utf-16-le") + b"<!DOCTYPE"))
    assert read(sealed(TWO_WRITTEN, b"<meta charset", b"<meta charset=iso-2022-jp><meta charset")).notes
    assert read(sealed(TWO_WRITTEN, b"Content-Security-Policy", b"x-ua-compatible")).notes == ("changed",)
    monkeypatch.setattr("geo_lesson.handin.file.PageScan", None)
    assert read(TWO_WRITTEN).notes == ()


@pytest.mark.parametrize("odd", [b"<=\nscript>x", b"<script>x</script>", b"\x1b$B\x1b(B"])
def test_what_is_foreign_in_the_file_as_it_lies_there_is_noticed(odd):
    """A mail program's encoding may hide it from whoever decodes it, or show it to them only."""
    quoted = TWO_WRITTEN.replace(b'lang="', b'lang=3D"')
    assert "foreign" in read(quoted.replace(b"<header>", b"<!=\n--" + odd + b"--><header>")).notes


def test_tags_end_where_a_browser_ends_them():
    """Quotes count after "=" only, and a value without quotes goes on to the next white space."""
    for tag in ("<b a'b=c\">", "<b a = 'x>y' / b=\">\">", "<b a=>", "<b =a='>'>", "</b a='>'>", "<b a='x'b=\">\">"):
        assert PageScan(f"<template>1{tag}2</template>").data == "12", tag
    for tag in ("<b a='>", '<b a = "x>', "<b a"):
        assert PageScan(f"<template>1{tag}2").data == "1", tag


def test_what_a_student_writes_is_never_foreign():
    """Texts about programs are texts; and what we write is not even looked through, for that takes time."""
    assert not page_scan.may_be_foreign(TWO_WRITTEN)
    said = "<script> javascript: onclick=alert(1) src=http://x http-equiv=refresh @import url(x) C:\\x style = 5"
    record = replace(OPEN, draft={"value": said})
    reading = read(made(replace(TWO, records={"averaging": record})))
    assert (reading.edited, reading.notes) == ((), ())


def minified(page):
    """What programs make of a page that shall be small: no comments, no quotes, no ends that may be left out."""
    page = re.sub(r"<!--.*?-->", "", page, flags=re.S)
    page = re.sub(r'="([\w/.-]+)"', r"=\1", page)
    page = re.sub(r"</(?:p|li|dt|dd|tr|td|th|body|html)>", "", page)
    return re.sub(r">\s+<", "><", page)


@pytest.mark.parametrize(
    "change",
    [
        lambda page: minified(page).encode(),
        *(lambda page, code=code: page.encode(code) for code in ("utf-16", "utf-32", "utf-16-le", "utf-16-be")),
        *(lambda page, code=code: page.encode(code) for code in ("utf-32-le", "utf-32-be", "utf-8-sig")),
    ],
)
def test_a_page_saved_in_another_way_is_read_and_nothing_is_edited(change):
    """Small, or in an encoding of a Windows editor, with its mark or without."""
    reading = read(change(TWO_WRITTEN.decode()))
    assert (reading.edited, reading.notes) == ((), ("changed",))
    assert reading.handin.records.keys() == TWO.records.keys()


def test_two_hand_ins_in_one_file_are_known_for_what_they_are():
    """Whichever of them is meant, nobody should guess."""
    with pytest.raises(Unreadable, match="two in one"):
        read(TWO_WRITTEN + TWO_WRITTEN)


def test_only_the_data_count():
    """What the page says is nobody's answer; that the file is no longer what the notebook wrote is noted."""
    reading = read(TWO_WRITTEN.replace(b"</h3>", b"!</h3>").replace(TWO.pseudonym.encode(), b"rabe 5", 1))
    assert (reading.edited, reading.notes) == ((), ("changed",))
    assert reading.handin.records.keys() == TWO.records.keys()


OLD = HANDINS / "of-form-1.html"


def test_a_hand_in_of_an_earlier_release_is_read():
    """Its second checksums are ignored; what was edited in its data is named as ever."""
    written = OLD.read_bytes()
    reading = read(written)
    assert (reading.edited, reading.notes, len(reading.handin.records)) == ((), (), 3)
    for page in (written.replace(b"</h3>", b"!</h3>"), written.replace(b"<!-- seal", b"<!--")):
        assert read(page) == replace(reading, notes=("changed",))
    assert read(written.replace(b'"confidence": "25"', b'"confidence": "95"')).edited == ("critical-pair",)


def test_what_cannot_be_written_or_read_is_said(lesson, workspace, tmp_path, monkeypatch):
    """A folder in the way, an answer that is no file, a disk that refuses: a sentence each, and no traceback."""
    answer(lesson)
    lesson.hand_in()
    (path,) = (workspace / "hand-in").iterdir()
    taken = path.rename(tmp_path / "taken.html")
    path.parent.rmdir()
    path.parent.write_text("in the way")
    assert "Das ist nicht gelungen" in repr(lesson.hand_in())
    path.parent.unlink()
    lesson.answers.path("averaging").mkdir()
    assert CONTENT.exercise("averaging").title.de in repr(lesson.hand_in())

    def refused(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refused)
        assert "Die Festplatte ist voll" in repr(lesson.start_over())
    with monkeypatch.context() as broken:
        broken.setattr("geo_lesson.student.store.Answers.change", refused)
        assert "Das ist nicht gelungen" in repr(lesson.take_up(taken))
    lesson.answers.path("low-best-high").unlink()
    lesson.answers.path("low-best-high").mkdir()
    assert "low-best-high" not in repr(lesson.take_up(taken))


def test_on_a_new_machine_one_says_who_one_is(lesson, workspace):
    """Answers that are taken up bring no pseudonym along, as they may be another's; the way to say so is named."""
    answer(lesson)
    lesson.hand_in("Roter Fuchs")
    (path,) = (workspace / "hand-in").iterdir()
    assert "Ihre eigenen" not in repr(lesson.take_up(path))
    id = read(path.read_bytes()).handin.id
    lesson.answers.folder.with_suffix(".json").unlink()
    lesson.start_over()
    assert 'Dann geben Sie mit lesson.hand_in("roter fuchs") ab' in repr(lesson.take_up(path))
    lesson.hand_in()
    (other,) = set((workspace / "hand-in").iterdir()) - {path}
    assert read(other.read_bytes()).handin.id != id
    assert "roter fuchs" not in other.name
    assert "Ihr Pseudonym: roter fuchs" in repr(lesson.hand_in("roter fuchs"))


def test_an_identity_that_cannot_be_read_stops_no_taking_up(lesson, workspace):
    """The answers are taken up; what is wrong with the identity, the hand-in says."""
    answer(lesson)
    lesson.hand_in("Roter Fuchs")
    (path,) = (workspace / "hand-in").iterdir()
    lesson.start_over()
    kept = lesson.answers.folder.with_suffix(".json")
    kept.unlink()
    kept.mkdir()
    assert "lesson.hand_in(" in repr(lesson.take_up(path))
    assert lesson.answers.peek("low-best-high").attempts
    assert "nicht gelungen" in repr(lesson.hand_in())


def test_where_answers_are_kept_nowhere_the_hand_in_says_why(workspace, monkeypatch):
    """On a shared account where nobody can be asked, not that nothing has been answered."""
    monkeypatch.chdir(workspace)
    path = workspace / "data/troops/lesson.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("shared_account: false", "shared_account: true"), "utf-8")
    monkeypatch.setattr("builtins.input", lambda _: (_ for _ in ()).throw(EOFError))
    said = repr(open_lesson("troops", "de").hand_in())
    assert "lässt sich nicht fragen, wer Sie sind" in said
    assert "noch nichts beantwortet" not in said


def test_an_exercise_that_cannot_be_read_is_passed_over(lesson, workspace):
    """The others are handed in."""
    answer(lesson)
    (workspace / "data/troops/exercises/averaging.yaml").write_text("kind: [", encoding="utf-8")
    assert "eine Aufgabe oder ein Teil" in repr(lesson.hand_in())
