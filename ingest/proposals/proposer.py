"""The optional proposer: a language model reads what the rules have read, and its candidates wait for a person.

It is no rule: `pipeline.claims_of` never calls it. Its claims are `pending`, in a file of their own beside those of the
rules, with the name of the model in place of the version of a rule; the graph holds them as evidence only.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from usagraph.errors import DamagedDocument
from usagraph.graph.deciding.curation import Curation
from usagraph.graph.deciding.pending import FILE, RECORD, proposed, record
from usagraph.ingest import rulebook, sections
from usagraph.ingest.draft import Draft
from usagraph.ingest.filenames import scope
from usagraph.ingest.pipeline import reread
from usagraph.ingest.proposals.candidates import candidates, place, schema
from usagraph.ingest.proposals.endpoint import Answer, Endpoint, Limits
from usagraph.ingest.proposals.writing import Writer
from usagraph.ingest.rulebook import load
from usagraph.records import Claim, Document, read_claims, write_lines
from usagraph.textview import Span
from usagraph.workspace import Bundle, Workspace

__all__ = ["Proposals", "propose", "renew_proposals"]


@dataclass
class Proposals:
    """The pending claims of a document, with how many passages were asked, left out or without an answer (by reason).

    `kept`: candidates that a passage bears out; `unfounded`: quotes that are not in it; `malformed`: against the schema.
    """

    claims: tuple[Claim, ...] = ()
    asked: int = 0
    left: int = 0
    kept: int = 0
    unfounded: int = 0
    malformed: int = 0
    troubles: dict[str, int] = field(default_factory=dict)

    def count(self) -> dict[str, object]:
        """The numbers, without the claims."""
        return {name: value for name, value in asdict(replace(self, claims=())).items() if name != "claims"}


def propose(document: Document, known: tuple[Claim, ...], endpoint: Endpoint, title: str = "") -> Proposals:
    """What the model behind `endpoint` proposes for a masked document; `known`: what the rules found, which stands."""
    made = Proposals()
    draft = Draft(document, sections.outline(document))
    writer = Writer(draft, endpoint.name, known, scope(document, title))
    spans, end = list(_passages(document, endpoint.limits)), time.monotonic() + endpoint.limits.total
    for number, (start, stop) in enumerate(spans):
        if number >= endpoint.limits.passages or time.monotonic() > end:
            made.left = len(spans) - number
            break
        made.asked += 1
        answer = endpoint.ask(load("proposer")["instructions"], document.text[start:stop], schema())
        _keep(answer, (start, stop), writer, made, endpoint.limits)
    made.claims = tuple(replace(claim, status="pending") for claim in draft.claims)
    return made


def _keep(answer: Answer, span: Span, writer: Writer, made: Proposals, limits: Limits) -> None:
    if answer.trouble:
        made.troubles[answer.trouble] = made.troubles.get(answer.trouble, 0) + 1
        return
    found, wrong = candidates(answer.text, limits.candidates)
    made.malformed += wrong
    for candidate in found:
        where = place(candidate, writer.draft.document.text[slice(*span)])
        made.unfounded += not where
        places = {name: (span[0] + start, span[0] + end) for name, (start, end) in where.items()}
        if places and writer.write(candidate, places):
            made.kept += 1


def _passages(document: Document, limits: Limits) -> Iterator[Span]:
    """The text in pieces of whole blocks; a block that is longer than a piece is cut."""
    start = end = None
    for block in document.blocks:
        if block.kind == "furniture" or not document.words(block).strip():
            continue
        if start is not None and end is not None and (block.end - start > limits.passage or block.start < end):
            yield from _cut(start, end, limits.passage)
            start = None
        start, end = block.start if start is None else start, block.end
    if start is not None and end is not None:
        yield from _cut(start, end, limits.passage)


def _cut(start: int, end: int, size: int) -> Iterator[Span]:
    for first in range(start, end, size):
        yield first, min(first + size, end)


def renew_proposals(bundle: Bundle, workspace: Workspace, endpoint: Endpoint) -> Proposals | None:
    """Asks for the proposals of a document and keeps them beside its claims; None where that model has answered already.

    Where a question failed, what that model had proposed is kept, and it is asked again the next time.
    """
    rulebook.use(workspace.root)
    before = record(bundle)
    if before.get("asked_of") == _asked_of(bundle, endpoint) and not before.get("troubles"):
        return None
    made = propose(reread(bundle), tuple(read_claims(bundle.claims_path)), endpoint, Path(str(bundle.run["path"])).stem)
    if made.troubles:
        made.claims += _left_by_trouble(bundle, endpoint, made)
    made.claims = _with_decided(bundle, workspace, made.claims)
    if made.asked and sum(made.troubles.values()) == made.asked:
        return made
    # The record last: without it the question is asked again.
    (bundle.folder / RECORD).unlink(missing_ok=True)
    draft = bundle.folder / f"{FILE}.tmp"
    write_lines(draft, made.claims)
    draft.replace(bundle.folder / FILE)
    asked = {"asked_of": _asked_of(bundle, endpoint), **made.count()}
    (bundle.folder / RECORD).write_text(json.dumps(asked, ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def _left_by_trouble(bundle: Bundle, endpoint: Endpoint, made: Proposals) -> tuple[Claim, ...]:
    """What the model had proposed for the document, and could not be asked for again."""
    try:
        held = proposed(bundle)
    except DamagedDocument:
        return ()
    again = {claim.id for claim in made.claims}
    return tuple(c for c in held if c.rule_version == endpoint.name and c.id not in again)


def _with_decided(bundle: Bundle, workspace: Workspace, made: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """`made`, with the claims that a person decided of as they were then, whoever proposes them now."""
    decided = {claim for decision in Curation(workspace.curation).of(bundle.id) for claim in decision.claims}
    try:
        held = {claim.id: claim for claim in proposed(bundle) if claim.id in decided}
    except DamagedDocument:
        return made
    return tuple(claim for claim in made if claim.id not in held) + tuple(held.values())


def _asked_of(bundle: Bundle, endpoint: Endpoint) -> dict[str, object]:
    """What decides of the answers: the model, the version of the questions, and the text."""
    return {
        "model": endpoint.name,
        "version": str(load("proposer")["version"]),
        "text_sha256": bundle.run["text_sha256"],
    }
