"""The process that makes one export, or one whole result: reads what is wanted from its standard input, writes it to its
standard output, and what went wrong to its standard error, as JSON.

It yields to whoever answers small requests, ends when nobody reads it, and may be killed at any time.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from usagraph.errors import UsagraphError
from usagraph.graph.export.exporting import opened_export
from usagraph.graph.export.formats import format_named
from usagraph.graph.export.rows import write_result
from usagraph.graph.export.snapshot import Snapshot, opened_snapshot
from usagraph.graph.querying.confinement import forbid_sockets
from usagraph.graph.querying.negation import rewritten
from usagraph.graph.querying.syntax import RefusedQuery, read_query, syntax_error
from usagraph.graph.store.remote import opened
from usagraph.ontology.terms import PREFIXES
from usagraph.server import Server
from usagraph.workspace import Workspace

__all__ = ["main"]

#: How much it yields to others.
NICE = 10
#: Address space that a query may take beyond the opened store, in bytes.
MEMORY = 1_000_000_000
STATM = Path("/proc/self/statm")


def main() -> None:
    """Does what is asked, once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task = json.load(sys.stdin)
    try:
        (_rows if "query" in task else _export)(task)
        sys.stdout.flush()
    except UsagraphError as error:
        _tell(type(error).__name__, error.values)
    except (MemoryError, RuntimeError, OSError, ValueError) as error:
        _tell("RefusedQuery" if "query" in task else "StoreError", {"reason": "stopped", "detail": str(error)[:200]})


def _export(task: dict[str, Any]) -> None:
    if task.get("server"):
        # The copy of what the server holds is taken away before this ends.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with opened_export(
        _workspace(task),
        task["base"],
        edition=task["edition"],
        documents=task["documents"],
        licence=task["licence"],
        generation=task["generation"],
    ) as export:
        export.write(format_named(task["format"]), sys.stdout.buffer)


def _rows(task: dict[str, Any]) -> None:
    workspace, text = _workspace(task), task["query"]
    if workspace.server:
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        with opened(workspace.server, task["base"]) as remote:
            write_result(remote.query(prefixes + text), task["format"], sys.stdout.buffer)
        return
    with opened_snapshot(workspace, task["base"], task["generation"]) as snapshot:
        _confine(task["seconds"])
        write_result(_result(snapshot, text), task["format"], sys.stdout.buffer)


def _result(snapshot: Snapshot, text: str) -> object:
    quick = read_query(rewritten(text)).text
    try:
        return snapshot.engine.query(quick, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_error(read_query(text), str(error)) from None
    except (ValueError, LookupError) as error:
        raise RefusedQuery(reason="engine", message=str(error)[:200]) from None


def _confine(seconds: float) -> None:
    """What a query may take: no socket, so much memory, so much work."""
    forbid_sockets()
    if STATM.exists():
        used = int(STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))


def _workspace(task: dict[str, Any]) -> Workspace:
    server = Server(**task["server"]) if task.get("server") else None
    return Workspace(Path(task["workspace"]), server)


def _tell(error: str, values: dict[str, object]) -> None:
    told = {name: value if isinstance(value, int | str) else str(value) for name, value in values.items()}
    sys.stderr.write(json.dumps({"error": error, "values": told}))
    sys.stderr.flush()
    # What is half written must not pass for whole.
    os._exit(1)
