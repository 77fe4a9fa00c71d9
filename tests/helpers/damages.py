"""What might arrive from one class: each case is one operation on an intact hand-in, or a file that is none."""

import io
import quopri
import re
import zipfile
from dataclasses import replace
from email.message import EmailMessage

from studying import student, troops

from geo_lesson.handin.file import write

CONTENT = troops()


def three_answers(number, **changes):
    """A hand-in of three exercises."""
    whole = student(CONTENT, number)
    keys = ("first-impression", "who-says-what", "critical-pair")
    return replace(whole, records={key: whole.records[key] for key in keys}, **changes)


def page(handin):
    return write(handin, CONTENT, [])


ANNA, BEN = three_answers(7), three_answers(8)
PAGE = page(ANNA)
MOON_LANDING = {"moon-landing": replace(ANNA.records["critical-pair"], exercise="moon-landing")}
FIRST, REASON = ANNA.records["first-impression"].attempts
HOSTILE = {**REASON, "answer": {"after": "<script>alert(1)</script><img src=x onerror=alert(1)>"}}
HOSTILE = {"first-impression": replace(ANNA.records["first-impression"], draft={}, attempts=(FIRST, HOSTILE))}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(60)


def edited(old, new, name="abgabe.html"):
    """One word of the intact page replaced by another."""
    assert old.encode() in PAGE
    return {name: PAGE.replace(old.encode(), new.encode(), 1)}


def cut_before(sign):
    """The intact page up to a sign in it."""
    return PAGE[: PAGE.index(sign)]


def in_mail(content):
    mail = EmailMessage()
    mail["Subject"] = "Abgabe"
    mail.set_content("Hier.")
    mail.add_attachment(content, maintype="text", subtype="html")
    return mail.as_bytes()


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in members.items():
            into.writestr(name, content)
    return packed.getvalue()


def locked(packed):
    """The flag of a password set in both places where a zip of one member has it."""
    directory = packed.index(b"PK\1\2")
    return packed[:6] + b"\1" + packed[7 : directory + 8] + b"\1" + packed[directory + 9 :]


