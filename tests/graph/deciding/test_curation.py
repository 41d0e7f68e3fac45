"""The log of decisions, and the status that it gives to claims."""

from decimal import Decimal
from pathlib import Path

import pytest

from usagraph.errors import BrokenLog
from usagraph.graph.deciding.curation import Curation, Decision, decided
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value

LEVER = key("lever|note|temps")
WHEN = "2026-11-21T08:00:00Z"


def decision(action: str, proposal: str = "a", *claims: str, document: str = "note-1") -> Decision:
    return Decision(action, document, proposal, claims or (proposal,), "la relectrice", WHEN, "parce que")


def claim(name: str, predicate: str, value: Term, subject: Term = LEVER) -> Claim:
    place = (Passage(0, 5, "temps"),)
    return Claim(name, subject, predicate, value, place, "llm.lever", "m1", Decimal("0.4"), status="pending")


CLAIMS = (claim("a", RDF + "type", iri(ug("Lever"))), claim("b", SKOS + "prefLabel", text_value("temps")))


def statuses(*decisions: Decision, claims: tuple[Claim, ...] = CLAIMS) -> list[str]:
    return [one.status for one in decided(claims, decisions)]


def test_the_last_decision_on_a_proposal_stands(tmp_path: Path) -> None:
    log = Curation(tmp_path / "w" / "curation.jsonl")
    assert log.of("note-1") == ()
    for action in ("accept", "reject"):
        log.add(decision(action))
    assert log.of("note-1") == Curation(log.path).of("note-1") == (decision("reject"),)
    assert log.of("note-2") == ()
    log.add(decision("undo"))
    assert log.of("note-1") == ()
    assert len(log.path.read_bytes().splitlines()) == 3


def test_decisions_follow_a_document_that_takes_the_place_of_another(tmp_path: Path) -> None:
    log = Curation(tmp_path / "curation.jsonl")
    log.follow(["note-1"], "note-2", WHEN)
    assert not log.path.exists()
    log.add(decision("accept"))
    log.follow(["note-0", "note-1"], "note-2", WHEN)
    assert log.of("note-2") == (decision("accept", document="note-2"),)
    log.add(decision("undo", document="note-2"))
    assert (log.of("note-1"), log.of("note-2")) == ((decision("accept"),), ())


def test_a_line_that_a_crash_cut_goes_and_one_that_is_wrong_is_named(tmp_path: Path) -> None:
    log = Curation(tmp_path / "curation.jsonl")
    log.add(decision("accept"))
    with log.path.open("ab") as file:
        file.write(b'{"action": "rej')
    assert Curation(log.path).of("note-1") == (decision("accept"),)
    log.add(decision("reject", "b"))
    assert Curation(log.path).of("note-1") == (decision("accept"), decision("reject", "b"))
    for broken in (b"{\n", b"[]\n", b'{"action": "accept"}\n', b"3\n"):
        log.path.write_bytes(broken)
        with pytest.raises(BrokenLog, match=r"curation\.jsonl.*1"):
            Curation(log.path).of("note-1")


def test_claims_take_the_status_that_was_decided() -> None:
    assert statuses() == ["pending", "pending"]
    assert statuses(decision("accept", "a", "a", "b")) == ["accepted", "accepted"]
    assert statuses(decision("accept", "a", "a")) == ["accepted", "pending"]


def test_what_is_said_of_a_rejected_thing_goes_with_it() -> None:
    link = claim("c", ug("hasFactor"), LEVER, key("action|note|cafe"))
    assert statuses(decision("reject"), claims=(*CLAIMS, link)) == ["rejected"] * 3


def test_what_two_proposals_share_is_accepted_with_either() -> None:
    accepted, rejected = decision("accept", "x", "b"), decision("reject", "a", "a", "b")
    assert statuses(accepted, rejected) == statuses(rejected, accepted) == ["rejected", "accepted"]
