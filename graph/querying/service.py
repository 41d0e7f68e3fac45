"""The query service: SPARQL over the newest snapshot, in child processes that can be killed.

The engine has no timeout and one text in a million ends its process, so it never runs in ours. A query costs one
round trip over a socket more than a call. `answer` is for threads, `answer_soon` for an event loop.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from usagraph.errors import Overload, QueryTimeout, StoreError
from usagraph.graph.querying.answers import KEPT, Answers
from usagraph.graph.querying.bindings import Binding, bound
from usagraph.graph.querying.child import Child, Died, Late
from usagraph.graph.querying.departures import departing
from usagraph.graph.querying.exchange import GRAPH_TYPES, MAX_BYTES, ROW_TYPES, Answer, Question, question_of, rows
from usagraph.graph.querying.lanes import Lanes, Ticket
from usagraph.graph.querying.snapshots import Snapshots
from usagraph.graph.querying.syntax import Reading, RefusedQuery, read_query
from usagraph.graph.querying.wire import Header, Reply
from usagraph.ontology.terms import BASE

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "Answer", "Binding", "QueryService", "permits"]

#: Cap of `select`, whose rows are read by our own code.
OWN_ROWS = 5_000_000
#: Longest wait of a small query for a free worker, in seconds.
PATIENCE = 10.0
#: Address space a query may take beyond the opened store, in bytes.
MEMORY = 1_000_000_000
#: Small queries, and heavy ones, that may wait at a time.
WAITING, HELD = 500, 32
#: Threads that may wait for answers at a time.
THREADS = 16
#: Times that a query begins, where generations are swept and lanes are full; and times that the newest is pursued.
ATTEMPTS, PURSUED = 10, 2

T = TypeVar("T")


class QueryService:
    """SPARQL over the newest generation under `store_root`; an empty graph until there is one.

    Safe to share between threads. Each request sees whole generations only, and moves to a new one by itself.
    """

    def __init__(
        self,
        store_root: Path,
        *,
        workers: int | None = None,
        timeout: float = 20.0,
        max_rows: int = 10_000,
        memory: int = MEMORY,
        base: str = BASE,
        kept: int = KEPT,
    ) -> None:
        self.timeout = timeout
        self.max_rows = max_rows
        #: Start of the IRIs of things.
        self.base = base
        #: The folder of the store: generations, and the search index.
        self.root = Path(store_root)
        self._snapshots = Snapshots(store_root)
        #: Tells this store from another that has as many generations.
        self.mark = hashlib.sha256(f"{Path(store_root).resolve()} {base}".encode()).hexdigest()[:8]
        self._memory = memory
        self._memory_of: dict[str, tuple[int, object]] = {}
        self._permits = permits(THREADS)
        self._answers = Answers(kept)
        self._building: dict[str, threading.Lock] = {}
        self._generation = self._snapshots.newest()
        lane = workers or max(2, os.cpu_count() or 1)
        self._lanes = Lanes(self._hire, small=lane, heavy=lane, waiting=WAITING, held=HELD)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers; queries under way fail."""
        self._lanes.close()

    @property
    def generation(self) -> int:
        """The number of the newest snapshot seen, 0 for the empty graph."""
        return self._generation

    @property
    def processes(self) -> list[int]:
        """The numbers of the worker processes."""
        return [child.pid for child in self._lanes.children]

    def refresh(self) -> int:
        """The number of the newest snapshot; the requests that follow are answered from it or a later one."""
        self._generation = self._snapshots.newest()
        return self._generation

    def remember(self, name: str, build: Callable[[], T]) -> T:
        """What `build` gives, made once for each generation and kept under `name`."""
        # One builds, the others wait for it.
        with self._building.setdefault(name, threading.Lock()):
            generation = self.refresh()
            kept = self._memory_of.get(name)
            if kept is None or kept[0] != generation:
                kept = (generation, build())
                self._memory_of[name] = kept
            return cast(T, kept[1])

    def answer(self, text: str | Reading, *, media_type: str, timeout: float | None = None, **how: Any) -> Answer:
        """The result of a SPARQL query, serialised as `media_type` (one of ROW_TYPES or GRAPH_TYPES).

        `bindings` gives variables their values (an IRI or a Term), in every scope of the query.
        More rows than the cap raise ResultTooLarge, or with `partial` give the first ones, marked truncated.
        `default_graphs` and `named_graphs` are the data set, the whole store where there are none.
        `timeout` may shorten the service's own, never lengthen it.
        """
        question, seconds = self._question(text, media_type, **how), self._seconds(timeout)
        found = self._answers.find(question, self.refresh())
        if found:
            return found
        # Threads are few, and the pages need them too.
        try:
            permit = self._permits.get_nowait()
        except Empty:
            raise Overload from None
        try:
            return self._kept(question, self._ask(question, seconds))
        finally:
            self._permits.put(permit)

    async def answer_soon(
        self, text: str | Reading, *, media_type: str, timeout: float | None = None, **how: Any
    ) -> Answer:
        """As `answer`, for an event loop; where the task is cancelled, the query is ended."""
        question, seconds = self._question(text, media_type, **how), self._seconds(timeout)
        found = self._answers.find(question, self.refresh())
        return found or self._kept(question, await self._ask_soon(question, seconds))

    def select(self, text: str, **bindings: Binding) -> list[dict[str, str]]:
        """The rows of a SELECT of our own, as lexical forms by variable; an unbound variable is absent."""
        reading, given = bound(read_query(text), bindings)
        question = Question(reading, ROW_TYPES[0], given, OWN_ROWS, max_bytes=100 * MAX_BYTES)
        return rows(question.answer(self._ask(question, self.timeout, own=True)))

    def _question(
        self, text: str | Reading, media_type: str, *, bindings: Mapping[str, Binding] | None = None, **how: Any
    ) -> Question:
        reading, given = bound(read_query(text) if isinstance(text, str) else text, bindings or {})
        question = question_of(reading, media_type, self.max_rows, **how)
        return replace(question, bindings=given) if given else question

    def _kept(self, question: Question, reply: Reply) -> Answer:
        answer = question.answer(reply)
        self._answers.keep(question, reply[0].get("generation", -1), answer)
        return answer

    def _seconds(self, timeout: float | None) -> float:
        return min(timeout or self.timeout, self.timeout)

    def _ask(self, question: Question, seconds: float, *, own: bool = False) -> Reply:
        """The reply of a worker, killed where it is late."""
        for ticket in _tickets(question, seconds, own=own):
            self._lanes.enter(ticket)
            try:
                with departing(partial(self._lanes.dismiss, ticket)):
                    child = ticket.served()
                    reply = child.ask(question.packed, self._opening(child, ticket), ticket.deadline)
                    if ticket.answered(reply):
                        return reply
            except (TimeoutError, Late, Died) as error:
                _explain(error, ticket, seconds)
            finally:
                self._lanes.leave(ticket)
        raise _given_up(ticket)

    async def _ask_soon(self, question: Question, seconds: float) -> Reply:
        for ticket in _tickets(question, seconds, own=False):
            self._lanes.enter(ticket)
            try:
                with departing(partial(self._lanes.dismiss, ticket)):
                    child = await ticket.served_soon()
                    reply = await child.ask_soon(question.packed, self._opening(child, ticket), ticket.deadline)
                    if ticket.answered(reply):
                        return reply
            except (TimeoutError, Late, Died) as error:
                _explain(error, ticket, seconds)
            finally:
                self._lanes.leave(ticket)
        raise _given_up(ticket)

    def _opening(self, child: Child, ticket: Ticket) -> Header:
        """The newest snapshot; where it was swept again and again before it was open, the one that the worker has."""
        if ticket.attempt > PURSUED and child.generation >= 0:
            return {"generation": child.generation}
        return self._snapshots.opening(self.refresh())

    def _hire(self) -> Child:
        return Child(self._memory, self._snapshots.opening(self._snapshots.newest()))


