"""Actions from tables of any layout: one a row, with the degree where the table says it."""

from collections.abc import Callable
from itertools import permutations

import pytest

from usagraph.ingest.actions.actions import degrees_in
from usagraph.records import Document

Read = Callable[[str], Document]
Fact = tuple[str, str, str]
Facts = Callable[..., list[Fact]]

# Columns in an order of our own, the degree as one of them, one number for three rows, two rows that are the same.
MARKDOWN = """# Relevé

## Ce qui a été fait

| Enjeu | Degré d'association | Intitulé de l'action | Service porteur | Politique publique | N° |
|---|---|---|---|---|---|
| Simplifier | Information | Guide des aides | DMO | Routes | 4 |
| Simplifier | Concertation | Guide des aides | DMO | Routes | 4 |
| Écouter | Co-construction | Marche | Direction de l'autonomie (DAU) | Social / Culture | 4 |
| Écouter | | Réunion | DMO, DAU et SLS | Numérique | |
"""

# Two groups side by side, a caption before, a title and a band as merged cells, a directorate over two rows,
# full names, ticks under degrees, the column names printed again.
HTML = """<p>Tableau 1 : ce que font les directions</p>
<table>
<tr><td colspan="8">Relevé de l'année</td></tr>
<tr><th>Pilote</th><th>Action</th><th>Information</th><th>Consultation</th>
    <th>Pilote</th><th>Action</th><th>Information</th><th>Consultation</th></tr>
<tr><td rowspan="2">Direction des mobilités</td><td>Guide</td><td>☒</td><td>☐</td>
    <td>Direction de l'eau et de l'air</td><td>Carte</td><td></td><td>x</td></tr>
<tr><td>Enquête</td><td>☐</td><td>☒</td>
    <td>Direction des routes et direction du lac</td><td>Digue</td><td>Oui</td><td>✔</td></tr>
<tr><td>Pilote</td><td>Action</td><td>Information</td><td>Consultation</td>
    <td>Pilote</td><td>Action</td><td>Information</td><td>Consultation</td></tr>
<tr><td colspan="8">Total : 5 actions</td></tr>
<tr><td>Direction du lac</td><td>Barque</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
</table>"""

BANDS = """<h2>Actions informant les usagers</h2><table>
<tr><th>Direction</th><th>Projet</th><th>Direction</th><th>Projet</th></tr>
<tr><td>DMO</td><td>Plan</td><td></td><td></td></tr>
<tr><td colspan="4">Consultation</td></tr>
<tr><td>DMO</td><td>Pistes</td><td>DAU</td><td>Répit</td></tr>
<tr><td colspan="4">Information et concertation</td></tr>
<tr><td>DMO</td><td>Vélo</td><td></td><td></td></tr>
</table>"""


def _rows(facts: list[Fact]) -> dict[str, tuple[str, list[str], list[str]]]:
    """For each action: its label, who leads it and its degrees."""
    objects: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, object_ in facts:
        objects.setdefault((subject, predicate), []).append(object_)
    return {
        action: (
            objects[action, "prefLabel"][0],
            [leader.rpartition("|")[2] for leader in objects.get((action, "ledBy"), [])],
            [degree for step in objects.get((action, "hasStep"), []) for degree in objects[step, "degree"]],
        )
        for action, predicate in objects
        if predicate == "type" and action.startswith("action|")
    }


def _told(facts: list[Fact]) -> list[tuple[str, list[str], list[str]]]:
    return sorted(_rows(facts).values())


def test_columns_in_any_order(markdown: Read, facts: Facts) -> None:
    assert _told(facts(markdown(MARKDOWN), "tables")) == [
        ("Guide des aides", ["dmo"], ["degree/concertation"]),
        ("Guide des aides", ["dmo"], ["degree/information"]),
        ("Marche", ["dau"], ["degree/co-construction"]),
        ("Réunion", ["dau", "dmo", "sls"], []),
    ]


def test_every_order_of_the_columns_says_the_same(html: Read, facts: Facts) -> None:
    header = ["Enjeu", "Degré", "Action", "Service porteur"]
    row = ["Écouter", "Information", "Guide", "DMO"]

    def table(order: tuple[int, ...]) -> str:
        cells = ["".join(f"<td>{cells[place]}</td>" for place in order) for cells in (header, row)]
        return "<table>" + "".join(f"<tr>{words}</tr>" for words in cells) + "</table>"

    told = [facts(html(table(order)), "tables") for order in permutations(range(4))]
    assert told[0]
    assert all(one == told[0] for one in told)


