"""The graph as an export reads it: one generation, whatever is written meanwhile.

The engine runs in this process, since nobody's query is run but patterns of our own. What a server holds is copied first,
to a store on disk: a server promises neither an order nor that it stays as it is.
"""

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox

from usagraph.errors import StoreError
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.generations import Generations
from usagraph.graph.store.protocol import graph_node
from usagraph.graph.store.remote import opened
from usagraph.server import Server
from usagraph.workspace import Workspace

__all__ = ["Snapshot", "Term", "opened_snapshot", "published_on"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Snapshot:
    """A generation of the graph. The triples of a graph come subject by subject."""

    def __init__(self, engine: ox.Store, base: str, generation: int, made: date) -> None:
        self.engine = engine
        self.base = base
        self.generation = generation
        #: The day on which it was published.
        self.made = made

    def triples(self, graph: str | None) -> Iterator[ox.Triple]:
        """The triples of a graph, the default one where it is None."""
        return (quad.triple for quad in self.engine.quads_for_pattern(None, None, None, graph_node(graph)))

    def quads(self, subject: Term | None, predicate: str | None, value: Term | None) -> Iterator[ox.Quad]:
        """The quads of all graphs that fit."""
        named = ox.NamedNode(predicate) if predicate else None
        return iter(self.engine.quads_for_pattern(subject, named, value, None))  # type: ignore[arg-type]

    def values(self, subject: Term, predicate: str) -> list[Term]:
        """The values of a predicate in the default graph."""
        found = self.engine.quads_for_pattern(subject, ox.NamedNode(predicate), None, ox.DefaultGraph())  # type: ignore[arg-type]
        return [quad.object for quad in found]

    @property
    def graphs(self) -> list[str]:
        """The named graphs, in order; the ledger is of use to nobody else."""
        ledger = graph_iri(self.base, "ledger")
        return sorted(name.value for name in self.engine.named_graphs() if str(name.value) != ledger)

    @property
    def documents(self) -> list[str]:
        """The ids of the documents, in order."""
        start = graph_iri(self.base, "")
        ours = [name.removeprefix(start) for name in self.graphs if name.startswith(start)]
        return [name.removesuffix("/evidence") for name in ours if name.endswith("/evidence")]


@contextmanager
def opened_snapshot(workspace: Workspace, base: str, generation: int | None = None) -> Iterator[Snapshot]:
    """The newest generation, or the one asked for; raises StoreError where it is gone."""
    if workspace.server:
        with tempfile.TemporaryDirectory(prefix="usagraph-") as folder:
            number = _copied(workspace.server, base, folder)
            # Nothing is written there any more: the folder can be taken away.
            yield Snapshot(_read_only(Path(folder)), base, number, datetime.now(UTC).date())
        return
    number = (Generations(workspace.store).numbers or [0])[-1] if generation is None else generation
    path = workspace.store / "generations" / str(number)
    yield Snapshot(_read_only(path) if number else ox.Store(), base, number, published_on(workspace.store, number))


def published_on(root: Path, generation: int) -> date:
    """The day on which a generation was published; today where that is not known."""
    path = root / "generations" / str(generation)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date() if path.exists() else datetime.now(UTC).date()


def _read_only(path: Path) -> ox.Store:
    # All files are opened at once where that is allowed, and stay though the generation is swept.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(detail=str(error).splitlines()[0]) from None


def _copied(server: Server, base: str, folder: str) -> int:
    """The generation of all that a server holds, copied to a store of its own."""
    copy = ox.Store(folder)
    with opened(server, base) as remote:
        for graph in (None, *sorted(remote.graphs())):
            name = graph_node(graph)
            copy.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in remote.triples(graph))
        copy.flush()
        return remote.generation
