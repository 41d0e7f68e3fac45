"""What a document says, place by place: the claims that rest on each part of its text, and the things it names there."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import Names, names
from usagraph.graph.reading.things import Node
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
_SAID = """SELECT ?claim ?s ?p ?o ?status ?passage { GRAPH ?graph {
  ?claim ug:passage ?passage ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ug:status ?status
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
    kept = dict.fromkeys(one for one in map(_saying, rows) if one and one.status not in _DROPPED)
    return Sayings(tuple(sorted(kept, key=lambda one: (one.start, one.end, one.claim))))


def _saying(row: Mapping[str, str]) -> Saying | None:
    # The IRI of a passage says where it stands: to ask it of the graph would take as long as all the rest.
    start, _, end = row["passage"].rpartition("/passage/")[2].partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        return None
    status = row["status"].rpartition("/")[2]
    return Saying(row["claim"], row["s"], row["p"], row["o"], status, int(start), int(end))


def _named(known: Names, said: Sayings, text: str) -> tuple[Mention, ...]:
    plain = text.lower().translate(_PLAIN) if len(text.lower()) == len(text) else text
    places = {(iri, one.start, one.end) for one in said.all for iri in _things(one)}
    named = {iri: _names(node) for iri, node in known.load(iri for iri, _, _ in places).items() if node}
    found = {
        Mention(*found, iri)
        for iri, start, end in places
        for name in named.get(iri, ())
        for found in _standing(name, plain, start, end)
    }
    return tuple(_apart(found))


def _things(one: Saying) -> Iterator[str]:
    yield one.subject
    if one.predicate != RDF + "type" and _is_thing(one.object):
        yield one.object


def _is_thing(iri: str) -> bool:
    return "/id/" in iri or iri.startswith(VOC)


def _names(node: Node) -> list[tuple[str, ...]]:
    """How a text may name a thing, word by word: its label and its acronym."""
    names = {name for name in (node.label, node.acronym or "") if _SHORTEST <= len(name) <= _LONGEST}
    return [words for name in names if (words := tuple(name.lower().translate(_PLAIN).split()))]


def _standing(words: Sequence[str], plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where words stand in a part of a text, one after the other and whole.

    >>> list(_standing(("loi", "2002"), "la loi  2002, loi 20021", 0, 23))
    [(3, 12)]
    """
    here = plain.find(words[0], start, end)
    while here >= 0:
        reached = here + len(words[0])
        for word in words[1:]:
            place = reached
            while place < end and plain[place].isspace():
                place += 1
            if place == reached or not plain.startswith(word, place, end):
                reached = -1
                break
            reached = place + len(word)
        whole = reached > 0 and not (here and _is_letter(plain[here - 1])) and not _goes_on(plain, reached, end)
        if whole:
            yield here, reached
        here = plain.find(words[0], reached if whole else here + 1, end)


def _goes_on(plain: str, reached: int, end: int) -> bool:
    return reached < end and _is_letter(plain[reached])


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    """The longest of those that overlap, in the order of the text."""
    taken: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, one.iri)):
        place = bisect_right(taken, one.start, key=lambda other: other.start)
        before, after = taken[place - 1] if place else None, taken[place] if place < len(taken) else None
        if not (before and before.end > one.start) and not (after and after.start < one.end):
            taken.insert(place, one)
    yield from taken
