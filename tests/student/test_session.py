import json
import os
import threading
from dataclasses import asdict

import pytest

from geo_lesson.content.folder import LessonFolder
from geo_lesson.handin import sheet
from geo_lesson.student import session as module
from geo_lesson.student.session import Session
from geo_lesson.student.store import Answers, Record

RALLY = {"value": "all-can-be-true", "confidence": "80"}


class Browser:
    """A browser view of an exercise that numbers its messages, as the browser does."""

    def __init__(self, workspace, id="three-numbers-one-rally", language="en", view="v1", version="1"):
        self.content = LessonFolder(workspace / "data" / "troops")
        self.answers = Answers(workspace / "answers")
        exercise = self.content.prepare(self.content.exercise(id), 2)
        self.session = Session(exercise, self.answers, threading.RLock(), language, ("troops", version))
        self.view, self.number, self.base = view, 0, self.session.record.drafted

    def send(self, act, values=None, number=None, **more):
        self.number += 1
        base = {"revision": self.base} if act in ("draft", "submit") else {}
        message = {
            "type": act,
            "view": self.view,
            "number": number or self.number,
            "values": values or {},
            **base,
            **more,
        }
        reply = self.session.handle(message)
        if base and not reply["problem"]:
            self.base = reply["revision"]
        return reply

    def submit(self, values, step="answer"):
        return self.send("submit", values, step=step)

    @property
    def feedback_view(self):
        return self.session.feedback_view()


@pytest.fixture
def browser(workspace):
    return Browser(workspace)


def test_a_draft_is_on_disk_when_it_is_acknowledged(browser):
    """The acknowledgement carries the number of the message and the new revision."""
    reply = browser.send("draft", {"value": "mean"})
    assert (reply["number"], reply["problem"], reply["asks"]) == (1, None, None)
    assert browser.answers.read("three-numbers-one-rally")[0].draft == {"value": "mean"}


def test_nothing_is_said_about_the_answer_before_it_is_handed_over(browser):
    """A draft brings no feedback, no takeaway and no model answer."""
    browser.send("draft", RALLY | {"after": "ein Satz"})
    view = browser.feedback_view
    assert (view["feedback"], view["takeaway"], view["after"], view["history"]) == (None, None, None, [])


def test_what_is_missing_is_asked_for_and_no_attempt_counted(browser):
    """The answer and the confidence are asked for beside their fields; what stands there is kept as a draft."""
    reply = browser.submit({"value": "mean"})
    assert reply["asks"] == {"confidence": "Please say how sure you are."}
    assert browser.session.record.attempts == ()
    assert browser.session.record.draft == {"value": "mean"}
    assert set(browser.submit({})["asks"]) == {"value", "confidence"}
    assert set(browser.submit({"value": "mean", "confidence": "81"})["asks"]) == {"confidence"}


def test_every_attempt_is_kept_the_first_one_too(browser):
    """Wrong, then right: both are in the record, and the history shows them in order."""
    browser.submit({"value": "mean", "confidence": "95"})
    assert browser.feedback_view["feedback"]["correct"] is False
    browser.submit(RALLY)
    assert browser.feedback_view["feedback"]["correct"] is True
    assert [entry["answer"] for entry in browser.session.record.attempts] == [
        {"value": "mean", "confidence": "95"},
        RALLY,
    ]
    assert [line.split(": ", 1)[1] for line in browser.feedback_view["history"]] == [
        "5,000 is right, because it is in the newspaper and is also the mean of all three numbers., 95 %",
        "All three claims can be true at the same time, even though their numbers differ., 80 %",
    ]


def test_the_same_answer_again_is_not_a_new_attempt(browser):
    """An impatient double click counts once."""
    browser.submit(RALLY)
    browser.submit(RALLY)
    assert len(browser.session.record.attempts) == 1


def test_the_second_hint_comes_after_an_attempt(browser):
    """The first hint is free, the others open one at a time once something has been tried."""
    assert browser.feedback_view["hint"] == "free"
    browser.send("hint")
    assert (len(browser.feedback_view["hints"]), browser.feedback_view["hint"]) == (1, "after attempt")
    browser.send("hint")
    assert len(browser.feedback_view["hints"]) == 1
    browser.submit(RALLY)
    browser.send("hint")
    assert (len(browser.feedback_view["hints"]), browser.feedback_view["hint"]) == (2, "free")
    browser.send("hint")
    browser.send("hint")
    assert (len(browser.feedback_view["hints"]), browser.feedback_view["hint"]) == (3, "none")


