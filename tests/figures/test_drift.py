"""The drift steps: as said, as in another report, what changed."""

import re
from dataclasses import replace

import pytest
from drawn import TITLE, cells, figure_context, kinds

from geo_lesson.figures.as_tables import Drift


def _drift(*steps):
    return Drift.model_validate({"kind": "drift", "title": TITLE, "steps": steps})


@pytest.mark.parametrize(
    ("language", "lost"),
    [
        ("de", ["rund", "insgesamt", "östlichen", "„ein Teil“ schon näher an die Ukraine verlegt"]),
        ("en", ["around", "in total", "eastern", "'a portion' already moved closer to Ukraine"]),
    ],
)
def test_lost_words_are_struck_through_where_they_stand(language, lost):
    """Only they, all of them, and the wording as a whole stays as it is in the table."""
    known = figure_context(language)
    picture = _drift("w8").draw(known)
    assert kinds(picture, "lost") == lost
    row = known.drift["w8"]
    whole = row.original_de if language == "de" else row.original
    assert cells(picture)[0][0].endswith(f": {whole}")


def test_the_kinds_of_change_stand_beside_each_row():
    """In the order in which the rows are asked for."""
    picture = _drift("T01", "T20").draw(figure_context("de"))
    assert [row[2] for row in cells(picture)] == ["Zahl", "Zusatz, Ort"]
    assert kinds(picture, "lost") == ["über"]
    assert cells(picture)[0][0] == "südkoreanischer Geheimdienst NIS, 29.10.2024: 10.900 Soldaten"
    assert picture.heads == ("So gesagt", "In einer anderen Meldung", "Verändert")


def test_a_row_without_german_is_not_drawn_in_german():
    """It says so; in English it is drawn."""
    german = _drift("w8", "T04").draw(figure_context("de"))
    assert (german.table, german.alt) == ((), "Zu T04 gibt es in drift.csv noch keinen deutschen Wortlaut.")
    assert len(_drift("w8", "T04").draw(figure_context("en")).table) == 2


def test_a_lesson_in_german_only_needs_no_columns_for_german():
    """What is there is used: the columns for German, or else the only ones."""
    known = figure_context("de")
    known = replace(known, config=known.config.model_copy(update={"languages": ("de",)}))
    both = known.drift["w8"]
    one = both.model_copy(update={"original": both.original_de, "lost_en": both.lost_de, "original_de": ""})
    struck = [kinds(_drift("w8").draw(replace(known, drift={"w8": row})), "lost") for row in (both, one)]
    assert struck[0] == struck[1] != []


def test_a_wording_of_several_lines_is_drawn_as_one():
    """A cell may hold line breaks and double spaces; the lost words are still found in it."""
    known = figure_context("en")
    row = known.drift["w8"].model_copy(update={"original": "in total  about\n10,000", "lost_en": ("total  about",)})
    picture = _drift("w8").draw(replace(known, drift={"w8": row}))
    assert kinds(picture, "lost") == ["total about"]


def test_quotes_are_short():
    """No quote has more than 15 words, in either language."""
    for row in figure_context("en").drift.values():
        texts = f"{row.original} {row.as_retold} {row.original_de} {row.as_retold_de}"
        quotes = re.findall(r"„([^“]*)“|(?<![\w])'([^']*)'(?!\w)", texts)
        assert [q for pair in quotes for q in pair if len(q.split()) > 15] == []
