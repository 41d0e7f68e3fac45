"""What is written is seen from the generation that is published next, and what is no longer true until then."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import StoreError
from usagraph.graph.search.extracts import Extract
from usagraph.graph.search.finding import found
from usagraph.graph.search.index import SearchIndex, purge
from usagraph.graph.search.reader import Reader
from usagraph.ontology.terms import BASE

At = Callable[[int], Reader]
Passages = Callable[..., list[Extract]]


def texts(reader: Reader, asked: str) -> list[str]:
    """The passages that a generation finds."""
    return [one.exact for one in found(reader, BASE, asked, passages=10).passages]


def labels(reader: Reader, asked: str) -> list[str]:
    """The things that a generation finds."""
    return [hit.node.label for hit in found(reader, BASE, asked).hits]


def counts(path: Path) -> list[int]:
    """The rows of each table, words of the full text included."""
    tables = ("things", "names", "acronyms", "passages", "name_words_docsize", "passage_words_docsize")
    with sqlite3.connect(path) as base:
        return [base.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


def test_a_document_that_changes_is_seen_as_it_was_until_the_next_generation(
    index: SearchIndex, at: At, passages: Passages
) -> None:
    index.put("note-3", passages("Des théâtres."), "2")
    assert index.documents()["note-3"] == "2"
    assert texts(at(1), "loyer") == ["Rien que des loyers."]
    index.publish(2, 1)
    assert texts(at(1), "loyer") == ["Rien que des loyers."]
    assert texts(at(2), "loyer") == []
    assert texts(at(2), "theatre") == ["Des théâtres."]
    assert texts(at(1), "theatre") == []


def test_a_document_that_is_taken_away_is_no_longer_found(index: SearchIndex, at: At) -> None:
    index.remove("note-3")
    index.publish(2, 2)
    assert "note-3" not in index.documents()
    assert texts(at(2), "loyer") == []


def test_names_are_read_again_where_they_change(index: SearchIndex, graph: Any, at: At) -> None:
    iri = f"{BASE}/id/action/x-2"
    graph.things[iri] = ("Action", "Cercle de lecture", (), {})
    index.rename([iri, f"{BASE}/id/claim/1", "https://elsewhere.example/x"])
    index.publish(2, 1)
    assert labels(at(1), "lecture") == ["Comité de lecture"]
    assert labels(at(2), "lecture") == ["Cercle de lecture"]
    del graph.things[iri]
    index.rename([iri])
    index.publish(3, 1)
    assert labels(at(3), "lecture") == []
    assert at(3).nodes([iri]) == {}


def test_twice_is_once(index: SearchIndex, graph: Any, tmp_path: Path, passages: Passages) -> None:
    before = counts(tmp_path / "search.sqlite")
    for _ in range(3):
        index.put("note-3", passages("Rien que des loyers."), "1")
        index.rename(list(graph.things))
        index.rename(None)
    index.publish(2, 2)
    assert counts(tmp_path / "search.sqlite") == before


def test_what_no_generation_sees_is_deleted(index: SearchIndex, tmp_path: Path, passages: Passages) -> None:
    before = counts(tmp_path / "search.sqlite")
    for generation in range(2, 8):
        index.put("note-3", passages(f"Version {generation}."), str(generation))
        index.rename(None)
        index.publish(generation, generation)
    assert counts(tmp_path / "search.sqlite") == before


def test_a_purge_leaves_nothing_in_the_file(index: SearchIndex, tmp_path: Path, passages: Passages) -> None:
    index.put("note-4", passages("Madame Zorglubine habite ici."), "1")
    index.publish(2, 1)
    index.remove("note-4")
    index.publish(3, 1)
    purge(tmp_path / "search.sqlite")
    assert all(b"orglubin" not in file.read_bytes() for file in tmp_path.glob("search.sqlite*"))


def test_what_was_not_published_is_still_there_for_the_next_writer(
    index: SearchIndex, graph: Any, at: At, tmp_path: Path, passages: Passages
) -> None:
    index.put("note-3", passages("Des théâtres."), "2")
    index.close()
    again = SearchIndex(tmp_path / "search.sqlite", graph.select, BASE)
    assert again.documents()["note-3"] == "2"
    again.publish(2, 1)
    again.close()
    assert texts(at(2), "theatre") == ["Des théâtres."]


def test_an_index_that_is_new_reads_all_the_names(graph: Any, tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "other" / "search.sqlite", graph.select, BASE)
    index.rename([f"{BASE}/id/action/x-2"])
    index.publish(5, 5)
    index.close()
    assert counts(tmp_path / "other" / "search.sqlite")[0] == len(graph.things)


@pytest.mark.parametrize("content", [b"", b"not a database" * 200])
def test_a_file_that_is_no_index_is_made_again(graph: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad" / "search.sqlite"
    path.parent.mkdir()
    path.write_bytes(content)
    index = SearchIndex(path, graph.select, BASE)
    index.publish(1, 1)
    index.close()
    assert counts(path)[0] == len(graph.things)


def test_a_writer_that_cannot_write_says_so(index: SearchIndex, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "search.sqlite") as other:
        other.execute("BEGIN IMMEDIATE")
        index._base.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(StoreError, match=r"search\.sqlite"):
            index.remove("note-1")
