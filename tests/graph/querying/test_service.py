import csv
import io
import json
import os
import platform
import shutil
import signal
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from usagraph.errors import BadQuery, Overload, QueryTimeout, ResultTooLarge, StoreError, WrongUse
from usagraph.graph.querying.confinement import MACHINES
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, QueryService

HERE = Path(__file__).parent
JSON, XML, CSV, TSV = ROW_TYPES
ACTION = "https://w3id.org/usagraph/id/action/valdore-ecouter"
NOTE = "https://w3id.org/usagraph/id/document/note-11111111"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
LABELS = "SELECT ?s ?label { ?s skos:prefLabel ?label } ORDER BY ?s ?label"


def rows_of(body: bytes, media_type: str) -> list[list[str]]:
    """The values of a serialised table, whatever its format."""
    if media_type == JSON:
        found = json.loads(body)
        return [[row[name]["value"] for name in found["head"]["vars"]] for row in found["results"]["bindings"]]
    if media_type == XML:
        space = "{http://www.w3.org/2005/sparql-results#}"
        results = ElementTree.fromstring(body).iter(f"{space}result")  # noqa: S314 - made by our own engine
        return [["".join(cell.itertext()) for cell in result] for result in results]
    if media_type == CSV:
        return list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    terms = [line.split("\t") for line in body.decode().splitlines()[1:]]
    return [[term.strip("<>").partition("@")[0].strip('"') for term in row] for row in terms]


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_rows_are_those_of_the_engine_in_every_format(service: QueryService, store_root: Path, media_type: str) -> None:
    engine = ox.Store.read_only(str(store_root / "generations" / "1"))
    prefixed = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + LABELS
    expected = [[one["s"].value, one["label"].value] for one in engine.query(prefixed)]  # type: ignore[union-attr]
    answer = service.answer(LABELS, media_type=media_type)
    assert rows_of(answer.body, media_type) == expected
    assert (answer.rows, answer.truncated, answer.media_type) == (len(expected), False, media_type)


@pytest.mark.parametrize("media_type", ROW_TYPES)
@pytest.mark.parametrize(
    "value", ["plain", 'a "quote"', "two\\nlines", "},{", ",{}", '}},{\\"x', "<result>", "a\\r\\nb,c"]
)
def test_rows_are_counted_exactly(service: QueryService, media_type: str, value: str) -> None:
    """The cap depends on it: values that look like the end of a row are not one, rows without a value are."""
    escaped = value.replace('"', '\\"') if '\\"' not in value else value
    text = f'SELECT ?a ?b {{ {{ VALUES ?a {{ "{escaped}" "{escaped}" }} BIND("{escaped}" AS ?b) }} UNION {{}} UNION {{}} }}'
    assert service.answer(text, media_type=media_type).rows == 4
    assert service.answer("SELECT ?a { FILTER(false) }", media_type=media_type).rows == 0


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_ask_is_answered_in_every_format(service: QueryService, media_type: str) -> None:
    answer = service.answer("ASK { ?s a ug:Action }", media_type=media_type)
    assert b"true" in answer.body
    assert answer.rows is None


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_construct_gives_the_same_graph_in_every_format(service: QueryService, media_type: str) -> None:
    answer = service.answer("CONSTRUCT { ?s a ug:Action } WHERE { ?s a ug:Action ; ?p ?o }", media_type=media_type)
    triples = {quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.from_media_type(media_type))}
    assert len(triples) == answer.rows == 2


def test_describe_gives_triples(service: QueryService) -> None:
    assert b"valdore-dmo" in service.answer(f"DESCRIBE <{ACTION}>", media_type="text/turtle").body


def test_form_and_format_must_agree(service: QueryService) -> None:
    with pytest.raises(WrongUse):
        service.answer("SELECT * {}", media_type="text/turtle")


def test_unbound_variables_are_absent(service: QueryService) -> None:
    assert service.select("SELECT ?a ?b { BIND(1 AS ?a) }") == [{"a": "1"}]


