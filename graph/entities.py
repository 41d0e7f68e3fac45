"""What is known of a thing, and who says so: the reading model of the API, the pages and the pictures."""

from dataclasses import dataclass

import networkx as nx

from usagraph.graph.sparql import QueryService

__all__ = ["Entity", "Evidence", "Hit", "Node", "Relation", "describe", "find", "network"]


@dataclass(frozen=True)
class Node:
    """A thing as it is shown: IRI, class (local name of the `ug:` class, or the scheme of a concept), label, acronym."""

    iri: str
    kind: str
    label: str
    acronym: str | None = None


@dataclass(frozen=True)
class Evidence:
    """One claim: the passage (code points of the document's canonical text), the rule and how sure it is."""

    claim: str
    document: str
    document_title: str
    start: int
    end: int
    exact: str
    section: str | None
    page: int | None
    rule: str
    confidence: float
    status: str


@dataclass(frozen=True)
class Relation:
    """A statement about an entity; `inverse` where the entity is its object. `other` is a node or a literal.

    `inferred` where no document says it: it follows from statements that do.
    """

    predicate: str
    other: Node | str
    inverse: bool
    inferred: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Entity:
    """A thing with all that is said of it."""

    node: Node
    alternatives: tuple[str, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Hit:
    """A search result with the words that matched."""

    node: Node
    matched: str


def describe(service: QueryService, iri: str) -> Entity:
    """The entity with its relations and their evidence, sorted; raises UnknownName."""
    raise NotImplementedError


def find(service: QueryService, words: str, *, kind: str | None = None, limit: int = 50) -> list[Hit]:
    """The things whose label, alternative label or acronym holds `words`, best first; deaf to case, accents and apostrophes."""
    raise NotImplementedError


def network(service: QueryService, *, focus: str | None = None, depth: int = 1, kinds: tuple[str, ...] = (), documents: tuple[str, ...] = ()) -> nx.MultiDiGraph:
    """The graph of things: nodes are IRIs with a `node` attribute (Node), edges have `predicate`, `inferred` and `evidence` (tuple of Evidence).

    Laws, institutions, directorates, actions, policies and degrees where no `focus` is given, else what lies
    within `depth` edges of it. Only `kinds` and `documents` where they are named.
    """
    raise NotImplementedError
