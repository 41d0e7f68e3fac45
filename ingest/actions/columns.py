"""What the columns of a table of actions mean: the header, on one row or two, wherever it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from usagraph.ingest.actions import census, degrees
from usagraph.ingest.actions.column import Column
from usagraph.ingest.actions.groups import DEGREE, WHAT, WHO, groups
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.lent import lent
from usagraph.ingest.actions.meanings import everyday_for, is_called, short_for
from usagraph.ingest.actions.units import bodied
from usagraph.ingest.actions.values import basis_of, is_no_census, shaped, stage_in, with_values
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.ingest.table import Cell, Table
from usagraph.textview import fold

__all__ = ["Column", "Header", "columns_in", "header_of", "is_value", "names_in", "role_of"]

#: How far down the names of the columns may stand: titles and notes come first in spreadsheets.
_DEEPEST = 15
_PARTS = re.compile(r"\s[-–—]\s|[:/>(),|]")
_NOTE = re.compile(r"\s*[(\[].*$", re.DOTALL)
#: "Étape 2 - réalisation", "Niveau 1 : informer": what follows is the name.
_NUMBERED = re.compile(
    r"(?:étape|phase|stade|temps|séquence|niveau|degré|niv\.?|palier)\s?\d\s?[-–—:.()]\s?(?=\w)", re.IGNORECASE
)
_LONGEST_HEADING = 150
#: A heading of more words than this tells of no stage.
_MOST_WORDS = 12
#: A heading of as many words that says "barème" or "palier" may hold the degrees of its stage.
_LONGEST_CODED = 6
#: How many headings are remembered at most.
_MOST_KNOWN = 5_000
#: A table of more rows than this has no names in its first column.
LONGEST_FORM = 60
#: As many columns of degrees make a census without a name for who or what.
_SEVERAL = 3
#: What the second row of names may say.
_SECOND = frozenset(["degree", "tick", "staged", "stage", "method", "mode", "target"])


@dataclass(frozen=True)
class Header:
    """The first row of values, the groups of columns that each make an action, and the heading cells not understood."""

    first: int
    groups: tuple[tuple[Column, ...], ...]
    left: tuple[Cell, ...] = ()

    @property
    def tells_stages(self) -> bool:
        """Whether a row may be one stage of an action."""
        return any(column.role == "stage" for group in self.groups for column in group)


def header_of(table: Table, legend: Legend) -> Header | None:
    """The header of `table`; None where it is no table of actions, or has its names in the first column."""
    if _is_form(table, legend):
        return None
    for number, cells in enumerate(table.rows[:_DEEPEST]):
        columns = bodied(table, number, columns_in(cells, legend, table.rows[number - 1] if number else ()))
        below = _second(table, number, columns, legend)
        first = number + (2 if below else 1)
        named = _understood(table, first, below or columns, legend)
        apart = groups(named)
        if apart:
            rows = table.rows[number:first]
            if len(apart) == 1 and (more := lent(rows, named)):
                named = sorted([*named, *more], key=lambda column: column.place)
                apart = groups(named)
            known = {c.place for c in named}
            left = (c for row in rows for place, c in enumerate(row) if c and place not in known)
            return Header(first, apart, tuple(dict.fromkeys(left)))
    return None


def _understood(table: Table, first: int, columns: list[Column], legend: Legend) -> list[Column]:
    """The columns that names tell, and those that only values do, where the names are those of a table of actions."""
    roles = {column.role for column in columns}
    if first >= len(table.rows):
        return columns
    graded = sum(column.role in DEGREE for column in columns)
    if (len(columns) < 2 or not roles & (WHO | WHAT)) and graded < _SEVERAL:
        return _by_values(table, first, columns, legend) if _may_be_names(table, first) else columns
    made = shaped(table, first, _beside(with_values(table, first, columns, legend)), legend)
    if is_no_census(table, first, made):
        return []
    roles |= {column.role for column in made}
    title = None if "action" in roles else _untitled(table, first, made)
    return [title, *made] if title else made


def _by_values(table: Table, first: int, columns: list[Column], legend: Legend) -> list[Column]:
    """The columns where nearly no name is known: those that values tell, where they tell titles, degrees and more."""
    made = shaped(table, first, with_values(table, first, columns, legend), legend)
    roles = {column.role for column in made}
    graded = sum(column.role in DEGREE for column in made)
    told = "action" in roles and graded and (graded > 1 or roles & {"direction", "stage", "policy", "issue"})
    return (
        made
        if told and not any(c.words in compiled("tables", "no_census") for c in table.rows[first - 1] if c)
        else columns
    )


def _may_be_names(table: Table, first: int) -> bool:
    """Whether the row over `first` is the first of three cells or more, none of them a value."""
    row = table.rows[first - 1]
    filled = {cell for cell in row if cell}
    before = any(len({cell for cell in other if cell}) > 2 for other in table.rows[: first - 1])
    return len(filled) > 2 and not before and not any(is_value(cell) for cell in filled)


def _beside(columns: list[Column]) -> list[Column]:
    """The columns, those that mean something else beside a plainer one of their role taken so: "Secteur" beside "Direction"."""
    plain = {column.role for column in columns if "beside" not in column.rule}
    return [replace(c, role=c.rule["beside"]) if "beside" in c.rule and c.role in plain else c for c in columns]


def _untitled(table: Table, first: int, columns: list[Column]) -> Column | None:
    """The column of titles that has no name of its own: the first, before columns that tell who leads and which degree."""
    roles = {column.role for column in columns}
    told = roles & DEGREE and roles & (WHO | {"issue", "policy"}) and not roles & {"sheet_direction"}
    if not told or any(column.place == 0 for column in columns) or any(row[0] for row in table.rows[:first] if row):
        return None
    titles = [cell.words for row in table.rows[first:] if (cell := row[0])]
    apart = len(set(titles)) == len(titles) > 1 and all(any(c.isalpha() for c in words) for words in titles)
    return Column(0, "", "action") if apart else None


def _is_form(table: Table, legend: Legend) -> bool:
    """Whether names stand in the first column rather than in a row: a form, or a table to be turned."""
    if len(table.rows) > LONGEST_FORM:
        return False
    columns = [dict.fromkeys(cell for cell in cells if cell) for cells in zip(*table.rows, strict=True)]
    named = [len(cells) if 2 * names_in(cells) > len(cells) else 0 for cells in columns]
    widest = max((len(columns_in(cells, legend)) for cells in table.rows[:_DEEPEST]), default=0)
    labels = max((names_in(c for c in row if c and not is_value(c)) for row in table.rows[:_DEEPEST]), default=0)
    pairs = (
        len(named) >= 2 * labels
        and len(named) > 2
        and named[0] >= 2
        and any(count >= 2 for count in named[2::2])
        and not any(named[1::2])
    )
    return pairs or bool(named and named[0] >= 3 and names_in(columns[0]) > widest)


def names_in(cells: Iterable[Cell | None]) -> int:
    """How many of `cells` are names of columns, codes apart."""
    return sum(_column(0, cell.words, Legend()) is not None for cell in cells if cell)


def role_of(words: str) -> str | None:
    """What the name of a column, or a label before a colon, says that its values are; None where it is none."""
    column = _column(0, words, Legend())
    return column.role if column else None


def is_value(cell: Cell) -> bool:
    """Whether a cell that might be the name of a column is a value: a degree, a mode."""
    return bool(degrees.named(cell.words)) or is_called(KnownNames(), "mode", cell.words, Legend())


def columns_in(cells: tuple[Cell | None, ...], legend: Legend, above: tuple[Cell | None, ...] = ()) -> list[Column]:
    """The columns that the cells of a row name, each alone."""
    short = _short(cells, legend)
    columns = (short.get(place) or _column(place, cell.words, legend) for place, cell in enumerate(cells) if cell)
    return _staged([_under(column, above) for column in columns if column])


def _staged(columns: list[Column]) -> list[Column]:
    """The columns, with what may name actions a stage beside other stages: "Réalisation" beside "Évaluation"."""
    if not any(column.role == "staged" for column in columns):
        return columns
    named = {c.place: stage for c in columns if c.role == "action" and c.weak and (stage := stage_in(c.words))}
    return [replace(c, role="staged", rule={}, stage=named[c.place]) if c.place in named else c for c in columns]


def _short(cells: tuple[Cell | None, ...], legend: Legend) -> dict[int, Column]:
    """The columns of ticks in a row of names of which three or more tell degrees in short or in verbs: "CS", "On discute"."""
    coded = legend.has("degree")
    told = {
        place: (cell, everyday_for(cell.words) or (None if coded else short_for(cell.words)))
        for place, cell in enumerate(cells)
        if cell
    }
    if len({degree for _, degree in told.values() if degree}) < _SEVERAL:
        return {}
    return {
        place: Column(place, cell.words, "tick", {"guessed": True}, degree=degree)
        for place, (cell, degree) in told.items()
        if degree
    }


def _column(place: int, words: str, legend: Legend) -> Column | None:
    """What a heading says, else what it says without the note at its end: "Degré (de 1 à 4)", "Direction *"."""
    if code := legend.of("degree", words):
        return Column(place, words, "tick", degree=code)
    if at := legend.of("stage", words):
        return Column(place, words, "staged", stage=at)
    if len(words) > _LONGEST_HEADING:
        return None
    known = _known()
    if len(known) > _MOST_KNOWN:
        known.clear()
    if words not in known:
        bare = _NOTE.sub("", words).strip(" :*?")
        numbered = _NUMBERED.match(words)
        known[words] = (
            (_named(words[numbered.end() :].strip(" )")) if numbered else None)
            or _named(words)
            or (_named(bare) if bare and bare != words else None)
        )
    found = known[words]
    return found and replace(found, place=place, words=words)


def _named(words: str) -> Column | None:
    length = len(words.split())
    named = degrees.named(words) if length <= 5 else []
    stage = stage_in(words) if length <= _MOST_WORDS else None
    if len(named) == 1 and _is_bare(words):
        return Column(0, words, "tick", degree=named[0], stage=stage)
    if stage and words in compiled("tables", "degree_at"):
        return Column(0, words, "degree", {"role": "degree", "basis": basis_of(words)}, stage=stage)
    for rule, test in _columns():
        if words in test:
            return Column(0, words, rule["role"], rule, stage=stage if rule["role"] == "degree" else None)
    short = length <= 3 or (length <= _LONGEST_CODED and words in compiled("tables", "coded"))
    return Column(0, words, "staged", stage=stage) if stage and short else None


def _is_bare(words: str) -> bool:
    """Whether a heading is a degree and nothing more: "Consultation", "Co-construction avec les usagers"."""
    first = fold(words).split()[:1]
    if len(words.split()) <= 2 or (first and degrees.named(first[0])):
        return True
    parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
    return len(parts) == 2 and any(degrees.stages(a) and len(b.split()) == 1 for a, b in (parts, parts[::-1]))


def _second(table: Table, number: int, columns: list[Column], legend: Legend) -> list[Column] | None:
    """The columns with those of a second row of names under some of them; None where the next row holds values."""
    if number + 1 >= len(table.rows):
        return None
    own = [(p, c) for p, c in enumerate(table.rows[number + 1]) if c and c.row == number + 1]
    short = _short(table.rows[number + 1], legend)
    below = [short.get(place) or _column(place, cell.words, legend) for place, cell in own]
    taken = {c.place for c in columns if c.role == "action"} & {place for place, _ in own}
    told = sum(bool(c and c.role in (*DEGREE, "stage")) for c in below)
    graded = 2 * told >= len(own) and all(c and c.role in _SECOND for c in below)
    known = bool({c.place for c in columns} - {p for p, _ in own}) and 2 * sum(map(bool, below)) > len(own)
    grouped = known and all(_is_wide(table, number, place) for place, _ in own)
    if len(own) < 2 or taken or not (graded or grouped):
        return None
    named = [_under(c, table.rows[number]) for c in below if c]
    places = {place for place, _ in own} if grouped else {c.place for c in named}
    return sorted([*(c for c in columns if c.place not in places), *named], key=lambda c: c.place)


def _is_wide(table: Table, number: int, place: int) -> bool:
    """Whether the cell over a place, or to its left, goes on beside it: the name of a group of columns."""
    row = table.rows[number]
    over, beside = row[place], [row[p] for p in (place - 1, place + 1) if 0 <= p < len(row)]
    # A plain file leaves what is merged empty.
    return any(row[:place]) if over is None else any(other == over for other in beside) or None in beside[-1:]


def _under(column: Column, above: tuple[Cell | None, ...]) -> Column:
    """A column of degrees or stages with what the name above it, or above it to the left, adds."""
    if column.role not in DEGREE:
        return column
    over = next((cell for cell in reversed(above[: column.place + 1]) if cell), None)
    if over is None or len(over.words.split()) > 6:
        return column
    stages, named = degrees.stages(over.words), degrees.named(over.words)
    if column.role in ("tick", "degree") and not column.stage and len(stages) == 1:
        return replace(column, stage=stages[0])
    if column.role == "staged" and len(named) == 1:
        return replace(column, role="tick", degree=named[0])
    return column


@cached
def _columns() -> tuple[tuple[dict[str, Any], Pattern], ...]:
    shared = tuple((entry, pattern(entry)) for entry in load("tables")["columns"])
    return (*census.columns(), *shared)


@cached
def _known() -> dict[str, Column | None]:
    """What the headings seen so far mean, by the rules of now."""
    return {}
