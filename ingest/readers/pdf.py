"""PDF: characters to runs, runs to tables and lines, lines to blocks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from usagraph.errors import NoText, Protected, Unreadable
from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.flow import Flow
from usagraph.ingest.readers.glyphs import Page, Run, read_page
from usagraph.ingest.readers.grid import Table, continues, find_tables
from usagraph.ingest.readers.layout import Headings, Margins, furniture
from usagraph.ingest.readers.lines import Line, Pitches, joined, vocabulary, with_marks
from usagraph.ingest.readers.sheet import grid_cells
from usagraph.records import Document

__all__ = ["read"]

# pypdfium2 publishes no types.
Handle = Any

MOST_PAGES = 2_000
#: Bits of the permissions of a file, and what their absence forbids.
FORBIDDEN = ((2, "print"), (3, "modify"), (4, "copy"), (5, "annotate"))
#: Titles that a program has put, not an author.
_PROGRAM = re.compile(r"microsoft word|untitled|sans titre|\.(?:docx?|odt|pdf|indd|rtf)$", re.IGNORECASE)
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
    return _laid_out(pages, metadata)


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
    repeated = furniture(pages)
    margins = {page.number: list(joined(_chosen(page, repeated), page.number)) for page in pages}
    bodies = [replace(page, runs=[r for r in page.runs if (page.number, r) not in repeated]) for page in pages]
    bodies = [replace(page, runs=list(with_marks(page.runs))) for page in bodies]
    pitches = Pitches(bodies)
    things = {page.number: list(_in_order(page, pitches)) for page in bodies}
    flow = Flow(Headings(run for page in bodies for run in page.runs), pitches, known)
    title = _title(flow.headings, things)
    edges = Margins(thing for page in things.values() for thing in page if isinstance(thing, Line))
    held: list[Table] = []
    for number, page_things in things.items():
        main, boxes = _parted(page_things, edges)
        for thing in main:
            held = _take(flow, thing, held, known)
        flow.aside("box", boxes)
        flow.aside("furniture", margins[number])
    _write(flow, held, known)
    flow.close()
    return flow.writer.document(Kind.PDF.value, {**metadata, **title})


def _chosen(page: Page, repeated: set[tuple[int, Run]]) -> Iterator[Run]:
    return (run for run in page.runs if (page.number, run) in repeated)


def _in_order(page: Page, pitches: Pitches) -> Iterator[Line | Table]:
    """The lines of a page, each table where its first run was."""
    owner = {id(run): table for table in find_tables(page, pitches) for run in table.runs}
    seen: set[int] = set()
    loose: list[Run] = []
    for run in page.runs:
        table = owner.get(id(run))
        if table is None:
            loose.append(run)
        elif id(table) not in seen:
            seen.add(id(table))
            yield from joined(loose, page.number)
            loose = []
            yield table
    yield from joined(loose, page.number)


def _title(headings: Headings, things: dict[int, list[Line | Table]]) -> dict[str, str]:
    """The title, set once at the start in a style larger than any heading; none where there is no such style."""
    top = next((style for style, level in headings.levels.items() if level == 1), None)
    used = [t for page in things.values() for t in page if isinstance(t, Line) and t.pure and t.style == top]
    first = min(things, default=0)
    alone = len(headings.levels) > 1 and 0 < len(used) <= LONGEST_TITLE and {line.page for line in used} == {first}
    if top is None or not alone or used[0].y - used[-1].y > LONGEST_TITLE * 2 * top.size:
        return {}
    headings.promote(top)
    return {"title": " ".join(line.words for line in used)}


def _parted(things: list[Line | Table], edges: Margins) -> tuple[list[Line | Table], list[Line]]:
    """The main text of a page, and the lines of its boxes."""
    lines = [thing for thing in things if isinstance(thing, Line)]
    in_box = {id(line) for line, box in zip(lines, edges.boxes(lines), strict=True) if box}
    return [t for t in things if id(t) not in in_box], [line for line in lines if id(line) in in_box]


def _take(flow: Flow, thing: Line | Table, held: list[Table], known: frozenset[str]) -> list[Table]:
    """Gives `thing` to the flow; returns the tables that may go on with the next one."""
    if isinstance(thing, Table) and held and thing.page == held[-1].page + 1 and continues(held[-1], thing):
        return [*held, thing]
    _write(flow, held, known)
    if isinstance(thing, Table):
        return [thing]
    flow.take(thing)
    return []


def _write(flow: Flow, held: list[Table], known: frozenset[str]) -> None:
    if held:
        flow.table(grid_cells(held, known))
