"""Labels in another language than French: what is read from the graph, with the labels of its things so."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.things import Node

__all__ = ["labelled"]

T = TypeVar("T")

#: The language that labels are in where they have one in it: nothing is to be done for it.
FIRST = "fr"
LABELS = """
SELECT ?thing (MIN(?name) AS ?label) {
  $values
  ?thing skos:prefLabel ?name
  FILTER(LANG(?name) = "$lang")
} GROUP BY ?thing"""


def labelled(service: QueryService, told: T, lang: str) -> T:
    """What is told, the labels of its nodes in `lang` where they have one.

    `told` is made of frozen records and tuples, as all that is read from the graph.
    """
    if lang == FIRST:
        return told
    iris = sorted({node.iri for node in _nodes(told)})
    rows = batched(service, LABELS.replace("$lang", lang), "?thing", ((iri,) for iri in iris))
    labels = {row["thing"]: row["label"] for row in rows}
    named: T = _named(told, labels)
    return named


def _nodes(told: object) -> Iterator[Node]:
    if isinstance(told, Node):
        yield told
    else:
        for part in _parts(told):
            yield from _nodes(part)


def _parts(told: object) -> Iterator[object]:
    if isinstance(told, tuple):
        yield from told
    elif is_dataclass(told):
        yield from vars(told).values()


def _named(told: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(told, Node):
        return replace(told, label=labels[told.iri]) if told.iri in labels else told
    if isinstance(told, tuple):
        return tuple(_named(one, labels) for one in told)
    if is_dataclass(told) and not isinstance(told, type):
        parts = {field.name: getattr(told, field.name) for field in fields(told)}
        return replace(told, **{name: _named(one, labels) for name, one in parts.items()})
    return told
