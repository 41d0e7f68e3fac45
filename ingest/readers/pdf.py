"""PDF: characters to runs, runs to tables and lines, lines to blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from usagraph.errors import NoText, Protected, Unreadable
from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.columns import Columns
from usagraph.ingest.readers.flow import Flow
from usagraph.ingest.readers.furniture import furniture
from usagraph.ingest.readers.glyphs import read_page
from usagraph.ingest.readers.lattice import find_lattices
from usagraph.ingest.readers.layout import Headings, Margins
from usagraph.ingest.readers.leaf import Box, Sorted, Thing, make_leaf, sort_leaf
from usagraph.ingest.readers.lines import Line, Pitches, joined, vocabulary
from usagraph.ingest.readers.runs import Page, Run
from usagraph.ingest.readers.sheet import Part, goes_on, grid_cells
from usagraph.records import Document

__all__ = ["read"]

# pypdfium2 publishes no types.
Handle = Any

MOST_PAGES = 2_000
#: Bits of the permissions of a file, and what their absence forbids.
FORBIDDEN = ((2, "print"), (3, "modify"), (4, "copy"), (5, "annotate"))
#: Titles that a program has put, not an author.
_PROGRAM = re.compile(r"microsoft word|untitled|sans titre|\(anonymous\)|\.(?:docx?|odt|pdf|indd|rtf)$", re.IGNORECASE)
LONGEST_TITLE = 3


def read(path: Path) -> Document:
    """The document of a PDF file; one of more than 2,000 pages is read that far."""
    file = _open(path)
    try:
        pages = [read_page(file, index) for index in range(min(len(file), MOST_PAGES))]
        metadata = {"pages": str(len(file)), "title": _own_title(file), "permissions": _permissions(file)}
        if len(file) > len(pages):
            metadata["cut"] = f"{len(pages)} / {len(file)}"
    finally:
        file.close()
    if not any(page.runs for page in pages):
        raise NoText(file=path.name)
    document = _laid_out(pages, metadata)
    if all(block.kind == "furniture" for block in document.blocks):
        raise NoText(file=path.name)
    return document


def _open(path: Path) -> Handle:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Protected(file=path.name) from None
        raise Unreadable(file=path.name, detail=str(error)) from None


def _permissions(file: Handle) -> str:
    """What the author has forbidden in a file that opens without a password; empty where nothing is.

    The file is read all the same: whoever has it may read it, and what may be done with the text is not for us to say.
    """
    if pdfium.FPDF_GetSecurityHandlerRevision(file) < 0:
        return ""
    flags = pdfium.FPDF_GetDocPermissions(file)
    return " ".join(f"no-{name}" for bit, name in FORBIDDEN if not flags & 1 << bit)


def _own_title(file: Handle) -> str:
    try:
        title = str(file.get_metadata_value("Title")).strip()
    except UnicodeDecodeError:
        return ""
    return "" if _PROGRAM.search(title) else title


def _laid_out(pages: list[Page], metadata: dict[str, str]) -> Document:
    known = vocabulary(pages)
    lattices = {page.number: find_lattices(page) for page in pages}
    ruled = {
        id(run) for found in lattices.values() for lattice in found for run in lattice.runs if not lattice.is_frame
    }
    repeated = furniture(pages, ruled)
    margins = {page.number: list(joined(_chosen(page, repeated), page.number)) for page in pages}
    leaves = [make_leaf(page, lattices[page.number], repeated) for page in pages]
    pitches = Pitches(list(leaf.runs) for leaf in leaves)
    headings = Headings([run for leaf in leaves for run in leaf.runs])
    found = [sort_leaf(leaf, pitches, headings) for leaf in leaves]
    title = _title(headings, found)
    flow = Flow(headings, pitches, known)
    _pour(flow, found, margins)
    return flow.writer.document(Kind.PDF.value, {**metadata, **title})


def _chosen(page: Page, repeated: set[tuple[int, Run]]) -> Iterator[Run]:
    return (run for run in page.runs if (page.number, run) in repeated)


def _title(headings: Headings, pages: list[Sorted]) -> dict[str, str]:
    """The title, set once at the start in a style larger than any heading; none where there is no such style."""
    top = next((style for style, level in headings.levels.items() if level == 1), None)
    lines = (thing for page in pages for thing in page.things if isinstance(thing, Line))
    used = [line for line in lines if line.pure and line.style == top]
    first = min((page.number for page in pages), default=0)
    alone = len(headings.levels) > 1 and 0 < len(used) <= LONGEST_TITLE and {line.page for line in used} == {first}
    if top is None or not alone or used[0].y - used[-1].y > LONGEST_TITLE * 2 * top.size:
        return {}
    headings.promote(top)
    return {"title": " ".join(line.words for line in used)}


def _pour(flow: Flow, pages: list[Sorted], margins: dict[int, list[Line]]) -> None:
    """Gives all pages to the flow, in order."""
    lines = [thing for page in pages for thing in page.things if isinstance(thing, Line)]
    edges, known = Margins(lines), Columns(lines)
    held: list[Part] = []
    for page in pages:
        main, boxes = _parted(page.things, edges)
        flow.columns |= known.of([thing for thing in main if isinstance(thing, Line)])
        for thing in main:
            held = _take(flow, thing, held)
        flow.aside("box", boxes)
        for note in page.notes:
            flow.beside("item", note)
        for line in page.turned:
            flow.beside("furniture", [line])
        flow.aside("furniture", margins[page.number])
    _write(flow, held)
    flow.close()


def _parted(things: list[Thing], edges: Margins) -> tuple[list[Thing], list[Line]]:
    """The main text of a page, and the lines set beside it."""
    lines = [thing for thing in things if isinstance(thing, Line)]
    in_box = {id(line) for line, box in zip(lines, edges.boxes(lines), strict=True) if box}
    return [t for t in things if id(t) not in in_box], [line for line in lines if id(line) in in_box]


def _take(flow: Flow, thing: Thing, held: list[Part]) -> list[Part]:
    """Gives `thing` to the flow; returns the tables that may go on with the next one."""
    if isinstance(thing, Box):
        flow.beside("box", thing.lines)
        return held
    if not isinstance(thing, Line) and held and goes_on(held[-1], thing):
        return [*held, thing]
    _write(flow, held)
    if not isinstance(thing, Line):
        return [thing]
    flow.take(thing)
    return []


def _write(flow: Flow, held: list[Part]) -> None:
    if held:
        flow.table(grid_cells(held, flow.known))