def test_prefixes_are_offered_and_can_be_given_another_meaning(service: QueryService) -> None:
    assert service.select("SELECT ?s { ?s a ug:LegalText }")
    assert not service.select("PREFIX ug: <http://other/> SELECT ?s { ?s a ug:LegalText }")


@pytest.mark.parametrize(("default", "named", "expected"), [(["note-11111111"], [], "23"), ([], ["inferred"], "0")])
def test_the_dataset_can_be_chosen(service: QueryService, default: list[str], named: list[str], expected: str) -> None:
    base = "https://w3id.org/usagraph/graph/"
    answer = service.answer(
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?p != dct:title && ?p != dct:format && ?p != ug:fileName && ?p != dct:language && ?o != ug:SourceDocument) }",
        media_type=JSON,
        default_graphs=[base + name for name in default],
        named_graphs=[base + name for name in named],
    )
    assert rows_of(answer.body, JSON) == [[expected]]


def test_a_graph_that_is_not_here_is_refused(service: QueryService) -> None:
    with pytest.raises(BadQuery, match="http://elsewhere/"):
        service.answer("ASK {}", media_type=JSON, default_graphs=["http://elsewhere/"])


def test_errors_point_at_the_line_and_column(service: QueryService) -> None:
    with pytest.raises(BadQuery, match="ligne 3, colonne 11") as caught:
        service.answer("SELECT *\nWHERE {\n  ?s ug:a }", media_type=JSON)
    assert caught.value.values["line"] == 3


def test_too_many_rows_are_refused_or_cut_in_the_open(store_root: Path) -> None:
    with QueryService(store_root, workers=1, max_rows=5) as service:
        for limit in ("", " LIMIT 99", " # LIMIT 1"):
            with pytest.raises(ResultTooLarge):
                service.answer("SELECT * { ?s ?p ?o }" + limit, media_type=JSON)
            answer = service.answer("SELECT * { ?s ?p ?o }" + limit, media_type=CSV, partial=True)
            assert (answer.rows, answer.truncated, len(rows_of(answer.body, CSV))) == (5, True, 5)
        whole = service.answer("SELECT * { ?s ?p ?o } LIMIT 5", media_type=JSON)
        assert (whole.rows, whole.truncated) == (5, False)
        graph = service.answer("CONSTRUCT WHERE { ?s ?p ?o }", media_type="application/n-triples", partial=True)
        assert (graph.rows, graph.truncated, graph.body.count(b"\n")) == (5, True, 5)
        assert len(service.select("SELECT * { ?s ?p ?o }")) > 5


def test_a_runaway_query_ends_at_its_deadline_and_the_next_one_is_answered(store_root: Path) -> None:
    with QueryService(store_root, workers=1) as service:
        service.answer("ASK {}", media_type=JSON)
        start = time.monotonic()
        with pytest.raises(QueryTimeout):
            service.answer(RUNAWAY, media_type=JSON, timeout=0.6)
        assert time.monotonic() - start < 1.1
        assert service.answer("ASK {}", media_type=JSON).body


def test_a_timeout_can_only_be_shortened(store_root: Path) -> None:
    with QueryService(store_root, workers=1, timeout=0.5) as service, pytest.raises(QueryTimeout):
        service.answer(RUNAWAY, media_type=JSON, timeout=60)


def test_a_query_that_eats_memory_is_stopped_and_the_next_one_is_answered(store_root: Path) -> None:
    doubling = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    with QueryService(store_root, workers=1, memory=200_000_000) as service:
        with pytest.raises(BadQuery):
            service.answer(f'SELECT * {{ BIND("x" AS ?x0) {doubling} }}', media_type=JSON)
        assert service.answer("ASK {}", media_type=JSON).body


def test_deep_nesting_is_refused_and_kills_nothing(service: QueryService) -> None:
    before = set(service.processes)
    with pytest.raises(BadQuery):
        service.answer("SELECT * " + "{" * 3000 + "}" * 3000, media_type=JSON)
    assert set(service.processes) == before


