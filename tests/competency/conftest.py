"""The questions a researcher asks of the corpus with their answers, and the graph of its five texts."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace


@pytest.fixture(scope="session")
def bank(shared: Path) -> dict[str, dict[str, object]]:
    questions = json.loads((shared / "eval/competency.json").read_text(encoding="utf-8"))
    return {question["id"]: question for question in questions}


@pytest.fixture(scope="session")
def compare(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare", shared / "eval/compare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def service(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    workspace = Workspace(tmp_path_factory.mktemp("competency"))
    library.add(sorted((shared / "corpus").glob("*.txt")), workspace, BASE)
    with QueryService(workspace.store, workers=1) as made:
        yield made
