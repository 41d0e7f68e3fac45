"""Actions that are chapters of a note or a report."""

from collections.abc import Callable

import pytest

from usagraph.records import Document

Read = Callable[[str], Document]
Facts = Callable[..., list[tuple[str, str, str]]]

CARDS = """# Note au comité

La direction de la mer (DIM) et le service de la relation (SRE) écrivent.

## Chantier par chantier

### Le quai partagé

Direction : DIM - Politique publique : Tourisme

À la conception, pêcheurs et promeneurs ont tracé ensemble le chemin : c'est une co-construction. À la réalisation, les
riverains ont été informés. Le quai est géré en mode projet. Deux marches exploratoires ont précédé les plans.

### Mon bac du soir

Direction : SRE | Politique publique : Transports

Conception : consultation. Évaluation : information. Le bac tourne désormais en activité courante.

## Ce que la note retient

La DIM pilote la démarche d'ensemble.
"""


def test_a_heading_with_a_line_of_labels(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(CARDS), "prose")
    assert sorted(o for s, p, o in found if p == "prefLabel" and s.startswith("action|")) == [
        "Le quai partagé",
        "Mon bac du soir",
    ]
    assert sorted(o.rpartition("|")[2] for _, p, o in found if p == "ledBy") == ["dim", "sre"]
    assert sorted(o for _, p, o in found if p == "mode") == ["mode/activite-courante", "mode/projet"]
    assert [o for _, p, o in found if p == "usesMethod"] == ["method/marche-exploratoire"]
    assert sorted(s.rpartition("|")[2] for s, p, _ in found if p == "degree") == [
        "conception-co-construction",
        "conception-consultation",
        "evaluation-information",
        "mise-en-oeuvre-information",
    ]


@pytest.mark.parametrize(
    ("heading", "below", "title", "leader"),
    [
        ("3.1 Le kiosque rouvert (DIM)", "Le kiosque a rouvert en avril.", "Le kiosque rouvert", "dim"),
        ("Projet « Goutte »", "Porté par la direction de la mer, ce projet avance.", "Goutte", "dim"),
        ("Action n° 2 – Les bancs", "C'est la DIM qui pilote ce projet.", "Les bancs", "dim"),
        ("Les bancs verts", "Elle est portée par la DIM.", "Les bancs verts", "dim"),
        ("Les bancs verts", "Pilote : DIM", "Les bancs verts", "dim"),
    ],
)
def test_who_leads_below_a_heading_of_actions(
    markdown: Read, facts: Facts, heading: str, below: str, title: str, leader: str
) -> None:
    text = f"# Rapport\n\nLa direction de la mer (DIM) écrit.\n\n## Les projets suivis\n\n### {heading}\n\n{below}\n"
    found = [fact for fact in facts(markdown(text), "prose.chapter") if fact[0].startswith("action|")]
    assert [o for _, p, o in found if p == "prefLabel"] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


@pytest.mark.parametrize(
    ("above", "heading", "below"),
    [
        ("Contexte", "Les bancs verts", "Elle est portée par la DIM."),
        ("Pistes d'actions", "Les bancs verts", "Elle est portée par la DIM."),
        ("Les projets suivis", "Contexte", "Elle est portée par la DIM."),
        ("Les projets suivis", "Qui tient la barre", "C'est la DIM qui pilote ce projet."),
        ("Les projets suivis", "Les bancs verts", "Une enquête menée par la DIM a été lue."),
        ("Les projets suivis", "Les bancs verts", "Le banc est vert."),
        ("Contacts", "Le guichet", "Direction : DIM"),
    ],
)
def test_headings_that_are_no_actions(markdown: Read, facts: Facts, above: str, heading: str, below: str) -> None:
    text = f"# Rapport\n\nLa direction de la mer (DIM) écrit.\n\n## {above}\n\n### {heading}\n\n{below}\n"
    assert facts(markdown(text), "prose.chapter") == []


TOLD = """# Lettre interne

Bonjour à tous.

## Mobilités : « La jetée ouverte »

Ici, le service du port a voulu un projet, un vrai, avec un budget et un terme. Quand il a fallu dessiner la jetée, les
pêcheurs ont été consultés. Depuis, la mise en œuvre se limite à une information par affiche.

## Eaux vives : « Le bain du matin »

À l'initiative de la régie des bains, les nageurs ont été concertés sur les horaires. C'est une activité courante.

## Témoignages : « Un hiver au port »

Le service du port a tenu son assemblée.

## Le personnel

Le service du port a recruté trois agents.
"""


def test_titles_between_guillemets_with_the_body_that_acts(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(TOLD), "prose")
    assert sorted(o for s, p, o in found if p == "prefLabel" and s.startswith("action|")) == [
        "La jetée ouverte",
        "Le bain du matin",
    ]
    assert sorted(o.rpartition("|")[2] for _, p, o in found if p == "ledBy") == ["regie-des-bains", "service-du-port"]
    assert sorted(o for _, p, o in found if p == "mode") == ["mode/activite-courante", "mode/projet"]
    assert sorted(o for _, p, o in found if p == "inDomain") == ["policy/routes-mobilites", "policy|eaux-vives"]
    assert sorted(s.rpartition("|")[2] for s, p, _ in found if p == "degree") == [
        "conception-consultation",
        "mise-en-oeuvre-information",
        "na-concertation",
    ]


def test_lines_that_are_titles_between_guillemets(plain: Read, facts: Facts) -> None:
    text = (
        "Nouvelles du quai\n\n« La jetée ouverte »\n\nLe service du port mène cette action. Les pêcheurs ont été "
        "consultés.\n\n« Le bain du matin » (CCAS)\n\nUne concertation a lieu chaque mois avec les nageurs.\n\n"
        "« Avant, personne ne venait »\n\nLe maire a remercié tout le monde.\n"
    )
    found = facts(plain(text), "prose.chapter")
    assert sorted(o for s, p, o in found if p == "prefLabel" and s.startswith("action|")) == [
        "La jetée ouverte",
        "Le bain du matin",
    ]


@pytest.mark.parametrize(("opening", "count"), [("Voici les deux projets menés cette année.", 2), ("Bonjour.", 0)])
def test_plain_headings_of_a_note_that_announces_actions(
    markdown: Read, facts: Facts, opening: str, count: int
) -> None:
    text = (
        f"# Note au bureau\n\n{opening}\n\n## Halls à nous\n\nLe service du port a remis les clés. Les locataires "
        "ont été consultés avant les travaux.\n\n## Charges lisibles\n\nLa direction du lac a revu la quittance. Au "
        "stade de la conception, les locataires ont été informés.\n\n## Le siège\n\nLa direction du lac a repeint.\n"
    )
    found = facts(markdown(text), "prose.chapter")
    assert len([o for s, p, o in found if p == "prefLabel" and s.startswith("action|")]) == count
