"""A view taken away as a file: the picture, the table or the network; each says what it is, of when, and how to draw it again."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from usagraph.errors import UnknownName
from usagraph.graph.export.cells import Sheet
from usagraph.visualisations.network.rows import rows
from usagraph.visualisations.network.sheet import Told, sheet_svg, told_lines
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.network.xml_networks import gexf, graphml

__all__ = ["FORMS", "Form", "Told", "csv_bytes", "form_named", "png_bytes", "told_lines"]


@dataclass(frozen=True)
class Form:
    """A form in which a view is taken away."""

    suffix: str
    media_type: str
    write: Callable[[NetworkView, Told], bytes]


def csv_bytes(table: Iterable[Iterable[str]], told: Told) -> bytes:
    """A table (its header first) as a spreadsheet opens it; what it is stands below it, after an empty line."""
    lines = iter(table)
    output = io.BytesIO()
    sheet = Sheet(output, next(lines, ()))
    for line in lines:
        sheet.write(line)
    sheet.write(())
    for name, words in told_lines(told):
        sheet.write((name, words))
    return output.getvalue()


def png_bytes(svg: str) -> bytes:
    """A picture in SVG as points, twice as fine as a screen; the fonts are those of this machine."""
    # Here and not above: the engine and the fonts of the machine take a moment.
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2, background="#FFFFFF"))


def _svg(picture: NetworkView, told: Told) -> bytes:
    return sheet_svg(picture, told).encode()


def _png(picture: NetworkView, told: Told) -> bytes:
    return png_bytes(sheet_svg(picture, told))


def _csv(picture: NetworkView, told: Told) -> bytes:
    return csv_bytes(rows(picture), told)


def _graphml(picture: NetworkView, told: Told) -> bytes:
    return graphml(picture, told).encode()


def _gexf(picture: NetworkView, told: Told) -> bytes:
    return gexf(picture, told).encode()


FORMS = {
    form.suffix: form
    for form in (
        Form("svg", "image/svg+xml", _svg),
        Form("png", "image/png", _png),
        Form("csv", "text/csv; charset=utf-8", _csv),
        Form("graphml", "application/graphml+xml", _graphml),
        Form("gexf", "application/gexf+xml", _gexf),
    )
}


def form_named(suffix: str) -> Form:
    """The form of that ending; raises UnknownName."""
    if suffix not in FORMS:
        raise UnknownName(name=suffix, known=", ".join(FORMS))
    return FORMS[suffix]
