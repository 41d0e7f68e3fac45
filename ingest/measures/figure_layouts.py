"""What the columns of a table of figures hold: what is counted, what it was, what it has become, in which unit."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.measures.counted import unit_of
from usagraph.ingest.measures.numbers import Quantity, quantity
from usagraph.ingest.rulebook import compiled, load
from usagraph.ingest.table import Cell, Table, turned
from usagraph.textview import flat

__all__ = ["Layout", "laid_out", "number_in"]

_WIDEST = 12  # columns of a table of figures
_DEEPEST = 5  # rows in which the names of the columns may stand
_LONGEST = 160  # code points of the name of a column
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = ("change", "year", "before", "after", "value")


@dataclass(frozen=True)
class Layout:
    """Where the values of a table of figures stand; `first`: its first row of values, `sign`: the unit that names tell."""

    table: Table
    first: int
    label: int
    after: int
    before: int | None = None
    moment: str = ""
    unit: int | None = None
    sign: str = ""


def laid_out(table: Table) -> Layout | None:
    """The layout of a table of figures, its names in a row or in its first column; None where it is none."""
    if not table.rows or len(table.rows) < len(("names", "values")):
        return None
    found = _layout(table) if len(table.rows[0]) <= _WIDEST else None
    if found is None and len(table.rows) <= _WIDEST:
        other = _layout(turned(table), lying=True)
        return other if other and other.before is not None else None
    return found


def number_in(words: str) -> tuple[Quantity, str] | None:
    """The number of a cell and its unit, empty where it has none; None where it holds no number alone."""
    match = compiled("measurements", "cell").regex.match(flat(words))
    told = quantity(match["value"].strip("+ ")) if match else None
    if match is None or told is None:
        return None
    return told, unit_of(match["sign"]) or unit_of(match["what"]) or match["what"] or ""


def _layout(table: Table, *, lying: bool = False) -> Layout | None:
    for first, cells in _heads(table):
        found = _read(table, first, cells, lying=lying)
        if found:
            return found
    return None


def _heads(table: Table) -> Iterator[tuple[int, tuple[Cell | None, ...]]]:
    """The rows that may name the columns, each with the row after it; names on two rows as one."""
    for number, row in enumerate(table.rows[:_DEEPEST]):
        if len({cell.start for cell in row if cell}) < len(("indicator", "value")):
            continue
        below = table.rows[number + 1] if number + 1 < len(table.rows) else ()
        wide = any(a and b and a.start == b.start for a, b in itertools.pairwise(row))
        if wide and below:
            yield number + 2, tuple(low or high for high, low in zip(row, below, strict=True))
        yield number + 1, row


def _read(table: Table, first: int, cells: tuple[Cell | None, ...], *, lying: bool) -> Layout | None:
    names = [_name(cells, place) for place in range(len(cells))]
    numeric = [place for place in range(len(cells)) if _is_numeric(table, first, place)]
    label = _label(table, first, names, numeric, lying=lying)
    units = [p for p, name in enumerate(names) if name and compiled("measurements", "unit_column").find(name)]
    kinds = {place: _kind(names[place]) for place in numeric if place not in (label, *units)}
    kinds = {place: kind for place, kind in kinds.items() if kind != "change"}
    ends = _ends(kinds, names) if label is not None else None
    if label is None or ends is None or (lying and {kinds[p] for p in ends if p is not None} != {"before", "after"}):
        return None
    before, after = ends
    if before is None and not names[label]:
        return None
    said = cells[after]
    sign = compiled("measurements", "unit_in_label").find(flat(said.words)) if said else None
    moment = said.words if said and (before is not None or kinds[after] == "year") else ""
    return Layout(table, first, label, after, before, moment, units[0] if units else None, sign["unit"] if sign else "")


def _name(cells: tuple[Cell | None, ...], place: int) -> str:
    """What a column is called, without the unit it tells; empty where the name beside it goes on."""
    cell = cells[place]
    if cell is None or (place and (left := cells[place - 1]) and left.start == cell.start):
        return ""
    words = flat(cell.words)
    sign = compiled("measurements", "unit_in_label").find(words)
    return (words[: sign.start()] if sign else words).strip(" :*?")


def _kind(name: str) -> str:
    """What a column of numbers holds; empty where its name does not say."""
    if not name or len(name) > _LONGEST:
        return ""
    return next((kind for kind in _KINDS if compiled("measurements", "columns", kind).find(name)), "")


def _label(table: Table, first: int, names: list[str], numeric: list[int], *, lying: bool) -> int | None:
    """The column that says what is counted; None where no name tells it, and not all else are numbers."""
    told = [p for p, name in enumerate(names) if name and compiled("measurements", "columns", "counted").find(name)]
    if told or not names:
        return next((place for place in told if place not in numeric), None)
    if 0 in numeric or len(names[0]) > _LONGEST or _kind(names[0]) in ("before", "after", "year"):
        return None
    if lying:
        return 0
    if first > len(("names",)) or compiled("measurements", "columns", "described").find(names[0]):
        return None
    if compiled("measurements", "columns", "indicator").find(names[0]):
        return 0
    return 0 if _is_of_figures(table, first, names) else None


def _is_of_figures(table: Table, first: int, names: list[str]) -> bool:
    """Whether every row has a number in each of two columns or more, so that their headings tell when they hold."""
    apart = (compiled("measurements", "columns", "change"), compiled("measurements", "unit_column"))
    rest = [p for p, name in enumerate(names) if p and not any(test.find(name) for test in apart)]
    if len(rest) < len(("before", "after")):
        return False
    return all((cell := row[place]) and number_in(cell.words) for row in table.rows[first:] for place in rest)


def _is_numeric(table: Table, first: int, place: int) -> bool:
    """Whether most cells of a column are numbers, and not all of them years."""
    cells = [cell for row in table.rows[first:] if (cell := row[place])]
    if all(_YEAR.fullmatch(cell.words) for cell in cells):
        return False
    return 2 * sum(number_in(cell.words) is not None for cell in cells) > len(cells) > 0


def _ends(kinds: dict[int, str], names: list[str]) -> tuple[int | None, int] | None:
    """The columns of the value before and of the value; None where the names do not tell them apart."""
    of = {
        kind: [place for place, told in kinds.items() if told == kind] for kind in ("before", "after", "year", "value")
    }
    if of["before"] and of["after"]:
        return of["before"][0], of["after"][-1]
    years = sorted(of["year"], key=lambda place: _year(names[place]))
    named = of["before"] + of["after"]
    if len(named) == 1 and len(kinds) == len(("before", "after")):
        (other,) = (place for place in kinds if place not in named)
        if kinds[other] in ("year", "value"):
            return (named[0], other) if of["before"] else (other, named[0]) if years else (None, named[0])
    if len(years) == len(kinds):
        return None if not years else (years[0], years[-1]) if len(years) > 1 else (None, years[0])
    if not named and not years and (pair := _in_turn(kinds, names)):
        return pair
    single = of["after"] or of["value"]
    return (None, single[0]) if len(single) == 1 and not of["before"] and not years else None


def _in_turn(kinds: dict[int, str], names: list[str]) -> tuple[int, int] | None:
    """The first and the last of columns that are moments in turn: "Rentrée 1" and "Rentrée 3", "Octobre" and "Février"."""
    places = list(kinds)
    told = [compiled("measurements", "columns", "moment").regex.match(names[place]) for place in places]
    found = [(m["stem"] or m["stem2"] or "", m["number"] or m["number2"] or "") for m in told if m]
    if len(places) < len(("before", "after")) or len(found) != len(places) or len({stem for stem, _ in found}) > 1:
        return None
    numbers = [number for _, number in found]
    known = [load("measurements")["turns"].get(number, number) for number in numbers]
    in_order = all(str(one).isdigit() for one in known) and [int(one) for one in known] == sorted(map(int, set(known)))
    return (places[0], places[-1]) if in_order or (found[0][0] == "" and len(set(names)) == len(names)) else None


def _year(name: str) -> str:
    match = compiled("measurements", "columns", "year").find(name)
    return f"{match['year']} {name}" if match else name
