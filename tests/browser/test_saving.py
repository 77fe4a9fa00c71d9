"""What becomes of what somebody types and asks for when it cannot be saved at once, or the kernel goes.

The widgets stand in a page of their own, so that a message or its acknowledgement can be lost at exactly one place.
"""

import re
from pathlib import Path

import pytest
from bare_page import show
from playwright.sync_api import expect

from geo_lesson import lesson as module
from geo_lesson import open_lesson

ADDRESS = "http://widgets.test/"
ALL = "All three claims can be true at the same time, even though their numbers differ."
SURE, OWN = "80 %", re.compile("Describe in one sentence")
SUBMIT, AGAIN, HINT = "Submit answer", "Submit again", "Show a hint"
NOT_SUBMITTED = "Not submitted yet: please press the button below your answer again."
LOST = "window.real ??= window.say; window.say = async () => []; null"
UNHEARD = "window.real ??= window.say; window.say = async (...said) => (await window.real(...said), []); null"
# What a widget asks of JupyterLab's connection to a kernel.
KERNEL = """window.kernel = { disposed: {
  slots: [],
  connect(slot, of) { this.slots.push([slot, of]); },
  disconnect(slot, of) { this.slots = this.slots.filter(([s, o]) => s !== slot || o !== of); },
} }"""
GO = "window.kernel.disposed.slots.forEach(([slot, of]) => slot.call(of))"


@pytest.fixture
def page(browser):
    """A page with an address, because only such a page has a storage of its own."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(ADDRESS)
    yield page
    page.close()


@pytest.fixture
def opened(page, workspace, monkeypatch):
    """Call it to see the exercise as after a new kernel and a reloaded page; it gives the widget and its session."""
    monkeypatch.chdir(workspace)

    def open_exercise():
        monkeypatch.setattr(module, "_OPEN", {})
        page.reload()
        page.evaluate(KERNEL)
        widget = open_lesson("troops", "en").exercise("three-numbers-one-rally")
        show(page, widget)
        return page.locator(".geo-exercise"), widget.controller.session

    return open_exercise


@pytest.fixture
def fault(monkeypatch):
    """Call it to let every save fail, as a virus scanner does that holds the file; its result mends it again."""

    def start():
        patch = pytest.MonkeyPatch()
        held = PermissionError(13, "Permission denied")
        held.winerror = 32
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(held))
        patches.append(patch)
        return patch.undo

    patches = []
    yield start
    for patch in patches:
        patch.undo()


def choose(widget):
    widget.get_by_label(ALL).check()
    widget.get_by_label(SURE).check()
    expect(saying(widget)).to_contain_text("Saved at")


def press(widget, name):
    widget.get_by_role("button", name=name).click()


def saying(widget):
    return widget.locator(".geo-status")


def steps(session):
    return [(attempt["step"], attempt["answer"]) for attempt in session._answers.peek(session.exercise.id).attempts]


def answered(widget, session):
    """The exercise answered, and a sentence of one's own saved below it but not handed over."""
    choose(widget)
    press(widget, SUBMIT)
    expect(widget.get_by_role("button", name=AGAIN)).to_be_visible()
    widget.get_by_label(OWN).fill("First 8,000")
    expect(saying(widget)).to_contain_text("Saved at")
    assert len(steps(session)) == 1


def test_words_whose_draft_was_saved_but_never_acknowledged_go_on_in_the_field(page, opened):
    """What was typed later stands in the field when the cells are run again; nothing is taken for another's words."""
    widget, session = opened()
    answered(widget, session)
    page.evaluate(UNHEARD)
    widget.get_by_label(OWN).press_sequentially(", at two 2,000")
    page.wait_for_timeout(800)
    assert session.record.draft["after"] == "First 8,000, at two 2,000"
    page.evaluate(LOST)
    widget.get_by_label(OWN).press_sequentially(", and then.")
    again, session = opened()
    expect(again.get_by_label(OWN)).to_have_value("First 8,000, at two 2,000, and then.")
    expect(saying(again)).to_contain_text("Saved at")
    assert session.record.draft["after"] == "First 8,000, at two 2,000, and then."
    assert session.record.kept == ()


@pytest.mark.gate
def test_words_of_another_window_are_still_kept_beside(page, opened):
    """Where somebody else wrote meanwhile, the words that this tab could not save come to stand beside theirs."""
    widget, session = opened()
    answered(widget, session)
    page.evaluate(LOST)
    widget.get_by_label(OWN).fill("What was typed here.")
    other = {"type": "draft", "view": "other", "number": 1, "revision": session.record.drafted}
    session.handle({**other, "values": session.record.draft | {"after": "What another window says."}})
    again, session = opened()
    expect(again.get_by_label(OWN)).to_have_value("What another window says.")
    expect(again.get_by_text("Texts kept from another window (1)")).to_be_visible()
    assert session.record.kept[0]["answer"]["after"] == "What was typed here."


