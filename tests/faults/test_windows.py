"""Several kernels, clocks that are set back, and cells in any order."""

from datetime import datetime, timedelta

import pytest
from kernel import Kernel

from geo_lesson.student import session

RALLY = {"value": "all-can-be-true", "confidence": "80"}


@pytest.fixture
def kernels(workspace):
    """Call it for a new kernel beside the English notebooks."""
    opened = []

    def start():
        opened.append(Kernel(workspace / "notebooks" / "en"))
        return opened[-1]

    yield start
    for kernel in opened:
        kernel.close()


def test_two_kernels_on_one_exercise(kernels):
    """The attempts of both count. A text that would be overwritten is kept beside the new one; the exercise says so."""
    one, two = kernels(), kernels()
    first, second = one.exercise("three-numbers-one-rally"), two.exercise("three-numbers-one-rally")
    one.tell(first, "submit", values={"value": "mean", "confidence": "95"}, step="answer")
    two.tell(second, "submit", values=RALLY | {"after": "words of the second"}, step="answer", revision=0)
    one.tell(first, "draft", values=RALLY | {"after": "words of the first"}, revision=1)
    view = one.feedback_view(first)
    assert len(view["history"]) == 2
    assert "words of the second" in view["kept"][-1]
    for kernel, widget in ((one, first), (two, second)):
        assert any("another window" in notice for notice in kernel.feedback_view(widget)["notices"])
    assert one.errors == two.errors == []


def test_a_clock_that_is_set_back(opened, send, monkeypatch):
    """Answers stay in the order in which they were submitted; the first one stays the first."""
    controller = opened()
    now = datetime.now().astimezone()
    for days, values in enumerate([{"value": "mean", "confidence": "95"}, RALLY]):
        at = (now - timedelta(days=days)).isoformat(timespec="seconds")
        monkeypatch.setattr(session, "_now", lambda at=at: at)
        send(controller, "submit", **values)
    view = opened().session.feedback_view()
    assert view["feedback"]["correct"] is True
    assert [line[-4:] for line in view["history"]] == ["95 %", "80 %"]


def test_a_cell_before_the_first_one(kernels):
    """Python says that it does not know `lesson`; after 'Run All Cells' everything is there."""
    kernel = kernels()
    kernel.run("lesson.exercise('three-numbers-one-rally')")
    assert [(name, "lesson" in traceback[-1]) for _, name, traceback in kernel.errors] == [("NameError", True)]
    widget = kernel.exercise("three-numbers-one-rally")
    assert kernel.tell(widget, "submit", values=RALLY, step="answer")["problem"] is None


def test_a_shared_account_where_nobody_can_be_asked(workspace, kernels):
    """Nothing is kept that the next one would see, and each exercise says why; so it is where Voila shows notebooks."""
    path = workspace / "data/troops/lesson.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("shared_account: false", "shared_account: true"))
    for _ in range(2):
        kernel = kernels()
        widget = kernel.exercise("three-numbers-one-rally")
        (notice,) = kernel.feedback_view(widget)["notices"]
        assert "Several people use this account" in notice
        assert (
            "Several people use this account" in kernel.tell(widget, "submit", values=RALLY, step="answer")["problem"]
        )
        kernel.run("lesson.progress(), lesson.hand_in()")
        assert kernel.errors == []
    assert not (workspace / "answers").exists()
    assert not (workspace / "hand-in").exists()
