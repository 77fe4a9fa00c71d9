"""Each kind of exercise as a screen reader meets it: its tree when it opens and after an answer, and what is announced.

The trees stand in trees/, to be read from top to bottom; GEO_LESSON_EXPECT=1 writes them anew: read the difference.
"""

import os
import re
from pathlib import Path

import pytest
from answering import any_answer, is_judged, mistakes, whole_values
from bare_page import show
from keyboard import answer, focused
from playwright.sync_api import expect

from geo_lesson import open_lesson
from geo_lesson.common.language import Text
from geo_lesson.student.store import Answers, NotSaved

TREES = Path(__file__).parent / "trees"
KINDS = {
    "range": ("first-guess", None),
    "grid": ("statements", ["class", "paper"]),
    "free-text": ("own-words", None),
    "numbers": ("step-by-step", ["sums"]),
    "classify": ("step-by-step", ["sorts"]),
    "single-choice": ("step-by-step", ["choice"]),
    "multiple-choice": ("step-by-step", ["several"]),
    "mark-text": ("marks", None),
    "order": ("line-up", None),
}


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def opened(page, kind):
    """The widget of a kind in a page, and its exercise."""
    id, only = KINDS[kind]
    widget = open_lesson("kinds", "en").exercise(id, only=only)
    widget = widget[0] if isinstance(widget, tuple) else widget
    show(page, widget)
    return page.locator(".geo-exercise"), widget.controller.session.exercise


