"""What the cells of a column are by their shape."""

import pytest

from usagraph.ingest.actions.shapes import are_bodies, are_figures, are_people, are_policies, are_titles, are_users


@pytest.mark.parametrize(
    "values",
    [
        ["Bac à compost", "Bus à la demande"],
        ["Permanences du jeudi soir", "Jardin", "Guide pour les nouveaux venus"],
        ["Consultation des plans de nuit", "Un guichet pour tous"],
    ],
)
def test_titles(values: list[str]) -> None:
    assert are_titles(values)


@pytest.mark.parametrize(
    "values",
    [
        ["Bac à compost"],
        ["Bac à compost", "Bac à compost"],
        ["DPE", "DMO"],
        ["Claire Exemple", "Paul Modèle"],
        ["12 000 €", "8 000 €"],
        ["12/03/2025", "fin juin"],
        ["conception", "évaluation"],
        ["Information", "Consultation"],
        ["habitants", "parents d'élèves"],
        ["a@exemple.fr", "b@exemple.fr"],
        ["A1", "B2"],
    ],
)
def test_no_titles(values: list[str]) -> None:
    assert not are_titles(values)


def test_titles_in_rows_that_follow_one_another() -> None:
    assert are_titles(["Bac à compost", "Bac à compost", "Bus de nuit"], staged=True)
    assert not are_titles(["Bac à compost", "Bus de nuit", "Bac à compost"], staged=True)


def test_bodies_policies_publics_figures_and_people() -> None:
    assert are_bodies(["DPE", "Direction des eaux", "DMO"])
    assert not are_bodies(["Bac à compost", "DMO", "Carte"])
    assert are_policies(["Autonomie", "Culture"])
    assert not are_policies(["Bac à compost", "Carte"])
    assert are_users(["Piétons", "Parents d'élèves"])
    assert not are_users(["CAF", "Association de parents"])
    assert are_figures(["12 %", "4 jours", "1 200 €"])
    assert not are_figures(["2025", "2026"])
    assert are_people(["Claire Exemple", "Paul M."])
    assert not are_people(["Claire Exemple", "Bac à compost"])
