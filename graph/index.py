"""What the search index must do to follow the graph; `graph.search` does it."""

from collections.abc import Collection, Mapping
from typing import Protocol

from usagraph.workspace import Bundle

__all__ = ["Index", "NoIndex"]


class Index(Protocol):
    """The search entries, written by the writer of the graph alone, and seen by readers one generation at a time.

    Each is called once what it is about is in the store. What was written before a crash and not published is written
    again: doing twice what was done once must change nothing.
    """

    def documents(self) -> Mapping[str, str]:
        """The documents that the index holds, each with the digest given with it."""
        ...

    def replace(self, bundle: Bundle, digest: str) -> None:
        """Puts the passages of a document in, in the place of those it had; `digest` tells this content from another."""
        ...

    def remove(self, document: str) -> None:
        """Takes the passages of a document away."""
        ...

    def rename(self, subjects: Collection[str] | None) -> None:
        """Reads again, in the graph, how some things are called and of which classes they are; None stands for all."""
        ...

    def publish(self, generation: int, oldest: int) -> None:
        """Makes what was written since the last time part of a generation; what those before `oldest` alone see may go.

        Called before the generation can be seen; what was written must be on disk when it returns.
        """
        ...

    def close(self) -> None:
        """Lets go of what was opened."""
        ...


class NoIndex(Index):
    """No search entries."""

    def documents(self) -> Mapping[str, str]:
        """None."""
        return {}

    def replace(self, bundle: Bundle, digest: str) -> None:
        """Does nothing."""

    def remove(self, document: str) -> None:
        """Does nothing."""

    def rename(self, subjects: Collection[str] | None) -> None:
        """Does nothing."""

    def publish(self, generation: int, oldest: int) -> None:
        """Does nothing."""

    def close(self) -> None:
        """Does nothing."""
