"""Chapters 5 and 6 of the three numbers: nothing gives an answer away by its looks or before it is earned."""

import re

import pytest
from answering import accepted, is_judged
from shipped import TROOPS, part

from geo_lesson.common.language import LANGUAGES
from geo_lesson.exercises.grid import Classify, Grid

CHAPTERS = [chapter for chapter in TROOPS.config.chapters if chapter.id in ("weigh", "write")]
PARTS = [
    one
    for chapter in CHAPTERS
    for id in chapter.exercises
    for one in getattr(TROOPS.exercise(id), "parts", [TROOPS.exercise(id)])
    if is_judged(one)
]
ROWS = [
    pytest.param(one, row, id=f"{one.id}-{row.id}")
    for one in PARTS
    if isinstance(one, Classify | Grid)
    for row in one.rows
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("exercise", "row"), ROWS)
def test_a_second_look_names_no_word_of_the_key(exercise, row, language):
    """Not even a single word of what is accepted."""
    nudge = row.nudge[language]
    names = {
        value.id: re.split(r" – | \(", value.text[language])[-1 if " – " in value.text.de else 0]
        for value in exercise.values
    }
    words = [word for id in row.accept for word in re.findall(r"[\w]{3,}", names[id]) if word not in ("oder", "or")]
    assert words
    assert [word for word in words if re.search(rf"(?i)\b{word}\b", nudge)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_about_the_day_is_as_precise_as_the_right_one(language):
    """Each option has the day, the Pentagon and Zelensky, and says that something is open."""
    for option in TROOPS.exercise("which-sentence-holds").options:
        text = option.text[language]
        assert re.search(
            {"de": r"28\. Oktober 2024.*Pentagon.*Selenskyj", "en": "28 October 2024.*Pentagon.*Zelensky"}[language],
            text,
        )
        assert {"de": "offen", "en": "not known"}[language] in text


def test_what_changed_does_not_say_which_case_contradicts():
    """The first part's feedback speaks of the change; that two claims answer one question is asked in the second."""
    for id in ("what-happened-on-the-way", "city-festival"):
        for row in part(id, "cases").rows:
            assert not re.search(r"(?i)widerspr|gleiche[rs]? (frage|stand|zählung)|können stimmen", row.feedback.de)
            assert not re.search(r"(?i)contradict|same (question|stall|count)|can be true", row.feedback.en)
        assert accepted(part(id, "cases"))
