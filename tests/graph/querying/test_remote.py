"""A graph on a server answers as one in a folder: the same documents, the same queries, the same answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from usagraph.errors import BadQuery, QueryTimeout, ResultTooLarge, StoreError
from usagraph.graph.queries import names, saved
from usagraph.graph.querying.opening import query_service
from usagraph.graph.querying.service import ROW_TYPES, QueryService
from usagraph.ingest import library
from usagraph.ontology.terms import BASE
from usagraph.records import Term
from usagraph.server import Server
from usagraph.workspace import Workspace

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = [EXAMPLES / "note-cadre.md", EXAMPLES / "fiche-15-cercle-des-aidants.md"]
JSON = ROW_TYPES[0]


def _service(workspace: Workspace, **options: float) -> QueryService:
    return query_service(workspace, **{"base": BASE, "timeout": 20.0, "max_rows": 10_000} | options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    """Two documents, in a folder."""
    workspace = Workspace(tmp_path_factory.mktemp("folder"))
    library.add(FILES, workspace, BASE)
    with _service(workspace) as service:
        yield service


@pytest.fixture(scope="module")
def remote(virtuoso: Server, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The same two, on a Virtuoso."""
    workspace = Workspace(tmp_path_factory.mktemp("remote"), virtuoso)
    library.rebuild(workspace, BASE)
    library.add(FILES, workspace, BASE)
    return workspace


@pytest.fixture(scope="module")
def served(remote: Workspace) -> Iterator[QueryService]:
    """The service over them."""
    with _service(remote) as service:
        yield service


def _rows(service: QueryService, query: str) -> list[tuple[tuple[str, str], ...]]:
    return sorted(tuple(sorted(row.items())) for row in service.select(query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?a ?l { ?a a ug:Action ; skos:prefLabel ?l }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a ug:Claim } } GROUP BY ?g",
        "SELECT ?exact { GRAPH ?g { ?c rdf:predicate ug:degree ; ug:passage/oa:exact ?exact } ?step ug:degree ?d }",
        "SELECT ?a { ?a a ug:Action FILTER NOT EXISTS { ?a ug:hasStep ?s . ?s ug:degree voc:degree\\/information } }",
        "SELECT ?l { VALUES ?l { 'é \"x\"'@fr } }",
        "SELECT ?d { ?d a ug:SourceDocument } ORDER BY ?d LIMIT 1",
    ],
)
def test_the_rows_are_the_same(folder: QueryService, served: QueryService, query: str) -> None:
    expected = _rows(folder, query)
    assert expected
    assert _rows(served, query) == expected


def test_the_saved_questions_are_answered_alike(folder: QueryService, served: QueryService) -> None:
    for name in names():
        assert _rows(served, saved(name).text) == _rows(folder, saved(name).text)


def test_a_built_graph_is_the_same(folder: QueryService, served: QueryService) -> None:
    query = "CONSTRUCT WHERE { ?a a ug:Action ; ug:hasStep ?s . ?s ug:degree ?d }"
    built = [
        Graph().parse(data=s.answer(query, media_type="text/turtle").body, format="turtle") for s in (folder, served)
    ]
    assert len(built[0]) > 3
    assert isomorphic(*built)


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_every_format_is_given(served: QueryService, media_type: str) -> None:
    answer = served.answer("SELECT ?l { ?a a ug:Action ; skos:prefLabel ?l }", media_type=media_type)
    assert answer.rows == len(served.select("SELECT ?l { ?a a ug:Action ; skos:prefLabel ?l }"))
    assert served.answer("ASK { ?a a ug:Action }", media_type=media_type).body.find(b"true") >= 0


def test_values_reach_the_query(folder: QueryService, served: QueryService) -> None:
    query = "SELECT ?a ?p { { SELECT ?a ?p { ?a ?p ?o } } }"
    (row, *_) = folder.select("SELECT ?a { ?a a ug:Action } ORDER BY ?a")
    found = [sorted(r["p"] for r in s.select(query, a=Term(iri=row["a"]))) for s in (folder, served)]
    assert found[0]
    assert found[0] == found[1]


def test_named_graphs_are_those_we_hold(served: QueryService) -> None:
    (row, *_) = served.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a ug:SourceDocument } } ORDER BY ?g")
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    alone = served.answer(query, media_type="text/csv", default_graphs=[row["g"]]).body
    whole = served.answer(query, media_type="text/csv").body
    assert 0 < int(alone.split()[1]) < int(whole.split()[1])
    for foreign in ("http://example.org/elsewhere", f"{BASE}/graph/default"):
        with pytest.raises(BadQuery):
            served.answer(query, media_type="text/csv", default_graphs=[foreign])


def test_limits_hold(remote: Workspace) -> None:
    with _service(remote, max_rows=3) as few:
        with pytest.raises(ResultTooLarge):
            few.answer("SELECT * { ?s ?p ?o }", media_type=JSON)
        assert few.answer("SELECT * { ?s ?p ?o }", media_type=JSON, partial=True).truncated
        for text in ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "DROP ALL", "SELECT * { ?s "):
            with pytest.raises(BadQuery):
                few.answer(text, media_type=JSON)
    with _service(remote, timeout=1.0) as short, pytest.raises((QueryTimeout, BadQuery)):
        short.answer(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?i)) }", media_type=JSON
        )


def test_a_document_comes_and_goes(remote: Workspace, served: QueryService) -> None:
    count = "SELECT ?n { { SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } } }"
    before, generation = served.select(count), served.generation
    library.add([EXAMPLES / "fiche-17-assemblee-des-jeunes.txt"], remote, BASE)
    assert served.select(count) != before
    assert library.verify(remote, BASE) == []
    library.remove("fiche-17", remote, BASE)
    assert served.select(count) == before
    served._looked = 0.0  # type: ignore[attr-defined]
    assert served.refresh() > generation


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        _service(Workspace(tmp_path, Server("http://127.0.0.1:9/sparql")))


def test_any_server_with_a_default_graph_will_do(plain_server: Server, folder: QueryService, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, plain_server)
    library.add(FILES, workspace, BASE)
    with _service(workspace) as service:
        for query in ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a ug:Claim } }"):
            assert _rows(service, query) == _rows(folder, query)
