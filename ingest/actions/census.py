"""What profiles say of tables: names of columns, what codes stand for, and which columns identify a row."""

from collections.abc import Iterable
from typing import Any

from usagraph.ingest.rulebook import Pattern, cached, load, pattern, profiles
from usagraph.ingest.table import Table
from usagraph.textview import fold

__all__ = ["codes_of", "columns", "identity_of"]

_DEEPEST = 15


def columns() -> tuple[tuple[dict[str, Any], Pattern], ...]:
    """The names of columns that profiles know, those of a workspace first."""
    return tuple(entry for _, entries in _profiles() for entry in entries)


def codes_of(tables: Iterable[Table]) -> dict[str, dict[str, str]]:
    """For each scheme, what the codes of the tables stand for, as the profiles that fit them say."""
    told: dict[str, dict[str, str]] = {}
    for profile in _fitting(tables):
        for scheme, codes in profile.get("codes", {}).items():
            known = {fold(str(code)).strip(" ."): str(name) for code, name in codes.items() if name}
            told[scheme] = known | told.get(scheme, {})
    return told


def identity_of(tables: Iterable[Table]) -> tuple[str, ...]:
    """The roles of the columns that identify a row, as the first profile that fits says; empty where none does."""
    return next((tuple(profile["row"]) for profile in _fitting(tables) if profile.get("row")), ())


def _fitting(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """The profiles of which enough columns are found in a row of names of one of the tables."""
    rows = [[cell.words for cell in row if cell] for table in tables for row in table.rows[:_DEEPEST]]
    return [
        profile
        for profile, entries in _profiles()
        if any(_knows(row, entries, int(profile.get("minimum", 3))) for row in rows)
    ]


def _knows(row: list[str], entries: tuple[tuple[dict[str, Any], Pattern], ...], least: int) -> bool:
    if len(row) < least:
        return False
    shared = _shared()
    own = [any(words in test for _, test in entries) for words in row]
    return (
        any(own)
        and sum(known or any(words in t for t in shared) for known, words in zip(own, row, strict=True)) >= least
    )


@cached
def _profiles() -> tuple[tuple[dict[str, Any], tuple[tuple[dict[str, Any], Pattern], ...]], ...]:
    found = [p for p in profiles() if p.get("columns")]
    order = sorted(found, key=lambda p: (p["id"] == "census", p["id"]))
    return tuple((p, tuple((entry, pattern(entry)) for entry in p["columns"])) for p in order)


@cached
def _shared() -> tuple[Pattern, ...]:
    return tuple(pattern(entry) for entry in load("tables")["columns"])
