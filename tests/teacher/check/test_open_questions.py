"""What a lesson leaves open is asked, with line and mend, and is no mistake."""

import csv

import pytest

from geo_lesson.common.errors import LessonError
from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.check.lesson import lesson_problems


def ask(small, column):
    """Put a ? into a column of the first claim of the small lesson; what check says then."""
    path = small / "claims.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), next(csv.reader([first])), strict=True))
    cells[column] = "?"
    written = ",".join(f'"{cell}"' for cell in cells.values())
    path.write_text("\n".join([header, written, *rest]) + "\n", encoding="utf-8")
    return [problem for problem in lesson_problems(small) if problem.question]


@pytest.mark.parametrize("column", ["bound", "counted", "status", "place", "as_of", "source"])
def test_an_open_cell_is_a_question(small, column):
    """It has the line of its claim and says in both languages how to answer; the reader takes the cell for empty."""
    (question,) = ask(small, column)
    assert question.place.line == 2
    assert f'"{column}"' in question.message.en
    assert question.fix.de != question.fix.en
    assert not getattr(LessonFolder(small).table("claims.csv")[0], column)


def test_questions_are_counted_apart(small):
    """No problems, one open question."""
    assert LessonError(ask(small, "place")).report("en").endswith("No problems, 1 open question")


def test_an_id_cannot_be_left_open(small):
    """Without it nobody would know what is asked about: that is a mistake."""
    assert ask(small, "id") == []
    assert [problem for problem in lesson_problems(small) if not problem.question]
