"""`geo-lesson new`: an own copy that runs at once, and overwrites nothing."""

import json

import pytest

from geo_lesson import open_lesson
from geo_lesson.cli import main
from geo_lesson.teacher.workspace import workspace_at


@pytest.fixture
def copied(workspace, monkeypatch):
    """A copy called my-copy, made beside the workspace's own folders."""
    monkeypatch.chdir(workspace)
    assert main(["new", "my-copy", "--from", "troops", "--language", "en"]) == 0
    return workspace / "my-copy"


def test_the_copy_is_a_workspace_and_nothing_is_wrong_in_it(copied, monkeypatch, capsys):
    """`start` and `check` take it as it is; the original has not changed."""
    assert workspace_at(copied) == copied
    monkeypatch.chdir(copied)
    capsys.readouterr()
    assert main(["check", "--language", "en"]) == 0
    assert capsys.readouterr().out == "No problems in .\n"
    assert "id: troops\n" in (copied.parent / "data/troops/lesson.yaml").read_text(encoding="utf-8")


def test_its_notebooks_open_the_copy_and_its_answers_are_its_own(copied, monkeypatch):
    """Every notebook of the lesson is there in both languages, with the new name; answers lie in the new folder."""
    names = {path.relative_to(copied).as_posix() for path in copied.glob("notebooks/*/*.ipynb")}
    assert {"notebooks/de/0_start.ipynb", "notebooks/en/6_write.ipynb", "notebooks/de/short.ipynb"} <= names
    for path in copied.glob("notebooks/*/*.ipynb"):
        source = json.dumps(json.loads(path.read_text(encoding="utf-8")))
        assert 'open_lesson(\\"my-copy\\"' in source
        assert "troops" not in source
    monkeypatch.chdir(copied / "notebooks" / "en")
    lesson = open_lesson("my-copy", "en")
    assert lesson.answers.folder == copied / "answers" / "my-copy" / "me"
    assert lesson.content.config.id == "my-copy"


def test_plans_and_guide_work_in_the_copy(copied, monkeypatch, capsys):
    """Without a name, the only lesson there is is meant; the guide speaks of the copy."""
    monkeypatch.chdir(copied)
    assert main(["plan", "90", "--language", "en"]) == 0
    assert main(["guide", "--language", "en"]) == 0
    assert 'open_lesson(\\"my-copy\\"' in (copied / "notebooks/en/plan-90.ipynb").read_text(encoding="utf-8")
    assert "data/my-copy/exercises/critical-pair.yaml" in (copied / "guide.en.html").read_text(encoding="utf-8")


def test_a_folder_with_something_in_it_is_left_alone(copied, capsys):
    """A second copy into the same folder is refused, and what a teacher changed stays."""
    lesson = copied / "data/my-copy/lesson.yaml"
    lesson.write_text("changed")
    assert main(["new", "my-copy", "--from", "troops", "--language", "de"]) == 1
    assert "bleibt, wie es ist" in capsys.readouterr().err
    assert lesson.read_text() == "changed"


@pytest.mark.parametrize(
    ("folder", "origin", "code", "message"),
    [
        ("My Copy", "troops", 2, "lower-case letters"),
        ("data/mine", "troops", 2, "outside data/"),
        ("mine", "trops", 1, 'There is no lesson "trops"'),
        ("mine", "../data/troops", 1, "There is no lesson"),
    ],
)
def test_what_cannot_be_copied_is_said(workspace, monkeypatch, capsys, folder, origin, code, message):
    """A name that cannot be one, a place inside data/, a lesson that is not there: a sentence, and nothing is made."""
    monkeypatch.chdir(workspace)
    assert main(["new", folder, "--from", origin, "--language", "en"]) == code
    assert message in capsys.readouterr().err
    assert not (workspace / folder).exists()


def test_a_place_where_nothing_can_be_written_is_said(workspace, monkeypatch, capsys):
    """A copy, a draft and a page below a file: a sentence each, and no traceback."""
    monkeypatch.chdir(workspace)
    (workspace / "file").write_text("There were 300 guests, police said. The hosts spoke of 500 guests.")
    for command in (
        ["new", "file/mine", "--from", "troops"],
        ["new", "file/data/mine", "--article", "file"],
        ["paper", "--to", "file/paper.html"],
    ):
        assert main([*command, "--language", "en"]) == 1
        assert "Cannot create anything in" in capsys.readouterr().err
