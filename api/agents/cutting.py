"""Answers kept within their size: what does not fit is left out from the end, and what was cut is said."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from usagraph.api.agents.answers import Cut
from usagraph.api.agents.facts import Model
from usagraph.api.agents.house import House

__all__ = ["ANSWER", "EXACT", "Budget", "cuts", "short"]

#: Characters of an answer, and of a passage in it.
ANSWER, EXACT = 100_000, 1_500

M = TypeVar("M", bound=Model)


class Budget:
    """Characters that an answer may still take."""

    def __init__(self, left: int = ANSWER) -> None:
        self.left = left

    def holds(self, *models: Model) -> bool:
        """Whether there is room for some models, which is taken where there is; once there was none, there is none."""
        taken = sum(len(model.model_dump_json(exclude_none=True)) for model in models)
        self.left = self.left - taken if taken <= self.left else -1
        return self.left >= 0

    def first(self, models: Iterable[M]) -> tuple[M, ...]:
        """The first of the models, as many as there is room for."""
        found: list[M] = []
        for model in models:
            if not self.holds(model):
                break
            found.append(model)
        return tuple(found)


def cuts(
    house: House,
    what: Literal["things", "passages", "statements", "paths", "rows", "links"],
    shown: Sequence[object] | int,
    total: int | None,
    **values: object,
) -> tuple[Cut, ...]:
    """What is said of what was cut: nothing where all is shown; `total` is None where there are more than can be told."""
    number = shown if isinstance(shown, int) else len(shown)
    if total is not None and total <= number:
        return ()
    return (Cut(what=what, shown=number, total=total, remedy=house.say(f"cut.{what}", shown=number, **values)),)


def short(exact: str) -> tuple[str, bool]:
    """A passage within its size, and whether it was shortened."""
    return (exact[:EXACT], True) if len(exact) > EXACT else (exact, False)
