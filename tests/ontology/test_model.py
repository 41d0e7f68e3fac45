"""The ontology before HermiT, alone and with small facts."""

import pytest

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


def test_without_java_the_report_says_that_nobody_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "has_java", lambda: False)
    report = check_model()
    assert (report.reasoner, report.consistent) == (None, None)


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
