"""An export made in a process of its own, piece by piece: it neither slows the service down nor fills its memory.

It is made as fast as it is read, and stopped where nobody reads it any more.
"""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

from usagraph import errors
from usagraph.errors import Overload, QueryTimeout, StoreError, UsagraphError
from usagraph.graph.querying.syntax import RefusedQuery

__all__ = ["Broken", "Stream", "Streams"]

COMMAND = ("-P", "-X", "utf8", "-c", "from usagraph.graph.export.worker import main; main()")
#: Bytes read at a time, and kept where the reader is slow.
PIECE = 1 << 16
#: Exports made at a time.
AT_A_TIME = 3
#: Seconds until something must have come of an export, and until all of it must.
FIRST, LONGEST = 300.0, 7200.0
#: Seconds until a worker that is told to end must have tidied up.
GRACE = 2.0


class Broken(Exception):
    """An answer that had begun could not be finished; its connection is cut, so that it passes for whole with nobody."""


class Stream:
    """What a worker makes, once the first piece is there; to be closed."""

    def __init__(self, process: Process, first: bytes, seconds: float, release: Callable[[], None]) -> None:
        self._process = process
        self._first = first
        self._seconds = seconds
        self._release = release
        self._open = True

    async def pieces(self) -> AsyncIterator[bytes]:
        """The pieces; raises Broken where the last does not come."""
        assert self._process.stdout is not None  # noqa: S101 - so opened
        piece = self._first
        try:
            async with asyncio.timeout(LONGEST):
                while piece:
                    yield piece
                    piece = await self._process.stdout.read(PIECE)
                await _check(self._process, self._seconds)
        except (UsagraphError, TimeoutError) as error:
            raise Broken from error

    async def close(self) -> None:
        """Ends the worker, whatever it is doing."""
        if self._open:
            self._open = False
            self._release()
            await _end(self._process)


class Streams:
    """The exports under way, a few at a time."""

    def __init__(self, at_a_time: int = AT_A_TIME) -> None:
        self._left = at_a_time

    async def opened(self, task: dict[str, Any], *, seconds: float = FIRST) -> Stream:
        """What a worker makes of a task; raises what went wrong before the first piece, or Overload."""
        if not self._left:
            raise Overload
        self._left -= 1
        process: Process | None = None
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, *COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=PIECE
            )
            return Stream(process, await _first(process, task, seconds), seconds, self._freed)
        except BaseException:
            self._freed()
            await _end(process)
            raise

    def _freed(self) -> None:
        self._left += 1


async def _first(process: Process, task: dict[str, Any], seconds: float) -> bytes:
    assert process.stdin is not None  # noqa: S101 - so opened
    assert process.stdout is not None  # noqa: S101 - so opened
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(json.dumps(task).encode())
        await process.stdin.drain()
    process.stdin.close()
    try:
        async with asyncio.timeout(seconds):
            first = await process.stdout.read(PIECE)
    except TimeoutError:
        raise QueryTimeout(seconds=f"{seconds:g}") from None
    if not first:
        await _check(process, seconds)
    return first


async def _end(process: Process | None) -> None:
    if process is not None and process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE)
            if process.returncode is None:
                process.kill()
        await process.wait()


async def _check(process: Process, seconds: float) -> None:
    """Raises what the worker says went wrong, if anything did."""
    assert process.stderr is not None  # noqa: S101 - so opened
    said = await process.stderr.read(PIECE)
    code = await process.wait()
    if code == 0:
        return
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise QueryTimeout(seconds=f"{seconds:g}")
    try:
        told = json.loads(said)
    except ValueError:
        raise RefusedQuery(reason="stopped") from None
    kind = RefusedQuery if told["error"] == "RefusedQuery" else getattr(errors, told["error"], StoreError)
    raise kind(**told["values"])
