"""What is read from the graph: things, statements about them, and the passages that say so."""

from dataclasses import dataclass

__all__ = ["Entity", "Evidence", "Hit", "Node", "Relation"]


@dataclass(frozen=True)
class Node:
    """A thing as it is shown: IRI, class (local name of the `ug:` class, or the scheme of a concept), label, acronym."""

    iri: str
    kind: str
    label: str
    acronym: str | None = None


@dataclass(frozen=True)
class Evidence:
    """One passage of one claim (code points of the document's canonical text), the rule and how sure it is.

    `document` is the id of the document: the end of its IRI, and the name of its folder.
    """

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

    `inferred` where no document says it: it follows from statements that do. `language` of a literal, where it has one.
    """

    predicate: str
    other: Node | str
    inverse: bool
    inferred: bool
    evidence: tuple[Evidence, ...]
    language: str = ""


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
