"""Journeys of students through chapter 0, in real JupyterLab and Chromium."""

import json
import os
import re
import shutil
import signal
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from gate import all_but_first
from playwright import sync_api as playwright
from playwright.sync_api import expect

DE, EN = "notebooks/de/0_start.ipynb", "notebooks/en/0_start.ipynb"
IMPRESSION = "12 000 + 3 000 + 10 000?"
WORDS = {
    "de": {
        "one": "Erster Eindruck",
        "two": "Decken sich die Angaben?",
        "three": "Beispiel: Drei Zahlen, eine Kundgebung",
        "low": "Untere Grenze (Soldaten)",
        "high": "Obere Grenze (Soldaten)",
        "submit": "Antwort abgeben",
        "again": "Noch einmal abgeben",
        "hint": "Hinweis zeigen",
        "write": "Ihr Text",
        "mean": "Richtig ist 5.000, denn diese Zahl steht in der Zeitung und ist zugleich der Mittelwert aller drei.",
        "all": "Alle drei Angaben können zugleich stimmen, auch wenn ihre Zahlen verschieden sind.",
        "own": "Beschreiben Sie in einem Satz",
        "compare": "Speichern und mit einem Beispiel vergleichen",
        "saved": "Gespeichert um",
        "sentence": "Erst 8.000, um zwei 2.000, am Abend 5.000.",
    },
    "en": {
        "one": "First impression",
        "two": "Do the figures agree?",
        "three": "Example: three numbers, one rally",
        "low": "Lower limit (soldiers)",
        "high": "Upper limit (soldiers)",
        "submit": "Submit answer",
        "again": "Submit again",
        "hint": "Show a hint",
        "write": "Your text",
        "mean": "5,000 is right, because it is in the newspaper and is also the mean of all three numbers.",
        "all": "All three claims can be true at the same time, even though their numbers differ.",
        "own": "Describe in one sentence",
        "compare": "Save and compare with an example",
        "saved": "Saved at",
        "sentence": "First 8,000, at two 2,000, by the evening 5,000.",
    },
}


def answer_all(notebook, words):
    """Answer three: a range, an impression, a mistake with a hint, the right answer, a sentence of one's own."""
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("3.000")
    one.get_by_label(words["high"]).fill("12 000")
    one.get_by_label("80 %").check()
    one.get_by_role("button", name=words["submit"]).click()
    expect(one.get_by_role("button", name=words["again"])).to_be_visible()
    two = notebook.exercise(words["two"])
    two.get_by_label(words["write"]).fill(IMPRESSION)
    two.get_by_role("button", name=words["submit"]).click()
    expect(two.get_by_role("button", name=words["again"])).to_be_visible()
    three = notebook.exercise(words["three"])
    three.get_by_label(words["mean"]).check()
    three.get_by_label("95 %").check()
    three.get_by_role("button", name=words["submit"]).click()
    expect(three.get_by_text(re.compile("5.000 – das ist Zufall|5,000 here – by coincidence"))).to_be_visible()
    three.get_by_role("button", name=words["hint"]).click()
    three.get_by_label(words["all"]).check()
    three.get_by_label("65 %").check()
    three.get_by_role("button", name=words["again"]).click()
    expect(three.get_by_text(re.compile("^✓"))).to_be_visible()
    three.get_by_label(re.compile(words["own"])).fill(words["sentence"])
    three.get_by_role("button", name=words["compare"]).click()
    example = re.compile("An example to compare with|Ein Beispiel zum Vergleich")
    expect(three.get_by_role("heading", name=example)).to_be_visible()
    expect(three.get_by_text(words["saved"])).to_be_visible()


def expect_all_there(notebook, words, sentence=None):
    """Every answer of `answer_all` stands in its widget, and nothing is red."""
    one, two, three = (notebook.exercise(words[name]) for name in ("one", "two", "three"))
    expect(one.get_by_label(words["low"])).to_have_value("3.000")
    expect(one.get_by_label(words["high"])).to_have_value("12 000")
    expect(two.get_by_label(words["write"])).to_have_value(IMPRESSION)
    expect(three.get_by_label(words["all"])).to_be_checked()
    expect(three.get_by_label("65 %")).to_be_checked()
    expect(three.get_by_label(re.compile(words["own"]))).to_have_value(sentence or words["sentence"])
    expect(notebook.page.locator(".geo-problem, .jp-RenderedText[data-mime-type*=stderr]")).to_have_count(0)
    expect(notebook.page.get_by_text("Error displaying widget")).to_have_count(0)


