"""Who relies on whom: the figures traced back to their roots, and how many separate roots there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.claims.models import RELIANCE, ArticleClaim, Origin
from geo_lesson.claims.origins import roots
from geo_lesson.common.fields import Id, LocalText
from geo_lesson.figures import labels, messages
from geo_lesson.figures.axes import LegendEntry, draw_legend
from geo_lesson.figures.base import Figure, FigureContext, Picture
from geo_lesson.figures.svg import LINE, MARGIN, SIZE, WIDTH, Canvas, Colour, Point, text_width, wrapped

Line = Literal["solid", "dashed", "none"]
Edge = tuple[Id, Id, Line]  # from, to, and how it is drawn
Pair = tuple[str, str]


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
        before: dict[str, list[str]] = {}
        for row, (start, end, _) in self.edges.items():
            for node in (start, end):
                if node not in self.nodes:
                    details = {"value": node, "known": list(self.nodes), "at": ("edges", row)}
                    raise PydanticCustomError("no_such_value", "not known here", details)
            before.setdefault(end, []).append(start)
            try:
                TopologicalSorter(before).prepare()
            except CycleError:
                raise PydanticCustomError(
                    "edges_circle", "the lines lead in a circle", {"at": ("edges", row)}
                ) from None
        return self

    def draw(self, context: FigureContext) -> Picture:
        """Draw the graph with its count of roots; name the student's own classification line by line below it."""
        names, edges = self._names_and_edges(context)
        chosen = {row: context.value_labels.get(context.chosen.get(row, ""), "–") for row in edges}
        graph = _Graph(names, edges, self._roots(names, edges.values()), chosen if context.chosen else {})
        alt = context.words(
            messages.BOXES_AND_ARROWS if graph.roots else messages.BOXES_AND_ARROWS_WITHOUT_ROOT,
            nodes=len(names),
            lines=sum(line != "none" for _, _, line in edges.values()),
            n=len(graph.roots),
            names=", ".join(name for node, name in names.items() if node in graph.roots),
        )
        columns = None if graph.own else -1  # without the last one, the student's choices
        rows = [
            (names[start], names[end], context.words(messages.LINE_LABELS[line]), chosen[row])[:columns]
            for row, (start, end, line) in edges.items()
        ]
        return self.picture(context, self._svg(graph, context), alt, messages.ORIGINS_HEADS[:columns], rows)

    def _names_and_edges(self, context: FigureContext) -> tuple[dict[str, str], dict[str, Edge]]:
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
                    line: Line = "solid" if origin.kind in RELIANCE else "dashed"
                    edges[f"{node} {origin.relies_on}"] = (origin.relies_on, node, line)
                    waiting.append(origin.relies_on)
        return names, edges

    def _roots(self, names: Mapping[str, str], edges: Iterable[Edge]) -> frozenset[str]:
        solid = [Origin(claim=end, relies_on=start, kind="stated") for start, end, line in edges if line == "solid"]
        return frozenset[str]().union(*(roots(node, solid) for node in self.claims or names))

    def _svg(self, graph: "_Graph", context: FigureContext) -> str:
        """Draw the graph, the legend, the counts of roots, and the student's choice for each line, in words."""
        canvas, words = Canvas(), context.words
        bottom = _Drawing(graph).draw(canvas, words(messages.ROOT_LABEL))
        solid = messages.SOLID_LINE_OR_OWN_CHANGE if self.claims else messages.SOLID_LINE
        entries = [
            LegendEntry(words(solid), partial(_draw_sample, dashed=False)),
            LegendEntry(words(messages.DASHED_LINE), partial(_draw_sample, dashed=True)),
        ]
        y = draw_legend(canvas, bottom + 18, entries, sample=27, gap=18) + 18
        counts = [words(messages.CHAIN_COUNT, n=len(graph.roots))]
        if self.lines and graph.edges.keys() <= context.chosen.keys():
            lines = {row: self.lines.get(context.chosen[row], "none") for row in graph.edges}
            own = self._roots(graph.names, [(*edge[:2], lines[row]) for row, edge in graph.edges.items()])
            counts.append(words(messages.CHAIN_COUNT_BY_CHOICES, n=len(own)))
        for count in counts:
            y += 13 * canvas.paragraph(MARGIN, y, count, bold=True)
        for number, (row, choice) in enumerate(graph.own.items(), start=1):
            start, end, line = graph.edges[row]
            ends = {"a": graph.names[start], "b": graph.names[end], "line": messages.LINE_LABELS[line]}
            label = words(messages.CHOICE_FOR_LINE, n=str(number), own=choice, **ends)
            y += 13 * canvas.paragraph(MARGIN, y, label)
        return canvas.svg(y + MARGIN - 6)


