"""From a file to a Document, or to a reason that names the file."""

import os
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import (
    EmptyFile,
    MissingFile,
    NoText,
    Protected,
    ReaderStopped,
    Refused,
    TooLarge,
    Unreadable,
    WrongContent,
)
from usagraph.ingest.readers import READERS, read

Maker = Callable[..., Path]
Make = Callable[..., Any]


def _refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path)
    for lang in ("fr", "en"):
        said = caught.value.say(lang)
        assert path.name in said
        assert "{" not in said
    return caught.value


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_every_kind_is_read(
    tmp_path: Path, make_pdf: Maker, make_docx: Maker, make_odf: Maker, make_xlsx: Maker, make_xls: Maker, words: Make
) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>bonjour</t></is></c>'
    line = "<text:p>bonjour</text:p>"
    table = f"<table:table><table:table-row><table:table-cell>{line}</table:table-cell></table:table-row></table:table>"
    files = [
        _write(tmp_path / "a.txt", b"bonjour"),
        _write(tmp_path / "a.md", b"# bonjour"),
        _write(tmp_path / "a.html", b"<html><body><p>bonjour</p></body></html>"),
        _write(tmp_path / "a.csv", b"bonjour"),
        make_pdf([words("bonjour")]),
        make_docx("<w:p><w:r><w:t>bonjour</w:t></w:r></w:p>"),
        make_odf(line),
        make_odf(table, name="a.ods", kind="spreadsheet"),
        make_xlsx({"Feuil1": f'<sheetData><row r="1">{cell}</row></sheetData>'}),
        make_xls({"Feuil1": [["bonjour"]]}),
    ]
    documents = [read(path) for path in files]
    assert {document.text.split()[-1] for document in documents} == {"bonjour"}
    assert {document.format for document in documents} == {kind.value for kind in READERS}


def test_five_files_are_read_quickly(tmp_path: Path) -> None:
    files = [_write(tmp_path / f"{number}.txt", b"mot " * 40_000) for number in range(5)]
    start = time.monotonic()
    for path in files:
        read(path)
    assert time.monotonic() - start < 5


def test_names_with_spaces_accents_and_line_feeds(tmp_path: Path) -> None:
    assert read(_write(tmp_path / "été à\n💧 '\".txt", b"mot")).text == "mot"


def test_a_relative_path_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a.txt", b"mot")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.txt")).text == "mot"


def test_missing_and_empty(tmp_path: Path) -> None:
    assert type(_refused(tmp_path / "a.pdf")) is MissingFile
    assert type(_refused(_write(tmp_path / "b.docx", b""))) is EmptyFile


def test_blank_and_scanned_files_have_no_text(tmp_path: Path, make_pdf: Maker, stroke: Make) -> None:
    assert type(_refused(_write(tmp_path / "a.txt", b" \n \n"))) is NoText
    assert type(_refused(make_pdf([stroke(72, 300, 400)]))) is NoText


def test_an_empty_docx_has_no_text(make_docx: Maker) -> None:
    assert type(_refused(make_docx("<w:p/>"))) is NoText


def test_a_binary_is_no_text(tmp_path: Path) -> None:
    assert type(_refused(_write(tmp_path / "a.txt", os.urandom(5_000) + b"\x00"))) is WrongContent


def test_a_late_nul_is_found(tmp_path: Path) -> None:
    assert type(_refused(_write(tmp_path / "a.txt", b"mot " * 400_000 + b"\x00"))) is WrongContent


def test_a_password_is_asked_of_nobody(make_pdf: Maker, words: Make) -> None:
    assert type(_refused(make_pdf([words("x")], permissions=-4, password=b"user"))) is Protected


def test_what_an_owner_forbids_is_noted_and_the_words_are_read(make_pdf: Maker, words: Make) -> None:
    document = read(make_pdf([words("bonjour")], permissions=-64))
    assert document.text == "bonjour"
    assert document.metadata["permissions"] == "no-print no-modify no-copy no-annotate"
    assert read(make_pdf([words("bonjour")], permissions=-4)).metadata == {"pages": "1"}


@pytest.mark.parametrize("kept", [20, 100, 300])
def test_a_truncated_pdf_is_never_a_silent_success(make_pdf: Maker, words: Make, kept: int) -> None:
    path = make_pdf([words("bonjour")])
    assert type(_refused(_write(path, path.read_bytes()[:kept]))) in {Unreadable, NoText}


def test_a_page_tree_that_loops_ends(tmp_path: Path) -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1073741824 >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"
    )
    start = time.monotonic()
    assert isinstance(_refused(_write(tmp_path / "a.pdf", loop)), Unreadable | NoText | ReaderStopped)
    assert time.monotonic() - start < 20


def test_a_stream_bomb_ends(make_pdf: Maker, words: Make) -> None:
    path = make_pdf([words("bonjour")])
    bomb = zlib.compress(bytes(200 << 20), 9)
    old = path.read_bytes()
    start, stop = old.index(b"<< /Length"), old.index(b"endstream")
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\n" % (len(bomb), bomb)
    begin = time.monotonic()
    assert isinstance(_refused(_write(path, old[:start] + stream + old[stop:])), Refused)
    assert time.monotonic() - begin < 20


def test_a_zip_bomb_is_refused_before_it_is_opened(make_docx: Maker) -> None:
    path = make_docx("<w:p/>")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/bomb.xml", "w") as member:
        for _ in range(120):
            member.write(bytes(1 << 20))
    assert type(_refused(path)) is TooLarge


def test_an_entity_bomb_is_refused(make_docx: Maker) -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    body = "<w:p><w:r><w:t>&h;</w:t></w:r></w:p>"
    assert type(_refused(make_docx(body, prolog=f"<!DOCTYPE x [{entities}]>"))) is Unreadable


def test_broken_xml_is_unreadable(make_docx: Maker) -> None:
    assert type(_refused(make_docx("<w:p>"))) is Unreadable


def test_control_characters_show_damage(tmp_path: Path) -> None:
    content = ("mot " * 3_000 + "\x05\x06" * 60).encode()
    assert type(_refused(_write(tmp_path / "a.txt", content))) is Unreadable


def test_limits_hold(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.md", b"[" * 200_000 + b"a](")
    with pytest.raises(ReaderStopped) as caught:
        read(path, seconds=0.01)
    assert caught.value.values == {"file": "a.md", "limit": "0.01 s"}
