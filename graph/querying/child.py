"""One worker process seen from outside: started, asked, killed."""

import json
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

__all__ = ["Child", "Died", "Late"]

#: What the child runs; -P keeps the current folder, where a stranger's files may be, off its path.
COMMAND = ("-P", "-X", "utf8", "-c", "from usagraph.graph.querying.worker import serve; serve()")
#: Longest wait for a process to start and open a store, in seconds.
OPENING = 60.0


class Late(Exception):
    """No answer in time: the child was killed."""


class Died(Exception):
    """The child ended without an answer."""


class Child:
    """A worker process; used by one thread at a time. Once it is late or dead it stays so."""

    def __init__(self, memory: int) -> None:
        self.alive = True
        #: Number of the snapshot it has open; -1 before the first.
        self.generation = -1
        self._connection, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, *COMMAND, str(number), str(memory)], pass_fds=(number,), stdin=subprocess.DEVNULL
            )

    def open(self, path: Path | None, generation: int) -> str | None:
        """What went wrong when opening the snapshot, None when it is open."""
        try:
            header, _ = self.ask({"open": str(path) if path else None}, OPENING)
        except (Late, Died):
            return str(path)
        if "error" in header:
            return str(header["detail"])
        self.generation = generation
        return None

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """The header and the body of the reply; raises Late or Died, and then the child is gone."""
        try:
            self._connection.send_bytes(json.dumps(request).encode())
            if not self._connection.poll(seconds):
                self.kill()
                raise Late
            header, _, body = self._connection.recv_bytes().partition(b"\n")
        except (EOFError, OSError):
            self.kill()
            raise Died from None
        return json.loads(header), body

    def is_running(self) -> bool:
        """Whether the process is still there: something else may have ended it since it was last asked."""
        return self.alive and self._process.poll() is None

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        self.alive = False
        self._process.kill()
        self._process.wait()
        self._connection.close()
