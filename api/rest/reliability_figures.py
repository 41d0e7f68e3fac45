"""The figures of reliability as the API gives them."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import Field

from usagraph.api.rest.models import Model
from usagraph.visualisations.reliability import family_name

__all__ = ["MeasureOut", "ReliabilityOut"]

Ends = tuple[float, float] | None


class RatesOut(Model):
    """What was measured of a family of facts, or of a format."""

    name: str = Field(title="Family, or format; total for all of them", examples=["action.direction"])
    label_fr: str = Field(title="What people call it, in French")
    label_en: str = Field(title="What people call it, in English")
    labels: int = Field(title="Facts that the texts hold, as people labelled them", examples=[23])
    recalled: int = Field(title="Of these, those that were found")
    facts: int = Field(title="Facts that the rules show where everything of the family is labelled")
    right: int = Field(title="Of these, those that a label bears out")
    precision: float | None = Field(title="right / facts", examples=[0.93])
    recall: float | None = Field(title="recalled / labels", examples=[0.84])
    f1: float | None = Field(title="Harmonic mean of precision and recall")
    precision_interval: Ends = Field(title="Where the precision is, 19 times in 20 (Wilson)")
    recall_interval: Ends = Field(title="Where the recall is, 19 times in 20 (Wilson)")


class FamilyOut(RatesOut):
    """What was measured of a family, and the counts of each format."""

    formats: dict[str, dict[str, int]] = Field(title="Counts by format")


class NothingOut(Model):
    """Passages in which nothing of a family is to be found."""

    name: str = Field(title="Family", examples=["legal.generic"])
    label_fr: str = Field(title="What people call it, in French")
    label_en: str = Field(title="What people call it, in English")
    negatives: int = Field(title="Passages")
    fired: int = Field(title="Of these, those where a rule found something: false alarms")


class MeasureOut(Model):
    """What was measured on a set of labelled documents, by which rules."""

    documents: int = Field(title="Documents measured")
    gold: str = Field(title="Hash of what was labelled")
    rules: dict[str, str] = Field(title="Version of each rule file")
    profiles: dict[str, str] = Field(title="Version of each profile")
    total: RatesOut = Field(title="All families together, without what is said of a thing (action.policy)")
    families: list[FamilyOut]
    formats: list[RatesOut]
    nothing: list[NothingOut]

    @classmethod
    def of(cls, found: dict[str, Any], overall: Callable[[dict[str, Any]], dict[str, Any]]) -> "MeasureOut | None":
        """The wire form of published figures; None where there are none."""
        if not found:
            return None
        rows = list(_named(found["families"]))
        return cls(
            **{name: found[name] for name in ("documents", "gold", "rules", "profiles")},
            total=RatesOut(**next(_named({"total": overall(found)}))),
            families=[FamilyOut(**row) for row in rows if "facts" in row],
            formats=[RatesOut(**row) for row in _named(found["formats"])],
            nothing=[NothingOut(**row) for row in rows if "negatives" in row],
        )


class ReliabilityOut(Model):
    """How reliable the facts are, as it was last measured."""

    held_out: MeasureOut | None = Field(title="On documents that no author of the rules has read: what to expect")
    development: MeasureOut | None = Field(title="On the documents that the rules were written with")


def _named(rows: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name, row in rows.items():
        yield {"name": name, "label_fr": family_name(name, "fr"), "label_en": family_name(name, "en"), **row}
