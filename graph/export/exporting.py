"""A whole export: the graph of a workspace, in a format and an edition, to a file or a pipe."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, cast

from usagraph.graph.export.about import About
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.editions import PUBLIC, edition_named
from usagraph.graph.export.formats import Format
from usagraph.graph.export.sieve import Sieve
from usagraph.graph.export.snapshot import Snapshot, opened_snapshot
from usagraph.ontology.dataset import LICENCE
from usagraph.workspace import Workspace

__all__ = ["Export", "opened_export"]


@dataclass(frozen=True)
class Export:
    """What is about to be written."""

    contents: Contents
    about: About

    def write(self, form: Format, output: IO[bytes], on_bytes: Callable[[int], object] = lambda _: None) -> int:
        """Writes it in a format; gives back how many bytes it took. `on_bytes` is told of each piece."""
        counted = _Counted(output, on_bytes)
        form.write(self.contents, self.about, cast("IO[bytes]", counted))
        output.flush()
        return counted.count

    @property
    def left_out(self) -> Mapping[str, int]:
        """How much of each kind the edition left out of what was written."""
        return self.contents.sieve.left_out.counts


@contextmanager
def opened_export(
    workspace: Workspace,
    base: str,
    *,
    edition: str = PUBLIC,
    documents: Sequence[str] = (),
    licence: str = LICENCE,
    generation: int | None = None,
) -> Iterator[Export]:
    """The newest generation, or the one asked for, ready to be written; raises UnknownName for a document that is none."""
    with opened_snapshot(workspace, base, generation) as snapshot:
        yield _export(snapshot, edition_named(edition), documents, licence)


def _export(snapshot: Snapshot, edition: str, documents: Sequence[str], licence: str) -> Export:
    contents = Contents(snapshot, Sieve(snapshot, edition), documents)
    chosen = tuple(contents.documents) if documents else ()
    return Export(contents, About(snapshot.base, snapshot.generation, snapshot.made, edition, licence, chosen))


class _Counted:
    """A file that is written to from its start to its end, and counts what it takes."""

    def __init__(self, output: IO[bytes], on_bytes: Callable[[int], object]) -> None:
        self._output = output
        self._on_bytes = on_bytes
        self.count = 0

    def write(self, piece: bytes) -> int:
        """Writes a piece."""
        self._output.write(piece)
        self.count += len(piece)
        self._on_bytes(len(piece))
        return len(piece)

    def flush(self) -> None:
        """Hands over what was written."""
        self._output.flush()
