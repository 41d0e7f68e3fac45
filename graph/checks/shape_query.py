"""Shapes as SPARQL: one query a condition, whose rows are what breaks it, for all the nodes of the store at once.

A pattern names the nodes it is about by a variable; the patterns of a shape inside another take the values of the outer
one for their nodes. What must *not* be there is taken away by MINUS, or by NOT EXISTS around one pattern: the engine
answers NOT EXISTS around several in a time that grows as the square of the nodes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import cast

from pyoxigraph import NamedNode

from usagraph.graph.checks.value_test import value_test
from usagraph.ontology.shacl.condition import Constraint, Shape, Targets
from usagraph.ontology.shacl.located import Term
from usagraph.ontology.shacl.path import Path
from usagraph.ontology.terms import RDF

__all__ = ["Question", "ShapeCompiler"]

_TYPE = f"<{RDF}type>"


@dataclass(frozen=True)
class Question:
    """A query whose rows are the violations of a condition: `this`, and where they apply `value`, `path`, others."""

    shape: Shape
    constraint: Constraint
    text: str


@dataclass(frozen=True)
class Nodes:
    """A pattern, and the variable in it that stands for the nodes asked about."""

    pattern: str
    var: str


@dataclass(frozen=True)
class Case:
    """A condition where it applies: its shape, the nodes, and the values its path leads to from them."""

    shape: Shape
    constraint: Constraint
    nodes: Nodes
    values: Nodes


class ShapeCompiler:
    """Writes the queries; `subclasses` gives the classes below each class of the graph."""

    def __init__(self, subclasses: Mapping[str, frozenset[str]]) -> None:
        self._subclasses = subclasses
        self._numbers = count()

    def questions(self, shape: Shape) -> Iterator[Question]:
        """The queries of `shape` and of the shapes its sh:property name."""
        yield from self._questions(shape, self._targets(shape.targets))

    def _questions(self, shape: Shape, nodes: Nodes) -> Iterator[Question]:
        if shape.deactivated:
            return
        values = self._values(shape, nodes)
        for constraint in shape.constraints:
            case = Case(shape, constraint, nodes, values)
            if constraint.component == "PropertyConstraintComponent":
                yield from self._questions(constraint.shapes[0], values)
                continue
            for broken in self._broken(case):
                yield Question(shape, constraint, constraint.prefixes + _select(case, broken))

    def _fresh(self) -> str:
        return f"?x{next(self._numbers)}"

    # The nodes

    def _targets(self, targets: Targets) -> Nodes:
        var = self._fresh()
        parts = [self._instances(var, target) for target in targets.classes]
        parts += [f"{{ SELECT DISTINCT {var} {{ {var} {p} {self._fresh()} }} }}" for p in targets.subjects_of]
        parts += [f"{{ SELECT DISTINCT {var} {{ {self._fresh()} {p} {var} }} }}" for p in targets.objects_of]
        if targets.nodes:
            parts.append(f"VALUES {var} {{ {_terms(targets.nodes)} }}")
        return Nodes(parts[0] if len(parts) == 1 else _union(parts), var)

    def _instances(self, var: str, target: NamedNode) -> str:
        classes = sorted({target.value} | self._subclasses.get(target.value, frozenset()))
        if len(classes) == 1:
            return f"{var} {_TYPE} {target} ."
        kind = self._fresh()
        return f"VALUES {kind} {{ {_terms(map(NamedNode, classes))} }} {var} {_TYPE} {kind} ."

    def _values(self, shape: Shape, nodes: Nodes) -> Nodes:
        return self._walk(nodes, shape.path) if shape.path else nodes

    def _walk(self, nodes: Nodes, path: Path) -> Nodes:
        var = self._fresh()
        step = f"{nodes.pattern} {nodes.var} {path.text} {var} ."
        if not path.nullable:
            return Nodes(step, var)
        # The engine starts no path of length zero from a node that the graph does not hold: say it apart.
        return Nodes(_union([f"{nodes.pattern} BIND({nodes.var} AS {var})", step]), var)

    # The conditions

    def _broken(self, case: Case) -> list[str]:
        """The patterns that bind the nodes of the case (and its value) where its condition is broken."""
        component = case.constraint.component.removesuffix("ConstraintComponent")
        build = _BUILDERS.get(component)
        if build:
            return build(self, case)
        return [f"{case.values.pattern} FILTER({value_test(case.constraint, case.values.var)})"]

    def _failing(self, shape: Shape, nodes: Nodes) -> str:
        """The pattern that binds those of `nodes` that do not conform to `shape`; empty where all do."""
        parts = [] if shape.deactivated else list(self._failing_parts(shape, nodes))
        return _union([f"SELECT DISTINCT {nodes.var} {{ {part} }}" for part in parts]) if parts else ""

    def _failing_parts(self, shape: Shape, nodes: Nodes) -> Iterator[str]:
        values = self._values(shape, nodes)
        for constraint in shape.constraints:
            if constraint.component == "PropertyConstraintComponent":
                inner = self._failing(constraint.shapes[0], values)
                if inner:
                    yield _joined(values, nodes, inner)
            else:
                yield from self._broken(Case(shape, constraint, nodes, values))

    def _class(self, case: Case) -> list[str]:
        instances = self._instances(case.values.var, _iri(case.constraint))
        return [f"{case.values.pattern} MINUS {{ {instances} }}"]

    def _min_count(self, case: Case) -> list[str]:
        number, path = case.constraint.number, case.shape.path
        if number == 0:
            return []
        if number == 1 and path and path.predicate:
            return [f"{case.nodes.pattern} FILTER NOT EXISTS {{ {case.nodes.var} {path.text} {self._fresh()} }}"]
        return [f"{case.nodes.pattern} MINUS {{ {_counted(case, case.values, f'>= {number}')} }}"]

    def _max_count(self, case: Case) -> list[str]:
        return [_counted(case, case.values, f"> {case.constraint.number}")]

    def _unique_lang(self, case: Case) -> list[str]:
        nodes, values, lang = case.nodes.var, case.values, self._fresh()
        tagged = f"{values.pattern} BIND(LCASE(LANG({values.var})) AS {lang}) FILTER({lang} != '')"
        twice = f"GROUP BY {nodes} {lang} HAVING(COUNT(DISTINCT {values.var}) > 1)"
        return [f"{{ SELECT {nodes} {lang} {{ {tagged} }} {twice} }}"]

    def _has_value(self, case: Case) -> list[str]:
        term, path = case.constraint.terms[0], case.shape.path
        if path is None:
            return [f"{case.nodes.pattern} FILTER(!sameTerm({case.nodes.var}, {term}))"]
        if path.predicate:
            return [f"{case.nodes.pattern} FILTER NOT EXISTS {{ {case.nodes.var} {path.text} {term} }}"]
        having = f"{case.values.pattern} FILTER(sameTerm({case.values.var}, {term}))"
        return [f"{case.nodes.pattern} MINUS {{ SELECT {case.nodes.var} {{ {having} }} }}"]

    def _in(self, case: Case) -> list[str]:
        return [f"{case.values.pattern} MINUS {{ VALUES {case.values.var} {{ {_terms(case.constraint.terms)} }} }}"]

    def _equals(self, case: Case) -> list[str]:
        nodes, values = case.nodes, case.values
        other = _iri(case.constraint)
        missing = f"{values.pattern} FILTER NOT EXISTS {{ {nodes.var} {other} {values.var} }}"
        if values == nodes:
            value = self._fresh()
            return [missing, f"{nodes.pattern} {nodes.var} {other} {value} FILTER(!sameTerm({nodes.var}, {value}))"]
        reached = f"SELECT {nodes.var} {values.var} {{ {values.pattern} }}"
        return [missing, f"{nodes.pattern} {nodes.var} {other} {values.var} MINUS {{ {reached} }}"]

    def _disjoint(self, case: Case) -> list[str]:
        return [f"{case.values.pattern} {case.nodes.var} {_iri(case.constraint)} {case.values.var} ."]

    def _less_than(self, case: Case) -> list[str]:
        sign = "<=" if "OrEquals" in case.constraint.component else "<"
        other = self._fresh()
        pairs = f"{case.values.pattern} {case.nodes.var} {_iri(case.constraint)} {other} ."
        return [f"{pairs} FILTER(!COALESCE({case.values.var} {sign} {other}, false))"]

    def _closed(self, case: Case) -> list[str]:
        allowed = ", ".join(str(term) for term in case.constraint.terms)
        test = f"FILTER(?path NOT IN ({allowed}))" if allowed else ""
        return [f"{case.values.pattern} {case.values.var} ?path ?value {test}"]

    def _not(self, case: Case) -> list[str]:
        failing = self._failing(case.constraint.shapes[0], case.values)
        return [f"{case.values.pattern} MINUS {{ {failing} }}" if failing else case.values.pattern]

    def _node(self, case: Case) -> list[str]:
        failing = self._failing(case.constraint.shapes[0], case.values)
        return [_joined(case.values, case.nodes, failing)] if failing else []

    def _and(self, case: Case) -> list[str]:
        failing = [self._failing(shape, case.values) for shape in case.constraint.shapes]
        return [_joined(case.values, case.nodes, part) for part in failing if part]

    def _or(self, case: Case) -> list[str]:
        failing = [self._failing(shape, case.values) for shape in case.constraint.shapes]
        all_fail = " ".join(f"{{ {part} }}" for part in failing)
        return [_joined(case.values, case.nodes, all_fail)] if all(failing) else []

    def _xone(self, case: Case) -> list[str]:
        var, number = case.values.var, self._fresh()
        fits = [self._conforming(shape, case.values) for shape in case.constraint.shapes]
        numbered = _union([f"{part} BIND({place} AS {number})" for place, part in enumerate(fits)])
        one = f"SELECT {var} {{ {numbered} }} GROUP BY {var} HAVING(COUNT(DISTINCT {number}) = 1)"
        return [f"{case.values.pattern} MINUS {{ {one} }}"]

    def _conforming(self, shape: Shape, nodes: Nodes) -> str:
        failing = self._failing(shape, nodes)
        return f"{nodes.pattern} MINUS {{ {failing} }}" if failing else nodes.pattern

    def _qualified(self, case: Case) -> list[str]:
        var, number = case.values.var, case.constraint.number
        fits = self._conforming(case.constraint.shapes[0], case.values)
        for other in case.constraint.others:
            fits += f" MINUS {{ SELECT DISTINCT {var} {{ {self._conforming(other, case.values)} }} }}"
        matched = Nodes(fits, var)
        if "Max" in case.constraint.component:
            return [_counted(case, matched, f"> {number}")]
        return [f"{case.nodes.pattern} MINUS {{ {_counted(case, matched, f'>= {number}')} }}"] if number else []

    def _sparql(self, case: Case) -> list[str]:
        nodes = case.nodes
        here = f"{{ SELECT DISTINCT ({nodes.var} AS ?this) {{ {nodes.pattern} }} }}"
        return [f"{here} {{ {case.constraint.query} }} BIND(?this AS {nodes.var})"]


def _select(case: Case, broken: str) -> str:
    """The whole query; of a query of the shape's own, every variable is a column."""
    nodes, values, component = case.nodes.var, case.values.var, case.constraint.component
    if component.startswith("SPARQL"):
        return f"SELECT DISTINCT * {{ {broken} }}"
    if component.startswith("Closed"):
        return f"SELECT DISTINCT ({nodes} AS ?this) ?value ?path {{ {broken} }}"
    if component.startswith(("Min", "Max", "Unique", "HasValue", "Qualified")) and not component.startswith(_OF_VALUES):
        return f"SELECT DISTINCT ({nodes} AS ?this) {{ {broken} }}"
    return f"SELECT DISTINCT ({nodes} AS ?this) ({values} AS ?value) {{ {broken} }}"