@dataclass(frozen=True)
class _Graph:
    """The names of the nodes, the edges by row, the roots, and the student's choice for each row, in words."""

    names: Mapping[str, str]
    edges: Mapping[str, Edge]
    roots: frozenset[str]
    own: Mapping[str, str]


def _draw_sample(canvas: Canvas, x: float, y: float, dashed: bool) -> None:
    canvas.line((x, y), (x + 22, y), width=1.25, dashed=dashed)


def _name(id: str, context: FigureContext) -> str:
    """A node of the lesson's own table: a source, a claim of the article, or one of the record."""
    if id in context.sources:
        return labels.short_name(labels.name_of(context.sources[id], context.language))
    claim = context.claims[id]
    if isinstance(claim, ArticleClaim) and (label := claim.label_de if context.language == "de" else claim.label_en):
        return label
    parts = [labels.short_name(context.speaker(claim))]
    if day := labels.stated_on(claim):
        parts.append(labels.short_day(day, context.language).replace(" ", "\xa0"))
    return ", ".join([*parts, labels.number_with_sign(claim, context.language)] if claim.ends else parts)


class _Drawing:
    """The boxes and lines of a graph on the sheet; roots are set off, and lines numbered where there are choices."""

    def __init__(self, graph: _Graph) -> None:
        names, self.roots = graph.names, graph.roots
        self.badges = {row: str(i) for i, row in enumerate(graph.own, start=1)}
        self.edges = {row: edge for row, edge in graph.edges.items() if edge[2] != "none"}
        self.layer = layers(names, [(start, end) for start, end, _ in self.edges.values()])
        self.chains = {(start, end): chain(start, end, self.layer) for start, end, _ in self.edges.values()}
        items = self.layer | {bend: at for bends in self.chains.values() for bend, at in bends.items()}
        space = WIDTH - 2 * MARGIN
        most = {at: min(_WIDEST, width) - 2 * _PAD for at, width in box_widths(items, names, space, _GAP).items()}
        self.lines = {node: wrapped(name, most[self.layer[node]]) for node, name in names.items()}
        widths = {node: max(map(text_width, lines)) + 2 * _PAD for node, lines in self.lines.items()}
        links = [link for bends in self.chains.values() for link in pairwise(bends)]
        self.middles = {item: MARGIN + x for item, x in laid_out(items, links, widths, space, _GAP).items()}
        high = [max(len(self.lines[node]) for node in names if self.layer[node] == at) * 12 + 8 for at in most]
        top = [MARGIN + 14 + sum(high[:at]) + _BETWEEN * at for at in most]
        self.levels = [(y, y + height) for y, height in zip(top, high, strict=True)]
        self.boxes = {
            node: (self.middles[node] - width / 2, self.middles[node] + width / 2) for node, width in widths.items()
        }

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
        middle, is_root = (left + right) / 2, node in self.roots
        fill: Colour = "pale" if is_root else "paper"
        canvas.box(left, top, right, bottom, fill=fill, edge="ink", width=2 if is_root else 0.75, gid=f"node-{node}")
        first = (top + bottom) / 2 - (len(self.lines[node]) - 1) * SIZE * LINE / 2
        canvas.lines(middle, first, self.lines[node], align="center")
        if is_root:
            canvas.text(middle, top - 8, root, bold=True, align="center")

    def _points(self, row: str, start: str, end: str) -> list[Point]:
        """The points of a line from the lower edge of one box to the upper edge of another."""
        points = [(self._port(row, 0), self.levels[self.layer[start]][1])]
        for bend, at in list(self.chains[start, end].items())[1:-1]:
            points += [(self.middles[bend], y) for y in self.levels[at]]
        return [*points, (self._port(row, 1), self.levels[self.layer[end]][0])]

    def _port(self, row: str, side: Literal[0, 1]) -> float:
        """Where a line meets its first or last box: several stand in the order of what they lead to, one layer on."""
        node = self.edges[row][side]
        rows = [other for other, edge in self.edges.items() if edge[side] == node]
        order = sorted(rows, key=lambda other: (self.middles[self._next(other, side)], rows.index(other)))
        left, right = self.boxes[node]
        step = min(18, (right - left - 8) / len(rows))
        return self.middles[node] + (order.index(row) - (len(rows) - 1) / 2) * step

    def _next(self, row: str, side: Literal[0, 1]) -> str:
        """The bend or box next to the first or last box of a line."""
        return list(self.chains[self.edges[row][:2]])[-2 if side else 1]


