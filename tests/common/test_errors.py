from pathlib import Path

from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import Text

FIRST = Problem(Place(Path("a.yaml"), 9), Text("Neun.", "nine"))
SECOND = Problem(Place(Path("a.yaml"), 10), Text("Zehn.", "ten"), Text("Weg damit.", "remove it"))


def test_all_problems_come_at_once_sorted_by_file_and_line():
    """A teacher sees every problem, in the order of the file, with its mend below it and the count at the end."""
    assert LessonError([SECOND, FIRST]).report("en") == "a.yaml:9: nine\na.yaml:10: ten\n    fix: remove it\n2 problems"


def test_the_report_speaks_the_readers_language():
    """The same problems in German."""
    expected = "a.yaml:10: Zehn.\n    Abhilfe: Weg damit.\n1 Problem"
    assert LessonError([SECOND]).translated("de")._render_traceback_() == expected.splitlines()


def test_a_file_as_a_whole_has_no_line():
    """A missing file is named without a line."""
    assert str(Place(Path("gone.yaml"))) == "gone.yaml"


def test_files_are_named_from_the_workspace():
    """Nobody reads through a long path that is the same in every line; a file elsewhere keeps its own."""
    inside = Problem(Place(Path("/home/x/data/a.yaml"), 1), Text("Eins.", "one"))
    outside = Problem(Place(Path("/etc/b.yaml"), 2), Text("Zwei.", "two"))
    report = LessonError([inside, outside]).translated("en", Path("/home/x")).report("en")
    assert report.splitlines()[:2] == ["/etc/b.yaml:2: two", "data/a.yaml:1: one"]