def _counted(case: Case, values: Nodes, bound: str) -> str:
    """The nodes that have so many values, each counted once."""
    nodes = case.nodes.var
    return f"{{ SELECT {nodes} {{ {values.pattern} }} GROUP BY {nodes} HAVING(COUNT(DISTINCT {values.var}) {bound}) }}"


def _joined(values: Nodes, nodes: Nodes, failing: str) -> str:
    """The nodes whose values fail; both are one variable where a shape has no path."""
    return failing if values == nodes else f"{values.pattern} {{ {failing} }}"


def _union(parts: list[str]) -> str:
    return " UNION ".join(f"{{ {part} }}" for part in parts)


def _terms(terms: Iterable[Term]) -> str:
    return " ".join(map(str, terms))


def _iri(constraint: Constraint) -> NamedNode:
    return cast(NamedNode, constraint.terms[0])  # the reader takes nothing else here


_OF_VALUES = ("MinLength", "MaxLength", "MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive")
_BUILDERS: dict[str, Callable[[ShapeCompiler, Case], list[str]]] = {
    "Class": ShapeCompiler._class,
    "MinCount": ShapeCompiler._min_count,
    "MaxCount": ShapeCompiler._max_count,
    "UniqueLang": ShapeCompiler._unique_lang,
    "HasValue": ShapeCompiler._has_value,
    "In": ShapeCompiler._in,
    "Equals": ShapeCompiler._equals,
    "Disjoint": ShapeCompiler._disjoint,
    "LessThan": ShapeCompiler._less_than,
    "LessThanOrEquals": ShapeCompiler._less_than,
    "Closed": ShapeCompiler._closed,
    "Not": ShapeCompiler._not,
    "Node": ShapeCompiler._node,
    "And": ShapeCompiler._and,
    "Or": ShapeCompiler._or,
    "Xone": ShapeCompiler._xone,
    "QualifiedMinCount": ShapeCompiler._qualified,
    "QualifiedMaxCount": ShapeCompiler._qualified,
    "SPARQL": ShapeCompiler._sparql,
}
