"""What each measure gives for each thing of a network, by number.

rustworkx at all sizes: networkx needs SciPy for PageRank, and half a minute for what takes a second here. Communities
are networkx's. Values are rounded to what does not depend on the order of additions.
"""

from collections.abc import Callable, Iterable

import rustworkx

from usagraph.graph.measures.cuts import Cut, bridges, passages
from usagraph.graph.measures.web import Found, Pair, Shape

__all__ = ["VALUES", "betweenness", "communities", "degree", "pagerank", "standings"]

#: Chance of following a link rather than beginning anywhere; sum of the differences that is small enough.
FOLLOWED, ENOUGH, ROUNDS = 0.85, 1e-14, 1000
#: Of the communities: chance is drawn the same way each time.
SEED = 20
#: Figures that a value keeps.
FIGURES = 7


def degree(shape: Shape) -> list[float]:
    """How many others each thing is linked to."""
    return [float(len(near)) for near in shape.neighbours]


def pagerank(shape: Shape) -> list[float]:
    """The share of each thing, where those that have much hand it on along their statements: 1 in all."""
    if not shape.size:
        return []
    found = rustworkx.pagerank(_graph(shape, shape.arcs), alpha=FOLLOWED, tol=ENOUGH, max_iter=ROUNDS)
    return _rounded(found[thing] for thing in range(shape.size))


def betweenness(shape: Shape) -> list[float]:
    """The share of the shortest paths between two others that go through each thing."""
    # Each link as two arcs in order: the same values, in a fifth less time than as a link without direction.
    found = rustworkx.betweenness_centrality(_graph(shape, _both_ways(shape)), normalized=True)
    return _rounded(found[thing] for thing in range(shape.size))


def communities(shape: Shape) -> list[list[int]]:
    """Groups of things with more links inside than chance would give, the largest first, each in order of links."""
    # Takes longer to import than most measures to make.
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(shape.size))
    graph.add_edges_from(shape.links)
    found = nx.community.louvain_communities(graph, seed=SEED) if shape.size else []
    return sorted((shape.first(group) for group in found), key=lambda group: (-len(group), min(group)))


def standings(shape: Shape, name: str) -> Found:
    """What the measure called `name` finds, what stands out most first, then in the order of the things."""
    return VALUES[name](shape)


def _graph(shape: Shape, arcs: Iterable[Pair]) -> "rustworkx.PyDiGraph[None, None]":
    graph: rustworkx.PyDiGraph[None, None] = rustworkx.PyDiGraph()
    graph.add_nodes_from([None] * shape.size)
    graph.add_edges_from_no_data(list(arcs))
    return graph


def _both_ways(shape: Shape) -> list[Pair]:
    return sorted((one, other) for pair in shape.links for one, other in (pair, pair[::-1]))


def _things(measure: Callable[[Shape], list[float]]) -> Callable[[Shape], Found]:
    def found(shape: Shape) -> Found:
        values = measure(shape)
        return [(values[one], (one,), ()) for one in sorted(range(shape.size), key=lambda one: (-values[one], one))]

    return found


def _between(shape: Shape) -> Found:
    held = passages(shape)
    return [
        (value, things, held[things[0]].sides if things[0] in held else ())
        for value, things, _ in _things(betweenness)(shape)
    ]


def _groups(shape: Shape) -> Found:
    return [(float(len(group)), tuple(group), ()) for group in communities(shape)]


def _bridges(shape: Shape) -> Found:
    return [(float(_lost(cut)), cut.things, cut.sides) for cut in bridges(shape)]


def _lost(cut: Cut) -> int:
    return cut.sides[1][1]


def _rounded(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.{FIGURES}g}") for value in values]


VALUES: dict[str, Callable[[Shape], Found]] = {
    "degree": _things(degree),
    "pagerank": _things(pagerank),
    "betweenness": _between,
    "communities": _groups,
    "bridges": _bridges,
}
