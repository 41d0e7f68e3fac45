"""DOCX: mammoth turns it into HTML, with text boxes, accepted insertions and content controls; then read as HTML.

What mammoth does not look at is settled in the XML first: hidden text is taken out, text set apart is marked.
"""

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.parsers import expat

import mammoth
from lxml import etree

from usagraph.errors import Unreadable
from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.html import read_html
from usagraph.records import Document

__all__ = ["read"]

# lxml publishes no types.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Members that hold the words of the document.
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
#: Our mark on paragraphs in a frame or a text box.
BOX = "UsagraphBox"
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
        f"p.{BOX} => aside:fresh",
    ]
)
CORE = "docProps/core.xml"
TITLE = "http://purl.org/dc/elements/1.1/ title"


def read(path: Path) -> Document:
    """The document of a DOCX file; one whose XML declares a DTD is refused."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _refuse_dtd(name, archive.read(name))
        title = _title(archive.read(CORE)) if CORE in archive.namelist() else ""
        file = _prepared(archive)
    page = mammoth.convert_to_html(file, style_map=STYLES, convert_image=mammoth.images.img_element(_no_image))
    return read_html(page.value, Kind.DOCX.value, {"title": title})


def _prepared(archive: zipfile.ZipFile) -> io.BytesIO:
    """A copy of the archive, without hidden text and images, with boxes marked."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for name in dict.fromkeys(archive.namelist()):
            if name.endswith((".xml", ".rels")):
                content = archive.read(name)
                target.writestr(name, _settled(content) if name in STORIES else content)
    copy.seek(0)
    return copy


def _settled(content: bytes) -> bytes:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    for hidden in root.findall(f".//{W}rPr/{W}vanish"):
        run = hidden.getparent().getparent()
        if run.tag == f"{W}r" and hidden.get(f"{W}val", "1") not in {"0", "false", "off"}:
            run.getparent().remove(run)
    for frame in root.findall(f".//{W}pPr/{W}framePr"):
        _mark(frame.getparent().getparent())
    for box in root.iter(f"{W}txbxContent"):
        for paragraph in box.iter(f"{W}p"):
            _mark(paragraph)
    settled: bytes = etree.tostring(root)
    return settled


def _mark(paragraph: Element) -> None:
    """Gives a paragraph the style of boxes, unless it has one of its own."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{W}pStyle") is None:
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": BOX})


def _no_image(image: object) -> dict[str, str]:
    return {"src": ""}


class _Reached(Exception):
    pass


def _refuse_dtd(name: str, content: bytes) -> None:
    def refuse(*_: object) -> None:
        raise Unreadable(detail=f"DOCTYPE, {name}")

    def leave(*_: object) -> None:
        raise _Reached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    # A DOCTYPE can only stand before the first element.
    parser.StartElementHandler = leave
    with suppress(_Reached):
        parser.Parse(content, True)


def _title(content: bytes) -> str:
    found: list[str] = []
    inside: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: inside.append(name)
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = lambda words: found.append(words) if inside[-1] == TITLE else None
    parser.Parse(content, True)
    return "".join(found)
