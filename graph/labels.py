"""One preferred label a thing and language, whatever the documents call it: the other names become alternatives."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import pyoxigraph as ox

from usagraph.ontology.terms import SKOS

__all__ = ["ALTERNATIVE", "LABELS", "PREFERRED", "settled"]

PREFERRED, ALTERNATIVE = SKOS + "prefLabel", SKOS + "altLabel"
#: The relations to a label that are settled together.
LABELS = (PREFERRED, ALTERNATIVE)
_ALT = ox.NamedNode(ALTERNATIVE)


def settled(said: Iterable[ox.Quad], known: Collection[str]) -> set[ox.Triple]:
    """The labels of some things, from all that graphs call them.

    The preferred one is that of a graph of `known`, else words rather than an acronym, else the first document's.
    """
    quads = list(said)
    found = {quad.triple for quad in quads}
    rivals: dict[tuple[str, str | None], list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if quad.predicate.value == PREFERRED and isinstance(quad.object, ox.Literal):
            rivals[str(quad.subject), quad.object.language].append(quad)
    for several in rivals.values():
        first = min(several, key=lambda quad: _rank(quad, known)).object
        for other in {quad.triple for quad in several if quad.object != first}:
            found.remove(other)
            found.add(ox.Triple(other.subject, _ALT, other.object))
    return found


def _rank(quad: ox.Quad, known: Collection[str]) -> tuple[bool, bool, str, str]:
    name, words = str(getattr(quad.graph_name, "value", "")), str(getattr(quad.object, "value", ""))
    return name not in known, words.isupper(), name, words
