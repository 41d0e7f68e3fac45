"""What the API answers with: the wire format, declared once."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from usagraph.graph.things import Entity, Evidence, Node, Relation
from usagraph.ontology.terms import VOC, compact

__all__ = [
    "ClaimList",
    "ClaimOut",
    "DecisionOut",
    "DocumentList",
    "DocumentOut",
    "EdgeOut",
    "EntityOut",
    "EntityPage",
    "EvidenceOut",
    "Health",
    "NeighboursOut",
    "NodeOut",
    "PassageOut",
    "QueryList",
    "QueryOut",
    "RelationOut",
    "Statistics",
]

Iri = Annotated[str, Field(title="IRI", examples=["https://w3id.org/usagraph/id/action/isere-atelier-mobilite"])]
Predicate = Annotated[str, Field(title="Property", examples=["https://w3id.org/usagraph/ns#ledBy"])]
Name = Annotated[str, Field(title="Short name of the property", examples=["ug:ledBy"])]
Next = Annotated[int | None, Field(title="Cursor of the next page", description="Absent after the last page.")]


class Model(BaseModel):
    """Base of the answers: made by us, never changed after."""

    model_config = ConfigDict(frozen=True)


class NodeOut(Model):
    """A thing of the graph, as it is named and classed."""

    iri: Iri
    type: str = Field(title="Class of the thing, or scheme of the concept", examples=["Action", "degree"])
    label: str = Field(title="Label, French where there is one", examples=["Atelier mobilité"])
    acronym: str | None = Field(None, title="Acronym", examples=["DAU"])
    url: str | None = Field(
        None, title="Where the API describes it", examples=["/api/v1/entities/action/isere-atelier-mobilite"]
    )

    @classmethod
    def of(cls, node: Node) -> "NodeOut":
        """The wire form of a node."""
        return cls(iri=node.iri, type=node.kind, label=node.label, acronym=node.acronym, url=_url(node.iri))


class EvidenceOut(Model):
    """A passage that says a statement. Offsets are code points of the document's canonical text."""

    claim: Iri
    document: str = Field(title="Id of the document", examples=["fiche-12-ab12cd34"])
    document_title: str = Field(title="Title of the document")
    start: int = Field(title="First code point", examples=[1204])
    end: int = Field(title="Code point after the last", examples=[1291])
    exact: str = Field(title="The passage, as it stands in the text")
    section: str | None = Field(None, title="Section of the document")
    page: int | None = Field(None, title="Page, where the format has pages")
    rule: str = Field(title="Rule that found it, and its version", examples=["tables.action@1"])
    confidence: float = Field(title="Confidence, 0 to 1", examples=[0.95])
    status: str = Field(title="Status of review", examples=["proposed"])
    url: str = Field(title="Page of the document, opened at the passage")

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceOut":
        """The wire form of a passage."""
        place = f"{evidence.start}-{evidence.end}"
        return cls(**vars(evidence), url=f"/documents/{evidence.document}?passage={place}#passage")


class RelationOut(Model):
    """A statement about an entity, with the passages that say it."""

    predicate: Predicate
    name: Name
    inverse: bool = Field(title="True where the entity is the object of the statement")
    inferred: bool = Field(title="True where it follows from statements, and no document says it")
    node: NodeOut | None = Field(None, title="The other end, where it is a thing")
    value: str | None = Field(None, title="The other end, where it is a text or a number")
    evidence: list[EvidenceOut] = Field(title="Passages; empty for reference data")

    @classmethod
    def of(cls, relation: Relation) -> "RelationOut":
        """The wire form of a relation."""
        other = relation.other
        return cls(
            predicate=relation.predicate,
            name=compact(relation.predicate),
            inverse=relation.inverse,
            inferred=relation.inferred,
            node=NodeOut.of(other) if isinstance(other, Node) else None,
            value=other if isinstance(other, str) else None,
            evidence=[EvidenceOut.of(one) for one in relation.evidence],
        )


