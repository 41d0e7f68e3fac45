"""The filters of lists, and the things that parameters name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from usagraph.api.problems import Problem
from usagraph.errors import AmbiguousName, UnknownName
from usagraph.graph.catalogue import catalogue
from usagraph.graph.listing import Filter
from usagraph.graph.names import names, resolve
from usagraph.graph.querying.service import QueryService
from usagraph.graph.selection import settled
from usagraph.ontology.terms import VOC, expand, is_iri

__all__ = [
    "Documents",
    "FilterDep",
    "Type",
    "Types",
    "Words",
    "checked",
    "documents_named",
    "iri_named",
    "short",
    "thing_named",
]

#: Filters whose values are things; documents are found by the start of their ids too.
_THINGS = ("degree", "policy", "stage", "direction")
_LONGEST = 300
#: Documents that are named where several begin so.
_NAMED = 10

Type = Annotated[
    str | None,
    Query(max_length=100, title="Type", description="Class, its type in IRIs, or scheme", examples=["action"]),
]
Types = Annotated[
    list[Annotated[str, Field(max_length=100)]] | None,
    Query(
        max_length=50,
        title="Types",
        description="Only things of these classes or schemes; repeat it for several",
        examples=[["action"]],
    ),
]
Documents = Annotated[
    list[Annotated[str, Field(max_length=_LONGEST)]] | None,
    Query(
        max_length=200,
        title="Documents",
        description="Only what these documents say: their ids, unambiguous starts of them or IRIs; repeat it for several",
        examples=[["fiche-11"]],
    ),
]
Words = Annotated[
    str,
    Query(
        max_length=200,
        title="Words",
        description="Words of the name; deaf to case, accents and plurals",
        examples=["mobilité"],
    ),
]


def _thing(title: str, description: str, example: str) -> object:
    told = f"{description}: IRI, type/name or name"
    return Query(max_length=_LONGEST, title=title, description=told, examples=[example])


async def get_filter(
    type: Type = None,
    q: Words = "",
    degree: Annotated[str | None, _thing("Degree", "Only what is a case of this degree", "consultation")] = None,
    policy: Annotated[str | None, _thing("Policy", "Only what is in this policy", "routes-mobilites")] = None,
    stage: Annotated[str | None, _thing("Stage", "Only what is at this stage of a project", "conception")] = None,
    direction: Annotated[str | None, _thing("Direction", "Only what this direction leads", "valserine-drm")] = None,
    document: Annotated[
        str | None,
        Query(
            max_length=_LONGEST,
            title="Document",
            description="Only what this document speaks of: its id, an unambiguous start of it or its IRI",
            examples=["fiche-11"],
        ),
    ] = None,
) -> Filter:
    """The filter that the parameters ask for."""
    return Filter(type, q, degree, policy, stage, direction, document)


FilterDep = Annotated[Filter, Depends(get_filter)]


def checked(service: QueryService, wanted: Filter) -> Filter:
    """The filter with IRIs for its values; raises Problem that names the parameter whose value there is not."""
    for name in _THINGS:
        try:
            settled(service, Filter(**{name: getattr(wanted, name)}))
        except UnknownName:
            raise _no_value(name, str(getattr(wanted, name))) from None
    document = document_named(service, wanted.document) if wanted.document else None
    return settled(service, replace(wanted, document=document))


def document_named(service: QueryService, value: str) -> str:
    """The IRI of the document that the parameter `document` names; raises Problem, or AmbiguousName."""
    start = f"{service.base}/id/document/"
    wanted = start + value.removeprefix(start).removeprefix("document/")
    known = catalogue(service).of("document")
    found = {wanted} & known or {iri for iri in known if wanted != start and iri.startswith(wanted)}
    if not found:
        raise _no_value("document", value)
    if len(found) > 1:
        raise AmbiguousName(name=value, found=", ".join(sorted(iri.removeprefix(start) for iri in found)[:_NAMED]))
    return found.pop()


def documents_named(service: QueryService, values: Iterable[str] | None) -> tuple[str, ...]:
    """The IRIs of the documents that the parameter `document` names; raises Problem, or AmbiguousName."""
    return tuple(document_named(service, value) for value in values or ())


def _no_value(name: str, value: str) -> Problem:
    return Problem(400, "wrong-use", "no-value", name=name, found=value[:80])


def thing_named(service: QueryService, name: str, value: str) -> str:
    """The IRI that a parameter names by its IRI or by `type/name`; raises Problem that names the parameter."""
    try:
        if value in names(service):
            return value
        kind, _, slug = value.partition("/")
        return resolve(service, kind, slug)
    except UnknownName:
        raise Problem(404, "unknown-name", "no-thing", name=name, found=value[:80]) from None


def iri_named(name: str, value: str) -> str:
    """The IRI that a parameter gives whole or by its prefix; raises Problem that names the parameter."""
    iri = expand(value)
    if not is_iri(iri):
        raise _no_value(name, value)
    return iri


def short(service: QueryService, iri: str) -> str:
    """`type/name` of a thing or a concept, as parameters take it; the IRI of what is neither."""
    for start in (f"{service.base}/id/", VOC):
        if iri.startswith(start):
            return iri.removeprefix(start)
    return iri
