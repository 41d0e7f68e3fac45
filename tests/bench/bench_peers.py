"""Our service beside what else one would use, on the same data in one run: rdflib, and rdflib-endpoint over it.

    python tests/bench/bench_peers.py [--triples 100000] [PART…]

The parts are negation (EXISTS over two patterns: rdflib, the engine alone, our service), memory (a whole service against a Dataset of
rdflib) and endpoint (processor and throughput of rdflib-endpoint; `uv pip install rdflib-endpoint` first). Data and queries are those of
`shared/eval/bench/bench_gen.py`, which is beside the project.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from bench_service import POINT, REWRITTEN, _generator, _mean, prepared  # type: ignore[import-not-found]
from serving import Client, hammer, ours, percentile, request_of, served, spent  # type: ignore[import-not-found]

from usagraph.graph.querying.service import ROW_TYPES, QueryService

#: A service of rdflib over the data, as its own page shows.
ENDPOINT = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[2], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[1]), log_level="error")
"""
DATASET = """
import sys, resource
from rdflib import Dataset
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
#: How often a client sends each query, another text each time.
REPEATS = 300
#: Queries of the suite that rdflib does not end in reasonable time: left out of the throughput.
SLOW = ("09", "12")


def negation(workspace: Path, data: Path) -> None:
    """The same rows, and how long each takes to find them."""
    from rdflib import Dataset

    text = _generator().QUERIES[REWRITTEN]
    alone = ox.Store.read_only(str(workspace / "store/generations/1"))
    graph = Dataset(default_union=True)
    graph.parse(data, format="nquads")
    with QueryService(workspace / "store", timeout=600) as service:
        rows, seconds = zip(
            *(
                _taken(ask)
                for ask in (
                    lambda: _csv(service.answer(text, media_type=ROW_TYPES[2]).body),
                    lambda: _csv(_serialised(alone, text)),
                    lambda: _csv(graph.query(text).serialize(format="csv") or b""),
                )
            ),
            strict=True,
        )
    mine, raw, theirs = seconds
    print(f"  same rows: {rows[0] == rows[1] == rows[2]} ({len(rows[0])})")
    print(f"  service {1000 * mine:.1f} ms; engine alone {raw / mine:.0f} x; rdflib {theirs / mine:.0f} x")


def _serialised(store: ox.Store, text: str) -> bytes:
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=ox.QueryResultsFormat.CSV) or b""


def _taken(ask: Callable[[], list[bytes]]) -> tuple[list[bytes], float]:
    start = time.perf_counter()
    found = ask()
    first = time.perf_counter() - start
    if first < 1:
        start = time.perf_counter()
        ask()
        return found, time.perf_counter() - start
    return found, first


def _csv(body: bytes) -> list[bytes]:
    return sorted(body.split())


def memory(workspace: Path, data: Path) -> None:
    """Megabytes at the peak: our service after the suite, its workers included, and a Dataset of rdflib once it is loaded."""
    with served(ours(workspace, "--host", "127.0.0.1")) as (port, process):
        client = Client(port)
        for name, text in _generator().QUERIES.items():
            print(f"  {name:24} {client.ask(request_of(text))}")
        mine = sum(_resident(one) for one in (process.pid, *_family(process.pid)))
    theirs = (
        int(subprocess.run([sys.executable, "-c", DATASET, str(data)], capture_output=True, check=True).stdout) / 1024
    )
    print(f"  service {mine:.0f} MB, rdflib {theirs:.0f} MB: x {mine / theirs:.2f} (goal 0.5)")


def _family(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _resident(process: int) -> float:
    """Megabytes that are its own, and its share of what others map too."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def endpoint(workspace: Path, data: Path) -> None:
    """Processor of the server for each query of the suite, requests a second of eight clients, and errors of thirty-two.

    No text is sent twice, so that each is answered anew; and last the same texts again and again, as a dashboard sends them,
    which ours may keep the answers of.
    """
    queries = {name: text for name, text in _generator().QUERIES.items() if not name.startswith("09")}
    costs: list[dict[str, float]] = []
    rates: list[float] = []
    theirs = ("-c", ENDPOINT, "PORT", str(data))
    for command, again in ((ours(workspace), False), (theirs, False), (ours(workspace), True)):
        with served(command, kept=again) as (port, process):
            costs.append({name: _cost(port, process.pid, text, again=again) for name, text in queries.items()})
            quick = [text for name, text in queries.items() if name[:2] not in SLOW]
            for clients in (8, 32):
                found = asyncio.run(hammer(port, 10, [_asked(quick, client, again=again) for client in range(clients)]))
                waits = [one for several in found.values() for one in several]
                wrong = sum(status != 200 for _, status in waits)
                late = percentile([seconds for seconds, _ in waits], 0.99) if waits else 0.0
                print(
                    f"  {command[0]:4} {clients} clients: {len(waits) / 10:.1f} a second, p99 {1000 * late:.0f} ms, {wrong} errors"
                )
                if clients == 8:
                    rates.append(len(waits) / 10)
    for name in queries:
        print(f"  {name:24} ours {1000 * costs[0][name]:9.2f} ms   theirs {1000 * costs[1][name]:9.1f} ms")
    for label, place in (("each answered anew", 0), ("the same again", 2)):
        ratios = [costs[1][name] / costs[place][name] for name in queries if name != REWRITTEN]
        print(
            f"  {label}: processor {_mean(ratios):.0f} x less (goal 10); "
            f"throughput of 8 clients {rates[place] / max(rates[1], 0.1):.0f} x (goal 40)"
        )


def _asked(texts: list[str], client: int, *, again: bool) -> list[bytes]:
    """Requests that no two clients send, and none twice (both services remember how they read a text), or the same `again`."""
    order = texts[client % len(texts) :] + texts[: client % len(texts)]
    return [request_of(text if again else f"{text} # {client}-{number}") for number in range(REPEATS) for text in order]


def _cost(port: int, process: int, text: str, *, again: bool) -> float:
    """Seconds of processor a request takes: the mean of several where it is quick."""
    client = Client(port)
    client.ask(request_of(text))
    times = 30 if any(text == _generator().QUERIES[name] for name in POINT) else 3
    before = spent(process)
    for number in range(times):
        client.ask(request_of(text if again else f"{text} # {number}"))
    return float(spent(process) - before) / times


def main() -> None:
    """Runs the parts that are asked for, all of them where none is."""
    parts = {"negation": negation, "memory": memory, "endpoint": endpoint}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--triples", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = prepared(given.triples, Path(folder))
        for name in given.parts or parts:
            print(f"{name}, {given.triples} triples:", flush=True)
            parts[name](workspace, Path(folder) / f"{given.triples}.nq")


if __name__ == "__main__":
    main()
