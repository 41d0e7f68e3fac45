"""What a store of the graph can do, whichever engine keeps it: four operations, and what is written on them.

The graph named None is the default graph. Terms are those of pyoxigraph; `query` may give its rows from any server, whose
answer is read with `pyoxigraph.parse_query_results`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

import pyoxigraph as ox

__all__ = ["Answer", "Store", "change_text", "graph_node", "is_named", "term_text"]

#: Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, or the truth of an ASK.
Answer = ox.QuerySolutions | Iterable[ox.Triple] | ox.QueryBoolean | bool
#: Any term that can be the object of a triple here.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
T = TypeVar("T")
#: Values looked up in one query.
_TOGETHER = 500


class Store(Protocol):
    """An RDF dataset. The first four are all that an engine must have; it may do the others in a quicker way."""

    def query(self, text: str) -> Answer:
        """The answer to a query of our own; raises StoreError."""
        ...

    def update(self, text: str) -> None:
        """Runs an update, whole or not at all; raises StoreError."""
        ...

    def load(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        """Adds triples to a graph in one transaction; raises StoreError."""
        ...

    def drop(self, graph: str | None) -> None:
        """Empties a graph; one that is named goes, and one that is not there is no error. Raises StoreError."""
        ...

    def change(self, gone: Iterable[ox.Quad], come: Iterable[ox.Quad], dropped: Iterable[str] = ()) -> None:
        """Drops some graphs, takes quads away and adds others, in one transaction: all, or nothing.

        No blank node may go but with its graph.
        """
        text = change_text(gone, come, dropped)
        if text:
            self.update(text)

    def select(self, text: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT."""
        found = self.query(text)
        return iter(found) if isinstance(found, ox.QuerySolutions) else iter(())

    def ask(self, text: str) -> bool:
        """Whether an ASK holds."""
        return bool(self.query(text))

    def triples(self, graph: str | None) -> Iterator[ox.Triple]:
        """The triples of a graph."""
        found = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_within(graph, '?s ?p ?o')} }}")
        if not isinstance(found, ox.QuerySolutions | ox.QueryBoolean | bool):
            yield from found

    def on(self, graph: str | None, predicate: str) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate."""
        pattern = f"?s {ox.NamedNode(predicate)} ?o"
        found = self.query(f"CONSTRUCT {{ {pattern} }} WHERE {{ {_within(graph, pattern)} }}")
        if not isinstance(found, ox.QuerySolutions | ox.QueryBoolean | bool):
            yield from found

    def graphs(self) -> set[str]:
        """The IRIs of the named graphs that hold something."""
        return {row["g"].value for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}

    def count(self, graph: str | None) -> int:
        """How many triples a graph holds."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) {{ {_within(graph, '?s ?p ?o')} }}")
        return int(next(rows)["n"].value)

    def elsewhere(self, triples: Iterable[ox.Triple], apart: Collection[str]) -> set[ox.Triple]:
        """Those of some triples that stand in a named graph that is not one of `apart`; a blank node stands in its own."""
        found, names = set(), ", ".join(str(ox.NamedNode(name)) for name in apart)
        for some in _some(filter(is_named, triples)):
            rows = " ".join(f"({_texts(triple)})" for triple in some)
            where = f"VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({names}))"
            found |= {ox.Triple(r["s"], r["p"], r["o"]) for r in self.select(f"SELECT DISTINCT ?s ?p ?o {{ {where} }}")}
        return found

    def holding(self, graph: str | None, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
        """Those of some triples that a graph holds."""
        found = set()
        for some in _some(filter(is_named, triples)):
            rows = " ".join(f"({_texts(triple)})" for triple in some)
            where = f"VALUES (?s ?p ?o) {{ {rows} }} {_within(graph, '?s ?p ?o')}"
            found |= {ox.Triple(r["s"], r["p"], r["o"]) for r in self.select(f"SELECT * {{ {where} }}")}
        return found

    def about(self, graph: str | None, predicate: str, subjects: Iterable[Term]) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate that are about some subjects."""
        return _looked_up(self.select, graph, predicate, subjects, "s")

    def naming(self, graph: str | None, predicate: str, objects: Iterable[Term]) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate that have one of some objects."""
        return _looked_up(self.select, graph, predicate, objects, "o")

    def everywhere(self, predicate: str, subjects: Iterable[Term]) -> Iterator[ox.Quad]:
        """The quads of the named graphs on a predicate that are about some subjects."""
        named = ox.NamedNode(predicate)
        for some in _some(subjects):
            values = " ".join(map(term_text, some))
            for row in self.select(f"SELECT * {{ VALUES ?s {{ {values} }} GRAPH ?g {{ ?s {named} ?o }} }}"):
                yield ox.Quad(row["s"], named, row["o"], row["g"])


def change_text(gone: Iterable[ox.Quad], come: Iterable[ox.Quad], dropped: Iterable[str] = ()) -> str:
    """The update that drops some graphs, takes some quads away and then adds others; empty where there are none."""
    parts = [f"DROP SILENT GRAPH {ox.NamedNode(name)}" for name in dropped]
    parts += [f"{verb} DATA {{ {data} }}" for verb, data in (("DELETE", _data(gone)), ("INSERT", _data(come))) if data]
    return " ;\n".join(parts)


def graph_node(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """A graph as the engine names it."""
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def term_text(term: Term) -> str:
    """A term as SPARQL writes it."""
    return str(term)


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as an update writes them, those of a graph together."""
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        name = str(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(name, []).append(_texts(quad.triple) + " .")
    return "\n".join(
        f"GRAPH {name} {{\n{chr(10).join(lines)}\n}}" if name else "\n".join(lines) for name, lines in graphs.items()
    )


def is_named(triple: ox.Triple) -> bool:
    """Whether no blank node stands in it: a query cannot name one."""
    return not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode)


def _texts(triple: ox.Triple) -> str:
    return f"{term_text(triple.subject)} {term_text(triple.predicate)} {term_text(triple.object)}"


def _within(graph: str | None, pattern: str) -> str:
    return pattern if graph is None else f"GRAPH {ox.NamedNode(graph)} {{ {pattern} }}"


def _looked_up(
    select: Callable[[str], Iterator[ox.QuerySolution]],
    graph: str | None,
    predicate: str,
    values: Iterable[Term],
    end: str,
) -> Iterator[ox.Triple]:
    named = ox.NamedNode(predicate)
    # A blank node has no name that a server would know.
    for some in _some(value for value in values if not isinstance(value, ox.BlankNode)):
        given = " ".join(map(term_text, some))
        for row in select(f"SELECT * {{ VALUES ?{end} {{ {given} }} {_within(graph, f'?s {named} ?o')} }}"):
            yield ox.Triple(row["s"], named, row["o"])


def _some(items: Iterable[T]) -> Iterator[Sequence[T]]:
    rest = iter(items)
    while some := list(islice(rest, _TOGETHER)):
        yield some
