"""How things and what is said of them stand in the answers: the wire format, declared once."""

from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from usagraph.graph.listing.listing import Listed
from usagraph.graph.reading.things import Entity, Evidence, Node, Relation
from usagraph.ontology.terms import VOC, compact

__all__ = [
    "LONGEST",
    "EntityOut",
    "EntityPage",
    "EvidenceOut",
    "EvidenceUrl",
    "Evidences",
    "Inferred",
    "Iri",
    "Model",
    "Name",
    "Next",
    "NodeOut",
    "Passages",
    "Predicate",
    "ReasonsUrl",
    "RelationOut",
    "evidence_address",
]

#: Code points of a value that an address takes: the beginning of a longer one.
LONGEST = 1_000

_ACTION = "https://w3id.org/usagraph/id/action/valserine-drm-atelier-des-covoitureurs"
Iri = Annotated[str, Field(title="IRI", description="Address that stands for the thing everywhere", examples=[_ACTION])]
Predicate = Annotated[
    str,
    Field(title="Property", description="IRI of what is said", examples=["https://w3id.org/usagraph/ns#ledBy"]),
]
Name = Annotated[
    str, Field(title="Short name", description="The property with its usual prefix", examples=["ug:ledBy"])
]
Next = Annotated[
    str | None,
    Field(
        title="Next page",
        description="Cursor of the page after, to be given back as it is; null after the last",
        examples=["WyJsYWJlbCIsM10"],
    ),
]
Inferred = Annotated[
    bool,
    Field(
        title="Inferred",
        description="True where no document says it as it is: it follows from statements that do",
        examples=[False],
    ),
]
Passages = Annotated[
    int,
    Field(
        title="Passages",
        description="How many passages say it; 0 for reference data, and for a class that another implies",
        examples=[2],
    ),
]
EvidenceUrl = Annotated[
    str,
    Field(
        title="Evidence",
        description="Where the passages of this statement are, in one call",
        examples=[
            "/api/v1/evidence?subject=action/valserine-drm-atelier-des-covoitureurs&predicate=ug:ledBy&object=directorate/valserine-drm"
        ],
    ),
]
ReasonsUrl = Annotated[
    str | None,
    Field(
        title="Reasons",
        description="Where the statements that it follows from are, with their passages; null where a document says it",
        examples=[None],
    ),
]


class Model(BaseModel):
    """Base of the answers: made by us, never changed after."""

    model_config = ConfigDict(frozen=True)


class NodeOut(Model):
    """A thing of the graph, as it is named and classed."""

    iri: Iri
    type: str = Field(
        title="Type", description="Class of the thing, or scheme of the concept", examples=["Action", "degree"]
    )
    label: str = Field(
        title="Label", description="In the language asked for where there is one", examples=["Atelier des covoitureurs"]
    )
    acronym: str | None = Field(
        None, title="Acronym", description="Its first acronym, where it has one", examples=["DAU"]
    )
    url: str | None = Field(
        None,
        title="Address",
        description="Where this interface describes it",
        examples=["/api/v1/entities/action/valserine-drm-atelier-des-covoitureurs"],
    )

    @classmethod
    def of(cls, node: Node) -> "NodeOut":
        """The wire form of a node."""
        return cls(iri=node.iri, type=node.kind, label=node.label, acronym=node.acronym, url=_url(node.iri))


class EvidenceOut(Model):
    """A passage that says a statement. Offsets are code points of the document's canonical text."""

    claim: str = Field(
        title="Claim", description="IRI of the claim", examples=["https://w3id.org/usagraph/id/claim/11111111-0006"]
    )
    document: str = Field(
        title="Document", description="Id of the document", examples=["fiche-11-covoitureurs-ec6b3c4e"]
    )
    document_title: str = Field(title="Title", description="Title of the document", examples=["Fiche action 11"])
    start: int = Field(title="Start", description="First code point of the passage", examples=[1204])
    end: int = Field(title="End", description="Code point after the last", examples=[1291])
    exact: str = Field(
        title="Words", description="The passage, as it stands in the text", examples=["La DRM pilote l'atelier."]
    )
    section: str | None = Field(
        None, title="Section", description="Heading above the passage", examples=["Gouvernance"]
    )
    page: int | None = Field(None, title="Page", description="Page, where the format has pages", examples=[3])
    rule: str = Field(title="Rule", description="Rule that found it, and its version", examples=["tables.action@1"])
    confidence: float = Field(title="Confidence", description="How sure the rule is, 0 to 1", examples=[0.95])
    status: str = Field(
        title="Status", description="Where its review stands: proposed, accepted…", examples=["proposed"]
    )
    url: str = Field(
        title="Page of the passage",
        description="Page of the document, opened at the passage",
        examples=["/documents/fiche-11-covoitureurs-ec6b3c4e?passage=1204-1291#passage"],
    )
    passage: str = Field(
        title="Address of the passage",
        description="Where this interface gives the passage, with all that it supports",
        examples=["/api/v1/documents/fiche-11-covoitureurs-ec6b3c4e/passages/1204-1291"],
    )

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceOut":
        """The wire form of a passage."""
        place = f"{evidence.start}-{evidence.end}"
        return cls(
            **vars(evidence),
            url=f"/documents/{evidence.document}?passage={place}#passage",
            passage=f"/api/v1/documents/{evidence.document}/passages/{place}",
        )