def permits(number: int) -> "SimpleQueue[int]":
    """So many places, to be taken and given back: a semaphore would cost a tenth of a small query."""
    places: SimpleQueue[int] = SimpleQueue()
    for place in range(number):
        places.put(place)
    return places


def _explain(error: Exception, ticket: Ticket, seconds: float) -> None:
    """Raises what to say of a query that was not answered; nothing where it is to begin again."""
    match error:
        case TimeoutError():
            raise Overload from None
        case Late():
            raise QueryTimeout(seconds=f"{seconds:g}") from None
    if not ticket.again and not (ticket.child and ticket.child.moving):
        raise RefusedQuery(reason="stopped") from None


def _tickets(question: Question, seconds: float, *, own: bool) -> Iterator[Ticket]:
    """What a query goes with each time it begins: a few times; as long as it may take where snapshots are swept before they open."""
    deadline, attempt = time.monotonic() + seconds, 0
    while attempt < ATTEMPTS:
        ticket = Ticket(question.reading.shape, deadline, min(seconds, PATIENCE), own, attempt)
        yield ticket
        attempt += not (ticket.trouble and time.monotonic() < deadline)


def _given_up(ticket: Ticket) -> Exception:
    return StoreError(detail=ticket.trouble) if ticket.trouble else Overload()
