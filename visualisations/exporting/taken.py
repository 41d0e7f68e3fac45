"""A view as it is taken away: what the page shows, made into a file of any of its forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from usagraph.errors import UnknownForm
from usagraph.visualisations.exporting.dossier import Sourced, dossier_html
from usagraph.visualisations.exporting.forms import csv_bytes, png_bytes
from usagraph.visualisations.exporting.sheet import Drawn, sheet_svg
from usagraph.visualisations.exporting.told import Key, Told
from usagraph.visualisations.words import words

__all__ = ["PICTURE", "TABLE", "Taken", "written"]

#: The forms of what is a table alone, and of what is a picture too.
TABLE = ("html", "csv")
PICTURE = ("png", "svg", *TABLE)

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Taken:
    """What a page shows: its title, a sentence with its filters, its rows (a header first), its picture and passages.

    `draw` gives the picture, or None where there is nothing to draw; it is None where the page is no picture.
    `empty` is what the page says where there is nothing.
    """

    title: str
    sentence: str
    rows: Callable[[], Rows]
    empty: str
    draw: Callable[[], Drawn | None] | None = None
    legend: tuple[Key, ...] = ()
    sources: Callable[[], Sequence[Sourced]] = field(default=tuple)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that it has."""
        return PICTURE if self.draw else TABLE


def written(taken: Taken, told: Told, form: str) -> bytes:
    """The file of that form; raises UnknownForm."""
    if form not in taken.forms:
        raise UnknownForm(name=form, known=", ".join(taken.forms))
    told = replace(told, legend=taken.legend)
    drawn = taken.draw() if taken.draw and form != "csv" else None
    empty = taken.empty or words(told.lang)("export.nothing")
    if form == "csv":
        return csv_bytes(taken.rows(), told, empty)
    if form == "html":
        return dossier_html(told, taken.rows(), taken.sources(), drawn, empty).encode()
    svg = sheet_svg(drawn, told, empty)
    return png_bytes(svg) if form == "png" else svg.encode()
