"""Plans: what is wrong in them is said, and each makes a notebook."""

import json
from pathlib import Path

import pytest
from paths import ROOT

from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.check.lesson import lesson_problems
from geo_lesson.teacher.printing.plan_notebook import plan_notebook

TROOPS = LessonFolder(ROOT / "data/troops")
PLAN = """
plans:
  - id: mine
    title: {de: Meine Stunde, en: My lesson}
    minutes: 10
    steps:
      - {minutes: 6, exercise: half-as-many}
      - {minutes: 4, work: class, teacher: {de: Besprechen, en: Discuss}}
"""


def sources(text, kind="code"):
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == kind]


@pytest.fixture
def planned(small):
    """The small lesson with a plan of a teacher's own; call it with what to change in that."""

    def planned(old="", new=""):
        assert old in PLAN
        lesson = small / "lesson.yaml"
        lesson.write_text(lesson.read_text(encoding="utf-8") + PLAN.replace(old, new), encoding="utf-8")
        (small.parent.parent / "notebooks").mkdir()
        return small

    return planned


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_route_is_what_the_command_writes(language):
    """notebooks/…/short.ipynb is the notebook of the plan for 45 minutes, to the letter."""
    path = ROOT / "notebooks" / language / "short.ipynb"
    assert path.read_text(encoding="utf-8") == plan_notebook(TROOPS, TROOPS.plan("45"), language)


def test_the_short_route_takes_parts_and_gives_the_facts_of_the_cards():
    """Three exercises are taken in part; before the last stands what two cards say, with day, speaker and status."""
    text = plan_notebook(TROOPS, TROOPS.plan("45"), "en")
    calls = [source for source in sources(text) if "exercise" in source]
    assert len(calls) == 9
    assert calls[3] == 'lesson.exercise("who-says-what", only=["c3000", "c10000"])'
    (facts,) = [prose for prose in sources(text, "markdown") if "M9 and M10" in prose]
    for fact in ("28 October 2024", "around 10,000", "eastern Russia", "3,000", "already", "12,000 soon"):
        assert fact in facts


def test_the_short_route_leaves_nine_minutes():
    """36 minutes of steps; averaging and the sorting are for when there is time, and students and guide are told so."""
    plan = TROOPS.plan("45")
    assert sum(step.minutes for step in plan.steps if not step.optional) == 36
    assert plan.spare == 9
    assert [step.exercise for step in plan.steps if step.optional] == ["averaging", "what-is-right-about-it"]
    for language, said in (("de", "**Nur wenn Zeit ist:**"), ("en", "**Only if there is time:**")):
        prose = sources(plan_notebook(TROOPS, plan, language), "markdown")
        assert [said in text for text in prose].count(True) == 2


@pytest.mark.parametrize("id", ["45", "90", "180"])
def test_an_exercise_shows_the_minutes_that_the_plan_gives_it(id):
    """In the notebook of a plan there is one set of minutes: a part of an exercise has its share of them."""
    for step in TROOPS.plan(id).steps:
        if step.exercise:
            taken = TROOPS.exercise(step.exercise, step.only)
            assert sum(part.minutes for part in taken.parts if not part.optional) == step.minutes


@pytest.mark.parametrize("chapter", TROOPS.config.chapters, ids=lambda chapter: chapter.id)
def test_a_chapter_has_the_minutes_of_its_exercises_and_some_for_talk(chapter):
    """What has to be done and the stop fit into the chapter; the cards of chapter 4 take ten minutes more."""
    due = [exercise for exercise in map(TROOPS.exercise, chapter.exercises) if not exercise.optional]
    besides = 3 * len(chapter.stops) + 10 * (chapter.id == "trace")
    assert sum(exercise.minutes for exercise in due) + besides <= chapter.minutes


def test_four_lessons_of_45_minutes_have_room_each():
    """Each block of the long plan leaves four minutes and more."""
    blocks = []
    for step in TROOPS.plan("180").steps:
        if step.phase:
            blocks.append(0)
        blocks[-1] += 0 if step.optional else step.minutes
    assert len(blocks) == 4
    assert max(blocks) <= 41


def test_our_plans_stop_where_the_lesson_stops():
    """Each plan with a stop says so to students or teacher; the core of 90 minutes has sixteen exercises."""
    stops = [id for chapter in TROOPS.config.chapters for id in chapter.stops]
    assert stops == ["what-follows-from-errors", "critical-pair", "how-many-chains", "which-sentence-holds"]
    core = [step.exercise for step in TROOPS.plan("90").steps if step.exercise]
    assert len(core) == 16
    for plan in TROOPS.config.plans:
        steps = [step.exercise for step in plan.steps]
        after = plan.steps[steps.index("critical-pair") + 1]
        assert after.work == "class"
        assert not after.exercise


