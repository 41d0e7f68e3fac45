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
from usagraph.graph.querying.channel import Gone, Message
from usagraph.graph.querying.wire import Header, Reply, reply_from, request_to_send

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
        self._channel.setblocking(False)
        # It opens its snapshot before anything is asked of it; its reply is read by who asks first.
        self._first: Header | None = opening
        with suppress(Gone, TimeoutError):
            channel.send(self._channel, *request_to_send(b"", OPENING, opening), deadline=_soon(OPENING))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def work(self) -> float:
        """Seconds of processor it has used; where the system does not say, seconds on the clock."""
        if sys.platform == "linux":
            # The clock of a process by its number: clock_getcpuclockid(3), which Python does not offer.
            with suppress(OSError):
                return time.clock_gettime(~self.pid << 3 | 2)
        return time.monotonic()

    def ask(self, question: bytes, opening: Header, deadline: float) -> Reply:
        """The header and the body of the reply; raises Late or Died, and then the child is gone.

        `opening` names the snapshot to answer from; it is opened first where another one is.
        """
        try:
            if self._first:
                self._opened(channel.receive(self._channel, _soon(OPENING)))
            deadline = max(deadline, _soon(LEAST))
            channel.send(self._channel, *self._addressed(question, opening, deadline), deadline=deadline)
            self.moving = self.generation != opening["generation"]
            return self._moved(opening, channel.receive(self._channel, deadline))
        except BaseException as error:  # noqa: BLE001 - raised again
            raise self._lost(error) from None

    async def ask_soon(self, question: bytes, opening: Header, deadline: float) -> Reply:
        """As `ask`, for an event loop; where the task that waits is cancelled, the child is killed."""
        try:
            if self._first:
                async with asyncio.timeout(OPENING):
                    self._opened(await channel.receive_soon(self._channel))
            with self._killed_at(max(deadline, _soon(LEAST))) as until:
                await channel.send_soon(self._channel, *self._addressed(question, opening, until))
                self.moving = self.generation != opening["generation"]
                return self._moved(opening, await channel.receive_soon(self._channel))
        except BaseException as error:  # noqa: BLE001 - raised again
            raise self._lost(error) from None

    @contextmanager
    def _killed_at(self, deadline: float) -> Iterator[float]:
        """Ends the process at the deadline, which it gives: who waits for it is then told that it is late."""
        # Half the price of a timeout of asyncio, which would cancel the task.
        timer = asyncio.get_running_loop().call_later(deadline - time.monotonic(), self.kill)
        try:
            yield deadline
        except (Gone, OSError):
            if time.monotonic() >= deadline:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()

    def _lost(self, error: BaseException) -> BaseException:
        """What is to be raised where the process was not heard to the end: what it would say later answers nothing."""
        self.kill()
        if isinstance(error, TimeoutError):
            return Late()
        return Died() if isinstance(error, Gone | OSError) else error

    def _opened(self, message: Message) -> None:
        assert self._first is not None  # noqa: S101 - so asked
        self._moved(self._first, message)
        self._first = None

    def _addressed(self, question: bytes, opening: Header, deadline: float) -> Message:
        # Until it has the query, its end says nothing of it: something else may have ended it.
        self.moving = True
        new = opening if self.generation != opening["generation"] else None
        return request_to_send(question, deadline - time.monotonic(), new)

    def _moved(self, opening: Header, message: Message) -> Reply:
        reply = reply_from(message)
        self.moving = reply[0].get("error") == "store"
        if not self.moving:
            self.generation = reply[0]["generation"] = opening["generation"]
        return reply

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


def _soon(seconds: float) -> float:
    return time.monotonic() + seconds
