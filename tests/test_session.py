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


class Desk:
    """A view of an exercise that numbers its messages, as the browser does."""

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
    def shown(self):
        return self.session.shown()


@pytest.fixture
def desk(workspace):
    return Desk(workspace)


def test_a_draft_is_on_disk_when_it_is_acknowledged(desk):
    """The acknowledgement carries the number of the message and the new revision."""
    reply = desk.send("draft", {"value": "mean"})
    assert (reply["number"], reply["problem"], reply["asks"]) == (1, None, None)
    assert desk.answers.read("three-numbers-one-rally")[0].draft == {"value": "mean"}


def test_nothing_is_said_about_the_answer_before_it_is_handed_over(desk):
    """A draft brings no feedback, no takeaway and no model answer."""
    desk.send("draft", RALLY | {"after": "ein Satz"})
    shown = desk.shown
    assert (shown["feedback"], shown["takeaway"], shown["after"], shown["history"]) == (None, None, None, [])


def test_what_is_missing_is_asked_for_and_no_attempt_counted(desk):
    """The answer and the confidence are asked for beside their fields; what stands there is kept as a draft."""
    reply = desk.submit({"value": "mean"})
    assert reply["asks"] == {"confidence": "Please say how sure you are."}
    assert desk.session.record.attempts == ()
    assert desk.session.record.draft == {"value": "mean"}
    assert set(desk.submit({})["asks"]) == {"value", "confidence"}
    assert set(desk.submit({"value": "mean", "confidence": "81"})["asks"]) == {"confidence"}


def test_every_attempt_is_kept_the_first_one_too(desk):
    """Wrong, then right: both are in the record, and the history shows them in order."""
    desk.submit({"value": "mean", "confidence": "95"})
    assert desk.shown["feedback"]["correct"] is False
    desk.submit(RALLY)
    assert desk.shown["feedback"]["correct"] is True
    assert [entry["answer"] for entry in desk.session.record.attempts] == [{"value": "mean", "confidence": "95"}, RALLY]
    assert [line.split(": ", 1)[1] for line in desk.shown["history"]] == [
        "5,000 is right, because it is in the newspaper and is also the mean of all three numbers., 95 %",
        "All three claims can be true at the same time, even though their numbers differ., 80 %",
    ]


def test_the_same_answer_again_is_not_a_new_attempt(desk):
    """An impatient double click counts once."""
    desk.submit(RALLY)
    desk.submit(RALLY)
    assert len(desk.session.record.attempts) == 1


def test_the_second_hint_comes_after_an_attempt(desk):
    """The first hint is free, the others open one at a time once something has been tried."""
    assert desk.shown["hint"] == "free"
    desk.send("hint")
    assert (len(desk.shown["hints"]), desk.shown["hint"]) == (1, "after attempt")
    desk.send("hint")
    assert len(desk.shown["hints"]) == 1
    desk.submit(RALLY)
    desk.send("hint")
    assert (len(desk.shown["hints"]), desk.shown["hint"]) == (2, "free")
    desk.send("hint")
    desk.send("hint")
    assert (len(desk.shown["hints"]), desk.shown["hint"]) == (3, "none")


def test_the_model_comes_after_the_students_own_sentence(desk):
    """E03: answer, then a sentence of one's own, then the example to compare with."""
    desk.submit(RALLY)
    assert desk.shown["after"]["model"] is None
    assert desk.submit(RALLY, step="reason")["asks"] == {"after": "Please write a sentence here."}
    desk.submit(RALLY | {"after": "First 8,000 were expected."}, step="reason")
    assert "expected 8,000" in desk.shown["after"]["model"]
    assert desk.session.record.attempts[-1]["answer"] == {"after": "First 8,000 were expected."}


MARKED = {"value": {"marks": "W6 17-19 S; W7 5-9 S; W7 19-21 S", "language": "en"}}


