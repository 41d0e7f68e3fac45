"""What is written beside boxes to tick."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.boxes import beside
from usagraph.ingest.sheets.values import Value
from usagraph.records import Document


@pytest.mark.parametrize(
    ("words", "rest"), [("☒ oui : le réseau des fours", "le réseau des fours"), ("☐ oui ☒ non", "")]
)
def test_what_follows_the_boxes(plain: Callable[[str], Document], words: str, rest: str) -> None:
    document = plain(words)
    found = beside(Draft(document, outline(document)), Value(words, ((0, len(words)),)))
    assert found.words == rest
