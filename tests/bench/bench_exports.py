"""Exports of a large graph, printed: the time each takes, how large it is, and the most memory it needs.

The documents are invented (`synthetic.py`). USAGRAPH_BENCH_DOCUMENTS sets how many there are: 3,300 make a million quads.
"""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

from usagraph.graph.export.formats import FORMATS
from usagraph.workspace import Workspace

DOCUMENTS = int(os.environ.get("USAGRAPH_BENCH_DOCUMENTS", "3300"))


def filled(folder: Path) -> Workspace:
    """A workspace of that many documents."""
    spec = importlib.util.spec_from_file_location("synthetic", Path(__file__).parent / "synthetic.py")
    assert spec
    assert spec.loader
    synthetic = sys.modules["synthetic"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(synthetic)
    workspace = Workspace(folder)
    synthetic.write_bundles(workspace, DOCUMENTS)
    synthetic.consolidated(workspace)
    return workspace


def peak(process: "subprocess.Popen[bytes]") -> float:
    """The most memory that a process needed until its end, in megabytes."""
    most = 0
    while process.poll() is None:
        # What the kernel tells at the end counts the memory of the process that started it.
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        told = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        most = max(most, *map(int, told), 0)
        time.sleep(0.02)
    return most / 1024


def bench_exports(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    print(f"\n{DOCUMENTS} documents")
    for name in FORMATS:
        file = tmp_path / name
        command = [
            sys.executable,
            "-m",
            "usagraph",
            "--workspace",
            str(workspace.root),
            "export",
            name,
            "-o",
            str(file),
        ]
        start = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            memory = peak(process)
        assert process.returncode == 0
        wall, size = time.perf_counter() - start, file.stat().st_size
        print(f"{name:9} {size / 1e6:7.1f} MB in {wall:6.1f} s, {memory:5.0f} MB of memory at most")
