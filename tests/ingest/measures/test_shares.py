"""Shares and multiples in words: what is told of now, not of before, nor of days and turns."""

import pytest

from usagraph.ingest.measures.shares import multiples, shares
from usagraph.textview import flat


@pytest.mark.parametrize(
    ("words", "value", "total"),
    [
        ("Un marin sur trois ignore le quai.", 1, 3),
        ("Près d'un pêcheur sur cinq a une barque.", 1, 5),
        ("Sept mousses sur dix savent nager.", 7, 10),
        ("Les trois quarts des voisins se disent contents.", 75, None),
        ("Plus de la moitié des voisins ont répondu.", 50, None),
        ("Les deux tiers des barques sont neuves.", 2, 3),
        ("Les plaintes ont diminué de moitié.", 50, None),
    ],
)
def test_shares_in_words(words: str, value: int, total: int | None) -> None:
    assert [(int(f.value.value), f.total and int(f.total)) for f in shares(flat(words))] == [(value, total)]


@pytest.mark.parametrize(
    "words",
    [
        "Le port ouvre un soir sur deux.",
        "Un marin sur trois dormait à bord.",
        "Une réunion sur deux quais.",
        "La moitié des bancs.",
        "Un avis sur trois projets.",
    ],
)
def test_no_share(words: str) -> None:
    assert list(shares(flat(words))) == []


def test_what_tempers_a_share() -> None:
    assert [f.value.qualifier for f in shares("moins d'un marin sur dix y a recours.")] == ["moins de"]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("Les plaintes sont trois fois moins nombreuses.", 3, "fois moins"),
        ("Le nombre de plaintes a été divisé par quatre.", 4, "fois moins"),
        ("On voit deux fois plus de barques.", 2, "fois plus"),
    ],
)
def test_multiples(words: str, value: int, unit: str) -> None:
    assert [(int(f.value.value), f.unit) for f in multiples(flat(words))] == [(value, unit)]


def test_what_happens_some_times_a_year_is_no_multiple() -> None:
    assert list(multiples(flat("Le comité siège trois fois par an."))) == []
