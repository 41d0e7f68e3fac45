"""Paths: each edge opens its passages, hubs come last, and what is asked for is kept to."""

from pathlib import Path

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.paths import Path as Way
from usagraph.graph.reading.paths import paths
from usagraph.ontology.terms import BASE, ug

ID, VOC = f"{BASE}/id/", f"{BASE}/voc/"
ECOUTER, DESSINER = f"{ID}action/valdore-ecouter", f"{ID}action/valdore-dessiner"
DMO, VALDORE = f"{ID}directorate/valdore-dmo", f"{ID}local-authority/valdore"
LAW, CHARTER = f"{ID}legal-text/loi-1999-123", f"{ID}obligation/charte"
CONSULTATION = f"{VOC}degree/consultation"
TEXT = (Path(__file__).parents[1] / "sample.txt").read_text(encoding="utf-8")


def nodes(ways: tuple[Way, ...]) -> list[list[str]]:
    return [[node.iri for node in way.nodes] for way in ways]


def test_a_path_goes_by_statements_that_open_their_passages(service: QueryService) -> None:
    (way,) = paths(service, CONSULTATION, VALDORE)
    assert nodes((way,)) == [[CONSULTATION, ECOUTER, DMO, VALDORE]]
    assert [(edge.predicate, edge.inferred) for edge in way.edges[:2]] == [
        (ug("hasDegree"), True),
        (ug("ledBy"), False),
    ]
    assert (way.edges[0].source, way.edges[0].target) == (ECOUTER, CONSULTATION)
    for edge in way.edges:
        assert edge.evidence
        assert all(TEXT[one.start : one.end] == one.exact for one in edge.evidence)


def test_the_shortest_come_and_no_longer_than_asked(service: QueryService) -> None:
    assert nodes(paths(service, ECOUTER, DESSINER)) == [[ECOUTER, DMO, DESSINER]]
    assert paths(service, ECOUTER, DESSINER, longest=1) == paths(service, ECOUTER, DESSINER, longest=-1) == ()
    assert paths(service, ECOUTER, DESSINER, most=-1) == ()
    assert paths(service, ECOUTER, DESSINER, most=1) == paths(service, ECOUTER, DESSINER)
    assert nodes(paths(service, DMO, DMO)) == [[DMO]]


def test_a_path_there_and_back_is_the_same(service: QueryService) -> None:
    there, back = paths(service, CONSULTATION, VALDORE), paths(service, VALDORE, CONSULTATION)
    assert nodes(there) == [way[::-1] for way in nodes(back)]
    assert there[0].edges == back[0].edges[::-1]


def test_only_kinds_and_documents_that_are_named(service: QueryService) -> None:
    assert nodes(paths(service, ECOUTER, DESSINER, kinds=("directorate",))) == [[ECOUTER, DMO, DESSINER]]
    assert paths(service, ECOUTER, DESSINER, kinds=("legal-text",)) == ()
    assert len(paths(service, ECOUTER, DESSINER, documents=("note-11111111",))) == 1
    assert len(paths(service, CONSULTATION, VALDORE, documents=(f"{ID}document/note-11111111",))) == 1
    for name in ("another", "> } # \x00", ""):
        assert paths(service, ECOUTER, DESSINER, documents=(name,)) == ()


def test_a_hub_is_gone_through_only_where_there_is_no_other_way(service: QueryService) -> None:
    note = f"{ID}document/note-11111111"
    assert nodes(paths(service, note, CHARTER)) == [[note, LAW, CHARTER]]
    assert paths(service, LAW, DMO) == ()


def test_only_statements_with_passages_unless_others_are_asked_for(service: QueryService) -> None:
    scheme, unused = f"{VOC}degree/information", f"{ID}legal-text/loi-unused"
    assert paths(service, scheme, CONSULTATION) == paths(service, unused, LAW) == ()
    assert paths(service, LAW, CHARTER, unsourced=True) == paths(service, LAW, CHARTER)


def test_ends_that_are_not_known_are_said(service: QueryService) -> None:
    for source, target in ((DMO, f"{ID}action/nothing"), ("nothing", DMO)):
        with pytest.raises(UnknownName):
            paths(service, source, target)