Evidences = Annotated[
    list[EvidenceOut],
    Field(title="Evidence", description="The passages that say it, in order; left empty by include=none"),
]


class RelationOut(Model):
    """A statement about an entity, with the passages that say it."""

    predicate: Predicate
    name: Name
    inverse: bool = Field(
        title="Inverse", description="True where the entity is the object of the statement", examples=[False]
    )
    inferred: Inferred
    node: NodeOut | None = Field(None, title="Other end", description="The other end, where it is a thing")
    value: str | None = Field(
        None, title="Value", description="The other end, where it is a text or a number", examples=["2024-03-01"]
    )
    language: str | None = Field(
        None, title="Language", description="Language of the value, where it has one", examples=["fr"]
    )
    passages: Passages
    evidence_url: EvidenceUrl
    reasons_url: ReasonsUrl = None
    evidence: Evidences

    @classmethod
    def of(cls, relation: Relation, iri: str, *, told: bool = True) -> "RelationOut":
        """The wire form of a relation of `iri`; its passages are written out where they are to be `told`."""
        other = relation.other
        end = other.iri if isinstance(other, Node) else other
        triple = (end, relation.predicate, iri) if relation.inverse else (iri, relation.predicate, end)
        return cls(
            predicate=relation.predicate,
            name=compact(relation.predicate),
            inverse=relation.inverse,
            inferred=relation.inferred,
            node=NodeOut.of(other) if isinstance(other, Node) else None,
            value=other if isinstance(other, str) else None,
            language=relation.language or None,
            passages=len(relation.evidence),
            evidence_url=evidence_address(triple),
            reasons_url=_reasons_address(triple) if relation.inferred and isinstance(other, Node) else None,
            evidence=[EvidenceOut.of(one) for one in relation.evidence] if told else [],
        )


class EntityOut(Model):
    """A thing with what is said of it."""

    node: NodeOut = Field(title="Thing", description="The thing itself")
    alternatives: list[str] = Field(
        title="Other names", description="Its names beside the label", examples=[["Atelier des mobilités"]]
    )
    relations: list[RelationOut] = Field(
        title="Relations", description="What is said of it: first what it is the subject of, by property"
    )
    total: int = Field(title="Total", description="Relations in all", examples=[14])
    next: Next = None

    @classmethod
    def of(cls, entity: Entity, *, told: bool, total: int, next: str | None) -> "EntityOut":
        """The wire form of an entity, with those of its relations that it was given."""
        iri = entity.node.iri
        return cls(
            node=NodeOut.of(entity.node),
            alternatives=list(entity.alternatives),
            relations=[RelationOut.of(one, iri, told=told) for one in entity.relations],
            total=total,
            next=next,
        )


class EntityPage(Model):
    """Some entities, in the order asked for."""

    items: list[NodeOut] = Field(title="Entities", description="The entities of this page")
    total: int = Field(title="Total", description="Entities in all", examples=[312])
    next: Next = None

    @classmethod
    def of(cls, page: Listed) -> "EntityPage":
        """The wire form of a page of a list."""
        return cls(items=[NodeOut.of(node) for node in page.nodes], total=page.total, next=page.next)


def evidence_address(triple: tuple[str, str, str]) -> str:
    """Where the passages of a statement are."""
    subject, predicate, object_ = triple
    values = {"subject": subject, "predicate": predicate, "object": object_[:LONGEST]}
    return f"/api/v1/evidence?{urlencode(values)}"


def _reasons_address(triple: tuple[str, str, str]) -> str:
    return f"/api/v1/reasons?{urlencode(dict(zip(('subject', 'predicate', 'object'), triple, strict=True)))}"


def _url(iri: str) -> str | None:
    path = iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]
    return f"/api/v1/entities/{path}" if path.count("/") == 1 else None
