"""The corpus with other names, acronyms and figures and its rows in another order, and the answers that follow from it.

`python tests/competency/altered.py CORPUS TARGET` writes the altered texts. What is changed is told by kind and by
shape; a rule or a query that knew the corpus by heart would go on giving the old answers. Laws are real: they stay.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

#: Names of people and of places, each with one of the same gender and first letter sound, so that the French holds.
NAMES = {
    "Perrin": "Morvan",
    "Heijboer": "Lindgaard",
    "HEIJBOER": "LINDGAARD",
    "Claire": "Juliette",
    "Bacqué": "Vernouillet",
    "Biewener": "Halloway",
    "Brown": "Greene",
    "Wyatt": "Norris",
    "Pollitt": "Farrell",
    "Bouckaert": "Vandaele",
    "Isère": "Ardèche",
    "Isérois": "Ardéchois",
    "iserois": "ardechois",
    "Lille": "Rennes",
    "Morbihan": "Finistère",
    "Oléron": "Arcachon",
    "Gibou": "Ramier",
}
#: The official code of what was renamed, in the queries that know a département by it.
CODES = {'"38"': '"07"'}
#: Figures, by the words around them.
FIGURES = (
    (r"\b42(?= fiches actions)", "47"),
    (r"\b24(?= synthétisent)", "28"),
    (r"\b18(?= les DD)", "19"),
    (r"\b15(?=/24 projets)", "17"),
    (r"\b110(?= laboratoires)", "130"),
    (r"\b70(?= ?%)", "65"),
    (r"\b10(?= % deux)", "12"),
    (r"\bdeux(?= ans\s+après)", "trois"),
    (r"\bsix(?= semaines)", "cinq"),
    (r"\bdeux(?= semaines)", "trois"),
    (r"\bmensuelle\b", "trimestrielle"),
)
#: What the figures are in the answers: whole values, by question.
ANSWERS = {
    "CQ11": {"15": "17"},
    "CQ13": {"42": "47", "24": "28", "18": "19"},
    "CQ30": {"10 % deux": "12 % deux"},
    "CQ09": {"mensuel": "trimestriel", "P6W": "P5W", "P42D": "P35D", "P2W": "P3W", "P14D": "P21D", "P1M": "P3M"},
}
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_ROW = re.compile(r"[^\n]*\t[^\n]*")


def acronyms(bank: Iterable[dict[str, Any]], corpus: str) -> dict[str, str]:
    """Another acronym for each direction that an answer names: the first letter stays, the others are the next ones."""
    named = {word for question in bank for answer in _answers(question) for word in _directions(answer)}
    found: dict[str, str] = {}
    for word in sorted(named):
        other = word
        while other == word or re.search(rf"\b{other}\b", corpus) or other in found.values():
            other = other[0] + "".join(chr((ord(letter) - ord("A") + 1) % 26 + ord("A")) for letter in other[1:])
        found[word] = other
    return found


def _answers(question: dict[str, Any]) -> list[str]:
    expected = question["expected"] if isinstance(question["expected"], list) else [question["expected"]]
    return [str(answer) for answer in expected]


def _directions(answer: str) -> list[str]:
    """The acronym that is the answer, or the first of its columns."""
    first = answer.partition(" | ")[0]
    return [first] if _ACRONYM.fullmatch(first) else []


def renamed(words: str, others: dict[str, str]) -> str:
    """The words with other names, acronyms, codes and figures."""
    for old, new in {**NAMES, **others}.items():
        words = re.sub(rf"(?<![^\W_]){old}(?![^\W_])", new, words)
    for old, new in CODES.items():
        words = words.replace(old, new)
    for pattern, figure in FIGURES:
        words = re.sub(pattern, figure, words)
    return words


def shuffled(text: str) -> str:
    """The text with the rows of each table in another order, the head of the table first as before."""
    lines = text.split("\n")
    made: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: _ROW.fullmatch(line) is not None):
        rows = list(group)
        made += [rows[0], *sorted(rows[1:], key=_mixed)] if is_row and _is_table(rows) else rows
    return "\n".join(made)


def _is_table(rows: list[str]) -> bool:
    """Whether rows say one thing each: as many cells, and none that goes on from the row above."""
    return len({row.count("\t") for row in rows}) == 1 and all(row.split("\t")[0].strip() for row in rows)


def _mixed(row: str) -> str:
    return hashlib.sha256(row.encode()).hexdigest()


def altered(text: str, others: dict[str, str]) -> str:
    """A text of the corpus, altered."""
    return shuffled(renamed(text, others))


def altered_question(question: dict[str, Any], others: dict[str, str]) -> dict[str, Any]:
    """A question with the answer that the altered corpus holds."""

    def change(value: object) -> str:
        words = renamed(str(value), others)
        for old, new in ANSWERS.get(question["id"], {}).items():
            words = (
                new
                if words == old
                else re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, words)
                if len(old) > 2
                else words
            )
        return words

    return question | {
        "expected": _changed(question["expected"], change),
        "aliases": {change(k): [change(alias) for alias in v] for k, v in question.get("aliases", {}).items()},
    }


def _changed(expected: Any, change: Callable[[object], str]) -> Any:
    """The answer changed; a number that is computed stays a number."""
    if isinstance(expected, list):
        return [change(answer) for answer in expected]
    return change(expected) if isinstance(expected, str) else expected


def write(corpus: Path, target: Path, bank: list[dict[str, Any]]) -> dict[str, str]:
    """Writes the altered texts under the names of the texts, and gives the acronyms that were changed."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))}
    others = acronyms(bank, "\n".join(texts.values()))
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(altered(text, others), encoding="utf-8")
    return others


if __name__ == "__main__":
    import json

    questions = json.loads((Path(sys.argv[1]).parent / "eval/competency.json").read_text(encoding="utf-8"))
    for old_name, new_name in write(Path(sys.argv[1]), Path(sys.argv[2]), questions).items():
        print(old_name, new_name)
