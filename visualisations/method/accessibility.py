"""The self-assessment of the pages against RGAA 4.1: its criteria, and what was checked of each; data in `accessibility.yaml`."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["STATES", "Assessment", "Criterion", "Theme", "assessment"]

DATA = Path(__file__).parent / "accessibility.yaml"
#: Checked and met, not met or not checked, and about nothing that the pages have.
STATES = ("met", "open", "none")
PROOFS = ("axe", "test", "seen", "")
_LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Criterion:
    """A criterion of the standard by its number, in our words; `state` is one of STATES, `proof` how it was checked.

    `test`: the name of the test that looks at it, where one does.
    """

    number: str
    words: str
    state: str
    proof: str
    test: str = ""


@dataclass(frozen=True)
class Theme:
    """A theme of the standard and its criteria, in their order."""

    number: int
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Assessment:
    """The whole; `counts` by state; the day when a person looked (YYYY-MM-DD), and the pages, by their keys of the menu."""

    themes: tuple[Theme, ...]
    counts: dict[str, int]
    seen: str
    looked_at: tuple[str, ...]


@cache
def assessment(lang: str) -> Assessment:
    """The self-assessment in words of `lang`; raises ValueError for a state or a proof that there is not."""
    told = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    themes = tuple(_theme(number, one, lang) for number, one in enumerate(told["themes"], start=1))
    counts = Counter(one.state for theme in themes for one in theme.criteria)
    return Assessment(themes, {state: counts[state] for state in STATES}, told["seen"], tuple(told["looked_at"]))


def _theme(number: int, told: dict[str, Any], lang: str) -> Theme:
    place = _LANGUAGES.index(lang)
    criteria = (_criterion(f"{number}.{rank}", one, place) for rank, one in enumerate(told["criteria"], start=1))
    return Theme(number, told["name"][place], tuple(criteria))


def _criterion(number: str, told: list[str], place: int) -> Criterion:
    *words, state, how = told
    proof, _, test = how.partition(" ")
    if state not in STATES or proof not in PROOFS or bool(test) != (proof == "test"):
        raise ValueError(f"{number}: {state} {how}")
    return Criterion(number, words[place], state, proof, test)
