"""A class of hand-ins: what it thinks and why, in tables and on a page; what is missing is never a zero."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from damages import lay
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from studying import ROOT, answered_before, student, troops

from geo_lesson import LessonError, open_class
from geo_lesson.cli import main
from geo_lesson.handin.file import write
from geo_lesson.teacher.classroom.files import RESULTS
from geo_lesson.teacher.classroom.report import range_chart, report_section
from geo_lesson.teacher.classroom.results import COLUMNS, STUDENT_COLUMNS, defused
from geo_lesson.teacher.classroom.statistics import ExerciseStatistics, StudentRange

CONTENT = troops()


def save(folder, *handins):
    folder.mkdir(exist_ok=True)
    for n, handin in enumerate(handins):
        (folder / f"{n}.html").write_bytes(write(handin, CONTENT, []))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A class of five in two languages, of whom one has answered a part only, and a file that is damaged."""
    made = tmp_path_factory.mktemp("class")
    save(made, *(student(CONTENT, n, "en" if n == 4 else "de", done=0.5 if n == 3 else 1) for n in range(5)))
    (made / "broken.html").write_bytes((made / "0.html").read_bytes()[:20_000])
    return made


@pytest.fixture
def group(folder, monkeypatch):
    monkeypatch.chdir(ROOT)
    return open_class(folder, "de")


def test_nobody_counts_who_could_not_be_read(group):
    """Five count; the damaged file is named, and its answers are neither there nor zero."""
    assert len(group.students) == 5
    assert [(row.file, row.counted) for row in group.file_notes] == [("broken.html", False)]
    answers = group.answers
    assert len(answers) == 5 * len(group.titles)
    assert set(answers.state) == {"answered", "open"}
    assert set(answers[answers.state == "open"].first_correct) == {""}


def test_an_answer_in_doubt_is_not_counted(tmp_path, monkeypatch):
    """What was edited is set aside, and the student is not said to lack it."""
    monkeypatch.chdir(ROOT)
    lay("edited-data", tmp_path / "class")
    group = open_class(tmp_path / "class", "en")
    answers = group.answers.set_index("exercise")
    assert answers.state["first-impression"] == "doubt"
    assert answers["first"]["first-impression"] == ""
    assert "First impression" in group.missing.in_doubt[0]
    assert "First impression" not in group.missing.open[0]


def test_counts_on_the_page_are_those_in_the_table(group):
    """Every option of an exercise: as many first and last answers as the table has."""
    answers = group.answers
    rows = answers[(answers.exercise == "critical-pair") & (answers.state == "answered")]
    html = group.exercise("critical-pair")._repr_mimebundle_()["text/html"]
    for option in CONTENT.exercise("critical-pair").options:
        cells = html.split(option.text["de"].replace("'", "&#39;"))[1].split("</tr>")[0]
        counts = re.findall(r'<span class="n">(\d+)</span>', cells)
        assert counts == [str(sum(rows[turn] == option.text["de"])) for turn in ("first", "last")]


def test_reasons_stand_side_by_side(group):
    """Each reason with the pseudonym it belongs to."""
    answers = group.answers
    html = group.exercise("emendation")._repr_mimebundle_()["text/html"]
    for _, row in answers[(answers.exercise == "emendation") & (answers.state == "answered")].iterrows():
        assert row.first_reason in html
        assert f"<b>{row.student}</b>" in html


def test_where_no_answer_is_right_the_disagreement_is_said(group):
    """Instead of a score."""
    html = group.exercise("emendation")._repr_mimebundle_()["text/html"]
    assert "Hier ist keine Antwort die richtige." in html
    assert "Ganz richtig" not in html


def test_the_first_impressions_are_a_strip_without_average(group):
    """A line for each range; no mean, no median."""
    html = group.exercise("first-impression")._repr_mimebundle_()["text/html"]
    assert html.count("<g><title>") == sum(
        (group.answers.exercise == "first-impression") & (group.answers.state == "answered")
    )
    assert not re.search("Median|Durchschnitt|Ø", html)


def test_a_strip_shows_where_ranges_lie():
    """In the order of their lower ends, and the later one only where it differs."""
    chart = range_chart([StudentRange("b", (4, 8), (4, 8)), StudentRange("a", (0, 8), (2, 8))], "en")
    assert [(line.student, line.later is None) for line in chart.lines] == [("a", False), ("b", True)]
    assert [line.text for line in chart.lines] == ["0 – 8 → 2 – 8", "4 – 8"]
    assert chart.lines[0].low == 20
    assert range_chart([StudentRange("a", None, None)], "en") is None


