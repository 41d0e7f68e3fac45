"""A table as a picture: headings and cells coloured by degree, words that wrap, numbers; long ones stand in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from usagraph.graph.export.xml import text
from usagraph.visualisations.exporting.sheet import INK, ROOM, Drawn
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean, shorten, wrap

__all__ = ["MOST", "NEUTRAL", "WASH", "Cell", "Table", "coloured", "table_drawn", "under"]

#: Rows of a picture; the spreadsheet has them all.
MOST = 150
#: A line of text, its size, and about the room of a sign.
LINE, SIZE, SIGN, BOLD = 16, 13, 6.7, 7.3
#: Around the words of a cell, between two cells, between two parts of a long table.
PAD, GAP, APART = 7, 3, 28
#: Parts of a long table, beside each other.
PARTS = 3
#: Signs of the words of a cell.
SIGNS = 400
WASH, RULE, QUIET, NEUTRAL = "#F4F7F9", "#74828F", "#51606D", "#AEB7BF"


@dataclass(frozen=True)
class Cell:
    """Words with their colours; `bar` is a share of the width that a stripe fills, `end` where they stand at the right.

    `quiet` stands smaller below them.
    """

    words: str
    fill: str = ""
    ink: str = INK
    bold: bool = False
    end: bool = False
    bar: float | None = None
    quiet: str = ""


@dataclass(frozen=True)
class Table:
    """Headings, rows, the widths of the columns, and how many lines the words of a cell take at most, `quiet` ones below.

    Where there is none, what is quiet stands beside the words.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    lines: int = 3
    quiet: int = 2


def coloured(words: str, degree: str, *, bold: bool = False, quiet: str = "") -> Cell:
    """A cell in the colours of a degree; without any where it is none."""
    known = style().degrees.get(degree)
    return Cell(words, known.colour, known.ink, bold, quiet=quiet) if known else Cell(words, bold=bold, quiet=quiet)


def table_drawn(table: Table, room: tuple[float, float] = ROOM, parts: int = PARTS) -> Drawn:
    """The table, in as many `parts` at most beside each other as makes it largest in a `room`."""
    ways = [_parts(table, count) for count in range(1, parts + 1) if count == 1 or len(table.rows) >= 8 * count]
    return max(ways, key=lambda made: round(min(1.0, room[0] / made.width, room[1] / made.height), 3))


def under(several: Sequence[Drawn]) -> Drawn:
    """Pictures one below the other, from the same left edge."""
    tops = [0.0, *accumulate(one.height + APART for one in several)]
    body = "".join(
        f'<g transform="translate({-one.left:g} {top - one.top:g})">{one.body}</g>'
        for top, one in zip(tops, several, strict=False)
    )
    return Drawn(body, max(one.width for one in several), tops[-1] - APART, size=SIZE)


def _parts(table: Table, count: int) -> Drawn:
    heights = [_height(row, table) for row in table.rows]
    head = _height(table.head, table, heading=True)
    width = sum(table.widths) + GAP * (len(table.widths) - 1)
    share, parts, reached = sum(heights) / count, [list[int]() for _ in range(count)], 0.0
    for number, high in enumerate(heights):
        parts[min(count - 1, int((reached + high / 2) / share) if share else 0)].append(number)
        reached += high
    body, tallest = [], 0.0
    for place, numbers in enumerate(parts):
        top, left = head, place * (width + APART)
        body.append(_row(table.head, left, 0, head, table, heading=True))
        for number in numbers:
            body.append(_row(table.rows[number], left, top, heights[number], table))
            top += heights[number]
        tallest = max(tallest, top)
    return Drawn("".join(body), count * (width + APART) - APART, tallest, size=SIZE)


def _lines(cell: Cell, width: int, most: int, *, bold: bool = False) -> list[str]:
    room = max(4, int((width - 2 * PAD) / (BOLD if cell.bold or bold else SIGN)))
    words = shorten(clean(cell.words), SIGNS)
    return wrap(words, room, most).split("\n")


def _height(row: Iterable[Cell], table: Table, *, heading: bool = False) -> float:
    lines = (
        len(_lines(cell, width, table.lines, bold=heading)) + len(_quiet(cell, width, table))
        for cell, width in zip(row, table.widths, strict=True)
    )
    return max(lines) * LINE + 9 + GAP


def _quiet(cell: Cell, width: int, table: Table) -> list[str]:
    """What stands below the words."""
    if not cell.quiet or not table.quiet:
        return []
    return wrap(clean(cell.quiet), max(4, int((width - 2 * PAD) / (SIGN * 0.86))), table.quiet).split("\n")


def _row(row: Sequence[Cell], left: float, top: float, high: float, table: Table, *, heading: bool = False) -> str:
    made, x = [], left
    for cell, width in zip(row, table.widths, strict=True):
        made.append(_cell(cell, x, top, width, high - GAP, table, heading=heading))
        x += width + GAP
    return "".join(made)


def _cell(cell: Cell, left: float, top: float, width: int, high: float, table: Table, *, heading: bool) -> str:
    square = f'x="{left:.1f}" y="{top:.1f}" width="{width}" height="{high:.1f}"'
    made = [f'<rect {square} fill="{cell.fill}" stroke="{RULE}" stroke-width=".6"/>'] if cell.fill else []
    if cell.bar:
        wide = cell.bar * (width - 2 * PAD - 34)
        x = left + width - PAD - 34 - wide if cell.end else left + PAD + 34
        made.append(_stripe(cell, x, top, wide, high))
    x, anchor = (left + width - PAD, ' text-anchor="end"') if cell.end else (left + PAD, "")
    lines, below = _lines(cell, width, table.lines, bold=heading), _quiet(cell, width, table)
    first = top + (high - (len(lines) + len(below)) * LINE) / 2 + LINE - 4
    weight = ' font-weight="bold"' if cell.bold or heading else ""
    ink = INK if cell.bar is not None else cell.ink
    made += [
        f'<text x="{x:.1f}" y="{first + number * LINE:.1f}" fill="{ink}"{anchor}{weight}>{text(line)}'
        f"{_beside(cell, line, width) if number + 1 == len(lines) and not table.quiet else ''}</text>"
        for number, line in enumerate(lines)
        if line
    ]
    made += [
        f'<text x="{x:.1f}" y="{first + number * LINE:.1f}" fill="{cell.ink if cell.fill else QUIET}"'
        f' font-size="11.5"{anchor}>{text(line)}</text>'
        for number, line in enumerate(below, len(lines))
    ]
    made.append(_rule(left, top + high, width, heading=heading) if not cell.fill else "")
    return "".join(made)


def _beside(cell: Cell, line: str, width: int) -> str:
    """What is quiet, after the words, where there is room for some of it."""
    room = int((width - 2 * PAD - (len(line) + 1) * BOLD) / (SIGN * 0.86))
    if not cell.quiet or room < 8:
        return ""
    said = text(shorten(clean(cell.quiet), room))
    return f'<tspan dx="6" font-weight="normal" font-size="11.5" fill="{QUIET}">{said}</tspan>'


def _stripe(cell: Cell, x: float, top: float, wide: float, high: float) -> str:
    middle = top + high / 2 - 6
    return (
        f'<rect x="{x:.1f}" y="{middle:.1f}" width="{wide:.1f}" height="12" fill="{cell.ink}"'
        f' stroke="{RULE}" stroke-width=".8"/>'
    )


def _rule(left: float, y: float, width: int, *, heading: bool) -> str:
    wide = 1.4 if heading else 0.5
    return f'<path d="M{left:.1f} {y:.1f}h{width}" stroke="{RULE}" stroke-width="{wide}"/>'
