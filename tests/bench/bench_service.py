"""What the query service costs: against the engine alone, against a server that answers nothing, and under load.

    python tests/bench/bench_service.py [--triples 100000] [PART…]

The parts are suite, heavy, point, load, mixed and runaway. Each compares within one run: figures of two runs do not compare. The
service asks the engine each time, and "kept" is what it costs where it may give the answer that it gave before. The and the twelve queries are those of `shared/eval/bench/bench_gen.py`, which is beside the project.
"""

import argparse
import asyncio
import importlib.util
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from serving import (  # type: ignore[import-not-found]
    NOOP,
    Client,
    Found,
    hammer,
    kind_of,
    naive,
    ours,
    percentile,
    request_of,
    served,
    spent,
)
from timing import Ask, Times, compared, timed  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent
GENERATOR = HERE.parents[2] / "shared/eval/bench/bench_gen.py"
POINT = ("02_law_dir_action_path", "04_evidence_of_entity", "07_describe_star", "11_construct_depth2")
#: Rewritten by the service: compared apart.
REWRITTEN = "12_not_exists"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HEAVY = "SELECT ?p (COUNT(*) AS ?n) { ?a ?p ?o . ?b ?p ?o FILTER(STR(?a) < STR(?b)) } GROUP BY ?p"


def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("bench_gen", GENERATOR)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prepared(triples: int, root: Path) -> Path:
    """A workspace whose newest generation holds the data, in the default graph and in the named ones."""
    data = root / f"{triples}.nq"
    subprocess.run(
        [sys.executable, str(GENERATOR), "gen", str(triples), str(data)], check=True, stdout=subprocess.DEVNULL
    )
    workspace = root / f"workspace-{triples}"
    (workspace / "store/generations").mkdir(parents=True)
    store = ox.Store(str(workspace / "store/live"))
    store.bulk_extend(_twice(data))
    store.flush()
    store.backup(str(workspace / "store/generations/1"))
    return workspace


def _twice(data: Path) -> Iterator[ox.Quad]:
    for quad in ox.parse(path=str(data), format=ox.RdfFormat.N_QUADS):
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())


def _snapshot(workspace: Path) -> Path:
    return workspace / "store/generations/1"


def _raw(store: ox.Store, text: str) -> Ask:
    form: Any = ox.RdfFormat.N_TRIPLES if "CONSTRUCT" in text else ox.QueryResultsFormat.JSON
    return lambda: store.query(text).serialize(format=form)


