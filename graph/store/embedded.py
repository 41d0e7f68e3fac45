"""The graph on disk: one writer, and read-only generations that readers open."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from usagraph.errors import StoreBusy, StoreError
from usagraph.graph.store.generations import Generations, newest_generation
from usagraph.graph.store.protocol import Answer, Store, Term, change_text, graph_node
from usagraph.graph.store.upgrade import upgrade

__all__ = ["EmbeddedStore", "newest_generation"]


class EmbeddedStore(Store):
    """Oxigraph in `root/live`; `publish` makes `root/generations/<n>`. Use as a context manager."""

    def __init__(self, root: Path, live: str = "live") -> None:
        self.root = root
        self.generations = Generations(root)
        (root / live).mkdir(parents=True, exist_ok=True)
        try:
            upgrade(root, live)
            self._store: ox.Store | None = ox.Store(str(root / live))
        except OSError as error:
            detail = str(error).splitlines()[0]
            raise (StoreBusy() if "lock" in detail.lower() else StoreError(detail=detail)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.engine)

    @property
    def engine(self) -> ox.Store:
        """The engine itself, for quad patterns."""
        if self._store is None:
            raise StoreError(detail="closed")
        return self._store

    def close(self) -> None:
        """Lets go of the lock."""
        self._store = None

    # What every store does

    def query(self, text: str) -> Answer:
        """The answer to a query of our own; raises StoreError."""
        with _told():
            return self.engine.query(text)

    def update(self, text: str) -> None:
        """Runs an update in one transaction; raises StoreError."""
        with _told():
            self.engine.update(text)

    def load(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        """Adds triples to a graph in one transaction; raises StoreError where the disk refuses."""
        name = graph_node(graph)
        with _told():
            self.engine.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)

    def drop(self, graph: str | None) -> None:
        """Empties a graph; one that is named goes."""
        with _told():
            self.engine.remove_graph(graph_node(graph))

    # The same, in the quicker way

    def change(self, gone: Iterable[ox.Quad], come: Iterable[ox.Quad], dropped: Iterable[str] = ()) -> None:
        """Drops some graphs, takes quads away and adds others, in one transaction: all, or nothing."""
        gone, come, dropped = list(gone), list(come), list(dropped)
        nameless = [[quad for quad in quads if _is_nameless(quad)] for quads in (gone, come)]
        with _told():
            if (gone or dropped) and any(nameless):
                # No update can name a blank node: these are changed apart. Only what is given has any.
                for quad in nameless[0]:
                    self.engine.remove(quad)
                self.engine.extend(nameless[1])
                gone, come = ([quad for quad in quads if not _is_nameless(quad)] for quads in (gone, come))
            if gone or dropped:
                self.engine.update(change_text(gone, come, dropped))
            elif come:
                self.engine.extend(come)

    def triples(self, graph: str | None) -> Iterator[ox.Triple]:
        """The triples of a graph."""
        return (quad.triple for quad in self.quads(graph))

    def on(self, graph: str | None, predicate: str) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate."""
        found = self.engine.quads_for_pattern(None, ox.NamedNode(predicate), None, graph_node(graph))
        return (quad.triple for quad in found)

    def graphs(self) -> set[str]:
        """The IRIs of the named graphs that hold something."""
        return {str(name.value) for name in self.engine.named_graphs()}

    def elsewhere(self, triples: Iterable[ox.Triple], apart: Collection[str]) -> set[ox.Triple]:
        """Those of some triples that stand in a named graph that is not one of `apart`."""
        away = {ox.DefaultGraph(), *map(ox.NamedNode, apart)}

        def stands(one: ox.Triple) -> bool:
            found = self.engine.quads_for_pattern(one.subject, one.predicate, one.object, None)
            return any(quad.graph_name not in away for quad in found)

        return set(filter(stands, triples))

    def holding(self, graph: str | None, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
        """Those of some triples that a graph holds."""
        name = graph_node(graph)
        return {one for one in triples if ox.Quad(one.subject, one.predicate, one.object, name) in self.engine}

    def about(self, graph: str | None, predicate: str, subjects: Iterable[Term]) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate that are about some subjects."""
        named, place = ox.NamedNode(predicate), graph_node(graph)
        for one in subjects:
            if not isinstance(one, ox.Literal):
                yield from (q.triple for q in self.engine.quads_for_pattern(one, named, None, place))

    def naming(self, graph: str | None, predicate: str, objects: Iterable[Term]) -> Iterator[ox.Triple]:
        """The triples of a graph on a predicate that have one of some objects."""
        named, place = ox.NamedNode(predicate), graph_node(graph)
        for one in objects:
            yield from (q.triple for q in self.engine.quads_for_pattern(None, named, one, place))

    def everywhere(self, predicate: str, subjects: Iterable[Term]) -> Iterator[ox.Quad]:
        """The quads of the named graphs on a predicate that are about some subjects."""
        named = ox.NamedNode(predicate)
        for one in subjects:
            if not isinstance(one, ox.Literal):
                found = self.engine.quads_for_pattern(one, named, None, None)
                yield from (quad for quad in found if isinstance(quad.graph_name, ox.NamedNode))

    # What only a folder can do

    def quads(self, graph: str | None) -> Iterator[ox.Quad]:
        """The quads of a graph."""
        return iter(self.engine.quads_for_pattern(None, None, None, graph_node(graph)))

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads in one transaction; raises StoreError where the disk refuses."""
        self.change((), quads)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Takes quads away in one transaction."""
        self.change(quads, ())

    def load_file(self, path: Path) -> None:
        """Adds the quads of an N-Quads file as fast as can be, IRIs unchecked: not in one transaction."""
        with _told():
            self.engine.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)

    def load_quads(self, quads: Iterable[ox.Quad]) -> None:
        """Adds many quads as fast as can be: not in one transaction."""
        with _told():
            self.engine.bulk_extend(quads)

    def flush(self) -> None:
        """Waits until all that was written is on disk."""
        with _told():
            self.engine.flush()

    @property
    def oldest(self) -> int:
        """The number of the oldest generation that may still be read, 0 before the first."""
        return (self.generations.numbers or [0])[0]

    def publish(self, before: Callable[[int], object] = lambda _: None) -> Path:
        """Flushes, then makes a read-only generation of what is stored (hard links: no copy); sweeps the old ones.

        `before` is given the number of the generation first of all: what it writes is part of it.
        """
        before(self.generations.next)
        self.flush()
        with _told():
            made = self.generations.publish(lambda draft: self.engine.backup(str(draft)))
        self.generations.sweep()
        return made


def _is_nameless(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


@contextmanager
def _told() -> Iterator[None]:
    """Raises StoreError where the engine refuses: the disk, or a broken update."""
    try:
        yield
    except (OSError, SyntaxError) as error:
        raise StoreError(detail=str(error).splitlines()[0]) from None
