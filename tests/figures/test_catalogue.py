"""The figures of a lesson as notebooks and exercises ask for them: what cannot be drawn is said, never raised."""

import re
import shutil
from dataclasses import replace

import pytest
from paths import GOOD

from geo_lesson import LessonError, open_lesson
from geo_lesson.teacher.check.lesson import lesson_problems

CIRCLE = "  one: {label: {de: x, en: x}, within: two}\n  two: {label: {de: y, en: y}, within: one}\n"
MISSING = {"de": "Für dieses Bild stehen hier nicht die", "en": "what this picture needs is not stated here"}
LESSONS = ("troops", "hill", "small", "kinds")


@pytest.fixture
def here(workspace, monkeypatch):
    """A workspace with the real lessons and those for the tests."""
    for name in ("small", "kinds"):
        shutil.copytree(GOOD / name, workspace / "data" / name)
    monkeypatch.chdir(workspace)
    return workspace


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", LESSONS)
def test_each_figure_can_be_asked_for_without_names(here, name, language):
    """A picture of what the lesson has; where it has nothing for one, that is said."""
    lesson = open_lesson(name, language)
    for figure in ("ranges", "matrix", "sets", "timeline", "origins", "drift"):
        if name == "kinds":
            with pytest.raises(LessonError, match=rf"data/kinds: {MISSING[language]}"):
                getattr(lesson, figure)()
        else:
            assert getattr(lesson, figure)().alt
    assert lesson.confidence().alt


@pytest.mark.parametrize(
    ("figure", "names", "more", "file"),
    [
        ("ranges", ["c300"], {}, "claims.csv"),
        ("ranges", [["c3000"]], {}, "claims.csv"),
        ("matrix", ["c3000", None], {}, "claims.csv"),
        ("matrix", [], {"reading": "R99"}, "lesson.yaml"),
        ("matrix", [], {"reading": 2}, "lesson.yaml"),
        ("sets", ["R99"], {}, "lesson.yaml"),
        ("timeline", ["C9999"], {}, "claims.csv"),
        ("origins", ["nonsense"], {}, "claims.csv"),
        ("drift", ["x"], {}, "drift.csv"),
        ("drift", [1], {}, "drift.csv"),
    ],
)
def test_a_name_that_is_not_there_is_said(here, figure, names, more, file):
    """With the file that would hold it and what there is, in the language of the lesson."""
    with pytest.raises(LessonError, match=rf"data/troops/{file}: „.*“ gibt es hier nicht"):
        getattr(open_lesson("troops", "de"), figure)(*names, **more)


def test_a_claim_without_a_day_has_no_place_on_the_timeline(here):
    """The article does not say when its claims were made; the picture says so."""
    picture = open_lesson("troops", "de").timeline("c3000", "C031")
    assert picture.svg == ""
    assert "steht hier nicht: c3000." in picture.alt


@pytest.mark.parametrize(
    ("figure", "name", "old", "new", "said"),
    [
        ("ranges", "claims.csv", ",soldiers,", ",soldeirs,", "soldeirs"),
        ("sets", "places.csv", "russia,,", "russia,kursk,", "circle"),
        ("matrix", "claims.csv", ",russia,now,", ",rusia,now,", "rusia"),
        ("origins", "origins.csv", "c3000,", "c3000,c3000,stated,\nc3000,", "circle"),
        ("origins", "origins.csv", "c3000,", "c3000,c12000,implied,\nc12000,c3000,implied,\nc3000,", "circle"),
        ("drift", "drift.csv", "C0", "X0", "X0"),
        ("ranges", "lesson.yaml", "units:\n", f"units:\n{CIRCLE}", "circle"),
        ("timeline", "lesson.yaml", "statuses:\n", f"statuses:\n{CIRCLE}", "circle"),
    ],
)
def test_a_slip_in_a_table_shows_what_check_would_say(here, figure, name, old, new, said):
    """No traceback in the notebook."""
    path = here / "data/troops" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LessonError, match=said):
        getattr(open_lesson("troops", "en"), figure)()


