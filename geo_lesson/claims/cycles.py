"""Ways that lead back to where they began: in what lies within what, and in what relies on what."""


def circles(parents):
    """Every circle in a map from a node to the one it lies within, once each, as the list of its nodes.

    >>> circles({"a": "b", "b": "c", "c": "b", "d": None})
    [['b', 'c']]
    """
    found, done = [], set()
    for at in parents:
        way = {}
        while at in parents and at not in done and at not in way:
            way[at] = len(way)
            at = parents[at]
        if at in way:
            found.append(list(way)[way[at] :])
        done |= way.keys()
    return found


def way(edges, start, goal):
    """A way from start to goal, along a map from a node to those it leads to; or None.

    >>> way({"a": ["b", "c"], "c": ["d"]}, "a", "d")
    ['a', 'c', 'd']
    """
    came_from, waiting = {start: None}, [start]
    while waiting:
        at = waiting.pop()
        if at == goal:
            back = [at]
            while (at := came_from[at]) is not None:
                back.append(at)
            return back[::-1]
        for further in edges.get(at, ()):
            if further not in came_from:
                came_from[further] = at
                waiting.append(further)
    return None
