"""Finds again where the labels of the gold stand: `python scripts/label_offsets.py [--check] [FOLDER]`.

Run it after a change in a reader. A label is found by its words (white space folded) and their rank; `start` and `end`
are written anew, in code points of the canonical text. With `--check` nothing is written and a difference is an error.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from usagraph.ingest import masking, readers

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"


def canonical(document: Path) -> str:
    """The text of `document` as the product keeps it: read, then masked."""
    return masking.mask(readers.read(document)).text


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the words of `quote` stand in `text`, whatever the white space between them."""
    words = quote.split()
    found = re.finditer(r"\s+".join(map(re.escape, words)), text)
    # Justified columns cut words at the end of a line: tried only when the words as they are were not found.
    return [match.span() for match in found] or [match.span() for match in _broken(words, text)]


def _broken(words: list[str], text: str) -> list[re.Match[str]]:
    cut = "(?:[-\u00ad]?\\s*\\n\\s*|\u00ad)?"
    pattern = r"\s+".join(cut.join(re.escape(letter) for letter in word) for word in words)
    return list(re.finditer(pattern, text))


def relocated(label: dict[str, Any], text: str) -> dict[str, Any]:
    """The label with its offsets in `text`; without them when its words are not there."""
    found = places(label["quote"], text)
    rank = label.get("occurrence", 1)
    kept = {key: value for key, value in label.items() if key not in ("start", "end")}
    if rank > len(found):
        return kept
    start, end = found[rank - 1]
    return kept | {"start": start, "end": end}


def read_labels(path: Path) -> list[dict[str, Any]]:
    """The labels of a file, its `_about` line first."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_labels(path: Path, labels: list[dict[str, Any]]) -> None:
    """Writes one label a line."""
    path.write_text("".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels), encoding="utf-8")


def refresh(path: Path, *, check: bool) -> int:
    """How many labels of the file at `path` are lost or, with `check`, elsewhere than written."""
    about, *labels = read_labels(path)
    text = canonical(path.parent / about["document"])
    moved = [relocated(label, text) for label in labels]
    wrong = [old for old, new in zip(labels, moved, strict=True) if "start" not in new or (check and old != new)]
    for label in wrong:
        print(f"{path.name}: {label['family']}: « {label['quote']} »", file=sys.stderr)
    if not check:
        write_labels(path, [about, *moved])
    return len(wrong)


def main() -> None:
    """Refreshes every file of labels of the folder; the exit status says whether all were found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wrong = sum(refresh(path, check=options.check) for path in sorted(options.folder.glob("*.labels.jsonl")))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
