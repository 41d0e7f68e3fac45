"""Territories and places that a document names."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dans le quartier des Blanchisseries, on lave.", ["quartier des Blanchisseries"]),
        (
            "Dans le canton de Brézieux-Nord et dans le pays de la Sourdine.",
            ["canton de Brézieux-Nord", "pays de la Sourdine"],
        ),
        ("Sur la rive sud, on dort.", ["rive sud"]),
        ("La vallée du Thor à l'ouest.", ["vallée du Thor"]),
        ("Le bassin de vie de Vertval s'étend.", ["bassin de vie de Vertval"]),
        ("Sur le territoire, dans les pays voisins et le quartier, un quartier populaire.", []),
        ("Le pays a changé.", []),
        ("À Pont-Vertal et dans le val de Sarze.", ["Pont-Vertal", "val de Sarze"]),
        ("Dans le canton Vertal sud, on dort.", ["canton Vertal sud"]),
        ("Le quartier est calme, le secteur Petite enfance aussi, dit-on à Anne-Lise.", []),
    ],
)
def test_what_is_a_place(facts: Facts, text: str, wanted: list[str]) -> None:
    assert sorted(o for _, p, o in facts(text, "territories") if p == "prefLabel") == wanted


def test_a_commune_with_its_number_is_in_its_departement(facts: Facts) -> None:
    found = facts("À Vertval (47), on rit.", "territories")
    assert ("territory|47|vertval", "within", "territory||departement-lot-et-garonne") in found


def test_a_place_inside_another(facts: Facts) -> None:
    found = facts("Dans le quartier Dravelle à Vertval (33), on rit.", "territories")
    assert ("territory|essai|quartier-dravelle", "within", "territory|33|vertval") in found


def test_the_territory_of_a_departement_is_that_of_reference(facts: Facts) -> None:
    found = facts("Sur le territoire de la Drôme, on rit.", "territories")
    assert {s for s, p, _ in found if p == "type"} == {"territory||departement-drome"}


def test_a_territorial_direction_covers_its_territory(facts: Facts) -> None:
    found = facts("Le territoire des Monts (TMO) agit.", "territories.covers")
    assert ("directorate|essai|tmo", "covers", "territory|essai|monts") in found