def test_marks_made_before_the_text_was_reworded_are_kept_and_say_so(workspace):
    """An answer as 0.1.0 wrote it, when W7 said 'made out'; beyond the end of W7 there was one word more."""
    attempt = {"at": "2026-01-10T10:00:00+01:00", "step": "answer", "language": "en", "answer": MARKED}
    record = Record("faulty-passages", "troops", "1", "en", revision=1, attempts=(attempt,), draft=MARKED)
    path = workspace / "answers/faulty-passages.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(record)), encoding="utf-8")
    desk = Desk(workspace, "faulty-passages", version="2")
    history = desk.shown["history"][0].split("\n")
    assert history[1:4] == ["S W6: of up 12,000", "S W7: have already been identified 3,000", "S W7: 19-21"]
    assert "may have changed" in history[4]
    assert any("may have changed" in remark["text"] for remark in desk.shown["feedback"]["remarks"])
    assert desk.session.latest == MARKED["value"]
    assert json.loads(path.read_text(encoding="utf-8"))["attempts"] == [attempt]
    desk.submit(MARKED)
    assert [entry["answer"] for entry in desk.session.record.attempts] == [MARKED, MARKED]
    assert not any("changed" in remark["text"] for remark in desk.shown["feedback"]["remarks"])
    assert "may have changed" in desk.shown["history"][0]
    assert "changed" not in desk.shown["history"][1]


def test_marked_words_are_shown_as_they_were_when_the_text_is_reworded(workspace):
    """The words are kept beside the marks; the same marks handed over again are then a new answer."""
    Desk(workspace, "faulty-passages").submit(MARKED)
    path = workspace / "data/troops/article.en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("identified 3,000", "found some 3,000"), encoding="utf-8")
    desk = Desk(workspace, "faulty-passages")
    said = desk.shown["history"][0].split("\n")
    assert said[2] == "S W7: have already been identified 3,000"
    assert said[-1].startswith("(The text has changed since")
    assert sheet.said(desk.session.exercise, desk.session.record.attempts[0], "en")["answer"].split("\n") == said[1:]
    assert any("has changed since" in remark["text"] for remark in desk.shown["feedback"]["remarks"])
    desk.submit(MARKED)
    assert "found some" in desk.shown["history"][1]
    assert not any("changed" in remark["text"] for remark in desk.shown["feedback"]["remarks"])
    desk.submit(MARKED)
    assert len(desk.shown["history"]) == 2


@pytest.mark.parametrize("words", [7, None, ["W7"], {"a": "b"}, "", "x" * 9])
def test_kept_words_of_any_kind_stop_nothing(workspace, words):
    """The file may have been edited by hand."""
    desk = Desk(workspace, "faulty-passages")
    desk.submit(MARKED)
    path = workspace / "answers/faulty-passages.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["attempts"][0]["words"] = words
    path.write_text(json.dumps(record), encoding="utf-8")
    assert "changed since" in Desk(workspace, "faulty-passages").shown["history"][0]


def test_messages_that_arrive_late_or_twice_change_nothing(desk):
    """Numbers grow within a view; an older one is acknowledged and ignored."""
    desk.send("draft", {"value": "mean"}, number=5)
    reply = desk.send("draft", {"value": "two-are-untrue"}, number=4)
    assert reply["problem"] is None
    assert desk.session.record.draft == {"value": "mean"}


def test_a_submission_that_arrives_late_still_counts(desk):
    """Only late drafts are overtaken; an answer handed over is kept, and does not take the newer draft away."""
    desk.send("draft", {"value": "two-are-untrue"}, number=5)
    desk.send("submit", RALLY, number=4, step="answer")
    assert [entry["answer"] for entry in desk.session.record.attempts] == [RALLY]
    assert desk.session.record.draft == {"value": "two-are-untrue"}


def test_a_submission_sent_again_after_a_hint_brings_its_text_along(desk, monkeypatch):
    """The hint has carried nothing: what stands in the fields comes with the submission alone."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert desk.send("submit", RALLY, number=4, step="answer")["problem"]
    desk.send("hint", number=5)
    assert desk.send("submit", RALLY, number=4, step="answer")["problem"] is None
    assert (desk.session.record.draft, len(desk.session.record.attempts)) == (RALLY, 1)


@pytest.mark.parametrize("step", ["bogus", "reason", ""])
def test_only_what_is_asked_for_can_be_handed_over(desk, step):
    """No other step becomes an attempt, and no reason comes before its answer."""
    with pytest.raises(ValueError, match="nothing to hand over"):
        desk.submit(RALLY | {"after": "x"}, step=step)
    assert desk.session.record.attempts == ()


def test_two_views_that_type_at_once_lose_nothing(workspace, desk):
    """A view that has not seen the other's draft does not overwrite it silently: it is kept, and said."""
    desk.send("draft", {"after": "a long text of the first view"}, revision=0)
    desk.view = "v2"
    desk.send("draft", {"value": "mean"}, number=1, revision=0)
    assert desk.session.record.draft == {"value": "mean"}
    assert any("a long text" in line for line in desk.shown["kept"])
    assert any("another window" in notice for notice in desk.shown["notices"])


