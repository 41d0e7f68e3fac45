"""What people decide of proposals: which there are, how one is named, and accepting, rejecting or undoing."""

from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.errors import AmbiguousName, UnknownName
from usagraph.graph.deciding.curation import Curation, Decision, now, weighed
from usagraph.graph.deciding.proposal import Proposal, proposals
from usagraph.graph.provenance import claim_name
from usagraph.ingest.session import session
from usagraph.records import read_claims
from usagraph.workspace import Bundle, Workspace

__all__ = ["SHORTEST", "Held", "decide", "find", "held"]

#: Signs by which a proposal may be called, at least.
SHORTEST = 4


@dataclass(frozen=True)
class Held:
    """A proposal with the document it is about, and the decision that stands on it, None where nobody decided."""

    bundle: Bundle
    proposal: Proposal
    decision: Decision | None = None

    @property
    def name(self) -> str:
        """The end of the IRI of its first claim: no two proposals share one."""
        return claim_name(self.bundle.id, self.proposal.id)

    def is_called(self, name: str) -> bool:
        """Whether `name` is an IRI or a name of it, or begins one."""
        short = name.rpartition("/")[2]
        return len(short) >= SHORTEST and (self.name.startswith(short) or self.proposal.id.startswith(short))


def held(bundles: Iterable[Bundle], workspace: Workspace) -> list[Held]:
    """The proposals about some documents that the graph holds, in order of the text; raises DamagedDocument, BrokenLog."""
    curation = Curation(workspace.curation)
    found = []
    for bundle in bundles:
        decisions = {decision.proposal: decision for decision in curation.of(bundle.id)}
        claims = weighed(bundle, list(read_claims(bundle.claims_path)), curation)
        found += [Held(bundle, one, decisions.get(one.id)) for one in proposals(claims)]
    return found


def find(names: Iterable[str], workspace: Workspace) -> list[Held]:
    """The proposals of those names, each once; raises UnknownName, or AmbiguousName where several begin so."""
    known = held(workspace.bundles(), workspace)
    return list({one.name: one for one in (_found(name, known) for name in names)}.values())


def _found(name: str, known: list[Held]) -> Held:
    called = [one for one in known if one.is_called(name)]
    exact = [one for one in called if name.rpartition("/")[2] in (one.name, one.proposal.id)] or called
    if not exact:
        raise UnknownName(name=name, known="usagraph proposals list")
    if len(exact) > 1:
        raise AmbiguousName(name=name, found=", ".join(one.name for one in exact))
    return exact[0]


def decide(action: str, found: list[Held], workspace: Workspace, base: str, *, by: str, why: str = "") -> list[Held]:
    """Writes the decision on each proposal and brings it to the graph; gives back those that it changes.

    `action`: accept, reject, or undo, after which it waits again. Raises StoreBusy.
    """
    bundles = list({one.bundle.id: one.bundle for one in found}.values())
    # First of all: nothing is decided while another command writes.
    with session(workspace, base) as opened:
        changed = _write(action, found, held(bundles, workspace), Curation(workspace.curation), by, why)
        # Those that were decided before too: a graph that missed it is brought up to date.
        opened.receive_all(bundles)
    return changed


def _write(action: str, found: list[Held], known: list[Held], curation: Curation, by: str, why: str) -> list[Held]:
    changed: list[Held] = []
    for one in found:
        if _changes(one, action):
            left = {other.name for other in known} - {other.name for other in changed}
            claims = _claims_of(one, action, [other for other in known if other.name in left])
            curation.add(Decision(action, one.bundle.id, one.proposal.id, claims, by, now(), why))
            changed.append(one)
    return changed


def _changes(one: Held, action: str) -> bool:
    if action == "undo":
        return one.decision is not None
    return one.decision is None or one.decision.action != action or one.proposal.status == "pending"


def _claims_of(one: Held, action: str, others: list[Held]) -> tuple[str, ...]:
    """The claims that a decision is about; an agent or a notion that another proposal needs is not rejected with one."""
    needed = {
        claim.id
        for other in others
        if action == "reject" and other.bundle.id == one.bundle.id and other.name != one.name
        if other.proposal.status != "rejected"
        for claim in other.proposal.claims
    }
    return tuple(claim.id for claim in one.proposal.claims if claim.id not in needed)
