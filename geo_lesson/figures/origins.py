"""Who relies on whom: the figures traced back to their roots, and how many separate roots there are."""

from collections import Counter
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geo_lesson.claims.models import RELIANCE, Origin
from geo_lesson.claims.origins import find_cycle, roots
from geo_lesson.common.fields import Id, LocalText
from geo_lesson.figures import messages
from geo_lesson.figures.base import Figure, choices, chosen, day, named, number, short
from geo_lesson.figures.svg import GREY, INK, MARGIN, PALE, PAPER, SMALL, WIDTH, Canvas, text_width, wrapped

Line = Literal["solid", "dashed", "none"]


class Origins(Figure):
    """Boxes and lines, from the roots at the top down to the text; solid: stated, dashed: implied or unknown.

    Either `nodes` and `edges`, as an exercise has them, {row: [from, to, line]}, or `claims`, whose origins are read
    from the lesson's own table. `lines` says which line each value of the exercise stands for, so that the roots of
    the student's own classification can be counted too. Only solid lines count.
    """

    kind: Literal["origins"]
    title: LocalText = messages.ORIGINS_TITLE
    nodes: dict[Id, LocalText] = Field(default={})
    edges: dict[Id, tuple[Id, Id, Line]] = Field(default={})
    lines: dict[Id, Line] = Field(default={})
    claims: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _a_graph(self):
        if bool(self.nodes) == bool(self.claims):
            raise PydanticCustomError("nodes_or_claims", "either nodes or claims")
        targets: dict[str, list[str]] = {}
        for row, (start, end, _) in self.edges.items():
            for node in (start, end):
                if node not in self.nodes:
                    told = {"value": node, "known": list(self.nodes), "at": ("edges", row)}
                    raise PydanticCustomError("no_such_value", "not known here", told)
            targets.setdefault(start, []).append(end)
        if cycle := find_cycle(targets):
            steps = set(pairwise(cycle))
            closing = [row for row, (start, end, _) in self.edges.items() if (start, end) in steps][-1]
            raise PydanticCustomError("edges_circle", "the lines lead in a circle", {"at": ("edges", closing)})
        return self

    def draw(self, context):
        """The graph with its count of roots; the student's own classification is named line by line below it."""
        names, edges = self._graph(context)
        found, own = self._roots(names, edges), _own(context, edges)
        canvas = Canvas()
        badges = {row: str(i) for i, row in enumerate(edges, start=1)} if own else {}
        bottom = _Graph(names, edges, found, badges).draw(canvas, messages.ROOT_LABEL[context.language])
        solid = messages.SOLID_LINE_OR_OWN_CHANGE if self.claims else messages.SOLID_LINE
        bottom = _legend(canvas, bottom, solid[context.language], context.language)
        for words, bold in self._words(context, names, edges, badges):
            lines = wrapped(words, WIDTH - 2 * MARGIN, SMALL, bold)
            canvas.lines(MARGIN, bottom, lines, size=SMALL, bold=bold)
            bottom += len(lines) * 13
        svg = canvas.svg(bottom + MARGIN - 6)
        drawn = sum(line != "none" for _, _, line in edges.values())
        told = {"nodes": len(names), "lines": drawn, "n": len(found)}
        alt = (messages.BOXES_AND_ARROWS if found else messages.BOXES_AND_ARROWS_WITHOUT_ROOT).fill(
            names=", ".join(names[n] for n in names if n in found), **told
        )
        rows = [
            (names[a], names[b], messages.LINE_LABELS[line][context.language], *([own[row]] if own else ()))
            for row, (a, b, line) in edges.items()
        ]
        return self.picture(context, svg, alt, messages.ORIGINS_HEADS[: None if own else -1], rows)

    def _graph(self, context):
        """The names of the nodes, and the lines by row: (from, to, line)."""
        if self.nodes:
            return {node: name[context.language] for node, name in self.nodes.items()}, self.edges
        names, edges, waiting = {}, {}, list(self.claims)
        while waiting:
            at = waiting.pop(0)
            if at in names:
                continue
            names[at] = _name(at, context)
            for origin in context.origins:
                if origin.claim == at and origin.kind != "negative":
                    line = "solid" if origin.kind in RELIANCE else "dashed"
                    edges[f"{at} {origin.relies_on}"] = (origin.relies_on, at, line)
                    waiting.append(origin.relies_on)
        return names, edges

    def _roots(self, names, edges):
        solid = [(start, end) for start, end, line in edges.values() if line == "solid"]
        solid = [Origin(claim=end, relies_on=start, kind="stated") for start, end in solid]
        return frozenset().union(*(roots(node, solid) for node in self.claims or names))

    def _words(self, context, names, edges, badges):
        """What stands below the graph, line by line, and whether in bold."""
        language, given, own = context.language, chosen(context), _own(context, edges)
        yield messages.CHAIN_COUNT.fill(n=len(self._roots(names, edges)))[language], True
        if self.lines and edges.keys() <= given.keys():
            theirs = {row: (*ends, self.lines.get(given[row], "none")) for row, (*ends, _) in edges.items()}
            yield messages.CHAIN_COUNT_BY_CHOICES.fill(n=len(self._roots(names, theirs)))[language], True
        for row in own:
            start, end, line = edges[row]
            label = messages.LINE_LABELS[line]
            words = messages.CHOICE_FOR_LINE.fill(n=badges[row], a=names[start], b=names[end], line=label, own=own[row])
            yield words[language], False


