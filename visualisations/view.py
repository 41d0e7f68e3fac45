"""What a network picture shows: things, groups of things, and every triple between them, with a place for each.

Nothing is lost by grouping: each triple of the graph stands in exactly one edge of the view.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

import networkx as nx

from usagraph.graph.reading.entities import Evidence, Node
from usagraph.visualisations.layout import TALLEST, Point, bands, columns, rings
from usagraph.visualisations.scope import Scope
from usagraph.visualisations.spoken import spoken_network
from usagraph.visualisations.style import Kind, local_name, style
from usagraph.visualisations.words import clean, words, wrap

__all__ = ["CAP", "NetworkView", "Triple", "ViewEdge", "ViewNode", "view"]

#: Most labelled nodes in a picture; beyond it labels overlap and nobody reads.
CAP = 40

#: The same around one thing, where rings take more room than columns.
AROUND = 30

#: Of the things that nothing links, the most that are drawn when there is not room for all.
FEW = 3


@dataclass(frozen=True)
class Triple:
    """One statement that is drawn, with the passages that say it."""

    subject: Node
    predicate: str
    object: Node
    inferred: bool
    evidence: tuple[Evidence, ...]


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


@dataclass(frozen=True)
class ViewEdge:
    """An arrow of the picture and the triples it stands for: one, save where an end is a group."""

    id: str
    source: str
    target: str
    predicate: str
    triples: tuple[Triple, ...]

    @property
    def inferred(self) -> bool:
        """Whether no document says any of it."""
        return all(triple.inferred for triple in self.triples)


@dataclass(frozen=True)
class NetworkView:
    """A picture, ready to be drawn and to be read as a list: the same triples in both."""

    title: str
    sentence: str
    lang: str
    scope: Scope
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    positions: dict[str, Point]
    narrow: dict[str, Point]
    legend: tuple[tuple[Kind, int], ...]
    focus: str | None = None
    present: tuple[str, ...] = field(default=())

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """All that is drawn, in the order of the table."""
        return _ordered(triple for edge in self.edges for triple in edge.triples)


def view(
    graph: "nx.MultiDiGraph[str]", *, lang: str = "fr", scope: Scope | None = None, cap: int | None = None
) -> NetworkView:
    """The picture of `graph`: at most `cap` things drawn (40, or 30 around a thing), the others in one group a family."""
    scope, graph = scope or Scope(), spoken_network(graph, lang)
    things = _things(graph)
    focus = next((thing for thing in things if thing.iri == scope.focus), None)
    shown = _choose(graph, things, focus=focus, unfolded=scope.unfolded, cap=cap or (AROUND if focus else CAP))
    nodes = _nodes(things, shown, lang)
    holder = {member.iri: node.id for node in nodes for member in ([node.node] if node.node else node.members)}
    center = holder[focus.iri] if focus else None
    return NetworkView(
        title=_title(focus, lang),
        sentence=_sentence(things, scope, focus, lang),
        lang=lang,
        scope=scope,
        nodes=tuple(nodes),
        edges=tuple(_edges(graph, holder)),
        positions=_wide(graph, nodes, center, holder),
        narrow=_narrow(nodes, center),
        legend=_legend(things),
        focus=center,
        present=tuple(dict.fromkeys(style().family(thing.kind).name for thing in things)),
    )


def _things(graph: "nx.MultiDiGraph[str]") -> list[Node]:
    rank = cache(style().rank)
    found: list[Node] = [graph.nodes[iri]["node"] for iri in graph.nodes]
    return sorted(found, key=lambda n: (rank(n.kind), _order(n), n.iri))


def _order(node: Node) -> str:
    """Degrees in the order of the scale, everything else by name."""
    scale = list(style().degrees)
    name = local_name(node.iri)
    return (
        str(scale.index(name)) if node.kind == "degree" and name in scale else (node.acronym or node.label).casefold()
    )


def _choose(
    graph: "nx.MultiDiGraph[str]", things: list[Node], *, focus: Node | None, unfolded: str, cap: int
) -> set[str]:
    """The things drawn one by one: the focus, the unfolded family, then each family in turn, the best linked first."""
    if len(things) <= cap:
        return {thing.iri for thing in things}
    queues: dict[str, list[Node]] = {}
    alone = {thing.iri for thing in things if not graph.degree(thing.iri)}
    for thing in sorted(things, key=lambda n: (-graph.degree(n.iri), _order(n), n.iri)):
        queues.setdefault(style().family(thing.kind).name, []).append(thing)
    shown = [focus.iri] if focus else []
    # A scale with a missing step would mislead; it has four at most.
    shown += [thing.iri for thing in queues.get("degrees", [])[:4] if thing.iri not in shown]
    shown += [thing.iri for thing in queues.get(unfolded, [])[: cap * 5 // 9] if thing.iri not in shown]
    for turn in range(cap):
        row = [queue[turn].iri for queue in queues.values() if turn < len(queue)]
        row = [iri for iri in row if turn < FEW or iri not in alone]
        shown += [iri for iri in row if iri not in shown][: max(cap - len(queues) - len(shown), 0)]
    return set(shown)


def _nodes(things: list[Node], shown: set[str], lang: str) -> list[ViewNode]:
    hidden: dict[str, list[Node]] = {}
    for thing in things:
        if thing.iri not in shown:
            hidden.setdefault(style().family(thing.kind).name, []).append(thing)
    alone = {name: rest[0].iri for name, rest in hidden.items() if len(rest) == 1}
    drawn = [thing for thing in things if thing.iri in shown or thing.iri in alone.values()]
    single = [_single(f"n{number}", thing) for number, thing in enumerate(drawn)]
    return single + [_group(name, rest, lang) for name, rest in hidden.items() if name not in alone]


def _single(name: str, thing: Node) -> ViewNode:
    label = clean(thing.label) or local_name(thing.iri)
    return ViewNode(
        name,
        thing.kind,
        label,
        wrap(clean(thing.acronym or "") or label, 18),
        thing,
        family=style().family(thing.kind).name,
    )


def _group(name: str, rest: list[Node], lang: str) -> ViewNode:
    label = "+ " + style().families[name].counted(len(rest), lang)
    kind = Counter(thing.kind for thing in rest).most_common(1)[0][0]
    return ViewNode(f"g-{name}", kind, label, wrap(label), None, tuple(rest), name)


def _edges(graph: "nx.MultiDiGraph[str]", holder: dict[str, str]) -> Iterable[ViewEdge]:
    merged: dict[tuple[str, str, str], list[Triple]] = {}
    for triple in _ordered(_triples(graph)):
        merged.setdefault((holder[triple.subject.iri], holder[triple.object.iri], triple.predicate), []).append(triple)
    for number, ((source, target, predicate), triples) in enumerate(merged.items()):
        yield ViewEdge(f"e{number}", source, target, predicate, tuple(triples))


def _triples(graph: "nx.MultiDiGraph[str]") -> Iterable[Triple]:
    for source, target, data in graph.edges(data=True):
        ends = graph.nodes[source]["node"], graph.nodes[target]["node"]
        yield Triple(ends[0], str(data["predicate"]), ends[1], bool(data["inferred"]), tuple(data["evidence"]))


def _ordered(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The order in which statements are read: by kind and name of the subject, then verb, then object."""
    rank = cache(style().rank)
    return tuple(
        sorted(
            triples,
            key=lambda t: (
                rank(t.subject.kind),
                t.subject.label,
                t.subject.iri,
                t.predicate,
                t.object.label,
                t.object.iri,
            ),
        )
    )


