"""What the page tells of classes and properties, over a small ontology."""

from pathlib import Path

import pytest

from usagraph.visualisations.ontology.entry import Entry
from usagraph.visualisations.ontology.term_names import Names
from usagraph.visualisations.ontology.terms import Branch, Terms
from usagraph.visualisations.ontology.triples import Triples

ONTOLOGY = """@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#> .
ug:Body a owl:Class ; rdfs:subClassOf prov:Agent ; rdfs:label "organisme"@fr, "body"@en ;
  skos:definition "Qui agit."@fr, "Who acts."@en ; dct:source <https://example.org/report> ; vs:term_status "testing" .
ug:Town a owl:Class ; rdfs:subClassOf ug:Body, prov:Location ; rdfs:label "commune"@fr, "town"@en .
ug:Deed a owl:Class ; rdfs:label "acte"@fr, "deed"@en ; owl:disjointWith ug:Town .
ug:BigDeed a owl:Class ; rdfs:label "grand acte"@fr, "big deed"@en ;
  owl:equivalentClass [ owl:intersectionOf ( ug:Deed [ a owl:Restriction ; owl:onProperty ug:by ; owl:someValuesFrom ug:Town ] ) ] .
ug:Old a owl:Class ; rdfs:label "ancien"@fr, "old"@en ; owl:deprecated true ; dct:isReplacedBy ug:Body .
ug:by a owl:ObjectProperty, owl:FunctionalProperty ; rdfs:domain ug:Deed ; rdfs:range ug:Body ;
  rdfs:subPropertyOf prov:wasAssociatedWith ; rdfs:label "par"@fr, "by"@en .
ug:does a owl:ObjectProperty ; owl:inverseOf ug:by ; rdfs:label "fait"@fr, "does"@en .
ug:near a owl:ObjectProperty, owl:TransitiveProperty ; rdfs:domain [ owl:unionOf ( ug:Town ug:Deed ) ] ;
  owl:propertyChainAxiom ( ug:by ug:near ) ; rdfs:label "près de"@fr, "near"@en .
ug:size a owl:DatatypeProperty ; rdfs:domain prov:Agent ; rdfs:label "taille"@fr, "size"@en .
[] a owl:AllDisjointClasses ; owl:members ( prov:Agent ug:Deed ) .
"""


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    (tmp_path / "a.ttl").write_text(ONTOLOGY, encoding="utf-8")
    triples = Triples([tmp_path / "a.ttl"])
    return Terms(triples, Names(triples, "en"))


def told(entry: Entry) -> dict[str, list[str]]:
    """The facts of a term as plain words."""
    return {
        fact.name: ["".join(p if isinstance(p, str) else p.label for p in phrase) for phrase in fact.phrases]
        for fact in entry.facts
    }


def test_a_class(terms: Terms) -> None:
    body = terms.classes()[0]
    assert (body.anchor, body.ref.label, body.other_label, body.status) == ("Body", "body", "organisme", "testing")
    assert (body.definition, body.other_definition) == ("Who acts.", "Qui agit.")
    assert told(body) == {
        "superclasses": ["prov:Agent"],
        "subclasses": ["town"],
        "outgoing": ["inherited from prov:Agent: size"],
        "incoming": ["by"],
        "disjoint": ["inherited from prov:Agent: deed"],
        "source": ["example.org/report"],
    }


def test_what_comes_from_a_class_of_the_page_is_not_told_again(terms: Terms) -> None:
    town = terms.classes()[1]
    assert told(town) == {
        "superclasses": ["body, prov:Location"],
        "outgoing": ["near", "as “body”"],
        "incoming": ["as “body”"],
        "disjoint": ["deed", "as “body”"],
    }


def test_a_defined_class(terms: Terms) -> None:
    big = terms.classes()[3]
    assert big.kind == "defined"
    assert told(big)["superclasses"] == ["deed"]
    assert told(big)["defined"] == ["“deed” whose relation “by” leads to something of the class “town”"]


def test_a_deprecated_class_names_what_replaces_it(terms: Terms) -> None:
    old = terms.classes()[4]
    assert old.deprecated
    assert told(old)["replaced"] == ["body"]


def test_properties(terms: Terms) -> None:
    by, does, near = (told(entry) for entry in terms.properties("relation"))
    assert by == {
        "domain": ["deed"],
        "range": ["body"],
        "traits": ["functional: one value at most"],
        "inverse": ["does"],
        "superproperties": ["prov:wasAssociatedWith"],
    }
    assert does == {"domain": ["anything"], "range": ["anything"], "inverse": ["by"]}
    assert near["domain"] == ["town or deed"]
    assert near["traits"] == ["transitive: it carries on from one thing to the next"]
    assert near["chain"] == ["the chain of “by”, then “near”"]
    assert [entry.ref.label for entry in terms.properties("attribute")] == ["size"]


def test_the_tree_shows_each_class_once(terms: Terms) -> None:
    def shown(branch: Branch) -> object:
        return {branch.ref.label: [shown(one) for one in branch.below]}

    assert [shown(branch) for branch in terms.tree()] == [
        {"prov:Agent": [{"body": [{"town": []}]}]},
        {"deed": [{"big deed": []}]},
        {"old": []},
    ]
