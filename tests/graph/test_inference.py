"""What follows, in which order it is found, why, and what is not worth showing twice."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from usagraph.errors import BrokenRule
from usagraph.graph import clauses as clauses_module
from usagraph.graph.clauses import clauses, strata
from usagraph.graph.inference import Derivation, Statement, echoes, explain, follows
from usagraph.graph.provenance import graph_iri
from usagraph.graph.sparql import QueryService
from usagraph.graph.store import EmbeddedStore
from usagraph.ontology.rule import Rule
from usagraph.ontology.terms import BASE, ORG, PROV, RDF, concept, ug

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
"""
EX, TYPE = "https://example.org/", RDF + "type"
BUILT = concept("degree", "co-construction")
FACTS = """
:garden a ug:Action ; ug:hasStep :plan, :dig ; ug:ledBy :parks ; ug:takesPlaceIn :square .
:plan a ug:ParticipationStep ; ug:degree degree:co-construction .
:dig a ug:ParticipationStep ; ug:degree degree:co-construction .
:square ug:within :town . :town ug:within :valley . :valley ug:within :square .
:parks a ug:TerritorialDirectorate .
"""


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """The facts in a graph of a document, what follows from them in the other, and all in the default graph."""
    root = tmp_path_factory.mktemp("explained")
    said = triples(FACTS)
    with EmbeddedStore(root) as store:
        for name, held in (("note", said), ("inferred", follows(said))):
            graph = ox.NamedNode(graph_iri(BASE, name))
            places = (graph, ox.DefaultGraph())
            store.load(ox.Quad(t.subject, t.predicate, t.object, place) for t in held for place in places)
        store.publish()
    with QueryService(root, workers=1) as made:
        yield made


def why(service: QueryService, *statement: str) -> list[tuple[str, tuple[Statement, ...]]]:
    subject, predicate, object_ = statement
    return [(way.rule.name, way.premises) for way in explain(service, (subject, predicate, object_))]


# In which order


def test_a_clause_comes_after_those_that_give_what_it_reads() -> None:
    given: set[str] = set()
    every = {clause.gives for clause in clauses()}
    for stratum in strata():
        together = {clause.gives for clause in stratum.clauses}
        for clause in stratum.clauses:
            assert (clause.reads & every) - together <= given, clause
        given |= together
    assert sum(len(stratum.clauses) for stratum in strata()) == len(clauses())


def test_clauses_are_applied_again_only_where_they_feed_one_another() -> None:
    for stratum in strata():
        together = {clause.gives for clause in stratum.clauses}
        assert stratum.circle == any(together & clause.reads for clause in stratum.clauses)
    assert sum(len(stratum.clauses) for stratum in strata() if not stratum.circle) > len(clauses()) / 2


def test_a_circle_of_facts_comes_to_an_end() -> None:
    around = {f"<{EX}{a}> <{ug('within')}> <{EX}{b}>" for a in ("a", "b", "c") for b in ("a", "b", "c")}
    found = follows(triples(":a ug:within :b . :b ug:within :c . :c ug:within :a ."))
    assert around <= {str(triple) for triple in found} | {
        str(t) for t in triples(":a ug:within :b . :b ug:within :c . :c ug:within :a .")
    }


def test_a_long_chain_is_followed_to_its_end() -> None:
    links = " ".join(f":p{n} ug:within :p{n + 1} ." for n in range(60))
    found = [triple for triple in follows(triples(links)) if triple.predicate.value == ug("within")]
    assert len(found) == 60 * 61 // 2 - 60


def test_a_rule_that_could_conclude_any_relation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    loose = Rule("loose", "Tout", "All", "", "", ("?a", "?relation", "?b"), (("?b", "?relation", "?a"),))
    monkeypatch.setattr(clauses_module, "rules", lambda: (loose,))
    clauses.cache_clear()
    try:
        with pytest.raises(BrokenRule) as refusal:
            clauses()
        assert refusal.value.values["where"] == "loose.rq"
    finally:
        clauses.cache_clear()


# Why