def test_a_submission_that_failed_is_made_again_by_itself(opened, fault):
    """Nobody has to press again: afterwards there is exactly one attempt, and its feedback on the page."""
    widget, session = opened()
    choose(widget)
    mend = fault()
    press(widget, SUBMIT)
    expect(saying(widget)).to_contain_text("Not saved.")
    mend()
    expect(widget.get_by_role("heading", name="Feedback")).to_be_visible(timeout=15_000)
    expect(saying(widget)).to_contain_text("Saved at")
    assert [step for step, _ in steps(session)] == ["answer"]


@pytest.mark.gate
def test_pressing_again_while_it_fails_makes_one_attempt(opened, fault):
    """An impatient student, three times: one attempt."""
    widget, session = opened()
    choose(widget)
    mend = fault()
    for _ in range(3):
        press(widget, SUBMIT)
        expect(saying(widget)).to_contain_text("Not saved.")
    mend()
    expect(widget.get_by_role("heading", name="Feedback")).to_be_visible(timeout=15_000)
    widget.page.wait_for_timeout(6000)
    assert [step for step, _ in steps(session)] == ["answer"]


@pytest.mark.gate
def test_a_second_submission_that_failed_is_made_again(opened, fault):
    """What is on the page and on disk afterwards is the new answer."""
    widget, session = opened()
    answered(widget, session)
    widget.get_by_label("50 %").check()
    expect(saying(widget)).to_contain_text("Saved at")
    mend = fault()
    press(widget, AGAIN)
    expect(saying(widget)).to_contain_text("Not saved.")
    mend()
    expect(widget.get_by_text("Your answers so far (2)")).to_be_visible(timeout=15_000)
    assert [answer["confidence"] for _, answer in steps(session)] == ["80", "50"]


@pytest.mark.gate
def test_a_reason_that_failed_is_handed_over_again(opened, fault):
    """The step after the answer too; the example to compare with comes only then."""
    widget, session = opened()
    answered(widget, session)
    mend = fault()
    press(widget, "Save and compare with an example")
    expect(saying(widget)).to_contain_text("Not saved.")
    expect(widget.get_by_role("heading", name="An example to compare with")).to_be_hidden()
    mend()
    expect(widget.get_by_role("heading", name="An example to compare with")).to_be_visible(timeout=15_000)
    assert [step for step, _ in steps(session)] == ["answer", "reason"]


@pytest.mark.gate
def test_a_hint_that_failed_is_opened_later(opened, fault):
    """Once, however often it was asked for."""
    widget, session = opened()
    answered(widget, session)
    mend = fault()
    for _ in range(3):
        press(widget, HINT)
        expect(saying(widget)).to_contain_text("Not saved.")
    mend()
    expect(widget.get_by_text("Hint 1")).to_be_visible(timeout=15_000)
    widget.page.wait_for_timeout(6000)
    assert session.record.hints == 1


@pytest.mark.gate
def test_what_is_refused_as_broken_is_not_sent_again_by_itself(opened, monkeypatch):
    """It would fail every five seconds; whoever presses again, or types, tries again, and nothing is lost."""
    widget, session = opened()
    choose(widget)
    seen = []

    def stumble(message):
        seen.append(message["type"])
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(session, "handle", stumble)
        press(widget, SUBMIT)
        expect(saying(widget)).to_contain_text("Something went wrong")
        widget.page.wait_for_timeout(6000)
        assert seen == ["submit"]
        widget.get_by_label("95 %").check()
        widget.page.wait_for_timeout(1500)
        typed = len(seen)
        assert set(seen[1:]) == {"draft"}
        widget.page.wait_for_timeout(6000)
        assert len(seen) == typed
        expect(saying(widget)).to_contain_text("Something went wrong")
    press(widget, SUBMIT)
    expect(saying(widget)).to_contain_text("Saved at")
    assert [answer["confidence"] for _, answer in steps(session)] == ["95"]


