"""Headings that tell a story, and what is chosen or ticked under them."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.headings import choice_of, meaning, stage_of
from usagraph.ingest.sheets.sheets import read_sheets
from usagraph.ingest.sheets.values import Value, answers_of, degree_first, parts_of
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
        ("Moyens qui font défaut", "besoins"),
        ("Les moyens qui nous manquent", "besoins"),
        ("Moyens mobilisés", "budget"),
        ("Appuis souhaités", "besoins"),
        ("Suites espérées", "souhaits"),
        ("Pour la suite, nous aimerions", "souhaits"),
        ("Nous voulions", "objectif"),
        ("Nous voudrions", "souhaits"),
        ("L'effet recherché", "objectif"),
        ("Ce qui conditionne la réussite", "reussite"),
        ("À refaire", "reussite"),
        ("Façon de conduire", "mode"),
        ("Façon de faire", "mise_en_place"),
        ("Ce sur quoi nous avons buté", "freins"),
        ("Ce sur quoi nous comptons", "leviers"),
        ("Erreurs à éviter", "vigilance"),
        ("Ce que l'action apporte aux agents", "change-professionnels"),
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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tenue par", "pilote"),
        ("Entre les mains de", "pilote"),
        ("L'équipe qui la mène", "pilote"),
        ("Compétence exercée", "politique"),
        ("Ce qui est en cause", "enjeu"),
        ("Le cœur du problème", "enjeu"),
        ("Qui nous a prêté la main", "partenaires"),
        ("Celles et ceux qui nous ont aidés", "partenaires"),
        ("Ce qui nous a aidés", "leviers"),
        ("Manière de mener l'affaire", "mode"),
        ("Qui cela regarde", "public"),
        ("Où nous allions", "objectif"),
        ("Ce qui a grincé", "freins"),
        ("Nos chances", "leviers"),
        ("Ce que nous réclamons", "besoins"),
        ("Leur mot à dire", "degre"),
        ("Ce que disent les compteurs", "sigle"),
        ("Structures associées au projet", "partenaires"),
        ("À quoi sert la démarche", "objectif"),
        ("Points d'achoppement", "freins"),
        ("La participation, étape par étape", "degre"),
        ("Unité de soins", "pilote"),
        ("Tenue correcte", None),
        ("Ce que disent les voisins", None),
        ("Compétences requises", None),
    ],
)
def test_other_headings_that_tell_a_story(words: str, name: str | None) -> None:
    found = meaning(words, "generic")
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("D'abord un projet, passé au courant en mai", "glissant"),
        ("Expérimentation devenue permanente", "glissant"),
        ("Dans le courant du service, sans chef de projet", "activite-courante"),
        ("Conduite de projet", "projet"),
        ("Le lundi", None),
    ],
)
def test_the_mode_that_a_value_chooses(words: str, mode: str | None) -> None:
    found = choice_of("mode", words)
    assert (found and found[0]) == mode


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Les jeunes du plateau et les habitants du bourg", 1),
        ("Enfants de quatre ans et riverains", 2),
        ("Riverains et commerçants du bourg, transporteurs", 2),
        ("Parents d'élèves, collégiens, équipes éducatives", 1),
        ("Habitants du bourg, et jeunes de 16 ans ; commerçants", 3),
    ],
)
def test_the_groups_of_people_that_a_value_names(html: Callable[[str], Document], words: str, parts: int) -> None:
    document = html(f"<p>{words}</p>")
    draft = Draft(document, outline(document))
    block = document.blocks[0]
    assert len(parts_of(draft, Value(words, ((block.start, block.end),)), True)) == parts
