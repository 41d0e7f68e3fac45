"""The ontology before HermiT, alone and with small facts."""

import pytest

from usagraph.errors import BadTurtle, ReasonerFailed, ReasonerStopped
from usagraph.ontology import model
from usagraph.ontology.load import labels
from usagraph.ontology.model import ClassNode, check_model, class_tree, has_java
from usagraph.ontology.terms import ug

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT runs on Java, which is not installed")
EX = "https://example.org/"
PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
PREFIX policy: <https://w3id.org/usagraph/voc/policy/>
"""
OWL = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
FACTS = """
:built a ug:Action ; ug:hasStep :step ; ug:inDomain policy:social ; ug:ledBy :team ; ug:underObligation :duty .
:step ug:degree degree:co-construction .
:act a ug:LegalText ; ug:imposes :duty ; dct:issued "2002-01-02"^^xsd:date .
:offered a ug:Action ; ug:inDomain policy:culture .
:team a ug:TerritorialDirectorate .
"""


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    report = check_model()
    assert (report.reasoner, report.consistent, report.unsatisfiable) == ("HermiT", True, ())


@needs_java
def test_the_reasoner_infers_the_defined_classes_and_no_more() -> None:
    report = check_model(PREFIXES + FACTS)
    assert report.consistent
    kinds = {kind for thing, kind in report.types if thing == EX + "built"}
    assert kinds == {
        ug(name)
        for name in (
            *("Action", "UserAssociatingAction", "CoConstructionAction", "SocialCoConstruction"),
            *("HighDegreeAction", "StatutoryParticipation"),
        )
    }
    assert {kind for thing, kind in report.types if thing == EX + "offered"} == {ug("Action")}
    assert (EX + "step", ug("ParticipationStep")) in report.types


@needs_java
def test_the_reasoner_infers_the_values_that_follow_and_no_more() -> None:
    values = {(s, p, o) for s, p, o in check_model(PREFIXES + FACTS).values}
    degree, policy = (f"https://w3id.org/usagraph/voc/{scheme}/" for scheme in ("degree", "policy"))
    assert values == {
        (EX + "built", ug("hasStep"), EX + "step"),
        (EX + "step", ug("stepOf"), EX + "built"),
        (EX + "step", ug("degree"), degree + "co-construction"),
        (EX + "built", ug("hasDegree"), degree + "co-construction"),
        (EX + "built", ug("inDomain"), policy + "social"),
        (EX + "offered", ug("inDomain"), policy + "culture"),
        (EX + "built", ug("ledBy"), EX + "team"),
        (EX + "team", ug("leads"), EX + "built"),
        (EX + "built", ug("underObligation"), EX + "duty"),
        (EX + "built", ug("mandatedBy"), EX + "act"),
        (EX + "act", ug("imposes"), EX + "duty"),
        (EX + "duty", ug("imposedBy"), EX + "act"),
    }


@needs_java
def test_the_values_hold_the_wider_relations_too() -> None:
    values = check_model(PREFIXES + ":built a ug:Action ; ug:supportedBy :lab . :lab ug:inPole :pole .").values
    assert {(EX + "built", ug(name), EX + "lab") for name in ("supportedBy", "hasPartner")} <= values


@pytest.mark.parametrize("java", [False, pytest.param(True, marks=needs_java)])
def test_words_in_the_place_of_a_thing_and_a_thing_in_that_of_words_are_found(
    java: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reasoner passes over them, and would say that all is well."""
    monkeypatch.setattr(model, "has_java", lambda: java)
    report = check_model(PREFIXES + ':a ug:ledBy "texte" ; ug:acronym :b ; ug:hasStep :s ; skos:prefLabel "A"@fr .')
    assert [(t.predicate.value, str(t.object)) for t in report.misplaced] == [
        (ug("ledBy"), '"texte"'),
        (ug("acronym"), f"<{EX}b>"),
    ]
    assert not report.sound
    assert report.consistent is (True if java else None)
    assert check_model(PREFIXES + ':a ug:acronym "A" ; ug:ledBy [ a ug:Directorate ] .').misplaced == ()


@needs_java
@pytest.mark.parametrize(
    "facts",
    [
        ":thing a ug:Action, ug:Organisation .",
        ":thing a ug:Action ; ug:ledBy :place . :place a ug:Territory .",
        ":unit a ug:DepartmentalDirectorate, ug:TerritorialDirectorate .",
    ],
    ids=["an action that is an organisation", "an action led by a place", "a directorate of two kinds"],
)
def test_the_reasoner_rejects(facts: str) -> None:
    assert check_model(PREFIXES + facts).consistent is False


@needs_java
def test_facts_of_one_call_are_not_seen_by_the_next() -> None:
    assert check_model(PREFIXES + ":thing a ug:Action, ug:Organisation .").consistent is False
    assert check_model().consistent is True


@needs_java
def test_names_outside_ascii_and_dates_reach_the_reasoner_unharmed() -> None:
    facts = ':été a ug:Action ; ug:startDate "2021"^^xsd:gYear ; ug:ledBy :équipe .'
    report = check_model(PREFIXES + facts)
    assert (EX + "été", ug("ledBy"), EX + "équipe") in report.values
    assert (EX + "été", ug("Action")) in report.types


