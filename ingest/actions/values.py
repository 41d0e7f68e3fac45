"""What columns hold, told by their values: where a heading says nothing, or says a word of several meanings."""

import re
from dataclasses import replace

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.column import Column
from usagraph.ingest.actions.fitting import TESTS, fit, is_stage
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import (
    abbreviated,
    degrees_of,
    is_empty,
    is_marked,
    level_of,
    short_for,
)
from usagraph.ingest.actions.shapes import (
    are_bodies,
    are_figures,
    are_people,
    are_policies,
    are_titles,
    are_users,
)
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Cell, Table
from usagraph.textview import fold

__all__ = ["basis_of", "is_no_census", "shaped", "stage_in", "tells", "values_of", "with_values"]

#: What headings say in words of several meanings: their values decide.
_OPEN = frozenset(["nature", "mode", "method", "stage", "degree", "target", "tick", "text"])
#: How many columns of a role a table may have more than once.
_REPEATED = frozenset(["degree"])
#: How many rows are looked at.
_MOST = 60
#: A heading longer than this, in characters, is not cut to find a stage.
_LONGEST_NAME = 150
_LONGEST_TICK = 9

#: As many degrees told by short forms are a scale.
_SCALE = 3
#: Columns whose cells tell degrees.
_GRADED = frozenset(["degree", "staged", "tick"])
_CUT = re.compile(r"\s[-–—>→]\s|[:/(),|>→–—\n]")
#: What a heading says before the stage that it ends with: "Participation lors du cadrage".
_MOMENT = re.compile(
    r".*?\b(?P<at>au stade|a l'etape|au moment|en phase|lors|au cours|cote|phase|au temps|en|au|aux|a|pendant|durant|pour)\s"
    r"(?:d(?:e |u |'))?(?:la |l'|le |les )?(?=\w)"
)

Rows = list[tuple[Cell | None, ...]]


def with_values(table: Table, first: int, columns: list[Column], legend: Legend) -> list[Column]:
    """The columns of `table`, with those that only their values, from row `first` on, tell the meaning of."""
    taken = {column.place: column for column in columns}
    roles = {column.role for column in columns}
    made = []
    rows = _body(table, first)
    for place in range(len(table.rows[0]) if table.rows else 0):
        column = taken.get(place)
        if column is None or column.role in _OPEN:
            column = _told(table, first, place, rows, column, roles, legend)
        if column:
            made.append(column)
            roles.add(column.role)
    return made


def _told(
    table: Table, first: int, place: int, rows: Rows, column: Column | None, roles: set[str], legend: Legend
) -> Column | None:
    """The column at a place as its values tell it; as it was where they tell nothing."""
    values = _told_in(rows, place)
    if not values or (column and column.role in TESTS and fit(values, TESTS[column.role], legend)):
        return column
    heading = column.words if column else _heading(table, first, place)
    if (column is None or column.role == "target") and (tick := _tick(place, heading, _all(rows, place))):
        return tick
    tests = {"degree": TESTS["degree"]} if column and column.role == "tick" else TESTS
    role = next((name for name, test in tests.items() if fit(values, test, legend)), None)
    if role is None and column is None and _are_codes(heading, values, legend):
        role = "degree"
    if role is None or (role in roles - _REPEATED) or not heading or heading in compiled("tables", "not_yet"):
        return column
    if role == "degree":
        return _degree(place, heading)
    return Column(place, heading, role, {"role": role})


def _are_codes(heading: str, values: list[str], legend: Legend) -> bool:
    """Whether all values are codes of degrees of the legend, under a heading that may hold such."""
    coded = {legend.of("degree", value) for value in values}
    return None not in coded and len(coded) > 1 and heading in compiled("tables", "coded")


