"""The filters of lists, and the things that parameters name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from usagraph.api.fates import successor
from usagraph.api.problems import Problem
from usagraph.errors import AmbiguousName, GoneAddress, UnknownName
from usagraph.graph.listing.catalogue import catalogue
from usagraph.graph.listing.listing import Filter
from usagraph.graph.listing.selection import settled
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.kinds import kind_name
from usagraph.graph.reading.names import names, resolve
from usagraph.ontology.load import labels, schemes
from usagraph.ontology.terms import NS, VOC, compact, expand, is_iri
from usagraph.workspace import Workspace

__all__ = [
    "Documents",
    "FilterDep",
    "Type",
    "Types",
    "Words",
    "checked",
    "documents_named",
    "iri_named",
    "no_value",
    "property_named",
    "short",
    "thing_named",
    "types_named",
]

#: Filters whose values are things, and the types of those; documents are found by the start of their ids too.
_THINGS = {"degree": "degree", "policy": "policy", "stage": "stage", "direction": "directorate"}
#: Types in IRIs that are no name of a class.
_MINTED = ("change-event", "decision", "document", "group", "post", "unit")
_LONGEST = 300
#: Documents that are named where several begin so, and values where one is misspelt.
_NAMED, _CLOSE = 10, 5
#: How alike a value and one that is named for it are, and how many things a value is compared with.
_ALIKE, _COMPARED = 0.3, 2_000
_HELD = "SELECT (1 AS ?held) { ?s ?property ?o } LIMIT 1"

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


def checked(service: QueryService, workspace: Workspace, wanted: Filter) -> Filter:
    """The filter with IRIs for its values; raises Problem that names the parameter whose value there is not."""
    types_named(service, [wanted.kind or ""])
    values = {name: _value(service, workspace, name, value) for name in _THINGS if (value := getattr(wanted, name))}
    document = document_named(service, wanted.document) if wanted.document else None
    return settled(service, replace(wanted, document=document, **values))


def _value(service: QueryService, workspace: Workspace, name: str, value: str) -> str:
    """The IRI of a thing that a filter names."""
    try:
        return str(getattr(settled(service, Filter(**{name: value})), name))
    except UnknownName as error:
        kind = _THINGS[name]
        placed = value if "/" in value else f"{kind}/{value}"
        iri = _followed(service, workspace, name, placed, error)
        if iri is None:
            known = names(service).reader
            near = {*known.in_family(kind, _COMPARED), *known.of_kinds((kind,))}
            raise no_value(name, value, (short(service, one) for one in near)) from None
        return iri


def types_named(service: QueryService, values: Iterable[str] | None) -> tuple[str, ...]:
    """The classes, types in IRIs and schemes that the parameter `type` names; raises Problem for one that there is not."""
    wanted = tuple(value for value in values or () if value)
    for value in wanted:
        if kind_name(value) not in _types() and kind_name(value) not in catalogue(service).of_kind:
            raise no_value("type", value, _types().values())
    return wanted


@cache
def _types() -> dict[str, str]:
    """What the ontology knows things to be, whether the graph has any or not: the names as parameters take them."""
    classes = (iri.removeprefix(NS) for iri in labels("fr") if iri.startswith(NS))
    written = [re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in classes if name[:1].isupper()]
    return {kind_name(name): name for name in (*written, *_MINTED, *schemes())}


def property_named(service: QueryService, value: str, met: Iterable[str]) -> str:
    """The IRI of the property that the parameter `predicate` names: one of those `met`, of the ontology or of the graph."""
    iri, known = expand(value), {*met, *(one for one in labels("fr") if one.removeprefix(NS)[:1].islower())}
    if iri in known or (is_iri(iri) and service.select(_HELD, property=iri)):
        return iri
    raise no_value("predicate", value, map(compact, known))


def document_named(service: QueryService, value: str) -> str:
    """The IRI of the document that the parameter `document` names; raises Problem, or AmbiguousName."""
    start = f"{service.base}/id/document/"
    wanted = start + value.removeprefix(start).removeprefix("document/")
    known = catalogue(service).of("document")
    found = {wanted} & known or {iri for iri in known if wanted != start and iri.startswith(wanted)}
    if not found:
        raise no_value("document", value, (short(service, iri).partition("/")[2] for iri in known))
    if len(found) > 1:
        raise AmbiguousName(name=value, found=", ".join(sorted(iri.removeprefix(start) for iri in found)[:_NAMED]))
    return found.pop()


def documents_named(service: QueryService, values: Iterable[str] | None) -> tuple[str, ...]:
    """The IRIs of the documents that the parameter `document` names; raises Problem, or AmbiguousName."""
    return tuple(document_named(service, value) for value in values or ())


def no_value(name: str, value: str, known: Iterable[str] = ()) -> Problem:
    """The refusal of a value that there is not, with those of the known ones that are close to it."""
    folded = {one.lower(): one for one in sorted(known)}
    close = [folded[one] for one in get_close_matches(value[:80].lower(), folded, n=_CLOSE, cutoff=_ALIKE)]
    detail = "no-value-near" if close else "no-value"
    return Problem(400, "wrong-use", detail, name=name, found=value[:80], known=", ".join(close))


def thing_named(service: QueryService, workspace: Workspace, name: str, value: str) -> str:
    """The IRI that a parameter names by its IRI or by `type/name`, or that of what it was merged into.

    Raises Problem that names the parameter: 410 for what was taken away, 404 for what never was.
    """
    try:
        if value in names(service):
            return value
        kind, _, slug = value.partition("/")
        return resolve(service, kind, slug)
    except UnknownName as error:
        iri = _followed(service, workspace, name, value, error)
        if iri is None:
            raise Problem(404, "unknown-name", "no-thing", name=name, found=value[:80]) from None
        return iri


def _followed(service: QueryService, workspace: Workspace, name: str, value: str, error: UnknownName) -> str | None:
    """The IRI of what the thing of a parameter was merged into; None where it never was; raises Problem where it is gone."""
    try:
        moved = successor(workspace, "/id/" + value.removeprefix(f"{service.base}/id/"), error, service)
    except GoneAddress:
        raise Problem(410, "unknown-name", "gone-thing", name=name, found=value[:80]) from None
    except UnknownName:
        return None
    return service.base + moved if service.base + moved in names(service) else None


def iri_named(name: str, value: str) -> str:
    """The IRI that a parameter gives whole or by its prefix; raises Problem that names the parameter."""
    iri = expand(value)
    if not is_iri(iri):
        raise no_value(name, value)
    return iri


def short(service: QueryService, iri: str) -> str:
    """`type/name` of a thing or a concept, as parameters take it; the IRI of what is neither."""
    for start in (f"{service.base}/id/", VOC):
        if iri.startswith(start):
            return iri.removeprefix(start)
    return iri
