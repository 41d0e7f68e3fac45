"""Duties told in whatever order: whom they bind first, the text anywhere in the sentence, or in the one before."""

from collections.abc import Callable

import pytest

Facts = Callable[..., list[tuple[str, str, str]]]


def _imposed(facts: Facts, text: str) -> list[tuple[str, str]]:
    said = facts(text, "legal.obligation")
    return [(s.split("|")[-1], o.split("|")[-1]) for s, predicate, o in said if predicate == "imposes"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Il appartient à chaque port, aux termes de la loi 2031-7, de remettre un livret d'accueil.",
            "livret-d-accueil",
        ),
        ("Le livret d'accueil trouve son fondement dans la loi 2031-7.", "livret-d-accueil"),
        ("L'obligation de remettre un livret d'accueil y figure (loi 2031-7).", "livret-d-accueil"),
        ("Loi 2031-7 : remise d'un livret d'accueil à l'embarquement.", "livret-d-accueil"),
        ("Au port, la capitainerie est tenue de peser les sacs : la loi 2031-7 le demande.", "peser-les-sacs"),
        ("La loi 2031-7 fait peser sur nous l'obligation de peser les sacs.", "peser-les-sacs"),
        ("Obligation est faite aux ports, par la loi 2031-7, de peser les sacs.", "peser-les-sacs"),
        ("Le port se doit de peser les sacs, ainsi que l'énonce la loi 2031-7.", "peser-les-sacs"),
        ("La loi 2031-7 prévoit que les sacs sont pesés.", "que-les-sacs-sont-peses"),
        ("La loi 2031-7 est longue. Il en résulte que le port est tenu de peser les sacs.", "peser-les-sacs"),
        ("Les sacs reçoivent une pesée, comme le prévoit la loi 2031-7.", "les-sacs-recoivent-une-pesee"),
    ],
)
def test_what_is_owed(facts: Facts, text: str, name: str) -> None:
    assert _imposed(facts, text) == [("loi-2031-7", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Le port n'est pas tenu de peser les sacs, selon la loi 2031-7.",
        "Le débat sur la loi 2031-7 fut long et le port doit peser les sacs.",
        "Le port doit beaucoup à la loi 2031-7.",
        "La loi 2031-7 confie au port les quais du lac.",
        "Aucun texte, pas même la loi 2031-7, n'oblige à peser les sacs.",
        "« Nous devons peser les sacs, dit la loi 2031-7 »",
    ],
)
def test_nothing_is_owed(facts: Facts, text: str) -> None:
    assert _imposed(facts, text) == []
