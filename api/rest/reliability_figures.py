"""The figures of reliability as the API gives them."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import Field

from usagraph.api.rest.models import Model
from usagraph.visualisations.method.reliability import family_name

__all__ = ["MeasuredOut", "ReliabilityOut"]

Ends = tuple[float, float] | None


class RatesOut(Model):
    """What was measured of a family of facts, or of a format."""

    name: str = Field(
        title="Name", description="Family, or format; total for all of them", examples=["action.direction"]
    )
    label_fr: str = Field(
        title="French label", description="What people call it, in French", examples=["direction d'une action"]
    )
    label_en: str = Field(
        title="English label", description="What people call it, in English", examples=["direction of an action"]
    )
    labels: int = Field(title="Labels", description="Facts that the texts hold, as people labelled them", examples=[23])
    recalled: int = Field(title="Recalled", description="Labels that were found", examples=[19])
    facts: int = Field(
        title="Facts", description="Facts that the rules show where everything of the family is labelled", examples=[20]
    )
    right: int = Field(title="Right", description="Facts that a label bears out", examples=[18])
    precision: float | None = Field(title="Precision", description="right / facts", examples=[0.93])
    recall: float | None = Field(title="Recall", description="recalled / labels", examples=[0.84])
    f1: float | None = Field(title="F1", description="Harmonic mean of precision and recall", examples=[0.88])
    precision_interval: Ends = Field(
        title="Interval of the precision",
        description="Where the precision is, 19 times in 20 (Wilson)",
        examples=[[0.71, 0.97]],
    )
    recall_interval: Ends = Field(
        title="Interval of the recall",
        description="Where the recall is, 19 times in 20 (Wilson)",
        examples=[[0.63, 0.93]],
    )


class FamilyOut(RatesOut):
    """What was measured of a family, and the counts of each format."""

    formats: dict[str, dict[str, int]] = Field(
        title="Formats", description="Counts by format", examples=[{"pdf": {"labels": 8, "recalled": 7}}]
    )


class NothingOut(Model):
    """Passages in which nothing of a family is to be found."""

    name: str = Field(title="Name", description="Family of facts", examples=["legal.generic"])
    label_fr: str = Field(
        title="French label", description="What people call it, in French", examples=["mention générale de la loi"]
    )
    label_en: str = Field(
        title="English label", description="What people call it, in English", examples=["general mention of law"]
    )
    negatives: int = Field(title="Passages", description="Passages that hold none", examples=[12])
    fired: int = Field(title="False alarms", description="Of these, those where a rule found something", examples=[1])


class MeasuredOut(Model):
    """What was measured on a set of labelled documents, by which rules."""

    documents: int = Field(title="Documents", description="Documents measured", examples=[8])
    gold: str = Field(title="Labels", description="Hash of what was labelled", examples=["0a1b2c3d4e5f6071"])
    rules: dict[str, str] = Field(title="Rules", description="Version of each rule file", examples=[{"tables": "1"}])
    profiles: dict[str, str] = Field(
        title="Profiles", description="Version of each profile of layout", examples=[{"sheet": "1"}]
    )
    total: RatesOut = Field(
        title="Total", description="All families together, without what is said of a thing (action.policy)"
    )
    families: list[FamilyOut] = Field(title="Families", description="Each family of facts")
    formats: list[RatesOut] = Field(title="Formats", description="Each format of documents")
    nothing: list[NothingOut] = Field(title="Nothing", description="Passages in which there is nothing to find")

    @classmethod
    def of(cls, found: dict[str, Any], overall: Callable[[dict[str, Any]], dict[str, Any]]) -> "MeasuredOut | None":
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

    held_out: MeasuredOut | None = Field(
        title="Held out", description="On documents that no author of the rules has read: what to expect"
    )
    development: MeasuredOut | None = Field(
        title="Development", description="On the documents that the rules were written with"
    )


def _named(rows: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name, row in rows.items():
        yield {"name": name, "label_fr": family_name(name, "fr"), "label_en": family_name(name, "en"), **row}
