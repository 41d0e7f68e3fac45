"""The same questions on the altered corpus: the answers follow what the texts say, and not what they used to say."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

HERE = Path(__file__).parent


def beside(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALTERED, COMPETENCY = beside(HERE / "altered.py"), beside(HERE / "test_competency.py")


@pytest.fixture(scope="module")
def bank(shared: Path) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = json.loads((shared / "eval/competency.json").read_text(encoding="utf-8"))
    return questions


def test_the_answers_follow(shared: Path, bank: list[dict[str, Any]], tmp_path: Path) -> None:
    others = ALTERED.write(shared / "corpus", tmp_path / "corpus", bank)
    workspace = Workspace(tmp_path / "w")
    library.add(sorted((tmp_path / "corpus").glob("*.txt")), workspace, BASE)
    compare = beside(shared / "eval/compare.py")
    verdicts = {}
    with QueryService(workspace.store, workers=1) as service:
        for question in bank:
            path = HERE / f"{question['id']}.rq"
            if path.exists():
                rows = _rows(service, ALTERED.renamed(path.read_text(encoding="utf-8"), others))
                asked = ALTERED.altered_question(question, others)
                verdicts[question["id"]] = compare.verdict(asked, rows)
                if verdicts[question["id"]] != "right":
                    print(f"{question['id']}  {verdicts[question['id']]:16}  {asked['expected']}  {rows[:8]}")
    right = sorted(name for name, verdict in verdicts.items() if verdict == "right")
    print(f"altered: {len(right)} right of {len(bank)}, as on the corpus: {right == sorted(COMPETENCY.RIGHT)}")
    assert set(COMPETENCY.RIGHT) - set(right) == set()


def _rows(service: QueryService, text: str) -> list[str]:
    body = service.answer(text, media_type="application/sparql-results+json").body
    result = json.loads(body)
    names = result["head"]["vars"]
    return [" | ".join(row[n]["value"] for n in names if n in row) for row in result["results"]["bindings"]]


def test_most_answers_are_others(shared: Path, bank: list[dict[str, Any]]) -> None:
    """A script that changed nothing would prove nothing."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (shared / "corpus").glob("*.txt"))
    others = ALTERED.acronyms(bank, texts)
    changed = [q["id"] for q in bank if ALTERED.altered_question(q, others)["expected"] != q["expected"]]
    print(f"{len(others)} acronyms, {len(changed)} answers changed: {', '.join(changed)}")
    assert len(changed) >= 10
    assert not {old for old in others if f" {old} " in ALTERED.altered(texts, others)}


def test_rows_change_place_and_nothing_is_lost(shared: Path) -> None:
    text = next((shared / "corpus").glob("002*.txt")).read_text(encoding="utf-8")
    made = ALTERED.shuffled(text)
    moved = sum(a != b for a, b in zip(text.split("\n"), made.split("\n"), strict=True))
    print(f"{moved} rows in another place")
    assert moved > 20
    assert sorted(made.split("\n")) == sorted(text.split("\n"))


def test_altering_is_the_same_twice() -> None:
    rows = "a\tb\n1\t2\n3\t4\n5\t6\n\nPerrin dit que 110 laboratoires ferment."
    made = ALTERED.altered(rows, {})
    assert made == ALTERED.altered(rows, {})
    assert "Morvan dit que 130 laboratoires" in made
    assert made.startswith("a\tb\n")
