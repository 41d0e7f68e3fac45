"""Noticing that the client has gone, so that what was begun for it is stopped."""

import asyncio

from starlette.types import Message, Receive

from usagraph.graph.querying.departures import Departure

__all__ = ["Watch"]

#: Seconds after which an answer that is still not there is watched for; most are there before.
SOON = 0.05


class Watch:
    """Receives for the application and, when the request is read, waits for the client's departure."""

    def __init__(self, receive: Receive) -> None:
        self.departure = Departure()
        self._receive = receive
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    async def receive(self) -> Message:
        """The next message of the client."""
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body"):
            self.begin()
        return message

    def begin(self) -> None:
        """Watches from now on: nothing more is to be read."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self._wait)

    def end(self) -> None:
        """Stops watching."""
        if self._timer:
            self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _wait(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._until_gone())

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.departure.happens()
