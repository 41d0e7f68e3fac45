"""The overview of points on a narrow screen, and how the rows of a drawing are carried."""

from typing import Any

import networkx as nx
import pytest

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.network.interactive import drawing
from usagraph.visualisations.network.packing import packed
from usagraph.visualisations.network.phone import stacked
from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.network.view import view


def unpacked(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that the script of the page makes of `told`."""
    return [
        told["same"]
        | {name: values[at] for name, values in told["each"].items()}
        | {name: values[places[at]] for name, (values, places) in told["few"].items()}
        | {name: f"{stem}{at}" for name, stem in told["numbered"].items()}
        for at in range(told["count"])
    ]


@pytest.mark.parametrize("actions", [60, 1500])
def test_discs_stay_whole_and_apart(actions: int) -> None:
    """Two columns, or one where a disc is as wide as the screen."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, count in (("LegalText", 12), ("Directorate", 40), ("Action", actions), ("policy", 10)):
        graph.add_nodes_from((f"{kind}{n}", {"node": Node(f"{kind}{n}", kind, f"{kind} {n}")}) for n in range(count))
    picture = view(graph, scope=Scope(points=True))
    made = stacked(picture)
    places = [
        (picture.positions[n.id].x + made.moves[n.family].x, picture.positions[n.id].y + made.moves[n.family].y)
        for n in picture.nodes
    ]
    assert len(set(places)) == len(places) == graph.number_of_nodes()
    assert len({caption.place.x for caption in made.captions}) == (2 if actions == 60 else 1)
    assert [caption.words for caption in made.captions][2] == f"{actions} actions"
    wide, high = (max(side) - min(side) for side in zip(*places, strict=True))
    assert high > 0.6 * wide


def test_what_is_packed_is_told_whole(county: Any) -> None:
    made = drawing(view(county.graph, scope=Scope(points=True)))
    for rows in (made["nodes"], made["edges"]):
        told = packed(rows)
        assert unpacked(told) == rows
        assert told["same"]
        assert told["few"]
    assert packed(made["edges"])["numbered"] == {"id": "e"}
    assert packed([]) == {"count": 0, "same": {}, "few": {}, "each": {}, "numbered": {}}
