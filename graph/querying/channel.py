"""Messages between the service and a worker, over a pair of sockets: the bytes of a head and those of a body.

Each side knows beforehand how long both are, so that a reader asks the kernel for just what is to come. A socket pair,
and no pipe, because an event loop can wait for it as well as a thread.
"""

import asyncio
import socket
import struct
import time
from select import POLLIN, POLLOUT, poll

__all__ = ["Gone", "Message", "receive", "receive_soon", "send", "send_soon"]

#: Bytes asked for first: most messages come whole.
FIRST = 1 << 16
#: Body up to which head and body are sent at once.
SMALL = 1 << 16

_LENGTHS = struct.Struct("!II")

Message = tuple[bytes, bytes]


class Gone(Exception):
    """The other side is no more there."""


class _Incoming:
    """A message of which a part has come: `room` is where the rest goes, empty when it is whole."""

    def __init__(self, start: bytes, head: int, body: int) -> None:
        self._head = head
        self._content = memoryview(bytearray(head + body))
        here = len(start) - _LENGTHS.size
        self._content[:here] = start[_LENGTHS.size :]
        self.room = self._content[here:]

    def came(self, count: int) -> None:
        """Notes that so many bytes were put into the room."""
        if not count:
            raise Gone
        self.room = self.room[count:]

    def message(self) -> Message:
        """The message, when there is no room left."""
        return bytes(self._content[: self._head]), bytes(self._content[self._head :])


def _begun(start: bytes) -> Message | _Incoming:
    """The message where it has come whole, as most do."""
    if len(start) < _LENGTHS.size:
        # The kernel hands over what is sent in one call, in pieces only where it is long.
        raise Gone
    head, body = _LENGTHS.unpack_from(start)
    end = _LENGTHS.size + head
    if len(start) < end + body:
        return _Incoming(start, head, body)
    return start[_LENGTHS.size : end], start[end:]


def send(channel: socket.socket, head: bytes, body: bytes = b"", deadline: float | None = None) -> None:
    """Sends a message; raises Gone, or TimeoutError at the deadline, which a socket that blocks must not have."""
    try:
        for piece in _pieces(head, body):
            if deadline is None:
                channel.sendall(piece)
            else:
                _send_all(channel, piece, deadline)
    except (BrokenPipeError, ConnectionResetError):
        raise Gone from None


def receive(channel: socket.socket, deadline: float | None = None) -> Message:
    """The next message; raises Gone, or TimeoutError at the deadline, which a socket that blocks must not have."""
    try:
        _wait(channel, POLLIN, deadline)
        incoming = _begun(channel.recv(FIRST))
        if not isinstance(incoming, _Incoming):
            return incoming
        while incoming.room:
            _wait(channel, POLLIN, deadline)
            incoming.came(channel.recv_into(incoming.room))
    except ConnectionResetError:
        raise Gone from None
    return incoming.message()


def _send_all(channel: socket.socket, piece: bytes, deadline: float) -> None:
    sent = 0
    while sent < len(piece):
        try:
            sent += channel.send(memoryview(piece)[sent:])
        except BlockingIOError:
            _wait(channel, POLLOUT, deadline)


def _wait(channel: socket.socket, event: int, deadline: float | None) -> None:
    """Waits until the channel can be read or written, where it does not block by itself; raises TimeoutError."""
    if deadline is None:
        return
    # One call of the kernel, where a time limit of the socket's own would be two each time it changes.
    waiting = poll()
    waiting.register(channel, event)
    if not waiting.poll(max(1.0, (deadline - time.monotonic()) * 1000)):
        raise TimeoutError


async def send_soon(channel: socket.socket, head: bytes, body: bytes = b"") -> None:
    """As `send`, for an event loop; the socket must not block."""
    try:
        for piece in _pieces(head, body):
            await asyncio.get_running_loop().sock_sendall(channel, piece)
    except (BrokenPipeError, ConnectionResetError):
        raise Gone from None


async def receive_soon(channel: socket.socket) -> Message:
    """As `receive`, for an event loop; the socket must not block."""
    loop = asyncio.get_running_loop()
    try:
        # The answer is not there yet: to ask for it before waiting would be in vain.
        await _readable(loop, channel)
        incoming = _begun(channel.recv(FIRST))
        if not isinstance(incoming, _Incoming):
            return incoming
        while incoming.room:
            incoming.came(await loop.sock_recv_into(channel, incoming.room))
    except ConnectionResetError:
        raise Gone from None
    return incoming.message()


async def _readable(loop: asyncio.AbstractEventLoop, channel: socket.socket) -> None:
    waiting: asyncio.Future[None] = loop.create_future()
    loop.add_reader(channel, _come, waiting)
    try:
        await waiting
    finally:
        loop.remove_reader(channel)


def _come(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


def _pieces(head: bytes, body: bytes) -> tuple[bytes, ...]:
    start = _LENGTHS.pack(len(head), len(body)) + head
    return (start + body,) if len(body) <= SMALL else (start, body)
