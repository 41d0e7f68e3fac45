"""Fidelity, speed and memory of the readers on the real documents, beside kreuzberg and markitdown.

The peers are never dependencies of the project: they are measured where `PEERS_PYTHON` names a Python that has them
(by default this one), and said to be absent elsewhere.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from usagraph.records import Block, Cell, Document
from usagraph.textview import view

FILES = [f"{name}.{kind}" for name in ("002", "003") for kind in ("pdf", "docx", "odt", "html")]
FILES += ["002-ruled-tables.pdf", "002.md", "000-three-columns.pdf"]
#: What each reader runs in a process of its own: a function `text` that gives back what can be written as JSON.
OURS = """
from dataclasses import asdict
from pathlib import Path
from usagraph.ingest.gate import check
from usagraph.ingest.readers import read_here
def text(path): return asdict(read_here(Path(path), check(Path(path)).value))
"""
PEERS = {
    "kreuzberg": """
from kreuzberg import ExtractionConfig, extract_file_sync
def text(path): return extract_file_sync(path, config=ExtractionConfig(output_format='markdown')).content
""",
    "markitdown": """
from markitdown import MarkItDown
reader = MarkItDown()
def text(path): return reader.convert(path).text_content
""",
}
#: The first reading pays for what it loads, the second is the one that counts. Memory is that of the process alone.
MEASURE = """
import json, re, sys, time
text(sys.argv[1])
start = time.perf_counter()
made = text(sys.argv[1])
spent = time.perf_counter() - start
peak = re.search(r"VmHWM:\\s*([0-9]+)", open("/proc/self/status").read())
print(json.dumps([made, spent, int(peak[1]) / 1024]))
"""
#: What PDFium puts where a hyphen ends a line.
_CUT = re.compile("\\w[\x02\ufffe\xad]")
#: Markup in cells of the original: no page shows it.
UNSHOWN = re.compile("[<>]")
HEADER = f"{'':24}{'file':23}{'paragraphs':>11}{'boxes':>8}{'headings P/R':>14}{'rows':>7}{'s':>8}{'MB':>6}"


@dataclass
class Reading:
    """What a reader made of a file: its text in pieces that it holds together, headings and rows of tables."""

    pieces: list[str]
    headings: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0


def letters(words: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]", "", words).casefold()


def cell(words: str) -> str:
    """A cell without what layouts change."""
    plain = words.replace("’", "'").replace("…", "...").replace("\\", "").replace("<br>", " ")
    return re.sub(r"\s+", " ", re.sub("[-–]", "", plain)).strip().casefold()


def measured(program: str, reader: str, path: Path) -> tuple[Any, float, float] | None:
    """What a reader made of a file, its seconds and its peak memory in megabytes; None where it failed."""
    done = subprocess.run([program, "-c", reader + MEASURE, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    made, spent, peak = json.loads(done.stdout.splitlines()[-1])
    return made, spent, peak


def document_of(path: Path) -> tuple[Document, float, float]:
    """What the project makes of a file, with its cost."""
    found = measured(sys.executable, OURS, path)
    assert found is not None
    made, spent, peak = found
    blocks = [Block(**b | {"cell": Cell(**b["cell"]) if b["cell"] else None}) for b in made["blocks"]]
    return Document(made["text"], tuple(blocks), made["format"], made["metadata"]), spent, peak


def ours(path: Path) -> Reading:
    """What the project makes of a file."""
    document, spent, peak = document_of(path)
    rows: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for block in document.blocks:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(cell(document.words(block)))
    shown = [block for block in document.blocks if block.kind != "furniture"]
    return Reading(
        [letters(document.words(block)) for block in shown],
        [letters(document.words(block)) for block in shown if block.kind == "heading"],
        list(map(tuple, rows.values())),
        spent,
        peak,
    )


def peer(name: str, path: Path) -> Reading | None:
    """What a peer makes of a file, None where it fails; its whole text is one piece, to its advantage."""
    found = measured(python(), PEERS[name], path)
    if found is None:
        return None
    words, spent, peak = found
    lines = words.split("\n")
    rows = [tuple(map(cell, line.strip().strip("|").split("|"))) for line in lines if line.startswith("|")]
    headings = [letters(line) for line in lines if line.startswith("#")]
    return Reading([letters(words)], headings, rows, spent, peak)


def python() -> str:
    """The Python that has the peers."""
    return os.environ.get("PEERS_PYTHON", sys.executable)


def is_there(name: str) -> bool:
    """Whether a peer is installed there."""
    return not subprocess.run([python(), "-c", f"import {name}"], capture_output=True, check=False).returncode


def gold_of(shared: Path, name: str) -> dict[str, Any]:
    """What a reader must give back for a file."""
    start = "000-three-columns" if name.startswith("000") else name[:3]
    content: dict[str, Any] = json.loads((shared / "eval" / "reading" / f"{start}.gold.json").read_text("utf-8"))
    return content


def scores(reading: Reading, gold: dict[str, Any]) -> Iterator[str]:
    """The scores of a reading, each as it is printed."""
    wanted = [kept for words in gold["paras"] if (kept := letters(words))]
    yield f"{_whole(wanted, reading.pieces)}/{len(wanted)}".rjust(11)
    boxes = [letters("".join(lines)) for _, _, lines in gold.get("reperes", [])]
    yield (f"{_whole(boxes, reading.pieces)}/{len(boxes)}" if boxes else "").rjust(8)
    yield _precision(reading.headings, [letters(words) for _, words in gold.get("headings", [])]).rjust(14)
    rows = Counter(tuple(map(cell, row)) for row in _rows(gold))
    yield (f"{(rows & Counter(reading.rows)).total()}/{rows.total()}" if rows else "").rjust(7)


def _whole(wanted: list[str], pieces: list[str]) -> int:
    return sum(any(words in piece for piece in pieces) for words in wanted)


def _precision(found: list[str], wanted: list[str]) -> str:
    right = (Counter(found) & Counter(wanted)).total()
    return f"{right / max(len(found), 1):.2f}/{right / len(wanted):.2f}" if wanted else ""


def _rows(gold: dict[str, Any]) -> Iterator[list[str]]:
    for table in gold.get("tables", []):
        if not any(map(UNSHOWN.search, table[0])):
            yield from (row for row in table if not any(map(UNSHOWN.search, row)))


def bench_fidelity(shared: Path) -> None:
    """Ours takes a paragraph, a box or a heading for whole only inside one block; a peer anywhere in its text."""
    names = [name for name in PEERS if is_there(name)]
    print(f"\n{HEADER}")
    for name in FILES:
        path, gold = shared / "corpus" / "formats" / name, gold_of(shared, name)
        readers: dict[str, Callable[[], Reading | None]] = {"usagraph": lambda path=path: ours(path)}  # type: ignore[misc]
        readers |= {peer_name: lambda n=peer_name, path=path: peer(n, path) for peer_name in names}  # type: ignore[misc]
        for reader, read in readers.items():
            reading = read()
            said = "".join(scores(reading, gold)) if reading else "refused".rjust(11)
            cost = f"{reading.seconds:8.2f}{reading.megabytes:6.0f}" if reading else ""
            print(f"{reader:24}{name:23}{said}{cost}")
    for name in PEERS.keys() - set(names):
        print(f"{name:24}absent (PEERS_PYTHON)")


@pytest.mark.parametrize("name", ["000-three-columns.pdf", "003.pdf"])
def bench_hyphens(shared: Path, name: str) -> None:
    """Words cut at a line end by the layout: how many of the words of the original come back as they were."""
    path = shared / "corpus" / "formats" / name
    document, _, _ = document_of(path)
    with pypdfium2.PdfDocument(path) as file:
        cut = sum(len(_CUT.findall(page.get_textpage().get_text_range())) for page in file)
    wanted = Counter(word for words in gold_of(shared, name)["paras"] for word in _words(words))
    missing = wanted - Counter(_words(view(document.text).text))
    print(
        f"\n{name}: {cut} words cut; {wanted.total() - missing.total()}/{wanted.total()} words right; lost: {dict(missing)}"
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)*", text.replace("\u2011", "-").casefold())


def bench_long_pdf(shared: Path, tmp_path: Path) -> None:
    """A PDF of more than 500 pages, made of two of ours again and again."""
    path = tmp_path / "long.pdf"
    with pypdfium2.PdfDocument.new() as long:
        for _ in range(5):
            for name in ("002.pdf", "003.pdf"):
                with pypdfium2.PdfDocument(shared / "corpus" / "formats" / name) as part:
                    long.import_pages(part)
        pages = len(long)
        long.save(path)
    _, spent, peak = document_of(path)
    print(f"\n{pages} pages: {pages / spent:.0f} pages a second (goal 60), {peak:.0f} MB (goal 300)")
    for name in PEERS:
        reading = peer(name, shared / "corpus" / "formats" / "002.pdf") if is_there(name) else None
        print(f"{name} on 002.pdf (66 pages): {66 / reading.seconds:.0f} a second" if reading else f"{name}: absent")
