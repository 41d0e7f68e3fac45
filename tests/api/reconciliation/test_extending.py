"""Columns fetched for things that were reconciled."""

import json

import pytest
from fastapi.testclient import TestClient

from .conftest import ROOT, Json

LAW, VALDORE, DMO = "id/legal-text/loi-1999-123", "id/local-authority/valdore", "id/directorate/valdore-dmo"


def fetched(client: TestClient, ids: list[str], *properties: Json, lang: str = "fr") -> Json:
    """What is answered, asked as OpenRefine does."""
    extend = json.dumps({"ids": ids, "properties": list(properties)})
    answer = client.post(f"{ROOT}/{lang}", data={"extend": extend})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_values_are_words_and_things(client: TestClient) -> None:
    found = fetched(client, [DMO, LAW], {"id": "ug:acronym", "name": "sigle", "settings": {}}, {"id": "org:unitOf"})
    assert found == {
        "meta": [{"id": "ug:acronym", "name": "sigle"}, {"id": "org:unitOf", "name": "direction de"}],
        "rows": {
            DMO: {"ug:acronym": [{"str": "DMO"}], "org:unitOf": [{"id": VALDORE, "name": "Département de Valdoré"}]},
            LAW: {"ug:acronym": [], "org:unitOf": []},
        },
    }


def test_a_row_leads_to_the_thing_its_page_and_its_passages(client: TestClient) -> None:
    found = fetched(client, [LAW], {"id": "iri"}, {"id": "page"}, {"id": "passages"}, lang="en")["rows"][LAW]
    assert found["iri"] == [{"str": "https://w3id.org/usagraph/id/legal-text/loi-1999-123"}]
    for name in ("page", "passages"):
        assert client.get(found[name][0]["str"], follow_redirects=True).status_code == 200
    relations = client.get(found["passages"][0]["str"]).json()
    assert "evidence" in json.dumps(relations)


def test_what_is_not_known_has_an_empty_row(client: TestClient) -> None:
    strange = ["", "x", "id/legal-text/none", "https://example.org/1", "<>", "\x00", 'a"} ; DROP', "a" * 2_000]
    rows = fetched(client, strange, {"id": "skos:prefLabel"}, {"id": "iri"})["rows"]
    assert rows == {id: {"skos:prefLabel": [], "iri": []} for id in strange}


@pytest.mark.parametrize(("limit", "count"), [(1, 1), ("1", 1), (0, 2), ("", 2), (None, 2)])
def test_no_more_values_than_are_wanted(client: TestClient, limit: object, count: int) -> None:
    column = {"id": "skos:prefLabel", "settings": {"limit": limit}}
    rows = fetched(client, ["voc/degree/concertation"], column, lang="en")["rows"]
    assert len(rows["voc/degree/concertation"]["skos:prefLabel"]) == count
    assert rows["voc/degree/concertation"]["skos:prefLabel"][0] == {"str": "involvement"}


@pytest.mark.parametrize(
    ("extend", "name"),
    [
        ("{", "extend"),
        ("{}", "extend.ids"),
        ('{"ids": []}', "extend.properties"),
        ('{"ids": "x", "properties": []}', "extend.ids"),
        ('{"ids": [5], "properties": []}', "extend.ids"),
        ('{"ids": [], "properties": [5]}', "extend.properties.0"),
        ('{"ids": [], "properties": [{}]}', "extend.properties.0.id"),
        ('{"ids": [], "properties": [{"id": "nothing"}]}', "extend.properties.0.id"),
        ('{"ids": [], "properties": [{"id": "iri", "settings": 5}]}', "extend.properties.0.settings"),
        (
            '{"ids": [], "properties": [{"id": "iri", "settings": {"limit": "many"}}]}',
            "extend.properties.0.settings.limit",
        ),
        (
            '{"ids": [], "properties": [{"id": "iri", "settings": {"limit": -1}}]}',
            "extend.properties.0.settings.limit",
        ),
        (
            json.dumps({"ids": [], "properties": [{"id": "iri", "settings": {"limit": 10**400}}]}),
            "extend.properties.0.settings.limit",
        ),
        (json.dumps({"ids": ["a"] * 10_000, "properties": []}), "extend.ids"),
        (json.dumps({"ids": ["a" * 10_000], "properties": []}), "extend.ids"),
        (json.dumps({"ids": [], "properties": [{"id": "iri"}] * 10_000}), "extend.properties"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(client: TestClient, extend: str, name: str) -> None:
    answer = client.post(ROOT, data={"extend": extend})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)
