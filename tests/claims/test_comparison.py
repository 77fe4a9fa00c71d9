"""Claims that conflict, claims that only seem to, and what it depends on."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo_lesson.claims import messages as claims_messages
from geo_lesson.claims.comparison import (
    agreement,
    compare,
    conflicts,
    faithful,
    interval,
    relations,
)
from geo_lesson.claims.models import BOUNDS, Claim, Origin, Reading
from geo_lesson.claims.origins import roots
from geo_lesson.claims.taxonomy import Taxonomy


def label(words):
    return {"de": words, "en": words}


TAXONOMY = Taxonomy(
    times=["earlier", "now", "soon"],
    units={"soldiers": {}, **{unit: {"within": "soldiers"} for unit in ("combat_troops", "engineers", "officers")}},
    statuses={
        "expected": {"label": label("expected"), "plan": True},
        "additional": {"label": label("additional"), "plan": True},
        "sent": {"label": label("sent"), "within": "expected"},
        "present": {"label": label("present"), "within": "sent"},
        "in_training": {"label": label("in training"), "within": "present"},
        "in_combat": {"label": label("in combat"), "within": "present"},
    },
    places={
        "russia": {"id": "russia"},
        "eastern_russia": {"id": "eastern_russia", "within": "russia"},
        "western_russia": {"id": "western_russia", "within": "russia"},
        "kursk": {"id": "kursk", "within": "western_russia"},
    },
)


def claim(of, value=None, bound="", status="", place="russia", as_of="", counted="soldiers", **columns):
    columns |= {"bound": bound, "status": status, "place": place, "as_of": as_of, "counted": counted}
    return Claim(id=of, value=value, **columns)


C12000 = claim("c12000", 12000, "exact|about|at_most", "expected|additional", as_of="soon")
C3000 = claim("c3000", 3000, "exact|at_least", "present", as_of="now|earlier")
C10000 = claim("c10000", 10000, "exact", "in_training", as_of="now")
ARTICLE = [C12000, C3000, C10000]
PAIRS = [(C12000, C3000), (C12000, C10000), (C3000, C10000)]

RECORD = [
    claim("C020", 3000, "at_least", "in_training", "eastern_russia", "2024-10-15"),  # card M5
    claim("C021", 12000, "about", "in_training", "eastern_russia", "2024-10-24"),  # card M17
    claim("C031", 10000, "about", "sent", "eastern_russia", "2024-10-28"),  # card M9
    claim("C033", 3000, "about", "present", "russia", "2024-10-28"),  # card M10, with the next three
    claim("C034", 12000, "exact", "expected", "russia"),
    claim("C035", 3000, "exact", "in_training", "western_russia", "2024-10-29"),
    claim("C036", 12000, "about", "expected", "western_russia"),
]
RECORDED = {c.id: c for c in RECORD}

ORIGINS = [
    Origin(claim=of, relies_on=behind, kind=kind)
    for of, behind, kind in [
        ("c12000", "C034", "stated"),
        ("c3000", "C033", "stated"),
        ("c10000", "C031", "stated"),
        ("C034", "C021", "stated"),
        ("C021", "ua-intelligence", "stated"),
        ("C033", "ua-intelligence", "stated"),
        ("C031", "us-intelligence", "stated"),
        ("C031", "ua-intelligence", "implied"),
        ("C020", "us-intelligence", "stated"),
    ]
]


def reading(**written):
    return Reading(label=label("a reading"), **written)


READINGS = {
    "R1": reading(
        set={
            "c12000": {"bound": "exact", "status": "present", "as_of": "now"},
            "c3000": {"bound": "exact", "as_of": "now"},
            "c10000": {"status": "present"},
        }
    ),
    "R2": reading(set={"c12000": {"status": "expected"}, "c3000": {"bound": "at_least", "as_of": "now"}}),
    "R3": reading(set={"c12000": {"status": "expected"}, "c3000": {"bound": "exact", "as_of": "now"}}),
    "R4": reading(set={"c12000": {"status": "expected"}, "c3000": {"as_of": "earlier"}}),
    "R5": reading(
        record=["C031", "C035", "C036"],
        set={
            "c12000": {"status": "expected", "place": "western_russia"},
            "c3000": {"place": "western_russia", "as_of": "now"},
            "c10000": {"status": "sent"},
        },
    ),
    "R6": reading(set={"c12000": {"status": "expected"}, "c3000": {"counted": "combat_troops", "as_of": "now"}}),
    "R7": reading(set={"c12000": {"status": "additional"}}),
    "R8": reading(set={"c12000": {"status": "expected"}, "c3000": {"status": "in_combat", "as_of": "now"}}),
    "R9": reading(origins=[("c12000", "ua-intelligence"), ("c3000", "ua-intelligence")]),
}

YES, NO, APART, OPEN = "compatible", "contradictory", "not comparable", "undetermined"


@pytest.mark.parametrize(
    ("name", "keeps_to_the_text", "verdicts"),
    [
        (None, None, [YES, YES, OPEN]),
        ("R1", False, [NO, NO, NO]),
        ("R2", True, [YES, YES, YES]),
        ("R3", True, [YES, YES, NO]),
        ("R4", True, [YES, YES, APART]),
        ("R5", False, [YES, APART, YES]),
        ("R6", True, [YES, YES, APART]),
        ("R7", True, [APART, APART, OPEN]),
        ("R8", True, [YES, YES, APART]),
        ("R9", True, [YES, YES, OPEN]),
    ],
)
def test_the_articles_figures_in_each_reading(name, keeps_to_the_text, verdicts):
    """Each reading decides anew which of the three pairs contradict, and whether it keeps to the text is computed."""
    chosen = READINGS.get(name)
    assert [compare(a, b, TAXONOMY, chosen).verdict for a, b in PAIRS] == verdicts
    assert chosen is None or faithful(chosen, ARTICLE, TAXONOMY) is keeps_to_the_text
    expected = [tuple(sorted((a.id, b.id))) for (a, b), verdict in zip(PAIRS, verdicts, strict=True) if verdict == NO]
    assert conflicts(ARTICLE, TAXONOMY, chosen, RECORD) == sorted(expected)


def test_two_figures_from_one_service_may_both_be_true():
    """Read as hanging on one service (R9), 12,000 and 3,000 are compatible."""
    assert compare(C12000, C3000, TAXONOMY, READINGS["R9"]).verdict == "compatible"


def test_only_stated_edges_and_revisions_lead_to_a_root():
    """An implied or denied reliance proves no common root; a revision passes the root on; circles end."""
    edges = [("a", "b", "revision"), ("b", "own", "stated"), ("b", "other", "implied"), ("b", "third", "negative")]
    circle = [("own-less", "x", "stated"), ("x", "own-less", "stated")]
    origins = [Origin(claim=c, relies_on=r, kind=k) for c, r, k in edges + circle]
    assert roots("a", origins) == {"own"}
    assert roots("own-less", origins) == roots("unheard", origins) == frozenset()


@pytest.mark.parametrize(
    ("dimension", "accepted"),
    [
        ("counted", ["=?", "=?", "=?"]),
        ("status", ["≠", "≠", "?≠"]),
        ("place", ["=?", "=?", "=?"]),
        ("as_of", ["≠", "≠", "?="]),
        ("bound", ["?", "?", "?="]),
    ],
)
def test_dimensions_say_what_students_find_in_the_matrix(dimension, accepted):
    """On the text alone each dimension is one of the entries that the comparability matrix accepts."""
    sign = {"same": "=", "different": "≠", "unclear": "?"}
    found = [sign[agreement(compare(a, b, TAXONOMY).dimensions[dimension])] for a, b in PAIRS]
    assert all(entry in cell for entry, cell in zip(found, accepted, strict=True)), found


def test_a_digit_swapped_on_the_way_is_a_real_contradiction():
    """10,900 and 19,000 from one briefing answer the same question differently."""
    for bound in ("exact", "about"):
        told = [claim(f"c{v}", v, bound, "expected", as_of="2024-12-31") for v in (10900, 19000)]
        assert compare(*told, TAXONOMY).verdict == "contradictory"


def test_a_minimum_fits_into_a_later_total():
    """At least 3,000 in mid-October and about 10,000 sent by the 28th (M5, M9) are compatible."""
    assert compare(RECORDED["C020"], RECORDED["C031"], TAXONOMY).verdict == "compatible"


def test_a_larger_earlier_part_is_open_because_some_may_have_left():
    """About 12,000 in the east on the 24th, about 3,000 in all Russia on the 28th (M17, M10): open, and why."""
    compared = compare(RECORDED["C021"], RECORDED["C033"], TAXONOMY)
    assert compared.verdict == "undetermined"
    assert compared.reason.de == (
        "Offen: Die eine Angabe müsste ein Teil der anderen sein („Status“, „Ort“ und „Zeitbezug“), "
        "doch etwa 12.000 passt nicht in etwa 3.000. "
        "Ein Widerspruch ist das nur, wenn inzwischen niemand weggegangen ist."
    )


@pytest.mark.parametrize(
    ("name", "pair", "reason"),
    [
        (
            None,
            (C3000, C10000),
            "Undetermined: whether 3,000 and 10,000 contradict each other depends on how one reads "
            "'Time reference' and 'Kind of number'.",
        ),
        (
            None,
            (C12000, C3000),
            "Compatible: however one reads 'Status', 12,000 and 3,000 do not contradict each other.",
        ),
        (
            "R1",
            (C12000, C3000),
            "Contradictory: both answer the same question ('Who or what is counted?', 'Status', 'Place' and "
            "'Time reference' are the same), but 12,000 and 3,000 cannot both be true.",
        ),
        (
            "R2",
            (C3000, C10000),
            "Compatible: one claim is a part of the other ('Status'); 10,000 and at least 3,000 can both be true.",
        ),
        (
            "R3",
            (C3000, C10000),
            "Contradictory: one claim would have to be a part of the other ('Status'), but "
            "10,000 does not fit into 3,000.",
        ),
        (
            "R4",
            (C3000, C10000),
            "Not comparable: they answer different questions ('Status' and 'Time reference'), and neither is a "
            "part of the other.",
        ),
        (
            "R8",
            (C3000, C10000),
            "Not comparable: they answer different questions ('Status'), and neither is a part of the other.",
        ),
    ],
)
def test_the_reason_names_what_decides(name, pair, reason):
    """A reason is a sentence that names the dimension on which the verdict depends."""
    assert compare(*pair, TAXONOMY, READINGS.get(name)).reason.en == reason


def test_a_plan_is_never_refuted_by_a_stock():
    """More there than were expected is open as long as nobody knows whether the plan was kept."""
    plan = claim("plan", 10000, "exact", "expected", as_of="2024-11-30")
    stock = claim("stock", 20000, "exact", "present", as_of="2024-11-30")
    compared = compare(plan, stock, TAXONOMY)
    assert compared.verdict == "undetermined"
    assert compared.reason.en.endswith("That is a contradiction only if the plan was kept.")
    later = stock.model_copy(update={"as_of": ("2024-12-31",)})
    assert compare(plan, later, TAXONOMY).verdict == "not comparable"


def test_without_a_figure_there_is_nothing_to_compare():
    """A claim that states no figure is not comparable, and the reason says so; it joins no conflict."""
    silent = claim("C024", None, "", "present", as_of="2024-10-24")
    compared = compare(silent, C3000, TAXONOMY)
    assert (compared.verdict, compared.dimensions["place"]) == ("not comparable", ("same",))
    assert "keine Zahl" in compared.reason.de
    assert conflicts([silent, C3000], TAXONOMY) == []


@pytest.mark.parametrize(
    ("ends", "bound", "expected"),
    [
        ((12000, 12000), "exact", (11500, 12500)),
        ((10900, 10900), "exact", (10850, 10950)),
        ((10000, 10000), "exact", (9500, 10500)),
        ((2100, 2100), "about", (1890, 2310)),
        ((3000, 3000), "about", (2500, 3500)),
        ((3000, 3000), "at_least", (2500, float("inf"))),
        ((12000, 12000), "at_most", (0, 12500)),
        ((11000, 12000), "exact", (10500, 12500)),
        ((11000, 12000), "about", (10500, 12500)),
        ((12000, 15000), "at_most", (0, 15500)),
        ((11000, 12000), "at_least", (10500, float("inf"))),
        ((3, 3), "exact", (2.5, 3.5)),
        ((0, 0), "exact", (0, 0.5)),
    ],
)
def test_the_interval_of_a_figure(ends, bound, expected):
    """Round figures reach as far as they were rounded; a range says itself how far it reaches."""
    assert interval(ends, bound, TAXONOMY) == expected


def test_an_unclear_or_missing_bound_is_every_bound():
    """Unclear means every bound is possible: two different figures for one question stay open."""
    for bound in ("unclear", ""):
        told = claim("told", 3000, bound, "present", as_of="now")
        counted = claim("counted", 10000, "exact", "present", as_of="now")
        assert compare(told, counted, TAXONOMY).verdict == "undetermined"
        assert agreement(relations("bound", told, counted, TAXONOMY)) == "unclear"


@pytest.mark.parametrize(
    ("time", "other", "expected"),
    [
        ("now", "now", "same"),
        ("earlier", "soon", "within"),
        ("now", "2024-10-28", "same within contains"),
        ("2024-10-28", "2024-10-29", "within"),
        ("2024-10", "2024-12-31", "within"),
        ("2024-10", "2024-10-28", "same within contains"),
        ("2024-10", "2024-10-31", "same within"),
        ("2024-10-31", "2024-10", "same contains"),
        ("2024-10", "2024-10", "same within contains"),
        ("2025", "2024-10-31", "contains"),
        ("", "2024-10-31", "same within contains different"),
    ],
)
def test_an_earlier_time_lies_within_a_later_one(time, other, expected):
    """An undated time may lie anywhere beside a date, and a month may be any of its days."""
    a, b = claim("a", as_of=time), claim("b", as_of=other)
    assert " ".join(relations("as_of", a, b, TAXONOMY)) == expected


def test_words_without_meaning_are_refused():
    """An unknown id, a time that is no date, and claims that a reading cannot find are errors with their name."""
    strange = claim("strange", 5, "exact", "asleep", as_of="tomorrow")
    with pytest.raises(ValueError, match="asleep"):
        relations("status", strange, C3000, TAXONOMY)
    with pytest.raises(ValueError, match="tomorrow"):
        relations("as_of", strange, C3000, TAXONOMY)
    with pytest.raises(ValueError, match="c12000"):
        faithful(READINGS["R7"], [C3000], TAXONOMY)
    with pytest.raises(ValueError, match="C031, C035, C036"):
        conflicts(ARTICLE, TAXONOMY, READINGS["R5"])


@pytest.mark.parametrize(
    ("of", "filling", "expected"),
    [
        ("c12000", {"status": "present"}, False),
        ("c12000", {"as_of": "now"}, False),
        ("c3000", {"as_of": "2024-10-28"}, True),
        ("c3000", {"bound": "at_most"}, False),
        ("c3000", {"place": "kursk"}, True),
        ("c10000", {"status": "present"}, False),
        ("c10000", {"counted": "officers|engineers"}, True),
    ],
)
def test_a_faithful_reading_picks_or_refines(of, filling, expected):
    """A narrower place or a date says more precisely what is there; making a plan a fact, or widening, overrides."""
    assert faithful(reading(set={of: filling}), ARTICLE, TAXONOMY) is expected


def test_a_reading_brings_its_claims_of_the_record_into_the_comparison():
    """A claim of the record that a reading takes in conflicts like any other, once, also if it is already there."""
    stock = claim("C999", 500, "exact", "present", as_of="now")
    taking = reading(record=["C999"], set={"c3000": {"as_of": "now"}})
    assert conflicts(ARTICLE, TAXONOMY, taking, [stock]) == [("C999", "c10000"), ("C999", "c3000")]
    assert conflicts([*ARTICLE, stock], TAXONOMY, taking) == [("C999", "c10000"), ("C999", "c3000")]
    assert conflicts(ARTICLE, TAXONOMY, None, [stock]) == []


def test_a_claim_reads_the_cells_of_a_table():
    """A row is taken as it was written: alternatives apart by a bar, figures as people write them, empty cells."""
    row = {
        "id": "row",
        "value": "12000",
        "low": "",
        "high": "",
        "bound": "exact|at_least",
        "counted": "",
        "as_of": "now",
    }
    read = Claim.model_validate(row)
    assert (read.ends, read.bound, read.counted, read.as_of) == ((12000, 12000), ("exact", "at_least"), (), ("now",))


@pytest.mark.parametrize(
    "figures", [{"low": 5}, {"low": 5, "high": 4}, {"value": 5, "low": 5, "high": 6}, {"value": "2,5"}]
)
def test_a_claim_has_one_figure_or_two_ends_or_none(figures):
    """A single end, ends the wrong way round, both kinds at once and a broken number are refused."""
    with pytest.raises(ValidationError):
        Claim(id="broken", **figures)


@pytest.mark.parametrize("units", [{"a": {"within": "b"}, "b": {"within": "a"}}, {"a": {"within": "lost"}}])
def test_nesting_comes_to_an_end(units):
    """Units, statuses and places that nest in a circle, or in something unknown, are refused."""
    with pytest.raises(ValidationError, match='"a" lies within'):
        Taxonomy(units=units)


def test_comparing_loads_neither_pandas_nor_babel():
    """The first call of a notebook stays quick."""
    look = "import sys, geo_lesson.claims.comparison; print({'pandas', 'babel'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "set()\n"


def some(values, at_least=0):
    return st.lists(st.sampled_from(values), unique=True, min_size=at_least, max_size=3).map(tuple)


FIGURES = st.sampled_from([0, 3, 500, 2600, 3000, 10000, 10900, 12000, 15000])
FIELDS = {
    "bound": some(BOUNDS),
    "counted": some(["soldiers", "combat_troops", "officers"]),
    "status": some(list(TAXONOMY.statuses)),
    "place": some(list(TAXONOMY.places)),
    "as_of": some(["earlier", "now", "soon", "2024", "2024-10", "2024-10-28", "2024-12-31"]),
}


@st.composite
def claims(draw, of="a"):
    low, high = sorted((draw(FIGURES), draw(FIGURES)))
    ends = draw(st.sampled_from([{"value": low}, {"value": low}, {"low": low, "high": high}, {}]))
    return Claim(id=of, **ends, **{field: draw(values) for field, values in FIELDS.items()})


@given(claims("a"), claims("b"))
def test_the_verdict_does_not_depend_on_who_comes_first(a, b):
    """Two claims contradict each other or neither does; only part and whole change places."""
    one, other = compare(a, b, TAXONOMY), compare(b, a, TAXONOMY)
    mirrored = {"within": "contains", "contains": "within"}
    assert one.verdict == other.verdict
    for dimension in claims_messages.DIMENSIONS:
        assert {mirrored.get(r, r) for r in one.dimensions[dimension]} == set(other.dimensions[dimension])


@given(claims())
def test_no_claim_contradicts_itself(a):
    """Whatever a claim leaves open, it is compatible with itself; without a figure there is nothing to compare."""
    assert compare(a, a, TAXONOMY).verdict == ("compatible" if a.ends else "not comparable")


@given(claims("a"), claims("b"), st.sampled_from(BOUNDS[1:]))
def test_a_wider_bound_never_creates_a_contradiction(a, b, bound):
    """What held for an exact figure holds for about, at least, at most and unclear."""
    exact, wider = (a.model_copy(update={"bound": (one,)}) for one in ("exact", bound))
    assume(compare(exact, b, TAXONOMY).verdict != "contradictory")
    assert compare(wider, b, TAXONOMY).verdict != "contradictory"


@given(claims("a"), claims("b"), st.data())
def test_picking_never_turns_compatible_into_contradictory(a, b, data):
    """A reading that only picks from what a claim allows finds no contradiction where there was none."""
    assume(compare(a, b, TAXONOMY).verdict == "compatible")
    picked = {field: (data.draw(st.sampled_from(getattr(a, field))),) for field in FIELDS if getattr(a, field)}
    chosen = reading(set={"a": picked})
    assert faithful(chosen, [a, b], TAXONOMY)
    assert compare(a, b, TAXONOMY, chosen).verdict in ("compatible", "not comparable")


@given(claims("plan"), claims("stock"), some(["expected", "additional"], 1), some(["sent", "present", "in_combat"], 1))
def test_no_plan_contradicts_a_stock(plan, stock, plans, stocks):
    """However large a stock is, it refutes no plan."""
    plan, stock = plan.model_copy(update={"status": plans}), stock.model_copy(update={"status": stocks})
    assert compare(plan, stock, TAXONOMY).verdict != "contradictory"


@given(st.lists(claims(), min_size=2, max_size=6), st.randoms())
def test_the_order_of_the_rows_does_not_matter(drawn, random):
    """Conflicts are the pairs that compare finds contradictory, whatever the order of the table."""
    table = [c.model_copy(update={"id": f"c{n}"}) for n, c in enumerate(drawn)]
    pairs = [(a.id, b.id) for a, b in combinations(table, 2) if compare(a, b, TAXONOMY).verdict == "contradictory"]
    random.shuffle(table)
    assert conflicts(table, TAXONOMY) == pairs


@given(claims("a"), claims("b"))
def test_every_reason_opens_with_its_verdict(a, b):
    """Whatever is compared, both languages give the verdict and a whole sentence, with nothing left to fill in."""
    compared = compare(a, b, TAXONOMY)
    for language in ("de", "en"):
        reason = compared.reason[language]
        assert reason.lower().startswith(claims_messages.VERDICTS[compared.verdict][language] + ": ")
        assert reason.endswith(".")
        assert not set("{}") & set(reason)
        assert "None" not in reason


@pytest.mark.parametrize(("one", "other"), [("2024-10", "2024-10"), ("2024", "2024"), ("2024", "2024-10")])
def test_vague_dates_give_no_hard_verdict(one, other):
    """Two figures for the same month may be of different days: that is left open, not called a contradiction."""
    a, b = claim("a", 3000, "exact", "present", as_of=one), claim("b", 8000, "exact", "present", as_of=other)
    assert compare(a, b, TAXONOMY).verdict == "undetermined"
    assert compare(a, a, TAXONOMY).verdict == "compatible"


def test_rounded_figures_that_meet_are_compatible():
    """2,001 may be as much as 2,001.5 and 2,002 as little: one number fits both. With 2,003 there is none."""
    a, b, c = (claim(id, value, "exact", "present") for id, value in (("a", 2001), ("b", 2002), ("c", 2003)))
    assert compare(a, b, TAXONOMY).verdict == "compatible"
    assert compare(a, c, TAXONOMY).verdict != "compatible"
