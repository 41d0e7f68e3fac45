"""The OpenAPI document of the interface: what FastAPI makes of the routes, with what holds for all of them.

Each problem that an operation may answer is told, by one schema; what is said is data, in `openapi.toml`.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from usagraph.api.deps import unheld
from usagraph.api.problems import MEDIA_TYPE
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES

__all__ = ["ADDRESS", "described", "operation_id", "router"]

router = APIRouter(include_in_schema=False)

#: Where the document is served.
ADDRESS = "/openapi.json"

Json = dict[str, Any]

#: The problems that any operation may answer.
ALWAYS = ("400", "414", "429", "503")
#: What is never left out of a problem document.
REQUIRED = ("type", "title", "status", "detail", "instance")
#: Parameters that name a document, by id or by its beginning; and those that name another thing.
DOCUMENTS, THINGS = {"document", "id"}, {"source", "target", "subject"}
#: Objects within objects that an example goes into.
_DEEPEST = 4
#: What is answered where a function is to be called with it (JSONP).
SCRIPT: Json = {"application/javascript": {"schema": {"type": "string"}}}
#: What is made of nothing but triples, by the start of its address.
TRIPLES = ("/id/", "/voc", "/ns", "/.well-known/", "/ontologie")


def described(app: FastAPI) -> Json:
    """The OpenAPI document of an application, made once."""
    if app.openapi_schema is None:
        said = {"summary": app.summary, "description": _said()["interface"]["description"]}
        made = get_openapi(title=app.title, version=app.version, routes=app.routes, **said)
        app.openapi_schema = _completed(made)
    return app.openapi_schema


@router.get(ADDRESS)
async def openapi(request: Request) -> Response:
    """The OpenAPI document, sent again only where it changed."""
    state = request.app.state
    if not hasattr(state, "description"):
        state.description = json.dumps(described(request.app), ensure_ascii=False, separators=(",", ":")).encode()
    # Weak: the same whether it is pressed or not.
    tag = unheld(request, f'W/"{hashlib.sha256(state.description).hexdigest()[:16]}"')
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    return Response(state.description, media_type="application/json", headers=headers)


def operation_id(route: APIRoute) -> str:
    """The name of an operation in the programs that are made from the document: that of the function that answers."""
    return route.name


@cache
def _said() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _completed(document: Json) -> Json:
    """The document with its problems and its tags, and nothing of what FastAPI would answer."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _problem()
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            if not field.get("examples") and (given := _example(field, schemas)) is not None:
                field["examples"] = [given]
    components["responses"] = {status: _answer(meaning) for status, meaning in _said()["problems"].items()}
    used: set[str] = set()
    for path, method, operation in _operations(document):
        _complete(path, method, operation)
        used.update(operation.get("tags", ()))
    document["tags"] = [{"name": name, "description": said} for name, said in _said()["tags"].items() if name in used]
    return document


def _example(shape: Json, schemas: Json, depth: int = 0) -> Any:
    """What a field may hold: its example, or one made of those of the fields of what it holds; None where there is none."""
    if given := shape.get("examples"):
        return given[0]
    for one in shape.get("anyOf", ()):
        if (found := _example(one, schemas, depth)) is not None:
            return found
    if shape.get("type") == "array":
        found = _example(shape["items"], schemas, depth)
        return None if found is None else [found]
    if "$ref" not in shape or depth == _DEEPEST:
        return None
    fields = schemas[shape["$ref"].rpartition("/")[2]].get("properties", {})
    held = {name: _example(field, schemas, depth + 1) for name, field in fields.items()}
    return {name: found for name, found in held.items() if found is not None} or None


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _complete(path: str, method: str, operation: Json) -> None:
    """Tells the answers of an operation beside those that its route tells, and what its parameters mean."""
    parameters = operation.get("parameters", [])
    for parameter in parameters:
        _explain(path, parameter)
    operation.pop("x-parameters", None)
    answers = operation["responses"]
    answers.pop("422", None)
    if "200" in answers:
        _type(path, answers["200"])
        if any(one["name"] == "callback" for one in parameters):
            answers["200"]["content"] |= SCRIPT
    for status in _others(path, method, given="200" in answers):
        answers.setdefault(status, {"description": _said()["answers"][status]})
    for status in _problems(path, operation, {one["name"] for one in parameters}):
        answers[status] = {"$ref": f"#/components/responses/{status}"}
    operation["responses"] = dict(sorted(answers.items()))


def _type(path: str, answer: Json) -> None:
    """Says of what types an answer is, where its route leaves it open."""
    if answer.get("content") != {"application/json": {"schema": {}}}:
        return
    kinds = (*ROW_TYPES, *GRAPH_TYPES) if path == "/sparql" else GRAPH_TYPES if path.startswith(TRIPLES) else ()
    answer["content"] = {kind: {} for kind in kinds}
    if not kinds:
        del answer["content"]


def _others(path: str, method: str, *, given: bool) -> Iterator[str]:
    """The answers of an operation that are neither what was asked for nor a problem; `given` where it answers itself."""
    if method == "get" and given:
        yield "304"
        if path.startswith(("/id/", "/voc/", "/ns", "/sparql")):
            yield "303"
        if path.startswith(("/id/", "/api/v1/entities/{")):
            yield "301"


def _problems(path: str, operation: Json, names: set[str]) -> Iterator[str]:
    """The problems that an operation may answer."""
    yield from ALWAYS
    if "{" in path or names & (THINGS | DOCUMENTS):
        yield "404"
    if "format" in names or path == "/sparql":
        yield "406"
    if names & DOCUMENTS:
        yield "409"
    if path.startswith(("/id/", "/voc/")) or "/entities/{" in path or "/documents/{" in path or names & THINGS:
        yield "410"
    if path.startswith(("/sparql", "/api/v1/queries/", "/api/v1/exports")):
        yield "413"
    if path.startswith(("/sparql", "/api/v1/exports")) or "callback" in names:
        yield "403"
    if "requestBody" in operation:
        yield from ("413", "415", *(["405"] if "{" in path else []))


def _problem() -> Json:
    """The schema of a problem document."""
    kinds = {int: "integer", str: "string"}
    fields = {
        name: {"type": kinds[type(example)], "title": title, "description": meaning, "examples": [example]}
        for name, (title, meaning, example) in _said()["problem"].items()
    }
    meaning = "Why a request was refused (RFC 9457), in the language asked for"
    return {
        "type": "object",
        "title": "Problem",
        "description": meaning,
        "required": list(REQUIRED),
        "properties": fields,
    }


def _answer(meaning: str) -> Json:
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _explain(path: str, parameter: Json) -> None:
    """Says what a parameter means and gives an example of it, where its route does not."""
    schema, name = parameter.setdefault("schema", {}), parameter["name"]
    title, meaning, example = _said()["parameters"].get(name, (None, None, None))
    example = _said()["examples"].get(path, {}).get(name, example)
    if title:
        schema.setdefault("title", title)
        parameter.setdefault("description", meaning)
    given = next(iter(schema.get("examples", ())), example)
    if given is not None:
        schema.setdefault("examples", [given])
        parameter.setdefault("example", given)
