"""What a document says, place by place: the claims that rest on each part of its text, and the things it names there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import Names, names
from usagraph.ontology.terms import RDF, SKOS, VOC, ug

__all__ = ["NAMING", "Mention", "Saying", "Sayings", "mentions", "sayings"]

_STEP = ug("hasStep")
#: What says how a thing is called, what it is and what steps it has, and links it to no other.
NAMING = frozenset(
    (RDF + "type", ug("acronym"), _STEP, *(SKOS + name for name in ("prefLabel", "altLabel", "inScheme", "notation")))
)
#: Statuses of claims that nobody upholds any more.
_DROPPED = ("rejected", "superseded")
#: Code points of a name that is looked for in a text: beyond, it is a sentence.
_LONGEST, _SHORTEST = 90, 2
#: Documents kept for a generation.
_KEPT = 32
_SAID = """SELECT DISTINCT ?claim ?s ?p ?o ?status ?start ?end { GRAPH ?graph {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ug:status ?status ; ug:passage ?passage .
  ?passage oa:start ?start ; oa:end ?end
} }"""
_PLAIN = str.maketrans("’ʼ\u00a0\u202f", "''  ")


@dataclass(frozen=True)
class Saying:
    """A claim of the document, and one of the places that say it (code points)."""

    claim: str
    subject: str
    predicate: str
    object: str
    status: str
    start: int
    end: int

    @property
    def naming(self) -> bool:
        """Whether it only says what a thing is, or is called."""
        return self.predicate in NAMING


@dataclass(frozen=True)
class Mention:
    """A place of the text that names a thing."""

    start: int
    end: int
    iri: str


@dataclass(frozen=True)
class Sayings:
    """All that a document says, in the order of its text."""

    all: tuple[Saying, ...]

    @cached_property
    def step_of(self) -> dict[str, str]:
        """The action of each step: what is said of a step is said of its action."""
        return {one.object: one.subject for one in self.all if one.predicate == _STEP}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.all]

    @cached_property
    def _longest(self) -> int:
        return max((one.end - one.start for one in self.all), default=0)

    def over(self, start: int, end: int) -> list[Saying]:
        """Those that rest on a part of the text, one for each place."""
        first = bisect_left(self._starts, start - self._longest)
        return [one for one in self.all[first : bisect_left(self._starts, end)] if one.end > start]

    def count(self, start: int, end: int) -> int:
        """How many claims that link things rest on a part of the text."""
        return len({one.claim for one in self.over(start, end) if not one.naming})


def sayings(service: QueryService, document: str) -> Sayings:
    """What the document of that id says; kept for each generation."""

    def prepare() -> Callable[[str], Sayings]:
        return lru_cache(maxsize=_KEPT)(lambda name: _read(service, name))

    return service.remember("sayings", prepare)(document)


def mentions(service: QueryService, document: str, text: str) -> tuple[Mention, ...]:
    """Where `text`, that of the document, names the things that it says something of; no two overlap."""

    def prepare() -> Callable[[str, str], tuple[Mention, ...]]:
        return lru_cache(maxsize=_KEPT)(lambda name, words: _named(names(service), sayings(service, name), words))

    return service.remember("mentions of documents", prepare)(document, text)


def _read(service: QueryService, document: str) -> Sayings:
    rows = service.select(_SAID, graph=f"{service.base}/graph/{document}/evidence")
    found = (
        Saying(r["claim"], r["s"], r["p"], r["o"], r["status"].rpartition("/")[2], int(r["start"]), int(r["end"]))
        for r in rows
    )
    kept = (one for one in found if one.status not in _DROPPED)
    return Sayings(tuple(sorted(kept, key=lambda one: (one.start, one.end, one.claim))))


def _named(known: Names, said: Sayings, text: str) -> tuple[Mention, ...]:
    plain = text.lower().translate(_PLAIN) if len(text.lower()) == len(text) else text
    known.load(iri for one in said.all for iri in (one.subject, one.object) if _is_thing(iri))
    found = {place for one in said.all for iri in _things(one) for place in _places(known, iri, plain, one)}
    return tuple(_apart(found))


def _things(one: Saying) -> Iterator[str]:
    yield one.subject
    if one.predicate != RDF + "type" and _is_thing(one.object):
        yield one.object


def _is_thing(iri: str) -> bool:
    return "/id/" in iri or iri.startswith(VOC)


def _places(known: Names, iri: str, plain: str, one: Saying) -> Iterator[Mention]:
    """Where a passage names a thing, by its label or its acronym."""
    if iri not in known:
        return
    node = known.node(iri)
    for name in {node.label, node.acronym or ""}:
        if _SHORTEST <= len(name) <= _LONGEST:
            for found in _pattern(name).finditer(plain, one.start, one.end):
                yield Mention(found.start(), found.end(), iri)


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.lower().translate(_PLAIN).split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    """The longest of those that overlap, in the order of the text."""
    taken: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, one.iri)):
        place = bisect_right(taken, one.start, key=lambda other: other.start)
        before, after = taken[place - 1] if place else None, taken[place] if place < len(taken) else None
        if not (before and before.end > one.start) and not (after and after.start < one.end):
            taken.insert(place, one)
    yield from taken