def test_each_way_in_which_a_statement_follows_is_given_with_its_premises(service: QueryService) -> None:
    assert why(service, EX + "garden", ug("hasDegree"), BUILT) == [
        ("has-degree", ((EX + "garden", ug("hasStep"), EX + step), (EX + step, ug("degree"), BUILT)))
        for step in ("dig", "plan")
    ]


def test_no_reason_rests_on_what_it_explains(service: QueryService) -> None:
    """A co-construction action has that degree by definition, and is one only by that degree."""
    ways = why(service, EX + "garden", ug("hasDegree"), BUILT)
    assert ways
    assert all((EX + "garden", TYPE, ug("CoConstructionAction")) not in premises for _, premises in ways)
    assert why(service, EX + "garden", TYPE, ug("Action")) == []


def test_a_premise_that_is_itself_inferred_can_be_asked_about(service: QueryService) -> None:
    (name, premises), *_ = why(service, EX + "garden", TYPE, ug("CoConstructionAction"))
    assert (name, premises[1]) == ("co-construction-action", (EX + "garden", ug("hasDegree"), BUILT))
    assert why(service, *premises[1])


def test_a_rule_for_all_axioms_names_the_statement_it_starts_from(service: QueryService) -> None:
    assert why(service, EX + "parks", ug("leads"), EX + "garden") == [
        ("inverse", ((EX + "garden", ug("ledBy"), EX + "parks"),))
    ]
    assert why(service, EX + "parks", TYPE, ug("Directorate")) == [
        ("subclass", ((EX + "parks", TYPE, ug("TerritorialDirectorate")),))
    ]


def test_a_circle_of_facts_is_explained_from_what_is_said(service: QueryService) -> None:
    ways = why(service, EX + "square", ug("within"), EX + "valley")
    assert (
        "transitive",
        ((EX + "square", ug("within"), EX + "town"), (EX + "town", ug("within"), EX + "valley")),
    ) in ways


def test_every_inferred_statement_has_a_reason(service: QueryService) -> None:
    rows = service.select("SELECT ?s ?p ?o { GRAPH ?inferred { ?s ?p ?o } }", inferred=graph_iri(BASE, "inferred"))
    assert len(rows) > 20
    assert [row for row in rows if not explain(service, (row["s"], row["p"], row["o"]))] == []


def test_nothing_explains_what_does_not_follow(service: QueryService) -> None:
    assert explain(service, (EX + "parks", ug("hasDegree"), BUILT)) == []


def test_a_reason_has_a_sentence_in_both_languages(service: QueryService) -> None:
    (way, *_) = explain(service, (EX + "garden", ug("hasDegree"), BUILT))
    assert isinstance(way, Derivation)
    assert way.rule.title_fr == "Le degré d'une étape est un degré de son action"
    assert way.rule.title_en == "The degree of a step is a degree of its action"


# What is not shown twice

LED, LEADS = (EX + "a", ug("ledBy"), EX + "d"), (EX + "d", ug("leads"), EX + "a")
WITH = (EX + "a", PROV + "wasAssociatedWith", EX + "d")


def test_the_inverse_and_the_wider_relation_echo_what_is_said() -> None:
    assert echoes({LED: False, LEADS: True, WITH: True}) == {LEADS, WITH}
    assert echoes({LED: True, LEADS: False, WITH: True}) == {LED, WITH}


def test_of_two_inferred_echoes_one_is_kept() -> None:
    assert echoes({LED: True, LEADS: True}) == {LEADS}


def test_what_is_said_or_stands_alone_is_no_echo() -> None:
    assert echoes({LED: False, LEADS: False, WITH: False}) == set()
    assert echoes({LEADS: True, WITH: True}) == set()


def test_a_class_or_a_chain_is_no_echo() -> None:
    degree = (EX + "a", ug("hasDegree"), BUILT)
    kinds = {(EX + "d", TYPE, ug("TerritorialDirectorate")): False, (EX + "d", TYPE, ORG + "OrganizationalUnit"): True}
    assert echoes({degree: True, (EX + "a", TYPE, ug("CoConstructionAction")): True, **kinds}) == set()