@pytest.mark.parametrize(("language", "path", "other"), all_but_first(1, [("de", DE, "en"), ("en", EN, "de")]))
def test_answers_are_all_there_after_everything_was_killed(lab, language, path, other):
    """After a new start all answers are there, also in the other language; no other machine was asked for anything."""
    notebook = lab(path)
    notebook.run_all()
    answer_all(notebook, WORDS[language])
    notebook.picture(f"answered-{language}")
    notebook.page.keyboard.press("Control+s")
    notebook.server.kill()
    notebook.page.context.close()
    notebook.server.start()
    again = lab(path)
    expect(again.page.get_by_text("Error displaying widget")).to_have_count(0)
    again.run_all()
    expect_all_there(again, WORDS[language])
    again.picture(f"reopened-{language}")
    twin = lab({"de": DE, "en": EN}[other])
    twin.run_all()
    expect_all_there(twin, WORDS[other], WORDS[language]["sentence"])
    twin.picture(f"reopened-{language}-in-{other}")
    assert notebook.requests
    assert notebook.strangers() + again.strangers() + twin.strangers() == []


def test_a_kernel_restarted_in_mid_typing_loses_nothing(lab):
    """The exercise says so at once; running all cells again brings the words back, even the last ones."""
    notebook = lab(DE)
    words = WORDS["de"]
    notebook.run_all()
    three = notebook.exercise(words["three"])
    three.get_by_label(words["all"]).check()
    three.get_by_label("65 %").check()
    three.get_by_role("button", name=words["submit"]).click()
    field = three.get_by_label(re.compile(words["own"]))
    field.fill("Früh gespeichert.")
    expect(three.get_by_text(words["saved"])).to_be_visible()
    field.press_sequentially(" Noch nicht gespeichert")
    notebook.menu("Kernel", "Restart Kernel")
    notebook.page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    expect(three.get_by_text("Der Kernel hinter dieser Aufgabe läuft nicht mehr.").first).to_be_visible()
    notebook.picture("restarted")
    notebook.wait_idle()
    field.press_sequentially(", und weiter getippt.")
    notebook.run_all()
    field = notebook.exercise(words["three"]).get_by_label(re.compile(words["own"]))
    expect(field).to_have_value("Früh gespeichert. Noch nicht gespeichert, und weiter getippt.")
    expect(notebook.exercise(words["three"]).get_by_text(words["saved"])).to_be_visible()
    notebook.picture("restarted-and-run")


def end_kernel(notebook, how):
    """End the kernel of a notebook without its page: as an idle kernel is culled, or as it dies."""
    address, token = notebook.server.base, notebook.server.token
    headers = {"Authorization": f"token {token}"}
    with urlopen(Request(f"{address}/api/kernels", headers=headers)) as answer:
        (kernel,) = json.load(answer)
    if how == "shut down":
        urlopen(Request(f"{address}/api/kernels/{kernel['id']}", headers=headers, method="DELETE")).close()
    else:
        (process,) = (
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/cmdline")
            if kernel["id"].encode() in path.read_bytes()
        )
        os.kill(process, signal.SIGKILL)