def shaped(table: Table, first: int, columns: list[Column], legend: Legend) -> list[Column]:
    """The columns of `table` with those that the shape of their cells tells, where others tell degrees; those that are
    called stages and tell no degree left out."""
    rows = _body(table, first)
    held = {place: _told_in(rows, place) for place in range(len(table.rows[0]) if table.rows else 0)}
    graded = [column for column in columns if column.role in _GRADED]
    told = {column.place for column in graded if tells(column, held[column.place], legend)}
    blank = [c for c in graded if c.place not in told and held[c.place]]
    short = [c for c in blank if all(short_for(value) for value in held[c.place])]
    others = any(c not in short and all(value.isupper() for value in held[c.place]) for c in blank)
    if not others and abbreviated(value for column in short for value in held[column.place]):
        told |= {column.place for column in short}
    made = [c for c in columns if c.role != "staged" or c.place in told or not held[c.place]]
    if not any(c.place in told and not _is_ticked(c, held[c.place]) for c in graded):
        # Ticks under stages are no degrees.
        told = set()
    free = [place for place in held if held[place] and place not in {column.place for column in made}]
    named = {place: _heading(table, first, place) for place in free}
    coded = [p for p in free if named[p] and all(short_for(value) for value in held[p])]
    if len(coded) > 1 and len(set(abbreviated(v for p in coded for v in held[p]).values())) >= _SCALE:
        made += [_degree(p, named[p]) for p in coded]
        told |= {*coded}
    if not told:
        return made
    made = [_plain(column, made) for column in made if not _is_values(column, held[column.place], legend)]
    made = [_as_target(column, made, held) for column in made]
    made = [c for c in made if not (c.role == "action" and c.weak and are_people(held[c.place]))]
    free = [place for place in free if place not in told]
    open_ = [place for place in free if named[place] and named[place] not in compiled("tables", "no_title")]
    staged = any(column.role == "stage" for column in made)
    text = next((p for p in free if are_titles(held[p], staged=staged)), None)
    roles = {column.role for column in made}
    if not roles & {"direction", "sheet_direction"}:
        made = [
            replace(c, role="direction") if c.role == "responsible" and are_bodies(held[c.place]) else c for c in made
        ]
    if not {column.role for column in made} & {"direction", "sheet_direction", "responsible"}:
        made += [Column(p, named[p], "direction") for p in open_ if are_bodies(held[p])][:1]
    if "policy" not in roles:
        made += [Column(p, named[p], "policy") for p in open_ if are_policies(held[p])][:1]
    made = _titled(made, text if text in open_ else None, named, held, several=len(told) > 1)
    return sorted(made, key=lambda column: column.place)


def _is_ticked(column: Column, values: list[str]) -> bool:
    """Whether a column of a stage holds nothing but ticks."""
    return column.role == "staged" and all(is_marked(value) for value in values)


def _is_values(column: Column, values: list[str], legend: Legend) -> bool:
    """Whether what is called titles are modes or degrees: the row read as names is one of values."""
    tests = [TESTS[role] for role in ("mode", "degree", "nature")]
    return column.role == "action" and bool(values) and all(any(test(v, legend) for test in tests) for v in values)


def _plain(column: Column, columns: list[Column]) -> Column:
    """A column of issues or policies beside who leads and degrees is one, however weak its name."""
    led = any(c.role in ("direction", "sheet_direction") for c in columns)
    weak = led and column.weak and column.role in ("issue", "policy")
    return replace(column, rule={**column.rule, "weak": False}) if weak else column


def _titled(
    columns: list[Column], title: int | None, named: dict[int, str], held: dict[int, list[str]], *, several: bool
) -> list[Column]:
    """The columns with that of the titles: the first of free text, each cell its own, beside enough that tells an action."""
    roles = {column.role for column in columns}
    enough = several or roles & {"direction", "sheet_direction", "issue", "policy", "stage", "objective"}
    if not enough or roles & {"law"}:
        return columns
    if "action" in roles:
        return [
            replace(c, rule={**c.rule, "weak": False})
            if c.role == "action" and c.weak and are_titles(held[c.place], staged="stage" in roles)
            else c
            for c in columns
        ]
    if "sheet_direction" in roles:
        return columns
    free = title is not None and all(column.place != title for column in columns)
    return columns if title is None or not free else [*columns, Column(title, named[title], "action")]


def _as_target(column: Column, columns: list[Column], held: dict[int, list[str]]) -> Column:
    """Those with whom something is done are its public where they are users, not bodies."""
    users = column.role == "partner" and are_users(held[column.place])
    return (
        Column(column.place, column.words, "target") if users and all(c.role != "target" for c in columns) else column
    )


