"""What lies in a folder of hand-ins: every file is read, or named for what it is, however it is called or packed."""

import bz2
import gzip
import io
import lzma
import os
import random
import tarfile
import zipfile
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from studying import student, troops

from geo_lesson.handin.file import write
from geo_lesson.teacher.classroom import files, submissions
from geo_lesson.teacher.classroom.messages import FILE_REPORTS
from geo_lesson.teacher.classroom.submissions import Submissions

CONTENT = troops()
GOOD, OTHER = (write(student(CONTENT, n, done=0.1), CONTENT, []) for n in (1, 2))


@pytest.fixture
def folder(tmp_path):
    """One intact hand-in, to see that it is read beside whatever else lies there."""
    made = tmp_path / "class"
    made.mkdir()
    (made / "good.html").write_bytes(GOOD)
    return made


def codes(folder, students=1):
    found = Submissions(folder)
    assert len(found.students) == students
    assert [f.code for f in found.findings if f.code not in FILE_REPORTS] == []
    return sorted((finding.file, finding.code) for finding in found.findings)


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as into:
        for name, content in members:
            into.writestr(name, content)
    return packed.getvalue()


def mail(*attachments, body="Hier ist meine Abgabe."):
    made = EmailMessage()
    made["Subject"] = "Abgabe"
    made.set_content(body)
    for name, content in attachments:
        kind = ("text", "html") if name.endswith("html") else ("application", "octet-stream")
        made.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    return made.as_bytes()


def test_names_of_any_bytes_stop_nothing(folder):
    """A file and a folder named on another system; where two names look alike, they stay two."""
    for name in (b"Abgabe_\xfc.html", b"Abgabe_\xfd.html", b"M\xfcller/x.html", b"a\x1b[2Jb\xe2\x80\xae.html"):
        path = folder / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(OTHER if b"\xfc.html" in name else b"%PDF")
    assert codes(folder, 2) == [
        ("Abgabe_\ufffd (2).html", "pdf"),
        ("M\ufffdller/x.html", "pdf"),
        ("a\ufffd[2Jb\ufffd.html", "pdf"),
    ]


@contextmanager
def nested(folder, name, depth):
    """A hand-in in folders within each other, laid one around the other; gone afterwards, as few could remove them."""
    top, next_top = folder / "top", folder / "next"
    top.mkdir()
    (top / "x.html").write_bytes(OTHER)
    for _ in range(depth):
        next_top.mkdir()
        top.rename(next_top / name)
        next_top.rename(top)
    try:
        yield
    finally:
        for _ in range(depth):
            (top / name).rename(next_top)
            top.rmdir()
            next_top.rename(top)


def test_folders_of_any_depth_are_read(folder):
    """No stack of calls is as deep as a folder may be."""
    with nested(folder, "d", 1200):
        assert codes(folder, 2) == []
        assert files.count_files(folder) == 2


def test_a_path_too_long_to_be_opened_is_named(folder):
    """Deeper than any system opens at one go."""
    with nested(folder, "d" * 200, 25):
        ((file, code),) = codes(folder)
    assert (file[:7], code) == ("top/ddd", "unreachable")


def test_results_are_passed_by_and_hand_ins_beside_them_are_read(folder):
    """A folder for results may hold the hand-ins of a class already."""
    into = folder / "class-a"
    into.mkdir()
    for name in (*files.RESULTS, ".answers.csv.new"):
        (into / name).write_text("x")
    (into / "abgabe.html").write_bytes(OTHER)
    found = Submissions(folder, into)
    assert (len(found.students), found.findings) == (2, [])
    assert files.count_files(folder, into) == 2
    (into / "abgabe.html").unlink()
    assert Submissions(folder, into).findings == []


def tarred(content):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo("abgabe.html")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        tarred(OTHER),
        gzip.compress(tarred(OTHER)),
        gzip.compress(OTHER),
        bz2.compress(OTHER),
        lzma.compress(OTHER),
        b"7z\xbc\xaf\x27\x1c\0\4" + OTHER,
        b"Rar!\x1a\x07\x01\0" + OTHER,
        lzma.compress(OTHER, lzma.FORMAT_ALONE),
        b"\x04\x22\x4d\x18" + OTHER,
        b"!<arch>\n" + OTHER,
        b"070701" + OTHER,
        bytes(0x8001) + b"CD001" + OTHER,
        tarred(bytes(files.LARGEST)),
    ],
)
def test_an_archive_of_another_kind_is_named_as_one(folder, content):
    """It may be a whole class; also where it is larger than any hand-in."""
    (folder / "alle.bin").write_bytes(content)
    assert codes(folder) == [("alle.bin", "archive")]


