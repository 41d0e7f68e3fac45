"""The analyser on pairs of words, and what holds of any text.

`word_pairs/development.csv` is what the rules were tuned on; `word_pairs/unseen.csv` was written before them, and measured
after.
"""

import csv
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.french import frequent, reduced, unaccented, words

PAIRS = Path(__file__).parent / "word_pairs"
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("aeéèêsrlntuœç·.-/()'’ \n\u00ad\u0301EÈS"), st.characters()), max_size=60
)


def terms(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return [word.term for word in words(text)]


def rates(name: str) -> tuple[float, float]:
    """The share of the same words that are one, and the share of the different words that are one."""
    with (PAIRS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    one = {
        relation: [terms(row["first"]) == terms(row["second"]) for row in rows if row["relation"] == relation]
        for relation in ("same", "different")
    }
    assert min(map(len, one.values())) >= 150
    return (sum(one["same"]) / len(one["same"]), sum(one["different"]) / len(one["different"]))


@pytest.mark.parametrize("name", ["development", "unseen"])
def test_same_words_are_one_and_different_ones_are_not(name: str) -> None:
    recall, merged = rates(name)
    assert recall >= 0.95
    assert merged <= 0.02


@pytest.mark.parametrize(
    "written",
    [
        *("usager", "Usagers", "usagère", "USAGÈRES", "usagere", "l'usager", "d’usagers", "usager·ère·s", "usager.e.s"),
        *("usager(e)s", "usager-e-s", "usager-ère-s", "usager/ère", "usagers/ères", "usager(ère)s", "USAGER·ÈRE·S"),
        *("usager.ere.s", "usagers et usagères", "les usagères et les usagers", "usagers/usagères", "usager•ère•s"),
        *("usager⸱ère⸱s", "usager‑ère‑s", "usa\u00adgers", "usa-\ngers", "usage\u0300res"),
    ],
)
def test_usager_is_one_word_however_it_is_written(written: str) -> None:
    assert [term for term in terms(written) if not frequent(term)] == ["usager"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("loi", "loyer"), ("département", "départ"), ("concertation", "concert"), ("commune", "communication")),
        *(("usager", "usage"), ("élu", "élève"), ("arrêt", "arrêté"), ("entrée", "entre"), ("mari", "marié")),
    ],
)
def test_what_a_stemmer_would_merge_stays_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_a_word_has_its_place_with_its_inclusive_ending() -> None:
    text = "Pour l’usager·ère·s, les élu(e)s et la M.D.P.H."
    assert [text[word.start : word.end] for word in words(text)] == [
        "Pour",
        "usager·ère·s",
        "les",
        "élu(e)s",
        "et",
        "la",
        "M.D.P.H.",
    ]


def test_a_pair_is_one_word_over_both_halves() -> None:
    text = "avec les usagères et les usagers de la ville"
    assert [text[word.start : word.end] for word in words(text)][2] == "usagères et les usagers"


@pytest.mark.parametrize(
    ("text", "count"),
    [("final.La suite", 3), ("conseil.Le", 2), ("dites-les", 2), ("vont-elles", 2), ("et/ou", 2), ("n°2002-2", 3)],
)
def test_ordinary_punctuation_is_no_inclusive_spelling(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_a_prefix_is_one_word_with_what_follows_its_hyphen() -> None:
    assert terms("co-construction") == terms("coconstruction") == terms("Co-\nconstructions")
    assert terms("médico-social") == ["medico", "social"]


@given(TEXTS)
def test_words_are_in_the_text_in_order_and_none_is_empty(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(word.term and word.form for word in found)


@given(TEXTS)
def test_what_is_reduced_is_not_reduced_again(text: str) -> None:
    for term in terms(text):
        assert reduced(term) == term


@given(
    st.lists(
        st.sampled_from(
            ["usagères", "élus", "travaux", "département", "d'accueil", "évaluée", "nouvelles", "co-construction"]
        )
    )
)
def test_accents_and_capitals_count_for_nothing(some: list[str]) -> None:
    text = " ".join(some)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert terms(text) == terms(bare) == terms(text.upper()) == terms(unicodedata.normalize("NFD", text))


def test_ligatures_are_two_letters() -> None:
    assert unaccented("Œuvre") == "oeuvre"
    assert terms("cœur") == terms("coeur")