def _mean(values: Sequence[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def suite(workspace: Path) -> None:
    """The service called from Python, its worker included, against the engine in this process."""
    from usagraph.graph.querying.service import QueryService

    store = ox.Store.read_only(str(_snapshot(workspace)))
    found: list[list[Times]] = []
    with QueryService(workspace / "store", kept=0) as service, QueryService(workspace / "store") as keeping:
        for name, text in _generator().QUERIES.items():
            ask = [partial(one.answer, text, media_type=kind_of(text), partial=True) for one in (service, keeping)]
            times = timed([_raw(store, text), *ask])
            print(f"  {name:24} {compared(times)}")
            if name != REWRITTEN:
                found.append(times)
    for label, value in (("medians", attrgetter("usual")), ("minima", attrgetter("least"))):
        alone, mine, kept = (_mean([value(times[place]) for times in found]) for place in range(3))
        print(
            f"suite, {label}: engine {alone:.3f} ms, service {mine:.3f} ms, kept {kept:.3f} ms; "
            f"1.15 x + 0.1 ms is {1.15 * alone + 0.1:.3f} ms"
        )


def heavy(workspace: Path) -> None:
    """Over HTTP against the engine in this process, for the queries that take it ten milliseconds or more."""
    store = ox.Store.read_only(str(_snapshot(workspace)))
    with served(ours(workspace)) as (port, _):
        client = Client(port)
        for name, text in _generator().QUERIES.items():
            times = timed([_raw(store, text), partial(client.ask, request_of(text, partial="true"))])
            if times[0].usual >= 10:
                print(f"  {name:24} {compared(times)}")


def point(workspace: Path) -> None:
    """The processor's time that small queries take, worker included, against a server that answers nothing."""
    queries = _generator().QUERIES
    with (
        served(("-c", NOOP, "PORT")) as none,
        served(naive(workspace)) as plain,
        served(ours(workspace)) as own,
        served(ours(workspace), kept=True) as keeping,
    ):
        names = {"nothing": none, "naive": plain, "service": own, "kept": keeping}
        clients = {name: Client(port) for name, (port, _) in names.items()}
        costs: dict[str, list[float]] = {name: [] for name in names}
        for text in (queries[one] for one in POINT):
            for _ in range(3):
                for name, client in clients.items():
                    costs[name].append(_cost(client, request_of(text), names[name][1].pid))
    for name, found in costs.items():
        per_query = [min(found[start : start + 3]) for start in range(0, len(found), 3)]
        ratios = [cost / nothing for cost, nothing in zip(per_query, _least(costs["nothing"]), strict=True)]
        print(
            f"point: {name:8} {statistics.mean(per_query):6.3f} ms   x {statistics.mean(ratios):.2f}   {_said(ratios)}"
        )


def _least(found: list[float]) -> list[float]:
    return [min(found[start : start + 3]) for start in range(0, len(found), 3)]


def _said(ratios: Sequence[float]) -> str:
    return " ".join(f"{name.partition('_')[0]}: {ratio:.2f}" for name, ratio in zip(POINT, ratios, strict=True))


def _cost(client: Client, request: bytes, process: int, times: int = 500) -> float:
    for _ in range(20):
        client.ask(request)
    before = spent(process)
    for _ in range(times):
        client.ask(request)
    return float(spent(process) - before) / times * 1000


def load(workspace: Path) -> None:
    """Eight clients, the suite without its heavy queries, against the naive server."""
    texts = [text for name, text in _generator().QUERIES.items() if name[:2] not in ("09", "12")]
    mine = [[request_of(texts[(number + shift) % len(texts)]) for number in range(len(texts))] for shift in range(8)]
    figures = {}
    servers = (("naive", naive(workspace)), ("service", ours(workspace)), ("kept", ours(workspace)))
    for name, command in servers * 2:
        with served(command, kept=name == "kept") as (port, _):
            asyncio.run(hammer(port, 1, mine))
            found = [pair for pairs in asyncio.run(hammer(port, 6, mine)).values() for pair in pairs]
        wrong = sum(status != 200 for _, status in found)
        figures[name] = (len(found) / 6, percentile([seconds for seconds, _ in found], 0.99))
        print(
            f"  {name:8} {figures[name][0]:7.1f} requests a second, p99 {figures[name][1] * 1000:7.1f} ms, {wrong} wrong"
        )
    (rate, late), (base, base_late) = figures["service"], figures["naive"]
    print(f"load: x {rate / base:.2f} of naive, p99 x {late / base_late:.2f}")


def mixed(workspace: Path) -> None:
    """Eight clients of whose requests three in ten are heavy: how long the small ones wait."""
    small = [request_of(_generator().QUERIES[name]) for name in POINT]
    for label, text in (("heavy", HEAVY), ("runaway", RUNAWAY)):
        big = request_of(text, timeout="5")
        mine = [[*small[:3], big, *small[1:3], big, small[0], big, small[3]] for _ in range(8)]
        with served(ours(workspace)) as (port, _):
            found = asyncio.run(hammer(port, 15, mine))
        waits = [seconds for kind, pairs in found.items() if kind != len(big) for seconds, _ in pairs]
        statuses = [status for _, status in found[len(big)]]
        wrong = sum(status != 200 for kind, pairs in found.items() if kind != len(big) for _, status in pairs)
        print(
            f"mixed with {label}: {len(waits)} small, p50 {percentile(waits, 0.5) * 1000:.1f} ms, "
            f"p99 {percentile(waits, 0.99) * 1000:.1f} ms, {wrong} wrong; "
            f"big {Counter(statuses)}, "
            f"longest {max(seconds for seconds, _ in found[len(big)]):.1f} s"
        )


def runaway(workspace: Path) -> None:
    """A query that never ends, with a deadline of two seconds, while three clients send small ones."""
    small = [[request_of(_generator().QUERIES[name]) for name in POINT]] * 3
    with served(ours(workspace)) as (port, process):
        asyncio.run(hammer(port, 1, small))
        idle = _waits(asyncio.run(hammer(port, 4, small)))
        meanwhile, ended, left = asyncio.run(_beside(port, process.pid, small))
        gone = percentile(_waits(meanwhile), 0.95) / percentile(idle, 0.95)
        print(
            f"runaway: answered after {ended:.2f} s; small queries' p95 x {gone:.2f}; spent from 3 to 4 s: {left:.2f} s"
        )


async def _beside(port: int, process: int, small: Sequence[Sequence[bytes]]) -> tuple[Any, float, float]:
    start = time.monotonic()
    hammering = asyncio.create_task(hammer(port, 2.0, small))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request_of(RUNAWAY, timeout="2"))
    await reader.readuntil(b"\r\n\r\n")
    ended = time.monotonic() - start
    found = await hammering
    await asyncio.sleep(max(0.0, 3 - (time.monotonic() - start)))
    before = spent(process)
    await asyncio.sleep(1)
    return found, ended, spent(process) - before


def _waits(found: Found) -> list[float]:
    return [seconds for pairs in found.values() for seconds, _ in pairs]


PARTS = {"suite": suite, "heavy": heavy, "point": point, "load": load, "mixed": mixed, "runaway": runaway}


def main() -> None:
    """Runs the parts that are asked for, all of them where none is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--triples", type=int, default=100_000)
    arguments = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="bench-service-"))
    try:
        workspaces: dict[int, Path] = {}
        for name in arguments.parts or PARTS:
            triples = 30_000 if name in ("load", "mixed", "runaway") else arguments.triples
            workspaces.setdefault(triples, prepared(triples, root) if triples not in workspaces else root)
            print(f"{name}: {triples} triples, load {os.getloadavg()[0]:.1f}")
            PARTS[name](workspaces[triples])
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
