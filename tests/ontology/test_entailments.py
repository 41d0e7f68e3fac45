"""What must follow and what must not: the rules beside HermiT, on a county of a thousand things and on small facts."""

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from usagraph.graph.inference.clauses import Clause, clauses
from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.model import has_java
from usagraph.ontology.reasoning import hermit
from usagraph.ontology.reasoning.knowledge import knowledge
from usagraph.ontology.terms import NS, OWL, PROV, RDF, VOC, compact, ug

Statement = tuple[str, str, str]

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT runs on Java, which is not installed")
TYPE = RDF + "type"
EX = "https://example.org/"
#: What must not follow from some facts, each with its reason.
UNEXPECTED = tomllib.loads((Path(__file__).parent / "unexpected.toml").read_text(encoding="utf-8"))["case"]


def only(one: set[Statement], other: set[Statement]) -> list[str]:
    """What the first holds and the second does not, for a reader."""
    return sorted(" ".join(map(compact, statement)) for statement in one - other)[:20]


# The rules and HermiT


@needs_java
def test_the_rules_and_hermit_say_the_same_of_a_thousand_things(entailed: ModuleType, generated: ModuleType) -> None:
    """With every axiom of the ontology: where all things have their types, those left out conclude nothing new."""
    facts = generated.County(1000).ntriples()
    rules_say, hermit_says = entailed.by_rules(facts), entailed.by_hermit(facts, without=())
    assert only(hermit_says, rules_say) == []
    assert only(rules_say, hermit_says) == []


@needs_java
@pytest.mark.parametrize("seed", [1, 2])
def test_the_rules_and_hermit_say_the_same_of_things_related_at_random(entailed: ModuleType, seed: int) -> None:
    """Any relation between any two things, of any class or none: what no shape would let through."""
    facts = at_random(seed)
    rules_say, hermit_says = entailed.by_rules(facts), entailed.by_hermit(facts)
    assert only(hermit_says, rules_say) == []
    assert only(rules_say, hermit_says) == []


@needs_java
def test_what_is_left_out_is_what_domains_and_ranges_conclude(entailed: ModuleType) -> None:
    """A reasoner makes an action and an agent of the ends of a wrong relation; the rules leave them as they are."""
    facts = ":leaflet ug:ledBy :drawer ; ug:hasStep :cover . :cover a ug:ParticipationStep ."
    drawn = {
        (EX + "leaflet", ug("Action")),
        (EX + "drawer", PROV + "Agent"),
        (EX + "leaflet", ug("UserAssociatingAction")),
    }
    assert drawn <= {
        (thing, kind) for thing, relation, kind in entailed.by_hermit(facts, without=()) if relation == TYPE
    }
    assert drawn.isdisjoint((thing, kind) for thing, relation, kind in entailed.by_rules(facts) if relation == TYPE)
    assert entailed.by_rules(facts) == entailed.by_hermit(facts)


def at_random(seed: int) -> str:
    """Forty things, of one class of the ontology or of none, and two relations from each."""
    dice = random.Random(seed)  # noqa: S311
    kinds, relations = _declared("Class"), _declared("ObjectProperty")
    values = [f"<{iri}>" for clause in clauses() for iri in _values(clause)]
    lines = []
    for thing in range(40):
        if dice.random() < 0.6:
            lines.append(f":t{thing} a <{dice.choice(kinds)}> .")
        for _ in range(3):
            other = dice.choice(values) if dice.random() < 0.2 else f":t{dice.randrange(40)}"
            lines.append(f":t{thing} <{dice.choice(relations)}> {other} .")
    return "\n".join(lines)


def _declared(kind: str) -> list[str]:
    """The terms of the ontology that are classes, or relations between things."""
    triples = (quad.triple for quad in ox.parse(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES))
    found = (
        t.subject.value for t in triples if str(t.object) == f"<{OWL}{kind}>" and isinstance(t.subject, ox.NamedNode)
    )
    return sorted(iri for iri in found if iri.startswith(NS))


def _values(clause: Clause) -> Iterator[str]:
    """The concepts that a clause names."""
    for _, relation, object_ in (clause.head, *clause.body):
        if relation != f"<{TYPE}>" and object_.startswith(f"<{VOC}"):
            yield object_[1:-1]


# HermiT and us


@needs_java
def test_what_we_read_of_hermit_is_what_owlready2_reads(generated: ModuleType, entailed: ModuleType) -> None:
    """The classes and the relations of a few hundred things, the wider and the inverse ones too."""
    facts = generated.County(300).ntriples()
    triples = {quad.triple for quad in ox.parse(facts, format=ox.RdfFormat.N_TRIPLES)}
    ours = hermit.infer(knowledge(triples).ntriples)
    assert ours
    theirs = entailed.by_hermit(facts, without=())
    things = {thing for thing, _, _ in theirs}
    types = {(thing, TYPE, kind) for thing, kind in ours.types if thing in things and not kind.startswith(OWL)}
    assert only(theirs, types | ours.values) == []
    assert only(types | ours.values, theirs) == []
    widest = {relation for _, relation, _ in ours.values}
    assert {PROV + "wasAssociatedWith", PROV + "atLocation", ug("leads"), ug("stepOf")} <= widest


# What must not follow


@pytest.mark.parametrize("case", UNEXPECTED, ids=lambda case: case["why"])
def test_it_does_not_follow(entailed: ModuleType, case: dict[str, str]) -> None:
    assert not entailed.said(case["unwanted"]) & entailed.by_rules(case["facts"])


@needs_java
def test_hermit_does_not_conclude_it_either(entailed: ModuleType) -> None:
    """All those facts together, each about things of its own."""
    cases = list(enumerate(UNEXPECTED))
    facts, unwanted = (
        "\n".join(_apart(number, case[part]) for number, case in cases) for part in ("facts", "unwanted")
    )
    found = entailed.by_hermit(facts)
    assert not entailed.said(unwanted) & found
    assert found == entailed.by_rules(facts)


def _apart(number: int, facts: str) -> str:
    return re.sub(r"(?<![\w>]):(\w)", rf":n{number}-\1", facts)