def _wide(
    graph: "nx.MultiDiGraph[str]", nodes: Sequence[ViewNode], center: str | None, holder: dict[str, str]
) -> dict[str, Point]:
    links = sorted({(holder[one], holder[other]) for one, other in graph.edges()})
    if center is None:
        return columns(
            _by_column(nodes), links, tallest=max(TALLEST, -(-max(map(len, _by_column(nodes)), default=0) // 2))
        )
    near = {name for link in links if center in link for name in link} - {center}
    others = sorted((n for n in nodes if n.id != center), key=lambda n: style().rank(n.kind))
    first = [n.id for n in others if n.id in near]
    # What is farther stands in the order of what leads to it, so that arrows do not cross the whole picture.
    ahead = {
        name: min([first.index(n) for link in links if name in link for n in link if n in near], default=len(first))
        for name in set(holder.values())
    }
    return rings(center, [first, sorted((n.id for n in others if n.id not in near), key=ahead.__getitem__)])


def _narrow(nodes: Sequence[ViewNode], center: str | None) -> dict[str, Point]:
    families = dict.fromkeys(sorted((n.family for n in nodes), key=list(style().families).index))
    rows = [[n.id for n in nodes if n.family == family and n.id != center] for family in families]
    return bands([[center], *rows] if center else rows)


def _by_column(nodes: Sequence[ViewNode]) -> list[list[str]]:
    """A column for each place; families that do not fit in one have one each."""
    by_family = {name: [n.id for n in nodes if n.family == name] for name in style().families}
    found: list[list[str]] = []
    for place in sorted({style().families[n.family].column for n in nodes}):
        stacks = [ids for name, ids in by_family.items() if ids and style().families[name].column == place]
        together = [name for stack in stacks for name in stack]
        found += [together] if len(together) <= TALLEST else stacks
    return found


def _legend(things: list[Node]) -> tuple[tuple[Kind, int], ...]:
    counts = Counter(style().kind(thing.kind).name for thing in things)
    return tuple((style().kinds[name], counts[name]) for name in style().kinds if counts[name])


def _title(focus: Node | None, lang: str) -> str:
    return (
        words(lang)("network.around", name=clean(focus.acronym or focus.label))
        if focus
        else words(lang)("network.overview")
    )


def _sentence(things: list[Node], scope: Scope, focus: Node | None, lang: str) -> str:
    say = words(lang)
    parts = [say("network.things", count=len(things))]
    if focus:
        parts.append(say("network.within", count=scope.depth, name=clean(focus.label)))
    if scope.kinds:
        names = ", ".join(style().kind(kind).named(lang, 2) for kind in scope.kinds)
        parts.append(say("network.only", names=names))
    return say("network.sentence", parts=", ".join(parts))
