"""Tables of hypotheses, findings or recommendations: a column of them, and one of the axes they stand under."""

from collections.abc import Iterator

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.statement import Statement
from usagraph.records import Block
from usagraph.textview import flat, tidy

__all__ = ["tabled"]

_FEWEST = 3  # words
_WIDEST = 8  # columns
_FAMILIES = ("hypothesis", "finding", "recommendation")


def tabled(draft: Draft) -> Iterator[Statement]:
    """The statements of the tables whose first row announces them."""
    for grid in draft.grids:
        head = grid[min(grid)]
        if len(grid) > 1 and 1 < len(head) <= _WIDEST:
            yield from _of_grid(draft, grid, head)


def _of_grid(draft: Draft, grid: dict[int, dict[int, Block]], head: dict[int, Block]) -> Iterator[Statement]:
    named = {column: flat(tidy(draft.document.words(block))) for column, block in head.items()}
    axes = [c for c, words in named.items() if words in compiled("findings", "columns", "axis")]
    told = {c: f for f in _FAMILIES for c, words in named.items() if words in compiled("findings", "columns", f)}
    above: tuple[str, Span] | None = None
    for row in sorted(grid)[1:] if told else ():
        label = next((grid[row][c] for c in axes if c in grid[row]), None)
        words = tidy(draft.document.words(label)) if label else ""
        above = (words, (label.start, label.end)) if label and words else above
        for column, family in told.items():
            cell = grid[row].get(column)
            text = draft.view(cell).text if cell else ""
            if cell and len(text.split()) >= _FEWEST:
                end = len(text.rstrip(" .;"))
                axis = above if family == "recommendation" else None
                yield Statement(family, cell, 0, end, "findings.tabled", "", axis)
