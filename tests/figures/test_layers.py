"""The layers of the text: badges where the student marked, dashed ones where she could have, counts per paragraph."""

import pytest
from answering import marking
from drawn import cells
from shipped import TROOPS, ready

from geo_lesson.figures.as_tables import Layers
from geo_lesson.figures.catalogue import figure_context, figure_of


def marked(language="de"):
    """`three-highlighters` with the speaker of W6 marked, and nothing else."""
    exercise = ready(TROOPS, "three-highlighters")
    (target,) = [t for t in exercise.targets if t.line == "W6" and t.layers[0] == "Z"]
    answer = marking(exercise, language, [("W6", target.quote[language], "Z")])
    return figure_of(TROOPS, exercise.id).draw(figure_context(TROOPS, language, exercise, answer))


def by_sentence(picture):
    """The signs of each sentence, by its number."""
    return {row[0].split(" ")[0]: row[1:] for row in cells(picture)}


@pytest.mark.parametrize("language", ["de", "en"])
def test_her_own_badge_is_filled_and_what_else_fits_is_dashed(language):
    """W6 carries her Z, in English A; W7, where she could have marked one, has an empty badge, and W5 none."""
    rows = by_sentence(marked(language))
    assert (rows["W6"][0], rows["W7"][0], rows["W5"][0]) == ("●", "○", "")


def test_each_paragraph_counts_her_own_marks():
    """One Z in the second paragraph, none in the others; what she left out is not counted as hers."""
    counts = [row[1] for row in cells(marked()) if row[1].isdigit()]
    assert counts == ["0", "1", "0", "0"]


def test_signs_have_words_for_screen_readers():
    """What is hers and what would have fitted, beside each sign."""
    said = [cell[1].text for row in marked("en").table for cell in row if cell and cell[0].text in ("●", "○")]
    assert set(said) == {"yours", "would have been possible"}


def test_sorted_sentences_stand_in_the_columns_of_their_kind():
    """`kind-of-sentence`: a wrong choice is hers all the same, and the defensible one stands dashed beside it."""
    exercise = TROOPS.exercise("kind-of-sentence")
    picture = figure_of(TROOPS, exercise.id).draw(
        figure_context(TROOPS, "en", exercise, {"c10000 value": "conjecture"})
    )
    assert by_sentence(picture)["W8"] == ["○", "", "●", ""]


def test_only_what_marks_or_sorts_has_layers():
    """An exercise of another kind is refused in words for whoever wrote it."""
    with pytest.raises(ValueError, match="marks or sorts"):
        Layers(kind="layers", title={"de": "?", "en": "?"}).draw(
            figure_context(TROOPS, "de", TROOPS.exercise("averaging"))
        )
