"""Legends: what codes stand for, in a line, in lines, or in a small table."""

from collections.abc import Callable

import pytest

from usagraph.ingest.actions.legend import Legend, read_legend
from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.sections import outline
from usagraph.ingest.table import tables
from usagraph.records import Document

Read = Callable[[str], Document]
DEGREES = {"1": "information", "2": "consultation", "3": "concertation", "4": "co-construction"}


def _legend(document: Document) -> Legend:
    return read_legend(Draft(document, outline(document)), tables(document), KnownNames())


@pytest.mark.parametrize(
    "words",
    [
        "1 : informer ; 2 : consulter ; 3 : se concerter ; 4 : co-construire",
        "1 = information, 2 = consultation, 3 = concertation, 4 = co-construction",
        "1 : information\n\n2 : consultation\n\n3 : concertation\n\n4 : co-construction\n",
    ],
)
def test_in_lines(plain: Read, words: str) -> None:
    assert _legend(plain(words)).codes["degree"] == DEGREES


def test_in_a_table_with_the_codes_of_two_schemes(html: Read) -> None:
    rows = [("C", "Consultation"), ("I", "Information"), ("P", "Projet"), ("C", "Activité courante"), ("G", "Glissant")]
    lines = "".join(f"<tr><td>{code}</td><td>{words}</td></tr>" for code, words in rows)
    legend = _legend(html(f"<table>{lines}</table>"))
    assert legend.of("degree", "C") == "consultation"
    assert legend.of("mode", "c") == "activite-courante"
    assert legend.of("mode", "Z") is None


@pytest.mark.parametrize("words", ["C : consultation", "Rien ici.", "C : consultation ; C : information"])
def test_no_legend(plain: Read, words: str) -> None:
    assert not _legend(plain(words)).has("degree")
