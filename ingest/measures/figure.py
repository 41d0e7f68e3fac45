"""A figure of a sentence: the number, the places of the words that say what it counts, its unit."""

from dataclasses import dataclass, replace
from decimal import Decimal

from usagraph.ingest.measures.numbers import Quantity
from usagraph.textview import Span

__all__ = ["Figure", "moved"]


@dataclass(frozen=True)
class Figure:
    """A figure; places are offsets of the text it was read in. `what`: the places of the words of its indicator.

    `unit`: where the unit stands, or the unit itself where it is a sign. `taken`: the places of all its numbers.
    """

    form: str
    value: Quantity
    place: Span
    what: tuple[Span, ...]
    unit: Span | str
    whole: Span
    before: Decimal | None = None
    total: Decimal | None = None
    moment: Span | None = None
    negative: bool = False
    rhythm: Span | None = None
    taken: tuple[Span, ...] = ()

    def meets(self, other: "Figure") -> bool:
        """Whether the two share a number."""
        return any(a[0] < b[1] and b[0] < a[1] for a in self.taken for b in other.taken)


def moved(figure: Figure, by: int) -> Figure:
    """The figure where the text it was read in begins `by` code points further on."""

    def at(span: Span) -> Span:
        return span[0] + by, span[1] + by

    return replace(
        figure,
        place=at(figure.place),
        what=tuple(at(span) for span in figure.what),
        unit=figure.unit if isinstance(figure.unit, str) else at(figure.unit),
        whole=at(figure.whole),
        taken=tuple(at(span) for span in figure.taken),
        moment=at(figure.moment) if figure.moment else None,
        rhythm=at(figure.rhythm) if figure.rhythm else None,
    )