def test_the_model_comes_after_the_students_own_sentence(browser):
    """`three-numbers-one-rally`: answer, then a sentence of one's own, then the example to compare with."""
    browser.submit(RALLY)
    assert browser.feedback_view["after"]["model"] is None
    assert browser.submit(RALLY, step="reason")["asks"] == {"after": "Please write a sentence here."}
    browser.submit(RALLY | {"after": "First 8,000 were expected."}, step="reason")
    assert "expected 8,000" in browser.feedback_view["after"]["model"]
    assert browser.session.record.attempts[-1]["answer"] == {"after": "First 8,000 were expected."}


MARKED = {"value": {"marks": "W6 17-19 S; W7 5-9 S; W7 19-21 S", "language": "en"}}


def test_marks_made_before_the_text_was_reworded_are_kept_and_say_so(workspace):
    """An answer as 0.1.0 wrote it, when W7 said 'made out'; beyond the end of W7 there was one word more."""
    attempt = {"at": "2026-01-10T10:00:00+01:00", "step": "answer", "language": "en", "answer": MARKED}
    record = Record("faulty-passages", "troops", "1", "en", revision=1, attempts=(attempt,), draft=MARKED)
    path = workspace / "answers/faulty-passages.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(record)), encoding="utf-8")
    browser = Browser(workspace, "faulty-passages", version="2")
    history = browser.feedback_view["history"][0].split("\n")
    assert history[1:4] == ["S W6: of up 12,000", "S W7: have already been identified 3,000", "S W7: 19-21"]
    assert "may have changed" in history[4]
    assert any("may have changed" in remark["text"] for remark in browser.feedback_view["feedback"]["remarks"])
    assert browser.session.latest == MARKED["value"]
    assert json.loads(path.read_text(encoding="utf-8"))["attempts"] == [attempt]
    browser.submit(MARKED)
    assert [entry["answer"] for entry in browser.session.record.attempts] == [MARKED, MARKED]
    assert not any("changed" in remark["text"] for remark in browser.feedback_view["feedback"]["remarks"])
    assert "may have changed" in browser.feedback_view["history"][0]
    assert "changed" not in browser.feedback_view["history"][1]


def test_marked_words_are_shown_as_they_were_when_the_text_is_reworded(workspace):
    """The words are kept beside the marks; the same marks handed over again are then a new answer."""
    Browser(workspace, "faulty-passages").submit(MARKED)
    path = workspace / "data/troops/article.en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("identified 3,000", "found some 3,000"), encoding="utf-8")
    browser = Browser(workspace, "faulty-passages")
    lines = browser.feedback_view["history"][0].split("\n")
    assert lines[2] == "S W7: have already been identified 3,000"
    assert lines[-1].startswith("(The text has changed since")
    on_sheet = sheet._attempt_text(browser.session.exercise, browser.session.record.attempts[0], "en").answer
    assert on_sheet.split("\n") == lines[1:]
    assert any("has changed since" in remark["text"] for remark in browser.feedback_view["feedback"]["remarks"])
    browser.submit(MARKED)
    assert "found some" in browser.feedback_view["history"][1]
    assert not any("changed" in remark["text"] for remark in browser.feedback_view["feedback"]["remarks"])
    browser.submit(MARKED)
    assert len(browser.feedback_view["history"]) == 2


@pytest.mark.parametrize("words", [7, None, ["W7"], {"a": "b"}, "", "x" * 9])
def test_kept_words_of_any_kind_stop_nothing(workspace, words):
    """The file may have been edited by hand."""
    browser = Browser(workspace, "faulty-passages")
    browser.submit(MARKED)
    path = workspace / "answers/faulty-passages.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["attempts"][0]["words"] = words
    path.write_text(json.dumps(record), encoding="utf-8")
    assert "changed since" in Browser(workspace, "faulty-passages").feedback_view["history"][0]


def test_messages_that_arrive_late_or_twice_change_nothing(browser):
    """Numbers grow within a view; an older one is acknowledged and ignored."""
    browser.send("draft", {"value": "mean"}, number=5)
    reply = browser.send("draft", {"value": "two-are-untrue"}, number=4)
    assert reply["problem"] is None
    assert browser.session.record.draft == {"value": "mean"}


def test_a_submission_that_arrives_late_still_counts(browser):
    """Only late drafts are overtaken; an answer handed over is kept, and does not take the newer draft away."""
    browser.send("draft", {"value": "two-are-untrue"}, number=5)
    browser.send("submit", RALLY, number=4, step="answer")
    assert [entry["answer"] for entry in browser.session.record.attempts] == [RALLY]
    assert browser.session.record.draft == {"value": "two-are-untrue"}


