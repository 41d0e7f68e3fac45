"""Passages on a shelf: which statements rest on some is known at once, and only what is looked at is read."""

from collections.abc import Collection, Iterable

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading import shelf
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.entities import describe
from usagraph.graph.reading.evidence import Passages, evidence_of
from usagraph.graph.reading.network import network
from usagraph.graph.reading.shelf import Kept, among, opened
from usagraph.graph.reading.statements import about, between
from usagraph.ontology.terms import BASE

DMO, NOTE = f"{BASE}/id/directorate/valdore-dmo", "note-11111111"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[set[Triple]]:
    """The statements whose passages were read together, each time."""
    found: list[set[Triple]] = []

    def watched(service: QueryService, triples: Iterable[Triple], documents: Collection[str] = ()) -> Passages:
        found.append(set(triples))
        return evidence_of(service, found[-1], documents)

    monkeypatch.setattr(shelf, "evidence_of", watched)
    return found


def test_only_what_is_opened_is_read_and_the_rest_together(service: QueryService, read: list[set[Triple]]) -> None:
    some = [one for one in about(service, DMO, unread=True) if one.evidence]
    assert len(some) > 2
    assert read == []
    opened(one.evidence for one in some[:2])
    assert [len(one.evidence) > 0 for one in some[:2]] == [True, True]
    assert read == [{one.triple for one in some[:2]}]
    assert some[2].evidence[0].exact
    assert len(read) == 2
    assert {one.triple for one in some[2:]} <= read[1]
    opened(one.evidence for one in some)
    assert len(read) == 2


def test_it_holds_what_is_read_at_once(service: QueryService) -> None:
    assert about(service, DMO, unread=True) == about(service, DMO)
    assert describe(service, DMO, unread=True) == describe(service, DMO)


def test_documents_are_told_apart_unread(service: QueryService, read: list[set[Triple]]) -> None:
    known = {end for one in about(service, DMO) if one.link for end in (one.triple[0], one.triple[2])}
    every = [one.evidence for one in between(service, known)]
    documents = {name for one in every if isinstance(one, Kept) for name in one.documents}
    assert NOTE in documents
    read.clear()
    here = [among(one, frozenset((NOTE,))) for one in every]
    elsewhere = [among(one, frozenset(("no-document",))) for one in every]
    assert read == []
    assert [bool(one) for one in here] == [any(e.document == NOTE for e in one) for one in every]
    assert [tuple(one) for one in here] == [tuple(e for e in one if e.document == NOTE) for one in every]
    assert elsewhere == [()] * len(every)


def test_an_overview_of_some_documents_is_part_of_that_of_all(service: QueryService) -> None:
    def told(documents: tuple[str, ...]) -> dict[tuple[str, str, str], set[str]]:
        drawn = network(service, documents=documents).edges(data=True)
        return {(a, data["predicate"], b): {e.document for e in data["evidence"]} for a, b, data in drawn}

    some, every = told((NOTE,)), told(())
    assert some
    assert some == {edge: {NOTE} for edge, documents in every.items() if NOTE in documents}


def test_the_evidence_of_a_document_is_read_by_itself(service: QueryService) -> None:
    triples = [one.triple for one in about(service, DMO)]
    whole = evidence_of(service, triples)
    documents = {e.document for several in whole.values() for e in several}
    for wanted in (*((name,) for name in documents), tuple(documents), ("no-document",)):
        assert evidence_of(service, triples, wanted) == {
            triple: tuple(e for e in several if e.document in wanted) for triple, several in whole.items()
        }
