"""A column of a table of actions: where it stands, what it is called, and what that means."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Column"]


@dataclass(frozen=True)
class Column:
    """A column: its place and heading, its role, and what the heading says: a class, a property, a degree, a stage.

    `role`: "tick" where a mark in the column means its degree, "staged" where its cells tell the degree of its stage.
    """

    place: int
    words: str
    role: str
    rule: dict[str, Any] = field(default_factory=dict)
    degree: str | None = None
    stage: str | None = None

    @property
    def basis(self) -> str:
        """Whether the degrees of the column are declared, or assessed by the author."""
        return str(self.rule.get("basis", "declared"))

    @property
    def kind(self) -> str | None:
        """The class of what the cells name, where the heading tells it."""
        return self.rule.get("kind")

    @property
    def weak(self) -> bool:
        """Whether the heading makes actions only where the other columns tell of actions too."""
        return bool(self.rule.get("weak"))
