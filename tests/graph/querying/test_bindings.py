"""Values for variables, in queries that are answered."""

import pytest

from usagraph.errors import BadQuery
from usagraph.graph.querying.service import QueryService
from usagraph.records import Term

ACTION = "https://w3id.org/usagraph/id/action/valdore-ecouter"
NOTE = "https://w3id.org/usagraph/id/document/note-11111111"


def test_bindings_reach_projected_variables(service: QueryService) -> None:
    rows = service.select("SELECT ?s ?label { ?s skos:prefLabel ?label }", s=ACTION)
    assert rows == [{"s": ACTION, "label": "Écouter les voyageurs du car"}]


def test_bindings_reach_inner_scopes(service: QueryService) -> None:
    text = "SELECT ?n { SELECT (COUNT(?claim) AS ?n) { GRAPH ?g { ?claim ug:passage/ug:inDocument ?document } } }"
    assert int(service.select(text, document=NOTE)[0]["n"]) > 10
    assert service.select(text, document=NOTE + "x") == [{"n": "0"}]


def test_bindings_reach_a_sub_select_that_keeps_the_variable_to_itself(service: QueryService) -> None:
    text = """SELECT ?claims ?document { SELECT (COUNT(?claim) AS ?claims) {
      GRAPH ?g { ?claim ug:passage/ug:inDocument ?document } } }"""
    assert int(service.select(text, document=NOTE)[0]["claims"]) > 10
    assert service.select(text, document=NOTE + "x") == [{"claims": "0", "document": NOTE + "x"}]


@pytest.mark.parametrize("words", ["Département de Valdoré", 'a "b" \\ \n }'])
def test_bindings_may_be_literals(service: QueryService, words: str) -> None:
    term = Term(value=words, lang="fr")
    assert service.select("SELECT ?w { BIND(?words AS ?w) }", words=term) == [{"w": words}]
    assert service.select("SELECT ?words { BIND(1 AS ?w) FILTER(STRLEN(?words) > 3) }", words=term) == [
        {"words": words}
    ]


@pytest.mark.parametrize("iri", ["not an iri", "x:> } INSERT", "http://a/<b>"])
@pytest.mark.parametrize("projection", ["?s", "?o"])
def test_a_binding_is_never_text_of_the_query(service: QueryService, iri: str, projection: str) -> None:
    with pytest.raises(BadQuery):
        service.select(f"SELECT {projection} {{ ?s ?p ?o }}", s=iri)


def test_a_binding_without_its_variable_is_refused(service: QueryService) -> None:
    with pytest.raises(BadQuery, match="doc"):
        service.select("SELECT ?s { ?s ?p ?o }", doc=NOTE)
