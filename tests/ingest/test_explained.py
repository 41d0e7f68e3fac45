"""What the rules find is told for a file that is only looked at, and for a document that was ingested."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from usagraph.errors import BrokenRule, UnknownName
from usagraph.ingest import library
from usagraph.ingest.explained import explained
from usagraph.ingest.pipeline import reread
from usagraph.ingest.rulebook import use
from usagraph.records import read_claims
from usagraph.workspace import Workspace

BASE = "https://example.org"
TEXT = "La loi bleue est connue. La loi n° 2002-2 du 2 janvier 2002 aussi.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    yield Workspace(tmp_path / "w")
    use(None)


def test_a_file_is_explained_and_nothing_is_written(workspace: Workspace) -> None:
    found = explained(str(workspace.root.parent / "note.txt"), workspace)
    assert found.document.text == TEXT
    assert {claim.rule for claim in found.claims} == {"legal.numbered", "legal.reference"}
    assert not workspace.root.exists()


def test_a_document_is_explained_from_its_stored_text(workspace: Workspace) -> None:
    library.add([workspace.root.parent / "note.txt"], workspace, BASE)
    (bundle,) = workspace.bundles()
    assert explained("note", workspace).claims == tuple(read_claims(bundle.claims_path))
    assert reread(bundle).text == TEXT


def test_a_heading_that_nobody_reads_is_told_and_kept(workspace: Workspace) -> None:
    table = workspace.root.parent / "table.csv"
    table.write_text("Direction;Action;Budget\nDMO;Guide;4\n", encoding="utf-8")
    unread = explained(str(table), workspace).unread
    assert [(heading["kind"], heading["words"]) for heading in unread] == [("column", "Budget")]
    library.add([table], workspace, BASE)
    assert next(workspace.bundles()).run["unread"] == unread


def test_a_document_that_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(UnknownName):
        explained("absent", workspace)


def test_a_rebuild_applies_the_rules_as_they_are_now(workspace: Workspace) -> None:
    library.add([workspace.root.parent / "note.txt"], workspace, BASE)
    before = next(workspace.bundles()).run["claims"]
    (workspace.root / "rules").mkdir()
    (workspace.root / "rules" / "legal.yaml").write_text(
        "id: legal\nversion: 3\nforms:\n"
        "- {id: numbered, pattern: '(?P<nature>loi) n.(?P<number>9{9})', confidence: 0.5,"
        " examples: ['loi n°999999999'], counterexamples: [x]}\n",
        encoding="utf-8",
    )
    done: list[str] = []
    use(None)
    library.rebuild(workspace, BASE, done.append)
    (bundle,) = workspace.bundles()
    assert done == [bundle.id]
    assert list(read_claims(bundle.claims_path)) == []
    assert bundle.run["claims"] != before
    assert library.verify(workspace, BASE) == []


def test_a_broken_rule_of_the_workspace_stops_the_ingestion_and_says_which(workspace: Workspace) -> None:
    (workspace.root / "rules").mkdir(parents=True)
    (workspace.root / "rules" / "legal.yaml").write_text(
        "id: legal\nversion: 1\nalso: {pattern: '(', examples: [a], counterexamples: [b]}\n", encoding="utf-8"
    )
    with pytest.raises(BrokenRule, match=r"legal\.also"):
        library.add([workspace.root.parent / "note.txt"], workspace, BASE)
    assert list(workspace.bundles()) == []
