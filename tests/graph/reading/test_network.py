"""The network around a thing: as much of it as there is room for, and nothing told twice at any distance."""

from usagraph.graph.listing.mentions import mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.evidence import counted
from usagraph.graph.reading.network import network, shown_of
from usagraph.graph.reading.statements import everything
from usagraph.ontology.terms import BASE

ID = f"{BASE}/id/"
ECOUTER, DESSINER = f"{ID}action/valdore-ecouter", f"{ID}action/valdore-dessiner"
DMO, CHARTER = f"{ID}directorate/valdore-dmo", f"{ID}obligation/charte"


def test_there_is_room_for_so_many_nodes_the_nearest_first(service: QueryService) -> None:
    whole = network(service, focus=DMO, depth=2)
    assert whole.graph["left_out"] == 0
    some = network(service, focus=DMO, depth=2, most=2)
    assert set(some) == {DMO, DESSINER}
    assert some.graph["left_out"] == 3
    assert set(network(service, focus=DMO, depth=2, most=len(whole))) == set(whole)
    assert set(network(service, focus=DMO, most=1)) == {DMO}


def test_what_is_met_twice_is_left_out_once(service: QueryService) -> None:
    whole = network(service, focus=DMO, depth=3)
    for most in range(1, len(whole)):
        some = network(service, focus=DMO, depth=3, most=most)
        assert len(some) == most
        assert 0 < some.graph["left_out"] <= len(whole) - most


def test_room_is_for_what_the_documents_wanted_say(service: QueryService) -> None:
    for wanted in ("note-11111111", "another"):
        whole = network(service, focus=DMO, depth=2, documents=(wanted,))
        some = network(service, focus=DMO, depth=2, documents=(wanted,), most=2)
        assert len(some) == min(2, len(whole))
        assert bool(some.graph["left_out"]) == (len(whole) > 2)


def test_passages_are_counted_as_they_are_read(service: QueryService) -> None:
    told = {one.triple: len(one.evidence) for one in everything(service) if one.evidence}
    assert told
    assert counted(service, told) == told


def test_edges_are_the_same_with_room_for_all(service: QueryService) -> None:
    def edges(most: int | None) -> set[tuple[object, ...]]:
        graph = network(service, focus=DMO, depth=3, most=most)
        return {(a, b, data["predicate"], tuple(data["evidence"])) for a, b, data in graph.edges(data=True)}

    assert edges(None) == edges(1000)


def test_what_is_told_in_other_words_stays_untold_farther_away(service: QueryService) -> None:
    graph = network(service, focus=f"{ID}legal-text/loi-1999-123", depth=3)
    told = {one.triple for one in everything(service)}
    assert {(a, data["predicate"], b) for a, b, data in graph.edges(data=True)} <= told
    assert CHARTER in graph


def test_passages_are_read_when_they_are_looked_at(service: QueryService) -> None:
    ((*_, data),) = network(service, focus=ECOUTER, kinds=("directorate",)).edges(data=True)
    assert data["evidence"]
    assert data["evidence"][0].document == "note-11111111"
    assert len(data["evidence"]) == len(list(data["evidence"])) == 1
    assert data["evidence"] == tuple(data["evidence"])
    assert hash(data["evidence"]) == hash(tuple(data["evidence"]))


def test_what_an_overview_shows_is_known_without_what_links_it(service: QueryService) -> None:
    """The same things, whatever documents are asked of."""
    for documents in ((), tuple(one.rpartition("/")[2] for one in mentions(service).of)):
        things = shown_of(service, documents=documents)
        assert {one.iri for one in things} == set(network(service, documents=documents).nodes)


def test_what_is_left_apart_leads_nowhere(service: QueryService) -> None:
    whole = network(service, focus=DMO, depth=2)
    assert {data["node"].kind for _, data in whole.nodes(data=True)} > {"Action"}
    some = network(service, focus=DMO, depth=2, apart=("Action",))
    assert {data["node"].kind for _, data in some.nodes(data=True)}.isdisjoint({"Action"})
    assert set(some) < set(whole)
    assert set(network(service, focus=ECOUTER, apart=("Action",))) >= {ECOUTER, DMO}
