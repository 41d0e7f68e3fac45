"""Headings that tell a story, and what is chosen or ticked under them."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.headings import meaning, stage_of
from usagraph.ingest.sheets.sheets import read_sheets
from usagraph.ingest.sheets.values import answers_of, degree_first
from usagraph.records import Document


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Qui est à la barre ?", "pilote"),
        ("Familles et voisins concernés", None),
        ("Parents concernés", "public"),
        ("Pour qui nous l'avons fait", "public"),
        ("Ils étaient autour de la table", "partenaires"),
        ("Là où tout est parti", "contexte"),
        ("Ce que nous espérions", "objectif"),
        ("Ce qui nous a soutenus", "leviers"),
        ("Là où ça frotte", "freins"),
        ("Ce qui mérite de la prudence", "vigilance"),
        ("Si c'était à refaire", "refaire"),
        ("Ce qu'y gagnent les agents", "gain-professionnels"),
        ("Ce que les habitants en retirent", "gained-habitants"),
        ("Parole d'un voisin", "elus"),
        ("Ce que cela donne en chiffres", "sigle"),
        ("Niveau de participation, une croix par ligne", "degre"),
        ("Services concernés", None),
        ("Le vent du nord", None),
    ],
)
def test_a_heading_that_tells_a_story_has_its_meaning(words: str, name: str | None) -> None:
    found = meaning(words, "generic")
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Au moment de concevoir", "conception"),
        ("En cours de route", "mise-en-oeuvre"),
        ("À l'heure du bilan", "evaluation"),
        ("Au moment de payer", None),
    ],
)
def test_a_heading_that_carries_its_stage(words: str, stage: str | None) -> None:
    assert stage_of(words) == stage


def test_a_box_ticked_on_a_line_of_its_own_is_the_answer(html: Callable[[str], Document]) -> None:
    document = html(
        "<h2>Intitulé de l'action</h2><p>Le four</p><h2>Service pilote</h2><p>Pôle rural</p><h2>Mode de conduite</h2>"
        "<p>☐ projet</p><p>☒ glissant</p><h2>Public visé</h2><p>Les voisins</p>"
    )
    draft = Draft(document, outline(document))
    asked = next(field for sheet in read_sheets(draft) for field in sheet.fields if field.name == "mode")
    assert any("☒ glissant" in value.words for value in answers_of(draft, asked))


def test_a_degree_is_read_where_the_value_begins_with_it() -> None:
    assert degree_first("Concertation avec ceux qui tiennent les fours du bourg") == ["Concertation"]
    assert degree_first("Aucune concertation avec ceux qui tiennent les fours") == []
