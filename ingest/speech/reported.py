"""What a document reports: words and who speaks, definitions and their holders, findings, factors and who raises them."""

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.speech.definitions import read_definitions
from usagraph.ingest.speech.factors import read_factors
from usagraph.ingest.speech.findings import read_findings
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ingest.speech.verbatims import read_verbatims

__all__ = ["read_reported"]


def read_reported(draft: Draft, bodies: Bodies, known: KnownNames) -> None:
    """Adds the claims of these families, which all tell whom something is due to."""
    speakers = Speakers(draft, bodies)
    read_verbatims(draft, speakers)
    read_definitions(draft, speakers, known)
    read_findings(draft, speakers)
    read_factors(draft, speakers)
