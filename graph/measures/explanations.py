"""What each measure says, and what it does not say; and its results in words. The texts are data: `texts/*.toml`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from usagraph.errors import UnknownName
from usagraph.messages import LANGUAGES, read_catalogue

__all__ = ["MEASURES", "Explanation", "explained", "worded"]

MEASURES = ("degree", "pagerank", "betweenness", "communities", "bridges")
TEXTS = Path(__file__).parent / "texts"
_QUOTED = re.compile(r"[«“]\s*([^«»“”]*?)\s*[»”]")
#: Things that a group is called by.
_CALLED = 3


@dataclass(frozen=True)
class Explanation:
    """A measure: its `title`, what it `says`, with what `caution`, and what its `value` is."""

    name: str
    title: str
    says: str
    caution: str
    value: str


def explained(name: str, lang: str) -> Explanation:
    """The explanation of a measure; raises UnknownName."""
    if name not in MEASURES:
        raise UnknownName(name=name, known=", ".join(MEASURES))
    told = _texts(lang)
    return Explanation(name, *(told[f"{name}.{part}"] for part in ("title", "says", "caution", "value")))


def worded(
    name: str, value: float, labels: Sequence[str], sides: Sequence[tuple[str, int]], size: int, lang: str
) -> str:
    """A result in a sentence: its value, what its things are called, the pieces they hold together (of which thing, and
    how large), and how many things the network has."""
    told, called = _texts(lang), [_inner(label, lang) for label in labels]
    pieces = [(_inner(label, lang), count) for label, count in sides]
    (near, rest), (far, lost) = (pieces or [("", 0)] * 2)[:2]
    return told[f"{name}.{_key(name, value, rest)}"].format(
        thing=called[0],
        things=_listed(told, called[:_CALLED]),
        near=near,
        far=far,
        rest=rest,
        one=_side(told, near, rest),
        other=_side(told, far, lost),
        value=f"{value:.0f}",
        percent=_percent(value, lang),
        times=_decimal(value * size, lang),
    )


def _key(name: str, value: float, rest: int) -> str:
    """The wording of a result, where the largest piece that it holds has `rest` things."""
    if name == "betweenness":
        return "result_cut" if rest else "result"
    if name == "bridges" and rest == 1:
        return "result_pair"
    if name == "communities" and 1 < value <= _CALLED:
        return "result_few"
    return "result_one" if name != "pagerank" and value == 1 else "result"


def _side(told: dict[str, str], label: str, size: int) -> str:
    return told["words.side_one" if size == 1 else "words.side"].format(label=label, size=size)


def _inner(label: str, lang: str) -> str:
    """A label as it stands in quotes: its own quotes are others."""
    return _QUOTED.sub(lambda found: _texts(lang)["words.inner"].format(words=found[1]), label)


def _listed(told: dict[str, str], labels: Sequence[str]) -> str:
    *first, last = (told["words.quoted"].format(label=label) for label in labels)
    return told["words.and"].format(first=", ".join(first), last=last) if first else last


def _percent(value: float, lang: str) -> str:
    shown = _decimal(value * 100, lang)
    return f"{shown}%" if lang == "en" else f"{shown}\N{NO-BREAK SPACE}%"


def _decimal(value: float, lang: str) -> str:
    """Two or three figures that tell something, whatever the size."""
    shown = f"{value:.0f}" if value >= 100 else f"{value:.{2 if value < 10 else 3}g}"
    if "e" in shown:
        shown = f"{value:.6f}".rstrip("0").rstrip(".") or "0"
    return shown if lang == "en" else shown.replace(".", ",")


@cache
def _texts(lang: str) -> dict[str, str]:
    return read_catalogue(TEXTS / f"{lang if lang in LANGUAGES else 'fr'}.toml")
