"""The search: in names and in the text of documents; names as they are typed; facets."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep
from usagraph.api.parameters import Language, Limit
from usagraph.api.rest.filters import FilterDep, Type, Words, checked, short, types_named
from usagraph.api.rest.found import HitList, HitOut, SuggestionList
from usagraph.api.rest.models import NodeOut
from usagraph.api.rest.service_models import FacetList, FacetOut, FacetValueOut
from usagraph.graph.listing.facets import facets
from usagraph.graph.listing.listing import Filter, listed
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import search, suggest
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node
from usagraph.ontology.load import labels

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["Search"], dependencies=[Fresh])


@router.get("/search", summary="Search: things by their names, and passages of documents")
def search_all(
    service: ServiceDep,
    lang: Language,
    q: Words,
    type: Type = None,
    limit: Limit = 50,
    passages: Annotated[
        int, Query(ge=0, le=100, title="Passages", description="Most passages in the answer", examples=[5])
    ] = 10,
) -> HitList:
    """The things whose label, other name or acronym holds the words, and the passages that hold them, best first.

    All the words; where nothing holds them all, fewer, and `left_out` says which were given up. "Words in quotes" are
    looked for in a row. An acronym and what it stands for are found by each other.
    """
    types_named(service, [type or ""])
    return HitList.of(labelled(service, search(service, q, kind=type, limit=limit, passages=passages), lang))


@router.get("/suggest", summary="Names that begin so")
def suggestions(
    service: ServiceDep,
    lang: Language,
    q: Words,
    limit: Annotated[int, Query(ge=1, le=50, title="Limit", description="Most names in the answer", examples=[5])] = 10,
) -> SuggestionList:
    """The things whose name, or a word of whose name, begins with what is typed."""
    found = labelled(service, tuple(suggest(service, q, limit)), lang)
    return SuggestionList(items=[HitOut.of(hit) for hit in found])


@router.get("/facets", summary="The values of each filter, counted")
def all_facets(
    service: ServiceDep,
    workspace: WorkspaceDep,
    lang: Language,
    wanted: FilterDep,
    limit: Annotated[
        int, Query(ge=1, le=500, title="Limit", description="Most values of each filter in the answer", examples=[10])
    ] = 50,
) -> FacetList:
    """For each filter of the list of entities its values, with how many entities each keeps beside the other filters."""
    asked = checked(service, workspace, wanted)
    found = facets(service, asked)
    shown = labelled(service, tuple(values[:limit] for values in found.values()), lang)
    items = [
        FacetOut(
            name=_name(name),
            total=len(found[name]),
            values=[_value(service, asked, name, _in_words(node, lang), count) for node, count in values],
        )
        for name, values in zip(found, shown, strict=True)
    ]
    return FacetList(items=items, total=listed(service, asked, limit=1).total)


def _in_words(node: Node, lang: str) -> Node:
    """A class or a scheme under the name that the ontology gives it; any other thing as it is."""
    return (
        replace(node, label=labels(lang).get(node.iri, node.label)) if node.kind in ("Class", "ConceptScheme") else node
    )


def _value(service: QueryService, asked: Filter, name: str, node: Node, count: int) -> FacetValueOut:
    end = short(service, node.iri).rpartition("#")[2]
    given = {other: short(service, value) for other, value in vars(asked).items() if value} | {name: end}
    query = urlencode({_name(other): value for other, value in given.items()})
    return FacetValueOut(node=NodeOut.of(node), count=count, url=f"/api/v1/entities?{query}")


def _name(name: str) -> str:
    """The parameter that stands for a part of a filter."""
    return {"kind": "type", "words": "q"}.get(name, name)
