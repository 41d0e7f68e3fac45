"""What the gate lets through, and the reason it gives for the rest."""

import os
import struct
import zipfile
from pathlib import Path

import pytest

from usagraph.errors import (
    EmptyFile,
    MissingFile,
    Protected,
    Refused,
    TooLarge,
    UnknownFormat,
    Unreadable,
    WrongContent,
)
from usagraph.ingest import archive, gate
from usagraph.ingest.gate import Kind, check

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
PAGE = b"<!DOCTYPE html><html><body>words</body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _odf(path: Path, kind: str = "text", content: bytes = b"<a/>", manifest: bytes = b"<m/>") -> Path:
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode()}
    return _archive(path, members | {"content.xml": content, "META-INF/manifest.xml": manifest})


def _docx(path: Path, **more: bytes) -> Path:
    return _archive(path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **more})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "Élan".encode(), Kind.TEXT),
        ("a.TXT", "Élan".encode("cp1252"), Kind.TEXT),
        ("a.txt", "Élan".encode("utf-16"), Kind.TEXT),
        ("a.txt", "Élan du cœur".encode("utf-16-le"), Kind.TEXT),
        ("a.csv", "Été;Âge\r\n1;2\r\n".encode("utf-16-be"), Kind.CSV),
        ("a.html", PAGE.decode().encode("utf-16-le"), Kind.HTML),
        ("a b\u00e9 \U0001f600.md", b"# T", Kind.MARKDOWN),
        ("a.pdf", PDF, Kind.PDF),
        ("a.pdf", b"\r\n" + PDF, Kind.PDF),
        ("a.html", PAGE, Kind.HTML),
        ("a.htm", b"<p>words</p>", Kind.HTML),
        ("a.xhtml", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n' + PAGE, Kind.HTML),
        ("a.csv", b"a;b\n", Kind.CSV),
        ("a.tsv", b"a\tb\n", Kind.CSV),
        ("a.xls", OLE + bytes(600) + "Workbook".encode("utf-16-le"), Kind.XLS),
    ],
)
def test_known_formats_pass(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    assert check(_write(tmp_path / name, content)) is kind


def test_docx_passes(tmp_path: Path) -> None:
    assert check(_docx(tmp_path / "a.docx")) is Kind.DOCX


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", PDF, "application/pdf"),
        ("a.txt", PNG, "image/png"),
        ("a.txt", b"abc\x00def", "application/octet-stream"),
        ("a.txt", bytes(range(1, 9)) * 50, "application/octet-stream"),
        ("a.txt", struct.pack("<400H", *range(1, 401)), "application/octet-stream"),
        ("a.txt", struct.pack("<400i", *range(1, 401)), "application/octet-stream"),
        ("a.txt", "courts".encode("utf-16-le"), "application/octet-stream"),
        ("a.txt", "Élan du cœur".encode("utf-16-le") + b"\x00", "application/octet-stream"),
        ("a.txt", PAGE.decode().encode("utf-16-be"), "text/html"),
        ("a.md", b"{\\rtf1 a}", "application/rtf"),
        ("a.pdf", b"just words", "text/plain"),
        ("a.docx", PDF, "application/pdf"),
        ("a.txt", PAGE, "text/html"),
        ("a.xls", PAGE, "text/html"),
        ("a.xls", b"a\tb\n", "text/plain"),
        ("a.csv", PAGE, "text/html"),
        ("a.html", PNG, "image/png"),
        ("a.odt", b"{\\rtf1 a}", "application/rtf"),
        ("a.xls", OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "application/msword"),
        ("a.docx", OLE + bytes(600) + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "application/x-ole-storage"),
    ],
)
def test_content_must_be_what_the_name_says(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    with pytest.raises(WrongContent) as caught:
        check(_write(tmp_path / name, content))
    assert caught.value.values == {"file": name, "named": Path(name).suffix, "found": found}


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
def test_a_docx_under_another_name_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(WrongContent) as caught:
        check(_docx(tmp_path / f"a{suffix}"))
    assert caught.value.values["found"] == Kind.DOCX


def test_a_workbook_called_docx_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongContent, match="spreadsheetml"):
        check(_archive(tmp_path / "a.docx", {"xl/workbook.xml": b"<w/>"}))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("none.txt", None, MissingFile),
        ("empty.txt", b"", EmptyFile),
        ("a.xyz", b"words", UnknownFormat),
        ("noname", b"words", UnknownFormat),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: bytes | None, error: type[Refused]) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error) as caught:
        check(path)
    assert name in caught.value.say("fr")
    assert "{" not in caught.value.say("fr") + caught.value.say("en")


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    folder = tmp_path / "a.txt"
    folder.mkdir()
    with pytest.raises(WrongContent):
        check(folder)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    with pytest.raises(WrongContent):
        check(pipe)


