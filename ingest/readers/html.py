"""HTML, the common form that DOCX, ODT and Markdown go through: a walk over its elements gives the blocks.

Text set apart (an `aside`, a frame, a table of one cell) is one box, its paragraphs on lines of their own. A frame
that floats inside a paragraph is written after it, so that no sentence is cut.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from usagraph.errors import Unreadable
from usagraph.ingest.readers.canonical import GridCell, Writer, is_caption
from usagraph.records import Document

__all__ = ["BOX", "CONTENTS", "read_html", "read_tree"]

# lxml publishes no types.
Element = Any

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SILENT = {
    "head",
    "script",
    "del",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "textarea",
}
#: Elements that begin a block; the others are part of a line.
BLOCKS = {
    *HEADINGS,
    *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure"),
    *("figcaption", "caption", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "address", "fieldset"),
    *("form", "details", "summary", "hr"),
}
KINDS = {"li": "item", "dd": "item", "figcaption": "caption", "caption": "caption"}
BOX = "aside"
#: The class of lines of a table of contents, and the kind of block that a class makes.
CONTENTS = "contents"
CLASSES = {"caption": "caption", CONTENTS: "furniture"}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_FRAME = re.compile(r"(?:^|;)\s*(?:position\s*:\s*absolute|float\s*:\s*(?:left|right))\b", re.IGNORECASE)
#: Beyond this depth parsers lose text without a word.
DEEPEST = 200
TICKED, UNTICKED = "☒", "☐"
LARGEST_SPAN = 1_000
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACES_IN_LINE = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" ?\n ?")


def read_html(content: str, media_type: str, metadata: dict[str, str] | None = None) -> Document:
    """The document of an HTML page, or of a fragment of one."""
    if not content.strip():
        return Writer().document(media_type, metadata or {})
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = lxml_html.document_fromstring(content.encode("utf-8", "replace"), parser=parser)
    # What follows the end of a page becomes another page beside it.
    root.extend(list(root.itersiblings(tag="html")))
    return read_tree(root, media_type, {"title": root.findtext("head/title") or "", **(metadata or {})})


def read_tree(root: Element, media_type: str, metadata: dict[str, str]) -> Document:
    """The document of a tree of HTML elements."""
    _check_depth(root)
    walker = _Walker()
    walker.walk(root, "paragraph")
    walker.flush("paragraph")
    return walker.writer.document(media_type, metadata)


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unreadable(detail=f"> {DEEPEST} <…>")


@dataclass
class _Walker:
    writer: Writer = field(default_factory=lambda: Writer(hoists=True))
    line: list[str] = field(default_factory=list)
    #: Frames met inside the block under way, written after it.
    floats: list[Element] = field(default_factory=list)
    #: The lines of the box under way.
    box: list[str] = field(default_factory=list)

    def walk(self, element: Element, kind: str) -> None:
        """Writes the blocks of `element`, which stands inside a block of `kind`."""
        tag = element.tag
        if _is_silent(element):
            return
        if tag in {"br", "input"}:
            self.line.append(_mark(element))
        elif tag == "table":
            self.flush(kind)
            self.table(element, kind)
        elif _is_frame(element):
            self.frame(element, kind)
        elif tag in BLOCKS:
            self.flush(kind)
            inner = _kind(element, kind)
            self.inside(element, inner)
            self.flush(inner, None if _is_title(element) else HEADINGS.get(tag))
        else:
            self.inside(element, kind)

    def inside(self, element: Element, kind: str) -> None:
        """Writes what `element` holds: its own text, its children and what follows each."""
        self.line.append(_SPACES.sub(" ", element.text or ""))
        for child in element:
            self.walk(child, kind)
            self.line.append(_SPACES.sub(" ", child.tail or ""))

    def flush(self, kind: str, level: int | None = None) -> None:
        """Ends the block under way."""
        words = _AROUND_BREAK.sub("\n", _SPACES_IN_LINE.sub(" ", "".join(self.line))).strip()
        self.line.clear()
        if kind == "box" and not level:
            self.box += [words] if words else []
            return
        if level is None and kind == "paragraph" and is_caption(words):
            kind = "caption"
        self.end_box()
        self.writer.add("heading" if level else kind, words, level=level)
        floats, self.floats = self.floats, []
        for element in floats:
            self.frame(element, kind)

    def frame(self, element: Element, kind: str) -> None:
        """Writes text set apart; later where a line is under way around it."""
        if "".join(self.line).strip() and kind != "box":
            self.floats.append(element)
            return
        self.flush(kind)
        if kind != "box":
            self.end_box()
        self.inside(element, "box")
        self.flush("box")
        if kind != "box":
            self.end_box()

    def end_box(self) -> None:
        """Ends the box under way."""
        self.writer.add("box", "\n".join(self.box))
        self.box.clear()

    def table(self, element: Element, kind: str) -> None:
        """Writes a table; tables inside its cells follow it. A table of one cell only sets text apart."""
        rows = [list(_cells(row)) for row in _rows(element)]
        for caption in element.iterchildren("caption"):
            self.walk(caption, kind)
        if sum(map(len, rows)) == 1:
            cell = next(row for row in rows if row)[0]
            if _is_layout(cell):
                self.inside(cell, kind)
                self.flush(kind)
            else:
                self.frame(cell, kind)
            return
        self.end_box()
        nested: list[Element] = []
        self.writer.add_table(list(_grid(rows, nested)))
        for inner in nested:
            self.table(inner, kind)


def _mark(element: Element) -> str:
    """What an element without words shows: a line feed, a box that is ticked or not; empty for others."""
    if element.tag == "br":
        return "\n"
    if element.tag != "input" or element.get("type") not in {"checkbox", "radio"}:
        return ""
    return TICKED if element.get("checked") is not None else UNTICKED


def _is_silent(element: Element) -> bool:
    """Whether an element shows nothing: no element at all, a script, hidden, deleted, or the way back from a note."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return _leads_back(element)


