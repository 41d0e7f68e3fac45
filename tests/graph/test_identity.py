from pathlib import Path

from usagraph.graph.identity import Names

BASE = "https://example.org"


def test_a_key_keeps_its_iri_and_homonyms_are_numbered(tmp_path: Path) -> None:
    names = Names(tmp_path / "keys.jsonl", BASE)
    first = names.iri("directorate|valserine|das")
    homonym = names.iri("directorate|valserine-das")
    names.save()
    assert (first, homonym) == (f"{BASE}/id/directorate/valserine-das", f"{BASE}/id/directorate/valserine-das-2")
    again = Names(tmp_path / "keys.jsonl", BASE)
    assert (again.iri("directorate|valserine-das"), again.iri("directorate|valserine|das")) == (homonym, first)


def test_saving_twice_writes_once(tmp_path: Path) -> None:
    names = Names(tmp_path / "keys.jsonl", BASE)
    names.iri("issue||accueil")
    names.save()
    names.save()
    assert (tmp_path / "keys.jsonl").read_text(encoding="utf-8").count("\n") == 1
