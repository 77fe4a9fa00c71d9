"""Every page that is written to a file, in Chromium: clean for axe, legible when enlarged, white on a dark system."""

import pytest
from accessibility import violations
from studying import ROOT, every_part, student, troops

from geo_lesson.common.language import LANGUAGES
from geo_lesson.figures.catalogue import picture_of
from geo_lesson.handin.file import write
from geo_lesson.handin.sheet import claims_rows
from geo_lesson.teacher.classroom.classroom import open_class
from geo_lesson.teacher.printing.guide import guide
from geo_lesson.teacher.printing.paper import paper

TROOPS = troops()


def handed_in(language):
    """A whole hand-in with the table of claims and its pictures."""
    parts, handin = every_part(TROOPS), student(TROOPS, 1, language)

    def draw(key, value):
        part = parts[key]
        return picture_of(TROOPS, language, part, value) if part.figure and part.is_answered(value) else None

    said = {key: record.draft.get("value") for key, record in handin.records.items()}
    return write(handin, TROOPS, claims_rows(TROOPS, 2, said.get, language), draw).decode()


def overview(language, folder):
    """Two hand-ins and one that is damaged."""
    for n in range(2):
        (folder / f"{n}.html").write_bytes(write(student(TROOPS, n, language), TROOPS, []))
    (folder / "broken.html").write_bytes((folder / "0.html").read_bytes()[:20_000])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return open_class(folder, language).save(folder / "results")[0].read_text(encoding="utf-8")


PAGES = {
    "guide": lambda language, _: guide(TROOPS, language),
    "paper": lambda language, _: paper(TROOPS, language),
    "hand-in": lambda language, _: handed_in(language),
    "overview": overview,
}
# What is wider than the page, or than its own cell, and what scrolls without a keyboard being able to reach it.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
  const framed = (e) => e && (scrolls(e) || framed(e.parentElement));
  const found = [...document.querySelectorAll("body *:not(svg *, .geo-run-hidden)")].filter((e) => {
    const spills = e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1;
    if (scrolls(e)) return spills && e.tabIndex < 0;
    return (spills && getComputedStyle(e).display !== "inline") ||
      (e.getBoundingClientRect().right > width + 1 && !framed(e.parentElement));
  });
  return [document.documentElement.scrollWidth > width, ...found.map((e) => e.outerHTML.slice(0, 120))];
}"""
# As a reader may space any text: WCAG 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"


# In English, only in the gate.
WRITTEN = [*((name, "de") for name in PAGES), *(pytest.param((name, "en"), marks=pytest.mark.gate) for name in PAGES)]


@pytest.fixture(scope="module", params=WRITTEN, ids="-".join)
def file(request, tmp_path_factory):
    """One of the pages as a file."""
    (name, language), folder = request.param, tmp_path_factory.mktemp("page")
    path = folder / f"{name}.{language}.html"
    path.write_text(PAGES[name](language, folder), encoding="utf-8")
    return path


def opened(browser, file, **how):
    """A page in which scripts may run, which the file itself forbids."""
    page = browser.new_page(bypass_csp=True, **how)
    page.goto(file.as_uri())
    return page


def test_axe_finds_nothing_and_the_page_asks_for_nothing(file, browser):
    """No violation, no request but for the file itself, no message of the browser; a dark system changes nothing."""
    asked, said = [], []
    page = browser.new_page(color_scheme="dark")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
    page = opened(browser, file, color_scheme="dark")
    assert violations(page) == []
    page.close()


def test_it_reads_well_enlarged_and_spaced(file, browser):
    """At 640 and 320 pixels, and with wider spacing, no page scrolls sideways and no text runs into another."""
    page = opened(browser, file, viewport={"width": 640, "height": 800})
    assert page.evaluate(TOO_WIDE) == [False]
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(TOO_WIDE) == [False]
    page.add_style_tag(content=SPACED)
    assert page.evaluate(TOO_WIDE) == [False]
    page.close()


@pytest.mark.gate
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plan_on_paper_fits_a_narrow_page(browser, language):
    """With and without its key, at 320 pixels."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for plan in TROOPS.config.plans:
        for key in (True, False):
            page.set_content(paper(TROOPS, language, plan, key=key))
            assert page.evaluate(TOO_WIDE) == [False], plan.id
    page.close()
