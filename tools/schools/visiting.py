"""One student of a class at a school's Jupyter server: answers like nobody else's, given in Chromium."""

import random
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("tests/browser", "tests/helpers", ".")]

from answering import lines, whole_values  # noqa: E402 - the tests are no package
from conftest import ARGUMENTS, CHROMIUM, Notebook  # noqa: E402
from playwright.sync_api import expect  # noqa: E402
from shipped import TROOPS, ready  # noqa: E402
from test_notebooks import put, submit  # noqa: E402

WAITS = 120_000  # ms: ten browsers and ten servers share the machine
expect.set_options(timeout=WAITS)
START, ORIGIN = TROOPS.config.chapters[0].exercises, TROOPS.config.chapters[1].exercises[:2]


def browser(playwright):
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def widgets(chapter):
    """How many widgets the notebook of a chapter shows."""
    ids = next(found.exercises for found in TROOPS.config.chapters if found.id == chapter)
    return sum(len(ready(TROOPS, id).parts) for id in ids)


class Visit(Notebook):
    """A notebook behind a link of a school's own."""

    def __init__(self, page, link):
        self.link = link
        page.set_default_timeout(WAITS)
        super().__init__(page, None, link)

    def open(self):
        self.page.goto(self.link)
        self.wait_idle()

    def wait_idle(self):
        """As long as the page waits for anything: many start at once."""
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook").wait_for()
        self.page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$")).wait_for()

    def run(self, widgets):
        """Run All; returns the seconds until the first exercise is there."""
        began = time.monotonic()
        self.menu("Run", "Run All Cells")
        self.page.locator(".geo-exercise").first.wait_for()
        first = time.monotonic() - began
        expect(self.page.locator(".geo-exercise")).to_have_count(widgets)
        self.wait_idle()
        return first


class Student:
    """Number `n` of a class; every second one works in German."""

    def __init__(self, n):
        self.n, self.language = n, ("de", "en")[n % 2]
        self.name = f"student-{n:02}"

    def values(self, id):
        """All that this student says in an exercise; texts hold characters that are easily spoilt."""
        part, chance = ready(TROOPS, id), random.Random(f"{self.n} {id}")  # noqa: S311 - no secret
        match part.kind:
            case "range":
                value = {"low": str(1000 + self.n), "high": str(12000 + self.n)}
            case "classify":
                value = {f"{row.id} value": chance.choice(part.values).id for row in part.rows}
            case "mark-text":
                texts = lines(part, self.language).items()
                words = [(line, at) for line, text in texts for at in range(len(text.split()))]
                marks = [f"{line} {at}-{at} {part.layers[0].id}" for line, at in chance.sample(words, 6)]
                value = {"marks": "; ".join(marks), "language": self.language}
            case _:
                value = chance.choice(part.options).id
        values = whole_values(part, value, self.language)
        if "confidence" in values:
            values["confidence"] = str(chance.choice(part.confidence.levels))
        if part.reason and part.reason.when == "after":
            values["after"] = f"{self.name} <b>„{id}“</b> & {chance.random()}"
        return values

    def fill(self, widget, id):
        """Fill in the fields of an exercise."""
        put(widget, ready(TROOPS, id), self.values(id))

    def answer(self, widget, id):
        """Fill in an exercise and hand it over, and what follows it."""
        values = self.values(id)
        self.fill(widget, id)
        submit(widget)
        expect(widget.get_by_role("heading", name=re.compile("^[✓✗●] "))).to_be_visible()
        if "after" in values:
            widget.locator("textarea[id$='-after']").fill(values["after"])
            submit(widget, "^(Save|Speichern)")
        expect(widget.get_by_text(re.compile("^(Saved at|Gespeichert um)"))).to_be_visible()

    def stands(self, widget, id):
        """Whether all that this student said stands in the fields."""
        value = self.values(id)["value"]
        match ready(TROOPS, id).kind:
            case "range":
                expect(widget.locator("[id$='-value-low']")).to_have_value(value["low"])
                expect(widget.locator("[id$='-value-high']")).to_have_value(value["high"])
            case "classify":
                for field, said in value.items():
                    expect(widget.locator(f"[id$='-value-{field.replace(' ', '.')}']")).to_have_value(said)
            case "mark-text":
                expect(widget.locator("[role=option][aria-selected=true]")).to_have_count(6)
            case _:
                expect(widget.locator(f"input[name$='-value'][value='{value}']")).to_be_checked()
