"""Evidence of a batch of triples: the claims of each, of what it follows from, or of its inverse."""

from pathlib import Path

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading import claims
from usagraph.graph.reading.chains import turned
from usagraph.graph.reading.evidence import evidence_of, support
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import about
from usagraph.ontology.terms import BASE, SKOS, ug

ID, VOC = f"{BASE}/id/", f"{BASE}/voc/"
ECOUTER, DESSINER = f"{ID}action/valdore-ecouter", f"{ID}action/valdore-dessiner"
DMO = f"{ID}directorate/valdore-dmo"
LAW, CHARTER = f"{ID}legal-text/loi-1999-123", f"{ID}obligation/charte"
TEXT = (Path(__file__).parents[1] / "sample.txt").read_text(encoding="utf-8")


def test_each_triple_has_its_passages(service: QueryService) -> None:
    led, named, absent = (
        (ECOUTER, ug("ledBy"), DMO),
        (DMO, SKOS + "prefLabel", "Direction des mobilités"),
        (DMO, "x:y", LAW),
    )
    found = evidence_of(service, [led, named, absent, led])
    assert list(found) == [led, named, absent]
    for triple in (led, named):
        assert [TEXT[one.start : one.end] for one in found[triple]] == [one.exact for one in found[triple]]
        assert found[triple]
    assert found[absent] == ()
    (one,) = found[led]
    assert (one.document_title, one.section, one.page, one.rule) == (
        "Note de cadrage",
        "Tableau 1",
        3,
        "tables.action@1",
    )


def test_what_follows_rests_on_what_it_follows_from(service: QueryService) -> None:
    derived = (ECOUTER, ug("hasDegree"), f"{VOC}degree/consultation")
    step = (f"{ID}participation-step/valdore-ecouter-consultation", ug("degree"), f"{VOC}degree/consultation")
    found = support(service, [derived, step])
    assert found[derived].evidence == found[step].evidence
    assert (found[derived].said, found[step].said) == (False, True)


def test_an_inverse_rests_on_the_same_claims(service: QueryService) -> None:
    said = (LAW, ug("imposes"), CHARTER)
    back = turned(said)
    assert back == (CHARTER, ug("imposedBy"), LAW)
    found = evidence_of(service, [said, back])
    assert found[said] == found[back] != ()


def test_a_name_that_came_second_rests_on_the_claims_of_a_first_name(service: QueryService) -> None:
    """Where documents call a thing differently, one name is preferred and the others are alternatives: still said."""
    first = (DMO, SKOS + "prefLabel", "Direction des mobilités")
    second = (DMO, SKOS + "altLabel", "Direction des mobilités")
    found = support(service, [first, second])
    assert found[second].evidence == found[first].evidence != ()
    assert not found[second].said


def test_rejected_claims_are_no_evidence(service: QueryService) -> None:
    (only,) = evidence_of(service, [(LAW, ug("imposes"), CHARTER)]).values()
    assert [one.rule for one in only] == ["tables.action@1"]


def test_it_is_the_same_however_it_is_asked_for(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    """By triples, by what many share, or by whole predicates."""
    things = [node.iri for node in names(service).reader.listed()]
    triples = {one.triple for iri in things for one in about(service, iri)}
    whole = evidence_of(service, sorted(triples))
    monkeypatch.setattr(claims, "_STAR", 0)
    assert evidence_of(service, sorted(triples)) == whole
    monkeypatch.setattr(claims, "_LIST", 0)
    assert evidence_of(service, sorted(triples)) == whole
    for triple in triples:
        assert evidence_of(service, [triple]) == {triple: whole[triple]}


def test_nodes_without_a_name_and_odd_words_are_no_trouble(service: QueryService) -> None:
    odd = [("v3", "p:p", DMO), (DMO, SKOS + "prefLabel", '"} \\u0000 <x>'), (DMO, ug("inDomain"), "b7")]
    assert not any(evidence_of(service, odd).values())


def test_only_the_first_passages_of_the_documents_that_count_where_few_are_wanted(service: QueryService) -> None:
    named = (ECOUTER, ug("ledBy"), DMO)
    every = support(service, [named])[named]
    assert support(service, [named], most=1)[named] == every
    assert support(service, [named], documents=["note-11111111"])[named] == every
    assert support(service, [named], documents=["another-22222222"])[named].evidence == ()
