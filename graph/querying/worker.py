"""The child process that runs queries: it opens one snapshot, reads requests, sends answers, and may be killed at any time.

The engine cannot be stopped from inside, so limits are the kernel's: address space, no socket, an alarm.
"""

import errno
import os
import re
import resource
import signal
import socket
import sys
import time
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from usagraph.graph.querying.channel import Gone, receive, send
from usagraph.graph.querying.confinement import forbid_sockets
from usagraph.graph.querying.counting import UNCOUNTED, may_exceed, rows_in
from usagraph.graph.querying.wire import Header, Reply, reply_to_send, request_from
from usagraph.ontology.terms import PREFIXES

__all__ = ["answered", "serve"]

#: Seconds left to the parent to kill a late worker before the worker's own alarm does.
GRACE = 2.0
STATM = Path("/proc/self/statm")
#: The formats of one line a triple; and bytes of such an answer up to which it is taken as the engine writes it.
LINES, QUICK = ("application/n-triples", "application/n-quads"), 2_000_000


class _TooLarge(Exception):
    """The answer is over the cap of rows (`rows`) or bytes."""


def serve() -> None:
    """Answers the requests that come over the socket whose descriptor is the first argument, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine writes its last words there when memory runs out; the parent says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    channel, memory = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    forbid_sockets()
    # Outside Linux there is none, and the limit on memory is left out.
    statm = STATM.open("rb", buffering=0) if STATM.exists() else None
    store = Store()
    while True:
        try:
            question, seconds, opening = request_from(receive(channel))
            reply: Reply = ({}, b"")
            if opening:
                store, reply = _open(store, opening["open"], memory, statm)
            if question and "error" not in reply[0]:
                reply = _guarded(store, question, seconds)
            send(channel, *reply_to_send(reply))
        except Gone:
            return


def _open(store: Store, path: str | None, memory: int, statm: IO[bytes] | None) -> tuple[Store, Reply]:
    """The snapshot at `path` (an empty store where there is none) under fresh limits; the old one where it fails."""
    _loosen()
    try:
        return Store.read_only(path) if path else Store(), ({}, b"")
    except (OSError, RuntimeError) as error:
        # A folder that is swept while it is opened is "corrupted".
        return store, ({"error": "store", "detail": str(error)}, b"")
    finally:
        _tighten(memory, statm)


def _loosen() -> None:
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
        hard = resource.getrlimit(limit)[1]
        # The engine keeps each file of the store open, and takes its share of what is allowed.
        resource.setrlimit(limit, (hard, hard))


def _tighten(memory: int, statm: IO[bytes] | None) -> None:
    used = _address_space(statm)
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _address_space(statm: IO[bytes] | None) -> int:
    if statm is None:
        return 0
    statm.seek(0)
    return int(statm.read(64).split()[0]) * resource.getpagesize()


def _guarded(store: Store, request: Header, seconds: float) -> Reply:
    """The answer, or what went wrong, under the alarm; and the seconds of work it took."""
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    start = time.process_time()
    try:
        header, body = answered(store, request)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    header["seconds"] = time.process_time() - start
    return header, body


def answered(store: Store, request: Header) -> Reply:
    """The answer of a store, or of what answers as one, to a request; or what went wrong."""
    try:
        return _answer(store, request)
    except (SyntaxError, _TooLarge, MemoryError, LookupError, RuntimeError, ValueError, OSError) as error:
        return _trouble(error), b""


def _trouble(error: Exception) -> Header:
    match error:
        case SyntaxError():
            return {"error": "syntax", "detail": str(error)}
        case _TooLarge():
            return {"error": "large", "rows": error.args[0]}
        case MemoryError():
            return {"error": "memory"}
        case LookupError():
            return {"error": "graph", "detail": error.args[0]}
    # The engine has no error of its own for a variable that is bound and not projected.
    if unprojected := re.search(r"variable (\S+) in its SELECT projection", str(error)):
        return {"error": "projection", "detail": unprojected[1]}
    return {"error": "engine", "detail": str(error)}


def _answer(store: Store, request: Header) -> Reply:
    cap = request["max_rows"]
    try:
        rows, body = _run(store, request, request["text"])
    except SyntaxError:
        # What we changed moves the place the engine complains about: it reads the text as it was sent.
        if "sent" in request:
            _run(store, request, request["sent"])
        raise
    truncated = rows is not None and rows > cap
    if truncated:
        if "cut" not in request:
            raise _TooLarge(True)
        rows, body = _run(store, request, request["cut"])
    if len(body) > request["max_bytes"]:
        raise _TooLarge(False)
    return {"rows": min(rows, cap) if rows is not None else None, "truncated": truncated}, body


def _run(store: Store, request: Header, text: str) -> tuple[int | None, bytes]:
    """How many rows or triples, and their bytes; a SELECT may give one row over the cap, triples are cut at it."""
    media_type, cap = request["media_type"], request["max_rows"]
    result = _result(store, request, text)
    if isinstance(result, QueryTriples):
        form = _rdf_format(media_type)
        few = _lines(result, form, cap) if media_type in LINES else None
        return few or _triples(
            cast(QueryTriples, _result(store, request, text) if media_type in LINES else result), form, cap
        )
    body = result.serialize(format=_results_format(media_type)) or b""
    if isinstance(result, QueryBoolean):
        return None, body
    assert isinstance(result, QuerySolutions)  # noqa: S101 - the third kind there is
    return (rows_in(body, media_type) if may_exceed(body, media_type, cap) else UNCOUNTED), body


def _result(store: Store, request: Header, text: str) -> QueryBoolean | QuerySolutions | QueryTriples:
    return store.query(
        text,
        prefixes=request.get("prefixes", PREFIXES),
        substitutions=_bindings(request["bindings"]) if "bindings" in request else {},
        **_dataset(store, request),
    )


class _Few:
    """Takes in the bytes of an answer while they are few."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self._room = QUICK

    def write(self, piece: bytes) -> int:
        """Notes a piece; raises OSError where there is no more room, and the engine stops."""
        self._room -= len(piece)
        if self._room < 0:
            raise OSError(errno.ENOSPC, "")
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing: the engine asks for it at the end."""


def _lines(result: QueryTriples, form: RdfFormat, cap: int) -> tuple[int, bytes] | None:
    """As `_triples`, in a format of one line a triple, without taking each in hand; None where there are many."""
    few = _Few()
    try:
        result.serialize(cast(IO[bytes], few), format=form)
    except OSError:
        return None
    found = dict.fromkeys(b"".join(few.pieces).splitlines(keepends=True))
    return len(found), b"".join(found if len(found) <= cap else islice(found, cap))


def _triples(result: QueryTriples, form: RdfFormat, cap: int) -> tuple[int, bytes]:
    # A graph is a set, and the engine gives a triple once for each solution.
    found: dict[Any, None] = {}
    while len(found) <= cap:
        some = list(islice(result, cap + 1))
        found |= dict.fromkeys(some)
        if len(some) <= cap:
            break
    return len(found), serialize(islice(found, cap), format=form, prefixes=PREFIXES) or b""


@cache
def _rdf_format(media_type: str) -> RdfFormat:
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(media_type)
    return form


@cache
def _results_format(media_type: str) -> QueryResultsFormat:
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(media_type)
    return form


def _bindings(given: Header) -> dict[Variable, NamedNode | BlankNode | Literal | Triple]:
    return {Variable(name): _term(term) for name, term in given.items()}


def _term(term: Header) -> NamedNode | Literal:
    if "iri" in term:
        return NamedNode(term["iri"])
    datatype = term.get("datatype")
    return Literal(term["value"], language=term.get("lang"), datatype=NamedNode(datatype) if datatype else None)


def _dataset(store: Store, request: Header) -> Header:
    """The dataset of the request, by the SPARQL protocol: naming any graph leaves out all those not named."""
    default, named = request.get("data_set", ((), ()))
    for name in (*default, *named, *request.get("graphs", ())):
        if not store.contains_named_graph(NamedNode(name)):
            raise LookupError(name)
    if not default and not named:
        return {}
    return {"default_graph": [NamedNode(name) for name in default], "named_graphs": [NamedNode(name) for name in named]}
