"""Recognition: used where it is installed, proposed where it is not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from usagraph.errors import NoText, ReaderStopped
from usagraph.ingest.readers import ocr, read

Maker = Callable[..., Path]
Make = Callable[..., Any]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program of that name, and no other one for recognition, where programs are looked for."""

    def put(name: str, script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        for needed in ("sh", "cp", "sleep", "test", "head", "grep"):
            found = shutil.which(needed)
            if found:
                (folder / needed).symlink_to(found)
        monkeypatch.setenv("PATH", str(folder))

    return put


@pytest.fixture
def scan(make_pdf: Maker, stroke: Make) -> Path:
    """A PDF without words."""
    return make_pdf([stroke(72, 300, 400)], [stroke(72, 300, 400)], name="scan.pdf")


def test_without_a_program_the_remedy_is_said(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoText, match="OCR"):
        read(scan)


def test_ocrmypdf_is_given_the_file(install: Make, scan: Path, make_pdf: Maker, words: Make) -> None:
    made = make_pdf([words("reconnu")], name="made.pdf")
    install("ocrmypdf", f'for last; do :; done\ncp {made} "$last"')
    document = read(scan)
    assert (document.text, document.metadata["ocr"]) == ("reconnu", "ocrmypdf")


def test_tesseract_is_given_pages_drawn(install: Make, scan: Path, make_pdf: Maker, words: Make) -> None:
    made = make_pdf([words("reconnu")], name="made.pdf")
    # The list names an image that begins as it should.
    check = 'read -r first < "$1" && head -c 12 "$first" | grep -q "^P5 2480 35"'
    install("tesseract", f'{check} && test "$3 $4 $5" = "-l fra pdf" && cp {made} "$2.pdf"')
    document = read(scan)
    assert (document.text, document.metadata["ocr"]) == ("reconnu", "tesseract")


def test_a_program_that_fails_leaves_the_reason(install: Make, scan: Path) -> None:
    install("ocrmypdf", "exit 3")
    with pytest.raises(NoText) as caught:
        read(scan)
    assert caught.value.values["file"] == "scan.pdf"


def test_a_program_that_hangs_is_stopped(install: Make, scan: Path) -> None:
    install("ocrmypdf", "sleep 60")
    with pytest.raises(ReaderStopped):
        ocr.recognised(scan, seconds=1)


@pytest.mark.skipif(not ocr.tool(), reason="neither ocrmypdf nor tesseract is installed")
def test_real_recognition(make_pdf: Maker, words: Make, tmp_path: Path) -> None:
    drawn = make_pdf([words("Le service public", size=24)], name="drawn.pdf")
    scanned = tmp_path / "scanned.pdf"
    with pypdfium2.PdfDocument(drawn) as file:
        image = file[0].render(scale=3)
    with pypdfium2.PdfDocument.new() as target:
        page = target.new_page(595, 842)
        picture = pypdfium2.PdfImage.new(target)
        picture.set_bitmap(image)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(picture)
        page.gen_content()
        target.save(scanned)
    assert "service public" in read(scanned).text
