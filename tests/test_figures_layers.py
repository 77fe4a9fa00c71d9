"""The layers of the text: badges where the student marked, dashed ones where she could have, counts per paragraph."""

import pytest
from answering import marking
from drawn import Drawn
from test_content import TROOPS, ready

from geo_lesson.figures.layers import Layers
from geo_lesson.gallery import figure_of, scene


def marked(language="de"):
    """E10 with the speaker of W6 marked, and nothing else."""
    exercise = ready(TROOPS, "three-highlighters")
    (target,) = [t for t in exercise.targets if t.line == "W6" and t.layers[0] == "Z"]
    answer = marking(exercise, language, [("W6", target.quote[language], "Z")])
    return figure_of(TROOPS, exercise.id).draw(scene(TROOPS, language, exercise, answer))


@pytest.mark.parametrize("language", ["de", "en"])
def test_her_own_badge_is_filled_and_what_else_fits_is_dashed(language):
    """W6 carries her Z, in English A; W7, where she could have marked one, has an empty badge, and W5 has none."""
    letter = {"de": "Z", "en": "A"}[language]
    drawn = Drawn(marked(language).svg)
    assert "#0072b2" in drawn.style(f"badge-W6-{letter}")
    assert "fill: none" in drawn.style(f"badge-W7-{letter}")
    assert "dash" in drawn.style(f"badge-W7-{letter}")
    assert f"badge-W5-{letter}" not in drawn.ids


def test_each_paragraph_counts_her_own_marks():
    """One Z in the second paragraph, none in the others; what she left out is not counted as hers."""
    said = [text.words for text in Drawn(marked().svg).texts]
    assert (said.count("Z 1"), said.count("Z 0")) == (1, 3)


def test_the_table_says_what_is_hers_and_what_would_have_fitted():
    """The same in words, sentence by sentence."""
    rows = {row[0]: row[1:] for row in marked("en").rows}
    assert rows["W6"][0] == "yours"
    assert rows["W7"][0] == "would have been possible"


def test_sorted_sentences_stand_in_the_columns_of_their_kind():
    """E12: a wrong choice is hers all the same, and the defensible one stands dashed beside it."""
    exercise = TROOPS.exercise("kind-of-sentence")
    picture = figure_of(TROOPS, exercise.id).draw(scene(TROOPS, "en", exercise, {"c10000 value": "conjecture"}))
    rows = {row[0]: row[1:] for row in picture.rows}
    assert rows["W8"] == ("would have been possible", "–", "yours", "–")


def test_only_what_marks_or_sorts_has_layers():
    """An exercise of another kind is refused in words for whoever wrote it."""
    with pytest.raises(ValueError, match="marks or sorts"):
        Layers(kind="layers", title={"de": "?", "en": "?"}).draw(scene(TROOPS, "de", TROOPS.exercise("averaging")))
