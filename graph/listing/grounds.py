"""The passages that say a practice: who leads it, what policy it is of, its degree, stage and audience."""

from collections.abc import Collection, Iterable

from usagraph.graph.listing.practices import Practice
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import evidence_of
from usagraph.graph.reading.things import Evidence
from usagraph.ontology.terms import RDF, ug

__all__ = ["grounds"]

#: A field of a practice, with the properties that say it.
_SAID = {
    "degrees": ("degree", "hasDegree"),
    "stages": ("stage",),
    "policies": ("inDomain",),
    "directions": ("ledBy",),
    "publics": ("targets", "associates"),
}


def grounds(
    service: QueryService, practices: Iterable[Practice], fields: Collection[str], documents: Collection[str] = ()
) -> dict[Practice, tuple[Evidence, ...]]:
    """The passages of `documents` (ids, all where none is named) that say these fields of each practice, each once.

    Where a practice has none of the fields, those that speak of its action.
    """
    asked = {one: _triples(one, fields) for one in practices}
    found = evidence_of(service, {triple for several in asked.values() for triple in several}, documents)
    return {one: _once(found, several) for one, several in asked.items()}


def _triples(practice: Practice, fields: Collection[str]) -> list[Triple]:
    subjects = [one for one in (practice.action.iri, practice.step) if one]
    values = [(name, node.iri) for field in fields for node in getattr(practice, field) for name in _SAID[field]]
    named: list[Triple] = [(practice.action.iri, RDF + "type", ug("Action"))]
    return [(subject, ug(name), value) for subject in subjects for name, value in values] or named


def _once(found: dict[Triple, tuple[Evidence, ...]], triples: Iterable[Triple]) -> tuple[Evidence, ...]:
    """One of the claims of each passage, document by document, those of the first field first.

    A row of a table says several things in the same words.
    """
    every = [one for triple in triples for one in found.get(triple, ())]
    placed: dict[tuple[str, int, int], Evidence] = {}
    for one in every:
        placed.setdefault((one.document, one.start, one.end), one)
    return tuple(sorted(placed.values(), key=lambda one: one.document))
