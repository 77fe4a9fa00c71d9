"""Marks in two languages, in real JupyterLab."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.gate
def test_marks_stay_in_the_language_they_were_made_in(lab):
    """Marked in English, opened in German: the English text with its marks, and a word about it."""
    notebook = lab("notebooks/en/2_statements.ipynb")
    notebook.run_all(widgets=6)
    widget = notebook.exercise("Three highlighters")
    widget.get_by_role("option").filter(has_text=re.compile("^possibly$")).click()
    expect(widget.get_by_text("Saved at")).to_be_visible()
    twin = lab("notebooks/de/2_statements.ipynb")
    twin.run_all(widgets=6)
    german = twin.exercise("Drei Leuchtstifte")
    expect(german.get_by_text("Ihre Markierungen stehen im englischen Text")).to_be_visible()
    expect(german.locator("[role=option][aria-selected=true]")).to_have_text(re.compile("possibly"))
    twin.picture("marks-in-the-other-language")
