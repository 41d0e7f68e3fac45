"""Figures of a text beside what the same text spells out."""

import pytest

from usagraph.graph.listing.inner import inner
from usagraph.graph.listing.layout import layout
from usagraph.records import Block, Cell

Told = tuple[str, str, str, str]


def told(text: str) -> list[Told]:
    """The checks of a text of one paragraph."""
    found = inner(layout("note", "Note", text, [Block("paragraph", 0, len(text))]))
    return [(one.rule, one.verdict, one.stated, str(one.counted)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il y a trois lieux : la gare, le port et la mairie.", [("list", "agrees", "trois lieux", "3")]),
        ("On y voit 2 services (DA, DB) à la fois.", [("list", "agrees", "2 services", "2")]),
        ("On compte 5 services (DA, DB, DC) ici.", [("list", "differs", "5 services", "3")]),
        ("Les 42 fiches lues (24 pour les unes et 18 pour les autres).", [("parts", "agrees", "42 fiches", "42")]),
        ("Les 42 fiches lues (24 pour les unes et 17 pour les autres).", [("parts", "differs", "42 fiches", "41")]),
        ("60 % vont au port, et les 40 % restants ailleurs.", [("whole", "agrees", "60 % + 40 %", "100")]),
        ("60 % vont au port, et les 30 % restants ailleurs.", [("whole", "differs", "60 % + 30 %", "90")]),
        ("12 des 40 postes, soit 30 %, sont pris.", [("percent", "agrees", "30 %", "12")]),
        ("Sur le port, 12 sur 40 postes (35 %) sont pris.", [("percent", "differs", "35 %", "12")]),
    ],
)
def test_what_a_sentence_says_against_itself(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # What follows is no list, or may be read in two ways.
        "Deux démarches suivent la même échelle : l'une, l'autre, la troisième et la quatrième sont des degrés.",
        "Trois mises en œuvre sont semblables : les collèges.",
        "Deux temps : d'abord, on écoute.",
        "Cent vingt personnes (des jeunes et des aînés) sont venues le 3 mars.",
        # What is in brackets makes no whole.
        "Les 12 lieux et les 8 cars (3 le matin et 2 le soir) roulent.",
        "Il reste 30 % du budget et 40 % du temps.",
    ],
)
def test_what_may_be_read_in_two_ways_is_left(text: str) -> None:
    assert told(text) == []


def table(*rows: tuple[str, ...], before: str = "") -> list[tuple[str, str, str, str, int]]:
    """The checks of a table, with a paragraph before it."""
    text, blocks = f"{before}\n", [Block("paragraph", 0, len(before))]
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            blocks.append(Block("cell", len(text), len(text) + len(words), cell=Cell(0, number, column)))
            text += f"{words}\n"
    found = inner(layout("note", "Note", text, blocks))
    return [(one.rule, one.verdict, one.stated, str(one.counted), len(one.listed)) for one in found]


def test_a_column_of_shares_makes_a_whole_or_not() -> None:
    head, *rows = ("Lieu", "Part"), ("port", "50 %"), ("gare", "30 %"), ("mairie", "20 %")
    assert table(head, *rows) == [("whole", "agrees", "Part", "100", 3)]
    assert table(head, *rows[:2], ("mairie", "25 %")) == [("whole", "differs", "Part", "105", 3)]
    # Shares of different wholes, and a column that holds something else.
    assert table(head, *rows[:2], ("mairie", "90 %")) == []
    assert table(head, *rows[:2], ("mairie", "beaucoup")) == []


def test_numbered_rows_go_beyond_the_count_or_share_a_number() -> None:
    rows = (("Fiche",), ("Fiche 1 : DA",), ("Fiche 2 : DB",), ("Fiche 4 : DC",))
    assert table(*rows, before="On a écrit 3 fiches.") == [("beyond", "differs", "3 fiches", "4", 1)]
    assert table(*rows, before="On a écrit 4 fiches.") == [("beyond", "agrees", "4 fiches", "4", 1)]
    assert table(*rows, before="On a écrit 9 fiches.") == []
    assert table(*rows, ("Fiche 4 : DD",)) == [("reused", "differs", "4", "2", 2)]
    # The same row, printed twice, is one.
    assert table(*rows, ("Fiche 4 : DC",)) == []
