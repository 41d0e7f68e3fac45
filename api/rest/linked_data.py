"""An entity as JSON-LD, in the names of our context; and that context."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

import usagraph.ontology
from usagraph.api.deps import unheld
from usagraph.api.linked.things import DESCRIPTION
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import RDF, XSD
from usagraph.ontology.terms import compact as prefixed

__all__ = ["ADDRESS", "MEDIA_TYPE", "described", "link", "router"]

router = APIRouter(prefix="/api/v1", tags=["Entities"])

MEDIA_TYPE = "application/ld+json"
ADDRESS = "/api/v1/context.jsonld"
FILE = Path(usagraph.ontology.__file__).parent / "context.jsonld"

_TYPE = RDF + "type"
_TEXT = XSD + "string"


class LinkedData(Response):
    """JSON-LD."""

    media_type = MEDIA_TYPE


@router.get(
    "/context.jsonld",
    summary="The JSON-LD context",
    response_class=LinkedData,
    responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}},
)
async def context(request: Request) -> Response:
    """What the short names of the JSON-LD answers stand for."""
    content = FILE.read_bytes()
    tag = unheld(request, f'W/"context-{_hash_of(content)}"')
    return LinkedData(content, headers={"ETag": tag, "Cache-Control": "max-age=3600"})


def described(request: Request, service: QueryService, iri: str) -> str:
    """The JSON-LD of the triples around a thing: those that the Turtle at its IRI holds."""
    answer = service.answer(DESCRIPTION, media_type="application/n-triples", bindings={"thing": iri}, partial=True)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES):
        subject = _name(triple.subject)
        node = nodes.setdefault(subject, {"id": subject})
        _add(node, triple.predicate.value, triple.object)
    first = nodes.pop(iri, {"id": iri})
    told = {"@context": f"{_root(request)}{ADDRESS}", "@graph": [first, *nodes.values()]}
    return json.dumps(told, ensure_ascii=False)


def link(request: Request, iri: str) -> str:
    """The header that leads from the description of a thing to its IRI and to its JSON-LD."""
    path = request.url.path
    return f'<{iri}>; rel="describes", <{path}?format=jsonld>; rel="alternate"; type="{MEDIA_TYPE}"'


def _add(node: dict[str, Any], predicate: str, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> None:
    """Says one more thing of a node, under the name that the context has for it where its value takes that form."""
    if predicate == _TYPE and isinstance(term, ox.NamedNode):
        node.setdefault("type", []).append(_compact(term.value))
        return
    name, form = _terms().get(_compact(predicate), ("", {}))
    if isinstance(term, ox.Literal) and term.language and name and "@language" in form.get("@container", ()):
        node.setdefault(name, {}).setdefault(term.language, []).append(term.value)
    elif isinstance(term, ox.NamedNode) and form.get("@type") == "@id":
        node.setdefault(name, []).append(term.value)
    else:
        node.setdefault(_compact(predicate), []).append(_value(term))


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    return {"@value": term.value} if datatype == _TEXT else {"@value": term.value, "@type": datatype}


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _compact(iri: str) -> str:
    """The prefixed name of `iri` where the context has the prefix, else `iri` itself."""
    name = prefixed(iri)
    return name if name.partition(":")[0] in _context() else iri


@cache
def _terms() -> Mapping[str, tuple[str, dict[str, Any]]]:
    """The terms of the context by the prefixed name of what they stand for."""
    forms = ((name, form) for name, form in _context().items() if isinstance(form, dict))
    return {form["@id"]: (name, form) for name, form in forms if "@id" in form}


@cache
def _context() -> dict[str, Any]:
    terms: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["@context"]
    return terms


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _hash_of(content: bytes) -> str:
    """A short name of some content."""
    return hashlib.sha256(content).hexdigest()[:16]
