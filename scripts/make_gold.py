"""Writes the documents and labels of the development gold: `python scripts/make_gold.py [--labels] [FOLDER] [NAME…]`.

The annotated sources stand in `FOLDER/sources` (see `gold_source.py` for how they are written). Each gives a document in
the format its `@target` line names and, beside it, `<name>.labels.jsonl`. `--labels` leaves the documents as they are.
PDF files are printed by Chromium; the other formats need nothing but Python.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gold_office import write_docx, write_odt, write_xlsx
from gold_source import Label, Source, read_source, stream
from gold_text import write_csv, write_html, write_md, write_pdf, write_txt
from label_offsets import GOLD, canonical, places, write_labels

WRITERS: dict[str, Callable[[Source, Path], None]] = {
    ".txt": write_txt,
    ".md": write_md,
    ".html": write_html,
    ".pdf": write_pdf,
    ".csv": write_csv,
    ".docx": write_docx,
    ".odt": write_odt,
    ".xlsx": write_xlsx,
}
AROUND = 80
ENOUGH = 6


def labels_of(source: Source, document: Path) -> list[dict[str, Any]]:
    """The labels of a source, each at the place of the document whose surroundings are most alike."""
    text, labels = stream(source)
    found = canonical(document)
    taken: dict[str, list[tuple[int, int]]] = {}
    lines = []
    # The longest first: the words of a short quotation also stand inside the whole one.
    for label in sorted(labels, key=lambda one: one.start - one.end):
        line = _placed(label, text, found, taken.setdefault(label.family, []), document.name)
        lines.append((label.start, label.end, line))
    return [line for _, _, line in sorted(lines, key=lambda one: one[:2])]


def _placed(label: Label, text: str, found: str, taken: list[tuple[int, int]], name: str) -> dict[str, Any]:
    quote = " ".join(text[label.start : label.end].split())
    line: dict[str, Any] = {"family": label.family, "quote": quote}
    spans = places(quote, found)
    if not spans:
        print(f"{name}: not found: {label.family}: « {quote} »", file=sys.stderr)
        return line | label.fields
    free = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in taken)] or spans
    scores = [_likeness(text, (label.start, label.end), found, span) for span in free]
    chosen = free[scores.index(max(scores))]
    if len(spans) > 1:
        line["occurrence"] = spans.index(chosen) + 1
        if len(free) > 1 and max(scores)[0] < ENOUGH:
            print(f"{name}: unsure: {label.family}: « {quote} » {scores}", file=sys.stderr)
    taken.append(chosen)
    return line | {"start": chosen[0], "end": chosen[1]} | label.fields


def _likeness(text: str, here: tuple[int, int], found: str, there: tuple[int, int]) -> tuple[int, float]:
    """How many letters agree around both places, then how near they are in their texts."""
    before = _common(
        _letters(text[max(0, here[0] - AROUND) : here[0]])[::-1],
        _letters(found[max(0, there[0] - AROUND) : there[0]])[::-1],
    )
    after = _common(_letters(text[here[1] : here[1] + AROUND]), _letters(found[there[1] : there[1] + AROUND]))
    return before + after, -abs(here[0] / len(text) - there[0] / len(found))


def _letters(words: str) -> str:
    return re.sub(r"[\s|•\-*>#\u00ad]+", "", words)


def _common(one: str, other: str) -> int:
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same


def make(source: Source, folder: Path, *, labels_only: bool) -> Counter[str]:
    """Writes one document and its labels; gives the count of labels by family."""
    document = folder / source.settings["target"]
    if not labels_only:
        WRITERS[document.suffix](source, document)
    labels = labels_of(source, document)
    about: dict[str, Any] = {
        "family": "_about",
        "document": document.name,
        "complete": source.settings["complete"].split(),
    }
    about["sheets"] = int(source.settings.get("sheets", "0"))
    write_labels(folder / f"{document.stem}.labels.jsonl", [about, *labels])
    return Counter(label["family"] for label in labels)


def main() -> None:
    """Writes every document, or those named, and prints the counts by family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--labels", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for path in sorted((options.folder / "sources").glob("*.gold")):
        if not options.names or path.stem in options.names:
            total += make(read_source(path), options.folder, labels_only=options.labels)
    for family, count in sorted(total.items()):
        print(f"{family}\t{count}")


if __name__ == "__main__":
    main()
