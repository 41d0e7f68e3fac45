import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from usagraph.graph.querying.channel import Gone, receive, receive_soon, send, send_soon

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two ends of a channel."""
    one, other = socket.socketpair()
    with one, other:
        yield one, other


@pytest.mark.parametrize("size", [0, 1, 65_000, 70_000, 5_000_000])
def test_a_message_comes_whole(pair: Pair, size: int) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    thread = threading.Thread(target=send, args=(pair[0], b"head", body))
    thread.start()
    assert receive(pair[1]) == (b"head", body)
    thread.join()


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_message_comes_whole_before_a_deadline(pair: Pair, size: int) -> None:
    for end in pair:
        end.setblocking(False)
    deadline = time.monotonic() + 20
    thread = threading.Thread(target=send, args=(pair[0], b"head", b"x" * size, deadline))
    thread.start()
    assert receive(pair[1], deadline) == (b"head", b"x" * size)
    thread.join()


def test_no_side_waits_beyond_its_deadline(pair: Pair) -> None:
    for end in pair:
        end.setblocking(False)
    with pytest.raises(TimeoutError):
        receive(pair[1], time.monotonic() + 0.05)
    with pytest.raises(TimeoutError):
        send(pair[1], b"", b"x" * 5_000_000, time.monotonic() + 0.05)


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_message_comes_whole_to_an_event_loop(pair: Pair, size: int) -> None:
    for end in pair:
        end.setblocking(False)

    async def exchange() -> object:
        sending = asyncio.create_task(send_soon(pair[0], b"a", b"x" * size))
        found = await receive_soon(pair[1])
        await sending
        return found

    assert asyncio.run(exchange()) == (b"a", b"x" * size)


def test_a_side_that_is_gone_is_noticed(pair: Pair) -> None:
    pair[0].close()
    with pytest.raises(Gone):
        receive(pair[1])
    with pytest.raises(Gone):
        send(pair[1], b"")


def test_a_side_that_leaves_in_the_middle_is_noticed(pair: Pair) -> None:
    pair[0].sendall(b"\x00\x00\x00\x02\x00\x00\x10\x00{}xxx")
    pair[0].close()
    with pytest.raises(Gone):
        receive(pair[1])
