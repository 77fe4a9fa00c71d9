"""The first page of the overview: reading only that, a teacher finds what is built into a class that does not exist."""

import csv
import html
import re
from dataclasses import replace

import pytest
from answering import model_answers
from invented_class import MISCONCEPTIONS, invented_class
from studying import BEGIN, ROOT, attempt, every_part, student, troops

from geo_lesson import LessonError, open_class
from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES
from geo_lesson.handin.file import write
from geo_lesson.student.store import Record

CONTENT = troops()
ASIDE = re.compile(r"<style>.*?</style>|<[^>]+>", re.S)


def first_page(folder):
    """What stands on the first page, block by block, without markup."""
    page = (folder / "overview.html").read_text(encoding="utf-8")
    blocks = page.split('<div class="details">')[0].split('<div class="block')
    return [" ".join(html.unescape(ASIDE.sub(" ", block)).split()) for block in blocks]


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def collect(handins, folder, language="en", *more):
    (folder / "in").mkdir(exist_ok=True)
    for n, handin in enumerate(handins):
        (folder / "in" / f"{n}.html").write_bytes(write(handin, CONTENT, []))
    code = main(["collect", str(folder / "in"), "--to", str(folder / "out"), "--language", language, *more])
    return code, first_page(folder / "out") if code == 0 else []


