"""A picture on an A4 sheet: its title, what it shows, its legend, its date and licence, and the address that draws it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap as cut

from usagraph.graph.export.xml import attributes, text
from usagraph.visualisations.exporting.told import Told
from usagraph.visualisations.words import clean

__all__ = ["FACE", "INK", "ROOM", "Drawn", "sheet_svg"]

#: Real families: what draws the picture elsewhere has no system-ui.
FACE = "Liberation Sans, DejaVu Sans, Arial, Helvetica, sans-serif"
INK, QUIET = "#1B2733", "#51606D"
#: A4, landscape, in points of 1/96 inch; and its margin.
WIDE, HIGH, EDGE = 1123, 794, 40
#: About what is left for the picture.
ROOM = (WIDE - 2 * EDGE, 540)
#: Signs on a line of that width, at 24, at 14 and at 10 points.
TITLE_LINE, LINE, SMALL_LINE = 76, 160, 200
#: Lines of a title and of an address: what is longer stands whole in the other forms.
TITLE_LINES, ADDRESS_LINES = 2, 6
#: A picture drawn smaller than this could not be read: the sheet is longer instead. A picture is enlarged up to the other.
LEAST, MOST = 0.58, 1.6


@dataclass(frozen=True)
class Drawn:
    """A picture: what is written within its `svg` element, the square of the plane that it covers, the size of its text."""

    body: str
    width: float
    height: float
    left: float = 0
    top: float = 0
    size: int = 13

    @property
    def view_box(self) -> str:
        """The square as SVG writes it."""
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"


def sheet_svg(drawn: Drawn | None, told: Told, empty: str = "") -> str:
    """The sheet as an SVG file: A4, longer where the picture would be too small; `empty` is said where there is none."""
    head = [_line(one, 24, bold=True) for one in _cut(told.title, TITLE_LINE, TITLE_LINES)]
    head.append(_Line(4, ""))
    head += [_line(one, 14) for one in _cut(f"{told.sentence} {told.documents}", LINE, 6)]
    legend = _legend(told)
    foot = [_line(one, 10, QUIET) for one in (told.footer, *_cut(told.address, SMALL_LINE, ADDRESS_LINES))]
    if not drawn:
        head.extend((_Line(14, ""), _line(empty, 16, bold=True)))
    top = _stacked(head, EDGE - 10)
    around = top.reached + 16 + _height(legend) + _height(foot) + EDGE - 14
    room = HIGH - around
    high = HIGH if not drawn else round(around + max(room, LEAST * drawn.height))
    low = high - EDGE + 14 - _height(foot)
    under = low - _height(legend) - 8
    title, sentence = clean(told.title), clean(told.sentence)
    placed = _placed(drawn, f"{title}. {sentence}", top.reached, under - top.reached - 8) if drawn else ""
    parts = (top.svg, placed, _stacked(legend, under).svg, _stacked(foot, low).svg)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" viewBox="0 0 {WIDE} {high}"'
        f' font-family="{FACE}"><title>{text(title)}</title><desc>{text(sentence)}</desc>'
        f'<rect width="{WIDE}" height="{high}" fill="#FFFFFF"/>{"".join(parts)}</svg>\n'
    )


@dataclass(frozen=True)
class _Line:
    """A line of the sheet: how high it is, and what is drawn on it from a left edge and a base line."""

    high: float
    svg: str


@dataclass(frozen=True)
class _Stack:
    """Lines one under the other, and where they end."""

    svg: str
    reached: float


def _placed(drawn: Drawn, name: str, top: float, high: float) -> str:
    """The picture in the middle of what is left of the sheet, never much larger than it is meant."""
    wide = WIDE - 2 * EDGE
    scale = min(MOST, wide / drawn.width, high / drawn.height)
    width, height = drawn.width * scale, drawn.height * scale
    at = attributes(
        x=round(EDGE + (wide - width) / 2, 1),
        y=round(top + max(0, min(high - height, 40) / 2), 1),
        width=round(width, 1),
        height=round(height, 1),
        viewBox=drawn.view_box,
        **{"font-size": drawn.size, "aria-label": name},
        role="img",
    )
    return f'<svg class="drawn"{at}>{drawn.body}</svg>'


def _cut(said: str, signs: int, lines: int) -> list[str]:
    rows = cut(clean(said), signs)
    return rows if len(rows) <= lines else [*rows[: lines - 1], f"{rows[lines - 1][: signs - 1].rstrip()}…"]


def _line(said: str, size: int, colour: str = INK, *, bold: bool = False) -> _Line:
    weight = ' font-weight="bold"' if bold else ""
    return _Line(size * 1.45, f'<text x="{EDGE}" y="0" fill="{colour}" font-size="{size}"{weight}>{text(said)}</text>')


def _stacked(lines: Iterable[_Line], top: float) -> _Stack:
    drawn: list[str] = []
    for line in lines:
        top += line.high
        drawn.append(f'<g transform="translate(0 {top:.1f})">{line.svg}</g>')
    return _Stack("".join(drawn), round(top + 8, 1))


def _height(lines: Iterable[_Line]) -> float:
    return sum(line.high for line in lines)


def _legend(told: Told) -> list[_Line]:
    """The entries, as many on a line as it holds; words alone after those that have a shape."""
    size, row, reached, lines = 12, "", float(EDGE), []
    for key in sorted(told.legend, key=lambda key: not key.path):
        wide = len(key.words) * size * 0.54 + (20 if key.path else 0) + 18
        if reached + wide > WIDE - EDGE and row:
            lines.append(_Line(19, row))
            row, reached = "", float(EDGE)
        row += _entry(key.path, key.colour, key.words, reached, size)
        reached += wide
    return [*lines, _Line(19, row)] if row else lines


def _entry(path: str, colour: str, name: str, left: float, size: int) -> str:
    shape = (
        f'<path d="{path}" fill="{colour}" stroke="{INK}" stroke-width="1.6"'
        f' transform="translate({left:.1f} -11) scale(.7)"/>'
        if path
        else ""
    )
    start = left + (19 if path else 0)
    return f'{shape}<text x="{start:.1f}" y="0" fill="{INK}" font-size="{size}">{text(clean(name))}</text>'
