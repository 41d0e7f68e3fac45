"""The editor of the SPARQL page: what is installed is named with its hash, and where it cannot be had the page does without."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "scripts/editor/package-lock.json"


def test_the_lock_names_versions_and_hashes_and_no_address() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    assert "http" not in LOCK.read_text(encoding="utf-8")
    assert packages["node_modules/@zazuko/yasqe"]["version"] == "4.6.2"
    assert all({"version", "integrity", "license"} <= one.keys() for name, one in packages.items() if name)


def test_the_files_are_not_committed_and_the_wheel_takes_them() -> None:
    assert "visualisations/static/editor/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert '"static/**/*"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("option", "code"), [([], 0), (["--required"], 1)])
def test_without_npm_it_says_so_and_touches_nothing(tmp_path: Path, option: list[str], code: int) -> None:
    before = sorted((ROOT / "visualisations/static").rglob("*"))
    (tmp_path / "npm").write_text("#!/bin/sh\necho no registry >&2\nexit 1\n")
    (tmp_path / "node").write_text("#!/bin/sh\nexit 1\n")
    for name in ("npm", "node"):
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        [sys.executable, "scripts/make_assets.py", *option],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "la page garde son formulaire simple" in done.stderr
    assert "no registry" in done.stderr
    assert sorted((ROOT / "visualisations/static").rglob("*")) == before
