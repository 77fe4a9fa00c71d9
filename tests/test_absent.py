"""What stands for a table or a picture where pandas and matplotlib are not installed."""

import sys

import pytest

from geo_lesson.absent import ABSENT, Absent, or_absent
from geo_lesson.folder import Content
from geo_lesson.lesson import Lesson


@pytest.fixture
def lesson(workspace, monkeypatch):
    """The lesson in a Python without pandas and matplotlib."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("pandas", "matplotlib")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("pandas", "matplotlib"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "geo_lesson.tables", raising=False)
    return Lesson(Content(workspace / "data" / "troops"), "de")


def test_a_table_or_picture_that_cannot_be_made_is_a_sentence(lesson):
    """The cells of a notebook run to the last, and say what is not there."""
    assert {repr(lesson.claims[lesson.claims.value.notna()]), repr(lesson.ranges()), repr(lesson.my_table())} == {
        ABSENT.de
    }
    assert ABSENT.de in lesson.record._repr_mimebundle_()["text/html"]


def test_an_answer_is_judged_without_its_picture(lesson):
    """Where a picture belongs to an answer, the sentence stands in its place."""
    exercise = lesson.content.ready(lesson.content.exercise("place-ladder"))
    picture = lesson._picture(lesson.content, exercise, {})
    assert (picture["svg"], picture["alt"]) == (False, ABSENT.de)


def test_another_module_that_is_missing_is_an_error():
    """Only what a browser lacks is passed over."""

    class Asker:
        language = "en"

        @or_absent
        def ask(self, module):
            __import__(module)

    with pytest.raises(ModuleNotFoundError):
        Asker().ask("no_such_module")


def test_the_stand_in_shows_itself_like_any_page():
    """IPython looks for special methods first; these are not stood in for."""
    assert not hasattr(Absent("en"), "_ipython_display_")
