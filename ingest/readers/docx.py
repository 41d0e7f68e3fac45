"""DOCX: mammoth turns it into HTML, with text boxes, accepted insertions and content controls; then read as HTML.

What mammoth does not look at is settled in the XML first: hidden text is taken out, text set apart is marked.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import mammoth
from lxml import etree

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.html import CONTENTS, read_html
from usagraph.ingest.readers.ooxml import core_metadata, parsed
from usagraph.records import Document

__all__ = ["read"]

# lxml publishes no types.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "word/_rels/document.xml.rels"
#: Members that hold the words of the document.
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
#: Our marks on paragraphs in a text box or a frame, taken in turn: boxes in a row stay apart.
BOXES = ("UsagraphBox0", "UsagraphBox1")
FRAMES = ("UsagraphFrame0", "UsagraphFrame1")
#: Inside a box these styles hold still: a section may begin there.
SECTIONS = re.compile(r"(?:Heading|Titre)\d")
#: Elements that only surround others, and that mammoth does not know, read as one that it does.
SURROUNDING = {f"{W}fldSimple", f"{W}bdo", f"{W}dir", f"{W}ruby", f"{W}rubyBase"}
TRANSPARENT = f"{W}smartTag"
#: Boxes of symbol fonts, as mammoth writes them, and the boxes that are usual in a text.
TICKS = str.maketrans("🗹🗷⮽🗸🞎🞏❑□", "☑☒☒✓☐☐☐☐")
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Styles beside those mammoth knows: French names of headings, captions, and the title, which opens no section.
STYLES = "\n".join(
    [
        *(f"p[style-name='Titre {level}'] => h{level}:fresh" for level in range(1, 7)),
        *(f"p[style-name='Heading {level}'] => h{level}:fresh" for level in range(1, 7)),
        *(f"p.Titre{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p[style-name='{name}'] => p.caption:fresh" for name in ("caption", "Caption", "Légende", "légende")),
        *(f"p[style-name='{name}'] => p.title:fresh" for name in ("Title", "Titre", "Subtitle", "Sous-titre")),
        "p[style-name='Table Caption'] => p.caption:fresh",
        "p[style-name='Image Caption'] => p.caption:fresh",
        "p[style-name^='toc '] => p.contents:fresh",
        *(f"p.{box} => aside.{box} > p:fresh" for box in (*BOXES, *FRAMES)),
    ]
)


def read(path: Path) -> Document:
    """The document of a DOCX file."""
    with zipfile.ZipFile(path) as archive:
        metadata = core_metadata(archive)
        margins = dict.fromkeys(_margins(archive))
        file = _prepared(archive)
    page = mammoth.convert_to_html(file, style_map=STYLES, convert_image=mammoth.images.img_element(_no_image))
    furniture = "".join(f'<p class="{CONTENTS}">{escape(words)}</p>' for words in margins)
    return read_html(page.value.translate(TICKS) + furniture, Kind.DOCX.value, metadata)


def _margins(archive: zipfile.ZipFile) -> Iterator[str]:
    """The paragraphs of the headers and footers that a section of the document shows."""
    if RELATIONS not in archive.namelist():
        return
    targets = {relation.get("Id"): relation.get("Target", "") for relation in parsed(archive.read(RELATIONS))}
    hidden = _hidden_styles(archive)
    for mark in parsed(archive.read("word/document.xml")).iter(f"{W}headerReference", f"{W}footerReference"):
        member = f"word/{targets.get(mark.get(RELATION), '')}"
        if member in archive.namelist():
            yield from _lines(parsed(archive.read(member)), hidden)


def _lines(root: Element, hidden: frozenset[str]) -> Iterator[str]:
    """The words of each paragraph of a header or footer; a box in it is a paragraph of its own, written once."""
    unseen = set(_hidden(root, hidden))
    for paragraph in root.iter(f"{W}p"):
        own = (run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph)
        shown = (run for run in own if run not in unseen and next(run.iterancestors(f"{MC}Fallback"), None) is None)
        words = "".join(part.text or "" if part.tag == f"{W}t" else " " for run in shown for part in run)
        if words.strip():
            yield " ".join(words.split())


def _prepared(archive: zipfile.ZipFile) -> io.BytesIO:
    """A copy of the archive, without hidden text and images, with boxes marked."""
    copy = io.BytesIO()
    hidden = _hidden_styles(archive)
    with zipfile.ZipFile(copy, "w") as target:
        for name in dict.fromkeys(archive.namelist()):
            if name.endswith((".xml", ".rels")):
                content = archive.read(name)
                target.writestr(name, _settled(content, hidden) if name in STORIES else content)
    copy.seek(0)
    return copy


def _settled(content: bytes, hidden: frozenset[str]) -> bytes:
    root = parsed(content)
    for run in list(_hidden(root, hidden)):
        run.getparent().remove(run)
    for element in root.iter(*SURROUNDING):
        element.tag = TRANSPARENT
    for before in root.iter(f"{W}gridBefore"):
        before.getparent().getparent().insert(1, _empty_cell(before.get(f"{W}val", "1")))
    for formula in root.iter(f"{MATH}*"):
        formula.tag = f"{W}t" if formula.tag == f"{MATH}t" else TRANSPARENT
    for end in root.iter(f"{W}cr", f"{W}br"):
        # A page or column that ends parts words as a line does.
        end.tag = f"{W}br"
        end.attrib.pop(f"{W}type", None)
    for reading in root.findall(f".//{W}rt"):
        reading.getparent().remove(reading)
    _mark_boxes(root)
    _mark_frames(root)
    settled: bytes = etree.tostring(root)
    return settled


def _empty_cell(span: str) -> Element:
    """A cell that stands for the columns that a row leaves out."""
    cell = etree.Element(f"{W}tc")
    etree.SubElement(etree.SubElement(cell, f"{W}tcPr"), f"{W}gridSpan", {f"{W}val": span})
    return cell


def _hidden(root: Element, styles: frozenset[str]) -> Iterator[Element]:
    """The runs that nobody sees: marked so themselves, or by their style."""
    for run in root.iter(f"{W}r"):
        mark = run.find(f"{W}rPr/{W}vanish")
        if mark is not None:
            if _is_on(mark):
                yield run
            continue
        names = [run.find(f"{W}rPr/{W}rStyle"), run.find(f"../{W}pPr/{W}pStyle")]
        if any(name is not None and name.get(f"{W}val") in styles for name in names):
            yield run


def _is_on(mark: Element) -> bool:
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _hidden_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    if "word/styles.xml" not in archive.namelist():
        return frozenset()
    root = parsed(archive.read("word/styles.xml"))
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in root.iter(f"{W}style")
        if (mark := style.find(f"{W}rPr/{W}vanish")) is not None and _is_on(mark)
    )


def _mark_boxes(root: Element) -> None:
    """Marks the paragraphs of text boxes, and lets mammoth through to each, however it is drawn."""
    # A box may be written twice, for new and old programs: each way counts for itself.
    numbers = {True: count(), False: count()}
    for box in list(root.iter(f"{W}txbxContent")):
        above = list(box.iterancestors())
        choices = any(e.tag == f"{MC}Choice" for e in above)
        style = BOXES[next(numbers[choices]) % 2]
        for paragraph in box.iter(f"{W}p"):
            _mark(paragraph, style)
        for element in above:
            if element.tag in {f"{W}pict", f"{W}drawing"}:
                element.tag = f"{W}pict"
                break
            element.tag = TRANSPARENT


def _mark_frames(root: Element) -> None:
    """Marks framed paragraphs; those in a row with the same frame are in one."""
    number = count()
    last, style = None, FRAMES[0]
    for frame in root.findall(f".//{W}pPr/{W}framePr"):
        paragraph = frame.getparent().getparent()
        follows = last is not None and paragraph.getprevious() is last[0] and dict(frame.attrib) == last[1]
        style = style if follows else FRAMES[next(number) % 2]
        _mark(paragraph, style)
        last = (paragraph, dict(frame.attrib))


def _mark(paragraph: Element, box: str) -> None:
    """Gives a paragraph the style of a box, unless it opens a section."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    if style is None:
        style = etree.SubElement(properties, f"{W}pStyle")
    if not SECTIONS.match(style.get(f"{W}val", "")):
        style.set(f"{W}val", box)


def _no_image(image: object) -> dict[str, str]:
    return {"src": ""}