@needs_java
def test_a_reasoner_that_takes_too_long_is_killed() -> None:
    with pytest.raises(ReasonerStopped, match=r"0\.05 s"):
        check_model(seconds=0.05)


@needs_java
def test_a_reasoner_that_fails_is_said_to() -> None:
    beyond_owl = ":p a owl:ObjectProperty, owl:TransitiveProperty, owl:IrreflexiveProperty ."
    with pytest.raises(ReasonerFailed, match="Non-simple"):
        check_model(PREFIXES + OWL + beyond_owl)


@needs_java
def test_without_its_things_the_report_is_quicker_and_says_no_less_of_the_classes() -> None:
    report = model.check_triples([], things=False)
    assert (report.consistent, report.unsatisfiable, report.values) == (True, (), frozenset())


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "has_java", lambda: False)


@pytest.mark.usefixtures("no_java")
def test_without_java_the_report_says_that_nobody_looked() -> None:
    report = check_model()
    assert (report.reasoner, report.consistent, report.unsatisfiable) == (None, None, ())
    assert report.sound


@pytest.mark.usefixtures("no_java")
@pytest.mark.parametrize(
    "facts",
    [
        ":thing a ug:Action, ug:Organisation .",
        ":thing a ug:Action ; ug:ledBy :place . :place a ug:Territory .",
        ":thing a ug:Action ; ug:covers :place .",
        ':sum a ug:Measurement ; ug:value "many"^^xsd:decimal .',
    ],
    ids=["two disjoint classes", "a range", "a domain that is a choice", "a number that is none"],
)
def test_without_java_a_plain_contradiction_is_found_all_the_same(facts: str) -> None:
    assert check_model(PREFIXES + facts).consistent is False


@pytest.mark.usefixtures("no_java")
def test_without_java_a_class_that_can_have_no_member_is_found() -> None:
    facts = ":Club a owl:Class ; rdfs:subClassOf ug:Action, ug:Organisation ."
    assert check_model(PREFIXES + OWL + facts).unsatisfiable == (EX + "Club",)


@needs_java
def test_a_class_that_can_have_no_member_is_found() -> None:
    facts = (
        ":Club a owl:Class ; rdfs:subClassOf ug:Action, ug:Organisation . :Den a owl:Class ; rdfs:subClassOf :Club ."
    )
    report = check_model(PREFIXES + OWL + facts)
    assert (report.consistent, report.unsatisfiable) == (True, (EX + "Club", EX + "Den"))


@pytest.mark.usefixtures("no_java")
def test_terms_that_nothing_defines_are_named_with_what_uses_them() -> None:
    facts = ":thing a ug:Actoin ; ug:leadBy :team ; ug:ledBy :team ."
    assert check_model(PREFIXES + facts).undefined == ((ug("Actoin"), EX + "thing"), (ug("leadBy"), EX + "thing"))
    assert not check_model(PREFIXES + facts).sound


@pytest.mark.usefixtures("no_java")
def test_classes_under_one_another_are_named_together() -> None:
    facts = ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :A . :D rdfs:subClassOf :A ."
    assert check_model(PREFIXES + OWL + facts).cycles == ((EX + "A", EX + "B", EX + "C"),)


@pytest.mark.usefixtures("no_java")
def test_the_ontology_defines_its_terms_and_has_no_cycle() -> None:
    report = check_model()
    assert (report.undefined, report.cycles) == ((), ())


@pytest.mark.parametrize(
    ("facts", "line", "near"),
    [
        (":thing a ug:Action .\n:thing a unknown:Thing .", 9, "unknown:Thing"),
        (':thing skos:prefLabel "open .', 8, '"open .'),
        (":thing a .", 8, "."),
    ],
    ids=["an unknown prefix", "an open text", "a missing value"],
)
def test_turtle_that_does_not_parse_is_refused_with_its_line(facts: str, line: int, near: str) -> None:
    header = "".join(PREFIXES.splitlines(keepends=True)[1:])
    with pytest.raises(BadTurtle) as caught:
        check_model(header + facts, file="folder/facts.ttl")
    values = caught.value.values
    assert (values["file"], values["line"]) == ("facts.ttl", line)
    assert near in str(values["near"])
    assert str(caught.value).startswith(f"facts.ttl, ligne {line}, ")


def test_the_class_tree_puts_each_class_under_its_own() -> None:
    found = {node.iri: node for node in class_tree()}
    texts = found[ug("ReferenceText")]
    assert [child.iri for child in texts.children] == [ug(name) for name in ("Charter", "LegalText", "Plan", "Report")]
    assert found[ug("Issue")] == ClassNode(ug("Issue"), ())


def test_the_class_tree_holds_every_class_once_or_more() -> None:
    def names(nodes: tuple[ClassNode, ...]) -> set[str]:
        return {node.iri for node in nodes}.union(*(names(node.children) for node in nodes))

    classes = {iri for iri in labels("en") if iri.rsplit("#", 1)[1][0].isupper()}
    assert names(class_tree()) == classes
