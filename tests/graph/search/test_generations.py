"""Whatever is written and in whichever order, a generation sees what it saw when it was published."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from usagraph.graph.search.asked import ask, conjunction
from usagraph.graph.search.database import Connections
from usagraph.graph.search.extracts import Extract
from usagraph.graph.search.index import SearchIndex
from usagraph.graph.search.reader import Reader
from usagraph.ontology.terms import BASE

WORDS = ("alpha", "bravo", "delta", "golf")
#: A document and its text (None where it goes), or a publication, or another writer in the place of this one.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.sampled_from(WORDS))),
        st.sampled_from(("publish", "reopen")),
    ),
    max_size=25,
)


def seen(reader: Reader, word: str) -> set[str]:
    """The documents in which a generation finds a word."""
    with reader.open() as base:
        rows = base.execute(
            "SELECT document FROM passage_words JOIN passages ON passages.id = passage_words.rowid "  # noqa: S608
            f"WHERE passage_words MATCH ? AND {reader.seen('passages')}",
            (conjunction(ask(word).units),),
        ).fetchall()
    assert len(rows) == len({row["document"] for row in rows})
    return {row["document"] for row in rows}


def held(index: SearchIndex, documents: dict[str, str], step: tuple[str, str | None]) -> None:
    """Does a step, in the index and in the dictionary that it must be like."""
    document, text = step
    if text is None:
        index.remove(document)
        documents.pop(document, None)
    else:
        index.put(document, [Extract(0, len(text), "paragraph", None, None, text)], text)
        documents[document] = text


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_each_generation_sees_what_was_published_with_it(steps: list[tuple[str, str | None] | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        documents: dict[str, str] = {}
        published: list[dict[str, str]] = []
        make: Callable[[], SearchIndex] = lambda: SearchIndex(path, lambda _: (), BASE)
        index = make()
        for step in [*steps, "publish"]:
            if step == "reopen":
                index.close()
                index = make()
            elif isinstance(step, str):
                published.append(dict(documents))
                index.publish(len(published), 1)
            else:
                held(index, documents, step)
            assert index.documents() == documents
        index.close()
        with closing(Connections(path)) as connections:
            for generation, expected in enumerate(published, 1):
                for word in WORDS:
                    found = seen(Reader(connections, generation), word)
                    assert found == {document for document, text in expected.items() if text == word}
