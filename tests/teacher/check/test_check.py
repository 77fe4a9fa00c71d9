"""`geo-lesson check`, mistake by mistake: what a teacher reads."""

import json
import os
import re
import shutil

import pytest
import yaml
from paths import TESTS

from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES, Text
from geo_lesson.content import messages as content_messages
from geo_lesson.teacher import messages as drafting_messages
from geo_lesson.teacher.check import messages as check_messages

LESSONS = TESTS / "lessons"
SMALL = LESSONS / "good" / "small"
# What is done to the small lesson, in this order: delete files, copy {new file: old file}, change {file: texts, each of
# which stands there once}, write {file: its whole text}, encode {file: encoding}; and the whole report in English.
# A place in a sentence of ours that nothing was put into.
UNFILLED = re.compile(r"\{[a-z_]+\}")
CASES = {
    name: case
    for path in sorted((LESSONS / "bad").glob("*.yaml"))
    for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}


def files(folder):
    """The files in a folder and below, named from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def spoil(lesson, case):
    """Do to a copy of the small lesson what a case says; a notebook is written into its workspace."""
    for name in case.get("delete", ()):
        (lesson / name).unlink()
    for name, original in case.get("copy", {}).items():
        shutil.copyfile(lesson / original, lesson / name)
    for name, changes in case.get("change", {}).items():
        text = (lesson / name).read_text(encoding="utf-8")
        for change in changes:
            assert text.count(change["old"]) == 1, change["old"]
            text = text.replace(change["old"], change["new"])
        (lesson / name).write_text(text, encoding="utf-8", newline="")
    for name, text in case.get("write", {}).items():
        path = (lesson.parent.parent if name.startswith("notebooks/") else lesson) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    for name, encoding in case.get("encode", {}).items():
        path = lesson / name
        path.write_bytes(path.read_bytes().decode().encode(encoding))


@pytest.fixture
def lay(small, monkeypatch):
    """Spoil the small lesson as one case says and go there; returns what is to be checked."""

    def lay(name):
        spoil(small, CASES[name])
        notebooks = (small.parent.parent / "notebooks").exists()
        monkeypatch.chdir(small.parent.parent if notebooks else small.parent)
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


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_has_its_report(lay, case, capsys):
    """The whole report, word for word, and the exit code."""
    code = main(["check", *lay(case), "--language", "en"])
    assert capsys.readouterr().out.replace(os.sep, "/") == CASES[case]["report"]
    assert code == (0 if case.startswith("fine-") else 1)


@pytest.mark.parametrize("case", CASES)
def test_problems_are_the_same_in_both_languages(lay, case, capsys):
    """--json holds what both reports hold, in the same order; each sentence is there in German, too."""
    arguments = lay(case)
    main(["check", *arguments, "--json"])
    problems = json.loads(capsys.readouterr().out)
    for language, label, hint in (("de", "Abhilfe", "Hinweis: "), ("en", "fix", "hint: ")):
        lines = []
        for problem in problems:
            place = f"{problem['file']}:{problem['line']}" if problem["line"] else problem["file"]
            kind = hint if problem["hint"] else ""
            lines += [f"{place}: {kind}{problem['message'][language]}", f"    {label}: {problem['fix'][language]}"]
        main(["check", *arguments, "--language", language])
        assert capsys.readouterr().out.splitlines()[:-1] == lines
    for text in (problem[key] for problem in problems for key in ("message", "fix")):
        assert text["de"].strip()
        assert text["de"] != text["en"] or not re.search(r"[a-z]{4} [a-z]{4}", text["en"])
        assert not UNFILLED.search(text["de"])


def texts_in(value):
    """Every Text in a value of a messages module."""
    if isinstance(value, Text):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [text for one in inner for text in texts_in(one)]


TEXTS = [
    pytest.param(text, id=f"{module.__name__.split('.')[-2]}-{name}-{i}")
    for module in (check_messages, content_messages, drafting_messages)
    for name, value in vars(module).items()
    for i, text in enumerate(texts_in(value))
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_message_takes_the_same_values_in_both_languages(text):
    """No sentence of one language lacks a value that the other one names."""
    de, en = (set(re.findall(r"\{([a-z_]+)[:}]", text[of])) for of in LANGUAGES)
    assert text.de.strip()
    assert text.en.strip()
    assert de == en


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
    ("language", "message"),
    [
        ("de", "nowhere gibt es nicht. Bitte prüfen Sie den Namen."),
        ("en", "There is no nowhere. Please check the name."),
    ],
)
def test_a_path_that_is_not_there_is_misuse(small, monkeypatch, capsys, language, message):
    """Exit code 2, and a sentence where errors go."""
    monkeypatch.chdir(small.parent)
    assert main(["check", "nowhere", "--language", language]) == 2
    assert capsys.readouterr().err == f"{message}\n"


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
