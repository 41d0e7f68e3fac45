"""Small files of each format, written from scratch by the tests: from their XML, operators or records."""

import hashlib
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONTS = "/Font << /F1 3 0 R /F2 4 0 R >>"
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
    #: In which direction they read, in degrees, and how far their letters are set apart.
    turn: int = 0
    apart: float = 0

    def operators(self) -> str:
        """The operators that write them."""
        escaped = self.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        across, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[self.turn]
        place = f"{across} {up} {-up} {across} {self.x} {self.y} Tm"
        return f"BT /F{2 if self.bold else 1} {self.size} Tf {self.apart} Tc {place} ({escaped}) Tj ET"


@dataclass(frozen=True)
class Stroke:
    """A horizontal rule on a PDF page."""

    left: float
    right: float
    y: float

    def operators(self) -> str:
        """The operators that draw it."""
        return f"0.5 w {self.left} {self.y} m {self.right} {self.y} l S"


@dataclass(frozen=True)
class Fill:
    """A rectangle on a PDF page: tinted, or framed where its grey is None."""

    left: float
    bottom: float
    right: float
    top: float
    grey: float | None = 0.9

    def operators(self) -> str:
        """The operators that draw it."""
        place = f"{self.left} {self.bottom} {self.right - self.left} {self.top - self.bottom} re"
        return f"0.5 w {place} S" if self.grey is None else f"q {self.grey} g {place} f Q"


@dataclass(frozen=True)
class Drawn:
    """What operators draw, as they stand; `/X Do` draws the form of the file."""

    said: str

    def operators(self) -> str:
        """The operators."""
        return self.said


Thing = Words | Stroke | Fill | Drawn
PdfMaker = Callable[..., Path]
DocxMaker = Callable[..., Path]
Maker = Callable[..., Path]
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def make_pdf(tmp_path: Path) -> PdfMaker:
    """Writes a PDF of pages given as lists of Words and Strokes; `trailer` is added to its trailer.

    `page` is added to the dictionary of each; `form` is what `/X Do` draws. With `permissions` it is locked by an owner's password, and opens without one unless `password` is given.
    """

    def make(
        *pages: list[Thing],
        name: str = "a.pdf",
        trailer: str = "",
        permissions: int | None = None,
        password: bytes = b"",
        page: str = "",
        form: Sequence[Thing] = (),
    ) -> Path:
        path = tmp_path / name
        lock = None if permissions is None else Lock(permissions, password)
        path.write_bytes(_pdf(list(pages), trailer + (lock.trailer if lock else ""), lock, page, form))
        return path

    return make


@pytest.fixture
def make_docx(tmp_path: Path) -> DocxMaker:
    """Writes a DOCX with `body` as the XML of its body; `prolog` stands before the root element.

    `headers` gives the XML inside its headers by number: `<w:headerReference r:id="h1"/>` shows the first.
    """

    def make(body: str, name: str = "a.docx", prolog: str = "", styles: str = "", headers: Sequence[str] = ()) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", RELATIONS)
            archive.writestr(
                "word/document.xml",
                f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
                f'<w:document xmlns:w="{W}" xmlns:r="{RELATION}"><w:body>{body}</w:body></w:document>',
            )
            listed = "".join(
                f'<Relationship Id="h{i}" Type="{RELATION}/header" Target="header{i}.xml"/>'
                for i, _ in enumerate(headers, 1)
            )
            archive.writestr(
                "word/_rels/document.xml.rels",
                RELATIONS.partition("<Relationship ")[0] + listed + "</Relationships>",
            )
            for i, inside in enumerate(headers, 1):
                archive.writestr(f"word/header{i}.xml", f'<w:hdr xmlns:w="{W}">{inside}</w:hdr>')
            if styles:
                archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        return path

    return make


