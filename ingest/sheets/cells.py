"""What the tables of a sheet are: forms (label, value), degrees by stage, or data that no heading stands in."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from usagraph.ingest.actions import degrees
from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.headings import meaning, stage_of
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.ingest.table import Cell, Table
from usagraph.records import Document

__all__ = ["Label", "Step", "Tables", "lay_out"]

_PAIR = 2  # columns of a form: labels and values
_MOST_ROWS = 12  # of labels over values
_OTHERS = 3  # labels of other things that make a form of a table where stages have rows too
_STAGED = ("stage", "degree", "degrees")
_LAYOUT = 3  # lines: a cell with more of them is a column of a page, not a datum


@dataclass(frozen=True)
class Label:
    """A label of a form, what it means (None: nobody knows), its cells of values and the end of its row."""

    cell: Cell
    meaning: Meaning | None
    values: tuple[Cell, ...]
    end: int


@dataclass(frozen=True)
class Step:
    """A degree at a stage, as a row of a table tells it."""

    stage: str
    degree: str
    words: str
    spans: tuple[Span, ...]
    start: int


@dataclass(frozen=True)
class Tables:
    """The labels of all forms and the steps; where the cells begin that are values of a form, or data."""

    labels: dict[int, Label]
    steps: tuple[Step, ...]
    values: frozenset[int]
    data: frozenset[int]


def lay_out(document: Document, found: Iterable[Table], profile: str, apart: Collection[Span]) -> Tables:
    """What each table `found` in the document is, those that are read otherwise (`apart`) left out."""
    labels: dict[int, Label] = {}
    steps: list[Step] = []
    values: set[int] = set()
    data: set[int] = set()
    for table in found:
        if any(start <= table.start < end for start, end in apart):
            continue
        told = list(_steps(table))
        form = _form(table, profile)
        if told and not _tells_more(form, len(told)):
            form = []
        form = form or ([] if told else _across(table, profile))
        asked = {label.cell.start for label in form if label.meaning}
        told = [step for step in told if step.start not in asked]
        steps += told
        labels.update((label.cell.start, label) for label in form)
        values.update(cell.start for label in form for cell in label.values)
        if told and not form:
            data.update(cell.start for cell in _cells(table))
        elif not form:
            data.update(cell.start for cell in _cells(table) if _is_datum(document, table, cell))
    return Tables(labels, tuple(steps), frozenset(values), frozenset(data))


def _tells_more(form: list[Label], steps: int) -> bool:
    """Whether a form tells of other things than of its steps, and as often at least."""
    others = sum(label.meaning is not None and label.meaning.takes not in _STAGED for label in form)
    return others >= max(_OTHERS, steps)


def _cells(table: Table) -> list[Cell]:
    return list(dict.fromkeys(cell for row in table.rows for cell in row if cell))


def _is_datum(document: Document, table: Table, cell: Cell) -> bool:
    lines = [line for line in document.text[cell.start : cell.end].split("\n") if line.strip()]
    return len(table.rows[0]) > 1 and len(lines) < _LAYOUT


def _row(number: int, cells: tuple[Cell | None, ...]) -> list[Cell]:
    return [cell for cell in dict.fromkeys(cell for cell in cells if cell) if cell.row == number]


def _form(table: Table, profile: str) -> list[Label]:
    """The labels of a table whose rows are label and value, once or more; empty where it is none."""
    rows = [_row(number, cells) for number, cells in enumerate(table.rows)]
    told = [row for row in rows if row and meaning(row[0].words, profile, True)]
    filled = [row for row in rows if row]
    if not told or (len(told) < 2 and len(filled) > 2) or 2 * len(told) < len(filled):
        return []
    first = 0
    if len(filled) > 1 and _heads_columns(filled[0], profile) and not _heads_columns(filled[1], profile):
        # "Thème | Description" above labels and values is no label; above other rows it heads columns.
        if 2 * (len(told) - 1) < len(filled) or len(filled[0]) > _PAIR:
            return []
        first = rows.index(filled[0]) + 1
    places = _places(table, profile)
    rest = list(enumerate(table.rows))[first:]
    return [label for number, cells in rest for label in _pairs(number, cells, places, profile)]


def _heads_columns(row: list[Cell], profile: str) -> bool:
    """Whether a row is the names of columns: its neighbours mean something too."""
    return len(row) > 1 and all(meaning(cell.words, profile) for cell in row[:2])


def _places(table: Table, profile: str) -> set[int]:
    """The columns where labels stand: the first, and any other with as many known labels as not."""
    columns = {0}
    for place in range(2, len(table.rows[0])):
        column = [c for n, row in enumerate(table.rows) if (c := row[place]) and c.row == n and row[place - 1] != c]
        known = [c for c in column if meaning(c.words, profile)]
        if known and 2 * len(known) >= len(column):
            columns.add(place)
    return columns


def _pairs(number: int, cells: tuple[Cell | None, ...], places: set[int], profile: str) -> Iterator[Label]:
    row: list[Cell] = []
    groups: list[tuple[Cell, list[Cell]]] = []
    for place, cell in enumerate(cells):
        if cell is None or cell in row or (cell.row != number and place not in places):
            continue
        row.append(cell)
        if place in places:
            groups.append((cell, []))
        elif groups:
            groups[-1][1].append(cell)
    for label, values in groups:
        ends = [label.end, *(cell.end for cell in values)]
        if label.row == number or values:
            yield Label(label, meaning(label.words, profile, True), tuple(values), max(ends))


def _across(table: Table, profile: str) -> list[Label]:
    """The labels of a table of names of columns over one row of values, once or again and again; empty where it is none."""
    if len(table.rows) % _PAIR or len(table.rows) > _MOST_ROWS:
        return []
    told = [_over(table.rows[n], table.rows[n + 1], profile) for n in range(0, len(table.rows), _PAIR)]
    repeated = len(told) > 1 and any(_over(row, row, profile, same=True) for row in table.rows[1::_PAIR])
    return [label for labels in told for label in labels] if all(told) and not repeated else []


def _over(
    heads: tuple[Cell | None, ...], values: tuple[Cell | None, ...], profile: str, *, same: bool = False
) -> list[Label]:
    """The labels of two rows: names of columns, and one row of values; `same`: whether a row may stand over itself."""
    if len(heads) < _PAIR:
        return []
    cells = dict.fromkeys((h, v) for h, v in zip(heads, values, strict=True) if h and v)
    pairs = [(head, value) for head, value in cells if same or head != value]
    known = [(head, value, found) for head, value in pairs if (found := meaning(head.words, profile))]
    if len(known) < 2 or 2 * len(known) < len(pairs):
        return []
    return [Label(head, meaning(head.words, profile, True), (value,), value.end) for head, value in pairs]


def _steps(table: Table) -> Iterator[Step]:
    """The degrees by stage of a table: named in a cell beside the stage, or ticked under the name of the degree."""
    rows = [list(row) for row in table.rows]
    staged = [(n, stage) for n, row in enumerate(rows) if row and row[0] and (stage := stage_of(row[0].words))]
    if len(staged) < 2:
        yield from _crossed(rows)
        return
    heads = rows[staged[0][0] - 1] if staged[0][0] else []
    ticks = {place: named[0] for place, cell in enumerate(heads) if cell and len(named := _only(cell.words)) == 1}
    for number, stage in staged:
        first, *others = rows[number]
        yield from _row_steps(stage, first, others, ticks)


def _row_steps(stage: str, first: Cell | None, others: list[Cell | None], ticks: dict[int, str]) -> Iterator[Step]:
    if first is None:
        return
    head = (first.start, first.end)
    for place, cell in enumerate(others, 1):
        if cell is None:
            continue
        if place in ticks and cell.words in compiled("tables", "marked"):
            yield Step(stage, ticks[place], cell.words, ((cell.start, cell.end), head), first.start)
        elif not ticks and len(named := _only(cell.words)) == 1:
            yield Step(stage, named[0], cell.words, ((cell.start, cell.end), head), first.start)
            return


def _crossed(rows: list[list[Cell | None]]) -> Iterator[Step]:
    """Stages as columns: degrees ticked in rows, or one row that names them."""
    if len(rows) < 2:
        return
    stages = {place: stage for place, cell in enumerate(rows[0]) if cell and (stage := stage_of(cell.words))}
    if len(stages) < 2:
        return
    for row in rows[1:]:
        named = _only(row[0].words) if row[0] and 0 not in stages else []
        for place, stage in stages.items():
            head, cell = rows[0][place], row[place]
            if head is None or cell is None:
                continue
            told = named if named and cell.words in compiled("tables", "marked") else _only(cell.words)
            if len(told) == 1:
                yield Step(stage, told[0], cell.words, ((cell.start, cell.end), (head.start, head.end)), head.start)


def _only(words: str) -> list[str]:
    """The degrees that a cell names where it is short, or in what stands before its colon: a sentence is read otherwise."""
    if len(words.split()) <= _SHORT:
        return degrees.named(words)
    head, colon, _ = words.partition(":")
    return degrees.named(head) if colon and len(head.split()) <= _HEAD else []


_SHORT = 6
_HEAD = 3
