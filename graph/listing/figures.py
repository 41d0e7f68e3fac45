"""The figures that documents state, each beside what they list."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from usagraph.graph.listing.check import AGREES, DIFFERS, INCOMPARABLE, Check
from usagraph.graph.listing.grounds import grounds
from usagraph.graph.listing.inner import inner
from usagraph.graph.listing.layout import Layout, layout
from usagraph.graph.listing.outer import Listing, outer
from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.listing.repeated import repeated
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.things import Evidence
from usagraph.records import read_blocks
from usagraph.workspace import Bundle, Workspace

__all__ = ["READ", "figures"]

#: Documents read for one answer: beyond, the reader chooses some.
READ = 60
#: What is kept of what was found, by the documents asked for.
_KEPT = 8
#: What tells most, first.
_RULES = ("share", "degree", "percent", "rows", "twice", "whole", "beyond", "parts", "list", "reused")
_ORDER = (DIFFERS, INCOMPARABLE, AGREES)


def figures(service: QueryService, workspace: Workspace, documents: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks of `documents` (ids, the first ones where none is named), those that differ first; each kept as long as the graph is."""

    def prepare() -> "_Kept":
        return _Kept(service, workspace)

    return service.remember("figures", prepare).of(frozenset(documents))


class _Kept:
    """The checks of one generation of the graph: read a document at a time, and put together for each choice."""

    def __init__(self, service: QueryService, workspace: Workspace) -> None:
        self._service, self._workspace = service, workspace
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        self._document = lru_cache(maxsize=4 * READ)(self._read)

    def _of(self, documents: frozenset[str]) -> tuple[Check, ...]:
        wanted = [name for name in self._workspace.ids() if not documents or name in documents][:READ]
        found = [check for name in wanted for check in self._document(name)]
        return tuple(_together((*found, *repeated(self._service, documents))))

    def _read(self, name: str) -> tuple[Check, ...]:
        document = _layout(self._workspace.bundle(name))
        own = practices(self._service, (name,))
        fields = ("policies", "directions", "degrees")

        @cache
        def passages() -> Mapping[Practice, tuple[Evidence, ...]]:
            return grounds(self._service, own, fields, (name,))

        return (*inner(document), *outer(document, Listing(own, passages)))


def _layout(bundle: Bundle) -> Layout:
    run = bundle.run
    title = str(run.get("title") or run.get("file_name") or run.get("file") or bundle.id)
    return layout(bundle.id, title, bundle.text, tuple(read_blocks(bundle.blocks_path)))


def _together(checks: Iterable[Check]) -> Iterator[Check]:
    """Each check once, with the other documents that hold the same text; those that differ first."""
    kept: dict[tuple[object, ...], Check] = {}
    for one in checks:
        kept[one.key] = kept[one.key].beside(one) if one.key in kept else one
    return iter(sorted(kept.values(), key=lambda one: (_ORDER.index(one.verdict), _RULES.index(one.rule))))
