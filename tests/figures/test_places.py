"""Where is that? The ladder of places, the map without borders, and the distances."""

import pytest
from figure_samples import CONTENT, LADDER, OWN_RUNGS, RUNGS, STATEMENTS, Seen, figure_context

from geo_lesson.figures.places import Map, beside, distance_km

PLACES = {place.id: place for place in CONTENT.table("places.csv")}


@pytest.fixture(scope="module")
def picture():
    return LADDER.draw(figure_context("de", RUNGS, OWN_RUNGS))


@pytest.fixture(scope="module")
def drawn(picture):
    return Seen(picture.svg)


def point(id):
    return PLACES[id].latitude, PLACES[id].longitude


def test_distances_follow_the_great_circle():
    """Vladivostok to Kursk, Pyongyang to Vladivostok, and a quarter of the earth."""
    assert distance_km(point("vladivostok"), point("kursk")) == pytest.approx(6730, abs=10)
    assert distance_km(point("pyongyang"), point("vladivostok")) == pytest.approx(690, abs=5)
    assert distance_km((0, 0), (90, 0)) == pytest.approx(6371 * 3.14159265 / 2, abs=1)


def test_bars_are_to_scale(drawn, picture):
    """Nearly ten to one, with the kilometres written."""
    widths = []
    for id in ("distance-0", "distance-1"):
        xs = [x for x, _ in drawn.points(id)]
        widths.append(max(xs) - min(xs))
    assert widths[0] / widths[1] == pytest.approx(6730 / 690, rel=0.01)
    assert drawn.find("Wladiwostok – Region Kursk: rund 6.730 km")
    assert drawn.find("Pjöngjang – Wladiwostok: rund 690 km")
    assert "6.730 km" in picture.alt


def test_statements_stand_where_she_put_them_and_where_they_may(picture):
    """W7 names only Russia: her choice of Kursk is marked as such, and the rung that it supports is shown."""
    rows = {(rung, statement): what for rung, statement, what in picture.rows}
    w7 = STATEMENTS["w7"][0]["de"]
    assert rows["Westrussland nahe der Front (z. B. Kursk)", w7] == "Ihre Wahl, so nicht vertretbar"
    assert rows["„Russland“ ohne genauere Angabe", w7] == "vertretbar"
    assert rows["östliches Russland (Ferner Osten)", STATEMENTS["m5"][0]["de"]] == "Ihre Wahl, vertretbar"
    m12 = [what for (_, statement), what in rows.items() if statement.startswith("M12")]
    assert sorted(m12) == ["Ihre Wahl, vertretbar", "vertretbar"]


def test_rungs_go_from_the_far_east_to_ukraine(drawn):
    """In the order of the exercise's file, and each statement between its rung and the next."""
    heights = [drawn.points(f"rung-{value}")[0][1] for value in ("far-east", "russia", "kursk", "ukraine")]
    assert heights == sorted(heights)
    (w11,) = drawn.find("W11: Front in der Ukraine")
    assert w11.top > heights[-1]
    (m5,) = drawn.find("M5: Transport nach Wladiwostok")
    assert heights[0] < m5.top < m5.bottom < heights[1]


def test_nothing_is_revealed_before_she_has_answered():
    """Without an answer the ladder is empty: no statement, no key."""
    for answer in (None, {}, {"m5 value": "nowhere"}):
        empty = LADDER.draw(figure_context("de", RUNGS, answer))
        assert not any(statement["de"] in Seen(empty.svg).said for statement, _ in STATEMENTS.values())
        assert [row[0] for row in empty.rows] == ["Wladiwostok – Region Kursk", "Pjöngjang – Wladiwostok"]
    assert "M5" not in Seen(LADDER.draw(figure_context("de")).svg).said


def test_the_map_has_points_and_land_and_nothing_else(drawn):
    """No border, no front line, no arrow: below the ladder there are areas, points, bars and one frame."""
    top = min(y for id in drawn.starting("land-") for _, y in drawn.points(id))
    assert drawn.starting("land-")
    assert drawn.starting("water-")
    below = [line for line in drawn.paths() if min(y for _, y in line) >= top - 1]
    assert len(below) == 1  # the frame
    assert len({x for x, _ in below[0]}) == 2
    areas = drawn.starting("land-") + drawn.starting("water-")
    assert all("stroke" not in drawn.style(id) for id in areas)
    assert "Grenzen sind zum Teil umstritten und hier absichtlich nicht gezeichnet" in drawn.said.replace("\n", " ")
    assert "Natural Earth" in drawn.said


def test_points_stand_where_they_are(drawn):
    """East is right, north is up, and Vladivostok is where the projection puts it."""
    spots = {id: drawn.mark(f"point-{id}")[:2] for id in LADDER.points}
    assert spots["kursk"][0] < spots["ulan_ude"][0] < spots["pyongyang"][0] < spots["vladivostok"][0]
    assert spots["khabarovsk"][1] < spots["vladivostok"][1] < spots["pyongyang"][1]
    assert drawn.find("Wladiwostok")


def test_the_map_is_an_equidistant_conic():
    """Equidistant: ten degrees north are as long everywhere, and the land lies in the box."""
    chart = Map(0, 0, 400)
    steps = [chart.at(north, 88)[1] - chart.at(north + 10, 88)[1] for north in (40, 50, 60)]
    assert steps == pytest.approx([steps[0]] * 3, abs=0.2)
    for north, share in ((40, 0.766), (60, 0.5)):  # a degree along these parallels is as long as on the globe
        (x, y), (to_x, to_y) = chart.at(north, 87), chart.at(north, 89)
        assert ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 == pytest.approx(steps[0] / 5 * share, abs=0.2)
    for _, ring in chart.rings():
        assert all(-0.1 <= x <= 400.1 and -0.1 <= y <= chart.bottom + 0.1 for x, y in ring)
    inside = [inside_rings(chart, *point(id)) for id in ("vladivostok", "kursk", "pyongyang", "ulan_ude", "khabarovsk")]
    assert inside == [True] * 5
    assert not inside_rings(chart, 43.5, 34)  # the Black Sea
    assert not inside_rings(chart, 42, 50.5)  # the Caspian Sea


def inside_rings(chart, north, east):
    """Whether a point lies on land: within an odd number of rings."""
    x, y = chart.at(north, east)
    crossings = 0
    for _, ring in chart.rings():
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossings += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossings % 2 == 1


def test_names_avoid_each_other():
    """The second of two points at one place gets its name elsewhere, and none leaves the map."""
    taken = []
    first, second = beside((50, 50), 40, 9, taken, (0, 120)), beside((50, 50), 40, 9, taken, (0, 120))
    assert first == (57, 50)
    assert second == (3, 50)
    assert beside((100, 20), 40, 9, [], (0, 120))[0] < 60


def test_the_outline_names_its_source():
    """Who made it, and that it may be used."""
    text = (CONTENT.folder.parent.parent / "geo_lesson" / "figures" / "land.txt").read_text(encoding="utf-8")
    assert "public domain" in text
    assert "world-atlas" in text
