from pathlib import Path

import networkx as nx
import pytest

from usagraph.errors import QueryTimeout, UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Entity, Node, Relation, describe, find, network
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import about, everything
from usagraph.ontology.terms import ug

BASE = "https://w3id.org/usagraph"
ECOUTER = f"{BASE}/id/action/valdore-ecouter"
DESSINER = f"{BASE}/id/action/valdore-dessiner"
DMO = f"{BASE}/id/directorate/valdore-dmo"
LAW = f"{BASE}/id/legal-text/loi-1999-123"
VALDORE = f"{BASE}/id/local-authority/valdore"
CONSULTATION = f"{BASE}/voc/degree/consultation"
TEXT = (Path(__file__).parents[1] / "sample.txt").read_text(encoding="utf-8")


def said(entity: Entity, name: str, *, inverse: bool = False) -> list[Relation]:
    """The relations of a property."""
    return [one for one in entity.relations if one.predicate == ug(name) and one.inverse == inverse]


def test_an_entity_has_its_name_its_class_and_its_acronym(service: QueryService) -> None:
    entity = describe(service, DMO)
    assert entity.node == Node(DMO, "DepartmentalDirectorate", "Direction des mobilités", "DMO")
    assert describe(service, VALDORE).node.kind == "LocalAuthority"
    assert describe(service, f"{BASE}/id/document/note-11111111").node == Node(
        f"{BASE}/id/document/note-11111111", "SourceDocument", "Note de cadrage"
    )


def test_a_concept_is_of_its_scheme_and_french_comes_first(service: QueryService) -> None:
    assert describe(service, f"{BASE}/voc/degree/concertation").node.label == "concertation"
    mobilities = describe(service, f"{BASE}/voc/policy/mobilites")
    assert (mobilities.node.kind, mobilities.node.label, mobilities.alternatives) == (
        "policy",
        "mobilities",
        ("mobilités",),
    )


def test_relations_go_both_ways_with_their_passages(service: QueryService) -> None:
    (led,) = said(describe(service, ECOUTER), "ledBy")
    assert isinstance(led.other, Node)
    assert (led.other.iri, led.inferred) == (DMO, False)
    (evidence,) = led.evidence
    assert TEXT[evidence.start : evidence.end] == evidence.exact
    assert (evidence.document, evidence.document_title) == ("note-11111111", "Note de cadrage")
    assert (evidence.section, evidence.page) == ("Tableau 1", 3)
    assert (evidence.rule, evidence.confidence, evidence.status) == ("tables.action@1", 0.95, "proposed")
    leads = said(describe(service, DMO), "ledBy", inverse=True)
    assert {one.other.iri for one in leads if isinstance(one.other, Node)} == {ECOUTER, DESSINER}
    assert all(one.evidence for one in leads)


def test_every_statement_of_a_document_opens_a_passage(service: QueryService) -> None:
    for iri in (ECOUTER, DESSINER, DMO, LAW):
        for relation in describe(service, iri).relations:
            assert relation.evidence, relation


def test_what_is_inferred_says_so_and_opens_the_passages_it_rests_on(service: QueryService) -> None:
    (degree,) = said(describe(service, ECOUTER), "hasDegree")
    assert degree.inferred
    assert [one.exact for one in degree.evidence] == [line for line in TEXT.splitlines() if "Consultation" in line]
    (seen_from_there,) = said(describe(service, CONSULTATION), "hasDegree", inverse=True)
    assert seen_from_there.evidence == degree.evidence


def test_what_is_inferred_in_other_words_is_not_told_twice(service: QueryService) -> None:
    obligation = describe(service, f"{BASE}/id/obligation/charte")
    (imposed,) = said(obligation, "imposes", inverse=True)
    assert (imposed.inferred, len(imposed.evidence)) == (False, 1)
    assert said(obligation, "imposedBy") == []


def test_rejected_claims_are_no_evidence(service: QueryService) -> None:
    (imposes,) = said(describe(service, LAW), "imposes")
    assert [one.rule for one in imposes.evidence] == ["tables.action@1"]


