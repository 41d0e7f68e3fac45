"""The invented county of `sample.py`, for every test of this folder."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).with_name("sample.py")


@pytest.fixture(scope="session")
def county() -> Any:
    """A fresh county: its text, its blocks, its graph."""
    spec = importlib.util.spec_from_file_location("county_sample", SAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.County()
