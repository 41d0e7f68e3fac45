"""A session of writing: one at a time, which mends what an earlier one left half done, and publishes all at its end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from usagraph.errors import DamagedDocument
from usagraph.graph.consolidate import Consolidation
from usagraph.graph.deciding.curation import Curation, now
from usagraph.graph.deciding.former import Former
from usagraph.graph.deciding.fusions import Fusions
from usagraph.graph.identity import Names
from usagraph.graph.index import Index, NoIndex
from usagraph.graph.ledger import LedgerFile, coming_from, differing, digest_on, placed, sum_of
from usagraph.graph.search.index import FILE, SearchIndex, selecting
from usagraph.graph.store.folders import forget_half_rebuilt, is_half_rebuilt
from usagraph.graph.store.opening import PublishedStore, opened_store, take_rebuilt
from usagraph.graph.store.protocol import Store
from usagraph.graph.store.space import require_space
from usagraph.workspace import Bundle, Workspace

__all__ = ["Session", "open_index", "rebuilding", "session"]


def open_index(workspace: Workspace, store: Store, base: str) -> Index:
    """The search index that follows the graph."""
    return SearchIndex(workspace.store / FILE, selecting(store), base)


@dataclass
class Session:
    """The graph to write to, and what is to be put in or taken away before it is published."""

    workspace: Workspace
    store: PublishedStore
    graph: Consolidation
    #: Documents to put in, each with those whose place it takes.
    coming: dict[str, tuple[Bundle, list[str]]] = field(default_factory=dict)
    #: Documents to take away.
    leaving: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._file = LedgerFile(self.workspace.ledger)
        self._told = self._file.lines()
        # As many lines as documents: read from the graph where they are not those of the file.
        is_told = self.graph.ledger.sum() == sum_of(self._told.values())
        self._held = self._told if is_told else self.graph.ledger.mended()
        self._differ = set() if is_told else set(differing(self._held, self._told))
        #: What was received, by the path that it came from.
        self._received: dict[str, str] = {}

    def receive(self, bundle: Bundle) -> list[str]:
        """The documents that came from the same path with other content: this one, which is to be put in, takes their place."""
        path = str(bundle.run["path"])
        there = [self._received[path]] if path in self._received else coming_from(path, self._told)
        fresh = [name for name in there if name != bundle.id]
        Curation(self.workspace.curation).follow(fresh, bundle.id, now())
        # A document that was not even put in yet gives up its place too, and those that it was to take.
        before = [name for one in (*fresh, bundle.id) for name in self.coming.pop(one, (bundle, []))[1]]
        older = [name for name in dict.fromkeys((*fresh, *before)) if name != bundle.id]
        self.coming[bundle.id] = bundle, older
        self._received[path] = bundle.id
        return older

    def receive_renewed(self, name: str, bundle: Bundle) -> None:
        """Has what was made anew of a document that is to be put in stand in its place, whatever it is called now."""
        if bundle.id == name:
            self.coming[name] = bundle, self.coming[name][1]
        else:
            self.receive(bundle)

    def remove(self, document: str) -> None:
        """Has a document taken away."""
        self.coming.pop(document, None)
        self.leaving.add(document)

    def mend(self) -> None:
        """Has done again what differs between the folders, the ledger and the graph."""
        ids = set(self.workspace.ids())
        self.leaving |= set(self.workspace.taken) & self._held.keys() - ids
        again = ids if is_half_rebuilt(self.workspace.store) else ids & (self._differ | self._merged())
        bundles = (Bundle(self.workspace.documents / name) for name in again | (ids - self._held.keys()))
        self.receive_all(bundle for bundle in bundles if _is_whole(bundle))
        self._mend_index(ids)

    def _merged(self) -> set[str]:
        """The documents that speak of what was merged, or is no longer, since the graph was written."""
        fusions = Fusions(self.workspace.fusions)
        return set() if self.graph.is_merged(fusions.digest) else self.graph.naming(fusions.named)

    def receive_all(self, bundles: Iterable[Bundle]) -> None:
        """Has documents put in; of those that came from one path, the last that was read."""
        for bundle in sorted(bundles, key=lambda one: (str(one.run.get("time", "")), one.id)):
            self.receive(bundle)

    def _mend_index(self, ids: set[str]) -> None:
        index = self.graph.index
        if isinstance(index, NoIndex):
            return
        held = {name: digest_on(line) for name, line in self._held.items()}
        stale = {name for name, _ in index.documents().items() ^ held.items()}
        for name in sorted(stale & ids & held.keys() - self.coming.keys()):
            index.replace(Bundle(self.workspace.documents / name), held[name])
        for name in sorted(stale - held.keys()):
            index.remove(name)

    def write(self, on_document: Callable[[str], object] = lambda _: None) -> None:
        """Puts in and takes away what is to be: one transaction a document, in order of id."""
        for name in sorted(self.leaving):
            self.workspace.take_away(name)
            self.graph.remove(name)
        for name, (bundle, older) in sorted(self.coming.items()):
            for old in older:
                self.workspace.take_away(old)
            self.graph.add(bundle, [old for old in older if old in self._held])
            Former(self.workspace.former).add(map(_address, older), _address(name))
            on_document(name)
        Former(self.workspace.former).add(map(_address, sorted(self.leaving)))
        self.graph.tell_merged(Fusions(self.workspace.fusions).digest)

    def finish(self) -> None:
        """Settles what follows from all that was written."""
        self.graph.finish()
        self.graph.names.settle()

    def publish(self) -> object:
        """Publishes all that was written and settled; it is on disk when this returns."""
        graph, store = self.graph, self.store

        def before(generation: int) -> None:
            graph.index.publish(generation, store.oldest or generation)
            graph.settle()

        made = store.publish(before)
        self._tell()
        self.workspace.forget_taken()
        return made

    def _tell(self) -> None:
        """Writes the ledger anew where it is not what the graph holds."""
        gone = self.leaving.union(*(older for _, older in self.coming.values()))
        lines = {name: line for name, line in self._told.items() if name not in self._differ | gone}
        for name in (self._held.keys() & self._differ) - gone | self.coming.keys():
            entry, bundle = self.graph.ledger.of(name), Bundle(self.workspace.documents / name)
            if entry:
                lines[name] = placed(entry.line, str(bundle.run["path"]) if _is_whole(bundle) else "")
        if lines != self._told or not self._file.path.exists():
            self._file.write(lines.values())


@contextmanager
def session(workspace: Workspace, base: str) -> Iterator[Session]:
    """The graph of a workspace, to write to; what was asked for is written and published at the end.

    Raises StoreBusy where another writes.
    """
    workspace.root.mkdir(parents=True, exist_ok=True)
    require_space(workspace.root)
    with workspace.written(), _opened(workspace, base) as opened:
        opened.mend()
        yield opened
        opened.write()
        opened.finish()
        opened.publish()
        forget_half_rebuilt(workspace.store)


@contextmanager
def rebuilding(workspace: Workspace, base: str) -> Iterator[Session]:
    """An empty graph to write to beside that of the workspace, whose place it takes at the end, whole."""
    workspace.root.mkdir(parents=True, exist_ok=True)
    require_space(workspace.root)
    with workspace.written():
        forget_half_rebuilt(workspace.store)
        with _opened(workspace, base, fresh=True) as opened:
            yield opened
            opened.write()
            for name in sorted(opened.graph.index.documents().keys() - set(workspace.ids())):
                opened.graph.index.remove(name)
            opened.finish()
            opened.store.flush()
        take_rebuilt(workspace)
        with _opened(workspace, base) as again:
            again.publish()


@contextmanager
def _opened(workspace: Workspace, base: str, *, fresh: bool = False) -> Iterator[Session]:
    with opened_store(workspace, base, fresh=fresh) as store, closing(open_index(workspace, store, base)) as index:
        graph = Consolidation(workspace, store, Names(workspace.keys, base, Fusions(workspace.fusions).standing), index)
        graph.prepare()
        yield Session(workspace, store, graph)


def _address(document: str) -> str:
    return f"/id/document/{document}"


def _is_whole(bundle: Bundle) -> bool:
    """Whether a folder can be put in the graph; what cannot is left to `verify`, which names it."""
    try:
        return bool(bundle.run["path"]) and bundle.claims_path.is_file()
    except (DamagedDocument, ValueError, KeyError):
        return False
