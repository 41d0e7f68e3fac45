"""What headings mean in any house style: labels, variants, typos, questions, points of view."""

import pytest

from usagraph.ingest.sheets.headings import choice_of, meaning, means_nothing, stage_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Objectifs", "objectif"),
        ("1. Objectifs opérationnels de l'action", "objectif"),
        ("Nos principaux partenaires :", "partenaires"),
        ("Public visé (âge, effectif)", "public"),
        ("PUBLICS CIBLES", "public"),
        ("IV - Résultats obtenus", "effets"),
        ("Contexte et enjeux", "contexte"),
        ("Moyens humains et financiers", "budget"),
        ("À qui s'adresse l'action ?", "public"),
        ("Avec qui ?", "partenaires"),
        ("Qui porte le projet ?", "pilote"),
        ("Qu'est-ce qui a coincé ?", "freins"),
        ("Et après ?", "perspectives"),
        ("Qu'est-ce que ça change pour les élus ?", "change-elus"),
        ("Du point de vue des professionnels du social", "viewpoint-professionnels"),
        ("Chez l'agent", "inside-professionnels"),
        ("Place des habitants, étape par étape", "degre"),
    ],
)
def test_a_heading_is_known_in_many_wordings(words: str, name: str) -> None:
    found = meaning(words, "generic")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["Hypothèses", "Qui pilote quoi", "Le public est venu nombreux", "2024", "Sommaire"])
def test_other_words_mean_nothing(words: str) -> None:
    assert meaning(words, "generic", loose=True) is None


def test_a_wrong_letter_is_read_only_where_the_place_tells_a_heading() -> None:
    assert meaning("Partenaires assocés", "generic") is None
    found = meaning("Partenaires assocés", "generic", loose=True)
    assert found is not None
    assert found.name == "partenaires"


def test_headings_of_two_kinds_are_mixed() -> None:
    found = meaning("Freins et leviers", "generic")
    assert found is not None
    assert found.takes == "mixed"


@pytest.mark.parametrize(
    "words", ["Néant", "Sans objet", "Non renseigné", "…", "☐ oui ☐ non", "Personne pour l'instant"]
)
def test_values_that_say_nothing(words: str) -> None:
    assert means_nothing(words)


@pytest.mark.parametrize("words", ["Les aînés", "☐ un projet ☒ une routine", "Personnes âgées"])
def test_values_that_say_something(words: str) -> None:
    assert not means_nothing(words)


@pytest.mark.parametrize(
    ("words", "stage"),
    [("Avant (conception)", "conception"), ("Mise en œuvre", "mise-en-oeuvre"), ("→ Évaluation :", "evaluation")],
)
def test_stages(words: str, stage: str) -> None:
    assert stage_of(words) == stage


def test_the_first_concept_of_a_value_is_chosen() -> None:
    assert choice_of("mode", "Glissant (né comme projet)") == ("glissant", 0, 8)
    assert choice_of("nature", "volontaire, rien n'est obligatoire") == ("volontariste", 0, 10)
    assert choice_of("mode", "Autre") is None
