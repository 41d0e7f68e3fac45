"""Headings from the layout, else from the list of contents, else from the shape of lines."""

from collections.abc import Callable

from usagraph.ingest.sections import outline
from usagraph.records import Document

Read = Callable[[str], Document]

CONTENTS = "Le contexte ________ 3\nLa suite ............ 12\n\n"


def _titles(document: Document) -> list[tuple[str, int | None]]:
    return [(heading.title, heading.level) for heading in outline(document).headings]


def test_styled_headings(markdown: Read) -> None:
    document = markdown("# Un\n\nCourt\n\n## Deux\n\nTexte.\n")
    assert _titles(document) == [("Un", 1), ("Deux", 2)]
    assert outline(document).sure


def test_headings_of_the_list_of_contents(plain: Read) -> None:
    document = plain(f"{CONTENTS}Le contexte\n\nUn court\n\nLA SUITE\n\nFin.\n")
    assert _titles(document) == [("Le contexte", None), ("LA SUITE", None)]
    assert outline(document).sure


def test_headings_by_their_shape_are_not_sure(plain: Read) -> None:
    text = "Un titre court\n\nUne phrase.\n\nUne liste :\n\nen minuscules\n\n« une citation »\n\n" + "Long " * 13
    assert _titles(plain(text)) == [("Un titre court", None)]
    assert not outline(plain(text)).sure


def test_the_heading_of_a_place(markdown: Read) -> None:
    document = markdown("Avant\n\n# Un\n\nTexte\n\n# Deux\n\nFin\n")
    headings = outline(document)
    found = [headings.at(document.text.index(words)) for words in ("Avant", "Un", "Texte", "Fin")]
    assert [heading.title if heading else None for heading in found] == [None, "Un", "Un", "Deux"]


def test_a_numbered_line_is_a_heading_and_a_numbered_list_is_not(plain: Read) -> None:
    document = plain(
        "1. Information\n\nUne phrase entière.\n\n1. Un premier point\n2. Un second point\n\nUne autre phrase.\n"
    )
    assert _titles(document) == [("1. Information", None)]
