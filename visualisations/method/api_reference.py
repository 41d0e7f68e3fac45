"""The reference of the interface for programs: what its OpenAPI document says, laid out to be read."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

__all__ = ["Field", "Group", "Operation", "Parameter", "Shape", "operations", "shapes"]

Json = Mapping[str, Any]

#: Where the schemas of an OpenAPI document stand.
_SCHEMAS = "#/components/schemas/"
_INLINE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation; `place` is path, query or header, `kind` its type in words of JSON Schema."""

    name: str
    place: str
    meaning: str
    kind: str
    is_required: bool
    default: str
    example: str


@dataclass(frozen=True)
class Field:
    """A field of an answer; `shape` names the schema that it holds, where it holds one."""

    name: str
    meaning: str
    kind: str
    shape: str
    example: str


@dataclass(frozen=True)
class Shape:
    """A schema of the answers: an object with fields."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Operation:
    """A method of an address. `answers` gives each status with its meaning, its media types and its schema."""

    id: str
    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str, tuple[str, ...], str], ...]
    example: str

    @property
    def is_read(self) -> bool:
        """Whether its example can be opened in a browser."""
        return self.method == "GET"


@dataclass(frozen=True)
class Group:
    """The operations that share a tag, in the order of the document."""

    name: str
    meaning: str
    operations: tuple[Operation, ...]

    @property
    def anchor(self) -> str:
        """Its address in the page."""
        return re.sub(r"\W+", "-", self.name.lower())


def operations(document: Json, values: Mapping[str, str]) -> tuple[Group, ...]:
    """The operations of an OpenAPI document, by tag.

    `values` replace the examples of parameters of those names, where they name all of the path: things that the graph
    which is served does hold.
    """
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            tag = next(iter(told.get("tags", ())), "")
            found.setdefault(tag, []).append(_operation(path, method.upper(), told, values))
    meanings = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    order = [*(name for name in meanings if name in found), *(name for name in found if name not in meanings)]
    return tuple(Group(name, meanings.get(name, ""), tuple(found[name])) for name in order)


def shapes(document: Json) -> tuple[Shape, ...]:
    """The schemas of an OpenAPI document that are objects with fields, by name."""
    held = document.get("components", {}).get("schemas", {})
    return tuple(_shape(name, held[name]) for name in sorted(held) if held[name].get("properties"))


def _operation(path: str, method: str, told: Json, values: Mapping[str, str]) -> Operation:
    placed = [one for one in told.get("parameters", ()) if one["in"] == "path"]
    fitting = values if all(one["name"] in values for one in placed) else {}
    parameters = tuple(_parameter(one, fitting) for one in told.get("parameters", ()))
    paragraphs = tuple(re.sub(r"\s+", " ", part) for part in told.get("description", "").split("\n\n") if part.strip())
    return Operation(
        id=f"{method.lower()}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')}",
        method=method,
        path=path,
        summary=told.get("summary", ""),
        paragraphs=paragraphs,
        parameters=parameters,
        answers=tuple(_answer(status, one) for status, one in sorted(told.get("responses", {}).items())),
        example=_address(path, parameters, told.get("x-example", {})),
    )


def _parameter(told: Json, values: Mapping[str, str]) -> Parameter:
    schema = told.get("schema", {})
    given = told.get("example", next(iter(schema.get("examples", ())), ""))
    example = values.get(told["name"], given)
    return Parameter(
        name=told["name"],
        place=told["in"],
        meaning=". ".join(dict.fromkeys(filter(None, (schema.get("title"), told.get("description"))))),
        kind=_kind(schema),
        is_required=told.get("required", False),
        default=_written(schema.get("default")),
        example=_written(example),
    )


def _answer(status: str, told: Json) -> tuple[str, str, tuple[str, ...], str]:
    content = told.get("content", {})
    named = (_shape_of(one.get("schema", {})) for one in content.values())
    return status, told.get("description", ""), tuple(content), next(filter(None, named), "")


def _shape(name: str, told: Json) -> Shape:
    fields = tuple(_field(key, one) for key, one in told["properties"].items())
    return Shape(name, told.get("description", ""), fields)


def _field(name: str, told: Json) -> Field:
    meaning = ". ".join(dict.fromkeys(filter(None, (told.get("title"), told.get("description")))))
    return Field(name, meaning, _kind(told), _shape_of(told), _written(next(iter(told.get("examples", ())), "")))


def _kind(schema: Json) -> str:
    """The type of a schema in a few words.

    >>> _kind({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'array of string'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_SCHEMAS)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if several := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return " | ".join(dict.fromkeys(_kind(one) for one in several if one.get("type") != "null"))
    if schema.get("type") == "array":
        return f"array of {_kind(schema.get('items', {}))}".removesuffix(" of ")
    return " ".join(filter(None, (str(schema.get("type", "")), _bounds(schema))))


def _bounds(schema: Json) -> str:
    low, high = (schema.get(name) for name in ("minimum", "maximum"))
    if low is None and high is None:
        return f"≤ {schema['maxLength']}" if "maxLength" in schema else ""
    return f"{'' if low is None else low}…{'' if high is None else high}"


def _shape_of(schema: Json) -> str:
    """The name of the schema that `schema` is, or holds."""
    return next(_references(schema), "")


def _references(schema: Json) -> Iterator[str]:
    if "$ref" in schema:
        yield str(schema["$ref"]).removeprefix(_SCHEMAS)
    for key in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(key, ()):
            yield from _references(one)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from _references(schema[key])


def _written(value: object) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _address(path: str, parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> str:
    """The address of an example: what is required, and what is `given`, where one of several parameters is."""
    for one in parameters:
        if one.place == "path":
            path = path.replace(f"{{{one.name}}}", quote(one.example))
    queried = {one.name: one.example for one in parameters if one.place == "query" and one.is_required} | dict(given)
    return path + (f"?{urlencode(queried)}" if queried else "")
