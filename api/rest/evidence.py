"""The passages behind statements: of one, or of all that is said of a thing."""

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep
from usagraph.api.parameters import Cursor, Kind, Language, Limit, Slug
from usagraph.api.problems import Problem
from usagraph.api.rest.filters import no_value, property_named, short, thing_named
from usagraph.api.rest.following import Followed
from usagraph.api.rest.models import LONGEST
from usagraph.api.rest.pages import Place, paged
from usagraph.api.rest.statement_models import StatementList, StatementOut
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import resolve
from usagraph.graph.reading.statements import Statement, about
from usagraph.ontology.terms import VOC
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["Evidence"], dependencies=[Fresh])

#: `type/name`, as things are named.
_NAME = re.compile(r"[a-z][a-z0-9-]*/[^\s/]+")

Predicate = Annotated[
    str | None,
    Query(
        max_length=300,
        title="Property",
        description="Only statements of this property: its IRI, or its prefixed name",
        examples=["ug:ledBy"],
    ),
]
Subject = Annotated[
    str,
    Query(
        max_length=LONGEST,
        title="Subject",
        description="What the statements are about: IRI, or type/name",
        examples=["action/valserine-drm-atelier-des-covoitureurs"],
    ),
]
Object = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        title="Object",
        description="Only statements with this other end: IRI, type/name, or the value as it is written",
        examples=["directorate/valserine-drm"],
    ),
]


@router.get("/evidence", summary="The passages that say a statement")
def evidence(
    service: ServiceDep,
    workspace: WorkspaceDep,
    lang: Language,
    subject: Subject,
    predicate: Predicate = None,
    object: Object = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> StatementList:
    """The statements of a subject, narrowed to a property and an object where they are given, each with its passages.

    An inferred statement comes with the passages of those that it follows from; one of the reference data has none.
    """
    iri = thing_named(service, workspace, "subject", subject)
    said = _of(service, [one for one in about(service, iri) if one.triple[0] == iri], predicate)
    return _page(said if object is None else _ending(service, workspace, said, object), limit, cursor)


@router.get(
    "/entities/{kind}/{slug}/evidence",
    summary="The passages behind all that is said of an entity",
    dependencies=[Followed],
)
def entity_evidence(
    service: ServiceDep,
    lang: Language,
    kind: Kind,
    slug: Slug,
    predicate: Predicate = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> StatementList:
    """The statements of which the entity is the subject or the object, each with its passages."""
    return _page(_of(service, about(service, resolve(service, kind, slug)), predicate), limit, cursor)


def _of(service: QueryService, said: Sequence[Statement], predicate: str | None) -> list[Statement]:
    """The statements of a property, where one is named; raises Problem for one that there is not."""
    if predicate is None:
        return list(said)
    wanted = property_named(service, predicate, {one.triple[1] for one in said})
    return [one for one in said if one.triple[1] == wanted]


def _ending(service: QueryService, workspace: Workspace, said: Sequence[Statement], wanted: str) -> list[Statement]:
    """The statements that end in a value, or in a thing; raises Problem for a thing that there is not."""
    found = [one for one in said if _ends_in(one, wanted)]
    if found or not (wanted.startswith((f"{service.base}/id/", VOC)) or _NAME.fullmatch(wanted)):
        return found
    try:
        iri = thing_named(service, workspace, "object", wanted)
    except Problem as problem:
        if problem.status != 404:
            raise
        raise no_value("object", wanted, (short(service, one.triple[2]) for one in said if one.link)) from None
    return [one for one in said if one.triple[2] == iri]


def _ends_in(statement: Statement, wanted: str) -> bool:
    end = statement.triple[2]
    return end == wanted or (len(wanted) == LONGEST and end.startswith(wanted))


def _page(said: list[Statement], limit: int, cursor: str | None) -> StatementList:
    some, total, following = paged(said, _place, after=cursor, limit=limit)
    return StatementList(items=[StatementOut.of(one) for one in some], total=total, next=following)


def _place(statement: Statement) -> Place:
    subject, predicate, end = statement.triple
    return subject, predicate, end[: LONGEST // 4], statement.language