def test_mails_are_looked_into(folder):
    """With several hand-ins, with a zip, forwarded, with a logo; and without any hand-in."""
    second, third, fourth = (write(student(CONTENT, n, done=0.1), CONTENT, []) for n in (3, 4, 5))
    logo = EmailMessage()
    logo.set_content("Gruß")
    logo.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    logo.add_attachment(fourth, maintype="text", subtype="html", filename="abgabe.html")
    (folder / "a.eml").write_bytes(mail(("a.html", OTHER), ("b.html", second)))
    (folder / "b.eml").write_bytes(b"Received: x\r\n" * 1000 + mail(("alle.zip", zipped(("c.html", third)))))
    (folder / "c.eml").write_bytes(logo.as_bytes().replace(b"MIME-Version", b"Mime-version"))
    (folder / "d.eml").write_bytes(mail())
    (folder / "e.eml").write_bytes(mail(("foto.pdf", b"%PDF")))
    assert codes(folder, 5) == [
        ("c.eml", "extension"),
        ("c.eml", "mailed"),
        ("d.eml", "mail"),
        ("e.eml/foto.pdf", "pdf"),
    ]


def box(*mails, end=b"\n"):
    return b"\n".join(b"From a@b Mon Mar  2 09:00:00 2026\n" + mail + b"\n" for mail in mails).replace(b"\n", end)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_box_of_mails_is_looked_into(folder, end):
    """Every mail in it is one of its own, also where the first has no hand-in, and what looks like a beginning."""
    second, third = (write(student(CONTENT, n, done=0.1), CONTENT, []) for n in (3, 4))
    note = b"Subject: Hallo\n\nFrom here on: see below.\nFrom my house\n"
    mails = [note, *(mail((f"{n}.html", one)) for n, one in enumerate((OTHER, second, third)))]
    (folder / "klasse.mbox").write_bytes(box(*mails, end=end))
    found = codes(folder, 4)
    assert [one for one in found if one[1] not in ("extension", "mailed")] == [("klasse.mbox/1", "not a hand-in")]
    assert {file for file, _ in found} == {f"klasse.mbox/{n}" for n in range(1, 5)}


def test_a_box_of_mails_has_a_share_as_a_zip_has(folder, monkeypatch):
    """What one student hands in cannot use up what there is for a class."""
    monkeypatch.setattr(files, "SHARES", ((10**9, 99, 10**6), (10**9, 3, 10**6), (10**9, 3, 10**6)))
    (folder / "klasse.mbox").write_bytes(box(*[mail()] * 5))
    assert [code for _, code in codes(folder)] == ["left out", "mail", "mail", "mail"]