def _draw_badge(canvas: Canvas, start: Point, end: Point, number: str, badges: Iterable[Point]) -> Point:
    """Draw the number of a line on a stretch of it, beside no other number; return where."""
    (x, y), (to_x, to_y) = start, end
    places = [(x + share * (to_x - x), y + share * (to_y - y)) for share in (0.5, 0.35, 0.65, 0.25, 0.75)]
    free = [place for place in places if all(max(abs(place[0] - a), abs(place[1] - b)) > 14 for a, b in badges)]
    at = (free or places)[0]
    canvas.mark(*at, size=14, hollow=True, colour="grey")
    canvas.text(*at, number, align="center")
    return at


_WIDEST, _PAD, _GAP, _BETWEEN = 124, 4, 8, 44
_BEND = 8  # the width that a passing line takes


def layers(nodes: Iterable[str], pairs: Iterable[Pair]) -> dict[str, int]:
    """Return the layer of each node: 0 where no line ends, else one more than the highest it comes from.

    pairs: (from, to), without circles.

    >>> layers("abcd", [("a", "b"), ("b", "c"), ("a", "c")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 0}
    """
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for start, end in pairs:
        before[end].append(start)
    layer = dict.fromkeys(before, 0)
    for node in TopologicalSorter(before).static_order():
        layer[node] = max((layer[start] + 1 for start in before[node]), default=0)
    return layer


def chain(start: str, end: str, layer: Mapping[str, int]) -> dict[str, int]:
    """Return the two ends of a line and a bend in each layer between, {name: layer}.

    >>> chain("a", "c", {"a": 0, "b": 1, "c": 2})
    {'a': 0, 'a c 1': 1, 'c': 2}
    """
    bends = {f"{start} {end} {at}": at for at in range(layer[start] + 1, layer[end])}
    return {start: layer[start], **bends, end: layer[end]}


def box_widths(layer: Mapping[str, int], nodes: Collection[str], space: float, gap: float) -> dict[int, float]:
    """Return how wide a box may be in each layer, beside the others there and the lines that pass.

    layer: of nodes and bends.

    >>> box_widths({"a": 0, "b": 1, "c": 2, "d": 0, "d c 1": 1}, "abcd", 100, 10)
    {0: 45.0, 1: 82.0, 2: 100.0}
    """
    boxes = Counter(layer[node] for node in nodes)
    passing = Counter(layer.values()) - boxes
    return {at: (space - gap * (n - 1) - (_BEND + gap) * passing[at]) / n for at, n in sorted(boxes.items())}


def laid_out(
    layer: Mapping[str, int], links: Collection[Pair], widths: Mapping[str, float], space: float, gap: float
) -> dict[str, float]:
    """Return where the middles of boxes and bends stand across.

    layer: of nodes and bends.   links: (one, another) in the next layer.   widths: of the boxes; a bend takes room as a
    narrow box does.   space: the width of the sheet between its margins.   gap: the least room between two boxes.
    Source: Sugiyama, Tagawa & Toda (1981), in its simplest form: middles are pulled towards their neighbours, down and
    up again.
    """
    rows = [[item for item in layer if layer[item] == at] for at in range(max(layer.values()) + 1)]
    width = {item: widths.get(item, _BEND) for item in layer}
    above = {item: [start for start, end in links if end == item] for item in layer}
    below = {item: [end for start, end in links if start == item] for item in layer}
    across = {item: (i + 0.5) * space / len(row) for row in rows for i, item in enumerate(row)}
    for sweep in range(8):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            wish = {}
            for item in row:
                pulls = [across[other] for other in (above if down else below)[item] or [item]]
                wish[item] = sum(pulls) / len(pulls)
            row.sort(key=wish.__getitem__)
            across |= _pushed([(item, wish[item], width[item]) for item in row], space, gap)
    first, last = min(across[i] - width[i] / 2 for i in across), max(across[i] + width[i] / 2 for i in across)
    return {item: x + (space - last - first) / 2 for item, x in across.items()}


def _pushed(row: Sequence[tuple[str, float, float]], space: float, gap: float) -> dict[str, float]:
    """Return the middles pushed apart so that no boxes touch and all stay on the sheet; row: (item, wish, width)."""
    middles: dict[str, float] = {}
    free: float = 0
    for item, wish, width in row:
        middles[item] = max(free, wish - width / 2) + width / 2
        free = middles[item] + width / 2 + gap
    for item, _, width in reversed(row):
        middles[item] = min(space, middles[item] + width / 2) - width / 2
        space = middles[item] - width / 2 - gap
    return middles
