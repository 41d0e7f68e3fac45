"""Entities, their relations with the passages that say them, their neighbours, and the search by name."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from usagraph.api.deps import Cursor, Fresh, Limit, ServiceDep, page
from usagraph.api.models import EdgeOut, EntityOut, EntityPage, EvidenceOut, HitList, HitOut, NeighboursOut, NodeOut
from usagraph.graph.entities import describe, find, network
from usagraph.graph.names import is_of_kind, names, resolve
from usagraph.ontology.terms import compact

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["Entities"], dependencies=[Fresh])

Type = Annotated[str | None, Query(title="Class or scheme", description="Action, legal-text, degree…")]
Words = Annotated[
    str, Query(max_length=200, title="Words of the name", description="Deaf to case, accents and plurals")
]
Kind = Annotated[str, Path(title="Type in the IRI, or scheme of the concept", examples=["action"])]
Slug = Annotated[str, Path(title="End of the IRI", examples=["isere-atelier-mobilite"])]


@router.get("/entities", summary="Entities by class and name")
def entities(
    service: ServiceDep, type: Type = None, q: Words = "", limit: Limit = 50, cursor: Cursor = 0
) -> EntityPage:
    """The entities of a class, those whose name holds `q` where it is given."""
    known = names(service)
    if q.strip():
        nodes = [hit.node for hit in find(service, q, kind=type, limit=len(known))]
    else:
        nodes = [one.node for one in known.values() if not type or is_of_kind(one.node, type)]
    items, after = page(nodes, cursor, limit)
    return EntityPage(items=[NodeOut.of(node) for node in items], total=len(nodes), next=after)


@router.get("/entities/{kind}/{slug}", summary="An entity with its relations and their evidence")
def entity(service: ServiceDep, kind: Kind, slug: Slug) -> EntityOut:
    """The entity, all that is said of it, and for each statement the passages that say it."""
    return EntityOut.of(describe(service, resolve(service, kind, slug)))


@router.get("/entities/{kind}/{slug}/neighbours", summary="The network around an entity")
def neighbours(
    service: ServiceDep,
    kind: Kind,
    slug: Slug,
    depth: Annotated[int, Query(ge=1, le=3, title="Edges away from it, at most")] = 1,
    type: Annotated[list[str] | None, Query(title="Only these classes; may be repeated")] = None,
    document: Annotated[list[str] | None, Query(title="Only what these documents say; may be repeated")] = None,
) -> NeighboursOut:
    """The nodes and edges within `depth` of the entity; steps are folded into the degree of their action."""
    focus = resolve(service, kind, slug)
    graph = network(service, focus=focus, depth=depth, kinds=tuple(type or ()), documents=tuple(document or ()))
    nodes = [NodeOut.of(data["node"]) for _, data in graph.nodes(data=True)]
    return NeighboursOut(nodes=nodes, edges=[_edge(*one) for one in graph.edges(data=True)])


@router.get("/search", summary="Search by name")
def search(service: ServiceDep, q: Words, type: Type = None, limit: Limit = 50) -> HitList:
    """The things whose label, other name or acronym holds the words, best first."""
    return HitList(items=[HitOut.of(hit) for hit in find(service, q, kind=type, limit=limit)])


def _edge(source: str, target: str, data: dict[str, Any]) -> EdgeOut:
    evidence = [EvidenceOut.of(one) for one in data["evidence"]]
    predicate = str(data["predicate"])
    return EdgeOut(
        source=source,
        target=target,
        predicate=predicate,
        name=compact(predicate),
        inferred=bool(data["inferred"]),
        evidence=evidence,
    )
