"""The proposals that outlive a new reading of their document: those whose passages still read the same, where they stand now."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

from usagraph.errors import DamagedDocument
from usagraph.graph.deciding.pending import FILE, RECORD, count, proposed
from usagraph.ingest import sections
from usagraph.ingest.draft import Draft
from usagraph.ontology.terms import NS, RDF
from usagraph.records import Claim, Document, write_lines
from usagraph.workspace import Bundle, Workspace

__all__ = ["carry", "with_proposals"]


def with_proposals(workspace: Workspace, digest: str, source: Path) -> Bundle | None:
    """The document of that content, else the one that was read from `source` before it changed, where it has proposals."""
    held = workspace.holding(digest)
    if held:
        return held if (held.folder / FILE).is_file() else None
    asked = (bundle for bundle in workspace.bundles() if (bundle.folder / FILE).is_file())
    return next((bundle for bundle in asked if bundle.run["path"] == str(source)), None)


def carry(before: Bundle, document: Document, folder: Path) -> int:
    """Writes into `folder` the proposals of the document as it was that hold in it as it is; gives back how many do not."""
    try:
        held = proposed(before)
    except DamagedDocument:
        # Unreadable as they are: asked again, they come back.
        return count(before)
    kept, dropped = _sorted_out(held, document)
    write_lines(folder / FILE, kept)
    if not dropped and (before.folder / RECORD).is_file():
        shutil.copyfile(before.folder / RECORD, folder / RECORD)
    return dropped


def _sorted_out(claims: tuple[Claim, ...], document: Document) -> tuple[list[Claim], int]:
    """The claims that hold, with the place, page and section that their passages have now, and how many things are dropped.

    A thing is dropped with all its claims as soon as one of their passages reads otherwise.
    """
    draft = Draft(document, sections.outline(document))
    things = {c.subject for c in claims if c.predicate == RDF + "type" and (c.object.iri or "").startswith(NS)}
    shifts = _shifts(claims, document.text)
    found = [(claim, _shift(claim, document.text, shifts)) for claim in claims]
    lost = {claim.subject for claim, shift in found if shift is None}
    kept = [(c, by) for c, by in found if by is not None and (things & lost).isdisjoint((c.subject, c.object))]
    fresh = [replace(c, passages=tuple(draft.passage(p.start + by, p.end + by) for p in c.passages)) for c, by in kept]
    return fresh, len(things & lost)


def _shifts(claims: tuple[Claim, ...], text: str) -> list[int]:
    """By how much passages moved, where their words stand once in the text: none first, then the most frequent."""
    passages = {passage for claim in claims for passage in claim.passages}
    moved = Counter(text.index(p.exact) - p.start for p in passages if text.count(p.exact) == 1)
    return list(dict.fromkeys((0, *(shift for shift, _ in moved.most_common()))))


def _shift(claim: Claim, text: str, shifts: list[int]) -> int | None:
    """By how much the passages of a claim moved together; None where they read otherwise."""
    for shift in shifts:
        places = ((max(p.start + shift, 0), p.end + shift, p.exact) for p in claim.passages)
        if all(text[start:end] == exact for start, end, exact in places):
            return shift
    return None
