"""The page of the reconciliation: each of its commands is run against the demonstration, and matches what it names."""

import json
import shutil

import pytest

from .pages import WRITTEN, Demo, blocks, run

[COMMANDS] = [block for block in blocks("reconciliation.md") if block.kind == "sh"]
LINES = COMMANDS.text.replace("\\\n", "").splitlines()


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_each_name_is_matched_and_each_column_has_values(demo: Demo) -> None:
    matched, extended = (json.loads(run(["/bin/sh", "-c", line.replace(WRITTEN, demo.url)])) for line in LINES)
    for name, answer in matched.items():
        assert answer["result"][0]["match"], name
    assert all(values for row in extended["rows"].values() for values in row.values())
