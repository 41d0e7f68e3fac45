"""What measures say: in both languages, with what they do not say."""

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.measures.explanations import MEASURES, TEXTS, explained, worded
from usagraph.graph.measures.values import VALUES
from usagraph.messages import read_catalogue


def test_every_measure_is_explained_in_both_languages() -> None:
    assert tuple(VALUES) == MEASURES
    french, english = (read_catalogue(TEXTS / f"{lang}.toml") for lang in ("fr", "en"))
    assert french.keys() == english.keys()
    for name in MEASURES:
        for lang in ("fr", "en"):
            one = explained(name, lang)
            assert all(text.strip() for text in vars(one).values())
            assert len(one.caution) > 80, "a measure comes with what it does not say"


def test_a_measure_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="betweenness"):
        explained("closeness", "en")


@pytest.mark.parametrize(
    ("name", "value", "labels", "sides", "said"),
    [
        ("degree", 3, ["A"], [], "« A » est en lien avec 3 autres choses."),
        ("degree", 1, ["A"], [], "« A » est en lien avec une seule autre chose."),
        (
            "pagerank",
            0.25,
            ["A"],
            [],
            "« A » reçoit 25\xa0% des arrêts d'un lecteur qui suivrait les énoncés au hasard, soit 2 fois la part moyenne.",
        ),
        (
            "betweenness",
            0.5,
            ["A"],
            [],
            "« A » se trouve sur 50\xa0% des plus courts chemins entre deux autres choses.",
        ),
        (
            "betweenness",
            0.00001,
            ["A"],
            [("B", 7), ("C", 1)],
            "« A » est le passage obligé entre « B » (7 choses de ce côté) et « C » ; s'y trouvent 0,001\xa0% des plus courts chemins.",
        ),
        ("communities", 4, ["A", "B", "C", "D"], [], "4 choses vont ensemble autour de « A », « B » et « C »."),
        ("communities", 2, ["A", "B"], [], "2 choses vont ensemble : « A » et « B »."),
        ("communities", 1, ["A"], [], "« A » reste seule."),
        (
            "bridges",
            2,
            ["A « a »", "B"],
            [("B", 4), ("A « a »", 2)],
            "Un seul lien joint « A “a” » à « B » : sans lui, 2 choses, dont « A “a” », se détacheraient de 4 autres.",
        ),
        (
            "bridges",
            1,
            ["A", "B"],
            [("A", 4), ("B", 1)],
            "« B » ne tient à 4 autres choses que par un seul lien, avec « A ».",
        ),
        (
            "bridges",
            1,
            ["A", "B"],
            [("A", 1), ("B", 1)],
            "Le lien entre « A » et « B » est le seul qu'ont ces deux choses.",
        ),
    ],
)
def test_results_are_told_in_words(
    name: str, value: float, labels: list[str], sides: list[tuple[str, int]], said: str
) -> None:
    assert worded(name, value, labels, sides, 8, "fr") == said
    english = worded(name, value, labels, sides, 8, "en")
    assert "{" not in english
    assert labels[0].partition(" ")[0] in english
