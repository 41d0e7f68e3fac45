"""Questions asked of a small graph: what is chosen is bound, what is lacking lacks, and who says so is told."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import UnknownName
from usagraph.graph.asking.answering import Told, answered, counted
from usagraph.graph.asking.asked import Asked, Condition, ask
from usagraph.graph.asking.choices import choices
from usagraph.graph.asking.forms import form
from usagraph.graph.asking.pattern import listing
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.things import Node

HEAD = """@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
TOLD = """
<graph/one-11111111> {
  <id/action/a> a ug:Action ; ug:hasStep <id/participation-step/a1> , <id/participation-step/a2> ; ug:ledBy <id/directorate/d> ;
    ug:inDomain <voc/policy/social> .
  <id/participation-step/a1> ug:degree <voc/degree/information> ; ug:stage <voc/stage/conception> .
  <id/participation-step/a2> ug:degree <voc/degree/concertation> .
  <id/action/b> a ug:Action ; ug:hasStep <id/participation-step/b1> ; ug:ledBy <id/directorate/d> .
  <id/participation-step/b1> ug:degree <voc/degree/consultation> ; ug:stage <voc/stage/conception> .
  <id/directorate/d> a ug:DepartmentalDirectorate .
  <id/directorate/e> a ug:Directorate .
}
<graph/two-22222222> { <id/action/c> a ug:Action ; ug:ledBy <id/directorate/e> . <id/directorate/e> a ug:Directorate . }
<graph/inferred> { <id/action/a> ug:inDomain <voc/policy/solidarites> . }
<graph/vocabularies> {
  <voc/degree/information> skos:notation "1" . <voc/degree/consultation> skos:notation "2" .
  <voc/degree/concertation> skos:notation "3" . <voc/degree/co-construction> skos:notation "4" .
}
"""
NAMES = {
    **{f"action/{name}": f"Action {name}" for name in "abc"},
    **{f"directorate/{name}": f"Direction {name}" for name in "de"},
}
CONCEPTS = (
    *(f"degree/{name}" for name in ("information", "consultation", "concertation", "co-construction")),
    *("policy/social", "policy/solidarites", "stage/conception"),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """Two documents, what follows from them, and the order of the degrees."""
    root: Path = tmp_path_factory.mktemp("store")
    store = ox.Store(str(root / "live"))
    store.load((HEAD + TOLD).encode(), ox.RdfFormat.TRIG)
    for quad in list(store):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    named = "".join(f'<id/{name}> skos:prefLabel "{label}"@fr .' for name, label in NAMES.items())
    named += "".join(f'<voc/{name}> a skos:Concept ; skos:prefLabel "{name}"@fr .' for name in CONCEPTS)
    store.load((HEAD + named).encode(), ox.RdfFormat.TURTLE)
    store.flush()
    (root / "generations").mkdir()
    store.backup(str(root / "generations" / "1"))
    with QueryService(root, workers=1) as made:
        yield made


def found(service: QueryService, name: str, *having: str, lacking: tuple[str, ...] = (), **more: object) -> list[str]:
    """The ends of the IRIs of the things that answer."""
    asked = ask(service, name, having=having, lacking=lacking, **more)  # type: ignore[arg-type]
    return [one.node.iri.rpartition("/")[2] for one in answered(service, asked).things]


def told(one: Told) -> dict[str, list[str]]:
    """What is told of a thing, by the ends of IRIs."""
    return {
        name: [value.iri.rpartition("/")[2] if isinstance(value, Node) else value for value in values]
        for name, values in one.values.items()
        if values
    }


def test_what_is_asked_together_is_of_the_same_step(small: QueryService) -> None:
    assert found(small, "actions", "stage:stage/conception") == ["a", "b"]
    assert found(small, "actions", "stage:stage/conception", "degree:degree/concertation") == []
    assert found(small, "actions", "stage:stage/conception", "degree:degree/information") == ["a"]


def test_a_degree_or_more(small: QueryService) -> None:
    assert found(small, "actions", "degree:degree/consultation+") == ["a", "b"]
    assert found(small, "actions", "degree:degree/concertation+") == ["a"]
    assert found(small, "actions", "degree:degree/co-construction+") == []


def test_a_value_that_is_said_whichever_it_is_and_one_that_is_not(small: QueryService) -> None:
    assert found(small, "actions", "degree:*") == ["a", "b"]
    assert found(small, "actions", lacking=("degree:*",)) == ["c"]
    assert found(small, "actions", lacking=("degree:degree/concertation", "policy:*")) == ["b", "c"]
    assert found(small, "directions", lacking=("degree:degree/consultation",)) == ["e"]


def test_what_only_follows_is_not_taken_for_said(small: QueryService) -> None:
    assert found(small, "policies") == ["social"]
    assert found(small, "actions", "policy:policy/solidarites") == []


def test_the_documents_that_count(small: QueryService) -> None:
    assert found(small, "actions", documents=("two-22222222",)) == ["c"]
    assert found(small, "actions", "degree:degree/consultation+", documents=("one-11111111",)) == ["a", "b"]


def test_words_are_a_value_and_never_a_part_of_the_query(small: QueryService) -> None:
    hostile = '") } } DROP ALL # \\u0022 ?thing'
    assert found(small, "actions", words="ACTION A") == ["a"]
    assert found(small, "actions", words=hostile) == []
    text = listing(ask(small, "actions", words=hostile), small.base).text
    assert 'FILTER(REGEX(STR(?name), "\\"\\\\)[' in text
    assert "DROP ALL" not in text


@pytest.mark.parametrize("words", ["ACTION A", "àctiôn a", "Action\u00a0A", "ion  a"])
def test_words_are_found_whatever_their_accents_case_and_blanks(small: QueryService, words: str) -> None:
    assert found(small, "actions", words=words) == ["a"]


@pytest.mark.parametrize("words", [".*", "a|b", "(", "[a]", "Action.a"])
def test_words_are_no_expression(small: QueryService, words: str) -> None:
    assert found(small, "actions", words=words) == []


def test_what_is_told_of_a_thing_and_what_says_so(small: QueryService) -> None:
    answer = answered(small, ask(small, "actions", having=("direction:directorate/d",)))
    assert [told(one) for one in answer.things] == [
        {"direction": ["d"], "policy": ["social"], "degree": ["concertation", "information"]},
        {"direction": ["d"], "degree": ["consultation"]},
    ]
    assert [tuple(part.rpartition("/")[2] for part in triple) for triple in answer.things[1].triples] == [
        ("b", "ns#ledBy", "d"),
        ("b1", "ns#degree", "consultation"),
    ]
    assert not answer.truncated


def test_the_query_is_the_one_that_ran(small: QueryService) -> None:
    asked = ask(
        small, "directions", having=("degree:degree/consultation",), lacking=("policy:*",), documents=("one-11111111",)
    )
    assert (
        answered(small, asked).query
        == """PREFIX ug: <https://w3id.org/usagraph/ns#>
SELECT DISTINCT ?thing ?class ?action ?step ?degree ?policy
FROM <https://w3id.org/usagraph/graph/one-11111111>
FROM <https://w3id.org/usagraph/graph/vocabularies>
WHERE {
  VALUES ?degree { <https://w3id.org/usagraph/voc/degree/consultation> }
  VALUES ?class { ug:Directorate ug:DepartmentalDirectorate ug:TerritorialDirectorate ug:ResourceDirectorate }
  ?thing a ?class .
  ?action ug:ledBy ?thing .
  ?action ug:hasStep ?step .
  ?step ug:degree ?degree .
  FILTER NOT EXISTS { ?action_0 ug:ledBy ?thing . ?action_0 ug:inDomain ?policy_0 . }
  OPTIONAL { ?action ug:inDomain ?policy . FILTER NOT EXISTS { GRAPH <https://w3id.org/usagraph/graph/inferred> { ?action ug:inDomain ?policy } } }
}"""
    )


def test_what_several_documents_say_is_found_once() -> None:
    """The engine finds a triple in each graph of FROM: were it joined so, seven copies of three facts would be 343 rows."""
    copies = [f"copy{number}-00000000" for number in range(7)]
    said = "<id/action/a> a ug:Action ; ug:ledBy <id/directorate/d> ; ug:inDomain <voc/policy/social> ."
    store = ox.Store()
    store.load((HEAD + "".join(f"<graph/{one}> {{ {said} }}" for one in copies)).encode(), ox.RdfFormat.TRIG)
    asked = Asked(form("actions"), (Condition("policy"),), documents=tuple(copies))
    query = listing(asked, "https://w3id.org/usagraph").text.replace("SELECT DISTINCT", "SELECT", 1)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[str(value and value.value).rpartition("/")[2] for value in row] for row in found]
    assert rows == [["a", "social", "d", "None", "None"]]


