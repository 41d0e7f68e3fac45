"""What the tests of the rules share: invented counties, and what follows from facts."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def generated() -> ModuleType:
    """The module that invents counties."""
    return _module("generated")


@pytest.fixture(scope="session")
def entailed() -> ModuleType:
    """The module that tells what follows from facts."""
    return _module("entailed")


def _module(name: str) -> ModuleType:
    """A module beside this file, which is in no package."""
    spec = importlib.util.spec_from_file_location(f"ontology_{name}", Path(__file__).parent / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
