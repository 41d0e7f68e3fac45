"""What a change costs in a small graph and in one of a million quads, and how fast a file of quads is loaded.

The documents are invented (`synthetic.py`). USAGRAPH_BENCH_DOCUMENTS sets how many the large graph has: 3,300 make a million.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ingest.session import session
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

SMALL, LARGE = 30, int(os.environ.get("USAGRAPH_BENCH_DOCUMENTS", "3300"))
TIMES = 9


def _synthetic() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic", Path(__file__).parent / "synthetic.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    return module


synthetic = _synthetic()


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Workspace]:
    """Workspaces of invented documents, by how many they hold."""
    made = {}
    for count in (SMALL, LARGE):
        made[count] = workspace = Workspace(tmp_path_factory.mktemp(f"documents-{count}"))
        synthetic.write_bundles(workspace, count)
        start = time.perf_counter()
        synthetic.consolidated(workspace)
        with EmbeddedStore(workspace.store) as store:
            print(f"\n{count} documents, {len(store)} quads, put in the graph in {time.perf_counter() - start:.1f} s")
    return made


def bench_one_document_again(workspaces: dict[int, Workspace]) -> None:
    """Another version of one document takes its place: in this process, and by the command with all that it loads."""
    inside, outside = {}, {}
    for count, workspace in workspaces.items():
        versions: Iterator[int] = iter(range(2, 1000))

        def put(workspace: Workspace = workspace, versions: Iterator[int] = versions) -> None:
            made = synthetic.write_bundle(workspace, 7, next(versions))
            with session(workspace, BASE) as opened:
                opened.receive(made)

        def command(workspace: Workspace = workspace, versions: Iterator[int] = versions) -> None:
            file = synthetic.file_of(workspace, 7, str(next(versions)))
            words = [sys.executable, "-m", "usagraph", "--workspace", str(workspace.root), "ingest", str(file)]
            subprocess.run(words, check=True, capture_output=True)

        inside[count], outside[count] = _median(put, time.process_time), _median(command, time.perf_counter)
        wall = _median(put, time.perf_counter)
        print(f"\n{count} documents: {1000 * inside[count]:.0f} ms of processor, {1000 * wall:.0f} ms in all;", end=" ")
        print(f"whole command {1000 * outside[count]:.0f} ms")
    print(
        f"ratio: {inside[LARGE] / inside[SMALL]:.2f} of processor, whole command {outside[LARGE] / outside[SMALL]:.2f}"
    )


def bench_publishing(workspaces: dict[int, Workspace]) -> None:
    """A generation after a small change."""
    for count, workspace in workspaces.items():
        spent = []
        with EmbeddedStore(workspace.store) as store:
            for number in range(TIMES):
                one = ox.NamedNode(f"http://example.org/{number}")
                store.load("http://example.org/g", [ox.Triple(one, one, one)])
                start = time.perf_counter()
                store.publish()
                spent.append(time.perf_counter() - start)
            store.drop("http://example.org/g")
        print(
            f"\n{count} documents: published in {1000 * statistics.median(spent):.1f} ms, {1000 * max(spent):.1f} at most"
        )


def bench_loading(workspaces: dict[int, Workspace], tmp_path: Path) -> None:
    """A file of quads, by our store and by the engine alone."""
    file = tmp_path / "all.nq"
    with EmbeddedStore(workspaces[LARGE].store) as store:
        store.engine.dump(str(file), format=ox.RdfFormat.N_QUADS)
        count = len(store)
    spent: dict[str, list[float]] = {"ours": [], "engine": []}
    for number in range(3):
        start = time.process_time()
        raw = ox.Store(str(tmp_path / f"raw-{number}"))
        raw.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        spent["engine"].append(time.process_time() - start)
        del raw
        start = time.process_time()
        with EmbeddedStore(tmp_path / f"ours-{number}") as ours:
            ours.load_file(file)
        spent["ours"].append(time.process_time() - start)
    ours_, engine = (statistics.median(spent[name]) for name in ("ours", "engine"))
    print(f"\n{count} quads: {count / ours_ / 1000:.0f} k quads/s, engine alone {count / engine / 1000:.0f}:", end=" ")
    print(f"{engine / ours_:.2f} of its speed")


def _median(act: Callable[[], object], clock: Callable[[], float]) -> float:
    act()
    spent = []
    for _ in range(TIMES):
        start = clock()
        act()
        spent.append(clock() - start)
    return statistics.median(spent)
