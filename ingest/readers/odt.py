"""ODT: its elements turned into those of HTML, then read as HTML.

Tracked deletions and comments are left out, insertions kept; frames and shapes float, notes come at the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.html import BOX, CONTENTS, read_tree
from usagraph.ingest.readers.odf import DEEPEST, DRAW, OFFICE, TABLE, TEXT, Styles, number, open_package, said
from usagraph.records import Document

__all__ = ["read"]

# lxml publishes no types.
Element = Any

#: What is not content, or is shown to nobody.
SILENT = {
    *(f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
    *(f"{TEXT}{name}" for name in ("dde-connection-decls", "alphabetical-index-auto-mark-file", "change")),
    *(f"{TEXT}{name}" for name in ("hidden-text", "hidden-paragraph", "ruby-text", "index-title-template")),
    *(f"{TEXT}{name}" for name in ("table-of-content-source", "alphabetical-index-source", "bibliography-source")),
    *(f"{TEXT}{name}" for name in ("illustration-index-source", "table-index-source", "user-index-source")),
    *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "binary-data", "event-listeners")),
    *(
        f"{TABLE}{name}"
        for name in ("covered-table-cell", "table-source", "shapes", "tracked-changes", "title", "desc")
    ),
    *(f"{DRAW}{name}" for name in ("image", "object", "object-ole", "plugin", "applet", "glue-point")),
}
#: Elements of one kind, by the HTML element that they become.
SAME = {
    f"{TEXT}list": "ul",
    f"{TEXT}list-item": "li",
    f"{TEXT}list-header": "div",
    f"{TEXT}section": "div",
    f"{TEXT}numbered-paragraph": "div",
    f"{TEXT}index-title": "div",
    f"{TEXT}line-break": "br",
}
#: Drawings that may hold words.
SHAPES = {
    *(f"{DRAW}{name}" for name in ("text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline")),
    *(f"{DRAW}{name}" for name in ("polygon", "regular-polygon", "path", "connector", "caption", "measure")),
}
#: HTML elements that hold one line of text, which a box must not cut.
LINES = {"p", *(f"h{level}" for level in range(1, DEEPEST + 1))}
MOST_REPEATS = 1_000
MOST_SPACES = 100


def read(path: Path) -> Document:
    """The document of an ODT file."""
    package = open_package(path, "text")
    root = _Translator(package.styles).document(package.body, package.margins)
    return read_tree(root, Kind.ODT.value, {"title": package.title})


@dataclass
class _Translator:
    styles: Styles
    notes: list[Element] = field(default_factory=list)
    #: Boxes met inside the paragraph under way, which they follow.
    floats: list[Element] = field(default_factory=list)
    contents: bool = False

    def document(self, body: Element, margins: tuple[Element, ...] = ()) -> Element:
        """The HTML element for the body of a text, then its notes, headers and footers."""
        root = etree.Element("body")
        self.inside(body, root)
        if self.notes:
            root.append(_element("ol", self.notes))
        for words in dict.fromkeys(self.lines(margins)):
            etree.SubElement(root, "p", {"class": CONTENTS}).text = words
        return root

    def lines(self, margins: tuple[Element, ...]) -> Iterator[str]:
        """The words of each paragraph of headers and footers; a box in one is a paragraph of its own."""
        for margin in margins:
            for paragraph in margin.iter(f"{TEXT}p", f"{TEXT}h"):
                if not self.styles.is_hidden(paragraph.get(f"{TEXT}style-name")):
                    yield " ".join(said(paragraph, SILENT | {f"{DRAW}frame"}).split())

    def inside(self, element: Element, target: Element) -> None:
        """Puts what `element` holds into `target`."""
        _say(target, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.take(child, target)
            _say(target, child.tail)

    def take(self, element: Element, target: Element) -> None:
        """Puts the HTML for `element` into `target`."""
        tag = element.tag
        special = SPECIAL.get(tag)
        if tag in SILENT or element.get(f"{TEXT}display") == "none":
            return
        if special:
            special(self, element, target)
        elif tag in SAME:
            self.inside(element, etree.SubElement(target, SAME[tag]))
        elif not self.styles.is_hidden(element.get(f"{TEXT}style-name")):
            self.inside(element, target)

    def paragraph(self, element: Element, target: Element) -> None:
        """A paragraph or heading, then the boxes anchored in it."""
        style = element.get(f"{TEXT}style-name")
        if self.styles.is_hidden(style):
            return
        outer, self.floats = self.floats, []
        made = etree.SubElement(target, self.tag(element, style))
        if self.contents:
            made.set("class", CONTENTS)
        elif self.styles.is_caption(style):
            made.set("class", "caption")
        self.inside(element, made)
        for box in self.floats:
            target.append(box)
        self.floats = outer

    def tag(self, element: Element, style: str | None) -> str:
        """The HTML element that a paragraph becomes."""
        if element.tag == f"{TEXT}h":
            return f"h{number(element, f'{TEXT}outline-level', DEEPEST)}"
        level = self.styles.level(style)
        return f"h{level}" if level else "p"

    def drawing(self, element: Element, target: Element) -> None:
        """A frame, a shape or a group of them: its boxes, after the paragraph that it is anchored in."""
        boxes = list(self.boxes(element))
        if target.tag in LINES:
            self.floats += boxes
        else:
            target.extend(boxes)

    def boxes(self, element: Element) -> Iterator[Element]:
        """The boxes of a drawing; those anchored in one follow it."""
        if element.tag not in SHAPES:
            for child in element:
                yield from self.boxes(child)
            return
        outer, self.floats = self.floats, []
        box = etree.Element(BOX)
        self.inside(element, box)
        inner, self.floats = self.floats, outer
        yield from (box, *inner)

    def index(self, element: Element, target: Element) -> None:
        """A table of contents: its lines are no section of the text."""
        outer, self.contents = self.contents, True
        self.inside(element, target)
        self.contents = outer

    def note(self, element: Element, target: Element) -> None:
        """A note: its mark stays, its words go to the end."""
        mark = "".join(element.find(f"{TEXT}note-citation").itertext()) if len(element) else ""
        _say(target, f"[{mark.strip() or len(self.notes) + 1}]")
        item = etree.Element("li")
        for body in element.iterchildren(f"{TEXT}note-body"):
            self.inside(body, item)
        self.notes.append(item)

    def table(self, element: Element, target: Element) -> None:
        """A table."""
        if self.styles.is_hidden(element.get(f"{TABLE}style-name")):
            return
        made = etree.SubElement(target, "table")
        for row in _rows(element):
            for _ in range(number(row, f"{TABLE}number-rows-repeated", MOST_REPEATS)):
                self.row(row, etree.SubElement(made, "tr"))

    def row(self, row: Element, target: Element) -> None:
        """The cells of a row."""
        for cell in row.iterchildren(f"{TABLE}table-cell"):
            for _ in range(number(cell, f"{TABLE}number-columns-repeated", MOST_REPEATS)):
                made = etree.SubElement(target, "td")
                made.set("colspan", cell.get(f"{TABLE}number-columns-spanned", "1"))
                made.set("rowspan", cell.get(f"{TABLE}number-rows-spanned", "1"))
                self.inside(cell, made)

    def spaces(self, element: Element, target: Element) -> None:
        """Spaces written as an element, or a tab."""
        _say(target, " " * number(element, f"{TEXT}c", MOST_SPACES))


Method = Callable[[_Translator, Element, Element], None]
SPECIAL: dict[str, Method] = {
    f"{TEXT}p": _Translator.paragraph,
    f"{TEXT}h": _Translator.paragraph,
    f"{TEXT}note": _Translator.note,
    f"{TEXT}s": _Translator.spaces,
    f"{TEXT}tab": _Translator.spaces,
    f"{TEXT}table-of-content": _Translator.index,
    f"{TEXT}illustration-index": _Translator.index,
    f"{TEXT}table-index": _Translator.index,
    f"{TABLE}table": _Translator.table,
    **dict.fromkeys((*SHAPES, f"{DRAW}frame", f"{DRAW}g", f"{DRAW}a"), _Translator.drawing),
}


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child)


def _element(tag: str, children: list[Element]) -> Element:
    made = etree.Element(tag)
    made.extend(children)
    return made


def _say(target: Element, words: str | None) -> None:
    """Adds words after what `target` holds already."""
    if not words:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words
