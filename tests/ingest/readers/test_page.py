"""HTML files: which characters their bytes are."""

from pathlib import Path

import pytest

from usagraph.errors import WrongContent
from usagraph.ingest.readers.page import declared, read

META = '<meta charset="{}">'
OLD = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}">'


@pytest.mark.parametrize(
    ("head", "written", "encoding"),
    [
        (META.format("utf-8"), "utf-8", "utf-8"),
        (OLD.format("iso-8859-1"), "cp1252", "cp1252"),
        (OLD.format("windows-1252"), "cp1252", "cp1252"),
        (META.format("iso-8859-15"), "iso-8859-15", "iso8859-15"),
        ('<?xml version="1.0" encoding="macroman"?>', "mac_roman", "mac-roman"),
        (META.format("utf-16"), "utf-8", "utf-8"),
        (META.format("no-such"), "utf-8", "utf-8"),
        (META.format("hex"), "utf-8", "utf-8"),
        (META.format("utf-8"), "cp1252", "cp1252"),
        ("", "utf-8", "utf-8"),
        ("", "cp1252", "cp1252"),
        ("", "utf-8-sig", "utf-8"),
        (META.format("cp1252"), "utf-16", "utf-16-le"),
    ],
)
def test_encodings(tmp_path: Path, head: str, written: str, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f"{head}<p>Évaluation à l’été, 3 €</p>".replace("’", "'").encode(written))
    document = read(path)
    assert document.text == "Évaluation à l'été, 3 €"
    assert document.metadata["encoding"] == encoding


def test_a_declaration_further_down_is_not_one() -> None:
    assert declared(b" " * 5_000 + META.encode()) == ""


def test_the_title_and_the_prolog_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xhtml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
        "<html><head><title>Nom</title></head><body><p>mots&nbsp;dits</p></body></html>",
        encoding="utf-8",
    )
    document = read(path)
    assert (document.text, document.metadata["title"]) == ("mots\u00a0dits", "Nom")


def test_nul_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>a\x00</p>")
    with pytest.raises(WrongContent):
        read(path)
