"""What is an effect under its heading, and whose view it is."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

SHEET = "# Le four\n\nPilote : DAC\n\nPublic : {public}\n\nEnjeu : Manger\n\nMode : projet\n\nPolitique publique : Routes\n\n{effects}\n"


def _effects(found: list[tuple[str, str, str]]) -> list[tuple[str, str | None]]:
    views = {s: o.split("/")[-1] for s, p, o in found if p == "viewpoint"}
    return sorted((o, views.get(s)) for s, p, o in found if p == "prefLabel" and s.startswith("effect|"))


@pytest.mark.parametrize(
    ("public", "view"),
    [("Les riverains", "habitants"), ("Les 12 agents", "professionnels"), ("Familles", "personnes-accompagnees")],
)
def test_the_user_of_a_heading_is_the_public_of_the_sheet(markdown: Read, facts: Facts, public: str, view: str) -> None:
    document = markdown(SHEET.format(public=public, effects="Chez l'usager : moins d'attente"))
    assert _effects(facts(document)) == [("moins d'attente", view)]


def test_people_alone_under_a_heading_of_effects(markdown: Read, facts: Facts) -> None:
    effects = "Résultats\n\nHabitants : on se salue\n\nSoignants : on s'appelle"
    document = markdown(SHEET.format(public="Les riverains", effects=effects))
    assert _effects(facts(document)) == [("on s'appelle", "professionnels"), ("on se salue", "habitants")]


def test_figures_and_words_of_somebody_are_no_effects(markdown: Read, facts: Facts) -> None:
    effects = (
        "Chez les habitants\n\nOn se salue.\n\nLes plaintes sont passées de 40 à 12 par mois.\n\n"
        "« Je reviens chaque lundi, dit-elle. » (une voisine)"
    )
    document = markdown(SHEET.format(public="Les riverains", effects=effects))
    assert _effects(facts(document)) == [("On se salue", "habitants")]
