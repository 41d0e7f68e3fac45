"""Measures made in a process of their own, within a time, where the network is not small."""

import json
import subprocess
import sys

from usagraph.errors import MeasureTooLarge, QueryTimeout, StoreError
from usagraph.graph.measures.web import Found, Shape

__all__ = ["guarded", "made"]

COMMAND = (sys.executable, "-P", "-X", "utf8", "-c", "from usagraph.graph.measures.worker import main; main()")
#: Links up to which a measure takes less time than to start a process.
FEW = 1_500
#: Seconds that a measure may take.
LONGEST = 120.0
#: Links of a network that is measured, and for betweenness links times things: half a minute, and a minute.
MOST_LINKS, MOST_STEPS = 500_000, 1_000_000_000


def guarded(shape: Shape, name: str) -> None:
    """Raises MeasureTooLarge where the measure would take longer than a reader waits."""
    most = MOST_LINKS if name != "betweenness" else min(MOST_LINKS, MOST_STEPS // max(1, shape.size))
    if len(shape.links) > most:
        raise MeasureTooLarge(things=shape.size, links=len(shape.links), limit=most)


def made(shape: Shape, name: str, seconds: float = LONGEST) -> Found:
    """The standings of a measure; raises MeasureTooLarge, or QueryTimeout where it takes too long."""
    guarded(shape, name)
    if len(shape.links) <= FEW:
        from usagraph.graph.measures.values import standings

        return standings(shape, name)
    task = json.dumps({"measure": name, "size": shape.size, "arcs": shape.arcs})
    try:
        done = subprocess.run(COMMAND, input=task, capture_output=True, text=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        raise QueryTimeout(seconds=f"{seconds:g}") from None
    except subprocess.CalledProcessError as error:
        raise StoreError(detail=error.stderr.strip().rpartition("\n")[2][:200] or str(error.returncode)) from None
    return [
        (value, tuple(things), tuple((one, size) for one, size in sides))
        for value, things, sides in json.loads(done.stdout)
    ]