def bomb():
    """A zip of 250 MB of nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as into, into.open("leer", "w") as member:
        for _ in range(250):
            member.write(bytes(1_000_000))
    return packed.getvalue()


def nested(depth):
    """A hand-in in zips within each other."""
    packed = zipped({"abgabe.html": PAGE})
    for n in range(1, depth):
        packed = zipped({f"{n}.zip": packed})
    return packed


# By the name of a case, a function that returns its files: their bytes by their path.
CASES = {
    "answer-file": lambda: {"critical-pair.json": b'{"exercise": "critical-pair", "attempts": []}'},
    "byte-order-mark": lambda: {"abgabe.html": b"\xef\xbb\xbf" + PAGE},
    "changed-copy": lambda: {"unveraendert.html": PAGE, **edited('"low": "3000"', '"low": "7777"')},
    "data-not-json": lambda: edited('"head": {', '"head": {{'),
    "data-removed": lambda: {"abgabe.html": re.sub(b"<template.*</template>", b"", PAGE, flags=re.S)},
    "edited-data": lambda: edited('"low": "3000"', '"low": "7777"'),
    "edited-page": lambda: edited('dir="auto">3.000', 'dir="auto">1'),
    "edited-pseudonym-in-data": lambda: edited('"pseudonym": "blauer wal 7"', '"pseudonym": "roter fuchs 1"'),
    "edited-pseudonym-on-page": lambda: edited("<dd>blauer wal 7", "<dd>roter fuchs 1"),
    "empty": lambda: {"abgabe.html": b""},
    "encoded-twice": lambda: {"abgabe.html": PAGE.decode("cp1252").encode()},
    "folder-inside": lambda: {
        "abgabe.html": PAGE,
        "ordner/noch einer/abgabe.html": page(BEN),
        "ordner/notiz.txt": b"nur eine Notiz",
    },
    "hostile-answer": lambda: {"abgabe.html": page(replace(ANNA, records={**ANNA.records, **HOSTILE}))},
    "hostile-pseudonym": lambda: edited('"pseudonym": "blauer wal 7"', '"pseudonym": "\\u003cscript\\u003ealert(1)"'),
    "mail-message": lambda: {"Abgabe.eml": in_mail(PAGE)},
    "nested-data": lambda: edited('"records": {', '"records": ' + "[" * 30_000),
    "newer-form": lambda: edited('"form": 2', '"form": 99'),
    "notebook": lambda: {"6_write.ipynb": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'},
    "older-lesson": lambda: {"abgabe.html": page(replace(ANNA, lesson_version="0"))},
    "other-lesson": lambda: {
        "abgabe.html": PAGE,
        "abgabe 2.html": page(BEN),
        "hill.html": page(three_answers(9, lesson="hill")),
    },
    "pdf": lambda: {"abgabe.pdf": PDF},
    "photo": lambda: {"IMG_0042.jpg": PHOTO},
    "photo-renamed": lambda: {"abgabe.html": PHOTO},
    "quoted-printable": lambda: {"abgabe.html": quopri.encodestring(PAGE)},
    "same-pseudonym": lambda: {
        "abgabe.html": PAGE,
        "abgabe von nebenan.html": page(replace(BEN, pseudonym=ANNA.pseudonym)),
    },
    "same-under-two-names": lambda: {"abgabe.html": PAGE, "meine abgabe.html": PAGE},
    "saved-again": lambda: {"abgabe.html": PAGE.replace(b"\n", b"\r\n")},
    "script-added": lambda: edited("<main>", "<main><script>alert(1)</script><img src=x onerror=alert(1)>"),
    "truncated-in-data": lambda: {"abgabe.html": cut_before(b'"who-says-what": {')},
    "truncated-in-page": lambda: {"abgabe.html": cut_before(b'<section data-exercise="critical-pair"')},
    "two-of-one-student": lambda: {
        "abgabe (1).html": PAGE,
        "abgabe.html": page(replace(ANNA, records={"critical-pair": ANNA.records["critical-pair"]})),
    },
    "unknown-exercise": lambda: {"abgabe.html": page(replace(ANNA, records={**ANNA.records, **MOON_LANDING}))},
    "utf-16": lambda: {"abgabe.html": PAGE.decode().encode("utf-16")},
    "web-page": lambda: {
        "abgabe.html": b'<!DOCTYPE html><html lang="de"><title>Suche</title><p>Etwas anderes</p></html>'
    },
    "windows-encoding": lambda: {"abgabe.html": PAGE.decode().encode("cp1252", "replace")},
    "word-document": lambda: {"abgabe.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"})},
    "wrong-extension": lambda: {"abgabe.docx": PAGE},
    "zip-bomb": lambda: {"abgabe.zip": zipped({"innen.zip": bomb()})},
    "zip-broken": lambda: {"abgabe.zip": zipped({"abgabe.html": PAGE})[:-300]},
    "zip-empty": lambda: {"abgabe.zip": zipped({})},
    "zip-locked": lambda: {"abgabe.zip": locked(zipped({"abgabe.html": PAGE}))},
    "zip-of-zips": lambda: {
        "alle.zip": zipped(
            {
                "Kurs-Abgabe-101.zip": zipped({"abgabe.html": PAGE}),
                "blauer wal 8_102_assignsubmission_file_/innen.zip": zipped({"abgabe.html": page(BEN)}),
            }
        )
    },
    "zip-path-traversal": lambda: {"abgabe.zip": zipped({"../../../../tmp/abgabe.html": PAGE})},
    "zip-too-deep": lambda: {"abgabe.zip": nested(7)},
}


def lay(case, folder):
    """Write the files of a case into a folder."""
    for name, content in CASES[case]().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
