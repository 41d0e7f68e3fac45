"""Reads the conditions of one shape."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode

from usagraph.ontology.shacl.condition import Constraint, Shape
from usagraph.ontology.shacl.located import BrokenShape, Node, Term
from usagraph.ontology.shacl.path import SH
from usagraph.ontology.shacl.select import read_select
from usagraph.ontology.terms import XSD

if TYPE_CHECKING:
    from usagraph.ontology.shacl.shape_reader import ShapeReader

__all__ = ["ConstraintReader"]

#: Parameters that only go with another.
_PARTNERS = {
    "flags": "pattern",
    "ignoredProperties": "closed",
    "qualifiedMinCount": "qualifiedValueShape",
    "qualifiedMaxCount": "qualifiedValueShape",
    "qualifiedValueShapesDisjoint": "qualifiedValueShape",
}
#: Conditions on the values of a path, which a node alone cannot have.
_OF_PATHS = frozenset(("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"))
_KINDS = frozenset(("BlankNode", "IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"))
#: The engine stores these as xsd:integer, so that no value of the graph could have them.
_FOLDED = frozenset(
    XSD + name
    for name in (
        *("long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


class ConstraintReader:
    """The conditions of the shape at `node`, whose other traits are in `frame`."""

    def __init__(self, reader: "ShapeReader", node: Node, frame: Shape) -> None:
        self._reader = reader
        self._node = node
        self._frame = frame

    def constraints(self) -> Iterator[Constraint]:
        """The conditions, in the order of the file."""
        present = [p.removeprefix(SH) for p in self._reader.statements.predicates(self._node) if p.startswith(SH)]
        for name in present:
            partner = _PARTNERS.get(name)
            if partner and partner not in present:
                raise BrokenShape(where=self._where(name), reason="missing", name=f"sh:{partner}")
            if name in _OF_PATHS and self._frame.path is None:
                raise BrokenShape(where=self._where(name), reason="no-path", name=f"sh:{name}")
            read = _READERS.get(name)
            if read:
                yield from read(self, name)

    def _values(self, name: str) -> list[Term]:
        return self._reader.statements.values(self._node, SH + name)

    def _where(self, name: str, value: Term | None = None) -> str:
        return self._reader.where(self._node, name, value)

    def _single(self, name: str) -> Term:
        return cast(Term, self._reader.one(self._node, name))  # it is read only where the shape has it

    def _number(self, name: str) -> int:
        value = self._single(name)
        if not isinstance(value, Literal) or not value.value.isdecimal() or value.datatype.value != XSD + "integer":
            raise self._reader.bad(self._node, name, value)
        return int(value.value)

    def _shape(self, name: str, value: Term, where: str) -> Shape:
        found = self._reader.shape(value, self._frame, where)
        if (name == "property" and found.path is None) or (name == "node" and found.path is not None):
            raise self._reader.bad(self._node, name, value)
        return found

    def _list(self, name: str, value: Term) -> list[Term]:
        return self._reader.statements.members(value, self._where(name, value))

    def _constraint(self, name: str, value: Term | None = None, **fields: object) -> Constraint:
        component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
        return Constraint(component, self._where(name, value), **fields)  # type: ignore[arg-type]

    def _iri(self, name: str) -> Iterator[Constraint]:
        for value in self._reader.iris(self._node, name):
            yield self._constraint(name, value, terms=(value,))

    def _datatype(self, name: str) -> Iterator[Constraint]:
        value = self._single(name)
        if isinstance(value, NamedNode) and value.value in _FOLDED:
            raise BrokenShape(where=self._where(name), reason="folded", name=value.value.replace(XSD, "xsd:"))
        yield from self._iri(name)

    def _node_kind(self, name: str) -> Iterator[Constraint]:
        value = self._single(name)
        kind = value.value.removeprefix(SH)
        if kind not in _KINDS:
            raise self._reader.bad(self._node, name, value)
        yield self._constraint(name, flag=kind)

    def _counted(self, name: str) -> Iterator[Constraint]:
        yield self._constraint(name, number=self._number(name))

    def _compared(self, name: str) -> Iterator[Constraint]:
        value = self._single(name)
        if not isinstance(value, Literal):
            raise self._reader.bad(self._node, name, value)
        yield self._constraint(name, terms=(value,))

    def _pattern(self, name: str) -> Iterator[Constraint]:
        flags = self._reader.one(self._node, "flags")
        for value in self._values(name):
            if not isinstance(value, Literal):
                raise self._reader.bad(self._node, name, value)
            flag = flags.value if isinstance(flags, Literal) else ""
            if not _is_pattern(value.value, flag):
                raise BrokenShape(where=self._where(name, value), reason="pattern", value=value.value)
            yield self._constraint(name, value, terms=(Literal(value.value),), flag=flag)

    def _switch(self, name: str) -> Iterator[Constraint]:
        if self._reader.flag(self._node, name):
            yield self._constraint(name)

    def _has_value(self, name: str) -> Iterator[Constraint]:
        for value in self._values(name):
            yield self._constraint(name, value, terms=(self._named(name, value),))

    def _listed(self, name: str) -> Iterator[Constraint]:
        members = self._list(name, self._single(name))
        if name == "languageIn" and not all(isinstance(member, Literal) for member in members):
            raise self._reader.bad(self._node, name, members[0])
        yield self._constraint(name, terms=tuple(self._named(name, member) for member in members))

    def _named(self, name: str, value: Term) -> Term:
        if isinstance(value, BlankNode):  # it would stand for any node in a query
            raise self._reader.bad(self._node, name, value)
        return value

    def _closed(self, name: str) -> Iterator[Constraint]:
        ignored = [member for head in self._values("ignoredProperties") for member in self._list(name, head)]
        own = [self._shape("property", value, self._where("property", value)) for value in self._values("property")]
        paths = [NamedNode(shape.path.predicate) for shape in own if shape.path and shape.path.predicate]
        if self._reader.flag(self._node, name):
            yield self._constraint(name, terms=(*paths, *ignored))

    def _shaped(self, name: str) -> Iterator[Constraint]:
        for value in self._values(name):
            yield self._constraint(name, value, shapes=(self._shape(name, value, self._where(name, value)),))

    def _shape_lists(self, name: str) -> Iterator[Constraint]:
        for value in self._values(name):
            where = self._where(name, value)
            members = tuple(self._shape(name, member, where) for member in self._list(name, value))
            if not members:
                raise BrokenShape(where=where, reason="list")
            yield self._constraint(name, value, shapes=members)

    def _qualified(self, name: str) -> Iterator[Constraint]:
        value = self._single(name)
        wanted = self._shape(name, value, self._where(name))
        siblings = self._siblings(value) if self._reader.flag(self._node, "qualifiedValueShapesDisjoint") else ()
        bounds = [bound for bound in ("qualifiedMinCount", "qualifiedMaxCount") if self._values(bound)]
        if not bounds:
            raise BrokenShape(where=self._where(name), reason="missing", name="sh:qualifiedMinCount")
        for bound in bounds:
            yield self._constraint(bound, number=self._number(bound), shapes=(wanted,), others=siblings)

    def _siblings(self, own: Term) -> tuple[Shape, ...]:
        """The qualified shapes of the properties beside this one."""
        statements = self._reader.statements
        found: dict[Term, Shape] = {}
        for parent in statements.subjects():
            beside = statements.values(parent, SH + "property")
            if self._node not in beside:
                continue
            for value in (v for p in beside if not isinstance(p, Literal) for v in _qualified(statements.values, p)):
                if value != own:
                    found[value] = self._shape("qualifiedValueShape", value, statements.where(parent))
        return tuple(found.values())

    def _sparql(self, name: str) -> Iterator[Constraint]:
        for value in self._values(name):
            if isinstance(value, Literal):
                raise self._reader.bad(self._node, name, value)
            if self._reader.flag(value, "deactivated"):
                continue
            select = read_select(self._reader, value, self._frame.path, self._where(name, value))
            yield Constraint(
                "SPARQLConstraintComponent",
                select.where,
                query=select.query,
                prefixes=select.prefixes,
                messages=self._reader.messages(value),
            )


def _qualified(values: Callable[[Node, str], list[Term]], node: Node) -> list[Term]:
    return values(node, SH + "qualifiedValueShape")


def _is_pattern(pattern: str, flags: str) -> bool:
    """Whether the engine can read the pattern: of one it cannot, it would say that nothing breaks it."""
    found = ox.Store().query(f"SELECT (REGEX('', {Literal(pattern)}, {Literal(flags)}) AS ?fits) {{}}")
    return isinstance(found, ox.QuerySolutions) and all(row["fits"] is not None for row in found)


_Read = Callable[[ConstraintReader, str], Iterator[Constraint]]
_GROUPS: dict[_Read, tuple[str, ...]] = {
    ConstraintReader._iri: ("class", "equals", "disjoint", "lessThan", "lessThanOrEquals"),
    ConstraintReader._datatype: ("datatype",),
    ConstraintReader._node_kind: ("nodeKind",),
    ConstraintReader._counted: ("minCount", "maxCount", "minLength", "maxLength"),
    ConstraintReader._compared: ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
    ConstraintReader._pattern: ("pattern",),
    ConstraintReader._switch: ("uniqueLang",),
    ConstraintReader._has_value: ("hasValue",),
    ConstraintReader._listed: ("in", "languageIn"),
    ConstraintReader._closed: ("closed",),
    ConstraintReader._shaped: ("not", "node", "property"),
    ConstraintReader._shape_lists: ("and", "or", "xone"),
    ConstraintReader._qualified: ("qualifiedValueShape",),
    ConstraintReader._sparql: ("sparql",),
}
_READERS = {name: read for read, names in _GROUPS.items() for name in names}
