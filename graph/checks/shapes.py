"""Checks a store against the shapes of the ontology: reads only, and changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import pyoxigraph as ox

from usagraph.graph.checks.shape_query import Question, ShapeCompiler
from usagraph.graph.checks.violation import Naming, Violation, plain
from usagraph.ontology.reach import reached
from usagraph.ontology.shacl.condition import Shape
from usagraph.ontology.shacl.located import Term
from usagraph.ontology.shacl.path import name_of
from usagraph.ontology.shacl.shape import shapes
from usagraph.ontology.terms import BASE, RDF, RDFS

__all__ = ["Violation", "violations"]

_SUBCLASSES = f"""SELECT DISTINCT ?below ?above {{
  {{ ?below <{RDFS}subClassOf> ?above }} UNION {{ GRAPH ?graph {{ ?below <{RDFS}subClassOf> ?above }} }}
  FILTER(isIRI(?below) && isIRI(?above)) }}"""
_TYPE = ox.NamedNode(RDF + "type")
#: What a document is read with when it is checked alone.
_GIVEN = ("ontology", "vocabularies", "reference")


def violations(
    engine: ox.Store, checked: Iterable[Shape] | None = None, *, document: str | None = None, base: str = BASE
) -> list[Violation]:
    """What breaks the shapes in the store, sorted; those of the ontology where `checked` does not give others.

    With `document`, only what that document says (its graph and its evidence, which need not be merged yet).
    """
    check = _Check(engine, Naming(engine), f"{base}/graph/", document)
    compiler = ShapeCompiler(_subclasses(engine))
    found: dict[Violation, None] = {}
    for shape in shapes() if checked is None else checked:
        for question in compiler.questions(shape):
            found.update(dict.fromkeys(check.answers(question, every_graph=shape.every_graph)))
    return sorted(found, key=lambda v: (v.shape, v.focus, v.path or "", v.component, v.value or "", v.severity))


@dataclass(frozen=True)
class _Check:
    engine: ox.Store
    naming: Naming
    graphs: str  # what the names of named graphs begin with
    document: str | None

    def answers(self, question: Question, *, every_graph: bool) -> Iterator[Violation]:
        """The violations that a query finds."""
        rows = _rows(self.engine, question.text, **self._dataset(every_graph=every_graph))
        names = [variable.value for variable in rows.variables]
        for row in rows:
            terms = {name: term for name, term in zip(names, row, strict=True) if _is_term(term)}
            violation = self._violation(question, terms)
            if self.document is None or self._own.intersection(violation.graphs):
                yield violation

    @property
    def _own(self) -> set[str]:
        return {f"{self.graphs}{self.document}", f"{self.graphs}{self.document}/evidence"}

    def _dataset(self, *, every_graph: bool) -> dict[str, Any]:
        if self.document is None:
            # A union counts a triple once a graph: the queries count values, each once.
            return {"use_default_graph_as_union": every_graph}
        own = [ox.NamedNode(name) for name in sorted(self._own)]
        given = [ox.NamedNode(self.graphs + name) for name in _GIVEN]
        return {"default_graph": [*(own if every_graph else own[:1]), *given], "named_graphs": own}

    def _violation(self, question: Question, row: dict[str, Term]) -> Violation:
        shape, constraint = question.shape, question.constraint
        path = shape.path.short if shape.path else None
        if "path" in row:
            path = name_of(row["path"])
        elif shape.path and shape.path.predicate:
            row["path"] = ox.NamedNode(shape.path.predicate)
        value = row.get("value")
        return Violation(
            focus=plain(row["this"]),
            path=path,
            component=constraint.component,
            shape=shape.iri,
            value=None if value is None else plain(value),
            severity=shape.severity,
            graphs=tuple(sorted(self._stating(row))),
            sentences=self.naming.filled(constraint.messages or shape.messages, row),
        )

    def _stating(self, row: Mapping[str, Term]) -> set[str]:
        """The named graphs that state what is wrong, else what the node is, else anything about it."""
        this, path = row["this"], row.get("path")
        if isinstance(this, ox.Literal):
            return set()
        predicate = path if isinstance(path, ox.NamedNode) else None
        patterns = ((predicate, row.get("value")), (_TYPE, None), (None, None))
        for pattern in patterns[0 if predicate and "value" in row else 1 :]:
            quads = self.engine.quads_for_pattern(this, *pattern, None)
            found = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
            found.discard(self.graphs + "inferred")  # what was worked out is stated nowhere
            if found:
                return found
        return set()


def _rows(engine: ox.Store, query: str, **dataset: Any) -> ox.QuerySolutions:
    return cast(ox.QuerySolutions, engine.query(query, **dataset))  # all our queries are SELECT


def _is_term(term: object) -> bool:
    return isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)


def _subclasses(engine: ox.Store) -> dict[str, frozenset[str]]:
    """The classes below each class, however far, as the store has them."""
    rows = _rows(engine, _SUBCLASSES)
    above: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        above[row["below"].value].add(row["above"].value)
    below: dict[str, set[str]] = defaultdict(set)
    for start, over in reached(above).items():
        for name in over | {start}:
            below[name].add(start)
    return {name: frozenset(classes) for name, classes in below.items()}