def test_counts_in_all_and_by_a_value(small: QueryService) -> None:
    assert [one.count for one in counted(small, ask(small, "actions")).groups] == [3]
    groups = counted(small, ask(small, "actions", by="degree")).groups
    assert [(one.value and one.value.iri.rpartition("/")[2], one.count) for one in groups] == [
        ("information", 1),
        ("consultation", 1),
        ("concertation", 1),
        (None, 1),
    ]


def test_only_values_that_there_are_can_be_chosen(small: QueryService) -> None:
    degrees = [one.iri.rpartition("/")[2] for one in choices(small, form("actions"), "degree")]
    assert degrees == ["information", "consultation", "concertation"]
    assert [one.label for one in choices(small, form("actions"), "direction")] == ["Direction d", "Direction e"]


def test_what_another_form_asks_is_left_out(small: QueryService) -> None:
    asked = ask(small, "networks", having=("degree:degree/consultation",), lacking=("need:*",), by="policy")
    assert (asked.having, asked.lacking, asked.by) == ((), (), "")


@pytest.mark.parametrize("text", ["degree:degree/none-such", "degree:", "degree", "vocabulary:none-such"])
def test_a_value_that_is_not_there_is_an_unknown_name(small: QueryService, text: str) -> None:
    with pytest.raises(UnknownName):
        ask(small, "actions", having=(text,))


def test_conditions_stand_in_the_order_of_the_sentence(small: QueryService) -> None:
    asked = ask(small, "actions", having=("degree:*", "direction:directorate/d"))
    assert [str(one) for one in asked.having] == ["direction:directorate/d", "degree:*"]
