import shutil

import pytest
from paths import ROOT

from geo_lesson.cli import main
from geo_lesson.common.errors import LessonError
from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.check.lesson import lesson_problems

PAGE = "police-estimate"
COPY = "magazine-40000"


@pytest.fixture
def hill(tmp_path):
    return shutil.copytree(ROOT / "data" / "hill", tmp_path / "data" / "hill")


def change(hill, old, new, name=PAGE, languages=("de", "en")):
    """Change the file of a page in one place, in some languages."""
    for language in languages:
        path = hill / "web" / f"{name}.{language}.md"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (language, old)
        path.write_text(text.replace(old, new), encoding="utf-8")


def problems(hill, language="en"):
    error = LessonError(lesson_problems(hill))
    return error.report(language).replace(f"{hill}/", "").splitlines()


def test_a_new_page_is_two_files(hill):
    """A teacher adds a page by adding its files, and nothing else."""
    for language in ("de", "en"):
        old = (hill / "web" / f"{PAGE}.{language}.md").read_text(encoding="utf-8")
        new = hill / "web" / f"police-again.{language}.md"
        new.write_text(old.replace(PAGE, "police-again"), encoding="utf-8")
    assert lesson_problems(hill) == []
    assert "police-again" in LessonFolder(hill).web_pages("de")


def test_a_lesson_may_do_without_pages(hill):
    """Without web/, as in a draft, there is nothing to check."""
    shutil.rmtree(hill / "web")
    assert lesson_problems(hill) == []


def test_a_draft_has_no_pages_and_is_not_told_so(tmp_path):
    """`geo-lesson new` makes a lesson whose research room is empty."""
    article, draft = tmp_path / "article.txt", tmp_path / "data" / "draft"
    article.write_text("Police spoke of 300 guests. The host spoke of 500 guests, and that is more.", encoding="utf-8")
    main(["new", str(draft), "--article", str(article), "--language", "en"])
    assert LessonFolder(draft).web_pages("en") == {}
    assert not [problem for problem in lesson_problems(draft) if "web" in problem.place.file.parts]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said", "mend"),
    [
        (PAGE, "rows: [H05]", "rows: [H50]", 8, 'unknown claim "H50"', 'allowed: "H10", "H07", "H06", "H05"'),
        (COPY, "[counted-40000]", "[counted-4000]", 8, 'unknown page "counted-4000"', 'did you mean "counted-40000"?'),
        (COPY, "[counted-40000]", "[magazine-40000]", 8, "a circle: magazine-40000 → magazine-40000", "delete one"),
        (PAGE, "publisher: ajc.com", "publisher: ajc.org", 4, 'another publisher than "ajc.org"', "AP citing dpa (ajc.com)"),  # noqa: E501
        (PAGE, "HROJQNUOF", "HROJQNUOG", 9, "stands in none of the rows that the page rests on", "https://www.ajc.com"),
        (PAGE, "25.000|25,000", "26.000|26,000", 3, "stands in none of the rows H05", "name the row of record.csv"),
    ],
)  # fmt: skip
def test_what_stands_in_no_row_is_named_with_its_line(hill, name, old, new, line, said, mend):
    """Rows, pages, publisher, address and number; each with the way to mend it."""
    for language, i in (("de", 0), ("en", -1)):
        path = hill / "web" / f"{name}.{language}.md"
        text = path.read_text(encoding="utf-8")
        assert old.split("|")[i] in text
        path.write_text(text.replace(old.split("|")[i], new.split("|")[i]), encoding="utf-8")
    found = problems(hill)
    at = next(
        i
        for i, text in enumerate(found)
        if said in text and text.startswith(f"data/hill/web/{name}.en.md:{line}:".removeprefix("data/hill/"))
    )
    assert mend in found[at + 1]


