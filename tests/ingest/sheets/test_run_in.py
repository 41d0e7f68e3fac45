"""Headings without a colon on the line of their value: in documents that write all of them so, and nowhere else."""

from collections.abc import Callable

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.sheets import read_sheets
from usagraph.records import Document

Read = Callable[[str], Document]

DASHES = (
    "# Le banc\n\nPublic – Les voisins du mail\n\nAvec – La régie du mail\n\nObjectif. Écouter ceux qui passent.\n\n"
    "Qui porte ? Service des squares\n\nFreins – La pluie\n"
)


def _values(document: Document) -> list[tuple[str, str]]:
    return [
        (field.name, document.text[slice(*field.value)].strip())
        for sheet in read_sheets(Draft(document, outline(document)))
        for field in sheet.fields
        if field.value
    ]


def test_dashes_stops_and_questions(markdown: Read) -> None:
    assert _values(markdown(DASHES)) == [
        ("public", "Les voisins du mail"),
        ("partenaires", "La régie du mail"),
        ("objectif_corps", "Écouter ceux qui passent."),
        ("pilote", "Service des squares"),
        ("freins", "La pluie"),
    ]


def test_a_paragraph_that_begins_like_one_is_none(markdown: Read) -> None:
    document = markdown("# Le banc\n\nPublic – Les voisins\n\nAvec – La régie\n\nLe banc a été posé en mai.\n")
    assert _values(document) == []
