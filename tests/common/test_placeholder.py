"""What stands for a table where pandas is not installed."""

import sys

import pytest

from geo_lesson.common import messages as common_messages
from geo_lesson.common.placeholder import NoTable, or_no_table
from geo_lesson.content.folder import LessonFolder
from geo_lesson.lesson import Lesson


@pytest.fixture
def lesson(workspace, monkeypatch):
    """The lesson in a Python without pandas and matplotlib."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("pandas", "matplotlib")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("pandas", "matplotlib"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "geo_lesson.dataframes", raising=False)
    return Lesson(LessonFolder(workspace / "data" / "troops"), "de")


def test_a_table_that_cannot_be_made_is_a_sentence(lesson):
    """The cells that show a table run, and say what is not there."""
    shown = [lesson.sentences, lesson.claims, lesson.record, lesson.findings(), lesson.my_table()]
    assert {repr(one) for one in shown} == {common_messages.NO_TABLES_IN_BROWSER.de}
    assert common_messages.NO_TABLES_IN_BROWSER.de in lesson.record._repr_mimebundle_()["text/html"]


def test_a_picture_needs_neither(lesson):
    """The pictures of answers are drawn without pandas and matplotlib."""
    exercise = lesson.content.prepare(lesson.content.exercise("place-ladder"))
    assert lesson.picture(lesson.content, exercise, {})["svg"] is True


def test_a_hand_in_has_its_pictures(lesson, workspace, monkeypatch):
    """So a hand-in from a browser shows what any other does."""
    monkeypatch.chdir(workspace)
    values = {"value": "never", "confidence": "80", "reason": "Sie meinen dasselbe."}
    message = {"type": "submit", "step": "answer", "view": "v", "number": 1, "values": values}
    assert not lesson.exercise("critical-pair").controller.session.handle(message)["asks"]
    lesson.hand_in()
    (path,) = (workspace / "hand-in").glob("*.html")
    assert "data:image/svg" in path.read_text(encoding="utf-8")


def test_another_module_that_is_missing_is_an_error():
    """Only what a browser lacks is passed over."""

    class Asker:
        language = "en"

        @or_no_table
        def ask(self, module):
            __import__(module)

    with pytest.raises(ModuleNotFoundError):
        Asker().ask("no_such_module")


def test_the_sentence_shows_itself_like_any_page():
    """IPython looks for special methods first; it finds none that it should not."""
    assert not hasattr(NoTable("en"), "_ipython_display_")


@pytest.mark.parametrize("compute", [lambda t: t[t.value.notna()], lambda t: t["value"], lambda t: t.mean(), list])
def test_what_computes_with_a_table_ends_in_the_sentence(compute):
    """Choosing rows and columns, asking for a number, and a loop: an error whose words are the sentence alone."""
    with pytest.raises((AttributeError, TypeError)) as caught:
        compute(NoTable("en"))
    assert str(caught.value) == common_messages.NO_TABLES_IN_BROWSER.en
