"""One IRI for each key, minted once and kept in `keys.jsonl`, so that a rebuild gives the same names."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from usagraph.workspace import settle

__all__ = ["Names"]

_LINE = re.compile(r'^\{"key": "(.*)", "path": "(.*)"\}\n', re.MULTILINE)


class Names:
    """The IRIs of the things of a workspace.

    A key reads `<type>|<part>|…`; its IRI is `{base}/id/<type>/<parts>`. Two keys that would share an IRI are two
    things: the second gets `-2`. `merged`: the paths of things that were merged, and of those that they are now.
    """

    def __init__(self, path: Path, base: str, merged: Mapping[str, str] = MappingProxyType({})) -> None:
        self.path = path
        self.base = base
        self._merged = merged
        written = path.read_bytes() if path.exists() else b""
        #: How much of the file is whole lines: a crash may have cut the last, which names nothing in the graph yet.
        self._whole = written.rfind(b"\n") + 1
        # Keys and paths as JSON writes them: read a line at a time they would take ten times as long.
        self._paths: dict[str, str] = dict(_LINE.findall(written[: self._whole].decode()))
        self._taken = set(self._paths.values())
        self._fresh: list[str] = []

    def iri(self, key: str) -> str:
        """The IRI of `key`, minted where it is new."""
        name = _quoted(key)
        path = self._paths.get(name)
        if path is None:
            path = self._paths[name] = self._mint(key)
            self._taken.add(path)
            self._fresh.append(name)
        whole = json.loads(f'"{path}"') if "\\" in path else path
        return self.base + (self._merged.get(whole, whole) if self._merged else whole)

    def has_minted(self, path: str) -> bool:
        """Whether a key has that path; those of the reference data and the vocabularies have none."""
        return _quoted(path) in self._taken

    def save(self) -> None:
        """Writes the keys minted since the last time."""
        if self._fresh:
            lines = "".join(f'{{"key": "{name}", "path": "{self._paths[name]}"}}\n' for name in self._fresh).encode()
            with self.path.open("ab") as file:
                file.truncate(self._whole)
                file.write(lines)
            self._whole += len(lines)
            self._fresh = []

    def forget(self, unwanted: Callable[[str], bool]) -> list[str]:
        """Forgets the keys that are unwanted, on disk too, and gives back their paths; what they name gets a new IRI when
        it is named again."""
        before = self._paths
        kept = {name: path for name, path in self._paths.items() if not unwanted(json.loads(f'"{name}"'))}
        if len(kept) < len(self._paths):
            self._paths, self._taken, self._fresh = kept, set(kept.values()), []
            lines = "".join(f'{{"key": "{name}", "path": "{path}"}}\n' for name, path in kept.items()).encode()
            draft = self.path.with_suffix(".tmp")
            draft.write_bytes(lines)
            settle(draft)
            draft.replace(self.path)
            self._whole = len(lines)
        return [json.loads(f'"{path}"') for name, path in before.items() if name not in kept]

    def settle(self) -> None:
        """Waits until the keys that were written are on disk."""
        if self.path.exists():
            settle(self.path)

    def _mint(self, key: str) -> str:
        type_, *parts = key.split("|")
        path = _quoted(f"/id/{type_}/{'-'.join(part for part in parts if part)}")
        number = 1
        while (path if number == 1 else f"{path}-{number}") in self._taken:
            number += 1
        return path if number == 1 else f"{path}-{number}"


def _quoted(words: str) -> str:
    """Words as JSON writes them, the quotes left out."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