def test_everything_a_row_says(markdown: Read, facts: Facts) -> None:
    action = "action|releve-dau|marche"
    sheet, step = "action-sheet|releve-dau-marche", "participation-step|releve-dau-marche|na-co-construction"
    found = facts(markdown(MARKDOWN), "tables.action")
    assert [fact for fact in found if "dau-marche" in fact[0] or "dau|marche" in fact[0]] == [
        (sheet, "prefLabel", "4"),
        (sheet, "primaryTopic", action),
        (sheet, "sheetNumber", "4"),
        (sheet, "type", "ug:ActionSheet"),
        (action, "hasIssue", "issue|ecouter"),
        (action, "hasStep", step),
        (action, "inDomain", "policy/culture"),
        (action, "inDomain", "policy/social"),
        (action, "ledBy", "directorate|releve|dau"),
        (action, "prefLabel", "Marche"),
        (action, "type", "ug:Action"),
        (step, "basis", "basis/declared"),
        (step, "degree", "degree/co-construction"),
        (step, "type", "ug:ParticipationStep"),
    ]


def test_numbers_are_labels(markdown: Read, facts: Facts) -> None:
    found = facts(markdown(MARKDOWN), "tables")
    assert [(s, o) for s, predicate, o in found if predicate == "primaryTopic"] == [
        ("action-sheet|releve-dau-marche", "action|releve-dau|marche"),
        ("action-sheet|releve-dmo-guide-des-aides", "action|releve-dmo|guide-des-aides"),
        ("action-sheet|releve-dmo-guide-des-aides-2", "action|releve-dmo|guide-des-aides|2"),
    ]
    assert {o for _, predicate, o in found if predicate == "sheetNumber"} == {"4"}


def test_two_groups_side_by_side_with_merged_cells_and_ticks(html: Read, facts: Facts) -> None:
    assert _told(facts(html(HTML), "tables")) == [
        ("Barque", ["direction-du-lac"], []),
        ("Carte", ["direction-de-l-eau-et-de-l-air"], ["degree/consultation"]),
        ("Digue", ["direction-des-routes", "direction-du-lac"], ["degree/consultation", "degree/information"]),
        ("Enquête", ["direction-des-mobilites"], ["degree/consultation"]),
        ("Guide", ["direction-des-mobilites"], ["degree/information"]),
    ]


def test_the_passages_of_a_merged_row_are_that_row_and_the_merged_cell(html: Read) -> None:
    from usagraph.ingest.pipeline import claims_of

    claims = claims_of(html(HTML))
    labels = {c.object.value: c for c in claims if c.predicate.endswith("prefLabel") and c.rule == "tables.action"}
    assert [p.exact for p in labels["Enquête"].passages] == ["Enquête\t☐\t☒", "Direction des mobilités"]
    assert [p.exact for p in labels["Guide"].passages] == ["Direction des mobilités\tGuide\t☒\t☐"]


def test_bands_say_the_degree_of_the_rows_below(html: Read, facts: Facts) -> None:
    assert _told(facts(html(BANDS), "tables")) == [
        ("Pistes", ["dmo"], ["degree/consultation"]),
        ("Plan", ["dmo"], ["degree/information"]),
        ("Répit", ["dau"], ["degree/consultation"]),
        ("Vélo", ["dmo"], []),
    ]


