"""Who relies on whom: the figures traced back to their roots, and how many separate roots there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.claims.comparison import roots
from geo_lesson.claims.cycles import way
from geo_lesson.claims.models import COUNTED, ArticleClaim, Origin
from geo_lesson.common.fields import Id, LocalText
from geo_lesson.figures import messages
from geo_lesson.figures.axes import LegendEntry, draw_legend
from geo_lesson.figures.base import (
    Figure,
    FigureContext,
    Picture,
    name_of,
    number_with_sign,
    short_day,
    short_name,
    stated_on,
)
from geo_lesson.figures.svg import (
    GREY,
    INK,
    LINE,
    MARGIN,
    PALE,
    PAPER,
    SIZE,
    WIDTH,
    Canvas,
    Point,
    text_width,
    wrapped,
)

Line = Literal["solid", "dashed", "none"]
Edge = tuple[Id, Id, Line]  # from, to, and how it is drawn
Pair = tuple[str, str]
Bend = tuple[str, str, int]  # where the line of a pair passes a layer


class Origins(Figure):
    """Boxes and lines, from the roots at the top down to the text; solid: stated, dashed: implied or unknown.

    Either `nodes` and `edges`, as an exercise has them, {row: [from, to, line]}, or `claims`, whose origins are read
    from the lesson's own table. `lines` says which line each value of the exercise stands for, so that the roots of
    the student's own classification can be counted too. Only solid lines count.
    """

    kind: Literal["origins"]
    title: LocalText = messages.ORIGINS_TITLE
    nodes: dict[Id, LocalText] = Field(default={})
    edges: dict[Id, Edge] = Field(default={})
    lines: dict[Id, Line] = Field(default={})
    claims: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _a_graph(self) -> "Origins":
        if bool(self.nodes) == bool(self.claims):
            raise PydanticCustomError("nodes_or_claims", "either nodes or claims")
        leads: dict[str, list[str]] = {}
        for row, (start, end, _) in self.edges.items():
            for node in (start, end):
                if node not in self.nodes:
                    details = {"value": node, "known": list(self.nodes), "at": ("edges", row)}
                    raise PydanticCustomError("no_such_value", "not known here", details)
            if way(leads, end, start):
                raise PydanticCustomError("edges_circle", "the lines lead in a circle", {"at": ("edges", row)})
            leads.setdefault(start, []).append(end)
        return self

    def draw(self, context: FigureContext) -> Picture:
        """Draw the graph with its count of roots; name the student's own classification line by line below it."""
        names, edges = self._graph(context)
        root_ids = self._roots(names, edges.values())
        chosen = {row: context.value_labels.get(context.chosen.get(row, ""), "–") for row in edges}
        own = chosen if context.chosen else {}
        svg = self._svg(context, names, edges, own, root_ids)
        message = messages.BOXES_AND_ARROWS if root_ids else messages.BOXES_AND_ARROWS_WITHOUT_ROOT
        alt = context.words(
            message,
            nodes=len(names),
            lines=sum(line != "none" for _, _, line in edges.values()),
            n=len(root_ids),
            names=", ".join(name for node, name in names.items() if node in root_ids),
        )
        columns = None if own else -1
        rows = [
            (names[start], names[end], context.words(messages.LINE_LABELS[line]), own.get(row, "–"))[:columns]
            for row, (start, end, line) in edges.items()
        ]
        return self.picture(context, svg, alt, messages.ORIGINS_HEADS[:columns], rows)

    def _graph(self, context: FigureContext) -> tuple[dict[str, str], dict[str, Edge]]:
        """The names of the nodes, and the edges by row."""
        if self.nodes:
            return {node: context.words(name) for node, name in self.nodes.items()}, self.edges
        names: dict[str, str] = {}
        edges: dict[str, Edge] = {}
        waiting = list(self.claims)
        while waiting:
            node = waiting.pop(0)
            if node in names:
                continue
            names[node] = _name(node, context)
            for origin in context.origins:
                if origin.claim == node and origin.kind != "negative":
                    line: Line = "solid" if origin.kind in COUNTED else "dashed"
                    edges[f"{node} {origin.relies_on}"] = (origin.relies_on, node, line)
                    waiting.append(origin.relies_on)
        return names, edges

    def _roots(self, names: Mapping[str, str], edges: Iterable[Edge]) -> frozenset[str]:
        solid = [Origin(claim=end, relies_on=start, kind="stated") for start, end, line in edges if line == "solid"]
        return frozenset[str]().union(*(roots(node, solid) for node in self.claims or names))

    def _svg(
        self,
        context: FigureContext,
        names: Mapping[str, str],
        edges: Mapping[str, Edge],
        own: Mapping[str, str],
        root_ids: Collection[str],
    ) -> str:
        """Draw the graph, the legend, the counts of roots, and the student's choice for each line, in words."""
        canvas, words = Canvas(), context.words
        badges = {row: str(i) for i, row in enumerate(edges, start=1)} if own else {}
        bottom = _Graph(names, edges, root_ids, badges).draw(canvas, words(messages.ROOT_LABEL))
        solid = messages.SOLID_LINE_OR_OWN_CHANGE if self.claims else messages.SOLID_LINE
        entries = [
            LegendEntry(words(solid), partial(_sample, canvas, False)),
            LegendEntry(words(messages.DASHED_LINE), partial(_sample, canvas, True)),
        ]
        y = draw_legend(canvas, bottom + 18, entries, sample=27, gap=18) + 18
        for count in self._counts(context, names, edges, root_ids):
            y += 13 * canvas.paragraph(MARGIN, y, count, WIDTH - 2 * MARGIN, bold=True)
        for row, choice in own.items():
            start, end, line = edges[row]
            ends = {"a": names[start], "b": names[end], "line": messages.LINE_LABELS[line]}
            label = words(messages.CHOICE_FOR_LINE, n=badges[row], own=choice, **ends)
            y += 13 * canvas.paragraph(MARGIN, y, label, WIDTH - 2 * MARGIN)
        return canvas.svg(y + MARGIN - 6)

    def _counts(
        self, context: FigureContext, names: Mapping[str, str], edges: Mapping[str, Edge], root_ids: Collection[str]
    ) -> Iterator[str]:
        """How many roots there are, and how many by the student's own classification once it is complete."""
        yield context.words(messages.CHAIN_COUNT, n=len(root_ids))
        if self.lines and edges.keys() <= context.chosen.keys():
            own = [(start, end, self.lines.get(context.chosen[row], "none")) for row, (start, end, _) in edges.items()]
            yield context.words(messages.CHAIN_COUNT_BY_CHOICES, n=len(self._roots(names, own)))


