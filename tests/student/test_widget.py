import time

import pytest
from gate import all_but_first
from kernel import Kernel

RIGHT = {"value": "all-can-be-true", "confidence": "80"}


@pytest.fixture(params=all_but_first(1, [True, False]), ids=["subshell", "main shell"])
def kernel(request, workspace):
    kernel = Kernel(workspace / "notebooks" / "en", subshell=request.param)
    yield kernel
    kernel.close()
    assert kernel.errors == []


def test_a_face_holds_no_key_before_the_answer(kernel):
    """What reaches the page is prompt and options; feedback and what is right stay in Python."""
    widget = kernel.exercise("three-numbers-one-rally")
    task = kernel.models[widget]["task"]
    assert [sorted(option) for option in task["options"]] == [["id", "text"]] * 4
    assert "coincidence" not in str(kernel.models[widget])
    assert "correct" not in str(task)


def test_answering_over_the_wire(kernel, workspace):
    """Draft, submit, feedback, reason, model answer: each is acknowledged, and on disk by then."""
    widget = kernel.exercise("three-numbers-one-rally")
    assert kernel.tell(widget, "draft", values={"value": "mean"})["problem"] is None
    file = workspace / "answers/troops/me/three-numbers-one-rally.json"
    assert '"mean"' in file.read_text()
    assert kernel.tell(widget, "submit", values={"value": "mean"}, step="answer")["asks"]
    kernel.tell(widget, "submit", values={"value": "mean", "confidence": "95"}, step="answer")
    assert kernel.feedback_view(widget)["feedback"]["correct"] is False
    kernel.tell(widget, "submit", values=RIGHT, step="answer")
    assert kernel.feedback_view(widget)["feedback"]["correct"] is True
    kernel.tell(widget, "submit", values=RIGHT | {"after": "One sentence."}, step="reason")
    assert "expected 8,000" in kernel.feedback_view(widget)["after"]["model"]


def test_faces_of_one_exercise_stay_in_step(kernel):
    """A twin shows the same feedback, and gets the draft of the other view but not its own back."""
    first = kernel.exercise("three-numbers-one-rally")
    second = kernel.exercise("three-numbers-one-rally")
    kernel.send(first, {"type": "here", "view": "v1"})
    kernel.send(second, {"type": "here", "view": "v2"})
    kernel.custom.clear()
    kernel.tell(first, "submit", values=RIGHT, step="answer")
    assert kernel.feedback_view(second) == kernel.feedback_view(first)
    (draft,) = [m for m in kernel.custom if m["type"] == "draft" and m["model"] == second]
    assert (draft["not"], draft["values"]) == ("v1", RIGHT)


def test_a_face_alone_gets_no_echo_of_its_draft(kernel):
    """A long text is not sent back to the page that has just sent it."""
    widget = kernel.exercise("three-numbers-one-rally")
    kernel.send(widget, {"type": "here", "view": "v1"})
    kernel.custom.clear()
    kernel.tell(widget, "draft", values={"after": "x" * 1_000_000})
    assert [message["type"] for message in kernel.custom] == ["ack"]


def test_a_face_whose_output_is_gone_is_closed(kernel):
    """Running a cell again and again leaves one living widget, not many."""
    first = kernel.exercise("first-impression")
    kernel.send(first, {"type": "here", "view": "v1"})
    second = kernel.exercise("first-impression")
    kernel.send(second, {"type": "here", "view": "v2"})
    kernel.send(first, {"type": "gone", "view": "v1"})
    assert first not in kernel.models
    assert second in kernel.models


def test_a_goodbye_from_a_stranger_closes_nothing(kernel):
    """Only the last view that was here takes its widget along, and only once."""
    widget = kernel.exercise("first-impression")
    kernel.send(widget, {"type": "here", "view": "v1"})
    kernel.send(widget, {"type": "gone", "view": "never here"})
    assert kernel.tell(widget, "draft", values={"value": {"low": "1"}})["problem"] is None


