"""The description of a data set: what VoID and DCAT-AP ask for, under the base and at the address of the deployment."""

import subprocess
import sys
from datetime import date

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from usagraph.ontology.dataset import DatasetCounts, dataset_description
from usagraph.ontology.load import FOLDER, reference_triples
from usagraph.ontology.terms import BASE, DCT, PREFIXES, ug
from usagraph.ontology.terms import FOAF as FOAF_NS

COUNTS = DatasetCounts(
    triples=120,
    entities=30,
    properties=12,
    subjects=40,
    objects=70,
    documents=2,
    by_class={ug("Action"): 5, ug("LegalText"): 3},
    modified=date(2024, 5, 6),
)
#: What DCAT-AP makes mandatory, and what it recommends and a catalogue would miss.
ASKED = {
    DCAT.Catalog: (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCTERMS.license,
        DCTERMS.language,
        DCAT.dataset,
    ),
    DCAT.Dataset: (
        *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.creator, DCTERMS.license, DCTERMS.spatial),
        *(DCTERMS.modified, DCAT.keyword, DCAT.theme, DCAT.contactPoint, DCAT.distribution),
    ),
    DCAT.Distribution: (DCTERMS.title, DCAT.accessURL, DCTERMS.license, DCTERMS.rights),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL, DCAT.servesDataset, DCTERMS.license),
    FOAF.Agent: (FOAF.name,),
    VOID.Dataset: (DCTERMS.title,),
    VOID.DatasetDescription: (FOAF.primaryTopic,),
}
ONCE = (DCTERMS.publisher, DCTERMS.license, DCTERMS.modified, DCAT.endpointURL, DCAT.accessURL)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=dataset_description(BASE, COUNTS), format="turtle")


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> Node:
    return next(graph.subjects(RDF.type, DCAT.Dataset))


@pytest.mark.parametrize("kind", ASKED)
def test_each_part_says_what_is_asked_of_it(graph: Graph, kind: URIRef) -> None:
    parts = list(graph.subjects(RDF.type, kind))
    assert parts != []
    for part in parts:
        for predicate in ASKED[kind]:
            values = list(graph.objects(part, predicate))
            assert values != [], (part, predicate)
            assert predicate not in ONCE or len(values) == 1, (part, predicate)


def test_words_are_given_in_both_languages(graph: Graph) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description, FOAF.name):
        for subject in set(graph.subjects(predicate)):
            found = [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]
            assert sorted(str(value.language) for value in found) == ["en", "fr"]


def test_nothing_named_is_left_undescribed(graph: Graph) -> None:
    """Names under the base are those of things in the graph, or described here."""
    links = (
        DCTERMS.publisher,
        DCTERMS.rights,
        DCAT.distribution,
        DCAT.dataset,
        DCAT.service,
        DCAT.contactPoint,
        VOID.subset,
    )
    named = {value for link in links for value in graph.objects(None, link)}
    assert {value for value in named if (value, RDF.type, None) not in graph} == set()


def test_the_figures_are_those_given(graph: Graph, dataset: Node) -> None:
    told = {
        str(name).removeprefix(str(VOID)): int(str(value))
        for name, value in graph.predicate_objects(dataset)
        if isinstance(value, Literal) and value.datatype == XSD.integer
    }
    assert told == {
        "triples": 120,
        "entities": 30,
        "classes": 2,
        "properties": 12,
        "distinctSubjects": 40,
        "distinctObjects": 70,
        "documents": 2,
    }
    parts = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert parts == COUNTS.by_class
    assert graph.value(dataset, DCTERMS.modified) == Literal("2024-05-06", datatype=XSD.date)


def test_access_is_told_to_programs(graph: Graph, dataset: Node) -> None:
    assert graph.value(dataset, VOID.uriSpace) == Literal(f"{BASE}/id/")
    service = next(graph.subjects(RDF.type, DCAT.DataService))
    assert graph.value(dataset, VOID.sparqlEndpoint) == graph.value(service, DCAT.endpointURL)


def test_the_vocabularies_named_are_those_of_the_queries(graph: Graph, dataset: Node) -> None:
    named = {str(value) for value in graph.objects(dataset, VOID.vocabulary)}
    assert named <= set(PREFIXES.values())
    assert {PREFIXES["ug"], PREFIXES["skos"], DCT, FOAF_NS} <= named


def test_the_example_is_a_thing_that_every_deployment_holds(graph: Graph, dataset: Node) -> None:
    examples = {
        str(value) for value in graph.objects(dataset, VOID.exampleResource) if str(value).startswith(f"{BASE}/id/")
    }
    assert examples != set()
    assert examples <= {subject for subject, _, _ in reference_triples(BASE)}


def test_a_deployment_has_its_own_names_and_its_own_address() -> None:
    written = dataset_description("https://example.org/g", COUNTS, service="https://service.example.org")
    graph = Graph().parse(data=written, format="turtle")
    dataset = URIRef("https://example.org/g/dataset")
    assert (dataset, RDF.type, VOID.Dataset) in graph
    assert graph.value(dataset, VOID.uriSpace) == Literal("https://example.org/g/id/")
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef("https://service.example.org/sparql")
    assert set(graph.objects(dataset, VOID.exampleResource)) >= {
        URIRef("https://example.org/g/id/legal-text/loi-2002-2")
    }
    kept = {str(node) for triple in graph for node in triple if str(node).startswith(BASE)}
    assert {node.removeprefix(BASE) for node in kept if "/voc/" not in node and "/ns" not in node} == {"/maintainers"}


@pytest.mark.parametrize("wrong", ["no iri", "https://example.org/>", 'https://example.org/"'])
def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library words it
        dataset_description(wrong, COUNTS)
    with pytest.raises(ValueError):  # noqa: PT011 - the library words it
        dataset_description(BASE, DatasetCounts(1, 1, 1, 1, 1, 1, by_class={wrong: 1}))


def test_no_person_is_named_and_no_figure_is_kept_in_the_file() -> None:
    text = (FOLDER / "dataset.ttl").read_text(encoding="utf-8")
    assert "foaf:Person" not in text
    assert "@" not in text.replace("@fr", "").replace("@en", "").replace("@prefix", "").replace("@base", "")
    assert "void:triples" not in text


def test_importing_it_loads_no_rdf_library() -> None:
    """A start costs nothing: the description is asked for rarely."""
    check = "import sys, usagraph.ontology.dataset; sys.exit(sorted({'rdflib', 'pyoxigraph'} & set(sys.modules)) != [])"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_licence_of_the_deployment_stands_wherever_one_is_told() -> None:
    text = dataset_description(BASE, COUNTS, licence="https://www.etalab.gouv.fr/licence-ouverte")
    assert "opensource.org" not in text
    assert text.count("dct:license <https://www.etalab.gouv.fr/licence-ouverte>") == 8
