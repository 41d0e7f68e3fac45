"""Proposals in the graph: evidence that waits, from asking to removal, and never a fact."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from usagraph.graph.checks.shapes import violations
from usagraph.graph.deciding.pending import FILE, RECORD, proposed
from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library
from usagraph.ingest.proposals.endpoint import Endpoint
from usagraph.ingest.proposals.proposer import renew_proposals
from usagraph.workspace import Bundle, Workspace

BASE = "https://example.org"
NOTE = """# Le guichet ouvert

Ce qui a compté, dit l'équipe, c'est un lieu sans guichet et du temps donné.

Il a manqué des interprètes le samedi matin.
"""
QUOTES = [
    {"family": "lever", "quote": "un lieu sans guichet"},
    {"family": "obstacle", "quote": "Il a manqué des interprètes"},
]
EXPECTED = """
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX st: <https://w3id.org/usagraph/voc/claim-status/>
PREFIX doc: <https://example.org/id/document/{doc}/>
BASE <https://example.org/id/>
<ingestion-run/{doc}/llm.m1> a ug:IngestionRun ; prov:used <document/{doc}> ; dct:hasVersion "2" ;
  prov:wasAssociatedWith <software-agent/m1> .
<software-agent/m1> a prov:SoftwareAgent ; rdfs:label "modèle de langue « m1 » (service compatible avec OpenAI)"@fr ,
  "language model “m1” (OpenAI-compatible service)"@en .
<claim/1> a ug:Claim ; rdf:subject <lever/le-guichet-ouvert-un-lieu-sans-guichet> ; rdf:predicate rdf:type ; rdf:object ug:Lever ;
  ug:words "un lieu sans guichet" ; ug:rule "llm.lever@m1" ; ug:confidence 0.4 ; ug:status st:pending ;
  ug:passage <document/{doc}/passage/{start}-{end}> ; prov:wasGeneratedBy <ingestion-run/{doc}/llm.m1> .
"""
Ask = Callable[..., Bundle]


@pytest.fixture
def workspace(tmp_path: Path, note: Callable[[str], Path]) -> Workspace:
    made = Workspace(tmp_path / "w")
    library.add([note(NOTE)], made, BASE)
    return made


@pytest.fixture
def ask(workspace: Workspace, service: Callable[..., Endpoint]) -> Ask:
    """Asks for the quotes that stand in the note, and puts what comes in the graph."""

    def asked(rows: list[dict[str, str]] = QUOTES, model: str = "m1") -> Bundle:
        bundle = next(workspace.bundles())
        renew_proposals(bundle, workspace, service(lambda _: rows, model=model))
        library.load([bundle], workspace, BASE)
        return bundle

    return asked


def quads(workspace: Workspace, *, evidence: bool | None = None) -> frozenset[str]:
    """The quads of the graph, the ledger apart: all, those of the evidence or the others."""
    every = [quad for quad in store(workspace) if not str(quad.graph_name).endswith("/ledger>")]
    return frozenset(str(q) for q in every if evidence is None or str(q.graph_name).endswith("/evidence>") == evidence)


def store(workspace: Workspace) -> ox.Store:
    newest = newest_generation(workspace.store)
    assert newest is not None
    return ox.Store.read_only(str(newest))


def pending(workspace: Workspace) -> list[str]:
    """The words of the things that wait, by SPARQL."""
    rows = store(workspace).query(
        """PREFIX ug: <https://w3id.org/usagraph/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?words { GRAPH ?evidence { ?claim ug:status <https://w3id.org/usagraph/voc/claim-status/pending> ; ug:words ?words ;
            rdf:predicate rdf:type ; prov:wasGeneratedBy/prov:wasAssociatedWith ?agent . ?agent a prov:SoftwareAgent } }"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(row["words"].value for row in rows)


def test_what_waits_is_evidence_and_no_fact(workspace: Workspace, ask: Ask) -> None:
    before, said = quads(workspace, evidence=False), quads(workspace, evidence=True)
    ask()
    assert quads(workspace, evidence=False) == before
    assert quads(workspace, evidence=True) > said
    assert pending(workspace) == ["Il a manqué des interprètes", "un lieu sans guichet"]
    assert library.verify(workspace, BASE) == []


def test_its_evidence_names_the_model_and_no_host(workspace: Workspace, ask: Ask) -> None:
    before = quads(workspace)
    bundle = ask(QUOTES[:1], model="http://interne.exemple:8080/m1")
    assert not [quad for quad in quads(workspace) - before if "interne" in quad]
    at = bundle.text.index("un lieu")
    expected = Graph().parse(
        data=EXPECTED.replace("{doc}", bundle.id).replace("{start}", str(at)).replace("{end}", str(at + 20)),
        format="turtle",
    )
    found = Graph().parse(data=_described(workspace, bundle), format="nt")
    assert isomorphic(found, expected)


