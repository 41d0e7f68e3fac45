"""The rules on real texts: code points a second, the share of each family, how the cost grows, and the memory."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.ingest import rulebook
from usagraph.ingest.masking import mask
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document

GOAL = 200_000
#: What one process needs for a text of that many copies: it says the seconds and the megabytes of its peak.
MEASURE = """
import re, sys, time
from pathlib import Path
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document
text = (Path(sys.argv[1]).read_text(encoding="utf-8") + "\\n\\n") * int(sys.argv[2])
document = Document(text, tuple(lay_out(text)), "text/plain")
claims_of(Document("Un mot.", tuple(lay_out("Un mot.")), "text/plain"))
start = time.process_time()
count = len(claims_of(document, "long"))
spent = time.process_time() - start
peak = re.search(r"VmHWM:\\s*([0-9]+)", open("/proc/self/status").read())
print(len(text), spent, int(peak[1]) / 1024, count)
"""


def plain(text: str) -> Document:
    return mask(Document(text, tuple(lay_out(text)), "text/plain"))


def bench_families(shared: Path, timed: Callable[[Document], dict[str, float]]) -> None:
    """Each step of the rules over the five texts, the slowest first; a step pays for the views it is the first to need."""
    documents = [plain(path.read_text(encoding="utf-8")) for path in sorted((shared / "corpus").glob("*.txt"))]
    start = time.process_time()
    for document in documents:
        claims_of(document, "warm")  # compiles the rules that these texts need, and no other
    print(f"\n{time.process_time() - start:.2f} s the first time, the compilation of the rules included")
    rulebook.forget_words()
    count = sum(len(document.text) for document in documents)
    start = time.process_time()
    for document in documents:
        claims_of(document, "essai")
    whole = time.process_time() - start
    spent: Counter[str] = Counter()
    for document in documents:
        spent.update(timed(document))
    print(f"{count} code points in {whole:.2f} s: {count / whole / 1000:.0f} thousand a second (goal {GOAL // 1000})")
    for name, seconds in spent.most_common():
        print(
            f"  {name:34} {seconds:6.2f} s  {seconds / sum(spent.values()):5.1%}  {seconds / count * 1e6:5.2f} µs a code point"
        )


@pytest.mark.parametrize("name", ["002", "003"])
def bench_text_growth(shared: Path, name: str) -> None:
    """Once, four and sixteen times the same text, each in a process of its own: time a code point should stay."""
    path = next((shared / "corpus").glob(f"{name}_*.txt"))
    for times in (1, 4, 16):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path), str(times)], check=True, capture_output=True, text=True
        )
        count, spent, peak, claims = (float(word) for word in done.stdout.split())
        print(
            f"\n{name} {times:3}×  {count:9.0f} code points  {spent:6.2f} s  {count / spent / 1000:5.0f} thousand a second"
            f"  {peak:4.0f} MB (goal 300)  {claims:.0f} claims"
        )
