"""Figures told in two clauses, and amounts told without their noun."""

import pytest

from usagraph.ingest.measures.contrasts import contrasts, prices
from usagraph.textview import flat


@pytest.mark.parametrize(
    ("text", "value", "before", "counted"),
    [
        ("Là où 300 barques attendaient au large, elles ne sont plus que 40.", 40, 300, "barques"),
        ("Les amarres perdues, qui étaient 420 par mois, ne sont plus que 115.", 115, 420, "amarres perdues"),
        ("On comptait 42 voiles déchirées par an ; il n'y en a plus que 9.", 9, 42, "voiles dechirees"),
        ("Chaque pêcheur croisait 6 gabelous par semaine ; il n'en croise plus que 2.", 2, 6, "gabelous"),
        ("En 2021, 62 % des filets étaient troués ; ils sont 31 % en 2024.", 31, 62, "filets troues"),
        ("Il n'y a plus que 12 plaintes par mois.", 12, None, "plaintes"),
    ],
)
def test_what_is_left(text: str, value: int, before: int | None, counted: str) -> None:
    words = flat(text)
    (found,) = contrasts(words)
    assert (int(found.value.value), None if found.before is None else int(found.before)) == (value, before)
    assert " ".join(words[slice(*span)] for span in found.what).startswith(counted)


@pytest.mark.parametrize(
    "text",
    [
        "Il n'y a plus que des regrets.",
        "Elles ne sont plus que 40.",
        "Ils sont 12 à venir de Brume.",
        "De 12 barques et 3 voiles, il ne reste plus que 2.",
    ],
)
def test_nothing_is_left(text: str) -> None:
    assert list(contrasts(flat(text))) == []


def test_an_amount_without_its_noun() -> None:
    (found,) = prices(flat("L'addition : un peu plus de 9 000 € l'année."))
    assert (int(found.value.value), found.value.qualifier, str(found.unit)) == (9000, "un peu plus de", "euros")
    assert list(prices("il coute cher, 12 euros")) == []
