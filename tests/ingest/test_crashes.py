"""A few commands killed at random moments; `make crash` kills two hundred."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Where dataclasses look for what their annotations name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_a_kill_leaves_nothing_half_done_and_loses_nothing(tmp_path: Path) -> None:
    found = beside("crashes").crash(tmp_path, fresh=4, piled_up=3, seed=11)
    assert found.wrong == []
    assert sum(count for kind, count in found.runs.items() if kind.endswith("killed")) > 0
