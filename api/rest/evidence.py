"""The passages behind statements: of one, or of all that is said of a thing."""

from typing import Annotated

from fastapi import APIRouter, Query

from usagraph.api.deps import Fresh, ServiceDep
from usagraph.api.parameters import Cursor, Kind, Language, Limit, Slug
from usagraph.api.rest.filters import thing_named
from usagraph.api.rest.models import LONGEST
from usagraph.api.rest.pages import Place, paged
from usagraph.api.rest.statement_models import StatementList, StatementOut
from usagraph.graph.names import resolve
from usagraph.graph.querying.service import QueryService
from usagraph.graph.statements import Statement, about
from usagraph.ontology.terms import compact

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["Evidence"], dependencies=[Fresh])

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
    iri = thing_named(service, "subject", subject)
    said = [one for one in about(service, iri) if one.triple[0] == iri and _is_of(one, predicate)]
    return _page([one for one in said if _ends_in(service, one, object)], limit, cursor)


@router.get("/entities/{kind}/{slug}/evidence", summary="The passages behind all that is said of an entity")
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
    said = about(service, resolve(service, kind, slug))
    return _page([one for one in said if _is_of(one, predicate)], limit, cursor)


def _is_of(statement: Statement, predicate: str | None) -> bool:
    return predicate is None or predicate in (statement.triple[1], compact(statement.triple[1]))


def _ends_in(service: QueryService, statement: Statement, wanted: str | None) -> bool:
    end = statement.triple[2]
    if wanted is None or end == wanted or (len(wanted) == LONGEST and end.startswith(wanted)):
        return True
    return statement.link and end.endswith(f"/{wanted}") and end == thing_named(service, "object", wanted)


def _page(said: list[Statement], limit: int, cursor: str | None) -> StatementList:
    some, total, following = paged(said, _place, after=cursor, limit=limit)
    return StatementList(items=[StatementOut.of(one) for one in some], total=total, next=following)


def _place(statement: Statement) -> Place:
    subject, predicate, end = statement.triple
    return subject, predicate, end[: LONGEST // 4], statement.language
