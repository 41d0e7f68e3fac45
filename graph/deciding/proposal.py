"""A proposal of a model as a person decides of it: one thing, with all the claims that say it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usagraph.ontology.terms import NS, RDF, SKOS
from usagraph.records import Claim, Term

__all__ = ["Proposal", "proposals"]


@dataclass(frozen=True)
class Proposal:
    """A thing that a model proposes; the first claim says what it is, and gives its name to the proposal."""

    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The name that decisions are written under."""
        return self.claims[0].id

    @property
    def thing(self) -> Term:
        """What is proposed, or what something is proposed of."""
        return self.claims[0].subject

    @property
    def words(self) -> str:
        """The words of the document that name it."""
        labels = (c.object.value for c in self.claims if c.subject == self.thing and c.predicate == SKOS + "prefLabel")
        return next(labels, None) or self.claims[0].words

    @property
    def status(self) -> str:
        """Rejected where its class is, else pending as long as one of its claims waits."""
        first = self.claims[0].status
        return "pending" if first == "accepted" and any(c.status == "pending" for c in self.claims) else first


def proposals(claims: Collection[Claim]) -> list[Proposal]:
    """The proposals that the claims of models make, in order of the text; an agent or a notion may be of several."""
    heads = {c.subject: c for c in claims if _says_what_it_is(c)}
    rest = {c.subject: c for c in claims if c.subject not in heads}
    found = [Proposal(tuple(_claims_of(head, claims, set(heads)))) for head in heads.values()]
    taken = {claim.id for one in found for claim in one.claims}
    left = [[c for c in claims if c.subject == thing and c.id not in taken] for thing in rest]
    return sorted([*found, *(Proposal(tuple(several)) for several in left if several)], key=_place)


def _claims_of(head: Claim, claims: Collection[Claim], heads: set[Term]) -> Iterator[Claim]:
    """The claim of its class, then those about the thing, then what names the agents and notions that they lead to."""
    yield head
    own = [c for c in claims if c is not head and head.subject in (c.subject, c.object)]
    yield from own
    named = {c.object for c in own if c.object.key} - heads - {head.subject}
    yield from (c for c in claims if c.subject in named and c not in own)


def _says_what_it_is(claim: Claim) -> bool:
    return claim.predicate == RDF + "type" and (claim.object.iri or "").startswith(NS)


def _place(proposal: Proposal) -> tuple[int, str]:
    return proposal.claims[0].passages[0].start, proposal.id
