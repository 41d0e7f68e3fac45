"""A network whose names, verbs, passages and sections try to be markup."""

import networkx as nx

from usagraph.graph.reading.entities import Evidence, Node
from usagraph.ontology.terms import ug

HOSTILE = (
    "<script>window.__xss = 1</script>",
    "</script><img src=x onerror='window.__xss = 1'>",
    "un titre qui parle de href <b onmouseover=alert(1)>",
    "des \"guillemets\" et des 'apostrophes' & {{ 7 * 7 }}",
    "texte \u202eretourné\u202c \u2066isolé\u2069 et \x00\x07 contrôles",
    "très " * 60 + "long",
    "javascript:alert(1)",
)


def hostile_graph() -> "nx.MultiDiGraph[str]":
    """Names, verbs, passages and sections that try to be markup."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, label in enumerate(HOSTILE):
        graph.add_node(
            f"https://w3id.org/usagraph/id/action/h{number}",
            node=Node(f"https://w3id.org/usagraph/id/action/h{number}", "Action", label),
        )
    names = list(graph)
    for number, label in enumerate(HOSTILE):
        evidence = Evidence("c", f"x-{number}", label, 0, 5, label, label, 1, label, 0.5, "proposed")
        graph.add_edge(
            names[number], names[number - 1], predicate=ug("hasPartner"), inferred=False, evidence=(evidence,)
        )
    return graph
