"""How networks and paths stand in the answers."""

from collections.abc import Mapping
from typing import Any

import networkx as nx
from pydantic import Field

from usagraph.api.rest.models import (
    EvidenceOut,
    Evidences,
    EvidenceUrl,
    Inferred,
    Iri,
    Model,
    Name,
    NodeOut,
    Passages,
    Predicate,
    evidence_address,
)
from usagraph.graph.paths import Edge, Path
from usagraph.graph.things import Evidence, Node
from usagraph.ontology.terms import compact

__all__ = ["EdgeOut", "NeighboursOut", "PathList", "PathOut"]


class EdgeOut(Model):
    """A statement between two things, with the passages that say it; it goes from its subject to its object."""

    source: Iri
    target: Iri
    predicate: Predicate
    name: Name
    inferred: Inferred
    passages: Passages
    evidence_url: EvidenceUrl
    evidence: Evidences

    @classmethod
    def of(cls, edge: Edge, *, told: bool = True) -> "EdgeOut":
        """The wire form of an edge; its passages are written out where they are to be `told`."""
        return cls(
            source=edge.source,
            target=edge.target,
            predicate=edge.predicate,
            name=compact(edge.predicate),
            inferred=edge.inferred,
            passages=len(edge.evidence),
            evidence_url=evidence_address((edge.source, edge.predicate, edge.target)),
            evidence=[EvidenceOut.of(one) for one in edge.evidence] if told else [],
        )


class NeighboursOut(Model):
    """The network around an entity: the nearest things first."""

    nodes: list[NodeOut] = Field(title="Things", description="The entity itself, then the nearest things")
    edges: list[EdgeOut] = Field(title="Statements", description="What links them, each with its passages")
    total: int = Field(title="Total", description="Things within that depth, shown or not", examples=[18])
    truncated: bool = Field(
        title="Truncated", description="True where there are more things than `limit`", examples=[False]
    )

    @classmethod
    def of(
        cls, graph: "nx.MultiDiGraph[str]", nodes: Mapping[str, Node], focus: str, *, most: int, told: bool
    ) -> "NeighboursOut":
        """The wire form of a network, no more than `most` of its `nodes`: those nearest to `focus`."""
        near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), focus)
        kept = sorted(nodes, key=lambda iri: (near.get(iri, len(nodes)), nodes[iri].label, iri))[:most]
        shown = frozenset(kept)
        ends = [one for one in graph.edges(data=True) if one[0] in shown and one[1] in shown]
        edges = sorted((_edge(*one) for one in ends), key=lambda edge: (edge.source, edge.predicate, edge.target))
        return cls(
            nodes=[NodeOut.of(nodes[iri]) for iri in kept],
            edges=[EdgeOut.of(one, told=told) for one in edges],
            total=len(nodes),
            truncated=len(nodes) > most,
        )


class PathOut(Model):
    """A way from a thing to another: its things in order, and one statement between each and the next."""

    length: int = Field(title="Length", description="Statements on the way", examples=[2])
    nodes: list[NodeOut] = Field(title="Things", description="The things on the way, both ends with them")
    edges: list[EdgeOut] = Field(
        title="Statements", description="Those between each thing and the next, in their own direction"
    )

    @classmethod
    def of(cls, path: Path, *, told: bool) -> "PathOut":
        """The wire form of a path."""
        edges = [EdgeOut.of(one, told=told) for one in path.edges]
        return cls(length=len(edges), nodes=[NodeOut.of(node) for node in path.nodes], edges=edges)


class PathList(Model):
    """The shortest paths between two things; none where nothing that a passage says links them."""

    items: list[PathOut] = Field(title="Paths", description="The shortest paths: fewest inferred statements first")
    total: int = Field(title="Total", description="Paths given", examples=[3])
    length: int | None = Field(
        title="Length", description="Statements on each of them; null where there is none", examples=[2]
    )


def _edge(source: str, target: str, data: dict[str, Any]) -> Edge:
    evidence: tuple[Evidence, ...] = data["evidence"]
    return Edge(source, target, str(data["predicate"]), bool(data["inferred"]), evidence)
