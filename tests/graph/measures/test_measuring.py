"""Measures of the sample: each result in words, on statements that open their passages, made once."""

from pathlib import Path

import pytest

from usagraph.errors import MeasureUnderway, UnknownName
from usagraph.graph.measures import apart, measuring
from usagraph.graph.measures.explanations import MEASURES
from usagraph.graph.measures.measuring import Standing, asked, measured, told
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.network import DEFAULT_KINDS
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE, ug

DMO = f"{BASE}/id/directorate/valdore-dmo"
TEXT = (Path(__file__).parents[1] / "sample.txt").read_text(encoding="utf-8")


def found(service: QueryService, name: str, lang: str = "fr") -> list[Standing]:
    return told(service, measured(service, asked(service, name)), lang, 20)


@pytest.mark.parametrize("name", MEASURES)
def test_each_result_is_told_in_words(service: QueryService, name: str) -> None:
    for lang in ("fr", "en"):
        several = found(service, name, lang)
        assert several
        assert [one.rank for one in several] == sorted(one.rank for one in several)
        for one in several:
            assert one.nodes[0].label.strip("« »") in one.sentence or name == "communities"
            assert one.size >= len(one.nodes)


@pytest.mark.parametrize("name", ["bridges", "betweenness"])
def test_what_holds_pieces_together_opens_its_passages(service: QueryService, name: str) -> None:
    edges = [edge for one in found(service, name) for edge in one.edges]
    assert edges
    for edge in edges:
        assert edge.evidence
        assert all(TEXT[passage.start : passage.end] == passage.exact for passage in edge.evidence)


def test_who_leads_all_is_where_all_must_pass(service: QueryService) -> None:
    first = found(service, "betweenness")[0]
    assert first.nodes[0].iri == DMO
    assert "passage obligé entre" in first.sentence
    assert ug("ledBy") in {edge.predicate for edge in first.edges}


def test_the_same_asked_in_another_order_is_the_same(service: QueryService) -> None:
    one = asked(service, "degree", ["degree", "action", "action"], ["note-11111111"])
    assert one == asked(service, "degree", ["action", "degree"], [f"{BASE}/id/document/note-11111111"])
    assert asked(service, "degree").kinds == DEFAULT_KINDS


def test_what_is_not_known_is_refused(service: QueryService) -> None:
    with pytest.raises(UnknownName):
        asked(service, "closeness")
    with pytest.raises(UnknownName):
        asked(service, "degree", documents=["no-such-document"])


def test_a_measure_is_made_once(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = asked(service, "degree")
    first = measured(service, wanted)
    monkeypatch.setattr(measuring, "read_web", None)
    assert measured(service, wanted) is first
    assert measured(service, asked(service, "bridges")).web is first.web


def test_a_generation_is_measured_anew(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store, QueryService(tmp_path) as service:
        store.publish()
        first = measured(service, asked(service, "degree"))
        store.engine.load(path=str(Path(__file__).parents[1] / "sample.trig"))
        store.publish()
        second = measured(service, asked(service, "degree"))
        assert (first.found, bool(second.found)) == ([], True)
        assert second.generation == first.generation + 1
        assert told(service, second, "fr", 5)


def test_a_measure_that_is_not_ready_goes_on(service: QueryService, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, real = asked(service, "degree", ["Action", "degree"]), apart.made
    monkeypatch.setattr(service, "timeout", 0.0)
    monkeypatch.setattr(measuring, "made", lambda *given: real(*given))
    with pytest.raises(MeasureUnderway):
        measured(service, wanted)
    assert measuring.measured_soon(service, wanted).result(20).found


def test_an_empty_graph_has_nothing_to_measure(tmp_path: Path) -> None:
    with QueryService(tmp_path) as empty:
        assert [measured(empty, asked(empty, name)).found for name in MEASURES] == [[]] * len(MEASURES)
