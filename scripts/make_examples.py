# /// script
# requires-python = ">=3.11"
# dependencies = ["markdown-it-py==4.3.0", "python-docx==1.2.0", "reportlab==5.1.0"]
# ///
"""Writes the DOCX and PDF examples from their Markdown sources: `uv run scripts/make_examples.py`.

Same sources, same bytes: dates are fixed. The two writers are no dependency of the project; without uv,
install the three packages named above in an environment of its own. In the sources a line that starts
with `^` is a caption, a quotation is a box set apart and `---` starts a page.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

ROOT = Path(__file__).parent.parent
SOURCES = Path(__file__).parent / "sources"
TARGETS = {
    "recensement.md": "recensement.docx",
    "fiche-11-covoitureurs.md": "fiche-11-covoitureurs.docx",
    "inspirante-epicerie-mobile.md": "inspirante-epicerie-mobile.docx",
    "bilan.md": "bilan.pdf",
}
AUTHOR = "Département de la Valserine"
WRITTEN = datetime(2026, 3, 2, 9, 0)
BOX = {"w": "3400", "hSpace": "141", "wrap": "around", "vAnchor": "text", "hAnchor": "margin", "xAlign": "right"}


@dataclass(frozen=True)
class Piece:
    """One piece of a source, whatever it becomes: `kind` is heading, text, item, caption, table or page."""

    kind: str
    text: str = ""
    level: int = 0
    bold: bool = False
    boxed: bool = False
    rows: list[list[str]] = field(default_factory=list)


def pieces_of(source: str) -> list[Piece]:
    """The pieces of a Markdown source, in order."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(source))
    return list(_walk(tree, boxed=False))


def _walk(node: SyntaxTreeNode, *, boxed: bool) -> Iterator[Piece]:
    for child in node.children:
        if child.type == "blockquote":
            yield from _walk(child, boxed=True)
        elif child.type == "bullet_list":
            yield from (Piece("item", _words(item), boxed=boxed) for item in child.children)
        else:
            yield _piece(child, boxed=boxed)


def _piece(node: SyntaxTreeNode, *, boxed: bool) -> Piece:
    if node.type == "table":
        return Piece("table", rows=[[_words(cell) for cell in row.children] for row in _rows(node)])
    if node.type == "hr":
        return Piece("page")
    words = _words(node)
    if node.type == "heading":
        return Piece("heading", words, level=int(node.tag[1]))
    if words.startswith("^"):
        return Piece("caption", words.removeprefix("^").strip())
    return Piece("text", words.replace("**", ""), bold=words.startswith("**"), boxed=boxed)


def _rows(table: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [row for part in table.children for row in part.children]


def _words(node: SyntaxTreeNode) -> str:
    return node.content if node.type == "inline" else " ".join(_words(child) for child in node.children).strip()


def write_docx(pieces: list[Piece], target: Path) -> None:
    """Writes `pieces` as a Word document with heading, list and caption styles."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = AUTHOR, pieces[0].text
    properties.created = properties.modified = WRITTEN
    properties.comments = ""
    _drop_thumbnail(document)
    for piece in pieces:
        _add_table(document, piece.rows) if piece.kind == "table" else _add_paragraph(document, piece)
    content = io.BytesIO()
    document.save(content)
    target.write_bytes(_timeless(content.getvalue()))


def _add_paragraph(document: Docx, piece: Piece) -> None:
    styles = {"heading": f"Heading {piece.level}", "item": "List Bullet", "caption": "Caption"}
    paragraph = document.add_paragraph(style=styles.get(piece.kind, "Normal"))
    paragraph.add_run(piece.text).bold = piece.bold or None
    if piece.boxed:
        _set_apart(paragraph)


def _set_apart(paragraph: DocxParagraph) -> None:
    frame = OxmlElement("w:framePr")
    for name, value in BOX.items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:numPr", "w:spacing", "w:jc")


def _add_table(document: Docx, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _timeless(archive: bytes) -> bytes:
    """The same archive with one date for all members: the clock leaves no trace."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, WRITTEN.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _drop_thumbnail(document: Docx) -> None:
    # The template's thumbnail shows another document.
    links = document.part.package.rels
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[name]


def write_pdf(pieces: list[Piece], target: Path) -> None:
    """Writes `pieces` as a PDF with ruled tables and numbered pages."""
    document = SimpleDocTemplate(str(target), pagesize=A4, invariant=1, title=pieces[0].text, author=AUTHOR, lang="fr")
    story = [flowable for piece in pieces for flowable in _flowables(piece)]
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)


def _flowables(piece: Piece) -> list[Flowable]:
    styles = getSampleStyleSheet()
    if piece.kind == "page":
        return [PageBreak()]
    if piece.kind == "table":
        return [_ruled(piece.rows), Spacer(1, 0.2 * cm)]
    if piece.kind == "heading":
        return [Paragraph(piece.text, styles[f"Heading{piece.level}"])]
    body = ParagraphStyle("body", parent=styles["BodyText"], fontSize=11, leading=16, spaceAfter=8)
    caption = ParagraphStyle("caption", parent=styles["Italic"], spaceAfter=14)
    return [Paragraph(piece.text, caption if piece.kind == "caption" else body)]


def _ruled(rows: list[list[str]]) -> Table:
    cell = ParagraphStyle("cell", parent=getSampleStyleSheet()["BodyText"], fontSize=9, leading=12, spaceBefore=0)
    words = [[Paragraph(text, cell) for text in row] for row in rows]
    shade = ("BACKGROUND", (0, 0), (-1, 0), "#e6ecf2")
    rules = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), shade])
    return Table(words, colWidths=[1.9 * cm, 5 * cm, 2.6 * cm, 2.9 * cm, 3.5 * cm], style=rules, repeatRows=1)


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(A4[0] / 2, 1.2 * cm, f"Bilan 2025 - page {document.page}")


WRITERS: dict[str, Callable[[list[Piece], Path], None]] = {".docx": write_docx, ".pdf": write_pdf}


def main() -> None:
    """Writes every target into `examples/` and prints its size."""
    for source, name in TARGETS.items():
        target = ROOT / "examples" / name
        WRITERS[target.suffix](pieces_of((SOURCES / source).read_text(encoding="utf-8")), target)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
