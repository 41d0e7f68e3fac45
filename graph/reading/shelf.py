"""Passages that are read when they are first looked at: those of many statements at once."""

from collections.abc import Collection, Sequence
from threading import Lock
from typing import overload

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.evidence import Passages, evidence_of
from usagraph.graph.reading.things import Evidence

__all__ = ["Kept", "Shelf"]


class Shelf:
    """The passages of some statements, read together the first time that one is looked at."""

    def __init__(self, service: QueryService, triples: Collection[Triple]) -> None:
        self._service, self._triples = service, triples
        self._found: Passages | None = None
        self._reading = Lock()

    def of(self, triple: Triple) -> tuple[Evidence, ...]:
        """The passages of one of the statements."""
        with self._reading:
            if self._found is None:
                self._found = evidence_of(self._service, self._triples)
            return self._found.get(triple, ())


class Kept(Sequence[Evidence]):
    """The passages of a statement that rests on some, as they stand on a shelf."""

    __slots__ = ("_shelf", "_triple")

    def __init__(self, shelf: Shelf, triple: Triple) -> None:
        self._shelf, self._triple = shelf, triple

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, place: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._shelf.of(self._triple)[place]

    def __len__(self) -> int:
        return len(self._shelf.of(self._triple))

    def __bool__(self) -> bool:
        # Known without reading any.
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
