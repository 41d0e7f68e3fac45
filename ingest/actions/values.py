"""What columns hold, told by their values: where a heading says nothing, or says a word of several meanings."""

from collections.abc import Callable, Iterable

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.column import Column
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import degrees_of, is_called, is_empty, is_marked, terms
from usagraph.ingest.actions.table import Cell, Table
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled

__all__ = ["basis_of", "with_values"]

#: What headings say in words of several meanings: their values decide.
_OPEN = frozenset(["nature", "mode", "method", "stage", "degree", "target", "tick"])
#: How many columns of a role a table may have more than once.
_REPEATED = frozenset(["degree"])
#: How many rows are looked at.
_MOST = 60
_LONGEST = 6
_LONGEST_TICK = 9
_SHARE = 2 / 3

Test = Callable[[str, Legend], bool]


def with_values(table: Table, first: int, columns: list[Column], legend: Legend) -> list[Column]:
    """The columns of `table`, with those that only their values, from row `first` on, tell the meaning of."""
    taken = {column.place: column for column in columns}
    roles = {column.role for column in columns}
    made = []
    for place in range(len(table.rows[0]) if table.rows else 0):
        column = taken.get(place)
        if column is None or column.role in _OPEN:
            column = _told(table, first, place, column, roles, legend)
        if column:
            made.append(column)
            roles.add(column.role)
    return made


def _told(
    table: Table, first: int, place: int, column: Column | None, roles: set[str], legend: Legend
) -> Column | None:
    """The column at a place as its values tell it; as it was where they tell nothing."""
    values = _values(table, first, place)
    if not values or (column and column.role in _TESTS and _fit(values, _TESTS[column.role], legend)):
        return column
    heading = column.words if column else _heading(table, first, place)
    if column is None and (tick := _tick(place, heading, _all(table, first, place))):
        return tick
    tests = {"degree": _is_degree} if column and column.role == "tick" else _TESTS
    role = next((name for name, test in tests.items() if _fit(values, test, legend)), None)
    if role is None or (role in roles - _REPEATED) or not heading or heading in compiled("tables", "not_yet"):
        return column
    if role == "degree":
        return _degree(place, heading)
    return Column(place, heading, role, {"role": role})


def _tick(place: int, heading: str, values: list[str]) -> Column | None:
    """A column of yes and no under a sentence that names one degree: "Les usagers sont consultés"."""
    named = degrees.named(heading) if len(heading.split()) <= _LONGEST_TICK else []
    stages = degrees.stages(heading)
    if len(named) != 1 or heading in compiled("tables", "not_yet"):
        return None
    ticked = all(is_marked(value) or is_empty(value) for value in values)
    return (
        Column(place, heading, "tick", degree=named[0], stage=stages[0] if len(stages) == 1 else None)
        if ticked
        else None
    )


def _degree(place: int, heading: str) -> Column:
    """A column of degrees: of the stage that its heading names, assessed where it says that somebody else judges."""
    stages = degrees.stages(heading)
    stage = stages[0] if len(stages) == 1 else None
    return Column(place, heading, "degree", {"role": "degree", "basis": basis_of(heading)}, stage=stage)


def basis_of(heading: str) -> str:
    """Who says the degrees under a heading: the author assesses them, or else the actors declare them."""
    return "assessed" if heading in compiled("tables", "judged") else "declared"


def _all(table: Table, first: int, place: int) -> list[str]:
    """What the cells of a column say, each cell once."""
    cells: Iterable[Cell | None] = (row[place] for row in table.rows[first : first + _MOST] if place < len(row))
    return [cell.words for cell in dict.fromkeys(cell for cell in cells if cell)]


def _values(table: Table, first: int, place: int) -> list[str]:
    """What the cells of a column say, those that say nothing left out."""
    return [words for words in _all(table, first, place) if not is_empty(words)]


def _heading(table: Table, first: int, place: int) -> str:
    """The name of a column: the lowest cell over its values."""
    above = [row[place] for row in table.rows[:first][::-1] if place < len(row)]
    return next((cell.words for cell in above[:2] if cell), "")


def _fit(values: list[str], test: Test, legend: Legend) -> bool:
    """Whether most values are of a kind: one of them at least, and all where they are few."""
    fitting = sum(test(value, legend) for value in values)
    return fitting > 0 and (fitting >= _SHARE * len(values) if len(values) > 2 else fitting == len(values))


def _is_degree(words: str, legend: Legend) -> bool:
    if len(words.split()) > _LONGEST or not any(c.isalpha() for c in words):
        return False
    return bool(degrees_of(words, legend)) and words not in compiled("tables", "meeting")


def _is_stage(words: str, legend: Legend) -> bool:
    if legend.of("stage", words):
        return True
    return (
        len(words.split()) <= _LONGEST and bool(degrees.stages(words)) and words not in compiled("tables", "progress")
    )


def _is_mode(words: str, legend: Legend) -> bool:
    return is_called(KnownNames(), "mode", words, legend)


def _is_nature(words: str, legend: Legend) -> bool:
    return is_called(KnownNames(), "nature", words, legend)


def _is_method(words: str, legend: Legend) -> bool:
    return bool(terms(KnownNames(), "method", words, legend))


_TESTS: dict[str, Test] = {
    "degree": _is_degree,
    "stage": _is_stage,
    "mode": _is_mode,
    "nature": _is_nature,
    "method": _is_method,
}
