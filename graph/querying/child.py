"""One worker process seen from outside: started, asked, slowed down, killed."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from usagraph.graph.querying import channel
from usagraph.graph.querying.channel import Gone, Header, Message

__all__ = ["Child", "Died", "Late"]

#: What the child runs; -P keeps the current folder, where a stranger's files may be, off its path.
COMMAND = ("-P", "-X", "utf8", "-c", "from usagraph.graph.querying.worker import serve; serve()")
#: Longest wait for a process to start and open a store, in seconds.
OPENING = 60.0
#: How much a process yields to the others, once it is slow.
NICE = 10
#: Seconds that a query is given at least, where its turn came late.
LEAST = 0.1


class Late(Exception):
    """No answer in time: the child was killed."""


class Died(Exception):
    """The child ended without an answer."""


class Child:
    """A worker process, asked by one at a time. Once it is late or dead it stays so, and `bury` must be called."""

    def __init__(self, memory: int, opening: Header) -> None:
        self.alive = True
        #: Whether it yields to the others; for good, only an administrator could take that back.
        self.slow = False
        #: Number of the snapshot it has open; -1 before the first.
        self.generation = -1
        #: Whether it is opening another one: an end in the midst says nothing of the query.
        self.moving = True
        self._channel, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, *COMMAND, str(number), str(memory)], pass_fds=(number,), stdin=subprocess.DEVNULL
            )
        # It opens its snapshot before anything is asked of it; its reply is read by who asks first.
        self._first: Header | None = opening
        with suppress(Gone):
            channel.send(self._channel, opening)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, request: Header, opening: Header, deadline: float) -> Message:
        """The header and the body of the reply; raises Late or Died, and then the child is gone.

        `opening` names the snapshot to answer from; it is opened first where another one is.
        """
        with self._risking():
            if self._first:
                self._channel.settimeout(OPENING)
                self._opened(channel.receive(self._channel))
            self._channel.settimeout(_left(deadline))
            channel.send(self._channel, self._addressed(request, opening))
            return self._moved(opening, channel.receive(self._channel))

    async def ask_soon(self, request: Header, opening: Header, deadline: float) -> Message:
        """As `ask`, for an event loop; where the task that waits is cancelled, the child is killed."""
        self._channel.settimeout(0)
        with self._risking():
            if self._first:
                async with asyncio.timeout(OPENING):
                    self._opened(await channel.receive_soon(self._channel))
            async with asyncio.timeout(_left(deadline)):
                await channel.send_soon(self._channel, self._addressed(request, opening))
                return self._moved(opening, await channel.receive_soon(self._channel))

    def _opened(self, reply: Message) -> None:
        assert self._first is not None  # noqa: S101 - so asked
        self._moved(self._first, reply)
        self._first = None

    def _addressed(self, request: Header, opening: Header) -> Header:
        self.moving = self.generation != opening["generation"]
        return request | opening if self.moving else request

    def _moved(self, opening: Header, reply: Message) -> Message:
        self.moving = reply[0].get("error") == "store"
        if not self.moving:
            self.generation = opening["generation"]
        return reply

    @contextmanager
    def _risking(self) -> Iterator[None]:
        """Kills the process where it is not heard to the end: what it would say later answers nothing."""
        heard = False
        try:
            yield
            heard = True
        except TimeoutError:
            raise Late from None
        except (Gone, OSError):
            raise Died from None
        finally:
            if not heard:
                self.kill()

    def is_running(self) -> bool:
        """Whether the process is still there: something else may have ended it since it was last asked."""
        return self.alive and self._process.poll() is None

    def slow_down(self) -> None:
        """Makes the process yield to the others, for good."""
        if not self.slow and self.is_running():
            self.slow = True
            os.setpriority(os.PRIO_PROCESS, self.pid, NICE)

    def kill(self) -> None:
        """Ends the process, whatever it is doing; who waits for its answer is told at once."""
        self.alive = False
        self._process.kill()

    def bury(self, *, wait: bool = False) -> bool:
        """Whether nothing is left of a process that was killed; to be called when nobody asks it any more."""
        self._channel.close()
        if wait:
            self._process.wait()
        return self._process.poll() is not None


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), LEAST)
