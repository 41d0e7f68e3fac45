"""What changed between two OpenAPI documents that breaks the programs of others: they lean on what is there.

Something more is no such change: an address, a field, a parameter that may be left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["breaking"]

Json = Mapping[str, Any]

#: Limits of a value that must not go down, and those that must not go up.
_HIGHEST, _LOWEST = ("maximum", "maxLength", "maxItems"), ("minimum", "minLength", "minItems")


def breaking(old: Json, new: Json) -> list[str]:
    """The changes from `old` to `new` that break a program, in words; none where all goes on as it was."""
    return [*_addresses(old["paths"], new["paths"]), *_schemas(_held(old), _held(new))]


def _held(document: Json) -> Json:
    schemas: Json = document.get("components", {}).get("schemas", {})
    return schemas


def _addresses(old: Json, new: Json) -> Iterator[str]:
    for path, methods in old.items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            if method not in new.get(path, {}):
                yield f"{name}: gone"
            else:
                yield from _operation(name, operation, new[path][method])


def _operation(name: str, old: Json, new: Json) -> Iterator[str]:
    if old.get("operationId") != new.get("operationId"):
        yield f"{name}: is now called {new.get('operationId')}"
    yield from _parameters(name, old, new)
    yield from _body(name, old.get("requestBody", {}), new.get("requestBody", {}))
    yield from _answers(name, old["responses"], new["responses"])


def _body(name: str, old: Json, new: Json) -> Iterator[str]:
    """What a body may no longer be, or has to be now."""
    if new.get("required") and not old.get("required"):
        yield f"{name}: a body is required"
    forms, kept = old.get("content", {}), new.get("content", {})
    for kind, form in forms.items():
        if kind not in kept:
            yield f"{name}: {kind} is no longer taken"
            continue
        fields, after = (one.get("schema", {}) for one in (form, kept[kind]))
        gone = set(fields.get("properties", ())) - set(after.get("properties", ()))
        yield from (f"{name}: field {field} is no longer taken" for field in sorted(gone))
        wanted = set(after.get("required", ())) - set(fields.get("required", ()))
        yield from (f"{name}: field {field} is required" for field in sorted(wanted))


def _parameters(name: str, old: Json, new: Json) -> Iterator[str]:
    before, after = ({(p["in"], p["name"]): p for p in one.get("parameters", ())} for one in (old, new))
    for key, parameter in after.items():
        if parameter.get("required") and not before.get(key, {}).get("required"):
            yield f"{name}: parameter {key[1]} is required"
    for key, parameter in before.items():
        if key not in after:
            yield f"{name}: parameter {key[1]} is gone"
        else:
            form, now = parameter["schema"], after[key]["schema"]
            yield from _narrower(f"{name}: parameter {key[1]}", form, now)
            if form.get("default") != now.get("default"):
                yield f"{name}: parameter {key[1]} is {now.get('default')!r} where it is left out"


def _answers(name: str, old: Json, new: Json) -> Iterator[str]:
    yield from (f"{name}: answer {status} is gone" for status in old if status.startswith("2") and status not in new)
    if "200" not in new:
        return
    before, after = (set(one.get("200", {}).get("content", ())) for one in (old, new))
    yield from (f"{name}: {kind} is no longer answered" for kind in sorted(before - after))
    for kind in sorted(before & after):
        schemas = (one["200"]["content"][kind].get("schema", {}).get("$ref") for one in (old, new))
        if len(set(schemas)) > 1:
            yield f"{name}: {kind} is of another schema"


def _schemas(old: Json, new: Json) -> Iterator[str]:
    for name, schema in old.items():
        if name not in new:
            continue
        after, always = new[name].get("properties", {}), new[name].get("required", ())
        for field, form in schema.get("properties", {}).items():
            if field not in after:
                yield f"{name}.{field}: gone"
            elif strange := _types(after[field]) - _types(form):
                yield f"{name}.{field}: may be {', '.join(sorted(strange))}"
            elif field in schema.get("required", ()) and field not in always:
                yield f"{name}.{field}: may be left out"


def _narrower(name: str, old: Json, new: Json) -> Iterator[str]:
    """What a parameter takes no more."""
    if gone := _types(old) - _types(new) - {"null"}:
        yield f"{name} is no longer {', '.join(sorted(gone))}"
    for limits, sign in ((_HIGHEST, 1), (_LOWEST, -1)):
        for limit in limits:
            before, after = (_limit(one, limit) for one in (old, new))
            if after is not None and (before is None or after * sign < before * sign):
                yield f"{name} has {limit} {after:g}"


def _limit(schema: Json, name: str) -> float | None:
    found = [one[name] for one in (schema, *schema.get("anyOf", ())) if name in one]
    return float(found[0]) if found else None


def _types(schema: Json) -> set[str]:
    """The types that a value may be of, in words: of enumerations, each value."""
    if several := schema.get("anyOf"):
        return {name for one in several for name in _types(one)}
    if "enum" in schema:
        return {repr(one) for one in schema["enum"]}
    name = str(schema.get("$ref", schema.get("type", "anything"))).rpartition("/")[2]
    return {f"{name} of {one}" for one in _types(schema["items"])} if "items" in schema else {name}
