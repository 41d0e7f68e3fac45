"""`usagraph check` as a user meets it: real processes for what is refused, fakes for what would take long."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from usagraph import checking
from usagraph.graph.checks.shapes import Violation
from usagraph.ontology import model
from usagraph.ontology.reasoning import hermit
from usagraph.ontology.reasoning.hermit import has_java
from usagraph.ontology.tables.reference import COLUMNS
from usagraph.settings import read_settings

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT runs on Java, which is not installed")
PREFIXES = """@prefix : <https://example.org/> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CONTRADICTION = ':relay a ug:Action, ug:Organisation ; skos:prefLabel "Relais des aînés"@fr .\n'
SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix : <https://w3id.org/usagraph/shapes#> .
:Numbered a sh:NodeShape ;
  sh:targetClass ug:Action ;
  sh:property [ sh:path ug:sheetNumber ; sh:minCount 1 ; sh:message "{$this} : sans numéro."@fr, "{$this}: no number."@en ] .
"""
NOTE = """# Note

Liste des sigles

- DA : direction des aînés

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | Recueillir les avis |
"""


def run(*words: str | Path, code: int = 0, java: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "USAGRAPH_LANG": "fr"}
    done = subprocess.run(
        [sys.executable, "-m", "usagraph", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment if java else environment | {"PATH": "/nowhere"},
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    run("--workspace", folder / "w", "ingest", folder / "note.md")
    return folder / "w"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "faits.ttl"
    path.write_text(PREFIXES + CONTRADICTION, encoding="utf-8")
    return path


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (model, hermit):
        monkeypatch.setattr(module, "has_java", lambda: False)


def called(workspace: Path, *, lang: str = "fr", **options: object) -> int:
    defaults = dict.fromkeys(("what", "facts", "shapes", "table"))
    given: dict[str, Any] = defaults | {"json": False, "all": False, "timeout": 60.0}
    return checking.check(argparse.Namespace(**(given | options)), read_settings(workspace=workspace, lang=lang))


@needs_java
def test_a_contradiction_is_explained_with_the_lines_of_the_file(facts: Path) -> None:
    done = run("check", "model", "--facts", facts, code=1)
    assert done.stdout.startswith("« Relais des aînés » serait à la fois « action » et « acteur »")
    assert "« Relais des aînés » est déclaré « organisation » (faits.ttl:4)" in done.stdout
    assert "HermiT a vérifié" in done.stdout
    assert "se contredisent" in done.stderr


def test_without_java_it_says_so_and_checks_what_it_can(facts: Path) -> None:
    done = run("--lang", "en", "check", "model", "--facts", facts, code=1, java=False)
    assert "Java is not installed" in done.stderr
    assert "would be both “action” and “agent”" in done.stdout
    facts.write_text(PREFIXES + ":relay a ug:Action .", encoding="utf-8")
    done = run("check", "model", "--facts", facts, java=False)
    assert "ne prouve pas" in done.stderr


@needs_java
def test_the_ontology_alone_is_consistent() -> None:
    done = run("check", "model")
    assert "cohérente (raisonneur HermiT)" in done.stderr
    assert done.stdout == ""


@pytest.mark.usefixtures("no_java")
def test_a_fact_out_of_place_is_told_with_its_line(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts.write_text(PREFIXES + ':a ug:ledBy "texte" ;\n ug:acronym :b .\n', encoding="utf-8")
    assert called(facts.parent, what="model", facts=str(facts)) == 1
    said = capsys.readouterr()
    assert "(faits.ttl:4) : « porté par » mène à une chose, et « texte » n'est que des mots" in said.out
    assert "(faits.ttl:5) : « sigle » attend des mots" in said.out
    assert "2 fait(s)" in said.err
    assert "cohéren" not in said.err
    assert called(facts.parent, what="model", facts=str(facts), json=True) == 1
    assert len(json.loads(capsys.readouterr().out)["model"]["misplaced"]) == 2


@needs_java
def test_a_document_of_the_workspace_is_checked_by_the_beginning_of_its_id(workspace: Path) -> None:
    said = run("--workspace", workspace, "check", "model", "--facts", "note").stderr
    assert "L'ontologie et les faits donnés sont cohérents" in said


@needs_java
def test_a_reasoner_that_takes_too_long_is_stopped() -> None:
    assert "0.05 s" in run("check", "model", "--timeout", "0.05", code=1).stderr


@pytest.mark.usefixtures("no_java")
def test_an_undefined_term_is_a_finding(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts.write_text(PREFIXES + ":relay a ug:Actoin .", encoding="utf-8")
    assert called(facts.parent, what="model", facts=str(facts)) == 1
    assert "Terme non défini : « ug:Actoin », employé par « relay »" in capsys.readouterr().out


@pytest.mark.usefixtures("no_java")
def test_few_contradictions_are_told_unless_all_are_asked_for(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = "".join(CONTRADICTION.replace(":relay", f":relay{n}") for n in range(5))
    facts.write_text(PREFIXES + many, encoding="utf-8")
    for everything, told in ((False, 3), (True, 5)):
        assert called(facts.parent, what="model", facts=str(facts), all=everything) == 1
        said = capsys.readouterr()
        assert said.out.count("serait à la fois") == told
        assert ("--all" in said.err) is not everything


@pytest.mark.usefixtures("no_java")
def test_a_program_gets_statements_and_sentences_in_both_languages(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(facts.parent, what="model", facts=str(facts), json=True) == 1
    report = json.loads(capsys.readouterr().out)["model"]
    assert (report["reasoner"], report["consistent"]) == (None, False)
    (found,) = report["contradictions"]
    assert found["minimal"] is False
    assert len(found["facts"]) == 2
    assert found["told"].keys() == {"fr", "en"}


# What is refused


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (PREFIXES + ":relay a ug:Action .\n:relay a other:Thing .\n", 5),
        (PREFIXES + ':relay skos:prefLabel "Rel .\n', 4),
    ],
    ids=["an unknown prefix", "a text that is not closed"],
)
def test_turtle_that_does_not_parse_is_refused_with_its_line(facts: Path, content: str, line: int) -> None:
    facts.write_text(content, encoding="utf-8")
    done = run("check", "model", "--facts", facts, code=1)
    assert done.stderr.startswith(f"faits.ttl, ligne {line}, colonne")
    assert done.stdout == ""


def test_a_shape_that_names_an_unknown_class_is_refused_with_its_line(workspace: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "formes.ttl"
    shapes.write_text(SHAPE.replace("ug:Action", "ug:Actoin"), encoding="utf-8")
    done = run("--workspace", workspace, "check", "shapes", "--shapes", shapes, code=1)
    assert "formes.ttl:5" in done.stderr
    assert "ug:Actoin" in done.stderr
    assert done.stdout == ""


def test_a_shape_that_misspells_a_borrowed_class_is_refused_with_its_line(workspace: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "formes.ttl"
    text = SHAPE.replace("ug:Action", "org:Organisation")
    shapes.write_text(f"@prefix org: <http://www.w3.org/ns/org#> .\n{text}", encoding="utf-8")
    done = run("--workspace", workspace, "check", "shapes", "--shapes", shapes, code=1)
    assert "formes.ttl:6" in done.stderr
    assert "org:Organisation" in done.stderr


def test_every_wrong_row_of_a_table_is_listed_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "legal-texts.csv"
    good = {"slug": "loi-test", "type": "loi", "date": "2005-02-03", "short_label": "un", "title": "un", "source": "x"}
    bad = good | {"slug": "loi-autre", "date": "2005-02-30", "short_label": "deux", "title": "deux"}
    worse = good | {"slug": "Loi Tierce", "date": "hier", "short_label": "trois", "title": "trois"}
    header = COLUMNS["legal-texts.csv"]
    rows = [header, *([row.get(name, "") for name in header] for row in (good, bad, worse))]
    table.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    said = run("check", "reference", "--table", table, code=1).stdout.splitlines()
    assert sorted(line.partition(" : ")[0] for line in said) == [
        "legal-texts.csv, ligne 3, colonne date",
        "legal-texts.csv, ligne 4, colonne date",
        "legal-texts.csv, ligne 4, colonne slug",
    ]
    assert "2005-02-30" in said[0]


def test_our_own_tables_are_right() -> None:
    assert run("check", "reference").stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["check", "shape"], 2, "reference"),
        (["check", "model", "--table", "legal-texts.csv"], 2, "reference"),
        (["check", "reference", "--facts", "note"], 2, "model"),
        (["check", "shapes", "--facts", "absent.ttl"], 2, "absent.ttl"),
        (["check", "model", "--facts", "absent.ttl"], 1, "absent.ttl"),
        (["check", "model", "--facts", "absent"], 2, "note"),
        (["check", "reference", "--table", "absent.csv"], 1, "absent.csv"),
        (["check", "shapes", "--shapes", "absent.ttl"], 1, "absent.ttl"),
        (["check", "--timeout", "-1"], 2, "--timeout"),
    ],
)
def test_wrong_use_is_said_with_what_is_right(workspace: Path, words: list[str], code: int, says: str) -> None:
    assert says in run("--workspace", workspace, *words, code=code).stderr


# Shapes


def test_the_graph_is_held_against_the_shapes_of_a_file(workspace: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "formes.ttl"
    shapes.write_text(SHAPE, encoding="utf-8")
    done = run("--workspace", workspace, "check", "shapes", "--shapes", shapes, code=1)
    assert done.stdout.startswith("Numbered : 1 erreur(s)\n")
    assert done.stdout.endswith("sans numéro.\n")


def violation(number: int, shape: str, severity: str = "violation") -> Violation:
    return Violation(
        focus=f"https://example.org/{number:02}",
        path="ug:ledBy",
        component="MinCountConstraintComponent",
        shape=f"https://w3id.org/usagraph/shapes#{shape}",
        value=None,
        severity=severity,
        sentences={"fr": f"chose {number} : sans porteur", "en": f"thing {number}: no leader"},
    )


def test_violations_are_grouped_by_shape_with_counts(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [violation(0, "Sheet", "warning"), *(violation(n, "Action") for n in range(1, 8))]
    monkeypatch.setattr(checking, "violations", lambda *_, **__: found)
    assert called(workspace, what="shapes", lang="en") == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Action: 7 error(s)",
        *(f"  - thing {n}: no leader" for n in range(1, 6)),
        "  and 2 more; --all gives them all",
        "Sheet: 1 warning(s)",
        "  - thing 0: no leader",
    ]
    assert "7 error(s), 1 warning(s)" in said.err
    assert called(workspace, what="shapes", all=True) == 1
    assert capsys.readouterr().out.count("sans porteur") == 8
    assert called(workspace, what="shapes", json=True) == 1
    groups = json.loads(capsys.readouterr().out)["shapes"]
    assert [(group["count"], len(group["violations"])) for group in groups] == [(7, 7), (1, 1)]


def test_warnings_alone_do_not_fail(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "violations", lambda *_, **__: [violation(0, "Sheet", "warning")])
    assert called(workspace, what="shapes") == 0


@pytest.mark.usefixtures("no_java")
def test_without_a_word_all_three_are_checked(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "violations", lambda *_, **__: [])
    assert called(workspace, json=True) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["reference", "model", "shapes"]


@pytest.mark.usefixtures("no_java")
def test_an_empty_workspace_has_no_shape_to_break(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(tmp_path / "w", what="shapes") == 0
    assert "vide" in capsys.readouterr().err