def test_the_table_can_be_read_by_pandas_as_it_is_documented(group, tmp_path):
    """The same rows as in the notebook; every column, of students.csv too, is described in docs/answers.md."""
    group.save(tmp_path)
    table = pd.read_csv(tmp_path / "answers.csv", keep_default_na=False)
    assert tuple(table.columns) == COLUMNS
    assert list(table["last"]) == [defused(said) for said in group.answers["last"]]
    for language in ("de", "en"):
        documented = (ROOT / "docs" / f"answers.{language}.md").read_text(encoding="utf-8")
        assert re.findall(r"^\| `(\w+)` \|", documented, re.M) == [*COLUMNS, *STUDENT_COLUMNS]


@pytest.mark.parametrize("key", ["do-the-figures-tally", "plan-inflow-stock-part"])
def test_an_answer_to_an_earlier_version_is_told_in_its_words_and_not_judged(tmp_path, monkeypatch, key):
    """In answers.csv and in the overview; it is neither right nor wrong now."""
    monkeypatch.chdir(ROOT)
    handin, words = answered_before(CONTENT, key)
    save(tmp_path / "class", handin)
    open_class(tmp_path / "class", "en").save(tmp_path)
    table = pd.read_csv(tmp_path / "answers.csv", keep_default_na=False).set_index("exercise")
    assert words in table["first"][key]
    assert "stock" not in table["first"][key].replace(words, "")
    assert table.first_correct[key] == ""
    page = (tmp_path / "overview.html").read_text(encoding="utf-8")
    section = page.split(f'id="{key}"')[1].split("</section>")[0]
    assert words in section
    assert "m2 value" not in section


