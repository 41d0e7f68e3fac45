"""What is said of things, of three kinds: facts with their passages, what follows from them, and reference data.

A fact without a passage cannot be made: the type checker refuses it, and the constructor too.
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from usagraph.graph.export.personal import without_details

__all__ = [
    "Call",
    "Extract",
    "Fact",
    "Inferred",
    "Model",
    "Passage",
    "Passages",
    "Quoted",
    "Reason",
    "Reference",
    "Source",
    "Thing",
]

#: Words of documents. Contact details were masked when they were read; this is the last guard, sign for sign.
Quoted = Annotated[str, AfterValidator(without_details)]


class Model(BaseModel):
    """Base of the answers: made by us, never changed after."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Thing(Model):
    """A thing of the graph, as it is named and classed."""

    iri: str
    kind: str
    label: Quoted
    acronym: str | None = None


class Extract(Model):
    """Words of a document, and where they stand. Offsets are code points of its canonical text."""

    document: str
    title: str
    exact: Quoted
    start: int
    end: int
    shortened: bool = False
    section: str | None = None
    page: int | None = None
    resource: str
    link: str


class Passage(Extract):
    """Words of a document that a fact rests on, and how they were read."""

    rule: str
    confidence: float
    status: str


class Call(Model):
    """A call of a tool that gives more."""

    tool: Literal["entity", "evidence"]
    arguments: dict[str, str]


class Source(Model):
    """Where reference data comes from: a named graph, and what it is."""

    graph: str
    what: Literal["vocabulary", "ontology", "reference", "document", "curation"]


if TYPE_CHECKING:
    Passages = tuple[Passage, *tuple[Passage, ...]]
    Sources = tuple[Source, *tuple[Source, ...]]
else:
    # Pydantic does not read the type of a tuple of one or more; it keeps to the length.
    Passages = Annotated[tuple[Passage, ...], Field(min_length=1)]
    Sources = Annotated[tuple[Source, ...], Field(min_length=1)]


class _Statement(Model):
    """A subject, a property, and a thing or a value."""

    subject: Thing
    predicate: str
    reads: str
    object: Thing | None = None
    value: Quoted | None = None
    language: str | None = None


class Fact(_Statement):
    """What documents say, with the passages that say it."""

    nature: Literal["fact"] = "fact"
    passages: Passages
    passages_in_all: int


class Inferred(_Statement):
    """What no document says: it follows from other statements, and `reasons` tells which."""

    nature: Literal["inferred"] = "inferred"
    reasons: Call
    passages: tuple[Passage, ...] = ()
    passages_in_all: int


class Reference(_Statement):
    """What was given with the graph and was read in no document: vocabularies, tables of reference, descriptions of files."""

    nature: Literal["reference"] = "reference"
    sources: Sources


if TYPE_CHECKING:
    Premises = tuple[Fact | Inferred | Reference, *tuple[Fact | Inferred | Reference, ...]]
else:
    Premises = Annotated[tuple[Fact | Inferred | Reference, ...], Field(min_length=1)]


class Reason(Model):
    """One way in which a statement follows: by a rule, from premises."""

    rule: str
    means: str
    premises: Premises
