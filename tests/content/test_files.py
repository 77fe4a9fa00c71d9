import contextlib
import os
import socket
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from geo_lesson.common.errors import LessonError
from geo_lesson.common.suggestions import nearest
from geo_lesson.content import files as documents
from geo_lesson.content import yaml_mistakes
from geo_lesson.content.files import read_text, read_yaml
from geo_lesson.content.tables import read_table
from geo_lesson.teacher.check.lesson import lesson_problems


def report(tmp_path, content, read=read_yaml):
    path = tmp_path / "x.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LessonError) as caught:
        read(path)
    return caught.value.report("en").replace(str(path), "x.yaml")


def test_scalars_stay_the_text_they_are(tmp_path):
    """Neither `no` nor 1:30 nor 12.000 turns into something else, and every value knows its line."""
    path = tmp_path / "x.yaml"
    path.write_text("a: no\nb: 1:30\nc:\n  - 12.000\n  - 0x10\n")
    document = read_yaml(path)
    assert document.value == {"a": "no", "b": "1:30", "c": ["12.000", "0x10"]}
    assert [document.line(where) for where in (("a",), ("c", 1), ("c", 7), ())] == [1, 5, 3, 1]


def test_a_byte_order_mark_is_no_problem(tmp_path):
    """Windows editors write one; it is not part of the text."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert read_yaml(path).value == {"a": "b"}


def test_every_duplicate_key_is_named_with_both_lines(tmp_path):
    """YAML would silently keep the last one."""
    said = report(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert said.startswith('x.yaml:2: "c" is in line 2 already')
    assert 'x.yaml:3: "a" is in line 1 already' in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: b: c\n", "x.yaml:1: there is a colon in this text"),
        ("a:\n\t- b\n", "x.yaml:2: there is a tab here"),
        ("a: [b\nc: d\n", "x.yaml:1: a bracket that is opened here is not closed"),
        ("", "x.yaml: the file is empty"),
        ("# only a remark\n", "x.yaml: the file is empty"),
        ("a: b\0c\n", "x.yaml:1: there is an invisible character here (NUL)"),
        ("a: b\nü: ä".encode("cp1252"), "x.yaml:2: a character here is not saved as UTF-8"),
        ("a: &x [1]\nb: *x\n", "x.yaml:2: aliases"),
        ("[" * 30 + "]" * 30, "x.yaml:1: aliases (*name) and very deep nesting"),
        ("a: " + "x" * 1_000_001, "x.yaml: the file is larger than 1 MB"),
        ("a: &x b\nc: *x\n", "x.yaml:2: aliases"),
        ("? [a, b]\n: c\n", "x.yaml:1: what stands before the colon here is not a word"),
        ("[" * 400_000, "x.yaml:1: aliases (*name) and very deep nesting"),
        ("--- a\n--- b\n", "x.yaml:2: this is not valid YAML here"),
        ('a: "b\nc: d\ne: "f"\n', "x.yaml:1: a quotation mark that is opened here is not closed"),
        ("a: 'b\nc: d\n", "x.yaml:1: a quotation mark that is opened here is not closed"),
        ('a: "b\n  c"\nd: e: f\n', "x.yaml:3: there is a colon in this text"),
        ("a: “b: c”\n", "x.yaml:1: a text begins with the typographic mark “"),
        ("- a: b\n-c: d\n", "x.yaml:2: a space is missing"),
        ("a:\n  b: c\n\u00a0 d: e\n", "x.yaml:3: there is an invisible character here (U+00A0 no-break space)"),
        ("a:\n  de:\u00a0Text\n  en: b\n", "x.yaml:2: there is an invisible character here (U+00A0 no-break space)"),
        ("a:\n  - de: b\n    en:\u202fText\n", "x.yaml:3: there is an invisible character here (U+202F narrow"),
        ("a:\n  b: 12\u00a0000: c\n", "x.yaml:2: there is a colon in this text"),
        ("a: b\u202ec\n", "x.yaml:1: there is an invisible character here (U+202E right-to-left override)"),
        ("a: ~\n", 'x.yaml:1: "~" is neither a text nor an id'),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_line(tmp_path, content, said):
    """One sentence with the place, and one that says how to mend it."""
    whole = report(tmp_path, content)
    assert whole.startswith(said)
    assert "\n    fix: " in whole


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@pytest.mark.parametrize("opening", ["[", "{", "[a, ", "{a: ", "- ", "{[", "[\n"])
@pytest.mark.parametrize("times", [50, 1000, 50_000])
def test_deep_nesting_is_called_so_whichever_part_notices(tmp_path, monkeypatch, loader, opening, times):
    """We count to twenty; the parser in C has a limit of its own since PyYAML 6.0.4, the one in Python has none."""
    for module in (documents, yaml_mistakes):
        monkeypatch.setattr(module, "LOADER", getattr(yaml, loader, yaml.BaseLoader))
    said = report(tmp_path, "# one\n# two\n" + opening * times)
    line = 23 if opening == "[\n" else 3
    assert said.startswith(f"x.yaml:{line}: aliases (*name) and very deep nesting")


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
def test_what_only_speaks_of_nesting_is_not_called_so(tmp_path, monkeypatch, loader):
    """A slip in a file that says "nesting" is a slip."""
    for module in (documents, yaml_mistakes):
        monkeypatch.setattr(module, "LOADER", getattr(yaml, loader, yaml.BaseLoader))
    assert report(tmp_path, "nesting: [nesting\nnesting: nesting\n").startswith(
        "x.yaml:1: a bracket that is opened here"
    )


def test_a_bomb_of_aliases_is_refused(tmp_path):
    """A few lines that would unfold to gigabytes are refused at the first alias."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert "aliases" in report(tmp_path, "\n".join(lines))


