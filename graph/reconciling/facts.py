"""What the graph says of many things at once: the values of some of their properties."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.querying.bindings import written
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.names import names
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.properties import Property

__all__ = ["Fact", "Facts", "facts", "told"]

_SAID = """SELECT ?thing ?property ?value (ISIRI(?value) AS ?link) (LANG(?value) AS ?lang) {
  $values VALUES ?property { $properties } ?thing ?property ?value
}"""
#: Values of one property of one thing that are read.
MOST = 200
#: Things whose facts are kept for a generation.
_KEPT = 20_000


@dataclass(frozen=True)
class Fact:
    """A value of a property: words in a language, or a thing where it is a link."""

    words: str
    lang: str = ""
    node: Node | None = None


#: The values of each property of each thing, by IRI and by the id of the property.
Facts = Mapping[str, Mapping[str, Sequence[Fact]]]


def facts(service: QueryService, iris: Iterable[str], wanted: Collection[Property], lang: str = "fr") -> Facts:
    """The values of the properties of some things, in an order that stays; those that are made and not read left out."""
    read = {one.iri: one.id for one in wanted if one.iri}
    things = sorted(set(iris))
    if not things or not read:
        return {}
    rows = batched(service, _SAID.replace("$properties", _listed(read)), "?thing", ((iri,) for iri in things))
    known = names(service)
    linked = known.load(row["value"] for row in rows if row.get("link") == "true")
    shown = dict(zip(linked, labelled(service, tuple(map(known.node, linked)), lang), strict=True))
    found: dict[str, dict[str, list[Fact]]] = {}
    for row in rows:
        fact = Fact(row["value"], row.get("lang", ""), shown.get(row["value"]))
        values = found.setdefault(row["thing"], {}).setdefault(read[row["property"]], [])
        if len(values) < MOST:
            values.append(fact)
    return {iri: {id: _ordered(several, lang) for id, several in of.items()} for iri, of in found.items()}


def told(service: QueryService, iris: Iterable[str], wanted: Collection[Property], lang: str) -> Facts:
    """The same, kept for the next time: for the few properties that are asked of every candidate."""
    kept = service.remember(f"reconciling facts {lang}", dict[str, Mapping[str, Sequence[Fact]]])
    wanted_of = dict.fromkeys(iris)
    found = {iri: kept[iri] for iri in wanted_of.keys() & kept.keys()}
    if fresh := [iri for iri in wanted_of if iri not in found]:
        read = facts(service, fresh, wanted, lang)
        found |= {iri: read.get(iri, {}) for iri in fresh}
        if len(kept) + len(fresh) <= _KEPT:
            kept.update({iri: found[iri] for iri in fresh})
    return found


def _ordered(several: list[Fact], lang: str) -> list[Fact]:
    """Words in the language first, then those in none, then others."""
    return sorted(several, key=lambda one: (one.lang not in (lang, ""), one.node.label if one.node else "", one.words))


def _listed(iris: Iterable[str]) -> str:
    return " ".join(map(written, iris))