@pytest.fixture(scope="module", params=LANGUAGES)
def invented(request, tmp_path_factory):
    """The class of thirty, collected as a whole and by the plan: (class, language, folder of it all)."""
    folder, language = tmp_path_factory.mktemp("class"), request.param
    made = invented_class(CONTENT, language)
    made.lay(folder / "in", CONTENT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for name, more in (("all", ()), ("45", ("--plan", "45"))):
            said = ["collect", str(folder / "in"), "--to", str(folder / name), "--language", language, *more]
            assert main(said) == 0
    return made, language, folder


@pytest.mark.parametrize("which", ["all", "45"])
def test_what_is_built_into_a_class_stands_on_its_first_page(invented, which):
    """Three misconceptions in words, by letter; two who are sure and wrong; three who need help; all who handed in."""
    made, language, folder = invented
    _, discuss, sure, needing_help, who, _ = first_page(folder / which)
    for key, text in made.misconceptions.items():
        assert f") {text}" in discuss, key
        options = CONTENT.exercise(key).options
        (feedback,) = [option.feedback[language] for option in options if option.text[language] == text]
        assert feedback in discuss
    for name in made.sure_and_wrong:
        assert re.search(rf"{name} \(\d+\)", sure)
    assert len(re.findall(r"(?:wal|whale) \d+", sure)) == len(made.sure_and_wrong)
    assert [name for name in made.needing_help if not re.search(rf"{name}\b", needing_help)] == []
    assert [handin.pseudonym for handin in made.handins if handin.pseudonym not in who] == []


def test_no_real_name_stands_where_a_class_can_read_it(invented):
    """Files and pseudonyms meet in students.csv and nowhere else."""
    _, _, folder = invented
    for path in sorted((folder / "all").iterdir()):
        text = path.read_text(encoding="utf-8-sig")
        assert ("Nachname" in text) == (path.name == "students.csv"), path.name
    rows = table(folder / "all" / "students.csv")
    assert len(rows) == 30
    for row in rows:
        assert row["pseudonym"] in row["file"]


def test_a_plan_looks_at_its_own_exercises_only(invented):
    """Nine exercises, no other one; whoever did the plan has nothing open, and is judged by what it asks."""
    made, language, folder = invented
    *_, lines = first_page(folder / "45")
    titles = {key: open_class(folder / "in", language).titles[key] for key in ("critical-pair", "dating")}
    assert titles["critical-pair"] in lines
    assert titles["dating"] not in lines
    rows = {row["pseudonym"]: row for row in table(folder / "45/students.csv")}
    assert {row["exercises"] for row in rows.values()} == {"9"}
    planned = rows[made.handins[1].pseudonym]
    assert (planned["answered"], planned["open"]) == ("9", "0")
    answers = table(folder / "45/answers.csv")
    partly = {row["last_correct"] for row in answers if row["exercise"] == "comparability"}
    assert partly <= {"true", "false", ""}
    assert "true" in partly


def test_an_exercise_of_which_a_part_was_asked_is_judged_by_that_part(tmp_path, monkeypatch):
    """Without a plan, too: what was left out is neither wrong nor an earlier version."""
    monkeypatch.chdir(ROOT)
    part = every_part(CONTENT)["who-says-what"].only(["c3000", "c10000"])
    values = attempt("answer", {"value": next(model_answers(part, "en"))}, BEGIN, "en")
    handin = replace(student(CONTENT, 1, "en"), records={"who-says-what": Record("who-says-what", attempts=(values,))})
    collect([handin], tmp_path)
    (statistics,) = open_class(tmp_path / "in", "en").statistics("who-says-what")
    assert statistics.correct["last"] == {True: 1}


def test_an_unknown_plan_is_named_with_those_there_are(tmp_path, monkeypatch, capsys):
    """One sentence, and the plans of that lesson."""
    monkeypatch.chdir(ROOT)
    (tmp_path / "in").mkdir()
    assert main(["collect", str(tmp_path / "in"), "--to", str(tmp_path / "o"), "--plan", "50", "--language", "en"]) == 1
    assert 'there is no plan "50" here' in capsys.readouterr().err
    with pytest.raises(LessonError, match="45"):
        open_class(tmp_path / "in", "en", plan="50")


def alike(number, right, done=1.0):
    return [student(CONTENT, n, "en", right=right, done=done) for n in range(number)]


def test_a_class_where_all_is_right_has_nothing_to_discuss(tmp_path, monkeypatch):
    """And nobody is sure and wrong, or needs help; each block says so."""
    monkeypatch.chdir(ROOT)
    _, (_, discuss, sure, needing_help, who, lines) = collect(alike(4, 1.0), tmp_path)
    assert "no answer is wrong" in discuss
    assert "Nobody was sure" in sure
    assert "Nobody: no one has three or more" in needing_help
    assert "4 hand-ins count." in who
    assert "The critical pair 4 4 4" in lines


def test_a_class_that_answered_nothing_gets_a_page_that_says_so(tmp_path, monkeypatch):
    """No division by zero, no list of forty empty exercises."""
    monkeypatch.chdir(ROOT)
    _, (_, discuss, *_, lines) = collect(alike(3, 0.5, done=0), tmp_path)
    assert "Nothing that is right or wrong has been answered yet." in discuss
    assert lines.endswith("No exercise has been answered yet.")


def test_one_student_is_a_class(tmp_path, monkeypatch):
    """All five blocks are there, with one name."""
    monkeypatch.chdir(ROOT)
    _, page = collect(alike(1, 0.3), tmp_path)
    assert len(page) == 6
    assert "One hand-in counts. blue whale 0" in page[4]


def test_two_hundred_students_fit_the_lists(tmp_path, monkeypatch):
    """Of long lists the page shows the beginning, and how many more there are."""
    monkeypatch.chdir(ROOT)
    one = invented_class(CONTENT, "en", number=20, plan_only=lambda _: True).handins
    handins = [replace(one[n % 20], pseudonym=f"blue whale {n}", id=f"{n:016x}") for n in range(200)]
    (tmp_path / "in").mkdir()
    for n, handin in enumerate(handins):
        (tmp_path / "in" / f"{n}.html").write_bytes(write(handin, CONTENT, []))
    group = open_class(tmp_path / "in", "en", plan="45")
    page = group.overview()._repr_mimebundle_()["text/html"]
    assert len(group.students) == 200
    assert re.search(r"and 1\d\d more</p>", page)
    assert len(set(re.findall(r"blue whale \d+", page))) < 70


def test_what_nobody_answered_is_one_sentence_unless_all_is_asked_for(tmp_path, monkeypatch):
    """With `--all`, each of them has its place, and everything is printed."""
    monkeypatch.chdir(ROOT)
    answered = student(CONTENT, 1, "en")
    handin = replace(answered, records={"critical-pair": answered.records["critical-pair"]})
    _, page = collect([handin], tmp_path)
    assert "exercises have no answer yet and are left out here." in page[-1]
    whole = (tmp_path / "out/overview.html").read_text(encoding="utf-8")
    assert whole.count("<section") == 1
    assert '<body class="everything">' not in whole
    collect([handin], tmp_path, "en", "--all")
    whole = (tmp_path / "out/overview.html").read_text(encoding="utf-8")
    assert whole.count("<section") == len(every_part(CONTENT))
    assert '<body class="everything">' in whole


def test_options_have_letters_wherever_answers_are_counted(tmp_path, monkeypatch):
    """In the order of the file, so that a class can show hands."""
    monkeypatch.chdir(ROOT)
    collect(alike(2, 0.5), tmp_path)
    page = (tmp_path / "out/overview.html").read_text(encoding="utf-8")
    section = html.unescape(page.split('<section id="critical-pair"')[1].split("</section>")[0])
    for letter, option in zip("abcd", CONTENT.exercise("critical-pair").options, strict=True):
        assert f"{letter}) {option.text['en']}" in section


def test_pseudonyms_stand_in_the_order_of_their_numbers(tmp_path, monkeypatch):
    """2 before 10."""
    monkeypatch.chdir(ROOT)
    collect([student(CONTENT, n, "en", done=0.1) for n in (10, 2, 1)], tmp_path)
    assert open_class(tmp_path / "in", "en").students == ["blue whale 1", "blue whale 2", "blue whale 10"]


def test_a_title_is_not_said_twice(tmp_path):
    """The name of the exercise stands once before that of its part."""
    titles = open_class(tmp_path, "de", "troops").titles.values()
    assert [
        title for title in titles if re.search(r"Übertragung.*Übertragung|Das Stadtfest: Das Stadtfest", title)
    ] == []
    assert set(MISCONCEPTIONS) <= set(open_class(tmp_path, "de", "troops").titles)
