"""The rules, run to fixpoint as they stand on a graph small enough to read; and rules that are refused."""

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from usagraph.errors import BrokenRule
from usagraph.graph.inference.closure import follows
from usagraph.messages import LANGUAGES
from usagraph.ontology.load import labels, ontology_ntriples
from usagraph.ontology.rule import Rule, read_rule, rules
from usagraph.ontology.terms import ug

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
PREFIX policy: <https://w3id.org/usagraph/voc/policy/>
PREFIX position: <https://w3id.org/usagraph/voc/user-position/>
PREFIX mode: <https://w3id.org/usagraph/voc/mode/>
"""
FACTS = """
policy:social skos:broader policy:solidarites .
:village ug:within :valley . :valley ug:within :massif .
:act ug:imposes :duty . :duty a ug:Obligation . :rule a ug:Obligation ; ug:imposedBy :code .

:built a ug:Action ; ug:hasStep :built1 ; ug:inDomain policy:social ; ug:takesPlaceIn :village ; ug:ledBy :team .
:built1 a ug:ParticipationStep ; ug:degree degree:co-construction ; ug:involves :parents ; ug:usesMethod :workshop .
:team a ug:ResourceDirectorate ; ug:inPole :pole .

:asked a ug:Action ; ug:inDomain policy:routes-mobilites ; ug:underObligation :duty ; ug:supportedBy :lab .
:asked1 a ug:ParticipationStep ; ug:stepOf :asked ; ug:degree degree:concertation ; ug:involves :staff .
:staff ug:userPosition position:interne .

:told a ug:Action ; ug:hasStep :told1 ; ug:inDomain policy:social ; ug:mode mode:projet ; ug:subActionOf :asked .
:told1 a ug:ParticipationStep ; ug:degree degree:information .

:offered a ug:Action ; ug:inDomain policy:culture ; ug:subActionOf :told .
:council a ug:GovernanceBody ; ug:underObligation :rule .
:known a ug:SocialCoConstruction .
"""
INFERRED = """
:village ug:within :massif ; dct:isPartOf :valley, :massif . :valley dct:isPartOf :massif .
:duty a prov:Entity ; ug:imposedBy :act . :code ug:imposes :rule . :rule a prov:Entity .

:built ug:hasDegree degree:co-construction ; ug:associates :parents ; ug:usesMethod :workshop ;
  ug:inDomain policy:solidarites ; ug:takesPlaceIn :valley, :massif ; prov:atLocation :village, :valley, :massif ;
  prov:wasAssociatedWith :team ; a prov:Activity ;
  a ug:UserAssociatingAction, ug:CoConstructionAction, ug:SocialCoConstruction, ug:HighDegreeAction .
:built1 a prov:Activity ; ug:stepOf :built .
:team a ug:DepartmentalDirectorate, ug:Directorate, org:OrganizationalUnit, org:Organization, prov:Agent ;
  ug:leads :built ; org:unitOf :pole .

:asked ug:hasStep :asked1 ; ug:hasDegree degree:concertation ; ug:associates :staff ; ug:mandatedBy :act ;
  ug:hasPartner :lab ; prov:wasAssociatedWith :lab ; a prov:Activity ;
  a ug:UserAssociatingAction, ug:HighDegreeAction, ug:StatutoryParticipation, ug:InternalUserAction .
:asked1 a prov:Activity .

:told ug:hasDegree degree:information ; ug:inDomain policy:solidarites ; a prov:Activity ;
  a ug:UserAssociatingAction, ug:ProjectModeAction .
:told1 a prov:Activity ; ug:stepOf :told .

:offered ug:subActionOf :asked ; a prov:Activity .
:council ug:mandatedBy :code ; a ug:StatutoryParticipation, org:OrganizationalCollaboration, org:Organization, prov:Agent .
:known a ug:CoConstructionAction, ug:HighDegreeAction, ug:Action, prov:Activity ;
  ug:hasDegree degree:co-construction ; ug:inDomain policy:social, policy:solidarites .
