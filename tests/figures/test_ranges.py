"""The range plot: every claim at its figure, with the bound that its words or the student give it."""

import re

import pytest
from drawn import TITLE, Drawn, figure_context
from pydantic import ValidationError

from geo_lesson.common.language import read_number
from geo_lesson.figures.ranges import Ranges

KINDS = {"none": "exact", "min": "at_least", "max": "at_most", "about": "about", "open": "unclear"}


def _draw(language="de", answer=None, **keys):
    return Ranges.model_validate({"kind": "ranges", "title": TITLE, **keys}).draw(
        figure_context(language, answer=answer)
    )


def _chosen(value):
    rows = {"row": "c3000", "other": "c10000"}
    picture = _draw(answer={"row value": value, "other value": "none"}, claims=rows, bounds=KINDS)
    return picture, Drawn(picture.svg)


def _axis(drawn):
    """The numbers on the axis with their x."""
    centred = [t for t in drawn.texts if t.gid is None and re.fullmatch(r"[\d.,]+", t.words) and t.box[2] > 200]
    return {read_number(t.words): (t.box[0] + t.box[2]) / 2 for t in centred}


def test_the_axis_begins_at_0_and_every_mark_stands_at_its_figure():
    """Lengths can be compared with each other, because nothing is cut off."""
    ids = {"c12000": 12000, "c3000": 3000, "c10000": 10000}
    drawn = Drawn(_draw(claims=list(ids)).svg)
    axis = _axis(drawn)
    zero = axis[0]
    assert zero == min(axis.values())
    step = (axis[10000] - zero) / 10000
    for id, figure in ids.items():
        assert abs(drawn.mark(f"claim-{id}")[0] - (zero + figure * step)) < 0.3


def test_there_is_no_line_but_those_of_the_axis():
    """No mean, no median, no trend: the upright lines are the ticks, and no line joins two rows."""
    drawn = Drawn(_draw(claims=["c12000", "c3000", "c10000"]).svg)
    axis = _axis(drawn)
    assert [x for x in drawn.upright() if min(abs(x - tick) for tick in axis.values()) > 0.2] == []
    lines = [drawn.corners(line) for line in drawn.root.iter("{http://www.w3.org/2000/svg}polyline")]
    assert lines
    assert [line for line in lines if line[0][0] != line[-1][0] and line[0][1] != line[-1][1]] == []
    said = " ".join(text.words for text in drawn.texts)
    assert not re.search("8[.,]333|Mittel|Median|Durchschnitt|25[.,]000", said)


def test_her_choice_redraws_the_mark():
    """A dot with its rounding, a wider bar with a tilde, an arrow to either side, or brackets with a question mark."""
    _, exact = _chosen("none")
    (left, _), (right, _), *_ = exact.points("bar-row")
    assert "arrow-row" not in exact.ids
    assert left < exact.mark("claim-row")[0] < right
    _, least = _chosen("min")
    (start, _), (end, _) = least.points("arrow-row")
    assert (start, "bar-row" in least.ids) == (least.mark("claim-row")[0], False)
    assert end > max(_axis(least).values())
    _, most = _chosen("max")
    (start, _), (end, _) = most.points("arrow-row")
    assert end < start == most.mark("claim-row")[0]
    _, about = _chosen("about")
    assert about.word("sign-row") == "~"
    _, unclear = _chosen("open")
    assert unclear.word("sign-row") == "?"
    assert {"bar-row", "arrow-row"} & set(unclear.ids) == set()


def test_at_least_3000_overlaps_10000_and_3000_alone_does_not():
    """What the exercise is about can be seen."""
    _, least = _chosen("min")
    _, exact = _chosen("none")
    assert least.points("arrow-row")[1][0] > least.mark("claim-other")[0]
    assert max(x for x, _ in exact.points("bar-row")) < min(x for x, _ in exact.points("bar-other"))


def test_what_she_has_not_chosen_is_not_drawn():
    """Nothing is preset: the row is there, its mark is not."""
    for answer in (None, {}, {"row value": "nonsense"}):
        drawn = Drawn(_draw(answer=answer, claims={"row": "c3000"}, bounds=KINDS).svg)
        assert drawn.word("claim-row") == "noch nichts gewählt"
        assert list(drawn.root.iter("{http://www.w3.org/2000/svg}circle")) == []
    assert _draw(claims={"row": "c3000"}, bounds=KINDS).rows[0][2] == "noch nichts gewählt"


