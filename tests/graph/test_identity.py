import json
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


def test_a_key_may_hold_any_sign(tmp_path: Path) -> None:
    names, odd = Names(tmp_path / "keys.jsonl", BASE), 'issue||"été" \\ \n\u2028'
    made = names.iri(odd)
    names.save()
    assert json.loads((tmp_path / "keys.jsonl").read_text(encoding="utf-8"))["key"] == odd
    assert Names(tmp_path / "keys.jsonl", BASE).iri(odd) == made == f"{BASE}/id/issue/{odd.removeprefix('issue||')}"


def test_a_line_that_a_crash_cut_is_no_key_and_the_next_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "keys.jsonl"
    names = Names(path, BASE)
    names.iri("issue||accueil")
    names.save()
    whole = path.read_bytes()
    path.write_bytes(whole + '{"key": "issue||été'.encode()[:-1])
    again = Names(path, BASE)
    again.iri("issue||accueil")
    again.save()
    again.iri("issue||santé")
    again.save()
    again.settle()
    assert path.read_bytes() == whole + '{"key": "issue||santé", "path": "/id/issue/santé"}\n'.encode()
