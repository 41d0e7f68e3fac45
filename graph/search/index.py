"""The search index as the writer of the graph keeps it: what is written is part of the generation that is published next.

Rows are never changed: one that is no longer true gets an end, and is deleted once no generation that is kept sees it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from usagraph.errors import StoreError
from usagraph.french import frequent, words
from usagraph.graph.reading.kinds import family, kind_name
from usagraph.graph.search.database import FOREVER, NEXT, about, opened
from usagraph.graph.search.extracts import Extract, extracts_of
from usagraph.graph.search.named import Row, Select, Thing, rows_of, thing_of
from usagraph.graph.search.ranking import rank_of
from usagraph.graph.store.protocol import Store
from usagraph.ontology.terms import PREFIXES
from usagraph.workspace import Bundle

__all__ = ["FILE", "SearchIndex", "long_form", "purge", "selecting", "things_in"]

#: The name of the index, beside the generations of the graph.
FILE = "search.sqlite"


class SearchIndex:
    """The index at `path`; `select` reads how things are called in the graph. One writer at a time."""

    def __init__(self, path: Path, select: Select, base: str) -> None:
        self.select = select
        self.base = base
        self._base = opened(path)
        self._anew = self._base.execute("SELECT 1 FROM things LIMIT 1").fetchone() is None

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    def documents(self) -> Mapping[str, str]:
        """The documents that the index holds, each with the digest given with it."""
        return dict(self._base.execute("SELECT document, digest FROM documents"))

    def replace(self, bundle: Bundle, digest: str) -> None:
        """Puts the passages of a document in, in the place of those it had."""
        self.put(bundle.id, extracts_of(bundle), digest)

    def put(self, document: str, extracts: Iterable[Extract], digest: str) -> None:
        """Puts passages in as those of a document, in the place of those it had."""
        with _writing(self._base):
            self._end_passages(document)
            self._base.execute("INSERT OR REPLACE INTO documents VALUES (?, ?)", (document, digest))
            for one in extracts:
                self._add_passage(document, one)

    def remove(self, document: str) -> None:
        """Takes the passages of a document away."""
        with _writing(self._base):
            self._end_passages(document)
            self._base.execute("DELETE FROM documents WHERE document = ?", (document,))

    def rename(self, subjects: Collection[str] | None) -> None:
        """Reads again, in the graph, how some things are called and of which classes they are; None stands for all."""
        with _writing(self._base):
            wanted = None if self._anew else subjects
            self._end_things(wanted)
            self._add_things(_things(self._base, rows_of(self.select, self.base, wanted)))
            self._anew = False

    def publish(self, generation: int, oldest: int) -> None:
        """Makes what was written since the last time part of a generation; what those before `oldest` alone see goes."""
        if self._anew:
            self.rename(None)
        # On disk when this returns: the graph says that it is settled after it.
        with _writing(self._base, safely=True):
            for table in ("things", "passages"):
                self._base.execute(f"UPDATE {table} SET since = ? WHERE since = {NEXT}", (generation,))  # noqa: S608
                self._base.execute(f"UPDATE {table} SET until = ? WHERE until = {NEXT}", (generation,))  # noqa: S608
            self._sweep(oldest)
            first = max(int(str(about(self._base, "first") or generation)), min(oldest, generation))
            self._base.execute("INSERT OR REPLACE INTO about VALUES ('first', ?)", (first,))
            self._base.execute("INSERT OR REPLACE INTO about VALUES ('generation', ?)", (generation,))

    # Passages

    def _add_passage(self, document: str, one: Extract) -> None:
        row = (document, one.start, one.end, one.kind, one.section, one.page, one.text, NEXT, FOREVER)
        made = self._base.execute("INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._base.execute(
            "INSERT INTO passage_words (rowid, terms) VALUES (?, ?)", (made.lastrowid, _terms_of(one.text))
        )

    def _end_passages(self, document: str) -> None:
        mine = f"document = ? AND until = {FOREVER}"
        self._base.execute(f"UPDATE passages SET until = {NEXT} WHERE {mine} AND since < {NEXT}", (document,))  # noqa: S608
        self._delete_passages(f"document = ? AND since = {NEXT}", (document,))

    def _delete_passages(self, which: str, values: tuple[object, ...]) -> None:
        rows = self._base.execute(f"SELECT id, text FROM passages WHERE {which}", values).fetchall()  # noqa: S608
        self._base.executemany(
            "INSERT INTO passage_words (passage_words, rowid, terms) VALUES ('delete', ?, ?)",
            ((number, _terms_of(text)) for number, text in rows),
        )
        self._base.executemany("DELETE FROM passages WHERE id = ?", ((number,) for number, _ in rows))

    # Things

    def _add_things(self, things: Iterable[Thing]) -> None:
        for thing in things:
            self._add_thing(thing)

    def _add_thing(self, thing: Thing) -> None:
        node = thing.node
        kin = kind_name(family(node.iri))
        row = (node.iri, node.kind, node.label, node.acronym, kind_name(node.kind), kin, rank_of(kin), thing.sort)
        made = self._base.execute(
            "INSERT INTO things VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, NEXT, FOREVER)
        )
        number = made.lastrowid
        for name in thing.names:
            found = words(name.words)
            terms, forms = (
                (" ".join(one) for one in zip(*((w.term, w.form) for w in found), strict=True)) if found else ("", "")
            )
            about_it = len(found), name.words != node.label, name.searched
            put = self._base.execute(
                "INSERT INTO names VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", (number, name.words, terms, forms, *about_it)
            )
            if name.searched and terms:
                row_words = (put.lastrowid, terms, forms)
                self._base.execute("INSERT INTO name_words (rowid, terms, forms) VALUES (?, ?, ?)", row_words)
        self._base.executemany("INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)", ((number, *one) for one in _spelt(thing)))

    def _end_things(self, subjects: Collection[str] | None) -> None:
        ended = f"UPDATE things SET until = {NEXT} WHERE until = {FOREVER} AND since < {NEXT}"  # noqa: S608
        if subjects is None:
            self._base.execute(ended)
            self._delete_things(f"since = {NEXT}", ())
            return
        for iri in subjects:
            self._base.execute(f"{ended} AND iri = ?", (iri,))
            self._delete_things(f"iri = ? AND since = {NEXT}", (iri,))

    def _delete_things(self, which: str, values: tuple[object, ...]) -> None:
        mine = f"SELECT id FROM things WHERE {which}"  # noqa: S608
        rows = self._base.execute(
            f"SELECT id, terms, forms FROM names WHERE searched AND terms != '' AND thing IN ({mine})",  # noqa: S608
            values,
        ).fetchall()
        self._base.executemany(
            "INSERT INTO name_words (name_words, rowid, terms, forms) VALUES ('delete', ?, ?, ?)", rows
        )
        for table in ("names", "acronyms"):
            self._base.execute(f"DELETE FROM {table} WHERE thing IN ({mine})", values)  # noqa: S608
        self._base.execute(f"DELETE FROM things WHERE {which}", values)  # noqa: S608

    def purge(self) -> None:
        """Deletes what the newest generation does not see, and writes the file anew."""
        with _writing(self._base, safely=True):
            self._sweep(NEXT - 1)
            for table in ("name_words", "passage_words"):
                self._base.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
        self._base.execute("VACUUM")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _sweep(self, oldest: int) -> None:
        """Deletes what no generation from `oldest` on sees."""
        self._delete_things("until <= ?", (oldest,))
        self._delete_passages("until <= ?", (oldest,))


def selecting(store: Store) -> Select:
    """What reads the rows of a query in a store, as lexical forms."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

    def select(text: str) -> Iterator[dict[str, str]]:
        rows = store.query(prefixes + text)
        if isinstance(rows, ox.QuerySolutions):
            names = [variable.value for variable in rows.variables]
            for row in rows:
                yield {name: row[name].value for name in names if row[name] is not None}

    return select


