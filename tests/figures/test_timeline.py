"""Two times of each number: the day said, upwards, and the day it refers to, across."""

import itertools
import re
from dataclasses import replace

import pytest
from figure_samples import AUTUMN, CARDS, CONTENT, CROWD, OWN_CARDS, SORTED_CARDS, TIMELINE, TITLE, Seen, figure_context

from geo_lesson.figures.timeline import Timeline

RECORD = {claim.id: claim for claim in CONTENT.table("record.csv")}
PLANNED = {id for id, s in CONTENT.config.statuses.items() if s.plan}


@pytest.fixture(scope="module")
def crowd():
    return Seen(CROWD.draw(figure_context()).svg)


@pytest.fixture(scope="module")
def drawn():
    return Seen(TIMELINE.draw(figure_context("de", SORTED_CARDS, OWN_CARDS)).svg)


def today(drawn, y):
    """Where the steps "today" stand at that height."""
    points = drawn.points("today")
    pairs = itertools.pairwise(points)
    (x,) = {x for (x, a), (to_x, b) in pairs if x == to_x and min(a, b) < y < max(a, b)}
    return x


def test_every_claim_has_a_mark(crowd):
    """All figures of autumn 2024, each once."""
    assert crowd.starting("mark-")
    assert sorted(crowd.starting("mark-")) == sorted(f"mark-{id}" for id in AUTUMN)


def test_what_was_said_later_stands_higher(crowd):
    """From the first statement at the bottom to the last at the top."""
    heights = {RECORD[id].stated_on: crowd.mark(f"mark-{id}")[1] for id in AUTUMN}
    days = sorted(heights)
    assert [heights[day] for day in days] == sorted(heights.values(), reverse=True)


def test_what_refers_to_a_later_day_stands_further_right(crowd):
    """The day referred to gives the place across; what refers to its own day stands on the steps."""
    on_axis = [id for id in AUTUMN if len(RECORD[id].as_of) == 1 and RECORD[id].as_of[0] <= "2024-12-16"]
    dated = [id for id in on_axis if len(RECORD[id].as_of[0]) == 10]
    across = {id: crowd.mark(f"mark-{id}")[0] for id in dated}
    for a in dated:
        for b in dated:
            if RECORD[a].as_of < RECORD[b].as_of:
                assert across[a] < across[b]
    for id in dated:
        x, y, *_ = crowd.mark(f"mark-{id}")
        claim = RECORD[id]
        side = (claim.as_of[0] > claim.stated_on) - (claim.as_of[0] < claim.stated_on)
        assert round(x - today(crowd, y), 2) * side > 0 or (side == 0 and x == pytest.approx(today(crowd, y), abs=0.1))


def test_plans_lie_right_of_today_or_on_it_and_are_hollow(crowd):
    """No plan lies in the past; a plan is an config, and nothing else is."""
    for id in AUTUMN:
        planned = set(RECORD[id].status) <= PLANNED
        x, y, *_ = crowd.mark(f"mark-{id}")
        assert ("fill: #ffffff" in crowd.mark(f"mark-{id}")[2]) == planned
        if planned:
            assert x >= today(crowd, y) - 0.1


def test_status_shows_in_the_shape(drawn):
    """The same 10,000 is a hollow plan on 23 October, sent on the 28th and present on the 31st: three marks."""
    marks = {
        id: (drawn.shape(f"mark-{id}"), "#ffffff" in drawn.mark(f"mark-{id}")[2]) for id in ("C019", "C031", "C051")
    }
    assert len(set(marks.values())) == 3
    assert marks["C031"] == (drawn.shape("mark-C018"), False)  # sent, too
    assert marks["C051"] == (drawn.shape("mark-C008"), False)  # present, and in training
    assert "#595959" not in drawn.mark("mark-C051")[2]  # grey is for what nobody says to be so
    assert marks["C051"] != marks["C031"]
    assert drawn.shape("mark-C020") == drawn.shape("mark-C010")  # the first of several: inflow
    ten = [text for text in drawn.texts if text.words.replace("\xa0", " ").startswith("≈ 10.000")]
    assert len(ten) == 3


