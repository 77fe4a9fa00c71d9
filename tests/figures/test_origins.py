"""Who relies on whom: boxes, lines, and the count of separate roots."""

import itertools

import pytest
from figure_samples import ARROWS, CONTENT, EDGES, LINES, NODES, ORIGINS, OWN_ARROWS, TITLE, Seen, both, figure_context
from pydantic import ValidationError

from geo_lesson.claims.origins import roots
from geo_lesson.figures.origins import Origins, chain, laid_out, layers


@pytest.fixture(scope="module")
def drawn():
    return Seen(ORIGINS.draw(figure_context("de", ARROWS, OWN_ARROWS)).svg)


def box(drawn, node):
    xs, ys = zip(*drawn.points(f"node-{node}"), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_solid_lines_lead_back_to_two_roots(drawn):
    """Zelensky's two figures share a root, the Pentagon is the other: at most two."""
    assert drawn.find("Getrennte Herkunftswege über durchgezogene Linien: höchstens 2")
    thick = {id for id in drawn.starting("node-") if "stroke-width: 2" in drawn.style(id)}
    assert thick == {"node-ua-intelligence", "node-pentagon"}
    assert len(drawn.find("Wurzel")) == 2


def test_a_dashed_line_does_not_count():
    """Where the service's word to Zelensky is only implied, Zelensky himself is the root."""
    edges = EDGES | {row: (*EDGES[row][:2], "dashed") for row in ("service-to-zelensky", "hur-to-zelensky-12000")}
    picture = Origins(kind="origins", title=TITLE, nodes=NODES, edges=edges).draw(figure_context())
    assert "höchstens 2 Wurzeln zurück: Selenskyj, Pentagon." in picture.alt


def test_lines_are_solid_dashed_or_not_there(drawn):
    """Stated is solid, implied or unknown is dashed, none has no line at all."""
    assert set(drawn.starting("edge-")) == {f"edge-{row}" for row in EDGES if EDGES[row][2] != "none"} | {
        "edge-pentagon-to-agencies-bent"
    }
    dashed = {id.removeprefix("edge-") for id in drawn.starting("edge-") if "dasharray" in drawn.style(id)}
    assert dashed == {row for row in EDGES if EDGES[row][2] == "dashed"}


def test_lines_lead_down_from_box_to_box(drawn):
    """Each line leaves the lower edge of one box and ends at the upper edge of the other, roots at the top."""
    for row, (start, end, line) in EDGES.items():
        if line == "none":
            continue
        left, _, right, bottom = box(drawn, start)
        first = drawn.points(f"edge-{row}-bent" if f"edge-{row}-bent" in drawn.elements else f"edge-{row}")[0]
        assert left <= first[0] <= right
        assert first[1] == pytest.approx(bottom)
        left, top, right, _ = box(drawn, end)
        last = drawn.points(f"edge-{row}")[-1]
        assert left - 5 <= last[0] <= right + 5
        assert top - 6 < last[1] < top
        assert bottom < top


def test_lines_pass_no_box(drawn):
    """A line that passes a layer goes around the boxes in it."""
    boxes = {id: box(drawn, id.removeprefix("node-")) for id in drawn.starting("node-")}
    assert len(boxes) == len(NODES)
    for id in drawn.starting("edge-"):
        points = drawn.points(id)
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            for share in (i / 50 for i in range(3, 48)):
                at = (x + share * (to_x - x), y + share * (to_y - y))
                assert not any(b[0] < at[0] < b[2] and b[1] < at[1] < b[3] for b in boxes.values()), id


def test_boxes_hold_their_words_and_stand_apart(drawn):
    """Every name stands inside a box, and no two boxes touch."""
    boxes = [box(drawn, node) for node in NODES]
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[:i])
    (name,) = drawn.find("Nachrichtenagenturen")
    left, top, right, bottom = box(drawn, "agencies")
    assert left < name.left
    assert name.right < right
    assert top < name.top
    assert name.bottom < bottom


