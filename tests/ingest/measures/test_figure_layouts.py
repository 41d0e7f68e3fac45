"""What the columns of tables of figures hold."""

import pytest

from usagraph.ingest.measures.figure_layouts import laid_out, number_in
from usagraph.ingest.table import Cell, Table

Told = tuple[str, str | None, str, str | None] | None


def table(text: str) -> Table:
    """A table of lines of cells between bars; a cell of a tilde is the one to its left, that goes on."""
    rows: list[tuple[Cell | None, ...]] = []
    for number, line in enumerate(text.split("\n")):
        cells: list[Cell | None] = []
        for place, words in enumerate(part.strip() for part in line.split("|")):
            at = 100 * number + 10 * place
            cells.append(cells[-1] if words == "~" else Cell(words, at, at + 5, number) if words else None)
        rows.append(tuple(cells))
    return Table(0, tuple(rows), None, 0, 1)


def told(text: str) -> Told:
    """The words of the first row of values by what they are: what is counted, before, after, the unit."""
    layout = laid_out(table(text))
    if layout is None:
        return None
    row = layout.table.rows[layout.first]
    places = (layout.label, layout.before, layout.after, layout.unit)
    label, before, after, unit = ((cell.words if p is not None and (cell := row[p]) else None) for p in places)
    return (label or "", before, after or "", unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indicateur|Avant|Après|Unité\nBarques louées|12|30|barques", ("Barques louées", "12", "30", "barques")),
        ("Action|Ce que l'on compte|Départ|Arrivée\nLe quai|Barques|12|30", ("Barques", "12", "30", None)),
        ("Indicateur|Valeurs|~|Unité\n|2021|2024|\nAttente|40|15|min", ("Attente", "40", "15", "min")),
        (
            "Relevé du port\nIndicateur|Situation initiale|Situation finale\nAttente|40|15",
            ("Attente", "40", "15", None),
        ),
        ("Indicateur|Cible|Réalisé\nBarques|40|31", ("Barques", None, "31", None)),
        ("Indicateur|2022|2023|2024|Évolution\nBarques|3|5|9|+6", ("Barques", "3", "9", None)),
        ("Indicateur|Référence 2020|2024|Source\nBarques|3|9|le port", ("Barques", "3", "9", None)),
        ("Période|Barques|Attente\nAvant|12|40\nAprès|30|15", ("Barques", "12", "30", None)),
    ],
)
def test_the_columns_of_a_table_of_figures(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Commune|2019|2022\nArlanc|1 200|1 300",
        "Action|Début|Fin\nLe quai|2021|2023",
        "Action|Direction|Mode\nLe quai|DEV|Projet",
        "Indicateur|Cible 2026\nBarques|40",
        "Réunion|Présents|Excusés\nMars|12|3",
        "Service|Avant|Après\nAccueil|3|5",
    ],
)
def test_tables_of_other_things(text: str) -> None:
    assert told(text) is None


def test_the_number_of_a_cell() -> None:
    found = number_in("187 (− 55 %)")
    assert found is not None
    assert (str(found[0].value), found[1]) == ("187", "")
    assert number_in("à venir") is None
