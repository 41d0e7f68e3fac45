"""What a model proposes is read among the claims of its document, with its status, and nowhere else."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.graph.deciding.pending import FILE
from usagraph.ingest import library
from usagraph.ingest.proposals.deciding import decide, held
from usagraph.ontology.terms import BASE, RDF, SKOS, ug
from usagraph.records import Claim, Passage, Term, iri, key, read_claims, text_value, write_lines
from usagraph.settings import read_settings
from usagraph.workspace import Workspace

WORDS = "du temps donné"
NOTE = f"""# Note

La direction des aînés (DAI) parle. Ce qui a compté : {WORDS}.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over one note, on which a lever is proposed, and that the directorate is an association."""
    folder = tmp_path_factory.mktemp("pending")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    workspace = Workspace(folder / "w")
    bundle = library.add([folder / "note.md"], workspace, BASE).read[0].bundle
    held = next(c.subject for c in read_claims(bundle.claims_path) if c.predicate == ug("acronym"))
    start, lever = bundle.text.index(WORDS), key("lever|note|du-temps-donne")
    place = Passage(start, start + len(WORDS), WORDS)

    def claim(number: int, subject: Term, predicate: str, thing: Term) -> Claim:
        sure = Decimal("0.4")
        return Claim(f"{number:016x}", subject, predicate, thing, (place,), "llm.lever", "m1", sure, WORDS, "pending")

    rows = [
        claim(1, lever, RDF + "type", iri(ug("Lever"))),
        claim(2, lever, SKOS + "prefLabel", text_value(WORDS)),
        claim(3, held, RDF + "type", iri(ug("Association"))),
        claim(4, held, ug("acronym"), Term(value="DAI")),
    ]
    write_lines(bundle.folder / FILE, rows)
    library.load([bundle], workspace, BASE)
    with TestClient(create_app(read_settings(workspace=workspace.root, lang="fr")), follow_redirects=False) as made:
        yield made


def test_it_is_among_the_claims_of_its_document_with_its_status(client: TestClient) -> None:
    (one,) = client.get("/api/v1/documents").json()["items"]
    found = client.get(f"/api/v1/documents/{one['id']}/claims", params={"limit": 1000}).json()
    assert one["proposals"] == 4
    assert found["total"] == one["claims"] + one["proposals"]
    waiting = [claim for claim in found["items"] if claim["status"] == "pending"]
    assert {(c["rule"], c["confidence"], c["passages"][0]["exact"]) for c in waiting} == {("llm.lever@m1", 0.4, WORDS)}


def test_it_makes_no_thing_and_shows_on_none(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": WORDS}).json()["items"] == []
    (hit,) = client.get("/api/v1/search", params={"q": "DAI"}).json()["items"]
    told = client.get(hit["node"]["url"]).text
    assert "Association" not in told
    assert "llm." not in told
    assert client.get("/api/v1/entities/lever/note-du-temps-donne").status_code == 404


def test_it_is_asked_for_by_its_agent(client: TestClient) -> None:
    query = """SELECT DISTINCT ?label { GRAPH ?evidence { ?claim ug:status <https://w3id.org/usagraph/voc/claim-status/pending> ;
        prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?label } FILTER(LANG(?label) = "en") }"""
    rows = client.get("/sparql", params={"query": query}, headers={"accept": "application/sparql-results+json"}).json()
    assert [row["label"]["value"] for row in rows["results"]["bindings"]] == [
        "language model “m1” (OpenAI-compatible service)"
    ]


def test_the_page_of_claims_shows_what_waits_and_what_to_do(client: TestClient) -> None:
    (one,) = client.get("/api/v1/documents").json()["items"]
    page = client.get(f"/documents/{one['id']}/claims", params={"statut": "pending"}).text
    assert f"usagraph proposals list {one['id']}" in page
    assert "est de la classe <b><bdi>levier</bdi></b>" in page
    assert f"<code>{one['id'].rpartition('-')[2]}-{1:016x}</code>" in page
    # It is no thing of the graph: nothing leads to a page about it.
    assert "/fiche/lever/" not in page


def test_who_decided_is_said_with_the_claim_and_the_fact_with_its_status(client: TestClient) -> None:
    """The last: it changes the graph of the tests above."""
    settings = client.app.state.settings  # type: ignore[attr-defined]
    workspace = Workspace(settings.workspace, settings.server)
    (bundle,) = workspace.bundles()
    lever = next(one for one in held([bundle], workspace) if one.proposal.words == WORDS)
    decide("accept", [lever], workspace, BASE, by="la relectrice", why="relu")
    found = client.get(f"/api/v1/documents/{bundle.id}/claims", params={"limit": 1000}).json()["items"]
    accepted = [claim for claim in found if claim["status"] == "accepted"]
    assert {(c["rule"], c["decision"]["by"], c["decision"]["why"], len(c["passages"])) for c in accepted} == {
        ("llm.lever@m1", "la relectrice", "relu", 1)
    }
    assert accepted[0]["decision"]["at"].endswith("Z")
    assert {claim["decision"] for claim in found if claim["status"] == "proposed"} == {None}
    fact = client.get("/api/v1/entities/lever/note-du-temps-donne").json()
    page = client.get(f"/documents/{bundle.id}/claims", params={"statut": "accepted"}).text
    assert "Accepté par la relectrice" in page
    assert "/fiche/lever/note-du-temps-donne" in page
    assert {e["status"] for r in fact["relations"] for e in r["evidence"]} == {"accepted"}
