"""Why a statement holds: every way and no circle, in a time that grows with the way there."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.inference import reasons
from usagraph.graph.inference.clauses import Statement
from usagraph.graph.inference.closure import follows
from usagraph.graph.inference.reasons import Derivation, explain
from usagraph.graph.provenance import graph_iri
from usagraph.graph.querying.service import QueryService
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE, RDF, concept, ug

Open = Callable[[str], QueryService]

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
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens facts: in a graph of a document, what follows from them in the other, and all in the default graph."""
    with ExitStack() as stack:
        yield lambda facts: stack.enter_context(QueryService(_stored(tmp_path_factory.mktemp("why"), facts), workers=1))


def _stored(root: Path, facts: str) -> Path:
    said = triples(facts)
    with EmbeddedStore(root) as store:
        for name, held in (("note", said), ("inferred", follows(said))):
            places = (ox.NamedNode(graph_iri(BASE, name)), ox.DefaultGraph())
            store.extend(ox.Quad(t.subject, t.predicate, t.object, place) for t in held for place in places)
        store.publish()
    return root


@pytest.fixture(scope="module")
def service(opened: Open) -> QueryService:
    return opened(FACTS)


def why(service: QueryService, *statement: str) -> list[tuple[str, tuple[Statement, ...]]]:
    subject, predicate, object_ = statement
    return [(way.rule.name, way.premises) for way in explain(service, (subject, predicate, object_))]


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


# Circles and long ways


def ring(length: int) -> str:
    return " ".join(f":p{n} ug:within :p{(n + 1) % length} ." for n in range(length))


@pytest.mark.parametrize("length", [6, 40])
def test_a_circle_is_explained_in_the_end(opened: Open, length: int) -> None:
    """Looking along every path would never end, for six places already."""
    service = opened(ring(length))
    start = time.monotonic()
    assert why(service, EX + "p0", ug("within"), f"{EX}p{length - 1}") == [
        ("transitive", ((EX + "p0", ug("within"), f"{EX}p{length - 2}"), said(length - 2, length - 1)))
    ]
    assert why(service, EX + "p0", ug("within"), EX + "p0") == [
        ("transitive", ((EX + "p0", ug("within"), f"{EX}p{length - 1}"), said(length - 1, 0)))
    ]
    assert time.monotonic() - start < 10


def said(one: int, other: int) -> Statement:
    return f"{EX}p{one}", ug("within"), f"{EX}p{other}"


def test_a_long_way_is_looked_along_once(opened: Open) -> None:
    service = opened(" ".join(f":p{n} ug:within :p{n + 1} ." for n in range(120)))
    asked = 0
    select = service.select

    def counted(text: str) -> list[dict[str, str]]:
        nonlocal asked
        asked += 1
        return select(text)

    service.select = counted  # type: ignore[assignment, method-assign]
    assert why(service, *said(0, 120)) == [("transitive", (said(0, 119), said(119, 120)))]
    assert asked <= 5 * 120


def test_a_way_too_long_to_look_along_is_taken_as_the_graph_has_it(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasons, "LIMIT", 5)
    service = opened(" ".join(f":p{n} ug:within :p{n + 1} ." for n in range(30)))
    assert why(service, *said(0, 30)) == [("transitive", (said(0, 29), said(29, 30)))]
