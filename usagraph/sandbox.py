"""Running a function in a child process that can be killed.

A damaged file can make a parser loop, swallow all memory or abort the process. `run` gives such a function a process
of its own, with a limit on time and on memory. The child is started afresh (never forked from a process that has
threads), from the installed package and not from the current folder, and gets the call on its standard input.
"""

import contextlib
import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from usagraph.errors import ReaderStopped, UsagraphError

__all__ = ["Foreign", "run", "serve"]

P = ParamSpec("P")
R = TypeVar("R")

#: What the child runs; -P keeps the current folder, where a stranger's files may be, off its path.
COMMAND = ("-P", "-X", "utf8", "-c", "from usagraph.sandbox import serve; serve()")
MEGABYTE = 1 << 20
#: Modules whose classes may come back from the child, beside plain values.
TRUSTED = ("usagraph.records", "usagraph.errors", "usagraph.sandbox")


class Foreign(Exception):
    """An exception that is not ours, brought back by its `kind` (dotted name) and `detail`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def run(function: Callable[..., R], *args: object, seconds: float, megabytes: int) -> R:
    """What `function(*args)` gives back, run in a child process that is killed past either limit.

    The function must be importable and give plain values or records. Errors of our own tree are raised here as they
    were raised there, others as `Foreign`. A child that had to be killed, or died, raises ReaderStopped.
    """
    call = pickle.dumps((function, args))
    answer = _talk(pickle.dumps((megabytes, seconds, sys.path, call)), seconds)
    succeeded, result = _Trusting(io.BytesIO(answer)).load()
    if succeeded:
        return result  # type: ignore[no-any-return]
    if isinstance(result, ReaderStopped):
        result.values.setdefault("limit", f"{megabytes} MB")
    raise result


def _talk(call: bytes, seconds: float) -> bytes:
    with subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            answer, _ = child.communicate(call, timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill(child)
            raise ReaderStopped(limit=f"{seconds:g} s") from None
        except BaseException:
            _kill(child)
            raise
    if child.returncode != 0 or not answer:
        raise ReaderStopped(limit=_cause(child.returncode))
    return answer


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _cause(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"code {code}"


class _Trusting(pickle.Unpickler):
    """Reads plain values, records and errors; anything else the child might send is refused."""

    def find_class(self, module: str, name: str) -> object:
        if module in TRUSTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def serve() -> None:
    """The child's side: reads one call, answers it and leaves."""
    # Whatever a library prints must not mix with the answer.
    answers = os.dup(1)
    os.dup2(2, 1)
    megabytes, seconds, path, call = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    sys.path[:] = path
    # The function is imported only now that the limits hold.
    _limit(megabytes, seconds)
    answer = _answer(call)
    with os.fdopen(answers, "wb") as pipe:
        pipe.write(answer)
    # Libraries in C may crash while they are taken down; the answer is given, nothing is left to save.
    os._exit(0)


def _limit(megabytes: int, seconds: float) -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        # The parent may be gone: then nobody else would stop us.
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _answer(call: bytes) -> bytes:
    try:
        function, args = pickle.loads(call)  # noqa: S301 - from our own parent
        return pickle.dumps((True, function(*args)))
    except UsagraphError as error:
        return pickle.dumps((False, error))
    except MemoryError:
        return pickle.dumps((False, ReaderStopped()))
    except Exception as error:  # noqa: BLE001 - whatever a library raises crosses as Foreign
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        return pickle.dumps((False, Foreign(kind, str(error)[:300])))
