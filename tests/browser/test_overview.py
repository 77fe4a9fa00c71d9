"""What a teacher has before and in the lesson, in Chromium: two printed pages, and a show of hands by keyboard."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from invented_class import invented_class
from paths import ROOT
from studying import student, troops

from geo_lesson.common.language import LANGUAGES
from geo_lesson.handin.file import write
from geo_lesson.teacher.classroom.classroom import open_class

CONTENT = troops()
INSIDE = (182, 273)  # mm: A4 less the margins of page_one.css
# Where the blocks before the lines of the exercises end, and what sticks out of the page.
LAST_BLOCK = "[...document.querySelectorAll('.block:not(.lines)')].at(-1).getBoundingClientRect().bottom"
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter(e => e.clientWidth > 0
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""


def pixels(mm):
    return round(mm / 25.4 * 96)


def overview(folder, language, handins, **options):
    """The path of the overview of some hand-ins."""
    for n, handin in enumerate(handins):
        (folder / f"{n}.html").write_bytes(write(handin, CONTENT, []))
    (folder / "broken.html").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return open_class(folder, language, **options).save(folder / "results")[0]


def many(language):
    """Sixty students with long pseudonyms, of whom many are wrong and sure."""
    made = invented_class(CONTENT, language, number=20).handins
    names = [f"{'sehr langes pseudonym'} mit nummer {n}" for n in range(60)]
    return [replace(made[n % 20], pseudonym=name, id=f"{n:016x}") for n, name in enumerate(names)]


CLASSES = {
    "thirty": (lambda language: invented_class(CONTENT, language).handins, {}),
    "plan": (lambda language: invented_class(CONTENT, language).handins, {"plan": "45"}),
    "sixty": (many, {}),
    "one": (lambda language: [student(CONTENT, 1, language, right=0.2)], {}),
    "nothing": (lambda language: [student(CONTENT, 1, language, done=0)], {}),
}


@pytest.mark.parametrize(
    ("name", "language"),
    [("thirty", "de"), *(pytest.param(n, of, marks=pytest.mark.gate) for n in CLASSES for of in LANGUAGES)],
)
def test_it_prints_on_two_pages_and_the_first_holds_what_comes_first(browser, tmp_path, name, language):
    """What to discuss, who is sure, who needs help and who handed in: one sheet; with each exercise in a line, two."""
    make, options = CLASSES[name]
    path = overview(tmp_path, language, make(language), **options)
    page = browser.new_page(viewport={"width": pixels(INSIDE[0]), "height": pixels(INSIDE[1])})
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(LAST_BLOCK) <= pixels(INSIDE[1])
    assert page.evaluate(OUTSIDE) == []
    if folder := os.environ.get("GEO_LESSON_PICTURES"):
        page.screenshot(path=f"{folder}/overview-{name}-{language}-print.png", full_page=True)
    pages = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages in ((1,) if name == "nothing" else (1, 2) if name == "plan" else (2,))
    page.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "Dark", 800), ("de", "Light", 1366)])
def test_page_one_and_a_show_of_hands_in_the_notebook(lab, workspace, language, theme, width):
    """By keyboard alone; saved before it is said, and there again after a reload; axe finds nothing."""
    folder = workspace / "notebooks" / language / "class-a"
    folder.mkdir()
    for n, handin in enumerate(invented_class(CONTENT, language, number=6).handins):
        (folder / f"{n}.html").write_bytes(write(handin, CONTENT, []))
    notebook = lab(f"notebooks/{language}/teacher.ipynb", theme=theme, width=width)
    notebook.run_all(widgets=0)
    page, poll = notebook.page, notebook.page.locator(".geo-poll")
    poll.wait_for()
    page.locator(".page-one").scroll_into_view_if_needed()
    notebook.picture(f"teacher-{language}-{theme}")
    poll.locator("input").first.focus()
    for turn in (("9", "12", "0", "3"), ("2", "21", "1", "0")):
        for hands in turn:
            page.keyboard.type(hands)
            page.keyboard.press("Enter")
        poll.locator("input[data-turn=after]").first.focus()
    saved = {"de": "Gespeichert", "en": "Saved"}[language]
    poll.get_by_role("status").get_by_text(saved, exact=True).wait_for()
    kept = json.loads((workspace / "class/troops/polls.json").read_text(encoding="utf-8"))["draft"]["critical-pair"]
    assert list(kept["before"].values()) == [9, 12, 0, 3]
    assert list(kept["after"].values()) == [2, 21, 1, 0]
    notebook.picture_of(poll, f"poll-{language}-{theme}")
    poll.locator("input").first.focus()
    page.keyboard.type("x")
    assert poll.locator("input").first.get_attribute("aria-invalid") == "true"
    assert poll.get_by_role("status").text_content().startswith("▲")
    assert notebook.violations() == []
    assert page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollWidth") <= width
    notebook.open()
    notebook.run_all(widgets=0)
    poll.wait_for()
    assert [field.input_value() for field in poll.locator("input[data-turn=after]").all()] == ["2", "21", "1", "0"]
    page.keyboard.press("Escape")
    poll.get_by_role("button").focus()
    page.keyboard.press("Enter")
    poll.get_by_role("status").filter(has_text={"de": "aufgehoben", "en": "kept"}[language]).wait_for()
    assert {field.input_value() for field in poll.locator("input").all()} == {""}
    assert notebook.strangers() == []
    assert Path(workspace / "class/troops/polls.json").read_text(encoding="utf-8").count('"after"') == 1
