"""The four degrees as each of three holders defines them, side by side."""

from collections import Counter

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from usagraph.ontology.load import FOLDER, reference_triples, vocabularies_ntriples
from usagraph.ontology.terms import BASE, NS, concept
from usagraph.ontology.vocabulary import concepts

UG = Namespace(NS)
HOLDERS = {"work/perrin-2015", "local-authority/metropole-lille", "local-authority/isere"}
THESIS = URIRef("https://dumas.ccsd.cnrs.fr/dumas-04687015v1")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(FOLDER / "definitions.ttl")


def test_each_degree_is_defined_once_by_each_holder(graph: Graph) -> None:
    found = Counter(
        (str(graph.value(one, UG.defines)), str(graph.value(one, UG.accordingTo)).removeprefix(f"{BASE}/id/"))
        for one in graph.subjects(RDF.type, UG.Definition)
    )
    assert found == {(degree.iri, holder): 1 for degree in concepts("degree") for holder in HOLDERS}


def test_each_definition_is_told_in_both_languages_and_says_where_it_was_read(graph: Graph) -> None:
    for one in graph.subjects(RDF.type, UG.Definition):
        for predicate in (SKOS.prefLabel, SKOS.definition, DCTERMS.bibliographicCitation):
            said = [value for value in graph.objects(one, predicate) if isinstance(value, Literal)]
            assert sorted(str(value.language) for value in said) == ["en", "fr"]
        assert list(graph.objects(one, DCTERMS.source)) == [THESIS]
        assert all("781 816 853 879".find(line) >= 0 for line in lines(graph, one))


def lines(graph: Graph, one: object) -> list[str]:
    cited = [str(value) for value in graph.objects(URIRef(str(one)), DCTERMS.bibliographicCitation)]
    return [text.rpartition(" ")[0].partition("(")[2].split()[1] for text in cited]


def test_no_two_definitions_say_the_same(graph: Graph) -> None:
    told = [
        str(value) for one in graph.subjects(RDF.type, UG.Definition) for value in graph.objects(one, SKOS.definition)
    ]
    assert len(told) == len(set(told)) == 24


def test_another_name_for_a_level_belongs_to_the_definition_not_to_the_concept(graph: Graph) -> None:
    named = [(str(s).rpartition("/")[2], str(o)) for s, o in graph.subject_objects(SKOS.altLabel)]
    assert named == [("degree-co-construction-perrin", "participation")]
    shared = next(found for found in concepts("degree") if found.iri == concept("degree", "co-construction"))
    assert "participation" not in shared.names("fr")


def test_the_holders_are_described_here_or_in_the_reference_data(graph: Graph) -> None:
    known = {subject for subject, _, _ in reference_triples(BASE)} | {
        str(subject) for subject in graph.subjects(RDF.type)
    }
    assert {str(holder) for holder in graph.objects(None, UG.accordingTo)} <= known


def test_things_are_named_under_the_base_of_the_deployment() -> None:
    named = {
        str(quad.subject) for quad in parse(vocabularies_ntriples("https://example.org/g"), format=RdfFormat.N_TRIPLES)
    }
    assert "<https://example.org/g/id/definition/degree-information-perrin>" in named
    assert not any(f"{BASE}/id/" in name for name in named)
    assert f"<{concept('degree', 'information')}>" in named
