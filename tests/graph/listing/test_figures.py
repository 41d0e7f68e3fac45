"""The figures of documents really read, beside what their tables list."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from usagraph.graph.listing.check import Check
from usagraph.graph.listing.figures import figures
from usagraph.graph.listing.layout import layout
from usagraph.graph.listing.outer import Listing, outer
from usagraph.graph.querying.opening import query_service
from usagraph.graph.querying.service import QueryService
from usagraph.records import Block, Cell
from usagraph.settings import Settings
from usagraph.workspace import Workspace


@pytest.fixture(scope="module")
def read(survey: Settings) -> Iterator[tuple[QueryService, Workspace]]:
    """The service over the survey, and its workspace."""
    workspace = Workspace(survey.workspace)
    with query_service(workspace, base=survey.base, timeout=30, max_rows=10_000, workers=1) as service:
        yield service, workspace


def told(check: Check) -> tuple[object, ...]:
    """A check without its passages."""
    return check.rule, check.verdict, check.stated, str(check.counted), check.of, check.by


def test_each_figure_stands_beside_what_is_listed(read: tuple[QueryService, Workspace]) -> None:
    assert [told(one) for one in figures(*read)] == [
        ("share", "differs", "50 %", "2", 3, ("Social",)),
        ("degree", "differs", "2 actions", "3", None, ("consultation",)),
        ("whole", "differs", "50 % + 40 %", "90", None, ("50", "40")),
        ("beyond", "differs", "4 fiches", "5", None, ("fiche",)),
        ("reused", "differs", "1", "2", None, ("fiche",)),
        ("degree", "incomparable", "deux actions", "3", None, ("consultation",)),
        ("degree", "agrees", "3 directions", "3", None, ("consultation",)),
        ("degree", "agrees", "3 politiques publiques", "3", None, ("consultation",)),
        ("percent", "agrees", "30 %", "12", 40, ()),
        ("parts", "agrees", "4 fiches", "4", None, ("3", "1")),
        ("list", "agrees", "3 directions", "3", None, ()),
        ("list", "agrees", "trois niveaux", "3", None, ()),
    ]


def test_passages_are_what_stands_in_the_document(read: tuple[QueryService, Workspace]) -> None:
    """What is said and what is counted, the figure marked; each action that counts with its row."""
    text = read[1].bundle(read[1].ids()[0]).text
    for check in figures(*read):
        for hit in (check.said, *check.listed):
            assert hit.exact == text[hit.start : hit.end]
    share = figures(*read)[0]
    assert [share.said.exact[slice(*mark)] for mark in share.said.marks] == ["50"]
    rows = [(node.label, " ".join(hit.exact.split())) for node, hit in share.actions if hit]
    assert rows == [
        ("DPA · Social · Prendre attache", "Fiche action 3 : DPA Social Prendre attache"),
        ("DPD · Social · Prendre attache", "Fiche action 1 : DPD Social Prendre attache"),
    ]
    assert len(share.listed) == 3


def test_only_the_documents_asked_for_are_read(read: tuple[QueryService, Workspace]) -> None:
    assert figures(*read, [name for name in read[1].ids() if name.startswith("note")]) == ()
    assert figures(*read) is figures(*read)


def test_two_documents_with_the_same_text_are_one_check(read: tuple[QueryService, Workspace]) -> None:
    check = figures(*read)[0]
    other = replace(check, said=replace(check.said, document="autre"))
    assert check.key == other.key
    assert check.beside(other).also == (other.said,)


def test_so_many_out_of_so_many_rows() -> None:
    """The second number is how many the table before lists, under all the headings of that name."""
    text, blocks = "", []
    for row, words in enumerate((("Lieu", "Projet", "Projet mené"), ("DA", "un", "deux"), ("DB", "trois", ""))):
        for column, word in enumerate(words):
            blocks.append(Block("cell", len(text), len(text) + len(word), cell=Cell(0, row, column)))
            text += f"{word}\t"
    start = len(text)
    text += "Ainsi 2/3 projets aident. Et 2/4 projets durent. Et 2/3 cars roulent."
    document = layout("note", "Note", text, [*blocks, Block("paragraph", start, len(text))])
    found = outer(document, Listing((), dict))
    assert [told(one) for one in found] == [
        ("rows", "agrees", "3 projets", "3", None, ("2", "1")),
        ("rows", "differs", "4 projets", "3", None, ("2", "1")),
    ]
