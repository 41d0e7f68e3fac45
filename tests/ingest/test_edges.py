"""The points of a box are told by how wide its lines run."""

from itertools import pairwise

from usagraph.ingest.draft import Draft
from usagraph.ingest.edges import box_edges
from usagraph.ingest.sections import outline
from usagraph.records import Block, Document


def points(text: str) -> list[str]:
    edges = [0, *box_edges(text, Block("box", 0, len(text))), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


def test_a_capital_that_had_room_above_begins_a_point() -> None:
    assert points("Public\nFamilles du quartier des Aunes\nContact\nMairie de Vertval, le matin ou sur place") == [
        "Public",
        "Familles du quartier des Aunes",
        "Contact",
        "Mairie de Vertval, le matin ou sur place",
    ]


def test_a_line_that_had_no_room_or_awaits_its_end_goes_on() -> None:
    assert points("Maison des associations\nAlphonse-Brunel") == ["Maison des associations\nAlphonse-Brunel"]
    assert points("Régie de\nVertval\nouverte toute la semaine aux familles") == [
        "Régie de\nVertval\nouverte toute la semaine aux familles"
    ]


def test_a_name_of_a_box_stays_within_its_point() -> None:
    text = "Lieu : quartier\nPublic\nLes familles du quartier des Aunes et de la cité"
    block = Block("box", 0, len(text))
    document = Document(text, (block,), "text/plain")
    draft = Draft(document, outline(document))
    head = text.index("quartier") + len("quartier")
    assert draft.within_line(block, head, text.index("Public") + len("Public")) == 0
    assert draft.within_line(block, text.index("Les"), len(text)) == len(text)
