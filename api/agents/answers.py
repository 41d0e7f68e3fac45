"""What each tool gives back."""

from typing import Literal

from usagraph.api.agents.facts import Call, Extract, Fact, Inferred, Model, Quoted, Reason, Reference, Thing

__all__ = [
    "Answer",
    "Cell",
    "Cut",
    "EntityAnswer",
    "EvidenceAnswer",
    "FoundPassage",
    "FoundThing",
    "Path",
    "PathAnswer",
    "Returned",
    "SearchAnswer",
    "SparqlAnswer",
    "Told",
]


class Cut(Model):
    """What is not in the answer, and how to get it."""

    what: Literal["things", "passages", "statements", "paths", "rows", "links"]
    shown: int
    total: int | None = None
    remedy: str


class Answer(Model):
    """What every answer carries: the generation of the graph that it was read from, what was cut, and what to know of it."""

    generation: int
    generation_after: int | None = None
    cut: tuple[Cut, ...] = ()
    note: str | None = None


class FoundThing(Model):
    """A thing that was found by one of its names."""

    thing: Thing
    matched: str
    evidence: Call


class FoundPassage(Extract):
    """Words of a document where what was looked for stands: what the document says, not yet a fact of the graph."""


class SearchAnswer(Answer):
    """What some words find."""

    things: tuple[FoundThing, ...]
    passages: tuple[FoundPassage, ...]
    total: int
    given_up: tuple[str, ...] = ()


class Told(Answer):
    """Statements, each among its kind."""

    facts: tuple[Fact, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    reference: tuple[Reference, ...] = ()
    withheld: int = 0


class EntityAnswer(Told):
    """A thing with what is said of it."""

    thing: Thing
    other_names: tuple[str, ...] = ()
    total: int
    link: str | None = None


class EvidenceAnswer(Told):
    """Why statements are held: passages, sources, and the reasons of what is inferred."""

    reasons: tuple[Reason, ...] = ()


class Path(Model):
    """A way from a thing to another, each step a statement of the graph in its own direction."""

    things: tuple[Thing, ...]
    steps: tuple[Fact | Inferred, ...]


class PathAnswer(Answer):
    """The shortest ways from a thing to another."""

    source: Thing
    target: Thing
    paths: tuple[Path, ...]


class Cell(Model):
    """A value of a row."""

    value: Quoted
    type: Literal["uri", "literal", "bnode", "triple"]
    datatype: str | None = None
    language: str | None = None


class Returned(Model):
    """A thing that rows name, with the call that opens what is said of it, or the passage itself."""

    iri: str
    label: str | None = None
    evidence: Call | None = None
    resource: str | None = None


class SparqlAnswer(Answer):
    """The rows of a query, with the query, and for each thing returned the way to its evidence."""

    query: str
    form: Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
    title: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[dict[str, Cell], ...] = ()
    boolean: bool | None = None
    links: tuple[Returned, ...] = ()
