"""The text of a file in any encoding, its language, its headings and sentences."""

import os

import pytest

from geo_lesson.common.errors import LessonError
from geo_lesson.content.files import INVISIBLE
from geo_lesson.extraction.article import LARGEST, language_of, lines_of, read_plain, sentences

GERMAN = "Die Straße war gesperrt. Es kamen über 300 Gäste."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_any_encoding_that_editors_write(tmp_path, encoding):
    """UTF-8 and UTF-16 with and without a mark, and what Windows wrote of old."""
    (tmp_path / "a.txt").write_bytes(GERMAN.encode(encoding))
    assert read_plain(tmp_path / "a.txt").removeprefix("\ufeff") == GERMAN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "Word"),
        (b"{\\rtf1 ...", "RTF"),
        (b"<!DOCTYPE html><p>300", "HTML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (bytes(range(256)) * 40, "not a text file"),
        (b"a" * (LARGEST + 1), "larger than 1 MB"),
    ],
)
def test_what_is_no_text_is_said(tmp_path, content, said):
    """A PDF, a picture, a book: each gets its sentence, and how to mend it."""
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(LessonError) as error:
        read_plain(tmp_path / "a.txt")
    assert said in error.value.report("en")
    assert all(problem.fix for problem in error.value.problems)


@pytest.mark.parametrize("path", ["no-such-file.txt", ".", "/dev/zero", "pipe"])
def test_what_is_no_ordinary_file_is_said(tmp_path, path):
    """Neither a missing file, a folder nor a device ends in a traceback, and a pipe is not waited for."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LessonError, match=r"no such file|not an ordinary file"):
        read_plain(tmp_path / path)


def test_the_language_is_told_by_common_words():
    """German, English, or neither; a few words tell nothing."""
    assert language_of(GERMAN) == "de"
    assert language_of("The road was closed, and more than 300 guests had come to the fair.") == "en"
    assert language_of("La route était fermée et plus de 300 personnes étaient venues à la fête du village.") is None
    assert language_of("300, 400") is None


@pytest.mark.parametrize(
    ("text", "language", "n"),
    [
        ("Am 3. Mai kamen z. B. ca. 40 Gäste. Dr. Nord half.", "de", 2),
        ("Es kamen 300. Die Polizei half. „Gut so.“ Dann war Schluss!", "de", 4),
        ("At 3 p.m. Monday approx. 40 guests came. No. 3 helped.", "en", 2),
        ("It ended at 3 p.m. The guests left.", "en", 2),
        ('The U.S. team came. "Good." They left.', "en", 3),
    ],
)
def test_abbreviations_do_not_end_a_sentence(text, language, n):
    """Full stops of dates, ordinals, initials and abbreviations are passed over."""
    assert len(sentences(text, language)) == n


def test_headings_and_sentences_are_numbered():
    """A short line without a full stop is a heading; each paragraph is cut into sentences."""
    text = (
        "Viele Gäste beim Fest\n\nEs kamen 300. Das war viel.\nMehr im nächsten Jahr\nEs sollen 400 werden.\n"
        + "x" * 130
        + "."
    )
    assert [line.id for line in lines_of(text, "de")] == ["H1", "W1", "W2", "H2", "W3", "W4"]


def test_wrapped_lines_are_joined():
    """Lines that an editor or a mail program has wrapped become one paragraph again."""
    text = "Die Straße war am Abend gesperrt, weil\nüber 300 Gäste auf einmal kamen. Danach war\nsie wieder frei.\n"
    assert [line.text for line in lines_of(text, "de")][1] == "Danach war sie wieder frei."


def test_a_list_without_full_stops_is_still_sentences():
    """Where no line is a sentence, each line is taken for one."""
    assert [line.id for line in lines_of("300 Gäste\n\n400 Hunde", "de")] == ["W1", "W2"]


def test_what_nobody_sees_is_left_out():
    """Tags, soft hyphens, invisible marks and signs of headings do not reach the lesson."""
    assert [line.text for line in lines_of("# Ein <b>Fest</b>\n\nEs ka\u00admen\u200b 300.", "de")] == [
        "Ein Fest",
        "Es kamen 300.",
    ]


def test_whatever_check_calls_invisible_is_left_out():
    """Of any sign; otherwise the draft of a lesson would not pass it."""
    signs = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    unseen = [sign for sign in signs if INVISIBLE.search(f"a{sign}b")]
    text = "".join(line.text for line in lines_of("a".join(unseen), "de"))
    assert not INVISIBLE.search(text), ascii(text)


def test_what_belongs_to_the_page_is_left_out():
    """Advertisements and links between the paragraphs of a copied page; a sentence that begins alike stays."""
    text = "Startseite > Ort\nFest\n\nEs kamen 300.\n\nAnzeige\n\nAnzeige erstattete niemand.\nLesen Sie auch: Wetter"
    assert [line.text for line in lines_of(text, "de")] == ["Fest", "Es kamen 300.", "Anzeige erstattete niemand."]