def test_a_missing_file_is_said(tmp_path):
    """The name of the file stands in the sentence."""
    with pytest.raises(LessonError, match=r"gone\.yaml: the file is missing"):
        read_text(tmp_path / "gone.yaml")


def test_a_folder_in_place_of_a_file_is_said(tmp_path):
    """A folder of that name is no file."""
    with pytest.raises(LessonError, match="cannot be read"):
        read_text(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has neither pipes nor devices in folders")
@pytest.mark.parametrize("name", ["cards.yaml", "claims.csv", "article.en.md", "lesson.yaml"])
@pytest.mark.parametrize("made", ["zero", "pipe", "socket"])
def test_only_ordinary_files_are_read(small, name, made, monkeypatch):
    """A link to something that never ends, a pipe that nobody writes to, a socket: said, and never waited for."""
    path = small / name
    path.unlink(missing_ok=True)
    if made == "zero":
        path.symlink_to("/dev/zero")
    elif made == "pipe":
        os.mkfifo(path)
    else:
        monkeypatch.chdir(small)  # the address of a socket may be no longer than some hundred characters
        with socket.socket(socket.AF_UNIX) as here:
            here.bind(name)
    said = [problem.report("en") for problem in lesson_problems(small)]
    assert any(f"{name}: the file cannot be read: this is no ordinary file" in one for one in said)


def test_no_more_than_the_limit_is_read(tmp_path):
    """Whatever a system says of the size."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a" * 11)
    assert read_text(path, largest=11) == "a" * 11
    with pytest.raises(LessonError, match="larger"):
        read_text(path, largest=10)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_as_a_problem(tmp_path_factory, content):
    """No file, whatever it holds, ends in a traceback."""
    path = tmp_path_factory.mktemp("any") / "x.yaml"
    path.write_bytes(content)
    with contextlib.suppress(LessonError):
        read_yaml(path)


def test_of_few_words_all_are_named_of_many_the_nearest():
    """And none is proposed that is far away."""
    few = [f"word-{n}" for n in range(12)]
    assert all(f'"{word}"' in nearest("other", few).en for word in few)
    many = [*few, "kursk", "russia"]
    assert nearest("rusia", many).en.startswith('did you mean "russia"? allowed: "russia"')
    assert nearest("rusia", many).en.count('"') == 2 + 2 * 5
    assert "did you mean" not in nearest("Russland", ["ulan_ude"], enough=0.75).en
    assert nearest("Russland", many, [("Russland", "russia")]).en.startswith('did you mean "russia"?')


@pytest.mark.parametrize("column", ["", "c{n}", "x"], ids=["empty", "of all names", "of one name"])
def test_a_table_of_very_many_columns_is_read_at_once(tmp_path, column):
    """As a spreadsheet saves it that once had something far to the right; the work grows with the cells."""
    path, named = tmp_path / "record.csv", ",".join(column.format(n=n) for n in range(30_000))
    path.write_text(f"id,words,{named}\n" + "".join(f"r{n},b{',' * 30_000}\n" for n in range(20)), encoding="utf-8")
    begun = time.process_time()
    if column:
        with pytest.raises(LessonError):
            read_table(path, ("id", "words"), ("id",))
    else:
        assert read_table(path, ("id", "words"), ("id",)).value[19] == {"id": "r19", "words": "b"}
    assert time.process_time() - begun < 2
