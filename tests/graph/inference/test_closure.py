"""What follows, in which order it is found, how fast, and what is not worth showing twice."""

import time

import pyoxigraph as ox
import pytest

from usagraph.errors import BrokenRule
from usagraph.graph.inference import clauses as clauses_module
from usagraph.graph.inference.clauses import clauses, strata
from usagraph.graph.inference.closure import echoes, follows
from usagraph.ontology.rule import Rule
from usagraph.ontology.terms import ORG, PROV, RDF, concept, ug

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
"""
EX, TYPE = "https://example.org/", RDF + "type"
BUILT = concept("degree", "co-construction")


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)}


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


def chain(length: int, *, closed: bool = False) -> set[ox.Triple]:
    """Places each within the next; closed, the last is within the first."""
    places = [ox.NamedNode(f"{EX}p{n}") for n in range(length if closed else length + 1)]
    within = ox.NamedNode(ug("within"))
    return {ox.Triple(place, within, places[(n + 1) % len(places)]) for n, place in enumerate(places[:length])}


@pytest.mark.parametrize(("length", "closed", "pairs"), [(600, False, 600 * 601 // 2), (300, True, 300 * 300)])
def test_a_transitive_relation_costs_no_more_than_its_pairs(length: int, closed: bool, pairs: int) -> None:
    """Carrying on any pair by any other would take twenty seconds, and a chain of 1,000 minutes."""
    start = time.process_time()
    said = chain(length, closed=closed)
    found = {triple for triple in follows(said) if triple.predicate.value == ug("within")}
    assert len(found | said) == pairs
    assert time.process_time() - start < 4  # half a second on a free machine


def test_what_takes_place_somewhere_does_so_everywhere_around() -> None:
    where = {ox.Triple(ox.NamedNode(EX + "x"), ox.NamedNode(ug("takesPlaceIn")), ox.NamedNode(EX + "p0"))}
    found = follows(chain(50) | where)
    assert len([t for t in found if t.predicate.value == ug("takesPlaceIn")]) == 50


@pytest.mark.parametrize("words", ['"mairie"', '"mairie"@fr', "7"])
def test_words_are_no_thing_that_is_related(words: str) -> None:
    """Nobody conducts anything with a word; the model check says that it is out of place."""
    assert follows(triples(f":a ug:ledBy {words} ; a ug:Action .")) == follows(triples(":a a ug:Action ."))


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