def test_no_line_joins_claims(crowd):
    """No line runs from one mark to another, but for the steps "today" and a claim's own period."""
    spots = {id: crowd.mark(id)[:2] for id in crowd.starting("mark-")}
    own = [crowd.points(id) for id in crowd.starting("period-")] + [crowd.points("today")]
    for line in crowd.paths():
        met = {id for id, spot in spots.items() if any(abs(x - spot[0]) + abs(y - spot[1]) < 3 for x, y in line)}
        assert len(met) == 0 or line in own
    for line in own[:-1]:
        assert len({y for _, y in line}) == 1


def test_words_keep_clear_of_marks_and_steps(crowd, drawn):
    """No number lies under a mark or across the steps."""
    for picture in (crowd, drawn):
        spots = [picture.mark(id)[:2] for id in picture.starting("mark-")]
        for text in picture.texts:
            assert not any(text.left < x + 3 and x - 3 < text.right and text.top < y < text.bottom for x, y in spots)
        numbers = [text for text in picture.texts if re.fullmatch(r"[≈≥≤\d., \xa0–]+", text.words) and text.left > 186]
        crossed = []
        for text in numbers:
            y = (text.top + text.bottom) / 2
            if picture.points("today")[0][1] < y < picture.points("today")[-1][1]:
                crossed += [text.words] if text.left < today(picture, y) < text.right else []
        assert crossed == []


def test_months_and_periods_are_bars(crowd, drawn):
    """November 2024 as a bar to its mark; the inflow of 8 to 13 October with the first day that the exercise gives."""
    (start, y), (end, same) = crowd.points("period-C046")
    assert start < end
    assert y == same
    assert crowd.mark("mark-C046")[0] == pytest.approx(end, abs=0.1)
    assert drawn.starting("period-") == ["period-C010"]
    row = next(row for row in TIMELINE.draw(figure_context()).rows if row[2] == "≈\xa01.500")
    assert row[4] == "08.10.2024 bis 13.10.2024"


def test_the_students_choice_stands_beside_each_claim():
    """For every claim of a card; a card she has not sorted has none."""
    picture = TIMELINE.draw(figure_context("en", SORTED_CARDS, OWN_CARDS))
    by_number = {(row[0], row[2].replace("\xa0", " ")): row[5] for row in picture.rows}
    assert by_number["22 Oct 2024", "≤ 12,000"] == "plan / expectation"
    assert by_number["23 Oct 2024", "≥ 3,000"] == "–"
    said = Seen(picture.svg).said
    assert "→ plan / expectation" in said
    assert "→ arrivals in a period" in said
    assert "→" not in Seen(TIMELINE.draw(figure_context("en")).svg).said


def test_the_table_is_sorted_by_the_day_said():
    """Oldest first, with nothing left out."""
    rows = CROWD.draw(figure_context()).rows
    days = [tuple(reversed(row[0].split("."))) for row in rows]
    assert days == sorted(days)
    assert len(rows) == len(AUTUMN)


def test_claims_without_a_number_are_drawn_too():
    """The generals of 29 October, on whom `dating` turns, have a mark and a dash for a number."""
    picture = Timeline(kind="timeline", title=TITLE, claims=["C039", "C034"]).draw(figure_context())
    assert Seen(picture.svg).starting("mark-") == ["mark-C039", "mark-C034"] or len(picture.rows) == 2
    assert picture.rows[-1][2] == "–"
    assert "möglich" in Seen(picture.svg).said


def test_a_claim_needs_the_day_it_was_made():
    """The article does not say when its claims were made."""
    picture = Timeline(kind="timeline", title=TITLE, claims=["c12000"]).draw(figure_context())
    assert picture.svg == ""
    assert "c12000" in picture.alt


def test_cards_name_known_claims():
    """What the samples draw is on the record."""
    assert {id for ids in CARDS.values() for id in ids} <= RECORD.keys()


def test_a_unit_may_have_no_label():
    """It is then not named beside who speaks."""
    known = figure_context()
    units = {id: unit.model_copy(update={"label": None}) for id, unit in known.config.units.items()}
    parts = [id for id, c in RECORD.items() if c.stated_on and c.counted and all(units[u].within for u in c.counted)]
    known = replace(known, config=known.config.model_copy(update={"units": units}))
    assert Timeline(kind="timeline", title=TITLE, claims=parts[:1]).draw(known).svg
