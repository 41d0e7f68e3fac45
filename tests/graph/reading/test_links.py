"""Links are read for many things at once; what has too many has none, unless it is an end."""

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading import links
from usagraph.graph.reading.links import Links
from usagraph.graph.reading.names import names
from usagraph.ontology.terms import BASE, ug

ID = f"{BASE}/id/"
ECOUTER, DESSINER = f"{ID}action/valdore-ecouter", f"{ID}action/valdore-dessiner"
DMO, VALDORE = f"{ID}directorate/valdore-dmo", f"{ID}local-authority/valdore"


def test_things_are_linked_to_what_they_are_said_of(service: QueryService) -> None:
    read = Links(service, names(service), (ECOUTER, DESSINER))
    assert set(read.of([DMO])[DMO]) == {ECOUTER, DESSINER, VALDORE}
    assert read.between(DMO, ECOUTER) == read.between(ECOUTER, DMO) == {(ECOUTER, ug("ledBy"), DMO)}
    assert read.of([f"{BASE}/voc/degree/information"]) == {f"{BASE}/voc/degree/information": {}}


def test_what_has_too_many_links_has_none(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_MOST", 2)
    read = Links(service, names(service), (ECOUTER, DESSINER))
    links_of = read.of([DMO, ECOUTER])
    assert links_of[DMO] == {}
    assert links_of[ECOUTER][DMO] == {(ECOUTER, ug("ledBy"), DMO)}


def test_many_links_are_read_a_part_at_a_time(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [ECOUTER, DESSINER, DMO, VALDORE]
    whole = Links(service, names(service), (ECOUTER, DESSINER)).of(things)
    monkeypatch.setattr(links, "_READ", 2)
    assert Links(service, names(service), (ECOUTER, DESSINER)).of(things) == whole


def test_no_more_is_read_than_enough(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_ENOUGH", 2)
    read = Links(service, names(service), (ECOUTER, DESSINER))
    assert read.of([DMO])[DMO]
    assert not read.of([DESSINER])[DESSINER]


def test_only_what_some_documents_say_where_they_are_named(service: QueryService) -> None:
    read = Links(service, names(service), (ECOUTER, DESSINER), frozenset(("another",)))
    assert not read.of([DMO])[DMO]