def test_formulas_are_defused(tmp_path, monkeypatch):
    """No cell of the table begins with what a spreadsheet would work out."""
    monkeypatch.chdir(ROOT)
    handin = student(CONTENT, 1)
    record = handin.records["fits-together"]
    attempts = [
        {**a, "answer": a["answer"] | {"value": "=HYPERLINK(1)"}} for a in record.attempts if "value" in a["answer"]
    ]
    records = handin.records | {"fits-together": replace(record, attempts=tuple(attempts))}
    save(tmp_path / "class", replace(handin, records=records))
    open_class(tmp_path / "class", "en").save(tmp_path / "out")
    rows = list(csv.reader(io.StringIO((tmp_path / "out" / "answers.csv").read_text(encoding="utf-8-sig"))))
    assert any("'=HYPERLINK(1)" in row for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_two_classes_side_by_side(group, tmp_path, monkeypatch):
    """The same answers, class by class."""
    save(tmp_path / "other", student(CONTENT, 8))
    table = group.compare(open_class(tmp_path / "other", "de"), "critical-pair")
    assert list(table.Klasse.unique()) == [group.name, "other"]


def test_a_folder_that_is_not_there_is_an_empty_class(tmp_path, monkeypatch):
    """The notebook for teachers runs before the first hand-in has come, and says where to put it."""
    monkeypatch.chdir(ROOT)
    group = open_class(tmp_path / "class-a", "en")
    assert repr(group) == "No hand-ins found. Put them into the folder 'class-a'."
    assert group.save(tmp_path / "out") == []
    assert not (tmp_path / "out").exists()
    assert len(group.student()) == len(group.missing) == len(group.troubles) == len(group.answers) == 0
    with pytest.raises(KeyError):
        group.exercise("no-such-exercise")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_overview_stands_alone(folder, tmp_path, monkeypatch, language):
    """A language, a policy, no script, no address to ask."""
    monkeypatch.chdir(ROOT)
    assert main(["collect", str(folder), "--to", str(tmp_path / "out"), "--language", language]) == 1
    page = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<iframe|@import|url\(|\son\w+=|https?://", page)


def test_collect_ends_with_what_it_found(folder, tmp_path, monkeypatch, capsys):
    """0 where all is well, 1 where something is to be asked for, 2 where it was not called rightly."""
    monkeypatch.chdir(ROOT)
    save(tmp_path / "good", student(CONTENT, 1))
    assert main(["collect", str(tmp_path / "good"), "--to", str(tmp_path / "out"), "--language", "de"]) == 0
    assert "1 Abgabe, 0 Hinweise zu Dateien" in capsys.readouterr().out
    assert main(["collect", str(folder), "--to", str(tmp_path / "out"), "--language", "en"]) == 1
    assert "Ask for the file as the notebook puts it into the folder hand-in" in capsys.readouterr().out
    assert main(["collect", str(tmp_path / "none"), "--to", str(tmp_path / "out"), "--language", "en"]) == 2
    assert main(["collect", str(folder), "--to", str(folder), "--language", "en"]) == 2
    assert "a folder other than that of the hand-ins" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["collect", str(tmp_path / "empty"), "--to", str(tmp_path / "out2"), "--language", "en"]) == 1


def test_results_inside_the_folder_are_not_collected(tmp_path, monkeypatch):
    """A second run finds the hand-ins, not the overview of the first."""
    monkeypatch.chdir(ROOT)
    save(tmp_path / "class", student(CONTENT, 1))
    for _ in range(2):
        assert main(["collect", str(tmp_path / "class"), "--to", str(tmp_path / "class" / "out")]) == 0


def test_the_progress_bar_runs_to_its_end(folder, tmp_path, monkeypatch):
    """It is drawn on a terminal only."""
    monkeypatch.chdir(ROOT)

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        main(["collect", str(folder), "--to", str(tmp_path), "--language", "en"])
        assert bool(re.search("hand-ins read: 100%.*6/6", stream.getvalue())) == drawn


@pytest.mark.parametrize("page", ["answers.de.md", "answers.en.md"])
def test_the_query_in_the_docs_runs_over_many_classes(page, group, tmp_path):
    """As it stands there, over the tables of two classes."""
    pytest.importorskip("duckdb", reason="for this one query; see docs/dependencies.md")
    for name in ("class-a", "class-b"):
        group.save(tmp_path / "results" / name)
    (query,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S)
    program = f"import duckdb, json; print(json.dumps(duckdb.sql({query!r}).fetchall()))"
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    rows = json.loads(asked)
    exercises = {row[1] for row in rows}
    assert {Path(row[0]).parent.name if "/" in row[0] else row[0] for row in rows} == {"class-a", "class-b"}
    assert "critical-pair" in exercises
    answers = group.answers
    some = answers[(answers.exercise == "critical-pair") & (answers.state == "answered")]
    (row,) = [row for row in rows if row[0] == "class-a" and row[1] == "critical-pair"]
    assert row[2:] == [len(some), sum(some.first_correct == "true"), sum(some.last_correct == "true")]


def test_who_or_what_is_not_there_is_said(folder, group, monkeypatch, tmp_path):
    """Another language, a student nobody knows, a lesson that is not here."""
    with pytest.raises(ValueError, match="language must be one of"):
        open_class(folder, "fr")
    with pytest.raises(KeyError, match="rote eule"):
        group.student("rote eule")
    with pytest.raises(LessonError, match="no lesson"):
        open_class(folder, "en", lesson="trops")


def test_collect_says_why_it_cannot_write(folder, tmp_path, monkeypatch, capsys):
    """A file where the results should go, a lesson that is not there: a sentence, and no traceback."""
    monkeypatch.chdir(ROOT)
    (tmp_path / "file").write_text("x")
    assert main(["collect", str(folder), "--to", str(tmp_path / "file"), "--language", "en"]) == 2
    assert "is not a folder" in capsys.readouterr().err
    assert main(["collect", str(folder), "--to", str(tmp_path / "file/out"), "--language", "en"]) == 1
    assert "Cannot create anything" in capsys.readouterr().err
    assert main(["collect", str(folder), "--lesson", "trops", "--language", "en", "--to", str(tmp_path / "o")]) == 1
    assert 'no lesson "trops"' in capsys.readouterr().err


def odd(key, **changed):
    """A hand-in whose answer to one exercise has something odd in it that a hand-in may carry."""
    handin = student(CONTENT, 2)
    record = handin.records[key]
    attempts = [{**a, "answer": a["answer"] | changed} if a["step"] == "answer" else a for a in record.attempts]
    return replace(handin, records=handin.records | {key: replace(record, attempts=tuple(attempts))})


@pytest.mark.parametrize("sure", ["²", "9" * 5000, "٣", "81", "-80", "", "\ud800"])
def test_only_levels_that_are_offered_are_counted(tmp_path, monkeypatch, sure):
    """An odd confidence stops nothing, and is counted nowhere."""
    monkeypatch.chdir(ROOT)
    save(tmp_path / "class", student(CONTENT, 1), odd("critical-pair", confidence=sure))
    group = open_class(tmp_path / "class", "en")
    (statistics,) = group.statistics("critical-pair")
    assert sum(count.total() for count in statistics.confidence.values()) == 1
    assert len(group.save(tmp_path / "out")) == 4
    assert len(group.answers) == 2 * len(group.titles)


def test_one_answer_and_one_exercise_stop_nothing(folder, tmp_path, monkeypatch):
    """What nobody has thought of: the row is in doubt, the exercise is left out of the page, and both are named."""
    monkeypatch.chdir(ROOT)
    group = open_class(folder, "en")
    add, section = ExerciseStatistics.add, report_section

    def stumble(statistics, student, answer):
        if statistics.key == "averaging" and student.student == "blauer wal 1" and answer.state == "answered":
            raise ArithmeticError
        return add(statistics, student, answer)

    def fall(statistics):
        return 1 // 0 if statistics.key == "emendation" else section(statistics)

    monkeypatch.setattr(ExerciseStatistics, "add", stumble)
    monkeypatch.setattr("geo_lesson.teacher.classroom.classroom.report_section", fall)
    group.save(tmp_path)
    table = pd.read_csv(tmp_path / "answers.csv", keep_default_na=False)
    assert len(table) == 5 * len(group.titles)
    assert list(table[table.state == "doubt"].exercise) == ["averaging"]
    page = (tmp_path / "overview.html").read_text(encoding="utf-8")
    troubles = (tmp_path / "troubles.csv").read_text(encoding="utf-8")
    for told in (troubles, str(group.file_notes)):
        assert "1.html" in told
        assert "These answers could not be evaluated and do not count" in told
        assert "exercises/emendation.yaml" in told
    assert "1.html" not in page
    assert "exercises/emendation.yaml" in page
    assert 'id="critical-pair"' in page
    assert 'id="emendation"' not in page


def test_a_mistake_in_the_lesson_s_own_file_is_named_once_and_blamed_on_nobody(folder, workspace, monkeypatch, capsys):
    """With file and line; the exercise is left out, and no hand-in is said to hold something strange."""
    monkeypatch.chdir(workspace)
    path = workspace / "data/troops/exercises/averaging.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("correct: true", "correct: ja"), encoding="utf-8")
    assert main(["collect", str(folder), "--to", "out", "--language", "de"]) == 1
    said = capsys.readouterr().out
    lines = [line for line in said.splitlines() if "averaging" in line]
    assert lines
    assert len(lines) == len(set(lines))
    assert all(re.match(r"data/troops/exercises/averaging.yaml:\d+: ", line) for line in lines)
    assert "nicht gibt" not in said
    assert "5 Abgaben" in said
    page = (workspace / "out" / "overview.html").read_text(encoding="utf-8")
    assert page.count("data/troops/exercises/averaging.yaml:") == len(lines)
    assert "<dt>Dateien, die nicht zählen</dt><dd>1</dd>" in page


@pytest.mark.parametrize("locked", RESULTS)
@pytest.mark.parametrize("when", ["put aside", "replaced"])
def test_results_are_all_new_or_all_old(folder, tmp_path, monkeypatch, capsys, locked, when):
    """One of them is open in another program: it is named, and nothing is half done."""
    monkeypatch.chdir(ROOT)
    for name in RESULTS:
        (tmp_path / name).write_text("old")
    replaced = Path.replace

    def refuse(path, target):
        refused = path.name if when == "put aside" else Path(target).name
        if refused == locked and not path.name.endswith(".old"):
            raise PermissionError(13, "Permission denied")
        return replaced(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert main(["collect", str(folder), "--to", str(tmp_path), "--language", "en"]) == 1
    assert f"{tmp_path / locked} cannot be replaced (Permission denied)" in capsys.readouterr().err
    assert sorted((path.name, path.read_text()) for path in tmp_path.iterdir()) == [
        (name, "old") for name in sorted(RESULTS)
    ]
    assert main(["collect", str(folder), "--to", str(tmp_path), "--language", "en"]) == 1
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8-sig").startswith("lesson,")


@pytest.mark.parametrize("locked", RESULTS)
def test_the_only_copy_of_a_result_is_never_deleted(folder, tmp_path, monkeypatch, capsys, locked):
    """Ended between two steps, with the old table put aside: the next run brings it back before anything else."""
    monkeypatch.chdir(ROOT)
    for name in ("overview.html", "troubles.csv", "students.csv", ".answers.csv.old"):
        (tmp_path / name).write_text("old")
    replaced = Path.replace

    def refuse(path, target):
        if path.name == f".{locked}.new":
            raise PermissionError(13, "Permission denied")
        return replaced(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert main(["collect", str(folder), "--to", str(tmp_path), "--language", "en"]) == 1
    assert "All results are still the old ones." in capsys.readouterr().err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(RESULTS, "old")


def test_a_scanner_that_looks_at_what_is_deleted_or_replaced_stops_nothing(folder, tmp_path, monkeypatch):
    """What is refused for a moment is tried again; what is old and cannot be deleted is left for the next time."""
    monkeypatch.chdir(ROOT)
    group = open_class(folder, "en")
    group.save(tmp_path)
    removed, replaced, refusals = Path.unlink, Path.replace, [3]

    def hold(path, **how):
        if path.name.endswith(".old"):
            raise PermissionError(13, "Permission denied")
        return removed(path, **how)

    def stall(path, target):
        if refusals[0]:
            refusals[0] -= 1
            error = PermissionError(13, "Permission denied")
            error.winerror = 32
            raise error
        return replaced(path, target)

    with monkeypatch.context() as patch:
        patch.setattr("geo_lesson.common.disk.PATIENCE", 0.5)
        patch.setattr(Path, "unlink", hold)
        patch.setattr(Path, "replace", stall)
        assert group.save(tmp_path) == [tmp_path / name for name in RESULTS]
    group.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(RESULTS)


SIGNS = "=+-@＝＋－＠"


@examples(300)
@example(["\0=1+1"], ";")
@example(["a;=1+1", 'b\t"@x'], ";")
@example(["a\n+1"], "\t")
@example(["a\u2028-1", "\ufeff=1"], ",")
@example(["W1:-2", "a；=1", "b，@x", "c\u3000=1"], ":")
@example(["a；=1"], "；")
@example(["a，=1"], "，")
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from("=+-@＝;,:；，\t\n\r\0|\"' \u200b\u2028a1"), st.characters())), min_size=1
    ),
    st.sampled_from(",;\t|:；，"),
)
def test_no_cell_is_a_formula_whatever_separator_a_spreadsheet_reads(cells, separator):
    """With quotation marks heeded or not."""
    written = io.StringIO()
    csv.writer(written).writerow(["x", *map(defused, cells)])
    text = written.getvalue()
    assert not re.search("[\0-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", text)
    for how in ({}, {"quoting": csv.QUOTE_NONE}):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, **how):
            for cell in row:
                assert not cell.lstrip(' "\u200b\ufeff\u00a0').startswith(tuple(SIGNS)), (row, cell)


