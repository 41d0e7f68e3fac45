"""The passages of documents that hold what was asked, best first."""

import sqlite3

from usagraph.french import words
from usagraph.graph.reading.things import Node, PassageHit
from usagraph.graph.search.asked import Asked, Unit, conjunction
from usagraph.graph.search.highlights import marks, window
from usagraph.graph.search.reader import Reader

__all__ = ["how_many", "passages_holding"]

#: Passages that are weighed: where more hold the words, the words tell little of any.
WEIGHED = 5_000
#: Passages read again in full where an acronym means one thing here and another there.
_READ = 200
_HELD = "FROM passage_words JOIN passages ON passages.id = passage_words.rowid WHERE passage_words MATCH ? AND {seen}"
_HOLDING = """SELECT passages.*, weighed.weight FROM (
  SELECT rowid AS id, bm25(passage_words) AS weight FROM passage_words WHERE passage_words MATCH ? LIMIT ?
) AS weighed JOIN passages ON passages.id = weighed.id WHERE {seen} ORDER BY weighed.weight, passages.id LIMIT ?"""


def passages_holding(reader: Reader, base_iri: str, asked: Asked, most: int) -> tuple[PassageHit, ...]:
    """The passages that hold all that is asked, at most so many."""
    if most <= 0:
        return ()
    rows = _rows(reader, asked, max(most, _READ) if _is_scoped(asked) else most)
    kept = [row for row in rows if not _is_scoped(asked) or _is_meant(row, asked)][:most]
    titles = reader.nodes(_document_iri(base_iri, row) for row in kept)
    return tuple(_hit(row, titles.get(_document_iri(base_iri, row)), asked.units) for row in kept)


def how_many(reader: Reader, asked: Asked, most: int) -> int:
    """How many passages hold all that is asked; not counted beyond `most`."""
    counted = f"SELECT COUNT(*) FROM (SELECT 1 {_HELD.format(seen=reader.seen('passages'))} LIMIT ?)"  # noqa: S608
    with reader.open() as base:
        return int(base.execute(counted, (conjunction(asked.units), most)).fetchone()[0])


def _rows(reader: Reader, asked: Asked, most: int) -> list[sqlite3.Row]:
    with reader.open() as base:
        query = _HOLDING.format(seen=reader.seen("passages"))
        return base.execute(query, (conjunction(asked.units), WEIGHED, most)).fetchall()


def _hit(row: sqlite3.Row, document: Node | None, units: tuple[Unit, ...]) -> PassageHit:
    text = row["text"]
    places = marks(text, units)
    start, end = window(text, places)
    shown = tuple(
        (max(low, start) - start, min(high, end) - start) for low, high in places if low < end and high > start
    )
    at, title = row["start"], document.label if document else row["document"]
    return PassageHit(row["document"], title, at + start, at + end, text[start:end], shown, row["section"], row["page"])


def _is_scoped(asked: Asked) -> bool:
    return any(other.documents is not None for unit in asked.units for other in unit.others)


def _is_meant(row: sqlite3.Row, asked: Asked) -> bool:
    """Whether a passage still holds what is asked where an acronym that means something else in its document counts for nothing."""
    terms = [word.term for word in words(row["text"])]
    return all(_holds(terms, row["document"], unit) for unit in asked.units)


def _holds(terms: list[str], document: str, unit: Unit) -> bool:
    own = all(_holds(terms, document, part) for part in unit.parts) if unit.parts else _runs(terms, unit.terms)
    return own or any(
        _runs(terms, other.terms)
        for other in unit.others
        if other.documents is None or "" in other.documents or document in other.documents
    )


def _runs(terms: list[str], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(tuple(terms[at : at + size]) == wanted for at in range(len(terms) - size + 1))


def _document_iri(base_iri: str, row: sqlite3.Row) -> str:
    return f"{base_iri}/id/document/{row['document']}"