@pytest.mark.skipif(platform.machine() not in MACHINES, reason="the kernel's filter is for x86-64 and ARM64")
def test_workers_can_open_no_socket(service: QueryService) -> None:
    """What the check of tokens might miss cannot go out either."""
    service.answer("ASK {}", media_type=JSON)
    for process in service.processes:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        assert "Seccomp:\t2" in status


def test_a_heavy_query_keeps_no_small_one_waiting(store_root: Path) -> None:
    with QueryService(store_root, workers=1, timeout=1.5) as service:
        service.answer("ASK {}", media_type=JSON)
        thread = threading.Thread(target=_run_away, args=(service,))
        thread.start()
        time.sleep(0.2)
        start = time.monotonic()
        assert service.answer("ASK {}", media_type=JSON).body
        assert time.monotonic() - start < 1
        thread.join()


def test_heavy_queries_wait_for_one_another_and_are_told_when_it_takes_too_long(store_root: Path) -> None:
    with QueryService(store_root, workers=1, timeout=1.5) as service:
        _run_away(service)
        thread = threading.Thread(target=_run_away, args=(service,))
        thread.start()
        time.sleep(0.2)
        with pytest.raises(Overload) as caught:
            service.answer(RUNAWAY, media_type=JSON, timeout=0.3)
        assert not isinstance(caught.value, QueryTimeout)
        thread.join()


def _run_away(service: QueryService) -> None:
    with pytest.raises(QueryTimeout):
        service.answer(RUNAWAY, media_type=JSON)


def test_threads_share_the_service(service: QueryService) -> None:
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: answers.append(service.answer(LABELS, media_type=JSON).body)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1


def _publish(root: Path, number: int, subject: str) -> None:
    live = ox.Store(str(root / f"live-{number}"))
    live.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode("http://p"), ox.Literal(number)))
    live.flush()
    (root / "generations").mkdir(exist_ok=True)
    live.backup(str(root / "generations" / str(number)))


def test_a_new_generation_is_answered_from_without_a_new_process(tmp_path: Path) -> None:
    with QueryService(tmp_path, workers=1) as service:
        assert (service.generation, service.select("SELECT ?s { ?s ?p ?o }")) == (0, [])
        processes = set(service.processes)
        built: list[int] = []
        for number in (1, 2, 10):
            _publish(tmp_path, number, f"http://a/{number}")
            assert service.select("SELECT ?s { ?s ?p ?o }") == [{"s": f"http://a/{number}"}]
            assert service.generation == number
            for _ in range(2):
                service.remember("built", lambda: built.append(service.generation))
        assert built == [1, 2, 10]
        assert set(service.processes) == processes


def test_a_generation_that_cannot_be_opened_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "generations" / "3").mkdir(parents=True)
    with QueryService(tmp_path, workers=1) as service:
        with pytest.raises(StoreError):
            service.answer("ASK {}", media_type=JSON)
        shutil.rmtree(tmp_path / "generations" / "3")
        assert service.answer("ASK {}", media_type=JSON).body


def test_closing_ends_the_processes(store_root: Path) -> None:
    with QueryService(store_root) as service:
        processes = service.processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_the_place_of_an_error_is_that_of_the_text_as_sent(service: QueryService) -> None:
    """The limit that we add would move it."""
    text = "SELECT * {\n ?s ?p }"
    with pytest.raises(SyntaxError) as engine:
        ox.Store().query(text)
    with pytest.raises(BadQuery) as ours:
        service.answer(text, media_type=JSON)
    assert f"error at {ours.value.values['line']}:{ours.value.values['column']}:" in str(engine.value)


def test_processes_that_something_else_ended_are_replaced(store_root: Path) -> None:
    with QueryService(store_root, workers=1, kept=0) as service:
        for _ in range(2):
            assert service.answer("ASK {}", media_type=JSON).body
            for process in service.processes:
                os.kill(process, signal.SIGKILL)
            time.sleep(0.1)
            assert service.answer("ASK {}", media_type=JSON).body
