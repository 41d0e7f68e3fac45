"""The query service over a graph that a server holds: the same checks, limits and answers; the server does the work."""

import asyncio
import hashlib
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from usagraph.errors import Overload, QueryTimeout, StoreError
from usagraph.graph.provenance import graph_iri
from usagraph.graph.querying.answers import Answers
from usagraph.graph.querying.dataset import over_named_default, with_values
from usagraph.graph.querying.exchange import Question
from usagraph.graph.querying.service import QueryService, permits
from usagraph.graph.querying.syntax import read_query, tokens
from usagraph.graph.querying.wire import Reply
from usagraph.graph.querying.worker import answered
from usagraph.graph.store.answers import read_answer
from usagraph.graph.store.remote import ROWS, TRIPLES, RemoteStore, opened
from usagraph.ontology.terms import BASE
from usagraph.server import Server

__all__ = ["RemoteQueryService"]

#: Queries that may run on the server at a time.
AT_A_TIME = 16
#: Seconds for which the number of the generation is taken to be what it was.
FRESH = 1.0
#: Bytes of an answer beyond which it is not read: ten times what may be given out, since its form is another.
LONGEST = 200_000_000
#: Seconds left to a server to say that the time is over, before it is left.
GRACE = 1.0
#: The header by which Virtuoso says that it stopped at the time it was given, with the rows it had found until then.
CUT = ("X-SQL-State", "S1TAT")


class RemoteQueryService(QueryService):
    """SPARQL over the graph of a server; `store_root`: where the search index is."""

    def __init__(
        self, server: Server, store_root: Path, *, timeout: float = 20.0, max_rows: int = 10_000, base: str = BASE
    ) -> None:
        # Nothing of the other kind is set up: it hires processes.
        self.timeout = timeout
        self.max_rows = max_rows
        self.base = base
        self.root = store_root
        self.mark = hashlib.sha256(f"{server.query} {base}".encode()).hexdigest()[:8]
        self._store = opened(server, base)
        self._permits = permits(AT_A_TIME)
        self._threads = threading.BoundedSemaphore(AT_A_TIME)
        self._memory_of: dict[str, tuple[int, object]] = {}
        # None is kept: something else may change the graph.
        self._answers = Answers(0)
        self._building: dict[str, threading.Lock] = {}
        self._generation, self._looked = 0, 0.0
        self.refresh()

    def close(self) -> None:
        """Lets go of the connections."""
        self._store.close()

    @property
    def processes(self) -> list[int]:
        """None: the work is done elsewhere."""
        return []

    def refresh(self) -> int:
        """The number of the newest generation, as it was told a second ago at most."""
        if time.monotonic() - self._looked > FRESH:
            self._generation, self._looked = self._store.generation, time.monotonic()
        return self._generation

    def _ask(self, question: Question, seconds: float, *, own: bool = False) -> Reply:
        import httpx

        if not self._threads.acquire(timeout=seconds if own else 0):
            raise Overload
        try:
            # A limit of ours beside an order of theirs is more than some servers sort.
            request = question.request(limited=False)
            return answered(cast(ox.Store, _Engine(self._store, self.base, seconds)), request)
        except httpx.TimeoutException:
            raise QueryTimeout(seconds=f"{seconds:g}") from None
        except httpx.HTTPError as error:
            raise StoreError(detail=f"{self._store.server.query}: {type(error).__name__}") from None
        finally:
            self._threads.release()

    async def _ask_soon(self, question: Question, seconds: float) -> Reply:
        return await asyncio.to_thread(self._ask, question, seconds)


class _Engine:
    """A server asked as the engine is; whole answers within `seconds`."""

    def __init__(self, store: RemoteStore, base: str, seconds: float) -> None:
        self.store = store
        self.base = base
        self.deadline = time.monotonic() + seconds

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str],
        substitutions: Mapping[ox.Variable, Any],
        default_graph: Sequence[ox.NamedNode] = (),
        named_graphs: Sequence[ox.NamedNode] = (),
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """The answer to a query; raises ValueError with what the server says where it refuses it."""
        form = read_query(query).form
        text = with_values(_prefixed(query, prefixes), {name.value: str(term) for name, term in substitutions.items()})
        asked: list[tuple[str, str]] = [("default-graph-uri", one.value) for one in default_graph]
        asked += [("named-graph-uri", one.value) for one in named_graphs]
        if not asked:
            text = over_named_default(text, self.store.default)
        if self.store.cuts:
            asked.append(("timeout", str(int(1000 * self._left()))))
        content = self._sent([("query", text), *asked], ROWS if form in ("SELECT", "ASK") else TRIPLES)
        return _read(content, form)

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Whether the server has such a graph, and it is one of ours."""
        ours = graph_name.value.startswith(graph_iri(self.base, "")) and graph_name.value != self.store.default
        return ours and self.store.ask(f"ASK {{ GRAPH {graph_name} {{ ?s ?p ?o }} }}")

    def _sent(self, asked: list[tuple[str, str]], accept: str) -> bytes:
        import httpx

        with self.store.client.stream(
            "POST",
            self.store.server.query,
            data=_form(asked),
            headers={"Accept": accept},
            timeout=self._left() + GRACE,
        ) as response:
            content = self._read_whole(response.iter_bytes())
            if response.headers.get(CUT[0], "") == CUT[1]:
                raise httpx.ReadTimeout("")
            if not response.is_success:
                said = content.decode("utf-8", "replace").strip().splitlines() or [str(response.status_code)]
                raise ValueError(said[0])
        return content

    def _left(self) -> float:
        return max(self.deadline - time.monotonic(), 0.1)

    def _read_whole(self, pieces: "Iterable[bytes]") -> bytes:
        import httpx

        content = bytearray()
        for piece in pieces:
            content += piece
            if len(content) > LONGEST:
                raise MemoryError
            if time.monotonic() > self.deadline + GRACE:
                raise httpx.ReadTimeout("")
        return bytes(content)


def _form(asked: list[tuple[str, str]]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in asked:
        form.setdefault(name, []).append(value)
    return form


def _read(content: bytes, form: str) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    """An answer of a server as the engine gives it."""
    if form in ("CONSTRUCT", "DESCRIBE"):
        held = ox.Store()
        held.load(content, ox.RdfFormat.N_TRIPLES)
        built = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(built, ox.QueryTriples)  # noqa: S101 - so asked
        return built
    found = read_answer(content, ROWS)
    if isinstance(found, bool | ox.QueryBoolean):
        told = f'{{"head": {{}}, "boolean": {str(bool(found)).lower()}}}'
        truth = ox.parse_query_results(told.encode(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(truth, ox.QueryBoolean)  # noqa: S101 - so written
        return truth
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - so asked
    return found


def _prefixed(text: str, prefixes: Mapping[str, str]) -> str:
    """The query with a PREFIX line for each well-known prefix that it uses and does not declare.

    A name with escapes is written as an IRI where its prefix is one of these: Virtuoso knows no escapes.
    """
    read = list(tokens(text))
    declared = {after[0] for before, after in pairwise(read) if before[0].upper() == "PREFIX"}
    pieces, position, used = [], 0, set[str]()
    for token in read:
        prefix, _, local = token[0].partition(":")
        if token.lastgroup == "name" and f"{prefix}:" not in declared and prefix in prefixes:
            used.add(prefix)
            if "\\" in local:
                pieces += [text[position : token.start()], f"<{prefixes[prefix]}{local.replace(chr(92), '')}>"]
                position = token.end()
    lines = (f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in sorted(used))
    return "".join((*lines, *pieces, text[position:]))
