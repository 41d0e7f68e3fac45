"""The queries of shapes (sh:sparql): read, checked, and given their prefixes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from usagraph.ontology.shacl.located import BrokenShape, Node
from usagraph.ontology.shacl.path import SH, Path

if TYPE_CHECKING:
    from usagraph.ontology.shacl.shape_reader import ShapeReader

__all__ = ["Select", "read_select"]

# Strings, IRIs and comments are wholes: what stands in them is no word of the query.
_TOKEN = re.compile(
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"{0,2}"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'{0,2}\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|\#[^\n]*'
    r"|[?$]\w+|[\w-]*:[\w.%-]*|\w+|[{}()]|\S",
    re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+)")
#: What the rules of SHACL forbid in such a query, and what would depend on running it once a node.
_FORBIDDEN = frozenset(("MINUS", "VALUES", "SERVICE", "LIMIT", "OFFSET", "$shapesGraph", "$currentShape"))
_AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_THIS = ("$this", "?this")


@dataclass(frozen=True)
class Select:
    """A query that gives a row for each violation, `$this` being the node it is about."""

    query: str
    prefixes: str
    where: str


def read_select(reader: "ShapeReader", node: Node, path: Path | None, where: str) -> Select:
    """The query at `node`; raises BrokenShape where it cannot run, or could not run for all nodes at once."""
    value = reader.one(node, "select")
    if not isinstance(value, Literal):
        raise BrokenShape(where=where, reason="missing", name="sh:select")
    where = reader.where(node, "select")
    text = value.value.replace("$PATH", path.text) if path else value.value
    prefixes = dict(_prefixes(reader, node))
    _refuse(text, where)
    header = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    try:
        ox.Store().query(header + text)
    except SyntaxError as error:
        raise BrokenShape(where=where, reason="query", **_position(str(error), len(prefixes))) from None
    _refuse_unknown(reader, text, prefixes, where)
    return Select(text, header, where)


def _prefixes(reader: "ShapeReader", node: Node) -> Iterator[tuple[str, str]]:
    for owner in reader.iris(node, "prefixes"):
        for declared in reader.statements.values(owner, SH + "declare"):
            if isinstance(declared, Literal):
                raise reader.bad(owner, "declare", declared)
            name, namespace = reader.one(declared, "prefix"), reader.one(declared, "namespace")
            if name is None or namespace is None:
                raise BrokenShape(where=reader.statements.where(declared), reason="missing", name="sh:namespace")
            # An IRI of the engine's own making holds nothing that could end it early.
            yield name.value, NamedNode(namespace.value).value


def _position(message: str, above: int) -> dict[str, str]:
    """The line and column of the query that the engine complains of; it counts the prefixes `above` too."""
    found = _POSITION.search(message)
    return {"line": str(int(found[1]) - above), "column": found[2]} if found else {"line": "?", "column": "?"}


def _refuse(text: str, where: str) -> None:
    tokens = [token for token in _TOKEN.findall(text) if not token.startswith("#")]
    for token in tokens:
        if token.upper() in _FORBIDDEN or token.replace("?", "$") in _FORBIDDEN:
            raise BrokenShape(where=where, reason="forbidden", name=token)
    if not _is_bound(tokens) or not _is_grouped(tokens):
        raise BrokenShape(where=where, reason="this")


def _is_bound(tokens: list[str]) -> bool:
    """Whether every row must fit a pattern with `$this`: then one run for all nodes gives what a run for each would."""
    depth, brackets, optional = 0, 0, 0
    bound: int | None = None  # depth of the group that binds it
    for before, word in pairwise(["", *tokens]):
        depth += {"{": 1, "}": -1}.get(word, 0)
        brackets += {"(": 1, ")": -1}.get(word, 0)
        if word == "{" and before.upper() in ("OPTIONAL", "EXISTS") and not optional:
            optional = depth
        optional = optional if depth >= optional else 0
        if word in _THIS and depth and not brackets and not optional:
            bound = depth if bound is None else min(bound, depth)
        if word.upper() == "UNION" and (bound is None or bound > depth):
            if bound is None:
                return False
            bound = None  # the other side must bind it too
    return bound is not None


def _is_grouped(tokens: list[str]) -> bool:
    """Whether what is counted is counted for each node."""
    words = [token.upper() for token in tokens]
    if "GROUP" in words:
        return any(token in _THIS for token in tokens[words.index("GROUP") :])
    return not _AGGREGATES.intersection(words)


def _refuse_unknown(reader: "ShapeReader", text: str, prefixes: dict[str, str], where: str) -> None:
    for word in _TOKEN.findall(text):
        prefix, colon, name = word.partition(":")
        if word.startswith("<") and word != "<":
            reader.refuse_unknown_term(NamedNode(word[1:-1]), where)
        elif colon and prefix in prefixes and name and not word.startswith(('"', "'", "#")):
            reader.refuse_unknown_term(NamedNode(prefixes[prefix] + name), where)
