"""A graph in layers: every line leads to a later layer, and lines go around the boxes between."""

from collections import Counter
from itertools import pairwise


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
