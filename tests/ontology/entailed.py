"""What facts written in Turtle say, and what follows: by the rules, and by HermiT as owlready2 runs it."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

import pyoxigraph as ox

from usagraph.graph.inference.closure import follows
from usagraph.ontology.load import ontology_files
from usagraph.ontology.rule import LEFT_OUT
from usagraph.ontology.terms import NS, OWL, RDF

Statement = tuple[str, str, str]

TYPE = RDF + "type"
PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
PREFIX policy: <https://w3id.org/usagraph/voc/policy/>
PREFIX position: <https://w3id.org/usagraph/voc/user-position/>
PREFIX mode: <https://w3id.org/usagraph/voc/mode/>
"""


def said(facts: str) -> set[Statement]:
    """What the facts (Turtle) say."""
    return {_plain(triple) for triple in _triples(facts)}


def by_rules(facts: str) -> set[Statement]:
    """What the facts (Turtle) say, and what the rules add."""
    given = _triples(facts)
    return {_plain(triple) for triple in given | follows(given)}


def _triples(facts: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(PREFIXES + facts, format=ox.RdfFormat.TURTLE)}


def _plain(triple: ox.Triple) -> Statement:
    subject, predicate, object_ = (getattr(term, "value", "") for term in triple)
    return subject, predicate, object_


def by_hermit(facts: str, *, without: tuple[str, ...] = LEFT_OUT) -> set[Statement]:
    """What the facts (Turtle) say, and what HermiT adds under the axioms of the ontology that are not `without`."""
    import owlready2

    world = owlready2.World()
    try:
        world.get_ontology(NS).load(fileobj=io.BytesIO(_model(facts, without)))
        with redirect_stdout(io.StringIO()):
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        return {*said(facts), *_types(world), *_relations(world)}
    finally:
        world.close()


def _model(facts: str, without: tuple[str, ...]) -> bytes:
    import rdflib

    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    for triple in list(graph):
        # Words bear on nothing, and HermiT's time grows with every statement.
        if isinstance(triple[2], rdflib.Literal) or str(triple[1]) in (*without, OWL + "imports"):
            graph.remove(triple)
    said = rdflib.Graph().parse(data=PREFIXES + facts, format="turtle")
    objects = {o for _, p, o in said if p != rdflib.RDF.type}
    for thing in {*said.subjects(), *objects}:
        graph.add((thing, rdflib.RDF.type, rdflib.OWL.NamedIndividual))
    graph += said
    return graph.serialize(format="nt", encoding="utf-8")


def _types(world: Any) -> Iterator[Statement]:
    for thing in world.individuals():
        for kind in thing.INDIRECT_is_a:
            iri = getattr(kind, "iri", OWL)
            if not iri.startswith(OWL):
                yield thing.iri, TYPE, iri


def _relations(world: Any) -> Iterator[Statement]:
    """HermiT gives each pair under the narrowest relation, and owlready2 keeps one of two inverses."""
    for relation in world.object_properties():
        pairs = [(one.iri, other.iri) for one, other in relation.get_relations()]
        for wider in relation.ancestors():
            if getattr(wider, "iri", OWL).startswith((OWL, RDF)):
                continue
            yield from ((one, wider.iri, other) for one, other in pairs)
            if wider.inverse_property:
                yield from ((other, wider.inverse_property.iri, one) for one, other in pairs)
