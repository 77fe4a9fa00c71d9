"""What holds for every lesson and notebook we ship, now and later."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from geo_lesson.folder import Content
from geo_lesson.kinds.choice import SingleChoice
from geo_lesson.kinds.range import Range
from geo_lesson.language import LANGUAGES

ROOT = Path(__file__).parent.parent
LESSONS = [Content(path.parent) for path in sorted(ROOT.glob("data/*/lesson.yaml"))]
EXERCISES = [
    pytest.param(lesson.exercise(id), id=id)
    for lesson in LESSONS
    for chapter in lesson.outline.chapters
    for id in chapter.exercises
]
NOTEBOOKS = sorted(ROOT.glob("notebooks/*/*.ipynb"))


def feedback(exercise):
    """Every text that a student may get in answer."""
    if isinstance(exercise, SingleChoice):
        return [option.feedback for option in exercise.options]
    assert isinstance(exercise, Range)
    return [pattern.feedback for pattern in exercise.patterns]


def words(text):
    return len(re.findall(r"[\w’'.-]+", text))


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_gives_a_reason_and_stays_short(exercise, language):
    """At least 40 characters, at most 45 words."""
    for text in feedback(exercise):
        assert len(text[language]) >= 40
        assert words(text[language]) <= 45


@pytest.mark.parametrize("exercise", EXERCISES)
def test_numbers_stand_as_each_language_writes_them(exercise):
    """12.000 in German, 12,000 in English, the same numbers in both."""
    texts = [exercise.title, exercise.prompt, *exercise.hints, *feedback(exercise)]
    for text in texts:
        assert not re.search(r"\d,\d{3}", text.de)
        assert not re.search(r"\d\.\d{3}", text.en)
        thousands = [sorted(re.sub(r"\D", "", n) for n in re.findall(r"\d+[.,]\d{3}", text[of])) for of in LANGUAGES]
        assert thousands[0] == thousands[1]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_quotation_marks_follow_the_language(exercise):
    """„…“ in German, '…' in English."""
    for text in [exercise.title, exercise.prompt, *exercise.hints, *feedback(exercise)]:
        assert '"' not in text.de + text.en
        assert text.de.count("„") == text.de.count("“")
        assert not re.search("[„“”]", text.en)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.outline.id)
def test_every_exercise_file_belongs_to_a_chapter(lesson):
    """No exercise lies about unused, none is named twice."""
    named = [id for chapter in lesson.outline.chapters for id in chapter.exercises]
    assert sorted(path.stem for path in (lesson.folder / "exercises").glob("*")) == sorted(named)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.outline.id)
def test_both_languages_of_the_article_have_the_same_sentences(lesson):
    """W7 is the same statement in German and in English: as many sentences under as many headings."""
    shapes = [[len(p.sentences) for p in lesson.article(language).paragraphs] for language in LANGUAGES]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_sentences_beside_a_task_exist(exercise):
    """An exercise shows only sentences that the article has."""
    known = {s.id for lesson in LESSONS for s in lesson.article("de").sentences}
    assert set(exercise.sentences) <= known


def test_the_rally_example_rejects_the_mean_and_the_shrug():
    """E03: taking the mean is rejected, and so is saying that nothing can be known."""
    options = {option.id: option for option in LESSONS[0].exercise("three-numbers-one-rally").options}
    assert [id for id, option in options.items() if option.correct] == ["all-can-be-true"]
    assert "Zufall" in options["mean"].feedback.de
    assert options["nothing-can-be-said"].feedback.en.startswith("Too cautious")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: "/".join(path.parts[-2:]))
def test_notebooks_have_the_form_we_agreed_on(path):
    """No outputs, folded code of at most three lines without `def`, one h1, headings in order, 20 to 65 words."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    levels = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            assert cell["metadata"]["jupyter"]["source_hidden"] is True
            assert len(source.splitlines()) <= 3
            assert not re.search(r"\bdef\b|[/\\]", source)
        else:
            levels += [len(mark) for mark in re.findall(r"^(#+) ", source, re.M)]
            prose = " ".join(line for line in source.splitlines() if not line.startswith(("#", "- ")))
            assert 20 <= words(prose) <= 65, prose
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_notebook_has_a_twin_with_the_same_code(path):
    """German and English differ in their words only."""
    other = {"de": "en", "en": "de"}[path.parent.name]
    twin = path.parent.parent / other / path.name

    def code(path):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
        return [
            (kind, source.replace(f'"{path.parent.name}"', "LANGUAGE") if kind == "code" else "")
            for kind, source in sources
        ]

    assert code(path) == code(twin)


def test_every_exercise_of_a_chapter_stands_in_its_notebook():
    """The first chapter's notebook asks for its exercises in the order of lesson.yaml."""
    for path in NOTEBOOKS:
        source = path.read_text(encoding="utf-8")
        asked = re.findall(r'lesson\.exercise\(\\"([a-z0-9-]+)\\"\)', source)
        assert asked in [list(chapter.exercises) for chapter in LESSONS[0].outline.chapters]
