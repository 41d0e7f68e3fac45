"""What follows from one document of the real corpus: as many actions of each sort as it counts itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from usagraph.graph.inference.reasons import explain
from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.ontology.terms import BASE, RDF, ug
from usagraph.workspace import Workspace


@pytest.fixture(scope="module")
def thesis(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """The graph of one document of the real corpus."""
    workspace = Workspace(tmp_path_factory.mktemp("entailments"))
    assert library.add(list((shared / "corpus").glob("002*.txt")), workspace, BASE).refused == []
    with QueryService(workspace.store, workers=1) as service:
        yield service


def members(service: QueryService, kind: str) -> int:
    return len(service.select("SELECT DISTINCT ?thing { ?thing a ?kind }", kind=ug(kind)))


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("UserAssociatingAction", 29),
        ("HighDegreeAction", 16),
        ("CoConstructionAction", 13),
        ("SocialCoConstruction", 7),
        ("StatutoryParticipation", 4),
    ],
)
def test_the_real_document_gives_as_many_as_it_says(thesis: QueryService, kind: str, number: int) -> None:
    assert members(thesis, kind) == number


def test_no_document_says_what_a_definition_concludes(thesis: QueryService) -> None:
    """A defined class is found by the rules: a claim of one would rest on somebody's reading."""
    defined = thesis.select("SELECT ?class { GRAPH ?ontology { ?class owl:equivalentClass ?definition } }")
    assert len(defined) == 7
    claims = "SELECT ?claim { GRAPH ?g { ?claim rdf:predicate rdf:type ; rdf:object ?class } }"
    assert [row for one in defined for row in thesis.select(claims, **{"class": one["class"]})] == []


def test_wider_classes_and_relations_answer_queries_on_borrowed_vocabularies(thesis: QueryService) -> None:
    led = {(row["a"], row["d"]) for row in thesis.select("SELECT ?a ?d { ?a ug:ledBy ?d }")}
    assert led
    assert led <= {
        (r["a"], r["d"]) for r in thesis.select("SELECT ?a ?d { ?a a prov:Activity ; prov:wasAssociatedWith ?d }")
    }
    units = {row["u"] for row in thesis.select("SELECT ?u { ?u a org:OrganizationalUnit }")}
    assert {row["u"] for row in thesis.select("SELECT ?u { ?u a ug:TerritorialDirectorate }")} < units


def test_every_defined_class_is_explained_down_to_what_the_document_says(thesis: QueryService) -> None:
    rows = thesis.select("SELECT ?action { ?action a ug:SocialCoConstruction }")
    ways = [explain(thesis, (row["action"], RDF + "type", ug("SocialCoConstruction"))) for row in rows]
    assert [way.rule.name for several in ways for way in several] == ["social-co-construction"] * len(rows)
