"""The values of measures: what networkx gives, in an order that nothing changes."""

import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given, settings
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # type: ignore[attr-defined]

from usagraph.graph.measures.values import (
    ENOUGH,
    FOLLOWED,
    ROUNDS,
    SEED,
    VALUES,
    betweenness,
    communities,
    degree,
    pagerank,
    standings,
)
from usagraph.graph.measures.web import Shape, shape_of

from .random_shapes import directed, shapes, undirected

STAR = shape_of(4, [(1, 0), (2, 0), (3, 0)])


def ranked(values: dict[int, float]) -> list[int]:
    """The things, the highest first, then by number; values as they are shown."""
    return sorted(values, key=lambda thing: (-float(f"{values[thing]:.7g}"), thing))


@settings(deadline=None)
@given(shapes)
def test_ranks_and_values_are_those_of_networkx(shape: Shape) -> None:
    links, arcs = undirected(shape), directed(shape)
    expected = {
        "degree": dict(links.degree()),
        # Without SciPy networkx has no other.
        "pagerank": _pagerank_python(arcs, alpha=FOLLOWED, tol=ENOUGH, max_iter=ROUNDS) if shape.size else {},
        "betweenness": nx.betweenness_centrality(links),
    }
    for name, values in expected.items():
        found = standings(shape, name)
        assert {things[0]: value for value, things, _ in found} == pytest.approx(values, rel=1e-6, abs=1e-12)
        assert [things[0] for _, things, _ in found] == ranked(values), name


@settings(deadline=None)
@given(shapes)
def test_communities_are_those_of_networkx_and_part_all_the_things(shape: Shape) -> None:
    groups = communities(shape)
    assert sorted(thing for group in groups for thing in group) == list(range(shape.size))
    alone = nx.community.louvain_communities(undirected(shape), seed=SEED) if shape.size else []
    assert {frozenset(group) for group in groups} == {frozenset(group) for group in alone}
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


def test_a_star_has_all_in_its_middle() -> None:
    assert degree(STAR) == [3, 1, 1, 1]
    assert betweenness(STAR) == [1, 0, 0, 0]
    assert pagerank(STAR)[0] == pytest.approx(sum(pagerank(STAR)[1:]) * 0.85 + pagerank(STAR)[1], rel=1e-6)
    assert communities(STAR) == [[0, 1, 2, 3]]


def test_equals_come_in_the_order_of_their_iris() -> None:
    assert [things for _, things, _ in standings(STAR, "degree")] == [(0,), (1,), (2,), (3,)]


def test_nothing_gives_nothing() -> None:
    assert [standings(shape_of(0, []), name) for name in VALUES] == [[]] * len(VALUES)


def test_the_same_network_gives_the_same_whatever_the_order_of_hashing() -> None:
    program = (
        "from usagraph.graph.measures.values import VALUES, standings\n"
        "from usagraph.graph.measures.web import shape_of\n"
        "shape = shape_of(60, [(i * i % 59, i * 7 % 60) for i in range(120)])\n"
        "print([standings(shape, name) for name in VALUES])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
