"""Tables that a page cuts, joined again, with their headers."""

from usagraph.ingest.actions.columns import Header, header_of
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.table import Table, Tables
from usagraph.textview import fold

__all__ = ["whole_tables"]


def whole_tables(found: Tables, legend: Legend) -> list[tuple[Table, Header | None]]:
    """The tables of the document, each with the parts of it that go on next page, their column names again or not; and
    their headers."""
    whole: list[tuple[Table, Header | None]] = []
    longer: set[int] = set()
    for table in found.all:
        header = header_of(table, legend)
        if whole and (above := whole[-1][1]):
            skip = _goes_on(whole[-1][0], above, table, header)
            joined = None if skip is None else found.joined(whole[-1][0], table, skip)
            if joined:
                whole[-1] = joined, above
                longer.add(len(whole) - 1)
                continue
        whole.append((table, header))
    return [(table, header_of(table, legend) if n in longer else header) for n, (table, header) in enumerate(whole)]


def _goes_on(first: Table, above: Header, second: Table, again: Header | None) -> int | None:
    """How many rows of `second` repeat the column names of `first`; None where it has a header of its own."""
    if again is None:
        return 0
    return again.first if _heads(first, above) == _heads(second, again) else None


def _heads(table: Table, header: Header) -> list[str]:
    return [fold(cell.words) for cell in table.rows[header.first - 1] if cell]
