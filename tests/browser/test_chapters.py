"""Marks in two languages, and the kinds of chapter 2 by keyboard alone, in real JupyterLab."""

import re

from playwright.sync_api import expect


def test_marks_stay_in_the_language_they_were_made_in(lab):
    """Marked in English, opened in German: the English text with its marks, and a word about it."""
    notebook = lab("notebooks/en/2_statements.ipynb")
    notebook.run_all(faces=6)
    face = notebook.face("Three highlighters")
    face.get_by_role("option").filter(has_text=re.compile("^possibly$")).click()
    expect(face.get_by_text("Saved at")).to_be_visible()
    twin = lab("notebooks/de/2_statements.ipynb")
    twin.run_all(faces=6)
    german = twin.face("Drei Leuchtstifte")
    expect(german.get_by_text("Ihre Markierungen stehen im englischen Text")).to_be_visible()
    expect(german.locator("[role=option][aria-selected=true]")).to_have_text(re.compile("possibly"))
    twin.picture("marks-in-the-other-language")


def test_every_new_kind_by_keyboard_alone(lab):
    """Marks, selects, check boxes: arrows, space, Shift and letters do their work, and no cell is touched."""
    notebook = lab("notebooks/en/2_statements.ipynb")
    notebook.run_all(faces=6)
    page, cells, sources = notebook.page, notebook.cells(), notebook.sources()

    notebook.face("Three highlighters").locator("[role=radio], input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "option"
    for key in ("b", "a", "d", "d", "x", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Space")
    face = notebook.face("Three highlighters")
    expect(face.locator("[role=option][aria-selected=true]")).to_have_count(3)
    expect(face.locator("[role=option] sup")).to_have_text(["A"])
    page.keyboard.press("Space")
    expect(face.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Space")
    expect(face.get_by_text("Saved at")).to_be_visible()

    leaps = notebook.face("Leaps in the reasoning")
    leaps.locator("input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    for key in ("b", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.press("Space")
    expect(leaps.locator("input:checked")).to_have_count(2)

    says = notebook.face("Who gives which number for what?")
    says.locator("select").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    values = [select.input_value() for select in says.locator("select").all()[:2]]
    assert all(values)
    assert notebook.cells() == cells
    assert notebook.sources() == sources
    notebook.picture("kinds-by-keyboard")
