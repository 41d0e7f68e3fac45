"""Small files of each format, written from scratch by the tests: a DOCX from its XML, a PDF from its operators."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Words:
    """Words on a PDF page, from the base line of their first letter."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    bold: bool = False

    def operators(self) -> str:
        """The operators that write them."""
        escaped = self.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"BT /F{2 if self.bold else 1} {self.size} Tf {self.x} {self.y} Td ({escaped}) Tj ET"


@dataclass(frozen=True)
class Stroke:
    """A horizontal rule on a PDF page."""

    left: float
    right: float
    y: float

    def operators(self) -> str:
        """The operators that draw it."""
        return f"0.5 w {self.left} {self.y} m {self.right} {self.y} l S"


PdfMaker = Callable[..., Path]
DocxMaker = Callable[..., Path]


@pytest.fixture
def make_pdf(tmp_path: Path) -> PdfMaker:
    """Writes a PDF of pages given as lists of Words and Strokes; `trailer` is added to its trailer."""

    def make(*pages: list[Words | Stroke], name: str = "a.pdf", trailer: str = "") -> Path:
        path = tmp_path / name
        path.write_bytes(_pdf(list(pages), trailer))
        return path

    return make


@pytest.fixture
def make_docx(tmp_path: Path) -> DocxMaker:
    """Writes a DOCX with `body` as the XML of its body; `prolog` stands before the root element."""

    def make(body: str, name: str = "a.docx", prolog: str = "", styles: str = "") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", RELATIONS)
            archive.writestr(
                "word/document.xml",
                f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
                f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            )
            if styles:
                archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        return path

    return make


@pytest.fixture
def words() -> type[Words]:
    """The class of words on a page."""
    return Words


@pytest.fixture
def stroke() -> type[Stroke]:
    """The class of rules on a page."""
    return Stroke


def _pdf(pages: list[list[Words | Stroke]], trailer: str) -> bytes:
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for number, page in enumerate(pages):
        stream = "\n".join(thing.operators() for thing in page).encode("cp1252")
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            f"/Resources {resources} >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return _numbered(objects, trailer)


def _numbered(objects: list[bytes], trailer: str) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, thing in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return content + f"{end}startxref\n{len(content)}\n%%EOF\n".encode()
