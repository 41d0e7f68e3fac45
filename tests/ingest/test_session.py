"""What an earlier session left half done is mended by the next, whatever it is for; one writes at a time."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import StoreBusy
from usagraph.graph.consolidate import Consolidation
from usagraph.graph.ledger import LedgerFile
from usagraph.graph.store.embedded import EmbeddedStore, newest_generation
from usagraph.ingest import library
from usagraph.ingest import session as sessions
from usagraph.ingest.session import Session, session
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Claim, Passage, iri, key, text_value, write_lines
from usagraph.workspace import Bundle, Workspace

BASE = "https://example.org"


class Killed(BaseException):
    """Stands for a crash: nothing that comes after runs."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def bundle(workspace: Workspace, name: str, *, path: str = "", label: str = "direction") -> Bundle:
    """A document that names a directorate, as it is kept once it was read."""
    das, place = key("directorate|valserine|das"), (Passage(0, 9, "direction"),)
    said = [("1", RDF + "type", iri(ug("Directorate"))), ("2", SKOS + "prefLabel", text_value(label))]

    def fill(folder: Path) -> None:
        write_lines(folder / "claims.jsonl", (Claim(n, das, p, o, place, "test", "1", "0.9") for n, p, o in said))  # type: ignore[arg-type]
        (folder / "text.txt").write_text("direction", encoding="utf-8")
        write_lines(folder / "blocks.jsonl", ())
        told = {"title": name, "format": "text/plain", "file_name": name, "sha256": name, "path": path or name}
        (folder / "run.json").write_text(json.dumps(told | {"time": "2026-01-01", "version": "1"}), encoding="utf-8")

    return workspace.add_bundle(name, fill)


def put(workspace: Workspace, *bundles: Bundle) -> None:
    with session(workspace, BASE) as opened:
        for one in bundles:
            opened.receive(one)


def seen(workspace: Workspace) -> frozenset[str]:
    newest = newest_generation(workspace.store)
    return frozenset(map(str, ox.Store.read_only(str(newest)))) if newest else frozenset()


def documents(workspace: Workspace) -> set[str]:
    return {json.loads(line)["document"] for line in workspace.ledger.read_text(encoding="utf-8").splitlines()}


def cut(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    def kill(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(owner, name, kill)


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (Consolidation, "add"),
        (Consolidation, "finish"),
        (Consolidation, "settle"),
        (EmbeddedStore, "flush"),
        (LedgerFile, "write"),
    ],
)
def test_a_session_that_was_cut_short_is_ended_by_the_next(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    whole = Workspace(tmp_path / "whole")
    for one in (workspace, whole):
        put(one, bundle(one, "a-00000001", path="a"), bundle(one, "b-00000001"))
    put(whole, bundle(whole, "a-00000002", path="a", label="direction des aînés"))
    before = seen(workspace)
    made = bundle(workspace, "a-00000002", path="a", label="direction des aînés")
    with monkeypatch.context() as patched:
        cut(patched, owner, name)
        with pytest.raises(Killed):
            put(workspace, made)
    assert seen(workspace) == (seen(whole) if name == "write" else before)
    put(workspace)
    assert seen(workspace) == seen(whole)
    assert documents(workspace) == {"a-00000002", "b-00000001"} == set(workspace.ids())


@pytest.mark.parametrize("name", ["remove", "finish"])
def test_a_removal_that_was_cut_short_is_ended_by_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    put(workspace, bundle(workspace, "a-00000001"))
    alone = seen(workspace)
    put(workspace, bundle(workspace, "b-00000001"))
    with monkeypatch.context() as patched:
        cut(patched, Consolidation, name)
        with pytest.raises(Killed):
            library.remove("b-00000001", workspace, BASE)
    assert library.remove("b-00000001", workspace, BASE) == "b-00000001"
    assert seen(workspace) == alone
    assert documents(workspace) == {"a-00000001"} == set(workspace.ids())
    assert not workspace.taken


@pytest.mark.parametrize(("owner", "name"), [(sessions, "take_rebuilt"), (Consolidation, "add")])
def test_a_rebuild_that_was_cut_short_leaves_what_was_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    put(workspace, bundle(workspace, "a-00000001"), bundle(workspace, "b-00000001"))
    before = seen(workspace)
    with monkeypatch.context() as patched:
        patched.setattr(library, "renew", lambda one, _: one)
        cut(patched, owner, name)
        with pytest.raises(Killed):
            library.rebuild(workspace, BASE)
    assert seen(workspace) == before
    # What was read anew, and not put in the graph, is put in by the next session.
    write_lines(workspace.documents / "a-00000001/claims.jsonl", ())
    put(workspace)
    assert seen(workspace) != before
    assert not (workspace.store / "fresh").exists()


def test_a_crash_between_two_folders_leaves_the_first(workspace: Workspace) -> None:
    put(workspace, bundle(workspace, "a-00000001"))
    before = seen(workspace)
    (workspace.store / "live").rename(workspace.store / "live.before")
    put(workspace)
    assert seen(workspace) == before


def test_a_graph_that_lost_a_document_gets_it_back(workspace: Workspace) -> None:
    """As after a damaged journal: the ledger beside the graph knows of it."""
    put(workspace, bundle(workspace, "a-00000001"))
    shutil.copytree(workspace.store / "live", workspace.root / "older")
    put(workspace, bundle(workspace, "b-00000001"))
    whole = seen(workspace)
    shutil.rmtree(workspace.store / "live")
    (workspace.root / "older").rename(workspace.store / "live")
    put(workspace)
    assert seen(workspace) == whole


def test_a_ledger_that_was_lost_is_written_again(workspace: Workspace) -> None:
    put(workspace, bundle(workspace, "a-00000001"), bundle(workspace, "b-00000001"))
    told = workspace.ledger.read_text(encoding="utf-8")
    workspace.ledger.unlink()
    put(workspace)
    assert workspace.ledger.read_text(encoding="utf-8") == told


def test_a_folder_that_is_gone_takes_nothing_with_it(workspace: Workspace) -> None:
    """Nobody asked for it: its facts stay, and `verify` names it."""
    put(workspace, bundle(workspace, "a-00000001"), bundle(workspace, "b-00000001"))
    before = seen(workspace)
    shutil.rmtree(workspace.documents / "b-00000001")
    put(workspace)
    assert seen(workspace) == before


def test_a_second_session_is_told_that_another_writes(workspace: Workspace) -> None:
    with session(workspace, BASE), pytest.raises(StoreBusy):
        put(workspace)


def test_what_was_read_last_of_one_path_stays(workspace: Workspace) -> None:
    made = [bundle(workspace, f"a-0000000{n}", path="a", label=f"direction {n}") for n in (1, 2, 3)]
    with session(workspace, BASE) as opened:
        assert isinstance(opened, Session)
        for one in made:
            opened.receive(one)
    assert workspace.ids() == ["a-00000003"]
    assert documents(workspace) == {"a-00000003"}
