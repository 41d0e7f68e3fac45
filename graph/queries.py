"""The saved questions: one SPARQL file each in `queries/`, with a title in French and English and its parameters."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from usagraph.errors import UnknownName

__all__ = ["SavedQuery", "names", "saved"]

FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"^# \?(?P<name>\w+) : (?P<fr>.+?) / (?P<en>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class SavedQuery:
    """A question: `parameters` gives, by name, what each means in French and English; left out, it means all."""

    name: str
    title_fr: str
    title_en: str
    text: str
    parameters: dict[str, tuple[str, str]]


@cache
def names() -> tuple[str, ...]:
    """The names of the saved questions, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.rq")))


@cache
def saved(name: str) -> SavedQuery:
    """The saved question of that name; raises UnknownName."""
    if name not in names():
        raise UnknownName(name=name, known=", ".join(names()))
    text = (FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    french, english = (line.removeprefix("#").strip() for line in text.splitlines()[:2])
    parameters = {m["name"]: (m["fr"], m["en"]) for m in _PARAMETER.finditer(text)}
    return SavedQuery(name, french, english, text, parameters)
