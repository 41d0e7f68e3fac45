"""Concepts called as the reader calls them: their label in the language of the page. What documents name keeps its name."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from usagraph.graph.reading.entities import Entity, Node
from usagraph.ontology.terms import VOC
from usagraph.ontology.vocabulary import concepts, schemes

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["spoken", "spoken_entity", "spoken_network"]


def spoken(node: Node, lang: str) -> Node:
    """The node with the label of its concept in `lang`; as it is where it is none of the vocabularies."""
    label = _labels(lang).get(node.iri) if lang != "fr" and node.iri.startswith(VOC) else None
    return replace(node, label=label) if label else node


def spoken_entity(entity: Entity, lang: str) -> Entity:
    """The entity with its concepts called in `lang`, itself and those it is linked to."""
    relations = tuple(
        replace(one, other=spoken(one.other, lang)) if isinstance(one.other, Node) else one for one in entity.relations
    )
    return replace(entity, node=spoken(entity.node, lang), relations=relations)


def spoken_network(graph: "nx.MultiDiGraph[str]", lang: str) -> "nx.MultiDiGraph[str]":
    """The network with its concepts called in `lang`; the same one in French, the language of its labels."""
    if lang == "fr":
        return graph
    called = graph.copy()
    for _, data in called.nodes(data=True):
        data["node"] = spoken(data["node"], lang)
    return called


@cache
def _labels(lang: str) -> dict[str, str]:
    return {concept.iri: concept.pref[lang] for name in schemes() for concept in concepts(name) if lang in concept.pref}
