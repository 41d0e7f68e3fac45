"""Who runs and who waits: small queries in one lane, heavy ones in the other, so that these never starve those.

A query is small until it has worked for a while; then, as soon as another waits, it moves to the heavy lane with its
process, which yields to the others from then on. Where that lane is full, it is stopped and begins again when there is
room. The next query of its shape waits there from the start.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from usagraph.errors import Overload
from usagraph.graph.querying.child import Child, Died
from usagraph.graph.querying.costs import HEAVY, Costs
from usagraph.graph.querying.wire import Reply

__all__ = ["Lanes", "Ticket"]

#: Shortest wait before one looks again how long a query has worked, in seconds.
_LEAST = 0.005


@dataclass(eq=False)
class Ticket:
    """A query that waits or runs: `child` is the process it was given; `again` says that it was stopped to begin anew.

    `patience` is how long it may wait, `cost` the seconds of work it took, `trouble` why no snapshot could be opened.
    """

    shape: int
    deadline: float
    patience: float
    #: Asked by the service itself: goes before the others.
    own: bool = False
    #: How many times it began before.
    attempt: int = 0
    child: Child | None = None
    #: Done when its turn comes; None where it did at once.
    turn: Future[Child] | None = None
    heavy: bool = False
    again: bool = False
    #: The work that the process had done before.
    before: float = 0.0
    cost: float | None = None
    trouble: str = ""

    def served(self) -> Child:
        """The process it is given, when its turn has come; raises TimeoutError after its patience."""
        return self.turn.result(self.patience) if self.turn else self._at_once()

    async def served_soon(self) -> Child:
        """As `served`, for an event loop."""
        if self.turn:
            return await asyncio.wait_for(asyncio.wrap_future(self.turn), self.patience)
        return self._at_once()

    @property
    def spent(self) -> float:
        """The seconds of work it took so far: not those that it waited for the processor, when others had it."""
        return self.child.work - self.before if self.child else 0.0

    def _at_once(self) -> Child:
        assert self.child is not None  # noqa: S101 - so entered
        return self.child

    def answered(self, reply: Reply) -> bool:
        """Whether the reply is about the query; else the snapshot could not be opened, and a newer one may be."""
        header, _ = reply
        self.cost = header.get("seconds")
        self.trouble = header["detail"] if header.get("error") == "store" else ""
        return not self.trouble


class Lanes:
    """The processes, and the queries that wait for one.

    At most `small` queries and `heavy` heavy ones run; `waiting` and `held` of them wait, and more are refused.
    """

    def __init__(self, hire: Callable[[], Child], *, small: int, heavy: int, waiting: int, held: int) -> None:
        self._hire, self._small, self._heavy = hire, small, heavy
        self._most_waiting, self._most_held = waiting, held
        # Taken by itself where nothing is told: a small query goes through here twice.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._closed = False
        self._costs = Costs()
        self._running: set[Ticket] = set()
        self._waiting: deque[Ticket] = deque()
        self._held: deque[Ticket] = deque()
        self._dead: list[Child] = []
        self._asleep = False
        #: How many of those that run are heavy.
        self._burden = 0
        #: The processes that nobody asks, and those of them that yield to the others.
        self._idle = [hire() for _ in range(small + 1)]
        self._yielding: list[Child] = []
        self._watch = threading.Thread(target=self._watching, name="lanes", daemon=True)
        self._watch.start()

    @property
    def children(self) -> list[Child]:
        """The processes there are."""
        with self._changed:
            return [*self._idle, *self._yielding, *(one.child for one in self._running if one.child)]

    def enter(self, ticket: Ticket) -> None:
        """Gives a query its process, or makes it wait for its `turn`; raises Overload where too many wait."""
        with self._lock:
            if self._closed:
                raise Overload
            ticket.heavy = self._costs.is_heavy(ticket.shape)
            queue, most = (self._held, self._most_held) if ticket.heavy else (self._waiting, self._most_waiting)
            if not queue and self._has_room(ticket):
                self._start(ticket)
            elif len(queue) < most or ticket.own:
                ticket.turn = Future()
                (queue.appendleft if ticket.own else queue.append)(ticket)
                self._advance()
            else:
                raise Overload

    def leave(self, ticket: Ticket) -> None:
        """Takes a query out, wherever it is; its process is free again."""
        with self._lock:
            if ticket.turn and not ticket.child:
                for queue in (self._waiting, self._held):
                    if ticket in queue:
                        queue.remove(ticket)
            if ticket in self._running:
                self._running.remove(ticket)
                self._burden -= ticket.heavy
                self._learn(ticket)
            if ticket.child:
                self._free(ticket.child)
                ticket.child = None
            if not self._closed:
                if self._waiting or self._held:
                    self._advance()
                self._prepare()

    def dismiss(self, ticket: Ticket) -> None:
        """Ends a query that nobody waits for any more: its wait, or its process."""
        with self._changed:
            if ticket.child:
                ticket.child.kill()
            else:
                _refuse(ticket, Died())

    def close(self) -> None:
        """Ends the processes; queries under way fail, and those that wait are refused."""
        with self._changed:
            self._closed = True
            for ticket in (*self._waiting, *self._held):
                _refuse(ticket, Overload())
            self._waiting.clear()
            self._held.clear()
            ended = [*self._idle, *self._yielding, *self._dead]
            self._idle, self._yielding = [], []
            for child in (*ended, *(one.child for one in self._running if one.child)):
                child.kill()
            for child in ended:
                child.bury(wait=True)
            self._changed.notify_all()
        self._watch.join()

    def _learn(self, ticket: Ticket) -> None:
        spent = ticket.spent if ticket.cost is None else ticket.cost
        if ticket.cost is not None or spent >= HEAVY:
            self._costs.learn(ticket.shape, spent)

    def _free(self, child: Child) -> None:
        if self._dead:
            self._dead = [one for one in self._dead if not one.bury()]
        alike, most = (self._yielding, self._heavy) if child.slow else (self._idle, self._heavy + self._small)
        if self._closed or len(alike) >= most:
            child.kill()
        if child.alive:
            alike.append(child)
        elif not child.bury(wait=self._closed):
            self._dead.append(child)

    def _prepare(self) -> None:
        """Starts the processes that the next small queries will need, one more than may run: it takes a while."""
        for _ in range(self._small + 1 - (len(self._running) - self._burden) - len(self._idle)):
            self._idle.append(self._hire())

    def _advance(self) -> None:
        """Gives their turn to all those that there is room for."""
        for queue in (self._waiting, self._held):
            while queue and self._has_room(queue[0]):
                ticket = queue.popleft()
                # What it costs may have been learnt while it waited.
                if not ticket.heavy and self._costs.is_heavy(ticket.shape):
                    ticket.heavy = True
                    self._hold(ticket)
                elif ticket.turn and not ticket.turn.done() and ticket.turn.set_running_or_notify_cancel():
                    ticket.turn.set_result(self._start(ticket))
        if self._waiting and self._asleep:
            self._changed.notify_all()

    def _hold(self, ticket: Ticket) -> None:
        if len(self._held) >= self._most_held and not ticket.own:
            _refuse(ticket, Overload())
        else:
            (self._held.appendleft if ticket.own else self._held.append)(ticket)

    def _has_room(self, ticket: Ticket) -> bool:
        if ticket.heavy:
            return self._burden < self._heavy
        return len(self._running) - self._burden < self._small

    def _start(self, ticket: Ticket) -> Child:
        ticket.child = child = self._child(slow=ticket.heavy)
        ticket.before = child.work
        self._running.add(ticket)
        self._burden += ticket.heavy
        if self._burden:
            self._slow_down()
        return child

    def _child(self, *, slow: bool) -> Child:
        """A process for a query: for a heavy one, one that yields, or one that small ones can do without."""
        while alike := self._fit(slow=slow):
            child = alike.pop()
            if child.alive:
                return child
            self._dead.append(child)
        return self._hire()

    def _fit(self, *, slow: bool) -> list[Child]:
        if not slow or self._yielding:
            return self._yielding if slow else self._idle
        spare = len(self._idle) + len(self._running) - self._burden > self._small
        return self._idle if spare else []

    def _slow_down(self) -> None:
        # Alone on the machine, a heavy query has no reason to yield.
        if len(self._running) > 1:
            for ticket in self._running:
                if ticket.heavy and ticket.child:
                    ticket.child.slow_down()

    def _watching(self) -> None:
        """Moves to the other lane what has worked for long while others wait."""
        with self._changed:
            while not self._closed:
                small = [one for one in self._running if not one.heavy]
                if not small or not self._waiting:
                    self._asleep = True
                    self._changed.wait()
                    self._asleep = False
                    continue
                longest = max(small, key=lambda one: one.spent)
                if (left := HEAVY - longest.spent) > 0:
                    self._changed.wait(max(left, _LEAST))
                else:
                    self._demote(longest)

    def _demote(self, ticket: Ticket) -> None:
        self._costs.learn(ticket.shape, HEAVY)
        ticket.again = self._burden >= self._heavy
        ticket.heavy = True
        self._burden += 1
        if ticket.again and ticket.child:
            ticket.child.kill()
        self._slow_down()
        self._advance()
        self._prepare()


def _refuse(ticket: Ticket, why: Exception) -> None:
    if ticket.turn and not ticket.turn.done() and ticket.turn.set_running_or_notify_cancel():
        ticket.turn.set_exception(why)
