"""How sure, and how often right: shown to the student alone, from ten ratings on."""

import pytest
from figure_samples import CONFIDENCE, RATINGS, Seen, figure_context
from pydantic import ValidationError

from geo_lesson.figures.confidence import Confidence


@pytest.fixture(scope="module")
def drawn():
    return Seen(CONFIDENCE.draw(figure_context()).svg)


@pytest.mark.parametrize(
    ("n", "de", "en"),
    [(0, "Noch 10 Einschätzungen", "10 more ratings"), (7, "Noch 3 Einsch", "3 more"), (9, "Noch eine", "One more")],
)
def test_fewer_than_ten_are_not_drawn(n, de, en):
    """It says how many are missing instead."""
    few = Confidence(ratings=((80, True),) * n)
    german, english = few.draw(figure_context("de")), few.draw(figure_context("en"))
    assert (german.svg, german.rows) == ("", ())
    assert german.alt.startswith(de)
    assert english.alt.startswith(en)


def test_each_level_has_a_sentence(drawn):
    """Right so many times out of so many, in words, in the drawing and in the table."""
    said = drawn.said.replace("\n", " ").replace("\xa0", " ")
    assert "Bei „80 %“ lagen Sie 3 von 5 Mal richtig." in said
    assert "Bei „25 %“ lagen Sie 0 von 1 Mal richtig." in said
    picture = CONFIDENCE.draw(figure_context("en"))
    assert [row[:3] for row in picture.rows][3] == ("80%", "5", "3")
    assert "At '80%' you were right 3 out of 5 times." in picture.alt


def test_dots_stand_at_the_share_of_hits(drawn):
    """0 of 1, 1 of 2 and 1 of 1 span the axis; the level said has a tick of its own."""
    nought, half, all_right = (drawn.mark(f"hits-{level}")[0] for level in (25, 50, 95))
    assert half == pytest.approx((nought + all_right) / 2)
    assert drawn.mark("hits-80")[0] == pytest.approx(nought + 0.6 * (all_right - nought))
    assert drawn.points("level-80")[0][0] == pytest.approx(nought + 0.8 * (all_right - nought))
    assert len(drawn.find("n = 5")) == 1
    assert len(drawn.find("n = 1")) == 3


def test_there_is_no_curve_no_band_and_no_score(drawn):
    """Only upright lines, no area but the paper, and no figure over all levels."""
    assert all(len({x for x, _ in line}) == 1 for line in drawn.paths())
    assert drawn.svg.count('fill="#d9d9d9"') == 0
    shares = ("60 %", "67 %", "58 %", "70 %")
    assert not any(share in drawn.said.replace("\xa0", " ") for share in shares)


def test_the_order_of_the_ratings_does_not_matter():
    """Counted, not drawn one by one."""
    assert (
        Confidence(ratings=CONFIDENCE.ratings[::-1]).draw(figure_context()).svg == CONFIDENCE.draw(figure_context()).svg
    )


def test_n_keeps_clear_of_the_tick(drawn):
    """The count stands on the side of the dot where the level is not."""
    ticks = {id.split("-")[1]: drawn.points(id) for id in drawn.starting("level-")}
    for text in drawn.texts:
        if text.words.startswith("n = "):
            for (x, top), (_, bottom) in ticks.values():
                meets = min(top, bottom) < (text.top + text.bottom) / 2 < max(top, bottom)
                assert not (meets and text.left < x < text.right)


@pytest.mark.parametrize("level", [0, 101])
def test_levels_are_percent(level):
    """From 1 to 100."""
    with pytest.raises(ValidationError):
        Confidence(ratings=(*RATINGS, (level, True)))