def _sample(canvas: Canvas, dashed: bool, x: float, y: float) -> None:
    canvas.line((x, y), (x + 22, y), width=1.25, dashed=dashed)


def _name(id: str, context: FigureContext) -> str:
    """A node of the lesson's own table: a source, a claim of the article, or one of the record."""
    if id in context.sources:
        return short_name(name_of(context.sources[id], context.language))
    claim = context.claims[id]
    if isinstance(claim, ArticleClaim) and (label := claim.label_de if context.language == "de" else claim.label_en):
        return label
    parts = [short_name(context.speaker(claim))]
    if day := stated_on(claim):
        parts.append(short_day(day, context.language).replace(" ", "\xa0"))
    return ", ".join([*parts, number_with_sign(claim, context.language)] if claim.ends else parts)


class _Graph:
    """The boxes and lines of a graph on the sheet: names by node, edges and badges by row; roots are set off."""

    def __init__(
        self, names: Mapping[str, str], edges: Mapping[str, Edge], root_ids: Collection[str], badges: Mapping[str, str]
    ) -> None:
        self.edges = {row: edge for row, edge in edges.items() if edge[2] != "none"}
        self.badges, self.root_ids = badges, root_ids
        pairs = [(start, end) for start, end, _ in self.edges.values()]
        self.layer = layer = layers(names, pairs)
        space = WIDTH - 2 * MARGIN
        most = {at: min(_WIDEST, width) - 2 * _PAD for at, width in box_widths(layer, pairs, space, _GAP).items()}
        self.lines = {node: wrapped(name, most[layer[node]]) for node, name in names.items()}
        widths = {node: max(map(text_width, lines)) + 2 * _PAD for node, lines in self.lines.items()}
        layout = laid_out(layer, pairs, widths, space, _GAP)
        self.bends = {pair: [MARGIN + x for x in bends] for pair, bends in layout.bends.items()}
        high = [max(len(self.lines[node]) for node in layer if layer[node] == at) * 12 + 8 for at in most]
        top = [MARGIN + 14 + sum(high[:at]) + _BETWEEN * at for at in most]
        self.levels = [(y, y + height) for y, height in zip(top, high, strict=True)]
        middles = {node: MARGIN + x for node, x in layout.middles.items()}
        self.boxes = {node: (middles[node] - widths[node] / 2, middles[node] + widths[node] / 2) for node in names}

    def draw(self, canvas: Canvas, root: str) -> float:
        """Draw boxes and lines, `root` above each root; return where they end."""
        for node in self.boxes:
            self._box(canvas, node, root)
        badges: list[Point] = []
        for row, (start, end, line) in self.edges.items():
            points = self._points(row, start, end)
            gid = f"edge-{row}".replace(" ", "-")
            if len(points) > 2:
                canvas.line(*points[:-1], width=1.25, dashed=line == "dashed", gid=f"{gid}-bent")
            canvas.arrow(points[-2], points[-1], dashed=line == "dashed", gid=gid)
            if row in self.badges:
                badges.append(_draw_badge(canvas, points[0], points[1], self.badges[row], badges))
        return self.levels[-1][1]

    def _box(self, canvas: Canvas, node: str, root: str) -> None:
        (left, right), (top, bottom) = self.boxes[node], self.levels[self.layer[node]]
        middle, is_root = (left + right) / 2, node in self.root_ids
        fill, width = (PALE, 2) if is_root else (PAPER, 0.75)
        canvas.box(left, top, right, bottom, fill=fill, edge=INK, width=width, gid=f"node-{node}")
        first = (top + bottom) / 2 - (len(self.lines[node]) - 1) * SIZE * LINE / 2
        canvas.lines(middle, first, self.lines[node], align="center")
        if is_root:
            canvas.text(middle, top - 8, root, bold=True, align="center")

    def _points(self, row: str, start: str, end: str) -> list[Point]:
        """The points of a line from the lower edge of one box to the upper edge of another."""
        leave = self._port(start, row, [r for r, edge in self.edges.items() if edge[0] == start], 1)
        reach = self._port(end, row, [r for r, edge in self.edges.items() if edge[1] == end], 0)
        points = [(leave, self.levels[self.layer[start]][1])]
        for at, x in enumerate(self.bends[start, end], start=self.layer[start] + 1):
            points += [(x, self.levels[at][0]), (x, self.levels[at][1])]
        return [*points, (reach, self.levels[self.layer[end]][0])]

    def _port(self, node: str, row: str, rows: Sequence[str], far: Literal[0, 1]) -> float:
        """Where a line meets its box: several stand side by side, in the order of the boxes at their other ends."""
        left, right = self.boxes[node]
        order = sorted(rows, key=lambda r: (self._next(self.edges[r], far), rows.index(r)))
        step = min(18, (right - left - 8) / len(rows))
        return (left + right) / 2 + (order.index(row) - (len(rows) - 1) / 2) * step

    def _next(self, edge: Edge, far: Literal[0, 1]) -> float:
        """Where a line stands one layer on: at its first or last bend, or at the box on its other side."""
        bends = self.bends[edge[:2]]
        return bends[-1 + far] if bends else sum(self.boxes[edge[far]]) / 2