def tells(column: Column, values: list[str], legend: Legend) -> bool:
    """Whether one of the values of a column of degrees tells one, short forms apart."""
    return any(
        (column.role != "degree" and is_marked(value))
        or level_of(value)
        or degrees_of(value, legend)
        or (column.role == "tick" and is_stage(value, legend))
        for value in values
    )


def is_no_census(table: Table, first: int, columns: list[Column]) -> bool:
    """Whether a table that tells no degree is one of sums, sessions, risks or people: by its headings, or its figures."""
    if any(column.role in (*_GRADED, "stage", "mode") for column in columns):
        return False
    width = len(table.rows[0])
    headings = {_heading(table, first, place) for place in range(width)} - {""}
    known = {column.place for column in columns}
    rows = _body(table, first)
    figures = sum(are_figures(_told_in(rows, place)) for place in range(width) if place not in known)
    return sum(heading in compiled("tables", "no_census") for heading in headings) > 1 or 2 * figures >= width


def stage_in(words: str) -> str | None:
    """The one stage that a heading names: whole, in one of its parts, or at its end; None where it names several."""
    found = degrees.stages(words)
    if found:
        return found[0] if len(found) == 1 else None
    if len(words) > _LONGEST_NAME:
        return None
    parts = [part for part in _CUT.split(words) if part.strip()]
    moments = [match for part in parts for match in _MOMENT.finditer(fold(part).strip())]
    ends = [match.string[match.end() :] for match in moments]
    if not any(degrees.stages(end) for end in ends):
        ends = [match.string[match.start("at") :] for match in moments]
    if len(words.split()) in (2, 3):
        ends.append(words.split()[-1])
    told = {stage for part in (*(parts if len(parts) > 1 else ()), *ends) for stage in degrees.stages(part)}
    return min(told) if len(told) == 1 else None


def _tick(place: int, heading: str, values: list[str]) -> Column | None:
    """A column of yes and no under a sentence that names one degree: "Les usagers sont consultés"."""
    named = degrees.named(heading) if len(heading.split()) <= _LONGEST_TICK else []
    if len(named) != 1 or heading in compiled("tables", "not_yet"):
        return None
    ticked = all(is_marked(value) or is_empty(value) for value in values)
    return Column(place, heading, "tick", degree=named[0], stage=stage_in(heading)) if ticked else None


def _degree(place: int, heading: str) -> Column:
    """A column of degrees: of the stage that its heading names, assessed where it says that somebody else judges."""
    # "Conc." beside "Éval.": over degrees it is no degree.
    stage = "conception" if fold(heading) == "conc." else stage_in(heading)
    return Column(place, heading, "degree", {"role": "degree", "basis": basis_of(heading)}, stage=stage)


def basis_of(heading: str) -> str:
    """Who says the degrees under a heading: the author assesses them, or else the actors declare them."""
    return "assessed" if heading in compiled("tables", "judged") else "declared"


def _body(table: Table, first: int) -> Rows:
    """The rows of values that are looked at; a row of one cell is a note."""
    return [row for row in table.rows[first : first + _MOST] if not _is_note(row)]


def _all(rows: Rows, place: int) -> list[str]:
    """What the cells of a column say, each cell once."""
    cells = (row[place] for row in rows if place < len(row))
    return [cell.words for cell in dict.fromkeys(cell for cell in cells if cell)]


def _told_in(rows: Rows, place: int) -> list[str]:
    """What the cells of a column say, those that say nothing left out."""
    return [words for words in _all(rows, place) if not is_empty(words)]


def _is_note(row: tuple[Cell | None, ...]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and ((len(row) > 2 and len(filled) == 1) or filled[0].words in compiled("tables", "total"))


def values_of(table: Table, first: int, place: int) -> list[str]:
    """What the cells of a column say, from row `first` on, those that say nothing left out."""
    return _told_in(_body(table, first), place)


def _heading(table: Table, first: int, place: int) -> str:
    """The name of a column: the lowest cell over its values."""
    above = [row[place] for row in table.rows[:first][::-1] if place < len(row)]
    return next((cell.words for cell in above[:2] if cell), "")