@pytest.mark.gate
@pytest.mark.parametrize("how", ["shut down", "killed"])
def test_a_kernel_that_goes_is_said_at_once(lab, how):
    """The exercise says so by itself, at its top too, and what to do: run all cells and, if the exercises disappear,
    once more. Then every word is there, also what was typed after the kernel had gone.
    """
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("3000")
    expect(one.get_by_text(words["saved"])).to_be_visible()
    end_kernel(notebook, how)
    for place in (one.locator(".geo-status"), one.locator("h3 + p")):
        expect(place).to_contain_text("has stopped. Please run all cells again", timeout=15_000)
    notebook.picture(f"kernel-{how}")
    one.get_by_label(words["high"]).fill("9000")
    expect(one.locator(".geo-status")).to_contain_text("has stopped.")
    if how == "killed":  # JupyterLab says so too, and starts another
        notebook.page.locator(".jp-Dialog").get_by_role("button", name="Ok").click()
    notebook.menu("Run", "Run All Cells")
    try:
        notebook.page.locator(".geo-exercise:not(.geo-asleep)").nth(2).wait_for(timeout=10_000)
    except playwright.TimeoutError:
        assert how == "shut down"
        notebook.run_all()
    one = notebook.exercise(words["one"])
    expect(one.get_by_label(words["low"])).to_have_value("3000")
    expect(one.get_by_label(words["high"])).to_have_value("9000")
    expect(one.get_by_text(words["saved"])).to_be_visible()
    expect(one.locator("h3 + p")).to_be_hidden()


@pytest.mark.gate
def test_reloading_the_page_in_mid_typing_loses_nothing(lab):
    """What was typed a moment before the reload is there when the cells are run again."""
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    notebook.exercise(words["one"]).get_by_label(words["low"]).press_sequentially("2500", delay=5)
    notebook.page.reload()
    notebook.wait_idle()
    notebook.run_all()
    expect(notebook.exercise(words["one"]).get_by_label(words["low"])).to_have_value("2500")


@pytest.mark.gate
def test_cells_in_any_order_and_twice(lab):
    """Each exercise is there with its answers and goes on saving, whether all were run twice or some out of order."""
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    answer_all(notebook, words)
    notebook.run_all()
    expect_all_there(notebook, words)
    for name in ("three", "one"):
        notebook.run_cell_of(words[name])
    expect_all_there(notebook, words)
    notebook.exercise(words["three"]).get_by_label("95 %").check()
    expect(notebook.exercise(words["three"]).get_by_text(words["saved"])).to_be_visible()
    notebook.picture("out-of-order")


@pytest.mark.gate
def test_two_tabs_stay_in_step(lab):
    """Two tabs on one kernel: what is submitted in one shows in the other, and both can be typed in."""
    first = lab(EN)
    words = WORDS["en"]
    first.run_all()
    second = lab(EN)
    second.run_all()
    second.exercise(words["one"]).get_by_label(words["low"]).fill("4000")
    expect(first.exercise(words["one"]).get_by_label(words["low"])).to_have_value("4000")
    first.exercise(words["one"]).get_by_label(words["high"]).fill("9000")
    expect(second.exercise(words["one"]).get_by_label(words["high"])).to_have_value("9000")
    first.exercise(words["one"]).get_by_label(words["low"]).click()
    second.exercise(words["one"]).get_by_label(words["low"]).fill("300077")
    second.exercise(words["one"]).get_by_label(words["low"]).blur()
    expect(second.exercise(words["one"]).get_by_text(words["saved"])).to_be_visible()
    first.page.keyboard.type("5")
    first.exercise(words["one"]).get_by_label(words["low"]).blur()
    expect(first.exercise(words["one"]).get_by_text(re.compile("300,077"))).to_have_count(1)
    first.exercise(words["one"]).get_by_label(words["low"]).fill("4000")
    first.exercise(words["one"]).get_by_label("90 %").check()
    first.exercise(words["one"]).get_by_role("button", name=words["submit"]).click()
    expect(second.exercise(words["one"]).get_by_role("button", name=words["again"])).to_be_visible()
    first.picture("two-tabs-first")
    second.picture("two-tabs-second")


