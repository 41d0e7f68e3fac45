"""Paragraphs that are lists: pieces of advice, or a few words between semicolons."""

import pytest

from usagraph.ingest.sheets.advice import advice, clauses
from usagraph.textview import view


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Tester tôt. Ne pas promettre.", ["Tester tôt.", "Ne pas promettre."]),
        ("Payer les gens ; garder la salle", ["Payer les gens", "garder la salle"]),
        ("quais glissants ; peu de bancs", ["quais glissants", "peu de bancs"]),
        ("Le quai glisse. Les bancs manquent.", []),
        ("Tester tôt", []),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b in advice(view(text, (0, len(text))))] == pieces


def test_clauses() -> None:
    text = "un banc ; et un quai"
    assert [text[a:b] for a, b in clauses(view(text, (0, len(text))))] == ["un banc", "un quai"]
