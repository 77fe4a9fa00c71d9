"""The teacher guide: what it takes from the lesson, what from its own text, and that both hold."""

import re
from html import unescape

import pytest
from paths import ROOT

from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.program import program
from geo_lesson.content.folder import LessonFolder
from geo_lesson.exercises.any_kind import keyed
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.printing.guide import BLOCKS, guide

TROOPS = LessonFolder(ROOT / "data/troops")
EXERCISES = [(id, TROOPS.exercise(id)) for chapter in TROOPS.config.chapters for id in chapter.exercises]
EDITS = [ROOT / "data/troops/guide.de.md", ROOT / "data/troops/guide.en.md"]


def words_of(html):
    """What a reader sees of a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", html))).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_exercise_has_its_expected_answers(language):
    """Every option, row, item, place and number with the feedback it gets; every rubric, hint and model answer."""
    said = words_of(guide(TROOPS, language))
    for _, exercise in EXERCISES:
        for part in exercise.parts:
            for remark in part.expected():
                assert remark.text[language] in said
                assert remark.about is None or " ".join(remark.about[language].split()) in said
            for text in (*part.hints, *(line.text for line in part.rubric)):
                assert text[language] in said


@pytest.mark.parametrize(("id", "exercise"), EXERCISES, ids=[id for id, _ in EXERCISES])
def test_what_is_expected_is_what_is_judged_right(id, exercise):
    """Where an exercise is judged, there is something right to expect; where it is not, nothing is called right."""
    for _, part in keyed(exercise):
        marks = [remark.correct for remark in part.expected()]
        judged = getattr(part, "judged", True) and part.kind not in ("range", "free-text")
        judged = judged and (part.kind != "order" or bool(part.binding))
        assert (True in marks) == judged
        assert judged or set(marks) <= {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_sheet_for_e28_and_e34(language):
    """Four points for the two questions, twenty for the statement, each with its criteria; a pseudonym, no name."""
    html = guide(TROOPS, language)
    points = {"de": "Punkte", "en": "Points"}[language]
    sheets = re.findall(rf"<h3>(\d\.\d) [^<]+ · (\d+) {points}</h3>", html)
    assert ("5.1", "4") in sheets
    assert ("6.3", "20") in sheets
    lines = TROOPS.exercise("source-critical-statement").parts[0].rubric
    assert sum(line.points for line in lines) == 20
    assert all(len(line.levels) == 3 for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plan_stands_in_the_guide_with_what_is_said(language):
    """Each step of each plan: its minutes from when to when, its exercise, what the teacher says."""
    said = words_of(guide(TROOPS, language))
    if_time = {"de": "wenn Zeit ist", "en": "if there is time"}[language]
    for plan in TROOPS.config.plans:
        at = 0
        for step in plan.steps:
            assert (f"{if_time}: {step.minutes}" if step.optional else f"{at}–{at + step.minutes}") in said
            assert not step.teacher or step.teacher[language] in said
            at += 0 if step.optional else step.minutes
        if plan.spare:
            left = {"de": f"{plan.spare} Minuten bleiben", "en": f"{plan.spare} minutes remain"}[language]
            assert re.search(rf"\b{at}\b [^.]*; {left}", said)
    for chapter in TROOPS.config.chapters:
        assert all(text[language] in said for text in chapter.stops.values())


def test_the_numbers_that_the_text_names_are_those_of_the_exercises():
    """The Markdown refers to exercises by number; who moves an exercise finds out here."""
    numbers = {
        id: f"{position}.{place}"
        for position, chapter in enumerate(TROOPS.config.chapters)
        for place, id in enumerate(chapter.exercises, start=1)
    }
    named = {"three-numbers-one-rally": "0.3", "do-the-figures-tally": "0.2", "what-is-right-about-it": "3.6"}
    named |= {"first-impression": "0.1", "low-best-high": "5.3", "city-festival": "6.5", "place-ladder": "4.5"}
    named |= {"emendation": "1.5", "how-many-chains": "4.3", "dating": "4.6"}
    assert {id: numbers[id] for id in named} == named
    for language in LANGUAGES:
        text = TROOPS.guide(language)
        found = set(re.findall(r"(?<![\d.])[0-6]\.[1-9](?![\d.])", text)) - {"1.1", "1.2", "2.2"}  # KMK's own numbers
        assert found == set(named.values())


def edits(path):
    """The changes that a text shows: the file, what stood there, what stands there then."""
    parts = re.split(r"^\*\*\d\. .*?`(data/\S+?)`$", path.read_text(encoding="utf-8"), flags=re.M)
    for file, rest in zip(parts[1::2], parts[2::2], strict=True):
        before, after = re.findall(r"```yaml\n(.*?)```", rest, re.S)[:2]
        yield file, before, after


@pytest.mark.parametrize("path", EDITS, ids=lambda path: path.name)
def test_the_three_edits_shown_work(path, workspace):
    """What is shown as before stands in the file once; with what is shown as after, nothing is wrong."""
    shown = list(edits(path))
    assert len(shown) == 3
    for file, before, after in shown:
        target = workspace / file
        text = target.read_text(encoding="utf-8")
        assert text.count(before) == 1
        target.write_text(text.replace(before, after), encoding="utf-8")
    assert lesson_problems(workspace / "data/troops") == []
    assert len(LessonFolder(workspace / "data/troops").config.plans) == len(TROOPS.config.plans) + 1


def test_a_lesson_without_a_text_of_its_own_has_a_guide(small):
    """All that is data stands in it, under headings of the library's own."""
    said = words_of(guide(LessonFolder(small), "de"))
    assert "Aufgaben und erwartete Antworten" in said
    for id in ("how-many-came", "half-as-many"):
        assert LessonFolder(small).exercise(id).title.de in said


