"""The ontology before a reasoner: is it consistent, and what follows from it?

HermiT, which owlready2 brings, needs Java; without Java the report says so, and holds what `closure` found by itself.
owlready2 holds the model for the class tree. Each call has a World of its own: owlready2 keeps one for the whole process
by default, where models would mix.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from usagraph.ontology.reasoning import hermit
from usagraph.ontology.reasoning.axioms import owl
from usagraph.ontology.reasoning.closure import Closure
from usagraph.ontology.reasoning.hermit import has_java
from usagraph.ontology.reasoning.knowledge import Knowledge, cycles, knowledge, misplaced, undefined
from usagraph.ontology.statement import TYPE, Statement, read_turtle
from usagraph.ontology.terms import NS

if TYPE_CHECKING:
    import owlready2

__all__ = ["ClassNode", "ModelReport", "check_model", "check_triples", "class_tree", "has_java"]


@dataclass(frozen=True)
class ModelReport:
    """What was found. `reasoner` is None without Java, and then `consistent` is False or None: nobody proved it True.

    `unsatisfiable`: classes that can have no member. `types`: (thing, class) and `values`: (thing, relation, thing),
    of the ontology, that hold, whether stated or inferred; empty without Java. `undefined`: (term of the ontology's
    namespace that nothing defines, first thing that uses it). `cycles`: classes that are one under several names.
    `misplaced`: facts whose relation leads to words, or whose attribute leads to a thing; the rest was looked at without
    them.
    """

    reasoner: str | None
    consistent: bool | None
    unsatisfiable: tuple[str, ...] = ()
    types: frozenset[tuple[str, str]] = frozenset()
    values: frozenset[tuple[str, str, str]] = frozenset()
    undefined: tuple[tuple[str, str], ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    misplaced: tuple[ox.Triple, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing wrong was found."""
        found = (self.unsatisfiable, self.undefined, self.cycles, self.misplaced)
        return self.consistent is not False and not any(found)


@dataclass(frozen=True)
class ClassNode:
    """A class of the ontology with the classes under it, in order of name."""

    iri: str
    children: tuple["ClassNode", ...]


def check_model(facts: str = "", *, file: str = "", seconds: float = hermit.SECONDS) -> ModelReport:
    """What HermiT says of the ontology together with `facts` (Turtle); `file` is their name in an error.

    Raises BadTurtle, ReasonerStopped, ReasonerFailed.
    """
    return check_triples(read_turtle(facts.encode(), file), seconds=seconds)


def check_triples(facts: Iterable[ox.Triple], *, things: bool = True, seconds: float = hermit.SECONDS) -> ModelReport:
    """What HermiT says of the ontology together with `facts`.

    Without `things` the report has no `types` and no `values`, which take most of the time.
    """
    given = list(facts)
    wrong = misplaced(given)
    known = knowledge(triple for triple in given if triple not in wrong)
    report = _reasoned(known, things, seconds) if has_java() else _unproven(known)
    return replace(report, undefined=undefined(given), cycles=cycles(known), misplaced=wrong)


def _reasoned(known: Knowledge, things: bool, seconds: float) -> ModelReport:
    # A clash seen here is one, and HermiT stops at an ill-formed number instead of telling it.
    clashes = Closure((*known.axioms, *known.facts)).clashes
    found = None if clashes else hermit.infer(known.ntriples, things=things, seconds=seconds)
    if found is None:
        return ModelReport("HermiT", False)
    types = frozenset(pair for pair in found.types if pair[1].startswith(NS))
    values = frozenset(triple for triple in found.values if triple[1].startswith(NS))
    return ModelReport("HermiT", True, found.unsatisfiable, types, values)


def _unproven(known: Knowledge) -> ModelReport:
    clashes = Closure((*known.axioms, *known.facts)).clashes
    return ModelReport(None, False if clashes else None, _memberless(known))


def _memberless(known: Knowledge) -> tuple[str, ...]:
    """The classes of which a supposed member leads to a clash."""
    names = [s.head.subject for s in known.frame if s.head.object == owl("Class")]
    members = {f"urn:usagraph:member-of:{kind.value}": kind for kind in names if isinstance(kind, ox.NamedNode)}
    supposed = [Statement(ox.Triple(ox.NamedNode(iri), TYPE, kind)) for iri, kind in members.items()]
    clashes = Closure((*known.axioms, *known.facts, *supposed)).clashes
    return tuple(sorted({members[clash.thing.value].value for clash in clashes if clash.thing.value in members}))


def class_tree() -> tuple[ClassNode, ...]:
    """The classes of the ontology that stand under no other of its own, each with those under it."""
    with _world() as world:
        classes = [found for found in world.classes() if found.iri.startswith(NS)]
        return tuple(_node(found) for found in _sorted(classes) if not _own_parents(found))


def _node(found: "owlready2.ThingClass") -> ClassNode:
    children = [child for child in found.subclasses() if child.iri.startswith(NS)]
    return ClassNode(found.iri, tuple(_node(child) for child in _sorted(children)))


def _sorted(classes: "list[owlready2.ThingClass]") -> "list[owlready2.ThingClass]":
    return sorted(classes, key=lambda found: str(found.iri))


def _own_parents(found: "owlready2.ThingClass") -> bool:
    return any(getattr(parent, "iri", "").startswith(NS) for parent in found.is_a)


@contextmanager
def _world() -> "Iterator[owlready2.World]":
    import owlready2

    world = owlready2.World()
    try:
        # owlready2 reads no Turtle.
        world.get_ontology(NS).load(fileobj=io.BytesIO(knowledge().ntriples))
        yield world
    finally:
        world.close()
