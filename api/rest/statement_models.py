"""How statements, and why they hold, stand in the answers."""

from pydantic import Field

from usagraph.api.rest.models import EvidenceOut, Evidences, Inferred, Iri, Model, Name, Next, Passages, Predicate
from usagraph.graph.reading.grounds import Ground
from usagraph.graph.reading.statements import Statement
from usagraph.ontology.terms import compact

__all__ = ["ReasonOut", "Reasons", "StatementList", "StatementOut"]


class StatementOut(Model):
    """A statement of the graph, with the passages that say it."""

    subject: Iri
    predicate: Predicate
    name: Name
    object: str = Field(
        title="Object", description="IRI, or value", examples=["https://w3id.org/usagraph/id/directorate/valserine-drm"]
    )
    inferred: Inferred
    passages: Passages
    evidence: Evidences

    @classmethod
    def of(cls, statement: Statement) -> "StatementOut":
        """The wire form of a statement."""
        subject, predicate, object_ = statement.triple
        return cls(
            subject=subject,
            predicate=predicate,
            name=compact(predicate),
            object=object_,
            inferred=statement.inferred,
            passages=len(statement.evidence),
            evidence=[EvidenceOut.of(one) for one in statement.evidence],
        )


class StatementList(Model):
    """Statements with their passages, in the order of their triples."""

    items: list[StatementOut] = Field(title="Statements", description="The statements of this page")
    total: int = Field(title="Total", description="Statements in all", examples=[1])
    next: Next = None


class ReasonOut(Model):
    """One way in which a statement follows from others."""

    rule: str = Field(title="Rule", description="Name of the rule of the ontology", examples=["social-co-construction"])
    means: str = Field(
        title="Meaning",
        description="What the rule says, in words",
        examples=["A co-constructed action of social policy is one of social co-construction"],
    )
    premises: list[StatementOut] = Field(title="Premises", description="What it follows from, each with its passages")

    @classmethod
    def of(cls, ground: Ground, lang: str) -> "ReasonOut":
        """The wire form of a way in which a statement follows."""
        means = ground.rule.title_en if lang == "en" else ground.rule.title_fr
        return cls(rule=ground.rule.name, means=means, premises=[StatementOut.of(one) for one in ground.premises])


class Reasons(Model):
    """Why a statement holds: the ways in which it follows, those from fewest premises first."""

    items: list[ReasonOut] = Field(
        title="Reasons", description="At most three; empty where a document says the statement"
    )
    total: int = Field(title="Total", description="Ways that are told", examples=[1])
