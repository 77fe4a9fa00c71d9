"""A kind of exercise that only this file knows works everywhere, once its module is complete and it is registered."""

import itertools
from typing import Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from geo_lesson import open_class, open_lesson
from geo_lesson.common.fields import LocalText
from geo_lesson.common.language import Text
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises import any_kind
from geo_lesson.exercises.any_kind import any_exercise, register
from geo_lesson.exercises.base import Exercise
from geo_lesson.exercises.results import AnswerSpace, Feedback, OptionFeedback, Outcome, Remark, Response
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.printing.guide import guide
from geo_lesson.teacher.printing.paper import paper

WORDS = {"yes": Text("Ja", "Yes"), "no": Text("Nein", "No")}


class YesOrNo(Exercise):
    """Say yes or no. An answer is "yes" or "no"."""

    kind: Literal["yes-or-no"]
    right: Literal["yes", "no"]
    feedback: dict[Literal["yes", "no"], LocalText]

    def missing_fields(self, answer):
        return () if answer in WORDS else (("value", Text("Ja oder nein?", "Yes or no?")),)

    def outcome(self, answer):
        return Outcome(answer == self.right)

    def judge(self, answer):
        return Feedback(self.outcome(answer), (Remark(self.feedback[answer], WORDS[answer], answer == self.right),))

    def describe(self, answer, language):
        return WORDS[answer][language] if answer in WORDS else "–"

    def responses(self, answer, language):
        return [Response("", WORDS[answer][language], answer == self.right)]

    def possible_responses(self, language):
        return [Response("", text[language], id == self.right) for id, text in WORDS.items()]

    def task_data(self, language):
        return {"options": [{"id": id, "text": text[language]} for id, text in WORDS.items()]}

    def answer_space(self, language):
        return AnswerSpace("circles", tuple(("", text[language]) for text in WORDS.values()), "Tick one circle.")

    def expected(self):
        return tuple(Remark(self.feedback[id], text, id == self.right) for id, text in WORDS.items())

    def option_feedback(self):
        return [OptionFeedback(("feedback", id), id == self.right, text) for id, text in self.feedback.items()]


FILE = """
id: half-as-many
kind: yes-or-no
minutes: 2
title: {de: Halb so viele?, en: Half as many?}
prompt: {de: Folgt das aus den Zahlen?, en: Does that follow from the numbers?}
right: "no"
feedback:
  "yes": {de: Verglichen wird Verschiedenes., en: "The two numbers count different things."}
  "no": {de: Der Vormittag ist kein ganzer Tag., en: A morning is no whole day.}
"""


@pytest.fixture
def registered(monkeypatch):
    """The kind, registered as those of the package are, for one test."""
    monkeypatch.setattr(any_kind, "_kinds", dict(any_kind._kinds))
    monkeypatch.setattr(any_kind, "_models", dict(any_kind._models))
    register(YesOrNo)


@pytest.fixture
def lesson_of_it(small, registered, monkeypatch):
    """A lesson with an exercise of this kind, opened where we are."""
    (small / "exercises" / "half-as-many.yaml").write_text(FILE, encoding="utf-8")
    monkeypatch.chdir(small.parent.parent)
    return open_lesson("small", "en", student="Anna")


NUMBERS = itertools.count(1)


def hand_over(lesson, *answers):
    """Submit answers to the exercise, each as a browser would; returns what is shown after the last."""
    widget = lesson.exercise("half-as-many")
    for answer in answers:
        message = {"type": "submit", "step": "answer", "view": "v", "number": next(NUMBERS), "revision": 10**6}
        widget._handle_custom_msg(message | {"values": {"value": answer}}, [])
    return widget.feedback_view


def test_it_is_answered_judged_and_described(lesson_of_it):
    """Nothing written is asked about; a mistake and the right answer get their own feedback."""
    assert hand_over(lesson_of_it, "")["feedback"] is None
    shown = hand_over(lesson_of_it, "yes", "no")
    assert shown["feedback"]["correct"] is True
    assert [remark["text"] for remark in shown["feedback"]["remarks"]] == ["A morning is no whole day."]
    assert [line.partition(": ")[2] for line in shown["history"]] == ["Yes", "No"]


