"""Milestones: which dates are verified, which are printed, and by whom."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from usagraph.graph.listing.milestones import Milestone, dates_in, milestones
from usagraph.graph.querying.service import QueryService

KINDS = ("LegalText", "Charter", "PublicBody", "ChangeEvent", "Event", "Action")
PREFIXES = """@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> . @prefix sdo: <https://schema.org/> .
"""
REFERENCE = """
<id/legal-text/a> a ug:LegalText ; skos:prefLabel "loi 2002-2" ; skos:altLabel "loi sur l'accueil" ; dct:issued "2002-01-02"^^xsd:date .
<id/legal-text/b> a ug:LegalText ; skos:prefLabel "loi 1999-1 de 1999" ; dct:issued "1999"^^xsd:gYear .
<id/public-body/old> a ug:PublicBody ; skos:prefLabel "agence d'avant" .
<id/public-body/new> a ug:PublicBody ; skos:prefLabel "agence d'après" ; sdo:foundingDate "2012-10-30"^^xsd:date .
<id/change-event/x> a org:ChangeEvent ; skos:prefLabel "avant → après" ; dct:date "2012-10-30"^^xsd:date ;
  org:originalOrganization <id/public-body/old> ; org:resultingOrganization <id/public-body/new> .
"""
NOTE = """
<id/legal-text/a> a ug:LegalText ; skos:altLabel "loi de 2002" , "la loi du 2 janvier 2002" .
<id/charter/c> a ug:Charter ; skos:prefLabel "charte de 2011" .
<id/charter/d> a ug:Charter ; skos:prefLabel "charte sans date" .
<id/public-body/new> a ug:PublicBody .
<id/action/e> a ug:Action ; skos:prefLabel "Une action de 1998" ; ug:startDate "2004"^^xsd:gYear .
"""
THINGS = ("legal-text/a", "charter/c", "charter/d", "public-body/new", "action/e")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Milestone]]:
    """The milestones of a note over reference tables, by the end of their IRI."""
    root = tmp_path_factory.mktemp("store")
    claims = " ".join(
        f"<id/claim/{n}> a ug:Claim ; rdf:subject <id/{thing}> ; rdf:predicate rdf:type ; rdf:object ug:Thing ."
        for n, thing in enumerate(THINGS)
    )
    store = ox.Store(str(root / "live"))
    for name, told in (("reference", REFERENCE), ("note", NOTE), ("note/evidence", claims)):
        store.load(f"{PREFIXES} <graph/{name}> {{ {told} }}".encode(), ox.RdfFormat.TRIG)
    for quad in list(store):
        if not quad.graph_name.value.endswith("/evidence"):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    store.flush()
    (root / "generations").mkdir()
    store.backup(str(root / "generations/1"))
    with QueryService(root) as service:
        yield {one.node.iri.partition("/id/")[2]: one for one in milestones(service, KINDS)}


def dates(one: Milestone) -> tuple[str, list[tuple[str, str]]]:
    return (one.verified.value if one.verified else "", [(date.value, date.words) for date in one.printed])


def test_a_reference_table_verifies_and_a_document_prints(found: dict[str, Milestone]) -> None:
    assert {name: dates(one) for name, one in found.items()} == {
        "legal-text/a": ("2002-01-02", [("2002", "loi de 2002"), ("2002-01-02", "la loi du 2 janvier 2002")]),
        "legal-text/b": ("1999", []),
        "charter/c": ("", [("2011", "charte de 2011")]),
        "charter/d": ("", []),
        "public-body/new": ("2012-10-30", []),
        "change-event/x": ("2012-10-30", []),
        "action/e": ("", [("2004", "2004")]),
    }


def test_they_stand_by_date_and_those_without_one_last(found: dict[str, Milestone]) -> None:
    assert [one.date.value if one.date else "" for one in found.values()] == [
        "1999",
        "2002-01-02",
        "2004",
        "2011",
        "2012-10-30",
        "2012-10-30",
        "",
    ]


def test_a_reform_is_spoken_of_through_the_bodies_that_it_changes(found: dict[str, Milestone]) -> None:
    reform = found["change-event/x"]
    assert (reform.documents, [node.label for node in reform.changes]) == (
        ("note",),
        ["agence d'après", "agence d'avant"],
    )
    assert found["legal-text/b"].documents == ()


def test_a_number_is_told_with_its_title(found: dict[str, Milestone]) -> None:
    assert (found["legal-text/a"].title, found["charter/d"].title) == ("loi sur l'accueil", "")


def test_a_printed_date_keeps_the_statement_that_gives_it(found: dict[str, Milestone]) -> None:
    (date,) = found["charter/c"].printed
    assert date.documents == ("note",)
    assert date.triples == (
        (found["charter/c"].node.iri, "http://www.w3.org/2004/02/skos/core#prefLabel", "charte de 2011"),
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("loi du 1er juillet 1901", ["1901-07-01"]),
        ("loi n° 2002-2", ["2002"]),
        ("règlement (UE) 2016/679", ["2016"]),
        ("article 1984 du code", []),
        ("plan 50", []),
        ("charte des 12345 usagers", []),
    ],
)
def test_dates_are_read_in_words(words: str, expected: list[str]) -> None:
    assert dates_in(words) == expected
