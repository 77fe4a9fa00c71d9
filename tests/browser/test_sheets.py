"""The pages to print, in Chromium: A4 pages in grey, on which nothing is cut off."""

import os
import re
from pathlib import Path

import pytest
from paths import ROOT

from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.printing.guide import guide
from geo_lesson.teacher.printing.paper import paper

TROOPS = LessonFolder(ROOT / "data/troops")
HILL = LessonFolder(ROOT / "data/hill")
A4 = (595, 842)  # points
# How many pages each may have; what a plan is prepared with is short enough to be read.
PAGES = {
    "guide": (30, 60),
    "guide-45": (3, 6),
    "guide-90": (5, 10),
    "guide-180": (8, 16),
    "guide-hill-45": (2, 6),
    "paper": (30, 55),
    "paper-45": (7, 12),
}
SHEETS = {
    "guide": lambda language: guide(TROOPS, language),
    "guide-45": lambda language: guide(TROOPS, language, TROOPS.plan("45")),
    "guide-90": lambda language: guide(TROOPS, language, TROOPS.plan("90")),
    "guide-180": lambda language: guide(TROOPS, language, TROOPS.plan("180")),
    "guide-hill-45": lambda language: guide(HILL, language, HILL.plan("45")),
    "paper": lambda language: paper(TROOPS, language),
    "paper-45": lambda language: paper(TROOPS, language, TROOPS.plan("45")),
}
# Whether some text or mark lies outside the page, and every colour that is not a grey.
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
        && getComputedStyle(e).display !== "inline").map(e => e.outerHTML.slice(0, 120))"""
COLOURS = """() => [...new Set([...document.querySelectorAll("body, body *")].flatMap(e => {
    const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderTopColor, s.borderBottomColor] }))]"""


@pytest.fixture(params=[(name, language) for name in SHEETS for language in LANGUAGES], ids="-".join)
def sheet(request, browser, tmp_path):
    """One of the pages, opened from a file with its own rules in force; and its name."""
    name, language = request.param
    path = tmp_path / f"{name}.{language}.html"
    path.write_text(SHEETS[name](language), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(path.as_uri())
    yield page, f"{name}-{language}"
    page.close()


@pytest.mark.gate
def test_it_prints_on_a4_in_grey(sheet):
    """Every page is A4, nothing sticks out, no colour carries meaning; the PDF has no blank page too many."""
    page, name = sheet
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 900})  # 210 mm less the margins, in CSS pixels
    assert page.evaluate(OUTSIDE) == []
    for colour in page.evaluate(COLOURS):
        red, green, blue = re.findall(r"\d+", colour)[:3]
        assert red == green == blue, colour
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = {tuple(round(float(n)) for n in box) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    assert sizes == {A4}
    pages = len(re.findall(rb"/Type /Page\b", pdf))
    least, most = PAGES[name.rpartition("-")[0]]
    assert least <= pages <= most
    if folder := os.environ.get("GEO_LESSON_PICTURES"):
        Path(folder, f"{name}.pdf").write_bytes(pdf)


@pytest.mark.gate
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_stands_on_one_sheet_and_the_overview_too(browser, language):
    """What is copied for the class is one page; so is what a teacher looks at first."""
    page = browser.new_page(viewport={"width": 658, "height": 900})
    page.emulate_media(media="print")
    height = (297 - 38) / 25.4 * 96  # A4 less the margins, in CSS pixels
    page.set_content(paper(TROOPS, language, TROOPS.plan("45")))
    assert page.evaluate("document.querySelector('.text').getBoundingClientRect().bottom") <= height
    page.set_content(guide(TROOPS, language))
    assert page.evaluate("document.querySelector('.overview').getBoundingClientRect().bottom") <= height
    page.close()
