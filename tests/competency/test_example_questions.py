"""The example questions of the page, asked of the corpus: each has an answer, and the right one where the bank has it."""

from collections.abc import Callable, Sequence

import pytest

from usagraph.graph.asking.answering import Told, answered, counted
from usagraph.graph.asking.asked import ask
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.evidence import support
from usagraph.graph.reading.things import Node
from usagraph.textview import fold
from usagraph.visualisations.question.examples import asked_by, example_states, examples

STATES = {name: state for several in example_states().values() for name, state in several.items()}


def told(service: QueryService, name: str) -> tuple[Told, ...]:
    """The things that answer an example."""
    return answered(service, asked_by(service, STATES[name])).things


def names(values: Sequence[Node | str]) -> list[str]:
    """How things are called in the bank: by their acronyms."""
    return [value if isinstance(value, str) else value.acronym or value.label for value in values]


def expected(bank: dict[str, dict[str, object]], name: str) -> list[str]:
    """The answer of a question of the bank."""
    found = bank[name]["expected"]
    return [str(one) for one in found] if isinstance(found, list) else [str(found)]


def test_every_example_is_offered_and_has_an_answer(service: QueryService) -> None:
    assert {one.name for group in examples(service, "fr") for one in group.examples} == STATES.keys()
    assert len(STATES) >= 30
    assert [name for name in STATES if not told(service, name)] == []


@pytest.mark.parametrize(
    ("example", "question", "row"),
    [
        ("social-life-council", "CQ01", lambda one: one.node.label),
        ("co-building-social", "CQ14", lambda one: one.node.acronym),
        ("consulting", "CQ18", lambda one: one.node.acronym),
        (
            "user-types",
            "CQ25",
            lambda one: "potentiel (invisible)" if one.node.label == "potentiel" else one.node.label,
        ),
        (
            "mandatory-degrees",
            "CQ04",
            lambda one: f"{names(one.values['direction'])[0]} | {names(one.values['degree'])[0]}",
        ),
        ("expertise", "CQ39", lambda one: one.node.label[:3]),
    ],
)
def test_an_example_gives_the_answer_of_the_bank(
    bank: dict[str, dict[str, object]],
    service: QueryService,
    example: str,
    question: str,
    row: Callable[[Told], str],
) -> None:
    assert sorted(fold(row(one)) for one in told(service, example)) == sorted(map(fold, expected(bank, question)))


def test_directions_under_an_obligation_are_those_of_the_bank(
    bank: dict[str, dict[str, object]], service: QueryService
) -> None:
    wanted = {row.partition(" | ")[0] for row in expected(bank, "CQ03")}
    assert {one.node.acronym for one in told(service, "obliged-directorates")} == wanted


def test_counts_are_those_of_the_bank(bank: dict[str, dict[str, object]], service: QueryService) -> None:
    directions = counted(service, asked_by(service, STATES["graded-directorates"])).groups
    assert [str(one.count) for one in directions] == expected(bank, "CQ20")
    groups = counted(service, asked_by(service, STATES["co-building-by-policy"])).groups
    assert {f"{one.value.label} | {one.count}" for one in groups if one.value} == set(expected(bank, "CQ15"))


def test_policies_at_several_degrees_are_those_of_the_bank(
    bank: dict[str, dict[str, object]], service: QueryService
) -> None:
    rows = {one.node.label: set(names(one.values["degree"])) for one in told(service, "policies-degrees")}
    wanted = {row.partition(" | ")[0]: set(row.partition(" | ")[2].split(", ")) for row in expected(bank, "CQ22")}
    assert {name: degrees for name, degrees in rows.items() if len(degrees) > 1} == wanted


def test_who_raises_the_obstacle_is_as_in_the_bank(bank: dict[str, dict[str, object]], service: QueryService) -> None:
    speakers = [name for one in told(service, "professional-user") for name in names(one.values["speaker"])]
    assert sorted(speakers) == sorted(expected(bank, "CQ26"))


def test_what_the_ditp_runs_is_as_in_the_bank(bank: dict[str, dict[str, object]], service: QueryService) -> None:
    asked = ask(service, "networks", having=("runner:public-body/ditp",))
    assert len(answered(service, asked).things) == len(expected(bank, "CQ06"))


def test_a_thing_that_documents_say_has_its_passages(service: QueryService) -> None:
    """Laws and definitions of the reference tables apart, no line is without the words that say so."""
    bare = {}
    for name in STATES:
        things = told(service, name)
        held = support(service, {triple for one in things for triple in one.triples}, most=1)
        without = [one.node.iri for one in things if not any(held[triple].evidence for triple in one.triples)]
        if without and STATES[name]["sur"] not in ("instruments", "obligations", "definitions", "documents"):
            bare[name] = without
    assert bare == {}
