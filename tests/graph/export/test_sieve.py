"""The public edition: who is not named in it, and what stays."""

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.export.contents import Contents
from usagraph.graph.export.personal import holds_details
from usagraph.graph.export.sieve import Sieve
from usagraph.graph.export.snapshot import opened_snapshot
from usagraph.ontology.terms import OA, ORG, RDF, ug

from .conftest import BASE, TEXT, filled, trig

Pair = tuple[str, str]


def links(triples: Iterable[ox.Triple], subject: str) -> set[Pair]:
    """What is said of a thing, by predicate and value."""
    node = ox.NamedNode(f"{BASE}/id/{subject}")
    return {(t.predicate.value, str(getattr(t.object, "value", ""))) for t in triples if t.subject == node}


def test_public_edition_holds_no_detail_and_names_nobody(public: Contents) -> None:
    words = [str(term) for quad in public.dataset() for term in (quad.subject, quad.object)]
    assert not [one for one in words if holds_details(one) or "mailto:" in one]
    whole = "\n".join(words)
    for name in ("Zoé", "zoe-exemple", "directrice", "médiatrice", "Relecteur", "relecteur", "Charge Secrète", "Mme"):
        assert name not in whole, name


def test_internal_edition_holds_all_that_is_stored(internal: Contents) -> None:
    stored = internal.snapshot.engine
    assert sum(1 for _ in internal.dataset()) == len(stored)
    assert not any(internal.sieve.left_out.counts.values())


def test_words_stay_and_are_said_of_the_authority(public: Contents) -> None:
    said = list(public.consolidated())
    authority = f"{BASE}/id/local-authority/valdore"
    spoken = links(said, "verbatim/ecoute")
    assert (ug("attributedTo"), authority) in spoken
    assert {value for predicate, value in spoken if predicate == ug("attributedTo")} == {authority}
    assert ug("containsPersonalData") not in {predicate for predicate, _ in spoken}


def test_words_of_a_post_that_belongs_nowhere_are_of_nobody(public: Contents) -> None:
    said = links(public.consolidated(), "verbatim/seul")
    assert said
    assert ug("attributedTo") not in {predicate for predicate, _ in said}
    assert public.sieve.left_out.counts["verbatims"] == 1


def test_posts_of_several_published_authors_and_office_holders_stay(public: Contents) -> None:
    said = list(public.consolidated())
    assert (ug("attributedTo"), f"{BASE}/id/post/elus") in links(said, "verbatim/elus")
    assert links(said, "person/autrice-publiee")
    assert (ORG + "holds", f"{BASE}/id/post/maire") in links(said, "person/maire-en-charge")


def test_claims_follow_what_they_support(public: Contents) -> None:
    evidence = list(public.evidence())
    moved = links(evidence, "claim/22222222-0001")
    assert (RDF + "object", f"{BASE}/id/local-authority/valdore") in moved
    assert ug("words") not in {predicate for predicate, _ in moved}
    assert not links(evidence, "claim/22222222-0002")
    assert not links(evidence, "claim/22222222-0003")


def test_passages_keep_their_places(public: Contents) -> None:
    """Whatever passage holds the words of another, they are masked where they stand, at the same length."""
    exact = {
        str(getattr(t.subject, "value", "")).rpartition("/")[2]: str(getattr(t.object, "value", ""))
        for t in public.evidence()
        if t.predicate.value == OA + "exact" and "entretien" in str(t.subject)
    }
    assert set(exact) == {f"0-{len(TEXT)}", f"24-{len(TEXT)}"}
    whole, part = exact[f"0-{len(TEXT)}"], exact[f"24-{len(TEXT)}"]
    assert len(whole) == len(TEXT)
    assert whole.startswith("« On nous écoute enfin » (█")
    assert part == whole[24:]
    assert re.search("directrice|Zoé|76", whole) is None


def test_what_is_left_out_is_counted_once(public: Contents) -> None:
    for _ in public.dataset():
        pass
    assert public.sieve.left_out.counts == {
        "documents": 1,
        "persons": 2,
        "posts": 2,
        "verbatims": 1,
        "reviewers": 1,
        "claims": 2,
        "passages": 2,
        "details": 5,
        "addresses": 1,
    }


def test_document_whose_id_holds_a_number_is_left_out(tmp_path: Path) -> None:
    """One that was read before ids were made without numbers; the internal edition has it."""
    workspace = filled(tmp_path, trig(closed=False).replace("entretien-22222222", "note-0600000001-22222222"))
    with opened_snapshot(workspace, BASE) as snapshot:
        public, internal = (Contents(snapshot, Sieve(snapshot, name)) for name in ("public", "internal"))
        shown = "\n".join(str(quad) for quad in public.dataset())
        assert ("0600000001" in shown, "action/piege" in shown) == (False, False)
        assert public.sieve.left_out.counts["documents"] == 1
        assert any("0600000001" in str(quad) for quad in internal.dataset())