def test_plans_are_hollow_and_denials_have_a_shape_of_their_own():
    """The status can be seen without colour."""
    drawn = Drawn(_draw(claims=["c12000", "c10000", "C004"]).svg)
    plan, fact, denied = (drawn.mark(f"claim-{id}") for id in ("c12000", "c10000", "C004"))
    assert "fill: #ffffff; stroke: #d55e00" in plan[2]
    assert "fill: #0072b2" in fact[2]
    assert [mark[3] for mark in (plan, fact, denied)] == [True, True, False]
    planned = Drawn(_draw(claims=["C060", "C057"]).svg)
    assert "fill: #ffffff" in planned.style("claim-C060")
    assert "fill: #0072b2" in planned.style("claim-C057")


def test_a_stated_range_is_a_bar_from_its_low_to_its_high_end():
    """2,000 to 12,000, with a tilde because it is said to be about."""
    drawn = Drawn(_draw(claims=["C006"]).svg)
    axis = _axis(drawn)
    low, high = sorted({x for x, _ in drawn.points("claim-C006")})
    step = (axis[10000] - axis[0]) / 10000
    assert (low, high) == pytest.approx((axis[0] + 2000 * step, axis[0] + 12000 * step), abs=0.3)
    assert drawn.word("sign-C006") == "~"


def test_a_claim_without_a_figure_keeps_its_row():
    """A denial is a claim too; it has no place on the axis."""
    picture = _draw("en", claims=["C031", "C001"])
    drawn = Drawn(picture.svg)
    assert drawn.word("claim-C001") == "no figure"
    assert picture.rows[1][1:3] == ("no figure", "–")


def test_her_own_range_stands_beside_the_claims():
    """Low to high as a bar, the likeliest as a mark; before she has answered there is none."""
    answer = {"low": "3.000", "best": "10 000", "high": "12,000"}
    picture = _draw(answer=answer, claims=["C031"], own=True)
    drawn = Drawn(picture.svg)
    axis = _axis(drawn)
    ends = sorted({x for x, _ in drawn.points("claim-own")})
    assert drawn.mark("best-own")[0] == pytest.approx(axis[10000], abs=0.3)
    assert ends[1] - ends[0] == pytest.approx((axis[10000] - axis[0]) * 0.9, abs=0.5)
    assert picture.rows[-1][:2] == ("Ihr Bereich", "3.000 bis 12.000, am ehesten 10.000")
    assert "Ihr Bereich: 3.000 bis 12.000, am ehesten 10.000." in picture.alt
    for none in (None, {"low": "3.000"}, {"low": "9", "high": "3"}):
        assert "claim-own" not in Drawn(_draw(answer=none, claims=["C031"], own=True).svg).ids


def test_labels_say_who_and_in_which_state():
    """And the figure with its bound, the part that is counted, and when it was said."""
    picture = _draw("en", claims=["C020", "C022"])
    drawn = Drawn(picture.svg)
    assert drawn.word("label-C020") == "White House"
    said = " ".join(t.words for t in drawn.texts if t.size == 9 and t.box[0] < 10)
    assert "at least 3,000, sent in a period or sent in total, 23\u00a0Oct\u00a02024" in said
    assert "500, officers, sent in total or in training, 24\u00a0Oct\u00a02024" in said
    assert picture.rows[1][1] == "500 (officers)"


def test_what_counts_different_things_is_not_put_on_one_axis(tmp_path):
    """Seats and people: a sentence instead of a picture."""
    known = figure_context("en")
    units = known.config.units
    seats = known.claims["c3000"].model_copy(update={"counted": ("seats",)})
    config = known.config.model_copy(update={"units": {**units, "seats": type(units["soldiers"])()}})
    claims = {**known.claims, "c3000": seats}
    mixed = type(known)(language="en", config=config, claims=claims, sources=known.sources)
    picture = Ranges(kind="ranges", title=TITLE, claims=["c3000", "c10000"]).draw(mixed)
    assert (picture.svg, picture.rows) == ("", ())
    assert picture.alt == (
        "These claims count different things (seats, soldiers (all)), so they do not belong on one axis."
    )


def test_the_legend_explains_what_is_drawn_and_nothing_else():
    """Three marks at most, where three sorts are there."""
    words = {text.words for text in Drawn(_draw(claims=["c10000"]).svg).texts}
    assert {"als Tatsache genannt", "ohne Zusatz, mit Rundung"} <= words
    assert not {"hohl: geplant", "höchstens", "Art der Zahl offen"} & words


def test_unknown_keys_and_bounds_are_refused():
    """The file is wrong, and says where."""
    for wrong in ({"clams": []}, {"bounds": {"min": "atleast"}}, {"claims": []}):
        with pytest.raises(ValidationError):
            _draw(**{"claims": ["c3000"], **wrong})
