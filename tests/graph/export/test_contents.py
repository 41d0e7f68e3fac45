"""What an export holds of some documents, and of those that are not for everybody."""

import pyoxigraph as ox
import pytest

from usagraph.errors import UnknownName, WrongUse
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.editions import edition_named
from usagraph.graph.export.sieve import Sieve
from usagraph.graph.export.snapshot import Snapshot

from .conftest import BASE

CLOSED = ox.NamedNode(f"{BASE}/id/action/reservee")


def test_closed_document_is_no_part_of_the_public_edition(public: Contents, internal: Contents) -> None:
    assert CLOSED not in {quad.subject for quad in public.dataset()}
    assert not [name for name in public.graphs if "charte" in name]
    assert CLOSED in {quad.subject for quad in internal.dataset()}


def test_chosen_document_comes_with_what_is_common_to_all(snapshot: Snapshot) -> None:
    contents = Contents(snapshot, Sieve(snapshot, "internal"), ["note-1111"])
    assert contents.documents == ["note-11111111"]
    said = list(contents.consolidated())
    assert len(said) == len(set(said))
    subjects = {str(t.subject) for t in said}
    assert f"<{BASE}/id/action/valdore-ecouter>" in subjects
    assert f"<{BASE}/id/legal-text/loi-unused>" in subjects, "reference data"
    assert f"<{BASE}/id/action/piege>" not in subjects
    assert not [t for t in said if "hasDegree" in t.predicate.value], "what follows may rest on other documents"


def test_things_come_once_each_with_all_that_is_said(snapshot: Snapshot) -> None:
    contents = Contents(snapshot, Sieve(snapshot, "internal"), ["note-1111", f"{BASE}/id/document/entretien-22222222"])
    things = [iri for iri, _ in contents.described()]
    assert len(things) == len(set(things))
    assert f"{BASE}/id/action/piege" in things


@pytest.mark.parametrize("name", ["rien", "", "e"])
def test_document_that_is_none_is_refused(name: str, snapshot: Snapshot) -> None:
    if name == "e":
        assert Contents(snapshot, Sieve(snapshot, "public"), [name]).documents == ["entretien-22222222"]
        return
    with pytest.raises(UnknownName):
        Contents(snapshot, Sieve(snapshot, "public"), [name])


def test_edition_that_is_none_is_refused() -> None:
    assert edition_named("internal") == "internal"
    with pytest.raises(WrongUse):
        edition_named("privée")


def test_labels_are_in_the_language_asked_for_where_there_is_one(internal: Contents) -> None:
    degree = "https://w3id.org/usagraph/voc/degree/concertation"
    assert (internal.label(degree, "fr"), internal.label(degree, "en")) == ("concertation", "involvement")
    assert internal.label(f"{BASE}/id/obligation/charte", "en") == "Charte des usager·ère·s"
    assert internal.label(f"{BASE}/id/document/note-11111111") == "Note de cadrage"
    assert internal.label(f"{BASE}/id/rien") == ""


def test_name_that_only_a_closed_document_gives_is_not_told(public: Contents, internal: Contents) -> None:
    assert internal.label(CLOSED.value) == "Action réservée"
    assert public.label(CLOSED.value) == ""


def test_things_are_the_same_whether_read_at_once_or_one_by_one(snapshot: Snapshot) -> None:
    """Of all documents but for what is inferred."""
    at_once = Contents(snapshot, Sieve(snapshot, "internal"))
    one_by_one = Contents(snapshot, Sieve(snapshot, "internal"))
    one_by_one.whole = False
    inferred = set(snapshot.triples(f"{BASE}/graph/inferred"))
    expected = {iri: {t for t in triples if t not in inferred} for iri, triples in at_once.described()}
    assert {iri: set(triples) for iri, triples in one_by_one.described()} == expected
    assert len(list(one_by_one.consolidated())) == sum(map(len, expected.values()))