def _draw_badge(canvas: Canvas, start: Point, end: Point, number: str, badges: Iterable[Point]) -> Point:
    """Draw the number of a line on a stretch of it, beside no other number; return where."""
    (x, y), (to_x, to_y) = start, end
    places = [(x + share * (to_x - x), y + share * (to_y - y)) for share in (0.5, 0.35, 0.65, 0.25, 0.75)]
    free = [place for place in places if all(max(abs(place[0] - a), abs(place[1] - b)) > 14 for a, b in badges)]
    at = (free or places)[0]
    canvas.mark(*at, size=14, hollow=True, colour=GREY)
    canvas.text(*at, number, align="center")
    return at


_WIDEST, _PAD, _GAP, _BETWEEN = 124, 4, 8, 44
_BEND = 8  # the width that a passing line takes


def layers(nodes: Iterable[str], pairs: Collection[Pair]) -> dict[str, int]:
    """Return the layer of each node: 0 where no line ends, else one more than the highest it comes from.

    pairs: (from, to), without circles.

    >>> layers("abcd", [("a", "b"), ("b", "c"), ("a", "c")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 0}
    """
    layer: dict[str, int] = {}

    def layer_of(node: str) -> int:
        if node not in layer:
            layer[node] = max((layer_of(start) + 1 for start, end in pairs if end == node), default=0)
        return layer[node]

    return {node: layer_of(node) for node in nodes}


