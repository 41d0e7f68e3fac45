"""Bodies and how often they meet."""

from collections.abc import Callable

import pytest

from usagraph.ingest.governance import period

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "duration", "told"),
    [
        ("se reunit toutes les six semaines", "P6W", "toutes les six semaines"),
        ("se reunit tous les 15 jours", "P15D", "tous les 15 jours"),
        ("se reunit tous les trois mois", "P3M", "tous les trois mois"),
        ("tous les deux ans", "P2Y", "tous les deux ans"),
        ("une fois par trimestre", "P3M", "une fois par trimestre"),
        ("une fois par an", "P1Y", "une fois par an"),
        ("deux fois par an", "P6M", "deux fois par an"),
        ("4 fois par an", "P3M", "4 fois par an"),
        ("deux fois par mois", "P2W", "deux fois par mois"),
        ("chaque mois", "P1M", "chaque mois"),
        ("tous les semestres", "P6M", "tous les semestres"),
        ("une instance mensuelle", "P1M", "mensuelle"),
        ("des reunions hebdomadaires", "P1W", "hebdomadaires"),
    ],
)
def test_rhythms(words: str, duration: str, told: str) -> None:
    found = period(words)
    assert found is not None
    assert (found[0], words[slice(*found[1:])]) == (duration, told)


@pytest.mark.parametrize("words", ["chaque fois", "un mois plus tard", "une fois", "toutes les personnes"])
def test_no_rhythm(words: str) -> None:
    assert period(words) is None


def test_a_body_that_meets(facts: Facts) -> None:
    body = "governance-body|essai|comite-des-usagers"
    assert facts("Le comité des usagers se réunit deux fois par an.", "governance") == [
        (body, "meetsEvery", "P6M"),
        (body, "prefLabel", "comité des usagers"),
        (body, "type", "ug:GovernanceBody"),
    ]


def test_a_body_called_by_its_acronym_is_the_same(facts: Facts) -> None:
    text = "Le comité de pilotage (Copil) décide.\n\nLe Copil se réunit chaque mois."
    body = "governance-body|essai|copil"
    assert facts(text, "governance", "glossary") == [
        (body, "acronym", "Copil"),
        (body, "meetsEvery", "P1M"),
        (body, "prefLabel", "comité de pilotage"),
        (body, "type", "ug:GovernanceBody"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le comité des usagers publie un bulletin chaque mois.",
        "Les voisins se réunissent chaque mois.",
        "Le comité des usagers se réunit parfois.",
        "Le comité des usagers se réunit. Chaque mois, un bulletin paraît.",
    ],
)
def test_no_body_that_meets(facts: Facts, text: str) -> None:
    assert facts(text, "governance") == []