def test_mails_in_the_format_of_outlook_are_named(folder):
    """It is no document, and the hand-in in it is not lost without a word."""
    (folder / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "__substg1.0_37010102".encode("utf-16-le"))
    (folder / "winmail.dat").write_bytes(b"\x78\x9f\x3e\x22" + OTHER)
    (folder / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert codes(folder) == [("a.msg", "outlook"), ("b.doc", "office"), ("winmail.dat", "outlook")]


def test_a_page_that_begins_as_a_mail_is_shown_as_a_page(folder):
    """By its name, so what a browser would run in it is foreign."""
    (folder / "a.html").write_bytes(mail(("a.html", OTHER), body="<script>x</script>"))
    assert ("a.html", "foreign") in codes(folder, 2)


IDLE = ("~$a.html", "._a.html", ".~lock.a.html#", "desktop.ini", "Thumbs.db", "__MACOSX/a.html", "Thumbs.db/a.html")


@pytest.mark.parametrize("name", IDLE)
@pytest.mark.parametrize("packed", [False, True])
def test_what_systems_make_by_themselves_is_passed_by_unless_it_is_a_hand_in(folder, name, packed):
    """A name alone is no reason to leave somebody out."""
    for n, content in enumerate((b"\0\5\x16\7 no page", OTHER, OTHER.decode().encode("utf-16"))):
        into = folder / f"{n}"
        into.mkdir()
        if packed:
            (into / "a.zip").write_bytes(zipped((name, content), ("b.txt", b"x")))
        else:
            (into / name).parent.mkdir(exist_ok=True)
            (into / name).write_bytes(content)
            (into / "b.txt").write_bytes(b"x")
    found = {file: code for file, code in codes(folder, 3) if code not in ("extension", "changed")}
    assert set(found.values()) == {"not a hand-in"}
    assert len(found) == 3


def test_a_zip_of_nothing_but_what_systems_make_is_empty(folder):
    """Nothing in it was handed in."""
    (folder / "a.zip").write_bytes(zipped(("__MACOSX/._a.html", b"\0\5\x16\7"), (".DS_Store", b"x")))
    assert codes(folder) == [("a.zip", "empty zip")]


def test_a_mail_that_would_take_long_to_read_is_not_read(folder, monkeypatch):
    """Python's reader needs quadratic time for some."""
    monkeypatch.setattr("geo_lesson.handin.decoding.message_from_bytes", None)
    for n, odd in enumerate((b"; x" * 100_001, b'boundary="x"\n' * 60, b"\n" * 600_000)):
        (folder / f"{n}.eml").write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/mixed" + odd)
    assert codes(folder) == [(f"{n}.eml", "mail") for n in range(3)]


def test_a_page_that_quotes_a_mail_is_no_mail(folder):
    """What a student writes begins no header."""
    (folder / "good.html").write_bytes(GOOD.replace(b"<main>", b"<main>\nMIME-Version: 1.0\n"))
    assert codes(folder) == [("good.html", "changed")]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([("word/abgabe.html", OTHER)], None),
        ([("mimetype-notes.txt", b"x"), ("abgabe.html", OTHER)], "not a hand-in"),
        ([("[Content_Types].xml", b"x"), ("abgabe.html", OTHER)], None),
        ([("mimetype", b"x"), ("abgabe.html", OTHER), ("notes.txt", b"x")], None),
        ([("[Content_Types].xml", b"x"), ("word/document.xml", b"x")], "office"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text")], "office"),
    ],
)
def test_only_what_an_office_program_wrote_is_called_so(folder, members, code):
    """By the member that each such document has, not by the name of a folder."""
    (folder / "a.zip").write_bytes(zipped(*members))
    read = any(content == OTHER for _, content in members)
    assert [found for _, found in codes(folder, 1 + read)] == ([code] if code else [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("damage", [lambda b: b + bytes(100_000), lambda b: b[:-30], lambda b: b[: len(b) * 3 // 4]])
def test_of_a_damaged_zip_is_read_what_can_be_read(folder, damage, method):
    """Zeros behind its end, or an end that is missing: members before the damage are intact."""
    letters = random.Random(1).randbytes(30_000).hex()  # noqa: S311 - something long that does not pack well
    whole = zipped(("abgabe.html", OTHER), ("brief.txt", letters), method=method)
    (folder / "a.zip").write_bytes(damage(whole))
    assert codes(folder, 2) == [("a.zip", "part of zip"), ("a.zip/brief.txt", "not a hand-in")]


def test_another_way_of_packing_is_named(folder):
    """Windows Explorer packs large files so."""
    packed = zipped(("abgabe.html", OTHER), ("zweite.html", b"x"))
    at = packed.rindex(b"PK\1\2") + 10
    (folder / "a.zip").write_bytes(packed[:at] + b"\x09" + packed[at + 1 :])
    assert codes(folder, 2) == [("a.zip/zweite.html", "packing")]


def test_members_of_one_name_are_two(folder):
    """Some programs pack the same name twice; the second is no less a page for it, and no name is there twice."""
    third = write(student(CONTENT, 3, done=0.1), CONTENT, [])
    packed = zipped(("a (2).html", b"%PDF"), ("a.html", OTHER), ("b.html", third), ("c.html", b"%PDF"))
    (folder / "a.zip").write_bytes(packed.replace(b"b.html", b"a.html").replace(b"c.html", b"a.html"))
    assert codes(folder, 3) == [("a.zip/a (2).html", "pdf"), ("a.zip/a (4).html", "pdf")]


def test_all_that_is_unpacked_has_one_bound_and_what_is_left_out_is_named(folder, monkeypatch):
    """Not one for each zip; the plain files of a folder are read whatever lies in its zips."""
    monkeypatch.setattr(files, "SHARES", ((1000, 10, 99_999), (900, 8, 99_999), (300, 3, 99_999)))
    (folder / "a.zip").write_bytes(zipped(*((f"{n}.txt", b"x" * 100) for n in range(8))))
    (folder / "b.zip").write_bytes(zipped(*((f"{n}.txt", b"x" * 50) for n in range(4))))
    (folder / "c.zip").write_bytes(zipped(("0.txt", b"x" * 901)))
    (folder / "d.zip").write_bytes(zipped(("e.zip", zipped(*((f"{n}.txt", b"x") for n in range(4))))))
    found = codes(folder)
    assert [one for one in found if one[1] != "not a hand-in"] == [
        ("b.zip", "left out"),
        ("c.zip", "bomb"),
        ("d.zip", "left out"),
    ]
    assert len(found) == 3 + 8 + 2


def test_a_zip_within_a_zip_has_a_smaller_share(folder, monkeypatch):
    """So that what one student hands in cannot use up what there is for a class."""
    monkeypatch.setattr(files, "SHARES", ((1000, 99, 9**9), (900, 50, 9**9), (300, 3, 9**9)))
    inner = zipped(*((f"{n}.txt", b"x") for n in range(4)))
    monkeypatch.setattr(files, "SHARES", ((10**6, 99, 9**9), (10**6, 50, 9**9), (300, 3, 9**9)))
    (folder / "d.zip").write_bytes(zipped(("a.zip", inner), ("b.html", OTHER)))
    assert codes(folder, 2) == [("d.zip/a.zip", "bomb")]


def test_pages_have_one_bound_of_work_too(folder, monkeypatch):
    """Counted in signs: those that are sealed are not looked through, and count always."""
    monkeypatch.setattr(files, "SHARES", ((10**6, 99, 250),) * 3)
    for n in range(3):
        (folder / f"{n}.html").write_bytes(b"<html>" + b"<b>" * 100)
    assert codes(folder) == [("0.html", "other page"), ("1.html", "other page"), ("2.html", "left out")]


def test_what_nobody_has_thought_of_stops_one_file_only(folder, monkeypatch):
    """In reading a zip, or in taking in what was read."""
    real = files._in_zip
    (folder / "a.zip").write_bytes(zipped(("x.html", OTHER)))
    (folder / "b.zip").write_bytes(zipped(("x.html", OTHER)))

    def stumble(file, name, *more):
        if name == "a.zip":
            raise ArithmeticError
        return real(file, name, *more)

    monkeypatch.setattr(files, "_in_zip", stumble)
    assert codes(folder, 2) == [("a.zip", "unreachable")]
    made = submissions.as_submission

    def refuse(number, name, reading):
        if name != "good.html":
            raise ArithmeticError
        return made(number, name, reading)

    monkeypatch.setattr(submissions, "as_submission", refuse)
    assert codes(folder) == [("a.zip", "unreachable"), ("b.zip/x.html", "data")]


def test_what_only_says_geo_lesson_is_no_web_page(folder):
    """A note about the lesson."""
    (folder / "notes.md").write_text("# geo-lesson\n\nMy hand-in follows.")
    assert codes(folder) == [("notes.md", "not a hand-in")]


PACKED = {
    "html": OTHER,
    "zip": zipped(("a.html", OTHER), ("b.txt", b"x" * 999)),
    "eml": mail(("a.html", OTHER), ("b.zip", zipped(("c.html", OTHER)))),
    "tar": tarred(OTHER),
}


@st.composite
def mutated(draw):
    """A good file, and a few things that go wrong with files: cut, doubled, overwritten, swapped, padded."""
    content = PACKED[draw(st.sampled_from(sorted(PACKED)))]
    for _ in range(draw(st.integers(1, 4))):
        a, b = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        content = draw(
            st.sampled_from(
                [
                    content[:a],
                    content[a:],
                    content[:a] + content[b:],
                    content[:b] + content[a:],
                    content[:a] + draw(st.binary(max_size=9)) + content[a:],
                    content[:a] + bytes(min(b - a, 5000)) + content[b:],
                    content + content[a:b],
                    content[:a] + content[a:b][::-1] + content[b:],
                ]
            )
        )
    return content


@examples(60)
@given(st.data())
def test_whatever_becomes_of_a_file_it_is_named_or_read_and_the_others_count(tmp_path_factory, data):
    """No mutation stops the rest, and what is not counted is named with its file."""
    made = tmp_path_factory.mktemp("any")
    (made / "good.html").write_bytes(GOOD)
    (made / "odd").write_bytes(data.draw(mutated()))
    found = Submissions(made)
    found.select("troops", "1", set())
    students = {one.student for one in found.students}
    assert "blauer wal 1" in students
    assert len(students) > 1 or any(finding.file.startswith("odd") for finding in found.findings)
    for finding in found.findings:
        finding.message("de", {})
        finding.request("en").encode()
