"""Figures: results and costs, with what they count, their unit, what they were before and when they hold."""

import time
from collections.abc import Callable

import pytest

from usagraph.ingest.measures.measures import figures_in
from usagraph.records import Document

Facts = Callable[..., list[tuple[str, str, str]]]


def told(facts: Facts, text: str | Document) -> list[tuple[str, ...]]:
    """Of each figure: indicator, value, unit, then what else is said of it, by name."""
    found: dict[str, dict[str, str]] = {}
    for thing, name, value in facts(text, "measurements"):
        found.setdefault(thing, {})[name] = value
    names = ("valueBefore", "valueMax", "outOf", "qualifier", "moment")
    return [
        (said["indicator"], said["value"], said["unit"], *(f"{n}={said[n]}" for n in names if n in said))
        for thing, said in found.items()
        if thing.startswith("measurement|")
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "Le nombre de plaintes est passé de 1 204 à 311 en deux ans.",
            ("plaintes", "311", "plaintes", "valueBefore=1204", "moment=en deux ans"),
        ),
        ("Le taux de retour passe de 34 % à 61,5 %.", ("taux de retour", "61.5", "%", "valueBefore=34")),
        (
            "En 2022, la fréquentation est passée de douze à trente personnes par jour.",
            ("fréquentation", "30", "personnes par jour", "valueBefore=12", "moment=En 2022"),
        ),
        ("Le délai moyen est ramené à 12 jours un an après.", ("délai moyen", "12", "jours", "moment=un an après")),
        ("Le coût total s'élève à près de 15 000 euros.", ("coût total", "15000", "euros", "qualifier=près de")),
        ("Le taux de réponse atteint 62 %.", ("taux de réponse", "62", "%")),
        ("Plus de 62 % y répondent.", ("taux de réponse", "62", "%", "qualifier=plus de")),
        (
            "De 58 boîtes de cachets par mois, on est descendu à 31.",
            ("boîtes de cachets", "31", "boîtes par mois", "valueBefore=58"),
        ),
        (
            "Plus de 2 300 dossiers par an y sont instruits.",
            ("dossiers instruits", "2300", "dossiers par an", "qualifier=plus de"),
        ),
        ("47 % des trajets sont regroupés.", ("part des trajets regroupés", "47", "%")),
        ("870 carnets ont été rendus l'an dernier.", ("carnets rendus", "870", "carnets", "moment=l'an dernier")),
        ("Une tournée revient à 410 euros.", ("coût de la tournée", "410", "euros")),
        (
            "La participation aux votes s'établit à 19 %, contre 13 % deux ans plus tôt.",
            ("participation aux votes", "19", "%", "valueBefore=13"),
        ),
        ("Les incivilités ont baissé de 15 %.", ("incivilités", "-15", "%")),
        ("Une hausse de 8 % des adhésions a été constatée.", ("adhésions", "8", "%")),
        (
            "Plus de 80 % des parents se disent satisfaits à la fin de l'action.",
            ("parents qui se disent satisfaits", "80", "%", "qualifier=plus de", "moment=à la fin"),
        ),
        ("9 dossiers sur 12 ont été instruits.", ("dossiers ont été instruits", "9", "dossiers sur 12", "outOf=12")),
        (
            "La journée a réuni une soixantaine d'habitants.",
            ("habitants", "60", "habitants", "qualifier=une soixantaine"),
        ),
        ("45 familles ont été relogées.", ("familles relogées", "45", "familles")),
        ("On recense 18 ateliers.", ("ateliers", "18", "ateliers")),
        (
            "L'accompagnement nécessite 10 à 12 heures de préparation.",
            ("heures de préparation", "10", "heures", "valueMax=12"),
        ),
        ("Nombre de participants : 45", ("participants", "45", "participants")),
        ("Budget : 12 500 € environ", ("Budget", "12500", "euros", "qualifier=environ")),
        (
            "210 appels par mois en janvier, 95 en juin.",
            ("appels", "95", "appels par mois", "valueBefore=210", "moment=en juin"),
        ),
        (
            "Le lieu accueille 60 visiteurs aujourd'hui contre 15 auparavant.",
            ("visiteurs", "60", "visiteurs", "valueBefore=15", "moment=aujourd'hui"),
        ),
        (
            "Le nombre d'inscrits a triplé, passant de 25 à 78.",
            ("inscrits", "78", "inscrits", "valueBefore=25"),
        ),
        (
            "Sur 40 courriers envoyés, 32 ont reçu une réponse.",
            ("courriers envoyés ayant reçu une réponse", "32", "courriers", "outOf=40"),
        ),
        ("Le délai est divisé par deux : 30 jours contre 60 auparavant.", ("délai", "30", "jours", "valueBefore=60")),
        ("72 % des appelants obtiennent une réponse.", ("appelants qui obtiennent une réponse", "72", "%")),
        ("L'attente moyenne est tombée de 44 à 17 minutes.", ("attente moyenne", "17", "minutes", "valueBefore=44")),
        ("Les ruptures sont passées de 19 à 6 par an.", ("ruptures", "6", "ruptures par an", "valueBefore=19")),
        ("Le taux de retour est de 62 %.", ("taux de retour", "62", "%")),
        ("Le budget est resté en dessous de 85 000 €.", ("budget", "85000", "euros", "qualifier=moins de")),
        ("Délai de réponse : 45 jours avant, 9 jours après", ("Délai de réponse", "9", "jours", "valueBefore=45")),
    ],
)
def test_a_figure(text: str, figure: tuple[str, ...], facts: Facts) -> None:
    assert told(facts, text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "L'article 12 de la loi a été modifié en 2015.",
        "La permanence passe de 9 h à 17 h le mardi.",
        "Le taux de chômage est de 8 % dans le canton.",
        "Le délai est de 30 jours.",
        "La loi n° 2002-2 du 2 janvier 2002 a été votée.",
        "Le groupe s'est réuni le 12 mars 2019 à 18 h 30.",
        "Tél. 01 00 00 00 00, 14 rue des Tanneurs, 38000 Valbourg.",
        "L'objectif est de passer de 8 à 55 communes couvertes.",
        "La commission comprend 12 membres et se réunit 4 fois par an.",
        "Le projet devra réunir 120 personnes.",
        "La démarche se déroule en 3 étapes, sur 2 ans.",
        "Jeunes de 16 à 25 ans.",
        "Trois plans d'aménagement ont été débattus.",
        "Voir la fiche 12 et la page 45 du rapport.",
        "Le quartier compte 3 écoles et 12 % de chômeurs.",
        "Elle est passée de la direction à la mission.",
        "Depuis 2015, les 27 directions sont associées.",
        "Les services sont ouverts 24/7.",
        "Il a 12 ans et vit au 3e étage.",
        "Une troupe de 9 acteurs qui ont joué devant nous.",
        "(Roy, 2015, p. 12)",
    ],
)
def test_no_figure(text: str, facts: Facts) -> None:
    assert told(facts, text) == []


