"""What a document draws on: the works it lists, those it cites, and the notions that their authors argue for."""

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.literature.advocates import read_advocates
from usagraph.ingest.literature.references import read_references
from usagraph.ingest.literature.works import Works, read_works

__all__ = ["read_literature"]


def read_literature(draft: Draft, known: KnownNames, scope: str) -> Works:
    """Adds the claims of these families; gives back the works listed."""
    listed = read_works(draft)
    read_references(draft, listed, scope)
    read_advocates(draft, listed, known, scope)
    return listed
