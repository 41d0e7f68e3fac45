"""What is read from the graph: things, statements about them, and the passages that say so."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Entity", "Evidence", "Found", "Hit", "Node", "PassageHit", "Relation"]


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
    evidence: Sequence[Evidence]
    language: str = ""


@dataclass(frozen=True)
class Entity:
    """A thing with all that is said of it."""

    node: Node
    alternatives: tuple[str, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Hit:
    """A thing that was found, by the name that matched, and where the words stand in it (code points)."""

    node: Node
    matched: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PassageHit:
    """A piece of the text of a document where the words were found.

    `start` and `end` in the canonical text, `marks` in `exact`: code points. `exact == text[start:end]`.
    """

    document: str
    document_title: str
    start: int
    end: int
    exact: str
    marks: tuple[tuple[int, int], ...]
    section: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class Found:
    """What a search found, best first: things and passages; how many things of each kind, and whether there are more.

    `begun`: nothing holds the last word, and it was taken for the beginning of one. `left_out`: the words that were given
    up because nothing holds them all.
    """

    hits: tuple[Hit, ...] = ()
    passages: tuple[PassageHit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    total: int = 0
    more: bool = False
    left_out: tuple[str, ...] = ()
    begun: bool = False