def test_several_figures_of_one_sentence(facts: Facts) -> None:
    text = "La rencontre a réuni 200 personnes, dont 50 jeunes, pour un coût de 3 000 €."
    assert told(facts, text) == [
        ("coût", "3000", "euros"),
        ("jeunes", "50", "jeunes", "outOf=200"),
        ("personnes", "200", "personnes"),
    ]


def test_parts_that_make_a_sum(facts: Facts) -> None:
    text = "30 comptes rendus sont disponibles (18 concernent les écoles et 12 les collèges)."
    assert told(facts, text) == [
        ("comptes rendus concernent les écoles", "18", "comptes", "outOf=30"),
        ("comptes rendus les collèges", "12", "comptes", "outOf=30"),
        ("comptes rendus", "30", "comptes"),
    ]
    assert told(facts, text.replace("30 comptes", "31 comptes")) == []


def test_a_place_that_announces_figures(html: Callable[[str], Document], facts: Facts) -> None:
    items = "<ul><li>12 ateliers animés</li><li>4 500 € par an</li><li>140 personnes touchées, 30 bénévoles</li></ul>"
    assert told(facts, html(f"<h1>Une action</h1><h2>En chiffres</h2>{items}")) == [
        ("ateliers animés", "12", "ateliers"),
        ("bénévoles", "30", "bénévoles"),
        ("coût annuel", "4500", "euros"),
        ("personnes touchées", "140", "personnes"),
    ]
    assert told(facts, html(f"<h1>Une action</h1><h2>Le contexte</h2>{items}")) == []


def test_a_table_of_figures(html: Callable[[str], Document], facts: Facts) -> None:
    rows = [
        ("Indicateur", "Avant", "Après"),
        ("Rendez-vous manqués (%)", "38", "12"),
        ("Délai", "45 jours", "environ 9 jours"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert told(facts, html(f"<table>{cells}</table>")) == [
        ("Délai", "9", "jours", "valueBefore=45", "qualifier=environ", "moment=Après"),
        ("Rendez-vous manqués", "12", "%", "valueBefore=38", "moment=Après"),
    ]
    years = cells.replace("Indicateur", "Ce que l'on suit").replace("Avant", "2022-2023").replace("Après", "2024-2025")
    assert told(facts, html(f"<table>{years}</table>"))[1] == (
        ("Rendez-vous manqués", "12", "%", "valueBefore=38", "moment=2024-2025")
    )
    assert told(facts, html(f"<table>{years.replace('Ce que', 'Communes que')}</table>")) == []
    plain = cells.replace("Indicateur", "Action").replace("Avant", "Direction").replace("Après", "Année")
    assert told(facts, html(f"<table>{plain}</table>")) == []


def test_whom_a_figure_is_about(facts: Facts) -> None:
    text = "La direction de l'autonomie (DAU) a réuni 40 usagers. Le parc a réuni 12 marcheurs."
    holders = {thing for thing, name, _ in facts(text, "measurements") if name == "hasMeasurement"}
    assert holders == {"document", "directorate|essai|dau"}


@pytest.mark.parametrize(
    "text", ["1 " * 20_000, "12 personnes et " * 3_000, "plus de " * 8_000, "de 3 à " * 6_000, "a" * 60_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    started = time.process_time()
    figures_in(text)
    assert time.process_time() - started < 4


def test_a_cell_beside_a_label_of_figures(facts: Facts, html: Callable[[str], Document]) -> None:
    rows = "<tr><td>Qui porte</td><td>Service des halles</td></tr><tr><td>{}</td><td>la présence est montée de 22 % à 71 %</td></tr>"
    text = f"<p>Bilan.</p><table>{rows}</table>"
    assert told(facts, html(text.format("Chiffres"))) == [("présence", "71", "%", "valueBefore=22")]
    assert told(facts, html(text.format("Contexte"))) == []
