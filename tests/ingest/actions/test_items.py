"""Entries of lists that each tell an action: a title, who leads it, how far users take part."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.items import bare_degrees, tells
from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("words", "title", "leader"),
    [
        (
            "1. Le livret (direction de l'eau). Les abonnés l'ont relu : une consultation.",
            "Le livret",
            "direction-de-l-eau",
        ),
        ("- Action Permis pour tous (pôle mobilité) : les jeunes sont consultés.", "Permis pour tous", "pole-mobilite"),
        ("Coup de pouce, service accueil : concertation en conception.", "Coup de pouce", "service-accueil"),
        (
            "Garde-robe solidaire — pôle insertion — consultation — mode projet.",
            "Garde-robe solidaire",
            "pole-insertion",
        ),
        ("2. Action « Pairs » – pilote : pôle de psychiatrie. Enjeu : sortir.", "Pairs", "pole-de-psychiatrie"),
        ("Le testeur, c'est vous. Pilote : pôle numérique. Mode : projet.", "Le testeur, c'est vous", "pole-numerique"),
        (
            "Direction des routes. Son action « Chantier clair » informe les riverains.",
            "Chantier clair",
            "direction-des-routes",
        ),
        (
            "Le pôle santé présente l'action Bien dans ses baskets. Les jeunes rient.",
            "Bien dans ses baskets",
            "pole-sante",
        ),
        (
            "Autre projet : Cour buissonnière, porté par la direction des écoles.",
            "Cour buissonnière",
            "direction-des-ecoles",
        ),
        (
            "b) Tarif solidaire. C'est la direction des abonnés qui est chargée du dossier. Les abonnés sont consultés.",
            "Tarif solidaire",
            "direction-des-abonnes",
        ),
        (
            "c) Compteurs parlants : confié à la régie des eaux, ce chantier relève de la concertation.",
            "Compteurs parlants",
            "regie-des-eaux",
        ),
        (
            "Le troisième terrain est le « Bureau des familles » de la maison des aînés de Brune.",
            "Bureau des familles",
            "maison-des-aines-de-brune",
        ),
        ("Avec le Marché des aînés, le CCAS a consulté les habitants.", "Marché des aînés", "ccas"),
    ],
)
def test_an_entry_that_tells_an_action(facts: Facts, words: str, title: str, leader: str) -> None:
    found = facts(words, "prose")
    assert [o for s, p, o in found if p == "prefLabel" and s.startswith("action|")] == [title]
    assert [o.rpartition("|")[2] for _, p, o in found if p == "ledBy"] == [leader]


@pytest.mark.parametrize(
    "words",
    [
        "2. Congés d'été (direction des ressources humaines). La note est parue.",
        "- Permanence du lundi (service social) : sur rendez-vous, information des familles.",
        "Salle des fêtes – service technique – information au guichet.",
        "Les habitants ont parlé (service des eaux) : ils ont été consultés.",
        "Le projet « Bus des métiers » sera lancé en mars.",
        "5. Tour des salles. C'est le service des eaux qui a parlé.",
        "4. Budget annexe, direction des finances : trois millions.",
        "Avec le Conseil départemental, le CCAS a consulté les habitants.",
    ],
)
def test_an_entry_that_tells_none(facts: Facts, words: str) -> None:
    assert [o for _, p, o in facts(words, "prose") if p == "prefLabel"] == []


def test_the_paragraph_of_an_action_tells_it_whole(facts: Facts) -> None:
    words = (
        "Portée par la DAU, « Midi à deux » a deux ans. Le lundi, on mange. Les jeunes ont été consultés au départ. "
        "C'est une action menée en mode projet. Par ailleurs, les voisins ont été informés."
    )
    found = facts(words, "prose")
    assert [o for _, p, o in found if p == "degree"] == ["degree/consultation"]
    assert [o for _, p, o in found if p == "mode"] == ["mode/projet"]


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        (" – consultation – mode projet", ["consultation"]),
        (" : simple information, en mai", ["information"]),
        (" : information pratique", []),
        (" ; co-construction ; consultation du dossier", ["co-construction"]),
    ],
)
def test_a_degree_that_stands_alone(words: str, degrees: list[str]) -> None:
    assert [degree for degree, _ in bare_degrees(words)] == degrees


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Les jeunes ont été consultés.", True),
        ("Enjeu : sortir.", True),
        ("information des familles", False),
        ("Les travaux commencent.", False),
    ],
)
def test_what_tells_an_action(words: str, told: bool) -> None:
    assert tells(words, 0) is told


def test_a_list_in_a_sheet_tells_no_other_action(facts: Facts, plain: Callable[[str], Document]) -> None:
    words = (
        "Fiche 1 : Les repas partagés\nQui pilote : service de restauration\nQuel enjeu : le goût\n"
        "Quel but : manger\nProjet ou activité courante : projet\n"
    )
    assert [s for s, p, _ in facts(plain(words), "prose") if p == "type" and s.startswith("action|")] == []


def test_a_body_alone_on_the_line_below_a_title_leads(facts: Facts, markdown: Callable[[str], Document]) -> None:
    words = (
        "# Participer au bourg\n\n### Mon banc, ma rue\n\nService des espaces verts\n\nLes riverains sont consultés.\n\n"
        "### Cantine ouverte\n\nPôle enfance\n\nLes parents sont consultés au bilan.\n"
    )
    found = facts(markdown(words), "prose.chapter")
    assert [o for s, p, o in found if p == "prefLabel" and s.startswith("action|")] == [
        "Cantine ouverte",
        "Mon banc, ma rue",
    ]
    assert sorted(o.rpartition("|")[2] for _, p, o in found if p == "ledBy") == [
        "pole-enfance",
        "service-des-espaces-verts",
    ]


def test_a_directory_of_services_tells_no_action(facts: Facts, markdown: Callable[[str], Document]) -> None:
    words = (
        "# Où aller\n\n### Carte d'identité\n\nService population\n\nPrendre rendez-vous.\n\n"
        "### Inscription à l'école\n\nPôle enfance\n\nVenir avec le livret.\n"
    )
    assert facts(markdown(words), "prose.chapter") == []
