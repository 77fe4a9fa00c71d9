"""The comparability matrix: signs for what is the same, differs or stays open."""

import pytest
from drawn import TITLE, Drawn, scene
from figure_samples import PAIRS, entries, grid

from geo_lesson.figures.matrix import Matrix


def _matrix(**keys):
    return Matrix.model_validate({"kind": "matrix", "title": TITLE, **keys})


def test_the_grid_shows_her_entry_and_what_is_defensible():
    """Her sign is large, the defensible ones stand below; a frame marks what is not defensible, not an empty cell."""
    picture = _matrix().draw(scene("de", exercise=grid(), answer=entries()))
    drawn = Drawn(picture.svg)
    assert [drawn.word(f"cell-2-{n}") for n in (1, 2, 3)] == ["≠", "=", "="]
    assert [drawn.word(f"accepted-2-{n}") for n in (1, 2, 3)] == ["≠", "≠", "? oder ≠"]
    assert drawn.word("cell-5-2") == "–"
    framed = {id.removeprefix("off-cell-") for id in drawn.ids if id.startswith("off-")}
    assert framed == {"2-2", "2-3", "4-1", "4-2", "5-1", "6-1", "6-2", "6-3"}
    assert "dasharray" in drawn.style("off-cell-2-2")
    assert picture.heads == ("Gesichtspunkt", *PAIRS.values())
    assert picture.rows[1][3] == "Ihr Eintrag: =; vertretbar: ? oder ≠"
    assert "In 9 von 18 Feldern ist Ihr Eintrag vertretbar." in picture.alt


def test_a_grid_not_yet_filled_is_all_open():
    """Nothing is preset and nothing is called wrong."""
    drawn = Drawn(_matrix().draw(scene("en", exercise=grid())).svg)
    assert {drawn.word(f"cell-{row}-{n}") for row in range(1, 7) for n in (1, 2, 3)} == {"–"}
    assert [id for id in drawn.ids if id.startswith("off-")] == []


def test_claims_are_compared_as_the_lesson_compares_them():
    """The text alone: two pairs are compatible, the third stays undetermined; in a reading it is decided."""
    ids = ["c12000", "c3000", "c10000"]
    plain = Drawn(_matrix(claims=ids).draw(scene("en")).svg)
    assert [plain.word(f"verdict-{n}") for n in (1, 2, 3)] == ["compatible", "compatible", "undetermined"]
    assert [plain.word(f"cell-{row}-3") for row in range(1, 6)] == ["=", "≠", "=", "?", "?"]
    read = _matrix(claims=ids, reading="R3").draw(scene("de"))
    assert Drawn(read.svg).word("verdict-3") == "unvereinbar"
    assert read.rows[-1][3].startswith("Unvereinbar: ")


def test_a_claim_without_a_figure_is_not_compared():
    """Where one of a pair has no figure its cells stay empty; where all have none, nothing is drawn."""
    some = _matrix(claims=["C021", "C006", "C001"]).draw(scene("de"))
    drawn = Drawn(some.svg)
    assert [drawn.word(f"cell-1-{n}") for n in (1, 2, 3)] == ["=", "–", "–"]
    assert drawn.word("verdict-2") == "nicht vergleichbar"
    none = _matrix(claims=["C001", "C002"]).draw(scene("de"))
    assert none.svg == ""
    assert none.alt.startswith("Nicht vergleichbar: ")


def test_too_many_claims_are_not_squeezed_in():
    """Six pairs would be too narrow to read; one claim is no pair."""
    for ids in (["c3000"], ["c3000", "c10000", "c12000", "C031"]):
        picture = _matrix(claims=ids).draw(scene("en"))
        assert (picture.svg, picture.alt) == ("", "Two or three claims can be compared here.")
    with pytest.raises(ValueError, match="needs claims or the exercise"):
        _matrix().draw(scene("en"))


def test_one_pair_is_no_pairs():
    """The alternative text speaks of one pair as of one, in both languages."""
    said = {of: _matrix(claims=["c3000", "c10000"]).draw(scene(of)).alt for of in ("de", "en")}
    assert said["de"].startswith("Tabelle mit 5 Gesichtspunkten und einem Paar. ")
    assert said["en"].startswith("Table of 5 aspects and one pair. ")