def test_an_impossible_name_is_refused() -> None:
    with pytest.raises(Refused):
        check(Path("a\x00.txt"))


def test_size_is_capped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(gate.LARGEST[Kind.TEXT] + 1)
    with pytest.raises(TooLarge):
        check(path)


def test_an_encrypted_office_file_is_protected(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + gate.ENCRYPTED
    with pytest.raises(Protected):
        check(_write(tmp_path / "a.docx", content))


def test_a_bomb_is_refused_from_its_directory(tmp_path: Path) -> None:
    with pytest.raises(TooLarge) as caught:
        check(_docx(tmp_path / "a.docx", **{"word/media/x.bin": bytes(30 << 20)}))
    assert int(str(caught.value.values["size"])) > 30 << 20


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        check(_docx(tmp_path / "a.docx", **{f"word/{i}": b"" for i in range(archive.MEMBERS)}))


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = _docx(tmp_path / "whole.docx").read_bytes()
    with pytest.raises(Unreadable):
        check(_write(tmp_path / "a.docx", whole[:-30]))


def test_archives_pass(tmp_path: Path) -> None:
    assert check(_odf(tmp_path / "a.odt")) is Kind.ODT
    assert check(_odf(tmp_path / "a.ods", "spreadsheet")) is Kind.ODS
    assert check(_archive(tmp_path / "a.xlsm", {"xl/workbook.xml": b"<w/>"})) is Kind.XLSX
    assert check(_docx(tmp_path / "a.docm")) is Kind.DOCX


@pytest.mark.parametrize(
    ("name", "kind"), [("a.odt", "spreadsheet"), ("a.ods", "text"), ("a.docx", "text"), ("a.txt", "text")]
)
def test_one_archive_is_not_another(tmp_path: Path, name: str, kind: str) -> None:
    with pytest.raises(WrongContent, match="opendocument"):
        check(_odf(tmp_path / name, kind))


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE a SYSTEM "http://localhost/x.dtd">',
        b"<!--" + b"x" * 200_000 + b"--><!DOCTYPE a>",
    ],
)
def test_a_dtd_is_refused(tmp_path: Path, prolog: bytes) -> None:
    with pytest.raises(Unreadable, match=r"DOCTYPE, content\.xml"):
        check(_odf(tmp_path / "a.odt", content=prolog + b"<a/>"))
    with pytest.raises(Unreadable, match=r"DOCTYPE, word/styles\.xml"):
        check(_docx(tmp_path / "a.docx", **{"word/styles.xml": prolog + b"<a/>"}))


def test_broken_xml_is_left_to_its_reader(tmp_path: Path) -> None:
    assert check(_odf(tmp_path / "a.odt", content=b"words")) is Kind.ODT


def test_an_encrypted_text_is_protected(tmp_path: Path) -> None:
    with pytest.raises(Protected):
        check(_odf(tmp_path / "a.odt", manifest=b"<m><manifest:encryption-data/></m>"))


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    content = _odf(tmp_path / "a.odt", content=b"<a>" + b"word " * 400 + b"</a>").read_bytes()
    place = content.index(b"content.xml") + 15
    with pytest.raises(Unreadable):
        check(_write(tmp_path / "a.odt", content[:place] + b"\xff" * 8 + content[place + 8 :]))
