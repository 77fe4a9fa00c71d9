"""The lesson on paper: what stands on it, and what does not."""

import re
from html import unescape

import pytest
from paths import ROOT

from geo_lesson.cli import main
from geo_lesson.common.language import LANGUAGES
from geo_lesson.content.folder import LessonFolder
from geo_lesson.teacher.printing.paper import paper

TROOPS = LessonFolder(ROOT / "data/troops")
KEY = '<section class="key">'


def words_of(html):
    """What a reader sees of a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", html))).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_lesson_is_on_paper(language):
    """Every sentence with its number, every task with its prompt, every card; the label above and below the text."""
    said = words_of(paper(TROOPS, language))
    assert said.count(TROOPS.config.label[language]) == 2
    for sentence in TROOPS.article(language).sentences:
        assert f"{sentence.id} {sentence.text}" in said
    for chapter in TROOPS.config.chapters:
        for part in (part for id in chapter.exercises for part in TROOPS.exercise(id).parts):
            assert " ".join(part.prompt[language].split()) in said
    for card in TROOPS.cards.values():
        assert card.wording[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_key_nothing_is_given_away(language):
    """Feedback, models and takeaways stand in the part for the key only, which can be left out."""
    tasks, _, key = paper(TROOPS, language).partition(KEY)
    tasks, key = words_of(tasks), words_of(key)
    for chapter in TROOPS.config.chapters:
        for part in (part for id in chapter.exercises for part in TROOPS.exercise(id).parts):
            for remark in part.expected():
                if remark.correct is not False:
                    assert remark.text[language] in key
                assert remark.text[language] not in tasks
            if part.takeaway:
                assert part.takeaway[language] not in tasks
    assert KEY not in paper(TROOPS, language, key=False)


@pytest.mark.parametrize("plan", TROOPS.config.plans, ids=lambda plan: plan.id)
def test_a_plan_on_paper_has_its_tasks_only(plan):
    """As many tasks as the plan has, numbered throughout, and the cards that they need."""
    html = paper(TROOPS, "en", plan)
    numbers = re.findall(r"<h4>Exercise (\d+)", html)
    assert list(dict.fromkeys(numbers)) == [str(n) for n in range(1, len(plan.tasks) + 1)]
    taken = [(TROOPS.exercise(task.exercise), task.only) for task in plan.tasks]
    parts = [part for exercise, only in taken for part in (exercise.only(only) if only else exercise).parts]
    cards = {card for part in parts for card in part.cards}
    assert cards <= set(re.findall(r'aria-label="(M\d+)"', html))


def test_the_short_plan_takes_two_cards_and_parts_of_tables():
    """The 12,000 stand in the text before the table, not in it; four of six aspects are compared."""
    html = paper(TROOPS, "de", TROOPS.plan("45"), key=False)
    assert re.findall(r'aria-label="(M\d+)"', html) == ["M9", "M10"]
    rows = re.findall(r'<th scope="row">([^<]+)', html)
    assert rows[:3] == ["3.000", "10.000", "Status (angekündigt / da / in Ausbildung)"]
    assert "**" not in html


def test_a_plan_on_paper_has_the_minutes_of_the_plan():
    """Those of its steps, not of the exercises; for all parts together where there are several."""
    html = paper(TROOPS, "en", TROOPS.plan("45"), key=False)
    shown = re.findall(r'<h4>Exercise (\d+)[^<]*</h4>\s*<p class="small">((?:if there is time · )?\d+) minutes', html)
    steps = [step for step in TROOPS.plan("45").steps if step.exercise]
    said = ["if there is time · " * step.optional + str(step.minutes) for step in steps]
    assert shown == [(str(n), minutes) for n, minutes in enumerate(said, start=1)]
    assert "9 minutes in all" in paper(TROOPS, "en", TROOPS.plan("90"), key=False)
    assert "3 minutes · " in paper(TROOPS, "en", key=False)


def test_a_text_of_the_lesson_is_never_markup(small, monkeypatch):
    """What a teacher writes is shown as it is written, in the running head too."""
    lesson = small / "lesson.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("Wie viele kamen", "</style><script>1</script> Wie viele kamen"), encoding="utf-8")
    html = paper(LessonFolder(small), "de")
    assert "<script" not in html
    assert html.count("</style>") == 1
    assert "default-src 'none'" in html


def test_the_command_writes_where_it_is_told(workspace, monkeypatch, capsys):
    """From the workspace, a file beside the reader; a plan has a name of its own; another suffix is misuse."""
    monkeypatch.chdir(workspace)
    assert main(["paper", "troops", "--language", "de"]) == 0
    assert main(["paper", "troops", "--plan", "45", "--no-key", "--language", "en"]) == 0
    assert capsys.readouterr().out.split() == ["paper.de.html", "paper-45.en.html"]
    assert KEY not in (workspace / "paper-45.en.html").read_text(encoding="utf-8")
    assert main(["paper", "troops", "--to", "data/troops/lesson.yaml", "--language", "en"]) == 2
    assert main(["paper", "--plan", "46", "--language", "en"]) == 1
    assert 'no plan "46"' in capsys.readouterr().err
