"""How long calls take that take turns, so that all meet the same machine."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Ask", "Times", "compared", "timed"]

Ask = Callable[[], object]


@dataclass(frozen=True)
class Times:
    """Milliseconds that something took, each time."""

    every: list[float]

    @property
    def usual(self) -> float:
        """The median."""
        return statistics.median(self.every)

    @property
    def least(self) -> float:
        """The minimum: what it takes where nothing else runs."""
        return min(self.every)


def timed(asks: Sequence[Ask], seconds: float = 0.5) -> list[Times]:
    """How long each takes; they take turns, so that all meet the same machine."""
    taken = [Times([]) for _ in asks]
    for ask in asks:
        ask()
    end = time.perf_counter() + seconds * len(asks)
    while len(taken[0].every) < 5 or (time.perf_counter() < end and len(taken[0].every) < 2000):
        for ask, times in zip(asks, taken, strict=True):
            for _ in range(3):
                start = time.perf_counter()
                ask()
                times.every.append((time.perf_counter() - start) * 1000)
    return taken


def compared(times: Sequence[Times]) -> str:
    """The engine, and what is compared with it: medians, minima, and their ratio."""
    first, *others = times
    said = [f"engine {first.usual:8.3f} / {first.least:8.3f} ms"]
    said += [f"{one.usual:8.3f} / {one.least:8.3f} ms x {one.least / first.least:.2f}" for one in others]
    return "   ".join(said)
