"""Counts of what was found, missed and wrong, with the rates and how sure they are."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from usagraph.ingest.evaluation.families import Fact, Family
from usagraph.ingest.evaluation.gold import Gold, Label
from usagraph.textview import Span

__all__ = ["COUNTS", "Mistake", "Score", "interval", "refuse", "score"]

COUNTS = ("labels", "recalled", "facts", "right", "negatives", "fired")
#: Of a normal law: what leaves 5 % outside.
Z = 1.959964


@dataclass(frozen=True)
class Mistake:
    """A label that was `missed`, a fact that is `false`, or a negative label that a fact `fired` on."""

    kind: str
    span: Span
    said: str
    #: What was compared.
    value: str


@dataclass
class Score:
    """The counts of a family. `facts` are those of documents where everything of the family is labelled.

    `labels`, of which `recalled` were found; `facts`, of which `right` are labelled; `negatives`, on which `fired` rules.
    """

    labels: int = 0
    recalled: int = 0
    facts: int = 0
    right: int = 0
    negatives: int = 0
    fired: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Adds the counts of another."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float | None:
        """The share of the facts that are right; None where there is no fact."""
        return self.right / self.facts if self.facts else None

    @property
    def recall(self) -> float | None:
        """The share of the labels that were found; None where there is no label."""
        return self.recalled / self.labels if self.labels else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where one is unknown."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def interval(right: int, count: int) -> tuple[float, float] | None:
    """Wilson's interval of 95 % around a rate; None where nothing was counted.

    >>> [round(end, 2) for end in interval(9, 10)]
    [0.6, 0.98]
    """
    if not count:
        return None
    rate, square = right / count, Z * Z / count
    middle, reach = rate + square / 2, Z * math.sqrt(rate * (1 - rate) / count + square / (4 * count))
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


def score(family: Family, gold: Gold, facts: list[Fact]) -> Score:
    """The score of a family in one document, with the mistakes."""
    labels = gold.of(family.labels)
    asked = [label for label in labels if family.asks(label)]
    made = Score()
    for label in asked:
        found = any(family.match(label, fact, whole=False) for fact in facts)
        if found or not family.spares(label):
            made.labels, made.recalled = made.labels + 1, made.recalled + found
        if not found and not family.spares(label):
            made.mistakes.append(_missed(family, label))
    if family.labels in gold.complete:
        for fact in facts:
            right = any(family.match(label, fact, whole=True) for label in asked)
            open_ = fact.lenient or _excused(family, labels, fact) or not family.counts(asked, fact)
            if right or not open_:
                made.facts, made.right = made.facts + 1, made.right + right
                made.mistakes += [] if right else [Mistake("false", fact.spans[0], fact.words, fact.shown)]
    return made


def refuse(family: Family, gold: Gold, text: str, false: Iterable[Fact]) -> Score:
    """How many of the labels that must give nothing stand in the words of a false fact."""
    labels = gold.of(family.labels)
    made = Score(negatives=len(labels))
    spans = [(span, fact) for fact in false for span in _narrowed(fact, text)]
    for label in labels:
        here = [fact for (start, end), fact in spans if label.span and start < label.span[1] and label.span[0] < end]
        made.fired += bool(here)
        made.mistakes += [Mistake("fired", label.span or (0, 0), label.quote, fact.shown) for fact in here[:1]]
    return made


def _excused(family: Family, labels: list[Label], fact: Fact) -> bool:
    """Whether a fact is one that the labels leave open: it stands on a label that is not asked for."""
    return any(family.spares(label) and fact.overlaps(label.span) for label in labels)


def _missed(family: Family, label: Label) -> Mistake:
    value = " | ".join(str(label.value(name)) for name in family.rule["same"] if label.value(name) is not None)
    return Mistake("missed", label.span or (0, 0), label.quote, value)


def _narrowed(fact: Fact, text: str) -> Iterator[Span]:
    """The words of a fact inside its passages; a passage that holds them elsewhere is taken whole."""
    pattern = r"\s+".join(map(re.escape, fact.words.split()))
    for start, end in fact.spans:
        found = list(re.finditer(pattern, text[start:end], re.IGNORECASE)) if pattern else []
        yield from ((start + match.start(), start + match.end()) for match in found)
        if not found:
            yield start, end
