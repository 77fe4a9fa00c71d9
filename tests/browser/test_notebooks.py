"""Each notebook from its first exercise to its last in real JupyterLab: wrong, a hint, right, and all there again."""

import re

import keyboard
import pytest
from answering import any_answer, is_judged, mistakes, model_answers, whole_values
from gate import all_but_first
from playwright.sync_api import expect
from shipped import TROOPS, ready

from geo_lesson.exercises.any_kind import keyed

CHAPTERS = {chapter.id: chapter for chapter in TROOPS.config.chapters}
# Each notebook once, so that both languages, both themes and both widths are met.
RUNS = [
    ("0_start", "start", "de", "Light", 800),
    ("1_origin", "origin", "en", "Dark", 1280),
    ("2_statements", "statements", "de", "Dark", 1280),
    ("3_compare", "compare", "en", "Light", 800),
    ("4_trace", "trace", "de", "Light", 1280),
    ("5_weigh", "weigh", "en", "Dark", 800),
    ("6_write", "write", "de", "Dark", 800),
]


def choose(face, name, value):
    """Tick what a value says: one radio button, or just these check boxes."""
    for box in face.locator(f"input[name$='{name}']").all():
        chosen = box.get_attribute("value") in ([value] if isinstance(value, str) else value)
        if chosen or box.get_attribute("type") == "checkbox":
            box.set_checked(chosen)


def mark(face, value):
    """Click on the first word of each place to mark, in its layer; whatever was marked before is cleared."""
    for word in face.locator("[role=option][aria-selected=true]").all():
        layer = word.locator("sup").inner_text()
        choose_layer(face, layer)
        word.click()
    for line, first, layer in re.findall(r"([WH]\d+) (\d+)-\d+ ([A-Z])", value["marks"]):
        choose_layer(face, layer)
        face.locator(f"[role=group][aria-label={line}] [role=option]").nth(int(first)).click()


def choose_layer(face, layer):
    buttons = face.locator(f"input[name$='-layer'][value='{layer}']")
    if buttons.count():
        buttons.check()


def put(face, part, values):
    """Fill all fields of a face as a student would."""
    value = values["value"]
    if part.kind in ("single-choice", "multiple-choice"):
        choose(face, "-value", value)
    elif part.kind == "mark-text":
        mark(face, value)
    elif part.kind == "free-text":
        face.locator("textarea[id$='-value']").fill(value)
    else:
        for field, said in value.items():
            node = face.locator(f"[id$='-value-{field.replace(' ', '.')}']")
            node.fill(said) if part.kind in ("numbers", "range") else node.select_option(said)
    for name in ("confidence", "reason"):
        given = values.get(name, {})
        for entry, said in (given if isinstance(given, dict) else {None: given}).items():
            ending = f"-{name}-{entry}" if entry else f"-{name}"
            choose(face, ending, said) if name == "confidence" else face.locator(f"[id$='{ending}']").fill(said)


def submit(face, step="^(Submit|Antwort abgeben|Noch einmal)"):
    face.get_by_role("button", name=re.compile(step)).click()


def heading(face, correct):
    words = {True: "✓", False: "✗", None: "●"}[correct]
    return face.get_by_role("heading", name=re.compile(f"^{words} (Feedback|Rückmeldung)"))


def answer(face, part, language):
    """First by keyboard, a mistake if there is one to make; a hint, what is right, and what follows it."""
    if is_judged(part):
        wrong, said = next(mistakes(part, language))
        keyboard.answer(face.page, face, whole_values(part, wrong, language))
        expect(heading(face, False)).to_be_visible()
        expect(face.get_by_text(said[language]).first).to_be_visible()
    if part.hints:
        face.get_by_role("button", name=re.compile("Hinweis zeigen|Show a hint")).click()
        expect(face.get_by_text(part.hints[0][language])).to_be_visible()
    right = next(model_answers(part, language)) if is_judged(part) else any_answer(part, language)
    values = whole_values(part, right, language)
    if is_judged(part):
        put(face, part, values)
        submit(face)
    else:
        keyboard.answer(face.page, face, values)
    expect(heading(face, True if is_judged(part) else None)).to_be_visible()
    follow(face, part, language)
    if part.figure:
        drawn = face.locator("figure :is(img, .geo-figure)").first
        expect(drawn).to_be_visible()
        assert drawn.evaluate("figure => figure.naturalWidth ?? figure.rows.length") > 1
    return values


def follow(face, part, language):
    """Tick the list or write the reason that follows an answer, and meet the example."""
    for box in face.locator("input[type=checkbox][name$='-after']").all():
        box.check()
    for field in face.locator("textarea[id$='-after']:visible").all():
        field.fill("Weil es so ist.")
    if part.checklist() or (part.reason and part.reason.when == "after"):
        submit(face, "^(Save|Speichern)")
        model = part.model if part.checklist() else part.reason.model
        if model:
            expect(face.get_by_text(model[language][:60])).to_be_visible()


def standing(face):
    """What stands in the fields of a face, as texts in their order."""
    fields = face.locator("input:not([name$='-layer']), select, textarea")
    return fields.evaluate_all(
        "nodes => nodes.map(n => n.type === 'radio' || n.type === 'checkbox' ? n.checked : n.value)"
    )


@pytest.mark.parametrize(
    ("name", "chapter", "language", "theme", "width"), all_but_first(1, RUNS), ids=[run[0] for run in RUNS]
)
def test_a_notebook_from_beginning_to_end(lab, name, chapter, language, theme, width):
    """Every exercise is answered and no cell touched; axe finds nothing, nothing is too wide, and all of it is kept."""
    parts = [part for id in CHAPTERS[chapter].exercises for _, part in keyed(ready(TROOPS, id))]
    notebook = lab(f"notebooks/{language}/{name}.ipynb", theme=theme, width=width)
    notebook.run_all(faces=len(parts))
    faces, sources = notebook.page.locator(".geo-exercise"), notebook.sources()
    for i, part in enumerate(parts):
        answer(faces.nth(i), part, language)
        expect(faces.nth(i).get_by_text(re.compile("^(Saved at|Gespeichert um)"))).to_be_visible()
        notebook.picture_of(faces.nth(i), f"{name}-{i}-{part.id}-{language}")
    assert notebook.sources() == sources
    assert notebook.violations() == []
    sizes = notebook.page.evaluate(
        "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client for scroll, client in sizes)
    before = [standing(faces.nth(i)) for i in range(len(parts))]
    notebook.page.reload()
    notebook.wait_idle()
    notebook.run_all(faces=len(parts))
    for i, part in enumerate(parts):
        expect(heading(faces.nth(i), True if is_judged(part) else None)).to_be_visible()
    assert [standing(faces.nth(i)) for i in range(len(parts))] == before
    assert notebook.strangers() == []
