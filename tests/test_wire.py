"""Every kind of exercise over the wire, from a mistake to the right answer, and found again by another kernel."""

from pathlib import Path

import pytest
from answering import any_answer, is_judged, mistakes, model_answers, whole_values
from wire import Kernel

from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.mark_text import MarkText

KINDS = LessonFolder(Path(__file__).parent / "lessons" / "good" / "kinds")
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


def hand_over(kernel, face, exercise, value, language):
    """Submit an answer with all that belongs to it; returns the feedback."""
    values = whole_values(exercise, value, language)
    reply = kernel.tell(face, "submit", values=values, step="answer")
    assert (reply["problem"], reply["asks"]) == (None, {})
    return kernel.shown(face)["feedback"]


def work_through(kernel, face, exercise, language):
    """Nothing, a mistake where there are any, a hint, then the best answer and what follows it."""
    assert kernel.shown(face)["waits"] is False
    assert kernel.tell(face, "submit", values={}, step="answer")["asks"]
    assert kernel.shown(face)["feedback"] is None
    if is_judged(exercise):
        wrong, said = next(mistakes(exercise, language))
        feedback = hand_over(kernel, face, exercise, wrong, language)
        assert feedback["correct"] is not True
        assert said[language] in [remark["text"] for remark in feedback["remarks"] + feedback["others"]]
    if exercise.hints:
        kernel.tell(face, "hint")
        assert kernel.shown(face)["hints"] == [exercise.hints[0][language]]
    right = best(exercise, language)
    feedback = hand_over(kernel, face, exercise, right, language)
    assert feedback["correct"] is (True if is_judged(exercise) else None)
    assert all(remark["text"] for remark in feedback["remarks"])
    if after := kernel.shown(face)["after"]:
        assert after["model"] is None
        done = {after["items"][0]["id"]: "yes"} if after["items"] else "One sentence."
        values = whole_values(exercise, right, language) | {"after": done}
        assert kernel.tell(face, "submit", values=values, step="reason")["problem"] is None
        assert kernel.shown(face)["after"]["model"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_answered_revised_and_found_again(kernels, language):
    """All that was shown is shown again by a new kernel, and what stood in the fields stands there."""
    kernel, seen = kernels(), {}
    for id in EXERCISES:
        for exercise, face in zip(parts(id), kernel.faces(id, language, "kinds"), strict=True):
            work_through(kernel, face, exercise, language)
            seen[exercise.id] = kernel.shown(face)
    again = kernels()
    for id in EXERCISES:
        for exercise, face in zip(parts(id), again.faces(id, language, "kinds"), strict=True):
            assert again.shown(face) == seen[exercise.id]
            draft = again.models[face]["draft"]["values"]
            assert draft["value"] == best(exercise, language)


def test_the_next_part_opens_in_the_page_that_waits_for_it(kernels):
    """The face is told when the part before it is handed over, and not earlier."""
    kernel = kernels()
    faces = kernel.faces("step-by-step", lesson="kinds")
    assert [kernel.shown(face)["waits"] for face in faces] == [False, True, True, True, True]
    kernel.tell(faces[0], "draft", values={"value": {"percent": "50"}})
    assert kernel.shown(faces[1])["waits"] is True
    kernel.tell(faces[0], "submit", values={"value": {"percent": "50"}}, step="answer")
    assert [kernel.shown(face)["waits"] for face in faces] == [False, False, True, True, True]


def test_the_list_of_a_text_stays_in_python_until_the_text_is_there(kernels):
    """And its example until the list has been handed over."""
    kernel = kernels()
    (face,) = kernel.faces("own-words", lesson="kinds")
    assert "who gives it" not in str(kernel.models[face])
    values = {"value": "250 came.", "confidence": "50"}
    kernel.tell(face, "submit", values=values, step="answer")
    assert "who gives it" in str(kernel.models[face])
    assert "class 9b counted" not in str(kernel.models[face])
    kernel.tell(face, "submit", values=values | {"after": {"who": "yes"}}, step="reason")
    assert "class 9b counted" in str(kernel.models[face])
