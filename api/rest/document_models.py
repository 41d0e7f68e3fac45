"""How documents, their passages and their claims stand in the answers."""

from pydantic import Field

from usagraph.api.rest.models import Iri, Model, Next, Predicate

__all__ = ["ClaimList", "ClaimOut", "DecisionOut", "DocumentList", "DocumentOut", "PassageOut", "PassagePage"]

_IRI = "https://w3id.org/usagraph/id/document/fiche-11-covoitureurs-ec6b3c4e"


class DocumentOut(Model):
    """A document that was read."""

    id: str = Field(
        title="Id", description="Slug of its name and start of its hash", examples=["fiche-11-covoitureurs-ec6b3c4e"]
    )
    iri: str = Field(title="IRI", description="Address that stands for the document everywhere", examples=[_IRI])
    title: str = Field(title="Title", description="Its title, else the name of its file", examples=["Fiche action 11"])
    file_name: str = Field(
        title="File", description="Name of the original file", examples=["fiche-11-covoitureurs.docx"]
    )
    format: str = Field(title="Format", description="Media type, or name of the format", examples=["text/plain"])
    sha256: str = Field(title="Hash", description="SHA-256 of the original file", examples=["1" * 64])
    characters: int = Field(title="Length", description="Length of the canonical text, in code points", examples=[5120])
    claims: int = Field(title="Claims", description="Claims that the rules found in it", examples=[48])
    proposals: int = Field(
        title="Proposals", description="Claims that a language model proposes, kept beside them", examples=[0]
    )
    url: str = Field(
        title="Page", description="Page of the document", examples=["/documents/fiche-11-covoitureurs-ec6b3c4e"]
    )


class DocumentList(Model):
    """Some documents, in order of id."""

    items: list[DocumentOut] = Field(title="Documents", description="The documents of this page")
    total: int = Field(title="Total", description="Documents in all", examples=[12])
    next: Next = None


class PassageOut(Model):
    """A place in the canonical text of the document."""

    start: int = Field(title="Start", description="First code point", examples=[1204])
    end: int = Field(title="End", description="Code point after the last", examples=[1291])
    exact: str = Field(
        title="Words", description="The passage, as it stands in the text", examples=["La DRM pilote l'atelier."]
    )
    section: str | None = Field(None, title="Section", description="Heading above it", examples=["Gouvernance"])
    page: int | None = Field(None, title="Page", description="Page, where the format has pages", examples=[3])


class DecisionOut(Model):
    """What a person decided of a claim that a language model proposes."""

    by: str = Field(
        title="By", description="Who decided, as they said: a role or a name", examples=["la chargée de mission"]
    )
    at: str = Field(title="At", description="When, in UTC", examples=["2026-11-21T08:00:00Z"])
    why: str | None = Field(None, title="Why", description="Why, where they said it", examples=["Le texte le dit."])


class ClaimOut(Model):
    """A statement of a document, with its passages."""

    claim: str = Field(
        title="Claim", description="IRI of the claim", examples=["https://w3id.org/usagraph/id/claim/11111111-0006"]
    )
    subject: Iri
    predicate: Predicate
    object: str = Field(
        title="Object",
        description="IRI, or value",
        examples=["https://w3id.org/usagraph/id/directorate/valserine-drm"],
    )
    words: str | None = Field(
        None, title="Words", description="Words of the passage that name the object", examples=["la DRM"]
    )
    rule: str = Field(title="Rule", description="Rule that found it, and its version", examples=["tables.action@1"])
    confidence: float = Field(title="Confidence", description="How sure the rule is, 0 to 1", examples=[0.95])
    status: str = Field(
        title="Status",
        description="proposed, accepted, rejected, superseded, or pending: proposed by a language model, and not stated",
        examples=["proposed"],
    )
    passages: list[PassageOut] = Field(title="Passages", description="Where the document says it")
    decision: DecisionOut | None = Field(None, title="Decision", description="What a person decided of it")


class ClaimList(Model):
    """Some claims of a document, in the order of the text."""

    items: list[ClaimOut] = Field(title="Claims", description="The claims of this page")
    total: int = Field(title="Total", description="Claims in all", examples=[48])
    next: Next = None


class PassagePage(Model):
    """A passage of a document, and the claims that rest on it or on a part of it."""

    document: str = Field(
        title="Document", description="Id of the document", examples=["fiche-11-covoitureurs-ec6b3c4e"]
    )
    document_title: str = Field(title="Title", description="Title of the document", examples=["Fiche action 11"])
    start: int = Field(title="Start", description="First code point", examples=[1204])
    end: int = Field(title="End", description="Code point after the last", examples=[1291])
    before: str = Field(title="Before", description="The text just before it", examples=["Qui pilote ? "])
    exact: str = Field(
        title="Words", description="The passage, as it stands in the text", examples=["La DRM pilote l'atelier."]
    )
    after: str = Field(title="After", description="The text just after it", examples=[" Elle réunit"])
    claims: list[ClaimOut] = Field(title="Claims", description="What it supports, in the order of the text")
    url: str = Field(
        title="Page of the passage",
        description="Page of the document, opened at the passage",
        examples=["/documents/fiche-11-covoitureurs-ec6b3c4e?passage=1204-1291#passage"],
    )
