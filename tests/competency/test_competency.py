"""The questions a researcher asks of the corpus: which are answered right, partly, or not yet.

Each question that can be asked has its query here, named by its id; a query holds the words of its question and never
those of its answer. The table is printed with `pytest -s`.
"""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.ontology.terms import BASE
from usagraph.textview import fold
from usagraph.workspace import Workspace

HERE = Path(__file__).parent
#: Right today: a change that loses one is seen.
RIGHT = [
    *("CQ01", "CQ02", "CQ03", "CQ04", "CQ06", "CQ08", "CQ09", "CQ11", "CQ13", "CQ14", "CQ15", "CQ16", "CQ18"),
    *("CQ20", "CQ22", "CQ23", "CQ24", "CQ25", "CQ26", "CQ28", "CQ29", "CQ30", "CQ32", "CQ34", "CQ39", "CQ40"),
]


@pytest.fixture(scope="module")
def bank(shared: Path) -> dict[str, dict[str, object]]:
    questions = json.loads((shared / "eval/competency.json").read_text(encoding="utf-8"))
    return {question["id"]: question for question in questions}


@pytest.fixture(scope="module")
def compare(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare", shared / "eval/compare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def service(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryService]:
    workspace = Workspace(tmp_path_factory.mktemp("competency"))
    library.add(sorted((shared / "corpus").glob("*.txt")), workspace, BASE)
    with QueryService(workspace.store, workers=1) as made:
        yield made


def test_the_questions_are_answered(
    bank: dict[str, dict[str, object]], compare: ModuleType, service: QueryService
) -> None:
    verdicts = {name: _verdict(name, question, compare, service) for name, question in sorted(bank.items())}
    for name, verdict in verdicts.items():
        print(f"{name}  {verdict:16}  {bank[name]['question_en']}")
    right = [name for name, verdict in verdicts.items() if verdict == "right"]
    print(f"{len(right)} right, {sum(v.startswith('partly') for v in verdicts.values())} partly, of {len(bank)}")
    assert right == RIGHT


def test_no_query_holds_an_answer(bank: dict[str, dict[str, object]]) -> None:
    for path in HERE.glob("*.rq"):
        question = bank[path.stem]
        expected = question["expected"] if isinstance(question["expected"], list) else [question["expected"]]
        asked = fold(f"{question['question_fr']} {question['question_en']}")
        literals = [fold(m) for m in re.findall(r'"([^"]+)"', path.read_text(encoding="utf-8"))]
        for answer in (fold(str(a)) for a in expected):
            assert answer not in [word for word in literals if word not in asked], path.name


def _verdict(name: str, question: dict[str, object], compare: ModuleType, service: QueryService) -> str:
    path = HERE / f"{name}.rq"
    if not path.exists():
        return "not yet"
    body = service.answer(path.read_text(encoding="utf-8"), media_type="application/sparql-results+json").body
    result = json.loads(body)
    names = result["head"]["vars"]
    rows = [" | ".join(row[n]["value"] for n in names if n in row) for row in result["results"]["bindings"]]
    verdict: str = compare.verdict(question, rows)
    return verdict
