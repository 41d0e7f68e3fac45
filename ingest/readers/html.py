"""HTML, the common form that DOCX and Markdown go through: a walk over its elements gives the blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from usagraph.errors import Unreadable
from usagraph.ingest.readers.canonical import GridCell, Writer, is_caption, one_line
from usagraph.records import Document

__all__ = ["read_html"]

# lxml publishes no types.
Element = Any

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SILENT = {"head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea"}
#: Elements that begin a block; the others are part of a line.
BLOCKS = {
    *HEADINGS,
    *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure"),
    *("figcaption", "caption", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "address", "fieldset"),
    *("form", "details", "summary", "hr"),
}
KINDS = {"li": "item", "dd": "item", "figcaption": "caption", "caption": "caption", "aside": "box"}
#: Beyond this depth parsers lose text without a word.
DEEPEST = 200
LARGEST_SPAN = 1_000
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACES_IN_LINE = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n *")


def read_html(content: str, media_type: str, metadata: dict[str, str] | None = None) -> Document:
    """The document of an HTML page, or of a fragment of one."""
    walker = _Walker()
    if content.strip():
        parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
        root = lxml_html.document_fromstring(content.encode("utf-8", "replace"), parser=parser)
        _check_depth(root)
        walker.walk(root, "paragraph")
        metadata = {"title": root.findtext("head/title") or "", **(metadata or {})}
    walker.flush("paragraph")
    return walker.writer.document(media_type, metadata or {})


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unreadable(detail=f"> {DEEPEST} <…>")


@dataclass
class _Walker:
    writer: Writer = field(default_factory=Writer)
    line: list[str] = field(default_factory=list)
    nested: list[Element] = field(default_factory=list)

    def walk(self, element: Element, kind: str) -> None:
        """Writes the blocks of `element`, which stands inside a block of `kind`."""
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or _leads_back(element):
            return
        if tag == "br":
            self.line.append("\n")
        elif tag == "table":
            self.flush(kind)
            self.table(element, kind)
        elif tag in BLOCKS:
            self.flush(kind)
            inner = _kind(element, kind)
            self.inside(element, inner)
            self.flush(inner, HEADINGS.get(tag))
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
        words = _SPACES_IN_LINE.sub(" ", _AROUND_BREAK.sub("\n", "".join(self.line))).strip()
        self.line.clear()
        if level is None and kind == "paragraph" and is_caption(words):
            kind = "caption"
        self.writer.add("heading" if level else kind, words, level=level)

    def table(self, element: Element, kind: str) -> None:
        """Writes a table; tables inside its cells follow it. A table of one cell is text set apart."""
        rows = [list(_cells(row)) for row in _rows(element)]
        for caption in element.iterchildren("caption"):
            self.walk(caption, kind)
        if sum(map(len, rows)) == 1:
            self.inside(next(row for row in rows if row)[0], "box")
            self.flush("box")
            return
        nested: list[Element] = []
        self.writer.add_table(list(_grid(rows, nested)))
        for inner in nested:
            self.table(inner, kind)


def _leads_back(element: Element) -> bool:
    """Whether an element is only the way back from a note to its mark."""
    return element.tag == "a" and (element.get("href") or "").startswith("#footnote-ref")


def _kind(element: Element, outer: str) -> str:
    if "caption" in (element.get("class") or "").split():
        return "caption"
    return KINDS.get(element.tag, outer)


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
    return one_line("".join(_pieces(cell, nested)))


def _pieces(element: Element, nested: list[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "table":
            nested.append(child)
        elif isinstance(child.tag, str) and child.tag not in SILENT:
            gap = " " if child.tag in BLOCKS or child.tag == "br" else ""
            yield gap
            yield from _pieces(child, nested)
            yield gap
        yield child.tail or ""
