"""The optional proposer: a language model reads what the rules have read, and its candidates wait for a person.

It is no rule: `pipeline.claims_of` never calls it. Its claims are `pending`, in a file of their own beside those of the
rules, with the name of the model in place of the version of a rule.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from usagraph.ingest import rulebook, sections
from usagraph.ingest.draft import Draft
from usagraph.ingest.pipeline import reread
from usagraph.ingest.proposals.candidates import Candidate, candidates, place, schema
from usagraph.ingest.proposals.endpoint import Answer, Endpoint, Limits
from usagraph.ingest.rulebook import Rule, load
from usagraph.ontology.terms import RDF, SKOS, concept, ug
from usagraph.records import Claim, Document, Term, iri, read_claims, write_lines
from usagraph.textview import Span, fold, slug
from usagraph.workspace import Bundle, Workspace

__all__ = ["FILE", "RECORD", "Proposals", "propose", "proposed", "renew_proposals"]

#: In the folder of a document: the pending claims, and how they were asked for.
FILE, RECORD = "proposals.jsonl", "proposals.json"


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
    writer = _Writer(draft, endpoint.model, known, slug(document.metadata.get("title") or title, 40))
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


def _keep(answer: Answer, span: Span, writer: "_Writer", made: Proposals, limits: Limits) -> None:
    if answer.trouble:
        made.troubles[answer.trouble] = made.troubles.get(answer.trouble, 0) + 1
        return
    found, wrong = candidates(answer.text, limits.candidates)
    made.malformed += wrong
    for candidate in found:
        where = place(candidate, writer.draft.document.text[slice(*span)])
        made.unfounded += where is None
        if where and writer.write(candidate, (span[0] + where[0], span[0] + where[1])):
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


@dataclass(frozen=True)
class _Writer:
    """Writes the candidates as claims about things of their own, tied to the action where the document has just one."""

    draft: Draft
    model: str
    known: tuple[Claim, ...]
    scope: str

    def write(self, candidate: Candidate, span: Span) -> bool:
        """Adds the claims of a candidate; False where the rules say the same already."""
        family = load("proposer")["families"][candidate.family]
        words = " ".join(candidate.quote.split())
        if self._is_known(str(family["class"]), words):
            return False
        rule, sure = Rule(f"llm.{candidate.family}", self.model), min(0.5, float(load("proposer")["confidence"]))
        thing = self.draft.name(candidate.family, self.scope, words)
        self.draft.thing(thing, family["class"], words, [span], rule, sure)
        for name, value in candidate.fields:
            object_ = iri(concept(family["fields"][name]["scheme"], value))
            self.draft.say(thing, ug(name), object_, [span], rule, sure, words=words)
        action = self._action()
        if action and "link" in family:
            self.draft.say(action, ug(family["link"]), thing, [span], rule, sure, words=words)
        return True

    def _is_known(self, class_: str, words: str) -> bool:
        """Whether the rules found a thing of that class with that name."""
        named = {c.subject for c in self.known if c.predicate == SKOS + "prefLabel" and _same(c.object, words)}
        return any(c.subject in named for c in self._typed(class_))

    def _action(self) -> Term | None:
        actions = {c.subject for c in self._typed("Action")}
        return actions.pop() if len(actions) == 1 else None

    def _typed(self, class_: str) -> Iterator[Claim]:
        return (c for c in self.known if c.predicate == RDF + "type" and c.object.iri == ug(class_))


def _same(term: Term, words: str) -> bool:
    return fold(term.value or "") == fold(words)


def renew_proposals(bundle: Bundle, workspace: Workspace, endpoint: Endpoint) -> Proposals | None:
    """Asks for the proposals of a document and keeps them beside its claims; None where that model was asked already.

    A document whose every question failed keeps what it had.
    """
    rulebook.use(workspace.root)
    if _record(bundle).get("asked_of") == _asked_of(bundle, endpoint):
        return None
    made = propose(reread(bundle), tuple(read_claims(bundle.claims_path)), endpoint, Path(str(bundle.run["path"])).stem)
    if made.asked and sum(made.troubles.values()) == made.asked:
        return made
    # The record last: without it the question is asked again.
    (bundle.folder / RECORD).unlink(missing_ok=True)
    draft = bundle.folder / f"{FILE}.tmp"
    write_lines(draft, made.claims)
    draft.replace(bundle.folder / FILE)
    record = {"asked_of": _asked_of(bundle, endpoint), **made.count()}
    (bundle.folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def proposed(bundle: Bundle) -> tuple[Claim, ...]:
    """The claims that a model proposed for a document; none where none was asked."""
    path = bundle.folder / FILE
    return tuple(read_claims(path)) if path.is_file() else ()


def _record(bundle: Bundle) -> dict[str, object]:
    path = bundle.folder / RECORD
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def _asked_of(bundle: Bundle, endpoint: Endpoint) -> dict[str, object]:
    """What decides of the answers: the model, the version of the questions, and the text."""
    return {
        "model": endpoint.model,
        "version": str(load("proposer")["version"]),
        "text_sha256": bundle.run["text_sha256"],
    }
