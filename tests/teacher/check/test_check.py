"""`geo-lesson check`, mistake by mistake: what a teacher reads."""

import json
import os
import shutil

import pytest
from paths import TESTS

from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES

LESSONS = TESTS / "lessons"
SMALL = LESSONS / "good" / "small"
CASES = sorted(path.name for path in (LESSONS / "bad").iterdir())
BESIDE = {"absent.txt", "report.de.txt", "report.en.txt"}


def files(folder):
    """The files in a folder and below, named from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def lay(small, monkeypatch):
    """Lay one case over the small lesson and go there; returns what is to be checked."""

    def lay(case):
        folder, workspace = LESSONS / "bad" / case, small.parent.parent
        for name in files(folder) - BESIDE:
            # A broken notebook would trip whatever looks through the notebooks of the repository.
            target = (workspace if name.startswith("notebooks/") else small) / name.removesuffix(".case")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target)
        if (folder / "absent.txt").exists():
            for name in (folder / "absent.txt").read_text(encoding="utf-8").split():
                (small / name).unlink()
        notebooks = (folder / "notebooks").exists()
        monkeypatch.chdir(workspace if notebooks else small.parent)
        return [] if notebooks else ["small"]

    return lay


def test_the_small_lesson_is_right(small, monkeypatch, capsys):
    """Nothing is found, and the command ends with 0."""
    monkeypatch.chdir(small.parent)
    assert main(["check", "small", "--language", "en"]) == 0
    assert capsys.readouterr().out == "No problems in small\n"


def test_what_we_ship_is_right(workspace, monkeypatch, capsys):
    """A whole workspace: every lesson and every notebook; there is not even a hint."""
    monkeypatch.chdir(workspace / "notebooks" / "de")
    assert main(["check", "--language", "de"]) == 0
    assert capsys.readouterr().out == "Keine Probleme in .\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_each_mistake_has_its_report(lay, case, language, capsys):
    """The whole report, word for word, and the exit code."""
    expected = (LESSONS / "bad" / case / f"report.{language}.txt").read_text(encoding="utf-8")
    code = main(["check", *lay(case), "--language", language])
    assert capsys.readouterr().out.replace(os.sep, "/") == expected
    assert code == (0 if case.startswith("fine-") else 1)


@pytest.mark.parametrize("case", CASES)
def test_programs_get_the_same_problems_in_both_languages(lay, case, capsys):
    """--json holds what the two reports hold, in the same order."""
    arguments = lay(case)
    main(["check", *arguments, "--json"])
    problems = json.loads(capsys.readouterr().out)
    for language, fix in (("de", "Abhilfe"), ("en", "fix")):
        lines = []
        for problem in problems:
            place = f"{problem['file']}:{problem['line']}" if problem["line"] else problem["file"]
            kind = {"de": "Hinweis: ", "en": "hint: "}[language] if problem["hint"] else ""
            lines += [f"{place}: {kind}{problem['message'][language]}", f"    {fix}: {problem['fix'][language]}"]
        report = (LESSONS / "bad" / case / f"report.{language}.txt").read_text(encoding="utf-8")
        assert report.splitlines()[:-1] == lines


@pytest.mark.parametrize("case", CASES)
def test_a_case_holds_only_what_differs(case):
    """A file that is as in the small lesson would hide which mistake is meant."""
    folder = LESSONS / "bad" / case
    names = files(folder) - BESIDE
    assert names or (folder / "absent.txt").exists()
    assert [name for name in names if name in files(SMALL) and same(folder / name, SMALL / name)] == []


def same(one, other):
    return one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("name", ["lesson.yaml", "record.csv", "article.de.md", "exercises/how-many-came.yaml"])
def test_a_huge_file_is_refused_unread(small, name, capsys, monkeypatch):
    """50 MB, perhaps a video with the wrong name: said in a sentence."""
    with (small / name).open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.chdir(small.parent)
    assert main(["check", "small", "--language", "en"]) == 1
    report = f"small/{name}: the file is larger than 1 MB\n    fix: split or shorten it\n1 problem in small\n"
    assert capsys.readouterr().out.replace(os.sep, "/") == report


def test_a_notebook_may_be_larger(small, capsys, monkeypatch):
    """Saved outputs hold pictures; that is no mistake of the notebook's author."""
    cell = {"cell_type": "markdown", "source": ["x" * 2_000_000]}
    (small.parent / "large.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    monkeypatch.chdir(small.parent)
    assert main(["check", "large.ipynb"]) == 0


def test_the_limit_that_is_named_is_the_one_of_notebooks(small, capsys, monkeypatch):
    """Not that of the lesson's other files."""
    with (small.parent / "large.ipynb").open("wb") as file:
        file.truncate(50_000_001)
    monkeypatch.chdir(small.parent)
    assert main(["check", "large.ipynb", "--language", "en"]) == 1
    assert "the file is larger than 50 MB" in capsys.readouterr().out


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"], ids=["Windows", "old Mac"])
def test_line_ends_of_other_systems_are_fine(small, ends, monkeypatch, capsys):
    """Nobody has to know what ends a line, and the lines are counted all the same."""
    for name in files(small):
        path = small / name
        path.write_bytes(path.read_bytes().replace(b"\n", ends))
    monkeypatch.chdir(small.parent)
    assert main(["check", "small"]) == 0
    path = small / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"rund 500", "rund fünfhundert".encode("cp1252")))
    capsys.readouterr()
    assert main(["check", "small", "--language", "en"]) == 1
    assert "claims.csv:4: a character here is not saved as UTF-8" in capsys.readouterr().out


def test_a_file_of_a_lesson_stands_for_the_lesson(lay, small, capsys):
    """Who names lesson.yaml, a table or an exercise means the lesson."""
    lay("low-above-high")
    for name in ("lesson.yaml", "record.csv", "exercises"):
        assert main(["check", f"small/{name}"]) == 1
        assert "small/record.csv:3:" in capsys.readouterr().out.replace(os.sep, "/")


def test_a_folder_of_notebooks_can_be_checked(lay, capsys):
    """Without their lessons, which are found from there."""
    lay("notebook-names-missing-exercise")
    assert main(["check", "notebooks/de", "--language", "en"]) == 1
    assert 'cell 3: unknown exercise "how-many-come"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "nowhere gibt es nicht. Bitte prüfen Sie den Namen."),
        ("en", "There is no nowhere. Please check the name."),
    ],
)
def test_a_path_that_is_not_there_is_misuse(small, monkeypatch, capsys, language, said):
    """Exit code 2, and a sentence where errors go."""
    monkeypatch.chdir(small.parent)
    assert main(["check", "nowhere", "--language", language]) == 2
    assert capsys.readouterr().err == f"{said}\n"


def test_an_option_that_is_not_there_is_misuse(capsys):
    """As with any command."""
    with pytest.raises(SystemExit) as ended:
        main(["check", "--colour"])
    assert ended.value.code == 2


def test_a_notebook_that_no_one_can_have_written_is_named(small, monkeypatch, capsys):
    """In an encoding that no notebook has; the rest is looked at all the same."""
    path = small.parent.parent / "odd.ipynb"
    path.write_bytes(b"\xff\xfa\xfb")
    monkeypatch.chdir(path.parent)
    assert main(["check", "odd.ipynb", "data/small", "--language", "en"]) == 1
    assert "odd.ipynb:1: a character here is not saved as UTF-8" in capsys.readouterr().out