def purge(path: Path) -> None:
    """Deletes from an index all that its newest generation does not see, and leaves nothing of it in the file."""
    with closing(SearchIndex(path, lambda _: (), "")) as index:
        index.purge()


def long_form(terms: Iterable[str]) -> str:
    """A name as it is compared with what a person types: its words, those that say little left out."""
    return " ".join(term for term in terms if not frequent(term))


def things_in(select: Select, base: str) -> Iterator[tuple[str, str, str, str | None]]:
    """How the graph calls things: IRI, kind, label, first acronym, in no order that matters."""
    with closing(sqlite3.connect("")) as apart:
        for thing in _things(apart, rows_of(select, base)):
            yield thing.node.iri, thing.node.kind, thing.node.label, thing.node.acronym


def _terms_of(text: str) -> str:
    return " ".join(word.term for word in words(text))


def _spelt(thing: Thing) -> Iterator[tuple[str, str, str, str]]:
    """What each acronym of a thing stands for: reduced, what it is compared with, the words in a row, the document."""
    for acronym, document in thing.acronyms:
        short = [word.term for word in words(acronym)]
        for name in thing.names:
            long = [word.term for word in words(name.words)]
            if len(short) == 1 and len(long) > 1:
                yield short[0], long_form(long), " ".join(long), document


def _things(base: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Thing]:
    """The things that rows in no order tell of, the kinds that people look for most first."""
    base.execute("CREATE TEMP TABLE IF NOT EXISTS told (place INTEGER, iri TEXT, told TEXT, words TEXT, more TEXT)")
    base.execute("DELETE FROM told")
    base.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?)", ((rank_of(family(row[0])), *row) for row in rows))
    ordered = base.execute("SELECT iri, told, words, more FROM told ORDER BY place, iri")
    for iri, several in groupby(ordered, key=lambda row: str(row[0])):
        thing = thing_of(iri, several)
        if thing:
            yield thing
    base.execute("DELETE FROM told")


@contextmanager
def _writing(base: sqlite3.Connection, *, safely: bool = False) -> Iterator[None]:
    """One transaction, which is on disk at its end where it is `safely` written; raises StoreError."""
    try:
        base.execute(f"PRAGMA synchronous = {'FULL' if safely else 'NORMAL'}")
        with base:
            base.execute("BEGIN IMMEDIATE")
            yield
    except sqlite3.Error as error:
        raise StoreError(detail=f"{FILE}: {error}") from None
