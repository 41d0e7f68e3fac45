"""Why a statement holds that no document says as it is."""

from typing import Annotated

from fastapi import APIRouter, Query

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep
from usagraph.api.parameters import Language
from usagraph.api.rest.filters import iri_named, thing_named
from usagraph.api.rest.models import LONGEST
from usagraph.api.rest.statement_models import ReasonOut, Reasons
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.grounds import grounds
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["Evidence"], dependencies=[Fresh])

Follows = Annotated[
    str,
    Query(
        max_length=LONGEST,
        title="Subject",
        description="What the statement is about: IRI, or type/name",
        examples=["action/valserine-das-social-decider-ensemble"],
    ),
]
Property = Annotated[
    str,
    Query(max_length=300, title="Property", description="Its IRI, or its prefixed name", examples=["rdf:type"]),
]
End = Annotated[
    str,
    Query(
        max_length=LONGEST,
        title="Object",
        description="IRI, prefixed name, or type/name",
        examples=["ug:SocialCoConstruction"],
    ),
]


@router.get("/reasons", summary="What a statement follows from")
def reasons(
    service: ServiceDep, workspace: WorkspaceDep, lang: Language, subject: Follows, predicate: Property, object: End
) -> Reasons:
    """The ways in which a statement between things follows from others: the rule, and its premises with their passages.

    None where no rule gives it: a document says it, the reference data do, or nothing does.
    """
    start, end = thing_named(service, workspace, "subject", subject), _end(service, workspace, object)
    triple = (start, iri_named("predicate", predicate), end)
    ways = [ReasonOut.of(one, lang) for one in grounds(service, triple)]
    return Reasons(items=ways, total=len(ways))


def _end(service: QueryService, workspace: Workspace, value: str) -> str:
    """The IRI of the object: whole, prefixed, or that of a thing of the graph."""
    return iri_named("object", value) if ":" in value else thing_named(service, workspace, "object", value)
