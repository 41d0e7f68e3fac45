"""Titles of sheets: below a line that only numbers them, or in a box that a reader took them for."""

from collections.abc import Callable

from usagraph.ingest.draft import Draft
from usagraph.ingest.sections import outline
from usagraph.ingest.sheets.sheets import read_sheets
from usagraph.records import Block, Document

SHEET = "{}\n\nUnité responsable\nPôle mobilités\n\nNous voulions\n- Garder le car du soir\n\nPour qui\nLes voisins\n\nEt demain\nUn second car\n\n"


def _sheets(document: Document) -> list[tuple[str, str | None]]:
    draft = Draft(document, outline(document))
    return [(sheet.title, sheet.number[0] if sheet.number else None) for sheet in read_sheets(draft)]


def test_a_title_below_its_number(plain: Callable[[str], Document]) -> None:
    text = "RECUEIL DE 2024\n\n" + SHEET.format("DOSSIER N° 1\nLE CAR DU SOIR") + SHEET.format("DOSSIER N° 2\nLE PONT")
    assert _sheets(plain(text)) == [("LE CAR DU SOIR", "1"), ("LE PONT", "2")]


def test_a_title_that_was_taken_for_a_box() -> None:
    blocks: list[Block] = []
    text = ""

    def add(words: str, kind: str, level: int | None = None) -> None:
        nonlocal text
        blocks.append(Block(kind, len(text), len(text) + len(words), level, 1))
        text += f"{words}\n\n"

    for title, kind in (("1 – Le car", "heading"), ("2 – Le pont\ndu bourg", "box"), ("3 – Le four", "heading")):
        add(f"Fiche de terrain {title}", kind, 1 if kind == "heading" else None)
        for piece in SHEET.strip().split("\n\n")[1:]:
            head, _, value = piece.partition("\n")
            add(head, "heading", 3)
            add(value, "paragraph")
    document = Document(text, tuple(blocks), "application/pdf")
    assert _sheets(document) == [("Le car", "1"), ("Le pont du bourg", "2"), ("Le four", "3")]
