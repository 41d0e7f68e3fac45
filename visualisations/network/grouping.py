"""Which things of a network are drawn one by one, and which stand together in a group: nothing is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import networkx as nx

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean, wrap

__all__ = ["AROUND", "CAP", "MOST_POINTS", "ViewNode", "grouped", "in_order", "without"]

#: Most labelled nodes in a picture; beyond it labels overlap and nobody reads.
CAP = 40

#: The same around one thing, where rings take more room than columns.
AROUND = 30

#: Most points of an overview without labels.
MOST_POINTS = 2000

#: Of the things that nothing links, the most that are drawn when there is not room for all.
FEW = 3

#: A scale with a missing step would mislead; it has four.
STEPS = 4


@dataclass(frozen=True)
class ViewNode:
    """A thing in the picture, or a group (`members`) of one family that stands for the things not drawn."""

    id: str
    kind: str
    label: str
    caption: str
    node: Node | None
    members: tuple[Node, ...] = ()
    family: str = ""
    pinned: bool = False


def in_order(graph: "nx.MultiDiGraph[str]") -> list[Node]:
    """The things of the network: by kind, then by name."""
    rank = cache(style().rank)
    found: list[Node] = [graph.nodes[iri]["node"] for iri in graph.nodes]
    return sorted(found, key=lambda n: (rank(n.kind), _order(n), n.iri))


def grouped(
    graph: "nx.MultiDiGraph[str]", things: Sequence[Node], scope: Scope, lang: str, *, cap: int | None = None
) -> list[ViewNode]:
    """The nodes of the picture: at most `cap` things, those pinned with them, and a group for the others of each family."""
    cap = cap or (MOST_POINTS if scope.points else AROUND if scope.focus in graph else CAP)
    shown = _chosen(graph, things, scope, cap)
    hidden: dict[str, list[Node]] = {}
    for thing in things:
        if thing.iri not in shown:
            hidden.setdefault(_family(thing), []).append(thing)
    alone = {rest[0].iri for name, rest in hidden.items() if len(rest) == 1 and name not in scope.folded}
    drawn = [thing for thing in things if thing.iri in shown or thing.iri in alone]
    fixed = {pin.iri for pin in scope.pins}
    single = [_single(f"n{i}", one, pinned=one.iri in fixed, bare=scope.points) for i, one in enumerate(drawn)]
    return single + [_group(name, rest, lang) for name, rest in hidden.items() if rest[0].iri not in alone]


def without(nodes: Sequence[ViewNode], scope: Scope, lang: str) -> list[ViewNode]:
    """The nodes without the kinds that the legend turned off; what is left of a group says how many it is."""
    kept: list[ViewNode] = []
    for node in nodes:
        members = [one for one in node.members if _kind(one) not in scope.hidden]
        if node.node:
            kept += [node] if node.node.iri == scope.focus or _kind(node.node) not in scope.hidden else []
        elif len(members) == len(node.members):
            kept.append(node)
        elif members:
            kept.append(_group(node.family, members, lang))
    return kept


def _kind(node: Node) -> str:
    return style().kind(node.kind).name


def _family(node: Node) -> str:
    return style().family(node.kind).name


def _order(node: Node) -> str:
    """Degrees in the order of the scale, everything else by name."""
    scale = list(style().degrees)
    name = local_name(node.iri)
    return (
        str(scale.index(name)) if node.kind == "degree" and name in scale else (node.acronym or node.label).casefold()
    )


def _chosen(graph: "nx.MultiDiGraph[str]", things: Sequence[Node], scope: Scope, cap: int) -> set[str]:
    """The things drawn one by one: focus, pins and unfolded families first, then each family in turn, best linked first."""
    kept = [thing for thing in things if _family(thing) not in scope.folded or thing.iri == scope.focus]
    if len(kept) <= cap:
        return {thing.iri for thing in kept}
    queues: dict[str, list[Node]] = {}
    for thing in sorted(kept, key=lambda n: (-graph.degree(n.iri), _order(n), n.iri)):
        queues.setdefault(_family(thing), []).append(thing)
    first = [thing.iri for thing in kept if thing.iri in {scope.focus, *(pin.iri for pin in scope.pins)}]
    first += [thing.iri for thing in queues.get("degrees", [])[:STEPS]]
    share = cap * 5 // 9 // max(len(scope.unfolded), 1)
    first += [thing.iri for name in scope.unfolded for thing in queues.get(name, [])[:share]]
    shown = dict.fromkeys(first)
    alone = {thing.iri for thing in kept if not graph.degree(thing.iri)}
    for turn in range(max(map(len, queues.values()))):
        row = [queue[turn].iri for queue in queues.values() if turn < len(queue)]
        fresh = [iri for iri in row if iri not in shown and (turn < FEW or iri not in alone)]
        shown |= dict.fromkeys(fresh[: max(cap - len(queues) - len(shown), 0)])
    return set(shown)


def _single(name: str, thing: Node, *, pinned: bool, bare: bool) -> ViewNode:
    label = clean(thing.label) or local_name(thing.iri)
    caption = "" if bare else wrap(clean(thing.acronym or "") or label, 18)
    return ViewNode(name, thing.kind, label, caption, thing, family=_family(thing), pinned=pinned)


def _group(name: str, rest: Sequence[Node], lang: str) -> ViewNode:
    label = "+ " + style().families[name].counted(len(rest), lang)
    kind = Counter(thing.kind for thing in rest).most_common(1)[0][0]
    return ViewNode(f"g-{name}", kind, label, wrap(label), None, tuple(rest), name)
