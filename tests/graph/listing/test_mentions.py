"""Which documents speak of what: rejected claims say nothing."""

from usagraph.graph.listing.mentions import mentioned, mentions
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import BASE

ID = f"{BASE}/id/"
NOTE, DMO, LAW = f"{ID}document/note-11111111", f"{ID}directorate/valdore-dmo", f"{ID}legal-text/loi-1999-123"


def test_a_document_mentions_what_its_claims_name(service: QueryService) -> None:
    said = service.select(
        "SELECT ?claim ?s ?o ?status { GRAPH ?g { ?claim rdf:subject ?s ; rdf:object ?o ; ug:status ?status } }"
    )
    stated = [row for row in said if row["status"].rpartition("/")[2] in ("proposed", "accepted")]
    assert len(stated) < len(said)
    for thing in (DMO, LAW):
        assert mentions(service).of[NOTE][thing] == sum(thing in (row["s"], row["o"]) for row in stated)
    assert mentions(service).counts()[DMO] == mentions(service).of[NOTE][DMO]
    assert mentions(service).counts(frozenset()) == {}


def test_all_that_is_mentioned(service: QueryService) -> None:
    assert mentioned(service) == set(mentions(service).of[NOTE])
    assert f"{ID}legal-text/loi-unused" not in mentioned(service)
