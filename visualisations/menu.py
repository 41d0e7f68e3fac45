"""The menus of the pages: which stand where, and their addresses; data in `menu.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Menu", "menu"]

DATA = Path(__file__).parent / "menu.toml"


@dataclass(frozen=True)
class Menu:
    """Names of pages: those of the bar, those behind "more", those of the foot; `paths` by name."""

    bar: tuple[str, ...]
    more: tuple[str, ...]
    footer: tuple[str, ...]
    paths: dict[str, str]


@cache
def menu() -> Menu:
    """The menus, as the file says."""
    told = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return Menu(tuple(told["bar"]), tuple(told["more"]), tuple(told["footer"]), told["paths"])