def _described(workspace: Workspace, bundle: Bundle) -> str:
    """The run of the model, the model, and its claim of a type, whose name is a number here."""
    run = f"{BASE}/id/ingestion-run/{bundle.id}/llm.m1"
    rows = store(workspace).query(
        f"""CONSTRUCT {{ ?one ?p ?o }} {{ GRAPH ?g {{ ?one ?p ?o .
        {{ BIND(<{run}> AS ?one) }} UNION {{ <{run}> <http://www.w3.org/ns/prov#wasAssociatedWith> ?one }} UNION {{
            ?one <http://www.w3.org/ns/prov#wasGeneratedBy> <{run}> ;
              <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> }} }} }}"""
    )
    assert isinstance(rows, ox.QueryTriples)
    claim = next(c for c in proposed(bundle) if c.predicate.endswith("#type"))
    name = f"{BASE}/id/claim/{bundle.id.rsplit('-', 1)[-1]}-{claim.id}"
    return "".join(f"{triple} .\n" for triple in rows).replace(name, f"{BASE}/id/claim/1")


def test_loaded_twice_or_rebuilt_it_is_the_same(workspace: Workspace, ask: Ask) -> None:
    bundle = ask()
    held, keys = quads(workspace), workspace.keys.read_bytes()
    library.load([bundle], workspace, BASE)
    assert (quads(workspace), workspace.keys.read_bytes()) == (held, keys)
    library.rebuild(workspace, BASE)
    assert (quads(workspace), workspace.keys.read_bytes()) == (held, keys)


def test_two_workspaces_of_the_same_answers_are_alike(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other")
    library.add([tmp_path / "note.md"], other, BASE)
    bundle = ask()
    for name in (FILE, RECORD):
        shutil.copyfile(bundle.folder / name, other.documents / bundle.id / name)
    library.load(other.bundles(), other, BASE)
    assert (quads(other), other.keys.read_bytes()) == (quads(workspace), workspace.keys.read_bytes())


def test_the_shapes_hold(workspace: Workspace, ask: Ask) -> None:
    before = violations(store(workspace), base=BASE)
    ask()
    assert violations(store(workspace), base=BASE) == before


def test_reading_the_same_file_again_keeps_what_waits(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    bundle = ask()
    held, files = quads(workspace), [(bundle.folder / name).read_bytes() for name in (FILE, RECORD)]
    report = library.add([tmp_path / "note.md"], workspace, BASE)
    assert [i.dropped for i in report.read] == [0]
    assert (quads(workspace), [(bundle.folder / name).read_bytes() for name in (FILE, RECORD)]) == (held, files)


def test_a_new_version_keeps_what_still_reads_back(workspace: Workspace, ask: Ask, note: Callable[[str], Path]) -> None:
    old = ask()
    report = library.add([note(NOTE.replace("des interprètes", "deux interprètes"))], workspace, BASE)
    assert [i.dropped for i in report.read] == [1]
    assert report.replaced == [old.id]
    assert pending(workspace) == ["un lieu sans guichet"]
    assert library.verify(workspace, BASE) == []
    assert not [quad for quad in quads(workspace) if "Il a manqué des" in quad]


def test_what_the_rules_come_to_say_waits_no_more(workspace: Workspace, ask: Ask, note: Callable[[str], Path]) -> None:
    ask()
    library.add([note(NOTE + "\nLe principal levier reste un lieu sans guichet.\n")], workspace, BASE)
    assert pending(workspace) == ["Il a manqué des interprètes"]
    assert library.verify(workspace, BASE) == []


def test_verify_reads_what_waits_again(workspace: Workspace, ask: Ask) -> None:
    bundle = ask()
    path, held = bundle.folder / FILE, (bundle.folder / FILE).read_text(encoding="utf-8")
    path.write_text(held.replace("un lieu sans guichet", "un lieu avec guichet"), encoding="utf-8")
    assert library.verify(workspace, BASE) == [(bundle.id, "passage"), (bundle.id, "store")]
    path.write_text("{}\n", encoding="utf-8")
    assert library.verify(workspace, BASE) == [(bundle.id, "text")]
    path.write_text("".join(held.splitlines(keepends=True)[:2]), encoding="utf-8")
    assert library.verify(workspace, BASE) == [(bundle.id, "store")]


def test_reading_again_is_the_remedy_of_damage(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    bundle = ask()
    (bundle.folder / FILE).write_text("{}\n{\n", encoding="utf-8")
    report = library.add([tmp_path / "note.md"], workspace, BASE)
    assert [i.dropped for i in report.read] == [2]
    assert (pending(workspace), library.verify(workspace, BASE)) == ([], [])
    ask()
    assert len(pending(workspace)) == 2


def test_removal_takes_them_away_wholly(workspace: Workspace, ask: Ask) -> None:
    bundle = ask()
    library.remove(bundle.id, workspace, BASE)
    assert not [
        quad for quad in quads(workspace) if "sans guichet" in quad or "llm." in quad or "software-agent" in quad
    ]
    assert not bundle.folder.exists()
