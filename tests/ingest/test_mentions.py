"""What a document speaks of: concepts, public bodies of reference, charters."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Elle parle du pouvoir d’agir.", "concept/pouvoir-d-agir"),
        ("Elle parle du POUVOIR D'AGIR.", "concept/pouvoir-d-agir"),
        ("Elle parle du pou-\nvoir d'agir.", "concept/pouvoir-d-agir"),
        ("Le non-recours recule.", "concept/non-recours"),
        ("Le non recours recule.", "concept/non-recours"),
        ("Des usagères viennent.", "concept/usager"),
        ("Un.e usager.e vient.", "concept/usager"),
        ("Les livrets d'accueil sont prêts.", "instrument/livret-d-accueil"),
    ],
)
def test_a_concept_in_running_text(facts: Facts, sentence: str, concept: str) -> None:
    assert facts(sentence, "mentions.concept") == [("document", "subject", concept)]


@pytest.mark.parametrize("sentence", ["Il a le pouvoir. Il agit.", "Un contrat social.", "Les routes et la culture."])
def test_everyday_words_are_no_concept(facts: Facts, sentence: str) -> None:
    assert facts(sentence, "mentions") == []


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("La CAF aide.", "caf"),
        ("La caisse d’allocations familiales aide.", "caf"),
        ("Les caisses d'allocations familiales aident.", "caf"),
        ("Le Défenseur des droits répond.", "defenseur-des-droits"),
        ("La maison France services ouvre.", "france-services"),
    ],
)
def test_a_body_of_reference(facts: Facts, sentence: str, body: str) -> None:
    term = f"public-body||{body}"
    assert facts(sentence, "mentions.body") == [("document", "references", term), (term, "type", "ug:PublicBody")]


def test_a_word_inside_another_is_no_body(facts: Facts) -> None:
    assert facts("Un café et des cafés, la cafétéria, un Arsenal.", "mentions.body") == []


def test_a_charter_by_its_short_name_is_the_same(facts: Facts) -> None:
    text = "La Charte de la solidarité des aînés est signée.\n\nLa Charte des aînés est lue."
    term = "charter|charte-de-la-solidarite-des-aines"
    assert facts(text, "mentions.charter") == [
        (term, "altLabel", "Charte des aînés"),
        (term, "prefLabel", "Charte de la solidarité des aînés"),
        (term, "type", "ug:Charter"),
        ("document", "references", term),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Une charte est signée.",
        "La charte qui précise les droits.",
        "une charte de la vie commune",
        "la charte graphique",
    ],
)
def test_a_kind_of_charter_is_none(facts: Facts, text: str) -> None:
    assert facts(text, "mentions.charter") == []
