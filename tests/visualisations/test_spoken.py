"""Concepts are called in the language of the page."""

import networkx as nx

from usagraph.graph.reading.entities import Entity, Node, Relation
from usagraph.ontology.terms import concept, ug
from usagraph.visualisations.network.view import view
from usagraph.visualisations.spoken import spoken, spoken_entity, spoken_network
from usagraph.visualisations.style import style

RESIDENTS = Node(concept("viewpoint", "habitants"), "viewpoint", "habitants")
ACTION = Node("https://example.org/id/action/cafe", "Action", "Le café")


def test_a_concept_is_called_in_english_and_what_documents_name_is_not() -> None:
    assert spoken(RESIDENTS, "en").label == "residents"
    assert spoken(RESIDENTS, "fr") is RESIDENTS
    assert spoken(ACTION, "en") is ACTION
    unknown = Node(concept("degree", "unheard-of"), "degree", "inouï")
    assert spoken(unknown, "en") is unknown


def test_the_degrees_have_one_name_on_all_pages() -> None:
    """That of the vocabulary, in the matrix too."""
    for name, degree in style().degrees.items():
        assert spoken(Node(concept("degree", name), "degree", name), "en").label == degree.names["en"]


def test_an_entity_speaks_of_concepts_in_the_same_language() -> None:
    relation = Relation(ug("viewpoint"), RESIDENTS, False, True, ())
    said = Relation(ug("value"), "12", False, False, ())
    found = spoken_entity(Entity(ACTION, (), (relation, said)), "en")
    assert [one.other for one in found.relations] == [spoken(RESIDENTS, "en"), "12"]


def test_a_picture_names_its_concepts_in_the_language_of_the_page() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in (RESIDENTS, ACTION):
        graph.add_node(node.iri, node=node)
    graph.add_edge(ACTION.iri, RESIDENTS.iri, predicate=ug("viewpoint"), inferred=False, evidence=())
    assert spoken_network(graph, "fr") is graph
    assert {node.label for node in view(graph, lang="en").nodes} == {"Le café", spoken(RESIDENTS, "en").label}
    assert {node.label for node in view(graph, lang="fr").nodes} == {"Le café", "habitants"}
    # The graph itself keeps its labels.
    assert graph.nodes[RESIDENTS.iri]["node"] is RESIDENTS
