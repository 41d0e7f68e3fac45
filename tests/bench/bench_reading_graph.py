"""What it takes to read a graph as it grows: milliseconds of one entity, its neighbours, lists, facets, paths and the overview.

The documents are invented (`synthetic.py`). USAGRAPH_BENCH_DOCUMENTS sets how many the largest graph has: 3,300 make a
million quads. USAGRAPH_BENCH_WORKSPACE measures a workspace that is there instead.
"""

import importlib.util
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import pytest

from usagraph.graph.listing.facets import facets
from usagraph.graph.listing.listing import Filter, listed
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import describe, network, search
from usagraph.graph.reading.names import names
from usagraph.graph.reading.paths import paths
from usagraph.visualisations.network.scope import OVERVIEW
from usagraph.workspace import Workspace

LARGE = int(os.environ.get("USAGRAPH_BENCH_DOCUMENTS", "400"))
THERE = os.environ.get("USAGRAPH_BENCH_WORKSPACE")
#: Things that each reading is tried on, what is searched for, and what lists keep.
TRIED = 60
WORDS = ("jeunes", "accueil agents", "direction", "participation des usagers")
FILTERS = (
    Filter(),
    Filter(kind="action", degree="consultation"),
    Filter(kind="directorate", policy="social"),
    Filter(words="jeunes"),
    Filter(degree="co-construction", policy="social"),
)


def _synthetic() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic", Path(__file__).parent / "synthetic.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    return module


def told(name: str, make: Callable[[Any], object], several: Iterable[Any]) -> None:
    """Prints the median, the 95th percentile and the longest of the times that a reading takes of each of several."""
    times: list[float] = []
    for one in several:
        start = time.perf_counter()
        make(one)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(
        f"  {name:32} p50 {times[len(times) // 2]:8.1f}  p95 {times[int(len(times) * 0.95)]:8.1f}  max {times[-1]:8.1f} ms"
    )


def measured(store: Path) -> None:
    """Prints what each reading of a graph takes; the first of a generation apart, where much is kept of it."""
    with QueryService(store) as service:
        known, chance = names(service), random.Random(7)  # noqa: S311 - the same each time
        quads = service.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"]
        print(f"\n{quads} quads, {len(known)} things")
        every = [node.iri for node in known.reader.listed()]
        some = chance.sample(every, min(TRIED, len(every)))
        told("entity", lambda iri: describe(service, iri), some)
        told("entity: degrees", lambda node: describe(service, node.iri), known.reader.listed("degree"))
        told("neighbours", lambda iri: network(service, focus=iri), some)
        told("neighbours, depth 2, at most 100", lambda iri: network(service, focus=iri, depth=2, most=100), some)
        told("search", lambda words: search(service, words, limit=20), WORDS)
        told("paths", lambda pair: paths(service, *pair), list(pairwise(some))[:20])
        told("list, first", lambda wanted: listed(service, wanted), FILTERS[:1])
        told("list", lambda wanted: listed(service, wanted), FILTERS)
        told("facets, first", lambda wanted: facets(service, wanted), FILTERS[:1])
        told("facets", lambda wanted: facets(service, wanted), FILTERS)
        told("list by evidence", lambda wanted: listed(service, wanted, sort="evidence"), FILTERS)
        told("overview, first", lambda kinds: network(service, kinds=kinds), [OVERVIEW])
        told("overview, its passages", lambda kinds: opened(network(service, kinds=kinds)), [OVERVIEW])


def opened(graph: "nx.MultiDiGraph[str]") -> int:
    """How many passages the edges of a network open."""
    return sum(len(data["evidence"]) for *_, data in graph.edges(data=True))


@pytest.mark.parametrize("part", [16, 4, 1])
def bench_reading_graph(tmp_path: Path, part: int) -> None:
    if THERE:
        if part == 1:
            measured(Workspace(Path(THERE)).store)
        return
    synthetic, workspace = _synthetic(), Workspace(tmp_path / "w")
    synthetic.write_bundles(workspace, max(1, LARGE // part))
    synthetic.consolidated(workspace)
    measured(workspace.store)
