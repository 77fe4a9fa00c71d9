"""The widget in real JupyterLab: by keyboard alone, for assistive technology, in light and dark, wide and narrow."""

import re

import pytest
import yaml
from keyboard import focused, tab_to
from playwright.sync_api import expect

DE, EN = "notebooks/de/0_start.ipynb", "notebooks/en/0_start.ipynb"


def answer(notebook, exercise, option, sure):
    widget = notebook.exercise(exercise)
    widget.get_by_label(option).check()
    widget.get_by_label(sure).check()
    widget.get_by_role("button", name=re.compile("Submit|Antwort abgeben")).click()
    expect(widget.get_by_role("button", name=re.compile("again|Noch einmal"))).to_be_visible()


@pytest.mark.gate
@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize(("path", "width"), [(DE, 1280), (EN, 800)], ids=["de", "en"])
def test_axe_finds_nothing_before_and_after_answering(lab, path, width, theme):
    """In both languages and themes, wide and narrow: empty, with problems shown, and with every box open."""
    notebook = lab(path, theme=theme, width=width)
    notebook.run_all()
    assert notebook.violations() == []
    german = path == DE
    one = notebook.exercise("Erster Eindruck" if german else "First impression")
    one.get_by_role("button", name=re.compile("Submit|Antwort abgeben")).click()
    expect(one.locator(".geo-ask:visible")).to_have_count(3)
    example = "Beispiel: Drei Zahlen" if german else "Example: three numbers"
    notebook.exercise(example).get_by_role("button", name="Hinweis zeigen" if german else "Show a hint").click()
    answer(notebook, example, re.compile("5.000, denn|5,000 is right"), "95 %")
    for summary in notebook.page.locator(".geo-exercise summary").all():
        summary.click()
    assert notebook.violations() == []
    language = "de" if german else "en"
    for title, name in ((one, "one"), (notebook.exercise(example), "three")):
        title.scroll_into_view_if_needed()
        notebook.page.wait_for_timeout(300)
        notebook.picture(f"widget-{name}-{language}-{theme}-{width}")


