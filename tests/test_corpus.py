"""The real corpus, end to end: its own tables come back row for row, in every format, each fact with its passage."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from usagraph.graph.provenance import document_iri
from usagraph.graph.queries import saved
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.network import network
from usagraph.ingest import library
from usagraph.ontology.terms import BASE
from usagraph.records import read_claims
from usagraph.textview import fold, tidy
from usagraph.workspace import Workspace

DEGREES = {3: "information", 4: "consultation", 5: "concertation", 6: "co-construction"}
COLUMNS = {"sheet_label", "direction", "policy", "issue"}
OF_002 = ("002.pdf", "002-ruled-tables.pdf", "002.docx", "002.odt", "002.html", "002.md")
#: One sentence or one row: nothing said in the corpus needs more code points.
LONGEST = 1_500


@pytest.fixture(scope="module")
def workspace(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The five texts, and two of them in other formats, all in one graph."""
    made = Workspace(tmp_path_factory.mktemp("corpus"))
    paths = sorted((shared / "corpus").glob("*.txt"))
    paths += [shared / "corpus/formats" / name for name in (*OF_002, "003.docx")]
    assert library.add(paths, made, BASE).refused == []
    return made


@pytest.fixture(scope="module")
def service(workspace: Workspace) -> Iterator[QueryService]:
    with QueryService(workspace.store, workers=1) as made:
        yield made


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, list[dict[str, str]]]:
    content: dict[str, list[dict[str, str]]] = json.loads(
        (shared / "eval/extraction/002-tables.json").read_text(encoding="utf-8")
    )
    return content


def rows(service: QueryService, number: int, **bindings: str) -> list[dict[str, str]]:
    return service.select(saved(f"tables-{number}").text, **bindings)


def wanted(gold: dict[str, list[dict[str, str]]], number: int) -> list[dict[str, str]]:
    if number == 2:
        return [{name: tidy(cell) for name, cell in row.items()} for row in gold["projects"]]
    return [{c: tidy(row[c]) for c in COLUMNS} for row in gold["actions"] if row["degree"] == DEGREES[number]]


@pytest.mark.parametrize("number", range(2, 7))
def test_seven_formats_of_one_document_give_no_doubled_row(
    service: QueryService, gold: dict[str, list[dict[str, str]]], number: int
) -> None:
    assert rows(service, number) == wanted(gold, number)


@pytest.mark.parametrize("number", range(2, 7))
@pytest.mark.parametrize("file", [*OF_002, "002_44fa31c67f54088e.txt"])
def test_each_format_alone_gives_the_tables_of_the_source(
    service: QueryService, workspace: Workspace, gold: dict[str, list[dict[str, str]]], number: int, file: str
) -> None:
    name = next(bundle.id for bundle in workspace.bundles() if bundle.run["file_name"] == file)
    assert rows(service, number, document=document_iri(BASE, name)) == wanted(gold, number)


def test_every_passage_reads_back_and_holds_the_words_of_its_claim(workspace: Workspace) -> None:
    seen = 0
    for bundle in workspace.bundles():
        text = bundle.text
        for claim in read_claims(bundle.claims_path):
            assert claim.passages
            assert all(text[p.start : p.end] == p.exact for p in claim.passages)
            told = [*(p.exact for p in claim.passages), " ".join(p.exact for p in claim.passages)]
            assert any(fold(claim.words) in fold(words) for words in told), (bundle.id, claim)
            assert max(p.end - p.start for p in claim.passages) <= LONGEST, (bundle.id, claim)
            seen += 1
    assert seen > 3_000


def test_what_a_document_says_has_a_claim(service: QueryService) -> None:
    """The description of the document itself apart: it comes from the file."""
    unsourced = service.select(
        """SELECT ?s ?p ?o ?g WHERE {
          GRAPH ?d { ?source a ug:SourceDocument }
          GRAPH ?d { ?s ?p ?o }
          FILTER(?s != ?source || ?p IN (dct:references, dct:subject))
          BIND(?d AS ?g)
          MINUS { GRAPH ?e { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }
        } LIMIT 5"""
    )
    assert unsourced == []


def test_one_law_has_one_identity_under_all_its_names(service: QueryService) -> None:
    named = service.select(
        'SELECT DISTINCT ?law WHERE { ?law a ug:LegalText ; skos:prefLabel|skos:altLabel ?l . FILTER(LCASE(STR(?l)) IN ("loi 2002-2", "loi de 2002")) }'
    )
    assert [row["law"].rsplit("/", 1)[1] for row in named] == ["loi-2002-2"]


def test_no_contact_detail_is_stored(workspace: Workspace, service: QueryService) -> None:
    for bundle in workspace.bundles():
        assert "@lessor" not in bundle.text
    found = service.select(
        r'SELECT ?x WHERE { { GRAPH ?g { ?s ?p ?x } } UNION { ?s ?p ?x } FILTER(isLiteral(?x) && REGEX(STR(?x), "\\w@\\w+\\.\\w|\\b0[1-9]([ .]\\d\\d){4}\\b")) }'
    )
    assert found == []


def test_the_results_are_the_same_in_every_table_format(service: QueryService) -> None:
    answer = service.answer(saved("tables-4").text, media_type="text/csv")
    table = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert table == rows(service, 4)


def test_every_edge_of_the_overview_opens_a_passage(service: QueryService) -> None:
    edges = list(network(service).edges(data=True))
    assert len(edges) > 100
    assert all(data["evidence"] for *_, data in edges)
