"""What stands for a table where pandas is not installed."""

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


def test_a_table_that_cannot_be_made_is_a_sentence(lesson):
    """The cells of a notebook run to the last, and say what is not there."""
    assert {repr(lesson.claims[lesson.claims.value.notna()]), repr(lesson.my_table())} == {ABSENT.de}
    assert ABSENT.de in lesson.record._repr_mimebundle_()["text/html"]


def test_a_picture_needs_neither(lesson):
    """The pictures of answers are drawn without pandas and matplotlib."""
    exercise = lesson.content.ready(lesson.content.exercise("place-ladder"))
    assert lesson._picture(lesson.content, exercise, {})["svg"] is True


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


def test_the_stand_in_holds_nothing():
    """A loop over it ends, and nothing is in it; two values it does not have."""
    absent = Absent("en")
    assert (list(absent), len(absent), "x" in absent, sum(absent)) == ([], 0, False, 0)
    with pytest.raises(ValueError, match="not enough values"):
        _, _ = absent


def test_what_is_computed_with_the_stand_in_is_the_stand_in():
    """Comparing, choosing rows, computing and assigning a column run on, and show the sentence once more."""
    absent = Absent("en")
    absent["column"] = 1 - absent.value.mean() / 2
    made = [absent == 1, absent < 1, ~(absent > 2) & absent, absent + 1, 2 * absent, -absent, round(absent, 2)]
    assert all(one is absent for one in made)
    assert f"{absent:.2f} {absent:>8}" == f"{ABSENT.en} {ABSENT.en}"
    assert {absent: 1}[absent] == 1