@pytest.mark.parametrize(
    ("heading", "caption", "degrees"),
    [
        ("Actions consultant les usagers", "", ["degree/consultation"]),
        ("Les actions", "Tableau 1 : actions consultant les usagers", ["degree/consultation"]),
        ("Consultation", "Tableau 1 : actions consultant les usagers", ["degree/consultation"]),
        ("Consultation", "Tableau 1 : actions informant les usagers", []),
        ("Information et consultation", "", []),
        ("Les actions", "Figure 1 : consultation", []),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_heading_and_caption(
    html: Read, facts: Facts, heading: str, caption: str, degrees: list[str], *, before: bool
) -> None:
    table = "<table><tr><th>Direction</th><th>Projet</th></tr><tr><td>DMO</td><td>Guide</td></tr></table>"
    said = f"<p>{caption}</p>"
    page = f"<h2>{heading}</h2>{said if before else ''}{table}{'' if before else said}<p>Suite.</p>"
    assert _told(facts(html(page), "tables")) == [("Guide", ["dmo"], degrees)]


def test_an_action_without_a_title_is_called_by_its_row(markdown: Read, facts: Facts) -> None:
    table = "| Fiche action | Direction | Politique publique | Enjeu |\n|---|---|---|---|\n"
    rows = "| Fiche action 3 | DMO | Routes | Écouter |\n" * 2 + "| Fiche action 3 | DAU | Routes | Écouter |\n"
    found = facts(markdown(table + rows), "tables", title="a")
    assert _rows(found) == {
        "action|a-dmo|routes|ecouter": ("DMO · Routes · Écouter", ["dmo"], []),
        "action|a-dmo|routes|ecouter|2": ("DMO · Routes · Écouter", ["dmo"], []),
        "action|a-dau|routes|ecouter": ("DAU · Routes · Écouter", ["dau"], []),
    }


def test_a_sheet_and_its_directorate_in_one_cell(plain: Read, facts: Facts) -> None:
    text = "Fiche Action et direction\tEnjeu de l'action\nFiche action 7 : DMO\tÉcouter\nFiche action : DAU\tÉcouter\n"
    found = facts(plain(text), "tables")
    assert [(s, p, o) for s, p, o in found if s.startswith("action-sheet") and p in ("prefLabel", "sheetNumber")] == [
        ("action-sheet|essai-dau-ecouter", "prefLabel", "Fiche action"),
        ("action-sheet|essai-dmo-ecouter", "prefLabel", "Fiche action 7"),
        ("action-sheet|essai-dmo-ecouter", "sheetNumber", "7"),
    ]


def test_stages_make_steps(plain: Read, facts: Facts) -> None:
    text = "Direction\tAction\tStade\tDegré\nDMO\tGuide\tConception et évaluation\tConsultation\n"
    found = facts(plain(text), "tables")
    assert [(s.rpartition("|")[2], p, o) for s, p, o in found if p in ("degree", "stage")] == [
        ("conception-consultation", "degree", "degree/consultation"),
        ("conception-consultation", "stage", "stage/conception"),
        ("evaluation-consultation", "degree", "degree/consultation"),
        ("evaluation-consultation", "stage", "stage/evaluation"),
    ]


def test_a_table_cut_by_a_page_goes_on(html: Read, facts: Facts) -> None:
    first = "<table><tr><th>Direction</th><th>Projet</th></tr><tr><td>DMO</td><td>Guide</td></tr></table>"
    second = "<table><tr><td>DAU</td><td>Répit</td></tr><tr><td rowspan='2'>SLS</td><td>Bus</td></tr><tr><td>Car</td></tr></table>"
    wanted: list[tuple[str, list[str], list[str]]]
    wanted = [("Bus", ["sls"], []), ("Car", ["sls"], []), ("Guide", ["dmo"], []), ("Répit", ["dau"], [])]
    assert _told(facts(html(first + second), "tables")) == wanted
    assert _told(facts(html(f"{first}<p>Autre chose.</p>{second}"), "tables")) == wanted[2:3]


@pytest.mark.parametrize(
    "table",
    [
        "| Année | Budget |\n|---|---|\n| 2020 | 4 |\n",
        "| Direction | Effectif |\n|---|---|\n| DMO | 4 |\n",
        "| Action | Budget |\n|---|---|\n| Guide | 4 |\n",
        "| Sigle | Nom |\n|---|---|\n| DMO | direction des mobilités |\n",
        "| Direction | Action |\n|---|---|\n| DMO | |\n",
        "| Direction | Action |\n|---|---|\n| | Guide |\n",
    ],
)
def test_a_table_that_tells_of_no_action_gives_nothing(markdown: Read, facts: Facts, table: str) -> None:
    assert facts(markdown(table), "tables") == []


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("Information", ["information"]),
        ("Co construire", ["co-construction"]),
        ("Informer puis consulter", ["information", "consultation"]),
        ("Concertation", ["concertation"]),
        ("Réseau informatique, concert, construire", []),
    ],
)
def test_the_words_of_degrees(words: str, degrees: list[str]) -> None:
    assert degrees_in(words) == degrees


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("Les actions qui informent", "information"),
        ("Les actions qui consultent", "consultation"),
        ("Les actions qui concertent", "concertation"),
        ("Les actions qui co-construisent", "co-construction"),
        ("Projets co-construits", "co-construction"),
    ],
)
def test_finite_verbs_tell_a_degree(words: str, degree: str) -> None:
    assert degrees_in(words) == [degree]


@pytest.mark.parametrize("words", ["informatique", "Consultant en organisation", "Concerts d'été", "Concert"])
def test_words_that_look_like_a_degree_tell_none(words: str) -> None:
    assert degrees_in(words) == []


def test_columns_in_other_words_are_read(facts: Facts, markdown: Read) -> None:
    table = "| Entité | Thème | Finalité | Degré d'implication |\n|---|---|---|---|\n| DMO | Routes | Prévenir | Consultation |\n"
    found = facts(markdown("# Relevé\n\n" + table), "tables.action")
    steps = [fact for fact in found if fact[1] == "degree"]
    assert [fact[2] for fact in steps] == ["degree/consultation"]
    assert ("issue|prevenir", "prefLabel", "Prévenir") in found


def test_a_numbered_line_above_a_table_gives_its_degree(facts: Facts, plain: Read) -> None:
    text = "1. Information\n\nDirection\tPolitique\tEnjeu\nDMO\tRoutes\tPrévenir\nDAU\tSocial\tÉcouter\n"
    steps = [fact for fact in facts(plain(text), "tables.action") if fact[1] == "degree"]
    assert [fact[2] for fact in steps] == ["degree/information"] * 2
