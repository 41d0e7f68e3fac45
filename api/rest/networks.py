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
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.paths import Edge, Path
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import compact

__all__ = ["EdgeOut", "NeighboursOut", "PathList", "PathOut", "edges_of"]


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
    def of(cls, edge: Edge, *, told: bool = True, passages: int | None = None) -> "EdgeOut":
        """The wire form of an edge; its passages are written out where they are to be `told`, and not read where their number is given."""
        return cls(
            source=edge.source,
            target=edge.target,
            predicate=edge.predicate,
            name=compact(edge.predicate),
            inferred=edge.inferred,
            passages=len(edge.evidence) if passages is None else passages,
            evidence_url=evidence_address((edge.source, edge.predicate, edge.target)),
            evidence=[EvidenceOut.of(one) for one in edge.evidence] if told else [],
        )


class NeighboursOut(Model):
    """The network around an entity: the nearest things first."""

    nodes: list[NodeOut] = Field(title="Things", description="The entity itself, then the nearest things")
    edges: list[EdgeOut] = Field(title="Statements", description="What links them, each with its passages")
    total: int = Field(
        title="Total",
        description="Things met within that depth, shown or not; where `truncated`, at least so many: "
        "what lies beyond a thing left out is not looked at",
        examples=[18],
    )
    truncated: bool = Field(
        title="Truncated", description="True where there are more things than `limit`", examples=[False]
    )

    @classmethod
    def of(
        cls,
        graph: "nx.MultiDiGraph[str]",
        nodes: Mapping[str, Node],
        focus: str,
        *,
        told: bool,
        passages: Mapping[Triple, int] | None = None,
    ) -> "NeighboursOut":
        """The wire form of a network, its `nodes` nearest to `focus` first; `passages` is how many its edges have, where they are not to be read."""
        near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), focus)
        shown = sorted(nodes, key=lambda iri: (near.get(iri, len(nodes)), nodes[iri].label, iri))
        edges = sorted(
            (_edge(*one) for one in graph.edges(data=True)),
            key=lambda edge: (edge.source, edge.predicate, edge.target),
        )
        left_out: int = graph.graph["left_out"]
        return cls(
            nodes=[NodeOut.of(nodes[iri]) for iri in shown],
            edges=[
                EdgeOut.of(one, told=told, passages=passages[_triple(one)] if passages is not None else None)
                for one in edges
            ],
            total=len(nodes) + left_out,
            truncated=left_out > 0,
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


def edges_of(graph: "nx.MultiDiGraph[str]") -> list[Triple]:
    """The statements that the edges of a network stand for."""
    return [(source, str(data["predicate"]), target) for source, target, data in graph.edges(data=True)]


def _triple(edge: Edge) -> Triple:
    return edge.source, edge.predicate, edge.target
