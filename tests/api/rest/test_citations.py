"""Citations over HTTP: made now, read later, when the graph may have moved on."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

QUERY = "SELECT ?action { ?action a ug:Action }"
PATH = "/api/v1/citations"


def test_query_is_cited_with_its_generation_and_its_result(client: TestClient) -> None:
    told = client.get(PATH, params={"query": QUERY, "title": "Les actions"}).json()
    assert (told["generation"], told["current"], told["moved"], told["same"]) == (1, 1, False, True)
    assert "Les actions" in told["text_fr"]
    assert told["bibtex"].startswith("@misc{usagraph-1-")
    asked = parse_qs(urlsplit(told["address"]).query)
    assert asked["query"] == [QUERY]
    assert asked["generation"] == ["1"]
    assert len(asked["result"][0]) == 16


def test_citation_of_an_older_generation_says_so(client: TestClient) -> None:
    result = parse_qs(urlsplit(client.get(PATH, params={"query": QUERY}).json()["address"]).query)["result"][0]
    older = {"query": QUERY, "generation": "0", "made": "2025-01-02"}
    for more, same, words in (
        ({"result": result}, True, "la même chose|le même résultat"),
        ({"result": "0" * 16}, False, "un autre résultat"),
        ({}, None, "n'est pas connu"),
    ):
        told = client.get(PATH, params=older | more).json()
        assert (told["moved"], told["same"]) == (True, same)
        assert "Le graphe a changé depuis" in told["note"]
        assert "(2025-01-02)" in told["note"]
        assert any(one in told["note"] for one in words.split("|"))


@pytest.mark.parametrize(
    ("params", "parameter", "words"),
    [
        ({}, "query", ("rien n'est à citer", "there is nothing to cite")),
        ({"query": " "}, "query", ("rien n'est à citer", "there is nothing to cite")),
        ({"query": QUERY, "view": "/"}, "view", ("Gardez l'un des deux", "Keep one of them")),
        ({"view": "//elsewhere.example"}, "view", ("n'est pas une page", "is no page")),
        ({"query": QUERY, "made": "2026-99-99"}, "made", ("n'est pas un jour", "is no day")),
    ],
)
def test_a_refusal_names_the_parameter_in_words_of_both_languages(
    params: dict[str, str], parameter: str, words: tuple[str, str], client: TestClient
) -> None:
    for lang, said in zip(("fr", "en"), words, strict=True):
        answer = client.get(PATH, params=params | {"lang": lang})
        assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
        assert said in answer.json()["detail"]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("text", "text/plain"),
        ("bibtex", "application/x-bibtex"),
        ("csl", "application/vnd.citationstyles.csl+json"),
        ("ris", "application/x-research-info-systems"),
    ],
)
def test_each_form_is_a_file(form: str, media_type: str, client: TestClient) -> None:
    response = client.get(PATH, params={"view": "/reliability", "format": form})
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["content-disposition"].startswith('attachment; filename="usagraph-1-')
    assert response.text
    again = client.get(
        PATH, params={"view": "/reliability", "format": form}, headers={"If-None-Match": response.headers["etag"]}
    )
    assert again.status_code == 304
    if form == "csl":
        assert json.loads(response.text)[0]["type"] == "dataset"


@pytest.mark.parametrize(
    "params",
    [
        {"query": QUERY, "view": "/"},
        {"view": "//elsewhere.example"},
        {"view": "https://elsewhere.example"},
        {"query": "CLEAR ALL"},
        {"query": QUERY, "made": "hier"},
        {"query": QUERY, "made": "2026-99-99"},
        {"query": QUERY, "generation": "-1"},
        {"query": QUERY, "result": "zz"},
        {"query": QUERY, "kind": "poème"},
        {"query": QUERY, "title": "x" * 501},
    ],
)
def test_what_cannot_be_cited_is_refused(params: dict[str, str], client: TestClient) -> None:
    response = client.get(PATH, params=params)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