"""
#: Rules that are refused: what they conclude, from what, and what the error names.
BROKEN = {
    "makes a term": ("?action ug:hasDegree ?new", "?action a ug:Action", "bad.rq", "?new"),
    "makes a nameless thing": ("[] ug:hasDegree ?degree", "?step ug:degree ?degree", "bad.rq", "∉ ?x"),
    "concludes twice": ("?a ug:leads ?b . ?b ug:ledBy ?a", "?a ug:leads ?b", "bad.rq", "2 ⇐ 1"),
    "reads nothing": ("ug:Action a ug:Action", "", "bad.rq", "1 ⇐ 0"),
    "is more than patterns": ("?a a ug:Action", "?a ug:hasStep ?b OPTIONAL { ?b ug:degree ?c }", "bad.rq", "CONSTRUCT"),
    "is not SPARQL": ("?a a ug:Action", "?a ug:hasStep", "bad.rq:5", "?a ug:hasStep"),
    "names an unknown relation": ("?a a ug:Action", "?a ug:hasSteep ?b", "bad.rq:5", "ug:hasSteep"),
    "names an unknown class": ("?a a ug:Actoin", "?a ug:hasStep ?b", "bad.rq:4", "ug:Actoin"),
    "names an unknown concept": (
        *("?a a ug:Action", "VALUES ?d { <https://w3id.org/usagraph/voc/degree/none> } ?a ug:hasDegree ?d"),
        *("bad.rq:5", "voc:degree/none"),
    ),
    "names an unknown borrowed term": (
        *("?a <http://www.w3.org/ns/org#unitof> ?b", "?a ug:inPole ?b", "bad.rq:4", "org:unitof"),
    ),
    "has an unknown prefix": ("?a other:leads ?b", "?a ug:leads ?b", "bad.rq:4", "other:leads"),
}


def read(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)}


def run_to_fixpoint(facts: set[Triple]) -> set[Triple]:
    """What the queries give, run one after the other by the engine, the ontology in a graph of its own."""
    store = Store()
    store.load(ontology_ntriples(), RdfFormat.N_TRIPLES, to_graph=NamedNode("https://example.org/graph/ontology"))
    store.extend(Quad(*triple) for triple in facts)
    size = -1
    while len(store) != size:
        size = len(store)
        for rule in rules():
            found = store.query(rule.query)
            assert isinstance(found, QueryTriples)
            # A class without a name concludes nothing that could be asked for.
            store.extend([Quad(*triple) for triple in found if not isinstance(triple.object, BlankNode)])
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_the_rules_give_these_statements_and_no_other() -> None:
    assert follows(read(FACTS)) == read(INFERRED)


def test_the_queries_give_the_same_as_they_stand() -> None:
    assert run_to_fixpoint(read(FACTS)) - read(FACTS) == read(INFERRED)


def test_the_queries_give_the_same_on_circles_and_on_long_chains() -> None:
    """Where the rules are applied otherwise than they stand: step by step along a transitive relation."""
    circle = " ".join(f":c{n} ug:within :c{(n + 1) % 5} ." for n in range(5))
    chain = " ".join(f":p{n} ug:subActionOf :p{n + 1} ." for n in range(9))
    both = f"{circle} {chain} :c2 ug:within :out . :p0 ug:takesPlaceIn :c0 ; a ug:Action ; ug:hasStep :s ."
    assert run_to_fixpoint(read(both)) - read(both) == follows(read(both))


def test_the_rules_add_nothing_to_what_they_gave() -> None:
    assert follows(read(FACTS) | read(INFERRED)) == set()


def test_the_rules_say_nothing_of_an_empty_graph() -> None:
    assert follows(set()) == set()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_has_two_titles_and_names_only_known_terms(rule: Rule) -> None:
    assert rule.title_fr != rule.title_en
    assert all(title and not title.startswith("PREFIX") for title in (rule.title_fr, rule.title_en))
    assert {ug(name) for name in re.findall(r"\bug:(\w+)", rule.query)} <= set(labels("fr"))


@pytest.mark.parametrize("why", BROKEN)
def test_a_rule_that_might_not_end_or_cannot_be_read_is_refused(tmp_path: Path, why: str) -> None:
    head, body, where, detail = BROKEN[why]
    path = tmp_path / "bad.rq"
    path.write_text(
        f"# Titre\n# Title\nPREFIX ug: <{ug('')}>\nCONSTRUCT {{ {head} }}\nWHERE {{ {body} }}\n", encoding="utf-8"
    )
    with pytest.raises(BrokenRule) as refusal:
        read_rule(path)
    assert refusal.value.values["where"] == where
    assert detail in str(refusal.value.values["detail"])
    for lang in LANGUAGES:
        assert where in refusal.value.say(lang)
        assert "{" not in refusal.value.say(lang).replace(str(refusal.value.values["detail"]), "")


def test_a_rule_without_titles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_text("CONSTRUCT { ?a ?p ?b }\nWHERE { ?b ?p ?a }\n", encoding="utf-8")
    with pytest.raises(BrokenRule):
        read_rule(path)


def test_the_rules_are_these() -> None:
    assert [rule.name for rule in rules()] == [
        "associates",
        "co-construction-action",
        "defined-class",
        "defined-value",
        "has-degree",
        "high-degree-action",
        "in-domain-broader",
        "internal-user-action",
        "inverse",
        "inverse-back",
        "mandated-by",
        "project-mode-action",
        "social-co-construction",
        "statutory-participation",
        "subclass",
        "subproperty",
        "takes-place-in",
        "transitive",
        "user-associating-action",
        "uses-method",
    ]
