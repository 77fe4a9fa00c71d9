import shutil

import pytest
from paths import ROOT

from geo_lesson.common.errors import LessonError
from geo_lesson.content.folder import LessonFolder

PAGE = "police-estimate"


@pytest.fixture
def hill(tmp_path):
    return shutil.copytree(ROOT / "data" / "hill", tmp_path / "data" / "hill")


def changed(hill, old, new, name=f"{PAGE}.en.md"):
    """Change one file of web/ in one place."""
    path = hill / "web" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def report(hill, language="en"):
    with pytest.raises(LessonError) as caught:
        LessonFolder(hill).web_pages("en")
    return caught.value.report(language).replace(f"{hill}/web/", "")


def test_a_page_is_its_front_matter_and_its_paragraphs(hill):
    """Wrapped lines are one paragraph, empty lines part two; the same page has its other text in the other language."""
    content = LessonFolder(hill)
    english, german = (content.web_pages(language)[PAGE] for language in ("en", "de"))
    assert (english.kind, english.day, english.invented, english.rows) == ("agency", "2024-07-28", False, ("H05",))
    assert english.url == german.url
    assert [len(page.paragraphs) for page in (english, german)] == [2, 2]
    assert english.paragraphs[0].startswith("About 25,000 people were on the hill")
    assert "\n" not in "".join(english.paragraphs)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(hill):
    """Whatever the editor, a page is the same page."""
    path, before = hill / "web" / f"{PAGE}.en.md", LessonFolder(hill).web_pages("en")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert LessonFolder(hill).web_pages("en") == before


def test_a_lesson_without_web_has_no_pages_and_no_spellings(small):
    """A new case starts with an empty research room."""
    content = LessonFolder(small)
    assert (content.web_pages("de"), content.spellings) == ({}, ())


@pytest.mark.parametrize(
    ("old", "new", "first_line", "mend"),
    [
        ("---\nid:", "id:", "1: the page does not begin with its front matter", "begin with a line  ---"),
        ("---\nAbout", "About", "1: the front matter of the page does not end", "write a line  ---  below"),
        ("id: police-estimate", "id: police", '2: the page is called "police" here', "write  id: police-estimate"),
        ("id: police-estimate", "id: Police!", '2: "Police!", "id": "Police!" is not an id', "lower-case letters"),
        ("title: ", "titel: ", '3: "police-estimate": unknown key "titel"', 'did you mean "title"?'),
        ("publisher: ajc.com", "publisher: ''", '4: "police-estimate", "publisher": a text is missing', "add it"),
        ("invented: false", "invented: maybe", '"maybe" is neither true nor false', "write true or false"),
        ("invented: false", "invented: true", 'an invented page has no address', "delete url, or write"),
        ("kind: agency", "kind: agent", '"agent" is not an allowed word here', 'did you mean "agency"?'),
        ("kind: agency", "kind: copy", "a copy names the page that it is copied from", "relies_on: [id-of-the-page]"),
        ("day: 2024-07-28", "day: 28 July", '"28 July" is not a date', "2024-10-28"),
        ("rows: [H05]", "rows: []", "there are too few entries here", "at least: 1"),
        ("rows: [H05]\n", "", '"rows" is missing', "add  rows: …"),
        ("url: https://www", "url: www", "is not a web address", "it begins with https://"),
        ("url: https://www", "# https://www", "a real publisher stands here without the address", "add  url: …"),
        ("url: https://www", "link: https://www", 'unknown key "link"', "allowed:"),
        ("Estimated, not", "# Estimated, not", "14: there is markup here: #", "plain paragraphs"),
        ("Estimated, not", "**Estimated**, not", "14: there is markup here: **", "plain paragraphs"),
        ("Estimated, not", "[Estimated](x), not", "14: there is markup here: [Estimated](", "plain paragraphs"),
        ("kind: agency", "kind: agency\nkind: report", '"kind" is in line 6 already', "delete one"),
        ("kind: agency", "kind: *agency", "aliases (*name) and very deep nesting", "write the content out"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line_and_how_to_mend_it(hill, old, new, first_line, mend):
    """Every entry of the front matter and the text; nothing is read as something that it is not."""
    changed(hill, old, new)
    said = report(hill)
    assert said.startswith(f"{PAGE}.en.md:")
    assert first_line in said
    assert mend in said


def test_slips_are_named_in_german_too(hill):
    """The same problem in the teacher's language."""
    changed(hill, "invented: false", "invented: true")
    said = report(hill, "de")
    assert "Eine erfundene Seite hat keine Adresse." in said
    assert "Löschen Sie url, oder schreiben Sie  invented: false" in said


def test_a_line_may_begin_with_a_date(hill):
    """Where a text is wrapped is for the editor to say; 28. Oktober is no list."""
    changed(hill, "Estimated, not counted", "On\n28. Juli\n2024. Estimated, not counted")
    assert "On 28. Juli 2024. Estimated" in LessonFolder(hill).web_pages("en")[PAGE].paragraphs[1]


@pytest.mark.parametrize(("words", "fits"), [(39, False), (40, True), (120, True), (121, False)])
def test_a_page_has_40_to_120_words(hill, words, fits):
    """Short enough to be read in a minute, long enough to be told from others."""
    path = hill / "web" / f"{PAGE}.en.md"
    head = path.read_text(encoding="utf-8").rsplit("---\n", 1)[0]
    path.write_text(f"{head}---\n{'word ' * words}\n", encoding="utf-8")
    if fits:
        assert len(LessonFolder(hill).web_pages("en")[PAGE].paragraphs[0].split()) == words
    else:
        assert f"11: the text of the page has {words} words\n    fix: write 40 to 120 words" in report(hill)


def test_what_is_no_ordinary_text_is_named(hill):
    """A folder, an invisible sign, more than a page could hold: a sentence each, and nothing hangs."""
    path = hill / "web" / f"{PAGE}.en.md"
    text = path.read_text(encoding="utf-8")
    for written, said in (
        (text.replace("Estimated", "Esti\u200bmated"), "invisible character"),
        ("x" * 2_000_000, "larger than"),
    ):
        path.write_text(written, encoding="utf-8")
        assert said in report(hill)
    path.unlink()
    path.mkdir()
    assert "no ordinary file" in report(hill)


def test_all_broken_pages_are_named_at_once(hill):
    """Nobody mends one page to hear of the next."""
    for name in (PAGE, "sunday-meadows"):
        changed(hill, "invented: false", "invented: true", f"{name}.en.md")
    said = report(hill)
    assert f"{PAGE}.en.md:9" in said
    assert "sunday-meadows.en.md:9" in said
    assert said.endswith("2 problems")


def test_spellings_are_groups_of_single_words(hill):
    """Two or more words each; what is no word is named."""
    path = hill / "web" / "spellings.yaml"
    path.write_text("- [Olympiaberg, Olympiahügel]\n", encoding="utf-8")
    assert LessonFolder(hill).spellings == (("Olympiaberg", "Olympiahügel"),)
    for wrong, said in (("- [Berg]", "too few entries"), ("- [Berg, am Berg]", '"am Berg" is not a single word')):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(LessonError) as caught:
            _ = LessonFolder(hill).spellings
        assert said in caught.value.report("en")
