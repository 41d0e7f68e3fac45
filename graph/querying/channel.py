"""Messages between the service and a worker, over a pair of sockets: a JSON header and the bytes of a body.

Each side knows beforehand how long both are, so that a reader asks the kernel for just what is to come. A socket pair,
and no pipe, because an event loop can wait for it as well as a thread.
"""

import asyncio
import json
import socket
import struct
from typing import Any

__all__ = ["Gone", "Header", "Message", "receive", "receive_soon", "send", "send_soon"]

#: Bytes asked for first: most messages come whole.
FIRST = 1 << 16
#: Body up to which header and body are sent at once.
SMALL = 1 << 16

_LENGTHS = struct.Struct("!II")

Header = dict[str, Any]
Message = tuple[Header, bytes]


class Gone(Exception):
    """The other side is no more there."""


class _Incoming:
    """A message of which a part has come: `room` is where the rest goes, empty when it is whole."""

    def __init__(self, start: bytes, header: int, body: int) -> None:
        self._header = header
        self._content = memoryview(bytearray(header + body))
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
        header = str(self._content[: self._header], "utf-8")
        return json.loads(header), bytes(self._content[self._header :])


def _begun(start: bytes) -> Message | _Incoming:
    """The message where it has come whole, as most do."""
    if len(start) < _LENGTHS.size:
        # The kernel hands over what is sent in one call, in pieces only where it is long.
        raise Gone
    header, body = _LENGTHS.unpack_from(start)
    end = _LENGTHS.size + header
    if len(start) < end + body:
        return _Incoming(start, header, body)
    return json.loads(str(start[_LENGTHS.size : end], "utf-8")), start[end:]


def send(channel: socket.socket, header: Header, body: bytes = b"") -> None:
    """Sends a message; raises Gone, or TimeoutError after the socket's own limit."""
    try:
        for piece in _pieces(header, body):
            channel.sendall(piece)
    except (BrokenPipeError, ConnectionResetError):
        raise Gone from None


def receive(channel: socket.socket) -> Message:
    """The next message; raises Gone, or TimeoutError after the socket's own limit."""
    try:
        incoming = _begun(channel.recv(FIRST))
        if not isinstance(incoming, _Incoming):
            return incoming
        while incoming.room:
            incoming.came(channel.recv_into(incoming.room))
    except ConnectionResetError:
        raise Gone from None
    return incoming.message()


async def send_soon(channel: socket.socket, header: Header, body: bytes = b"") -> None:
    """As `send`, for an event loop; the socket must not block."""
    try:
        for piece in _pieces(header, body):
            await asyncio.get_running_loop().sock_sendall(channel, piece)
    except (BrokenPipeError, ConnectionResetError):
        raise Gone from None


async def receive_soon(channel: socket.socket) -> Message:
    """As `receive`, for an event loop; the socket must not block."""
    loop = asyncio.get_running_loop()
    try:
        incoming = _begun(await loop.sock_recv(channel, FIRST))
        if not isinstance(incoming, _Incoming):
            return incoming
        while incoming.room:
            incoming.came(await loop.sock_recv_into(channel, incoming.room))
    except ConnectionResetError:
        raise Gone from None
    return incoming.message()


def _pieces(header: Header, body: bytes) -> tuple[bytes, ...]:
    head = json.dumps(header).encode()
    start = _LENGTHS.pack(len(head), len(body)) + head
    return (start + body,) if len(body) <= SMALL else (start, body)
