"""Duties: what texts oblige to, who answers, in which direction, with which actions."""

from collections.abc import Iterator

import pytest

from usagraph.graph.listing.duties import Duty, duties
from usagraph.graph.querying.service import QueryService
from usagraph.settings import Settings
from usagraph.workspace import Workspace


@pytest.fixture(scope="module")
def service(valley: Settings) -> Iterator[QueryService]:
    """The graph of the valley."""
    made = QueryService(Workspace(valley.workspace).store, workers=1)
    yield made
    made.close()


def flat(duty: Duty) -> tuple[object, ...]:
    """Text, duty, whether a document tells of it, and who answers in which direction with which actions at which degree."""
    answers = [
        (
            answer.fact.subject.label,
            [
                (
                    place.direction.acronym,
                    [(one.led.subject.label, [d.object.label for d in one.degrees]) for one in place.actions],
                )
                for place in answer.places
            ],
        )
        for answer in duty.answers
    ]
    return duty.imposed.subject.label if duty.imposed else None, duty.obligation.label, duty.is_told, answers


ANSWERED = [("DRM", [("Dessiner les arrêts", []), ("Écouter les voyageurs", ["consultation"])])]


def test_a_duty_leads_to_who_answers_and_how_far(service: QueryService) -> None:
    assert [flat(one) for one in duties(service)] == [
        ("loi A", "charte des usagers (loi A)", True, []),
        ("loi A", "conseil des usagers (loi A)", True, [("conseil des usagers de la route", ANSWERED)]),
        ("loi B", "guichet (loi B)", False, []),
    ]


def test_each_fact_has_its_passage(service: QueryService) -> None:
    _, duty, _ = duties(service)
    (answer,) = duty.answers
    (place,) = answer.places
    assert duty.imposed
    assert place.fact
    told = [duty.imposed, answer.fact, place.fact, place.actions[0].led, *place.actions[1].degrees]
    assert [fact.evidence[0].exact for fact in told] == [
        "Il est dit ici : loi A, imposes, conseil des usagers (loi A).",
        "Il est dit ici : conseil des usagers de la route, underObligation, conseil des usagers (loi A).",
        "Il est dit ici : conseil des usagers de la route, unitOf, direction des routes et des mobilités.",
        "Il est dit ici : Dessiner les arrêts, ledBy, direction des routes et des mobilités.",
        "Il est dit ici : Écouter les voyageurs, hasDegree, consultation.",
    ]


def test_what_no_document_that_counts_says_is_left_out(service: QueryService) -> None:
    assert duties(service, ("bilan-22222222",)) == ()
    assert len(duties(service, ("note-11111111",))) == 2