class _Graph:
    """The boxes and lines of a graph on the sheet: names by node, edges by row, roots set off, badges by row."""

    def __init__(self, names, edges, found, badges):
        self.edges = {row: edge for row, edge in edges.items() if edge[2] != "none"}
        self.badges, self.found = badges, found
        pairs = [(start, end) for start, end, _ in self.edges.values()]
        layer = layers(names, pairs)
        space = WIDTH - 2 * MARGIN
        most = {at: min(_WIDEST, width) - 2 * _PAD for at, width in room(layer, pairs, space, _GAP).items()}
        self.lines = {node: wrapped(name, most[layer[node]], SMALL) for node, name in names.items()}
        widths = {node: max(text_width(w, SMALL) for w in lines) + 2 * _PAD for node, lines in self.lines.items()}
        x, bends = laid_out(layer, pairs, widths, space, _GAP)
        self.bends = {pair: [MARGIN + bend for bend in across] for pair, across in bends.items()}
        high = [max(len(self.lines[n]) for n in layer if layer[n] == at) * 12 + 8 for at in most]
        top = [MARGIN + 14 + sum(high[:at]) + _BETWEEN * at for at in most]
        self.levels = [(y, y + height) for y, height in zip(top, high, strict=True)]
        self.layer = layer
        self.boxes = {n: (MARGIN + x[n] - widths[n] / 2, MARGIN + x[n] + widths[n] / 2) for n in names}

    def draw(self, canvas, root):
        """Draw boxes and lines; returns where they end."""
        for node, (left, right) in self.boxes.items():
            top, bottom = self.levels[self.layer[node]]
            is_root = node in self.found
            style = {"fill": PALE if is_root else PAPER, "edge": INK, "width": 2 if is_root else 0.75}
            canvas.box(left, top, right, bottom, gid=f"node-{node}", **style)
            first = (top + bottom) / 2 - (len(self.lines[node]) - 1) * SMALL * 1.35 / 2
            canvas.lines((left + right) / 2, first, self.lines[node], size=SMALL, align="center")
            if is_root:
                canvas.text((left + right) / 2, top - 8, root, size=SMALL, bold=True, align="center")
        taken = []
        for row, (start, end, line) in self.edges.items():
            way = self._way(row, start, end)
            if len(way) > 2:
                canvas.line(*way[:-1], width=1.25, dashed=line == "dashed", gid=f"edge-{row}-bent".replace(" ", "-"))
            canvas.arrow(way[-2], way[-1], dashed=line == "dashed", gid=f"edge-{row}".replace(" ", "-"))
            if row in self.badges:
                self._badge(canvas, way, self.badges[row], taken)
        return self.levels[-1][1]

    def _way(self, row, start, end):
        """The points of a line from the lower edge of one box to the upper edge of another."""
        leave = self._port(start, row, [r for r, edge in self.edges.items() if edge[0] == start], 1)
        reach = self._port(end, row, [r for r, edge in self.edges.items() if edge[1] == end], 0)
        way = [(leave, self.levels[self.layer[start]][1])]
        for at, x in enumerate(self.bends[(start, end)], start=self.layer[start] + 1):
            way += [(x, self.levels[at][0]), (x, self.levels[at][1])]
        return [*way, (reach, self.levels[self.layer[end]][0])]

    def _port(self, node, row, rows, far):
        """Where a line meets its box: several stand side by side, in the order of the boxes at their other ends."""
        left, right = self.boxes[node]
        order = sorted(rows, key=lambda r: (self._next(self.edges[r], far), rows.index(r)))
        step = min(18, (right - left - 8) / len(rows))
        return (left + right) / 2 + (order.index(row) - (len(rows) - 1) / 2) * step

    def _next(self, edge, far):
        """Where a line stands one layer on: at its first or last bend, or at the box on its other side."""
        bends = self.bends[edge[:2]]
        return bends[-1 + far] if bends else sum(self.boxes[edge[far]]) / 2

    def _badge(self, canvas, way, words, taken):
        """The number of a line on its first stretch, beside no other number."""
        (x, y), (to_x, to_y) = way[:2]
        spots = [(x + share * (to_x - x), y + share * (to_y - y)) for share in (0.5, 0.35, 0.65, 0.25, 0.75)]
        free = [spot for spot in spots if all(max(abs(spot[0] - a), abs(spot[1] - b)) > 14 for a, b in taken)]
        at = (free or spots)[0]
        taken.append(at)
        canvas.mark(*at, size=14, hollow=True, colour=GREY)
        canvas.text(*at, words, size=SMALL, align="center")


