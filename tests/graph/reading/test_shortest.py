"""The shortest ways are those that another library finds, always in the same order, and little is looked at."""

from collections.abc import Collection

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from usagraph.graph.reading.shortest import shortest

NODES = st.sampled_from("abcdefgh")


@given(st.sets(st.tuples(NODES, NODES), max_size=20), NODES, NODES, st.integers(1, 6))
def test_they_are_all_and_only_the_shortest(
    edges: set[tuple[str, str]], source: str, target: str, longest: int
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcdefgh")
    graph.add_edges_from((one, other) for one, other in edges if one != other)
    if source == target:
        return
    ways = list(shortest(lambda nodes: {node: list(graph[node]) for node in nodes}, source, target, longest))
    try:
        known = {tuple(way) for way in nx.all_shortest_paths(graph, source, target)}
    except nx.NetworkXNoPath:
        known = set()
    assert set(ways) == {way for way in known if len(way) <= longest + 1}
    assert len(ways) == len(set(ways))


def test_what_is_far_from_both_ends_is_not_looked_at() -> None:
    graph: nx.Graph[int] = nx.path_graph(100)
    asked: set[str] = set()

    def look(nodes: Collection[str]) -> dict[str, list[str]]:
        asked.update(nodes)
        return {node: [str(other) for other in graph[int(node)]] for node in nodes}

    assert list(shortest(look, "40", "44", 6)) == [("40", "41", "42", "43", "44")]
    assert asked <= {str(number) for number in range(38, 47)}
