from pathlib import Path

import pytest

from usagraph.ontology.terms import NS
from usagraph.visualisations.ontology.term_names import Names, joined
from usagraph.visualisations.ontology.triples import Triples

TURTLE = """@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ug:Action a rdfs:Class ; rdfs:label "action"@fr, "action"@en .
<https://w3id.org/usagraph/ns> rdfs:label "Ontologie"@fr .
"""


@pytest.fixture
def names(tmp_path: Path) -> Names:
    (tmp_path / "a.ttl").write_text(TURTLE, encoding="utf-8")
    return Names(Triples([tmp_path / "a.ttl"]), "fr")


@pytest.mark.parametrize(
    ("iri", "name", "href", "label"),
    [
        (NS + "Action", "ug:Action", "#Action", "action"),
        (NS + "Absent", "ug:Absent", NS + "Absent", "ug:Absent"),
        ("http://www.w3.org/ns/prov#Agent", "prov:Agent", "http://www.w3.org/ns/prov#Agent", "prov:Agent"),
        ("https://w3id.org/usagraph/ns", "https://w3id.org/usagraph/ns", "#part-intro", "Ontologie"),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a", "example.org/a"),
        ("urn:isbn:0", "urn:isbn:0", "", "urn:isbn:0"),
        ("javascript:alert(1)", "javascript:alert(1)", "", "javascript:alert(1)"),
    ],
)
def test_where_a_name_leads(names: Names, iri: str, name: str, href: str, label: str) -> None:
    """Into the page for what it describes, else to a site, and nowhere for what a browser should not follow."""
    ref = names.ref(iri)
    assert (ref.name, ref.href, ref.label) == (name, href, label)


def test_unnamed_things_have_no_name(names: Names) -> None:
    assert [ref.name for ref in names.refs(["_:x", NS + "Action", NS + "Action"])] == ["ug:Action"]


def test_a_sentence_holds_names(names: Names) -> None:
    ref = names.ref(NS + "Action")
    assert names.phrase("ontology.quoted", what=ref) == ("«\u00a0", ref, "\u00a0»")


def test_nothing_joined_is_nothing() -> None:
    assert joined([]) == ()
