"""The second case in real JupyterLab: every exercise answered by keyboard, and its figures drawn from answers."""

import re

import keyboard
import pytest
from answering import any_answer, is_judged, model_answers, whole_values
from playwright.sync_api import expect
from shipped import ready
from studying import ROOT

from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed

ASK = re.compile("^(Submit|Antwort abgeben)")
FEEDBACK = re.compile("^. (Feedback|Rückmeldung)")
HILL = LessonFolder(ROOT / "data" / "hill")


@pytest.mark.gate
@pytest.mark.parametrize(
    ("language", "theme", "width"), [("de", "Light", 800), ("en", "Dark", 1280)], ids=["de-light-800", "en-dark-1280"]
)
def test_the_second_case_works_like_the_first(lab, language, theme, width):
    """Thirteen widgets without a fault that axe finds, none wider than its column; answers get feedback and figures."""
    notebook = lab(f"notebooks/{language}/hill.ipynb", theme=theme, width=width)
    notebook.run_all(widgets=13)
    widgets = notebook.page.locator(".geo-exercise")
    for i in range(13):
        widgets.nth(i).get_by_role("button", name=ASK).click()
    expect(notebook.page.locator(".geo-ask:visible").first).to_be_visible()
    chapters = HILL.config.chapters
    parts = [part for chapter in chapters for id in chapter.exercises for _, part in keyed(ready(HILL, id))]
    for i, part in enumerate(parts):
        right = next(model_answers(part, language)) if is_judged(part) else any_answer(part, language)
        keyboard.answer(notebook.page, widgets.nth(i), whole_values(part, right, language))
        expect(widgets.nth(i).get_by_role("heading", name=FEEDBACK)).to_be_visible()
        if part.figure:
            expect(widgets.nth(i).locator("figure :is(img, .geo-figure)").first).to_be_visible(timeout=60_000)
    assert notebook.violations() == []
    sizes = notebook.page.evaluate(
        "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client for scroll, client in sizes)
    assert notebook.strangers() == []
    for i in range(13):
        widgets.nth(i).scroll_into_view_if_needed()
        notebook.page.wait_for_timeout(150)
        notebook.picture(f"hill-{i}-{language}")
