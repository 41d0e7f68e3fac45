"""What all tests share.

Fixtures strategy: a test makes its own small documents and graphs. `corpus` is the real one, read from beside the
project and never copied into it; a test that needs it is skipped, saying so, where it is absent.
"""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real corpus and its gold."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real corpus is not beside the project (../shared)")
    return SHARED
