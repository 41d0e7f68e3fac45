"""The meaning of a heading of a sheet: what becomes of what stands under it."""

from dataclasses import dataclass
from typing import Any

__all__ = ["Meaning"]


@dataclass(frozen=True)
class Meaning:
    """What a heading tells: its name, the rule of its value, and the file of rules that knows it.

    `own`: the profile of the sheet knows it by itself. `weight`: how much it tells of an action sheet.
    """

    name: str
    rule: dict[str, Any]
    file: str
    version: str
    own: bool = False

    @property
    def weight(self) -> int:
        """From 0 (any document has it) to 2 (only action sheets have it)."""
        return int(self.rule.get("weight", 2 if self.own else 1))

    @property
    def takes(self) -> str:
        """What becomes of its value."""
        return str(self.rule["takes"])
