"""Bars within bars, by reading: what lies within what is what the comparison says."""

import pytest
from figure_samples import CONTENT, SETS, TITLE, Seen, figure_context

from geo_lesson.claims.models import Claim, ClaimUpdate
from geo_lesson.figures.sets import Sets, _stacks

CLAIMS = ["c12000", "c3000", "c10000"]


def draw(*readings, language="de", config=None):
    return Sets(kind="sets", title=TITLE, readings=readings, claims=CLAIMS).draw(
        figure_context(language, config=config)
    )


def bars(picture):
    """The bars in their order: (claim id, left, top, right, bottom)."""
    drawn, found = Seen(picture.svg), []
    for id in drawn.starting("bar-"):
        xs, ys = zip(*drawn.points(id), strict=True)
        found.append((id.split("-")[2], min(xs), min(ys), max(xs), max(ys)))
    return found


@pytest.mark.parametrize("reading", list(CONTENT.config.readings))
def test_lengths_are_to_scale(reading):
    """Every bar is as long as its figure says, on one scale."""
    measured = {round((right - left) / int(id[1:]), 4) for id, left, _, right, _ in bars(draw(reading))}
    assert max(measured) == pytest.approx(min(measured), rel=0.002)


def test_nested_figures_lie_in_one_bar():
    """R2: 3,000 within 10,000 within 12,000, each lower than the one around it, all from 0."""
    (_, *outer), (_, *middle), (_, *inner) = found = bars(draw("R2"))
    assert [id for id, *_ in found] == ["c12000", "c10000", "c3000"]
    for (left, top, right, bottom), (in_left, in_top, in_right, in_bottom) in ((outer, middle), (middle, inner)):
        assert left == in_left
        assert top < in_top
        assert in_right < right
        assert in_bottom < bottom


def test_contradicting_figures_never_share_a_bar():
    """R3: 3,000 and 10,000 stand in bars of their own, and the picture says that they contradict each other."""
    picture = draw("R3")
    assert [id for id, *_ in bars(picture)] == ["c12000", "c10000", "c12000", "c3000"]
    assert "10.000 und 3.000 widersprechen sich" in Seen(picture.svg).said
    assert "passt nicht in" in picture.rows[0][2]


def test_figures_without_a_common_question_stand_side_by_side():
    """R5: 12,000 near the front and 10,000 in all of Russia; the 3,000 lie in both; there is no common total."""
    picture = draw("R5")
    assert [id for id, *_ in bars(picture)] == ["c12000", "c3000", "c10000", "c3000"]
    said = Seen(picture.svg).said
    assert "12.000 und 10.000 sind hier nicht vergleichbar" in said
    assert "Keine gemeinsame Endsumme" in said
    assert picture.rows[0][3] == "–"


def test_only_the_reading_that_adds_adds():
    """R7: 15,000 or 22,000 as its result, 12,000 beside those there; nowhere else does a sum stand."""
    picture = draw("R7")
    assert [id for id, *_ in bars(picture)] == ["c10000", "c12000", "c3000", "c12000"]
    (_, _, _, end, _), (_, start, *_), (_, _, _, other_end, _), (_, other_start, *_) = bars(picture)
    assert (start, other_start) == pytest.approx((end, other_end))
    assert picture.rows[0][3] == "15.000, 22.000"
    assert Seen(picture.svg).find("Am Ende: 15.000 oder 22.000")
    for reading in set(CONTENT.config.readings) - {"R7"}:
        other = draw(reading)
        cells = " ".join(other.rows[0])
        assert not any(sum_ in Seen(other.svg).said + other.alt + cells for sum_ in ("15.000", "22.000", "25.000"))


@pytest.mark.parametrize(("reading", "total"), [("R2", "12.000"), ("R3", "12.000"), ("R1", "–"), ("R9", "–")])
def test_a_total_is_what_the_plan_says(reading, total):
    """12,000 where it is a plan that holds both others; none where nothing is planned, or where that is left open."""
    assert draw(reading).rows[0][3] == total


def test_the_relations_come_from_the_comparison():
    """Were the 3,000 in R3 a minimum, nothing would contradict any more, and all would lie in one bar."""
    reading = CONTENT.config.readings["R3"]
    changed = reading.set | {"c3000": ClaimUpdate(bound="at_least", as_of="now")}
    readings = CONTENT.config.readings | {"R3": reading.model_copy(update={"set": changed})}
    picture = draw("R3", config=CONTENT.config.model_copy(update={"readings": readings}))
    assert [id for id, *_ in bars(picture)] == ["c12000", "c10000", "c3000"]
    assert "widersprechen" not in Seen(picture.svg).said


def test_plans_are_hollow_and_facts_are_filled():
    """White with a dashed edge where it is planned; R1, where 12,000 are there, fills it."""
    drawn = Seen(draw("R2").svg)
    plan, fact, _ = (drawn.style(id) for id in drawn.starting("bar-"))
    assert "dasharray" in plan
    assert "fill: #ffffff" in plan
    assert "dasharray" not in fact
    assert "fill: #ffffff" not in fact
    drawn = Seen(draw("R1").svg)
    assert not any("dasharray" in drawn.style(id) for id in drawn.starting("bar-"))


def test_there_are_no_circles():
    """Lengths, never areas: bars of one lane have one height, and nothing is round."""
    picture = SETS.draw(figure_context())
    assert "<circle" not in picture.svg
    alone = {round(bottom - top, 1) for _, _, top, _, bottom in bars(draw("R1"))}
    assert len(alone) == 1


def test_the_picture_says_that_only_lengths_count():
    """In both languages, below the axis."""
    assert "Maßstäblich sind nur die Längen." in Seen(draw("R2").svg).said
    assert "Only the lengths are to scale." in Seen(draw("R2", language="en").svg).said


def test_what_stands_apart_is_grouped_as_far_as_it_fits():
    """The largest groups without two that stand apart; of forty figures that all fit, one, and at once."""
    claims = [Claim(id=f"c{n}", value=1000 * n) for n in range(1, 41)]
    assert groups(claims, []) == [{claim.id for claim in claims}]
    one, two, three, four = claims[:4]
    assert groups([one, two, three, four], [(one, two), (three, four)]) == [
        {"c1", "c3"},
        {"c1", "c4"},
        {"c2", "c3"},
        {"c2", "c4"},
    ]
    assert groups([one, two, three], [(one, two), (one, three), (two, three)]) == [{"c1"}, {"c2"}, {"c3"}]
    assert groups([one, two, three], [(one, two)], [three]) == [{"c1"}, {"c2"}]


def groups(claims, apart, on_top=()):
    found = [{claim.id for claim in group} for group in _stacks(claims, apart, on_top)]
    return sorted(found, key=sorted)


def test_too_many_figures_are_not_drawn():
    """The picture says how many it holds."""
    many = [id for id, claim in figure_context().claims.items() if claim.ends][:13]
    picture = SETS.model_copy(update={"claims": tuple(many)}).draw(figure_context())
    assert (picture.svg, picture.alt) == ("", "In dieses Bild passen höchstens 12 Zahlen; hier sind es 13.")


def test_unknown_readings_and_claims_are_refused():
    """By the name that is not there."""
    with pytest.raises(KeyError, match="R99"):
        draw("R99")
    with pytest.raises(KeyError, match="c1"):
        Sets(kind="sets", title=TITLE, readings=["R2"], claims=["c1", "c3000"]).draw(figure_context())
