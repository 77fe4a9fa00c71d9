"""What the files of a lesson say of each other, and that nothing anybody writes into one ends in a traceback."""

import re
import shutil

import pytest
from examples import examples
from gate import all_but_first
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from paths import GOOD

from geo_lesson.common.errors import Problem
from geo_lesson.common.language import LANGUAGES
from geo_lesson.teacher.check.lesson import lesson_problems

SMALL = GOOD / "small"
# The files of the small lesson, and those that only the lesson of all kinds has.
NAMES = sorted(f"small/{path.relative_to(SMALL).as_posix()}" for path in SMALL.rglob("*") if path.is_file())
NAMES += ["kinds/cards.yaml", *sorted(f"kinds/exercises/{path.name}" for path in (GOOD / "kinds/exercises").iterdir())]
OFTEN = examples(30, suppress_health_check=list(HealthCheck))
# A place in a sentence of ours that nothing was put into; what stands in quotation marks was written by somebody else.
UNFILLED = re.compile(r"\{(?!span_below: |levels: )[a-z_]+\}")
ODD = ["", "~", "[]", "{}", "[a, [b]]", "{de: 1, en: {de: 2}}", "-1", "1e400", "9" * 5000, "x" * 200_000, "yes", "{x}"]
ODD += ["'", '"', "|", "&a b", "*a", "!!binary x", "? a", "- - - a", "\t", "\ufeff", "\x85", "\0", "<b>", "nan", "../x"]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """One copy of the good lessons; each example breaks one of their files, and the next one another."""
    return shutil.copytree(GOOD, tmp_path_factory.mktemp("any") / "good")


def change(lesson, name, old, new, count=1):
    """Replace a text in a file."""
    text = (lesson / name).read_text(encoding="utf-8")
    assert old in text
    (lesson / name).write_text(text.replace(old, new, count), encoding="utf-8")


def reports(lesson):
    """All problems in English, each with file and line."""
    return [f"{p.place.file.name}:{p.place.line}: {p.message.en}" for p in lesson_problems(lesson)]


def check_file(lesson, name, content):
    """Put content in place of a file, and hold every problem found to what a problem is."""
    folder = lesson / name.partition("/")[0]
    try:
        (lesson / name).write_bytes(content)
        problems = lesson_problems(folder)
    finally:
        shutil.copyfile(GOOD / name, lesson / name)
    ours = UNFILLED.findall(content.decode("utf-8", "replace"))
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.place.file.is_relative_to(folder)
        for text in (problem.message, problem.fix):
            assert all(text[language].strip() for language in LANGUAGES)
            assert not [field for of in LANGUAGES for field in UNFILLED.findall(text[of]) if field not in ours]
            assert all(len(text[language]) < 2000 for language in LANGUAGES)
    return problems


@pytest.mark.parametrize("name", NAMES)
@OFTEN
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_in_place_of_a_file_are_problems_in_both_languages(lesson, name, content):
    """No file, whatever it holds, ends in a traceback or in a sentence with a gap."""
    check_file(lesson, name, content)


