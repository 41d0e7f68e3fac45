"""Reads shapes out of Turtle: what is not understood is refused by file and line, never skipped."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path as File

from pyoxigraph import BlankNode, Literal, NamedNode

from usagraph.ontology.known import is_unknown
from usagraph.ontology.shacl.condition import SHAPES, Constraint, Shape, Targets
from usagraph.ontology.shacl.constraint_reader import ConstraintReader
from usagraph.ontology.shacl.located import BrokenShape, Located, Node, Term
from usagraph.ontology.shacl.path import SH, name_of, read_path
from usagraph.ontology.terms import RDF, RDFS

__all__ = ["ShapeReader"]

#: What describes a shape without asking anything of the graph.
_DESCRIBING = frozenset(
    (
        *(
            "targetNode",
            "targetClass",
            "targetSubjectsOf",
            "targetObjectsOf",
            "path",
            "severity",
            "message",
            "deactivated",
        ),
        *(
            "name",
            "description",
            "order",
            "group",
            "defaultValue",
            "select",
            "prefixes",
            "declare",
            "prefix",
            "namespace",
        ),
        *("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
    )
)
_ASKING = frozenset(
    (
        *("class", "datatype", "nodeKind", "minCount", "maxCount", "minInclusive", "maxInclusive", "minExclusive"),
        *(
            "maxExclusive",
            "minLength",
            "maxLength",
            "pattern",
            "flags",
            "languageIn",
            "uniqueLang",
            "equals",
            "disjoint",
        ),
        *("lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "property", "qualifiedValueShape"),
        *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "closed", "ignoredProperties"),
        *("hasValue", "in", "sparql"),
    )
)
_TYPES = frozenset(("NodeShape", "PropertyShape", "SPARQLConstraint", "PrefixDeclaration"))
_SEVERITIES = frozenset(("Violation", "Warning", "Info"))
_TARGETS = tuple(SH + name for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"))
#: Where a class or a relation is named.
_PLACES = frozenset(
    SH + name
    for name in (
        *("targetClass", "class", "targetSubjectsOf", "targetObjectsOf", "path", "inversePath", "zeroOrMorePath"),
        *("oneOrMorePath", "zeroOrOnePath", "equals", "disjoint", "lessThan", "lessThanOrEquals"),
    )
)
_OVER, _EVERY = SHAPES + "over", NamedNode(SHAPES + "everyGraph")


class ShapeReader:
    """The shapes of some Turtle files; `known` are the terms they may name."""

    def __init__(self, paths: Iterable[File], known: frozenset[str] | None) -> None:
        self.statements = Located(paths)
        self._known = known
        self._made: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that have targets, in the order of the files."""
        self._refuse_unknown()
        return tuple(self.shape(node) for node in self.statements.subjects() if self._has_targets(node))

    def shape(self, node: Term, parent: Shape | None = None, where: str = "") -> Shape:
        """The shape at `node`; raises BrokenShape where there is none, or where it leads back to itself."""
        if isinstance(node, Literal) or not self.statements.predicates(node):
            raise BrokenShape(where=where, reason="no-shape", name=name_of(node))
        if node in self._open:
            raise BrokenShape(where=where, reason="recursive", name=name_of(node))
        if node not in self._made:
            self._open.append(node)
            self._made[node] = self._read(node, parent)
            self._open.pop()
        return self._made[node]

    def _read(self, node: Node, parent: Shape | None) -> Shape:
        frame = self._frame(node, parent)
        constraints: tuple[Constraint, ...] = tuple(ConstraintReader(self, node, frame).constraints())
        return Shape(**{**vars(frame), "constraints": constraints})

    def _frame(self, node: Node, parent: Shape | None) -> Shape:
        """The shape without its constraints, for them to be read in."""
        where = self.statements.where(node)
        path = self.one(node, "path")
        over = self.statements.values(node, _OVER)
        if over not in ([], [_EVERY]):
            raise BrokenShape(where=where, reason="value", name="shapes:over", value=name_of(over[0]))
        iri = node.value if isinstance(node, NamedNode) or parent is None else parent.iri
        return Shape(
            iri=iri,
            where=where,
            path=read_path(self.statements, path, where) if path else None,
            targets=self._targets(node),
            severity=self._severity(node),
            messages=self.messages(node) or (parent.messages if parent else {}),
            constraints=(),
            deactivated=self.flag(node, "deactivated"),
            every_graph=bool(over),
        )

    def one(self, node: Node, name: str) -> Term | None:
        """The only value under sh:`name`; raises BrokenShape where there are several."""
        values = self.statements.values(node, SH + name)
        if len(values) > 1:
            raise BrokenShape(where=self.where(node, name, values[1]), reason="several", name=f"sh:{name}")
        return values[0] if values else None

    def where(self, node: Node, name: str, value: Term | None = None) -> str:
        """The place where `node` has sh:`name`."""
        return self.statements.where(node, SH + name, value)

    def flag(self, node: Node, name: str) -> bool:
        """Whether sh:`name` is true of `node`."""
        value = self.one(node, name)
        if value is not None and (not isinstance(value, Literal) or value.value not in ("true", "false")):
            raise self.bad(node, name, value)
        return isinstance(value, Literal) and value.value == "true"

    def bad(self, node: Node, name: str, value: Term) -> BrokenShape:
        """The error that names a value which sh:`name` cannot have."""
        where = self.where(node, name, value) or self.statements.where(node)
        return BrokenShape(where=where, reason="value", name=f"sh:{name}", value=name_of(value))

    def messages(self, node: Node) -> Mapping[str, str]:
        """The sentences of `node` by language."""
        values = self.statements.values(node, SH + "message")
        return {value.language or "fr": value.value for value in values if isinstance(value, Literal)}

    def _has_targets(self, node: Node) -> bool:
        return any(self.statements.values(node, name) for name in _TARGETS) or self._is_class(node)

    def _is_class(self, node: Node) -> bool:
        """Whether the shape is itself a class, whose instances it is about."""
        types = {term.value for term in self.statements.values(node, RDF + "type")}
        return bool(types & self._classes) and any(name.startswith(SH) for name in self.statements.predicates(node))

    @cached_property
    def _classes(self) -> set[str]:
        """rdfs:Class and what the files say is a kind of it."""
        found = {RDFS + "Class"}
        for subject in self.statements.subjects():
            if NamedNode(RDFS + "Class") in self.statements.values(subject, RDFS + "subClassOf"):
                found.add(subject.value)
        return found

    def _targets(self, node: Node) -> Targets:
        nodes = self.statements.values(node, _TARGETS[0])
        for value in nodes:
            if isinstance(value, BlankNode):
                raise self.bad(node, "targetNode", value)
        classes = self.iris(node, "targetClass")
        if self._is_class(node) and isinstance(node, NamedNode):
            classes = (*classes, node)
        return Targets(tuple(nodes), classes, self.iris(node, "targetSubjectsOf"), self.iris(node, "targetObjectsOf"))

    def iris(self, node: Node, name: str) -> tuple[NamedNode, ...]:
        """The values of sh:`name`, all IRIs; raises BrokenShape for another."""
        found: list[NamedNode] = []
        for value in self.statements.values(node, SH + name):
            if not isinstance(value, NamedNode):
                raise self.bad(node, name, value)
            found.append(value)
        return tuple(found)

    def _severity(self, node: Node) -> str:
        value = self.one(node, "severity")
        name = value.value.removeprefix(SH) if isinstance(value, NamedNode) else "Violation"
        if value is not None and name not in _SEVERITIES:
            raise self.bad(node, "severity", value)
        return name.lower()

    def _refuse_unknown(self) -> None:
        """Raises BrokenShape for the first word that is no SHACL we read, or no term of the ontology."""
        for triple, where in self.statements:
            predicate, value = triple.predicate.value, triple.object
            if predicate.startswith(SH) and predicate.removeprefix(SH) not in _DESCRIBING | _ASKING:
                raise BrokenShape(where=where, reason="unsupported", name=name_of(triple.predicate))
            typed = predicate == RDF + "type" and isinstance(value, NamedNode) and value.value.startswith(SH)
            if typed and name_of(value).removeprefix("sh:") not in _TYPES:
                raise BrokenShape(where=where, reason="unsupported", name=name_of(value))
            self.refuse_unknown_term(triple.predicate, where)
            self.refuse_unknown_term(value, where, place=predicate in _PLACES)

    def refuse_unknown_term(self, term: object, where: str, *, place: bool = False) -> None:
        """Raises BrokenShape where `term` is one that the ontology should know, and does not; see `is_unknown`."""
        if self._known is None or not isinstance(term, NamedNode) or term in self._described:
            return
        if is_unknown(term.value, self._known, place=place):
            raise BrokenShape(where=where, reason="unknown", name=name_of(term))

    @cached_property
    def _described(self) -> frozenset[Node]:
        """What the files of the shapes describe themselves."""
        return frozenset(self.statements.subjects())
