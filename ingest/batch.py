"""Many files on all cores: each is read and its claims found in a worker; what comes back is in the order of the files."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from usagraph.errors import ReaderStopped, Refused
from usagraph.ingest.pipeline import Prepared, prepare
from usagraph.workspace import Workspace

__all__ = ["prepared"]

Outcome = tuple[Path, Prepared | Refused]
#: Files on their way for each worker: enough to keep it busy, few enough to stop soon.
AHEAD = 2


def prepared(paths: Iterable[Path], workspace: Workspace, jobs: int) -> Iterator[Outcome]:
    """Each file with what was made of it, or why it was refused, in the order of `paths`; `jobs` processes at a time."""
    if jobs <= 1:
        yield from ((path, _one(path, workspace)) for path in paths)
        return
    # Not forked: the process that calls may have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start) as pool:
        yield from _through(pool, iter(paths), workspace, jobs)


def _through(pool: ProcessPoolExecutor, paths: Iterator[Path], workspace: Workspace, jobs: int) -> Iterator[Outcome]:
    waiting: deque[tuple[Path, Future[Prepared | Refused]]] = deque()
    try:
        for path in islice(paths, jobs * AHEAD):
            waiting.append((path, pool.submit(_one, path, workspace)))
        while waiting:
            path, future = waiting.popleft()
            for more in islice(paths, 1):
                waiting.append((more, pool.submit(_one, more, workspace)))
            yield path, _result(path, future)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result(path: Path, future: "Future[Prepared | Refused]") -> Prepared | Refused:
    try:
        return future.result()
    except BrokenProcessPool:
        return ReaderStopped(file=path.name, limit="SIGKILL")


def _one(path: Path, workspace: Workspace) -> Prepared | Refused:
    try:
        return prepare(path, workspace)
    except Refused as error:
        return error


def _start() -> None:
    """A worker leaves Ctrl-C to the process that called, and works beside others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
