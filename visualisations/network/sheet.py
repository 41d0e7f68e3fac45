"""A picture on an A4 sheet: its title, what it shows, its legend, its date and licence, and the address that draws it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap as cut

from usagraph.graph.export.xml import attributes, text
from usagraph.visualisations.network.svg import FACE, INK, drawing_svg
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.style import SHAPES, Kind
from usagraph.visualisations.words import words

__all__ = ["Told", "sheet_svg", "told_lines", "told_of"]

#: A4, landscape, in points of 1/96 inch; and its margin.
WIDE, HIGH, EDGE = 1123, 794, 40
#: Signs on a line of that width, at 14 and at 10 points.
LINE, SMALL_LINE = 140, 190
QUIET = "#51606D"


@dataclass(frozen=True)
class Told:
    """What a file says of itself, whatever its form."""

    title: str
    sentence: str
    documents: str
    legend: tuple[tuple[Kind, str], ...]
    marks: tuple[str, ...]
    made: str
    generation: str
    licence: str
    address: str
    lang: str

    @property
    def footer(self) -> str:
        """When, of what, and under which licence."""
        values = {"made": self.made, "generation": self.generation, "licence": self.licence}
        return words(self.lang)("export.footer", **values)


def told_of(picture: NetworkView, *, documents: str, made: str, generation: str, licence: str, address: str) -> Told:
    """What the files of `picture` say of themselves."""
    say = words(picture.lang)
    legend = tuple((kind, f"{kind.named(picture.lang, count)} ({count})") for kind, count in picture.legend)
    marks = [say("network.legend_group")] if any(node.members for node in picture.nodes) else []
    marks += [say("network.legend_inferred")] if any(edge.inferred for edge in picture.edges) else []
    marks += [say("network.legend_pinned")] if any(node.pinned for node in picture.nodes) else []
    return Told(
        picture.title,
        picture.sentence,
        documents,
        legend,
        tuple(marks),
        made,
        generation,
        licence,
        address,
        picture.lang,
    )


def told_lines(told: Told) -> list[tuple[str, str]]:
    """The same as lines of a name and words."""
    say = words(told.lang)
    legend = " ; ".join([name for _, name in told.legend] + list(told.marks))
    pairs = {
        "title": told.title,
        "filter": told.sentence,
        "documents": told.documents,
        "legend": legend,
        "date": told.made,
        "generation": told.generation,
        "licence": told.licence,
        "address": told.address,
    }
    return [(say(f"export.{name}"), value) for name, value in pairs.items()]


def sheet_svg(picture: NetworkView, told: Told) -> str:
    """The sheet, as an SVG file."""
    head = [_line(told.title, 24, bold=True)]
    head += [_line(one, 14) for one in cut(f"{told.sentence} {told.documents}", LINE)]
    legend = _legend(told)
    foot = [_line(one, 10, colour=QUIET) for one in (told.footer, *cut(told.address, SMALL_LINE))]
    top, low = _stacked(head, EDGE - 10), HIGH - EDGE + 14 - _height(foot)
    under = low - _height(legend) - 8
    at = attributes(x=EDGE, y=top.reached, width=WIDE - 2 * EDGE, height=under - top.reached - 8)
    drawn = drawing_svg(picture, name=f"{told.title}. {told.sentence}", at=at)
    parts = (top.svg, drawn, _stacked(legend, under).svg, _stacked(foot, low).svg)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
        f' font-family="{FACE}"><title>{text(told.title)}</title><desc>{text(told.sentence)}</desc>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#FFFFFF"/>{"".join(parts)}</svg>\n'
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


def _line(said: str, size: int, *, bold: bool = False, colour: str = INK) -> _Line:
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
    """The entries, as many on a line as it holds."""
    size, row, reached, lines = 12, "", float(EDGE), []
    entries = [*((SHAPES[kind.shape], kind.colour, name) for kind, name in told.legend)]
    entries += [("", "", mark) for mark in told.marks]
    for path, colour, name in entries:
        wide = len(name) * size * 0.54 + (20 if path else 0) + 18
        if reached + wide > WIDE - EDGE and row:
            lines.append(_Line(19, row))
            row, reached = "", float(EDGE)
        row += _entry(path, colour, name, reached, size)
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
    return f'{shape}<text x="{start:.1f}" y="0" fill="{INK}" font-size="{size}">{text(name)}</text>'