def test_the_students_classification_stands_at_each_line(drawn):
    """Each line has its number in the graph and its classification below; the roots by her own choice are counted."""
    assert (
        "4 Nachrichtenagenturen → Meldung hinter dem Arbeitstext: gestrichelt; Ihre Zuordnung: unbekannt" in drawn.said
    )
    assert "6 Südkoreas Geheimdienst → Selenskyj: keine Linie; Ihre Zuordnung: kein Anhalt" in drawn.said
    assert [len(drawn.find(n)) for n in "1234589"] == [1] * 7
    assert not drawn.find("6")  # no line, no number in the graph
    assert drawn.find("Nach Ihrer Zuordnung: höchstens 2")
    all_stated = dict.fromkeys(OWN_ARROWS, "stated")
    other = Seen(ORIGINS.draw(figure_context("en", ARROWS, all_stated)).svg)
    assert other.find("By your own choices: at most 3")
    assert other.find("Separate chains of origin along solid lines: at most 2")


def test_without_an_answer_nothing_is_said_of_one():
    """The bare graph for a notebook; an answer of another shape counts as none."""
    for answer in (None, "text", {"unknown value": "stated"}, {"us-to-kyiv value": "nonsense"}):
        picture = ORIGINS.draw(figure_context("de", ARROWS, answer))
        assert "Zuordnung" not in Seen(picture.svg).said
        assert len(picture.heads) == 3


def test_the_lessons_own_table_gives_the_roots_that_comparing_uses():
    """Nodes and lines from origins.csv; the roots are those of geo_lesson.claims.comparison."""
    claims = ["c12000", "c3000", "c10000"]
    picture = Origins(kind="origins", title=TITLE, claims=claims).draw(figure_context())
    drawn = Seen(picture.svg)
    found = frozenset().union(*(roots(claim, CONTENT.table("origins.csv")) for claim in claims))
    assert found == {"ua-intelligence", "us-intelligence"}
    thick = {id.removeprefix("node-") for id in drawn.starting("node-") if "stroke-width: 2" in drawn.style(id)}
    assert thick == found
    assert "höchstens 2" in drawn.said
    assert "dasharray" in drawn.style("edge-C031-C028")


@pytest.mark.parametrize(
    ("spec", "what"),
    [
        ({"nodes": NODES, "edges": {"a": ("pentagon", "nobody", "solid")}}, "not known here"),
        (
            {"nodes": NODES, "edges": {"a": ("pentagon", "agencies", "solid"), "b": ("agencies", "pentagon", "none")}},
            "circle",
        ),
        ({"nodes": NODES, "edges": {"a": ("pentagon", "pentagon", "solid")}}, "circle"),
        ({}, "either nodes or claims"),
        ({"nodes": NODES, "claims": ["c3000"]}, "either nodes or claims"),
        ({"nodes": NODES, "edges": {"a": ("pentagon", "agencies", "dotted")}}, "'solid', 'dashed' or 'none'"),
        ({"nodes": {"a": both("A")}, "colour": "red"}, "Extra inputs"),
    ],
)
def test_what_is_no_graph_is_refused(spec, what):
    """Unknown nodes, circles, other lines and other keys."""
    with pytest.raises(ValidationError, match=what):
        Origins(kind="origins", title=TITLE, **spec)


def test_lines_that_pass_layers_take_room():
    """A long line has a bend in each layer between, away from the boxes there."""
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]
    layer = layers("abcd", pairs)
    chains = [chain(*pair, layer) for pair in pairs]
    bends = [bend for bend in chains[-1] if bend not in layer]
    items = {item: at for one in chains for item, at in one.items()}
    links = [link for one in chains for link in itertools.pairwise(one)]
    across = laid_out(items, links, dict.fromkeys("abcd", 60), 200, 10)
    assert len(bends) == 2
    assert all(abs(across[bend] - across[node]) >= 30 for bend, node in zip(bends, "bc", strict=True))
    assert LINES["unknown"] == "dashed"