@pytest.mark.gate
def test_a_missing_answer_is_asked_for_at_its_field(lab):
    """Submitting an empty form names what is missing beside each field and goes to the first one."""
    notebook = lab(DE)
    words = WORDS["de"]
    notebook.run_all()
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("2,5")
    one.get_by_role("button", name=words["submit"]).click()
    expect(one.locator(".geo-ask").get_by_text("lässt sich nicht als ganze Zahl lesen")).to_be_visible()
    expect(one.locator(".geo-ask").get_by_text("Bitte geben Sie eine obere Grenze an.")).to_be_visible()
    expect(one.locator(".geo-ask").get_by_text("Bitte geben Sie an, wie sicher Sie sich sind.")).to_be_visible()
    expect(one.get_by_label(words["low"])).to_be_focused()
    notebook.picture("asked")
    one.get_by_label(words["low"]).fill("2.500")
    one.get_by_label(words["high"]).fill("2.000")
    one.get_by_label("80 %").check()
    one.get_by_role("button", name=words["submit"]).click()
    expect(one.locator(".geo-ask").get_by_text("Sind die beiden vertauscht?")).to_be_visible()
    expect(one.locator(".geo-ask").get_by_text("lässt sich nicht als ganze Zahl lesen")).to_be_hidden()


@pytest.mark.gate
def test_a_disk_that_fails_is_said_in_the_face(lab, workspace):
    """The answers folder turns into a file: the widget says that nothing is saved, and saves once it can again."""
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    answers = workspace / "answers" / "troops" / "me"
    for file in sorted(answers.glob(".*")):
        file.unlink()
    answers.rmdir()
    answers.write_text("in the way")
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("3000")
    expect(one.locator(".geo-status")).to_contain_text("Not saved.")
    notebook.picture("not-saved")
    answers.unlink()
    one.get_by_role("button", name=words["hint"]).click()
    expect(one.get_by_text("Hint 1")).to_be_visible()
    one.get_by_label(words["high"]).fill("9000")
    expect(one.locator(".geo-status")).to_contain_text(words["saved"])
    assert json.loads((answers / "first-impression.json").read_text())["draft"]["value"] == {
        "low": "3000",
        "high": "9000",
    }


@pytest.mark.gate
def test_what_could_not_be_saved_is_tried_again_by_itself(lab, workspace):
    """Nobody has to type or click anything once there is room again."""
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    answers = workspace / "answers" / "troops" / "me"
    shutil.rmtree(answers)
    answers.write_text("in the way")
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("424242")
    expect(one.locator(".geo-status")).to_contain_text("Not saved.")
    answers.unlink()
    expect(one.locator(".geo-status")).to_contain_text(words["saved"], timeout=15_000)
    assert json.loads((answers / "first-impression.json").read_text())["draft"]["value"] == {"low": "424242"}


@pytest.mark.gate
def test_a_server_that_has_gone_is_said(lab):
    """The exercise does not claim to have saved, and keeps the text."""
    notebook = lab(EN)
    words = WORDS["en"]
    notebook.run_all()
    notebook.server.kill()
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("3000")
    expect(one.locator(".geo-status")).to_contain_text(re.compile("Not saved|has stopped"), timeout=20_000)
    expect(one.get_by_label(words["low"])).to_have_value("3000")
    notebook.server.start()


@pytest.mark.gate
def test_scrolled_away_and_back_nothing_is_lost(lab):
    """With JupyterLab's default windowing, a widget that leaves the page comes back as it was."""
    notebook = lab(EN, windowing=None)
    words = WORDS["en"]
    notebook.menu("Run", "Run All Cells")
    notebook.page.locator(".geo-exercise").first.wait_for()
    notebook.wait_idle()
    panel = notebook.page.locator(".jp-WindowedPanel-outer").first
    panel.evaluate("e => { e.scrollTop = 900 }")
    one = notebook.exercise(words["one"])
    one.get_by_label(words["low"]).fill("3000")
    for place in ("e.scrollTop = e.scrollHeight", "e.scrollTop = 0", "e.scrollTop = e.scrollHeight"):
        panel.evaluate(f"e => {{ {place} }}")
        notebook.page.wait_for_timeout(700)
    notebook.exercise(words["one"]).scroll_into_view_if_needed()
    expect(notebook.exercise(words["one"]).get_by_label(words["low"])).to_have_value("3000")
    notebook.exercise(words["one"]).get_by_label(words["high"]).fill("9000")
    expect(notebook.exercise(words["one"]).get_by_text(words["saved"])).to_be_visible()
