"""Checking a graph against the shapes: our queries and pyshacl on the same triples, and our queries as the graph grows.

Each is timed from the text of the graph to the list of violations. Left out on both sides: the shape that looks across
named graphs, which pyshacl cannot, and the one that reads every literal, which takes it minutes.
"""

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.shacl.shape import shape_files

SHAPES = [file for file in shape_files() if file.stem not in ("support", "no-personal-data")]
SHEETS = 1250  # about 100,000 triples, 400,000 at the most


def _reference() -> Any:
    spec = importlib.util.spec_from_file_location(
        "shacl_reference", Path(__file__).parents[1] / "graph/checks/shacl_reference.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = _reference()


def graph(sheets: int) -> bytes:
    """The N-Triples of so many sheets, and the ontology."""
    return "".join(reference.sheets(sheets)).encode() + ontology_ntriples()


def spent(make: Callable[[], Any]) -> tuple[float, Any]:
    """The CPU seconds of a call, which other work on the machine disturbs less, and what it gave."""
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def loaded(data: bytes) -> ox.Store:
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_TRIPLES)
    return store


def bench_shapes_against_pyshacl() -> None:
    data = graph(SHEETS)
    load, store = spent(lambda: loaded(data))
    check, found = spent(lambda: reference.ours(store, SHAPES))
    their_load, parsed = spent(lambda: rdflib.Graph().parse(data=data, format="nt"))
    their_check, expected = spent(lambda: reference.pyshacl_finds(parsed, SHAPES))
    assert found == expected
    print(
        f"\n{len(store):7} triples  {len(found)} violations, the same  ours {load:5.2f} + {check:5.2f} s"
        f"  pyshacl {their_load:5.2f} + {their_check:5.2f} s"
        f"  ratio {(their_load + their_check) / (load + check):4.1f} (goal 5), check alone {their_check / check:4.1f}"
    )


@pytest.mark.parametrize("times", [1, 4, 16])
def bench_growth(times: int) -> None:
    data = graph(SHEETS // 4 * times)
    load, store = spent(lambda: loaded(data))
    check, found = spent(lambda: reference.ours(store, SHAPES))
    each = 1_000_000 * check / len(store)
    print(
        f"\n{times:3}x {len(store):7} triples  {len(found):6} violations  load {load:5.2f} s  check {check:5.2f} s  {each:4.1f} µs a triple"
    )
