"""There is always a folder to write to: the one that was there, until the other has taken its place."""

from pathlib import Path

from usagraph.graph.store.folders import forget_half_rebuilt, is_half_rebuilt, mend_folders, take_fresh


def made(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir()
        (root / name / "what").write_text(name, encoding="utf-8")


def held(root: Path) -> dict[str, str]:
    return {path.name: (path / "what").read_text(encoding="utf-8") for path in root.iterdir()}


def test_the_rebuilt_folder_takes_the_place_of_the_other(tmp_path: Path) -> None:
    made(tmp_path, "live", "fresh")
    take_fresh(tmp_path)
    assert held(tmp_path) == {"live": "fresh"}


def test_the_first_folder_has_none_to_take_the_place_of(tmp_path: Path) -> None:
    made(tmp_path, "fresh")
    take_fresh(tmp_path)
    assert held(tmp_path) == {"live": "fresh"}


def test_a_crash_before_the_other_is_there_puts_the_first_back(tmp_path: Path) -> None:
    made(tmp_path, "live.before", "fresh")
    mend_folders(tmp_path)
    assert held(tmp_path) == {"live": "live.before", "fresh": "fresh"}
    assert is_half_rebuilt(tmp_path)
    forget_half_rebuilt(tmp_path)
    assert not is_half_rebuilt(tmp_path)


def test_a_crash_once_the_other_is_there_takes_the_first_away(tmp_path: Path) -> None:
    made(tmp_path, "live.before", "live")
    mend_folders(tmp_path)
    assert held(tmp_path) == {"live": "live"}
