"""The degrees that the cells of a table tell, each with its stage: by ticks, by words, or by codes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.columns import Column, Header
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import abbreviated, degrees_of, in_order, is_empty, is_marked, level_of
from usagraph.ingest.table import Cell, Table

__all__ = ["Graded", "Grades"]

_LONGEST = 90


def _staged(told: list[tuple[str, str | None]], stages: list[str | None]) -> Iterator[tuple[str, str | None]]:
    """Each degree with its stage: its own, else those of the row; as many degrees as stages go together in order."""
    bare = [degree for degree, own in told if not own]
    both = len(bare) > 1 and len(stages) > 1
    for number, (degree, own) in enumerate(told):
        if own or (both and len(stages) != len(told)):
            yield degree, own
        elif both:
            yield degree, stages[number]
        else:
            yield from ((degree, stage) for stage in stages)


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
        self.counted = self._are_counts()
        self.scale = self._is_scale()
        self.short = {} if legend.has("degree") else abbreviated(self._values())
        self.codes = Legend({**legend.codes, "degree": self.short}) if self.short else legend

    def _are_counts(self) -> bool:
        """Whether the columns of ticks hold numbers: a "1" among them is no tick."""
        places = [c.place for g in self.header.groups for c in g if c.role == "tick"]
        rows = self.table.rows[self.header.first :]
        cells = (cell for row in rows for place in places if place < len(row) and (cell := row[place]))
        return any(cell.words.isdigit() and int(cell.words) > 1 for cell in cells)

    def stages(self, words: str) -> list[str]:
        """The stages that a cell names, or its code stands for."""
        coded = self.legend.of("stage", words)
        return [coded] if coded else in_order(words, degrees.stages)

    def of(self, held: list[tuple[Column, Cell]]) -> list[Graded]:
        """The degrees that the cells of a row tell: ticks, words or codes, each with its stage."""
        found: list[Graded] = []
        ticked: list[tuple[str, Cell]] = []
        row_stage = next((cell for c, cell in held if c.role == "stage"), None)
        stages: list[str | None] = [*(self.stages(row_stage.words) if row_stage else ())] or [None]
        for column, cell in held:
            if column.role == "tick" and column.degree:
                ticks = self._tick(column.degree, column.stage, cell, stages)
                found += [replace(f, guessed=True) for f in ticks] if column.rule.get("guessed") else ticks
            elif column.role == "staged" and column.stage and is_marked(cell.words) and not self._value(cell.words):
                ticked.append((column.stage, cell))
            elif column.role in ("staged", "degree"):
                guessed = bool(self.short) or (self.scale and level_of(cell.words) is not None)
                found += [
                    Graded(degree, stage, (cell,), column.basis, guessed=guessed)
                    for degree, stage in _staged(self._value(cell.words), [column.stage] if column.stage else stages)
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
        if self.counted and cell.words.isdigit():
            return []
        if is_marked(cell.words):
            return [Graded(degree, at, (cell,)) for at in ([stage] if stage else stages)]
        if is_empty(cell.words) or len(cell.words) > _LONGEST:
            return []
        return [Graded(degree, at, (cell,)) for at in self.stages(cell.words)]

    def _value(self, words: str) -> list[tuple[str, str | None]]:
        return degrees_of(words, self.codes, scale=self.scale)

    def _is_scale(self) -> bool:
        """Whether every value under the columns of degrees is a digit of the scale, or none."""
        digits = {level for value in self._values() if (level := level_of(value))}
        return not self.legend.has("degree") and digits <= set("01234") and len(digits - {"0", "1"}) > 0

    def _values(self) -> list[str]:
        """What the cells under the columns of degrees say."""
        places = [c.place for g in self.header.groups for c in g if c.role in ("staged", "degree")]
        rows = self.table.rows[self.header.first :]
        return [cell.words for row in rows for place in places if place < len(row) and (cell := row[place])]
