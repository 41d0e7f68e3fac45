from pathlib import Path

import pytest

from usagraph.errors import AmbiguousName, StoreBusy, UnknownName
from usagraph.workspace import Workspace


def fill(folder: Path) -> None:
    (folder / "text.txt").write_bytes("un\rdeux\né".encode())


def test_a_bundle_is_whole_or_absent(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)

    def fail(folder: Path) -> None:
        fill(folder)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        workspace.add_bundle("note-00000000", fail)
    assert list(workspace.bundles()) == []
    assert list(workspace.documents.iterdir()) == []


def test_the_text_comes_back_to_the_character(tmp_path: Path) -> None:
    assert Workspace(tmp_path).add_bundle("note-00000000", fill).text == "un\rdeux\né"


def test_a_document_is_found_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    for name in ("note-11111111", "note-2-22222222", "bilan-33333333"):
        workspace.add_bundle(name, fill)
    assert workspace.bundle("bilan").id == "bilan-33333333"
    assert workspace.bundle("note-11111111").id == "note-11111111"
    with pytest.raises(AmbiguousName, match="note-2-22222222"):
        workspace.bundle("note")


@pytest.mark.parametrize("name", ["", "absent"])
def test_an_unknown_document_says_which_there_are(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.add_bundle("note-11111111", fill)
    with pytest.raises(UnknownName, match="note-11111111"):
        workspace.bundle(name)


def other(folder: Path) -> None:
    (folder / "text.txt").write_text("autre", encoding="utf-8")


@pytest.mark.parametrize("moment", [1, 2])
def test_a_bundle_that_is_replaced_is_the_old_one_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """A crash before each of the two renames."""
    workspace, names, rename = Workspace(tmp_path), [], Path.rename
    workspace.add_bundle("note-00000000", fill)

    def cut(path: Path, target: Path) -> Path:
        names.append(path.name)
        if len(names) == moment:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", cut)
        with pytest.raises(KeyboardInterrupt):
            workspace.add_bundle("note-00000000", other)
    with workspace.written():
        assert workspace.bundle("note-00000000").text == "un\rdeux\né"
    assert workspace.add_bundle("note-00000000", other).text == "autre"
    assert list((tmp_path / ".drafts").iterdir()) == []


def test_what_was_taken_away_is_known_until_it_is_forgotten(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.add_bundle("note-00000000", fill)
    workspace.take_away("note-00000000")
    workspace.take_away("note-00000000")
    assert (workspace.ids(), workspace.taken) == ([], {"note-00000000"})
    with workspace.written():
        assert workspace.taken == {"note-00000000"}
    workspace.forget_taken()
    assert workspace.taken == set()


def test_one_command_writes_at_a_time(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.written(), pytest.raises(StoreBusy), workspace.written():
        pass
    with workspace.written():
        pass


def test_a_draft_that_a_crash_left_is_deleted(tmp_path: Path) -> None:
    (tmp_path / ".drafts/note-00000000.1234").mkdir(parents=True)
    with Workspace(tmp_path).written():
        assert list((tmp_path / ".drafts").iterdir()) == []


def test_a_document_is_found_by_its_content(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)

    def told(folder: Path) -> None:
        (folder / "run.json").write_text('{"sha256": "00000000ff"}', encoding="utf-8")

    workspace.add_bundle("note-00000000", told)
    held = workspace.holding("00000000ff")
    assert held
    assert held.id == "note-00000000"
    assert workspace.holding("00000000fe") is None
    assert workspace.holding("ff000000") is None
