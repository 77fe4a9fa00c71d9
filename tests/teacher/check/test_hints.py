"""What `check` says although nothing is wrong: hints for teachers, after the problems and counted apart."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from geo_lesson.cli import main
from geo_lesson.common.errors import LessonError, Place, Problem
from geo_lesson.common.language import Text
from geo_lesson.teacher.check.lesson import lesson_problems

LONG = ", and it says so at such length that nobody needs to know anything about the matter to choose it"


def lengthen(folder, id):
    """Make the right option of an exercise the longest by far, in both languages."""
    path = folder / "exercises" / f"{id}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    right = next(n for n, line in enumerate(lines) if line.strip() == "correct: true")
    texts = max(n for n, line in enumerate(lines[:right]) if line.strip() == "text:")
    for n in (texts + 1, texts + 2):
        lines[n] += LONG
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def hints(folder):
    return [problem for problem in lesson_problems(folder, hints=True) if problem.hint]


def add(small, n):
    """Further exercises of the same kind, each with a right option that is the longest, yet not by far."""
    names = [f"more-{i}" for i in range(n)]
    source = small / "exercises" / "half-as-many.yaml"
    for name in names:
        text = source.read_text(encoding="utf-8").replace("id: half-as-many", f"id: {name}")
        text = text.replace("mit einem ganzen Tag.", "mit einem ganzen langen Tag.")
        text = text.replace("with a whole day.", "with a whole and long day.")
        (small / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    path = small / "lesson.yaml"
    text = path.read_text(encoding="utf-8").replace("[half-as-many]", f"[half-as-many, {', '.join(names)}]")
    path.write_text(text, encoding="utf-8")


def test_a_right_option_that_is_too_long_is_a_hint(small):
    """It is no problem; it stands at the option, with both languages."""
    assert hints(small) == []
    lengthen(small, "half-as-many")
    (hint,) = hints(small)
    assert hint.place.file.name == "half-as-many.yaml"
    assert hint.place.line == 20
    assert "German 2." in hint.message.en
    assert "Deutsch 2," in hint.message.de
    assert lesson_problems(small) == []


def test_nothing_gives_away_what_is_not_judged(small):
    """An opinion has no right option."""
    lengthen(small, "half-as-many")
    path = small / "exercises" / "half-as-many.yaml"
    text = path.read_text(encoding="utf-8").replace("    correct: true\n", "")
    path.write_text(text.replace("minutes: 4", "minutes: 4\njudged: false"), encoding="utf-8")
    assert hints(small) == []


def test_the_longest_option_too_often_is_a_hint_for_the_lesson(small):
    """In more than four of ten, from three choices on; each language for itself."""
    add(small, 3)
    said = [hint.message.en for hint in hints(small)]
    assert [hint.place.file.name for hint in hints(small)] == ["lesson.yaml"] * len(said)
    assert "English: in 3 of 4 choices the right option is the longest; whoever notices need know nothing" in said


def test_of_two_choices_a_share_says_nothing(small):
    """Half of them is one."""
    add(small, 1)
    assert hints(small) == []


def test_an_exercise_that_no_notebook_shows_is_a_hint(workspace):
    """In the languages in which there are notebooks for the lesson at all."""
    before = len(hints(workspace / "data" / "hill"))
    path = workspace / "notebooks" / "en" / "hill.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('lesson.exercise(\\"averaging\\")', "lesson"), encoding="utf-8")
    found = hints(workspace / "data" / "hill")
    assert len(found) == before + 1
    assert any('no notebook in notebooks/en shows the exercise "averaging"' in hint.message.en for hint in found)
    shutil.rmtree(workspace / "notebooks")
    assert len(hints(workspace / "data" / "hill")) == before


def test_hints_come_last_are_counted_apart_and_end_with_0(small, monkeypatch, capsys):
    """Also for programs."""
    lengthen(small, "half-as-many")
    monkeypatch.chdir(small.parent)
    assert main(["check", "small", "--language", "en"]) == 0
    assert capsys.readouterr().out.endswith("No problems, 1 hint in small\n")
    assert main(["check", "small", "--json"]) == 0
    assert [problem["hint"] for problem in json.loads(capsys.readouterr().out)] == [True]
    (small / "sources.csv").unlink()
    assert main(["check", "small", "--language", "en"]) == 1
    report = capsys.readouterr().out.splitlines()
    assert ": hint: " in report[-3]
    assert report[-1] == "1 problem, 1 hint in small"


def test_two_of_a_series_that_are_mended_alike_come_as_one():
    """A column that a spreadsheet has rewritten is one problem, however short it is."""
    file, word, fix = Path("a.csv"), Text("Das ist falsch.", "this is wrong"), Text("Gehen Sie zurück.", "go back")
    rows = [Problem(Place(file, n), word, fix, series="latitude") for n in (2, 9)]
    assert LessonError(rows).report("de").splitlines()[0] == (
        "a.csv:2: Das ist falsch; ebenso in einer weiteren Zeile: 9."
    )
    other = Problem(Place(file, 9), word, Text("Meinten Sie x?", "did you mean x?"), series="latitude")
    assert len(LessonError([rows[0], other]).problems) == 2


def test_more_than_three_of_a_series_come_as_one():
    """Three rows are named one by one; of more, the first names the lines of the others."""
    file, word = Path("a.csv"), Text("Das ist falsch.", "this is wrong")
    rows = [Problem(Place(file, n), word, series="status") for n in (2, 3, 4, 6, 8, 9, 11, 13)]
    assert len(LessonError(rows[:3]).problems) == 3
    said = "a.csv:2: Das ist falsch; ebenso in 3 weiteren Zeilen: 3 bis 4, 6."
    assert LessonError(rows[:4]).report("de").splitlines()[0] == said
    assert LessonError(rows).report("en").splitlines()[0].endswith("likewise in 7 more lines: 3 to 4, 6, 8 to 9, …")
    others = [Problem(Place(file, n), word, series=f"s{n}") for n in range(9)]
    assert len(LessonError(others).problems) == 9


COLUMNS = [
    ("record.csv", "url"),
    ("record.csv", "wording_language"),
    ("places.csv", "name_en"),
    ("claims.csv", "label_en"),
    ("claims.csv", "label_de"),
    ("sources.csv", "name_en"),
    ("sources.csv", "stake_de"),
]


def drop(path, *columns):
    """Take columns out of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name not in columns], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_readers_need_is_a_hint(small, table, column):
    """Names and labels in every language of the lesson, addresses, and what the other language has."""
    drop(small / table, column)
    assert lesson_problems(small) == []
    (hint,) = hints(small)
    assert (hint.place.file.name, hint.place.line) == (table, 1)
    assert hint.message.en == f'the column "{column}" is missing, which readers need'


