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


def choose(widget, name, value):
    """Tick what a value says: one radio button, or just these check boxes."""
    for box in widget.locator(f"input[name$='{name}']").all():
        chosen = box.get_attribute("value") in ([value] if isinstance(value, str) else value)
        if chosen or box.get_attribute("type") == "checkbox":
            box.set_checked(chosen)


def mark(widget, value):
    """Click on the first word of each place to mark, in its layer; whatever was marked before is cleared."""
    for word in widget.locator("[role=option][aria-selected=true]").all():
        layer = word.locator("sup").inner_text()
        choose_layer(widget, layer)
        word.click()
    for line, first, layer in re.findall(r"([WH]\d+) (\d+)-\d+ ([A-Z])", value["marks"]):
        choose_layer(widget, layer)
        widget.locator(f"[role=group][aria-label={line}] [role=option]").nth(int(first)).click()


def choose_layer(widget, layer):
    buttons = widget.locator(f"input[name$='-layer'][value='{layer}']")
    if buttons.count():
        buttons.check()


def put(widget, part, values):
    """Fill all fields of a widget as a student would."""
    value = values["value"]
    if part.kind in ("single-choice", "multiple-choice"):
        choose(widget, "-value", value)
    elif part.kind == "mark-text":
        mark(widget, value)
    elif part.kind == "free-text":
        widget.locator("textarea[id$='-value']").fill(value)
    else:
        for field, said in value.items():
            node = widget.locator(f"[id$='-value-{field.replace(' ', '.')}']")
            node.fill(said) if part.kind in ("numbers", "range") else node.select_option(said)
    for name in ("confidence", "reason"):
        given = values.get(name, {})
        for entry, said in (given if isinstance(given, dict) else {None: given}).items():
            ending = f"-{name}-{entry}" if entry else f"-{name}"
            choose(widget, ending, said) if name == "confidence" else widget.locator(f"[id$='{ending}']").fill(said)


def submit(widget, step="^(Submit|Antwort abgeben|Noch einmal)"):
    widget.get_by_role("button", name=re.compile(step)).click()


def heading(widget, correct):
    words = {True: "✓", False: "✗", None: "●"}[correct]
    return widget.get_by_role("heading", name=re.compile(f"^{words} (Feedback|Rückmeldung)"))


def answer(widget, part, language):
    """First by keyboard, a mistake if there is one to make; a hint, what is right, and what follows it."""
    if is_judged(part):
        wrong, said = next(mistakes(part, language))
        keyboard.answer(widget.page, widget, whole_values(part, wrong, language))
        expect(heading(widget, False)).to_be_visible()
        expect(widget.get_by_text(said[language]).first).to_be_visible()
    if part.hints:
        widget.get_by_role("button", name=re.compile("Hinweis zeigen|Show a hint")).click()
        expect(widget.get_by_text(part.hints[0][language])).to_be_visible()
    right = next(model_answers(part, language)) if is_judged(part) else any_answer(part, language)
    values = whole_values(part, right, language)
    if is_judged(part):
        put(widget, part, values)
        submit(widget)
    else:
        keyboard.answer(widget.page, widget, values)
    expect(heading(widget, True if is_judged(part) else None)).to_be_visible()
    follow(widget, part, language)
    if part.figure:
        drawn = widget.locator("figure :is(img, .geo-figure)").first
        expect(drawn).to_be_visible()
        assert drawn.evaluate("figure => figure.naturalWidth ?? figure.rows.length") > 1
    return values


def follow(widget, part, language):
    """Tick the list or write the reason that follows an answer, and meet the example."""
    for box in widget.locator("input[type=checkbox][name$='-after']").all():
        box.check()
    for field in widget.locator("textarea[id$='-after']:visible").all():
        field.fill("Weil es so ist.")
    if part.checklist() or (part.reason and part.reason.when == "after"):
        submit(widget, "^(Save|Speichern)")
        model = part.model if part.checklist() else part.reason.model
        if model:
            expect(widget.get_by_text(model[language][:60])).to_be_visible()


def standing(widget):
    """What stands in the fields of a widget, as texts in their order."""
    fields = widget.locator("input:not([name$='-layer']), select, textarea")
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
    notebook.run_all(widgets=len(parts))
    widgets, sources = notebook.page.locator(".geo-exercise"), notebook.sources()
    for i, part in enumerate(parts):
        answer(widgets.nth(i), part, language)
        expect(widgets.nth(i).get_by_text(re.compile("^(Saved at|Gespeichert um)"))).to_be_visible()
        notebook.picture_of(widgets.nth(i), f"{name}-{i}-{part.id}-{language}")
    assert notebook.sources() == sources
    assert notebook.violations() == []
    sizes = notebook.page.evaluate(
        "[...document.querySelectorAll('.geo-exercise')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client for scroll, client in sizes)
    before = [standing(widgets.nth(i)) for i in range(len(parts))]
    notebook.page.reload()
    notebook.wait_idle()
    notebook.run_all(widgets=len(parts))
    for i, part in enumerate(parts):
        expect(heading(widgets.nth(i), True if is_judged(part) else None)).to_be_visible()
    assert [standing(widgets.nth(i)) for i in range(len(parts))] == before
    assert notebook.strangers() == []
