"""The ontology before a reasoner: is it consistent, and what follows from it?

owlready2 holds the model and runs HermiT, which needs Java; without Java the report says so and nothing else stops.
Each call has a World of its own: owlready2 keeps one for the whole process by default, where models would mix.
"""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from usagraph.ontology.load import ontology_files
from usagraph.ontology.terms import DCT, NS, OWL, RDFS, SKOS

if TYPE_CHECKING:
    import owlready2
    import rdflib

__all__ = ["ClassNode", "ModelReport", "check_model", "class_tree", "has_java"]

#: What a reasoner makes no use of; left out because HermiT's time grows with every triple.
_ANNOTATIONS = (
    RDFS + "label",
    SKOS + "definition",
    DCT + "title",
    DCT + "description",
    DCT + "creator",
    DCT + "license",
)
#: HermiT knows none of these datatypes: their values would stop it.
_REFUSED_DATATYPES = ("date", "gYear", "gYearMonth", "duration")


@dataclass(frozen=True)
class ModelReport:
    """What the reasoner found. `reasoner` is None without Java, and then `consistent` is None: nobody looked.

    `unsatisfiable`: classes that can have no member. `types`: (thing, class of the ontology) pairs that hold,
    whether stated or inferred.
    """

    reasoner: str | None
    consistent: bool | None
    unsatisfiable: tuple[str, ...]
    types: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class ClassNode:
    """A class of the ontology with the classes under it, in order of name."""

    iri: str
    children: tuple["ClassNode", ...]


def has_java() -> bool:
    """Whether HermiT can run here."""
    return shutil.which("java") is not None


def check_model(facts: str = "") -> ModelReport:
    """What HermiT says of the ontology together with `facts` (Turtle)."""
    if not has_java():
        return ModelReport(None, None, (), frozenset())
    with _world(facts) as world:
        return _reason(world)


def class_tree() -> tuple[ClassNode, ...]:
    """The classes of the ontology that stand under no other of its own, each with those under it."""
    with _world("") as world:
        classes = [found for found in world.classes() if found.iri.startswith(NS)]
        return tuple(_node(found) for found in _sorted(classes) if not _own_parents(found))


def _node(found: "owlready2.ThingClass") -> ClassNode:
    children = [child for child in found.subclasses() if child.iri.startswith(NS)]
    return ClassNode(found.iri, tuple(_node(child) for child in _sorted(children)))


def _sorted(classes: "list[owlready2.ThingClass]") -> "list[owlready2.ThingClass]":
    return sorted(classes, key=lambda found: str(found.iri))


def _own_parents(found: "owlready2.ThingClass") -> bool:
    return any(getattr(parent, "iri", "").startswith(NS) for parent in found.is_a)


@contextmanager
def _world(facts: str) -> "Iterator[owlready2.World]":
    import owlready2

    world = owlready2.World()
    try:
        # owlready2 reads no Turtle: rdflib turns it into N-Triples.
        world.get_ontology(NS).load(fileobj=io.BytesIO(_ntriples(facts)))
        yield world
    finally:
        world.close()


def _ntriples(facts: str) -> bytes:
    import rdflib

    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    said = rdflib.Graph().parse(data=facts, format="turtle")
    for thing in _things(said):
        # owlready2 lists as individuals only what is declared so.
        graph.add((thing, rdflib.RDF.type, rdflib.OWL.NamedIndividual))
    graph += said
    _lighten(graph)
    return graph.serialize(format="nt", encoding="utf-8")


def _things(said: "rdflib.Graph") -> "set[rdflib.URIRef]":
    import rdflib

    objects = {found for _, predicate, found in said if predicate != rdflib.RDF.type}
    return {node for node in {*said.subjects(), *objects} if isinstance(node, rdflib.URIRef)}


def _lighten(graph: "rdflib.Graph") -> None:
    import rdflib

    for predicate in (*_ANNOTATIONS, OWL + "imports"):
        graph.remove((None, rdflib.URIRef(predicate), None))
    refused = {rdflib.XSD[name] for name in _REFUSED_DATATYPES}
    for triple in list(graph):
        if isinstance(triple[2], rdflib.Literal) and triple[2].datatype in refused:
            graph.remove(triple)


def _reason(world: "owlready2.World") -> ModelReport:
    import owlready2

    try:
        with redirect_stdout(io.StringIO()):
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return ModelReport("HermiT", False, (), frozenset())
    unsatisfiable = tuple(
        sorted(str(found.iri) for found in world.inconsistent_classes() if found is not owlready2.Nothing)
    )
    return ModelReport("HermiT", True, unsatisfiable, frozenset(_types(world)))


def _types(world: "owlready2.World") -> Iterator[tuple[str, str]]:
    for individual in world.individuals():
        for found in individual.INDIRECT_is_a:
            if getattr(found, "iri", "").startswith(NS):
                yield str(individual.iri), str(found.iri)
