"""The store of a workspace, to write to: in its folder, or on a server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.folders import FRESH, LIVE, mend_folders, take_fresh
from usagraph.graph.store.protocol import Store
from usagraph.graph.store.remote import opened
from usagraph.workspace import Workspace

__all__ = ["PublishedStore", "opened_store", "take_rebuilt"]


class PublishedStore(Store, Protocol):
    """A store whose readers see what was published."""

    def flush(self) -> None:
        """Waits until all that was written is on disk."""
        ...

    def publish(self, before: Callable[[int], object] = lambda _: None) -> object:
        """Has readers see all that was written; `before` is given the number of the generation first of all."""
        ...

    @property
    def oldest(self) -> int:
        """The number of the oldest generation that may still be read, 0 before the first."""
        ...


@contextmanager
def opened_store(workspace: Workspace, base: str, *, fresh: bool = False) -> Iterator[PublishedStore]:
    """The store, alone to write to it; raises StoreError.

    `fresh`: an empty one, to be filled beside the one that is read (`take_rebuilt`); a server has but one, which is emptied.
    """
    if workspace.server:
        with opened(workspace.server, base) as remote:
            if fresh:
                remote.clear()
            yield remote
        return
    mend_folders(workspace.store)
    with EmbeddedStore(workspace.store, FRESH if fresh else LIVE) as store:
        yield store


def take_rebuilt(workspace: Workspace) -> None:
    """Puts the store that was filled beside in the place of the other; neither may be open."""
    if not workspace.server:
        take_fresh(workspace.store)
