"""The degrees that the cells of a table tell, each with its stage: by ticks, by words, or by codes."""

from dataclasses import dataclass, replace

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.columns import Column, Header
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import degrees_of, is_empty, is_marked
from usagraph.ingest.actions.table import Cell, Table

__all__ = ["Graded", "Grades"]

_LONGEST = 90


@dataclass(frozen=True)
class Graded:
    """A degree, its stage, and the cells that tell them; `basis`: who says so; `guessed`: by a digit
    that no legend explains."""

    degree: str
    stage: str | None
    cells: tuple[Cell, ...]
    basis: str | None = "declared"
    guessed: bool = False


class Grades:
    """Reads the degrees of the rows of one table."""

    def __init__(self, table: Table, header: Header, legend: Legend) -> None:
        self.table, self.header, self.legend = table, header, legend
        self.scale = self._is_scale()

    def stages(self, words: str) -> list[str]:
        """The stages that a cell names, or its code stands for."""
        coded = self.legend.of("stage", words)
        return [coded] if coded else degrees.stages(words)

    def of(self, held: list[tuple[Column, Cell]]) -> list[Graded]:
        """The degrees that the cells of a row tell: ticks, words or codes, each with its stage."""
        found: list[Graded] = []
        ticked: list[tuple[str, Cell]] = []
        row_stage = next((cell for c, cell in held if c.role == "stage"), None)
        stages: list[str | None] = [*(self.stages(row_stage.words) if row_stage else ())] or [None]
        for column, cell in held:
            if column.role == "tick" and column.degree:
                found += self._tick(column.degree, column.stage, cell, stages)
            elif column.role == "staged" and column.stage and is_marked(cell.words) and not self._value(cell.words):
                ticked.append((column.stage, cell))
            elif column.role in ("staged", "degree"):
                found += [
                    Graded(degree, stage, (cell,), column.basis, guessed=self.scale and cell.words.isdigit())
                    for degree, own in self._value(cell.words)
                    for stage in ([own] if own else [column.stage] if column.stage else stages)
                ]
        if ticked:
            found = [
                replace(f, stage=stage, cells=(*f.cells, cell)) for f in found if not f.stage for stage, cell in ticked
            ] or found
        if row_stage:
            found = [replace(f, cells=(*f.cells, row_stage)) if f.stage else f for f in found]
        return found

    def _tick(self, degree: str, stage: str | None, cell: Cell, stages: list[str | None]) -> list[Graded]:
        """The degree of a column where the cell is marked, or names the stages at which it holds."""
        if is_marked(cell.words):
            return [Graded(degree, at, (cell,)) for at in ([stage] if stage else stages)]
        if is_empty(cell.words) or len(cell.words) > _LONGEST:
            return []
        return [Graded(degree, at, (cell,)) for at in self.stages(cell.words)]

    def _value(self, words: str) -> list[tuple[str, str | None]]:
        return degrees_of(words, self.legend, scale=self.scale)

    def _is_scale(self) -> bool:
        """Whether every value under the columns of degrees is a digit of the scale, or none."""
        places = [c.place for g in self.header.groups for c in g if c.role in ("staged", "degree")]
        rows = self.table.rows[self.header.first :]
        values = [cell.words for row in rows for place in places if place < len(row) and (cell := row[place])]
        digits = {value for value in values if value.isdigit()}
        return not self.legend.has("degree") and digits <= set("01234") and len(digits - {"0", "1"}) > 0
