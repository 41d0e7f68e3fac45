"""Entities, their relations with the passages that say them, their neighbours, and the search by name."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from usagraph.api.deps import Cursor, Fresh, Limit, ServiceDep
from usagraph.api.rest.found import HitList, HitOut, SuggestionList
from usagraph.api.rest.models import EdgeOut, EntityOut, EntityPage, EvidenceOut, NeighboursOut, NodeOut
from usagraph.graph.entities import describe, network, search, suggest
from usagraph.graph.names import names, resolve
from usagraph.graph.search.finding import named_so
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
    reader = names(service).reader
    if q.strip():
        nodes, total = named_so(reader, q, type, cursor, limit)
    else:
        nodes, total = reader.listed(type, cursor, limit), reader.count(type)
    end = cursor + limit
    return EntityPage(items=[NodeOut.of(node) for node in nodes], total=total, next=end if end < total else None)


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


@router.get("/search", summary="Search: things by their names, and passages of documents")
def search_all(
    service: ServiceDep,
    q: Words,
    type: Type = None,
    limit: Limit = 50,
    passages: Annotated[int, Query(ge=0, le=100, title="Most passages in the answer")] = 10,
) -> HitList:
    """The things whose label, other name or acronym holds the words, and the passages that hold them, best first.

    All the words; where nothing holds them all, fewer, and `left_out` says which were given up. "Words in quotes" are
    looked for in a row. An acronym and what it stands for are found by each other.
    """
    return HitList.of(search(service, q, kind=type, limit=limit, passages=passages))


@router.get("/suggest", summary="Names that begin so")
def suggestions(
    service: ServiceDep, q: Words, limit: Annotated[int, Query(ge=1, le=50, title="Most names in the answer")] = 10
) -> SuggestionList:
    """The things whose name, or a word of whose name, begins with what is typed."""
    return SuggestionList(items=[HitOut.of(hit) for hit in suggest(service, q, limit)])


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
