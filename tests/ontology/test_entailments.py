"""What must follow and what must not: the rules beside HermiT, on a county of a thousand things and on small facts."""

import importlib.util
import io
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

from usagraph.graph import clauses as clauses_module
from usagraph.graph.clauses import Clause, clauses, predicates, strata
from usagraph.graph.inference import follows
from usagraph.ontology.load import ontology_files, ontology_ntriples
from usagraph.ontology.model import has_java
from usagraph.ontology.rule import LEFT_OUT, Rule, rules
from usagraph.ontology.terms import NS, OWL, PROV, RDF, RDFS, VOC, compact, ug

Statement = tuple[str, str, str]

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT runs on Java, which is not installed")
TYPE = RDF + "type"
EX = "https://example.org/"
PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
PREFIX policy: <https://w3id.org/usagraph/voc/policy/>
PREFIX position: <https://w3id.org/usagraph/voc/user-position/>
PREFIX mode: <https://w3id.org/usagraph/voc/mode/>
"""


#: Words of OWL whose axioms conclude something, each by a rule.
CONCLUDING = (
    *("Class", "ObjectProperty", "DatatypeProperty", "TransitiveProperty", "Restriction"),
    *("equivalentClass", "intersectionOf", "unionOf", "oneOf", "onProperty", "someValuesFrom", "hasValue"),
    *("inverseOf", "propertyChainAxiom"),
)
#: Words of OWL that can contradict facts, or describe the ontology, and add no statement about a thing.
SILENT = ("AllDisjointClasses", "members", "Ontology", "imports", "versionIRI", "versionInfo", "AnnotationProperty")
#: The words of RDFS that conclude something, and those that a reader reads.
WORDS = {
    RDFS + name for name in ("subClassOf", "subPropertyOf", "label", "comment", "isDefinedBy", "seeAlso", "Literal")
}


#: What must not follow from some facts, each with its reason.
UNEXPECTED = tomllib.loads((Path(__file__).parent / "unexpected.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="session")
def generated() -> ModuleType:
    """The module that invents counties."""
    spec = importlib.util.spec_from_file_location("generated_county", Path(__file__).parent / "generated.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def by_rules(facts: str) -> set[Statement]:
    """What the facts (Turtle) say, and what the rules add."""
    given = _triples(facts)
    return {_plain(triple) for triple in given | follows(given)}


def said(facts: str) -> set[Statement]:
    """What the facts (Turtle) say."""
    return {_plain(triple) for triple in _triples(facts)}


def _triples(facts: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(PREFIXES + facts, format=ox.RdfFormat.TURTLE)}


def _plain(triple: ox.Triple) -> Statement:
    subject, predicate, object_ = (getattr(term, "value", "") for term in triple)
    return subject, predicate, object_


def by_hermit(facts: str, *, without: tuple[str, ...] = LEFT_OUT) -> set[Statement]:
    """What the facts (Turtle) say, and what HermiT adds under the axioms of the ontology that are not `without`."""
    import owlready2

    world = owlready2.World()
    try:
        world.get_ontology(NS).load(fileobj=io.BytesIO(_model(facts, without)))
        with redirect_stdout(io.StringIO()):
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        return {*said(facts), *_types(world), *_relations(world)}
    finally:
        world.close()


def _model(facts: str, without: tuple[str, ...]) -> bytes:
    import rdflib

    graph = rdflib.Graph()
    for path in ontology_files():
        graph.parse(path)
    for triple in list(graph):
        # Words bear on nothing, and HermiT's time grows with every statement.
        if isinstance(triple[2], rdflib.Literal) or str(triple[1]) in (*without, OWL + "imports"):
            graph.remove(triple)
    said = rdflib.Graph().parse(data=PREFIXES + facts, format="turtle")
    objects = {o for _, p, o in said if p != rdflib.RDF.type}
    for thing in {*said.subjects(), *objects}:
        graph.add((thing, rdflib.RDF.type, rdflib.OWL.NamedIndividual))
    graph += said
    return graph.serialize(format="nt", encoding="utf-8")


def _types(world: Any) -> Iterator[Statement]:
    for thing in world.individuals():
        for kind in thing.INDIRECT_is_a:
            iri = getattr(kind, "iri", OWL)
            if not iri.startswith(OWL):
                yield thing.iri, TYPE, iri


def _relations(world: Any) -> Iterator[Statement]:
    """HermiT gives each pair under the narrowest relation, and owlready2 keeps one of two inverses."""
    for relation in world.object_properties():
        pairs = [(one.iri, other.iri) for one, other in relation.get_relations()]
        for wider in relation.ancestors():
            if getattr(wider, "iri", OWL).startswith((OWL, RDF)):
                continue
            yield from ((one, wider.iri, other) for one, other in pairs)
            if wider.inverse_property:
                yield from ((other, wider.inverse_property.iri, one) for one, other in pairs)


def only(one: set[Statement], other: set[Statement]) -> list[str]:
    """What the first holds and the second does not, for a reader."""
    return sorted(" ".join(map(compact, statement)) for statement in one - other)[:20]


@pytest.fixture
def with_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Iterable[Rule]], None]]:
    """Puts other rules in the place of ours, for one test."""

    def put(others: Iterable[Rule]) -> None:
        chosen = tuple(others)
        monkeypatch.setattr(clauses_module, "rules", lambda: chosen)
        forget()

    def forget() -> None:
        for kept in (clauses, strata, predicates):
            kept.cache_clear()

    yield put
    monkeypatch.undo()
    forget()


# The rules and HermiT


@needs_java
def test_the_rules_and_hermit_say_the_same_of_a_thousand_things(generated: ModuleType) -> None:
    """With every axiom of the ontology: where all things have their types, those left out conclude nothing new."""
    facts = generated.County(1000).ntriples()
    rules_say, hermit_says = by_rules(facts), by_hermit(facts, without=())
    assert only(hermit_says, rules_say) == []
    assert only(rules_say, hermit_says) == []


@needs_java
@pytest.mark.parametrize("seed", [1, 2])
def test_the_rules_and_hermit_say_the_same_of_things_related_at_random(seed: int) -> None:
    """Any relation between any two things, of any class or none: what no shape would let through."""
    facts = at_random(seed)
    rules_say, hermit_says = by_rules(facts), by_hermit(facts)
    assert only(hermit_says, rules_say) == []
    assert only(rules_say, hermit_says) == []


@needs_java
def test_what_is_left_out_is_what_domains_and_ranges_conclude() -> None:
    """A reasoner makes an action and an agent of the ends of a wrong relation; the rules leave them as they are."""
    facts = ":leaflet ug:ledBy :drawer ; ug:hasStep :cover . :cover a ug:ParticipationStep ."
    drawn = {
        (EX + "leaflet", ug("Action")),
        (EX + "drawer", PROV + "Agent"),
        (EX + "leaflet", ug("UserAssociatingAction")),
    }
    assert drawn <= {(thing, kind) for thing, relation, kind in by_hermit(facts, without=()) if relation == TYPE}
    assert drawn.isdisjoint((thing, kind) for thing, relation, kind in by_rules(facts) if relation == TYPE)
    assert by_rules(facts) == by_hermit(facts)


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


# The rules and the ontology


def test_what_follows_is_what_the_records_count(generated: ModuleType) -> None:
    county = generated.County(1000)
    found = by_rules(county.ntriples())
    classes = Counter(kind for _, relation, kind in found if relation == TYPE)
    relations = Counter(relation for _, relation, _ in found)
    assert {kind: classes[kind] for kind in county.classes()} == county.classes()
    assert {relation: relations[relation] for relation in county.relations()} == county.relations()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_without_a_rule_something_is_missing(
    rule: Rule, generated: ModuleType, with_rules: Callable[[Iterable[Rule]], None]
) -> None:
    """So the comparisons above would see it go."""
    facts = generated.County(600).ntriples()
    complete = by_rules(facts)
    with_rules(one for one in rules() if one is not rule)
    assert by_rules(facts) < complete


def test_no_axiom_of_the_ontology_is_of_a_kind_nobody_thought_of() -> None:
    """A new kind needs a rule in `ontology/rules`, or its reason in `LEFT_OUT`."""
    triples = [quad.triple for quad in ox.parse(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES)]
    languages = (OWL, RDFS)
    used = {t.predicate.value for t in triples if t.predicate.value.startswith(languages)}
    used |= {
        v for t in triples if t.predicate.value == TYPE and (v := getattr(t.object, "value", "")).startswith(languages)
    }
    assert used <= {*(OWL + name for name in CONCLUDING), *LEFT_OUT, *(OWL + name for name in SILENT), *WORDS}


def test_every_chain_and_every_defined_class_has_a_rule_of_its_own() -> None:
    """They have titles that a reader understands; a rule for all chains would have none."""
    triples = [quad.triple for quad in ox.parse(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES)]
    axioms = (OWL + "propertyChainAxiom", OWL + "equivalentClass")
    concluded = {f"{t.subject}" for t in triples if t.predicate.value in axioms}
    assert concluded <= {clause.gives for clause in clauses() if not clause.rule.given or "VALUES" in clause.rule.given}


# What must not follow


@pytest.mark.parametrize("case", UNEXPECTED, ids=lambda case: case["why"])
def test_it_does_not_follow(case: dict[str, str]) -> None:
    assert not said(case["unwanted"]) & by_rules(case["facts"])


@needs_java
def test_hermit_does_not_conclude_it_either() -> None:
    """All those facts together, each about things of its own."""
    cases = list(enumerate(UNEXPECTED))
    facts, unwanted = (
        "\n".join(_apart(number, case[part]) for number, case in cases) for part in ("facts", "unwanted")
    )
    found = by_hermit(facts)
    assert not said(unwanted) & found
    assert found == by_rules(facts)


def _apart(number: int, facts: str) -> str:
    return re.sub(r"(?<![\w>]):(\w)", rf":n{number}-\1", facts)


# What must follow


def test_four_participations_are_imposed_and_one_names_no_text() -> None:
    """An obligation suffices: one of the four is stated without the text that lays it down."""
    found = by_rules(
        """
        :law5 a ug:LegalText ; ug:imposes :committee . :law2 a ug:LegalText ; ug:imposes :users .
        :law22 a ug:LegalText ; ug:imposes :children . :committee a ug:Obligation . :users a ug:Obligation .
        :children a ug:Obligation . :debate a ug:Obligation .
        :a a ug:GovernanceBody ; ug:underObligation :committee . :b a ug:Action ; ug:underObligation :children .
        :c a ug:Action ; ug:underObligation :debate . :d a ug:GovernanceBody ; ug:underObligation :users .
        :e a ug:Action .
        """
    )
    assert {t for t, _, kind in found if kind == ug("StatutoryParticipation")} == {EX + name for name in "abcd"}
    assert {(t, text) for t, relation, text in found if relation == ug("mandatedBy")} == {
        (EX + "a", EX + "law5"),
        (EX + "b", EX + "law22"),
        (EX + "d", EX + "law2"),
    }