def test_a_submission_sent_again_after_a_hint_brings_its_text_along(browser, monkeypatch):
    """The hint has carried nothing: what stands in the fields comes with the submission alone."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert browser.send("submit", RALLY, number=4, step="answer")["problem"]
    browser.send("hint", number=5)
    assert browser.send("submit", RALLY, number=4, step="answer")["problem"] is None
    assert (browser.session.record.draft, len(browser.session.record.attempts)) == (RALLY, 1)


@pytest.mark.parametrize("step", ["bogus", "reason", ""])
def test_only_what_is_asked_for_can_be_handed_over(browser, step):
    """No other step becomes an attempt, and no reason comes before its answer."""
    with pytest.raises(ValueError, match="nothing to hand over"):
        browser.submit(RALLY | {"after": "x"}, step=step)
    assert browser.session.record.attempts == ()


def test_two_views_that_type_at_once_lose_nothing(workspace, browser):
    """A view that has not seen the other's draft does not overwrite it silently: it is kept, and said."""
    browser.send("draft", {"after": "a long text of the first view"}, revision=0)
    browser.view = "v2"
    browser.send("draft", {"value": "mean"}, number=1, revision=0)
    assert browser.session.record.draft == {"value": "mean"}
    assert any("a long text" in line for line in browser.feedback_view["kept"])
    assert any("another window" in notice for notice in browser.feedback_view["notices"])


def test_drafts_sent_faster_than_they_are_acknowledged_are_no_conflict(browser):
    """One view's own drafts follow each other, whatever revision they still name."""
    for word in ("a", "ab", "abc"):
        browser.send("draft", {"after": word}, revision=0)
    assert (browser.session.record.draft, browser.feedback_view["kept"], browser.feedback_view["notices"]) == (
        {"after": "abc"},
        [],
        [],
    )


def test_a_hint_does_not_make_another_kernels_draft_disappear(workspace, browser, monkeypatch):
    """Kernel B types, A asks for a hint and types: B's words are kept."""
    browser.send("draft", {"value": "mean"})
    other = Browser(workspace, view="other")
    monkeypatch.setattr(module, "WRITER", "another kernel")
    other.send("draft", {"after": "B's own words"})
    monkeypatch.undo()
    browser.send("hint")
    browser.send("draft", {"value": "two-are-untrue"})
    assert any("B's own words" in line for line in browser.feedback_view["kept"])


def test_two_languages_in_one_kernel_are_two_windows(workspace, browser):
    """The German and the English notebook of one kernel keep each other's drafts."""
    german = Browser(workspace, language="de", view="de")
    browser.send("draft", {"after": "English words"})
    german.send("draft", {"after": "deutsche Wörter"})
    assert any("English words" in line for line in german.feedback_view["kept"])


def test_a_text_beyond_all_measure_is_refused_and_said(browser):
    """Two million characters are no answer; what stood there before stays."""
    browser.send("draft", {"after": "short"})
    assert "too long" in browser.send("draft", {"after": "x" * 2_000_001})["problem"]
    assert browser.session.record.draft == {"after": "short"}


def test_two_views_number_their_messages_on_their_own(workspace, browser):
    """The second view starts at one again and is heard."""
    browser.send("draft", {"value": "mean"}, number=9)
    browser.view = "v2"
    browser.send("draft", {"value": "two-are-untrue"}, number=1)
    assert browser.session.record.draft == {"value": "two-are-untrue"}


def test_a_disk_that_fails_is_said_and_the_same_message_may_come_again(browser, monkeypatch):
    """Not saved is said with the reason; when there is room again, the repeated message is taken."""
    with monkeypatch.context() as patch:

        def full(*_):
            raise OSError(28, "No space left on device")

        patch.setattr(os, "fsync", full)
        reply = browser.submit(RALLY)
        assert reply["problem"].startswith("Not saved. The disk is full.")
        assert browser.feedback_view["feedback"] is None
    reply = browser.send("submit", RALLY, number=browser.number, step="answer")
    assert reply["problem"] is None
    assert browser.feedback_view["feedback"]["correct"] is True


def test_another_kernel_on_the_same_exercise_is_said_and_nothing_lost(workspace, browser, monkeypatch):
    """Both kernels' attempts stay, the draft that would have been overwritten is kept, and both windows say so."""
    other = Browser(workspace, view="other")
    browser.submit({"value": "mean", "confidence": "50"})
    monkeypatch.setattr(module, "WRITER", "another kernel")
    other.send("draft", {"value": "all-can-be-true", "after": "my own words"})
    other.submit(RALLY | {"after": "my own words"})
    monkeypatch.undo()
    browser.send("draft", {"value": "two-are-untrue"})
    assert len(browser.session.record.attempts) == 2
    assert browser.session.record.draft == {"value": "two-are-untrue"}
    assert any("another window" in notice for notice in browser.feedback_view["notices"])
    assert any("my own words" in line for line in browser.feedback_view["kept"])


