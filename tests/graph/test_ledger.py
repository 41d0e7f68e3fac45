"""The ledger in the graph and the one beside it: the same lines, told apart at little cost."""

import json
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.ledger import (
    Entry,
    Ledger,
    LedgerFile,
    check_start,
    coming_from,
    differing,
    digest_of,
    digest_on,
    entry_of,
    placed,
    sum_of,
)
from usagraph.graph.querying.service import QueryService
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE

ONE, OTHER = (Entry(f"note-{n}", "0", 3, 4, 5, str(n) * 32) for n in "12")


def test_a_line_is_an_entry_with_or_without_its_path() -> None:
    line = placed(ONE.line, 'C:\\tmp\\"été".md')
    assert json.loads(line)["path"] == 'C:\\tmp\\"été".md'
    assert entry_of(line) == entry_of(ONE.line) == ONE
    assert digest_on(line) == digest_on(ONE.line) == ONE.digest


def test_documents_are_found_by_where_they_came_from() -> None:
    lines = {"note-1": placed(ONE.line, "/a/note.md"), "note-2": placed(OTHER.line, "/b/a/note.md")}
    assert coming_from("/a/note.md", lines) == ["note-1"]
    assert coming_from("note.md", lines) == []


def test_the_sum_is_that_of_the_lines_in_any_order_and_place() -> None:
    assert sum_of([ONE.line, OTHER.line]) == sum_of([placed(OTHER.line, "b"), placed(ONE.line, "a")])
    assert sum_of([ONE.line]) != sum_of([OTHER.line]) != sum_of([])
    assert sum_of([OTHER.line], sum_of([ONE.line, OTHER.line])) == sum_of([ONE.line])


def test_what_differs_is_named() -> None:
    held = {"note-1": ONE.line, "note-2": OTHER.line}
    told = {"note-1": placed(ONE.line, "a"), "note-2": placed(Entry("note-2", "0", 3, 4, 5, "3" * 32).line, "b")}
    assert differing(held, told) == ["note-2"]
    assert differing({}, told) == differing(held, {}) == ["note-1", "note-2"]
    assert differing({"note-1": ONE.line}, {"note-1": told["note-1"]}) == []


def test_a_file_is_written_whole_and_read_back(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path / "ledger.jsonl")
    assert file.lines() == {}
    lines = {"note-2": placed(OTHER.line, "b"), "note-1": placed(ONE.line, "a")}
    file.write(lines.values())
    assert file.lines() == lines
    assert list(file.lines()) == ["note-1", "note-2"]
    file.path.write_text("{}\nhalf a li", encoding="utf-8")
    assert file.lines() == {}


def test_a_digest_does_not_depend_on_the_order_and_tells_graphs_apart() -> None:
    a, b = (ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:p"), ox.Literal(words)) for words in "ab")
    assert digest_of([a, b], []) == digest_of([b, a], [])
    assert digest_of([a], [b]) != digest_of([a, b], [])


def test_a_sum_that_is_wrong_is_put_right(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store:
        ledger = Ledger(store, BASE)
        store.extend([ledger.quad(ONE), ledger.quad(OTHER)])
        assert ledger.sum() != sum_of([ONE.line, OTHER.line])
        assert ledger.mended() == {"note-1": ONE.line, "note-2": OTHER.line}
        assert ledger.sum() == sum_of([ONE.line, OTHER.line])
        gone, come = ledger.sum_quads([ONE], [])
        store.change([gone, ledger.quad(ONE)], [come])
        assert ledger.lines() == {"note-2": OTHER.line}
        assert ledger.sum() == sum_of([OTHER.line])


def test_a_start_tells_what_readers_do_not_see(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store:
        store.extend([Ledger(store, BASE).quad(ONE)])
        store.publish()
    file = LedgerFile(tmp_path / "ledger.jsonl")
    with QueryService(tmp_path, workers=1) as service:
        file.write([placed(ONE.line, "a")])
        assert check_start(service, file.path) == []
        file.write([placed(ONE.line, "a"), placed(OTHER.line, "b")])
        assert check_start(service, file.path) == ["note-2"]