def test_html_in_the_markdown_is_shown_as_text(small):
    """Raw HTML is switched off, and no address may run a script."""
    for language in LANGUAGES:
        text = "## A\n\n<script>1</script> <b>x</b> [link](javascript:alert(1))\n\n| a |\n|---|\n| b |\n"
        (small / f"guide.{language}.md").write_text(text, encoding="utf-8")
    html = guide(LessonFolder(small), "en")
    assert "<script" not in html
    assert "<b>x" not in html
    assert 'href="javascript' not in html
    assert "<td>b</td>" in html
    assert "default-src 'none'" in html


def test_check_names_what_the_guide_asks_for_in_vain(small):
    """A block or a plan that is not there is said with its line; so is a guide in one language only."""
    (small / "guide.de.md").write_text("## A\n\n{overview}\n\n{plan 45}\n\n{exercise}\n", encoding="utf-8")
    problems = lesson_problems(small)
    assert [problem.place.line for problem in problems] == [5, 7, 0]
    assert [problem.message.en for problem in problems] == [
        "{plan 45} cannot be put in here",
        "{exercise} cannot be put in here",
        "the teacher guide is missing in this language",
    ]
    assert all(f"{{{block}}}" in problems[0].fix.de for block in BLOCKS)


def test_the_command_writes_the_guide_in_the_language_asked(workspace, monkeypatch, capsys):
    """In the folder where one is, unless told otherwise."""
    monkeypatch.chdir(workspace)
    for language in LANGUAGES:
        assert main(["guide", "troops", "--language", language]) == 0
        assert f'lang="{language}"' in (workspace / f"guide.{language}.html").read_text(encoding="utf-8")
    assert main(["guide", "data/troops", "--to", "out/mine.html", "--language", "en"]) == 0
    assert (workspace / "out/mine.html").exists()
    assert capsys.readouterr().out.split() == ["guide.de.html", "guide.en.html", "out/mine.html"]


def test_in_an_empty_folder_the_lesson_that_comes_with_the_package_is_meant(tmp_path, monkeypatch):
    """Whoever has only installed the package can print guide and paper at once."""
    monkeypatch.chdir(tmp_path)
    assert main(["guide", "troops", "--language", "en"]) == 0
    assert main(["paper", "troops", "--plan", "45", "--language", "en"]) == 0
    assert main(["plan", "90", "troops", "--language", "en"]) == 0
    assert {path.name for path in tmp_path.rglob("*.*")} == {"guide.en.html", "paper-45.en.html", "plan-90.ipynb"}


