"""Scoring a folder of labelled documents, and the figures that are published from it."""

import json
from pathlib import Path

import pytest

from usagraph.ingest.evaluation.evaluating import Report, evaluate
from usagraph.ingest.evaluation.published import figures, table, written

TEXT = "La loi n° 2002-2 du 2 janvier 2002 est connue. C'est imposé par la loi.\n\nLa loi n° 75-535 reste.\n"
ROWS = [
    {"family": "_about", "document": "note.txt", "complete": ["legal", "legal-none"]},
    {"family": "legal", "quote": "loi n° 2002-2", "start": 3, "end": 16, "identity": "loi 2002-2", "article": None},
    {"family": "legal", "quote": "loi n° 99-99", "start": 3, "end": 16, "identity": "loi 99-99", "article": None},
    {"family": "legal-none", "quote": "imposé par la loi", "start": 53, "end": 70},
    {"family": "lever", "quote": "rien", "start": 0, "end": 4, "text": "rien"},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    (tmp_path / "note.labels.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.fixture
def report(gold: Path) -> Report:
    return evaluate(gold)


def test_families_and_formats_are_counted(report: Report) -> None:
    legal = report.total("legal")
    assert (legal.labels, legal.recalled, legal.facts, legal.right) == (2, 1, 2, 1)
    assert (report.total("legal.generic").negatives, report.total("legal.generic").fired) == (1, 0)
    assert (report.total("lever").recalled, report.total("lever").facts) == (0, 0)
    assert list(report.formats()) == ["txt"]
    assert report.formats()["txt"].labels == 3


def test_a_mistake_says_where_it_is(report: Report) -> None:
    found = [(document, family, line, m.kind, m.value) for document, family, line, m in report.mistakes]
    assert ("note.txt", "legal", 1, "missed", "loi 99-99") in found
    assert [(line, kind) for _, family, line, kind, _ in found if family == "legal" and kind == "false"] == [
        (3, "false")
    ]


def test_one_family_may_be_asked_for(gold: Path) -> None:
    done: list[Path] = []
    assert list(evaluate(gold, "legal", done.append).families) == ["legal", "legal.generic"]
    assert [path.name for path in done] == ["note.txt"]


def test_figures_are_the_same_again_and_say_of_what(gold: Path, report: Report) -> None:
    found = figures(report)
    assert written(found) == written(figures(evaluate(gold)))
    assert json.loads(written(found)) == found
    assert (found["gold"], found["documents"]) == (report.gold, 1)
    assert found["rules"]["legal"]
    assert found["families"]["legal"]["precision"] == 0.5
    assert found["families"]["legal"]["formats"] == {"txt": {"labels": 2, "recalled": 1, "facts": 2, "right": 1}}


def test_the_table_shows_rates_with_their_intervals(report: Report) -> None:
    rows = table(figures(report)).splitlines()
    assert "| legal | 2 | 1 | 2 | 1 | 0.500 (0.09-0.91) | 0.500 (0.09-0.91) | 0.500 |" in rows
    assert "| legal.generic | 1 | 0 |" in rows
    assert "| lever | 1 | 0 | 0 | 0 |  | 0.000 (0.00-0.79) |  |" in rows
