"""Statements: of a thing, of several, between some; those read at once say what those read one by one say."""

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import Statement, about, between, everything, stated, touching, worded
from usagraph.ontology.terms import BASE, RDF, ug

ID, VOC = f"{BASE}/id/", f"{BASE}/voc/"
ECOUTER, DMO = f"{ID}action/valdore-ecouter", f"{ID}directorate/valdore-dmo"
CONSULTATION = f"{VOC}degree/consultation"


def plain(statements: list[Statement]) -> set[tuple[object, ...]]:
    """Statements as they compare, passages read."""
    return {(one.triple, one.inferred, tuple(one.evidence)) for one in statements}


def test_what_touches_some_things_is_what_is_said_of_each(service: QueryService) -> None:
    things = [node.iri for node in names(service).reader.listed()]
    alone = [one for iri in things for one in about(service, iri) if one.link and one.triple[1] != RDF + "type"]
    together = worded(service, touching(service, things))
    assert plain([one for one in alone if ":" in one.triple[0]]) == plain(together)


def test_what_is_between_things_opens_its_passages_when_it_is_looked_at(
    service: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = {node.iri for node in names(service).reader.listed()}
    asked: list[str] = []
    select = service.select

    def noted(text: str, **ends: str) -> list[dict[str, str]]:
        asked.append(text)
        return select(text, **ends)

    monkeypatch.setattr(service, "select", noted)
    found = between(service, things)
    assert all(one.evidence for one in found)
    assert not [text for text in asked if "oa:exact" in text]
    known = {one.triple: one for one in everything(service)}
    assert all(one.evidence[0] == known[one.triple].evidence[0] for one in found)
    assert plain(found) == plain([one for one in known.values() if one.evidence and one.triple[2] in things])
    assert len(found[0].evidence) == len(found[0].evidence[:])


def test_statements_say_whether_they_follow(service: QueryService) -> None:
    said, derived = (ECOUTER, ug("ledBy"), DMO), (ECOUTER, ug("hasDegree"), CONSULTATION)
    found = stated(service, [said, derived])
    assert [found[one].inferred for one in (said, derived)] == [False, True]


def test_a_degree_is_drawn_where_the_inference_was_not_written(
    service: QueryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    select = service.select

    def without(text: str, **ends: str) -> list[dict[str, str]]:
        return [row for row in select(text, **ends) if row.get("p") != ug("hasDegree")]

    whole = plain(about(service, ECOUTER)), plain(about(service, CONSULTATION))
    monkeypatch.setattr(service, "select", without)
    assert (plain(about(service, ECOUTER)), plain(about(service, CONSULTATION))) == whole
    links = touching(service, [ECOUTER])
    assert [one.inferred for one in worded(service, links) if one.triple[1] == ug("hasDegree")] == [True]
