"""A proposal as it is told."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from usagraph.graph.deciding.curation import Decision
from usagraph.graph.deciding.proposal import Proposal
from usagraph.ingest.proposals.deciding import Held
from usagraph.ingest.proposals.telling import as_json, told
from usagraph.ontology.terms import RDF, SKOS, concept, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value, write_lines
from usagraph.workspace import Bundle

EFFECT, ACTION = key("effect|n|osent"), key("action|n|cafe")


def claim(number: int, subject: Term, predicate: str, value: Term) -> Claim:
    place = Passage(3, 8, "osent", 2, "Effets")
    return Claim(f"{number:016x}", subject, predicate, value, (place,), "llm.effect", "m1", Decimal("0.4"), "osent")


def proposed(folder: Path) -> Held:
    write_lines(folder / "claims.jsonl", [claim(9, ACTION, SKOS + "prefLabel", text_value("Le café"))])
    (folder / "run.json").write_text('{"file_name": "note.pdf"}', encoding="utf-8")
    claims = (
        claim(1, EFFECT, RDF + "type", iri(ug("Effect"))),
        claim(2, EFFECT, SKOS + "prefLabel", text_value("osent demander")),
        claim(3, EFFECT, ug("viewpoint"), iri(concept("viewpoint", "habitants"))),
        claim(4, ACTION, ug("hasEffect"), EFFECT),
    )
    return Held(Bundle(folder), Proposal(tuple(replace(c, status="pending") for c in claims)))


def test_its_lines_say_what_it_says_and_where(tmp_path: Path) -> None:
    assert told(proposed(tmp_path), "0000", "fr").splitlines() == [
        "0000  en attente  effet : « osent demander »",
        "    note.pdf, p. 2, partie « Effets », modèle « m1 »",
        "    du point de vue de : habitants",
        "    Le café : produit l'effet",
    ]
    assert told(proposed(tmp_path), "0000", "en").startswith("0000  waiting  effect: “osent demander”\n")


def test_they_say_who_decided(tmp_path: Path) -> None:
    decision = Decision("reject", "note-1", "0", (), "le comité", "2026-11-21T08:00:00Z", "hors sujet")
    lines = told(replace(proposed(tmp_path), decision=decision), "0000", "fr").splitlines()
    assert lines[-2:] == ["    rejetée par le comité, le 2026-11-21", "    motif : hors sujet"]


def test_as_data_all_is_there(tmp_path: Path) -> None:
    found = json.loads(json.dumps(as_json(proposed(tmp_path))))
    assert (found["words"], found["status"], found["class"], found["model"]) == (
        "osent demander",
        "pending",
        ug("Effect"),
        "m1",
    )
    assert [one["predicate"] for one in found["claims"]][2:] == [ug("viewpoint"), ug("hasEffect")]
    assert found["passages"] == [{"start": 3, "end": 8, "exact": "osent", "page": 2, "section": "Effets"}]
    assert found["decision"] is None
