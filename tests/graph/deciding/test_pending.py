"""Which proposals stand beside the claims of the rules."""

from decimal import Decimal
from pathlib import Path

import pytest

from usagraph.errors import DamagedDocument
from usagraph.graph.deciding.pending import FILE, RECORD, proposed, questions, record, standing
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value, write_lines
from usagraph.workspace import Bundle

LEVER, OTHER, ACTION = key("lever|note|temps"), key("factor|note|lever|temps"), key("action|note|cafe")


def claims(thing: Term, label: str, kind: str = "Lever") -> list[Claim]:
    """What says that a thing is of a class, and what it is called."""
    said = ((RDF + "type", iri(ug(kind))), (SKOS + "prefLabel", text_value(label)))
    return [claim(thing, predicate, value) for predicate, value in said]


def claim(subject: Term, predicate: str, value: Term) -> Claim:
    name = f"{subject.key}{predicate}{value.key or value.iri or value.value}"
    return Claim(name, subject, predicate, value, (Passage(0, 4, "café"),), "llm.lever", "m1", Decimal("0.4"))


def test_what_the_rules_do_not_say_stands() -> None:
    rows = (*claims(LEVER, "du temps"), claim(ACTION, ug("hasFactor"), LEVER))
    assert standing(rows, claims(ACTION, "Café", "Action")) == rows
    assert standing((), claims(ACTION, "Café", "Action")) == ()


def test_what_the_rules_say_by_now_is_held_once() -> None:
    rows = (*claims(LEVER, "du temps"), claim(ACTION, ug("hasFactor"), LEVER))
    action = claims(ACTION, "Café", "Action")
    assert standing(rows, [*action, *claims(OTHER, "Du temps")]) == ()
    assert standing(rows, [*action, *claims(OTHER, "Du temps", "Obstacle")]) == rows
    assert standing(rows, [*action, rows[0]]) == rows[1:]


def test_what_is_about_a_thing_that_is_gone_does_not_stand() -> None:
    rows = (*claims(LEVER, "du temps"), claim(ACTION, ug("hasFactor"), LEVER), claim(LEVER, ug("accordingTo"), ACTION))
    assert standing(rows, []) == rows[:2]


def test_files_that_are_missing_or_broken(tmp_path: Path) -> None:
    bundle = Bundle(tmp_path)
    assert (proposed(bundle), record(bundle), questions(bundle)) == ((), {}, "")
    write_lines(tmp_path / FILE, claims(LEVER, "du temps"))
    (tmp_path / RECORD).write_text('{"asked_of": {"version": "2"}}', encoding="utf-8")
    assert (proposed(bundle), questions(bundle)) == (tuple(claims(LEVER, "du temps")), "2")
    for broken in ("{", "[]", '{"asked_of": []}'):
        (tmp_path / RECORD).write_text(broken, encoding="utf-8")
        assert questions(bundle) == ""
    for broken in ("{}", "{", "[1]"):
        (tmp_path / FILE).write_text(broken + "\n", encoding="utf-8")
        with pytest.raises(DamagedDocument, match=FILE):
            proposed(bundle)
