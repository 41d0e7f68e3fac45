"""Tables of figures: an indicator a row, what it was and what it has become in the columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.measures.counted import unit_of
from usagraph.ingest.measures.figure_layouts import Layout, laid_out, number_in
from usagraph.ingest.measures.numbers import Quantity
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.table import Cell
from usagraph.textview import flat

__all__ = ["Row", "rows"]

_LONGEST = 160  # code points of an indicator


@dataclass(frozen=True)
class Row:
    """A figure of a table; `moment`: the words of the column, where they say when; `beside`: the other cells of its row."""

    label: Cell
    indicator: str
    value: Quantity
    unit: str
    words: str
    spans: tuple[Span, ...]
    before: Decimal | None = None
    moment: str = ""
    beside: tuple[str, ...] = ()


def rows(draft: Draft) -> Iterator[Row]:
    """The figures of the tables whose names tell them: before and after, two years, or one value."""
    for table in draft.tables.all:
        layout = laid_out(table)
        if layout is None:
            continue
        for number in range(layout.first, len(layout.table.rows)):
            row = _row(layout, number)
            if row:
                yield row


def _row(layout: Layout, number: int) -> Row | None:
    cells = layout.table.rows[number]
    label, cell = cells[layout.label], cells[layout.after]
    held = number_in(cell.words) if cell else None
    if label is None or cell is None or held is None or label.row != number or label.end - label.start > _LONGEST:
        return None
    indicator, unit = _told(layout, label.words, held[1], cells)
    if not any(c.isalpha() for c in indicator):
        return None
    was = cells[layout.before] if layout.before is not None else None
    earlier = number_in(was.words) if was else None
    spans = tuple((c.start, c.end) for c in (cell, label, *((was,) if was and earlier else ())))
    beside = tuple(dict.fromkeys(c.words for c in cells if c and c not in (label, cell, was)))
    before = earlier[0].value if earlier else None
    return Row(label, indicator, held[0], unit, cell.words, spans, before, layout.moment, beside)


def _told(layout: Layout, words: str, held: str, cells: tuple[Cell | None, ...]) -> tuple[str, str]:
    """What is counted and its unit: that of its own column, of its name, of its cell, of the heading; else its first noun."""
    sign = compiled("measurements", "unit_in_label").find(flat(words))
    indicator = words[: sign.start()].strip() if sign else words
    column = cells[layout.unit] if layout.unit is not None else None
    own = column.words if column and column.words not in compiled("measurements", "by_number") else ""
    told = own or (sign["unit"] if sign else "") or held or layout.sign
    return indicator, (unit_of(flat(told)) or _common(told)) if told else _first_word(indicator)


def _common(words: str) -> str:
    """A unit in small letters, acronyms apart."""
    return words if words.isupper() and len(words) > 1 else words.lower()


def _first_word(indicator: str) -> str:
    """What an indicator counts: its first noun; empty where that is no unit."""
    words = flat(indicator)
    counted = compiled("measurements", "number_of").regex.match(words)
    start = counted.end() if counted else 0
    adjective = compiled("measurements", "adjective").regex.match(words[start:])
    start += adjective.end() if adjective else 0
    abstract = compiled("measurements", "abstract").regex.match(words[start:])
    return "" if abstract else indicator[start:].split(" ")[0].lower()
