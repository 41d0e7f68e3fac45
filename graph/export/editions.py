"""The editions of an export: what may be shown to anyone, and what stays with those who keep the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from usagraph.errors import WrongUse

__all__ = ["EDITIONS", "INTERNAL", "PUBLIC", "LeftOut", "edition_named"]

PUBLIC, INTERNAL = "public", "internal"
EDITIONS = (PUBLIC, INTERNAL)
#: What is counted, in the order in which it is told.
KINDS = ("documents", "persons", "posts", "verbatims", "reviewers", "claims", "passages", "details", "addresses")


@dataclass
class LeftOut:
    """How much of each kind an edition leaves out; each thing counts once, in however many graphs it stands."""

    _seen: dict[str, set[object]] = field(default_factory=lambda: {kind: set() for kind in KINDS})

    def note(self, kind: str, which: object) -> None:
        """Counts one more, unless it was counted."""
        self._seen[kind].add(which if isinstance(which, int) else hash(which))

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of each kind."""
        return {kind: len(self._seen[kind]) for kind in KINDS}


def edition_named(name: str) -> str:
    """The edition of that name; raises WrongUse."""
    if name not in EDITIONS:
        raise WrongUse(detail=f"{name!r} ≠ {' | '.join(EDITIONS)}")
    return name