@pytest.fixture
def make_odf(tmp_path: Path) -> Maker:
    """Writes an ODT with `body` as the XML of its text, or another kind; `styles` are automatic styles.

    `page` is the XML of the headers and footers of its pages.
    """

    def make(
        body: str, name: str = "a.odt", styles: str = "", kind: str = "text", prolog: str = "", page: str = ""
    ) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            archive.writestr(
                "content.xml",
                f"{prolog}<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            )
            archive.writestr(
                "styles.xml",
                f"<office:document-styles {ODF}><office:master-styles><style:master-page>{page}</style:master-page>"
                "</office:master-styles></office:document-styles>",
            )
        return path

    return make


@pytest.fixture
def make_xlsx(tmp_path: Path) -> Maker:
    """Writes an XLSX whose sheets are given as the XML inside their `worksheet`, by name; `states` hide some."""

    def make(sheets: dict[str, str], name: str = "a.xlsx", states: dict[str, str] | None = None, **more: bytes) -> Path:
        path = tmp_path / name
        listed = "".join(
            f'<sheet name="{title}" sheetId="{i}" r:id="r{i}" state="{(states or {}).get(title, "visible")}"/>'
            for i, title in enumerate(sheets, 1)
        )
        relations = "".join(
            f'<Relationship Id="r{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i, _ in enumerate(sheets, 1)
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("_rels/.rels", RELATIONS.replace("word/document.xml", "xl/workbook.xml"))
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels", RELATIONS.partition("<Relationship ")[0] + relations + "</Relationships>"
            )
            for i, inside in enumerate(sheets.values(), 1):
                archive.writestr(f"xl/worksheets/sheet{i}.xml", f'<worksheet xmlns="{SHEET}">{inside}</worksheet>')
            for member, content in more.items():
                archive.writestr(member, content)
        return path

    return make


@pytest.fixture
def make_xls(tmp_path: Path) -> Maker:
    """Writes an XLS whose sheets are lists of rows, by name; those named in `hidden` are not shown.

    `unseen` is put in each sheet: records that hide rows and columns.
    """

    def make(
        sheets: dict[str, list[list[str | float]]],
        name: str = "a.xls",
        hidden: str = "",
        head: bytes = b"",
        unseen: bytes = b"",
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(_stored(_book(sheets, hidden, head, unseen)))
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


@pytest.fixture
def drawn() -> type[Drawn]:
    """The class of operators as they stand."""
    return Drawn


@pytest.fixture
def fill() -> type[Fill]:
    """The class of rectangles on a page."""
    return Fill


def _pdf(
    pages: list[list[Thing]], trailer: str, lock: "Lock | None" = None, more: str = "", form: Sequence[Thing] = ()
) -> bytes:
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
        stream = lock.closed(stream, 6 + 2 * number) if lock else stream
        resources = f"<< {FONTS} /XObject << /X {5 + 2 * len(pages)} 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {more} /Contents {6 + 2 * number} 0 R "
            f"/Resources {resources} >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    drawn = "\n".join(thing.operators() for thing in form).encode("cp1252")
    head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {FONTS} >> /Length {len(drawn)} >>"
    objects.append(head.encode() + b"\nstream\n%s\nendstream" % drawn)
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


class Lock:
    """The oldest encryption of PDF (RC4, 40 bits), enough to see what permissions become."""

    PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    ID = bytes(16)

    def __init__(self, permissions: int, password: bytes) -> None:
        user = (password + self.PAD)[:32]
        self.owner = _rc4(_md5((b"owner" + self.PAD)[:32])[:5], user)
        self.permissions = permissions
        self.key = _md5(user + self.owner + struct.pack("<i", permissions) + self.ID)[:5]

    @property
    def trailer(self) -> str:
        """What the trailer says of it."""
        user = _rc4(self.key, self.PAD)
        return (
            f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{self.owner.hex()}> /U <{user.hex()}> /P {self.permissions} >> "
            f"/ID [<{self.ID.hex()}> <{self.ID.hex()}>]"
        )

    def closed(self, content: bytes, number: int) -> bytes:
        """The stream of the object of that number, encrypted."""
        return _rc4(_md5(self.key + number.to_bytes(3, "little") + bytes(2))[:10], content)


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    made = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        made.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(made)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _book(sheets: dict[str, list[list[str | float]]], hidden: str, head: bytes, unseen: bytes) -> bytes:
    """The stream of a workbook (BIFF8): its sheets listed with their places, then each."""
    begin, end = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0), _record(0x000A, b"")
    bodies = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0)) + unseen + _cells(rows) + end
        for rows in sheets.values()
    ]
    names = [name.encode("utf-16-le") for name in sheets]
    place = len(_record(0x0809, begin)) + len(head) + sum(12 + len(name) for name in names) + len(end)
    listed = b""
    for name, title, body in zip(names, sheets, bodies, strict=True):
        listed += _record(0x0085, struct.pack("<IBBBB", place, title == hidden, 0, len(title), 1) + name)
        place += len(body)
    return _record(0x0809, begin) + head + listed + end + b"".join(bodies)


def _cells(rows: list[list[str | float]]) -> bytes:
    content = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                content += _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            else:
                content += _record(0x0203, place + struct.pack("<d", value))
    return content


def _stored(stream: bytes) -> bytes:
    """An OLE file that holds `stream` as its only one, in sectors of 512 bytes: a table, a directory, the stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = b"".join(struct.pack("<I", sector) for sector in chain).ljust(512, b"\xff")
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header.ljust(512, b"\xff") + table + entries.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    start = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1) + links
    return start.ljust(116, b"\0") + struct.pack("<IQ", first, size)
