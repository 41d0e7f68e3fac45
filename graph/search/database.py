"""The tables of the search index, in one SQLite file: rows that are seen from one generation on, and until another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic

from usagraph.errors import QueryTimeout, StoreError
from usagraph.french import VERSION

__all__ = ["FOREVER", "LAYOUT", "NEXT", "Connections", "about", "opened", "seen"]

#: The generation in which a row that nothing takes away ends, and the one that is being written.
FOREVER, NEXT = 9_000_000_000_000_000_001, 9_000_000_000_000_000_000
#: Tables and analysis: an index written otherwise is made again.
LAYOUT = f"2.{VERSION}"
#: Connections kept for readers: each has a cache of its own.
_KEPT = 4

_TABLES = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE documents (document TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, acronym TEXT,
  class TEXT NOT NULL, family TEXT NOT NULL, place INTEGER NOT NULL, sort TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE INDEX things_iri ON things (iri);
CREATE INDEX things_sort ON things (sort);
CREATE INDEX things_class ON things (class);
CREATE INDEX things_family ON things (family);
CREATE INDEX things_next ON things (since) WHERE since = {NEXT};
CREATE INDEX things_until ON things (until) WHERE until < {FOREVER};
CREATE TABLE names (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, words TEXT NOT NULL, terms TEXT NOT NULL, forms TEXT NOT NULL,
  size INTEGER NOT NULL, other INTEGER NOT NULL, searched INTEGER NOT NULL);
CREATE INDEX names_thing ON names (thing);
CREATE INDEX names_terms ON names (terms) WHERE searched;
CREATE INDEX names_forms ON names (forms) WHERE searched;
CREATE VIRTUAL TABLE name_words USING fts5 (terms, forms, content='', prefix='3', tokenize='ascii');
CREATE TABLE acronyms (thing INTEGER NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, words TEXT NOT NULL,
  document TEXT NOT NULL);
CREATE INDEX acronyms_thing ON acronyms (thing);
CREATE INDEX acronyms_short ON acronyms (short);
CREATE INDEX acronyms_long ON acronyms (long);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
  section TEXT, page INTEGER, text TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE INDEX passages_next ON passages (since) WHERE since = {NEXT};
CREATE INDEX passages_until ON passages (until) WHERE until < {FOREVER};
CREATE VIRTUAL TABLE passage_words USING fts5 (terms, content='', tokenize='ascii');
"""


def opened(path: Path) -> sqlite3.Connection:
    """The index to write to; an empty one where there is none, or where it is of another layout."""
    path.parent.mkdir(parents=True, exist_ok=True)
    base = _connected(path)
    try:
        known = about(base, "layout") == LAYOUT
    except sqlite3.DatabaseError:
        known = False
    if not known:
        base.close()
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        base = _connected(path)
        base.executescript(_TABLES)
        base.execute("INSERT INTO about VALUES ('layout', ?)", (LAYOUT,))
    return base


def about(base: sqlite3.Connection, name: str) -> object:
    """What the index says of itself under `name`; None where it says nothing, or holds nothing."""
    with suppress(sqlite3.OperationalError):
        found = base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None
    return None


def _connected(path: Path) -> sqlite3.Connection:
    try:
        base = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        # What is taken away may be a person's: nothing of it stays in the file.
        base.execute("PRAGMA secure_delete = ON")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(detail=f"{path.name}: {error}") from None
        path.unlink()
        return _connected(path)
    return base


def seen(table: str, generation: int) -> str:
    """The condition on the rows of a table that a generation sees."""
    return f"{table}.since <= {generation:d} AND {table}.until > {generation:d}"


class Connections:
    """Read-only connections to an index, a few at a time; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue(_KEPT)

    @contextmanager
    def reading(self, seconds: float) -> Iterator[sqlite3.Connection]:
        """A connection whose queries end after `seconds`; raises QueryTimeout, and StoreError where the index cannot be read."""
        deadline, base, is_sound = monotonic() + seconds, None, False
        try:
            base = self._borrow()
            base.set_progress_handler(lambda: monotonic() > deadline, 10_000)
            yield base
            is_sound = True
        except sqlite3.DatabaseError as error:
            if "interrupted" in str(error):
                raise QueryTimeout(seconds=f"{seconds:g}") from None
            raise StoreError(detail=f"{self.path.name}: {error}") from None
        finally:
            if base:
                self._give_back(base, is_sound)

    def close(self) -> None:
        """Closes those that are not in use."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _borrow(self) -> sqlite3.Connection:
        with suppress(Empty):
            return self._idle.get_nowait()
        base = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=10, check_same_thread=False
        )
        base.row_factory = sqlite3.Row
        return base

    def _give_back(self, base: sqlite3.Connection, is_sound: bool) -> None:
        if is_sound and not self._idle.full():
            self._idle.put_nowait(base)
        else:
            base.close()
