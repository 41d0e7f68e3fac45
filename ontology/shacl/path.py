"""Property paths of shapes, as SPARQL writes them."""

from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from usagraph.ontology.shacl.located import BrokenShape, Located, Term
from usagraph.ontology.terms import RDF, compact

__all__ = ["SH", "Path", "name_of", "read_path"]

SH = "http://www.w3.org/ns/shacl#"
_REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True)
class Path:
    """A way from a node to others: in SPARQL with whole IRIs, and in `short` with prefixes.

    `predicate` is set where the way is that predicate alone. A `nullable` way also leads to its own start.
    """

    text: str
    short: str
    nullable: bool = False
    predicate: str | None = None


def name_of(term: object) -> str:
    """The term as the files write it: with a prefix where one is known."""
    if not isinstance(term, NamedNode):
        return str(term)
    return f"sh:{term.value.removeprefix(SH)}" if term.value.startswith(SH) else compact(term.value)


def read_path(statements: Located, node: Term, where: str) -> Path:
    """The path that `node` describes; raises BrokenShape where SHACL knows no such path."""
    if isinstance(node, NamedNode):
        return Path(str(node), compact(node.value), predicate=node.value)
    if not isinstance(node, BlankNode):
        raise BrokenShape(where=where, reason="value", name="sh:path", value=str(node))
    if statements.values(node, RDF + "first"):
        return _joined(_members(statements, node, where), "/")
    return _described(statements, node, where)


def _described(statements: Located, node: BlankNode, where: str) -> Path:
    predicates = statements.predicates(node)
    kind = predicates[0].removeprefix(SH) if len(predicates) == 1 else ""
    values = statements.values(node, predicates[0]) if kind else []
    if len(values) == 1 and kind == "inversePath":
        inner = read_path(statements, values[0], where)
        return Path(f"(^{inner.text})", f"^{inner.short}", inner.nullable)
    if len(values) == 1 and kind == "alternativePath":
        return _joined(_members(statements, values[0], where), "|")
    if len(values) == 1 and kind in _REPEATED:
        inner, sign = read_path(statements, values[0], where), _REPEATED[kind]
        return Path(f"({inner.text}){sign}", f"{inner.short}{sign}", inner.nullable or sign != "+")
    raise BrokenShape(where=where, reason="path")


def _members(statements: Located, node: Term, where: str) -> list[Path]:
    members = [read_path(statements, member, where) for member in statements.members(node, where)]
    if len(members) < 2:
        raise BrokenShape(where=where, reason="path")
    return members


def _joined(parts: list[Path], sign: str) -> Path:
    nullable = all(part.nullable for part in parts) if sign == "/" else any(part.nullable for part in parts)
    return Path(f"({sign.join(part.text for part in parts)})", f"({sign.join(part.short for part in parts)})", nullable)
