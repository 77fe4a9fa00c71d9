"""The short route in real JupyterLab, and what a teacher does beside it."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.gate
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_short_route_runs_and_shows_its_nine_tasks(lab, language):
    """Run All Cells shows nine widgets; the tables have the rows of the plan; axe finds nothing."""
    notebook = lab(f"notebooks/{language}/short.ipynb", width=1000)
    notebook.run_all(widgets=9)
    widgets = notebook.page.locator(".geo-exercise")
    expect(widgets).to_have_count(9)
    expect(widgets.nth(3).locator("select")).to_have_count(6)
    expect(widgets.nth(4).locator("select")).to_have_count(12)
    expect(widgets.nth(8)).to_contain_text("M10")
    assert notebook.violations() == []
    assert notebook.strangers() == []
    for i in (3, 8):
        widgets.nth(i).scroll_into_view_if_needed()
        notebook.page.wait_for_timeout(200)
        notebook.picture(f"short-{i}-{language}")


@pytest.mark.gate
def test_a_wrong_edit_is_listed_in_the_cell_and_the_mended_one_shows_the_answer(lab, workspace):
    """Answer, break the file, run the cell: the problem list. Mend it, run the cell: the new question, the answer."""
    notebook = lab("notebooks/de/short.ipynb", width=1000)
    notebook.run_all(widgets=9)
    widget = notebook.page.locator(".geo-exercise").nth(1)
    widget.get_by_role("textbox").first.fill("Drei Zahlen, also nein.")
    expect(widget).to_contain_text(re.compile("gespeichert", re.I), timeout=15_000)
    path = workspace / "data/troops/exercises/do-the-figures-tally.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("\nrubric:", "\nrubrik:"), encoding="utf-8")
    run(notebook, widget.locator("h3"))
    problems = notebook.page.locator(".jp-OutputArea-output").filter(has_text="Abhilfe")
    expect(problems).to_contain_text("do-the-figures-tally.yaml")
    notebook.picture("wrong-edit")
    path.write_text(sound.replace("Der Text sagt,", "Neu gefragt – der Text sagt,"), encoding="utf-8")
    run(notebook, problems)
    widget = notebook.page.locator(".geo-exercise").filter(has_text="Neu gefragt")
    expect(widget.get_by_role("textbox").first).to_have_value("Drei Zahlen, also nein.")


def run(notebook, part):
    """Run one cell as a reader does: click on what it shows, Ctrl-Enter."""
    part.click()
    notebook.page.keyboard.press("Control+Enter")
