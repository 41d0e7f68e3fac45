from pathlib import Path

import pytest

from usagraph.errors import AmbiguousName, UnknownName
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
