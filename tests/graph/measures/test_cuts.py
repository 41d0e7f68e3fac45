"""Cuts: what networkx and rustworkx find, and the pieces that would be left."""

import networkx as nx
import rustworkx
from hypothesis import given, settings

from usagraph.graph.measures.cuts import Cut, bridges, passages
from usagraph.graph.measures.web import Shape, shape_of

from .random_shapes import pairs, shapes, undirected

#: Two triangles, a link between them, and something that hangs on one.
LINKED = shape_of(7, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (5, 6)])


def test_the_bridge_that_cuts_off_most_comes_first() -> None:
    assert bridges(LINKED) == [Cut((2, 3), ((3, 4), (2, 3))), Cut((5, 6), ((5, 6), (6, 1)))]


def test_a_passage_tells_the_pieces_it_holds_by_their_most_linked_thing() -> None:
    assert passages(LINKED) == {
        2: Cut((2,), ((3, 4), (0, 2))),
        3: Cut((3,), ((2, 3), (5, 3))),
        5: Cut((5,), ((3, 5), (6, 1))),
    }


def test_a_walk_goes_as_deep_as_the_network() -> None:
    long = shape_of(30_000, [(one, one + 1) for one in range(29_999)])
    found = bridges(long)
    assert len(found) == 29_999
    assert found[0] == Cut((14_999, 15_000), ((14_999, 15_000), (15_000, 15_000)))


def test_a_hub_of_many_pieces_takes_no_longer_than_they_are_many() -> None:
    star = shape_of(20_001, [(one, 0) for one in range(1, 20_001)])
    assert len(passages(star)[0].sides) == 20_000


@settings(deadline=None)
@given(shapes)
def test_bridges_are_those_of_networkx_and_rustworkx(shape: Shape) -> None:
    found = {cut.things for cut in bridges(shape)}
    assert found == pairs(nx.bridges(undirected(shape)))
    graph: rustworkx.PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * shape.size)
    graph.add_edges_from_no_data(list(shape.links))
    assert found == pairs(rustworkx.bridges(graph))


@settings(deadline=None)
@given(shapes)
def test_passages_are_the_articulation_points_of_networkx_with_the_pieces_they_leave(shape: Shape) -> None:
    graph = undirected(shape)
    found = passages(shape)
    assert set(found) == set(nx.articulation_points(graph))
    for thing, cut in found.items():
        pieces = list(nx.connected_components(graph.subgraph(graph.nodes - {thing})))
        near = [piece for piece in pieces if piece & set(graph[thing])]
        assert sorted(len(piece) for piece in near) == sorted(size for _, size in cut.sides)
        assert all(any(end in piece and len(piece) == size for piece in near) for end, size in cut.sides)


@settings(deadline=None)
@given(shapes)
def test_the_sides_of_a_bridge_are_the_pieces_left_without_it(shape: Shape) -> None:
    for cut in bridges(shape):
        graph = undirected(shape)
        graph.remove_edge(*cut.things)
        assert all(len(nx.node_connected_component(graph, end)) == size for end, size in cut.sides)
        assert {end for end, _ in cut.sides} == set(cut.things)