class EntityOut(Model):
    """A thing with all that is said of it."""

    node: NodeOut
    alternatives: list[str] = Field(title="Other names")
    relations: list[RelationOut]

    @classmethod
    def of(cls, entity: Entity) -> "EntityOut":
        """The wire form of an entity."""
        relations = [RelationOut.of(one) for one in entity.relations]
        return cls(node=NodeOut.of(entity.node), alternatives=list(entity.alternatives), relations=relations)


class EntityPage(Model):
    """Some entities, in the order of their labels."""

    items: list[NodeOut]
    total: int = Field(title="Entities in all", examples=[312])
    next: Next = None


class EdgeOut(Model):
    """An edge of the network, with the passages that say it."""

    source: Iri
    target: Iri
    predicate: Predicate
    name: Name
    inferred: bool = Field(title="True where no document says it")
    evidence: list[EvidenceOut]


class NeighboursOut(Model):
    """The network around an entity."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]


class DocumentOut(Model):
    """A document that was read."""

    id: str = Field(title="Id: slug and start of the hash", examples=["fiche-12-ab12cd34"])
    iri: Iri
    title: str = Field(title="Title")
    file_name: str = Field(title="Name of the original file", examples=["fiche-12.docx"])
    format: str = Field(title="Media type or name of the format", examples=["text/plain"])
    sha256: str = Field(title="Hash of the original file")
    characters: int = Field(title="Length of the canonical text, in code points")
    claims: int = Field(title="Claims found in it")
    proposals: int = Field(title="Claims that a language model proposes, kept beside them", examples=[0])
    url: str = Field(title="Page of the document", examples=["/documents/fiche-12-ab12cd34"])


class DocumentList(Model):
    """The documents read, in order of id."""

    items: list[DocumentOut]


class PassageOut(Model):
    """A place in the canonical text of the document."""

    start: int
    end: int
    exact: str
    section: str | None = None
    page: int | None = None


class DecisionOut(Model):
    """What a person decided of a claim that a language model proposes."""

    by: str = Field(title="Who decided, as they said: a role or a name", examples=["la chargée de mission"])
    at: str = Field(title="When, in UTC", examples=["2026-11-21T08:00:00Z"])
    why: str | None = Field(None, title="Why, where they said it")


class ClaimOut(Model):
    """A statement of a document, with its passages."""

    claim: Iri
    subject: Iri
    predicate: Predicate
    object: str = Field(title="IRI or value")
    words: str | None = Field(None, title="Words of the passage that name the object")
    rule: str = Field(title="Rule that found it, and its version")
    confidence: float
    status: str
    passages: list[PassageOut]
    decision: DecisionOut | None = None


class ClaimList(Model):
    """Some claims of a document, in the order of the text."""

    items: list[ClaimOut]
    total: int
    next: Next = None


class QueryOut(Model):
    """A saved query."""

    name: str = Field(title="Name", examples=["tables-2"])
    title_fr: str = Field(title="Title in French")
    title_en: str = Field(title="Title in English")
    parameters: dict[str, dict[str, str]] = Field(
        title="Parameters it takes, with what each means; left out, it means all",
        examples=[{"document": {"fr": "le document", "en": "the document"}}],
    )
    text: str = Field(title="SPARQL text")
    url: str = Field(title="Where its rows are")


class QueryList(Model):
    """The saved queries, in order of name."""

    items: list[QueryOut]


class Statistics(Model):
    """The graph in figures."""

    generation: int = Field(title="Number of the snapshot answered from")
    documents: int
    triples: int = Field(title="Triples of the default graph")
    entities: dict[str, int] = Field(
        title="Entities by class, concepts by scheme", examples=[{"Action": 29, "degree": 4}]
    )
    claims: dict[str, int] = Field(title="Claims by status", examples=[{"proposed": 566}])


class Health(Model):
    """Whether the service answers, and from which snapshot."""

    status: str = Field(examples=["ok"])
    generation: int


def _url(iri: str) -> str | None:
    path = iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]
    return f"/api/v1/entities/{path}" if path.count("/") == 1 else None
