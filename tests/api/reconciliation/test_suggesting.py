"""What is offered while a person types, the cards, and a thing in a frame."""

import pytest
from fastapi.testclient import TestClient

from .conftest import ROOT


def suggested(client: TestClient, of: str, lang: str = "fr", **parameters: str | int) -> list[str]:
    answer = client.get(f"{ROOT}/{lang}/suggest/{of}", params=parameters)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["result"]]


def test_things_whose_names_begin_so_come_first(client: TestClient) -> None:
    assert suggested(client, "entity", prefix="dir")[0] == "id/directorate/valdore-dmo"
    assert suggested(client, "entity", prefix="valdo") == ["id/local-authority/valdore"]
    assert suggested(client, "entity", prefix="valdo", type="LegalText") == []
    assert suggested(client, "entity", prefix="valdo", type="") == ["id/local-authority/valdore"]
    assert suggested(client, "entity", prefix="valdo", cursor=1) == []


def test_an_id_or_an_iri_gives_its_thing(client: TestClient) -> None:
    for prefix in ("id/local-authority/valdore", "https://w3id.org/usagraph/id/local-authority/valdore"):
        assert suggested(client, "entity", prefix=prefix) == ["id/local-authority/valdore"]


def test_suggestion_tells_which_thing_it_is(client: TestClient) -> None:
    told = client.get(f"{ROOT}/en/suggest/entity", params={"prefix": "dmo"}).json()["result"][0]
    assert told["description"] == "departmental directorate · DMO · Département de Valdoré"
    assert told["notable"][0] == {"id": "DepartmentalDirectorate", "name": "departmental directorate"}


def test_properties_and_types_are_found_by_a_word_in_either_language(client: TestClient) -> None:
    assert suggested(client, "property", prefix="numéro") == ["ug:officialNumber"]
    assert suggested(client, "property", "en", prefix="numero") == ["ug:officialNumber"]
    assert suggested(client, "type", prefix="authority") == ["LocalAuthority"]
    assert len(suggested(client, "type", prefix="")) > 5
    assert suggested(client, "type", prefix="zzz") == []


@pytest.mark.parametrize("prefix", ["", " ", "%", "*", '"', "a" * 500, "NEAR(", "é́", "(", "🙂"])
@pytest.mark.parametrize("of", ["entity", "property", "type"])
def test_anything_may_be_typed(client: TestClient, of: str, prefix: str) -> None:
    suggested(client, of, prefix=prefix)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("suggest/entity", "prefix"),
        (f"suggest/entity?prefix={'a' * 10_000}", "prefix"),
        ("suggest/entity?prefix=a&cursor=-1", "cursor"),
        ("suggest/entity?prefix=a&cursor=x", "cursor"),
        (f"suggest/entity?prefix=a&cursor={'9' * 400}", "cursor"),
        ("suggest/entity?prefix=a&type=Q5", "type"),
        ("properties?type=Q5", "type"),
        ("properties?limit=0", "limit"),
        ("flyout/entity", "id"),
        ("flyout/nothing?id=x", "of"),
        (f"preview?id={'a' * 10_000}", "id"),
    ],
)
def test_wrong_parameters_are_refused_by_name(client: TestClient, path: str, name: str) -> None:
    answer = client.get(f"{ROOT}/fr/{path}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


@pytest.mark.parametrize("path", ["flyout/entity", "flyout/property", "flyout/type", "flyout/feature", "preview"])
def test_what_is_not_known_is_not_found(client: TestClient, path: str) -> None:
    for id in ("id/legal-text/none", "https://example.org/1", "<script>", "'"):
        answer = client.get(f"{ROOT}/fr/{path}", params={"id": id})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_card_is_html_that_holds_nothing_of_others(client: TestClient) -> None:
    card = client.get(f"{ROOT}/en/flyout/feature", params={"id": "property:org:unitOf"}).json()
    assert card["id"] == "property:org:unitOf"
    assert "property: unit of" in card["html"]
    told = client.get(f"{ROOT}/fr/flyout/entity", params={"id": "id/legal-text/loi-1999-123"}).json()
    assert "<strong>Loi n° 1999-123</strong>" in told["html"]


def test_preview_may_be_framed_and_holds_passages(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/fr/preview", params={"id": "id/directorate/valdore-dmo"})
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "Direction des mobilités" in answer.text
    assert answer.text.count('class="passage"') == 2


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("id/directorate/valdore-dmo", "/fiche/directorate/valdore-dmo"),
        ("voc/degree/consultation", "/concept/degree/consultation"),
    ],
)
def test_view_leads_to_the_page_of_a_thing(client: TestClient, id: str, path: str) -> None:
    headers = {"Accept": "text/html"}
    answer = client.get(f"{ROOT}/en/view", params={"id": id}, headers=headers, follow_redirects=True)
    assert (answer.status_code, answer.url.path, answer.url.params["lang"]) == (200, path, "en")
    elsewhere = client.get(f"{ROOT}/en/view", params={"id": "https://evil.example/"})
    assert elsewhere.status_code == 404
