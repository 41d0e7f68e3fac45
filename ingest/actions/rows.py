"""The rows of a table of actions: what each says, by role, with the degrees that stand in it or around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.columns import LONGEST_FORM, Column, Header, header_of, is_value, names_in
from usagraph.ingest.actions.grades import Graded, Grades
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import is_empty
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Cell, Table, turned
from usagraph.textview import fold, tidy

__all__ = ["Row", "layout_of", "rows_of"]

_BAND = 90
#: A passage longer than this is not shown whole: the cells of the row are shown one by one.
_LONGEST = 1_200
_REPEATED = frozenset(["idem", "id.", "//", '"', "''", "〃"])
#: What a row that goes on with an action takes from the row above.
_NAMING = frozenset(["action", "direction", "sheet_direction", "policy", "issue", "objective"])


@dataclass
class Row:
    """What a row says of one action, by role, with the classes its columns tell and the degrees around it.

    `spans`: its own cells together where that is short, then each cell above that is merged into it.
    """

    cells: dict[str, Cell]
    kind: str | None
    spans: tuple[Span, ...]
    degrees: list[Graded] = field(default_factory=list)
    sheet: tuple[str, str | None] | None = None
    more: list[tuple[Column, Cell]] = field(default_factory=list)
    stages: tuple[str, ...] = ()
    staged: bool = False


@dataclass(frozen=True)
class Layout:
    """A table as it is read, its header, and whether it was turned so that each action is a row."""

    table: Table
    header: Header
    turned: bool = False


def layout_of(table: Table, legend: Legend, header: Header | None) -> Layout | None:
    """How a table of actions is laid out, `header` being that of its rows; None where it is none."""
    if header:
        return Layout(table, header)
    if len(table.rows) > LONGEST_FORM:
        return None
    other = turned(table)
    if len(other.rows) > 2 and not _is_filled_in(other) and (header := header_of(other, legend)):
        return Layout(other, header, turned=True)
    return None


def _is_filled_in(table: Table) -> bool:
    """Whether a table with its names in the first column is a form: names in other columns too, or values that go over
    them all."""
    wide = sum(all(c == cells[1] for c in cells[2:]) for cells in zip(*table.rows, strict=True) if cells[1])
    others = ([cell for cell in cells if cell and not is_value(cell)] for cells in table.rows[1:])
    return 2 * wide > len(table.rows[0]) or any(names_in(cells) > 1 for cells in others)


def rows_of(draft: Draft, layout: Layout, legend: Legend, known: KnownNames) -> Iterator[Row]:
    """The rows of a table that are actions: a title, or a directorate with an issue or a policy."""
    reader = _Reader(draft, layout, legend, known)
    for number in range(layout.header.first, len(layout.table.rows)):
        filled = list(dict.fromkeys(cell for cell in layout.table.rows[number] if cell))
        if len(filled) == 1 and filled[0].words in compiled("tables", "legend_line"):
            # What follows is the legend.
            return
        if len(filled) == 2 and legend.of("degree", filled[0].words) in degrees.named(filled[1].words):
            continue
        yield from reader.row(number)


class _Reader:
    """Reads the rows of one table in order, with what the bands above them say."""

    def __init__(self, draft: Draft, layout: Layout, legend: Legend, known: KnownNames) -> None:
        self.table, self.header, self.known = layout.table, layout.header, known
        self.turned = layout.turned
        self.bands: dict[str, Cell] = {}
        self.last: dict[int, Cell] = {}
        self.above: list[tuple[Column, Cell]] = []
        self.around = _around(draft, layout.table)
        self.grades = Grades(layout.table, layout.header, legend)

    def row(self, number: int) -> Iterator[Row]:
        """The actions that a row tells."""
        cells = self._filled_in(self.table.rows[number])
        filled = list(dict.fromkeys(cell for cell in cells if cell and cell.row == number))
        if len(filled) == 1 and len(self.table.rows[0]) > 1 and self._band(filled[0], cells):
            return
        for columns in self.header.groups:
            row = self._read(number, cells, columns)
            if row is not None:
                yield row

    def _filled_in(self, cells: tuple[Cell | None, ...]) -> tuple[Cell | None, ...]:
        """The cells with what "idem" stands for in place of it."""
        whole = []
        for place, cell in enumerate(cells):
            if cell and cell.words.casefold() in _REPEATED:
                cell = self.last.get(place)
            elif cell:
                self.last[place] = cell
            whole.append(cell)
        return tuple(whole)

    def _band(self, cell: Cell, cells: tuple[Cell | None, ...]) -> bool:
        """Whether a row is a band: one cell alone, that names the degree, directorate or policy of the rows below."""
        alone = sum(c == cell for c in cells) > 1 or sum(c is not None for c in cells) == 1
        if not alone or len(cell.words) >= _BAND:
            return False
        if degrees.named(cell.words):
            self.bands["degree"] = cell
        elif (kind_of(fold(cell.words))[0] or "").endswith("Directorate"):
            self.bands["direction"] = cell
        elif self.known.concept("policy", cell.words):
            self.bands["policy"] = cell
        else:
            return False
        return True

    def _read(self, number: int, cells: tuple[Cell | None, ...], columns: tuple[Column, ...]) -> Row | None:
        held = [(c, cell) for c in columns if c.place < len(cells) and (cell := cells[c.place])]
        own = [cell for _, cell in held if cell.row == number]
        held = self._continued(held, columns)
        if not own or all(fold(c.words) == fold(cell.words) for c, cell in held):
            # All merged from above, or the names of the columns printed again.
            return None
        row = self._made(number, held, own)
        row.degrees = self.grades.of(held)
        self._add_bands(row)
        _split_sheet(row)
        if not row.degrees:
            band = self.bands.get("degree")
            row.degrees = _said(band) if band else self.around
        if not _is_action(row, held):
            return None
        self.above = held
        return row

    def _continued(self, held: list[tuple[Column, Cell]], columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
        """The cells of a row, with who and what of the row above where it says only one more stage of the same action:
        an export leaves blank what was merged."""
        roles = {column.role for column, _ in held}
        goes_on = "stage" in roles and not roles & {"action", "direction", "policy", "issue"}
        if not goes_on or not any(column.role == "action" for column in columns):
            return held
        places = {column.place for column, _ in held}
        kept = [(c, cell) for c, cell in self.above if c.role in _NAMING and c.place not in places and c in columns]
        return sorted([*held, *kept], key=lambda pair: pair[0].place)

    def _made(self, number: int, held: list[tuple[Column, Cell]], own: list[Cell]) -> Row:
        by_role: dict[str, Cell] = {}
        more: list[tuple[Column, Cell]] = []
        for column, cell in held:
            if column.role in ("tick", "staged"):
                continue
            if column.role in by_role or column.role in ("item", "text", "effect"):
                more.append((column, cell))
            elif not is_empty(cell.words) or column.role == "sheet":
                by_role[column.role] = cell
        if "issue" not in by_role and not any(c.role == "issue" for c, _ in held) and "objective" in by_role:
            by_role["issue"] = by_role.pop("objective")
        stages = tuple(self.grades.stages(by_role["stage"].words)) if "stage" in by_role else ()
        kind = next((c.kind for c, _ in held if c.kind), None)
        spans = _spans(number, held, own, apart=self.turned)
        return Row(by_role, kind, spans, more=more, stages=stages, staged=self.header.tells_stages)

    def _add_bands(self, row: Row) -> None:
        """Gives a row what the bands above it say and its own cells do not."""
        for role in ("direction", "policy"):
            band = self.bands.get(role)
            if band and role not in row.cells and "sheet_direction" not in row.cells:
                row.cells[role] = band
                row.spans = (*row.spans, (band.start, band.end))


def _spans(number: int, held: list[tuple[Column, Cell]], own: list[Cell], *, apart: bool) -> tuple[Span, ...]:
    """The passages of a row: its own cells as one where they are short, else the cell that names the action."""
    whole = (min(c.start for c in own), max(c.end for c in own))
    if apart or whole[1] - whole[0] > _LONGEST:
        chief = next((c for k, c in held if k.role == "action"), own[0])
        return ((chief.start, min(chief.end, chief.start + _LONGEST)),)
    above = [(cell.start, cell.end) for _, cell in held if cell.row < number]
    return tuple(dict.fromkeys([whole, *above]))


def _is_action(row: Row, held: list[tuple[Column, Cell]]) -> bool:
    """Whether a row names a directorate and something of its action, each in a cell of its own; or an action by its
    title, with more."""
    title = row.cells.get("action")
    if any(cell.words in compiled("tables", "total") for _, cell in held[:2]):
        return False
    if title is not None and not any(c.isalpha() for c in title.words):
        return False
    leader = row.cells.get("direction")
    told = [cell for role in ("action", "issue", "policy") if (cell := row.cells.get(role))]
    if leader is not None:
        return bool(told) and all(cell.start != leader.start for cell in told)
    return title is not None and len({cell.start for _, cell in held} - {title.start}) >= 1 + ("sheet" in row.cells)


def _said(band: Cell) -> list[Graded]:
    """The degree of the rows under a band; none where it names several."""
    named = degrees.named(band.words)
    return [Graded(named[0], None, (band,), basis=None)] if len(named) == 1 else []


def _split_sheet(row: Row) -> None:
    """Takes the sheet's label apart from the directorate where one cell holds both."""
    both = row.cells.pop("sheet_direction", None)
    if both is not None:
        match = compiled("tables", "sheet_label").regex.match(both.words)
        if match:
            row.sheet = (both.words[: match.end("sheet")], match["number"])
            exact = both.end - both.start == len(both.words)
            at = both.end - (len(both.words) - match.start("rest")) if exact else both.start
            row.cells["direction"] = Cell(match["rest"], at, both.end, both.row)
        else:
            row.cells["direction"] = both
    elif "sheet" in row.cells:
        label = row.cells["sheet"].words
        number = compiled("tables", "sheet_number").search(label)
        row.sheet = (label, number["number"] if number else None)


def _around(draft: Draft, table: Table) -> list[Graded]:
    """The degree that the caption says, else the heading above; none where they name several or disagree."""
    places: list[Span] = [(table.caption.start, table.caption.end)] if table.caption else []
    heading = draft.outline.at(table.start)
    if heading:
        places.append((heading.start, heading.end))
    told = [
        Graded(named[0], None, (Cell(tidy(draft.document.text[s:e]), s, e),), basis=None)
        for s, e in places
        if len(named := degrees.named(draft.document.text[s:e])) == 1
    ]
    return told if len({graded.degree for graded in told}) == 1 else []
