"""Networks drawn at random, and the same as networkx sees them."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from usagraph.graph.measures.web import Pair, Shape, shape_of

__all__ = ["directed", "pairs", "shapes", "undirected"]


@st.composite
def _drawn(draw: st.DrawFn) -> Shape:
    size = draw(st.integers(0, 14))
    end = st.integers(0, max(0, size - 1))
    return shape_of(size, draw(st.lists(st.tuples(end, end), max_size=3 * size)) if size else [])


shapes = _drawn()


def undirected(shape: Shape) -> "nx.Graph[int]":
    """The links."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(shape.size))
    graph.add_edges_from(shape.links)
    return graph


def directed(shape: Shape) -> "nx.DiGraph[int]":
    """The arcs."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(shape.size))
    graph.add_edges_from(shape.arcs)
    return graph


def pairs(found: Iterable[Any]) -> set[Pair]:
    """Links as a library gives them, the smaller number first; its types say less than it gives."""
    return {(min(link), max(link)) for link in found}