def hand_over(lesson, id, *answers):
    """Put answers on disk as a widget would have, whatever they hold."""
    attempts = tuple({"at": "2026-01-01T10:00", "step": "answer", "language": "en", "answer": a} for a in answers)
    lesson.answers.change(id, lambda record: replace(record, attempts=attempts))


@pytest.mark.parametrize("sure", ["abc", "0", "1000", "", {"a": "80"}, ["80"], None, "79"])
def test_what_is_no_rating_does_not_count(here, sure):
    """An answer to an older version, or a damaged one, hides none of the others."""
    lesson = open_lesson("troops", "en")
    hand_over(lesson, "critical-pair", {"value": option(lesson, "critical-pair"), "confidence": "80"})
    hand_over(lesson, "averaging", {"value": option(lesson, "averaging"), "confidence": sure})
    assert "9 more ratings" in lesson.confidence().alt


def test_what_cannot_be_read_hides_no_rating(here):
    """A broken exercise and a broken answer are left out of the overview; only first answers count."""
    lesson = open_lesson("troops", "en")
    first = option(lesson, "critical-pair")
    hand_over(lesson, "critical-pair", {"value": first, "confidence": "80"}, {"value": first, "confidence": "25"})
    lesson.answers.path("averaging").write_bytes(b"{")
    (here / "data/troops/exercises/dating.yaml").write_text("{")
    assert "9 more ratings" in lesson.confidence().alt


def option(lesson, id):
    return lesson.content.exercise(id).options[0].id


BROKEN = [
    "{kind: sets, readings: [R99], claims: [c3000, c10000]}",
    "{kind: sets, readings: [R2], claims: [c3000, nobody]}",
    "{kind: nonsense}",
    "{}",
]


@pytest.mark.parametrize("figure", BROKEN)
def test_a_broken_figure_stops_no_answer(here, figure, caplog):
    """Feedback comes and the answer is kept; the picture says what it is not, until the file is mended."""
    path = here / "data/troops/exercises/dating.yaml"
    right = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^figure:.*(\n .*)*", f"figure: {figure}", right, flags=re.M), encoding="utf-8")
    widget = open_lesson("troops", "en").exercise("dating")
    values = {"value": option(open_lesson("troops", "en"), "dating"), "confidence": "80"}
    submit = {"type": "submit", "view": "v", "number": 1, "values": values, "step": "answer"}
    widget.controller.receive(widget, submit)
    assert widget.feedback_view["feedback"]
    assert widget.controller.session.record.attempts[0]["answer"] == values
    assert widget.picture["alt"].startswith("The picture for this exercise cannot be drawn. Your answer is saved.")
    assert "figure of dating" in caplog.text
    path.write_text(right, encoding="utf-8")
    widget = open_lesson("troops", "en").exercise("dating")
    widget.controller.receive(widget, {"type": "here", "view": "w", "number": 1})
    assert widget.picture["source"]


def test_a_slip_in_a_figure_is_named_with_its_line(here):
    """By `check`, as any other slip of the file."""
    path = here / "data/troops/exercises/kind-of-number.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  bounds: {", "  bound: {"), encoding="utf-8")
    (problem,) = lesson_problems(here / "data/troops")
    assert 'did you mean "bounds"' in problem.fix.en
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1].startswith("  bound: {")


@pytest.mark.parametrize(
    ("figure", "unknown"),
    [
        ("{kind: matrix, claims: [c3000, c10000], reading: R99}", "R99"),
        ("{kind: sets, readings: [R2, R99], claims: [c3000, c10000]}", "R99"),
        ("{kind: matrix, claims: [c3000, nobody]}", "nobody"),
    ],
)
def test_what_a_figure_names_and_is_not_there_is_named(here, figure, unknown):
    """By `check`: whoever reads the lesson first would else be the student, by a picture that cannot be drawn."""
    path = here / "data/troops/exercises/dating.yaml"
    right = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^figure:.*(\n .*)*", f"figure: {figure}", right, flags=re.M), encoding="utf-8")
    problems = [problem for problem in lesson_problems(here / "data/troops") if not problem.question]
    assert [unknown in problem.message.en for problem in problems] == [True]
