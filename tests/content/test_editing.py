"""What a teacher changes: seen at once where it is right, said where it is not, and no answer is lost."""

import re
import shutil
from dataclasses import replace

import pytest
import yaml

from geo_lesson import LessonError, open_lesson
from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES

FILE = "data/troops/exercises/critical-pair.yaml"
QUESTION = "Unter welcher Bedingung widersprechen sich zwei der drei Angaben wirklich?"


@pytest.fixture
def here(workspace, monkeypatch):
    monkeypatch.chdir(workspace / "notebooks" / "de")
    return workspace


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def answered(lesson, id, **values):
    """The widget of an exercise after a student has answered it."""
    widget = lesson.exercise(id)
    message = {"type": "submit", "view": "v", "number": 1, "values": values, "step": "answer"}
    assert not widget.controller.session.handle(message).get("problem")
    return widget


def test_a_changed_question_is_there_when_its_cell_runs_again(here):
    """One file, one cell; the answer given before is still there."""
    lesson = open_lesson("troops", "de")
    answered(lesson, "critical-pair", value="always", confidence="65", reason="so")
    edit(here / FILE, QUESTION, "Wann können zwei nicht beide stimmen?")
    widget = lesson.exercise("critical-pair")
    assert widget.task["prompt"] == ["Wann können zwei nicht beide stimmen?"]
    assert len(widget.feedback_view["history"]) == 1


@pytest.mark.parametrize(("language", "said"), [("de", "ist hier kein bekannter Eintrag"), ("en", "unknown key")])
def test_a_wrong_edit_is_said_in_the_cell_and_loses_no_answer(here, language, said):
    """The problem list in the teacher's language, without a traceback; mended, the exercise shows the old answer."""
    lesson = open_lesson("troops", language)
    answered(lesson, "critical-pair", value="always", confidence="65", reason="so")
    before = {path: path.read_bytes() for path in (here / "answers").rglob("*.json")}
    assert before
    edit(here / FILE, "\nprompt:\n", "\npromt:\n")
    with pytest.raises(LessonError) as caught:
        lesson.exercise("critical-pair")
    report = "\n".join(caught.value._render_traceback_())
    assert said in report
    assert "“prompt”" in report or '"prompt"' in report or "„prompt“" in report
    assert re.search(rf"{FILE}:\d+: ", report)
    assert {path: path.read_bytes() for path in (here / "answers").rglob("*.json")} == before
    edit(here / FILE, "\npromt:\n", "\nprompt:\n")
    assert len(lesson.exercise("critical-pair").feedback_view["history"]) == 1


def test_one_exercise_in_the_other_language(here):
    """In a bilingual class: the same answers, asked and shown in English."""
    lesson = open_lesson("troops", "de", level=3)
    answered(lesson, "critical-pair", value="always", confidence="65", reason="so")
    widget = lesson.exercise("critical-pair", language="en")
    assert widget.task["title"] == "The critical pair"
    assert "different numbers" in widget.feedback_view["history"][0]
    assert widget.feedback_view["extension"].startswith("Write the claims")
    assert lesson.exercise("critical-pair").task["title"] == "Das kritische Paar"
    with pytest.raises(ValueError, match="language must be"):
        lesson.exercise("critical-pair", language="fr")


def test_the_projector_shows_the_task_and_nothing_else(here):
    """Large, with the sentences it is about; no feedback, hint, takeaway, field or confidence."""
    lesson = open_lesson("troops", "de")
    exercise = lesson.content.exercise("critical-pair")
    html = lesson.projector("critical-pair")._repr_mimebundle_()["text/html"]
    for text in (exercise.prompt.de, *(option.text.de for option in exercise.options)):
        assert text in html
    assert ">W6<" in html
    for text in (*(option.feedback.de for option in exercise.options), *(hint.de for hint in exercise.hints)):
        assert text not in html
    assert "<input" not in html
    assert "80 %" not in html
    assert "12,000" in lesson.projector("who-says-what", language="en")._repr_mimebundle_()["text/html"]
    part = lesson.projector("who-says-what", only=["c3000"])._repr_mimebundle_()["text/html"]
    assert '<th scope="row">3.000</th>' in part
    assert '<th scope="row">12.000</th>' not in part
    with pytest.raises(LessonError, match="c300"):
        lesson.projector("who-says-what", only=["c300"])


