"""What the rules conclude, and that each axiom and each rule is needed for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

import pyoxigraph as ox
import pytest

from usagraph.graph.inference import clauses as clauses_module
from usagraph.graph.inference.clauses import clauses, predicates, strata, transitive
from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.rule import LEFT_OUT, Rule, rules
from usagraph.ontology.terms import OWL, RDF, RDFS, ug

TYPE = RDF + "type"
EX = "https://example.org/"
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


@pytest.fixture
def with_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Iterable[Rule]], None]]:
    """Puts other rules in the place of ours, for one test."""

    def put(others: Iterable[Rule]) -> None:
        chosen = tuple(others)
        monkeypatch.setattr(clauses_module, "rules", lambda: chosen)
        forget()

    def forget() -> None:
        for kept in (clauses, strata, predicates, transitive):
            kept.cache_clear()

    yield put
    monkeypatch.undo()
    forget()


# The rules and the ontology


def test_what_follows_is_what_the_records_count(entailed: ModuleType, generated: ModuleType) -> None:
    county = generated.County(1000)
    found = entailed.by_rules(county.ntriples())
    classes = Counter(kind for _, relation, kind in found if relation == TYPE)
    relations = Counter(relation for _, relation, _ in found)
    assert {kind: classes[kind] for kind in county.classes()} == county.classes()
    assert {relation: relations[relation] for relation in county.relations()} == county.relations()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_without_a_rule_something_is_missing(
    entailed: ModuleType, rule: Rule, generated: ModuleType, with_rules: Callable[[Iterable[Rule]], None]
) -> None:
    """So the comparisons above would see it go."""
    facts = generated.County(600).ntriples()
    complete = entailed.by_rules(facts)
    with_rules(one for one in rules() if one is not rule)
    assert entailed.by_rules(facts) < complete


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


# What must follow


def test_four_participations_are_imposed_and_one_names_no_text(entailed: ModuleType) -> None:
    """An obligation suffices: one of the four is stated without the text that lays it down."""
    found = entailed.by_rules(
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
