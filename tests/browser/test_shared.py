"""A shared account: students one after the other and at once, in one kernel, in real JupyterLab."""

import json
import re

import pytest
from playwright.sync_api import expect

PATH = "notebooks/en/0_start.ipynb"


@pytest.fixture
def shared(lab, workspace):
    file = workspace / "data/troops/lesson.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("shared_account: false", "shared_account: true"))
    return lab


def run_all_as(notebook, *typed):
    """Run all cells and type pseudonyms where they are asked for."""
    notebook.page.evaluate("document.querySelectorAll('.geo-exercise').forEach((e) => e.remove())")
    notebook.menu("Run", "Run All Cells")
    asked = "Several people use this account"
    for pseudonym in typed:
        expect(notebook.page.locator(".jp-Stdin-prompt").last).to_contain_text(asked, timeout=60_000)
        notebook.page.locator(".jp-Stdin-input").last.fill(pseudonym)
        notebook.page.keyboard.press("Enter")
        asked = f"'{pseudonym.casefold()}' is new here"
    expect(notebook.page.locator(".geo-exercise")).to_have_count(3, timeout=60_000)
    notebook.wait_idle()


def answer(notebook, text):
    widget = notebook.exercise("Do the figures agree?")
    widget.get_by_role("textbox").first.fill(text)
    widget.get_by_role("button", name=re.compile("^Submit")).click()
    expect(widget.get_by_role("heading", name=re.compile("Feedback"))).to_be_visible()


@pytest.mark.gate
def test_students_of_one_account_and_one_kernel_get_their_own_answers(shared, workspace):
    """The next one is asked in a kernel that lives on."""
    first = shared(PATH)
    run_all_as(first, "Raven 5", "raven 5")
    answer(first, "No, because there are three numbers.")
    first.page.keyboard.press("Control+s")
    first.page.close()

    second = shared(PATH)
    run_all_as(second, "Raven 6", "Fox 7", "fox 7")
    expect(second.exercise("Do the figures agree? · 2 minutes · fox 7")).to_have_count(1)
    expect(second.exercise("Do the figures agree?").get_by_role("textbox").first).to_have_value("")
    second.exercise("Do the figures agree?").scroll_into_view_if_needed()
    second.picture("shared-account")

    back = shared(PATH)
    run_all_as(back, "raven 5")
    text = back.exercise("Do the figures agree?").get_by_role("textbox").first
    expect(text).to_have_value("No, because there are three numbers.")
    answer(second, "I cannot judge that yet.")
    given = {
        path.parent.name: [attempt["answer"]["value"] for attempt in json.loads(path.read_text())["attempts"]]
        for path in workspace.glob("answers/troops/*/do-the-figures-tally.json")
    }
    assert sorted(given) == ["fox 7", "raven 5"]
    assert len(given["fox 7"]) == len(given["raven 5"]) == 1
    assert given["fox 7"] != given["raven 5"]
