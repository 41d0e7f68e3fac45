"""Definitions: what a notion means, and who defines it so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.evidence import evidence_of
from usagraph.graph.reading.names import Names, names
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import DCT, SKOS, ug

__all__ = ["Definition", "definitions"]

_TOLD = """SELECT ?definition ?p ?o (LANG(?o) AS ?lang) {
  ?definition a ug:Definition ; ?p ?o
  FILTER(?p IN (ug:defines, ug:accordingTo, skos:definition, skos:prefLabel, dct:bibliographicCitation))
}"""

#: What is said of a definition, by property: values by language, empty for those of none.
_Said = Mapping[str, Mapping[str, Collection[str]]]


@dataclass(frozen=True)
class Definition:
    """What `notion` means according to `holder`, in words by language; `citation` says where, where no passage does."""

    iri: str
    notion: Node
    holder: Node | None
    words: Mapping[str, str]
    citation: Mapping[str, str]
    evidence: tuple[Evidence, ...]


def definitions(service: QueryService, documents: Collection[str] = ()) -> tuple[Definition, ...]:
    """The definitions of the graph by notion and holder, those that `documents` (ids) say where any is named.

    Those of the tables of reference rest on no passage, and are there whatever the documents. Read once for each generation.
    """
    every = service.remember("definitions", lambda: tuple(_read(service)))
    wanted = frozenset(documents)
    return tuple(
        one for one in every if not (wanted and one.evidence) or any(e.document in wanted for e in one.evidence)
    )


def _read(service: QueryService) -> list[Definition]:
    told: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in service.select(_TOLD):
        told[row["definition"]][row["p"]][row.get("lang", "")].append(row["o"])
    known = names(service)
    triples = {
        iri: [(iri, ug(name), end) for name in ("defines", "accordingTo") for end in _of(said, ug(name))]
        for iri, said in told.items()
    }
    passages = evidence_of(service, [one for several in triples.values() for one in several])
    found = [
        _definition(known, iri, said, (one for triple in triples[iri] for one in passages.get(triple, ())))
        for iri, said in told.items()
        if _of(said, ug("defines"))
    ]
    return sorted(found, key=lambda one: (one.notion.label.casefold(), one.holder.label if one.holder else "", one.iri))


def _definition(known: Names, iri: str, said: _Said, passages: Iterable[Evidence]) -> Definition:
    holders = _of(said, ug("accordingTo"))
    by_place = {(one.document, one.start, one.end): one for one in passages}
    return Definition(
        iri,
        known.node(min(_of(said, ug("defines")))),
        known.node(min(holders)) if holders else None,
        _worded(said.get(SKOS + "definition") or said.get(SKOS + "prefLabel", {})),
        _worded(said.get(DCT + "bibliographicCitation", {})),
        tuple(by_place.values()),
    )


def _of(said: _Said, property: str) -> list[str]:
    return [value for values in said.get(property, {}).values() for value in values]


def _worded(values: Mapping[str, Collection[str]]) -> dict[str, str]:
    """One wording for each language, the longest: it says most."""
    return {lang: max(several, key=lambda text: (len(text), text)) for lang, several in values.items()}
