"""What a document says place by place, and where it names things."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.sayings import Mention, mentions, sayings

DOCUMENT = "note-11111111"
TEXT = "Le Comité  d’usagers (CDU) est porté par la DMO. Un comité d'usagers de plus, sans la DMOX."
TOLD = """
@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<id/action/cdu> a ug:Action ; skos:prefLabel "Comité d'usagers"@fr ; ug:acronym "CDU" ; ug:ledBy <id/directorate/dmo> .
<id/directorate/dmo> a ug:Directorate ; skos:prefLabel "Direction des mobilités"@fr ; ug:acronym "DMO" .
<id/user-group/u> a ug:UserGroup ; skos:prefLabel "usagers"@fr .
<graph/note-11111111/evidence> {
  <id/claim/1> a ug:Claim ; rdf:subject <id/action/cdu> ; rdf:predicate ug:ledBy ; rdf:object <id/directorate/dmo> ;
    ug:passage <id/document/note-11111111/passage/0-48> , <id/document/note-11111111/passage/49-91> ; ug:status <voc/claim-status/proposed> .
  <id/claim/2> a ug:Claim ; rdf:subject <id/action/cdu> ; rdf:predicate skos:prefLabel ; rdf:object "Comité d'usagers"@fr ;
    ug:passage <id/document/note-11111111/passage/0-48> ; ug:status <voc/claim-status/accepted> .
  <id/claim/3> a ug:Claim ; rdf:subject <id/user-group/u> ; rdf:predicate rdf:type ; rdf:object ug:UserGroup ;
    ug:passage <id/document/note-11111111/passage/0-48> ; ug:status <voc/claim-status/proposed> .
  <id/claim/4> a ug:Claim ; rdf:subject <id/action/cdu> ; rdf:predicate ug:ledBy ; rdf:object <id/user-group/u> ;
    ug:passage <id/document/note-11111111/passage/0-48> ; ug:status <voc/claim-status/rejected> .
}
"""


@pytest.fixture
def told(tmp_path: Path) -> QueryService:
    """A document that says that an action is led by a directorate, in two places."""
    store = ox.Store(str(tmp_path / "live"))
    store.load(TOLD.encode(), ox.RdfFormat.TRIG)
    store.flush()
    (tmp_path / "generations").mkdir()
    store.backup(str(tmp_path / "generations" / "1"))
    return QueryService(tmp_path, workers=1)


def test_each_claim_comes_with_each_place_and_a_rejected_one_with_none(told: QueryService) -> None:
    said = sayings(told, DOCUMENT)
    assert [(one.claim[-1], one.start, one.status) for one in said.all] == [
        ("1", 0, "proposed"),
        ("2", 0, "accepted"),
        ("3", 0, "proposed"),
        ("1", 49, "proposed"),
    ]
    assert [one.naming for one in said.all] == [False, True, True, False]


def test_a_part_of_the_text_has_what_rests_on_it(told: QueryService) -> None:
    said = sayings(told, DOCUMENT)
    assert [one.start for one in said.over(47, 48)] == [0, 0, 0]
    assert said.over(48, 49) == []
    assert (said.count(0, 91), said.count(0, 10), said.count(48, 49)) == (1, 1, 0)


def test_names_are_found_as_they_are_written(told: QueryService) -> None:
    """By label or acronym, whole words, whatever the case, the apostrophe and the spaces; the longest of two."""
    found = mentions(told, DOCUMENT, TEXT)
    assert [(TEXT[one.start : one.end], one.iri.rpartition("/")[2]) for one in found] == [
        ("Comité  d’usagers", "cdu"),
        ("CDU", "cdu"),
        ("DMO", "dmo"),
        ("comité d'usagers", "cdu"),
    ]
    assert all(isinstance(one, Mention) for one in found)


def test_a_document_that_nobody_read_says_nothing(told: QueryService) -> None:
    assert (sayings(told, "absent").all, mentions(told, "absent", TEXT)) == ((), ())
