"""Passages that are read when they are first looked at: those of many statements at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from typing import overload

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import Passages, evidence_of
from usagraph.graph.reading.things import Evidence

__all__ = ["Kept", "Shelf", "among", "opened"]


class Shelf:
    """The passages of some statements: those that are looked at together are read together, the others when one of them is."""

    def __init__(self, service: QueryService, triples: Collection[Triple]) -> None:
        self._service, self._triples = service, triples
        self._found: Passages = {}
        self._reading = Lock()

    def of(self, triple: Triple) -> tuple[Evidence, ...]:
        """The passages of one of the statements."""
        with self._reading:
            if triple not in self._found:
                self._read(self._triples)
            return self._found.get(triple, ())

    def open(self, triples: Iterable[Triple]) -> None:
        """Reads the passages of some of the statements, and of no other."""
        with self._reading:
            self._read(triples)

    def _read(self, triples: Iterable[Triple]) -> None:
        fresh = [one for one in triples if one not in self._found]
        if fresh:
            # What has none is known to have none.
            self._found |= dict.fromkeys(fresh, ()) | evidence_of(self._service, fresh)


class Kept(Sequence[Evidence]):
    """The passages of a statement that rests on some, as they stand on a shelf: those of `wanted` alone, where any is.

    `documents` (ids) are those that say it; both are known without reading any passage.
    """

    __slots__ = ("_shelf", "_wanted", "documents", "triple")

    def __init__(
        self, shelf: Shelf, triple: Triple, documents: Iterable[str], wanted: frozenset[str] = frozenset()
    ) -> None:
        self._shelf, self.triple = shelf, triple
        self.documents, self._wanted = frozenset(documents), wanted

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, place: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._read()[place]

    def __len__(self) -> int:
        return len(self._read())

    def __bool__(self) -> bool:
        # Known without reading any.
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def of(self, wanted: frozenset[str]) -> Sequence[Evidence]:
        """The passages of some documents (ids)."""
        return Kept(self._shelf, self.triple, self.documents, wanted) if self.documents & wanted else ()

    @property
    def shelf(self) -> Shelf:
        """Where they stand."""
        return self._shelf

    def _read(self) -> tuple[Evidence, ...]:
        every = self._shelf.of(self.triple)
        return tuple(one for one in every if one.document in self._wanted) if self._wanted else every


def among(evidence: Sequence[Evidence], wanted: frozenset[str]) -> Sequence[Evidence]:
    """The passages of some documents (ids); those on a shelf stay unread."""
    if isinstance(evidence, Kept):
        return evidence.of(wanted)
    return tuple(one for one in evidence if one.document in wanted)


def opened(several: Iterable[Sequence[Evidence]]) -> None:
    """Reads together the passages of some statements, that are about to be looked at; no other is read."""
    by_shelf: dict[Shelf, list[Triple]] = defaultdict(list)
    for evidence in several:
        if isinstance(evidence, Kept):
            by_shelf[evidence.shelf].append(evidence.triple)
    for shelf, triples in by_shelf.items():
        shelf.open(triples)
