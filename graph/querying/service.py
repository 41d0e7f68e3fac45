"""The query service: SPARQL over the newest snapshot, in child processes that can be killed.

The engine has no timeout and one text in a million ends its process, so it never runs in ours. A query costs one
round trip over a pipe more than a call.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from usagraph.errors import Overload, QueryTimeout, ResultTooLarge, StoreError, WrongUse
from usagraph.graph.querying.bindings import Binding, as_message, bound
from usagraph.graph.querying.child import Child, Died, Late
from usagraph.graph.querying.syntax import Reading, RefusedQuery, read_query, syntax_error
from usagraph.ontology.terms import BASE

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "Answer", "Binding", "QueryService"]

#: What SELECT and ASK can be answered in.
ROW_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
#: What CONSTRUCT and DESCRIBE can be answered in.
GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/trig",
    "application/n-quads",
    "application/rdf+xml",
    "application/ld+json",
)
MAX_BYTES = 20_000_000
#: Cap of `select`, whose rows are read by our own code.
OWN_ROWS = 5_000_000
#: Longest wait for a free worker, in seconds.
PATIENCE = 10.0
#: Address space a query may take beyond the opened store, in bytes.
MEMORY = 1_000_000_000

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """A serialised result; `rows` is None for ASK, `truncated` where the cap cut it."""

    body: bytes
    media_type: str
    rows: int | None
    truncated: bool


class QueryService:
    """SPARQL over the newest generation under `store_root`; an empty graph until there is one.

    Safe to share between threads. Each request sees whole generations only, and moves to a new one by itself.
    """

    def __init__(
        self,
        store_root: Path,
        *,
        workers: int = 2,
        timeout: float = 20.0,
        max_rows: int = 10_000,
        memory: int = MEMORY,
        base: str = BASE,
    ) -> None:
        self.timeout = timeout
        self.max_rows = max_rows
        #: Start of the IRIs of things.
        self.base = base
        self._generations = Path(store_root) / "generations"
        #: Tells this store from another that has as many generations.
        self.mark = hashlib.sha256(f"{Path(store_root).resolve()} {base}".encode()).hexdigest()[:8]
        self._memory = memory
        self._lock = threading.Lock()
        self._memory_of: dict[str, tuple[int, object]] = {}
        self._closed = False
        self._generation = self._newest()
        self._children: set[Child] = set()
        self._idle: LifoQueue[Child] = LifoQueue()
        for _ in range(workers):
            self._idle.put(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers; queries under way fail."""
        with self._lock:
            self._closed = True
            children, self._children = self._children, set()
        for child in children:
            child.kill()

    @property
    def generation(self) -> int:
        """The number of the newest snapshot seen, 0 for the empty graph."""
        return self._generation

    def refresh(self) -> int:
        """The number of the newest snapshot; the requests that follow are answered from it or a later one."""
        self._generation = self._newest()
        return self._generation

    def remember(self, name: str, build: Callable[[], T]) -> T:
        """What `build` gives, made once for each generation and kept under `name`."""
        generation = self.refresh()
        kept = self._memory_of.get(name)
        if kept is None or kept[0] != generation:
            kept = (generation, build())
            self._memory_of[name] = kept
        return cast(T, kept[1])

    def answer(
        self,
        text: str,
        *,
        media_type: str,
        bindings: Mapping[str, Binding] | None = None,
        timeout: float | None = None,
        partial: bool = False,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The result of a SPARQL query, serialised as `media_type` (one of ROW_TYPES or GRAPH_TYPES).

        `bindings` gives variables their values (an IRI or a Term), in every scope of the query.
        More rows than the cap raise ResultTooLarge, or with `partial` give the first ones, marked truncated.
        `timeout` may shorten the service's own, never lengthen it.
        """
        reading, given = bound(read_query(text), bindings or {})
        if media_type not in (ROW_TYPES if reading.form in ("SELECT", "ASK") else GRAPH_TYPES):
            raise WrongUse(detail=f"{reading.form} ≠ {media_type}")
        request = _request(reading, media_type, given, self.max_rows)
        request |= {"partial": partial, "default_graphs": list(default_graphs), "named_graphs": list(named_graphs)}
        header, body = self._reply(reading, request, min(timeout or self.timeout, self.timeout))
        return Answer(body, media_type, header["rows"], header["truncated"])

    def select(self, text: str, **bindings: Binding) -> list[dict[str, str]]:
        """The rows of a SELECT of our own, as lexical forms by variable; an unbound variable is absent."""
        reading, given = bound(read_query(text), bindings)
        request = _request(reading, ROW_TYPES[0], given, OWN_ROWS) | {"max_bytes": 100 * MAX_BYTES}
        _, body = self._reply(reading, request, self.timeout)
        rows = json.loads(body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]

    def _reply(self, reading: Reading, request: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
        """The header and the body of a good answer; an error is raised."""
        header, body = self._ask(request, timeout)
        if header.get("error") == "syntax" and request["text"] != reading.text:
            # The limit we added moves the place the engine complains about: ask about the text as it was sent.
            again, _ = self._ask(request | {"text": reading.text}, timeout)
            header = again if "error" in again else header
        if "error" in header:
            raise self._error(header, reading)
        return header, body

    def _ask(self, request: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
        """The reply of a worker, killed and replaced where it is late or dies."""
        child = self._borrow(timeout)
        deadline = time.monotonic() + timeout
        try:
            child = self._alive(child)
            return child.ask(request | {"timeout": timeout}, max(0.0, deadline - time.monotonic()))
        except Late:
            raise QueryTimeout(seconds=f"{timeout:g}") from None
        except Died:
            raise RefusedQuery(reason="stopped") from None
        finally:
            self._give_back(child)

    def _alive(self, child: Child) -> Child:
        """The child with the newest snapshot open; another in its place where it died while it was idle."""
        if not child.is_running():
            child.kill()
            self._children.discard(child)
            child = self._start()
        self._move(child)
        return child

    def _borrow(self, timeout: float) -> Child:
        try:
            return self._idle.get(timeout=min(timeout, PATIENCE))
        except Empty:
            raise Overload from None

    def _give_back(self, child: Child) -> None:
        if child.alive:
            self._idle.put(child)
            return
        self._children.discard(child)
        self._idle.put(self._start())

    def _start(self) -> Child:
        child = Child(self._memory)
        with self._lock:
            self._children.add(child)
            if self._closed:
                child.kill()
        return child

    def _move(self, child: Child) -> None:
        """Opens the newest snapshot in `child`; looks again where it was swept away in the meantime."""
        for attempt in range(3):
            generation = self.refresh()
            if child.generation == generation:
                return
            trouble = child.open(self._generations / str(generation) if generation else None, generation)
            if trouble is None:
                return
            if attempt == 2:
                raise StoreError(detail=trouble)

    def _newest(self) -> int:
        try:
            names = [entry.name for entry in self._generations.iterdir()]
        except FileNotFoundError:
            return 0
        return max((int(name) for name in names if name.isdecimal()), default=0)

    def _error(self, header: dict[str, Any], reading: Reading) -> Exception:
        match header["error"]:
            case "syntax":
                return syntax_error(reading.text, header["detail"])
            case "large":
                return ResultTooLarge(limit=f"{self.max_rows}" if header["rows"] else f"{MAX_BYTES // 1_000_000} MB")
            case "memory":
                return RefusedQuery(reason="stopped")
            case "graph" | "projection" as reason:
                return RefusedQuery(reason=reason, name=header["detail"])
            case _:
                return RefusedQuery(reason="engine", message=header["detail"][:200])


def _request(reading: Reading, media_type: str, bindings: Mapping[str, Binding], rows: int) -> dict[str, Any]:
    return {
        "text": reading.limited(rows + 1),
        "cut": reading.limited(rows),
        "media_type": media_type,
        "bindings": {name: as_message(value) for name, value in bindings.items()},
        "max_rows": rows,
        "max_bytes": MAX_BYTES,
        "partial": False,
        "default_graphs": [],
        "named_graphs": [],
    }
