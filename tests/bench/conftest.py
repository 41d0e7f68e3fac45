"""Benchmarks print and assert nothing of time: `make bench`."""

import inspect
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from usagraph.ingest import pipeline
from usagraph.ingest.speech import reported
from usagraph.records import Document


def pytest_configure(config: object) -> None:
    """Benchmarks are functions named `bench_…`."""
    config.addinivalue_line("python_functions", "bench_*")  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def timed() -> Callable[[Document], dict[str, float]]:
    """Gives the seconds of processor that each step of the rules takes on a document."""
    return _timed


def _timed(document: Document) -> dict[str, float]:
    """Follows the lines of the function that calls the families, and no other: what is measured is not slowed down."""
    spent: dict[str, float] = defaultdict(float)
    followed = [inspect.unwrap(function) for function in (pipeline.draft_of, reported.read_reported)]
    lines = {
        (function.__code__, number): text
        for function in followed
        for number, text in enumerate(inspect.getsourcelines(function)[0], function.__code__.co_firstlineno)
    }
    last: list[tuple[str, float]] = []

    def line(frame: FrameType, event: str, _: object) -> Any:
        now = time.process_time()
        if last:
            name, since = last.pop()
            spent[name] += now - since
        if event == "line":
            text = lines[frame.f_code, frame.f_lineno]
            called = re.findall(r"([\w.]+)\(", text)
            last.append((called[0] if called else text.strip(), now))
        return line

    def call(frame: FrameType, _event: str, _: object) -> Any:
        return line if (frame.f_code, frame.f_lineno) in lines else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        pipeline.claims_of(document, "essai")
    finally:
        sys.settrace(before)
    return dict(spent)
