"""The packages of pyproject.toml, their links, their data files, and the wheel that carries them."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest

import usagraph

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
PARTS: dict[str, str] = SETUPTOOLS["package-dir"]
FOLDERS: dict[str, str] = {"usagraph": "usagraph", **PARTS}
NO_NETWORK = ("Failed to fetch", "dns error", "error sending request", "No matching distribution", "offline")


def test_every_package_is_listed() -> None:
    """A package that pyproject.toml forgets would be missing from the wheel."""
    found = {"usagraph"}
    for name, folder in PARTS.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            found.add(".".join([name, *init.parent.relative_to(ROOT / folder).parts]))
    assert found == set(SETUPTOOLS["packages"])


@pytest.mark.parametrize(("name", "folder"), PARTS.items())
def test_links_lead_to_the_parts(name: str, folder: str) -> None:
    """Type checkers and editors find each part through its link."""
    link = ROOT / name.replace(".", "/")
    assert link.is_symlink(), f"{link} is no symbolic link: this copy was made without them (git config core.symlinks)"
    assert link.resolve() == (ROOT / folder).resolve()


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["version"] == usagraph.__version__


@pytest.mark.parametrize(("name", "folder"), FOLDERS.items())
def test_every_data_file_is_in_the_package_data(name: str, folder: str) -> None:
    """A data file that no pattern names works here and is missing from the wheel."""
    patterns = SETUPTOOLS["package-data"].get(name, [])
    named = {path for pattern in patterns for path in (ROOT / folder).glob(pattern) if path.is_file()}
    assert _data_files(ROOT / folder) - named == set()


def test_the_wheel_holds_every_file_of_the_parts(wheel: Path) -> None:
    """Code, rules, profiles, templates, queries, vocabularies and examples, and nothing that was not asked for."""
    with zipfile.ZipFile(wheel) as archive:
        held = {PurePosixPath(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {
        PurePosixPath(name.replace(".", "/")) / path.relative_to(ROOT / folder).as_posix()
        for name, folder in FOLDERS.items()
        for path in _files(ROOT / folder)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from a copy of the project, where no old build is lying about."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = _copy_of_the_project(folder / "project")
    built = subprocess.run(_builder(copy, folder), cwd=copy, capture_output=True, text=True, check=False)
    if built.returncode and any(words in built.stderr for words in NO_NETWORK):
        pytest.skip(f"the build needs setuptools, which cannot be fetched: {built.stderr[-300:]}")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def _builder(project: Path, target: Path) -> list[str]:
    if uv := shutil.which("uv"):
        return [uv, "build", "--wheel", "--quiet", "--python", sys.executable, "--out-dir", str(target), str(project)]
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(target), str(project)]
    pytest.skip("neither uv nor pip is installed")


def _copy_of_the_project(target: Path) -> Path:
    target.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target)
    for folder in FOLDERS.values():
        shutil.copytree(ROOT / folder, target / folder, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def _data_files(folder: Path) -> set[Path]:
    return {path for path in _files(folder) if path.suffix != ".py"}


def _files(folder: Path) -> set[Path]:
    """The files of a part; links to the other parts are not followed."""
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
