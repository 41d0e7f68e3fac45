"""Around a thing stands what is said of it, not the document that says everything."""

import networkx as nx

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.network.relevant import relevant
from usagraph.visualisations.network.scope import Scope


def around_a_law() -> "nx.MultiDiGraph[str]":
    """A law, what it imposes, the document that mentions it and another law that only the document mentions."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = {
        "law": "LegalText",
        "duty": "Obligation",
        "document": "SourceDocument",
        "other": "LegalText",
        "scheme": "ConceptScheme",
    }
    for name, kind in kinds.items():
        graph.add_node(name, node=Node(name, kind, name))
    links = (
        ("law", "imposes", "duty"),
        ("document", "references", "law"),
        ("document", "references", "other"),
        ("duty", "inScheme", "scheme"),
    )
    for source, predicate, target in links:
        graph.add_edge(source, target, predicate=predicate, inferred=False, evidence=())
    return graph


def test_a_document_is_not_a_hub() -> None:
    assert set(relevant(around_a_law(), Scope(focus="law"))) == {"law", "duty"}


def test_a_document_shows_when_it_is_asked_for() -> None:
    assert set(relevant(around_a_law(), Scope(focus="law", kinds=("SourceDocument", "LegalText")))) == {
        "law",
        "duty",
        "document",
        "other",
    }
    assert set(relevant(around_a_law(), Scope(focus="document"))) == {"law", "duty", "document", "other"}


def test_the_overview_keeps_what_stands_alone() -> None:
    assert set(relevant(around_a_law(), Scope())) == {"law", "duty", "other", "scheme"}


def test_the_graph_given_is_left_as_it_was() -> None:
    graph = around_a_law()
    relevant(graph, Scope(focus="law"))
    assert (len(graph), graph.number_of_edges()) == (5, 4)
