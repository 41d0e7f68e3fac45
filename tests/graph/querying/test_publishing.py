"""Readers move to each new generation while others publish and sweep, without one failed request."""

import asyncio
import shutil
import threading
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.querying.service import QueryService

JSON = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
TIMES = 40


class Writer:
    """A store whose generation n holds n triples; no folder but the newest is left."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "generations"
        self._folder.mkdir(parents=True)
        self._live = ox.Store(str(root / "live"))
        self.number = 0

    def publish(self, times: int = 1) -> None:
        """One triple more each time, and the generation before swept at once."""
        for _ in range(times):
            self._publish()

    def _publish(self) -> None:
        self.number += 1
        self._live.add(ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), ox.Literal(self.number)))
        self._live.flush()
        self._live.backup(str(self._folder / ".draft"))
        (self._folder / ".draft").rename(self._folder / str(self.number))
        shutil.rmtree(self._folder / str(self.number - 1), ignore_errors=True)


def _counted(service: QueryService) -> int:
    return int(service.select(COUNT)[0]["n"])


def test_no_request_fails_while_generations_come_and_go(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.publish()
    with QueryService(tmp_path, workers=2) as service:
        seen: list[list[int]] = [[] for _ in range(4)]
        done = threading.Event()

        def ask(mine: list[int]) -> None:
            while not done.is_set():
                mine.append(_counted(service))

        threads = [threading.Thread(target=ask, args=(mine,)) for mine in seen]
        for thread in threads:
            thread.start()
        writer.publish(TIMES)
        done.set()
        for thread in threads:
            thread.join()
        assert _counted(service) == writer.number
    # A reader that pursues what is swept before it is open answers from the generation it has.
    assert all(mine and set(mine) <= set(range(1, writer.number + 1)) for mine in seen)


def test_no_request_of_an_event_loop_fails_either(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.publish()

    async def ask(service: QueryService, publishing: threading.Thread) -> int:
        answered = 0
        while publishing.is_alive():
            await service.answer_soon(COUNT, media_type=JSON)
            answered += 1
        return answered

    async def ask_together(service: QueryService) -> list[int]:
        publishing = threading.Thread(target=writer.publish, args=(TIMES,))
        publishing.start()
        return await asyncio.gather(*(ask(service, publishing) for _ in range(6)))

    with QueryService(tmp_path, workers=2) as service:
        assert all(asyncio.run(ask_together(service)))
        assert _counted(service) == writer.number


def test_a_generation_may_be_swept_while_it_is_read(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.publish()
    with QueryService(tmp_path, workers=1) as service:
        assert _counted(service) == 1
        shutil.rmtree(tmp_path / "generations" / "1")
        (tmp_path / "generations" / "1").mkdir()
        assert _counted(service) == 1
