"""The Turtle files themselves: every term is named and explained in both languages, and nothing dangles."""

from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from usagraph.ontology.load import FOLDER, files, ontology_files
from usagraph.ontology.terms import NS

UG = Namespace(NS)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(NS))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_turtle_parses_the_same_in_both_libraries(path: Path) -> None:
    import pyoxigraph

    assert len(Graph().parse(path)) == len(set(pyoxigraph.parse(path=str(path))))


def test_every_term_has_a_label_and_a_definition_in_both_languages(ontology: Graph) -> None:
    silent = [
        (term, predicate, lang)
        for term in terms(ontology, *KINDS)
        for predicate in (RDFS.label, SKOS.definition)
        for lang in ("fr", "en")
        if sum(getattr(value, "language", None) == lang for value in ontology.objects(term, predicate)) != 1
    ]
    assert silent == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_two_terms_of_a_kind_share_a_label(ontology: Graph, kind: URIRef, lang: str) -> None:
    words = Counter(
        str(label)
        for term in terms(ontology, kind)
        for label in ontology.objects(term, RDFS.label)
        if isinstance(label, rdflib.Literal) and label.language == lang
    )
    assert [label for label, count in words.items() if count > 1] == []


def test_every_term_that_is_used_is_defined(ontology: Graph) -> None:
    defined = set(terms(ontology, *KINDS))
    used = {node for triple in ontology for node in triple if isinstance(node, URIRef) and node.startswith(NS)}
    assert {term for term in used - defined if "#" in term and term != URIRef(NS)} == set()


def test_concepts_named_by_the_ontology_exist(ontology: Graph) -> None:
    vocabularies = Graph()
    for path in files():
        vocabularies.parse(path)
    named = {node for triple in ontology for node in triple if "/voc/" in str(node)}
    assert {node for node in named if (node, RDF.type, SKOS.Concept) not in vocabularies} == set()
    assert named != set()


def test_object_properties_have_an_agreed_domain_or_apply_to_anything(ontology: Graph) -> None:
    open_domain = {term for term in terms(ontology, OWL.ObjectProperty) if (term, RDFS.domain, None) not in ontology}
    assert open_domain == {UG.hasMeasurement, UG.accessLevel}


def test_the_ontologies_say_their_version_licence_and_maker(ontology: Graph) -> None:
    for header in ontology.subjects(RDF.type, OWL.Ontology):
        for predicate in (OWL.versionIRI, rdflib.DCTERMS.license, rdflib.DCTERMS.creator, rdflib.DCTERMS.title):
            assert (header, predicate, None) in ontology


def test_the_package_ships_every_file_it_reads() -> None:
    kinds = {path.suffix for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kinds <= {".ttl", ".rq", ".csv", ".jsonld", ".py"}
