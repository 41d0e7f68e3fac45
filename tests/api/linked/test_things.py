import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/id/directorate/valdore-dmo", "/fiche/directorate/valdore-dmo"),
        ("/id/document/note-11111111", "/documents/note-11111111"),
        ("/voc/degree/consultation", "/concept/degree/consultation"),
    ],
)
def test_a_browser_is_sent_to_the_page(client: TestClient, path: str, page: str) -> None:
    answer = client.get(path, headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "accept", ["text/turtle", "*/*", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
@pytest.mark.parametrize("path", ["/id/directorate/valdore-dmo", "/voc/degree/consultation"])
def test_a_program_is_given_the_triples(client: TestClient, accept: str, path: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    form = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    subjects = {str(quad.subject) for quad in ox.parse(answer.content, format=form)}
    assert f"<https://w3id.org/usagraph{path}>" in subjects


@pytest.mark.parametrize("path", ["/id/action/none", "/voc/none/none", "/id/action/%3C%3E%7D"])
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_a_thing_that_is_not_here_is_a_problem(client: TestClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code in (400, 404)
