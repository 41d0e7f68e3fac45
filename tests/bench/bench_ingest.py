"""Reading the five texts of the corpus, and how the cost grows: seconds and peak memory of the whole command."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers import read


def measured(workspace: Path, paths: list[Path]) -> tuple[float, float]:
    """Wall seconds and peak megabytes (largest single process) of one `usagraph ingest`."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "usagraph", "--workspace", str(workspace), "ingest", *map(str, paths)],
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def bench_corpus(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.txt"))
    wall, peak = measured(tmp_path / "w", paths)
    again, _ = measured(tmp_path / "w", paths)
    print(f"\nfive texts: {wall:.1f} s (goal 20 s), {peak:.0f} MB (goal 400 MB); the same again {again:.1f} s")


@pytest.mark.parametrize("times", [1, 4, 16])
def bench_growth(shared: Path, tmp_path: Path, times: int) -> None:
    """The rules on one text repeated: cost per character should stay."""
    source = next((shared / "corpus").glob("004*.txt")).read_text(encoding="utf-8")
    path = tmp_path / "long.txt"
    path.write_text((source + "\n\n") * times * 8, encoding="utf-8")
    document = read(path)
    start = time.perf_counter()
    claims_of(document, "long")
    spent = time.perf_counter() - start
    print(
        f"\n{times:3}×  {len(document.text):8} code points  {spent:6.2f} s  {len(document.text) / spent / 1000:6.0f} thousand a second"
    )
