"""What a client asks, read from its JSON: names to reconcile, and properties to fetch."""

from collections.abc import Sequence
from typing import Any, cast, get_args

from usagraph.api.reconciliation.fields import Fault, decoded, members, texts, whole
from usagraph.graph.reconciling.asked import Query, Strictness, Value, Wanted
from usagraph.graph.reconciling.extension import Column
from usagraph.graph.reconciling.kinds import Type, type_named, types
from usagraph.graph.reconciling.properties import Property, properties, property_named

__all__ = ["MOST_CANDIDATES", "MOST_QUERIES", "read_extension", "read_queries", "typed"]

#: Names in a request, and candidates of each; types, properties, and values of each.
MOST_QUERIES, MOST_CANDIDATES, MOST_TYPES, MOST_PROPERTIES, MOST_VALUES = 100, 50, 20, 20, 50
#: Things and properties of a request for values; values of each.
MOST_THINGS, MOST_COLUMNS, MOST_FETCHED = 500, 30, 200
#: Candidates of a name where no number is asked.
USUAL = 5
#: Numbers with more digits are no number that a table holds.
_LARGEST = 10**15

_FIELDS: dict[str, type | tuple[type, ...]] = {
    "query": str,
    "type": (str, list),
    "type_strict": str,
    "limit": (int, float),
    "properties": list,
}


def read_queries(text: str) -> tuple[dict[str, Query], dict[str, Fault]]:
    """The names of a batch by their keys, and what is wrong with those that cannot be read."""
    batch = decoded(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise Fault("queries", "many", limit=MOST_QUERIES).problem
    read: dict[str, Query] = {}
    wrong: dict[str, Fault] = {}
    for key, found in batch.items():
        try:
            read[key] = _query(found, f"queries.{key}")
        except Fault as fault:
            wrong[key] = fault
    return read, wrong


def read_extension(text: str) -> tuple[list[str], list[Column]]:
    """The ids of the things, and the properties to fetch of each."""
    try:
        found = members(decoded(text, "extend"), "extend", {"ids": list, "properties": list})
        for name in ("ids", "properties"):
            if name not in found:
                raise Fault(f"extend.{name}", "missing")
        if len(found["properties"]) > MOST_COLUMNS:
            raise Fault("extend.properties", "many", limit=MOST_COLUMNS)
        columns = [_column(one, f"extend.properties.{at}") for at, one in enumerate(found["properties"])]
        return texts(found["ids"], "extend.ids", MOST_THINGS), columns
    except Fault as fault:
        raise fault.problem from None


def typed(names: Sequence[str], place: str) -> tuple[Type, ...]:
    """The types of some names; a name that is none of ours is refused."""
    found = []
    for name in names:
        one = type_named(name)
        if one is None:
            raise Fault(place, "type", found=name[:60], known=", ".join(types()))
        found.append(one)
    return tuple(dict.fromkeys(found))


def _query(found: object, place: str) -> Query:
    said = members(found, place, _FIELDS, closed=True)
    wanted = _wanted(said.get("properties", []), f"{place}.properties")
    if "query" not in said and not wanted:
        raise Fault(f"{place}.query", "missing")
    strictness = said.get("type_strict", "any")
    if strictness not in get_args(Strictness):
        raise Fault(f"{place}.type_strict", "choice", known=", ".join(get_args(Strictness)))
    return Query(
        texts(said.get("query", ""), f"{place}.query", 1)[0],
        typed([name for name in texts(said.get("type", []), f"{place}.type", MOST_TYPES) if name], f"{place}.type"),
        cast(Strictness, strictness),
        wanted,
        whole(said.get("limit", USUAL), f"{place}.limit", MOST_CANDIDATES),
    )


def _wanted(found: list[Any], place: str) -> tuple[Wanted, ...]:
    if len(found) > MOST_PROPERTIES:
        raise Fault(place, "many", limit=MOST_PROPERTIES)
    read = []
    for at, one in enumerate(found):
        said = members(one, f"{place}.{at}", {"pid": str, "v": (str, int, float, bool, dict, list)})
        for name in ("pid", "v"):
            if name not in said:
                raise Fault(f"{place}.{at}.{name}", "missing")
        several = said["v"] if isinstance(said["v"], list) else [said["v"]]
        if len(several) > MOST_VALUES:
            raise Fault(f"{place}.{at}.v", "many", limit=MOST_VALUES)
        values = [_value(value, f"{place}.{at}.v") for value in several]
        # An empty cell says nothing of the thing.
        if known := tuple(value for value in values if value.words.strip() or value.id):
            read.append(Wanted(_property(said["pid"], f"{place}.{at}.pid"), known))
    return tuple(read)


def _value(found: object, place: str) -> Value:
    match found:
        case bool():
            return Value(str(found).lower())
        case str():
            return Value(texts(found, place, 1)[0])
        case int() | float() if abs(found) < _LARGEST:
            return Value(str(int(found)) if found == int(found) else repr(found))
        case dict():
            said = members(found, place, {"id": str, "name": str})
            if "id" not in said:
                raise Fault(f"{place}.id", "missing")
            return Value(texts(said.get("name", ""), place, 1)[0], texts(said["id"], place, 1)[0])
    raise Fault(place, "kind")


def _column(found: object, place: str) -> Column:
    said = members(found, place, {"id": str, "settings": dict})
    if "id" not in said:
        raise Fault(f"{place}.id", "missing")
    return Column(_property(said["id"], f"{place}.id"), _fetched(said.get("settings", {}), f"{place}.settings.limit"))


def _fetched(settings: dict[str, Any], place: str) -> int:
    """How many values are wanted; 0 for all. A client may send what was typed in a field."""
    try:
        limit = float(settings.get("limit") or 0)
    except (TypeError, ValueError, OverflowError):
        raise Fault(place, "kind") from None
    return whole(limit, place, MOST_FETCHED) if limit else 0


def _property(name: str, place: str) -> Property:
    found = property_named(name)
    if found is None:
        raise Fault(place, "property", found=name[:60], known=", ".join(properties()))
    return found
