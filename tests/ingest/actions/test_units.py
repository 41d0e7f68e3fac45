"""Columns that hold units of measurement or figures."""

import pytest

from usagraph.ingest.actions.columns import columns_in
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.units import bodied
from usagraph.ingest.table import Cell, Table


def roles(*lines: str) -> list[str]:
    """The roles of the columns of a table of lines of cells between bars."""
    cells = [[Cell(w.strip(), 0, 1, n) for w in line.split("|")] for n, line in enumerate(lines)]
    table = Table(0, tuple(tuple(row) for row in cells), None, 0, 1)
    return [column.role for column in bodied(table, 0, columns_in(table.rows[0], Legend()))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Action|Unité", "Le quai|barques", "Le pont|%"), ["action"]),
        (("Action|Unité", "Le quai|UTA", "Le pont|Unité des berges"), ["action", "direction"]),
        (("Action|Objectif 2026", "Le quai|60", "Le pont|900"), ["action"]),
        (("Action|Objectif", "Le quai|Relier les rives", "Le pont|Passer"), ["action", "objective"]),
        (("Action|Avant|Après", "Le quai|4|19", "Le pont|2|30"), ["action"]),
        (("Action|Avant|Après", "Le quai|4|1", "Le pont|2|3"), ["action", "staged", "staged"]),
    ],
)
def test_units_and_figures_are_no_columns_of_actions(lines: tuple[str, ...], expected: list[str]) -> None:
    assert roles(*lines) == expected
