"""The questions a researcher asks of the corpus: which are answered right, partly, or not yet.

Each question that can be asked has its query here, named by its id; a query holds the words of its question and never
those of its answer. The table is printed with `pytest -s`.
"""

import json
import re
from pathlib import Path
from types import ModuleType

from usagraph.graph.querying.service import QueryService
from usagraph.textview import fold

HERE = Path(__file__).parent
#: Right today: a change that loses one is seen.
RIGHT = [
    *("CQ01", "CQ02", "CQ03", "CQ04", "CQ06", "CQ08", "CQ09", "CQ11", "CQ13", "CQ14", "CQ15", "CQ16", "CQ18"),
    *("CQ20", "CQ22", "CQ23", "CQ24", "CQ25", "CQ26", "CQ28", "CQ29", "CQ30", "CQ32", "CQ34", "CQ39", "CQ40"),
]


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
