"""Every kind of exercise over the wire, from a mistake to the right answer, and found again by another kernel."""

import pytest
from answering import any_answer, is_judged, mistakes, model_answers, whole_values
from kernel import Kernel
from paths import GOOD

from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.mark_text import MarkText

KINDS = LessonFolder(GOOD / "kinds")
LINES = {of: KINDS.article(of).lines for of in LANGUAGES}
EXERCISES = [id for chapter in KINDS.config.chapters for id in chapter.exercises]


@pytest.fixture
def kernels(kinds):
    """Call it for a new kernel in the folder of the lesson."""
    opened = []

    def start():
        opened.append(Kernel(kinds.parent.parent))
        return opened[-1]

    yield start
    for kernel in opened:
        kernel.close()
        assert kernel.errors == []


def parts(id):
    """The parts of an exercise, as they are judged."""
    for _, part in keyed(KINDS.exercise(id)):
        yield part.prepared(article=LINES) if isinstance(part, MarkText) else part


def best(exercise, language):
    """The right answer, or any whole one where nothing is judged."""
    return next(model_answers(exercise, language)) if is_judged(exercise) else any_answer(exercise, language)


def hand_over(kernel, widget, exercise, value, language):
    """Submit an answer with all that belongs to it; returns the feedback."""
    values = whole_values(exercise, value, language)
    reply = kernel.tell(widget, "submit", values=values, step="answer")
    assert (reply["problem"], reply["asks"]) == (None, {})
    return kernel.feedback_view(widget)["feedback"]


def work_through(kernel, widget, exercise, language):
    """Nothing, a mistake where there are any, a hint, then the best answer and what follows it."""
    assert kernel.feedback_view(widget)["waits"] is False
    assert kernel.tell(widget, "submit", values={}, step="answer")["asks"]
    assert kernel.feedback_view(widget)["feedback"] is None
    if is_judged(exercise):
        wrong, remark = next(mistakes(exercise, language))
        feedback = hand_over(kernel, widget, exercise, wrong, language)
        assert feedback["correct"] is not True
        assert remark[language] in [given["text"] for given in feedback["remarks"] + feedback["others"]]
    if exercise.hints:
        kernel.tell(widget, "hint")
        assert kernel.feedback_view(widget)["hints"] == [exercise.hints[0][language]]
    right = best(exercise, language)
    feedback = hand_over(kernel, widget, exercise, right, language)
    assert feedback["correct"] is (True if is_judged(exercise) else None)
    assert all(remark["text"] for remark in feedback["remarks"])
    if after := kernel.feedback_view(widget)["after"]:
        assert after["model"] is None
        done = {after["items"][0]["id"]: "yes"} if after["items"] else "One sentence."
        values = whole_values(exercise, right, language) | {"after": done}
        assert kernel.tell(widget, "submit", values=values, step="reason")["problem"] is None
        assert kernel.feedback_view(widget)["after"]["model"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_answered_revised_and_found_again(kernels, language):
    """All that was shown is shown again by a new kernel, and what stood in the fields stands there."""
    kernel, seen = kernels(), {}
    for id in EXERCISES:
        for exercise, widget in zip(parts(id), kernel.exercise_parts(id, language, "kinds"), strict=True):
            work_through(kernel, widget, exercise, language)
            seen[exercise.id] = kernel.feedback_view(widget)
    again = kernels()
    for id in EXERCISES:
        for exercise, widget in zip(parts(id), again.exercise_parts(id, language, "kinds"), strict=True):
            assert again.feedback_view(widget) == seen[exercise.id]
            draft = again.models[widget]["draft"]["values"]
            assert draft["value"] == best(exercise, language)


def test_the_next_part_opens_in_the_page_that_waits_for_it(kernels):
    """The widget is told when the part before it is handed over, and not earlier."""
    kernel = kernels()
    widgets = kernel.exercise_parts("step-by-step", lesson="kinds")
    assert [kernel.feedback_view(widget)["waits"] for widget in widgets] == [False, True, True, True, True]
    kernel.tell(widgets[0], "draft", values={"value": {"percent": "50"}})
    assert kernel.feedback_view(widgets[1])["waits"] is True
    kernel.tell(widgets[0], "submit", values={"value": {"percent": "50"}}, step="answer")
    assert [kernel.feedback_view(widget)["waits"] for widget in widgets] == [False, False, True, True, True]


def test_the_list_of_a_text_stays_in_python_until_the_text_is_there(kernels):
    """And its example until the list has been handed over."""
    kernel = kernels()
    (widget,) = kernel.exercise_parts("own-words", lesson="kinds")
    assert "who gives it" not in str(kernel.models[widget])
    values = {"value": "250 came.", "confidence": "50"}
    kernel.tell(widget, "submit", values=values, step="answer")
    assert "who gives it" in str(kernel.models[widget])
    assert "class 9b counted" not in str(kernel.models[widget])
    kernel.tell(widget, "submit", values=values | {"after": {"who": "yes"}}, step="reason")
    assert "class 9b counted" in str(kernel.models[widget])
