"""A view shows at most what can be read, and loses no statement."""

from collections import Counter
from typing import Any

import networkx as nx

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.scope import Pin, Scope
from usagraph.visualisations.network.view import CAP, MOST_POINTS, NetworkView, view


def said(picture: NetworkView) -> Counter[tuple[str, str, str]]:
    """The triples drawn."""
    return Counter((t.subject.iri, t.predicate, t.object.iri) for edge in picture.edges for t in edge.triples)


def stored(graph: "nx.MultiDiGraph[str]") -> Counter[tuple[str, str, str]]:
    """The triples of the graph."""
    return Counter((s, str(d["predicate"]), o) for s, o, d in graph.edges(data=True))


def test_the_overview_is_capped_and_says_how_many_it_folds(county: Any) -> None:
    picture = view(county.graph)
    assert len(county.graph) > CAP >= len(picture.nodes)
    folded = {node.family: node for node in picture.nodes if node.members}
    assert folded["actions"].label == f"+ {len(folded['actions'].members)} actions"
    assert sum(len(node.members) or 1 for node in picture.nodes) == len(county.graph)


def test_grouping_loses_no_triple(county: Any) -> None:
    """Each triple of the graph is drawn once, grouped or not, and the list of triples is the same."""
    for scope in (Scope(), Scope(unfolded=("actions",)), Scope(focus=county.focus)):
        picture = view(county.graph, scope=scope)
        assert said(picture) == stored(county.graph)
        assert Counter((t.subject.iri, t.predicate, t.object.iri) for t in picture.triples) == stored(county.graph)


def test_all_degrees_are_always_drawn(county: Any) -> None:
    for unfolded in ("", "actions", "directorates"):
        picture = view(county.graph, scope=Scope(unfolded=(unfolded,) if unfolded else ()))
        assert [n.label for n in picture.nodes if n.kind == "degree"] == [
            "information",
            "consultation",
            "concertation",
            "co-construction",
        ]


def test_an_unfolded_family_shows_more_of_its_own(county: Any) -> None:
    def actions(picture: NetworkView) -> int:
        return sum(node.kind == "Action" and not node.members for node in picture.nodes)

    unfolded = view(county.graph, scope=Scope(unfolded=("actions",)))
    assert actions(unfolded) > actions(view(county.graph))
    assert len(unfolded.nodes) <= CAP


def test_every_node_has_two_places(county: Any) -> None:
    picture = view(county.graph)
    assert set(picture.positions) == set(picture.narrow) == {node.id for node in picture.nodes}


def test_the_same_view_twice(county: Any) -> None:
    """Whatever the order in which the graph was filled."""
    backwards: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    backwards.add_nodes_from(reversed(list(county.graph.nodes(data=True))))
    backwards.add_edges_from(reversed(list(county.graph.edges(data=True))))
    assert view(county.graph) == view(backwards)


def test_what_surrounds_a_thing_is_around_it(county: Any) -> None:
    graph = county.network(None, focus=county.focus)
    picture = view(graph, scope=Scope(focus=county.focus))
    assert picture.focus is not None
    assert (picture.positions[picture.focus].x, picture.positions[picture.focus].y) == (0, 0)
    assert picture.title == "Autour de DEF"


def test_the_filter_is_said_in_a_sentence(county: Any) -> None:
    graph = county.network(None, kinds=("Action", "policy"))
    picture = view(graph, lang="en", scope=Scope(kinds=("Action", "policy")))
    assert picture.sentence == "31 things, only: actions, policies."


def test_parallel_relations_stay_apart() -> None:
    """Two relations between the same two things, and one back, are three arrows."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in ("a", "b"):
        graph.add_node(name, node=Node(name, "PublicBody", name))
    for source, target, predicate in (("a", "b", "steers"), ("a", "b", "signedBy"), ("b", "a", "steers")):
        graph.add_edge(source, target, predicate=predicate, inferred=False, evidence=())
    assert len(view(graph).edges) == 3


def test_a_long_graph_keeps_all_its_triples() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("d", node=Node("d", "Directorate", "d"))
    for number in range(5000):
        graph.add_node(f"a{number}", node=Node(f"a{number}", "Action", f"a{number}"))
        graph.add_edge(f"a{number}", "d", predicate="ledBy", inferred=False, evidence=())
    picture = view(nx.freeze(graph))
    assert said(picture) == stored(graph)
    assert len(picture.nodes) <= CAP
    assert picture.triples is picture.triples


def test_an_empty_graph_gives_an_empty_view() -> None:
    picture = view(nx.MultiDiGraph())
    assert (picture.nodes, picture.edges, picture.sentence) == ((), (), "0\u00a0chose.")


def test_what_the_legend_turns_off_leaves_and_the_rest_stays_in_place(county: Any) -> None:
    whole, picture = view(county.graph), view(county.graph, scope=Scope(hidden=("policy",)))
    assert [kind.name for kind, _ in picture.concealed] == ["policy"]
    assert {node.id: picture.positions[node.id] for node in picture.nodes} == {
        node.id: whole.positions[node.id] for node in picture.nodes
    }
    assert not [t for t in picture.triples if "policy" in (t.subject.kind, t.object.kind)]
    kept = [t for t in whole.triples if "policy" not in (t.subject.kind, t.object.kind)]
    assert list(picture.triples) == kept
    assert "\u00a0; sans\u00a0: politiques publiques." in picture.sentence


def test_a_folded_family_is_one_group(county: Any) -> None:
    picture = view(county.graph, scope=Scope(folded=("actions",)))
    assert [n.label for n in picture.nodes if n.family == "actions"] == ["+ 25 actions"]
    assert said(picture) == stored(county.graph)
    assert "\u00a0; en un groupe\u00a0: actions." in picture.sentence


def test_a_group_loses_the_kinds_that_are_turned_off(county: Any) -> None:
    scope = Scope(folded=("directorates",), hidden=("DepartmentalDirectorate",))
    (group,) = [n for n in view(county.graph, scope=scope).nodes if n.family == "directorates"]
    assert {member.kind for member in group.members} == {"ResourceDirectorate", "TerritorialDirectorate"}
    assert group.label == f"+ {len(group.members)} directions"


def test_a_pin_takes_a_thing_out_of_its_group_and_holds_it(county: Any) -> None:
    hidden = next(node.members[0] for node in view(county.graph).nodes if node.members)
    scope = Scope(pins=(Pin(hidden.iri, Point(-500, 40)),))
    (node,) = [n for n in view(county.graph, scope=scope).nodes if n.node == hidden]
    assert node.pinned
    assert view(county.graph, scope=scope).positions[node.id] == Point(-500, 40)


def test_the_overview_of_points_shows_all_things_without_names(county: Any) -> None:
    picture = view(county.graph, scope=Scope(points=True))
    assert len(picture.nodes) == len(county.graph)
    assert {node.caption for node in picture.nodes} == {""}
    assert said(picture) == stored(county.graph)
    assert [one.words for one in picture.captions][-1] == "4 degrés"
    places = list(picture.positions.values())
    assert len(set(places)) == len(places)


def test_points_beyond_the_most_stand_in_groups() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(MOST_POINTS + 500):
        graph.add_node(f"a{number}", node=Node(f"a{number}", "Action", f"a{number}"))
        if number:
            graph.add_edge("a0", f"a{number}", predicate="ledBy", inferred=False, evidence=())
    picture = view(nx.freeze(graph), scope=Scope(points=True))
    assert len(picture.nodes) <= MOST_POINTS
    assert said(picture) == stored(graph)
