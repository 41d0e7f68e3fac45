"""Titles of sheets: below a line that only numbers them, or in a box that a reader took them for."""

from collections.abc import Callable

from usagraph.ingest.draft import Draft
from usagraph.ingest.pipeline import draft_of
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


RELAY = (
    "FICHE RELAIS N° {}\n{}\nPilote : Service logement\nPublic : Étudiants\nObjectif : Laver la nuit\nMode : projet\n\n"
)


def test_a_heading_of_kind_and_number_is_named_by_its_first_field(plain: Callable[[str], Document]) -> None:
    text = "RECUEIL\n\n" + RELAY.format(3, "L'idée : La laverie du port") + RELAY.format(4, "L'idée : Le four commun")
    assert _sheets(plain(text)) == [("La laverie du port", "3"), ("Le four commun", "4")]


def test_whatever_its_label(html: Callable[[str], Document]) -> None:
    rows = "<p>{} : {}</p><p>Qui porte : Service mobilité</p><p>Pour qui : Jeunes</p><p>But recherché : Aller</p><p>Mode : projet</p>"
    text = "".join(
        f"<h2>Fiche navette n° {number}</h2>" + rows.format(*told)
        for number, told in (
            (1, ("Ce que nous faisons", "Le permis prêté")),
            (2, ("Notre trouvaille", "Le vélo du soir")),
        )
    )
    assert _sheets(html(f"<h1>Fiches</h1>{text}")) == [("Le permis prêté", "1"), ("Le vélo du soir", "2")]


def test_a_sentence_names_no_sheet(plain: Callable[[str], Document]) -> None:
    told = "L'idée : Nous avons ouvert la salle. Elle est pleine."
    text = "RECUEIL\n\n" + RELAY.format(3, told) + RELAY.format(4, "L'idée : Le four commun")
    assert _sheets(plain(text)) == [("FICHE RELAIS N° 3", "3"), ("Le four commun", "4")]


def test_bodies_and_publics_that_one_cell_holds(html: Callable[[str], Document]) -> None:
    rows = {
        "Titre": "Le four commun",
        "Qui porte": "Service des halles",
        "Pour qui": "Randonneurs, chasseurs et pêcheurs du lac",
        "Avec qui": "Chambre des métiers du Val<br>Association Le Fil",
        "But recherché": "Jeter moins<br>Ouvrir le four aux voisins",
    }
    cells = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows.items())
    document = html(f"<table>{cells}</table>")
    said = [claim.words for claim in draft_of(document).claims if claim.rule.startswith("sheets.headings.")]
    assert {"Chambre des métiers du Val", "Association Le Fil", "Ouvrir le four aux voisins"} <= set(said)
    assert {"Randonneurs", "chasseurs", "pêcheurs du lac"} <= set(said)