def test_steps_for_when_there_is_time_do_not_count(planned):
    """Optional minutes are outside the sum, spare ones inside; what does not add up is said with both."""
    lesson = planned("minutes: 10\n", "minutes: 10\n    spare: 4\n") / "lesson.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("{minutes: 4, work", "{minutes: 4, optional: true, work"), encoding="utf-8")
    assert lesson_problems(lesson.parent) == []
    lesson.write_text(text, encoding="utf-8")
    (problem,) = lesson_problems(lesson.parent)
    assert problem.message.en.endswith("the steps and the spare minutes come to 14 minutes in all, the plan to 10")


def test_the_plan_of_another_lesson_gets_a_file_of_its_own(workspace, monkeypatch, capsys):
    """The usual name is that of the first lesson; the other one's has its own name in it, on paper and guide too."""
    monkeypatch.chdir(workspace)
    for command in ("plan 45 {}", "paper {}", "paper {} --plan 45", "guide {}"):
        for lesson in ("troops", "hill"):
            assert main([*command.format(lesson).split(), "--language", "en"]) == 0
    made = [Path(line).name for line in capsys.readouterr().out.split()]
    assert made == [
        *("plan-45.ipynb", "plan-hill-45.ipynb", "paper.en.html", "paper-hill.en.html"),
        *("paper-45.en.html", "paper-hill-45.en.html", "guide.en.html", "guide-hill.en.html"),
    ]


def test_a_plan_of_level_three_opens_the_lesson_at_that_level():
    """The university's notebook shows the further tasks; tasks at home stand before and after."""
    text = plan_notebook(TROOPS, TROOPS.plan("university"), "de")
    calls = sources(text)
    assert calls[0].endswith('open_lesson("troops", language="de", level=3)')
    assert calls[2] == 'lesson.exercise("first-impression")'
    assert calls[-2:] == ['lesson.exercise("source-critical-statement", only=["statement"])', "lesson.hand_in()"]
    assert "## Zur Vorbereitung" in text


def test_one_command_makes_the_notebook_of_an_own_plan(planned, monkeypatch, capsys):
    """From anywhere in the workspace; made again it is the same, and what a teacher wrote into it is not lost."""
    small = planned()
    monkeypatch.chdir(small)
    assert main(["plan", "mine", "--language", "de"]) == 0
    path = small.parent.parent / "notebooks/de/plan-mine.ipynb"
    assert capsys.readouterr().out.strip() == str(path)
    assert 'lesson.exercise("half-as-many")' in sources(path.read_text(encoding="utf-8"))
    assert main(["plan", "mine", "--language", "de"]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Meine", "Unsere"), encoding="utf-8")
    assert main(["plan", "mine", "--language", "de"]) == 1
    assert "--replace" in capsys.readouterr().err
    assert "Unsere Stunde" in path.read_text(encoding="utf-8")
    assert main(["plan", "mine", "--language", "de", "--replace"]) == 0
    assert "Unsere Stunde" not in path.read_text(encoding="utf-8")


def test_a_plan_that_is_not_there_is_said_with_those_that_are(planned, monkeypatch, capsys):
    """A sentence in the teacher's language and exit code 1; another kind of file is misuse."""
    monkeypatch.chdir(planned())
    assert main(["plan", "yours", "--language", "de"]) == 1
    assert capsys.readouterr().err.splitlines()[:2] == [
        "lesson.yaml: Es gibt hier keinen Plan „yours“.",
        "    Abhilfe: Es gibt: „mine“",
    ]
    assert main(["plan", "mine", "--to", "mine.html", "--language", "en"]) == 2
    assert "must end in .ipynb" in capsys.readouterr().err


def test_a_plan_that_names_what_is_not_there_makes_no_notebook(planned, monkeypatch, capsys):
    """A part that is mistyped is said when the notebook is made, not when a class opens it; guide and paper, too."""
    monkeypatch.chdir(planned("half-as-many", "half-as-many, only: [well-fonded]"))
    for command in (["plan", "mine"], ["paper", "--plan", "mine"], ["guide"]):
        assert main([*command, "--language", "en"]) == 1
        assert 'did you mean "well-founded"?' in capsys.readouterr().err
    assert not list(Path.cwd().parent.parent.rglob("*.ipynb"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 6", "minutes: 5", "Die Schritte dauern zusammen 9 Minuten, der Plan 10."),
        ("half-as-many", "half-as-man", "Aufgabe unbekannt: „half-as-man“"),
        ("half-as-many", "half-as-many, only: [fifth]", "Eintrag unbekannt: „fifth“"),
        ("work: class", "only: [fifth]", "Diese Aufgabe hat nichts, was sich einzeln auswählen ließe."),
        ("work: class", "work: trio", "trio"),
        ("id: mine", "id: mine\n    homework: [{exercise: x}]", "Aufgabe unbekannt: „x“"),
    ],
)
def test_what_is_wrong_in_a_plan_is_said_at_its_line(planned, old, new, said):
    """Minutes that do not add up, exercises and parts that are not there."""
    small = planned(old, new)
    (problem,) = lesson_problems(small)
    line = (small / "lesson.yaml").read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert new.splitlines()[-1].split(": ")[-1].strip("}]") in line or "minutes: 10" in line


def test_a_sound_plan_is_no_problem(planned):
    """The plan that the others here are spoiled from."""
    assert lesson_problems(planned()) == []