def test_a_text_overtaken_by_another_window_can_be_kept(browser):
    """What a tab could not save in time is shown again beside the newer answer, once."""
    browser.send("keep", {"after": "typed too late"})
    browser.send("keep", {"after": "typed too late"})
    assert [line.split(": ", 1)[1] for line in browser.feedback_view["kept"]] == ["typed too late"]


def test_reopening_shows_what_was_answered(workspace, browser):
    """Another day: attempts, hints and draft are there, with the feedback to the last attempt."""
    browser.send("hint")
    browser.submit({"value": "mean", "confidence": "50"})
    again = Browser(workspace, language="de")
    assert again.session.record.draft == {"value": "mean", "confidence": "50"}
    assert again.feedback_view["feedback"]["remarks"][0]["text"].startswith("Der Mittelwert ist hier tatsächlich 5.000")
    assert again.feedback_view["hints"] == [
        "Lesen Sie noch einmal, was bei jeder Zahl auf „Was?“, „Wo?“ und „Wann?“ geantwortet wird."
    ]


def test_an_answer_to_an_older_version_of_the_exercise_is_kept_and_said(workspace, browser):
    """A teacher removes an option that was chosen: no error, and the student is asked to answer anew."""
    browser.submit({"value": "mean", "confidence": "50"})
    path = workspace / "data/troops/exercises/three-numbers-one-rally.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: mean", "id: average"), encoding="utf-8")
    again = Browser(workspace)
    assert "more is asked here than when you last answered" in again.feedback_view["feedback"]["remarks"][0]["text"]
    assert len(again.session.record.attempts) == 1


def test_an_unreadable_answer_is_said_in_the_face(workspace, browser):
    """The student learns that the file was set aside, and can answer."""
    browser.submit(RALLY)
    browser.answers.path("three-numbers-one-rally").write_bytes(b"\0\0")
    again = Browser(workspace)
    assert "could not be read" in again.feedback_view["notices"][0]
    assert again.submit(RALLY)["problem"] is None


def test_a_folder_that_cannot_be_written_is_said_before_anyone_types(workspace):
    """The notice stands there when the exercise opens."""
    (workspace / "answers").write_text("in the way")
    assert "cannot be saved here" in Browser(workspace).feedback_view["notices"][0]


@pytest.mark.parametrize("values", [3, [1], {"value": 3}, {"value": ["x"]}, {"value": {"low": 3}}, {"value": None}])
def test_values_of_another_shape_are_refused(browser, values):
    """What no widget sends is refused, not stored."""
    with pytest.raises(ValueError, match=r"map|text"):
        browser.send("draft", values)
    assert browser.session.record.draft == {}


def test_an_answer_of_one_megabyte_is_kept_whole(browser):
    """A pasted book is saved like any other text."""
    text = "ä" * 1_000_000
    assert browser.send("draft", {"after": text})["problem"] is None
    assert browser.answers.read("three-numbers-one-rally")[0].draft["after"] == text


def test_a_range_shows_its_pattern_and_that_it_will_come_again(workspace):
    """`first-impression`: nothing is judged; the feedback follows the shape of the range, then what happens with it."""
    browser = Browser(workspace, "first-impression", "de")
    browser.submit({"value": {"low": "3.000", "high": "12 000"}, "confidence": "90"})
    feedback = browser.feedback_view["feedback"]
    assert feedback["correct"] is None
    assert feedback["remarks"][0]["text"].startswith("Ihr Bereich enthält alle drei Zahlen des Textes.")
    assert feedback["remarks"][1]["text"].startswith("Es gibt hier keine richtige Lösung.")
    assert feedback["others"] == []


def test_a_message_that_no_face_sends_changes_nothing(browser):
    """It is refused, and what is on disk stays."""
    browser.send("draft", {"value": "mean"})
    with pytest.raises(ValueError, match="unknown message"):
        browser.send("dance")
    assert browser.answers.read("three-numbers-one-rally")[0].draft == {"value": "mean"}


def test_what_cannot_be_read_is_not_looked_back_on(browser, workspace):
    """An earlier answer that is damaged does not stop the later exercise."""
    browser.answers.path("low-best-high").mkdir(parents=True)
    browser.session.earlier = browser.content.exercise("low-best-high")
    assert not browser.feedback_view.get("look_back")


def test_an_answer_that_was_damaged_meanwhile_is_put_aside_and_said(browser):
    """What is typed now is saved all the same."""
    browser.send("draft", {"value": "mean"})
    browser.answers.path("three-numbers-one-rally").write_bytes(b"{")
    assert browser.send("draft", {"value": "two-are-untrue"})["problem"] is None
    assert any("unreadable" in notice for notice in browser.feedback_view["notices"])
