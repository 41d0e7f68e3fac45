"""What things lead to, step by step: the classes over a class, what a rule rests on."""

from collections.abc import Collection, Mapping
from typing import TypeVar

__all__ = ["reached"]

_T = TypeVar("_T")


def reached(near: Mapping[_T, Collection[_T]]) -> dict[_T, set[_T]]:
    """All that each thing leads to, however far, from what it leads to at once; itself only where a circle leads back.

    >>> sorted(reached({"a": ["b"], "b": ["c"], "c": ["b"]})["a"])
    ['b', 'c']
    """
    found: dict[_T, set[_T]] = {}
    for start in near:
        found[start], todo = set(), [start]
        while todo:
            fresh = set(near.get(todo.pop(), ())) - found[start]
            found[start] |= fresh
            todo.extend(fresh)
    return found