def test_it_goes_into_the_hand_in_and_is_counted_in_a_class(lesson_of_it, small):
    """With each answer in words, right or not, and the answers that nobody gave."""
    hand_over(lesson_of_it, "yes", "no")
    lesson_of_it.hand_in("blue whale 7")
    folder = small.parent.parent / "hand-in"
    (page,) = (file.read_text(encoding="utf-8") for file in folder.glob("*.html"))
    assert "Half as many?" in page
    group = open_class(folder, "en")
    (row,) = group.answers[group.answers.exercise == "half-as-many"].to_dict("records")
    assert (row["kind"], row["first"], row["last"]) == ("yes-or-no", "Yes", "No")
    assert (row["first_correct"], row["last_correct"]) == ("false", "true")
    overview = group.exercise("half-as-many")._repr_mimebundle_()["text/html"]
    assert "Yes" in overview
    assert "No" in overview


def test_it_is_printed_on_paper_and_in_the_guide_and_shown_by_a_projector(lesson_of_it):
    """On paper with room to answer and the key; in the guide with what there is to expect."""
    printed = paper(lesson_of_it.content, "en")
    assert "Tick one circle." in printed
    assert "A morning is no whole day." in printed
    assert "A morning is no whole day." in guide(lesson_of_it.content, "en")
    projected = lesson_of_it.projector("half-as-many")._repr_mimebundle_()["text/html"]
    assert "<span>Yes</span>" in projected
    assert "A morning" not in projected


def test_check_reads_it(lesson_of_it, small):
    """Nothing is wrong; then a wrong answer is praised, a key is misspelt, and the right answer is no word of it."""
    assert lesson_problems(small) == []
    path = small / "exercises" / "half-as-many.yaml"
    for old, new, message in (
        ("The two numbers", "Right, the two numbers", '"feedback", "yes"'),
        ("right:", "rihgt:", '"rihgt"'),
        ('"no"\n', '"maybe"\n', "maybe"),
    ):
        path.write_text(FILE.replace(old, new), encoding="utf-8")
        reports = [problem.message.en + str(problem.fix and problem.fix.en) for problem in lesson_problems(small)]
        assert any(message in report for report in reports), reports


def test_it_can_be_a_part(small, registered):
    """Of an exercise of several parts, beside another kind; and it is in the schema for editors."""
    body = "\n".join(f"    {line}" for line in FILE.strip().splitlines()).replace("half-as-many", "{id}")
    parts = "\n".join(f"  - {body.replace('{id}', id).strip()}" for id in ("first", "second"))
    text = f"id: half-as-many\nkind: parts\ntitle: {{de: Zwei, en: Two}}\nparts:\n{parts}\n"
    (small / "exercises" / "half-as-many.yaml").write_text(text, encoding="utf-8")
    exercise = LessonFolder(small).exercise("half-as-many")
    assert [type(part) for part in exercise.parts] == [YesOrNo, YesOrNo]
    assert "YesOrNo" in TypeAdapter(any_exercise()).json_schema()["$defs"]


METHODS = sorted(Exercise.__abstractmethods__)


@pytest.mark.parametrize("method", METHODS)
def test_a_kind_without_one_of_its_methods_is_refused(method, registered):
    """When it is registered, not when a class is counted or a page printed."""
    body = {name: YesOrNo.__dict__[name] for name in METHODS if name != method}
    incomplete = type("Incomplete", (Exercise,), {"__annotations__": {"kind": Literal["incomplete"]}, **body})
    with pytest.raises(TypeError, match=f"Incomplete lacks {method}"):
        register(incomplete)


def test_without_being_registered_it_is_unknown(small):
    """The registry of one test is not that of the next."""
    (small / "exercises" / "half-as-many.yaml").write_text(FILE, encoding="utf-8")
    with pytest.raises(Exception, match="yes-or-no") as error:
        LessonFolder(small).exercise("half-as-many")
    assert not isinstance(error.value, ValidationError)
