"""What is found from a change alone is what is found from the whole graph."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from usagraph.graph.inference import increments
from usagraph.graph.inference.clauses import TYPE, clauses
from usagraph.graph.inference.closure import follows
from usagraph.graph.inference.increments import TooMuch, increment
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.protocol import Store
from usagraph.ontology.terms import concept, ug

EX, INFERRED = "https://example.org/", "https://example.org/graph/inferred"
THINGS = [ox.NamedNode(f"{EX}{name}") for name in "abcde"]
CONCEPTS = [ox.NamedNode(concept("degree", name)) for name in ("concertation", "co-construction")]
#: Every clause reads and gives these alone, so that chance makes circles and long ways.
NAMES = sorted({name for clause in clauses() for name in (clause.gives, *clause.reads)})
RELATIONS = [
    ox.NamedNode(name[1:-1]) for name in NAMES if any(len(c.conclusion[1]) == 2 and c.gives == name for c in clauses())
]
CLASSES = [
    ox.NamedNode(name[1:-1])
    for name in NAMES
    if any(len(ends) == 1 and one == name for c in clauses() for one, ends in (c.conclusion, *c.conditions))
]
USUAL = [
    ug(name)
    for name in ("within", "hasStep", "stepOf", "ledBy", "leads", "degree", "hasDegree", "takesPlaceIn", "subActionOf")
]


class Held(EmbeddedStore):
    """A store in memory: what is stated, and what follows."""

    def __init__(self, facts: Iterable[ox.Triple]) -> None:
        self._store = ox.Store()
        self.facts = set(facts)
        self.load(None, self.facts)
        self.load(None, follows(self.facts))
        self.load(INFERRED, follows(self.facts))

    def move(self, lost: set[ox.Triple], new: set[ox.Triple]) -> None:
        """Changes what is stated, then what follows by the change alone."""
        lost, new = lost & self.facts, new - self.facts
        self.facts = (self.facts - lost) | new
        self.change(
            [ox.Quad(t.subject, t.predicate, t.object) for t in lost],
            [ox.Quad(t.subject, t.predicate, t.object) for t in new],
        )
        found = increment(self, INFERRED, lost, new)
        for graph in (ox.DefaultGraph(), ox.NamedNode(INFERRED)):
            kept = new if isinstance(graph, ox.DefaultGraph) else set()
            self.change(
                [ox.Quad(t.subject, t.predicate, t.object, graph) for t in found.gone - kept],
                [ox.Quad(t.subject, t.predicate, t.object, graph) for t in found.come],
            )


def triples(relations: list[ox.NamedNode]) -> some.SearchStrategy[ox.Triple]:
    thing = some.sampled_from(THINGS)
    related = some.builds(
        ox.Triple, thing, some.sampled_from(relations), thing | some.sampled_from([*CONCEPTS, ox.Literal("words")])
    )
    typed = some.builds(ox.Triple, thing, some.just(ox.NamedNode(TYPE[1:-1])), some.sampled_from(CLASSES))
    return related | typed


ANY = triples(RELATIONS) | triples([ox.NamedNode(iri) for iri in USUAL])


@settings(max_examples=400, deadline=None)
@given(
    some.frozensets(ANY, max_size=14),
    some.lists(some.tuples(some.frozensets(ANY, max_size=4), some.frozensets(ANY, max_size=4)), max_size=4),
)
def test_a_change_gives_what_the_whole_gives(
    facts: frozenset[ox.Triple], moves: list[tuple[frozenset[ox.Triple], frozenset[ox.Triple]]]
) -> None:
    store = Held(facts)
    for lost, new in moves:
        store.move(set(lost), set(new) - lost)
        expected = follows(store.facts)
        assert set(store.triples(INFERRED)) == expected
        assert set(store.triples(None)) == expected | store.facts


@settings(max_examples=200, deadline=None)
@given(some.frozensets(ANY, min_size=1, max_size=14), some.data())
def test_what_was_taken_away_and_put_back_leaves_no_trace(facts: frozenset[ox.Triple], data: some.DataObject) -> None:
    store = Held(facts)
    before = set(store.quads(None)) | set(store.quads(INFERRED))
    taken = set(data.draw(some.frozensets(some.sampled_from(sorted(facts, key=str)))))
    store.move(taken, set())
    assert set(store.triples(INFERRED)) == follows(store.facts)
    store.move(set(), taken)
    assert set(store.quads(None)) | set(store.quads(INFERRED)) == before


def test_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(increments, "LIMIT", 10)
    within = ox.NamedNode(ug("within"))
    chain = [ox.Triple(ox.NamedNode(f"{EX}{n}"), within, ox.NamedNode(f"{EX}{n + 1}")) for n in range(20)]
    with pytest.raises(TooMuch):
        Held(chain).move({chain[10]}, set())


def test_the_rest_of_the_graph_is_not_read() -> None:
    """However large it is: the look-ups are those of the few things that the change names."""
    asked: list[int] = []

    class Counted(Held):
        def about(self, graph: str | None, predicate: str, subjects: Iterable[ox.NamedNode]) -> Iterable[ox.Triple]:  # type: ignore[override]
            found = list(Store.about(self, graph, predicate, subjects))
            asked.append(len(found))
            return found

    step, kind = ox.NamedNode(ug("hasStep")), ox.NamedNode(ug("degree"))
    facts = [
        ox.Triple(ox.NamedNode(f"{EX}{end}{n}"), relation, other)
        for n in range(300)
        for end, relation, other in (("a", step, ox.NamedNode(f"{EX}s{n}")), ("s", kind, CONCEPTS[0]))
    ]
    store = Counted(facts)
    store.move({facts[0]}, set())
    assert set(store.triples(INFERRED)) == follows(store.facts)
    assert sum(asked) < 30
