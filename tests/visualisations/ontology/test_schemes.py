"""What the page tells of vocabularies."""

from pathlib import Path

import pytest

from usagraph.visualisations.ontology.schemes import Schemes
from usagraph.visualisations.ontology.term_names import Names
from usagraph.visualisations.ontology.triples import Triples

VOCABULARY = """@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix degree: <https://w3id.org/usagraph/voc/degree/> .
@prefix scale: <https://w3id.org/usagraph/voc/scale/> .
<https://w3id.org/usagraph/voc/scale> a skos:ConceptScheme ; skos:prefLabel "Échelle"@fr, "Scale"@en .
<https://w3id.org/usagraph/voc/degree> a skos:ConceptScheme ; skos:prefLabel "Degrés"@fr, "Degrees"@en .
scale:tell a skos:Concept ; skos:inScheme <https://w3id.org/usagraph/voc/scale> ; skos:notation "1" ;
  skos:prefLabel "dire"@fr, "tell"@en ; skos:narrowMatch degree:low .
degree:lower a skos:Concept ; skos:inScheme <https://w3id.org/usagraph/voc/degree> ; skos:notation "3" ;
  skos:prefLabel "plus bas"@fr, "lower"@en ; skos:broader degree:low .
degree:high a skos:Concept ; skos:inScheme <https://w3id.org/usagraph/voc/degree> ; skos:notation "2" ;
  skos:prefLabel "haut"@fr, "high"@en ; skos:altLabel "élevé"@fr, "haut placé"@fr .
degree:low a skos:Concept ; skos:inScheme <https://w3id.org/usagraph/voc/degree> ; skos:notation "1" ;
  skos:prefLabel "bas"@fr, "low"@en .
<https://w3id.org/usagraph/id/work/essay> skos:prefLabel "Essai"@fr .
[] ug:defines degree:low ; ug:accordingTo <https://w3id.org/usagraph/id/work/essay> ; skos:definition "Peu."@fr, "Little."@en .
[] ug:defines degree:low ; ug:accordingTo <https://w3id.org/usagraph/id/local-authority/isere> ; skos:definition "Très peu."@fr .
"""


@pytest.fixture
def schemes(tmp_path: Path) -> Schemes:
    (tmp_path / "a.ttl").write_text(VOCABULARY, encoding="utf-8")
    triples = Triples([tmp_path / "a.ttl"])
    return Schemes(triples, Names(triples, "fr"))


def test_degrees_come_first_and_concepts_after_what_they_narrow(schemes: Schemes) -> None:
    assert [
        (scheme.entry.ref.label, [(one.anchor, one.level) for one in scheme.concepts]) for scheme in schemes.all()
    ] == [
        ("Degrés", [("voc/degree/low", 0), ("voc/degree/lower", 1), ("voc/degree/high", 0)]),
        ("Échelle", [("voc/scale/tell", 0)]),
    ]


def test_a_match_is_told_from_both_ends_with_the_scheme_it_leads_to(schemes: Schemes) -> None:
    degrees, scale = schemes.all()
    found = {fact.name: fact.phrases for one in (degrees.concepts[0], scale.concepts[0]) for fact in one.facts}
    broad, narrow = found["broadMatch"][0], found["narrowMatch"][0]
    assert ["".join(p if isinstance(p, str) else p.label for p in phrase) for phrase in (broad, narrow)] == [
        "dire (Échelle)",
        "bas (Degrés)",
    ]


def test_other_names_are_on_one_line(schemes: Schemes) -> None:
    facts = {fact.name: fact.phrases for fact in schemes.all()[0].concepts[2].facts}
    assert facts["also"] == (("élevé, haut placé",),)


def test_each_holder_keeps_its_definition(schemes: Schemes) -> None:
    """One that is named in the reference tables alone goes by its name there."""
    table = schemes.degrees()
    assert [holder.label for holder in table.holders] == ["Essai", "Département de l'Isère"]
    assert [said for _, said in table.rows] == [
        (("Peu.", "Little."), ("Très peu.", "")),
        (("", ""), ("", "")),
        (("", ""), ("", "")),
    ]
