"""A person decides of proposals: what is accepted is a fact, what is rejected stays away, and both can be undone."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import AmbiguousName, UnknownName
from usagraph.graph.checks.shapes import violations
from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library
from usagraph.ingest.proposals.deciding import Held, decide, find, held
from usagraph.ingest.proposals.endpoint import Endpoint
from usagraph.ingest.proposals.proposer import renew_proposals
from usagraph.workspace import Workspace

BASE = "https://example.org"
NOTE = """# Le guichet ouvert

Ce qui a compté, dit l'équipe, c'est un lieu sans guichet et du temps donné.

Pour une habitante, on nous écoute enfin, et on reviendra.
"""
WOMAN = {"attributedTo": "une habitante"}
ROWS = [
    {"family": "lever", "quote": "un lieu sans guichet"},
    {"family": "verbatim", "quote": "on nous écoute enfin", **WOMAN},
    {"family": "verbatim", "quote": "on reviendra", **WOMAN},
]
LEVER, LISTENED, BACK = (row["quote"] for row in ROWS)
WHO = "la chargée de mission"


@pytest.fixture
def ask(tmp_path: Path, service: Callable[..., Endpoint]) -> Callable[..., Workspace]:
    """Asks a model about the note of the workspace."""

    def asked(model: str = "m1") -> Workspace:
        workspace = Workspace(tmp_path / "w")
        (bundle,) = workspace.bundles()
        renew_proposals(bundle, workspace, service(lambda _: ROWS, model=model))
        library.load([bundle], workspace, BASE)
        return workspace

    return asked


@pytest.fixture
def workspace(tmp_path: Path, note: Callable[[str], Path], ask: Callable[..., Workspace]) -> Workspace:
    """A note with what a model proposes about it."""
    library.add([note(NOTE)], Workspace(tmp_path / "w"), BASE)
    return ask()


def everything(workspace: Workspace) -> dict[str, Held]:
    return {one.proposal.words: one for one in held(workspace.bundles(), workspace)}


def do(workspace: Workspace, action: str, *words: str) -> list[Held]:
    return decide(action, [everything(workspace)[one] for one in words], workspace, BASE, by=WHO, why="relu")


def statuses(workspace: Workspace) -> list[str]:
    """Of the lever, then of the two quotations."""
    known = everything(workspace)
    return [known[words].proposal.status for words in (LEVER, LISTENED, BACK)]


def store(workspace: Workspace) -> ox.Store:
    newest = newest_generation(workspace.store)
    assert newest is not None
    return ox.Store.read_only(str(newest))


def rows(workspace: Workspace, pattern: str) -> list[tuple[str, ...]]:
    found = store(workspace).query(
        "PREFIX ug: <https://w3id.org/usagraph/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dct: <http://purl.org/dc/terms/>"
        f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {pattern}"
    )
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(value.value for value in row) for row in found)


def facts(workspace: Workspace) -> list[str]:
    """The levers and the quotations that the graph states."""
    pattern = "SELECT ?label { VALUES ?kind { ug:Lever ug:Verbatim } ?thing a ?kind ; skos:prefLabel ?label }"
    return [label for (label,) in rows(workspace, pattern)]


def test_what_is_accepted_is_a_fact_and_says_who_decided(workspace: Workspace) -> None:
    assert (statuses(workspace), facts(workspace)) == (["pending"] * 3, [])
    do(workspace, "accept", BACK)
    assert (statuses(workspace), facts(workspace)) == (["pending", "pending", "accepted"], [BACK])
    (one,) = (held_one for held_one in everything(workspace).values() if held_one.decision)
    query = """SELECT DISTINCT ?by ?when ?why ?status { GRAPH ?g { ?decision a prov:Activity ; dct:type ?status ; dct:description ?why ;
        prov:endedAtTime ?when ; prov:wasAssociatedWith/rdfs:label ?by ; prov:used ?claim . ?claim ug:status ?status } }"""
    assert one.decision
    assert rows(workspace, query) == [
        (WHO, one.decision.when, "relu", "https://w3id.org/usagraph/voc/claim-status/accepted")
    ]
    assert rows(workspace, "SELECT ?who { ?verbatim ug:attributedTo/skos:prefLabel ?who }") == [("une habitante",)]
    assert library.verify(workspace, BASE) == []
    assert [v.shape for v in violations(store(workspace), base=BASE) if v.severity == "violation"] == []


def test_a_decision_outlives_a_rebuild_another_reading_and_another_model(
    workspace: Workspace, ask: Callable[..., Workspace], note: Callable[[str], Path]
) -> None:
    do(workspace, "accept", LEVER)
    do(workspace, "reject", LISTENED)
    decided = ["accepted", "rejected", "pending"]
    library.rebuild(workspace, BASE)
    assert (statuses(workspace), facts(workspace)) == (decided, [LEVER])
    library.add([note(NOTE)], workspace, BASE)
    assert (statuses(workspace), facts(workspace)) == (decided, [LEVER])
    ask("m2")
    assert (statuses(workspace), facts(workspace)) == (decided, [LEVER])
    # A new version of the file, in which these passages still stand.
    assert library.add([note(NOTE + "\nFin.\n")], workspace, BASE).replaced
    assert (statuses(workspace), facts(workspace)) == (decided, [LEVER])
    assert library.verify(workspace, BASE) == []


def test_what_was_accepted_moves_with_its_words(workspace: Workspace, note: Callable[[str], Path]) -> None:
    do(workspace, "accept", LEVER, BACK)
    do(workspace, "reject", LISTENED)
    (read,) = library.add([note("Une page de plus.\n\n" + NOTE)], workspace, BASE).read
    assert (read.dropped, statuses(workspace), facts(workspace)) == (
        0,
        ["accepted", "rejected", "accepted"],
        [BACK, LEVER],
    )
    for one in everything(workspace).values():
        assert all(read.bundle.text[p.start : p.end] == p.exact for c in one.proposal.claims for p in c.passages)
    assert library.add([note(NOTE.replace(LEVER, "autre chose"))], workspace, BASE).read[0].dropped == 1
    assert facts(workspace) == [BACK]
    assert library.verify(workspace, BASE) == []


def test_what_was_rejected_comes_back_neither_elsewhere_nor_after_a_removal(
    workspace: Workspace, ask: Callable[..., Workspace], note: Callable[[str], Path]
) -> None:
    do(workspace, "reject", LEVER)
    library.add([note("Une page de plus.\n\n" + NOTE)], workspace, BASE)
    ask("m2")
    assert statuses(workspace) == ["rejected", "pending", "pending"]
    (bundle,) = workspace.bundles()
    library.remove(bundle.id, workspace, BASE)
    library.add([note("Une page de plus.\n\n" + NOTE)], workspace, BASE)
    ask("m3")
    assert statuses(workspace) == ["rejected", "pending", "pending"]


def test_a_shared_speaker_is_rejected_with_the_last_that_needs_it(workspace: Workspace) -> None:
    do(workspace, "reject", LISTENED)
    do(workspace, "accept", BACK)
    assert statuses(workspace) == ["pending", "rejected", "accepted"]
    do(workspace, "reject", BACK)
    speaker = 'SELECT ?s { GRAPH ?g { ?c ug:words "une habitante" ; ug:status ?s } }'
    assert {status.rpartition("/")[2] for (status,) in rows(workspace, speaker)} == {"rejected"}


def test_undone_it_waits_again(workspace: Workspace) -> None:
    before = set(store(workspace))
    do(workspace, "accept", LEVER, LISTENED)
    assert [one.proposal.words for one in do(workspace, "undo", LEVER, LISTENED, BACK)] == [LEVER, LISTENED]
    assert statuses(workspace) == ["pending"] * 3
    assert set(store(workspace)) == before


def test_the_same_decision_twice_is_one(workspace: Workspace) -> None:
    assert len(do(workspace, "reject", LEVER)) == 1
    log = workspace.curation.read_bytes()
    assert do(workspace, "reject", LEVER) == []
    assert workspace.curation.read_bytes() == log


def test_a_proposal_is_found_by_its_iri_its_name_or_their_start(workspace: Workspace) -> None:
    one = everything(workspace)[LEVER]
    for name in (f"{BASE}/id/claim/{one.name}", one.name, one.proposal.id, one.proposal.id[:6]):
        assert [found.name for found in find([name, name], workspace)] == [one.name]
    for name in ("zzzz", one.proposal.id[:3], ""):
        with pytest.raises(UnknownName):
            find([name], workspace)
    with pytest.raises(AmbiguousName):
        find([one.name[:8]], workspace)
