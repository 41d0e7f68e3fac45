"""Headings run into the line of their value without a colon: "Public – les aînés", "Objectif. Ouvrir", "Qui ? La ville"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from usagraph.ingest.line import Line
from usagraph.ingest.sheets.headings import meaning
from usagraph.ingest.sheets.meaning import Meaning

__all__ = ["RunIn", "run_in_headings"]

_RUN_IN = re.compile(
    r"\W{0,6}(?P<label>[A-ZÀ-Þ][^.:;!?–—|→\t\n«»]{1,48}?)(?P<mark>\s?\?|[.]|\s[–—-](?=\s)|\s?[|→]|\t)\s+(?=[^\s«“\"])"
)
_KINDS = ("paragraph", "item", "box")
#: So many different headings are run in where a document writes its headings so; fewer are sentences that look alike.
_LEAST = 4


@dataclass(frozen=True)
class RunIn:
    """A heading at the beginning of a line: what it means, where it ends and where its value begins."""

    meaning: Meaning
    end: int
    start: int


def run_in_headings(lines: Sequence[Line], profile: str) -> dict[int, RunIn]:
    """The headings of a document that are run in, by the number of their line; none where few are."""
    found = {number: one for number, line in enumerate(lines) if (one := _run_in(line, profile))}
    return found if len({one.meaning.name for one in found.values()}) >= _LEAST else {}


def _run_in(line: Line, profile: str) -> RunIn | None:
    if line.block.kind not in _KINDS or line.start > line.block.start + 6 or line.goes_on:
        return None
    match = _RUN_IN.match(line.raw)
    if match is None:
        return None
    asked = match["mark"].strip() == "?"
    known = meaning(match["label"] + ("?" if asked else ""), profile)
    if known is None or not known.weight:
        return None
    return RunIn(known, line.start + match.end("mark"), line.start + match.end())
