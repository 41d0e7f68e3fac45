"""A reference table that is known: the columns it has, what is made of a line, and what is checked of its lines together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from usagraph.errors import MissingFile
from usagraph.ontology.tables.error import BadCell, BrokenTable
from usagraph.ontology.tables.row import Row
from usagraph.ontology.tables.table import Table, read_table, refuse_twice

__all__ = ["FOLDER", "Known", "Sheet"]

FOLDER = Path(__file__).parents[1] / "reference"
_R_co = TypeVar("_R_co", covariant=True)


@dataclass(frozen=True)
class Known:
    """What a cell of `column` may name: something of `table`, which `values` gives for the folder of the table read.

    Of the lines that `where` leaves out, nothing is asked.
    """

    column: str
    table: str
    values: Callable[[Path], set[str]]
    where: Callable[[Row], bool] = field(default=lambda _: True)

    def check(self, rows: Iterable[Row], folder: Path) -> None:
        """Notes each cell that names what nothing is called."""
        known = self.values(folder)
        for row in filter(self.where, rows):
            for value in row.many(self.column):
                if value not in known:
                    row.refuse(self.column, "unknown", value=value, table=self.table)


@dataclass(frozen=True, eq=False)
class Sheet(Generic[_R_co]):
    """The table `name`: `of` makes a fact of a line; called, it gives our own facts, in the order of the lines.

    `once` gives, by column, the values that no two lines may share; `known`, those that another table must have.
    """

    name: str
    columns: tuple[str, ...]
    of: Callable[[Row], _R_co]
    once: Mapping[str, Callable[[Row], Iterable[object]]]
    known: tuple[Known, ...] = ()

    def __call__(self) -> list[_R_co]:
        """Our own facts."""
        return self._own

    @cached_property
    def _own(self) -> list[_R_co]:
        return self.read(FOLDER / self.name)

    def read(self, path: Path) -> list[_R_co]:
        """The facts of the table at `path`; raises BrokenTable with all that is wrong, MissingFile."""

        def check(rows: Sequence[Row]) -> None:
            for column, values in self.once.items():
                refuse_twice(rows, column, values)
            for known in self.known:
                known.check(rows, path.parent)

        return self._table(path).kept(self.of, check)

    def problems(self, path: Path) -> tuple[BadCell, ...]:
        """What is wrong with the table at `path`; raises MissingFile."""
        try:
            self.read(path)
        except BrokenTable as broken:
            return broken.problems
        return ()

    def values(self, column: str) -> Callable[[Path], set[str]]:
        """What gives the values of a column: of this table in a folder, or of our own where there is none."""

        def found(folder: Path) -> set[str]:
            try:
                rows = self._table(folder / self.name).rows
            except MissingFile:
                rows = self._table(FOLDER / self.name).rows
            return {row[column] for row in rows}

        return found

    def _table(self, path: Path) -> Table:
        return read_table(path, self.columns)
