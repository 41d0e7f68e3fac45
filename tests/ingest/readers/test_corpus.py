"""Fidelity on the real documents, laid out again in each format, against what a reader must give back."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from usagraph.ingest.gate import check
from usagraph.ingest.readers import read_here
from usagraph.records import Document

SHARED = Path(__file__).parents[4] / "shared"
FORMATS = SHARED / "corpus" / "formats"
GOLD = SHARED / "eval" / "reading"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/eval/reading is not there")

FILES = ["002.pdf", "002-tagged.pdf", "002-ruled-tables.pdf", "003.pdf"]
FILES += [f"{name}.{kind}" for name in ("002", "003") for kind in ("docx", "odt", "html")] + ["002.md"]
COLUMNS = ["000-three-columns.pdf", "000-three-columns.docx"]
#: Cells of the original that hold markup: no page shows it.
UNSHOWN = re.compile("[<>]")


@cache
def _document(name: str) -> Document:
    path = FORMATS / name
    return read_here(path, check(path))


@cache
def _gold(name: str) -> dict[str, Any]:
    start = "000-three-columns" if name.startswith("000") else name[:3]
    content: dict[str, Any] = json.loads((GOLD / f"{start}.gold.json").read_text(encoding="utf-8"))
    return content


def _letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words).casefold()


def _cell(words: str) -> str:
    plain = words.replace("’", "'").replace("…", "...")
    return re.sub(r"\s+", " ", re.sub("[-–]", "", plain)).strip().casefold()


def _rows(document: Document) -> Counter[tuple[str, ...]]:
    rows: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for block in document.blocks:
        if block.cell:
            rows[block.cell.table, block.cell.row].append(_cell(document.words(block)))
    return Counter(map(tuple, rows.values()))


@pytest.mark.parametrize("name", FILES + COLUMNS)
def test_blocks_are_in_order_and_apart(name: str) -> None:
    blocks = _document(name).blocks
    assert all(before.end <= after.start for before, after in pairwise(blocks))


@pytest.mark.parametrize("name", FILES)
def test_headings(name: str) -> None:
    document = _document(name)
    found = Counter(_letters(document.words(b)) for b in document.blocks if b.kind == "heading")
    wanted = Counter(_letters(words) for _, words in _gold(name)["headings"])
    right = (found & wanted).total()
    assert right >= 0.98 * found.total()
    assert right >= 0.98 * wanted.total()


@pytest.mark.parametrize("name", FILES)
def test_heading_levels(name: str) -> None:
    document = _document(name)
    found = [(b.level, _letters(document.words(b))) for b in document.blocks if b.kind == "heading"]
    assert found == [(level, _letters(words)) for level, words in _gold(name)["headings"]]


@pytest.mark.parametrize("name", FILES + COLUMNS)
def test_paragraphs_are_unbroken(name: str) -> None:
    document = _document(name)
    blocks = [_letters(document.words(block)) for block in document.blocks if block.kind != "furniture"]
    wanted = [letters for words in _gold(name)["paras"] if (letters := _letters(words))]
    whole = sum(any(letters in block for block in blocks) for letters in wanted)
    assert whole >= 0.995 * len(wanted)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("002")])
def test_table_rows(name: str) -> None:
    wanted = Counter(
        tuple(map(_cell, row))
        for table in _gold(name)["tables"]
        for row in table
        if not any(UNSHOWN.search(cell) for cell in row) and not any(UNSHOWN.search(cell) for cell in table[0])
    )
    right = (_rows(_document(name)) & wanted).total()
    assert right == wanted.total()


@pytest.mark.parametrize("name", ["003.pdf", "003.docx", "003.odt", "003.html"])
def test_side_boxes_are_unbroken(name: str) -> None:
    document = _document(name)
    boxes = [_letters(document.words(block)) for block in document.blocks if block.kind == "box"]
    wanted = [_letters("".join(lines)) for _, _, lines in _gold(name)["reperes"]]
    assert [letters for letters in wanted if not any(letters in box for box in boxes)] == []


@pytest.mark.parametrize("path", sorted((SHARED / "corpus").glob("*.txt")), ids=lambda path: path.name[:3])
def test_plain_text_is_kept_to_the_character(path: Path) -> None:
    document = read_here(path, check(path))
    assert document.text == path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    assert "".join(document.words(b) for b in document.blocks).split() != []


@pytest.mark.parametrize("name", ["traps.docx", "traps.odt", "traps.pdf"])
def test_traps(name: str) -> None:
    text = _letters(_document(name).text)
    assert text.count(_letters("REPERES boite moderne")) == 1
    assert text.count(_letters("INSÉRÉ")) == 1
    assert _letters("SUPPRIMÉ") not in text
    assert _letters("Dans un contrôle de contenu") in text
    assert _letters("imbriqué") in text
