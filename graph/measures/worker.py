"""The process that makes one measure: reads a shape from its standard input, writes standings to its standard output.

What it calls holds Python's lock for seconds, and would stop a service that it ran in. It yields to whoever answers
requests, and may be killed at any time.
"""

import json
import os
import resource
import signal
import sys

from usagraph.graph.measures.values import standings
from usagraph.graph.measures.web import shape_of

__all__ = ["main"]

#: How much it yields to others.
NICE = 5


def main() -> None:
    """Does what is asked, once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task = json.load(sys.stdin)
    shape = shape_of(task["size"], ((one, other) for one, other in task["arcs"]))
    json.dump(standings(shape, task["measure"]), sys.stdout)
