"""The figures of the home page come from the graph."""

from typing import Any

import networkx as nx

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.home import home


def test_the_sentence_counts_what_is_there(county: Any) -> None:
    expected = "Le graphe relie 3 textes, 3 institutions, 15 directions, 25 actions et 6 politiques publiques, d'après 1\u00a0document."
    assert home(county.graph, 1, "fr").sentence == expected


def test_the_matrix_counts_each_action_once(county: Any) -> None:
    figures = home(county.graph, 1, "fr")
    assert figures.count == 25
    assert sum(row.count for row in figures.rows) == 25
    assert dict(figures.totals) == {"information": 6, "consultation": 6, "concertation": 5, "co-construction": 8}


def test_a_cell_names_who_leads(county: Any) -> None:
    row = home(county.graph, 1, "fr").rows[0]
    assert (row.policy.label, row.count) == ("Enfance", 4)
    assert [d.acronym for d in dict(row.cells)["co-construction"].directorates] == ["DEF", "TNO"]


def test_an_action_of_two_policies_stands_in_both_rows() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", node=Node("a", "Action", "a"))
    for name, kind, predicate in (
        ("p", "policy", "inDomain"),
        ("q", "policy", "inDomain"),
        ("consultation", "degree", "hasDegree"),
    ):
        graph.add_node(name, node=Node(name, kind, name))
        graph.add_edge("a", name, predicate=predicate, inferred=False, evidence=())
    figures = home(graph, 1, "fr")
    assert [(row.policy.iri, row.count, dict(row.cells)["consultation"].count) for row in figures.rows] == [
        ("p", 1, 1),
        ("q", 1, 1),
    ]
    assert (figures.count, dict(figures.totals)["consultation"]) == (1, 1)


def test_a_graph_without_actions_has_no_matrix() -> None:
    figures = home(nx.MultiDiGraph(), 0, "en")
    assert (figures.rows, figures.count) == ((), 0)
