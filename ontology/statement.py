"""Statements: what an ontology or a graph says, cut into pieces each of which stands or falls as a whole.

A piece is a triple with the unnamed nodes under it (a class described on the spot, a list). A list of disjoint classes
says as many things as it has pairs, and is cut into them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox

from usagraph.errors import BadTurtle
from usagraph.ontology.terms import OWL, RDF, RDFS, XSD
from usagraph.ontology.turtle_fault import cause

__all__ = [
    "NUMBERS",
    "TYPE",
    "Below",
    "Node",
    "Statement",
    "cut",
    "declared",
    "ill_formed",
    "is_declaration",
    "listed",
    "logical",
    "members",
    "ntriples",
    "read_turtle",
]

Node = ox.NamedNode | ox.BlankNode
#: What is said of each node.
Below = dict[Node, list[ox.Triple]]
TYPE = ox.NamedNode(RDF + "type")
_LISTED = ox.NamedNode(OWL + "members")
_DISJOINT = ox.NamedNode(OWL + "disjointWith")
_ONTOLOGY = ox.NamedNode(OWL + "Ontology")
_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_PROPERTIES = {"ObjectProperty", "DatatypeProperty"}
_KINDS = {
    *("TransitiveProperty", "SymmetricProperty", "AsymmetricProperty", "ReflexiveProperty", "IrreflexiveProperty"),
    *("FunctionalProperty", "InverseFunctionalProperty"),
}
_DECLARATIONS = {OWL + name for name in (*_PROPERTIES, "Class", "AnnotationProperty", "NamedIndividual")} | {
    RDF + "Property",
    RDFS + "Class",
    RDFS + "Datatype",
}
#: What OWL says about OWL itself carries no meaning for a reasoner.
_REMARKS = {OWL + name for name in ("imports", "versionIRI", "versionInfo", "deprecated", "priorVersion")}
_SCHEMA = {RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")}
#: Datatypes of numbers that are one family: a value of one may be a value of another.
NUMBERS = frozenset(
    XSD + name
    for name in (
        *("decimal", "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
#: The datatypes HermiT knows; a value of another would stop it.
_READ = NUMBERS | {XSD + name for name in ("string", "boolean", "dateTime", "double", "float", "anyURI")}


@dataclass(frozen=True)
class Statement:
    """One piece: its triple and what is described under it. `axiom` tells the ontology's own from those of a graph."""

    head: ox.Triple
    under: frozenset[ox.Triple] = frozenset()
    axiom: bool = False

    @property
    def triples(self) -> frozenset[ox.Triple]:
        """All its triples."""
        return self.under | {self.head}

    @property
    def iris(self) -> frozenset[str]:
        """The names in it, those of RDF and OWL apart."""
        nodes = (node for t in self.triples for node in (t.subject, t.predicate, t.object))
        return frozenset(
            n.value for n in nodes if isinstance(n, ox.NamedNode) and not n.value.startswith((OWL, RDF, RDFS))
        )


def read_turtle(text: bytes, file: str) -> dict[ox.Triple, int]:
    """The triples of a Turtle text, each with its line; raises BadTurtle, which names `file` and the line."""
    lines = _Lines(text)
    found: dict[ox.Triple, int] = {}
    try:
        for quad in ox.parse(lines, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):  # type: ignore[arg-type]
            found.setdefault(quad.triple, lines.number)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        near = lines.text(line)[column - 1 :].strip()[:40]
        detail = str(error.msg).partition(": ")[2] or str(error.msg)
        where = {"file": Path(file).name, "line": line, "column": column, "near": near}
        raise BadTurtle(**where, detail=detail, **cause(detail)) from None
    return found


class _Lines:
    """The text as the parser reads it, a line at a time: what it finds is then on the line it read last."""

    def __init__(self, text: bytes) -> None:
        self._lines = text.splitlines(keepends=True)
        self.number = 0

    def read(self, _size: int = -1) -> bytes:
        """The next line; nothing after the last."""
        self.number += 1
        return self._lines[self.number - 1] if self.number <= len(self._lines) else b""

    def text(self, number: int) -> str:
        """A line by its number, from 1; nothing where there is none."""
        return self._lines[number - 1].decode("utf-8", "replace") if 0 < number <= len(self._lines) else ""