def test_two_pages_cannot_rely_on_each_other(hill):
    """Who copies from whom has a beginning."""
    change(hill, "kind: report", "kind: copy\nrelies_on: [magazine-40000]", "counted-40000")
    assert any("counted-40000 → magazine-40000" in text for text in problems(hill))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("25,000 people were on the hill", "25,000 people were on the hill, 900 of them police"),
        ("About 25,000 people", "At least 25,000 people"),
        ("About 25,000 people", "Up to 25,000 people"),
        ("About 25,000 people", "Twenty-six thousand people"),
        ("About 25,000 people", "Several thousand people"),
        ("27 July 2024", "26 July 2024"),
        ("27 July 2024", "27 July 2023"),
    ],
)
def test_each_number_and_each_word_that_binds_it_must_be_in_a_row(hill, old, new):
    """In digits or words, a date or a qualifier: a page says nothing that its rows do not say."""
    change(hill, old, new, languages=["en"])
    found = problems(hill)
    assert any(text.startswith(f"web/{PAGE}.en.md:") and "none of the rows H05" in text for text in found)


def test_a_page_may_lose_a_qualifier(hill):
    """That is what copies do."""
    change(hill, "About 25,000 people", "25,000 people", languages=["en"])
    assert lesson_problems(hill) == []


def test_the_line_is_where_the_number_stands(hill):
    """Also in the middle of a paragraph."""
    path = hill / "web" / f"{PAGE}.en.md"
    with path.open("a", encoding="utf-8") as file:
        file.write("\nNothing to see here.\nOr 77 dogs.\n")
    assert any(text.startswith(f"web/{PAGE}.en.md:18: ") and '"77 dogs"' in text for text in problems(hill))


def test_a_page_is_there_in_each_language(hill):
    """What is missing is said once, at the file that is there."""
    (hill / "web" / f"{PAGE}.en.md").unlink()
    found = problems(hill)
    assert found[0] == f'web/{PAGE}.de.md:2: this page is missing in "en"'
    assert found[1] == f"    fix: create  web/{PAGE}.en.md"
    assert len(found) == 3


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [("kind: agency", "kind: report", "kind"), ("day: 2024-07-28", "day: 2024-07-27", "day")],
)
def test_it_is_the_same_page_in_each_language(hill, old, new, key):
    """Kind, day, rows, address and what it relies on do not depend on the language."""
    change(hill, old, new, languages=["en"])
    assert any(f'"{key}" differs from {PAGE}.de.md' in text for text in problems(hill))


def test_both_languages_have_the_same_numbers(hill):
    """What one language says, the other says, too."""
    change(hill, "About 25,000 people were", "People were", languages=["en"])
    found = [problem for problem in lesson_problems(hill, hints=True) if problem.place.file.parent.name == "web"]
    assert ["25.000" in problem.message.de for problem in found] == [True]


def test_numbers_are_written_as_the_language_writes_them(hill):
    """12.000 in German, 12,000 in English."""
    change(hill, "Etwa 25.000 Menschen", "Etwa 25,000 Menschen", languages=["de"])
    assert any(text.startswith(f"web/{PAGE}.de.md:11: ") for text in problems(hill))


def test_an_invented_publisher_is_none_of_the_record(hill):
    """Nobody real is made to say what an invented page says."""
    change(hill, "publisher: Example Magazine", "publisher: watson.ch", COPY, ["en"])
    assert any('"watson.ch" is not invented' in text for text in problems(hill))


def test_html_on_a_page_is_named(hill):
    """Pages are shown as they stand."""
    change(hill, "Estimated, not counted", "<b>Estimated</b>, not counted", languages=["en"])
    assert f"web/{PAGE}.en.md:14: there is HTML here: <b>" in problems(hill)


@pytest.mark.parametrize("name", ["notes.txt", "page.md", "page.fr.md", "page.de.markdown", "Police Estimate.de.md"])
def test_a_file_that_nobody_reads_is_named(hill, name):
    """A page with a name that says neither id nor language would be missing without a word."""
    (hill / "web" / name).write_text("Hello", encoding="utf-8")
    assert any(text.startswith(f"web/{name}:") for text in problems(hill))


def test_problems_of_pages_are_there_in_german(hill):
    """Each message and each mend."""
    change(hill, "About 25,000 people", "At least 26,000 people", languages=["en"])
    (hill / "web" / "x.txt").touch()
    found = "\n".join(problems(hill, "de"))
    assert "steht in keiner der Zeilen H05" in found
    assert "Diese Datei wird nicht gelesen" in found