def test_everything_by_keyboard_alone(lab):
    """Tab, arrows, space, enter and letters that are JupyterLab's shortcuts: answered, and no cell touched."""
    notebook = lab(EN)
    notebook.run_all()
    page, cells = notebook.page, notebook.cells()
    sources = notebook.sources()
    notebook.exercise("First impression").locator("h3").click()
    tab_to(page, "Lower limit")
    page.keyboard.type("3000")
    page.keyboard.press("Tab")
    assert focused(page)[1].startswith("Upper limit")
    page.keyboard.type("12000")
    page.keyboard.press("Tab")
    assert focused(page) == ["radio", "50 %"]
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == ["radio", "80 %"]
    for key in "abxcvdmyr0jk":
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    assert focused(page) == ["submit", "Submit answer"]
    for key in ("b", "a", "d", "d", "x", "m", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    one = notebook.exercise("First impression")
    expect(one.get_by_role("heading", name=re.compile("Feedback"))).to_be_visible()
    assert focused(page) == ["submit", "Submit again"]

    tab_to(page, "Your text")
    page.keyboard.type("No - dd bb, three numbers.")
    expect(notebook.exercise("Do the figures agree?").get_by_label("Your text")).to_have_value(
        "No - dd bb, three numbers."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(
        notebook.exercise("Do the figures agree?").get_by_role("heading", name=re.compile("Feedback"))
    ).to_be_visible()

    tab_to(page, "At least two of the three")
    page.keyboard.press("Space")
    tab_to(page, "Show a hint")
    page.keyboard.press("Space")
    three = notebook.exercise("Example: three numbers")
    expect(three.get_by_text("Read again how each number answers")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == ["radio", "25 %"]
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(three.get_by_role("heading", name=re.compile("Not yet"))).to_be_visible()
    tab_to(page, "About the other")
    page.keyboard.press("Enter")
    expect(three.get_by_text("Too cautious:")).to_be_visible()
    tab_to(page, "Describe in one sentence")
    page.keyboard.type("Beforehand 8,000 - then, by evening, 5,000. dd bb aa")
    page.keyboard.press("Enter")
    page.keyboard.type("A second line.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(three.get_by_role("heading", name="An example to compare with")).to_be_visible()
    expect(three.get_by_label(re.compile("Describe in one"))).to_have_value(re.compile("dd bb aa\nA second line"))
    assert notebook.cells() == cells
    assert notebook.sources() == sources
    notebook.picture("keyboard")


@pytest.mark.gate
def test_the_accessibility_tree_reads_as_a_form(lab):
    """Named groups, labelled fields, a heading: what a screen reader user meets, in order."""
    notebook = lab(EN)
    notebook.run_all()
    expect(notebook.exercise("First impression")).to_match_aria_snapshot(
        """
        - region "First impression · 6 minutes":
          - heading "First impression · 6 minutes" [level=3]
          - paragraph: /From your first impression/
          - group "Your range":
            - textbox "Lower limit (soldiers)"
            - textbox "Upper limit (soldiers)"
          - group "How sure are you?":
            - radio "50 %"
            - radio "65 %"
            - radio "80 %"
            - radio "90 %"
            - radio "95 %"
          - button "Submit answer"
          - button "Show a hint"
        """
    )


ATTACK = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"


def attacked(value):
    """The same data with markup at the end of every English text."""
    if isinstance(value, dict):
        return {k: f"{v}{ATTACK}" if k == "en" and isinstance(v, str) else attacked(v) for k, v in value.items()}
    return [attacked(item) for item in value] if isinstance(value, list) else value


def test_text_from_files_never_becomes_markup(lab, workspace):
    """Script, event handler and closing tag in every text of a lesson appear as plain text, and nothing runs."""
    for path in [*(workspace / "data/troops/exercises").glob("*.yaml"), workspace / "data/troops/lesson.yaml"]:
        data = attacked(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - it makes texts only
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    article = workspace / "data/troops/article.en.md"
    article.write_text(article.read_text(encoding="utf-8").replace(".\n", f".{ATTACK}\n"), encoding="utf-8")
    notebook = lab(EN)
    dialogs = []
    notebook.page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    notebook.run_all()
    widget = notebook.exercise("Example")
    answer(notebook, "Example", re.compile("5,000 is right"), "95 %")
    widget.get_by_role("button", name=re.compile("Show a hint")).click()
    widget.get_by_label(re.compile("Describe in one")).fill(ATTACK)
    widget.get_by_role("button", name=re.compile("Save and compare")).click()
    expect(widget.get_by_role("heading", name="An example to compare with")).to_be_visible()
    for name in ("First impression", "Do the figures", "Example"):
        assert "<script>" in notebook.exercise(name).text_content()
    assert notebook.page.locator(".jp-Cell-outputArea").get_by_text(ATTACK).count() > 15
    assert notebook.page.locator(".jp-Cell-outputArea :is(img, script)").count() == 0
    assert notebook.page.evaluate("window.hacked") is None
    assert dialogs == []
    notebook.picture("markup")


@pytest.mark.gate
def test_narrow_pages_do_not_scroll_sideways(lab):
    """At 800 pixels, with JupyterLab's side bar open, every widget fits its column."""
    notebook = lab(DE, width=800)
    notebook.run_all()
    widths = notebook.page.evaluate(
        """[...document.querySelectorAll('.geo-exercise')].map(
            e => [e.scrollWidth, e.clientWidth, e.getBoundingClientRect().right])"""
    )
    for scroll, client, right in widths:
        assert scroll <= client
        assert right <= 800
    notebook.exercise("Beispiel").scroll_into_view_if_needed()
    notebook.picture("narrow")
