"""Numbers as French texts write them."""

from decimal import Decimal

import pytest

from usagraph.ingest.measures.numbers import quantity


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", "12"),
        ("1 240", "1240"),
        ("1.240", "1240"),
        ("1,271,000", "1271000"),
        ("290,000", "290000"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1,5 million", "1500000"),
        ("3 milliards", "3000000000"),
        ("deux", "2"),
        ("vingt-deux", "22"),
        ("vingt et un", "21"),
        ("soixante-dix", "70"),
        ("soixante et onze", "71"),
        ("quatre-vingts", "80"),
        ("quatre-vingt-dix-sept", "97"),
        ("cent vingt", "120"),
        ("trois cents", "300"),
        ("deux mille quatre cents", "2400"),
        ("mille", "1000"),
        ("une quarantaine", "40"),
        ("une demi-douzaine", "6"),
    ],
)
def test_a_number(words: str, value: str) -> None:
    found = quantity(words)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "qualifier", "value", "most"),
    [
        ("plus de 1 900", "plus de", 1900, None),
        ("pres d'une centaine", "pres de", 100, None),
        ("un peu moins de 40", "un peu moins de", 40, None),
        ("32 environ", "environ", 32, None),
        ("30 a 35", "", 30, 35),
        ("30-35", "", 30, 35),
        ("entre 30 et 35", "entre", 30, 35),
        ("une vingtaine", "une vingtaine", 20, None),
    ],
)
def test_a_number_that_is_tempered_or_a_range(words: str, qualifier: str, value: int, most: int | None) -> None:
    found = quantity(words)
    assert found is not None
    assert (found.qualifier.rstrip("'"), int(found.value)) == (qualifier.rstrip("'"), value)
    assert found.most == (most and Decimal(most))


@pytest.mark.parametrize("words", ["", "le", "beaucoup", "plusieurs dizaines", "deuxieme"])
def test_no_number(words: str) -> None:
    assert quantity(words) is None