def declared(triples: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """The relations and attributes that the triples declare."""
    wanted = {OWL + name for name in _PROPERTIES | _KINDS}
    return {t.subject for t in triples if _is_a(t, wanted) and isinstance(t.subject, ox.NamedNode)}


def is_declaration(triple: ox.Triple) -> bool:
    """Whether the triple only says of a term that it is a class, a relation or an attribute."""
    return _is_a(triple, _DECLARATIONS)


def logical(triples: Iterable[ox.Triple], known: set[ox.NamedNode]) -> list[ox.Triple]:
    """The triples that mean something to a reasoner: not the labels.

    `known`: the declared relations and attributes. What a relation declared nowhere says is a remark to a reasoner.
    """
    return [t for t in triples if _counts(t, known)]


def _counts(triple: ox.Triple, known: set[ox.NamedNode]) -> bool:
    name = triple.predicate.value
    if name.startswith((OWL, RDF)):
        return name not in _REMARKS and triple.object != _ONTOLOGY
    return name in _SCHEMA or triple.predicate in known


def _readable(value: object) -> bool:
    if not isinstance(value, ox.Literal) or value.language:
        return True
    return value.datatype.value in _READ and not ill_formed(value)


def ill_formed(value: ox.Literal) -> bool:
    """Whether a literal says it is a number and is none."""
    if value.datatype.value not in NUMBERS:
        return False
    try:
        return not Decimal(value.value).is_finite()
    except InvalidOperation:
        return True


def cut(triples: Iterable[ox.Triple], *, axioms: bool) -> list[Statement]:
    """The statements of the triples, in an order that does not change; declarations are among them."""
    below = _by_subject(triples)
    pointed = {t.object for found in below.values() for t in found}
    roots = [subject for subject in below if isinstance(subject, ox.NamedNode) or subject not in pointed]
    pieces = [piece for root in roots for piece in _pieces(root, below[root], below, axioms)]
    # Unnamed things that only point to one another are under no root.
    seen = {triple for root in roots for top in below[root] for triple in (top, *_under(top, below))}
    ring = [t for found in below.values() for t in found if t not in seen and not _is_a(t, None)]
    return [*pieces, *(Statement(triple, axiom=axioms) for triple in ring)]


def _by_subject(triples: Iterable[ox.Triple]) -> Below:
    below: Below = defaultdict(list)
    for triple in sorted(triples, key=str):
        assert not isinstance(triple.subject, ox.Triple)  # noqa: S101 - Turtle 1.1 has none
        below[triple.subject].append(triple)
    return dict(below)


def _pieces(subject: Node, found: list[ox.Triple], below: Below, axioms: bool) -> Iterator[Statement]:
    listed = next((t.object for t in found if t.predicate == _LISTED), None)
    if listed is not None and any(_is_a(t, {OWL + "AllDisjointClasses"}) for t in found):
        for one, other in combinations(members(listed, below), 2):
            yield Statement(ox.Triple(one, _DISJOINT, other), axiom=axioms)
    elif isinstance(subject, ox.BlankNode) and any(_is_a(t, None) for t in found):
        yield Statement(found[0], frozenset().union(*(_under(t, below) for t in found), found[1:]), axioms)
    else:
        for triple in found:
            yield Statement(triple, _under(triple, below), axioms)


def _is_a(triple: ox.Triple, kinds: set[str] | None) -> bool:
    """Whether the triple types something as one of `kinds`, as any term of OWL where they are None."""
    if triple.predicate != TYPE or not isinstance(triple.object, ox.NamedNode):
        return False
    return triple.object.value in kinds if kinds is not None else triple.object.value.startswith(OWL)


def _under(triple: ox.Triple, below: Below) -> frozenset[ox.Triple]:
    found: set[ox.Triple] = set()
    todo = [triple.object]
    while todo:
        node = todo.pop()
        if isinstance(node, ox.BlankNode):
            fresh = [t for t in below.get(node, ()) if t not in found]
            found.update(fresh)
            todo.extend(t.object for t in fresh)
    return frozenset(found)


def members(head: object, below: Below) -> list[Node]:
    """The things in the list that begins at `head`."""
    return [found for found in listed(head, below) if isinstance(found, ox.NamedNode | ox.BlankNode)]


def listed(head: object, below: Below) -> list[object]:
    """The members of the list that begins at `head`, things and values."""
    found: list[object] = []
    while isinstance(head, ox.BlankNode) and head in below:
        values = {t.predicate: t.object for t in below[head]}
        if _FIRST in values:
            found.append(values[_FIRST])
        head = values.get(_REST, _NIL)
    return found


def ntriples(statements: Iterable[Statement]) -> bytes:
    """The statements as N-Triples for HermiT, each triple once; without the values of a datatype it does not know."""
    triples = dict.fromkeys(t for statement in statements for t in statement.triples if _readable(t.object))
    return "".join(f"{triple} .\n" for triple in triples).encode()