def test_columns_that_nobody_needs_may_be_missing(small):
    """A lesson has as much as its teacher found."""
    drop(small / "record.csv", "title", "producer", "published", "accessed")
    drop(small / "sources.csv", "stake_de", "stake_en")
    assert lesson_problems(small, hints=True) == []


def test_a_place_lies_in_another_only_by_its_column(small):
    """Claims are compared by it: no hint, but a problem."""
    drop(small / "places.csv", "within")
    (problem,) = lesson_problems(small)
    assert problem.message.en == 'the column "within" is missing'
    assert not problem.hint


@pytest.mark.parametrize("other", ["record.xlsx", "Record.XLSX", "record.ods", "record (1).csv", "record - Kopie.csv"])
def test_a_table_beside_a_table_is_a_hint(small, other):
    """Somebody may have gone on there."""
    (small / other).write_bytes(b"PK")
    (small / ".~lock.record.csv#").write_bytes(b"")
    (hint,) = hints(small)
    assert hint.message.en == f"{other} lies beside record.csv; only record.csv is read"


@pytest.mark.parametrize("other", ["Claims.csv", "claims.CSV", "claims.csv.csv", "claims (1).csv", "claims - Copy.csv"])
def test_a_table_under_nearly_its_name_is_named(small, other):
    """As one of another kind is."""
    (small / "claims.csv").rename(small / other)
    if (small / "claims.csv").exists():
        pytest.skip("this system takes capitals for small letters")
    (problem,) = lesson_problems(small)
    assert problem.message.en == f"claims.csv is missing; there is {other} instead"
    assert problem.fix.en.startswith("rename the file to claims.csv")


@pytest.mark.parametrize("other", ["new.yml", "New.YAML"])
def test_an_exercise_with_another_ending_is_named(small, other):
    """Nobody reads it."""
    (small / "exercises" / other).write_text("id: new", encoding="utf-8")
    (problem,) = lesson_problems(small)
    assert problem.place.file.name == other
    assert problem.fix.en.startswith("rename the file to new.yaml")
    (small / "exercises" / other).unlink()
    (small / "exercises" / "half-as-many.yaml").rename(small / "exercises" / "half-as-many.yml")
    (problem,) = lesson_problems(small)
    assert problem.message.en == "half-as-many.yaml is missing; there is half-as-many.yml instead"
