"""Whether the search index holds what the documents say and what the graph calls things; nothing is written."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from usagraph.graph.search.database import FOREVER, LAYOUT, about
from usagraph.graph.search.extracts import extracts_of
from usagraph.graph.search.index import things_in
from usagraph.graph.search.named import Select
from usagraph.workspace import Bundle

__all__ = ["unlike"]

_PASSAGES = f'SELECT start, "end", text FROM passages WHERE document = ? AND until = {FOREVER} ORDER BY id'  # noqa: S608
_THINGS = f"SELECT iri, kind, label, acronym FROM things WHERE until = {FOREVER} ORDER BY iri"  # noqa: S608


def unlike(path: Path, bundles: Iterable[tuple[Bundle, str]], select: Select, base: str) -> Iterator[str]:
    """The documents, given with their digests, that the index does not hold as they are; the name of its file where it
    does not call things as the graph does."""
    bundles = list(bundles)
    if not _is_ours(path):
        yield from (bundle.id for bundle, _ in bundles)
        return
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as index:
        held = dict(index.execute("SELECT document, digest FROM documents"))
        yield from (b.id for b, digest in bundles if held.get(b.id) != digest or not _is_whole(index, b))
        yield from sorted(held.keys() - {bundle.id for bundle, _ in bundles})
        things = sorted(things_in(select, base))
        if any(one != other for one, other in zip_longest(index.execute(_THINGS), things)):
            yield path.name


def _is_ours(path: Path) -> bool:
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as index:
        return about(index, "layout") == LAYOUT


def _is_whole(index: sqlite3.Connection, bundle: Bundle) -> bool:
    expected = [(one.start, one.end, one.text) for one in extracts_of(bundle)]
    return index.execute(_PASSAGES, (bundle.id,)).fetchall() == expected
