"""Needs and wishes told in sentences: each is told apart, up to the thing itself."""

from collections.abc import Callable

import pytest

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.values import Value
from usagraph.ingest.sheets.wants import wants_of
from usagraph.records import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("words", "wants"),
    [
        (
            "Nous avons besoin d'un four. Nous voudrions aller vers une tournée.",
            [("Need", "un four"), ("Wish", "une tournée")],
        ),
        (
            "Il nous faudrait deux bancs et nous aimerions un toit.",
            [("Need", "deux bancs et nous"), ("Wish", "un toit")],
        ),
        ("Le service souhaite que la cour reste ouverte.", [("Wish", "que la cour reste ouverte")]),
        ("Un four à pain", []),
    ],
)
def test_sentences(plain: Read, words: str, wants: list[tuple[str, str]]) -> None:
    document = plain(words)
    found = wants_of(Draft(document, outline(document)), Value(words, ((0, len(words)),)))
    assert [(kind, value.words) for kind, value in found] == wants