def test_an_unknown_name_comes_with_those_close_to_it(service: QueryService) -> None:
    with pytest.raises(UnknownName, match="valdore-ecouter"):
        describe(service, f"{BASE}/id/action/valdore-ecoutez")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dmo", DMO),
        ("DIRECTION DES MOBILITES", DMO),
        ("direction mobilité", DMO),
        ("ecouter voyageur", ECOUTER),
        ("arrêts l’autonomie", DESSINER),
        ("Charte des usagers", f"{BASE}/id/obligation/charte"),
        ("loi 1999-123", LAW),
        ("valdo", VALDORE),
        ("co-construction", f"{BASE}/voc/degree/co-construction"),
    ],
)
def test_search_is_deaf_to_how_a_name_is_written(service: QueryService, words: str, found: str) -> None:
    assert find(service, words)[0].node.iri == found


def test_search_gives_what_matched_and_can_keep_to_a_class(service: QueryService) -> None:
    (hit,) = find(service, "mobilites", kind="policy")
    assert hit.matched == "mobilités"
    assert [one.node.iri for one in find(service, "mobilites", kind="directorate")] == [DMO]
    assert find(service, "") == find(service, "zzz") == find(service, "!?") == []
    assert len(find(service, "co", limit=2)) == 2


def test_evidence_is_not_among_the_things(service: QueryService) -> None:
    shown = [node.iri for node in names(service).reader.listed()]
    assert len(shown) == len(names(service)) > 10
    assert not [iri for iri in shown if "/claim/" in iri or "/passage/" in iri or "/ingestion-run/" in iri]


def test_the_overview_holds_actions_directorates_laws_and_degrees(service: QueryService) -> None:
    graph = network(service)
    kinds = {data["node"].kind for _, data in graph.nodes(data=True)}
    assert kinds == {"Action", "DepartmentalDirectorate", "LocalAuthority", "LegalText", "degree", "policy"}
    assert f"{BASE}/id/legal-text/loi-unused" not in graph
    edges = {(source, data["predicate"], target) for source, target, data in graph.edges(data=True)}
    assert (ECOUTER, ug("hasDegree"), CONSULTATION) in edges
    assert all(data["evidence"] for _, _, data in graph.edges(data=True))


def test_all_statements_are_those_of_each_thing(service: QueryService) -> None:
    """What is read at once and what is read thing by thing say the same, and open the same passages."""
    every = {one.triple: one for one in everything(service)}
    for iri in {end for subject, _, object_ in every for end in (subject, object_)}:
        for one in about(service, iri):
            if one.link and one.triple[0].startswith(f"{BASE}/id/"):
                assert every[one.triple] == one


def test_an_overview_is_made_once_and_cannot_be_changed(service: QueryService) -> None:
    graph = network(service)
    assert network(service) is graph
    assert network(service, kinds=("Action",)) is not graph
    with pytest.raises(nx.NetworkXError):
        graph.remove_node(DMO)


def test_a_timeout_of_the_overview_is_told_and_not_remembered(
    store_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object, **__: object) -> list[dict[str, str]]:
        raise QueryTimeout(seconds="1")

    with QueryService(store_root, workers=1) as fresh:
        with monkeypatch.context() as patch:
            patch.setattr(fresh, "select", late)
            for _ in range(2):
                with pytest.raises(QueryTimeout):
                    network(fresh)
        assert len(network(fresh))


def test_the_network_around_a_thing_grows_with_depth(service: QueryService) -> None:
    near = network(service, focus=DMO)
    assert set(near) == {DMO, ECOUTER, DESSINER, VALDORE}
    far = network(service, focus=DMO, depth=2)
    assert set(far) > set(near)
    assert CONSULTATION in far
    assert set(network(service, focus=DMO, kinds=("Action",))) == {DMO, ECOUTER, DESSINER}
    assert set(network(service, focus=DMO, documents=("another",))) == {DMO}
    assert not network(service, documents=("another",))
    assert set(network(service, documents=("note-11111111",))) == set(network(service))


def test_steps_are_folded_into_the_degree_of_their_action(service: QueryService) -> None:
    graph = network(service, focus=ECOUTER)
    assert not [iri for iri in graph if "participation-step" in iri]
    (edge,) = graph.get_edge_data(ECOUTER, CONSULTATION).values()
    assert edge["predicate"] == ug("hasDegree")
    assert "Consultation" in edge["evidence"][0].exact


def test_no_thing_has_that_focus(service: QueryService) -> None:
    with pytest.raises(UnknownName):
        network(service, focus="https://elsewhere.example/x")


def test_an_empty_graph_has_no_entity(tmp_path: Path) -> None:
    with QueryService(tmp_path, workers=1) as empty:
        assert find(empty, "loi") == []
        assert len(network(empty)) == 0