def _legend(canvas, bottom, solid, language):
    """What solid and dashed lines mean, below the graph; returns where the next line of words goes."""
    x, y = MARGIN, bottom + 18
    for words, dashed in ((solid, False), (messages.DASHED_LINE[language], True)):
        canvas.line((x, y), (x + 22, y), width=1.25, dashed=dashed)
        canvas.text(x + 27, y, words, size=SMALL)
        x += 27 + text_width(words, SMALL) + 18
    return y + 18


def _own(context, edges):
    """The student's classification of each line in words; empty without an answer."""
    given, words = chosen(context), choices(context)
    return {row: words.get(given.get(row), "–") for row in edges} if given else {}


def _name(id, context):
    """A node of the lesson's own table: a source, a claim of the article, or one of the record."""
    if id in context.sources:
        return short(named(context.sources[id], context.language))
    claim = context.claims[id]
    if label := getattr(claim, f"label_{context.language}", ""):
        return label
    parts = [short(context.speaker(claim))]
    parts += [day(claim.stated_on, context.language).replace(" ", "\xa0")] if getattr(claim, "stated_on", "") else []
    return ", ".join([*parts, number(claim, context.language)] if claim.ends else parts)


_WIDEST, _PAD, _GAP, _BETWEEN = 124, 4, 8, 44


def layers(nodes, pairs):
    """The layer of each node: 0 where no line ends, else one more than the highest it comes from.

    pairs: (from, to), without circles.

    >>> layers("abcd", [("a", "b"), ("b", "c"), ("a", "c")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 0}
    """
    before = {node: [start for start, end in pairs if end == node] for node in nodes}
    found = {}

    def layer(node):
        if node not in found:
            found[node] = max((layer(start) + 1 for start in before[node]), default=0)
        return found[node]

    return {node: layer(node) for node in nodes}


def room(layer, pairs, space, gap):
    """How wide a box may be in each layer, {layer: width}, beside the others there and the lines that pass.

    >>> room({"a": 0, "b": 1, "c": 2, "d": 0}, [("a", "b"), ("b", "c"), ("d", "c")], 100, 10)
    {0: 45.0, 1: 82.0, 2: 100.0}
    """
    boxes = Counter(layer.values())
    passing = Counter(at for start, end in set(pairs) for at in range(layer[start] + 1, layer[end]))
    return {at: (space - gap * (n - 1) - (_BEND + gap) * passing[at]) / n for at, n in sorted(boxes.items())}


def laid_out(layer, pairs, widths, space, gap):
    """Where the middles of the boxes stand across, and the bends of each line: {node: x}, {pair: (x of each layer)}.

    layer: of each node.   widths: of each node.   space: the width of the sheet between its margins.   gap: the least
    room between two boxes. A line that passes a layer takes room there as a narrow box does. Source: Sugiyama, Tagawa
    & Toda (1981), in its simplest form: middles are pulled towards their neighbours, down and up again.
    """
    rows, links, widths = _with_bends(layer, pairs, widths)
    across = {}
    for row in rows:
        step = space / len(row)
        across |= {node: (i + 0.5) * step for i, node in enumerate(row)}
    for sweep in range(8):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            pulled = {node: _mean([across[n] for n in links[node][down]], across[node]) for node in row}
            row.sort(key=lambda node, pulled=pulled: pulled[node])
            across |= _apart([(node, pulled[node], widths[node]) for node in row], space, gap)
    first, last = (f(across[n] + side * widths[n] / 2 for n in across) for f, side in ((min, -1), (max, 1)))
    across = {node: x + (space - last - first) / 2 for node, x in across.items()}
    bends = {pair: tuple(across[(*pair, at)] for at in range(layer[pair[0]] + 1, layer[pair[1]])) for pair in pairs}
    return {node: across[node] for node in layer}, bends


def _with_bends(layer, pairs, widths):
    """The rows with a bend wherever a line passes, what each is linked to (below, above), and all widths."""
    rows = [[node for node in layer if layer[node] == at] for at in range(max(layer.values()) + 1)]
    links = {node: ([], []) for node in layer}
    widths = dict(widths)
    for start, end in dict.fromkeys(pairs):
        way = [start, *((start, end, at) for at in range(layer[start] + 1, layer[end])), end]
        for bend in way[1:-1]:
            rows[bend[2]].append(bend)
            links[bend], widths[bend] = ([], []), _BEND
        for above, below in pairwise(way):
            links[above][0].append(below)
            links[below][1].append(above)
    return rows, links, widths


def _mean(positions, otherwise):
    return sum(positions) / len(positions) if positions else otherwise


def _apart(row, space, gap):
    """The middles pushed apart so that no two boxes touch and all stay on the sheet; row: (node, wish, width)."""
    middles, free = {}, 0
    for node, wish, width in row:
        middles[node] = max(free, wish - width / 2) + width / 2
        free = middles[node] + width / 2 + gap
    limit = space
    for node, _, width in reversed(row):
        middles[node] = min(limit, middles[node] + width / 2) - width / 2
        limit = middles[node] - width / 2 - gap
    return middles


_BEND = 8
