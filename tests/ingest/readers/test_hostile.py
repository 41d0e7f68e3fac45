"""Files made to do harm, and odd ones: each has its outcome, in time and in memory, and those beside it are read.

The limits are those of every reading, so that what is measured here is what happens in use.
"""

import json
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import (
    EmptyFile,
    NoText,
    Protected,
    ReaderStopped,
    Refused,
    TooLarge,
    UnknownFormat,
    Unreadable,
    WrongContent,
)
from usagraph.ingest.readers import read
from usagraph.records import Document

MEGABYTE = 1 << 20
SECONDS = 20
MEGABYTES = 600
WORDS = "Les usagers ont été reçus par la direction."


@dataclass(frozen=True)
class Kit:
    """The folder to write to, and the makers of files."""

    folder: Path
    pdf: Callable[..., Path]
    docx: Callable[..., Path]
    odf: Callable[..., Path]
    xlsx: Callable[..., Path]
    xls: Callable[..., Path]
    words: Callable[..., Any]
    stroke: Callable[..., Any]

    def write(self, name: str, content: bytes | str) -> Path:
        """Writes a file."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def kit(
    tmp_path: Path,
    make_pdf: Callable[..., Path],
    make_docx: Callable[..., Path],
    make_odf: Callable[..., Path],
    make_xlsx: Callable[..., Path],
    make_xls: Callable[..., Path],
    words: Callable[..., Any],
    stroke: Callable[..., Any],
) -> Kit:
    """What files are made with."""
    return Kit(tmp_path, make_pdf, make_docx, make_odf, make_xlsx, make_xls, words, stroke)


def _with(path: Path, member: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return path


def _paragraph(words: str = WORDS) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _laughs(root: str) -> str:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"<!DOCTYPE {root} [{entities}]>"


def _secret(root: str) -> str:
    return f'<!DOCTYPE {root} [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


def _sheet(*cells: str) -> str:
    return (
        "<sheetData>"
        + "".join(f'<row r="{c.lstrip("XFDA")}"><c r="{c}"><v>1</v></c></row>' for c in cells)
        + "</sheetData>"
    )


def _table(more: str = "", row: str = "") -> str:
    cell = f"<table:table-cell {more}><text:p>x</text:p></table:table-cell>"
    return f'<table:table table:name="F"><table:table-row {row}>{cell}{cell}</table:table-row></table:table>'


def _lying(kit: Kit) -> Path:
    """An archive whose directory says that a member is small."""
    path = _with(kit.docx(_paragraph()), "word/footnotes.xml", b"<a>" + bytes(50 * MEGABYTE) + b"</a>")
    content = bytearray(path.read_bytes())
    place = content.rindex(b"word/footnotes.xml") - 46
    content[place + 20 : place + 28] = struct.pack("<II", 500, 500)
    return kit.write("a.docx", bytes(content))


def _streamed(kit: Kit, content: bytes, filters: str) -> Path:
    """A PDF whose page is that stream."""
    path = kit.pdf([kit.words("bonjour")])
    old = path.read_bytes()
    start, stop = old.index(b"<< /Length"), old.index(b"endstream")
    stream = b"<< /Filter %s /Length %d >>\nstream\n%s\n" % (filters.encode(), len(content), content)
    path.write_bytes(old[:start] + stream + old[stop:])
    return path


def _chained(times: int) -> bytes:
    content = b" " * (100 * MEGABYTE)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def _flipped(kit: Kit) -> Path:
    path = kit.pdf([kit.words(WORDS, y=800 - 12 * n) for n in range(60)])
    content = bytearray(path.read_bytes())
    chance = random.Random(4)  # noqa: S311 - the same bits each time
    for _ in range(400):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))
    return path


def _looping(kit: Kit) -> Path:
    return kit.write(
        "a.pdf",
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R] "
        b"/Count 1073741824 >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    )


def _endless(kit: Kit) -> Path:
    """A PDF that gives one page 20,000 times."""
    path = kit.pdf([kit.words("bonjour")])
    content = path.read_bytes().replace(b"/Kids [5 0 R] /Count 1", b"/Kids [" + b"5 0 R " * 20_000 + b"] /Count 20000")
    path.write_bytes(content[: content.rindex(b"xref\n0")] + b"trailer << /Root 1 0 R >>\n%%EOF")
    return path


def _sparse(kit: Kit, name: str) -> Path:
    path = kit.folder / name
    with path.open("wb") as file:
        file.write(WORDS.encode())
        file.truncate(300 * MEGABYTE)
    return path


def _zeros(kit: Kit, path: Path, member: str) -> Path:
    return _with(path, member, bytes(120 * MEGABYTE))


def _random(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - the same bytes each time


Make = Callable[[Kit], Path]
DIV = 100_000
#: What must be refused, with the errors that say it rightly.
REFUSED: dict[str, tuple[Make, tuple[type[Refused], ...]]] = {
    "zip-bomb-docx": (lambda k: _zeros(k, k.docx(_paragraph()), "word/a.xml"), (TooLarge,)),
    "zip-bomb-odt": (lambda k: _zeros(k, k.odf("<text:p>a</text:p>"), "a.xml"), (TooLarge,)),
    "zip-bomb-xlsx": (lambda k: _zeros(k, k.xlsx({"F": _sheet("A1")}), "xl/a.xml"), (TooLarge,)),
    "lying-directory": (_lying, (Unreadable,)),
    "many-members": (lambda k: _with_many(k.docx(_paragraph())), (Unreadable,)),
    "laughs-docx": (lambda k: k.docx(_paragraph("&i;"), prolog=_laughs("w:document")), (Unreadable,)),
    "laughs-odt": (lambda k: k.odf("<text:p>&i;</text:p>", prolog=_laughs("a")), (Unreadable,)),
    "laughs-xlsx": (lambda k: _with(k.xlsx({}), "xl/styles.xml", _laughs("a").encode() + b"<a>&i;</a>"), (Unreadable,)),
    "secret-docx": (lambda k: k.docx(_paragraph("&i;"), prolog=_secret("w:document")), (Unreadable,)),
    "secret-odt": (lambda k: k.odf("<text:p>&i;</text:p>", prolog=_secret("a")), (Unreadable,)),
    "far-cell-xlsx": (lambda k: k.xlsx({"F": _sheet("A1", "XFD1048576")}), (TooLarge,)),
    "damaged-xls": (lambda k: _noisy(k.xls({"F": [["a"]]}), 1536), (Unreadable, ReaderStopped, NoText)),
    "image-only": (lambda k: k.pdf([k.stroke(72, 300, 400)]), (NoText,)),
    "truncated": (lambda k: _cut(k.pdf([k.words(WORDS)])), (Unreadable, NoText)),
    "page-tree-loop": (_looping, (Unreadable, NoText)),
    "stream-bomb": (lambda k: _streamed(k, _chained(1), "/FlateDecode"), (NoText, ReaderStopped, Unreadable)),
    "filter-chain": (
        lambda k: _streamed(k, _chained(3), "[" + "/FlateDecode " * 3 + "]"),
        (NoText, ReaderStopped, Unreadable),
    ),
    "password": (lambda k: k.pdf([k.words("a")], permissions=-4, password=b"u"), (Protected,)),
    "deep-html": (lambda k: k.write("a.html", "<div>" * DIV + "x"), (Unreadable,)),
    "deep-odt": (lambda k: k.odf(_loosely("<text:section>" * DIV + "x" + "</text:section>" * DIV)), (Unreadable,)),
    "deep-docx": (lambda k: k.docx(_loosely("<w:sdt>" * DIV + "</w:sdt>" * DIV)), (Unreadable,)),
    "deep-tables": (lambda k: k.write("a.html", "<table><tr><td>" * DIV + "x"), (Unreadable,)),
    "repeated-cells-odt": (
        lambda k: k.odf(_table('table:number-columns-repeated="99999"', 'table:number-rows-repeated="99999"')),
        (ReaderStopped,),
    ),
    "nul": (lambda k: k.write("a.txt", WORDS + "\0"), (WrongContent,)),
    "nul-html": (lambda k: k.write("a.html", f"<p>{WORDS}\0</p>"), (WrongContent,)),
    "noise": (lambda k: k.write("a.txt", _random(5_000)), (WrongContent,)),
    "pdf-named-txt": (lambda k: k.pdf([k.words(WORDS)], name="a.txt"), (WrongContent,)),
    "docx-named-pdf": (lambda k: k.docx(_paragraph(), name="a.pdf"), (WrongContent,)),
    "xlsx-named-docx": (lambda k: k.xlsx({"F": _sheet("A1")}, name="a.docx"), (WrongContent,)),
    "html-named-xls": (lambda k: k.write("a.xls", "<html><table><tr><td>1</td></tr></table></html>"), (WrongContent,)),
    "text-named-docx": (lambda k: k.write("a.docx", WORDS), (WrongContent,)),
    "gzip-named-csv": (lambda k: k.write("a.csv", b"\x1f\x8b\x08" + _random(50)), (WrongContent,)),
    "empty-pdf": (lambda k: k.write("a.pdf", b""), (EmptyFile,)),
    "empty-docx": (lambda k: k.write("a.docx", b""), (EmptyFile,)),
    "empty-html": (lambda k: k.write("a.html", b""), (EmptyFile,)),
    "blank": (lambda k: k.write("a.txt", " \n\t\u200b"), (NoText,)),
    "300-mb-of-text": (lambda k: _sparse(k, "a.txt"), (TooLarge,)),
    "300-mb-of-csv": (lambda k: _sparse(k, "a.csv"), (TooLarge,)),
    "old-word": (lambda k: k.write("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), (UnknownFormat,)),
    "rich-text": (lambda k: k.write("a.rtf", "{\\rtf1 a}"), (UnknownFormat,)),
    "a-million-cells": (lambda k: k.write("a.txt", "a\t" * 1_000_000), (ReaderStopped,)),
}
#: What must be read, with words that must be in the text.
READ: dict[str, tuple[Make, str]] = {
    "owner-password": (lambda k: k.pdf([k.words("bonjour")], permissions=-64), "bonjour"),
    "20,000-pages": (_endless, "bonjour"),
    "entities-in-html": (lambda k: k.write("a.html", f"{_laughs('html')}<html><p>{WORDS} &i;</p></html>"), "usagers"),
    "false-dimension": (lambda k: k.xlsx({"F": '<dimension ref="A1:XFD1048576"/>' + _sheet("A1")}), "1"),
    "repeated-cells-ods": (
        lambda k: k.odf(
            _table('table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'),
            name="a.ods",
            kind="spreadsheet",
        ),
        "x\tx",
    ),
    "a-million-lines-of-csv": (lambda k: k.write("a.csv", "a;b\n" * 1_000_000), "a\tb"),
    "quotation-never-closed": (lambda k: k.write("a.csv", 'a;"b\n' + "c;d\n" * 5_000), "c\td"),
    "absurd-spans": (lambda k: k.write("a.html", "<table>" + "<tr><td rowspan=99999 colspan=99999>a<td>b" * 3), "a\tb"),
    "macros": (lambda k: _with(k.docx(_paragraph(), name="a.docm"), "word/vbaProject.bin", b"x"), "usagers"),
    "members-that-climb": (lambda k: _with(k.docx(_paragraph()), "../../../climbed.xml", b"<a/>"), "usagers"),
    "scripts": (lambda k: k.write("a.html", f"<script>while(1){{}}</script><p onload='x'>{WORDS}</p>"), "usagers"),
    "deep-quotes": (lambda k: k.write("a.md", "> " * 50_000 + "\n\nmot"), "mot"),
    "deep-brackets": (lambda k: k.write("a.md", "[" * 100_000 + "mot"), "mot"),
    "dots": (lambda k: k.write("a.txt", "mot " + "." * 500_000), "mot"),
    "leaders": (lambda k: k.write("a.txt", "mot " + ". " * 500_000), "mot"),
    "breaks": (lambda k: k.write("a.html", "<p>mot" + "<b> </b>" * 200_000 + "<br>"), "mot"),
    "short-lines": (lambda k: k.write("a.txt", "mot\n" * 400_000), "mot"),
    "one-long-word": (lambda k: k.write("a.txt", "a" * 5_000_000), "aaa"),
    "odd-name": (lambda k: k.write("-rf été 'à\" \n💧.txt", WORDS), "usagers"),
    "long-name": (lambda k: k.write("é" * 120 + ".txt", WORDS), "usagers"),
    "invisible": (lambda k: k.write("a.txt", "\ufeff\u202e" + "\u200b".join(WORDS)), "s"),
}


def _with_many(path: Path) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"word/{number}", b"")
    return path


def _noisy(path: Path, start: int) -> Path:
    path.write_bytes(path.read_bytes()[:start] + _random(4_000))
    return path


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:400])
    return path


def _loosely(xml: str) -> str:
    """`xml` that packs no better than honest files do."""
    return f"<!--{_random(50_000).hex()}-->{xml}"


def _timed(path: Path) -> Document:
    start = time.monotonic()
    try:
        return read(path)
    finally:
        assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("name", REFUSED)
def test_harm_is_refused_with_its_reason(kit: Kit, name: str) -> None:
    make, errors = REFUSED[name]
    path = make(kit)
    with pytest.raises(Refused) as caught:
        _timed(path)
    assert isinstance(caught.value, errors), repr(caught.value)
    for lang in ("fr", "en"):
        said = caught.value.say(lang)
        assert said.startswith(path.name)
        assert not {"{", "Traceback", str(path.parent)} & {*said, *said.split()}


@pytest.mark.parametrize("name", READ)
def test_oddness_is_read(kit: Kit, name: str) -> None:
    make, words = READ[name]
    document = _timed(make(kit))
    assert words in document.text
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)
    assert "aaaaaaaaaaaaaaaaaaaa" not in document.text or name == "one-long-word"


def test_flipped_bits_are_refused_or_give_words(kit: Kit) -> None:
    """Some flips only hurt drawing: what comes out must then be words, not noise."""
    try:
        text = _timed(_flipped(kit)).text
    except (Unreadable, NoText, Protected):
        text = WORDS
    assert "usagers" in text


def test_what_is_cut_is_said(kit: Kit) -> None:
    assert read(_endless(kit)).metadata["cut"] == "2000 / 20000"


#: One of each danger to memory and to the batch.
BATCH = (
    *(
        "zip-bomb-docx",
        "lying-directory",
        "laughs-odt",
        "far-cell-xlsx",
        "stream-bomb",
        "filter-chain",
        "page-tree-loop",
    ),
    *(
        "deep-html",
        "deep-docx",
        "a-million-cells",
        "repeated-cells-odt",
        "300-mb-of-text",
        "nul",
        "empty-pdf",
        "password",
    ),
)

#: Runs a command, then says the most memory it held, in KiB. A process starts with the peak of the one that made it,
#: so it is made here by a small one.
WEIGHED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def test_the_good_files_beside_them_come_in(kit: Kit, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in BATCH:
        path = REFUSED[name][0](kit)
        path.rename(folder / f"{name}{path.suffix}")
    for name in ("a.txt", "c d.txt", "é\n💧.txt"):
        (folder / name).write_text(WORDS, encoding="utf-8")
    kit.odf(f"<text:p>{WORDS}</text:p>").rename(folder / "e.odt")
    command = [sys.executable, "-m", "usagraph", "--workspace", str(tmp_path / "w"), "--json", "ingest", str(folder)]
    process = subprocess.run([sys.executable, "-c", WEIGHED, *command], capture_output=True, text=True, check=False)
    report = json.loads(process.stdout)
    assert process.returncode == 1
    assert int(process.stderr.split()[-1]) / 1024 < MEGABYTES
    assert {Path(row["file"]).stem for row in report["refused"]} == set(BATCH)
    assert len(report["read"]) == 4
