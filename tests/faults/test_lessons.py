"""Lessons that lose files or change while a notebook is open; answers of other releases."""

import json
import re
import shutil
from pathlib import Path

import pytest
from answering import any_answer, is_judged, model_answers, whole_values
from paths import ROOT

from geo_lesson import LessonError, open_lesson
from geo_lesson import lesson as module
from geo_lesson.common.language import LANGUAGES
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.exercises.mark_text import MarkText

HERE = Path(__file__).parent
LESSONS = ROOT / "data"
HILL = sorted(str(path.relative_to(LESSONS / "hill")) for path in (LESSONS / "hill").rglob("*.*"))
# By an English notebook; a lesson may do without origins.
NOT_NEEDED = {"README.md", "article.de.md", "glossary.yaml", "origins.csv"}
RALLY = {"value": "all-can-be-true", "confidence": "80"}


@pytest.fixture
def hill(tmp_path, monkeypatch):
    """The second case, open in a notebook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_OPEN", {})
    shutil.copytree(LESSONS / "hill", tmp_path / "data" / "hill")
    return open_lesson("hill", "en")


def everything(lesson):
    """All that a notebook may ask for, one after the other; yields the problems that are said."""
    asked = [
        lesson.article,
        lesson.cards,
        lesson.progress,
        lambda: lesson.sentences,
        lambda: lesson.claims._repr_html_(),
        lambda: lesson.record._repr_html_(),
        lesson.ranges,
        lesson.matrix,
        lesson.sets,
        lesson.origins,
        lambda: lesson.drift("on-the-hill"),
        lesson.confidence,
        lambda: lesson.compare("c25000", "c40000"),
        lesson.conflicts,
    ]
    named = [id for chapter in lesson.content.config.chapters for id in chapter.exercises]
    asked += [lambda id=id: lesson.exercise(id) for id in named]
    for ask in asked:
        try:
            ask()
        except LessonError as error:
            yield str(error)


@pytest.mark.parametrize("name", HILL)
def test_a_lesson_folder_that_is_half_deleted(hill, tmp_path, name):
    """What needs the missing file says which file is missing, in a sentence; everything else goes on."""
    (tmp_path / "data/hill" / name).unlink()
    if name == "lesson.yaml":
        with pytest.raises(LessonError, match="no lesson"):
            open_lesson("hill", "en")
    else:
        problems = list(everything(open_lesson("hill", "en")))
        assert len(problems) < 22  # of 28 things asked for
        assert problems or name in NOT_NEEDED or name.startswith("web/")  # pages are not shown yet
    list(everything(hill))


def test_a_lesson_that_is_gone_while_a_notebook_is_open(opened, send, workspace):
    """An exercise that is open can still be answered, and the answer is saved."""
    controller = opened()
    shutil.rmtree(workspace / "data")
    assert send(controller, "submit", **RALLY)["problem"] is None
    assert controller.session.feedback_view()["feedback"]["correct"] is True
    assert (workspace / "answers/troops/me/three-numbers-one-rally.json").is_file()


def renamed(path):
    """Give the entries of an exercise other ids, as a teacher does who writes it anew."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\b(office|class|later|known|morning|badly|vouchers|compare|ask)\b", r"\1x", text), "utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_changed_while_a_notebook_is_open(kinds, monkeypatch, send, language):
    """A window that still shows the old exercise gets a sentence, no error; what was written is kept."""
    monkeypatch.setattr(module, "_OPEN", {})
    lesson = open_lesson("kinds", language)
    old = {}
    for id in lesson.content.config.chapters[0].exercises:
        for key, part in keyed(lesson.content.exercise(id)):
            lines = {of: lesson.content.article(of).lines for of in LANGUAGES}
            part = part.prepared(article=lines) if isinstance(part, MarkText) else part
            value = next(model_answers(part, language)) if is_judged(part) else any_answer(part, language)
            old[key] = whole_values(part, value, language)
        lesson.exercise(id)
    for path in (kinds / "exercises").glob("*.yaml"):
        renamed(path)
    article = kinds / f"article.{language}.md"
    article.write_text(article.read_text(encoding="utf-8").replace(" ", "  and "), encoding="utf-8")
    changed = 0
    for id in lesson.content.config.chapters[0].exercises:
        widgets = lesson.exercise(id)
        for widget in widgets if isinstance(widgets, tuple) else (widgets,):
            session = widget.controller.session
            reply = send(widget.controller, "submit", **old[session.exercise.id])
            assert reply["problem"] is None
            assert session.record.draft.keys() >= old[session.exercise.id].keys()
            changed += bool(reply["asks"])
            session.feedback_view()
    assert changed


@pytest.mark.parametrize("path", sorted((HERE / "answers").glob("*.json")), ids=lambda path: path.stem)
def test_answers_of_an_older_release(opened, send, workspace, path):
    """They are read, shown and added to; what an older release did not save yet counts as empty."""
    before = json.loads(path.read_text(encoding="utf-8"))
    folder = workspace / "answers/troops/me"
    folder.mkdir(parents=True)
    file = folder / f"{before['exercise']}.json"
    shutil.copy(path, file)
    controller = opened(before["exercise"])
    view = controller.session.feedback_view()
    assert view["notices"] == []
    assert bool(view["feedback"]) == bool(before.get("attempts"))
    assert send(controller, "submit", **RALLY)["problem"] is None
    after = json.loads(file.read_text(encoding="utf-8"))
    assert after["attempts"][: len(before.get("attempts", []))] == before.get("attempts", [])
    assert len(after["attempts"]) == len(before.get("attempts", [])) + 1
    assert after["draft"] == RALLY


def test_answers_of_a_newer_release(opened, send, workspace):
    """The exercise says so as it opens, and asks for an update. The file is left as it is."""
    file = workspace / "answers/troops/me/three-numbers-one-rally.json"
    file.parent.mkdir(parents=True)
    content = json.dumps({"exercise": "three-numbers-one-rally", "version": 2, "draft": {"value": {"new": ["form"]}}})
    file.write_text(content, encoding="utf-8")
    controller = opened()
    assert "newer version of geo_lesson" in controller.session.feedback_view()["notices"][0]
    assert "newer version of geo_lesson" in send(controller, "submit", **RALLY)["problem"]
    assert file.read_text(encoding="utf-8") == content
    assert not list(file.parent.glob("*unreadable*"))
