"""What is asked of a list, and the things that answer."""

from dataclasses import dataclass, replace

from usagraph.graph.listing.cases import FACETS, cases
from usagraph.graph.listing.catalogue import catalogue
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names, resolve, unknown
from usagraph.ontology.terms import VOC

__all__ = ["Filter", "chosen", "selected", "settled", "spoken_of"]

#: Where the name of a value is looked for, where it comes without its type.
_TYPES = {
    "degree": "degree",
    "policy": "policy",
    "stage": "stage",
    "direction": "directorate",
    "document": "document",
}


@dataclass(frozen=True)
class Filter:
    """What things must be: of a class or family (`kind`), called so (`words`), spoken of by a document, and cases of
    participation at a degree and stage, in a policy, led by a direction. A step and an action are such cases; another
    thing is kept where it is linked to one. Values are IRIs, `slug` or `type/slug`."""

    kind: str | None = None
    words: str = ""
    degree: str | None = None
    policy: str | None = None
    stage: str | None = None
    direction: str | None = None
    document: str | None = None

    def without(self, *names: str) -> "Filter":
        """The filter that asks nothing of these."""
        return Filter(**{name: value for name, value in vars(self).items() if name not in names})


def settled(service: QueryService, wanted: Filter) -> Filter:
    """The filter with IRIs for its values; raises UnknownName."""
    found = {name: _iri(service, name, value) for name in _TYPES if (value := getattr(wanted, name))}
    return replace(wanted, **found)


def selected(service: QueryService, wanted: Filter) -> set[str]:
    """The things that a settled filter keeps."""
    known = catalogue(service)
    found = known.of(wanted.kind) if wanted.kind else known.things.keys()
    kept = set(found)
    if wanted.words.strip():
        kept &= known.named(wanted.words)
    if wanted.document:
        kept &= spoken_of(service, wanted.document)
    numbers = chosen(service, wanted)
    return kept if numbers is None else kept & cases(service).things(numbers)


def spoken_of(service: QueryService, document: str) -> set[str]:
    """The things that a document speaks of, and itself."""
    return {document, *mentions(service).of.get(document, ())}


def chosen(service: QueryService, wanted: Filter) -> set[int] | None:
    """The cases that a settled filter selects; None where it asks nothing of cases."""
    asked = [(name, value) for name in FACETS if (value := getattr(wanted, name))]
    if not asked:
        return None
    return set.intersection(*(set(cases(service).of[name].get(value, ())) for name, value in asked))


def _iri(service: QueryService, name: str, value: str) -> str:
    known = names(service)
    if value.startswith((f"{service.base}/id/", VOC)):
        if value not in known:
            raise unknown(known, value, value)
        return value
    kind, _, slug = value.rpartition("/")
    return resolve(service, kind or _TYPES[name], slug)
