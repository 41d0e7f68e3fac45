"""One IRI for each key, minted once and kept in `keys.jsonl`, so that a rebuild gives the same names."""

import json
from pathlib import Path

__all__ = ["Names"]


class Names:
    """The IRIs of the things of a workspace.

    A key reads `<type>|<part>|…`; its IRI is `{base}/id/<type>/<parts>`. Two keys that would share an IRI are two
    things: the second gets `-2`.
    """

    def __init__(self, path: Path, base: str) -> None:
        self.path = path
        self.base = base
        self._paths: dict[str, str] = {}
        if path.exists():
            with path.open(encoding="utf-8") as file:
                for line in file:
                    row = json.loads(line)
                    self._paths[row["key"]] = row["path"]
        self._taken = set(self._paths.values())
        self._fresh: list[tuple[str, str]] = []

    def iri(self, key: str) -> str:
        """The IRI of `key`, minted where it is new."""
        path = self._paths.get(key)
        if path is None:
            path = self._mint(key)
            self._paths[key] = path
            self._taken.add(path)
            self._fresh.append((key, path))
        return self.base + path

    def save(self) -> None:
        """Writes the keys minted since the last time."""
        if self._fresh:
            with self.path.open("a", encoding="utf-8") as file:
                for key, path in self._fresh:
                    file.write(json.dumps({"key": key, "path": path}, ensure_ascii=False) + "\n")
            self._fresh = []

    def _mint(self, key: str) -> str:
        type_, *parts = key.split("|")
        path = f"/id/{type_}/{'-'.join(part for part in parts if part)}"
        number = 1
        while (path if number == 1 else f"{path}-{number}") in self._taken:
            number += 1
        return path if number == 1 else f"{path}-{number}"
