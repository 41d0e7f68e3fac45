"""The rules as data: YAML files with an id, a version, and examples that are run when they load."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usagraph.errors import BrokenRule
from usagraph.textview import fold

__all__ = ["FOLDER", "PROFILES", "Pattern", "Rule", "load", "pattern", "profiles"]

FOLDER = Path(__file__).parent / "rules"
PROFILES = Path(__file__).parent / "profiles"


@dataclass(frozen=True)
class Rule:
    """What is written beside a claim: which rule found it, in which version."""

    id: str
    version: str


@dataclass(frozen=True)
class Pattern:
    """A regular expression over folded text that has passed its own examples."""

    regex: re.Pattern[str]

    def __contains__(self, words: str) -> bool:
        return self.search(words) is not None

    def search(self, words: str) -> re.Match[str] | None:
        """The first match in `words`, folded first; None where there is none."""
        return self.regex.search(fold(words))


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `rules/<name>.yaml`, every pattern in it checked against its examples; raises BrokenRule."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    for where, entry in _entries(content, name):
        pattern(entry, where)
    return content


@cache
def profiles() -> tuple[dict[str, Any], ...]:
    """The layouts of sheets, in order of file name, each checked."""
    found = []
    for path in sorted(PROFILES.glob("*.yaml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for where, entry in _entries(content, path.stem):
            pattern(entry, where)
        found.append(content)
    return tuple(found)


def pattern(entry: dict[str, Any], where: str = "") -> Pattern:
    """The compiled pattern of a rule entry; raises BrokenRule where an example fails."""
    try:
        made = Pattern(re.compile(entry["pattern"], re.IGNORECASE))
    except re.error as error:
        raise BrokenRule(where=where, detail=f"{entry['pattern']} ({error})") from None
    for example in entry.get("examples", ()):
        if example not in made:
            raise BrokenRule(where=where, detail=f"« {example} » ≠ {entry['pattern']}")
    for example in entry.get("counterexamples", ()):
        if example in made:
            raise BrokenRule(where=where, detail=f"« {example} » = {entry['pattern']}")
    return made


def _entries(content: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(content, dict):
        if "pieces" in content:
            # Patterns built from named pieces are checked by the module that puts the pieces in.
            return
        if "pattern" in content:
            yield where, content
        for name, value in content.items():
            yield from _entries(value, f"{where}.{name}")
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _entries(value, f"{where}[{number}]")