def test_drafts_sent_faster_than_they_are_acknowledged_are_no_conflict(desk):
    """One view's own drafts follow each other, whatever revision they still name."""
    for word in ("a", "ab", "abc"):
        desk.send("draft", {"after": word}, revision=0)
    assert (desk.session.record.draft, desk.shown["kept"], desk.shown["notices"]) == ({"after": "abc"}, [], [])


def test_a_hint_does_not_make_another_kernels_draft_disappear(workspace, desk, monkeypatch):
    """Kernel B types, A asks for a hint and types: B's words are kept."""
    desk.send("draft", {"value": "mean"})
    other = Desk(workspace, view="other")
    monkeypatch.setattr(module, "WRITER", "another kernel")
    other.send("draft", {"after": "B's own words"})
    monkeypatch.undo()
    desk.send("hint")
    desk.send("draft", {"value": "two-are-untrue"})
    assert any("B's own words" in line for line in desk.shown["kept"])


def test_two_languages_in_one_kernel_are_two_windows(workspace, desk):
    """The German and the English notebook of one kernel keep each other's drafts."""
    german = Desk(workspace, language="de", view="de")
    desk.send("draft", {"after": "English words"})
    german.send("draft", {"after": "deutsche Wörter"})
    assert any("English words" in line for line in german.shown["kept"])


def test_a_text_beyond_all_measure_is_refused_and_said(desk):
    """Two million characters are no answer; what stood there before stays."""
    desk.send("draft", {"after": "short"})
    assert "too long" in desk.send("draft", {"after": "x" * 2_000_001})["problem"]
    assert desk.session.record.draft == {"after": "short"}


def test_two_views_number_their_messages_on_their_own(workspace, desk):
    """The second view starts at one again and is heard."""
    desk.send("draft", {"value": "mean"}, number=9)
    desk.view = "v2"
    desk.send("draft", {"value": "two-are-untrue"}, number=1)
    assert desk.session.record.draft == {"value": "two-are-untrue"}


def test_a_disk_that_fails_is_said_and_the_same_message_may_come_again(desk, monkeypatch):
    """Not saved is said with the reason; when there is room again, the repeated message is taken."""
    with monkeypatch.context() as patch:

        def full(*_):
            raise OSError(28, "No space left on device")

        patch.setattr(os, "fsync", full)
        reply = desk.submit(RALLY)
        assert reply["problem"].startswith("Not saved. The disk is full.")
        assert desk.shown["feedback"] is None
    reply = desk.send("submit", RALLY, number=desk.number, step="answer")
    assert reply["problem"] is None
    assert desk.shown["feedback"]["correct"] is True


def test_another_kernel_on_the_same_exercise_is_said_and_nothing_lost(workspace, desk, monkeypatch):
    """Both kernels' attempts stay, the draft that would have been overwritten is kept, and both windows say so."""
    other = Desk(workspace, view="other")
    desk.submit({"value": "mean", "confidence": "50"})
    monkeypatch.setattr(module, "WRITER", "another kernel")
    other.send("draft", {"value": "all-can-be-true", "after": "my own words"})
    other.submit(RALLY | {"after": "my own words"})
    monkeypatch.undo()
    desk.send("draft", {"value": "two-are-untrue"})
    assert len(desk.session.record.attempts) == 2
    assert desk.session.record.draft == {"value": "two-are-untrue"}
    assert any("another window" in notice for notice in desk.shown["notices"])
    assert any("my own words" in line for line in desk.shown["kept"])


def test_a_text_overtaken_by_another_window_can_be_kept(desk):
    """What a tab could not save in time is shown again beside the newer answer, once."""
    desk.send("keep", {"after": "typed too late"})
    desk.send("keep", {"after": "typed too late"})
    assert [line.split(": ", 1)[1] for line in desk.shown["kept"]] == ["typed too late"]


