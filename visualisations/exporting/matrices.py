"""The tables of the overview, of the blanks and of the comparison, as pictures."""

from collections.abc import Iterable, Iterator

from usagraph.graph.reading.things import Node
from usagraph.visualisations.exporting.sheet import INK, Drawn
from usagraph.visualisations.exporting.tables import MOST, NEUTRAL, WASH, Cell, Table, coloured, table_drawn, under
from usagraph.visualisations.pictures.compare import Aspect, CompareView
from usagraph.visualisations.pictures.gaps import MISSING, Gaps, Line
from usagraph.visualisations.pictures.matrix import Home
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean, words

__all__ = ["compare_drawn", "gaps_drawn", "led_by", "matrix_drawn"]

#: What stands in a blank: as the legend of the page has it.
_NO, _UNASKED = "–", "?"
#: Behind a number that is of no degree.
PALE = "#DDE3E8"


def matrix_drawn(figure: Home) -> Drawn | None:
    """Policies by degree: how many actions and who leads them, the totals last."""
    if not figure.policies:
        return None
    say, shown = words(figure.lang), figure.policies[:MOST]
    names = [coloured(style().degrees[name].names[figure.lang].capitalize(), name) for name in figure.degrees]
    head = (Cell(say("matrix.policy")), *names, Cell(say("matrix.total"), end=True))
    rows = [
        (
            Cell(row.policy.label, bold=True),
            *(
                coloured(str(cell.count), name, bold=True, quiet=led_by(cell.directorates))
                if cell.count
                else Cell(_NO, WASH)
                for name, cell in row.cells
            ),
            Cell(str(row.count), bold=True, end=True),
        )
        for row in shown
    ]
    rows += _cut(len(figure.policies), len(head), figure.lang)
    shares = [_share(count, figure.count, figure.lang) for _, count in figure.totals]
    rows.append((Cell(say("matrix.all"), bold=True), *map(Cell, shares), Cell(str(figure.count), bold=True, end=True)))
    return table_drawn(Table(head, tuple(rows), (220, *(175 for _ in names), 70)))


def led_by(directorates: Iterable[Node]) -> str:
    """Who leads, by acronym."""
    return ", ".join(clean(one.acronym or one.label) for one in directorates)


def _share(count: int, total: int, lang: str) -> str:
    return f"{count} ({words(lang)('matrix.share', percent=round(100 * count / total))})" if count else "0"


def gaps_drawn(figure: Gaps, lang: str) -> Drawn | None:
    """What is said and not said, row by row; a row is called by its acronym and its name."""
    if not figure.lines:
        return None
    shown = figure.lines[:MOST]
    columns = [coloured(one.label.capitalize() if one.degree else one.label, one.degree) for one in figure.columns]
    head = (Cell(words(lang)(f"gaps.by_{figure.by}")), *columns)
    rows = [
        (
            Cell(line.label, bold=True, quiet=line.of or _whole(line)),
            *(
                _told(len(cell.actions), cell.state, column.degree, bool(column.iri))
                for column, cell in zip(figure.columns, line.cells, strict=True)
            ),
        )
        for line in shown
    ]
    rows += _cut(figure.count, len(head), lang, len(shown))
    widths = [min(124, max(72, max(map(len, one.words.split()), default=0) * 8 + 16)) for one in columns]
    return table_drawn(Table(head, tuple(rows), (250, *widths), lines=4, quiet=0))


def _whole(line: Line) -> str:
    """The name that the acronym of a row stands for."""
    label = clean(line.node.label) if line.node else ""
    return label if label != line.label else ""


def _told(count: int, state: str, degree: str, is_named: bool) -> Cell:
    if count:
        plain = Cell(str(count), PALE, bold=True)
        return coloured(str(count), degree, bold=True) if degree else plain
    if not is_named:
        return Cell("")
    return Cell(_NO if state == MISSING else _UNASKED, WASH)


def compare_drawn(view: CompareView, lang: str) -> Drawn | None:
    """The actions of the two, degree by degree or policy by policy; then what they share and what they do not, by name."""
    if not view.aspects:
        return None
    say = words(lang)
    one, two = view.names
    bars = [
        (
            Cell(str(bar.counts[0]), ink=bar.colours[0] or NEUTRAL, end=True, bar=bar.shares[0], bold=True),
            Cell(bar.label),
            Cell(str(bar.counts[1]), ink=bar.colours[1] or NEUTRAL, bar=bar.shares[1], bold=True),
        )
        for bar in view.bars[:MOST]
    ]
    middle = say("compare.policy" if view.by_policy else "compare.degree")
    top = table_drawn(Table((Cell(one, end=True), Cell(middle), Cell(two)), tuple(bars), (430, 176, 430)), parts=1)
    names = say("compare.aspect"), say("compare.only", name=one), say("compare.both"), say("compare.only", name=two)
    aspects = [(Cell(aspect.title, bold=True), *_sides(aspect)) for aspect in view.aspects]
    below = table_drawn(Table(tuple(map(Cell, names)), tuple(aspects), (170, 288, 287, 288), quiet=4), parts=1)
    return under([top, below]) if bars else below


def _sides(aspect: Aspect) -> Iterator[Cell]:
    """How many things each side has alone, how many both, and their names."""
    both, first, second = aspect.counts
    for count, items in ((first, aspect.one), (both, aspect.both), (second, aspect.two)):
        named = ", ".join(clean(item.other.acronym or item.other.label) for item in items)
        yield Cell(str(count), bold=bool(count), quiet=named)


def _cut(total: int, columns: int, lang: str, shown: int = MOST) -> list[tuple[Cell, ...]]:
    """A row that says how many are not drawn; none where all are."""
    if total <= shown:
        return []
    said = Cell(words(lang)("export.not_drawn", count=total - shown), bold=True, ink=INK)
    return [(said, *(Cell("") for _ in range(columns - 1)))]
