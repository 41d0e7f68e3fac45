"""What is offered while a person types: things, properties and types, each with a card that tells what it is."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from markupsafe import escape

from usagraph.api.deps import ServiceDep
from usagraph.api.reconciliation.access import Readable
from usagraph.api.reconciliation.examples import answers_shown
from usagraph.api.reconciliation.fields import Fault
from usagraph.api.reconciliation.reading import typed
from usagraph.api.reconciliation.shaping import of_types, property_shape, type_shape
from usagraph.api.reconciliation.tongues import ROOT, Fresh, Tongue, answered
from usagraph.errors import UnknownName
from usagraph.french import words
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.beginnings import begun
from usagraph.graph.reconciling.candidates import Candidate, named
from usagraph.graph.reconciling.explaining import explained, features_known
from usagraph.graph.reconciling.facts import told
from usagraph.graph.reconciling.ids import id_of, iri_of
from usagraph.graph.reconciling.kinds import cases_of, type_named, types
from usagraph.graph.reconciling.properties import properties, property_named
from usagraph.graph.reconciling.telling import in_a_line, shown_properties

__all__ = ["router", "told_in_a_line"]

router = APIRouter(prefix=ROOT, tags=["Reconciliation"], dependencies=[Readable])

#: Suggestions in an answer.
SHOWN = 20

Prefix = Annotated[str, Query(max_length=500, title="Beginning", description="What was typed so far", examples=["Dir"])]
Start = Annotated[
    int, Query(ge=0, le=10_000, title="Cursor", description="How many suggestions to pass over", examples=[0])
]
Id = Annotated[
    str,
    Query(
        min_length=1, max_length=500, title="Id", description="Id of the thing", examples=["voc/degree/consultation"]
    ),
]
Of = Annotated[
    Literal["entity", "property", "type", "feature"], Path(title="Of", description="What it is", examples=["entity"])
]


@router.get(
    "/suggest/entity",
    summary="The things that a person may be typing the name of",
    responses=answers_shown("suggest-entities-response"),
)
def entity_names(
    request: Request,
    service: ServiceDep,
    lang: Tongue,
    tag: Fresh,
    prefix: Prefix,
    cursor: Start = 0,
    type: Annotated[
        list[str] | None,
        Query(max_length=20, title="Type", description="Types of the things; all by default", examples=[["LegalText"]]),
    ] = None,
) -> dict[str, object]:
    """The things of which a name begins so first, then those with a word that does; an id or an IRI gives its thing."""
    try:
        kinds = cases_of(typed([name for name in type or () if name], "type"))
    except Fault as fault:
        raise fault.problem from None
    reader = names(service).reader
    itself = [one.node for one in named(reader, {iri_of(prefix, service.base)}, kinds)]
    nodes = (itself if not cursor else []) or begun(reader, prefix, kinds, cursor, SHOWN)
    lines = told_in_a_line(service, nodes, lang)
    shown: tuple[Node, ...] = labelled(service, tuple(nodes), lang)
    result = [
        {"id": id_of(node.iri, service.base), "name": node.label, "description": line, "notable": of_types(node, lang)}
        for node, line in zip(shown, lines, strict=True)
    ]
    return answered(request, {"result": result}, lang, tag)  # type: ignore[return-value] # a Response, sent as it is


@router.get(
    "/suggest/property",
    summary="The properties that a person may be typing the name of",
    responses=answers_shown("suggest-properties-response"),
)
def property_names(request: Request, lang: Tongue, tag: Fresh, prefix: Prefix, cursor: Start = 0) -> dict[str, object]:
    """The properties of which a word of the name, in either language, begins so; all where nothing is typed."""
    found = [
        property_shape(one, lang)
        for one in properties().values()
        if _holds([one.id, *dict(one.names).values()], prefix)
    ]
    return answered(request, {"result": found[cursor : cursor + SHOWN]}, lang, tag)  # type: ignore[return-value] # a Response, sent as it is


@router.get(
    "/suggest/type",
    summary="The types that a person may be typing the name of",
    responses=answers_shown("suggest-types-response"),
)
def type_names(request: Request, lang: Tongue, tag: Fresh, prefix: Prefix, cursor: Start = 0) -> dict[str, object]:
    """The types of which a word of the name, in either language, begins so; all where nothing is typed."""
    found = [type_shape(one, lang) for one in types().values() if _holds([one.id, *dict(one.names).values()], prefix)]
    return answered(request, {"result": found[cursor : cursor + SHOWN]}, lang, tag)  # type: ignore[return-value] # a Response, sent as it is


@router.get(
    "/flyout/{of}",
    summary="A thing, a property, a type or a feature of a score on a small card",
    responses=answers_shown("flyout"),
)
def flyout(request: Request, service: ServiceDep, lang: Tongue, tag: Fresh, of: Of, id: Id) -> dict[str, object]:
    """The card, as HTML without scripts: its name, and what tells it from others, or what it means."""
    name, line = _CARDS[of](service, id, lang)
    html = f"<div><p><strong>{escape(name)}</strong></p><p>{escape(line)}</p></div>"
    return answered(request, {"id": id, "html": html}, lang, tag)  # type: ignore[return-value] # a Response, sent as it is


def told_in_a_line(service: QueryService, nodes: Sequence[Node], lang: str) -> list[str]:
    """Each thing in a line."""
    iris = [node.iri for node in nodes]
    around = told(service, iris, shown_properties(), lang)
    every = cases_of(())
    held = {one.node.iri: one for one in named(names(service).reader, set(iris), every)}
    return [
        in_a_line(node, held.get(node.iri, Candidate(node, ())).names, around.get(node.iri, {}), lang) for node in nodes
    ]


def _holds(several: Sequence[str], prefix: str) -> bool:
    typed = " ".join(word.form for word in words(prefix))
    forms = [" ".join(word.form for word in words(one)) for one in several]
    return any(form.startswith(typed) or f" {typed}" in form for form in forms)


def _thing(service: QueryService, id: str, lang: str) -> tuple[str, str]:
    known, iri = names(service), iri_of(id, service.base)
    if iri not in known:
        raise UnknownName(name=id, known="/api/v1/entities")
    node: Node = labelled(service, known.node(iri), lang)
    return node.label, told_in_a_line(service, [node], lang)[0]


def _property(service: QueryService, id: str, lang: str) -> tuple[str, str]:
    one = property_named(id)
    if one is None:
        raise UnknownName(name=id, known=", ".join(properties()))
    return one.name(lang), one.iri or one.id


def _type(service: QueryService, id: str, lang: str) -> tuple[str, str]:
    one = type_named(id)
    if one is None:
        raise UnknownName(name=id, known=", ".join(types()))
    return one.name(lang), one.description(lang)


def _feature(service: QueryService, id: str, lang: str) -> tuple[str, str]:
    found = explained(id, lang)
    if found is None:
        raise UnknownName(name=id, known=", ".join(features_known()))
    return found


_CARDS: dict[str, Callable[[QueryService, str, str], tuple[str, str]]] = {
    "entity": _thing,
    "property": _property,
    "type": _type,
    "feature": _feature,
}
