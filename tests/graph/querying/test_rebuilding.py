"""The store is made again while it is read: no request fails, and each sees the old graph or the new one, whole."""

import threading
from pathlib import Path

from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.workspace import Workspace

BASE = "https://example.org"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NOTE = """# Note {number}

La direction des aînés (DA) a rendu un bilan.

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | Recueillir les avis |
"""


def _filled(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "workspace")
    paths = [tmp_path / f"note-{number}.md" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(NOTE.format(number=number), encoding="utf-8")
    library.add(paths, workspace, BASE)
    return workspace


def test_no_request_fails_while_the_store_is_made_again(tmp_path: Path) -> None:
    workspace = _filled(tmp_path)
    # Nothing is kept: each request is one to the engine.
    with QueryService(workspace.store, workers=2, base=BASE, kept=0) as service:
        before, generation = int(service.select(COUNT)[0]["n"]), service.refresh()
        seen: list[set[int]] = [set() for _ in range(3)]
        done = threading.Event()

        def ask(mine: set[int]) -> None:
            while not done.is_set():
                mine.add(int(service.select(COUNT)[0]["n"]))

        threads = [threading.Thread(target=ask, args=(mine,)) for mine in seen]
        for thread in threads:
            thread.start()
        for _ in range(2):
            assert library.rebuild(workspace, BASE) == 3
        done.set()
        for thread in threads:
            thread.join()
        assert service.refresh() > generation
        after = int(service.select(COUNT)[0]["n"])
    # A thread that met an error would have seen nothing more than what it had.
    assert before == after > 20
    assert seen == [{before}] * 3
