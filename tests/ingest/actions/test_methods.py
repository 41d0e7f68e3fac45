"""Methods told away from the sentences that name the one action of a document."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]

NOTE = "Note\n\nL'action « Quai ouvert » est portée par le pôle phares.\n\n{}\n"


def _methods(found: list[tuple[str, str, str]]) -> list[str]:
    return sorted(o.rpartition("/")[2] for _, predicate, o in found if predicate == "usesMethod")


def test_the_only_action_of_a_document(facts: Facts) -> None:
    told = "Un questionnaire a été remis à chacun, puis trois ateliers ont suivi."
    assert _methods(facts(NOTE.format(told))) == ["atelier", "enquete-par-questionnaire"]


@pytest.mark.parametrize(
    "told",
    ["Il faudrait un questionnaire.", "Autre chose : « Banc neuf » est portée par le pôle quais. Trois ateliers."],
)
def test_what_is_wished_for_or_of_several_actions(facts: Facts, told: str) -> None:
    assert _methods(facts(NOTE.format(told))) == []