def german_only(value):
    """The same data with plain German strings in place of the texts in two languages."""
    if isinstance(value, dict) and set(value) == set(LANGUAGES) and isinstance(value["de"], str):
        return value["de"]
    if isinstance(value, dict):
        return {key: german_only(entry) for key, entry in value.items()}
    return [german_only(entry) for entry in value] if isinstance(value, list) else value


@pytest.fixture
def plain(workspace, monkeypatch):
    """The lesson of the notebooks as a teacher writes it who needs German only."""
    folder = workspace / "data/troops"
    for path in folder.rglob("*.yaml"):
        data = german_only(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))  # noqa: S506 - all is text
        if path.name == "lesson.yaml":
            data["languages"] = ["de"]
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path in folder.glob("*.en.md"):
        path.unlink()
    shutil.rmtree(workspace / "notebooks/en")
    monkeypatch.chdir(workspace / "notebooks/de")
    monkeypatch.setenv("LANGUAGE", "en")
    return workspace


def test_a_lesson_of_one_language_with_plain_strings_works_everywhere(plain, monkeypatch, capsys):
    """check, every exercise, figures, guide, paper, plan and copy; on an English machine, too."""
    monkeypatch.chdir(plain)
    assert main(["check", "data/troops", "--language", "en"]) == 0, capsys.readouterr().out
    monkeypatch.chdir(plain / "notebooks/de")
    lesson = open_lesson("troops")
    assert lesson.language == "de"
    assert "W18" in repr(lesson.article())
    for chapter in lesson.content.config.chapters:
        for id in chapter.exercises:
            lesson.exercise(id)
            lesson.projector(id)
    assert lesson.matrix().table
    assert lesson.progress()
    with pytest.raises(LessonError) as caught:
        lesson.exercise("critical-pair", language="en")
    assert "nicht in der Sprache „en“" in caught.value._render_traceback_()[0]
    with pytest.raises(LessonError, match="does not exist in"):
        open_lesson("troops", "en")
    monkeypatch.chdir(plain)
    for command in (["guide"], ["paper"], ["paper", "--plan", "45"], ["plan", "90"]):
        assert main([*command, "--language", "en"]) == 0
    assert 'lang="de"' in (plain / "guide.de.html").read_text(encoding="utf-8")
    assert 'language=\\"de\\"' in (plain / "notebooks/de/plan-90.ipynb").read_text(encoding="utf-8")
    assert main(["new", "meine-kopie", "--from", "troops", "--language", "de"]) == 0


def test_answers_of_version_1_are_shown_in_their_own_words_and_asked_again(here):
    """0.2 was a choice, 4.2 had one value for two: nothing is lost, nothing judged, no id stands in a text field."""
    lesson = open_lesson("troops", "en")
    old = {"do-the-figures-tally": "depends-on-what-was-counted", "plan-inflow-stock-part": {"m9 value": "stock"}}
    for id, value in old.items():
        attempt = {"at": "2026-01-01T10:00", "step": "answer", "language": "en", "answer": {"value": value}}
        draft = {"value": value, "confidence": "65"}
        lesson.answers.change(id, lambda record, a=attempt, d=draft: replace(record, draft=d, attempts=(a,)))
    first, sorted_ = (lesson.exercise(id) for id in old)
    for widget, said in (
        (first, "It depends on what was counted in each case."),
        (sorted_, "'total stock or total sent'"),
    ):
        assert said in widget.feedback_view["history"][0]
        assert widget.feedback_view["feedback"]["remarks"][0]["text"].startswith("Something else or more is asked here")
        assert widget.feedback_view["feedback"]["correct"] is None
    assert "value" not in first.draft["values"]
    right = {row.id: row.accept[0] for row in lesson.content.exercise("what-is-right-about-it").rows}
    sure = dict.fromkeys(right, "80")
    widget = answered(
        lesson, "what-is-right-about-it", value={f"{r} value": v for r, v in right.items()}, confidence=sure
    )
    assert (
        widget.controller.session.feedback_view()["look_back"]["then"] == "It depends on what was counted in each case."
    )
    answered(lesson, "do-the-figures-tally", value="No.")
    record, _ = lesson.answers.read("do-the-figures-tally")
    assert [a["answer"]["value"] for a in record.attempts] == ["depends-on-what-was-counted", "No."]
    assert record.draft["value"] == "No."
