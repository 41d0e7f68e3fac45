"""How long the command takes to say its help, against a Python that does nothing (the limit)."""

import statistics
import subprocess
import sys
import time

RUNS = 7


def seconds(*words: str) -> float:
    """The median wall time of a command, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bench_help() -> None:
    limit, ours = seconds("-c", "pass"), seconds("-m", "usagraph", "--help")
    print(f"\nusagraph --help {ours:.3f} s (goal 0.3 s) · python -c pass {limit:.3f} s · ratio {ours / limit:.1f}")
