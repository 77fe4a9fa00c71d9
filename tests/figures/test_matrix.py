"""The comparability matrix: signs for what is the same, differs or stays open."""

import pytest
from drawn import TITLE, cells, figure_context, kinds
from figure_samples import PAIRS, entries, grid

from geo_lesson.figures.as_tables import Matrix


def _matrix(**keys):
    return Matrix.model_validate({"kind": "matrix", "title": TITLE, **keys})


def test_the_grid_shows_her_entry_and_what_is_defensible():
    """Her sign is large, the defensible ones stand below; a frame marks what is not defensible, not an empty cell."""
    picture = _matrix().draw(figure_context("de", exercise=grid(), answer=entries()))
    second = picture.table[1]
    assert [cell[0].text for cell in second[1:]] == ["≠", "=", "="]
    assert [cell[-1].text for cell in second[1:]] == ["≠", "≠", "? oder ≠"]
    assert picture.table[4][2][0].text == "–"
    framed = {
        f"{r}-{c}"
        for r, row in enumerate(picture.table, 1)
        for c, cell in enumerate(row)
        if any(run.kind == "off" for run in cell)
    }
    assert framed == {"2-2", "2-3", "4-1", "4-2", "5-1", "6-1", "6-2", "6-3"}
    assert kinds(picture, "hidden") == ["(nicht vertretbar)"] * 8
    assert picture.heads == ("Gesichtspunkt", *PAIRS.values())
    assert "Gestrichelt umrahmt: Ihr Eintrag gehört nicht dazu." in picture.alt


def test_a_grid_not_yet_filled_is_all_open():
    """Nothing is preset and nothing is called wrong."""
    picture = _matrix().draw(figure_context("en", exercise=grid()))
    assert kinds(picture, "sign") == ["–"] * 18
    assert kinds(picture, "off") == []


def test_claims_are_compared_as_the_lesson_compares_them():
    """The text alone: two pairs are compatible, the third stays undetermined; in a reading it is decided."""
    ids = ["c12000", "c3000", "c10000"]
    plain = cells(_matrix(claims=ids).draw(figure_context("en")))
    assert plain[5] == ["Verdict", "compatible", "compatible", "undetermined"]
    assert [row[3][0] for row in plain[:5]] == ["=", "≠", "=", "?", "?"]
    assert plain[1][3] == "≠ different"
    read = cells(_matrix(claims=ids, reading="R3").draw(figure_context("de")))
    assert read[5][3] == "unvereinbar"
    assert read[6][3].startswith("Unvereinbar: ")


def test_a_claim_without_a_figure_is_not_compared():
    """Where one of a pair has no figure its cells stay empty; where all have none, nothing is drawn."""
    some = _matrix(claims=["C021", "C006", "C001"]).draw(figure_context("de"))
    assert [cell[:1] for cell in cells(some)[0][1:]] == ["=", "–", "–"]
    assert cells(some)[5][2] == "nicht vergleichbar"
    assert some.alt == "– heißt: keine Zahl, also kein Vergleich."
    none = _matrix(claims=["C001", "C002"]).draw(figure_context("de"))
    assert (none.svg, none.table) == ("", ())
    assert none.alt.startswith("Nicht vergleichbar: ")


def test_too_many_claims_are_not_squeezed_in():
    """Six pairs would be too narrow to read; one claim is no pair."""
    for ids in (["c3000"], ["c3000", "c10000", "c12000", "C031"]):
        picture = _matrix(claims=ids).draw(figure_context("en"))
        assert (picture.table, picture.alt) == ((), "Two or three claims can be compared here.")
    with pytest.raises(ValueError, match="needs claims or the exercise"):
        _matrix().draw(figure_context("en"))