def box_widths(layer: Mapping[str, int], pairs: Iterable[Pair], space: float, gap: float) -> dict[int, float]:
    """Return how wide a box may be in each layer, beside the others there and the lines that pass.

    >>> box_widths({"a": 0, "b": 1, "c": 2, "d": 0}, [("a", "b"), ("b", "c"), ("d", "c")], 100, 10)
    {0: 45.0, 1: 82.0, 2: 100.0}
    """
    boxes = Counter(layer.values())
    passing = Counter(at for start, end in set(pairs) for at in range(layer[start] + 1, layer[end]))
    return {at: (space - gap * (n - 1) - (_BEND + gap) * passing[at]) / n for at, n in sorted(boxes.items())}


@dataclass(frozen=True)
class Layout:
    """Where the middles of the boxes stand across, by node, and the bends of each line, one for each layer between."""

    middles: dict[str, float]
    bends: dict[Pair, tuple[float, ...]]


def laid_out(
    layer: Mapping[str, int], pairs: Sequence[Pair], widths: Mapping[str, float], space: float, gap: float
) -> Layout:
    """Lay out a graph whose nodes have their layers and widths.

    space: the width of the sheet between its margins.   gap: the least room between two boxes. A line that passes a
    layer takes room there as a narrow box does. Source: Sugiyama, Tagawa & Toda (1981), in its simplest form: middles
    are pulled towards their neighbours, down and up again.
    """
    rows, links = _with_bends(layer, pairs)
    width = {item: widths[item] if isinstance(item, str) else _BEND for item in links}
    across = {item: (i + 0.5) * space / len(row) for row in rows for i, item in enumerate(row)}
    for sweep in range(8):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            wish = {}
            for item in row:
                neighbours = [across[other] for other in (links[item].above if down else links[item].below)]
                wish[item] = sum(neighbours) / len(neighbours) if neighbours else across[item]
            row.sort(key=wish.__getitem__)
            across |= _pushed([(item, wish[item], width[item]) for item in row], space, gap)
    first, last = min(across[i] - width[i] / 2 for i in across), max(across[i] + width[i] / 2 for i in across)
    across = {item: x + (space - last - first) / 2 for item, x in across.items()}
    bends = {(a, b): tuple(across[a, b, at] for at in range(layer[a] + 1, layer[b])) for a, b in pairs}
    return Layout({node: across[node] for node in layer}, bends)


@dataclass(frozen=True)
class _Links:
    """What a node or a bend is linked to, one layer further down and one further up."""

    below: list[str | Bend]
    above: list[str | Bend]


def _with_bends(
    layer: Mapping[str, int], pairs: Iterable[Pair]
) -> tuple[list[list[str | Bend]], dict[str | Bend, _Links]]:
    """The nodes of each layer with a bend wherever a line passes, and what each is linked to."""
    rows: list[list[str | Bend]] = [
        [node for node in layer if layer[node] == at] for at in range(max(layer.values()) + 1)
    ]
    links: dict[str | Bend, _Links] = {node: _Links([], []) for node in layer}
    for start, end in dict.fromkeys(pairs):
        bends: list[Bend] = [(start, end, at) for at in range(layer[start] + 1, layer[end])]
        for bend in bends:
            rows[bend[2]].append(bend)
            links[bend] = _Links([], [])
        for above, below in pairwise([start, *bends, end]):
            links[above].below.append(below)
            links[below].above.append(above)
    return rows, links


def _pushed(row: Sequence[tuple[str | Bend, float, float]], space: float, gap: float) -> dict[str | Bend, float]:
    """Return the middles pushed apart so that no boxes touch and all stay on the sheet; row: (item, wish, width)."""
    middles: dict[str | Bend, float] = {}
    free: float = 0
    for item, wish, width in row:
        middles[item] = max(free, wish - width / 2) + width / 2
        free = middles[item] + width / 2 + gap
    limit = space
    for item, _, width in reversed(row):
        middles[item] = min(limit, middles[item] + width / 2) - width / 2
        limit = middles[item] - width / 2 - gap
    return middles
