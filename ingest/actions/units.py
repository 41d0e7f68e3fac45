"""Columns called "Unité" or "Objectif" that hold units of measurement or figures, and name no body and no aim."""

import re
from collections.abc import Callable
from decimal import Decimal

from usagraph.ingest.actions.column import Column
from usagraph.ingest.measures.figure_layouts import number_in
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Table

__all__ = ["bodied"]

#: What no name of a body begins with: a small letter, a sign.
_UNIT = re.compile(r"[%€‰a-zà-ÿ]|k€|M€|Nb\b|Nombre\b|Heures?\b|Jours?\b|Minutes?\b|Euros?\b|Pourcentage\b|ETP\b")
#: Roles of which a number is no value.
_SAID = frozenset(["direction", "policy", "issue", "objective", "effect", "item", "target", "partner"])

#: The highest code of a degree; a column called "Après" with a greater number holds figures.
_HIGHEST = 5


def bodied(table: Table, number: int, columns: list[Column]) -> list[Column]:
    """The columns that row `number` names, those of units of measurement and of figures left out."""
    staged = [column for column in columns if column.role == "staged" and _is_of_numbers(table, number, column)]
    counts = any(_most_of(table, number, column) > _HIGHEST for column in staged)
    return [c for c in columns if not (counts and c in staged) and not _is_of_units(table, number, c)]


def _is_of_units(table: Table, number: int, column: Column) -> bool:
    if column.role == "direction" and column.words in compiled("measurements", "unit_column"):
        return _are_most(table, number, column, lambda words: bool(_UNIT.match(words)))
    return column.role in _SAID and _is_of_numbers(table, number, column)


def _is_of_numbers(table: Table, number: int, column: Column) -> bool:
    return _are_most(table, number, column, lambda words: number_in(words) is not None)


def _are_most(table: Table, number: int, column: Column, test: Callable[[str], bool]) -> bool:
    """Whether most cells below row `number` are such."""
    cells = [cell for row in table.rows[number + 1 :] if (cell := row[column.place])]
    return 2 * sum(test(cell.words) for cell in cells) > len(cells) > 0


def _most_of(table: Table, number: int, column: Column) -> Decimal:
    """The greatest number of a column below row `number`."""
    cells = (cell for row in table.rows[number + 1 :] if (cell := row[column.place]))
    return max((told[0].value for cell in cells if (told := number_in(cell.words))), default=Decimal())
