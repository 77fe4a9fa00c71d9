"""Every exercise we ship, answered over the wire as a browser would: wrong, a hint, right, and all there again."""

import pytest
from answering import any_answer, is_judged, mistakes, model_answers, whole_values
from gate import all_but_first
from kernel import Kernel
from shipped import LESSONS, ready

from geo_lesson.common.language import LANGUAGES
from geo_lesson.exercises.any_kind import keyed

HILL, TROOPS = LESSONS
RUNS = [(HILL, "en"), (TROOPS, "de"), (HILL, "de"), (TROOPS, "en")]


def opened(kernel, id):
    """The models of an exercise's widgets, one for each of its parts, in their order."""
    models = kernel.run(f"lesson.exercise('{id}')")
    return [model for model in models if "task" in kernel.models[model]]


def submit(kernel, model, values, step="answer"):
    answer = kernel.tell(model, "submit", step=step, values=values, revision=10**6)
    assert (answer["problem"], answer["asks"]) == (None, {})
    return kernel.feedback_view(model)["feedback"]


def answer(kernel, model, part, language):
    """Hand over a mistake if there is one to make, open a hint, hand over what is right, and what follows it."""
    if is_judged(part):
        wrong, said = next(mistakes(part, language))
        feedback = submit(kernel, model, whole_values(part, wrong, language))
        assert feedback["correct"] is False
        assert said[language] in [remark["text"] for remark in feedback["remarks"]]
    if part.hints:
        kernel.tell(model, "hint")
        assert kernel.feedback_view(model)["hints"] == [part.hints[0][language]]
    right = next(model_answers(part, language)) if is_judged(part) else any_answer(part, language)
    values = whole_values(part, right, language)
    feedback = submit(kernel, model, values)
    assert feedback["correct"] is (True if is_judged(part) else None)
    after = kernel.feedback_view(model)["after"]
    if after:
        values["after"] = {item["id"]: "yes" for item in after["items"]} or "Weil es so ist."
        submit(kernel, model, values, step="reason")
        model_answer = part.model if after["items"] else part.reason.model
        assert kernel.feedback_view(model)["after"]["model"] == (model_answer and model_answer[language])
    return values


@pytest.mark.parametrize(
    ("lesson", "language"), all_but_first(2, RUNS), ids=lambda one: one if one in LANGUAGES else one.config.id
)
def test_every_exercise_is_answered_over_the_wire(workspace, lesson, language):
    """Nothing raises in a callback, and every figure that belongs to an exercise is drawn after the answer."""
    kernel = Kernel(workspace)
    try:
        name = lesson.folder.name
        kernel.run(f"from geo_lesson import open_lesson\nlesson = open_lesson('{name}', language='{language}')")
        for id in (id for chapter in lesson.config.chapters for id in chapter.exercises):
            parts = [part for _, part in keyed(ready(lesson, id))]
            models = opened(kernel, id)
            assert [kernel.feedback_view(model)["waits"] for model in models] == [False, *[True] * (len(parts) - 1)]
            handed_over = [answer(kernel, model, part, language) for model, part in zip(models, parts, strict=True)]
            for model, part in zip(models, parts, strict=True):
                picture = kernel.models[model].get("picture")
                assert bool(picture and (picture["svg"] or picture["table"])) is bool(part.figure), id
            again = [kernel.models[model]["draft"]["values"] for model in opened(kernel, id)]
            assert again == handed_over
        assert kernel.errors == []
    finally:
        kernel.close()
