import json
import sqlite3
from pathlib import Path
from typing import Any

from usagraph.graph.search.checking import unlike
from usagraph.graph.search.index import SearchIndex
from usagraph.ontology.terms import BASE
from usagraph.records import Block, write_lines
from usagraph.workspace import Bundle


def bundle(root: Path, name: str, text: str) -> Bundle:
    """A document of one paragraph."""
    folder = root / name
    folder.mkdir()
    (folder / "text.txt").write_text(text, encoding="utf-8")
    (folder / "run.json").write_text(json.dumps({}), encoding="utf-8")
    write_lines(folder / "blocks.jsonl", [Block("paragraph", 0, len(text))])
    return Bundle(folder)


def test_what_the_index_does_not_hold_is_named(graph: Any, tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    one, two = bundle(tmp_path, "one", "Les usagers."), bundle(tmp_path, "two", "Les agents.")
    both = [(one, "1"), (two, "1")]
    assert list(unlike(path, both, graph.select, BASE)) == ["one", "two"]
    index = SearchIndex(path, graph.select, BASE)
    for document, digest in both:
        index.replace(document, digest)
    index.publish(1, 1)
    index.close()
    assert list(unlike(path, both, graph.select, BASE)) == []
    assert list(unlike(path, [(one, "2"), (two, "1")], graph.select, BASE)) == ["one"]
    assert list(unlike(path, [(one, "1")], graph.select, BASE)) == ["two"]
    with sqlite3.connect(path) as base:
        base.execute("UPDATE passages SET text = 'Autre chose' WHERE document = 'two'")
        base.execute("UPDATE things SET label = 'Autre chose' WHERE id = 1")
    base.close()
    assert list(unlike(path, both, graph.select, BASE)) == ["two", "search.sqlite"]
