"""Tables that say what one action is: labels over the values of a sheet, once or row by row."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from usagraph.ingest.actions.columns import Header, names_in
from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sections import Heading
from usagraph.ingest.sheets.codes import code_of
from usagraph.ingest.sheets.headings import labelled
from usagraph.ingest.table import Cell, Table
from usagraph.textview import flat, fold, tidy

__all__ = ["identities"]

_PAIR = 2
#: A table of more rows than this is no identity.
_LONGEST = 12
#: Labels of different meanings that make what they stand in a sheet.
_LABELS = 3


def identities(draft: Draft, found: Iterable[tuple[Table, Header | None]]) -> set[int]:
    """Where the tables begin that say who leads the action of a sheet and what it is about: their heading names it."""
    short = [(table, header) for table, header in found if header and len(table.rows) <= _LONGEST]
    heads = [_heads(table) for table, _ in short]
    told: set[int] = set()
    for (table, header), names in zip(short, heads, strict=True):
        above = draft.outline.at(table.start)
        if above is None or not (len(table.rows) == _PAIR or _alternates(table)):
            continue
        titled = any(column.role == "action" for group in header.groups for column in group) if header else True
        numbered = compiled("headings", "prefix").regex.match(flat(draft.document.text[above.start : above.end]))
        kind = bool(numbered and numbered["kind"] and numbered["number"])
        kind = kind or code_of(tidy(draft.document.text[above.start : above.end])) is not None
        if kind or (not titled and (heads.count(names) > 1 or _is_in_sheet(draft, above, table))):
            told.add(table.start)
    return told


def _is_in_sheet(draft: Draft, above: Heading, table: Table) -> bool:
    """Whether what else stands under a heading has the labels of a sheet: in headings below it, or in other tables."""
    place = bisect_left(draft.outline.headings, above.start, key=lambda heading: heading.start)
    under = list(takewhile(lambda h: (h.level or 0) > (above.level or 0), draft.outline.headings[place + 1 :]))
    after = place + 1 + len(under)
    end = draft.outline.headings[after].start if after < len(draft.outline.headings) else len(draft.document.text)
    first = bisect_left(draft.tables.all, above.start, key=lambda other: other.start)
    others = takewhile(lambda other: other.start < end, draft.tables.all[first:])
    cells = (row[0].words for other in others if other is not table for row in other.rows if row and row[0])
    known = {found.name for words in (*(h.title for h in under), *cells) if (found := labelled(words))}
    return len(known) >= _LABELS


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(fold(cell.words) for cell in table.rows[0] if cell)


def _alternates(table: Table) -> bool:
    """Whether each second row holds names of columns, and the rows between none."""
    names, values = (table.rows[0::2], table.rows[1::2])
    return len(names) == len(values) > 1 and all(map(_is_named, names)) and not any(map(_is_named, values))


def _is_named(row: tuple[Cell | None, ...]) -> bool:
    cells = list(dict.fromkeys(cell for cell in row if cell))
    return bool(cells) and 2 * names_in(cells) > len(cells)
