"""GraphML and GEXF: what their specifications ask for, and what networkx reads."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from usagraph.graph.export.contents import Contents
from usagraph.graph.export.graphml import short_name
from usagraph.graph.export.relations import Network
from usagraph.ontology.terms import concept, ug

from .conftest import BASE
from .specification import check_gexf, check_graphml

Exported = Callable[..., Path]

READERS: dict[str, tuple[Any, Callable[[Path], tuple[int, int]]]] = {
    "graphml": (nx.read_graphml, check_graphml),
    "gexf": (nx.read_gexf, check_gexf),
}


@pytest.fixture(params=sorted(READERS))
def drawn(request: pytest.FixtureRequest, exported: Exported) -> "tuple[nx.MultiDiGraph[str], tuple[int, int]]":
    """The network of the internal edition as networkx reads it, by address, and what the check of its schema counted."""
    read, check = READERS[request.param]
    path = exported(request.param, edition="internal")
    graph = read(path)
    return nx.relabel_nodes(graph, dict(graph.nodes(data="iri"))), check(path)


def test_file_follows_its_specification_and_networkx_reads_all_of_it(
    drawn: "tuple[nx.MultiDiGraph[str], tuple[int, int]]",
) -> None:
    graph, counted = drawn
    assert (graph.number_of_nodes(), graph.number_of_edges()) == counted
    assert graph.is_directed()
    assert counted > (10, 10)


def test_edge_carries_its_passages(drawn: "tuple[nx.MultiDiGraph[str], tuple[int, int]]") -> None:
    graph, _ = drawn
    action, degree = f"{BASE}/id/action/valdore-ecouter", concept("degree", "consultation")
    (edge,) = [data for source, target, data in graph.edges(data=True) if (source, target) == (action, degree)]
    assert edge["predicate"] == "ug:hasDegree"
    assert edge["inferred"] is True
    assert edge["passages"] == 1
    assert edge["places"] == "note-11111111:48-125"
    assert edge["claims"] == f"{BASE}/id/claim/11111111-0009"
    assert edge["quotes"].startswith("Direction des mobilités (DMO) Écouter")
    assert edge["confidence"] == pytest.approx(0.95)


def test_labels_are_legible_whatever_they_hold(drawn: "tuple[nx.MultiDiGraph[str], tuple[int, int]]") -> None:
    graph, _ = drawn
    trap = graph.nodes[f"{BASE}/id/action/piege"]
    assert trap["label"] == '=HYPERLINK("http://x")'
    assert trap["kind_fr"] == "action"
    assert "acronym" not in trap
    assert graph.nodes[f"{BASE}/id/directorate/valdore-dmo"]["acronym"] == "DMO"


def test_no_edge_is_without_a_passage_and_steps_are_folded(internal: Contents) -> None:
    edges = list(Network(internal).edges())
    assert all(edge.places for edge in edges)
    assert not [edge for edge in edges if "participation-step" in edge.source + edge.target]
    said = {(edge.source, edge.predicate, edge.target) for edge in edges}
    law, duty = f"{BASE}/id/legal-text/loi-1999-123", f"{BASE}/id/obligation/charte"
    assert (law, ug("imposes"), duty) in said
    assert (duty, ug("imposedBy"), law) not in said, "the same thing in other words"


def test_public_network_names_nobody(exported: Exported) -> None:
    for name in READERS:
        words = exported(name).read_text(encoding="utf-8")
        assert "valdore" in words
        assert not [one for one in ("Zoé", "zoe", "directrice", "Fictif", "76 00", "@") if one in words]


def test_rejected_claims_support_nothing(internal: Contents) -> None:
    claims = {place.claim for edge in Network(internal).edges() for place in edge.places}
    assert f"{BASE}/id/claim/11111111-ffff" not in claims


def test_names_of_nodes_are_short_and_no_two_are_the_same() -> None:
    things = [f"{BASE}/id/action/a", f"{BASE}/id/action/a:b", f"{BASE}/id/action/a/b", f"{BASE}/id/action/a_b", "urn:x"]
    names = [short_name(iri, BASE) for iri in (*things, concept("degree", "concertation"))]
    assert names[0] == "action:a"
    assert names[-1] == "voc:degree:concertation"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in names)
