"""How the service is, and the graph in figures."""

from fastapi import APIRouter

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep
from usagraph.api.rest.service_models import Health, Statistics
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names

__all__ = ["router"]

router = APIRouter(tags=["Service"])

TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CLAIMS = "SELECT ?status (COUNT(*) AS ?n) { GRAPH ?g { ?claim a ug:Claim ; ug:status ?status } } GROUP BY ?status"


@router.get("/health", summary="Is the service well?", dependencies=[Fresh])
@router.get("/sante", include_in_schema=False, dependencies=[Fresh])
async def health(service: ServiceDep) -> Health:
    """A sign of life; no query is run."""
    return Health(status="ok", generation=service.refresh())


@router.get("/api/v1/statistics", summary="The graph in figures", dependencies=[Fresh])
def statistics(service: ServiceDep, workspace: WorkspaceDep) -> Statistics:
    """Documents, triples, entities by class and claims by status; counted once for each snapshot."""
    triples, claims = service.remember("statistics", lambda: _counts(service))
    return Statistics(
        generation=service.generation,
        documents=len(workspace.ids()),
        triples=triples,
        entities={kind: count for kind, count in names(service).reader.counts().items() if kind},
        claims=claims,
    )


def _counts(service: QueryService) -> tuple[int, dict[str, int]]:
    triples = int(service.select(TRIPLES)[0]["n"])
    rows = service.select(CLAIMS)
    return triples, {row["status"].rpartition("/")[2]: int(row["n"]) for row in rows if "status" in row}
