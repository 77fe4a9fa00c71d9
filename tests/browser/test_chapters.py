"""The kinds of chapters 1 and 2 in real JupyterLab: by mouse and by keyboard, wide and narrow, light and dark."""

import re

import pytest
from playwright.sync_api import expect

FEEDBACK = re.compile("Feedback|Rückmeldung")


def submit(face):
    face.get_by_role("button", name=re.compile("^(Submit|Antwort abgeben|Noch einmal)")).click()


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("de", "Light", 800), ("en", "Dark", 1280)], ids=["de-light-800", "en-dark-1280"]
)
def test_axe_finds_nothing_in_any_kind(lab, language, theme, width):
    """Every face of chapters 1 to 4, empty and asked for what is missing; nothing is wider than its column."""
    notebook = lab(f"notebooks/{language}/1_origin.ipynb", theme=theme, width=width)
    for chapter, faces in (("1_origin", 5), ("2_statements", 6), ("3_compare", 7), ("4_trace", 8)):
        if chapter != "1_origin":
            notebook.path = f"notebooks/{language}/{chapter}.ipynb"
            notebook.open()
        notebook.run_all(faces=faces)
        for i in range(faces):
            face = notebook.page.locator(".geo-exercise").nth(i)
            if face.get_by_role("button").count():  # a later part of an exercise has none before the earlier is done
                submit(face)
        expect(notebook.page.locator(".geo-ask:visible").first).to_be_visible()
        assert notebook.violations() == []
        sizes = notebook.page.evaluate(
            "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
        )
        assert all(scroll <= client for scroll, client in sizes)
        for i in range(faces):
            notebook.page.locator(".geo-exercise").nth(i).scroll_into_view_if_needed()
            notebook.page.wait_for_timeout(150)
            notebook.picture(f"kind-{chapter}-{i}-{language}")


def test_chapter_one_wrong_then_right_and_all_there_again(lab):
    """E04 to E08: answered wrongly, with a hint, revised, right; on another day everything is there."""
    notebook = lab("notebooks/en/1_origin.ipynb")
    notebook.run_all(faces=5)
    profile = notebook.face("Profile of the text")
    for select in profile.locator("select").all():
        select.select_option(index=1)
    submit(profile)
    expect(profile.get_by_role("heading", name=re.compile("Not yet"))).to_be_visible()
    profile.get_by_role("button", name="Show a hint").click()
    expect(profile.get_by_text("Hint 1")).to_be_visible()
    for label in ("author", "medium or publisher"):
        profile.get_by_label(label, exact=True).select_option("cannot be determined")
    submit(profile)
    expect(profile.get_by_text(re.compile(r"\d of \d+ choices are defensible"))).to_be_visible()

    text = notebook.face("Find the faulty passages")
    option = text.get_by_role("option")
    option.filter(has_text=re.compile("^risen$")).click()
    option.filter(has_text=re.compile("^troops|^Troop")).first.click()
    submit(text)
    expect(text.get_by_text(re.compile("1 of 7 found"))).to_be_visible()
    expect(text.get_by_text(re.compile("not on our list of faults"))).to_be_visible()

    errors = notebook.face("What follows from the errors?")
    errors.get_by_label(re.compile("deliberate propaganda")).check()
    errors.get_by_label("95 %").check()
    submit(errors)
    expect(errors.get_by_text(re.compile("Intent cannot be read off"))).to_be_visible()
    errors.get_by_label(re.compile("machine translation")).check()
    submit(errors)
    expect(errors.get_by_role("heading", name=re.compile("right"))).to_be_visible()

    order = notebook.face("Emendation")
    for place, select in enumerate(order.locator("select").all(), start=1):
        select.select_option(str(place))
    order.locator("textarea").first.fill("The verb lacks its particle.")
    submit(order)
    expect(order.get_by_role("heading", name=FEEDBACK)).to_be_visible()
    notebook.picture("chapter-1-answered")

    notebook.page.reload()
    notebook.wait_idle()
    notebook.run_all(faces=5)
    expect(notebook.face("Profile of the text").get_by_label("author", exact=True)).to_have_value(re.compile("."))
    marked = notebook.face("Find the faulty passages").locator("[role=option][aria-selected=true]")
    expect(marked).to_have_count(2)
    expect(notebook.face("Emendation").locator("textarea").first).to_have_value("The verb lacks its particle.")


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
