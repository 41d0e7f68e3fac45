"""The scale of the timeline: years along a line, long empty stretches cut short."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["LEFT", "RIGHT", "Scale", "Stretch", "scale"]

#: The ends of the line, in units of the SVG.
LEFT, RIGHT = 176.0, 1160.0
#: An empty stretch is cut where it is longer than this part of the whole, and than so many years.
PART, YEARS = 0.25, 15
#: Width of a cut, least width of a stretch, and least width between two ticks.
CUT, LEAST, APART = 46.0, 70.0, 52.0
STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True)
class Stretch:
    """Years that follow each other on the line, with their places and the years written under it."""

    since: float
    until: float
    left: float
    right: float
    ticks: tuple[tuple[float, int], ...]

    def x(self, at: float) -> float:
        """The place of a date."""
        return self.left + (at - self.since) / (self.until - self.since) * (self.right - self.left)


@dataclass(frozen=True)
class Scale:
    """The stretches of the line; between two of them it is cut, for so many years as `cuts` say, at these places."""

    stretches: tuple[Stretch, ...]
    cuts: tuple[tuple[float, int], ...]

    def x(self, at: float) -> float:
        """The place of a date."""
        held = next((one for one in self.stretches if at <= one.until), self.stretches[-1])
        return min(max(held.x(at), held.left), held.right)


def scale(dates: Sequence[float], since: int, until: int) -> Scale:
    """The line from the beginning of a year to the end of another, cut where nothing stands for long."""
    spans = _spans(sorted(dates), since, until + 1)
    room = RIGHT - LEFT - CUT * (len(spans) - 1)
    short = [span for span in spans if room * _years(span) / sum(map(_years, spans)) < LEAST]
    long = sum(_years(span) for span in spans if span not in short)
    left, found = LEFT, list[Stretch]()
    for span in spans:
        wide = (
            LEAST
            if span in short and long
            else (room - LEAST * (len(short) if long else 0)) * _years(span) / (long or sum(map(_years, spans)))
        )
        found.append(_stretch(span, left, left + wide))
        left += wide + CUT
    cuts = tuple((one.right + CUT / 2, int(other.since - one.until)) for one, other in pairwise(found))
    return Scale(tuple(found), cuts)


def _spans(dates: Sequence[float], since: int, until: int) -> list[tuple[float, float]]:
    """The years that are drawn."""
    spans, start = list[tuple[float, float]](), float(since)
    for one, other in pairwise([since, *dates, until]):
        if other - one > max(YEARS, PART * (until - since)):
            if one > since:
                spans.append((start, int(one) + 1.0))
            start = float(int(other)) if other < until else float(until)
    if start < until or not spans:
        spans.append((min(start, until - 1.0), float(until)))
    return spans


def _years(span: tuple[float, float]) -> float:
    return span[1] - span[0]


def _stretch(span: tuple[float, float], left: float, right: float) -> Stretch:
    since, until = span
    each = (right - left) / (until - since)
    step = next((n for n in STEPS if n * each >= APART), STEPS[-1])
    # A year has its name where it begins: the end of a stretch that is cut is the beginning of none.
    last = int(until) + 1 if right >= RIGHT else int(until)
    years = [year for year in range(int(since), last) if year % step == 0] or [int(since)]
    return Stretch(since, until, left, right, tuple((round(left + (year - since) * each, 1), year) for year in years))
