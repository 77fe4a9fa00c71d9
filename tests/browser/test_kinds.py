"""What every kind of exercise looks like and how it is answered, in the lesson that has them all."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

LESSON = Path(__file__).parent.parent / "lessons" / "good" / "kinds"
FEEDBACK = re.compile("Feedback|Rückmeldung")


@pytest.fixture
def kinds(lab, workspace):
    """Call it with a language, and with what `lab` takes; it gives a notebook with exercises of the lesson, run."""
    shutil.copytree(LESSON, workspace / "data" / "kinds")

    def open_notebook(language, exercises, faces, level=2, **more):
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
        notebook.run_all(faces=faces)
        return notebook

    return open_notebook


def submit(face):
    face.get_by_role("button", name=re.compile("^(Submit|Antwort abgeben|Noch einmal)")).click()
    expect(face.get_by_role("button", name=re.compile("again|Noch einmal"))).to_be_visible()


def fill(face):
    """Choose the first value of everything, how sure one is too, and write a reason wherever one is asked for."""
    for select in face.locator("select").all():
        select.select_option(index=1)
    for group in face.locator("fieldset:has(> div > .geo-option)").all():
        group.locator("input").first.check()
    for field in face.locator("input[type=text]:visible").all():
        field.fill("50")
    for field in face.locator("textarea:visible").all():
        field.fill("250 Gäste, gezählt von der Klasse 9b am Vormittag; danach zählte niemand mehr.")


LOOKS = [("de", "Light", 800, 1), ("en", "Dark", 1280, 3)]


@pytest.mark.parametrize(("language", "theme", "width", "level"), LOOKS, ids=["de-light-800", "en-dark-1280"])
def test_every_kind_fits_its_page_and_axe_finds_nothing(kinds, language, theme, width, level):
    """Empty, asked for what is missing, answered with every box open: nothing is wider than its column."""
    notebook = kinds(
        language, ["first-guess", "statements", "own-words", "step-by-step"], 8, level=level, theme=theme, width=width
    )
    page = notebook.page

    def look(name):
        assert notebook.violations() == []
        sizes = page.evaluate(
            "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
        )
        assert all(scroll <= client for scroll, client in sizes)
        for i, face in enumerate(page.locator(".geo-exercise").all()):
            page.set_viewport_size({"width": width, "height": min(6000, int(face.bounding_box()["height"]) + 260)})
            face.evaluate("node => node.scrollIntoView({block: 'start'})")
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
