"""Exports made in a process of their own: whole, or said not to be; stopped when nobody reads them."""

import asyncio
import os
from collections.abc import Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox
import pytest

from usagraph.errors import BadQuery, Overload, QueryTimeout, StoreError, UnknownName
from usagraph.graph.export.streaming import Broken, Stream, Streams
from usagraph.graph.store.remote import opened
from usagraph.ontology.terms import SKOS
from usagraph.server import Server
from usagraph.workspace import Workspace

from .conftest import BASE

T = TypeVar("T")


def run(task: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives."""
    return asyncio.run(task)


def task(workspace: Workspace, **more: object) -> dict[str, object]:
    """What a worker is told."""
    common = {"workspace": str(workspace.root), "server": None, "base": BASE, "generation": 1}
    return (
        common | {"edition": "public", "documents": [], "licence": "https://example.org/l", "format": "ntriples"} | more
    )


def rows(workspace: Workspace, query: str, **more: object) -> dict[str, object]:
    """What a worker is told of a query."""
    return task(workspace, **({"query": query, "seconds": 5, "format": "csv"} | more))


async def read(streams: Streams, told: dict[str, object], seconds: float = 60) -> bytes:
    """All the bytes of a stream."""
    stream = await streams.opened(told, seconds=seconds)
    try:
        return b"".join([piece async for piece in stream.pieces()])
    finally:
        await stream.close()


def test_export_comes_whole(open_hard: Workspace) -> None:
    content = run(read(Streams(), task(open_hard)))
    assert b"<https://example.org/l>" in content
    assert content.endswith(b" .\n")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"documents": ["rien"]}, UnknownName),
        ({"generation": 99}, StoreError),
        ({"format": "docx"}, UnknownName),
    ],
)
def test_what_goes_wrong_at_first_is_raised_as_it_is(
    more: dict[str, object], error: type[Exception], open_hard: Workspace
) -> None:
    with pytest.raises(error):
        run(read(Streams(), task(open_hard, **more)))


def test_rows_come_in_every_format(open_hard: Workspace) -> None:
    text = "SELECT ?a ?l ?n { ?a skos:altLabel ?l OPTIONAL { ?a ug:none ?n } FILTER(STRSTARTS(?l, '+')) }"
    found = {
        name: run(read(Streams(), rows(open_hard, text, format=name)))
        for name in ("csv", "tsv", "ndjson", "json", "spreadsheet")
    }
    action = f"{BASE}/id/action/piege"
    assert found["csv"].decode() == f"a,l,n\r\n{action},+ de bus,\r\n"
    assert found["tsv"].decode() == f'?a\t?l\t?n\n<{action}>\t"+ de bus"@fr\t\n'
    cells = '{"a": {"type": "uri", "value": "%s"}, "l": {"type": "literal", "value": "+ de bus", "xml:lang": "fr"}}\n'
    assert found["ndjson"].decode() == cells % action
    assert found["spreadsheet"].decode() == f"\ufeffa;l;n\r\n{action};'+ de bus;\r\n"
    assert b'"bindings"' in found["json"]


def test_triples_of_a_construct_come_too(open_hard: Workspace) -> None:
    text = "CONSTRUCT { ?a a ug:Action } WHERE { ?a a ug:Action }"
    assert run(read(Streams(), rows(open_hard, text, format="ntriples"))).count(b"\n") == 3


def test_query_that_takes_too_much_work_is_stopped_before_its_first_row(open_hard: Workspace) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryTimeout):
        run(read(Streams(), rows(open_hard, text, seconds=1), seconds=2))


def test_result_that_is_cut_passes_for_whole_with_nobody(open_hard: Workspace) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(Broken):
        run(read(Streams(), rows(open_hard, text, seconds=0)))


def test_engine_says_what_is_wrong_with_a_query(open_hard: Workspace) -> None:
    with pytest.raises(BadQuery):
        run(read(Streams(), rows(open_hard, "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c }")))


def test_worker_ends_when_nobody_reads_it_and_its_place_is_free(open_hard: Workspace) -> None:
    async def leave() -> tuple[int, bytes]:
        streams = Streams(1)
        stream = await streams.opened(rows(open_hard, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=30))
        with pytest.raises(Overload):
            await streams.opened(task(open_hard))
        process = _process(stream)
        await stream.close()
        await stream.close()
        return process, await read(streams, task(open_hard))

    process, content = run(leave())
    assert content
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_copy_of_what_a_server_holds_goes_with_its_reader(
    plain_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ox.NamedNode(f"{BASE}/id/action/a")
    said = [ox.Triple(place, ox.NamedNode(SKOS + "altLabel"), ox.Literal(f"nom {n}")) for n in range(20_000)]
    with opened(plain_server, BASE) as remote:
        remote.load(None, said)
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    async def leave() -> list[Path]:
        told = task(Workspace(tmp_path / "none")) | {"server": asdict(plain_server), "generation": None}
        stream = await Streams().opened(told)
        during = list(tmp_path.glob("usagraph-*"))
        await stream.close()
        return during

    assert run(leave())
    assert not list(tmp_path.glob("usagraph-*"))


def _process(stream: Stream) -> int:
    return stream._process.pid