def _is_title(element: Element) -> bool:
    """Whether a heading is the title of the whole, which opens no section."""
    return "title" in (element.get("class") or "").split()


def _is_frame(element: Element) -> bool:
    """Whether an element sets text apart: an aside, or blocks that a word processor has placed beside the text."""
    if element.tag == BOX:
        return True
    placed = element.tag == "span" and _FRAME.search(element.get("style") or "")
    return bool(placed) and any(child.tag in BLOCKS for child in element)


def _is_layout(cell: Element) -> bool:
    """Whether a cell holds a part of the page rather than a box: sections or tables."""
    return any(inner.tag == "table" or inner.tag in HEADINGS for inner in cell.iter())


def _leads_back(element: Element) -> bool:
    """Whether an element is only the way back from a note to its mark."""
    return element.tag == "a" and (element.get("href") or "").startswith("#footnote-ref")


def _kind(element: Element, outer: str) -> str:
    for name in (element.get("class") or "").split():
        if name in CLASSES:
            return CLASSES[name]
    return "box" if outer == "box" else KINDS.get(element.tag, outer)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from row.iterchildren("td", "th")


def _grid(rows: list[list[Element]], nested: list[Element]) -> Iterator[GridCell]:
    """The cells with their column, which the spans of the rows above push to the right."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan"), len(rows) - number)
            across = _span(cell, "colspan")
            taken.update((number + d, column + a) for d in range(down) for a in range(across))
            yield GridCell(_words(cell, nested), number, column, down, across)
            column += across


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), LARGEST_SPAN) if value.isdecimal() else 1


def _words(cell: Element, nested: list[Element]) -> str:
    return "".join(_pieces(cell, nested))


def _pieces(element: Element, nested: list[Element]) -> Iterator[str]:
    """The words of a cell and the ends of its lines: a line feed around each block, and where a line is broken."""
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == "table":
            nested.append(child)
        elif not _is_silent(child):
            gap = "\n" if child.tag in BLOCKS else ""
            yield _mark(child) or gap
            yield from _pieces(child, nested)
            yield gap
        yield _SPACES.sub(" ", child.tail or "")
