"""Entities: lists of them, one with its relations, and the network around it."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep, check_tag
from usagraph.api.negotiation import choose, wanted
from usagraph.api.parameters import Cursor, Include, Kind, Language, Limit, Slug
from usagraph.api.rest.filters import Documents, FilterDep, Types, checked, documents_named, types_named
from usagraph.api.rest.following import Followed
from usagraph.api.rest.linked_data import MEDIA_TYPE, described, link
from usagraph.api.rest.models import EntityOut, EntityPage
from usagraph.api.rest.networks import NeighboursOut, edges_of
from usagraph.api.rest.pages import Place, paged
from usagraph.api.turns import Turns
from usagraph.graph.listing.listing import listed
from usagraph.graph.reading.entities import Relation, describe, network
from usagraph.graph.reading.evidence import counted
from usagraph.graph.reading.names import resolve
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/entities", tags=["Entities"])

OFFERED = ("application/json", MEDIA_TYPE)

Sort = Annotated[
    Literal["label", "-label", "type", "iri", "evidence"],
    Query(
        title="Order",
        description="label, -label (backwards), type, iri, or evidence: the most passages first",
        examples=["evidence"],
    ),
]
Depth = Annotated[int, Query(ge=1, le=3, title="Depth", description="Statements away from it, at most", examples=[2])]

#: Networks of more than one statement around a thing: the engine works on no more at a time, and others wait for it too.
TURNS = Turns(at_once=3, most=40, patience=8.0)


async def in_turn(depth: Depth = 1) -> AsyncIterator[None]:
    """Waits for a turn where the network takes long; raises Overload where it does not come in time."""
    async with TURNS.taken() if depth > 1 else nullcontext():
        yield


@router.get("", summary="Entities, filtered and in order", dependencies=[Fresh])
def entities(
    service: ServiceDep,
    workspace: WorkspaceDep,
    lang: Language,
    wanted: FilterDep,
    sort: Sort = "label",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> EntityPage:
    """A page of the entities that all the filters keep.

    An entity is a case of a degree, a stage, a policy or a direction where it is an action or a step that is one, or is
    linked to one. While documents are added, each entity that was there with the first page comes just once.
    """
    page = listed(service, checked(service, workspace, wanted), sort=sort, after=cursor, limit=limit)
    return EntityPage.of(replace(page, nodes=labelled(service, page.nodes, lang)))


@router.get(
    "/{kind}/{slug}",
    summary="An entity with its relations and their evidence",
    response_model=EntityOut,
    dependencies=[Followed],
    responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}},
)
def entity(
    request: Request,
    response: Response,
    service: ServiceDep,
    lang: Language,
    kind: Kind,
    slug: Slug,
    include: Include = "evidence",
    limit: Annotated[
        int, Query(ge=1, le=5000, title="Limit", description="Most relations in the answer", examples=[100])
    ] = 1000,
    cursor: Cursor = None,
    format: Annotated[
        Literal["json", "jsonld"] | None,
        Query(title="Format", description="json or jsonld; else by the Accept header", examples=["jsonld"]),
    ] = None,
) -> EntityOut | Response:
    """The entity, what is said of it, and for each statement the passages that say it.

    As JSON-LD: the triples that the Turtle at its IRI holds.
    """
    iri = resolve(service, kind, slug)
    media_type = f"application/{format}".replace("jsonld", "ld+json") if format else ""
    media_type = media_type or choose(OFFERED, accept=wanted(request.headers))
    tag = check_tag(request, service, "entity", lang, media_type)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Link": link(request, iri)}
    if media_type == MEDIA_TYPE:
        return Response(described(request, service, iri), media_type=MEDIA_TYPE, headers={**headers, "Vary": "Accept"})
    response.headers.update(headers)
    return _told(service, iri, lang, told=include == "evidence", limit=limit, cursor=cursor)


@router.get(
    "/{kind}/{slug}/neighbours",
    summary="The network around an entity",
    dependencies=[Fresh, Followed, Depends(in_turn)],
)
def neighbours(
    service: ServiceDep,
    lang: Language,
    kind: Kind,
    slug: Slug,
    depth: Depth = 1,
    type: Types = None,
    document: Documents = None,
    include: Include = "evidence",
    limit: Annotated[
        int,
        Query(ge=1, le=1000, title="Limit", description="Most things in the answer: the nearest ones", examples=[50]),
    ] = 200,
) -> NeighboursOut:
    """The things within `depth` of the entity, nearest first, and what links them; steps are folded into the degree of their action.

    Where there are more things than `limit`, `truncated` says so, and `total` how many were met: what lies beyond a thing
    that is left out is not looked at. While many ask, each waits for its turn, and is answered 503 where it does not come.
    """
    focus = resolve(service, kind, slug)
    graph = network(
        service,
        focus=focus,
        depth=depth,
        kinds=types_named(service, type),
        documents=documents_named(service, document),
        most=limit,
    )
    nodes: tuple[Node, ...] = tuple(data["node"] for _, data in graph.nodes(data=True))
    named = {node.iri: node for node in labelled(service, nodes, lang)}
    # A passage of a document that was not asked for does not count: which they are is known when they are read.
    unread = include == "none" and not document
    passages = counted(service, edges_of(graph)) if unread else None
    return NeighboursOut.of(graph, named, focus, told=include == "evidence", passages=passages)


def _told(service: ServiceDep, iri: str, lang: str, *, told: bool, limit: int, cursor: str | None) -> EntityOut:
    found = describe(service, iri)
    some, total, following = paged(found.relations, _place, after=cursor, limit=limit)
    shown = labelled(service, replace(found, relations=tuple(some)), lang)
    return EntityOut.of(shown, told=told, total=total, next=following)


def _place(relation: Relation) -> Place:
    """Where a relation stands: those of which the entity is the subject first, by property, then by the other end."""
    other = relation.other
    if isinstance(other, Node):
        # By its IRI: a label may change while documents are added.
        return relation.inverse, relation.predicate, other.iri, ""
    digest = hashlib.sha256(f"{relation.language} {other}".encode()).hexdigest()[:16]
    return relation.inverse, relation.predicate, other[:100], digest
