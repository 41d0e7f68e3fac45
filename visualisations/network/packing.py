"""Rows of a drawing as a page carries them: what all share once, what few share by its number, so that it stays light."""

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["packed"]

#: A column is written by numbers where its values come back at least this often.
OFTEN = 4


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of `rows`: `same` (one value), `few` (values, and the number of each row's), `each`, `numbered` (a stem).

    >>> packed([{"id": "e0", "to": "a"}, {"id": "e1", "to": "a"}])
    {'count': 2, 'same': {'to': 'a'}, 'few': {}, 'each': {}, 'numbered': {'id': 'e'}}
    """
    made: dict[str, Any] = {"count": len(rows), "same": {}, "few": {}, "each": {}, "numbered": {}}
    for name in dict.fromkeys(key for row in rows for key in row):
        values = [row.get(name) for row in rows]
        marks = list(map(repr, values))
        unlike = dict(zip(marks, values, strict=True))
        stem = _stem(values)
        if len(unlike) == 1:
            made["same"][name] = values[0]
        elif stem is not None:
            made["numbered"][name] = stem
        elif len(unlike) * OFTEN <= len(rows):
            number = {mark: place for place, mark in enumerate(unlike)}
            made["few"][name] = [list(unlike.values()), [number[mark] for mark in marks]]
        else:
            made["each"][name] = values
    return made


def _stem(values: Sequence[object]) -> str | None:
    """What comes before the number of the row in every value, if that is all there is."""
    first = values[0]
    if not isinstance(first, str) or not first.endswith("0"):
        return None
    stem = first[:-1]
    return stem if all(value == f"{stem}{place}" for place, value in enumerate(values)) else None