@pytest.mark.gate
def test_what_is_wrong_stays_said_while_it_is_tried_again(opened, fault):
    """Every five seconds is no news, to a reader of screens neither; to whoever presses the button again it is."""
    widget, _ = opened()
    choose(widget)
    fault()
    press(widget, SUBMIT)
    expect(saying(widget)).to_contain_text("Not saved.")
    widget.evaluate(
        """widget => { window.said = []; for (const place of widget.querySelectorAll(".geo-status, [role=status]"))
            new MutationObserver(() => said.push(place.textContent)).observe(place, { childList: true }); }"""
    )
    widget.page.wait_for_timeout(6000)
    assert widget.page.evaluate("window.said") == []
    press(widget, SUBMIT)
    widget.page.wait_for_function("window.said.length > 1")
    expect(widget.get_by_role("status")).to_contain_text("Not saved.")


@pytest.mark.gate
def test_a_submission_of_what_has_changed_since_is_the_students_own_to_make(page, opened, fault):
    """The text is saved, and it is said that it is not submitted, until the button is pressed; after a reload too."""
    widget, session = opened()
    choose(widget)
    mend = fault()
    press(widget, SUBMIT)
    expect(saying(widget)).to_contain_text("Not saved.")
    widget.get_by_label("95 %").check()
    mend()
    expect(saying(widget)).to_have_text(NOT_SUBMITTED, timeout=15_000)
    page.wait_for_timeout(6000)
    expect(saying(widget)).to_have_text(NOT_SUBMITTED)
    assert session.record.draft["confidence"] == "95"
    press(widget, HINT)
    expect(widget.get_by_text("Hint 1")).to_be_visible()
    expect(saying(widget)).to_have_text(NOT_SUBMITTED)
    expect(widget.get_by_role("status")).not_to_have_text("Entry saved.")
    again, session = opened()
    expect(saying(again)).to_have_text(NOT_SUBMITTED)
    again.get_by_label("65 %").check()
    page.wait_for_timeout(1000)
    expect(saying(again)).to_have_text(NOT_SUBMITTED)
    press(again, SUBMIT)
    expect(saying(again)).to_contain_text("Saved at")
    assert [answer["confidence"] for _, answer in steps(session)] == ["65"]
    last, _ = opened()
    expect(saying(last)).to_be_empty()


@pytest.mark.gate
@pytest.mark.parametrize("way", [LOST, UNHEARD], ids=["lost", "saved but unheard"])
def test_a_submission_that_the_kernel_took_along_is_made_again(page, opened, way):
    """When the cells are run again there is exactly one attempt, and its feedback on the page."""
    widget, _ = opened()
    choose(widget)
    page.evaluate(way)
    press(widget, SUBMIT)
    page.wait_for_timeout(200)
    again, session = opened()
    expect(again.get_by_role("heading", name="Feedback")).to_be_visible()
    expect(saying(again)).to_contain_text("Saved at")
    assert [step for step, _ in steps(session)] == ["answer"]


def test_what_was_typed_after_a_lost_submission_is_not_submitted(page, opened):
    """What was changed is saved, but not submitted; the exercise says so, and asks for the button again."""
    widget, _ = opened()
    choose(widget)
    page.evaluate(LOST)
    press(widget, SUBMIT)
    widget.get_by_label("95 %").check()
    again, session = opened()
    expect(again.get_by_label("95 %")).to_be_checked()
    expect(saying(again)).to_have_text(NOT_SUBMITTED)
    page.wait_for_timeout(1000)
    assert (steps(session), session.record.draft["confidence"]) == ([], "95")


@pytest.mark.gate
def test_a_kernel_that_goes_is_said_at_once_at_the_top_and_at_the_bottom(page, opened):
    """Before a key is pressed, and with the advice that works; what is typed then is there afterwards."""
    widget, session = opened()
    answered(widget, session)
    page.evaluate(LOST + ";" + GO)
    for place in (saying(widget), widget.locator("h3 + p")):
        expect(place).to_contain_text("The kernel behind this exercise has stopped. Please run all cells again")
        expect(place).to_contain_text("If the exercises disappear, choose Run All Cells once more.")
    widget.get_by_label(OWN).press_sequentially(", typed afterwards.")
    expect(saying(widget)).to_contain_text("has stopped")
    again, _ = opened()
    expect(again.get_by_label(OWN)).to_have_value("First 8,000, typed afterwards.")
    expect(again.locator("h3 + p")).to_be_hidden()


@pytest.mark.gate
def test_a_kernel_that_answers_after_all_is_heard(page, opened):
    """What was said at the top goes away again."""
    widget, session = opened()
    answered(widget, session)
    page.evaluate(GO)
    expect(saying(widget)).to_be_empty()
    expect(widget.locator("h3 + p")).to_be_hidden()
