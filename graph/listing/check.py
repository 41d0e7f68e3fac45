"""A figure that a document states, beside what the same document lists or another says."""

from dataclasses import dataclass, replace
from decimal import Decimal

from usagraph.graph.reading.things import Node, PassageHit

__all__ = ["AGREES", "DIFFERS", "INCOMPARABLE", "Check"]

AGREES, DIFFERS, INCOMPARABLE = "agrees", "differs", "incomparable"


@dataclass(frozen=True)
class Check:
    """A figure that is stated, and what it is beside.

    `rule` is how it was compared, `said` the sentence with the figure marked, `stated` the figure as printed, `value` the
    same as a number. `counted` (`of` so many, where it is a share) is what is found, `by` what it was found under: names
    of a degree or a policy, or the numbers that make it. `kind` is what is counted, where practices have a name for it, and
    `actions` those that count, each with the passage that lists it. `listed` are the passages that were counted, `also` other documents that say the same.
    """

    rule: str
    verdict: str
    said: PassageHit
    stated: str
    value: Decimal
    counted: Decimal
    of: int | None = None
    by: tuple[str, ...] = ()
    kind: str = ""
    actions: tuple[tuple[Node, PassageHit | None], ...] = ()
    listed: tuple[PassageHit, ...] = ()
    also: tuple[PassageHit, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """What is counted, as a share out of 100; None where it is none."""
        return 100 * self.counted / self.of if self.of else None

    @property
    def key(self) -> tuple[object, ...]:
        """What two documents that hold the same text have in common."""
        words = " ".join(self.said.exact.split()).replace("’", "'")
        return self.rule, self.verdict, words, self.stated, self.value, self.counted, self.of, self.by

    def beside(self, other: "Check") -> "Check":
        """The check with another document that says the same."""
        return replace(self, also=(*self.also, other.said))
