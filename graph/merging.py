"""The default graph: what the graphs of documents, the reference data and the vocabularies say, each triple once.

A thing that they call differently has one preferred label (`graph.labels`). Here is found what the default graph gains and
loses when some of these graphs change; only what they name is looked at, however large the rest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from usagraph.graph.labels import LABELS, PREFERRED, settled
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.protocol import Store

__all__ = ["Said", "Shift", "shift"]

#: What some graphs say, by their IRIs.
Said = Mapping[str, Collection[ox.Triple]]
#: Graphs that the default graph does not take up: what follows from it is added to it apart.
_APART = ("ontology", "inferred", "ledger")


@dataclass(frozen=True)
class Shift:
    """What is no longer stated, and what is now."""

    lost: set[ox.Triple] = field(default_factory=set)
    new: set[ox.Triple] = field(default_factory=set)

    @property
    def things(self) -> set[str]:
        """What it is about."""
        return {one.subject.value for one in (*self.lost, *self.new) if isinstance(one.subject, ox.NamedNode)}

    def then(self, later: "Shift") -> None:
        """Adds a later shift to this one; what came and went again is neither."""
        back = later.lost & self.new
        again = later.new & self.lost
        self.lost.difference_update(again)
        self.new.difference_update(back)
        self.lost.update(later.lost - back)
        self.new.update(later.new - again)


def shift(store: Store, base: str, before: Said, after: Said) -> Shift:
    """What the default graph loses and gains, what follows from it apart, when some graphs hold `after` and no longer
    `before`; both name the same graphs, as they are in the store until then."""
    was, now = ({one for triples in said.values() for one in triples} for said in (before, after))
    apart = [*before, *after, *(graph_iri(base, name) for name in _APART)]
    alone = (was ^ now) - store.elsewhere(was ^ now, apart)
    lost, new = was & alone, now & alone
    touched = _touched(store, before, after, lost)
    if touched:
        held = {one for predicate in LABELS for one in store.about(None, predicate, touched)}
        names = _labels(store, touched, apart) + _labels_in(after, touched)
        fresh = settled(names, {graph_iri(base, name) for name in ("reference", "vocabularies")})
        lost, new = (_others(found, touched) for found in (lost, new))
        lost |= held - fresh - _inferred(store, base, touched)
        new |= fresh - held
    return Shift(lost, new)


def _touched(store: Store, before: Said, after: Said, lost: set[ox.Triple]) -> set[ox.NamedNode]:
    """The things whose labels must be settled anew: not those that have but one, which is said once more or once less."""
    told = _places(before) ^ _places(after)
    labels: dict[ox.NamedNode, set[ox.Triple]] = {}
    for _, one in told:
        if isinstance(one.subject, ox.NamedNode):
            labels.setdefault(one.subject, set()).add(one)
    held: dict[ox.NamedNode, set[ox.Triple]] = {}
    for predicate in LABELS:
        for one in store.about(None, predicate, labels):
            if isinstance(one.subject, ox.NamedNode):
                held.setdefault(one.subject, set()).add(one)
    return {
        thing
        for thing, several in labels.items()
        if several & lost or not all(_is_alone(one, held.get(thing, set())) for one in several)
    }


def _places(said: Said) -> set[tuple[str, ox.Triple]]:
    """The labels that some graphs give, each with its graph."""
    return {(name, one) for name, triples in said.items() for one in triples if one.predicate.value in LABELS}


def _is_alone(label: ox.Triple, held: Iterable[ox.Triple]) -> bool:
    """Whether a label is the preferred one, with no other name in its language."""
    return label.predicate.value == PREFERRED and {one for one in held if _lang(one) == _lang(label)} == {label}


def _lang(label: ox.Triple) -> str | None:
    return label.object.language if isinstance(label.object, ox.Literal) else None


def _labels(store: Store, things: Collection[ox.NamedNode], apart: Collection[str]) -> list[ox.Quad]:
    """The labels that the graphs that stay as they are give to some things."""
    found = (quad for predicate in LABELS for quad in store.everywhere(predicate, things))
    return [quad for quad in found if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in apart]


def _labels_in(said: Said, things: Collection[ox.NamedNode]) -> list[ox.Quad]:
    return [
        ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(name))
        for name, triples in said.items()
        for one in triples
        if one.predicate.value in LABELS and one.subject in things
    ]


def _others(triples: set[ox.Triple], things: Collection[ox.NamedNode]) -> set[ox.Triple]:
    """The triples that are no labels of some things."""
    return {one for one in triples if one.predicate.value not in LABELS or one.subject not in things}


def _inferred(store: Store, base: str, things: Collection[ox.NamedNode]) -> set[ox.Triple]:
    """The labels that only a rule gives to some things."""
    graph = graph_iri(base, "inferred")
    return {one for predicate in LABELS for one in store.about(graph, predicate, things)}
