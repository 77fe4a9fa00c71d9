"""The second case in real JupyterLab: every face empty, and some of its figures drawn from answers."""

import re

import pytest
from playwright.sync_api import expect

ASK = re.compile("^(Submit|Antwort abgeben)")
TITLES = {
    "de": ("Was für eine Zahl ist das?", "Der Berg und das Ganze", "Wo ist ein echter Widerspruch?"),
    "en": ("What kind of number is it?", "The hill and the whole", "Where is there a real contradiction?"),
}


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("de", "Light", 800), ("en", "Dark", 1280)], ids=["de-light-800", "en-dark-1280"]
)
def test_the_second_case_works_like_the_first(lab, language, theme, width):
    """Thirteen faces without a fault that axe finds, none wider than its column; answers get feedback and figures."""
    notebook = lab(f"notebooks/{language}/hill.ipynb", theme=theme, width=width)
    notebook.run_all(faces=13)
    kinds, whole, pairs = (notebook.face(title) for title in TITLES[language])
    for select in kinds.locator("select:visible").all():
        select.select_option(index=1)
    whole.get_by_role("radio").first.check()
    for box in pairs.get_by_role("checkbox").all():
        box.check()
    faces = notebook.page.locator(".geo-exercise")
    for i in range(13):
        faces.nth(i).get_by_role("button", name=ASK).click()
    expect(notebook.page.locator(".geo-ask:visible").first).to_be_visible()
    for face in (kinds, pairs):
        expect(face.locator("figure img")).to_be_visible(timeout=60_000)
    assert notebook.violations() == []
    sizes = notebook.page.evaluate(
        "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client for scroll, client in sizes)
    assert notebook.strangers() == []
    for i in range(13):
        faces.nth(i).scroll_into_view_if_needed()
        notebook.page.wait_for_timeout(150)
        notebook.picture(f"hill-{i}-{language}")
