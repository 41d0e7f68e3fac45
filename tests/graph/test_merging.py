"""What the default graph gains and loses when a few graphs change is what it would gain and lose were it made anew."""

from collections.abc import Mapping

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as some

from usagraph.graph.labels import ALTERNATIVE, LABELS, PREFERRED, settled
from usagraph.graph.merging import Shift, shift
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.embedded import EmbeddedStore

BASE = "https://example.org"
DOCUMENTS = [graph_iri(BASE, name) for name in ("a", "b", "c")]
KNOWN = {graph_iri(BASE, "reference"), graph_iri(BASE, "vocabularies")}
THINGS = [ox.NamedNode(f"{BASE}/id/{name}") for name in "xyz"]

Graphs = Mapping[str, frozenset[ox.Triple]]


class Merged(EmbeddedStore):
    """A store in memory, whose default graph is kept by shifts."""

    def __init__(self, graphs: Graphs) -> None:
        self._store = ox.Store()
        for name, held in graphs.items():
            self.load(name, held)
        self.load(None, merged(graphs))

    def put(self, before: Graphs, after: Graphs) -> Shift:
        moved = shift(self, BASE, before, after)
        self.change((ox.Quad(t.subject, t.predicate, t.object) for t in moved.lost), ())
        for name in before:
            self.drop(name)
            self.load(name, after[name])
        self.load(None, moved.new)
        return moved


def merged(graphs: Graphs) -> set[ox.Triple]:
    """The default graph, made from the whole."""
    every = [(name, one) for name, held in graphs.items() for one in held]
    labels = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(n)) for n, t in every if t.predicate.value in LABELS
    ]
    return settled(labels, KNOWN) | {one for _, one in every if one.predicate.value not in LABELS}


LABEL = some.builds(
    ox.Triple,
    some.sampled_from(THINGS[:2]),
    some.sampled_from([ox.NamedNode(name) for name in (PREFERRED, PREFERRED, ALTERNATIVE)]),
    some.sampled_from([ox.Literal(words, language="fr") for words in ("DAS", "aînés", "action sociale")]),
)
FACT = some.builds(
    ox.Triple, some.sampled_from(THINGS), some.just(ox.NamedNode(f"{BASE}/p")), some.sampled_from(THINGS)
)
SAID = some.frozensets(LABEL | FACT, max_size=6)
GRAPHS = some.dictionaries(some.sampled_from([*DOCUMENTS, *sorted(KNOWN)]), SAID)
CHANGE = some.dictionaries(some.sampled_from(DOCUMENTS), SAID, min_size=1)


@settings(max_examples=400, deadline=None)
@given(GRAPHS, some.lists(CHANGE, max_size=3))
def test_a_shift_gives_what_the_whole_gives(graphs: dict[str, frozenset[ox.Triple]], changes: list[Graphs]) -> None:
    store, total = Merged(graphs), Shift()
    first = set(store.triples(None))
    for after in changes:
        total.then(store.put({name: graphs.get(name, frozenset()) for name in after}, after))
        graphs |= after
        assert set(store.triples(None)) == merged(graphs)
    assert (first - total.lost) | total.new == merged(graphs)
    assert not total.lost & total.new


def test_what_came_and_went_is_neither() -> None:
    one = ox.Triple(THINGS[0], THINGS[1], THINGS[2])
    total = Shift()
    total.then(Shift(new={one}))
    assert total.things == {THINGS[0].value}
    total.then(Shift(lost={one}))
    assert (total.lost, total.new) == (set(), set())
