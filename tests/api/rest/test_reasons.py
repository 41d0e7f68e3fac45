"""What a statement follows from, in one call."""

from fastapi.testclient import TestClient

ACTION = "action/valserine-das-social-decider-ensemble"


def test_whatever_follows_leads_to_passages_or_to_reference_data(demo: TestClient) -> None:
    """An inferred statement has passages of its own, or reasons whose premises all stand in the graph."""
    seen = 0
    for item in demo.get("/api/v1/entities", params={"limit": 200}).json()["items"]:
        if item["url"] is None:  # the schemes of the vocabularies
            continue
        for one in demo.get(item["url"], params={"include": "none", "limit": 500}).json()["relations"]:
            assert bool(one["reasons_url"]) == (one["inferred"] and one["node"] is not None)
            if one["inferred"] and not one["passages"]:
                ways = demo.get(one["reasons_url"]).json()
                assert ways["total"] == len(ways["items"]) > 0, one
                assert all(way["premises"] for way in ways["items"])
                seen += 1
    assert seen


def test_an_action_is_of_a_class_because_of_a_passage(demo: TestClient) -> None:
    asked = {
        "subject": ACTION,
        "predicate": "rdf:type",
        "object": "ug:SocialCoConstruction",
    }
    french = demo.get("/api/v1/reasons", params=asked).json()["items"][0]
    english = demo.get("/api/v1/reasons", params={**asked, "lang": "en"}).json()["items"][0]
    assert french["means"] != english["means"]
    assert [one["passages"] > 0 for one in french["premises"]].count(True)
    assert all(one["evidence"] for one in french["premises"] if one["passages"])


def test_what_a_document_says_has_no_other_reason(demo: TestClient) -> None:
    asked = {
        "subject": ACTION,
        "predicate": "ug:ledBy",
        "object": "directorate/valserine-das",
    }
    assert demo.get("/api/v1/reasons", params=asked).json() == {"items": [], "total": 0}


def test_an_end_that_there_is_not_is_named(demo: TestClient) -> None:
    for name in ("subject", "object"):
        asked = {
            "subject": "degree/consultation",
            "predicate": "rdf:type",
            "object": "degree/consultation",
            name: "no/one",
        }
        answer = demo.get("/api/v1/reasons", params={**asked, "lang": "en"})
        assert (answer.status_code, name in answer.json()["detail"]) == (404, True)
