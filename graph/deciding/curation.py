"""What people decided of the proposals of a model: an append-only log, and the status it gives to each claim.

A decision names claims by their id, never by their words: once a document is taken away, nothing of it stays here.
"""

import datetime
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from usagraph.errors import BrokenLog
from usagraph.graph.deciding.pending import proposed, standing
from usagraph.ontology.terms import NS, RDF
from usagraph.records import Claim, Term
from usagraph.workspace import Bundle

__all__ = ["ACTIONS", "Curation", "Decision", "decided", "now", "weighed"]

#: What a person may do, and the status that each gives to the claims it is about; the last gives none back.
ACTIONS = {"accept": "accepted", "reject": "rejected", "undo": ""}
#: The line that says that a document took the place of another, whose decisions hold for it too.
_REPLACE = "replace"


@dataclass(frozen=True)
class Decision:
    """What `by`, a role or a name that was given, decided of a proposal; `when`: ISO 8601, in UTC, as a graph writes it: it ends in Z."""

    action: str
    document: str
    proposal: str
    claims: tuple[str, ...]
    by: str
    when: str
    why: str = ""

    @property
    def status(self) -> str:
        """The status of its claims; empty where it gives them none."""
        return ACTIONS[self.action]


@dataclass(frozen=True)
class Curation:
    """The log of decisions at `path`; read once."""

    path: Path

    def of(self, document: str) -> tuple[Decision, ...]:
        """The decisions that stand on the proposals of a document, the oldest first; raises BrokenLog."""
        return tuple(self._standing.get(document, {}).values())

    def add(self, decision: Decision) -> None:
        """Writes a decision at the end of the log, and waits until it is on disk."""
        self._append(asdict(decision))

    def follow(self, old: Collection[str], new: str, when: str) -> None:
        """Says that the document `new` took the place of others, where decisions stand on them."""
        for document in old:
            if self.of(document):
                self._append({"action": _REPLACE, "document": new, "of": document, "when": when})

    def _append(self, row: dict[str, object]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            # What a crash cut was never said to be done.
            file.truncate(self._whole())
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.__dict__.pop("_standing", None)

    def _whole(self) -> int:
        """The bytes of the lines that are whole."""
        return self.path.read_bytes().rfind(b"\n") + 1

    @cached_property
    def _standing(self) -> dict[str, dict[str, Decision]]:
        """The last decision on each proposal that is not undone, by document."""
        found: dict[str, dict[str, Decision]] = {}
        for row in self._rows():
            held = found.setdefault(row["document"], {})
            if row["action"] == _REPLACE:
                for name, before in found.get(row["of"], {}).items():
                    held.setdefault(name, replace(before, document=row["document"]))
                continue
            decision = Decision(**row | {"claims": tuple(row["claims"])})
            # Last in the order, even where it was decided before.
            held.pop(decision.proposal, None)
            if decision.status:
                held[decision.proposal] = decision
        return found

    def _rows(self) -> Iterator[dict[str, Any]]:
        lines = self.path.read_bytes().split(b"\n")[:-1] if self.path.is_file() else []
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if row["action"] != _REPLACE:
                    Decision(**row)
            except (ValueError, TypeError, KeyError):
                raise BrokenLog(file=self.path.name, line=number) from None
            yield row


def now() -> str:
    """The time of a decision, in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def weighed(bundle: Bundle, claims: Collection[Claim], curation: Curation) -> tuple[Claim, ...]:
    """What models propose for a document and its rules, by their `claims`, do not say, with the status people gave it."""
    return decided(standing(proposed(bundle), claims), curation.of(bundle.id))


def decided(claims: Collection[Claim], decisions: Collection[Decision]) -> tuple[Claim, ...]:
    """The claims that a model proposes with the status that people gave them; one that was accepted once is accepted.

    What is said of a thing that was rejected is rejected with it, whichever model says it and whenever.
    """
    if not decisions:
        return tuple(claims)
    given = {claim: status for status in ("rejected", "accepted") for claim in _claims_of(decisions, status)}
    fresh = [replace(claim, status=given.get(claim.id, claim.status)) for claim in claims]
    out = {claim.subject for claim in fresh if claim.status == "rejected" and _classes(claim)}
    return tuple(replace(c, status="rejected") if c.status == "pending" and _about(c, out) else c for c in fresh)


def _claims_of(decisions: Collection[Decision], status: str) -> Iterator[str]:
    return (claim for decision in decisions if decision.status == status for claim in decision.claims)


def _classes(claim: Claim) -> bool:
    return claim.predicate == RDF + "type" and (claim.object.iri or "").startswith(NS)


def _about(claim: Claim, things: set[Term]) -> bool:
    return claim.subject in things or claim.object in things
