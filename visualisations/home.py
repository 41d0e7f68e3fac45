"""What the home page says in figures: the sentence, and the matrix of policies by degree."""

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from usagraph.graph.reading.entities import Node
from usagraph.visualisations.spoken import spoken_network
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import words

__all__ = ["Cell", "Home", "Row", "home"]

#: Families named in the opening sentence, in this order.
NAMED = ("texts", "institutions", "directorates", "actions", "policies")


@dataclass(frozen=True)
class Cell:
    """The actions of one policy at one degree: how many, and who leads them."""

    count: int
    directorates: tuple[Node, ...]


@dataclass(frozen=True)
class Row:
    """A policy with its cells, one a degree in order; `count` counts each action once."""

    policy: Node
    cells: tuple[tuple[str, Cell], ...]
    count: int


@dataclass(frozen=True)
class Home:
    """The figures of the home page."""

    sentence: str
    degrees: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[tuple[str, int], ...]
    count: int
    summary: str


def home(graph: "nx.MultiDiGraph[str]", documents: int, lang: str) -> Home:
    """The figures of `graph`, in words of `lang`."""
    graph = spoken_network(graph, lang)
    ends = {name: _targets(graph, name) for name in ("inDomain", "hasDegree", "ledBy")}
    placed = sorted(set(ends["inDomain"]) & set(ends["hasDegree"]))
    degrees = tuple(style().degrees)
    reached = {action: {local_name(degree) for degree in ends["hasDegree"][action]} for action in placed}
    counts = Counter(degree for action in placed for degree in reached[action])
    totals = tuple((name, counts[name]) for name in degrees)
    rows = _rows(graph, ends, reached)
    return Home(
        _sentence(graph, documents, lang), degrees, rows, totals, len(placed), _summary(totals, len(placed), lang)
    )


def _targets(graph: "nx.MultiDiGraph[str]", predicate: str) -> dict[str, list[str]]:
    """What each action is linked to; what is deduced counts only where no document says it."""
    said: dict[str, set[str]] = {}
    deduced: dict[str, set[str]] = {}
    for source, target, data in graph.edges(data=True):
        if local_name(str(data["predicate"])) == predicate and graph.nodes[source]["node"].kind == "Action":
            (deduced if data["inferred"] else said).setdefault(source, set()).add(target)
    return {action: sorted(targets) for action, targets in (deduced | said).items()}


def _rows(
    graph: "nx.MultiDiGraph[str]", ends: dict[str, dict[str, list[str]]], reached: dict[str, set[str]]
) -> tuple[Row, ...]:
    """The rows, the most advanced policies first: those with most actions at the highest degree."""
    within: dict[str, list[str]] = {}
    for action in reached:
        for policy in ends["inDomain"][action]:
            within.setdefault(policy, []).append(action)
    rows: list[Row] = []
    for policy, actions in within.items():
        cells = tuple(
            (name, _cell(graph, ends, [a for a in actions if name in reached[a]])) for name in style().degrees
        )
        rows.append(Row(graph.nodes[policy]["node"], cells, len(actions)))
    return tuple(sorted(rows, key=lambda row: ([-cell.count for _, cell in reversed(row.cells)], row.policy.label)))


def _cell(graph: "nx.MultiDiGraph[str]", ends: dict[str, dict[str, list[str]]], actions: list[str]) -> Cell:
    leaders = {leader for action in actions for leader in ends["ledBy"].get(action, [])}
    nodes: list[Node] = [graph.nodes[iri]["node"] for iri in leaders]
    return Cell(len(actions), tuple(sorted(nodes, key=lambda n: (n.acronym or n.label, n.iri))))


def _sentence(graph: "nx.MultiDiGraph[str]", documents: int, lang: str) -> str:
    say = words(lang)
    counts = Counter(style().family(data["node"].kind).name for _, data in graph.nodes(data=True))
    parts = [style().families[name].counted(counts[name], lang) for name in NAMED if counts[name]]
    listed = ", ".join(parts[:-1]) + (say("home.and") if len(parts) > 1 else "") + "".join(parts[-1:])
    return say("home.holds", things=listed or "0", documents=say("home.documents", count=documents))


def _summary(totals: tuple[tuple[str, int], ...], count: int, lang: str) -> str:
    name, top = max(totals, key=lambda pair: pair[1])
    return words(lang)("matrix.summary", count=count, degree=style().degrees[name].names[lang], top=top)