@examples(200)
@example("a =1+1")
@example('a "=1+1')
@example("a =\t1")
@given(st.text(st.one_of(st.sampled_from("=+-@;,\t\"' 1a"), st.characters())))
def test_no_word_is_a_formula(text):
    """Where a spreadsheet takes spaces for separators, too; a dash between two words is none."""
    written = io.StringIO()
    csv.writer(written).writerow(["x", defused(text)])
    for row in csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=" ", quoting=csv.QUOTE_NONE):
        for cell in row:
            bare = cell.lstrip("\"'\u200b\ufeff\u00a0")
            assert len(bare) < 2 or cell.lstrip('"').startswith("'") or bare[0] not in SIGNS, row


def test_what_is_no_formula_stays_as_it_is():
    """Signs within a text, lists of numbers, quotations, JSON."""
    for text in ("3.000 - 12.000", "a = b", "x@y.org", '{"low": "3000", "high": "8000"}', "am 2.3.: ja", "3–5"):
        assert defused(text) == text


@pytest.mark.parametrize("instead", ["datings", None])
def test_an_exercise_that_the_lesson_no_longer_names_is_said_once(tmp_path, monkeypatch, instead):
    """Its file is there, so nobody who answered it worked with another lesson."""
    lesson = tmp_path / "data" / "troops"
    shutil.copytree(ROOT / "data" / "troops", lesson)
    monkeypatch.chdir(tmp_path)
    save(tmp_path / "class", *(student(CONTENT, n, "en") for n in range(3)))
    listed = (lesson / "lesson.yaml").read_text(encoding="utf-8")
    changed = listed.replace(", dating]", f", {instead}]" if instead else "]")
    assert changed != listed
    (lesson / "lesson.yaml").write_text(changed, encoding="utf-8")
    told = open_class(tmp_path / "class", "en").file_notes
    about = [row for row in told if "answers to dating." in row.what]
    assert [(Path(row.file).name, row.counted) for row in about] == [("lesson.yaml", False)]
    assert not [row for row in told if row.counted]
    (lesson / "exercises" / "dating.yaml").unlink()
    assert len([row for row in open_class(tmp_path / "class", "en").file_notes if row.counted]) == 3
