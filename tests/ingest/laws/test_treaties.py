"""Texts between States told by where and when they were signed."""

import pytest

from usagraph.ingest.laws.treaties import treaty_at


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("convention signee a aarhus le 25 juin 1998", "convention-d-aarhus"),
        ("convention signee a new york le 20 novembre 1989", "convention-droits-de-l-enfant"),
        ("declaration de 1789", "declaration-des-droits-de-l-homme-et-du-citoyen"),
        ("convention internationale de 1989", "convention-droits-de-l-enfant"),
    ],
)
def test_a_text_known_by_its_day(words: str, slug: str) -> None:
    found = treaty_at(words, 0)
    assert found is not None
    assert (found.text.slug, found.end) == (slug, len(words))


@pytest.mark.parametrize(
    "words",
    ["convention de 2006", "convention signee a brume le 3 mars 2019", "declaration de 2019", "convention avec"],
)
def test_a_convention_of_a_town_is_none(words: str) -> None:
    assert treaty_at(words, 0) is None
