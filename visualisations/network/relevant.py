"""What of a graph is worth drawing around a thing: what is said, without the furniture of documents and vocabularies."""

import networkx as nx

from usagraph.visualisations.network.scope import Scope
from usagraph.visualisations.style import local_name

__all__ = ["SOURCES", "relevant"]

#: Links that hold a vocabulary together: nobody says them, and they tie everything to everything.
FURNITURE = frozenset(("inScheme", "topConceptOf", "hasTopConcept", "inDocument", "type"))

#: A document mentions a hundred things that it alone brings together; it is the source, not the subject.
SOURCES = frozenset(("SourceDocument",))


def relevant(graph: "nx.MultiDiGraph[str]", scope: Scope) -> "nx.MultiDiGraph[str]":
    """`graph` without furniture and sources, save those asked for, and without what they alone tied to the focus."""
    kept = [n for n, data in graph.nodes(data=True) if n == scope.focus or _shown(data["node"].kind, scope)]
    trimmed: nx.MultiDiGraph[str] = nx.MultiDiGraph(graph.subgraph(kept))
    furniture = [
        (s, o, k)
        for s, o, k, data in trimmed.edges(keys=True, data=True)
        if local_name(str(data["predicate"])) in FURNITURE
    ]
    trimmed.remove_edges_from(furniture)
    if scope.focus in trimmed:
        near = nx.node_connected_component(trimmed.to_undirected(as_view=True), scope.focus)
        trimmed.remove_nodes_from([n for n in kept if n not in near])
    return trimmed


def _shown(kind: str, scope: Scope) -> bool:
    return kind not in SOURCES or kind in scope.kinds
