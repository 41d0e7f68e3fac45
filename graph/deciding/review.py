"""The decisions of people as quads of the evidence: who decided, when, and of which claims."""

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from usagraph.graph.deciding.curation import Decision
from usagraph.graph.provenance import claim_name
from usagraph.ontology.terms import DCT, PROV, RDF, RDFS, XSD, concept
from usagraph.records import Claim
from usagraph.textview import slug

__all__ = ["reviews"]

_TYPE = ox.NamedNode(RDF + "type")


def reviews(decisions: Collection[Decision], claims: Collection[Claim], base: str) -> Iterator[ox.Triple]:
    """Each decision on a claim that the graph holds: an activity that used the claim, and the agent it was made by."""
    status = {claim.id: claim.status for claim in claims}
    for decision in decisions:
        # A claim that another decision accepted is not of those that this one rejects.
        about = [claim for claim in decision.claims if status.get(claim) == decision.status]
        if about:
            yield from _review(decision, about, base)


def _review(decision: Decision, about: list[str], base: str) -> Iterator[ox.Triple]:
    node = ox.NamedNode(f"{base}/id/decision/{claim_name(decision.document, decision.proposal)}")
    agent = ox.NamedNode(f"{base}/id/reviewer/{slug(decision.by)}")
    time = ox.Literal(decision.when, datatype=ox.NamedNode(XSD + "dateTime"))
    yield ox.Triple(node, _TYPE, ox.NamedNode(PROV + "Activity"))
    yield ox.Triple(node, ox.NamedNode(DCT + "type"), ox.NamedNode(concept("claim-status", decision.status)))
    yield ox.Triple(node, ox.NamedNode(PROV + "endedAtTime"), time)
    yield ox.Triple(node, ox.NamedNode(PROV + "wasAssociatedWith"), agent)
    yield ox.Triple(agent, _TYPE, ox.NamedNode(PROV + "Agent"))
    yield ox.Triple(agent, ox.NamedNode(RDFS + "label"), ox.Literal(decision.by))
    if decision.why:
        yield ox.Triple(node, ox.NamedNode(DCT + "description"), ox.Literal(decision.why))
    for claim in about:
        name = f"{base}/id/claim/{claim_name(decision.document, claim)}"
        yield ox.Triple(node, ox.NamedNode(PROV + "used"), ox.NamedNode(name))
