"""The passages that say a practice: who leads it, what policy it is of, its degree, stage and audience."""

from collections.abc import Collection, Iterable

from usagraph.graph.listing.practices import Practice
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import evidence_of
from usagraph.graph.reading.things import Evidence
from usagraph.ontology.terms import ug

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
    """The passages of `documents` (ids, all where none is named) that say these fields of each practice, each once."""
    asked = {one: _triples(one, fields) for one in practices}
    found = evidence_of(service, {triple for several in asked.values() for triple in several})
    return {one: _once(found, several, documents) for one, several in asked.items()}


def _triples(practice: Practice, fields: Collection[str]) -> list[Triple]:
    subjects = [one for one in (practice.action.iri, practice.step) if one]
    values = [(name, node.iri) for field in fields for node in getattr(practice, field) for name in _SAID[field]]
    return [(subject, ug(name), value) for subject in subjects for name, value in values]


def _once(
    found: dict[Triple, tuple[Evidence, ...]], triples: Iterable[Triple], documents: Collection[str]
) -> tuple[Evidence, ...]:
    """One of the claims of each passage: a row of a table says several things in the same words."""
    every = [one for triple in triples for one in found.get(triple, ()) if not documents or one.document in documents]
    placed = {(one.document, one.start, one.end): one for one in reversed(every)}
    return tuple(placed[place] for place in sorted(placed))
