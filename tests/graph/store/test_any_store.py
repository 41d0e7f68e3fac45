"""What every store gives back, whichever engine keeps the graph: the same after the same changes."""

import pyoxigraph as ox
import pytest

from usagraph.errors import StoreError
from usagraph.graph.store.protocol import Store

from .conftest import BASE

ONE, TWO = f"{BASE}/graph/one", f"{BASE}/graph/two"
NAME, NEAR = f"{BASE}/name", f"{BASE}/near"


def _thing(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}/thing/{number}")


def _named(number: int) -> ox.Triple:
    return ox.Triple(
        _thing(number), ox.NamedNode(NAME), ox.Literal(f'« {number} » à l\'été \\ "x"\n\tfin', language="fr")
    )


def _near(number: int) -> ox.Triple:
    return ox.Triple(_thing(number), ox.NamedNode(NEAR), _thing(number + 1))


def _in(graph: str | None, triples: list[ox.Triple]) -> list[ox.Quad]:
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]


@pytest.mark.parametrize("count", [3, 2500])
def test_what_is_loaded_is_there_once_and_goes(any_store: Store, count: int) -> None:
    triples = [_named(n) for n in range(count)]
    for graph in (ONE, None):
        any_store.load(graph, triples)
        any_store.load(graph, triples[:2])
        assert set(any_store.triples(graph)) == set(triples)
        assert any_store.count(graph) == count
    assert {ONE} == {name for name in any_store.graphs() if name.startswith(BASE)}
    any_store.drop(ONE)
    any_store.drop(TWO)
    assert any_store.count(ONE) == 0
    assert any_store.count(None) == count
    any_store.drop(None)
    assert any_store.count(None) == 0


def test_a_change_takes_away_and_adds_in_several_graphs(any_store: Store) -> None:
    many = [_named(n) for n in range(1200)]
    any_store.change((), [*_in(ONE, many), *_in(TWO, many[:5]), *_in(None, many)])
    gone = [*_in(ONE, many[:1100]), *_in(None, many[:1])]
    any_store.change(gone, [*_in(TWO, [_near(1)]), *_in(None, [_near(2)])])
    assert set(any_store.triples(ONE)) == set(many[1100:])
    assert set(any_store.triples(TWO)) == {*many[:5], _near(1)}
    assert set(any_store.triples(None)) == {*many[1:], _near(2)}
    any_store.change((), _in(ONE, [_near(3)]), [TWO, ONE])
    assert (set(any_store.triples(ONE)), any_store.count(TWO)) == ({_near(3)}, 0)


def test_the_default_graph_is_apart_from_the_named_ones(any_store: Store) -> None:
    any_store.change((), [*_in(None, [_near(1), _near(2)]), *_in(ONE, [_near(2), _near(3)]), *_in(TWO, [_near(2)])])

    def rows(text: str) -> list[tuple[str, ...]]:
        found = any_store.query(f"SELECT {text}")
        assert isinstance(found, ox.QuerySolutions)
        return sorted(tuple(str(row[name].value) for name in found.variables) for row in found)

    near = ox.NamedNode(NEAR)
    assert len(rows(f"?s {{ ?s {near} ?o }}")) == 2
    assert rows(f"?g {{ GRAPH ?g {{ {_thing(2)} {near} ?o }} }}") == [(ONE,), (TWO,)]
    assert rows(f"?o {{ ?s {near} ?o GRAPH <{ONE}> {{ ?s {near} ?o }} }}") == [(_thing(3).value,)]
    assert rows(f"(COUNT(*) AS ?n) {{ ?s {near} ?o MINUS {{ GRAPH ?g {{ ?s {near} ?o }} }} }}") == [("1",)]
    assert rows(
        f"?n {{ {{ SELECT ?s (COUNT(?g) AS ?n) {{ ?s {near} ?o GRAPH ?g {{ ?s {near} ?o }} }} GROUP BY ?s }} }}"
    ) == [("2",)]
    assert any_store.ask(f"ASK {{ {_thing(1)} {near} ?o }}")
    assert not any_store.ask(f"ASK {{ {_thing(3)} {near} ?o }}")
    built = any_store.query(f"CONSTRUCT WHERE {{ ?s {near} ?o }}")
    assert not isinstance(built, ox.QuerySolutions | ox.QueryBoolean | bool)
    assert set(built) == {_near(1), _near(2)}


def test_look_ups_by_either_end_and_everywhere(any_store: Store) -> None:
    pairs = [_near(n) for n in range(700)]
    any_store.change((), [*_in(None, pairs), *_in(ONE, pairs[:2]), *_in(TWO, pairs[1:3])])
    assert set(any_store.about(None, NEAR, [_thing(n) for n in range(650)])) == set(pairs[:650])
    assert set(any_store.naming(None, NEAR, [_thing(1), _thing(9), ox.Literal("no")])) == {pairs[0], pairs[8]}
    assert set(any_store.about(ONE, NEAR, [_thing(1), _thing(2)])) == {pairs[1]}
    assert set(any_store.everywhere(NEAR, [_thing(1)])) == {*_in(ONE, pairs[1:2]), *_in(TWO, pairs[1:2])}
    assert any_store.elsewhere(pairs[:4], [ONE]) == {pairs[1], pairs[2]}


def test_a_broken_update_is_told_and_changes_nothing(any_store: Store) -> None:
    with pytest.raises(StoreError):
        any_store.update("INSERT DATA { <http://example.org/a> ")
    assert any_store.count(None) == 0