def reads_as(widget, name):
    """Whether the tree is the one in the file, with nothing before, between or after."""
    path = TREES / f"{name}.yaml"
    if os.environ.get("GEO_LESSON_EXPECT"):
        tree = re.sub(r"(Saved at) \d\d:\d\d", r"/\1 \\d+:\\d+/", widget.aria_snapshot())
        path.write_text(tree + "\n", encoding="utf-8")
    expect(widget).to_match_aria_snapshot("- /children: deep-equal\n" + path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_of_each_kind(page, kinds, kind):
    """Names, roles, states and their order are as they were read and found good, empty and answered by keyboard."""
    widget, exercise = opened(page, kind)
    reads_as(widget, kind)
    value = next(mistakes(exercise, "en"))[0] if is_judged(exercise) else any_answer(exercise, "en")
    answer(page, widget, whole_values(exercise, value, "en"))
    expect(widget.get_by_role("heading", name="Feedback")).to_be_visible()
    expect(widget.get_by_text("Saved at")).to_be_visible()
    assert focused(page)[1] == "Submit again"
    reads_as(widget, f"{kind}-answered")


def test_what_is_missing_is_told_with_the_field(page, kinds):
    """The first field gets the focus, is invalid and carries the sentence; all that is open is announced together."""
    widget, _ = opened(page, "numbers")
    widget.get_by_role("button", name="Submit answer").click()
    field = widget.get_by_role("textbox", name="Guests after the count")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^▲ Please type a"))
    expect(widget.get_by_role("status")).to_have_text(re.compile("^Still open: .+ Please write a sentence here."))


# Of what has the focus: how thick its config is, how much darker or lighter than the page; whether it is hidden.
SEEN = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((n) => n / 255);
    const [r, g, b] = parts.map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (e) => {
    const colour = getComputedStyle(e).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? (e.parentElement ? paper(e.parentElement) : "rgb(255, 255, 255)") : colour;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const target = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect();
  const seen = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2]
    .map((y) => document.elementFromPoint(box.x + 4, y));
  const field = e.matches("input[type=text], select, textarea");
  return {
    what: e.outerHTML.slice(0, 80),
    config: parseFloat(style.outlineWidth),
    ring: ratio(style.outlineColor, paper(e.parentElement)),
    border: field ? ratio(style.borderTopColor, paper(e.parentElement)) : 9,
    target: e.closest("dd, [role=listbox]") ? 24 : Math.min(target.width, target.height),
    free: seen.some((over) => e.contains(over)),
    last: e.type === "submit",
  };
}"""


# As JupyterLab has them.
THEMES = {
    "light": ":root { --jp-layout-color0: #fff; --jp-layout-color1: #fff; --jp-layout-color2: #eee }",
    "dark": ":root { --jp-layout-color0: #111; --jp-layout-color1: #212121; --jp-layout-color2: #424242; color: #fff }",
}


@pytest.mark.gate
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["grid", "mark-text", "free-text", "numbers"])
def test_what_has_the_focus_is_seen(page, kinds, kind, theme):
    """A ring of 2 pixels and contrast 3, borders of contrast 3, 24 pixels to hit; in a low window nothing over it."""
    widget, _ = opened(page, kind)
    page.set_viewport_size({"width": 700, "height": 260})
    page.add_style_tag(content=THEMES[theme])
    page.evaluate("theme => (document.body.dataset.jpThemeLight = String(theme === 'light'))", theme)
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        assert seen["config"] >= 2, seen
        assert min(seen["ring"], seen["border"]) >= 3, seen
        assert seen["target"] >= 24, seen
        assert seen["free"], seen
        if seen["last"]:
            return
    raise AssertionError(f"Tab never reached the button of {widget}")


@pytest.mark.gate
def test_the_line_about_saving_hides_nothing_that_has_the_focus(page, kinds):
    """What lay under that line comes out when the focus gets there."""
    widget, _ = opened(page, "grid")
    page.set_viewport_size({"width": 700, "height": 260})
    widget.get_by_role("combobox").nth(1).focus()
    radio = widget.get_by_role("radio").first
    radio.evaluate("node => scrollBy(0, node.getBoundingClientRect().bottom - innerHeight + 2)")
    page.keyboard.press("Tab")
    expect(radio).to_be_focused()
    assert page.evaluate(SEEN)["free"]


def test_submitting_the_same_again_is_announced(page, kinds):
    """The feedback stays as it is, so that nothing would be said of it."""
    widget, _ = opened(page, "single-choice")
    widget.get_by_label("Yes").check()
    widget.get_by_role("button", name="Submit answer").click()
    expect(widget.get_by_role("status")).to_have_text("Entry saved.")
    page.evaluate(
        """() => new MutationObserver(() => (window.announced = true)).observe(
            document.querySelector("[role=status]"), { childList: true })"""
    )
    widget.get_by_role("button", name="Submit again").click()
    page.wait_for_function("window.announced")


def test_saving_by_keyboard_saves_the_answer(page, kinds):
    """Control and S mean the answer, not the page in the browser."""
    widget, _ = opened(page, "free-text")
    widget.get_by_role("textbox").first.fill("Nobody counted in the afternoon.")
    page.evaluate("addEventListener('keydown', (event) => (window.ours = event.defaultPrevented))")
    page.keyboard.press("Control+s")
    assert page.evaluate("window.ours")
    expect(widget.get_by_role("status")).to_have_text("Entry saved.")


def test_a_failure_that_was_announced_is_taken_back(page, kinds, monkeypatch):
    """Whoever heard that nothing is saved hears when it is."""
    widget, _ = opened(page, "single-choice")
    widget.get_by_label("Yes").check()
    expect(widget.get_by_role("status")).to_have_text("Entry saved.")
    with monkeypatch.context() as full:
        full.setattr(Answers, "change", lambda *_: (_ for _ in ()).throw(NotSaved(Text("voll", "full"))))
        widget.get_by_label("That stays open").check()
        expect(widget.get_by_role("status")).to_contain_text("full")
    expect(widget.get_by_role("status")).to_have_text("Entry saved.", timeout=15_000)


@pytest.mark.gate
def test_a_button_that_goes_hands_the_focus_on(page, kinds):
    """The last hint is open: the focus is on the hints, not lost."""
    widget, _ = opened(page, "mark-text")
    widget.get_by_role("button", name="Show a hint").focus()
    page.keyboard.press("Enter")
    expect(widget.get_by_role("button", name="Show a hint")).to_be_hidden()
    assert "Hint 1" in focused(page)[1]


@pytest.mark.gate
def test_marks_are_told(page, kinds):
    """The word says the letter of its mark, and that a mark was made or removed is announced."""
    widget, _ = opened(page, "mark-text")
    word = widget.get_by_role("option", name="association")
    word.click()
    expect(word).to_have_accessible_name("association, Z")
    expect(widget.get_by_role("status").first).to_have_text("Marked: association, Z")
    word.click()
    expect(word).to_have_accessible_name("association,")
    expect(widget.get_by_role("status").first).to_have_text("Mark removed: association")
