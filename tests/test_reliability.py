"""The published figures are those of the rules as they are, and the page on extraction shows them."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from usagraph.ingest import rulebook
from usagraph.ingest.evaluation.evaluating import evaluate
from usagraph.ingest.evaluation.published import figures, published, table, written
from usagraph.ingest.pipeline import claims_of
from usagraph.ingest.readers.text import lay_out
from usagraph.records import Document

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/extraction.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reliability", ROOT / "scripts/make_reliability.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["held-out", "development"])
def test_the_published_figures_are_those_of_the_rules(script: ModuleType, name: str) -> None:
    rulebook.use(None)
    folder, path = script.SETS[name]
    assert path.read_text(encoding="utf-8") == written(figures(evaluate(folder))), (
        "the rules or the gold have changed: run `python scripts/make_reliability.py`"
    )


@pytest.mark.parametrize("name", ["held-out", "development"])
def test_the_page_shows_the_published_figures(script: ModuleType, name: str) -> None:
    assert script.paged(PAGE, name, table(published(script.SETS[name][1]))) == PAGE


def test_the_page_names_rules_that_exist() -> None:
    rows = re.findall(
        r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|$", PAGE.partition("## Families")[2].partition("\n## ")[0], re.MULTILINE
    )
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert len(named) > 10
    assert named <= set(rulebook.names())


def test_the_sentence_that_is_followed_says_what_the_page_says() -> None:
    sentence = re.search(r"^> (La loi n°.*)$", PAGE, re.MULTILINE)
    assert sentence
    text = sentence[1] + "\n"
    claims = claims_of(Document(text, tuple(lay_out(text)), "text/plain"), "note")
    said = {(c.rule, c.predicate.rpartition("#")[2], c.words) for c in claims}
    rules = json.dumps(sorted(rule for rule, _, _ in said))
    assert "legal.numbered" in rules
    assert {"imposes", "requiresInstrument", "officialNumber"} <= {predicate for _, predicate, _ in said}
    assert "legal.obligation" in rules