@pytest.mark.parametrize("folder", sorted(ROOT.glob("data/*/lesson.yaml")), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_we_ship_has_a_guide(folder, language):
    """Each exercise of each lesson, whether or not somebody has written prose for it."""
    content = LessonFolder(folder.parent)
    said = words_of(guide(content, language))
    for chapter in content.config.chapters:
        assert all(content.exercise(id).title[language] in said for id in chapter.exercises)


def test_a_guide_that_cannot_be_read_is_named(workspace):
    """By `check`, as any other file."""
    (workspace / "data/troops/guide.de.md").write_bytes(b"\0")
    assert [p.place.file.name for p in lesson_problems(workspace / "data/troops")] == ["guide.de.md"]


PLANS = [
    (folder, plan)
    for folder in sorted(ROOT.glob("data/*/"))
    if (folder / "lesson.yaml").exists()
    for plan in LessonFolder(folder).config.plans
]


@pytest.mark.parametrize(("folder", "plan"), PLANS, ids=[f"{folder.name}-{plan.id}" for folder, plan in PLANS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_to_a_plan_has_each_step_with_its_key(folder, plan, language):
    """From when to when, what the teacher does, what is right in the parts that are taken, what to leave out."""
    content = LessonFolder(folder)
    said = words_of(guide(content, language, plan))
    assert plan.if_late[language] in said
    at = 0
    for step in plan.steps:
        if_time = {"de": "wenn Zeit ist", "en": "if there is time"}[language]
        assert (f"{if_time}: {step.minutes}" if step.optional else f"{at}–{at + step.minutes} ·") in said
        assert not step.teacher or step.teacher[language] in said
        at += 0 if step.optional else step.minutes
    for task in plan.tasks:
        for part in content.exercise(task.exercise, task.only).parts:
            for remark in part.expected():
                wanted = remark.correct is not False
                about = " ".join(remark.about[language].split()) if remark.about else ""
                assert not wanted or f"{about} {remark.text[language]}".strip() in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_to_a_plan_has_what_students_may_say_to_its_steps(language):
    """Each misconception of an exercise in the plan with the question to ask, below its step; no others."""
    for plan in TROOPS.config.plans:
        html = guide(TROOPS, language, plan)
        for step, section in zip(
            plan.steps, re.findall(r'(?s)<section class="step" id.*?</section>', html), strict=True
        ):
            met = [m for m in TROOPS.config.misconceptions if step.exercise in m.exercises]
            there = [m for m in TROOPS.config.misconceptions if m.text[language] in words_of(section)]
            assert there == met
            assert all(m.ask[language] in words_of(section) for m in met)


def test_every_plan_meets_misconceptions():
    """At least four of those that the lesson names come up in each plan."""
    for folder, plan in PLANS:
        known = LessonFolder(folder).config.misconceptions
        exercises = {task.exercise for task in plan.tasks}
        assert len([m for m in known if exercises & {*m.exercises}]) >= 4


def test_only_what_is_marked_for_every_plan_stands_in_the_guide_to_one():
    """The sensitive topic does, with its table; the rest stays in the reference book, where the mark is not seen."""
    for language, title, other in (
        ("en", "The topic is sensitive", "Limits"),
        ("de", "Das Thema ist sensibel", "Grenzen"),
    ):
        html = guide(TROOPS, language, TROOPS.plan("45"))
        assert re.findall(r"<h2[^>]*>([^<]+)</h2>", html)[2:] == [title]
        assert "ES-11/1" in html.rpartition("<h2")[2].partition("<table>")[2]
        whole = guide(TROOPS, language)
        assert f">{other}<" in whole
        assert "every-plan" not in whole + html


def test_a_misconception_that_names_no_exercise_of_the_lesson_is_named(small):
    """With its line, and the exercises that there are."""
    lesson = small / "lesson.yaml"
    text = lesson.read_text(encoding="utf-8")
    texts = "text: {de: a, en: a}, behind: {de: b, en: b}, ask: {de: c, en: c}"
    wrong = f"misconceptions:\n  - {{{texts}, exercises: [half-as-man]}}\n"
    lesson.write_text(text + wrong, encoding="utf-8")
    (problem,) = lesson_problems(small)
    assert problem.place.line == len(text.splitlines()) + 2
    assert "half-as-many" in problem.fix.en


def test_the_command_writes_the_guide_to_a_plan(workspace, monkeypatch, capsys):
    """Into a file with the plan's name; it names the commands for notebook and paper of that very lesson."""
    monkeypatch.chdir(workspace)
    assert main(["guide", "--plan", "45", "--language", "en"]) == 0
    assert main(["guide", "hill", "--plan", "45", "--language", "en"]) == 0
    assert capsys.readouterr().out.split() == ["guide-45.en.html", "guide-hill-45.en.html"]
    html = (workspace / "guide-hill-45.en.html").read_text(encoding="utf-8")
    assert f"{program()} plan 45 hill</code>" in html
    assert main(["guide", "--plan", "44", "--language", "en"]) == 1
    assert 'there is no plan "44" here' in capsys.readouterr().err