def test_reopening_shows_what_was_answered(workspace, desk):
    """Another day: attempts, hints and draft are there, with the feedback to the last attempt."""
    desk.send("hint")
    desk.submit({"value": "mean", "confidence": "50"})
    again = Desk(workspace, language="de")
    assert again.session.record.draft == {"value": "mean", "confidence": "50"}
    assert again.shown["feedback"]["remarks"][0]["text"].startswith("Der Mittelwert ist hier tatsächlich 5.000")
    assert again.shown["hints"] == [
        "Lesen Sie noch einmal, was bei jeder Zahl auf „Was?“, „Wo?“ und „Wann?“ geantwortet wird."
    ]


def test_an_answer_to_an_older_version_of_the_exercise_is_kept_and_said(workspace, desk):
    """A teacher removes an option that was chosen: no error, and the student is asked to answer anew."""
    desk.submit({"value": "mean", "confidence": "50"})
    path = workspace / "data/troops/exercises/three-numbers-one-rally.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: mean", "id: average"), encoding="utf-8")
    again = Desk(workspace)
    assert "more is asked here than when you last answered" in again.shown["feedback"]["remarks"][0]["text"]
    assert len(again.session.record.attempts) == 1


def test_an_unreadable_answer_is_said_in_the_face(workspace, desk):
    """The student learns that the file was set aside, and can answer."""
    desk.submit(RALLY)
    desk.answers.path("three-numbers-one-rally").write_bytes(b"\0\0")
    again = Desk(workspace)
    assert "could not be read" in again.shown["notices"][0]
    assert again.submit(RALLY)["problem"] is None


def test_a_folder_that_cannot_be_written_is_said_before_anyone_types(workspace):
    """The notice stands there when the exercise opens."""
    (workspace / "answers").write_text("in the way")
    assert "cannot be saved here" in Desk(workspace).shown["notices"][0]


@pytest.mark.parametrize("values", [3, [1], {"value": 3}, {"value": ["x"]}, {"value": {"low": 3}}, {"value": None}])
def test_values_of_another_shape_are_refused(desk, values):
    """What no face sends is refused, not stored."""
    with pytest.raises(ValueError, match=r"map|text"):
        desk.send("draft", values)
    assert desk.session.record.draft == {}


def test_an_answer_of_one_megabyte_is_kept_whole(desk):
    """A pasted book is saved like any other text."""
    text = "ä" * 1_000_000
    assert desk.send("draft", {"after": text})["problem"] is None
    assert desk.answers.read("three-numbers-one-rally")[0].draft["after"] == text


def test_a_range_shows_its_pattern_and_that_it_will_come_again(workspace):
    """E01: nothing is judged; the feedback follows the shape of the range, then what happens with it."""
    desk = Desk(workspace, "first-impression", "de")
    desk.submit({"value": {"low": "3.000", "high": "12 000"}, "confidence": "90"})
    feedback = desk.shown["feedback"]
    assert feedback["correct"] is None
    assert feedback["remarks"][0]["text"].startswith("Ihr Bereich enthält alle drei Zahlen des Textes.")
    assert feedback["remarks"][1]["text"].startswith("Es gibt hier keine richtige Lösung.")
    assert feedback["others"] == []


def test_a_message_that_no_face_sends_changes_nothing(desk):
    """It is refused, and what is on disk stays."""
    desk.send("draft", {"value": "mean"})
    with pytest.raises(ValueError, match="unknown message"):
        desk.send("dance")
    assert desk.answers.read("three-numbers-one-rally")[0].draft == {"value": "mean"}


def test_what_cannot_be_read_is_not_looked_back_on(desk, workspace):
    """An earlier answer that is damaged does not stop the later exercise."""
    desk.answers.path("low-best-high").mkdir(parents=True)
    desk.session.earlier = desk.content.exercise("low-best-high")
    assert not desk.shown.get("look_back")


def test_an_answer_that_was_damaged_meanwhile_is_put_aside_and_said(desk):
    """What is typed now is saved all the same."""
    desk.send("draft", {"value": "mean"})
    desk.answers.path("three-numbers-one-rally").write_bytes(b"{")
    assert desk.send("draft", {"value": "two-are-untrue"})["problem"] is None
    assert any("unreadable" in notice for notice in desk.shown["notices"])