def test_reloaded_pages_leave_no_crowd_of_faces(kernel):
    """A reloaded page says no goodbye; of many widgets only the newest stay."""
    widgets = [kernel.exercise("first-impression") for _ in range(12)]
    assert sum(widget in kernel.models for widget in widgets) == 8
    assert widgets[-1] in kernel.models


def test_a_new_kernel_shows_the_last_answer(kernel, workspace):
    """The next morning, and in the other language: draft and feedback are there."""
    widget = kernel.exercise("three-numbers-one-rally")
    kernel.tell(widget, "submit", values=RIGHT, step="answer")
    again = Kernel(workspace / "notebooks" / "de")
    try:
        widget = again.exercise("three-numbers-one-rally", "de")
        assert again.models[widget]["draft"]["values"] == RIGHT
        assert again.feedback_view(widget)["feedback"]["remarks"][0]["text"].startswith("Ja. Erwartung,")
    finally:
        again.close()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "dance", "view": "v1", "number": 1},
        {"type": "draft", "view": "v1", "number": "many", "values": {}},
        {"type": "draft", "view": "v1", "number": None, "values": {}},
        {"type": "draft", "view": "v1", "number": 1, "values": [1]},
        {"type": "draft"},
        "hello",
        None,
    ],
)
def test_a_message_that_no_face_sends_is_answered_in_words(kernel, message):
    """JupyterLab would hide the exception; the widget says that something went wrong, and goes on working."""
    widget = kernel.exercise("three-numbers-one-rally")
    kernel.send(widget, message)
    assert kernel.custom[-1]["problem"].startswith("Something went wrong here")
    assert kernel.tell(widget, "draft", values={"value": "mean"})["problem"] is None


def test_an_answer_is_taken_while_a_cell_is_running(workspace):
    """In a subshell, judging and saving happen in a thread of their own, and do not wait for a long cell."""
    kernel = Kernel(workspace / "notebooks" / "en", subshell=True)
    try:
        widget = kernel.exercise("three-numbers-one-rally")
        start = time.monotonic()
        running = kernel.client.execute("import time; time.sleep(5)")
        assert kernel.tell(widget, "submit", values=RIGHT, step="answer")["problem"] is None
        assert time.monotonic() - start < 4.5, "the answer came only after the cell had ended"
        kernel.wait(running)
        assert kernel.errors == []
    finally:
        kernel.close()


def test_many_messages_at_once_leave_the_last_draft(kernel):
    """Fifty drafts sent without waiting: all acknowledged in order, the last one on disk."""
    widget = kernel.exercise("three-numbers-one-rally")
    posted = [
        kernel.post(widget, {"type": "draft", "view": "v1", "number": n, "values": {"after": str(n)}})
        for n in range(1, 51)
    ]
    kernel.wait(posted[-1])
    assert [m["number"] for m in kernel.custom if m["type"] == "ack"] == list(range(1, 51))
    widget = kernel.exercise("three-numbers-one-rally")
    assert kernel.models[widget]["draft"]["values"] == {"after": "50"}


def test_where_no_widget_can_be_shown_a_sentence_says_what_to_do(kernel):
    """text/plain of a widget is for readers of an export, in their language."""
    kernel.exercise("first-impression", "de")
    assert kernel.outputs[-1]["text/plain"] == "Erster Eindruck: Bitte diese Zelle ausführen."


def test_an_unknown_exercise_shows_problems_and_no_traceback(workspace):
    """A typo in a notebook ends in a short list in the reader's language."""
    kernel = Kernel(workspace / "notebooks" / "de")
    try:
        kernel.run("from geo_lesson import open_lesson\nlesson = open_lesson('troops', language='de')")
        kernel.run("lesson.exercise('first-impresion')")
        ((_, _, traceback),) = kernel.errors
        assert "Es gibt hier keine Aufgabe „first-impresion“." in traceback[0]
        assert not any("Traceback" in line or ".py" in line for line in traceback)
    finally:
        kernel.close()
