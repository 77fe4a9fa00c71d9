"""Damaged hand-ins: each is named, none stops the rest, none counts as an answer or as zero."""

import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from damages import CASES, lay
from paths import HANDINS
from studying import student, troops

from geo_lesson.handin.file import write
from geo_lesson.student.store import Record
from geo_lesson.teacher.classroom import diagnosis, files
from geo_lesson.teacher.classroom.classroom import Classroom
from geo_lesson.teacher.classroom.messages import FILE_REPORTS
from geo_lesson.teacher.classroom.submissions import Submissions

REPORTS = HANDINS / "reports.txt"
# What is no hand-in as it arrives from a class is made by the tests below; some more in other files.
MADE_HERE = {"large", "no permission", "link", "empty folder", "no file", "overview", "broken zip"}
MADE_ELSEWHERE = {
    *("archive", "left out", "mail", "outlook", "packing", "unreachable"),  # test_parcels
    "two in one",  # test_handin
    *("two people", "two names"),  # test_shelf
    *("odd answer", "not shown"),  # test_classroom
    *("not on the list", "twice on the list"),  # test_roster
}


def report(case, folder):
    """Who counts, with how many answers, and what is said of each file."""
    lay(case, folder / "in")
    found = Classroom(Submissions(folder / "in"), troops(), "en")
    found.save(folder / "out")
    answers = found.answers
    lines = [f"{name}: {sum(answers[answers.student == name].state == 'answered')}" for name in found.students]
    for finding, (file, counted, said, ask) in zip(found.findings, found.file_notes, strict=True):
        lines += [f"{'+' if counted else '-'} {file} ({finding.pseudonym or '?'}): {said}", f"    {ask}"]
    return "\n".join(lines)