@st.composite
def mutations(draw, text):
    """A real file after a few things that happen to files: lines lost, doubled and swapped, values replaced, a byte."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["delete", "double", "swap", "value", "cell", "indent"]))
        if what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif what == "value":
            lines[at] = lines[at].split(":")[0] + ": " + draw(st.sampled_from(ODD))
        elif what == "cell":
            parts = re.split(r"([,\[\]{}|])", lines[at])
            parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(ODD))
            lines[at] = "".join(parts)
        else:
            lines[at] = " " * draw(st.integers(0, 4)) + lines[at].lstrip()
    content = bytearray("\n".join(lines).encode("utf-8"))
    if content and draw(st.booleans()):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


@pytest.mark.parametrize("name", NAMES)
@OFTEN
@given(data=st.data())
def test_a_damaged_file_gives_problems_in_both_languages(lesson, name, data):
    """As above, but near enough to a right file to get past the first look."""
    check_file(lesson, name, data.draw(mutations((GOOD / name).read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".yaml")])
@pytest.mark.parametrize(
    "value", all_but_first(2, ["", "[[a], {b: c}]", "[]", "{}", "12", "x" * 100_000, '"\\ud800"', '"\\0"'])
)
def test_every_value_may_be_of_the_wrong_kind(lesson, name, value):
    """Each line of a YAML file in turn gets a value that does not belong there."""
    lines = (GOOD / name).read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        if key := re.match(r"[\s-]*[\w-]+:", line):
            check_file(lesson, name, "\n".join([*lines[:at], f"{key.group()} {value}", *lines[at + 1 :]]).encode())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("one", all_but_first(2, ["[", "a: {", "{", "- ", "? ", '"', "\n- ", "#"]))
def test_nothing_is_nested_too_deeply_to_be_refused(lesson, name, one):
    """Hundreds of thousands of brackets end in a problem, not in the end of Python."""
    assert check_file(lesson, name, (one * 200_000).encode())


def test_without_any_tables_a_lesson_is_right(small):
    """Tables, glossary and readings are for lessons that compare claims; exercises alone make a lesson too."""
    for path in (*small.glob("*.csv"), small / "glossary.yaml"):
        path.unlink()
    change(small, "lesson.yaml", (small / "lesson.yaml").read_text(encoding="utf-8").partition("readings:")[2], "")
    change(small, "lesson.yaml", "readings:", "")
    assert reports(small) == []


def test_a_lesson_of_one_language_needs_no_other(small):
    """`languages: [de]`: no English article, and no English quotes."""
    (small / "article.en.md").unlink()
    for name in ("lesson.yaml", "glossary.yaml", *(f"exercises/{id}.yaml" for id in ("half-as-many", "how-many-came"))):
        text = (small / name).read_text(encoding="utf-8").replace("[de, en]", "[de]")
        text = re.sub(r", en: [^}]*\}", "}", re.sub(r"\n +en: .*", "", text))
        (small / name).write_text(text, encoding="utf-8")
    assert reports(small) == []


def test_what_cannot_be_read_is_held_against_nobody(small):
    """An unreadable table of sources is one problem, not one for every claim that names a source."""
    (small / "sources.csv").write_bytes(b"\xff")
    assert reports(small) == ["sources.csv:1: a character here is not saved as UTF-8"]


def test_a_long_word_is_shortened_wherever_it_is_named(small):
    """Nobody scrolls through what was written to read what is wrong with it."""
    path = small / "exercises" / "how-many-came.yaml"
    path.write_text(re.sub(r"^title:.*(\n  .*)*", "title: {" + "9" * 3000 + ": x}", path.read_text(), flags=re.M))
    assert {len(problem) < 250 for problem in reports(small)} == {True}


def test_a_wrong_row_hides_no_other(small):
    """The rows that are right are compared, and the wrong one can be referred to."""
    change(small, "claims.csv", "250 guests,250,", "250 guests,250.0,")
    change(small, "claims.csv", "present,school_grounds", "presnt,school_grounds")
    assert [line.partition(": ")[0] for line in reports(small)] == ["claims.csv:3", "claims.csv:4"]


def test_the_other_files_are_read_though_lesson_yaml_is_not(small):
    """Each for itself: what they say of each other can wait."""
    change(small, "lesson.yaml", "title:", "title")
    change(small, "exercises/half-as-many.yaml", "correct: true", "correct: maybe")
    assert [line.partition(":")[0] for line in sorted(reports(small))] == ["half-as-many.yaml", "lesson.yaml"]


def test_a_quote_is_no_part_of_a_longer_number(small):
    """ "50 Gäste" does not stand in "250 Gäste": both are shown."""
    change(small, "claims.csv", "250 Gäste", "50 Gäste")
    assert 'the quote has other digits than W2: here "50 Gäste", there "250 Gäste"' in reports(small)[0]


def test_more_exercises_make_more_problems_and_no_others(small):
    """Every exercise is looked at once, however many there are."""
    ids = [f"copy-{n}" for n in range(50)]
    text = (small / "exercises" / "half-as-many.yaml").read_text(encoding="utf-8")
    for id in ids:
        copy = text.replace("id: half-as-many", f"id: {id}").replace("minutes: 4", "minutes: four")
        (small / "exercises" / f"{id}.yaml").write_text(copy, encoding="utf-8")
    change(small, "lesson.yaml", "[half-as-many]", f"[half-as-many, {', '.join(ids)}]")
    assert len(reports(small)) == 50


@pytest.mark.parametrize("address", ["https://example.org", "http://a.b:80/c?d=e#f", "https://example.org?x=1"])
def test_an_address_may_have_all_its_parts(small, address):
    """Port, path, query and fragment."""
    change(small, "record.csv", "https://example.org/dank", address)
    assert reports(small) == []
