"""What a network picture shows: things, groups of things, and every triple between them, with a place for each.

Nothing is lost by grouping: each triple of the graph stands in exactly one edge of the view.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

import networkx as nx

from usagraph.graph.reading.entities import Evidence, Node
from usagraph.visualisations.network.grouping import CAP, MOST_POINTS, ViewNode, grouped, in_order, without
from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.placing import Caption, narrow, pinned, points, wide
from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.spoken import spoken_network
from usagraph.visualisations.style import Kind, style
from usagraph.visualisations.words import clean, words

__all__ = ["CAP", "MOST_POINTS", "NetworkView", "Triple", "ViewEdge", "ViewNode", "part_of", "view"]


@dataclass(frozen=True)
class Triple:
    """One statement that is drawn, with the passages that say it."""

    subject: Node
    predicate: str
    object: Node
    inferred: bool
    evidence: Sequence[Evidence]


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
    concealed: tuple[tuple[Kind, int], ...] = ()
    captions: tuple[Caption, ...] = ()
    present: tuple[str, ...] = field(default=())

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """All that is drawn, in the order of the table."""
        return _ordered(triple for edge in self.edges for triple in edge.triples)

    @property
    def holder(self) -> dict[str, str]:
        """The node that stands for each thing."""
        return _holder(self.nodes)


def view(
    graph: "nx.MultiDiGraph[str]", *, lang: str = "fr", scope: Scope | None = None, cap: int | None = None
) -> NetworkView:
    """The picture of `graph`: at most `cap` things drawn (40, 30 around a thing, 2,000 points), the others in groups.

    What the legend turns off leaves the picture, and what remains stays where it is.
    """
    scope, graph = scope or Scope(), spoken_network(graph, lang)
    things = in_order(graph)
    nodes = grouped(graph, things, scope, lang, cap=cap)
    holder = _holder(nodes)
    focus = next((thing for thing in things if thing.iri == scope.focus), None)
    center = holder[focus.iri] if focus else None
    places, captions = points(graph, nodes, lang) if scope.points else (wide(graph, nodes, center, holder), ())
    places, near = pinned(places, nodes, scope.pins), narrow(nodes, center)
    shown = without(nodes, scope, lang)
    kept = {node.id for node in shown}
    legend = _legend(things)
    return NetworkView(
        title=_title(focus, scope, lang),
        sentence=_sentence(things, shown, scope, focus, lang),
        lang=lang,
        scope=scope,
        nodes=tuple(shown),
        edges=tuple(_edges(graph, _holder(shown))),
        positions={name: place for name, place in places.items() if name in kept},
        narrow={name: place for name, place in near.items() if name in kept},
        legend=tuple(one for one in legend if one[0].name not in scope.hidden),
        concealed=tuple(one for one in legend if one[0].name in scope.hidden),
        captions=captions,
        focus=center,
        present=tuple(dict.fromkeys(style().family(thing.kind).name for thing in things)),
    )


def part_of(picture: NetworkView, part: str) -> tuple[Triple, ...]:
    """The triples of one node or arrow of the picture, called as it is there; in the order of the table."""
    return _ordered(t for edge in picture.edges if part in (edge.id, edge.source, edge.target) for t in edge.triples)


def _holder(nodes: Iterable[ViewNode]) -> dict[str, str]:
    """The node that stands for each thing."""
    return {one.iri: node.id for node in nodes for one in ([node.node] if node.node else node.members)}


def _edges(graph: "nx.MultiDiGraph[str]", holder: dict[str, str]) -> Iterable[ViewEdge]:
    merged: dict[tuple[str, str, str], list[Triple]] = {}
    drawn = (one for one in _triples(graph) if one.subject.iri in holder and one.object.iri in holder)
    for triple in _ordered(drawn):
        merged.setdefault((holder[triple.subject.iri], holder[triple.object.iri], triple.predicate), []).append(triple)
    for number, ((source, target, predicate), triples) in enumerate(merged.items()):
        yield ViewEdge(f"e{number}", source, target, predicate, tuple(triples))


def _triples(graph: "nx.MultiDiGraph[str]") -> Iterable[Triple]:
    for source, target, data in graph.edges(data=True):
        ends = graph.nodes[source]["node"], graph.nodes[target]["node"]
        yield Triple(ends[0], str(data["predicate"]), ends[1], bool(data["inferred"]), data["evidence"])


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


def _legend(things: list[Node]) -> tuple[tuple[Kind, int], ...]:
    counts = Counter(style().kind(thing.kind).name for thing in things)
    return tuple((style().kinds[name], counts[name]) for name in style().kinds if counts[name])


def _title(focus: Node | None, scope: Scope, lang: str) -> str:
    if focus:
        return words(lang)("network.around", name=clean(focus.acronym or focus.label))
    return words(lang)("network.all_points" if scope.points else "network.overview")


def _sentence(things: Sequence[Node], shown: Sequence[ViewNode], scope: Scope, focus: Node | None, lang: str) -> str:
    """What is shown and what was left out, in words."""
    say, kind = words(lang), style().kind
    count = sum(len(node.members) or 1 for node in shown)
    of = "network.things" if count == len(things) else "network.things_of"
    parts = [say(of, count=count, total=len(things))]
    listed = bool(things) and not focus and not scope.kinds
    if listed:
        parts[0] = say("network.made_of", things=parts[0], families=_families(shown, lang))
    if focus:
        parts.append(say("network.within", count=scope.depth, name=clean(focus.label)))
    for key, names in (("network.only", scope.kinds), ("network.apart", scope.hidden)):
        if names:
            parts.append(say(key, names=", ".join(kind(name).named(lang, 2) for name in names)))
    if scope.folded:
        folded = [style().families[name].names[lang][1] for name in scope.folded if name in style().families]
        parts.append(say("network.together", names=", ".join(folded)))
    return say("network.sentence", parts=(say("network.then") if listed else ", ").join(parts))


def _families(shown: Sequence[ViewNode], lang: str) -> str:
    """How many of each family, in words."""
    counts = Counter({node.family: 0 for node in shown})
    for node in shown:
        counts[node.family] += len(node.members) or 1
    return ", ".join(
        style().families[name].counted(count, lang) for name in style().families if (count := counts[name])
    )
