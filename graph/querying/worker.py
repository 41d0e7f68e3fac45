"""The child process that runs queries: it opens one snapshot, reads requests, sends answers, and may be killed at any time.

A request or an answer is one message: a JSON header, a line feed, the bytes of the body. The engine cannot be stopped
from inside, so limits are the kernel's: address space, no socket, an alarm.
"""

import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any

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

from usagraph.graph.querying.confinement import forbid_sockets
from usagraph.ontology.terms import PREFIXES

__all__ = ["serve"]

#: Seconds left to the parent to kill a late worker before the worker's own alarm does.
GRACE = 2.0
STATM = Path("/proc/self/statm")

_ROW_START = re.compile(rb',\{(?:"[^,}]|\})')
_QUOTED_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_QUOTED_CSV = re.compile(rb'"[^"]*+"')

Header = dict[str, Any]


class _TooLarge(Exception):
    """The answer is over the cap of rows (`rows`) or bytes."""


def serve() -> None:
    """Answers the requests that come over the connection whose descriptor is the first argument, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine writes its last words there when memory runs out; the parent says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection, memory = Connection(int(sys.argv[1])), int(sys.argv[2])
    forbid_sockets()
    # Outside Linux there is none, and the limit on memory is left out.
    statm = STATM.open("rb", buffering=0) if STATM.exists() else None
    store = Store()
    while True:
        try:
            request = json.loads(connection.recv_bytes())
        except EOFError:
            return
        if "open" in request:
            store, reply = _open(store, request["open"], memory, statm)
        else:
            reply = _guarded(store, request)
        connection.send_bytes(reply)


def _open(store: Store, path: str | None, memory: int, statm: IO[bytes] | None) -> tuple[Store, bytes]:
    """The snapshot at `path` (an empty store where there is none) under fresh limits; the old one where it fails."""
    _loosen()
    try:
        store = Store.read_only(path) if path else Store()
        return store, _message({"ready": True})
    except OSError as error:
        return store, _message({"error": "store", "detail": str(error)})
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


def _guarded(store: Store, request: Header) -> bytes:
    """The answer, or what went wrong, under the alarm."""
    signal.setitimer(signal.ITIMER_REAL, request["timeout"] + GRACE)
    try:
        return _answer(store, request)
    except SyntaxError as error:
        return _message({"error": "syntax", "detail": str(error)})
    except _TooLarge as error:
        return _message({"error": "large", "rows": error.args[0]})
    except MemoryError:
        return _message({"error": "memory"})
    except LookupError as error:
        return _message({"error": "graph", "detail": error.args[0]})
    except (RuntimeError, ValueError, OSError) as error:
        # The engine has no error of its own for a variable that is bound and not projected.
        if unprojected := re.search(r"variable (\S+) in its SELECT projection", str(error)):
            return _message({"error": "projection", "detail": unprojected[1]})
        return _message({"error": "engine", "detail": str(error)})
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(store: Store, request: Header) -> bytes:
    cap, partial = request["max_rows"], request["partial"]
    rows, body = _run(store, request, request["text"])
    truncated = rows is not None and rows > cap
    if truncated and not partial:
        raise _TooLarge(True)
    if truncated and "cut" in request:
        rows, body = _run(store, request, request["cut"])
    if len(body) > request["max_bytes"]:
        raise _TooLarge(False)
    return _message({"rows": min(rows, cap) if rows is not None else None, "truncated": truncated}, body)


def _run(store: Store, request: Header, text: str) -> tuple[int | None, bytes]:
    """How many rows or triples, and their bytes; a SELECT may give one row over the cap, triples are cut at it."""
    result = store.query(
        text, prefixes=PREFIXES, substitutions=_bindings(request["bindings"]), **_dataset(store, request)
    )
    media_type = request["media_type"]
    if isinstance(result, QueryTriples):
        return _triples(result, _rdf_format(media_type), request["max_rows"])
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(media_type)
    body = result.serialize(format=form) or b""
    if isinstance(result, QueryBoolean):
        return None, body
    assert isinstance(result, QuerySolutions)  # noqa: S101 - the third kind there is
    return _COUNTERS[form.media_type](body), body


def _triples(result: QueryTriples, form: RdfFormat, cap: int) -> tuple[int, bytes]:
    # A graph is a set, and the engine gives a triple once for each solution.
    found = list(islice(_distinct(result), cap + 1))
    return len(found), serialize(found[:cap], format=form, prefixes=PREFIXES) or b""


def _distinct(triples: Iterable[Any]) -> Iterable[Any]:
    seen: set[Any] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _rdf_format(media_type: str) -> RdfFormat:
    form = RdfFormat.from_media_type(media_type)
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
    default, named = request["default_graphs"], request["named_graphs"]
    if not default and not named:
        return {}
    for name in (*default, *named):
        if not store.contains_named_graph(NamedNode(name)):
            raise LookupError(name)
    return {"default_graph": [NamedNode(name) for name in default], "named_graphs": [NamedNode(name) for name in named]}


def _message(header: Header, body: bytes = b"") -> bytes:
    return json.dumps(header).encode() + b"\n" + body


def _json_rows(body: bytes) -> int:
    """Rows of a JSON answer: a comma before a brace stands between two rows and nowhere else, strings apart."""
    if b'"bindings":[]' in body[-20:]:
        return 0
    plain = _QUOTED_JSON.sub(b'"x', body) if b",{}" in body else body
    return 1 + len(_ROW_START.findall(plain))


def _csv_rows(body: bytes) -> int:
    return (_QUOTED_CSV.sub(b"", body) if b'"' in body else body).count(b"\r\n") - 1


_COUNTERS: dict[str, Callable[[bytes], int]] = {
    QueryResultsFormat.JSON.media_type: _json_rows,
    QueryResultsFormat.XML.media_type: lambda body: body.count(b"<result>"),
    QueryResultsFormat.CSV.media_type: _csv_rows,
    QueryResultsFormat.TSV.media_type: lambda body: body.count(b"\n") - 1,
}
