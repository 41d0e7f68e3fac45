"""Definitions and acronyms: by notion and holder, with the words of each and where they stand."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.acronyms import acronyms
from usagraph.graph.reading.definitions import definitions

PREFIXES = """
@base <https://w3id.org/usagraph/> . @prefix ug: <ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
SAID = """
<id/definition/d> a ug:Definition ; ug:defines <voc/degree/consultation> ; ug:accordingTo <id/work/w> ; skos:prefLabel "demander"@fr .
<id/directorate/de> a ug:Directorate ; skos:prefLabel "direction de l'eau"@fr ; ug:acronym "DE" .
<id/work/w> a ug:Work ; skos:prefLabel "Auteur (2001)"@fr .
"""
GIVEN = """
<id/definition/e> a ug:Definition ; ug:defines <voc/degree/consultation> ; skos:definition "Asking."@en , "Demander un avis."@fr ;
  skos:prefLabel "consultation, en bref"@fr ; dct:bibliographicCitation "page 4"@fr .
<id/definition/nothing> a ug:Definition ; skos:prefLabel "de rien"@fr .
<id/legal-text/l> a ug:LegalText ; skos:prefLabel "loi"@fr ; ug:acronym "L" .
"""
EVIDENCE = """
<id/claim/1> a ug:Claim ; rdf:subject <id/definition/d> ; rdf:predicate ug:defines ; rdf:object <voc/degree/consultation> ;
  ug:rule "definition@1" ; ug:confidence 0.9 ; ug:status <voc/claim-status/proposed> ; ug:passage <id/document/note-1/passage/2-10> .
<id/document/note-1/passage/2-10> a ug:Passage ; ug:inDocument <id/document/note-1> ; oa:exact "demander" ; oa:start 2 ; oa:end 10 .
"""


@pytest.fixture
def told(tmp_path: Path) -> QueryService:
    """A document that defines a degree, and a table of reference that does."""
    store = ox.Store(str(tmp_path / "live"))
    for name, turtle in (("note-1", SAID), ("reference", GIVEN)):
        store.load((PREFIXES + f"<graph/{name}> {{ {turtle} }}").encode(), ox.RdfFormat.TRIG)
    store.load((PREFIXES + f"<graph/note-1/evidence> {{ {EVIDENCE} }}").encode(), ox.RdfFormat.TRIG)
    store.load((PREFIXES + SAID + GIVEN).encode(), ox.RdfFormat.TURTLE)
    concept = '<voc/degree/consultation> a skos:Concept ; skos:prefLabel "consultation"@fr .'
    store.load((PREFIXES + concept).encode(), ox.RdfFormat.TURTLE)
    store.flush()
    (tmp_path / "generations").mkdir()
    store.backup(str(tmp_path / "generations" / "1"))
    return QueryService(tmp_path, workers=1)


def test_each_definition_has_its_words_its_holder_and_its_passages(told: QueryService) -> None:
    """One of a document by the words it says; one of the tables by its definition, in both languages, with where it is from."""
    with told as service:
        given, said = definitions(service)
        assert (given.notion.label, given.holder, dict(given.words), dict(given.citation), given.evidence) == (
            "consultation",
            None,
            {"en": "Asking.", "fr": "Demander un avis."},
            {"fr": "page 4"},
            (),
        )
        assert (said.holder.label if said.holder else "", dict(said.words)) == ("Auteur (2001)", {"fr": "demander"})
        assert [(one.document, one.start, one.end, one.exact) for one in said.evidence] == [
            ("note-1", 2, 10, "demander")
        ]


def test_those_of_other_documents_are_left_out_and_the_tables_stay(told: QueryService) -> None:
    with told as service:
        assert len(definitions(service, ["note-1"])) == 2
        assert [one.iri.rpartition("/")[2] for one in definitions(service, ["other-2"])] == ["e"]


def test_acronyms_are_those_that_documents_use(told: QueryService) -> None:
    with told as service:
        assert [(one.acronym, one.label) for one in acronyms(service)] == [("DE", "direction de l'eau")]
        assert acronyms(service, ["note-1"]) == acronyms(service)
        assert acronyms(service, ["other-2"]) == ()
