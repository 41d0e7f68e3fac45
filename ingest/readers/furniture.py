"""What repeats at the edges of PDF pages: running headers and footers, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Container

from usagraph.ingest.readers.runs import Page, Run

__all__ = ["furniture"]

#: Share of the page height, at the top and at the bottom, where headers and footers stand.
MARGIN = 0.10
FEWEST_REPEATS = 3
REPEATED = 0.05
#: Fewer repeats are enough for what nothing stands beyond, this far from the text, in font sizes.
FEWEST_ALONE = 2
ALONE = 1.8
_NUMBER = re.compile(
    r"(?:page|p\.)\s?\d{1,4}(?:\s?(?:/|sur|de)\s?\d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]|\d{1,4}\s?(?:/|sur)\s?\d{1,4}",
    re.IGNORECASE,
)


def furniture(pages: list[Page], ruled: Container[int]) -> set[tuple[int, Run]]:
    """The runs, by page number, that are repeated headers, footers and page numbers; those with their id in `ruled` are in tables."""
    marginal = {page.number: [run for run in _marginal(page) if id(run) not in ruled] for page in pages}
    edges = {page.number: _at_edge(page, marginal[page.number]) for page in pages}
    places: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, runs in marginal.items():
        for run in runs:
            places[_signature(run)].add(number)
    fewest = max(FEWEST_REPEATS, REPEATED * len(pages))
    alone = max(FEWEST_ALONE, REPEATED * len(pages))
    words = Counter((_signature(run), run.words) for runs in edges.values() for run in runs)
    return {
        (number, run)
        for number, runs in marginal.items()
        for run in runs
        if len(places[_signature(run)]) >= fewest
        or (run in edges[number] and (_is_number(run, number) or words[_signature(run), run.words] >= alone))
    }


def _marginal(page: Page) -> list[Run]:
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    return [run for run in page.runs if not low <= run.y <= high]


def _at_edge(page: Page, marginal: list[Run]) -> list[Run]:
    """The marginal runs of the first and of the last line of a page, where they stand well apart from the others."""
    found: list[Run] = []
    for edge in (max, min):
        if not page.runs:
            break
        y = edge(run.y for run in page.runs)
        line = [run for run in marginal if abs(run.y - y) < run.style.size / 2]
        others = [abs(run.y - y) for run in page.runs if abs(run.y - y) >= run.style.size / 2]
        if line and others and min(others) >= ALONE * max(run.style.size for run in line):
            found += line
    return found


def _signature(run: Run) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", run.words.casefold()), round(run.y / 4)


def _is_number(run: Run, page: int) -> bool:
    """Whether a run is the number of its page, in one of the ways in which it is written."""
    return run.words == str(page) or _NUMBER.fullmatch(run.words) is not None
