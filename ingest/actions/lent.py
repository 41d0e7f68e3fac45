"""The columns of a table of actions that are called as the headings of sheets are: "Coup de pouce", "Qui nous aide"."""

from collections.abc import Iterable
from typing import Any

from usagraph.ingest.actions.column import Column
from usagraph.ingest.sheets.headings import labelled
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.ingest.table import Cell

__all__ = ["lent"]

_LONGEST = 60
#: What becomes of the value of a heading, as the role of a column.
_ROLES = {"mode": "mode", "nature": "nature", "methods": "method", "territory": "place"}
_PROPERTIES = {"targets": "target", "hasPartner": "partner", "supportedBy": "support", "hasObjective": "objective"}
#: Roles of which a table may have more than one column.
_SEVERAL = frozenset(["item", "effect", "target", "partner", "objective"])


def lent(rows: Iterable[tuple[Cell | None, ...]], columns: Iterable[Column]) -> list[Column]:
    """The columns that the gazetteer of headings tells, of the cells of `rows` that name none; one of a role that
    `columns` have is none, where a table has one of it."""
    roles, known = {column.role for column in columns}, {column.place for column in columns}
    over = {place: cell for row in rows for place, cell in enumerate(row) if cell and place not in known}
    made = []
    for place, cell in over.items():
        column = _column(place, cell.words) if len(cell.words) <= _LONGEST else None
        if column and (column.role in _SEVERAL or column.role not in roles):
            made.append(column)
            roles.add(column.role)
    return made


def _column(place: int, words: str) -> Column | None:
    found = labelled(words)
    rule = _rule(found) if found else None
    return Column(place, words, rule["role"], rule) if rule else None


def _rule(found: Meaning) -> dict[str, Any] | None:
    """What the column of a heading makes; None where no column makes it."""
    told = found.rule.get("property", "")
    if told == "hasEffect":
        return {"role": "effect", **{k: v for k in ("affects", "viewpoint") if (v := found.rule.get(k))}}
    if role := _PROPERTIES.get(told) or _ROLES.get(found.takes):
        return {"role": role}
    if found.takes == "items" and told in ("hasNeed", "hasWish", "hasFactor", "hasOutput"):
        return {"role": "item", "makes": found.rule["makes"], "property": told}
    return None
