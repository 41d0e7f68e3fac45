"""What the headings of a table of actions mean."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.columns import header_of
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.table import tables
from usagraph.records import Document

Read = Callable[[str], Document]


def _roles(document: Document) -> list[list[str]]:
    header = header_of(tables(document)[0], Legend())
    return [[column.role for column in group] for group in header.groups] if header else []


def _table(*rows: str) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Maître d'ouvrage", "direction"),
        ("Entité responsable", "direction"),
        ("Champ d'intervention", "policy"),
        ("Niveau d'implication (1 à 4)", "degree"),
        ("Phase du projet", "stage"),
        ("Bilan", "staged"),
        ("Co-construction avec les usagers", "tick"),
        ("Texte de référence", "law"),
        ("Réglementaire / volontariste", "nature"),
        ("Publics *", "target"),
        ("Freins rencontrés", "item"),
        ("Commentaires", "text"),
        ("Communes concernées", "place"),
        ("Degré souhaité", "wished"),
    ],
)
def test_a_heading(html: Read, heading: str, role: str) -> None:
    assert _roles(html(_table(f"Action|Service porteur|Enjeu|{heading}", "Bus|DAU|Écouter|x"))) == [
        ["action", "direction", "issue", role]
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Niveau de priorité",
        "Budget",
        "Indicateurs",
        "Date de l'action",
        "Plan d'actions",
        "Nombre d'usagers",
        "Temps passé",
    ],
)
def test_a_heading_that_means_nothing_here_is_left(html: Read, heading: str) -> None:
    table = tables(html(_table(f"Action|Service porteur|{heading}", "Bus|DAU|x")))[0]
    header = header_of(table, Legend())
    assert header is not None
    assert [cell.words for cell in header.left] == [heading]


def test_a_heading_says_who_tells_the_degree(html: Read) -> None:
    table = tables(html(_table("Action|Direction|Degré déclaré|Degré retenu", "Bus|DAU|x|x")))[0]
    header = header_of(table, Legend())
    assert header is not None
    assert [c.basis for c in header.groups[0] if c.role == "degree"] == ["declared", "assessed"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Intitulé|Bus", "Direction|DAU", "Enjeu|Écouter", "Degré|Consultation"],
        ["Titre de l'action|Bus|Service|DAU", "Enjeu|Écouter|Domaine|Autonomie"],
        ["Sigle|Nom", "DAU|Direction de l'autonomie"],
        ["Action|Budget", "Bus|4"],
    ],
)
def test_forms_and_other_tables_have_no_header_of_actions(html: Read, rows: list[str]) -> None:
    assert _roles(html(_table(*rows))) == []
