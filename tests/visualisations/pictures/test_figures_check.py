"""Figures side by side, in words: what is stated, what is found, the computation and why."""

from decimal import Decimal

import pytest

from usagraph.graph.listing.check import AGREES, DIFFERS, INCOMPARABLE, Check
from usagraph.graph.reading.entities import PassageHit
from usagraph.visualisations.pictures.figures_check import VERDICTS, figures_check
from usagraph.visualisations.words import catalogue

SAID = PassageHit("bilan-1", "Bilan", 0, 17, "50 % des actions.", ((0, 2),))
SHARE = Check("share", DIFFERS, SAID, "50 %", Decimal(50), Decimal(7), 13, ("Social",), "actions")
PARTS = Check("parts", AGREES, SAID, "42 fiches", Decimal(42), Decimal(42), by=("24", "18"))
SOME = Check(
    "degree", INCOMPARABLE, SAID, "trois directions", Decimal(3), Decimal(7), by=("consultation",), kind="directions"
)


def plain(words: str) -> str:
    """The words with ordinary spaces."""
    return words.replace("\u00a0", " ")


def test_a_share_shows_its_computation_and_why_it_differs() -> None:
    one = dict(figures_check([SHARE], "fr").groups)["differe"][0]
    assert [plain(words) for words in (one.stated, one.found, one.computed, one.verdict, one.why)] == [
        "50 %",
        "7 sur 13, soit 54 %",
        "7 ÷ 13 = 53,8 %",
        "ne concorde pas",
        "7 actions sur 13 relèvent de « Social » : 54 %, et non 50 %.",
    ]


def test_english_writes_numbers_its_own_way() -> None:
    assert dict(figures_check([SHARE], "en").groups)["differe"][0].computed == "7 ÷ 13 = 53.8%"


def test_what_stands_out_counts_those_that_differ() -> None:
    assert plain(figures_check([SHARE, PARTS], "fr").sentence) == (
        "1 chiffre ne concorde pas avec ce que les documents listent. 1 autre concorde."
    )
    assert figures_check([], "en").sentence == "No figure can be compared with a list in these documents."
    assert plain(figures_check([SOME], "fr").sentence) == (
        "Aucun chiffre comparé ne contredit ce que les documents listent."
    )


def test_each_verdict_has_its_group() -> None:
    figure = figures_check([PARTS, SHARE, SOME], "fr")
    assert {key: [one.check.rule for one in several] for key, several in figure.groups} == {
        "differe": ["share"],
        "incomparable": ["degree"],
        "concorde": ["parts"],
    }
    assert [figure.count(key) for key in VERDICTS] == [1, 1, 1]


def test_the_checks_as_rows_of_text() -> None:
    rows = [tuple(map(plain, row)) for row in figures_check([PARTS], "fr").rows("fr")]
    assert rows == [
        ("Verdict", "Document", "Le texte dit", "On compte", "Pourquoi", "Passage"),
        (
            *("concorde", "Bilan", "42 fiches", "42"),
            *("Les parties entre parenthèses font le total annoncé.", "50 % des actions."),
        ),
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_rule_has_its_words(lang: str) -> None:
    """What a rule may find is always said: one that differs in each, and one that agrees but for numbers used twice."""
    rules = ("share", "degree", "percent", "rows", "twice", "whole", "beyond", "parts", "list", "reused")
    keys = [f"figures.why_{rule}_differs" for rule in rules] + [
        f"figures.why_{r}_agrees" for r in rules if r != "reused"
    ]
    assert [key for key in keys if key not in catalogue(lang)] == []
