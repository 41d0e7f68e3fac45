"""Markdown becomes blocks, its marks gone."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.ingest.readers.markdown import read
from usagraph.records import Document

SENTENCE = st.lists(st.text(alphabet="abcé’", min_size=1, max_size=8), min_size=1, max_size=5).map(" ".join)
PIECE = st.tuples(st.sampled_from(["paragraph", "heading", "item", "cell"]), SENTENCE)
MARKUP = {"paragraph": "{}", "heading": "## {}", "item": "- {}", "cell": "|{}|b|\n|---|---|"}


def _read(folder: Path, text: str) -> Document:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(PIECE, max_size=6))
def test_blocks_are_what_was_written(tmp_path: Path, pieces: list[tuple[str, str]]) -> None:
    document = _read(tmp_path, "\n\n".join(MARKUP[kind].format(words) for kind, words in pieces))
    expected = []
    for kind, words in pieces:
        expected += [(kind, words), ("cell", "b")] if kind == "cell" else [(kind, words)]
    assert [(block.kind, document.words(block)) for block in document.blocks] == expected


def test_tables_and_emphasis(tmp_path: Path) -> None:
    document = _read(tmp_path, "# Titre\n\nUn **mot**.\n\n| a | b |\n|---|---|\n| | *c* |\n")
    assert document.text == "Titre\n\nUn mot.\n\na\tb\n\tc"
    assert document.metadata["title"] == "Titre"


def test_raw_html_stays_as_it_is_written(tmp_path: Path) -> None:
    assert _read(tmp_path, "a <b>c</b>\n\n<script>x</script>").text == "a <b>c</b>\n\n<script>x</script>"


@pytest.mark.parametrize("end", ["---", "..."])
def test_front_matter_is_not_text(tmp_path: Path, end: str) -> None:
    document = _read(tmp_path, f'---\nlang: fr\ntitle: "Un nom"\n{end}\n\nDu texte.\n')
    assert document.text == "Du texte."
    assert document.metadata["title"] == "Un nom"


def test_a_rule_is_not_front_matter(tmp_path: Path) -> None:
    assert _read(tmp_path, "---\n\nDu texte.").text == "Du texte."


def test_a_cell_may_break_its_lines(tmp_path: Path) -> None:
    document = _read(tmp_path, "|Pour qui|Avec qui|\n|---|---|\n|Les aînés<br>Les voisins|a &lt; b|\n\nUn <br> écrit")
    assert document.text == "Pour qui\tAvec qui\nLes aînés\nLes voisins\ta < b\n\nUn <br> écrit"
