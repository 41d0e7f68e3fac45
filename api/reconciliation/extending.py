"""Data extension: the properties that may be fetched, and their values."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.reconciliation.access import Readable
from usagraph.api.reconciliation.examples import answers_shown
from usagraph.api.reconciliation.fields import Fault
from usagraph.api.reconciliation.reading import read_extension, typed
from usagraph.api.reconciliation.shaping import Json, cell, property_shape
from usagraph.api.reconciliation.tongues import ROOT, Fresh, Tongue, answered, root_of
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.kinds import family, local_part
from usagraph.graph.reading.names import names
from usagraph.graph.reconciling.extension import extended
from usagraph.graph.reconciling.facts import Fact
from usagraph.graph.reconciling.ids import iri_of
from usagraph.graph.reconciling.properties import Property, proposed
from usagraph.visualisations.links import page_of

__all__ = ["extension", "router"]

router = APIRouter(prefix=ROOT, tags=["Reconciliation"], dependencies=[Readable])


@router.get(
    "/properties",
    summary="The properties that may be fetched of things of a type",
    responses=answers_shown("data-extension-property-proposal"),
)
def properties(
    request: Request,
    lang: Tongue,
    tag: Fresh,
    type: Annotated[
        str | None,
        Query(
            max_length=300, title="Type", description="A type of the service; all by default", examples=["LegalText"]
        ),
    ] = None,
    limit: Annotated[
        int, Query(ge=1, le=1000, title="Limit", description="Most properties in the answer", examples=[20])
    ] = 100,
) -> dict[str, object]:
    """The properties, each with its name in the language."""
    try:
        kinds = typed([type], "type") if type else ()
    except Fault as fault:
        raise fault.problem from None
    content: Json = {"properties": [property_shape(one, lang) for one in proposed(kinds)[:limit]], "limit": limit}
    return answered(request, content | ({"type": kinds[0].id} if kinds else {}), lang, tag)  # type: ignore[return-value] # a Response, sent as it is


def extension(request: Request, service: QueryService, lang: str, text: str) -> Json:
    """The values of some properties of some things: what they are called, and a row for each thing."""
    ids, columns = read_extension(text)
    rows = extended(service, ids, columns, lang)
    made = {one.property.id: one.property for one in columns if one.property.kind == "address"}
    known = names(service)
    shown: dict[str, dict[str, list[Json]]] = {}
    for id, row in rows.items():
        iri = iri_of(id, service.base)
        addresses = {name: _address(request, one, iri, lang) for name, one in made.items() if iri in known}
        values = {one.property.id: _cells(row[one.property.id], one.property, service.base) for one in columns}
        shown[id] = values | {name: [{"str": address}] for name, address in addresses.items() if address}
    return {"meta": [{"id": one.property.id, "name": one.property.name(lang)} for one in columns], "rows": shown}


def _cells(values: Sequence[Fact], property: Property, base: str) -> list[Json]:
    return [cell(fact, property.kind, base) for fact in values]


def _address(request: Request, property: Property, iri: str, lang: str) -> str:
    """An address that is made from the IRI of a thing: itself, its page, its relations with their passages."""
    root = root_of(request)
    match property.id:
        case "iri":
            return iri
        case "page":
            page = page_of(iri, lang)
            return root + page if page else ""
    return f"{root}/api/v1/entities/{family(iri)}/{local_part(iri)}?include=evidence&lang={lang}"
