"""The ontology and the vocabularies on the web: for a browser, for a program, and when there is nothing there."""

import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from usagraph.ontology.load import ontology_files, vocabulary_files

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
DOCUMENTS = ("/ns", "/ns/evidence", "/voc/degree", "/voc/policy")


def triples(content: bytes, media_type: str) -> ox.Dataset:
    """The triples of a document, with blank nodes named alike in all formats."""
    form = ox.RdfFormat.from_media_type(media_type.partition(";")[0])
    assert form
    read = (quad.triple for quad in ox.parse(content, format=form, rename_blank_nodes=True))
    dataset = ox.Dataset(ox.Quad(*triple) for triple in read)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_format_says_the_same(client: TestClient, path: str) -> None:
    answers = [client.get(path, headers={"Accept": accept}) for accept in TYPES]
    assert [answer.headers["content-type"].partition(";")[0] for answer in answers] == list(TYPES)
    first, *others = (triples(answer.content, answer.headers["content-type"]) for answer in answers)
    assert len(first) > 20
    assert all(one == first for one in others)


def test_turtle_is_served_as_it_was_written(client: TestClient) -> None:
    """With its comments and the order of its terms."""
    degree = next(path for path in vocabulary_files() if path.stem == "degree")
    assert client.get("/voc/degree", headers={"Accept": "text/turtle"}).content == degree.read_bytes()
    whole = client.get("/ns", headers={"Accept": "*/*"}).content
    assert all(path.read_bytes() in whole for path in ontology_files())


@pytest.mark.parametrize("name", ["Action", "hasDegree", "Claim", "Passage", "confidence"])
def test_a_hash_iri_is_described_by_the_ontology_document(client: TestClient, name: str) -> None:
    """The evidence has a file of its own, and its terms are under the IRI of the ontology all the same."""
    document = client.get("/ns", headers={"Accept": "application/n-triples"}).text
    assert f"<https://w3id.org/usagraph/ns#{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in document
    assert f'id="{name}"' in client.get("/ontologie").text


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/ns", "/ontologie"),
        ("/ns/evidence", "/ontologie"),
        ("/ns/0.1.0", "/ontologie"),
        ("/voc", "/ontologie#part-schemes"),
        ("/voc/degree", "/ontologie#voc/degree"),
    ],
)
def test_a_browser_is_sent_to_the_page(client: TestClient, path: str, page: str) -> None:
    answer = client.get(path, headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert answer.headers["vary"] == "Accept, Accept-Language"
    anchor = page.partition("#")[2]
    assert not anchor or f'id="{anchor}"' in client.get("/ontologie").text


def test_a_browser_is_sent_to_the_page_in_its_language(client: TestClient) -> None:
    answer = client.get("/voc/degree", headers={"Accept": BROWSER, "Accept-Language": "en"})
    assert answer.headers["location"] == "/ontologie?lang=en#voc/degree"


def test_weights_are_heard(client: TestClient) -> None:
    answer = client.get("/ns", headers={"Accept": "text/html;q=0.1, text/turtle"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


@pytest.mark.parametrize(
    ("end", "media_type"),
    [("ttl", TYPES[0]), ("jsonld", TYPES[1]), ("nt", TYPES[2]), ("rdf", TYPES[3])],
)
def test_the_end_of_an_address_names_a_format(client: TestClient, end: str, media_type: str) -> None:
    answer = client.get(f"/ontologie.{end}", headers={"Accept": BROWSER})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.content == client.get("/ns", headers={"Accept": media_type}).content


@pytest.mark.parametrize("path", ["/ontologie", "/ontologie.ttl", "/ns?format=jsonld", "/voc/degree?format=nt"])
def test_a_reader_that_holds_it_is_not_sent_it_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": f'"x", W/{tag}'}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_each_format_has_its_tag(client: TestClient) -> None:
    answers = [client.get("/ns", headers={"Accept": accept}) for accept in TYPES]
    assert len({answer.headers["etag"] for answer in answers}) == len(TYPES)
    assert {answer.headers["vary"].split(",")[0] for answer in answers} == {"Accept"}


@pytest.mark.parametrize("path", ["/ns?format=csv", "/voc/degree?format=html5", "/voc?format=trig"])
def test_a_format_that_there_is_not_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "text/turtle" in answer.json()["detail"]


def test_an_image_of_the_ontology_is_refused(client: TestClient) -> None:
    assert client.get("/ns", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "known"),
    [("/voc/nothing", "/voc/degree"), ("/ns/9.9.9", "/ns/0.1.0"), ("/ontologie.pdf", "/ontologie.ttl")],
)
def test_what_is_missing_is_said_with_what_there_is(client: TestClient, path: str, known: str) -> None:
    for accept in (BROWSER, "text/turtle"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == 404
        assert known in answer.json()["detail"]


def test_concepts_are_still_served(client: TestClient) -> None:
    answer = client.get("/voc/degree/consultation", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole(client: TestClient, lang: str) -> None:
    """In the language asked for, with no script or style of its own, and a policy that forbids them."""
    answer = client.get(f"/ontologie?lang={lang}")
    page = answer.text
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in page
    assert page.count("<h1") == 1
    assert not re.findall(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page)
    assert not re.findall(r"""(?:src|action)=["'](?:https?:)?//""", page)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert {client.get(path).status_code for path in ("/static/ontology.css", "/static/ontology.js")} == {200}


def test_every_page_leads_to_the_ontology(client: TestClient) -> None:
    assert '<a href="/ontologie">' in client.get("/documents").text
    assert '<a href="/ontologie?lang=en">' in client.get("/documents?lang=en").text


def test_an_example_query_of_the_page_can_be_asked(client: TestClient) -> None:
    page = client.get("/ontologie").text
    query = re.search(r'<textarea name="sparql"[^>]*>([^<]*)</textarea>', page)
    assert query
    text = query[1].replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert client.get("/questions", params={"sparql": text}).status_code == 200
