"""The graph follows the bundles: what goes in comes out, and only that."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Graph

from usagraph.graph.consolidate import Consolidation
from usagraph.graph.identity import Names
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import FOAF, PROV, RDF, SKOS, concept, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value, write_lines
from usagraph.workspace import Bundle, Workspace

BASE = "https://example.org"
ACTION, STEP, DAS = (
    key("action|das|cafe"),
    key("participation-step|das-cafe|na-consultation"),
    key("directorate|valserine|das"),
)


def claim(number: int, subject: Term, predicate: str, thing: Term, **more: str) -> Claim:
    return Claim(
        f"{number:016x}", subject, predicate, thing, (Passage(0, 4, "café"),), "test", "1", Decimal("0.9"), **more
    )


def bundle(workspace: Workspace, name: str, claims: Iterable[Claim]) -> Bundle:
    def fill(folder: Path) -> None:
        (folder / "text.txt").write_text("café", encoding="utf-8")
        write_lines(folder / "claims.jsonl", claims)
        run = {
            "title": name,
            "format": "text/plain",
            "file_name": f"{name}.txt",
            "sha256": "0",
            "version": "1",
            "path": name,
        }
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")

    return workspace.add_bundle(name, fill)


def common() -> list[Claim]:
    return [
        claim(1, ACTION, RDF + "type", iri(ug("Action"))),
        claim(2, ACTION, ug("ledBy"), DAS),
        claim(3, ACTION, ug("hasStep"), STEP),
        claim(7, STEP, RDF + "type", iri(ug("ParticipationStep"))),
        claim(4, STEP, ug("degree"), iri(concept("degree", "consultation"))),
        claim(5, DAS, SKOS + "prefLabel", text_value("DAS")),
    ]


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Consolidation]:
    with EmbeddedStore(tmp_path / "store") as store:
        made = Consolidation(Workspace(tmp_path), store, Names(tmp_path / "keys.jsonl", BASE))
        made.prepare()
        made.finish()
        made.settle()
        yield made


def quads(graph: Consolidation) -> frozenset[str]:
    """All but the ledger, which tells more while what follows is not settled."""
    names = [None, *(graph.store.graphs() - {graph.ledger.graph})]
    return frozenset(f"{triple} {name}" for name in names for triple in graph.store.triples(name))


def default(graph: Consolidation) -> frozenset[str]:
    return frozenset(map(str, graph.store.triples(None)))


def test_a_document_added_then_removed_leaves_nothing(graph: Consolidation) -> None:
    before = quads(graph)
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    graph.finish()
    assert quads(graph) > before
    graph.remove("note-00000001")
    graph.finish()
    assert quads(graph) == before


def test_removing_one_of_two_documents_keeps_what_the_other_says(graph: Consolidation) -> None:
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    graph.finish()
    alone = quads(graph)
    graph.add(
        bundle(graph.workspace, "note-00000002", [*common(), claim(9, DAS, ug("acronym"), text_value("DAS", None))])
    )
    graph.finish()
    assert quads(graph) > alone
    graph.remove("note-00000002")
    graph.finish()
    assert quads(graph) == alone


def test_a_triple_said_twice_stands_once_in_the_default_graph(graph: Consolidation) -> None:
    for name in ("note-00000001", "note-00000002"):
        graph.add(bundle(graph.workspace, name, common()))
    graph.finish()
    found = graph.store.query(f"SELECT (COUNT(*) AS ?n) {{ ?a <{ug('ledBy')}> ?d }}")
    assert isinstance(found, ox.QuerySolutions)
    assert next(found)["n"].value == "1"


def test_adding_a_document_again_changes_nothing(graph: Consolidation) -> None:
    made = bundle(graph.workspace, "note-00000001", common())
    first = graph.add(made)
    graph.finish()
    held = quads(graph)
    assert graph.add(made) == first
    graph.finish()
    assert quads(graph) == held


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    found = []
    for order in ((1, 2), (2, 1)):
        root = tmp_path / str(order[0])
        with EmbeddedStore(root / "store") as store:
            graph = Consolidation(Workspace(root), store, Names(root / "keys.jsonl", BASE))
            graph.prepare()
            for number in order:
                claims = [*common(), claim(8, DAS, SKOS + "prefLabel", text_value(f"direction {number}"))]
                graph.add(bundle(graph.workspace, f"note-0000000{number}", claims))
            graph.finish()
            found.append(quads(graph))
    assert found[0] == found[1]


def test_a_rejected_claim_stays_in_evidence_and_leaves_the_graph(graph: Consolidation) -> None:
    claims = [claim(1, ACTION, RDF + "type", iri(ug("Action"))), claim(2, ACTION, ug("ledBy"), DAS, status="rejected")]
    graph.add(bundle(graph.workspace, "note-00000001", claims))
    graph.finish()
    assert not any(ug("ledBy") in triple for triple in default(graph))
    evidence = [str(q) for q in graph.store.triples(graph_iri(BASE, "note-00000001/evidence"))]
    assert any(ug("ledBy") in quad for quad in evidence)


def inferred(graph: Consolidation) -> Graph:
    found = graph.store.triples(graph_iri(BASE, "inferred"))
    return Graph().parse(data="".join(f"{triple} .\n" for triple in found), format="nt")


def test_what_the_rules_add_is_told_apart(graph: Consolidation) -> None:
    before = set(inferred(graph))
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    graph.finish()
    expected = Graph().parse(
        data=f"""@prefix ug: <{ug("")}> . @prefix prov: <{PROV}> . @prefix foaf: <{FOAF}> . @base <{BASE}/id/> .
        <action/das-cafe> ug:hasDegree <{concept("degree", "consultation")}> ;
          prov:wasAssociatedWith <directorate/valserine-das> ; a ug:UserAssociatingAction, prov:Activity .
        <directorate/valserine-das> ug:leads <action/das-cafe> .
        <participation-step/das-cafe-na-consultation> ug:stepOf <action/das-cafe> ; a prov:Activity .
        <document/note-00000001> a foaf:Document, prov:Entity .""",
        format="turtle",
    )
    assert set(inferred(graph)) - before == set(expected)


def test_what_a_document_says_is_no_longer_inferred_and_is_again_when_it_goes(graph: Consolidation) -> None:
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    graph.finish()
    alone, held = quads(graph), set(inferred(graph))
    says = claim(1, DAS, ug("leads"), ACTION)
    graph.add(bundle(graph.workspace, "note-00000002", [says]))
    graph.finish()
    assert {str(predicate) for _, predicate, _ in held - set(inferred(graph))} == {ug("leads")}
    assert any(ug("leads") in triple for triple in default(graph))
    graph.remove("note-00000002")
    graph.finish()
    assert quads(graph) == alone


def test_what_rests_on_a_removed_statement_goes_with_it(graph: Consolidation) -> None:
    graph.add(bundle(graph.workspace, "note-00000001", common()[:3]))
    graph.finish()
    alone = quads(graph)
    graph.add(bundle(graph.workspace, "note-00000002", common()))
    graph.finish()
    graph.remove("note-00000002")
    graph.finish()
    assert quads(graph) == alone
    assert not any("UserAssociatingAction" in triple for triple in default(graph))


def test_only_what_differs_is_written(graph: Consolidation, monkeypatch: pytest.MonkeyPatch) -> None:
    made = bundle(graph.workspace, "note-00000001", common())
    graph.add(made)
    graph.finish()
    graph.settle()
    written: list[object] = []
    monkeypatch.setattr(EmbeddedStore, "change", lambda _, *change: written.extend(map(list, change)))
    graph.add(made)
    graph.finish()
    graph.settle()
    assert [quads for quads in written if quads] == []


def reopened(graph: Consolidation) -> Consolidation:
    return Consolidation(graph.workspace, graph.store, Names(graph.names.path, BASE))


def test_a_document_comes_in_one_transaction(graph: Consolidation, monkeypatch: pytest.MonkeyPatch) -> None:
    changes: list[object] = []
    change = EmbeddedStore.change

    def counted(*given: Any) -> None:
        changes.append(given)
        change(*given)

    monkeypatch.setattr(EmbeddedStore, "change", counted)
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    assert len(changes) == 1
    entry = graph.ledger.of("note-00000001")
    assert entry
    assert entry.digest == graph.counted("note-00000001")
    assert entry == graph.entry_of(Bundle(graph.workspace.documents / "note-00000001"))
    graph.add(bundle(graph.workspace, "note-00000002", common()), ["note-00000001"])
    assert len(changes) == 2
    assert set(graph.ledger.lines()) == {"note-00000002"}
    assert not set(graph.store.triples(graph_iri(BASE, "note-00000001/evidence")))


def test_a_crash_before_what_follows_is_made_good_by_the_next_start(graph: Consolidation) -> None:
    made = [bundle(graph.workspace, f"note-0000000{n}", common()[:3] if n == 1 else common()) for n in (1, 2)]
    for one in made:
        graph.add(one)
    graph.finish()
    graph.settle()
    whole = quads(graph)
    graph.remove("note-00000002")
    again = reopened(graph)
    assert not again.ledger.is_settled
    again.add(made[1])
    again.finish()
    again.settle()
    assert quads(graph) == whole


def test_a_crash_while_what_follows_is_written_is_made_good_by_the_next_start(graph: Consolidation) -> None:
    """Between two writes an inferred triple may be left in one graph of two."""
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    graph.finish()
    whole = quads(graph)
    graph.store.change([ox.Quad(*next(graph.store.triples(graph_iri(BASE, "inferred"))))], ())
    assert quads(graph) != whole
    reopened(graph).finish()
    assert quads(graph) == whole


def test_what_follows_from_a_change_is_what_follows_from_the_whole(graph: Consolidation) -> None:
    texts = {n: [*common()[:n], claim(8, DAS, SKOS + "prefLabel", text_value(f"direction {n}"))] for n in range(1, 7)}
    for step in (1, 2, -1, 3, 4, -2, 5, -4, 6, 1, -3, -5, -6, -1):
        name = f"note-0000000{abs(step)}"
        if step > 0:
            graph.add(bundle(graph.workspace, name, texts[step]))
        else:
            graph.remove(name)
        graph.finish()
        held = quads(graph)
        reopened(graph).finish()
        assert quads(graph) == held


def test_words_are_preferred_to_an_acronym_and_the_others_become_alternatives(graph: Consolidation) -> None:
    graph.add(bundle(graph.workspace, "a-00000001", common()))
    graph.add(
        bundle(
            graph.workspace,
            "b-00000002",
            [claim(1, DAS, SKOS + "prefLabel", text_value("direction de l'action sociale"))],
        )
    )
    graph.finish()
    das = f"<{BASE}/id/directorate/valserine-das>"
    labels = {triple for triple in default(graph) if triple.startswith(das) and "Label" in triple}
    assert labels == {
        f'{das} <{SKOS}prefLabel> "direction de l\'action sociale"@fr',
        f'{das} <{SKOS}altLabel> "DAS"@fr',
    }


def test_every_triple_of_a_document_has_a_claim(graph: Consolidation) -> None:
    graph.add(bundle(graph.workspace, "note-00000001", common()))
    name = graph_iri(BASE, "note-00000001")
    found = graph.store.query(
        f"""PREFIX rdf: <{RDF}> ASK {{ GRAPH <{name}> {{ ?s ?p ?o }}
        MINUS {{ GRAPH <{name}/evidence> {{ ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }} }}
        MINUS {{ ?s a <{ug("SourceDocument")}> }} }}"""
    )
    assert not found
