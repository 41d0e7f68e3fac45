from fastapi.testclient import TestClient


def test_facets_lead_to_the_lists_they_count(client: TestClient) -> None:
    found = client.get("/api/v1/facets", params={"type": "action"}).json()
    names = [facet["name"] for facet in found["items"]]
    assert names == ["type", "degree", "policy", "stage", "direction", "document"]
    assert found["total"] == 2
    values = [value for facet in found["items"] for value in facet["values"]]
    assert values
    for value in values:
        assert client.get(value["url"]).json()["total"] == value["count"], value["url"]


def test_facets_keep_the_other_filters(client: TestClient) -> None:
    found = client.get("/api/v1/facets", params={"type": "action", "policy": "mobilites"}).json()
    degrees = next(facet for facet in found["items"] if facet["name"] == "degree")
    assert [(one["node"]["label"], one["count"]) for one in degrees["values"]] == [("consultation", 1)]
    assert "policy=policy%2Fmobilites" in degrees["values"][0]["url"]


def test_types_are_named_in_the_language_asked_for(client: TestClient) -> None:
    for lang, label in (("fr", "texte juridique"), ("en", "legal text")):
        types = client.get("/api/v1/facets", params={"lang": lang}).json()["items"][0]["values"]
        named = {one["node"]["iri"].rpartition("#")[2]: one["node"]["label"] for one in types}
        assert named["LegalText"].lower() == label


def test_a_search_names_things_in_the_language_asked_for(client: TestClient) -> None:
    (hit, *_) = client.get("/api/v1/search", params={"q": "concertation", "lang": "en"}).json()["items"]
    assert (hit["node"]["label"], hit["matched"]) == ("involvement", "concertation")


def test_passages_that_were_found_lead_to_what_they_support(client: TestClient) -> None:
    for hit in client.get("/api/v1/search", params={"q": "charte usagers"}).json()["passages"]:
        assert client.get(hit["passage"]).json()["exact"] == hit["exact"]
