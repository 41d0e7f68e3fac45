"""Which pages of other sites may read an answer, by CORS and by a script."""

import json

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings

from .conftest import ROOT

REFINE, EVIL = "http://127.0.0.1:3333", "https://evil.example"


@pytest.fixture(scope="module")
def machine(settings: Settings) -> TestClient:
    """A client of a service of this machine alone."""
    app = create_app(read_settings(workspace=settings.workspace, lang="fr"))
    return TestClient(app, base_url="http://127.0.0.1:8011", follow_redirects=False)


@pytest.fixture(scope="module")
def public(settings: Settings) -> TestClient:
    """A client of a service with a public name."""
    app = create_app(read_settings(workspace=settings.workspace, trusted_hosts="graphe.example.org"))
    return TestClient(app, base_url="http://graphe.example.org", follow_redirects=False)


PATHS = [ROOT, f"{ROOT}/fr/suggest/type?prefix=", f"{ROOT}/fr/properties"]


@pytest.mark.parametrize("path", PATHS)
def test_openrefine_on_this_machine_reads_a_service_of_this_machine(machine: TestClient, path: str) -> None:
    answer = machine.get(path, headers={"Origin": REFINE})
    assert answer.headers["access-control-allow-origin"] == REFINE
    assert "Origin" in answer.headers["vary"]
    evil = machine.get(path, headers={"Origin": EVIL})
    assert (evil.status_code, evil.headers.get("access-control-allow-origin")) == (200, None)


def test_form_that_openrefine_posts_is_read(machine: TestClient) -> None:
    queries = {"queries": json.dumps({"q0": {"query": "DMO"}})}
    answer = machine.post(ROOT, data=queries, headers={"Origin": REFINE})
    assert answer.headers["access-control-allow-origin"] == REFINE
    assert answer.json()["q0"]["result"]


@pytest.mark.parametrize("origin", [REFINE, EVIL])
def test_pages_of_any_site_read_a_public_service(public: TestClient, origin: str) -> None:
    assert public.get(ROOT, headers={"Origin": origin}).headers["access-control-allow-origin"] == "*"
    answer = public.get(ROOT, params={"callback": "show"}, headers={"Referer": f"{origin}/", **_cross()})
    assert answer.status_code == 200


def test_a_script_calls_the_function_of_the_client_with_the_answer(client: TestClient) -> None:
    # What jQuery adds to an address, and what the suggestions of OpenRefine do.
    more = {"callback": "jQuery1110_1597936961626", "_": "1597936961650", "spell": "always", "prefixed": "true"}
    answer = client.get(f"{ROOT}/fr/suggest/entity", params={"prefix": "dmo", **more})
    assert answer.headers["content-type"].partition(";")[0] == "application/javascript"
    assert answer.headers["x-content-type-options"] == "nosniff"
    head, tail = "/**/jQuery1110_1597936961626(", ");"
    assert answer.text.startswith(head)
    assert answer.text.endswith(tail)
    assert json.loads(answer.text[len(head) : -len(tail)])["result"][0]["id"] == "id/directorate/valdore-dmo"


def test_a_script_holds_nothing_that_ends_it(client: TestClient) -> None:
    queries = json.dumps({"</script><b>\u2028": {"query": "DMO"}})
    text = client.get(ROOT, params={"queries": queries, "callback": "a.b"}).text
    assert "<" not in text
    assert text.isascii()


@pytest.mark.parametrize("callback", ["", "alert(1)", "a b", "a;b", "<b>", "1a", "a..b", "é", "a" * 101, "a\n"])
def test_what_is_no_function_is_not_called(client: TestClient, callback: str) -> None:
    answer = client.get(ROOT, params={"callback": callback})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "callback")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Referer": f"{REFINE}/project"}, 200),
        ({"Referer": f"{REFINE}/project", "Sec-Fetch-Site": "cross-site"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Referer": f"{EVIL}/"}, 403),
        ({"Referer": "http://127.0.0.1.evil.example/"}, 403),
        ({"Referer": "http://[::1"}, 403),
    ],
)
def test_a_script_of_this_machine_is_for_its_pages(machine: TestClient, headers: dict[str, str], status: int) -> None:
    assert machine.get(ROOT, params={"callback": "show"}, headers=headers).status_code == status


def _cross() -> dict[str, str]:
    return {"Sec-Fetch-Site": "cross-site"}
