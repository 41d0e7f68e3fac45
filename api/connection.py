"""A connection of the server: what uvicorn leaves without a limit or without a word gets one.

A client that is slow to ask or slow to read is let go; what is no HTTP is refused with a problem document; and a client
that is still sending when it has been answered is listened to for a while, else it would lose the answer.
"""

import asyncio
import sys
from functools import partial
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from usagraph.api.guard import HEAD_LIMIT
from usagraph.api.problems import Problem, refusal
from usagraph.settings import Settings

__all__ = ["Connection", "serve"]

#: Seconds that the head of a request may take to come.
HEAD_SECONDS = 10.0
#: Seconds in which a client that is being answered must have read `PROGRESS` bytes.
READING_SECONDS, PROGRESS = 30.0, 30_000
#: Seconds, and bytes, for which a client that has been answered is let go on sending.
LINGERING_SECONDS, LINGERING_BYTES = 5.0, 100_000_000
#: Connections at a time.
MOST = 1000
#: Seconds that requests under way are given when the service stops.
STOPPING = 3

#: By the status that h11 hints at: the kind of problem and what fills its sentence.
_MALFORMED: dict[int, tuple[str, dict[str, Any]]] = {431: ("head-too-large", {"limit": HEAD_LIMIT})}


class Connection(H11Protocol):
    """One client, from its connection to its end."""

    def __init__(self, *arguments: Any, lang: str = "fr", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.lang = lang
        self._head: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._lingering: asyncio.TimerHandle | None = None
        self._drained = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(_Closing(transport, self))  # type: ignore[arg-type]
        if len(self.connections) > MOST:
            self._refuse(Problem(503, "overload"))
        else:
            self._head = self.loop.call_later(HEAD_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends every wait."""
        for timer in (self._head, self._reading, self._lingering):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on; what comes after the last answer is dropped."""
        if self._lingering and self.transport.is_closing():
            self._drained += len(data)
            if self._drained > LINGERING_BYTES:
                self.transport.abort()
            return
        super().data_received(data)
        self._time_the_head()

    def on_response_complete(self) -> None:
        """Lets the rest of a request come for a while, where it was answered before its end."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self._lingering = self.loop.call_later(LINGERING_SECONDS, self._end_of, self.cycle)
        self._time_the_head()

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP request, with the reason that h11 gives."""
        error = sys.exc_info()[1]
        status = getattr(error, "error_status_hint", 400)
        kind, values = _MALFORMED.get(status, ("malformed", {"found": str(error or msg)[:200]}))
        self._refuse(Problem(status, kind, **values))

    def pause_writing(self) -> None:
        """Watches a client that does not read as fast as it is answered."""
        super().pause_writing()
        if self._reading is None:
            self._watch_reading()

    def resume_writing(self) -> None:
        """Stops watching."""
        super().resume_writing()
        if self._reading:
            self._reading.cancel()
            self._reading = None

    def linger(self) -> bool:
        """Whether the client is still sending: it is listened to a while before the connection ends."""
        if self.conn.their_state not in (h11.SEND_BODY, h11.ERROR):
            return False
        if self._lingering:
            self._lingering.cancel()
        self._lingering = self.loop.call_later(LINGERING_SECONDS, self.transport.abort)
        return True

    def _time_the_head(self) -> None:
        waiting = self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]
        if waiting and self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self._late)
        elif not waiting and self._head:
            self._head.cancel()
            self._head = None

    def _late(self) -> None:
        if self.conn.trailing_data[0]:
            self._refuse(Problem(408, "request-timeout", limit=f"{HEAD_SECONDS:g}"))
        else:
            self.transport.close()

    def _end_of(self, cycle: object) -> None:
        if self.cycle is cycle and self.conn.their_state is h11.SEND_BODY:
            self.transport.abort()

    def _watch_reading(self, left: int | None = None) -> None:
        waiting = self.transport.get_write_buffer_size()
        if left is not None and waiting > left - PROGRESS:
            self.transport.abort()
        else:
            self._reading = self.loop.call_later(READING_SECONDS, self._watch_reading, waiting)

    def _refuse(self, error: Problem) -> None:
        response = refusal(error, self.lang, "")
        headers = [*response.raw_headers, (b"connection", b"close")]
        events = (
            h11.Response(status_code=error.status, headers=headers, reason=STATUS_PHRASES[error.status]),
            h11.Data(data=bytes(response.body)),
            h11.EndOfMessage(),
        )
        try:
            self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        except h11.LocalProtocolError:
            # It is being answered already.
            self.transport.abort()
        self.transport.close()


class _Closing:
    """A transport that is not closed on a client that is still sending: the answer would be lost with what it sends."""

    def __init__(self, transport: asyncio.Transport, connection: Connection) -> None:
        self._transport = transport
        self._connection = connection
        self._ending = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        return self._ending or self._transport.is_closing()

    def close(self) -> None:
        if not self._ending and not self._transport.is_closing() and self._connection.linger():
            self._ending = True
            self._transport.resume_reading()
            self._transport.write_eof()
        elif not self._ending:
            self._transport.close()


def serve(app: ASGIApp, settings: Settings) -> None:
    """Answers on the address of the settings until it is interrupted."""
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        ws="none",
        http=partial(Connection, lang=settings.lang),  # type: ignore[arg-type]
        h11_max_incomplete_event_size=HEAD_LIMIT,
        timeout_graceful_shutdown=STOPPING,
    )
