"""The rules that derive statements from others: one SPARQL CONSTRUCT a file, in `rules/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Rule", "rules"]

FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Rule:
    """A CONSTRUCT query with its titles; what it gives may feed the other rules, so run them until nothing new comes."""

    name: str
    title_fr: str
    title_en: str
    query: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order of name."""
    return tuple(_rule(path) for path in sorted(FOLDER.glob("*.rq")))


def _rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    french, english = (line.removeprefix("#").strip() for line in text.splitlines()[:2])
    return Rule(path.stem, french, english, text)
