"""What is written on the four operations gives what the embedded store gives in its own way."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as some

from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.protocol import Answer, Store, change_text

A, B, P, Q = (ox.NamedNode(f"http://example.org/{name}") for name in "abpq")
G, H = "http://example.org/g", "http://example.org/h"
WORDS = ox.Literal('« l\'été »\n\t"tout"\\ est dit', language="fr")


class Plain(Store):
    """Four operations, as a server gives them."""

    def __init__(self) -> None:
        self.engine = ox.Store()

    def query(self, text: str) -> Answer:
        return self.engine.query(text)

    def update(self, text: str) -> None:
        self.engine.update(text)

    def load(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self.engine.extend(ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)

    def drop(self, graph: str | None) -> None:
        self.engine.remove_graph(ox.NamedNode(graph) if graph else ox.DefaultGraph())


@pytest.fixture(params=["plain", "embedded"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "plain":
        yield Plain()
    else:
        with EmbeddedStore(tmp_path) as opened:
            yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.load(G, [ox.Triple(A, P, B), ox.Triple(A, Q, WORDS)])
    store.load(H, [ox.Triple(A, P, B), ox.Triple(B, P, A)])
    store.load(None, [ox.Triple(A, P, B)])
    return store


def test_a_graph_is_read_whole(filled: Store) -> None:
    assert set(filled.triples(G)) == {ox.Triple(A, P, B), ox.Triple(A, Q, WORDS)}
    assert set(filled.triples(None)) == {ox.Triple(A, P, B)}
    assert (filled.count(G), filled.count(None)) == (2, 1)
    assert filled.graphs() == {G, H}
    assert set(filled.on(H, P.value)) == {ox.Triple(A, P, B), ox.Triple(B, P, A)}
    assert list(filled.on(None, Q.value)) == []


def test_a_change_takes_away_and_adds(filled: Store) -> None:
    filled.change([ox.Quad(A, Q, WORDS, ox.NamedNode(G)), ox.Quad(A, P, B)], [ox.Quad(B, Q, WORDS)], [H])
    assert set(filled.triples(G)) == {ox.Triple(A, P, B)}
    assert set(filled.triples(None)) == {ox.Triple(B, Q, WORDS)}
    assert filled.graphs() == {G}


def test_a_change_of_nothing_is_none(filled: Store) -> None:
    filled.change([], [])
    assert filled.count(G) == 2


def test_a_dropped_graph_is_gone_and_may_go_twice(filled: Store) -> None:
    for _ in range(2):
        filled.drop(G)
    assert filled.graphs() == {H}
    filled.drop(None)
    assert filled.count(None) == 0


def test_a_question_has_a_truth_and_rows(filled: Store) -> None:
    assert filled.ask(f"ASK {{ GRAPH <{H}> {{ {B} {P} {A} }} }}")
    assert not filled.ask(f"ASK {{ {B} {P} {A} }}")
    assert [row["o"] for row in filled.select(f"SELECT ?o {{ {A} {P} ?o }}")] == [B]


def test_look_ups_go_by_either_end(filled: Store) -> None:
    assert list(filled.about(H, P.value, [A])) == [ox.Triple(A, P, B)]
    assert list(filled.naming(H, P.value, [A])) == [ox.Triple(B, P, A)]
    assert list(filled.about(None, P.value, [B])) == []
    assert list(filled.naming(G, Q.value, [WORDS])) == [ox.Triple(A, Q, WORDS)]
    assert set(filled.everywhere(P.value, [A])) == {ox.Quad(A, P, B, ox.NamedNode(g)) for g in (G, H)}


def test_what_stands_in_another_graph_is_told(filled: Store) -> None:
    asked = [ox.Triple(A, P, B), ox.Triple(A, Q, WORDS), ox.Triple(B, Q, A)]
    assert filled.elsewhere(asked, [H]) == {ox.Triple(A, P, B), ox.Triple(A, Q, WORDS)}
    assert filled.elsewhere(asked, [G]) == {ox.Triple(A, P, B)}
    assert filled.elsewhere(asked, [G, H]) == set()
    assert filled.holding(G, asked) == set(asked[:2])
    assert filled.holding(None, asked) == set(asked[:1])


@given(some.text(some.characters(exclude_categories=["Cs"])), some.sampled_from([None, "fr", "fr-ca"]))
def test_any_words_come_back_from_a_change(words: str, lang: str | None) -> None:
    store = ox.Store()
    quad = ox.Quad(A, P, ox.Literal(words, language=lang), ox.NamedNode(G))
    store.update(change_text([], [quad]))
    assert set(store) == {quad}
    store.update(change_text([quad], []))
    assert not set(store)
