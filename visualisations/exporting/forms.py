"""The bytes of a file: a table as spreadsheets open it, a picture as points."""

import io
import re
from collections.abc import Iterable

from usagraph.graph.export.cells import Sheet
from usagraph.visualisations.exporting.told import Told, told_lines

__all__ = ["MEDIA_TYPES", "csv_bytes", "png_bytes"]

#: The forms in which a view is taken away, by how a file of it ends.
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}


#: Signs that show nothing and change the writing around them.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def csv_bytes(table: Iterable[Iterable[str]], told: Told, empty: str = "") -> bytes:
    """A table (its header first) as a spreadsheet opens it; what it is stands below it, after an empty line.

    `empty` is said there too, where the table has no row.
    """
    lines = iter(table)
    output = io.BytesIO()
    sheet = Sheet(output, next(lines, ()))
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 the last number is how many there were
        sheet.write(_UNSEEN.sub("", words) for words in line)
    sheet.write(())
    if empty and not count:
        sheet.write((empty,))
    for name, words in told_lines(told):
        sheet.write((name, _UNSEEN.sub("", words)))
    return output.getvalue()


def png_bytes(svg: str) -> bytes:
    """A picture in SVG as points, twice as fine as a screen; the fonts are those of this machine."""
    # Here and not above: the engine and the fonts of the machine take a moment.
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2, background="#FFFFFF"))
