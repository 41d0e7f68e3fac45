"""Tables of figures: an indicator a row, what it was and what it has become in the columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.measures.counted import unit_of
from usagraph.ingest.measures.numbers import Quantity, quantity
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import flat, tidy

__all__ = ["Row", "rows"]

_WIDEST = 8  # columns of a table of figures
_LONGEST = 160  # code points of an indicator


@dataclass(frozen=True)
class Row:
    """A figure of a table; `moment`: the words of the column, where they say when."""

    label: Block
    indicator: str
    value: Quantity
    unit: str
    words: str
    spans: tuple[Span, ...]
    before: Decimal | None = None
    moment: str = ""


def rows(draft: Draft) -> Iterator[Row]:
    """The figures of the tables whose first row names them: before and after, two years, or one value."""
    for grid in draft.grids:
        if len(grid) < 2 or len(next(iter(grid.values()))) > _WIDEST:
            continue
        columns, unit = _columns(draft, grid), _unit_column(draft, grid[min(grid)])
        for number in sorted(grid)[1:] if columns else ():
            row = _row(draft, grid[number], *columns) if columns else None
            if row:
                told = grid[number].get(unit) if unit is not None else None
                yield replace(row, unit=tidy(draft.document.words(told)).lower()) if told else row


def _unit_column(draft: Draft, head: dict[int, Block]) -> int | None:
    """The column that says the units; None where there is none."""
    named = (c for c, block in head.items() if draft.document.words(block) in compiled("measurements", "unit_column"))
    return next(named, None)


def _columns(draft: Draft, grid: dict[int, dict[int, Block]]) -> tuple[int | None, int, str] | None:
    """The column of the value before, that of the value, and when the second holds; None where it is no such table."""
    head = {column: flat(tidy(draft.document.words(block))) for column, block in grid[min(grid)].items()}
    first = head.pop(0, "")
    apart = (compiled("measurements", "columns", "change"), compiled("measurements", "unit_column"))
    rest = sorted(column for column in head if not any(head[column] in test for test in apart))
    if len(first) > _LONGEST or first in compiled("measurements", "columns", "described"):
        return None
    if first not in compiled("measurements", "columns", "indicator") and not _is_of_figures(draft, grid, rest):
        return None
    found = {
        name: [c for c in rest if head[c] in compiled("measurements", "columns", name)] for name in ("before", "after")
    }
    if found["before"] and found["after"]:
        return found["before"][0], found["after"][-1], tidy(draft.document.words(grid[min(grid)][found["after"][-1]]))
    years = [c for c in rest if head[c] in compiled("measurements", "columns", "year")]
    if len(years) > 1 and years == rest:
        pair = sorted(years, key=lambda c: head[c][-4:])
        return pair[0], pair[-1], tidy(draft.document.words(grid[min(grid)][pair[-1]]))
    values = [c for c in rest if head[c] in compiled("measurements", "columns", "value")]
    if first and len(rest) == len(years) == 1:
        return None, rest[0], tidy(draft.document.words(grid[min(grid)][rest[0]]))
    return (None, values[0], "") if first and len(values) == 1 else None


def _is_of_figures(draft: Draft, grid: dict[int, dict[int, Block]], columns: list[int]) -> bool:
    """Whether every row has a number in each of two columns or more, so that their headings tell when they hold."""
    below = [grid[number] for number in sorted(grid)[1:]]
    if len(columns) < len(("before", "after")) or not below:
        return False
    return all(column in row and _number(draft, row[column]) for row in below for column in columns)


def _row(draft: Draft, cells: dict[int, Block], before: int | None, after: int, moment: str) -> Row | None:
    label, cell = cells.get(0), cells.get(after)
    held = _number(draft, cell) if cell else None
    if label is None or cell is None or held is None or label.end - label.start > _LONGEST:
        return None
    words = tidy(draft.document.words(label))
    sign = compiled("measurements", "unit_in_label").find(flat(words))
    indicator = words[: sign.start()].strip() if sign else words
    if not any(c.isalpha() for c in indicator):
        return None
    unit = (unit_of(sign["unit"]) or sign["unit"]) if sign else held[1] or _first_word(indicator)
    earlier = _number(draft, cells[before]) if before is not None and before in cells else None
    spans = tuple(
        (b.start, b.end) for b in (cell, label, *((cells[before],) if earlier and before is not None else ()))
    )
    shown = tidy(draft.document.words(cell))
    return Row(label, indicator, held[0], unit, shown, spans, earlier[0].value if earlier else None, moment)


def _first_word(indicator: str) -> str:
    """What an indicator counts: its first noun; empty where that is no unit."""
    words = flat(indicator)
    counted = compiled("measurements", "number_of").regex.match(words)
    start = counted.end() if counted else 0
    adjective = compiled("measurements", "adjective").regex.match(words[start:])
    start += adjective.end() if adjective else 0
    abstract = compiled("measurements", "abstract").regex.match(words[start:])
    return "" if abstract else indicator[start:].split(" ")[0].lower()


def _number(draft: Draft, block: Block) -> tuple[Quantity, str] | None:
    """The number of a cell and its unit, empty where it has none."""
    words = flat(tidy(draft.document.words(block)))
    match = compiled("measurements", "cell").regex.match(words)
    told = quantity(match["value"].strip("+ ")) if match else None
    if match is None or told is None:
        return None
    return told, unit_of(match["sign"]) or unit_of(match["what"]) or match["what"] or ""
