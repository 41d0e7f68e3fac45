"""Turtle files with the place of each statement, so that an error can name a file and a line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from usagraph.errors import BrokenRule
from usagraph.messages import sentence
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import RDF

__all__ = ["BrokenShape", "Located", "Node", "Term"]

#: What a statement can be about.
Node = NamedNode | BlankNode
#: What a statement can say of it.
Term = NamedNode | BlankNode | Literal

_FIRST, _REST, _NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))


class BrokenShape(BrokenRule):
    """A shape refused for a `reason` that the catalogues put into words under `shapes`."""

    def say(self, lang: str) -> str:
        """Where the shape stands and why it is refused, in `lang`."""
        detail = sentence(f"shapes.{self.values['reason']}", lang, **self.values)
        return sentence("errors.BrokenRule", lang, where=self.values["where"], detail=detail)


class Located:
    """The statements of Turtle files, found by subject and predicate, each with its `file:line`."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._values: dict[Node, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._where: dict[Triple, str] = {}
        for path in paths:
            for triple, line in read_turtle(path.read_bytes(), path.name).items():
                self._keep(triple, f"{path.name}:{line}")

    def __iter__(self) -> Iterator[tuple[Triple, str]]:
        return iter(self._where.items())

    def subjects(self) -> list[Node]:
        """What the statements are about, in the order of the files."""
        return list(self._values)

    def predicates(self, node: Node) -> list[str]:
        """The IRIs of the predicates `node` has."""
        return list(self._values[node]) if node in self._values else []

    def values(self, node: Node, predicate: str) -> list[Term]:
        """What `node` has under `predicate`, in the order of the files."""
        return list(self._values[node][predicate]) if predicate in self.predicates(node) else []

    def members(self, head: Term, where: str) -> list[Term]:
        """The members of the RDF list that begins at `head`; raises BrokenShape where it is no list."""
        found: list[Term] = []
        while head != _NIL:
            first = self.values(head, _FIRST.value) if not isinstance(head, Literal) else []
            rest = self.values(head, _REST.value) if not isinstance(head, Literal) else []
            if len(first) != 1 or len(rest) != 1 or len(found) > len(self._where):
                raise BrokenShape(where=where, reason="list")
            found.append(first[0])
            head = rest[0]
        return found

    def where(self, node: Node, predicate: str | None = None, value: Term | None = None) -> str:
        """The place of a statement: of that one, else of the first about `node`."""
        for triple, place in self._where.items():
            if triple.subject == node and _fits(triple, predicate, value):
                return place
        return ""

    def _keep(self, triple: Triple, place: str) -> None:
        subject, value = triple.subject, triple.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise BrokenShape(where=place, reason="unsupported", name="<<( )>>")
        self._values[subject][triple.predicate.value].append(value)
        self._where.setdefault(triple, place)


def _fits(triple: Triple, predicate: str | None, value: Term | None) -> bool:
    return predicate in (None, triple.predicate.value) and value in (None, triple.object)
