"""What every kind of exercise looks like and how it is answered, in the lesson that has them all."""

import json
import re
import shutil

import pytest
from gate import all_but_first
from hostile import ATTACK, hostile
from keyboard import focused, tab_to
from paths import GOOD
from playwright.sync_api import expect

LESSON = GOOD / "kinds"
FEEDBACK = re.compile("Feedback|Rückmeldung")


@pytest.fixture
def opened(lab, workspace):
    """Call it with a language, and with what `lab` takes; it gives a notebook with exercises of the lesson, run."""
    shutil.copytree(LESSON, workspace / "data" / "kinds")

    def open_notebook(language, exercises, widgets, level=2, **more):
        calls = [f'lesson.exercise("{id}")' for id in exercises]
        first = f'from geo_lesson import open_lesson\nlesson = open_lesson("kinds", "{language}", level={level})'
        cells = [
            {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
            for source in (first, *calls)
        ]
        python = {"name": "python3", "display_name": "Python 3"}
        content = {"cells": cells, "metadata": {"kernelspec": python}, "nbformat": 4, "nbformat_minor": 4}
        (workspace / "notebooks" / f"kinds-{language}.ipynb").write_text(json.dumps(content), encoding="utf-8")
        notebook = lab(f"notebooks/kinds-{language}.ipynb", **more)
        notebook.run_all(widgets=widgets)
        return notebook

    return open_notebook


def submit(widget):
    widget.get_by_role("button", name=re.compile("^(Submit|Antwort abgeben|Noch einmal)")).click()
    expect(widget.get_by_role("button", name=re.compile("again|Noch einmal"))).to_be_visible()


def fill(widget):
    """Choose the first value of everything, how sure one is too, and write a reason wherever one is asked for."""
    for select in widget.locator("select").all():
        select.select_option(index=1)
    for group in widget.locator("fieldset:has(> div > .geo-option)").all():
        group.locator("input").first.check()
    for field in widget.locator("input[type=text]:visible").all():
        field.fill("50")
    for field in widget.locator("textarea:visible").all():
        field.fill("250 Gäste, gezählt von der Klasse 9b am Vormittag; danach zählte niemand mehr.")


LOOKS = [("de", "Light", 800, 1), ("en", "Dark", 1280, 3)]


@pytest.mark.parametrize(
    ("language", "theme", "width", "level"), all_but_first(1, LOOKS), ids=["de-light-800", "en-dark-1280"]
)
def test_every_kind_fits_its_page_and_axe_finds_nothing(opened, language, theme, width, level):
    """Empty, asked for what is missing, answered with every box open: nothing is wider than its column."""
    notebook = opened(
        language, ["first-guess", "statements", "own-words", "step-by-step"], 8, level=level, theme=theme, width=width
    )
    page = notebook.page

    def look(name):
        assert notebook.violations() == []
        sizes = page.evaluate(
            "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
        )
        assert all(scroll <= client for scroll, client in sizes)
        for i, widget in enumerate(page.locator(".geo-exercise").all()):
            page.set_viewport_size({"width": width, "height": min(6000, int(widget.bounding_box()["height"]) + 260)})
            widget.evaluate("node => node.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(200)
            notebook.picture(f"{name}-{i}-{language}-{theme}-{width}")
        page.set_viewport_size({"width": width, "height": 1000})

    for i in (0, 1, 2, 3):
        page.locator(".geo-exercise").nth(i).get_by_role("button", name=re.compile("Submit|abgeben")).click()
    expect(page.locator(".geo-ask:visible").first).to_be_visible()
    look("empty")
    for i in range(8):
        fill(page.locator(".geo-exercise").nth(i))
        submit(page.locator(".geo-exercise").nth(i))
    page.locator(".geo-exercise form.geo-box:visible button").first.click()
    for summary in page.locator(".geo-exercise summary").all():
        summary.click()
    look("full")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_text_by_keyboard_alone_up_to_the_example(opened):
    """Line breaks and letters that are shortcuts elsewhere; then the list, ticked by space; then the example."""
    notebook = opened("en", ["own-words"], 1)
    page, sources, widget = notebook.page, notebook.sources(), notebook.exercise("In your own words")
    widget.locator("h3").click()
    tab_to(page, "example.org")
    tab_to(page, "Your text")
    page.keyboard.type("In the morning, class 9b counted 250 guests. dd bb aa")
    press(page, "Enter")
    page.keyboard.type("Sadly, nobody counted later.")
    press(page, "Tab", "Space", "Tab", "Enter")
    expect(widget.get_by_text("Sentences: 2 (4 at most)")).to_be_visible()
    expect(widget.get_by_text("These numbers do not occur: 500")).to_be_visible()
    expect(widget.get_by_text("These words are evaluative: 'Sadly'.")).to_be_visible()
    expect(widget.get_by_role("heading", name="An example")).to_have_count(0)
    tab_to(page, "Each number says who gives it")
    press(page, "Space", "Tab", "Tab", "Space", "Tab", "Enter")
    expect(widget.get_by_role("heading", name="An example to compare with")).to_be_visible()
    expect(widget.get_by_text("Saved at")).to_be_visible()
    notebook.picture("text-by-keyboard")
    assert notebook.sources() == sources
    notebook.run_cell_of("In your own words")
    expect(widget.get_by_label("Your text")).to_have_value(re.compile("dd bb aa\nSadly"))
    expect(widget.get_by_label("What stays open is said.")).to_be_checked()
    expect(widget.get_by_label("Each number says what time")).not_to_be_checked()
    expect(widget.get_by_role("heading", name="An example to compare with")).to_be_visible()


@pytest.mark.gate
def test_parts_by_keyboard_alone(opened):
    """The next part opens below once the one before it is handed over; on another day it is open at once."""
    notebook = opened("en", ["step-by-step"], 5, width=800)
    page, cells = notebook.page, notebook.cells()
    first, second, third = (notebook.exercise(f"Step {n}") for n in (1, 2, 3))
    expect(second.get_by_text("This part appears once")).to_be_visible()
    expect(second.get_by_role("textbox")).to_have_count(0)
    first.locator("h3").click()
    tab_to(page, "Share in percent")
    page.keyboard.type("200")
    press(page, "Enter")
    expect(first.locator(".geo-ask:visible")).to_have_text("▲ Please type 100 at most.")
    press(page, "Control+a", "5", "0", "Enter")
    expect(first.get_by_text(re.compile("it would be half"))).to_be_visible()
    tab_to(page, "Guests after the count")
    page.keyboard.type("250")
    press(page, "Tab")
    page.keyboard.type("500 less 250")
    tab_to(page, "Submit answer")
    press(page, "Enter")
    expect(second.get_by_text(re.compile("^Exactly"))).to_be_visible()
    tab_to(page, "the guests in the morning")
    press(page, "ArrowDown", "Tab", "ArrowRight", "Tab", "Tab", "Tab")
    assert focused(page) == ["submit", "Submit answer"]
    press(page, "Enter")
    expect(third.get_by_text("1 of 1 choice is defensible; still empty: 1.")).to_be_visible()
    assert notebook.violations() == []
    assert notebook.cells() == cells
    page.reload()
    notebook.wait_idle()
    notebook.run_all(widgets=5)
    expect(second.get_by_label("How did you get there?")).to_have_value("500 less 250")
    expect(third.get_by_role("group", name="the guests in the morning").get_by_label("95 %")).to_be_checked()
    expect(notebook.exercise("Step 4").get_by_label("That stays open")).to_be_visible()
    expect(notebook.exercise("Step 5").get_by_text("This part appears once")).to_be_visible()


@pytest.mark.gate
def test_a_table_row_by_row_by_keyboard_alone(opened):
    """What is missing is named in its row, and the focus goes there; reopened, everything stands in its row."""
    notebook = opened("en", ["statements"], 1, width=800)
    page, widget = notebook.page, notebook.exercise("What kind of numbers")
    widget.locator("h3").click()
    tab_to(page, "How?")
    for row in range(4):
        press(page, "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab")
        if row != 2:
            press(page, "Space", "ArrowRight", "Tab")
        else:
            press(page, "Tab")
        page.keyboard.type(f"reason {row}")
        press(page, "Tab")
    tab_to(page, "Submit answer")
    press(page, "Enter")
    third = widget.get_by_role("group", name="Parents' association: about 500").first
    expect(third.get_by_text("Please say how sure you are.")).to_be_visible()
    expect(widget.locator(".geo-ask:visible")).to_have_count(1)
    assert focused(page) == ["radio", "50 %"]
    press(page, "Space")
    expect(widget.locator(".geo-ask:visible")).to_have_count(0)
    tab_to(page, "Submit answer")
    press(page, "Enter")
    expect(widget.get_by_text("4 of 8 choices are defensible; still empty: 4.")).to_be_visible()
    assert notebook.violations() == []
    notebook.picture("rows-by-keyboard")
    page.reload()
    notebook.wait_idle()
    notebook.run_all(widgets=1)
    expect(third.get_by_label("50 %")).to_be_checked()
    expect(third.get_by_label("What tells you so?")).to_have_value("reason 2")
    expect(widget.get_by_text("4 of 8 choices are defensible; still empty: 4.")).to_be_visible()


@pytest.mark.gate
def test_typing_in_some_entries_only_is_no_other_window(opened, workspace):
    """Answered as a whole, opened again with one row: the first letter typed there is not taken for somebody else's."""
    notebook = opened("en", ["statements"], 1)
    widget = notebook.exercise("What kind of numbers")
    fill(widget)
    submit(widget)
    expect(widget.get_by_text("Saved at")).to_be_visible()
    path = workspace / "notebooks/kinds-en.ipynb"
    path.write_text(path.read_text().replace('(\\"statements\\")', '(\\"statements\\", only=[\\"class\\"])'))
    notebook.page.reload()
    notebook.wait_idle()
    notebook.run_all(widgets=1)
    expect(widget.locator("select")).to_have_count(2)
    widget.get_by_label("What tells you so?").fill("Something else")
    expect(widget.get_by_text("Saved at")).to_be_visible()
    widget.get_by_label("How?").select_option("counted")
    submit(widget)
    expect(widget.locator(".geo-problem")).to_have_count(0)
    expect(widget.get_by_text("Texts kept")).to_have_count(0)


@pytest.mark.gate
def test_the_links_of_a_card_can_be_followed(opened):
    """Each by the name of its site, to the whole address."""
    links = opened("en", ["own-words"], 1).exercise("In your own words").get_by_role("link")
    assert links.all_text_contents()[:3] == ["example.org", "example.org (1)", "example.org (2)"]
    assert links.nth(0).get_attribute("href") == "https://example.org/einladung"


def test_nothing_that_a_lesson_says_is_run(opened, workspace):
    """Script, handler and closing tag in every text: every kind answered, every box opened, and all of it is text."""
    hostile(workspace / "data" / "kinds")
    notebook = opened("en", ["first-guess", "statements", "own-words", "step-by-step", "marks", "line-up"], 10, level=3)
    page, dialogs = notebook.page, []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    for widget in page.locator(".geo-exercise").all():
        for word in widget.locator("[role=option]").all()[:1]:
            word.click()
        fill(widget)
        if widget.get_by_text("What first?").count():
            for place, select in enumerate(widget.locator("select").all(), start=1):
                select.select_option(index=place)
        for field in widget.locator("textarea:visible").all():
            field.fill(ATTACK)
        if hint := widget.get_by_role("button", name="Show a hint").all():
            hint[0].click()
        submit(widget)
    for form in page.locator(".geo-exercise form.geo-box:visible").all():
        form.get_by_role("button").click()
    for summary in page.locator(".geo-exercise summary").all():
        summary.click()
    widgets = page.locator(".geo-exercise")
    assert widgets.get_by_text("<script>window.hacked=1").count() > 100
    assert widgets.locator("img, script, svg, [onerror], [onload], a:not([href^='https://'])").count() == 0
    assert page.evaluate("window.hacked") is None
    assert (dialogs, notebook.strangers()) == ([], [])
