"""How texts say what they count: what a pattern takes, what it leaves, and a pattern that fails its own examples."""

import re
from decimal import Decimal

import pytest

from usagraph.errors import BrokenRule
from usagraph.graph.listing import counting as module
from usagraph.graph.listing.counting import counting, number


def test_numbers_are_read_in_digits_and_words() -> None:
    assert [number(words) for words in ("1 200", "12,5", "trois")] == [Decimal(1200), Decimal("12.5"), Decimal(3)]


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("sur 6 actions, la consultation est utilisee", ("consultation",)),
        ("le systeme d'information", ()),
        ("de la concertation a la co-construction", ("concertation", "co-construction")),
    ],
)
def test_a_sentence_speaks_of_degrees(words: str, degrees: tuple[str, ...]) -> None:
    assert counting().degrees_in(words) == degrees


def test_things_are_what_practices_have() -> None:
    said = ("actions de plus", "politiques publiques", "directions ressources", "fiches")
    assert [counting().noun(words) for words in said] == ["actions", "policies", "", ""]


def test_months_and_years_are_not_counted() -> None:
    words = "le 3 mars, en 2015, 12 bus et 4 annees"
    assert [match["noun"] for match in counting().all_in("count", words)] == ["bus"]


def test_a_pattern_must_pass_its_own_examples() -> None:
    entry = {"pattern": "a+", "examples": ["a"], "counterexamples": ["ba"]}
    with pytest.raises(BrokenRule, match=re.escape("ba")):
        module._pattern("some", entry, {})