def expected():
    """The reports as they are kept, by the name of their case."""
    texts = re.split(r"^# (.*)\n", REPORTS.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {case: text.strip() for case, text in zip(texts[::2], texts[1::2], strict=True)}


def test_a_hand_in_of_the_version_before_counts_with_one_remark(tmp_path):
    """Marks in the words of 0.1.0, too: they stand in the table and on the sheet, with what is beyond the line."""
    content = troops()
    one = student(content, 1, "en")
    attempt = {"at": "2026-01-10T10:00:00+01:00", "step": "answer", "language": "en"}
    value = {"marks": "W6 17-19 S; W7 5-9 S; W7 19-21 S", "language": "en"}
    record = Record("faulty-passages", "troops", "1", "en", attempts=({**attempt, "answer": {"value": value}},))
    old = replace(one, lesson_version="1", records={"faulty-passages": record})
    (tmp_path / "in").mkdir()
    (tmp_path / "in/old.html").write_bytes(write(old, content, []))
    found = Classroom(Submissions(tmp_path / "in"), content, "en")
    found.save(tmp_path / "out")
    [(file, counted, said, ask)] = found.file_notes
    assert (file, counted, ask) == ("old.html", True, "Nothing needs to be done.")
    assert "another version of the lesson ('1'). It counts" in said
    row = found.answers[found.answers.exercise == "faulty-passages"].iloc[0]
    assert (row.state, row.lesson_version) == ("answered", "1")
    assert row["first"] == "S W6: of up 12,000\nS W7: have already been identified 3,000\nS W7: 19-21"
    page = (tmp_path / "in/old.html").read_text(encoding="utf-8")
    assert "S W7: 19-21" in page
    assert "the text may have changed since" in page


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_with_a_file_is_said(case, tmp_path):
    """The whole report, as it is kept in reports.txt."""
    said = report(case, tmp_path)
    if os.environ.get("GEO_LESSON_EXPECT"):
        kept = {**expected(), case: said}
        written = "\n\n".join(f"# {name}\n{kept[name]}" for name in CASES if name in kept)
        REPORTS.write_text(f"{written}\n", encoding="utf-8")
    assert said == expected()[case]


def test_every_finding_has_a_case():
    """A sentence that no file brings about would never have been read."""
    said = "\n".join(expected().values())
    unseen = {code for code, words in FILE_REPORTS.items() if words.message.en.split("{")[0] not in said}
    assert unseen == MADE_HERE | MADE_ELSEWHERE
    assert expected().keys() == CASES.keys()


@pytest.mark.parametrize("code", FILE_REPORTS)
def test_every_finding_is_said_in_german_too(code):
    """In other words than in English, and of the same things."""
    finding = diagnosis.Finding("abgabe.html", code, ("one", "x.html"))
    german, english = (finding.message(language, {"one": "Erster Eindruck"}) for language in ("de", "en"))
    assert german != english
    assert finding.request("de") != finding.request("en")
    assert ("„Erster Eindruck“, „x.html“" in german) == ("'Erster Eindruck', 'x.html'" in english)
    assert ("x.html" in german) == ("{names}" in FILE_REPORTS[code].message.en)
    assert not re.search("[{}]", german + english)


def test_a_report_is_in_the_language_of_the_teacher(tmp_path):
    """Titles of exercises, too."""
    lay("edited-data", tmp_path / "in")
    ((_, _, said, ask),) = Classroom(Submissions(tmp_path / "in"), troops(), "de").file_notes
    assert said == "In den Daten wurden Antworten verändert: „Erster Eindruck“. Sie zählen nicht, die anderen zählen."
    assert ask == "Fragen Sie, welche Fassung gilt, und bitten Sie um eine neue Abgabe aus dem Notebook."


@pytest.fixture
def folder(tmp_path):
    """One intact hand-in, to see that it is read beside what is damaged."""
    content = troops()
    made = tmp_path / "class"
    made.mkdir()
    (made / "good.html").write_bytes(write(student(content, 1), content, []))
    return made


def codes(folder):
    submissions = Submissions(folder)
    assert len(submissions.students) == 1
    return [(finding.file, finding.code) for finding in submissions.findings]


def test_a_file_of_200_megabytes_is_not_read(folder):
    """It is named by its size alone."""
    with (folder / "large.html").open("wb") as file:
        file.truncate(200_000_000)
    assert codes(folder) == [("large.html", "large")]


def test_a_large_file_in_a_zip_is_not_read_either(folder):
    """Nor is it unpacked."""
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("large.html", bytes(files.LARGEST + 1))
    assert codes(folder) == [("a.zip/large.html", "large")]


def test_a_file_that_may_not_be_read_is_named(folder, monkeypatch):
    """Root may read all, so the refusal is played."""
    (folder / "closed.html").write_bytes(b"x")
    opened = Path.open

    def refuse(path, *arguments, **more):
        if path.name == "closed.html":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(folder) == [("closed.html", "no permission")]


def test_links_empty_folders_and_pipes_are_named(folder, tmp_path):
    """A link could lead anywhere; a pipe would be waited for for ever."""
    (folder / "empty").mkdir()
    (folder / "link.html").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.html")
    assert codes(folder) == [("empty", "empty folder"), ("link.html", "link"), ("pipe.html", "no file")]


def test_an_earlier_overview_among_the_files_is_known(folder, tmp_path):
    """Whoever collects into the folder of a colleague is told, not alarmed; the tables are known, too."""
    Classroom(Submissions(folder), troops(), "de").save(tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert codes(folder) == [(name, "overview") for name in sorted(files.RESULTS)]


def test_nothing_is_written_beside_the_results(tmp_path):
    """A path in a zip that leads out of the folder leads nowhere."""
    before = sorted(Path("/tmp").glob("abgabe*"))  # noqa: S108 - where the zip points
    report("zip-path-traversal", tmp_path)
    assert sorted(Path("/tmp").glob("abgabe*")) == before  # noqa: S108
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(files.RESULTS)


@pytest.mark.parametrize("case", ["hostile-answer", "script-added", "hostile-pseudonym"])
def test_nothing_hostile_reaches_the_overview(case, tmp_path):
    """What a student wrote is text, in the page and in the table."""
    report(case, tmp_path)
    page = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "onerror=alert(1)>" not in page
    assert ("&lt;script&gt;" in page) == (case == "hostile-answer")


def test_a_folder_that_may_not_be_read_is_named(folder, monkeypatch):
    """The others are read all the same."""
    (folder / "closed").mkdir()
    opened = Path.iterdir

    def refuse(path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert codes(folder) == [("closed", "no permission")]


def test_whatever_a_file_does_to_the_reader_the_others_are_read(folder, monkeypatch):
    """What nobody has thought of counts as data that cannot be read."""
    (folder / "odd.html").write_bytes(b'<html><meta name="geo-lesson"> hand-in')

    def stumble(content, spend):
        if len(content) < 99:
            raise ArithmeticError
        return real(content, spend)

    real = diagnosis.read
    monkeypatch.setattr(diagnosis, "read", stumble)
    assert codes(folder) == [("odd.html", "data")]


def test_a_zip_that_lies_about_a_file_is_named(folder):
    """A sum that does not fit, and more bytes than it says there are."""
    with zipfile.ZipFile(folder / "a.zip", "w") as zipped:
        zipped.writestr("one.html", b"0123456789")
    written = (folder / "a.zip").read_bytes()
    (folder / "a.zip").write_bytes(written.replace(b"0123456789", b"0123456780"))
    assert codes(folder) == [("a.zip/one.html", "broken zip")]
