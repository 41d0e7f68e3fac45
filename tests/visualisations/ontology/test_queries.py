"""The example queries: each can be asked, and names the term it is an example of."""

import pyoxigraph as ox
import pytest

from usagraph.visualisations.ontology.page import ontology_page
from usagraph.visualisations.ontology.queries import class_query, property_query
from usagraph.visualisations.ontology.triples import Triples

PAGE = ontology_page("fr")
NS = "https://w3id.org/usagraph/ns#"


@pytest.mark.parametrize("entry", [*PAGE.classes, *PAGE.relations, *PAGE.attributes], ids=lambda entry: entry.anchor)
def test_every_query_can_be_asked(entry: object) -> None:
    query = getattr(entry, "query", "")
    assert f"ug:{getattr(entry, 'anchor', '')}" in query
    ox.Store().query(query)


def test_a_class_asks_for_those_below_it_too() -> None:
    kinds = [NS + "PublicBody", NS + "LocalAuthority"]
    assert class_query(Triples([]), kinds[0], kinds, [NS + "covers"]) == (
        "PREFIX ug: <https://w3id.org/usagraph/ns#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "SELECT * WHERE {\n"
        "  VALUES ?class { ug:PublicBody ug:LocalAuthority }\n"
        "  ?publicBody a ?class .\n"
        "  OPTIONAL { ?publicBody skos:prefLabel ?label }\n"
        "  OPTIONAL { ?publicBody ug:covers ?covers }\n"
        "} LIMIT 50"
    )


def test_what_is_in_the_evidence_is_asked_of_the_evidence() -> None:
    query = property_query(Triples([]), NS + "confidence", "attribute", [NS + "Claim"])
    assert query.splitlines()[1:] == [
        "SELECT * WHERE {",
        "  GRAPH ?graph {",
        "    ?claim ug:confidence ?value .",
        "  }",
        "} LIMIT 50",
    ]
