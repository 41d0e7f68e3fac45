"""Character recognition for PDFs that are images only, through programs installed beside us: optional, never fetched.

`ocrmypdf` is used where it is installed, else `tesseract` on pages drawn by PDFium; both in French. What they give is
a PDF with its words, which is then read as any other.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from usagraph import sandbox
from usagraph.errors import NoText, Refused
from usagraph.records import Document

__all__ = ["recognised", "tool"]

TOOLS = ("ocrmypdf", "tesseract")
LANGUAGE = "fra"
#: Recognition takes seconds a page.
SECONDS = 600.0
MEGABYTES = 3_000
MOST_PAGES = 200
DOTS_AN_INCH = 300
POINTS_AN_INCH = 72


def tool() -> str:
    """The first program for recognition that is installed, empty where none is."""
    return next((name for name in TOOLS if shutil.which(name)), "")


def recognised(path: Path, seconds: float = SECONDS) -> Document:
    """The document of the image-only PDF at `path`; raises a Refused that names the file."""
    name = tool()
    with tempfile.TemporaryDirectory(prefix="usagraph-") as folder:
        try:
            document = sandbox.run(
                read_images, path.absolute(), name, Path(folder), seconds=seconds, megabytes=MEGABYTES
            )
        except Refused as error:
            # The reader names the file it was given, which is ours.
            error.values["file"] = path.name
            raise
        except sandbox.Foreign:
            raise NoText(file=path.name) from None
    return replace(document, metadata={**document.metadata, "ocr": name})


def read_images(path: Path, name: str, folder: Path) -> Document:
    """The document of an image-only PDF, made in `folder` by the program `name`: what the sandbox runs."""
    from usagraph.ingest.readers import pdf

    result = folder / "words.pdf"
    program = shutil.which(name) or name
    if name == "ocrmypdf":
        _run([program, "-l", LANGUAGE, "--output-type", "pdf", "--quiet", "--jobs", "1", str(path), str(result)])
    else:
        (folder / "pages.txt").write_text("\n".join(map(str, _drawn(path, folder))))
        _run([program, str(folder / "pages.txt"), str(result.with_suffix("")), "-l", LANGUAGE, "pdf"])
    return pdf.read(result)


def _run(command: list[str]) -> None:
    # What the program says is not for our users.
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _drawn(path: Path, folder: Path) -> Iterator[Path]:
    """The pages as grey images, in the plainest of formats."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        for index in range(min(len(file), MOST_PAGES)):
            bitmap = file[index].render(scale=DOTS_AN_INCH / POINTS_AN_INCH, grayscale=True)
            image = folder / f"{index:04}.pgm"
            lines = memoryview(bitmap.buffer).cast("B")
            with image.open("wb") as target:
                target.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
                for row in range(bitmap.height):
                    target.write(lines[row * bitmap.stride : row * bitmap.stride + bitmap.width])
            yield image
