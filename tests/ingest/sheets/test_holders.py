"""Who needs or wishes for something: named in full, by first words, or as the leader of the action told of."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]


def _asked(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    labels = {s: o for s, predicate, o in found if predicate == "prefLabel"}
    return [(s.split("|")[-1], p, labels[o]) for s, p, o in found if p in ("hasNeed", "hasWish")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Le pôle jeunesse dit manquer d'un minibus.", ("pole-jeunesse", "hasNeed", "un minibus")),
        ("Il faudrait au pôle jeunesse un minibus.", ("pole-jeunesse", "hasNeed", "un minibus")),
        ("Ce qui manque au pôle jeunesse, c'est un minibus.", ("pole-jeunesse", "hasNeed", "un minibus")),
        ("Le besoin exprimé par le pôle jeunesse est un minibus.", ("pole-jeunesse", "hasNeed", "un minibus")),
        ("Le pôle jeunesse réclame depuis deux ans un minibus.", ("pole-jeunesse", "hasNeed", "un minibus")),
        ("Le pôle jeunesse souhaite, à terme, ouvrir le soir.", ("pole-jeunesse", "hasWish", "ouvrir le soir")),
        ("Le pôle jeunesse appelle de ses vœux une fête.", ("pole-jeunesse", "hasWish", "une fête")),
        ("Enfin, le pôle jeunesse envisage de créer une radio.", ("pole-jeunesse", "hasWish", "créer une radio")),
        ("Les aînés souhaitent un banc.", ("aines", "hasWish", "un banc")),
        ("Les agents, eux, demandent davantage de lampes.", ("agents", "hasNeed", "davantage de lampes")),
        ("Aux familles, il manque une place couverte.", ("familles", "hasNeed", "une place couverte")),
        ("Attentes des familles : un banc.", ("familles", "hasNeed", "un banc")),
        ("Les aînés sont venus. Ils souhaitent un banc.", ("aines", "hasWish", "un banc")),
        ("L’équipe d’animation aurait besoin d’une cour.", ("equipe-d-animation", "hasNeed", "une cour")),
    ],
)
def test_a_subject_that_names_a_body(facts: Facts, text: str, asked: tuple[str, str, str]) -> None:
    assert _asked(facts(f"Note sur la participation\n\n{text}")) == [asked]


def test_two_verbs_of_one_subject(facts: Facts) -> None:
    text = "Note sur la participation\n\nLe pôle jeunesse réclame un local et il espère un jardin."
    assert [(p, o) for _, p, o in _asked(facts(text))] == [("hasNeed", "un local"), ("hasWish", "un jardin")]


@pytest.mark.parametrize(
    "text",
    [
        "Aucun aîné ne souhaite un banc.",
        "Voici ce que les aînés voudraient faire.",
        "Le pôle jeunesse réclame un justificatif.",
        "Le pôle jeunesse souhaite la bienvenue à tous.",
        "Le pôle jeunesse n'a pas besoin de salle.",
        "Le pôle jeunesse déplore le manque de bénévoles.",
        "La ville souhaite développer la participation.",
        "« Le pôle jeunesse a besoin d'un car », dit un parent.",
        "Il faut à chaque jeune un référent.",
    ],
)
def test_nobody_asks_for_anything(facts: Facts, text: str) -> None:
    assert _asked(facts(f"Note sur la participation\n\n{text}")) == []
