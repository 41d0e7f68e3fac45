"""Measures beside networkx alone on 52,308 links, and over the graph of 4,300 documents (5,000 things), as both grow.

    pytest -q -s tests/bench/bench_measures.py
    USAGRAPH_PIVOTS=0 pytest -q -s tests/bench/bench_measures.py -k networkx

networkx takes ten minutes for the betweenness of the largest: what it takes for 100 pivots is multiplied; with
USAGRAPH_PIVOTS=0 it goes through all of them, and the ranks of the largest are compared too.
"""

import os
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # type: ignore[attr-defined]

from usagraph.graph.measures.apart import made
from usagraph.graph.measures.explanations import MEASURES
from usagraph.graph.measures.measuring import asked, measured, told
from usagraph.graph.measures.reading import read_web
from usagraph.graph.measures.values import SEED
from usagraph.graph.measures.web import Shape, shape_of
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.network import DEFAULT_KINDS
from usagraph.workspace import Workspace

from .synthetic import consolidated, write_bundles

T = TypeVar("T")

THINGS, LINKS = 7_120, 52_308
PIVOTS = int(os.environ.get("USAGRAPH_PIVOTS", "100"))
#: Things up to which networkx goes through all of them.
EXACT = 2_000


def drawn(things: int, links: int) -> Shape:
    """Actions that link to what many link to, as in a library of action sheets."""
    chance = random.Random(1)  # noqa: S311 - the same each time
    actions = things * 7 // 10
    weights = [1 / (place + 1) ** 0.8 for place in range(things - actions)]
    arcs: set[tuple[int, int]] = set()
    while len(arcs) < links:
        arcs.add((chance.randrange(actions), actions + chance.choices(range(things - actions), weights)[0]))
    return shape_of(things, arcs)


class Seconds(NamedTuple):
    """What a measure takes of the processor, of all cores together, and by the clock."""

    processor: float
    clock: float


def spent(make: Callable[[], T]) -> tuple[T, float, float]:
    """What a call gives, the seconds of processor that it takes here and in other processes, and those of the clock."""
    begun, before = time.perf_counter(), processor()
    made_of = make()
    return made_of, processor() - before, time.perf_counter() - begun


def processor() -> float:
    """The seconds of processor of this process and of those that it ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def spearman(one: list[float], other: list[float]) -> float:
    """How alike two orders are, 1 for the same; equals share their rank."""
    ranks = [np.unique(np.array(values).round(12), return_inverse=True, return_counts=True) for values in (one, other)]
    places = [(np.cumsum(counts) - (counts - 1) / 2)[inverse] for _, inverse, counts in ranks]
    return statistics.correlation(*(several.tolist() for several in places))


def alone(shape: Shape) -> tuple[dict[str, list[float]], dict[str, Seconds]]:
    """The values that networkx gives, and the seconds of each measure; betweenness by pivots is no value."""
    arcs: nx.DiGraph[int] = nx.DiGraph()
    arcs.add_nodes_from(range(shape.size))
    arcs.add_edges_from(shape.arcs)
    links = arcs.to_undirected()
    whole = shape.size <= EXACT or not PIVOTS
    pivots = None if whole else PIVOTS
    rank, *ranking = spent(lambda: _pagerank_python(arcs, tol=1e-10, max_iter=1000))
    between, *walking = spent(lambda: nx.betweenness_centrality(links, k=pivots, seed=1))
    _, *grouping = spent(lambda: nx.community.louvain_communities(links, seed=SEED))
    values = {"pagerank": [rank[one] for one in range(shape.size)]}
    if whole:
        values["betweenness"] = [between[one] for one in range(shape.size)]
    share = 1 if whole else PIVOTS / shape.size
    return values, {
        "pagerank": Seconds(*ranking),
        "betweenness": Seconds(*(seconds / share for seconds in walking)),
        "communities": Seconds(*grouping),
    }


@pytest.mark.parametrize("part", [16, 4, 1])
def bench_beside_networkx(part: int) -> None:
    shape = drawn(THINGS // part, LINKS // part)
    values, theirs = alone(shape)
    ours, same = dict[str, Seconds](), list[str]()
    for name in theirs:
        found, *seconds = spent(lambda name=name: made(shape, name))  # type: ignore[misc]
        ours[name] = Seconds(*seconds)
        if name in values:
            by_thing = {things[0]: value for value, things, _ in found}
            alike = spearman([by_thing[one] for one in range(shape.size)], values[name])
            same.append(f"{name} {alike:.5f}")
    exact = "" if "betweenness" in values else f"  (networkx: {PIVOTS} pivots, multiplied)"
    print(f"\n{shape.size:5} things {len(shape.links):6} links  Spearman {', '.join(same)} (goal 0.999){exact}")
    for what in Seconds._fields:
        spans = {name: (getattr(theirs[name], what), getattr(ours[name], what)) for name in theirs}
        each = "  ".join(f"{name} {their:.2f}/{our:.2f}" for name, (their, our) in spans.items())
        ratio = sum(their for their, _ in spans.values()) / sum(our for _, our in spans.values())
        print(f"  networkx/ours, s by {what}: {each}  all {ratio:.0f}x (goal 20x)")


@pytest.mark.parametrize("documents", [270, 1_075, 4_300])
def bench_over_the_graph(tmp_path: Path, documents: int) -> None:
    workspace = Workspace(tmp_path)
    write_bundles(workspace, documents)
    consolidated(workspace)
    with QueryService(workspace.store) as service:
        service.select("SELECT * { ?s ?p ?o } LIMIT 1")
        web, _, reading = spent(lambda: read_web(service, DEFAULT_KINDS))
        print(f"\n{len(web.things):5} things {len(web.shape.links):6} links  read {reading:.2f} s")
        for name in MEASURES:
            wanted = asked(service, name)
            first, working, making = spent(lambda: made(web.shape, name))  # noqa: B023
            result = measured(service, wanted)
            _, _, telling = spent(lambda: told(service, measured(service, wanted), "fr", 20))  # noqa: B023
            print(f"  {name:12} {making:6.2f} s (goal 2 s)  processor {working:6.2f} s  kept {telling * 1000:6.1f} ms")
            assert result.found == first
